"""Quantities as Arabic and English newspapers print them. Pure functions, linear; nothing unprinted is filled in.

What a figure says is exactly what its words say: its sign, its subject and its measure are the editor's to add.

- ``value`` is a decimal string in base units («294 ألف» is "294000"); ``high`` the upper end of a range.
- ``unit`` is an English singular ("USD", "percent", "hour", "processor"), or ``None`` where the text names none that
  is known. Money whose country is not said keeps its name ("pound", "dinar"). What it is paid per (a barrel, a share)
  is part of the measure, which is the editor's: "$80 a barrel" is 80 USD.
- A part of a whole in words is a percentage («ربع الوظائف» is 25 percent); one that has no exact decimals (a third)
  is given to two decimals with the comparator "~".
- «المرتبة الثالثة» is 3 of the unit "rank". Doubles and folds are of the unit "time".
- ``comparator`` is one of ``= < <= > >= ~ range order_of``. «تصل إلى» bounds from above, «وصلت إلى» and «ليصل إلى» say
  what was reached. «مئات الملايين» is an order of magnitude: order_of 100000000.
- Left alone: digits inside names and codes (H800, GPT-4, S&P 500), dates, years and times of day, moments («قبل 3
  أيام», "2 hours ago"), labels (المادة 5, page 3), scores, list marks, and what another number is counted by
  («لكل مليون رمز»).

A line becomes tokens (``tokens``); ``amounts`` reads numbers (``words``), ``measured`` what they count (``units``),
``comparing`` how they are bounded; ``refusing``, ``nouns`` and ``worth`` tell what is no quantity; ``ranking`` reads
places and folds; ``counting`` finds the unit; ``reading`` puts it together.
"""

from __future__ import annotations

from .line import Figure
from .reading import figures

__all__ = ["Figure", "figures"]
