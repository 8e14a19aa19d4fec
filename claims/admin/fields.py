"""Form fields of the desk. An object is named by its public id, by hand or from the list that the browser offers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..arabic import fold
from ..models import LocalText, Source
from .panels import Words

OFFERED = 300  # rows of a list that the browser offers; what is not among them is named by its id
_ID = re.compile(r"[a-z2-7]{10}")


def handle(row: models.Model | None) -> str:
    """How a field writes an object: its public id, then its words, which are read over.

    The words are isolated (U+2068, U+2069), so that Arabic beside a Latin id keeps its order.
    """
    return f"{getattr(row, 'public_id', '')} \u2068{row}\u2069" if row is not None else ""


def named(model: type[models.Model], text: str) -> models.Model:
    """The object that an editor named: by public id, or a source by exactly one of its names."""
    rows = model._default_manager.filter(trashed_at__isnull=True)
    match = _ID.match(text)
    row = rows.filter(public_id=match[0]).first() if match else None
    if row is None and model is Source:
        found = list(Source.objects.known_as(fold(text))[:2])
        row = found[0] if len(found) == 1 else None
        if len(found) > 1:
            raise ValidationError(
                _("“%(value)s” is the name of several sources. Give the public id of the one you mean."),
                code="ambiguous",
                params={"value": text},
            )
    if row is None:
        raise ValidationError(
            _("Nothing here has the id “%(value)s”. Take it from the list, or copy it from the object's page."),
            code="unknown",
            params={"value": text[:60]},
        )
    return row


class RowField(forms.CharField):
    """One object of the ledger."""

    def __init__(self, model: type[models.Model], **kwargs: Any) -> None:
        self.model = model
        kwargs.setdefault("widget", forms.TextInput(attrs={"list": self.list_id, "autocomplete": "off"}))
        super().__init__(**kwargs)

    @property
    def list_id(self) -> str:
        """The id of the list of suggestions, shared by all fields of the model on a page."""
        return f"offered-{self.model._meta.model_name}"

    def prepare_value(self, value: Any) -> Any:
        return handle(value) if isinstance(value, models.Model) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return named(self.model, text) if text else None

    def offered(self) -> list[str]:
        """What the browser may offer, newest first."""
        rows = self.model._default_manager.filter(trashed_at__isnull=True).order_by("-pk")
        return [handle(row) for row in rows[:OFFERED]]


class RowListField(forms.CharField):
    """Several objects in order, one a line."""

    def __init__(self, model: type[models.Model], *, rows: int = 12, **kwargs: Any) -> None:
        self.model = model
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows, "class": "listing"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(handle(row) for row in value)

    def clean(self, value: Any) -> list[Any]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        rows, errors = [], []
        for line in lines:
            try:
                rows.append(named(self.model, line))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return list(dict.fromkeys(rows))


class LinesField(forms.CharField):
    """Short texts, one a line."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class DateText(forms.CharField):
    """A date as far as it is known. Whether it is one is asked by the verb."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", _("EDTF: 2025-01-27, 2025-01, 2025 or XXXX-05. Empty is unknown."))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str | None:
        return super().clean(value) or None


class Day(forms.DateField):
    """A day, with the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


class Moment(forms.DateTimeField):
    """A minute of the editor's clock, with the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        super().__init__(widget=widget, **kwargs)


def long_text(label: Words, *, rows: int = 4, required: bool = False, **kwargs: Any) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(label=label, required=required, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def line(label: Words, *, required: bool = False, limit: int = 300, **kwargs: Any) -> forms.CharField:
    """A text of one line."""
    return forms.CharField(label=label, required=required, max_length=limit, **kwargs)


def choice(label: Words, choices: type[models.TextChoices], *, empty: Words | None = None, **kwargs: Any) -> Any:
    """One of a closed list; with ``empty``, possibly none."""
    options: list[tuple[str, Words]] = list(choices.choices)
    if empty is not None:
        options = [("", empty), *options]
    kwargs.setdefault("initial", options[0][0])  # what the browser selects: a row left so counts as empty
    return forms.ChoiceField(label=label, choices=options, required=empty is None, **kwargs)


def local_text(cleaned: Mapping[str, Any], name: str) -> LocalText | None:
    """The two fields ``name_ar`` and ``name_en`` as one text; ``None`` where both are empty."""
    found = LocalText()
    if cleaned.get(f"{name}_ar"):
        found["ar"] = cleaned[f"{name}_ar"].strip()
    if cleaned.get(f"{name}_en"):
        found["en"] = cleaned[f"{name}_en"].strip()
    return found or None


def set_directions(fields: Mapping[str, forms.Field]) -> None:
    """Every field is written in its own direction: Arabic, English, figures and addresses, or what is typed."""
    for name, field in fields.items():
        attrs = field.widget.attrs
        if name.endswith(("_ar", "_en")):
            language = name[-2:]
            attrs |= {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
            field.widget.half = True  # the pair stands side by side
        elif isinstance(field, forms.URLField | DateText | forms.DateField | forms.IntegerField):
            attrs.setdefault("dir", "ltr")
        elif isinstance(field, forms.CharField):
            attrs.setdefault("dir", "auto")


def suggestions(fields: Iterable[forms.Field]) -> dict[str, list[str]]:
    """The lists that the browser offers, each asked for once."""
    wanted = {field.list_id: field for field in fields if isinstance(field, RowField)}
    return {list_id: field.offered() for list_id, field in wanted.items()}
