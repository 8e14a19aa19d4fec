"""Browser tests: `pytest -m browser` runs them alone, `-m "not browser"` leaves them out."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs Chromium; the page is drawn and looked at")
