"""Checking a claim: ratings and evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .. import ledger
from ..canonical import canonical
from ..choices import LANGUAGES, WRITTEN_CHANGES, EvidenceKind, EvidenceStance, listed
from ..dates import is_edtf
from ..models import (
    Article,
    Body,
    Claim,
    Editor,
    Evidence,
    LocalText,
    Verdict,
    VerdictRetirement,
    Verification,
    VerificationState,
    VerificationText,
)
from ..rules import Blocker, bad_addresses, may, may_change, require, too_long


@dataclass(frozen=True)
class VerificationWords:
    """The words of a verification in one language. ``searches`` are ``{what, where, on}``."""

    rationale: str
    unknowns: str = ""
    searches: Sequence[Mapping[str, str]] = ()
    change_note: str = ""


@dataclass(frozen=True)
class EvidenceSpec:
    """One thing that a verification rests on; ``published`` is EDTF."""

    kind: str
    stance: str
    title: str
    url: str = ""
    published: str | None = None
    quote: str = ""
    note: LocalText | None = None
    article: Article | None = None


@ledger.verb
def draft_verification(
    *,
    editor: Editor,
    claim: Claim,
    verdict: str | None,
    as_of: dt.date,
    words: Mapping[str, VerificationWords],
    evidence: Sequence[EvidenceSpec] = (),
    recheck_by: dt.date | None = None,
    no_inquiry_reason: LocalText | None = None,
    change_kind: str | None = None,
) -> Verification:
    """Write down what was found on a claim. A draft binds no one; it goes out only through review.

    ``verdict`` is a code of the scale, or ``None`` for opinions and vague sentences. After the first published
    one, ``change_kind`` says why there is another.
    """
    chosen = Verdict.objects.in_use().filter(code=verdict).first() if verdict else None
    require(
        [
            *may(editor, "verification.write"),
            *verdict_blockers(verdict, chosen),
            *_words_blockers(words),
            *_evidence_blockers(evidence),
            *_change_blockers(claim, change_kind),
            *may_change(editor, change_kind),
        ]
    )
    verification = ledger.insert(
        Verification(
            claim=claim,
            number=claim.verifications.next_number(),
            verdict=chosen,
            as_of=as_of,
            recheck_by=recheck_by,
            change_kind=change_kind,
            no_inquiry=Body.objects.put_local(no_inquiry_reason) if no_inquiry_reason else None,
            author=editor,
            at=ledger.current().at,
        )
    )
    ledger.insert_all([_evidence(verification, place, piece) for place, piece in enumerate(evidence)])
    texts = [_write_words(verification, editor, language, each) for language, each in words.items()]
    ledger.record(
        "verification.draft",
        verification,
        after={
            "claim": claim.public_id,
            "number": verification.number,
            "verdict": verdict,
            "texts": {text.language: text.rationale_id for text in texts},
        },
    )
    return verification


@ledger.verb
def reword_verification(
    *, editor: Editor, verification: Verification, language: str, words: VerificationWords
) -> VerificationText:
    """Write the text of a verification anew, or add a language; the rating stays what it is."""
    require([*may(editor, "verification.write"), *_words_blockers({language: words})])
    text = _write_words(verification, editor, language, words)
    ledger.record(
        "verification.reword",
        verification,
        after={"language": language, "number": text.number, "rationale": text.rationale_id},
    )
    return text


@ledger.verb
def retire_verdict(
    *, editor: Editor, verdict: Verdict, why: str, replaced_by: Verdict | None = None
) -> VerdictRetirement:
    """Take a rating out of use. What was published with it keeps its words."""
    found = may(editor, "verdict.retire")
    if VerdictRetirement.objects.filter(verdict=verdict).exists():
        found = [*found, Blocker("already_retired", _("This rating is retired already."), _("Reload the page."))]
    require(found)
    row = ledger.insert(
        VerdictRetirement(
            verdict=verdict,
            replaced_by=replaced_by,
            why=Body.objects.put_text(why),
            editor=editor,
            at=ledger.current().at,
        )
    )
    ledger.record("verdict.retire", verdict, after={"why": row.why_id})
    return row


def _write_words(
    verification: Verification, editor: Editor, language: str, words: VerificationWords
) -> VerificationText:
    bodies = Body.objects
    text = ledger.insert(
        VerificationText(
            verification=verification,
            language=language,
            number=verification.texts.filter(language=language).next_number(),
            rationale=bodies.put_text(words.rationale.strip()),
            unknowns=bodies.put_text(words.unknowns.strip()) if words.unknowns.strip() else None,
            searches=bodies.put(canonical([_search(row) for row in words.searches])) if words.searches else None,
            change_note=bodies.put_text(words.change_note.strip()) if words.change_note.strip() else None,
            author=editor,
            at=ledger.current().at,
        )
    )
    VerificationState.objects.create(text=text)
    return text


def _search(row: Mapping[str, str]) -> dict[str, str]:
    """Exactly what readers see of a search; whatever else a form sends stays out of the document."""
    return {name: str(row.get(name, "")).strip() for name in ("what", "where", "on")}


def _evidence(verification: Verification, position: int, piece: EvidenceSpec) -> Evidence:
    return Evidence(
        verification=verification,
        position=position,
        kind=piece.kind,
        stance=piece.stance,
        title=piece.title,
        url=piece.url,
        article=piece.article,
        published=piece.published,
        quote=Body.objects.put_text(piece.quote) if piece.quote else None,
        note=Body.objects.put_local(piece.note) if piece.note else None,
    )


def verdict_blockers(code: str | None, found: Verdict | None) -> list[Blocker]:
    """Why a code is no rating that can be given: there is none of that name in use."""
    if code is None or found is not None:
        return []
    legal = listed(Verdict.objects.in_use().values_list("code", flat=True))
    return [
        Blocker(
            "unknown_verdict",
            _("“%(code)s” is no rating in use."),
            _("Use one of: %(legal)s."),
            values={"code": code, "legal": legal},
        )
    ]


def _words_blockers(words: Mapping[str, VerificationWords]) -> list[Blocker]:
    found = []
    if not words or not set(words) <= set(LANGUAGES):
        found.append(
            Blocker("unknown_language", _("Verifications are written in Arabic or English."), _("Write one of them."))
        )
    if not all(each.rationale.strip() for each in words.values()):
        found.append(Blocker("no_rationale", _("The rationale is empty."), _("Say what was found and how.")))
    for search in [_search(row) for each in words.values() for row in each.searches]:
        if not search["what"] or not is_edtf(search["on"]):
            found.append(
                Blocker(
                    "bad_search",
                    _("The search log's line “%(what)s” lacks what was looked for or its day."),
                    _("Write what was looked for, where, and on which day, like 2025-02-03."),
                    values={"what": search["what"][:80]},
                )
            )
    return found


def _evidence_blockers(evidence: Sequence[EvidenceSpec]) -> list[Blocker]:
    legal: dict[str, Any] = {"kind": EvidenceKind.values, "stance": EvidenceStance.values}
    found = bad_addresses(*[piece.url for piece in evidence])
    for piece in evidence:
        found += too_long(Evidence, title=piece.title, url=piece.url, published=piece.published)
    return found + [
        Blocker(
            "bad_evidence",
            _("The evidence “%(title)s” has an unknown kind, stance or date."),
            _("Choose kind and stance from the lists; write dates as EDTF."),
            values={"title": piece.title},
        )
        for piece in evidence
        if any(getattr(piece, name) not in values for name, values in legal.items())
        or (piece.published is not None and not is_edtf(piece.published))
    ]


def _change_blockers(claim: Claim, change_kind: str | None) -> list[Blocker]:
    published = claim.current_verification_id is not None
    if published and change_kind not in WRITTEN_CHANGES:
        return [
            Blocker(
                "no_change_kind",
                _("Something is already published on this claim."),
                _(
                    "Say whether this is a correction, a clarification, an update or a refile; "
                    "a retraction has its own button."
                ),
            )
        ]
    if not published and change_kind is not None:
        return [
            Blocker(
                "nothing_to_change", _("Nothing is published on this claim yet."), _("Leave the kind of change empty.")
            )
        ]
    return []
