"""Verbs as forms. A form names its verb, who may use it and what stands in its way; ``act`` calls the verb."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ..choices import Role, listed
from ..models import Editor
from ..rules import MAY, Blocker, may
from . import fields
from .panels import Panel, Words

SPARE_ROWS = 2  # empty rows that a list opens with
MORE_ROWS = 5  # rows that the button adds
MOST_ROWS = 200

VERBS: dict[type[models.Model], list[type[VerbForm]]] = {}


def offer(*subjects: type[models.Model]) -> Callable[[type[VerbForm]], type[VerbForm]]:
    """Put a verb on the pages of ``subjects`` (on their lists, for verbs that make something new)."""

    def keep(form: type[VerbForm]) -> type[VerbForm]:
        for subject in subjects:
            VERBS.setdefault(subject, []).append(form)
        return form

    return keep


def verbs_of(model: type[models.Model], *, on_list: bool) -> list[type[VerbForm]]:
    """The verbs of a model's pages, or of its list, in the order in which they were offered."""
    return [form for form in VERBS.get(model, []) if form.on_list == on_list]


class RowForm(forms.Form):
    """One row of a list inside a verb's form. A row that is left as it opened counts as empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        fields.set_directions(self.fields)
        for field in self.fields.values():
            if isinstance(field, fields.DateText):  # said once in a form suffices
                field.help_text = ""
                field.widget.attrs["placeholder"] = "2025-01-27"


class Rows(forms.BaseFormSet[Any]):
    """A list of rows, of which any may be empty."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "empty_permitted": True, "use_required_attribute": False}

    def filled(self) -> list[dict[str, Any]]:
        """The rows in which something stands."""
        return [form.cleaned_data for form in self.forms if form.has_changed() and form.cleaned_data]


