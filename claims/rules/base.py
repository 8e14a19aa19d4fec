"""What a reason is, who may do what, and what no row may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.translation import gettext_lazy as _

from ..characters import displayable, forbidden
from ..choices import ChangeKind, Role, listed
from ..dates import is_edtf

if TYPE_CHECKING:
    from django.db import models
    from django.db.models import TextChoices
    from django.utils.functional import _StrPromise

    from ..models import Editor

    Words = str | _StrPromise

T = TypeVar("T")

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_URL = re.compile(r"https?://[^\s/?#\"<>\\]+(?:[/?#][^\s\"<>\\]*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Blocker:
    """One reason why something can't be done: a stable code, a sentence, what to do next, and where.

    ``about`` names the object that is to be mended, as the audit does, and the language of a text of it: the kind,
    the key, and possibly the language. Empty, it is about what the rule was asked of.
    """

    code: str
    message: Words
    hint: Words = ""
    where: str = ""
    values: dict[str, Any] = field(default_factory=dict, hash=False)
    about: tuple[str, ...] = ()

    def of(self, *about: str) -> Blocker:
        """The same reason, about an object, unless it names one already."""
        return self if self.about else replace(self, about=about)

    def sentence(self) -> str:
        """The message with its values filled in."""
        return str(self.message) % self.values if self.values else str(self.message)

    def advice(self) -> str:
        """The hint with its values filled in."""
        return str(self.hint) % self.values if self.values else str(self.hint)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.sentence()} {self.advice()}".strip()


class Refused(Exception):
    """A verb was not carried out. ``blockers`` holds every reason; nothing was written."""

    def __init__(self, blockers: Sequence[Blocker]) -> None:
        self.blockers = list(blockers)
        super().__init__("\n".join(str(blocker) for blocker in self.blockers))

    @property
    def codes(self) -> set[str]:
        """The codes of all reasons."""
        return {blocker.code for blocker in self.blockers}


def require(blockers: Iterable[Blocker]) -> None:
    """Raise ``Refused`` with all of ``blockers``, if there are any."""
    found = list(blockers)
    if found:
        raise Refused(found)


def checked(row: T | None, blockers: Iterable[Blocker]) -> T:
    """The row, where there is one and nothing stands against it; otherwise ``Refused`` with all of ``blockers``."""
    found = list(blockers)
    if found or row is None:
        raise Refused(found)
    return row


# Which roles may do what. A verb that is missing here is refused to everyone (tests/test_rules.py).
MAY: dict[str, frozenset[str]] = {
    "article.bring_in": frozenset({Role.CONTRIBUTOR, Role.EDITOR, Role.DESK_ADMIN}),
    "article.read": frozenset({Role.CONTRIBUTOR, Role.EDITOR, Role.DESK_ADMIN}),
    "article.describe": frozenset({Role.CONTRIBUTOR, Role.EDITOR, Role.DESK_ADMIN}),
    "article.copy": frozenset({Role.CONTRIBUTOR, Role.EDITOR, Role.DESK_ADMIN}),
    "transcript.check": frozenset({Role.EDITOR, Role.REVIEWER, Role.DESK_ADMIN}),
    "source.write": frozenset({Role.CONTRIBUTOR, Role.EDITOR, Role.DESK_ADMIN}),
    "source.merge": frozenset({Role.EDITOR, Role.DESK_ADMIN}),
    "question.write": frozenset({Role.CONTRIBUTOR, Role.EDITOR, Role.DESK_ADMIN}),
    "claim.write": frozenset({Role.CONTRIBUTOR, Role.EDITOR, Role.DESK_ADMIN}),
    "relation.decide": frozenset({Role.CONTRIBUTOR, Role.EDITOR, Role.DESK_ADMIN}),
    "inquiry.write": frozenset({Role.EDITOR, Role.DESK_ADMIN}),
    "verification.write": frozenset({Role.EDITOR, Role.DESK_ADMIN}),
    "story.write": frozenset({Role.EDITOR, Role.DESK_ADMIN}),
    "story.editors": frozenset({Role.EDITOR, Role.DESK_ADMIN}),
    "story.add_article": frozenset({Role.CONTRIBUTOR, Role.EDITOR, Role.DESK_ADMIN}),
    "review": frozenset({Role.REVIEWER, Role.DESK_ADMIN}),
    "review.ask": frozenset({Role.EDITOR, Role.REVIEWER, Role.DESK_ADMIN}),
    "team.write": frozenset({Role.DESK_ADMIN}),
    "publish": frozenset({Role.PUBLISHER, Role.DESK_ADMIN}),
    "withhold": frozenset({Role.PUBLISHER, Role.DESK_ADMIN}),
    "embargo": frozenset({Role.EDITOR, Role.PUBLISHER, Role.DESK_ADMIN}),
    "preview.give": frozenset({Role.EDITOR, Role.PUBLISHER, Role.DESK_ADMIN}),
    "correct": frozenset({Role.EDITOR, Role.DESK_ADMIN}),
    "clarify": frozenset({Role.EDITOR, Role.DESK_ADMIN}),
    "update": frozenset({Role.EDITOR, Role.DESK_ADMIN}),
    "refile": frozenset({Role.EDITOR, Role.DESK_ADMIN}),
    "retract": frozenset({Role.PUBLISHER, Role.DESK_ADMIN}),
    "takedown": frozenset({Role.PUBLISHER, Role.DESK_ADMIN}),
    "report.answer": frozenset({Role.EDITOR, Role.DESK_ADMIN}),
    "verdict.retire": frozenset({Role.DESK_ADMIN}),
    "trash": frozenset({Role.EDITOR, Role.DESK_ADMIN}),
    "note.write": frozenset({Role.CONTRIBUTOR, Role.EDITOR, Role.REVIEWER, Role.PUBLISHER, Role.DESK_ADMIN}),
    "view.keep": frozenset({Role.CONTRIBUTOR, Role.EDITOR, Role.REVIEWER, Role.PUBLISHER, Role.DESK_ADMIN}),
    "redact": frozenset({Role.DESK_ADMIN}),
    "editor.manage": frozenset({Role.DESK_ADMIN}),
}


def allow(verb: str, *roles: Role) -> None:
    """Say which roles may do a verb of another app, when it is loaded."""
    MAY[verb] = frozenset(roles)


def may(editor: Editor, verb: str) -> list[Blocker]:
    """Why ``editor`` may not do ``verb``; empty when the role allows it. Being a superuser changes nothing."""
    allowed = MAY.get(verb, frozenset())
    if editor.is_active and editor.roles & allowed:
        return []
    names = listed(str(Role(role).label) for role in sorted(allowed))
    return [
        Blocker(
            "not_permitted",
            _("Your roles do not allow this."),
            _("Ask a desk administrator for one of these roles: %(roles)s."),
            values={"roles": names},
        )
    ]


def may_change(editor: Editor, kind: str | None) -> list[Blocker]:
    """Why ``editor`` may not change something published in this way; ``None`` is no such change."""
    return may(editor, ChangeKind(kind).duty) if kind in ChangeKind.values else []


_NO_TEXT = (int, float, bool, bytes, type(None))


def unstorable(given: Any) -> list[Blocker]:
    """The texts inside ``given`` that no database keeps or no file holds: a NUL, or half a surrogate pair."""
    return [] if _spotless(given) else list(_unstorable(given, ""))


def _spotless(given: Any) -> bool:
    """Whether nothing is wrong anywhere. Almost always so, and a reading has hundreds of blocks: hence a loop."""
    left = [given]
    while left:
        each = left.pop()
        if isinstance(each, str):
            if _UNSTORABLE.search(each):
                return False
        elif isinstance(each, _NO_TEXT):
            continue
        elif isinstance(each, Mapping):
            left += (*each, *each.values())
        elif isinstance(each, list | tuple):
            left += each
        elif is_dataclass(each) and not isinstance(each, type):
            left += vars(each).values()
    return True


def _unstorable(given: Any, where: str) -> Iterator[Blocker]:
    if isinstance(given, str):
        if _UNSTORABLE.search(given):
            yield Blocker(
                "unstorable_text",
                _("The text holds a character that can't be stored."),
                _("Remove control characters and type the text anew."),
                where=where,
            )
    elif isinstance(given, Mapping):
        yield from _unstorable(list(given), where)
        for key, value in given.items():
            yield from _unstorable(value, where or str(key))
    elif is_dataclass(given) and not isinstance(given, type):
        yield from _unstorable(vars(given), where)
    elif isinstance(given, list | tuple):
        for each in given:
            yield from _unstorable(each, where)


def hidden_characters(content: Any) -> list[Blocker]:
    """The texts inside ``content`` that hold what a reader can't see and what turns round what she reads."""
    found = {}
    for text in _texts(content):
        codes = listed(dict.fromkeys(hidden.code for hidden in forbidden(text)))
        if codes:
            found[text] = Blocker(
                "hidden_characters",
                _("A text that would leave the house holds characters that nobody sees (%(codes)s): “%(text)s”."),
                _("Remove them where they stand, or choose a quote without them."),
                values={"codes": codes, "text": displayable(text)[:80]},
            )
    return list(found.values())


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for value in content.values():
            yield from _texts(value)
    elif isinstance(content, list | tuple):
        for value in content:
            yield from _texts(value)


