"""Loading the manifest: every file read, every fault found, and only then a ``Book``.

What a row must hold stands in ``seeds/manifest/README.md``. Whether the words fit the articles (hashes, quotes,
lines, links of chains) is checked in ``quoting``; the desk's own gate judges the rest when it publishes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from claims.actions import EvidenceSpec, QuantitySpec, VerificationWords
from claims.choices import (
    ACCUSING_VERDICTS,
    DEFAULT_SCALE,
    LANGUAGES,
    OPEN_VERDICTS,
    ArticleKind,
    Checkability,
    Comparator,
    EvidenceKind,
    EvidenceStance,
    RelationType,
    Role,
    SourceKind,
)
from claims.models import LocalText
from claims.models.claims import SHORT_LENGTH
from newsroom.choices import StoryState

from . import quoting
from .book import (
    AnswerRow,
    ArticleRow,
    Book,
    CastRow,
    ClaimRow,
    QuestionRow,
    RelationRow,
    Sentence,
    SourceRow,
    Stated,
    StoryRow,
    TimelineRow,
    VerificationRow,
)
from .incoming import Incoming
from .tables import Fault, Table, open_file

R = TypeVar("R")

MANIFEST = Path(__file__).resolve().parent / "manifest"
FILES = {
    "editors": "cast.toml",
    "sources": "sources.toml",
    "articles": "articles.toml",
    "questions": "questions.toml",
    "relations": "relations.toml",
}
SCALE = tuple(row["code"] for row in DEFAULT_SCALE)


class FaultyManifest(Exception):
    """A manifest that can't be imported. ``faults`` holds every reason; the message lists them all."""

    def __init__(self, folder: Path, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: fault.file)
        count = len(self.faults)
        lines = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(
            f"The manifest in {folder} has {count} fault{'s' * (count != 1)}; nothing was imported.\n{lines}"
        )


@dataclass
class Shelf:
    """What is known while files are read: the keys of each kind, and the texts that quotes are looked up in.

    A kind whose file could not be read is absent from ``keys``: a reference to it is then no fault of its own.
    """

    articles: Path
    verdicts: tuple[str, ...]
    faults: list[Fault] = field(default_factory=list)
    keys: dict[str, set[str]] = field(default_factory=dict)
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    texts: dict[str, Incoming] = field(default_factory=dict)
    verified: set[str] = field(default_factory=set)

    def refer(self, table: Table, name: str, kind: str) -> str:
        """A key of another row that must exist."""
        return self._known(table, name, kind, table.text(name))

    def maybe(self, table: Table, name: str, kind: str) -> str | None:
        return self.refer(table, name, kind) if table.has(name) else None

    def refer_all(self, table: Table, name: str, kind: str) -> tuple[str, ...]:
        return tuple(self._known(table, name, kind, key) for key in table.texts(name))

    def _known(self, table: Table, name: str, kind: str, key: str) -> str:
        if key and kind in self.keys and key not in self.keys[kind]:
            table.fault(name, f"There is no “{key}” among the {kind}. Correct the key, or add the row.")
        return key

    def editor(self, table: Table, name: str, *roles: str) -> str:
        """A member of the cast who has one of ``roles``."""
        key = self.refer(table, name, "editors")
        if key in self.roles and not set(self.roles[key]) & set(roles):
            table.fault(name, f"“{key}” has no role that allows this. Give one of: {', '.join(roles)}.")
        return key


def load(folder: Path, *, articles: Path | None = None, verdicts: Iterable[str] = SCALE) -> Book:
    """Read and check the manifest in ``folder``; ``FaultyManifest`` names everything that is wrong with it.

    ``articles`` is the folder of the texts (default: ``articles`` inside the manifest, else beside it).
    ``verdicts`` are the ratings in use. Nothing is written anywhere.
    """
    beside = folder / "articles" if (folder / "articles").is_dir() else folder.parent / "articles"
    shelf = Shelf(articles=articles or beside, verdicts=tuple(verdicts))
    if not folder.is_dir():
        raise FaultyManifest(folder, [Fault(str(folder), "", "There is no such folder. Give one with --manifest.")])
    files = {kind: [open_file(folder, name, shelf.faults)] for kind, name in FILES.items()}
    for kind in ("claims", "stories"):
        names = sorted(f"{kind}/{path.name}" for path in (folder / kind).glob("*.toml"))
        files[kind] = [open_file(folder, name, shelf.faults) for name in names]
        if not names:
            shelf.faults.append(Fault(f"{kind}/", "", "The folder holds no .toml file. Put them back."))
    _collect_keys(shelf, files)
    book = _read(shelf, files)
    if shelf.faults:
        raise FaultyManifest(folder, shelf.faults)
    return book


