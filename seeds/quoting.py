"""Whether the manifest's words stand in the articles: hashes, lines, quotes, cores, figures, links of chains."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.choices import Comparator, Mode, Naming, Stance
from claims.quotation import find

from .book import HopRow, OccurrenceRow
from .cleaning import Cleaned, clean
from .incoming import Incoming, Unreadable
from .readers import PLAIN, read_plain
from .tables import Table

if TYPE_CHECKING:
    from .loading import Shelf

NO_DAY = dt.date(1970, 1, 1)  # stands in for a date that could not be read; such a book is never returned
_NO_TEXT = Incoming(name="", raw=b"", text="", media_type=PLAIN, encoding="utf-8")


def read_article(table: Table, folder: Path) -> tuple[Incoming, Cleaned]:
    """The file of an article, read and cleaned; empty where it is missing, broken or not the one that was meant."""
    name, wanted = table.text("file"), table.text("sha256")
    text = _read_file(table, folder, name) if name else _NO_TEXT
    if text.raw and wanted and text.digest != wanted:
        table.fault("sha256", f"“{name}” has the digest {text.digest}, not {wanted}. Restore the file, or correct it.")
    return text, clean(text.text)


def _read_file(table: Table, folder: Path, name: str) -> Incoming:
    if Path(name).name != name:
        table.fault("file", f"“{name}” is no plain name. Put the file into {folder.name}/ and give its name.")
        return _NO_TEXT
    try:
        return read_plain((folder / name).read_bytes())
    except FileNotFoundError:
        table.fault("file", f"“{name}” is not in {folder.name}/. Put it back, or remove the article.")
    except OSError as error:
        table.fault("file", f"“{name}” cannot be read: {error.strerror}. Make it readable.")
    except Unreadable as error:
        table.fault("file", f"“{name}”: {error}")
    return _NO_TEXT


def check_line(table: Table, text: Incoming, words: str, line: int) -> None:
    """Words must stand on the line that is given for them."""
    if not text.text or not words:
        return
    lines = text.text.split("\n")
    if not 1 <= line <= len(lines) or words not in lines[line - 1]:
        table.fault("words", f"“{_shown(words)}” is not on line {line} of the article. Correct the words or the line.")


def occurrence(shelf: Shelf, table: Table) -> OccurrenceRow:
    """One place of a claim, checked against the article's text."""
    article = shelf.refer(table, "article", "articles")
    text = shelf.texts.get(article, _NO_TEXT).text
    quote = table.text("quote")
    start, end = _place(table, text, quote)
    core = table.maybe("core")
    if core and quote and not find(quote, core):
        table.fault("core", f"“{_shown(core)}” is not in the quote. Copy it from there exactly.")
    made = OccurrenceRow(
        article=article,
        quote=quote,
        start=start,
        end=end,
        core=core,
        stance=table.choice("stance", Stance.values),
        mode=table.choice("mode", Mode.values),
        printed=tuple(_printed(row, quote) for row in table.tables("printed")),
        note=table.maybe_local("note"),
        chains=tuple(_chain(shelf, row, text) for row in table.tables("chains", needed=True)),
    )
    if not made.chains and table.has("chains"):
        table.fault("chains", "There is no chain. Where no source is stated, write one chain with one missing hop.")
    table.close()
    return made


def _place(table: Table, text: str, quote: str) -> tuple[int, int]:
    """Where a quote stands: at the offsets given, or, without any, in its only place."""
    if table.has("start") or table.has("end"):
        start, end = table.number("start"), table.number("end")
        if text and quote and text[start:end] != quote:
            table.fault("quote", _misplaced(text, quote, start, end))
        return start, end
    spans = find(text, quote) if text else []
    if text and quote and not spans:
        table.fault("quote", f"“{_shown(quote)}” is not in the article. Copy the words from the text exactly.")
    if len(spans) > 1:
        places = ", ".join(str(span.start) for span in spans)
        table.fault("quote", f"“{_shown(quote)}” stands in several places ({places}). Give start and end.")
    return (spans[0].start, spans[0].end) if spans else (0, 0)


def _misplaced(text: str, quote: str, start: int, end: int) -> str:
    found = find(text, quote)
    hint = f"It begins at {found[0].start} and ends at {found[0].end}." if found else "It stands nowhere in the text."
    return f"“{_shown(quote)}” is not in the article from {start} to {end}. {hint} Correct the quote or the offsets."


def _printed(table: Table, quote: str) -> dict[str, Any]:
    words = table.text("words")
    if words and quote and not find(quote, words):
        table.fault("words", f"“{_shown(words)}” is not in the quote. Copy the printed figure from there.")
    value, date = table.decimal("value"), table.edtf("date")
    if table.has("value") == table.has("date"):
        table.fault("", "A printed quantity has either a value or a date. Give one of them.")
    made = {
        "comparator": table.choice("comparator", Comparator.values, Comparator.EQUAL),
        "value": value,
        "high": table.decimal("high"),
        "date": date,
        "unit": table.maybe("unit", limit=40),
        "words": words,
    }
    table.close()
    return {name: said for name, said in made.items() if said}


def _chain(shelf: Shelf, table: Table, text: str) -> tuple[HopRow, ...]:
    hops = tuple(_hop(shelf, row, text) for row in table.tables("hops", needed=True))
    if any(hop.naming == Naming.MISSING for hop in hops[:-1]):
        table.fault("hops", "A missing hop ends a chain. Remove what stands after it.")
    if not hops and table.has("hops"):
        table.fault("hops", "The chain has no hop. Where no source is stated, write a missing one.")
    table.close()
    return hops


def _hop(shelf: Shelf, table: Table, text: str) -> HopRow:
    hop = HopRow(
        naming=table.choice("naming", Naming.values),
        source=shelf.maybe(table, "source", "sources"),
        words=table.text("words", empty=True),
        verb=table.text("verb", limit=80, empty=True) if table.has("verb") else "",
        seen=table.flag("seen", default=False),
        interested=table.flag("interested", default=False),
    )
    if hop.naming == Naming.MISSING and (hop.words or hop.source or hop.seen):
        table.fault("", "A missing hop has no source and no words, and cannot have been seen. Remove them.")
    elif hop.naming != Naming.MISSING and not hop.words:
        table.fault("words", "Every hop but a missing one has the article's own words. Copy them.")
    elif hop.words and text and not find(text, hop.words):
        table.fault("words", f"“{_shown(hop.words)}” is not in the article. Copy the words from the text exactly.")
    table.close()
    return hop


def _shown(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:77]}…"
