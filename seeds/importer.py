"""Bringing the manifest in through the verbs, under the demonstration cast, with every rule in force.

Each step is one transaction, and each is remembered by key in the same transaction. So an import that was cut
off goes on where it stopped, and a second import finds nothing to do. What editors have done since is theirs:
a row that is there already is never written again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.db import models

from claims import actions, ledger
from claims.choices import LANGUAGES, Decision, ProofKind, Role, WorkflowState
from claims.models import (
    Article,
    Claim,
    Editor,
    Question,
    RelationDecision,
    Review,
    Snapshot,
    Source,
    Verification,
    VerificationText,
)
from claims.rules import Refused
from newsroom import actions as desk
from newsroom.choices import PublicationKind
from newsroom.models import Publication, Story, Version

from .book import ArticleRow, Book, ClaimRow, HopRow, QuestionRow, RelationRow, Row, SourceRow, StoryRow
from .cast import call_in
from .cleaning import CLEANER
from .models import SeedKey
from .resemblance import outline_missing

M = TypeVar("M", bound=models.Model)
T = TypeVar("T")
Track = Callable[[str, Iterable[T]], Iterator[T]]

FIRST = {"ar": "النص الأول", "en": "First text"}


@dataclass
class Report:
    """What an import did: steps taken, by kind, and the keys of rows whose manifest has changed since they came in."""

    done: dict[str, int] = field(default_factory=dict)
    differs: list[str] = field(default_factory=list)

    def add(self, kind: str, count: int = 1) -> None:
        self.done[kind] = self.done.get(kind, 0) + count

    @property
    def changed(self) -> int:
        """How many steps were taken; 0 means that nothing was new."""
        return sum(self.done.values())


def run(book: Book, track: Track[Any]) -> Report:
    """Bring in whatever of ``book`` is not in yet. ``track`` shows the progress of a list.

    Raises:
        NoDemo: outside a demonstration.
        Refused: when a rule of the house refuses a row; what came in before it stays.
    """
    return _Import(book, track).run()


@ledger.verb
def _enter(*, editor: Editor, kind: str, row: Row, make: Callable[[Editor], M]) -> M:
    """Make a row and remember its key, both or neither."""
    made = make(editor)
    SeedKey.objects.create(kind=kind, key=row.key, object_id=str(made.pk), digest=row.digest)
    return made


@ledger.verb
def _approve_texts(*, editor: Editor, texts: Iterable[VerificationText]) -> None:
    for text in texts:
        actions.approve_verification(editor=editor, text=text)


@ledger.verb
def _approve_versions(*, editor: Editor, versions: Iterable[Version]) -> None:
    for version in versions:
        desk.approve_version(editor=editor, version=version)


class _Import:
    """One run over a book. Each kind of row is made by its own method, in the order of the flow."""

    def __init__(self, book: Book, track: Track[Any]) -> None:
        self.book = book
        self.track = track
        self.report = Report()
        self.people: dict[str, Editor] = {}
        self.made: dict[tuple[str, str], Any] = {}
        self.known = {(known.kind, known.key): known for known in SeedKey.objects.all()}

    def run(self) -> Report:
        book = self.book
        self.people, made = call_in(book.cast)
        self.report.add("accounts", made)
        self._scale()
        self._rows("sources", _parents_first(book.sources), Source, self._source)
        self._rows("articles", book.articles, Article, self._article)
        outline_missing()
        self._rows("questions", book.questions, Question, self._question)
        self._rows("claims", book.claims, Claim, self._claim)
        self._rows("relations", book.relations, RelationDecision, self._relation)
        self._verifications()
        self._stories()
        return self.report

    # --- Keys

    def _rows(self, kind: str, rows: Iterable[Any], model: type[M], make: Callable[[Editor, Any], M]) -> None:
        archivist = self._someone(Role.CONTRIBUTOR)
        for row in self._fresh(kind, rows, model):
            self._make(kind, row, archivist, make)

    def _fresh(self, kind: str, rows: Iterable[T], model: type[models.Model]) -> Iterator[T]:
        """The rows that are not in yet, with their progress shown; the others are looked up first."""
        fresh = [row for row in rows if not self._find(kind, row, model)]
        return self.track(kind, fresh)

    def _find(self, kind: str, row: Any, model: type[models.Model]) -> bool:
        """Whether a row is in already; then its object is at hand from here on."""
        known = self.known.get((kind, row.key))
        if known is None:
            return False
        self.made[kind, row.key] = model._default_manager.get(pk=known.object_id)
        # A claim's row holds its verification and a story's its versions: one notice for each is enough.
        if known.digest != row.digest and kind not in {"verifications", "versions"}:
            self.report.differs.append(f"{kind} {row.key}")
        return True

    def _make(self, kind: str, row: Any, editor: Editor, make: Callable[[Editor, Any], M]) -> None:
        self.made[kind, row.key] = _enter(editor=editor, kind=kind, row=row, make=lambda acting: make(acting, row))
        self.report.add(kind)

    def _got(self, kind: str, key: str) -> Any:
        return self.made[kind, key]

    def _got_all(self, kind: str, keys: Iterable[str]) -> list[Any]:
        return [self.made[kind, key] for key in keys]

    def _someone(self, role: str) -> Editor:
        """The first of the cast who has a role."""
        return self.people[next(row.key for row in self.book.cast if role in row.roles)]

    # --- The scale

    def _scale(self) -> None:
        """Readers are shown what each rating means, so the scale goes out first, on two people's word."""
        if Publication.objects.filter(kind=PublicationKind.SCALE).exists():
            return
        publisher = self._someone(Role.PUBLISHER)
        approved = Review.objects.filter(proof__kind=ProofKind.SCALE, decision=Decision.APPROVE)
        if approved.count() < len(LANGUAGES):
            for proof in actions.submit_scale(editor=self._someone(Role.EDITOR)):
                actions.approve_proof(editor=publisher, proof=proof)
        desk.publish_scale(editor=publisher)
        self.report.add("scale")

    # --- The ledger

    def _source(self, editor: Editor, row: SourceRow) -> Source:
        return actions.write_source(
            editor=editor,
            kind=row.kind,
            name_ar=row.name["ar"],
            name_en=row.name["en"],
            aliases=row.aliases,
            public_figure=row.public_figure,
            parent=self._got("sources", row.parent) if row.parent else None,
            same_as=row.same_as,
        )

    def _article(self, editor: Editor, row: ArticleRow) -> Article:
        article, _ = actions.bring_in_article(
            editor=editor,
            taken=actions.Taken(
                raw=row.text.raw,
                text=row.text.text,
                blocks=row.read.as_rows(),
                cleaner=CLEANER,
                taken_from=row.file,
                media_type=row.text.media_type,
                encoding=row.text.encoding,
            ),
            description=self._description(row),
        )
        return article

    def _description(self, row: ArticleRow) -> actions.ArticleDescription:
        note = row.note or {}
        return actions.ArticleDescription(
            title=row.title.words,
            kind=row.kind,
            language=row.language,
            section=row.section.words if row.section else None,
            outlet=self._got("sources", row.outlet.source) if row.outlet and row.outlet.source else None,
            translator=self._got("sources", row.translator.source)
            if row.translator and row.translator.source
            else None,
            url=row.url,
            published=row.published.value if row.published else None,
            modified=row.modified.value if row.modified else None,
            issue_number=row.issue_number,
            provenance=_provenance(row),
            note_ar=note.get("ar", ""),
            note_en=note.get("en", ""),
            authors=tuple(
                actions.Byline(self._got("sources", author.source), author.words, f"line {author.line}")
                for author in row.authors
                if author.source
            ),
        )

    def _question(self, editor: Editor, row: QuestionRow) -> Question:
        note = row.note or {}
        return actions.write_question(
            editor=editor,
            subject=row.subject,
            measure=row.measure,
            scope=row.scope,
            wording_ar=row.wording["ar"],
            wording_en=row.wording["en"],
            note_ar=note.get("ar", ""),
            note_en=note.get("en", ""),
        )

    def _claim(self, editor: Editor, row: ClaimRow) -> Claim:
        claim = actions.raise_claim(
            editor=editor,
            texts={language: (str(row.text.get(language)), str(row.short.get(language))) for language in LANGUAGES},
            checkability=row.checkability,
            question=self._got("questions", row.question) if row.question else None,
            quantities=row.quantities,
        )
        for place in row.occurrences:
            occurrence = actions.place_occurrence(
                editor=editor,
                claim=claim,
                snapshot=self._snapshot(place.article),
                quote=place.quote,
                start=place.start,
                core=place.core,
                stance=place.stance,
                mode=place.mode,
                printed=place.printed,
                note=place.note,
            )
            chains = [[self._hop(hop) for hop in chain] for chain in place.chains]
            actions.set_chains(editor=editor, occurrence=occurrence, chains=chains)
        return claim

    def _snapshot(self, article: str) -> Snapshot:
        """The snapshot that the offsets are of: of these very bytes, whatever came after."""
        row = next(row for row in self.book.articles if row.key == article)
        return Snapshot.objects.get(article=self._got("articles", article), raw_id=row.text.digest)

    def _hop(self, hop: HopRow) -> actions.HopSpec:
        return actions.HopSpec(
            naming=hop.naming,
            source=self._got("sources", hop.source) if hop.source else None,
            words=hop.words,
            verb=hop.verb,
            seen=hop.seen,
            interested=hop.interested,
        )

    def _relation(self, editor: Editor, row: RelationRow) -> RelationDecision:
        return actions.relate_claims(
            editor=editor,
            a=self._got("claims", row.a),
            b=self._got("claims", row.b),
            type=row.type,
            why=row.why,
            resolution=row.resolution,
        )

    # --- Verifications

    def _verifications(self) -> None:
        rows = [row for row in self.book.claims if row.verification]
        for row in self._fresh("verifications", rows, Verification):
            self._make("verifications", row, self.people[row.checked.author], self._verification)
        for row in self.track("approvals", [row for row in rows if self._waiting(row)]):
            _approve_texts(editor=self.people[row.checked.reviewer], texts=self._waiting(row))
            self.report.add("approvals")
        due = [row for row in rows if self._is(WorkflowState.APPROVED, self._texts(row))]
        for publisher in sorted({self.book.publisher_of(row.key) for row in due}):
            self._publish(publisher, [row for row in due if self.book.publisher_of(row.key) == publisher])

    def _verification(self, editor: Editor, row: ClaimRow) -> Verification:
        found = row.checked
        verification = actions.draft_verification(
            editor=editor,
            claim=self._got("claims", row.key),
            verdict=found.verdict,
            as_of=found.as_of,
            recheck_by=found.recheck_by,
            words=found.words,
            evidence=found.evidence,
            no_inquiry_reason=found.no_inquiry_reason,
        )
        actions.submit_verification(editor=editor, verification=verification, reviewer=self.people[found.reviewer])
        return verification

    def _texts(self, row: ClaimRow) -> list[VerificationText]:
        texts = self._got("verifications", row.key).texts.select_related("state")
        return list(texts.order_by("language", "number"))

    def _is(self, state: str, texts: Iterable[Any]) -> bool:
        return any(text.state.state == state for text in texts)

    def _waiting(self, row: ClaimRow) -> list[VerificationText]:
        return [text for text in self._texts(row) if text.state.state == WorkflowState.IN_REVIEW]

    def _publish(self, publisher: str, rows: list[ClaimRow]) -> None:
        """All at once, so that what follows from them is published once."""
        verifications = [self._got("verifications", row.key) for row in self.track("claims being published", rows)]
        done, refused = desk.publish_verifications(editor=self.people[publisher], verifications=verifications)
        self.report.add("published claims", len(done))
        if refused:
            labels = {verification.pk: verification.claim.label for verification in verifications}
            raise Refused([replace(each, where=labels[pk]) for pk, found in refused.items() for each in found])

    # --- Stories

    def _stories(self) -> None:
        for row in self._fresh("stories", self.book.stories, Story):
            self._make("stories", row, self.people[row.author], self._story)
        for row in self.track("summaries", [row for row in self.book.stories if not self._is_out(row)]):
            self._summary(row)

    def _is_out(self, row: StoryRow) -> bool:
        """Whether everything of a story has been published; what editors write after that is theirs."""
        versions = self._versions(row)
        return len(versions) == len(LANGUAGES) and not self._is_open(versions)

    def _versions(self, row: StoryRow) -> list[Version]:
        keys = [f"{row.key}/{language}" for language in LANGUAGES]
        known = SeedKey.objects.filter(kind="versions", key__in=keys).values_list("object_id", flat=True)
        return list(Version.objects.filter(pk__in=[int(pk) for pk in known]).select_related("state").order_by("pk"))

    def _is_open(self, versions: Iterable[Version]) -> bool:
        return any(version.state.state in (WorkflowState.IN_REVIEW, WorkflowState.APPROVED) for version in versions)

    def _summary(self, row: StoryRow) -> None:
        """Written and submitted in each language by the author, approved and published by others."""
        for language in LANGUAGES:
            named = Row(key=f"{row.key}/{language}", digest=row.digest)
            if not self._find("versions", named, Version):
                self._make("versions", named, self.people[row.author], self._writer(row, language))
        waiting = [each for each in self._versions(row) if each.state.state == WorkflowState.IN_REVIEW]
        if waiting:
            _approve_versions(editor=self.people[row.reviewer], versions=waiting)
            self.report.add("approvals")
        if self._is(WorkflowState.APPROVED, self._versions(row)):
            desk.publish_story(editor=self.people[row.publisher], story=self._got("stories", row.key))
            self.report.add("published stories")

    def _story(self, editor: Editor, row: StoryRow) -> Story:
        return desk.write_story(
            editor=editor,
            slug=row.key,
            title_ar=row.title["ar"],
            title_en=row.title["en"],
            dek_ar=row.dek["ar"],
            dek_en=row.dek["en"],
            state=row.state,
            claims=self._got_all("claims", row.claims),
            articles=self._got_all("articles", row.articles),
            questions=self._got_all("questions", row.questions),
            timeline=[
                desk.TimelineSpec(
                    date=item.date,
                    text_ar=item.text["ar"],
                    text_en=item.text["en"],
                    inferred=item.inferred,
                    claim=self._got("claims", item.claim) if item.claim else None,
                )
                for item in row.timeline
            ],
        )

    def _writer(self, row: StoryRow, language: str) -> Callable[[Editor, Row], Version]:
        def write(editor: Editor, _: Row) -> Version:
            version = desk.write_version(
                editor=editor,
                story=self._got("stories", row.key),
                language=language,
                content=self._content(row, language),
                reason=FIRST[language],
                base=0,
            )
            desk.submit_version(editor=editor, version=version, reviewer=self.people[row.reviewer])
            return version

        return write

    def _content(self, row: StoryRow, language: str) -> dict[str, Any]:
        """A summary as the desk stores it: claims and questions by their public ids."""
        return {
            "paragraphs": [
                {"sentences": [{"text": each.text, "cites": self._ids(each.cites)} for each in paragraph]}
                for paragraph in row.summary[language]
            ],
            "answers": [
                {
                    "question": self._got("questions", answer.question).public_id,
                    "text": str(answer.text.get(language)),
                    "cites": self._ids(answer.cites),
                }
                for answer in row.answers
            ],
        }

    def _ids(self, claims: Iterable[str]) -> list[str]:
        return [claim.public_id for claim in self._got_all("claims", claims)]


def _parents_first(rows: Iterable[SourceRow]) -> list[SourceRow]:
    """Sources in an order in which each comes after what it is part of."""
    waiting = list(rows)
    ordered: list[SourceRow] = []
    while waiting:
        have = {row.key for row in ordered}
        ready = [row for row in waiting if row.parent is None or row.parent in have]
        # In a circle nobody comes first; the look-up of the parent then says so.
        ordered += ready or waiting
        waiting = [row for row in waiting if row not in ordered]
    return ordered


def _provenance(row: ArticleRow) -> dict[str, Any]:
    """For each particular that is known, its words and where they stand; and how readers are told the article apart."""
    stated = {
        name: {"words": found.words, "from": f"line {found.line}"}
        for name in ("title", "section", "outlet", "translator", "published", "modified")
        if (found := getattr(row, name)) is not None
    }
    issue = row.read.metadata.issue_number
    if row.issue_number and issue and issue.value == row.issue_number:
        stated["issue_number"] = {"words": issue.words, "from": f"line {issue.line}"}
    return {**stated, "label": row.label, "date_clues": list(row.date_clues)}