def _collect_keys(shelf: Shelf, files: dict[str, list[Table]]) -> None:
    """Every key of every kind, before any row is read: rows refer forward and back."""
    broken = {fault.file.split("/")[0] for fault in shelf.faults}
    for kind, tables in files.items():
        name = FILES.get(kind, kind)
        # Rows are only looked at here; they are read, and their faults noted, in _read.
        rows = [row for table in tables for row in _rows(table.silent(), kind)]
        if name not in broken:
            shelf.keys[kind] = {row.text(_key_of(kind)) for row in rows}


def _key_of(kind: str) -> str:
    return "username" if kind == "editors" else "key"


def _rows(table: Table, kind: str) -> Iterator[Table]:
    """The rows of a file: a story is a file, all else are lists of tables."""
    if kind == "stories":
        yield table
        return
    yield from table.tables(kind, key=_key_of(kind) if kind != "relations" else None)
    table.close()


def _read(shelf: Shelf, files: dict[str, list[Table]]) -> Book:
    def rows(kind: str, make: Callable[[Shelf, Table], R]) -> tuple[R, ...]:
        made: list[R] = []
        seen: set[str] = set()
        for table in files[kind]:
            for row in _rows(table, kind):
                made.append(make(shelf, row))
                row.close()
                _note_repeated(made[-1], row, seen)
        return tuple(made)

    return Book(
        cast=rows("editors", _cast),
        sources=rows("sources", _source),
        articles=rows("articles", _article),
        questions=rows("questions", _question),
        claims=rows("claims", _claim),
        relations=rows("relations", _relation),
        stories=rows("stories", _story),
    )


def _note_repeated(row: Any, table: Table, seen: set[str]) -> None:
    if row.key in seen:
        table.fault("", f"“{row.key}” stands here twice. Give one of them another key, or remove it.")
    seen.add(row.key)


# --- Rows -------------------------------------------------------------------------------------------------------------


def _cast(shelf: Shelf, table: Table) -> CastRow:
    key = table.text("username", limit=150)
    shelf.roles[key] = table.some("roles", Role.values)
    return CastRow(
        key=key,
        digest=table.digest(),
        name=table.local("name", limit=120),
        public_byline=table.flag("public_byline", default=False),
        time_zone=table.text("time_zone", limit=64),
        language=table.choice("language", LANGUAGES),
        roles=shelf.roles[key],
        superuser=table.flag("superuser", default=False),
    )


def _source(shelf: Shelf, table: Table) -> SourceRow:
    return SourceRow(
        key=table.text("key", limit=120),
        digest=table.digest(),
        kind=table.choice("kind", SourceKind.values),
        name=table.local("name", limit=200),
        aliases=table.texts("aliases", needed=False),
        same_as=table.texts("same_as", needed=False),
        public_figure=table.flag("public_figure", default=False),
        parent=shelf.maybe(table, "parent", "sources"),
    )


def _article(shelf: Shelf, table: Table) -> ArticleRow:
    key = table.text("key", limit=120)
    text, read = quoting.read_article(table, shelf.articles)
    shelf.texts[key] = text
    authors = tuple(_stated(shelf, row, text, "sources") for row in table.tables("authors", needed=True))
    return ArticleRow(
        key=key,
        digest=table.digest(),
        file=table.text("file"),
        kind=table.choice("kind", ArticleKind.values),
        language=table.text("language", limit=12),
        label=table.local("label"),
        title=_maybe_stated(shelf, table, "title", text) or Stated("", 0),
        outlet=_maybe_stated(shelf, table, "outlet", text, kind="sources"),
        authors=authors,
        translator=_maybe_stated(shelf, table, "translator", text, kind="sources"),
        section=_maybe_stated(shelf, table, "section", text),
        published=_maybe_stated(shelf, table, "published", text, dated=True),
        modified=_maybe_stated(shelf, table, "modified", text, dated=True),
        issue_number=table.maybe("issue_number", limit=40),
        url=table.maybe("url", limit=500),
        note=table.maybe_local("note"),
        date_clues=tuple(_date_clue(row, text) for row in table.tables("date_clues")),
        text=text,
        read=read,
    )


def _maybe_stated(
    shelf: Shelf, table: Table, name: str, text: Incoming, *, kind: str = "", dated: bool = False
) -> Stated | None:
    inner = table.table(name, needed=name == "title") if table.has(name) or name == "title" else None
    return None if inner is None else _stated(shelf, inner, text, kind, dated=dated)