def too_long(model: type[models.Model], **values: Any) -> list[Blocker]:
    """The values that do not fit their columns: PostgreSQL would refuse them, SQLite would not, we always do."""
    found = []
    for name, value in values.items():
        field = model._meta.get_field(name)
        limit = getattr(field, "max_length", None)
        if isinstance(value, str) and limit is not None and len(value) > limit:
            found.append(
                Blocker(
                    "too_long",
                    _("“%(name)s” has %(length)s characters; %(limit)s are allowed."),
                    _("Shorten it."),
                    where=name,
                    values={"name": str(getattr(field, "verbose_name", name)), "length": len(value), "limit": limit},
                )
            )
    return found


def bad_addresses(*urls: str | None) -> list[Blocker]:
    """The addresses that a reader's browser should not follow: only http and https lead to pages."""
    return [
        Blocker(
            "bad_url",
            _("“%(url)s” is no address of a page."),
            _("Copy the whole address, beginning with https://."),
            values={"url": url[:80]},
        )
        for url in urls
        if url and not _URL.fullmatch(url)
    ]


def bad_dates(**values: str | None) -> list[Blocker]:
    """The dates that are no EDTF; ``None`` is unknown and stands. The blocker says which field it was."""
    return [
        Blocker(
            "not_edtf",
            _("“%(value)s” is no EDTF date."),
            _("Write it like 2025-02-03 or XXXX-05, or leave it empty."),
            where=name,
            values={"value": value},
        )
        for name, value in values.items()
        if value is not None and not is_edtf(value)
    ]


def none_of(**values: tuple[str | None, type[TextChoices]]) -> list[Blocker]:
    """The values that are not in their closed list: ``kind=(kind, ArticleKind)`` gives ``unknown_kind``."""
    return [
        Blocker(
            f"unknown_{name}",
            _("“%(value)s” is not one of: %(legal)s."),
            _("Choose one of these."),
            values={"value": str(value)[:80], "legal": listed(choices.values)},
        )
        for name, (value, choices) in values.items()
        if value not in choices.values
    ]
