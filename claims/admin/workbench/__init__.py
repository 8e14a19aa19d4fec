"""The workbench: an article, the sentences that deserve checking, and the card of the one at hand.

``understood`` reads the text, ``card`` is the form of a sentence, ``bench`` puts the page together, ``views`` answers.
It works as plain forms; a script beside it only saves keys.
"""

from __future__ import annotations

from .progress import progress
from .views import bench_url, workbench_urls

__all__ = ["bench_url", "progress", "workbench_urls"]
