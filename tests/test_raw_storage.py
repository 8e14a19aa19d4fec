"""Files as they came: packed, found by their digest, in the database or in a storage beside it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from claims import ledger
from claims.models import Body, keep_raw
from claims.models.base import raw_name

pytestmark = pytest.mark.django_db

RAW = ("إسناد " * 500).encode()
DIGEST = hashlib.sha256(RAW).hexdigest()


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """An installation that keeps files in a folder."""
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {**settings.STORAGES, "raw": {"BACKEND": backend, "OPTIONS": {"location": str(tmp_path)}}}
    return tmp_path


def kept(raw: bytes = RAW) -> Body:
    made = Body.objects.put_raw(raw)
    return Body.objects.get(pk=made.pk)


def test_a_file_is_packed_and_comes_out_as_it_went_in() -> None:
    body = kept()
    assert (body.pk, body.data, body.size, body.erased) == (DIGEST, RAW, len(RAW), False)
    assert len(body.content or b"") < len(RAW) / 10
    assert kept().pk == body.pk and Body.objects.filter(pk=DIGEST).count() == 1
    assert list(ledger.verify()) == []


def test_what_does_not_get_smaller_is_kept_as_it_is() -> None:
    raw = bytes(hashlib.sha256(b"x").digest())
    assert (kept(raw).coding, kept(raw).data) == (None, raw)


def test_with_a_storage_the_row_holds_only_the_name(folder: Path) -> None:
    body = kept()
    assert (body.content, body.stored, body.data, body.erased) == (None, raw_name(DIGEST), RAW, False)
    assert [path.name for path in folder.rglob("*.z")] == [f"{DIGEST}.z"]
    assert list(ledger.verify()) == []


def test_a_file_without_its_row_is_found_again(folder: Path) -> None:
    """A crash between the file and the row leaves nothing behind that the next import would trip over."""
    assert keep_raw(RAW) == keep_raw(RAW) == DIGEST
    assert not Body.objects.filter(pk=DIGEST).exists()
    assert kept().data == RAW
    assert len(list(folder.rglob("*.z"))) == 1


@pytest.mark.parametrize("fault", ["gone", "changed"])
def test_a_file_that_is_gone_or_changed_is_named(folder: Path, fault: str) -> None:
    kept()
    (file,) = folder.rglob("*.z")
    if fault == "gone":
        file.unlink()
    else:
        file.write_bytes(b"something else")
    (problem,) = ledger.verify()
    assert (problem.table, problem.row) == ("claims_body", DIGEST)
