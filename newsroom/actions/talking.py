"""Notes of the desk on an object, a passage or a citation: written, answered, resolved. Never public."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models
from django.db.models import CharField, Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from claims import ledger
from claims.arabic import fold
from claims.choices import Role
from claims.models import Body, Claim, Editor
from claims.rules import Blocker, may, require

from ..choices import NoticeKind
from ..documents.passages import LONGEST, anchor, parts_of, passage_at, whole_of
from ..models import Note, Pin, Story, StoryClaim
from .telling import followers, tell

MOST = 4000  # characters of a note
MOST_WORDS = 6  # words of the longest name that a mention is looked for in
# Not inside an address of mail; after a word of one letter, as Arabic writes «و» and «ل», it is a name.
_AT = re.compile(r"(?:(?<![\w@.])|(?<=(?<!\w)[وفبلك]))@(?=\w)")
_WORD = re.compile(r"[^\s@,،:;؛!?؟«»\"]+")
_ENDS = ".…'’-)]"  # what may close a sentence or a name; «نور (مراسلة)» ends in one of them


@ledger.verb
def write_note(
    *,
    editor: Editor,
    subject: models.Model,
    text: str,
    parent: Note | None = None,
    passage: Mapping[str, str] | None = None,
    claim: Claim | None = None,
) -> Note:
    """Say something about an object, a passage of it (``part``, ``exact``, ``prefix``, ``suffix``) or a citation.

    A note on a version is about its story, one on a verification about its claim, so that talk outlives them. An
    answer to an answer belongs to the same thread. Whoever is named with ``@`` is told.
    """
    subject = whole_of(subject)
    root = (parent.parent or parent) if parent is not None else None
    kept, lost = _placed(subject, passage)
    require(
        [
            *may(editor, "note.write"),
            *_text_blockers(text),
            *_thread_blockers(subject, root),
            *lost,
            *_citation_blockers(subject, claim),
        ]
    )
    kind, key = ledger.subject_of(subject)
    mentioned = mentions(text)
    note = Note.objects.create(
        subject_type=kind,
        subject_id=key,
        parent=root,
        passage=kept,
        claim=claim,
        text=Body.objects.put_text(text.strip()),
        author=editor,
        at=ledger.current().at,
    )
    note.mentioned.set(mentioned)
    ledger.record("note.write", note, after=_audited(note, mentioned))
    _tell_of(editor, note, subject, mentioned)
    return note


def _audited(note: Note, mentioned: list[Editor]) -> dict[str, Any]:
    return {
        "subject": [note.subject_type, note.subject_id],
        "text": note.text_id,
        "parent": note.parent_id,
        "claim": note.claim.public_id if note.claim else None,
        "part": note.passage["part"] if note.passage else None,
        "mentioned": [one.username for one in mentioned],
    }


def _tell_of(editor: Editor, note: Note, subject: models.Model, mentioned: list[Editor]) -> None:
    """Those named first, then those who talk in the thread, then those who follow the object; each once."""
    tell(editor=editor, to=mentioned, kind=NoticeKind.MENTIONED, subject=subject, note=note)
    told = {one.pk for one in mentioned}
    thread = [one for one in _talking(note) if one.pk not in told]
    tell(editor=editor, to=thread, kind=NoticeKind.REPLIED, subject=subject, note=note)
    told |= {one.pk for one in thread}
    others = [one for one in followers(subject) if one.pk not in told]
    tell(editor=editor, to=others, kind=NoticeKind.WATCHED, subject=subject, note=note)


def _talking(note: Note) -> list[Editor]:
    """Who has spoken in a note's thread before it."""
    if note.parent is None:
        return []
    answers = note.parent.replies.exclude(pk=note.pk).select_related("author")
    return list(dict.fromkeys([note.parent.author, *(answer.author for answer in answers)]))


@ledger.verb
def resolve_note(*, editor: Editor, note: Note, version: int | None = None) -> Note:
    """Say that a thread is settled. It stays where it is, folded."""
    return _settle(editor, note, version, settled=True)


@ledger.verb
def reopen_note(*, editor: Editor, note: Note, version: int | None = None) -> Note:
    """Take a settled thread up again."""
    return _settle(editor, note, version, settled=False)


def _settle(editor: Editor, note: Note, version: int | None, *, settled: bool) -> Note:
    found = may(editor, "note.write")
    if note.parent_id is not None:
        sentence = _("Only a whole thread is resolved, not one answer in it.")
        found = [*found, Blocker("not_a_thread", sentence, _("Resolve the note that it answers."))]
    require(found)
    values = {"resolved_at": ledger.current().at if settled else None, "resolved_by": editor if settled else None}
    changed = ledger.change(note, version=version, where={"resolved_at__isnull": settled}, **values)
    ledger.record("note.resolve" if settled else "note.reopen", changed)
    return changed


# --- Counting --------------------------------------------------------------------------------------------------------


def unresolved(subject: models.Model) -> int:
    """How many threads about an object, or about what it is a part of, nobody has resolved."""
    kind, key = ledger.subject_of(whole_of(subject))
    return _open(kind).filter(subject_id=key).count()


def _open(kind: str) -> QuerySet[Note]:
    return Note.objects.filter(subject_type=kind, parent__isnull=True, resolved_at__isnull=True)


