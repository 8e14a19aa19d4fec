"""Files that a browser sends, and the form that takes them. They are read here and nowhere kept but in the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from claims.admin.verbs import VerbForm

from ..incoming import Unreadable
from ..intake import Outcome, read_bytes
from ..preparing import prepare
from ..readers import Refusal

ONE_FILE = 10_000_000  # bytes
TOGETHER = 50_000_000
MOST_FILES = 200
BOUNDS = _("Each file up to 10 MB, all together up to 50 MB.")


class SeveralFiles(forms.ClearableFileInput):
    """The browser's own field for several files at once."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """One or more files within the bounds of a single visit; larger loads come through the command line."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(given) > MOST_FILES:
            raise ValidationError(
                _("These are %(count)s files; at most %(limit)s are taken at once."),
                code="too_many",
                params={"count": len(given), "limit": MOST_FILES},
            )
        found = [super(Files, self).clean(each, initial) for each in given]
        for each in found:
            small_enough(each)
        if sum(each.size or 0 for each in found) > TOGETHER:
            raise ValidationError(
                _("The files have more than %(limit)s together. Send them in several visits."),
                code="too_large",
                params={"limit": filesizeformat(TOGETHER)},
            )
        return found


def small_enough(file: UploadedFile[Any]) -> None:
    """Refuse a file that is larger than one article or one archive may be.

    :raises ValidationError: says how large it is and what is taken.
    """
    if (file.size or 0) > ONE_FILE:
        raise ValidationError(
            _("“%(name)s” has %(size)s; at most %(limit)s are taken. Bring larger files in at the command line."),
            code="too_large",
            params={"name": file.name, "size": filesizeformat(file.size or 0), "limit": filesizeformat(ONE_FILE)},
        )


class FileForm(VerbForm):
    """A verb's form that takes files. ``sent`` is what the browser sent with this request (``receiving``)."""

    sent: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.files = MultiValueDict(dict(self.sent.lists()) if isinstance(self.sent, MultiValueDict) else {})


def receiving(form: type[FileForm], sent: Mapping[str, Any]) -> type[FileForm]:
    """The same form, for one request that brings files."""
    return type(form.__name__, (form,), {"sent": sent, "__module__": form.__module__})


def outcomes_of(raw: bytes, name: str, media_type: str | None = None, url: str | None = None) -> Iterator[Outcome]:
    """Each article in some bytes, prepared, or why it is none."""
    try:
        for found in read_bytes(raw, name=name, url=url, media_type=media_type):
            yield found if isinstance(found, Refusal) else _prepared(found)
    except Unreadable as error:
        yield Refusal(name, error)


def _prepared(found: Any) -> Outcome:
    try:
        return prepare(found)
    except Unreadable as error:
        return Refusal(found.name, error)


def name_of(outcome: Outcome) -> str:
    """What an outcome is called in its run."""
    return outcome.name if isinstance(outcome, Refusal) else outcome.incoming.name
