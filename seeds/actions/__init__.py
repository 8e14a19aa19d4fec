"""The verbs of the way in. Reading and comparing have been done before (``preparing``, ``resemblance``); a verb only
decides and writes, so no lock is held while a page is parsed.
"""

from .entering import name_of_reading
from .feeds import note_entry, note_poll, write_feed
from .items import (
    accept_item,
    accept_items,
    bring_in_item,
    decide_item,
    original_of,
    refuse_item,
    reject_item,
    reject_items,
    stage_item,
)
from .problems import LONGEST_NAME, Problem
from .readings import decide_proposal, propose_reading
from .runs import brought_in, finish_run, key_of, start_run, undo_run

__all__ = [
    "LONGEST_NAME",
    "Problem",
    "accept_item",
    "accept_items",
    "bring_in_item",
    "brought_in",
    "decide_item",
    "decide_proposal",
    "finish_run",
    "key_of",
    "name_of_reading",
    "note_entry",
    "note_poll",
    "original_of",
    "propose_reading",
    "refuse_item",
    "reject_item",
    "reject_items",
    "stage_item",
    "start_run",
    "undo_run",
    "write_feed",
]