def unresolved_of(whole: type[models.Model], key: str = "pk") -> Coalesce:
    """How many unresolved threads each row has, as an annotation; ``key`` is the column that names the whole
    (``"claim_id"`` of a verification, with ``Claim``)."""
    rows = _open(whole._meta.label_lower).filter(subject_id=Cast(OuterRef(key), CharField(max_length=40)))
    counted = rows.order_by().values("subject_id").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


# --- Mentions --------------------------------------------------------------------------------------------------------


def mentions(text: str) -> list[Editor]:
    """The editors whom a text names with ``@``, by user name or by a name as it is shown; each once, in order.

    Names are compared as Arabic readers do, the longest first. What names nobody here is left as it is: an account
    elsewhere is written with the same sign.
    """
    if "@" not in text:
        return []
    known = names_here()
    found = [one for place in _AT.finditer(text) for one, _end in _named(text, place.end(), known)]
    return list(dict.fromkeys(found))


def mention_places(text: str, known: Mapping[str, list[Editor]]) -> list[tuple[int, int]]:
    """Where a text names editors of the desk, for drawing: places in code points, ``@`` included.

    ``known`` are the names, as ``names_here`` gives them.
    """
    found = []
    for place in _AT.finditer(text) if "@" in text else ():
        ends = [end for _one, end in _named(text, place.end(), known)]
        if ends:
            found.append((place.start(), ends[0]))
    return found


def names_here() -> dict[str, list[Editor]]:
    """Everyone who can be named, by each of the names as they are compared."""
    known: dict[str, list[Editor]] = {}
    for one in mentionable():
        for name in {_key(name) for name in (one.username, one.display_ar, one.display_en) if name}:
            known.setdefault(name, []).append(one)
    return known


def mentionable() -> QuerySet[Editor]:
    """Who can be named: everyone with a role who has not left."""
    return Editor.objects.filter(is_active=True, groups__name__in=Role.values).distinct().order_by("pk")


def _key(name: str) -> str:
    return " ".join(fold(name).split())


def _named(text: str, at: int, known: Mapping[str, list[Editor]]) -> Iterator[tuple[Editor, int]]:
    """Whom the words after an ``@`` name, with the end of the name; of several readings the longest."""
    for end in reversed(list(_ends(text, at))):
        for name_end in range(end, at + len(text[at:end].rstrip(_ENDS)) - 1, -1):
            people = known.get(_key(text[at:name_end]), [])
            if people:
                yield from ((one, name_end) for one in people)
                return


def _ends(text: str, at: int) -> Iterator[int]:
    """Where the first words of a text after ``at`` end, as long as nothing but blanks stands between them."""
    for _number in range(MOST_WORDS):
        word = _WORD.match(text, at)
        if word is None:
            return
        yield word.end()
        at = word.end()
        if text[at : at + 1] != " ":
            return
        at += 1


# --- Rules -----------------------------------------------------------------------------------------------------------


def _text_blockers(text: str) -> list[Blocker]:
    if not text.strip():
        return [Blocker("no_note_text", _("The note is empty."), _("Write what you want to say."))]
    if len(text) > MOST:
        sentence = _("The note has %(length)s characters; %(limit)s are allowed.")
        values = {"length": len(text), "limit": MOST}
        return [Blocker("note_too_long", sentence, _("Shorten it, or write several."), values=values)]
    return []


def _thread_blockers(subject: models.Model, root: Note | None) -> list[Blocker]:
    if root is None:
        return []
    if (root.subject_type, root.subject_id) != ledger.subject_of(subject):
        return [
            Blocker("other_thread", _("The note that this answers is about something else."), _("Answer it there."))
        ]
    if Note.objects.filter(pk=root.pk, resolved_at__isnull=False).exists():
        return [Blocker("thread_resolved", _("This thread is resolved."), _("Reopen it first, or begin a new one."))]
    return []


def _placed(subject: models.Model, passage: Mapping[str, str] | None) -> tuple[dict[str, str] | None, list[Blocker]]:
    """The passage as it is kept, or why it is nowhere."""
    exact = (passage or {}).get("exact", "").strip()
    if not passage or not exact:
        return None, []
    if len(exact) > LONGEST:
        sentence = _("The passage has %(length)s characters; %(limit)s are allowed.")
        values = {"length": len(exact), "limit": LONGEST}
        return None, [Blocker("passage_too_long", sentence, _("Choose fewer words."), values=values)]
    parts = parts_of(subject)
    place = anchor(parts, {**passage, "exact": exact})
    if place is None:
        sentence = _("The words “%(words)s” stand in no text of this object.")
        advice = _("Copy them as they stand there, or leave the passage empty.")
        return None, [Blocker("passage_not_found", sentence, advice, values={"words": exact[:80]})]
    return passage_at(parts, place), []


def _citation_blockers(subject: models.Model, claim: Claim | None) -> list[Blocker]:
    if claim is None or (isinstance(subject, Story) and citations_of(subject).filter(pk=claim.pk).exists()):
        return []
    sentence = _("This object does not cite the claim “%(claim)s”.")
    advice = _("Write the note on the claim itself.")
    return [Blocker("not_cited", sentence, advice, values={"claim": claim.label})]


def citations_of(story: Story) -> QuerySet[Claim]:
    """The claims that a story holds or has cited."""
    held = StoryClaim.objects.filter(story=story).values("claim")
    cited = Pin.objects.filter(version__summary__story=story).values("claim")
    return Claim.objects.filter(Q(pk__in=held) | Q(pk__in=cited)).order_by("pk")
