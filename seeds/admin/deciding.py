"""What was pressed and typed in a preview, read into the decisions of an item. Nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.admin import fields as desk_fields
from claims.admin.fields import DateText, LinesField, RowField, line
from claims.choices import BlockKind
from claims.models import Article

from .. import intake
from ..actions import original_of
from ..choices import Treatment
from ..kinds import BODY, KINDS
from ..metadata import Fact, Particulars
from ..models import ImportItem
from ..preparing import EDITOR, FIELDS, Prepared
from .words import place

OTHER = "other"  # the article that is named by hand
DROPPED, RESTORED = str(BlockKind.OTHER_NOISE), str(BlockKind.PARAGRAPH)  # kinds of lines that an editor moves


def facts_of(found: Particulars, name: str) -> tuple[Fact, ...]:
    """What is known of one field."""
    if name == "authors":
        return found.authors
    fact = getattr(found, name)
    return (fact,) if fact is not None else ()


def value_of(found: Particulars, name: str) -> str | list[str]:
    """A field as its form holds it."""
    values = [_flat(fact.value) for fact in facts_of(found, name)]
    return values if name == "authors" else "".join(values)


def _flat(words: str) -> str:
    return " ".join(words.split())


class FieldsForm(forms.Form):
    """What is known of an article on its way in. Empty is unknown. The help of each field tells where it was read."""

    title = line(_("title"), limit=500)
    section = line(_("section"), limit=120)
    outlet = line(_("outlet"), limit=200)
    authors = LinesField(
        label=_("authors, one a line"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
    translator = line(_("translator"), limit=200)
    published = DateText(label=_("published"))
    modified = DateText(label=_("last modified"))
    language = line(_("language"), limit=12)
    url = forms.URLField(label=_("address"), required=False, max_length=500, assume_scheme="https")
    of = RowField(Article, label=_("another article"), required=False)

    def __init__(self, data: QueryDict | None, *, prepared: Prepared, decisions: Mapping[str, Any]) -> None:
        now, read = prepared.particulars, prepared.inspection.particulars
        start: dict[str, Any] = {name: value_of(now, name) for name in FIELDS}
        start["of"] = original_of(decisions)
        super().__init__(data, initial=start, label_suffix="")
        for name in FIELDS:
            self.fields[name].help_text = provenance(facts_of(now, name), facts_of(read, name))
        if now.published is None and read.published is None:
            self.fields["published"].help_text = unclaimed(prepared)
        desk_fields.set_directions(self.fields)
        self.fields["language"].widget.attrs["dir"] = "ltr"

    def about(self) -> list[Any]:
        """The fields of what is known, without the one that names another article."""
        return [self[name] for name in FIELDS]


def provenance(now: tuple[Fact, ...], read: tuple[Fact, ...]) -> Any:
    """Where a field was read and in which words; what the article says where an editor set something else."""
    by_hand = any(fact.source == EDITOR for fact in now) or (read and not now)
    shown = read if by_hand else now
    told = [_told(fact) for fact in shown]
    said = format_html("{}" + "; {}" * (len(told) - 1), *told) if told else gettext("Not stated.")
    if not by_hand:
        return said
    return format_html("{} {}", gettext("Set by an editor. The article says:"), said)


def unclaimed(prepared: Prepared) -> Any:
    """The dates that the text gives without saying what happened on them: for an editor to judge, never taken."""
    dates = prepared.inspection.cleaned.metadata.dates[:3]
    told = [
        format_html(
            '<bdi dir="ltr">{}</bdi> ({})', each.value, _told(Fact(each.value, each.words, f"line {each.line}"))
        )
        for each in dates
    ]
    if not told:
        return gettext("Not stated.")
    said = format_html("{}" + "; {}" * (len(told) - 1), *told)
    return format_html("{} {}", gettext("Not stated. Dates that may be meant:"), said)


def _told(fact: Fact) -> Any:
    where = _linked(fact.source)
    if fact.words and fact.words != fact.value:
        return format_html("<bdi>«{}»</bdi>, {}", fact.words[:200], where)
    return where


def _linked(source: str) -> Any:
    kind, _space, number = source.partition(" ")
    if kind == "line" and number.isdigit():
        return format_html('<a href="#line-{}">{}</a>', number, place(source))
    return format_html("<bdi>{}</bdi>", place(source))


class Pressed:
    """One press of a button in a preview, with everything else that was typed."""

    def __init__(self, data: QueryDict, *, item: ImportItem, prepared: Prepared) -> None:
        self.data, self.item, self.prepared = data, item, prepared
        self.form = FieldsForm(data, prepared=prepared, decisions=item.decisions)

    def is_valid(self) -> bool:
        return self.form.is_valid()

    @property
    def version(self) -> int:
        """The version of the item that the editor saw; -1 where the form was tampered with."""
        typed = str(self.data.get("version", ""))
        return int(typed) if typed.isdigit() and len(typed) < 10 else -1

    @property
    def act(self) -> str:
        """``keep``, ``accept`` or ``reject``; empty where a line or a page was pressed."""
        return str(self.data.get("act", ""))

    @property
    def unseen(self) -> str | None:
        """The choice with which the page opened, where the editor left it as it was; ``None`` where he chose."""
        was = str(self.data.get("treatment_was", ""))
        return was if self.treatment == was else None

    @property
    def page(self) -> str:
        """The page of lines to show next."""
        typed = str(self.data.get("go") or self.data.get("p") or "1")
        return typed if typed.isdigit() else "1"

    @property
    def treatment(self) -> str:
        """The choice as its field says it: ``new``, ``renewal:<public id>``, ``copy:other``."""
        return str(self.data.get("treatment", ""))

    @cached_property
    def kinds(self) -> dict[int, str]:
        """The kinds that were chosen, by the start of their line."""
        chosen = ((name.removeprefix("kind-"), kind) for name, kind in self.data.items() if name.startswith("kind-"))
        return {int(start): str(kind) for start, kind in chosen if start.isdigit() and kind in KINDS}

    def line(self) -> tuple[int, bool] | None:
        """The line that was dropped or restored: its start, and whether it is to be kept."""
        for name, kept in (("drop", False), ("restore", True)):
            typed = str(self.data.get(name, ""))
            if typed.isdigit():
                return int(typed), kept
        return None

    def back(self) -> str:
        """Where the editor was: the page of lines and the place on it."""
        query = f"?p={self.page}" if self.page != "1" else ""
        line = self.line()
        if line is not None:
            numbers = {block.start: block.line for block in self.prepared.inspection.cleaned.blocks}
            return f"{query}#line-{numbers.get(line[0], 1)}"
        return f"{query}#text" if self.data.get("go") else f"{query}#about"

    # --- Decisions

    def decisions(self) -> dict[str, Any]:
        """The item's decisions with what was pressed and typed. What the reading says already is no decision."""
        now = intake.decided(self.item)
        return {
            # The story is chosen anew by each press, as its field shows it; "none" decides nothing.
            **{name: value for name, value in now.items() if name != "story" or "story" not in self.data},
            "blocks": self._blocks(now["blocks"]),
            "fields": self._fields(now["fields"]),
            **self._treated(now),
            **({"story": str(self.data["story"])} if self.data.get("story") else {}),
        }

    def title(self) -> str:
        """What the item is called from now on."""
        return _flat(self.form.cleaned_data["title"]) or self.prepared.incoming.name

    def _blocks(self, decided: Mapping[str, Any]) -> dict[str, Any]:
        own = {row["start"]: row for row in self.prepared.inspection.cleaned.as_rows()}
        current = {block["start"]: block for block in self.prepared.blocks}
        found = dict(decided)
        for start, kind in self.kinds.items():
            if start in current and kind != current[start]["kind"]:
                _set(found, own[start], kind, kind in BODY)
        line = self.line()
        if line is not None and line[0] in own:
            start, kept = line
            kind = own[start]["kind"] if own[start]["kept"] == kept else RESTORED if kept else DROPPED
            _set(found, own[start], kind, kept)
        return found

    def _fields(self, decided: Mapping[str, Any]) -> dict[str, Any]:
        found = dict(decided)
        for name in FIELDS:
            typed = self.form.cleaned_data[name] or ""
            typed = [_flat(each) for each in typed] if name == "authors" else _flat(typed)
            if (typed or "") == (value_of(self.prepared.particulars, name) or ""):
                continue
            if (typed or "") == (value_of(self.prepared.inspection.particulars, name) or ""):
                found.pop(name, None)
            else:
                found[name] = typed
        return found

    def _treated(self, now: Mapping[str, Any]) -> dict[str, Any]:
        """What the article is decided to be. The choice with which the page opened decides nothing."""
        kind, _colon, of = self.treatment.partition(":")
        by_hand = of == OTHER
        if kind not in Treatment.values or (self.treatment == self.data.get("treatment_was") and not by_hand):
            return {name: now[name] for name in ("as", "of") if name in now}
        if kind == Treatment.NEW:
            return {"as": kind, "of": ""}
        named: Any = self.form.cleaned_data["of"]
        return {"as": kind, "of": (named.public_id if named else "") if by_hand else of}


def _set(decided: dict[str, Any], own: Mapping[str, Any], kind: str, kept: bool) -> None:
    """Decide on a line, or take the decision back where it says what the cleaner says."""
    if (own["kind"], own["kept"]) == (kind, kept):
        decided.pop(str(own["start"]), None)
    else:
        decided[str(own["start"])] = {"kind": kind, "kept": kept}