def _stated(shelf: Shelf, table: Table, text: Incoming, kind: str = "", *, dated: bool = False) -> Stated:
    made = Stated(
        words=table.text("words", limit=500),
        line=table.number("line"),
        source=shelf.refer(table, "source", kind) if kind else None,
        value=table.edtf("value") if dated else None,
    )
    quoting.check_line(table, text, made.words, made.line)
    table.close()
    return made


def _date_clue(table: Table, text: Incoming) -> dict[str, Any]:
    made = {"words": table.text("words"), "line": table.number("line"), "note": table.local("note")}
    quoting.check_line(table, text, str(made["words"]), table.number("line"))
    table.close()
    return made


def _question(shelf: Shelf, table: Table) -> QuestionRow:
    shelf.maybe(table, "story", "stories")
    return QuestionRow(
        key=table.text("key", limit=120),
        digest=table.digest(),
        subject=table.text("subject", limit=200),
        measure=table.text("measure", limit=200),
        scope=table.maybe("scope", limit=200) or "",
        wording=table.local("wording", limit=300),
        note=table.maybe_local("note"),
    )


def _claim(shelf: Shelf, table: Table) -> ClaimRow:
    key = table.text("key", limit=120)
    checkability = table.choice("checkability", Checkability.values)
    inner = table.table("verification", needed=False)
    if inner is not None:
        shelf.verified.add(key)
    return ClaimRow(
        key=key,
        digest=table.digest(),
        question=shelf.maybe(table, "question", "questions"),
        checkability=checkability,
        text=table.local("text"),
        short=table.local("short", limit=SHORT_LENGTH),
        quantities=tuple(_quantity(row) for row in table.tables("quantities")),
        occurrences=tuple(quoting.occurrence(shelf, row) for row in table.tables("occurrences", needed=True)),
        verification=_verification(shelf, inner, checkability) if inner is not None else None,
    )


def _quantity(table: Table) -> QuantitySpec:
    value, date = table.decimal("value"), table.edtf("date")
    if table.has("value") == table.has("date"):
        table.fault("", "A quantity has either a value or a date. Give one of them.")
    inferred = table.table("inferred", needed=False)
    made = QuantitySpec(
        subject=table.text("subject", limit=200),
        measure=table.text("measure", limit=200),
        unit=table.text("unit", limit=40),
        comparator=table.choice("comparator", Comparator.values, Comparator.EQUAL),
        value=value,
        high=table.decimal("high"),
        date=date,
        period=table.edtf("period"),
        inferred={"value": inferred.edtf("value"), "basis": inferred.local("basis")} if inferred else None,
        completed=table.maybe_local("completed"),
    )
    if inferred is not None:
        inferred.close()
    table.close()
    return made


def _verification(shelf: Shelf, table: Table, checkability: str) -> VerificationRow:
    verdict = table.choice("verdict", shelf.verdicts) if table.has("verdict") else None
    as_of = table.day("as_of", needed=True)
    made = VerificationRow(
        author=shelf.editor(table, "author", Role.EDITOR),
        reviewer=shelf.editor(table, "reviewer", Role.REVIEWER),
        verdict=verdict,
        as_of=as_of or quoting.NO_DAY,
        recheck_by=table.day("recheck_by", needed=False),
        words=_words(table),
        evidence=tuple(_evidence(row) for row in table.tables("evidence")),
        no_inquiry_reason=table.maybe_local("no_inquiry_reason"),
    )
    _check_verification(table, made, checkability)
    table.close()
    return made


def _words(table: Table) -> dict[str, VerificationWords]:
    rationale, unknowns = table.local("rationale"), table.maybe_local("unknowns")
    searches = [_search(row) for row in table.tables("searches")]
    return {
        language: VerificationWords(
            rationale=str(rationale.get(language, "")),
            unknowns=str((unknowns or {}).get(language, "")),
            searches=[
                {"what": str(what.get(language)), "where": str(where.get(language)), "on": str(on)}
                for what, where, on in searches
            ],
        )
        for language in LANGUAGES
    }


def _search(table: Table) -> tuple[LocalText, LocalText, dt.date | None]:
    made = table.local("what"), table.local("where"), table.day("on", needed=True)
    table.close()
    return made


