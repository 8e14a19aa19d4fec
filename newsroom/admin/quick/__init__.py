"""The quick path: one screen takes a pasted text to a checked claim, one screen lets a second person decide on it.

``pane`` reads the text, ``check`` is the first screen's form, ``decide`` the second's, ``views`` answers. Both work as
plain forms; a script beside them only saves presses and keeps what is typed.
"""

from __future__ import annotations

from .views import decide_url, quick_urls

__all__ = ["decide_url", "quick_urls"]
