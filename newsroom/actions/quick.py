"""The quick path: a pasted text becomes a checked claim that waits for a second person, in one deed."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from claims import actions as ledger_actions
from claims import ledger
from claims.actions import EvidenceSpec, HopSpec, VerificationWords
from claims.arabic import fold
from claims.choices import (
    LANGUAGES,
    Checkability,
    EvidenceKind,
    EvidenceStance,
    Language,
    Mode,
    Naming,
    SourceKind,
    Stance,
)
from claims.dates import is_edtf
from claims.models import Article, Claim, Editor, LocalText, Proof, Snapshot, Source, Verification
from claims.models.claims import SHORT_LENGTH
from claims.quotation import find
from claims.rules import Blocker, Refused, one_quote, require

from ..documents import strings
from ..rules import claim_page_blockers

T = TypeVar("T")

TYPED = "text/plain"
STAND_IN = "–"
LONGEST_TITLE = 500


@dataclass(frozen=True)
class Pasted:
    """A text as it was pasted, with what its editor says of it; what she leaves empty is read from the text."""

    text: str
    title: str = ""
    url: str = ""
    outlet: str = ""

    @property
    def raw(self) -> bytes:
        """The bytes as they are kept."""
        return self.text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")


@dataclass(frozen=True)
class TextRead:
    """A pasted text as a way in reads it. Nothing has come in yet; ``enter`` brings it in, inside a verb.

    ``text`` is NFC with its noise; ``blocks`` are a reading's; ``raw`` are kept before the verb runs.
    """

    raw: bytes
    text: str
    blocks: Sequence[dict[str, Any]]
    title: str
    language: str
    enter: Callable[[Editor], Snapshot]
    outlet: str = ""
    published: str = ""


Reader = Callable[[Pasted], TextRead]
_readers: list[Reader] = []


def reads_pasted(reader: Reader) -> Reader:
    """Let a way in read what is pasted: one that knows noise, titles and outlets when it sees them."""
    _readers.append(reader)
    return reader


def read_pasted(pasted: Pasted) -> TextRead:
    """A pasted text as the best way in reads it; without any, each line is a paragraph."""
    return (_readers[-1] if _readers else _read_plainly)(pasted)


def _read_plainly(pasted: Pasted) -> TextRead:
    text = unicodedata.normalize("NFC", pasted.raw.decode("utf-8", "surrogatepass"))
    blocks: list[dict[str, Any]] = []
    at = 0
    for each in text.split("\n"):
        if each.strip():
            blocks.append({"start": at, "end": at + len(each), "kind": "paragraph", "kept": True, "reason": ""})
        at += len(each) + 1
    first = next((each.strip() for each in text.split("\n") if each.strip()), "")
    title = (pasted.title or first)[:LONGEST_TITLE]
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in text)
    language = "ar" if arabic else "en"

    def enter(editor: Editor) -> Snapshot:
        taken = ledger_actions.Taken(pasted.raw, text, blocks, "plain", title[:200], TYPED)
        outlet = source_called(editor, pasted.outlet, SourceKind.OUTLET) if pasted.outlet.strip() else None
        description = ledger_actions.ArticleDescription(
            title=title, language=language, url=pasted.url or None, outlet=outlet
        )
        article, _new = ledger_actions.bring_in_article(editor=editor, taken=taken, description=description)
        return _snapshot(article)

    return TextRead(pasted.raw, text, blocks, title, language, enter, outlet=pasted.outlet)


def _snapshot(article: Article) -> Snapshot:
    found = article.snapshot()
    if found is None:
        raise LookupError(f"The article {article.public_id} has no text.")
    return found


def unreadable(pasted: Pasted, refusal: Refused) -> TextRead:
    """A text that no way in can read: whatever is done with it is refused with the reason."""

    def enter(editor: Editor) -> Snapshot:
        raise refusal

    return TextRead(pasted.raw, "", (), pasted.title, "", enter)


def source_called(editor: Editor, name: str, kind: str) -> Source:
    """The only source of that name, or a new one."""
    found = list(Source.objects.known_as(fold(name))[:2])
    if len(found) == 1:
        return found[0]
    made: Source = ledger_actions.write_source(editor=editor, kind=kind, name_ar=name.strip(), name_en=name.strip())
    return made


@dataclass(frozen=True)
class QuickClaim:
    """What is claimed: the sentence, and the words on which it rests. ``start`` picks one of several places."""

    quote: str
    sentence: str
    language: str = LANGUAGES[0]
    start: int | None = None
    checkability: str = Checkability.FACTUAL
    stance: str = Stance.ASSERTS
    mode: str = Mode.PARAPHRASE
    chains: Sequence[Sequence[HopSpec]] = ()

    @property
    def texts(self) -> dict[str, tuple[str, str]]:
        """The wording as the verb takes it; a short sentence is its own short form."""
        text = " ".join(self.sentence.split())
        return {self.language: (text, text if len(text) <= SHORT_LENGTH else "")}


@dataclass(frozen=True)
class Asked:
    """Someone whom the claim concerns, and what was put to them."""

    name: str
    letter: str
    deadline: dt.datetime | None
    kind: str = SourceKind.COMPANY
    channel: str = ""
    line: LocalText | None = None


@dataclass(frozen=True)
class Finding:
    """What was found: the rating, why, on what it rests, and whom we asked or why nobody."""

    verdict: str | None
    rationale: str
    as_of: dt.date
    unknowns: str = ""
    searches: Sequence[dict[str, str]] = ()
    evidence: Sequence[EvidenceSpec] = ()
    no_inquiry: str = ""
    asked: Asked | None = None
    words: VerificationWords = field(init=False)

    def __post_init__(self) -> None:
        words = VerificationWords(self.rationale, self.unknowns, self.searches)
        object.__setattr__(self, "words", words)


@ledger.verb
def check_quickly(
    *, editor: Editor, read: TextRead, claim: QuickClaim, finding: Finding, reviewer: Editor | None = None
) -> Proof:
    """Bring a text in, follow what it claims, write down what was found, and ask for a second person's review.

    One deed: all of it or nothing. Refused with every reason of every step: a step that is refused is done with
    something in its place, so that those after it can be asked too, and then all of it is undone.
    """
    found: list[Blocker] = []
    snapshot = _tried(found, lambda: read.enter(editor))
    made = _tried(
        found,
        lambda: _raise(editor, claim),
        lambda: _raise(editor, replace(claim, sentence=STAND_IN, checkability=Checkability.FACTUAL)),
    )
    if snapshot is None:
        found += one_quote(find(read.text, claim.quote), claim.quote)
    elif made is not None:
        _tried(found, lambda: _place(editor, made, snapshot, claim))
    asked = finding.asked
    if made is not None and asked is not None:
        _tried(found, lambda: _ask(editor, made, asked))
    proof = _submitted(found, editor, made, claim.language, finding, reviewer) if made is not None else None
    if made is not None and proof is not None:
        found += claim_page_blockers(made, list(strings(proof.document.json)))
    require(_once(found))
    if proof is None:
        raise LookupError("Nothing was refused and nothing was submitted.")
    return proof


def _tried(found: list[Blocker], *ways: Callable[[], T]) -> T | None:
    """What the first way makes that is not refused. Only why the first was refused is kept."""
    for place, way in enumerate(ways):
        try:
            with ledger.savepoint():
                return way()
        except Refused as refusal:
            if place == 0:
                found += refusal.blockers
    return None


def _once(found: Sequence[Blocker]) -> list[Blocker]:
    """Each reason once: several steps may ask for the same role, or say that the same thing is missing."""
    kept: dict[tuple[str, str], Blocker] = {}
    for blocker in found:
        kept.setdefault((blocker.code, "" if blocker.code == "not_permitted" else str(blocker)), blocker)
    return list(kept.values())


def _raise(editor: Editor, claim: QuickClaim) -> Claim:
    made: Claim = ledger_actions.raise_claim(editor=editor, texts=claim.texts, checkability=claim.checkability)
    return made


def _place(editor: Editor, made: Claim, snapshot: Snapshot, claim: QuickClaim) -> None:
    placed = ledger_actions.place_occurrence(
        editor=editor,
        claim=made,
        snapshot=snapshot,
        quote=claim.quote,
        start=claim.start,
        stance=claim.stance,
        mode=claim.mode,
    )
    chains = claim.chains or [[HopSpec(Naming.MISSING)]]
    ledger_actions.set_chains(editor=editor, occurrence=placed, chains=chains)


def _ask(editor: Editor, made: Claim, asked: Asked) -> None:
    if not asked.name.strip() or not asked.letter.strip() or asked.deadline is None:
        raise Refused(
            [
                Blocker(
                    "inquiry_incomplete",
                    _("A question to the one concerned has a name, a letter and a deadline."),
                    _("Fill in what is missing, or say why no one was asked."),
                )
            ]
        )
    ledger_actions.ask_claimant(
        editor=editor,
        claim=made,
        source=source_called(editor, asked.name, asked.kind),
        text=asked.letter,
        deadline=asked.deadline,
        channel=asked.channel,
        public_line=asked.line,
    )


def _submitted(
    found: list[Blocker], editor: Editor, made: Claim, language: str, finding: Finding, reviewer: Editor | None
) -> Proof | None:
    drafted = _tried(
        found,
        lambda: _draft(editor, made, language, finding),
        lambda: _draft(editor, made, language, _stand_in(finding)),
    )
    if drafted is None:
        return None
    proofs = _tried(
        found,
        lambda: ledger_actions.submit_verification(
            editor=editor, verification=drafted, reviewer=reviewer, languages=[language]
        ),
    )
    return proofs[0] if proofs else None


def in_language(language: str, words: str) -> LocalText | None:
    """Words as a text in one language; ``None`` where there are none."""
    said = words.strip()
    if not said:
        return None
    return LocalText(ar=said) if language == Language.AR else LocalText(en=said)


def _draft(editor: Editor, made: Claim, language: str, finding: Finding) -> Verification:
    reason = in_language(language, finding.no_inquiry)
    drafted: Verification = ledger_actions.draft_verification(
        editor=editor,
        claim=made,
        verdict=finding.verdict,
        as_of=finding.as_of,
        words={language: finding.words},
        evidence=finding.evidence,
        no_inquiry_reason=reason,
    )
    return drafted


def _stand_in(finding: Finding) -> Finding:
    """The finding with something in the place of whatever can't be written down as it is."""
    return replace(
        finding,
        rationale=finding.rationale.strip() or STAND_IN,
        searches=[_readable(row, finding.as_of) for row in finding.searches],
        evidence=[_keepable(piece) for piece in finding.evidence],
    )


def _readable(search: dict[str, str], day: dt.date) -> dict[str, str]:
    on = search.get("on", "")
    return {**search, "what": search.get("what") or STAND_IN, "on": on if is_edtf(on) else day.isoformat()}


def _keepable(piece: EvidenceSpec) -> EvidenceSpec:
    return EvidenceSpec(
        kind=piece.kind if piece.kind in EvidenceKind.values else EvidenceKind.DOCUMENT,
        stance=piece.stance if piece.stance in EvidenceStance.values else EvidenceStance.CONTEXT,
        title=piece.title[:300],
    )