def _check_verification(table: Table, made: VerificationRow, checkability: str) -> None:
    """What the desk's rules would say of it, before anything is written."""
    takes = checkability in Checkability.values and Checkability(checkability).takes_verdict
    if takes and made.verdict is None and not table.has("verdict"):
        table.fault("verdict", "A checkable claim needs a rating. Add one of the scale.")
    if not takes and made.verdict is not None:
        table.fault("verdict", "Opinions and vague sentences are not rated. Remove it; the rationale says why.")
    if made.author and made.author == made.reviewer:
        table.fault("reviewer", f"“{made.reviewer}” wrote it and may not approve it. Name someone else.")
    if made.verdict in OPEN_VERDICTS and not all(words.unknowns for words in made.words.values()):
        table.fault("unknowns", "An open rating must say what would settle it. Add it in both languages.")
    if made.verdict in OPEN_VERDICTS and not made.words["ar"].searches:
        table.fault("searches", "An open rating must say what was looked for. Add the search log.")
    if made.verdict in ACCUSING_VERDICTS and made.no_inquiry_reason is None:
        table.fault("no_inquiry_reason", "This rating says that someone is wrong, and no one was asked. Say why not.")
    needing = {row["code"] for row in DEFAULT_SCALE if row["needs_evidence"]}
    if made.verdict in needing and not made.evidence:
        table.fault("evidence", f"The rating “{made.verdict}” needs evidence. Add it, or choose another rating.")


def _evidence(table: Table) -> EvidenceSpec:
    made = EvidenceSpec(
        kind=table.choice("kind", EvidenceKind.values),
        stance=table.choice("stance", EvidenceStance.values),
        title=table.text("title", limit=300),
        url=table.maybe("url", limit=500) or "",
        published=table.edtf("published"),
        quote=table.maybe("quote") or "",
        note=table.maybe_local("note"),
    )
    table.close()
    return made


def _relation(shelf: Shelf, table: Table) -> RelationRow:
    kind = table.choice("type", [value for value in RelationType.values if value != RelationType.NONE])
    a, b = shelf.refer(table, "a", "claims"), shelf.refer(table, "b", "claims")
    if a and a == b:
        table.fault("b", "A claim has no relation to itself. Name another claim.")
    return RelationRow(
        key=" ".join(sorted((a, b))),
        digest=table.digest(),
        type=kind,
        a=a,
        b=b,
        why=table.local("why"),
        resolution=table.maybe_local("resolution"),
    )


def _story(shelf: Shelf, table: Table) -> StoryRow:
    return StoryRow(
        key=table.text("key", limit=120),
        digest=table.digest(),
        state=table.choice("state", StoryState.values),
        title=table.local("title", limit=200),
        dek=table.local("dek", limit=400),
        articles=shelf.refer_all(table, "articles", "articles"),
        questions=shelf.refer_all(table, "questions", "questions"),
        claims=shelf.refer_all(table, "claims", "claims"),
        author=shelf.editor(table, "author", Role.EDITOR),
        reviewer=shelf.editor(table, "reviewer", Role.REVIEWER),
        publisher=shelf.editor(table, "publisher", Role.PUBLISHER),
        timeline=tuple(_timeline(shelf, row) for row in table.tables("timeline")),
        summary=_summary(shelf, table),
        answers=tuple(_answer(shelf, row) for row in table.tables("answers")),
    )


def _timeline(shelf: Shelf, table: Table) -> TimelineRow:
    table.text("date")
    made = TimelineRow(
        date=table.edtf("date") or "",
        inferred=table.flag("inferred", default=False),
        text=table.local("text", limit=300),
        claim=shelf.maybe(table, "claim", "claims"),
    )
    table.close()
    return made


def _summary(shelf: Shelf, table: Table) -> dict[str, tuple[tuple[Sentence, ...], ...]]:
    summary = table.table("summary")
    if summary is None:
        return {}
    made = {}
    for language in LANGUAGES:
        inner = summary.table(language)
        made[language] = (
            tuple(_paragraph(shelf, row) for row in inner.tables("paragraphs", needed=True)) if inner else ()
        )
        if inner is not None:
            inner.close()
    summary.close()
    return made


def _paragraph(shelf: Shelf, table: Table) -> tuple[Sentence, ...]:
    made = tuple(_sentence(shelf, row) for row in table.tables("sentences", needed=True))
    table.close()
    return made


def _sentence(shelf: Shelf, table: Table) -> Sentence:
    made = Sentence(text=table.text("text"), cites=_cites(shelf, table))
    table.close()
    return made


def _answer(shelf: Shelf, table: Table) -> AnswerRow:
    made = AnswerRow(
        question=shelf.refer(table, "question", "questions"), text=table.local("text"), cites=_cites(shelf, table)
    )
    table.close()
    return made


def _cites(shelf: Shelf, table: Table) -> tuple[str, ...]:
    """Claims that a sentence rests on; each must have been checked."""
    cites = shelf.refer_all(table, "cites", "claims") if table.has("cites") else ()
    for key in cites:
        if key in shelf.keys.get("claims", ()) and key not in shelf.verified:
            table.fault("cites", f"“{key}” is cited and has no verification. Add one, or cite another claim.")
    return cites