class VerbForm(forms.Form):
    """The arguments of one verb.

    ``verb`` is its name in ``actions``; ``permissions`` are keys of ``rules.MAY``, one of which suffices;
    ``lists`` are arguments that are lists of rows. The version that the editor saw travels with the form.
    """

    verb: ClassVar[str]
    action: ClassVar[str] = ""
    label: ClassVar[Words]
    sentence: ClassVar[Words] = ""
    permissions: ClassVar[tuple[str, ...]]
    tone: ClassVar[str] = "plain"
    on_list: ClassVar[bool] = False
    lists: ClassVar[dict[str, type[RowForm]]] = {}
    list_labels: ClassVar[dict[str, Words]] = {}
    in_languages: ClassVar[bool] = False
    menu: ClassVar[Words] = ""  # verbs of one menu are folded under its name on the object's page
    beside: ClassVar[bool] = True  # whether what the editor needs to see fits beside the form
    second_factor: ClassVar[bool] = False  # a code of the second factor must have been given in this session
    reauthenticate: ClassVar[bool] = False  # password and code must have been given within the last minutes
    template: ClassVar[str] = "admin/desk/verb.html"
    do_not_call_in_templates: ClassVar[bool] = True  # templates are given the class, to name a verb

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        editor: Editor,
        subject: Any = None,
        query: Mapping[str, Any] | None = None,
        typed: Mapping[str, Any] | None = None,
    ) -> None:
        self.editor, self.subject, self.query = editor, subject, query or {}
        self.again = typed is not None  # drawn once more, with what was typed
        start = {} if data is not None else {"version": getattr(subject, "version", None), **self.start()}
        start |= typed or {}
        super().__init__(data, initial=start, label_suffix="")
        self.prepare()
        fields.set_directions(self.fields)
        self.rows = {name: self._rows(name, data, start) for name in self.lists}

    def _rows(self, name: str, data: QueryDict | None, start: Mapping[str, Any]) -> Rows:
        extra = start.get(f"{name}_spare", SPARE_ROWS)
        made: type[Rows] = forms.formset_factory(  # type: ignore[assignment]
            self.lists[name], formset=Rows, extra=extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS
        )
        return made(data, prefix=name, initial=start.get(name) if data is None else None)

    # --- What a verb says of itself

    @classmethod
    def address(cls) -> str:
        """The last part of its address."""
        return (cls.action or cls.verb).replace("_", "-")

    @classmethod
    def refused(cls, editor: Editor) -> list[Blocker]:
        """Why the editor's roles do not allow it; empty when one of its permissions does."""
        found = [may(editor, permission) for permission in cls.permissions]
        return [] if any(not blockers for blockers in found) else found[0]

    @classmethod
    def role_words(cls) -> str:
        """The roles that may use it, in words."""
        able = {str(role) for permission in cls.permissions for role in MAY[permission]}
        return listed(str(Role(role).label) for role in Role.values if role in able)

    @classmethod
    def fits(cls, subject: Any) -> bool:
        """Whether the verb can be meant of ``subject`` in any state; where it can't, its address is none."""
        return True

    @classmethod
    def offered(cls, subject: Any) -> bool:
        """Whether it makes sense on ``subject`` as it stands."""
        return True

    @classmethod
    def blockers(cls, editor: Editor, subject: Any) -> list[Blocker]:
        """What stands in its way now: the list that is shown before the button."""
        return []

    # --- What a form adds

    def start(self) -> dict[str, Any]:
        """What the fields open with: what is there now."""
        return {}

    def prepare(self) -> None:
        """Last touches on the fields, such as choices that depend on the subject."""

    def aside(self) -> Iterable[Panel]:
        """What the editor needs to see beside the form."""
        return []

    def around(self) -> dict[str, Any]:
        """What a template of its own shows beside the fields."""
        return {}

    def onward(self, result: Any) -> str:
        """The address of the page that comes next; empty for that of what the verb made."""
        return ""

    def meeting(self, now: VerbForm) -> tuple[dict[str, Any], dict[str, Any]]:
        """After a conflict: values with which the form opens again, and what its page shows of both texts.

        ``now`` is the form as it would open now.
        """
        return {}, {}

    def remark(self) -> Words:
        """What stands beside the button: it informs and stops nothing."""
        return ""

    def act(self) -> Any:
        """Call the verb with what was typed. Returns the row whose page comes next, or ``None``."""
        raise TypeError(f"{type(self).__name__} calls no verb.")

    def outcome(self, result: Any) -> list[Panel] | None:
        """What to show instead of the next page: the outcome of each row of a bulk verb."""
        return None

    # --- Reading what was typed

    def is_valid(self) -> bool:
        rows_valid = [rows.is_valid() for rows in self.rows.values()]
        return super().is_valid() and all(rows_valid)

    def filled(self, name: str) -> list[dict[str, Any]]:
        """The rows of a list in which something stands."""
        return self.rows[name].filled()

    def local(self, name: str) -> Any:
        """The fields ``name_ar`` and ``name_en`` as one text."""
        return fields.local_text(self.cleaned_data, name)

    def typed(self) -> dict[str, Any]:
        """Everything that was typed, raw, so that nothing is lost when the form is drawn again."""
        found = {name: self._raw(field, self.add_prefix(name)) for name, field in self.fields.items()}
        for name, rows in self.rows.items():
            total = min(rows.total_form_count(), MOST_ROWS)
            lines = [
                {key: self._raw(field, f"{name}-{place}-{key}") for key, field in self.lists[name].base_fields.items()}
                for place in range(total)
            ]
            found[name] = [line for line, form in zip(lines, rows.forms, strict=True) if form.has_changed()]
        return found

    def _raw(self, field: forms.Field, name: str) -> Any:
        return field.widget.value_from_datadict(self.data, self.files, name)

    def hidden_start(self) -> dict[str, Any]:
        """What the hidden fields hold now: the version on which the next attempt is based."""
        return {field.name: field.initial for field in self.hidden_fields()}

    def suggestions(self) -> dict[str, list[str]]:
        """The lists that the browser offers for fields that name an object."""
        row_fields = [field for form in self.lists.values() for field in form.base_fields.values()]
        return fields.suggestions([*self.fields.values(), *row_fields])

    def groups(self) -> list[tuple[str, Words, Rows]]:
        """The lists of rows, with their headings."""
        return [(name, self.list_labels.get(name, ""), rows) for name, rows in self.rows.items()]


def shown(field: forms.Field, value: Any) -> str:
    """A value of a field in words, for comparing."""
    value = field.prepare_value(value)
    if value is None or value == "" or value == []:
        return ""
    if isinstance(field, forms.ModelChoiceField | forms.ModelMultipleChoiceField):
        return str(value)
    choices = {str(key): str(words) for key, words in getattr(field, "choices", []) or []}
    if isinstance(value, list | tuple):
        return listed(choices.get(str(each), str(each)) for each in value)
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    return choices.get(str(value), str(value))


def texts_of(form: VerbForm, values: Mapping[str, Any]) -> list[tuple[Words, str]]:
    """Each visible field, list included, with its value in words; for the page that shows both texts."""
    found: list[tuple[Words, str]] = [
        (field.label or name, shown(field, values.get(name)))
        for name, field in form.fields.items()
        if not field.widget.is_hidden
    ]
    for name, heading, _rows in form.groups():
        base = form.lists[name].base_fields
        lines = [
            " · ".join(words for key, field in base.items() if (words := shown(field, line.get(key))))
            for line in values.get(name) or []
        ]
        found.append((heading, "\n".join(lines)))
    return found
