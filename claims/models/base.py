"""What the other nouns stand on: bodies, append-only rows, versioned rows, public ids."""

from __future__ import annotations

import hashlib
import json
import secrets
import threading
import time
import uuid
import zlib
from collections.abc import Callable
from typing import Any, ClassVar, TypedDict

from django.core.files.base import ContentFile
from django.core.files.storage import InvalidStorageError, Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

PUBLIC_ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
PUBLIC_ID_LENGTH = 10


class LocalText(TypedDict, total=False):
    """A short text in the languages of the house; a missing language is absent, never empty."""

    ar: str
    en: str


def new_public_id() -> str:
    """Ten random base32 characters: 50 bits, so an address says nothing of how many there are."""
    return "".join(secrets.choice(PUBLIC_ID_ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


_clock = threading.Lock()
_last_tick = 0


def ordered_uuid() -> uuid.UUID:
    """A key made here that sorts by when it was made (RFC 9562, version 7), also within one millisecond.

    Why not a number of the database: rows get theirs only when the transaction closes, and what is derived
    inside it needs an order before that.
    """
    global _last_tick  # noqa: PLW0603 - one clock a process
    with _clock:
        _last_tick = tick = max(time.time_ns() * 4096 // 1_000_000, _last_tick + 1)
    milliseconds, fraction = divmod(tick, 4096)
    value = milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | secrets.randbits(62)
    return uuid.UUID(int=value)


class AppendOnly(models.Model):
    """A row that is frozen from its first insert.

    The database refuses UPDATE, DELETE, TRUNCATE and REPLACE (see ``ledger.guards``). Such a table grows by
    nullable columns or side tables only, because every row's digest stands in the audit chain.
    """

    guarded: ClassVar[bool] = True

    class Meta:
        abstract = True


class Versioned(models.Model):
    """A row that moves. ``version`` counts its changes; a writer names the version that was read (law 3)."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True


class Trashable(models.Model):
    """A row that a delete sets aside instead of removing."""

    trashed_at = models.DateTimeField(_("in the trash since"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class BodyManager(models.Manager["Body"]):
    def put(self, content: bytes) -> Body:
        """Keep ``content`` and return its row; the same bytes are kept once.

        The look-up comes first because the guard refuses a second insert of a known digest, and
        ``ignore_conflicts`` covers the writer who was faster between look-up and insert.
        """
        return self._put(hashlib.sha256(content).hexdigest(), lambda digest: _plain(digest, content))

    def put_raw(self, raw: bytes) -> Body:
        """Keep a file as it came, compressed: in the row, or in the raw storage where the installation has one.

        Call ``keep_raw`` before the transaction, so that no file is written inside it.
        """
        return self._put(hashlib.sha256(raw).hexdigest(), lambda digest: _packed(digest, raw))

    def _put(self, digest: str, make: Callable[[str], Body]) -> Body:
        found = self.filter(digest=digest).defer("content").first()
        if found is not None:
            return found
        # Whoever was faster since then wrote the same bytes: the digest says so.
        made = make(digest)
        self.bulk_create([made], ignore_conflicts=True)
        return made

    def put_text(self, text: str) -> Body:
        """Keep a text as UTF-8."""
        return self.put(text.encode("utf-8"))

    def put_local(self, text: LocalText) -> Body:
        """Keep a text of several languages as one canonical JSON object."""
        return self.put(json.dumps(text, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())


RAW_STORAGE = "raw"  # the alias in settings.STORAGES; without it, files stand in the database
MAX_UNPACKED = 64_000_000  # bytes; far above what any reader takes in


def raw_storage() -> Storage | None:
    """Where files are kept outside the database; ``None`` keeps them inside."""
    try:
        return storages[RAW_STORAGE]
    except InvalidStorageError:
        return None


def raw_name(digest: str) -> str:
    """The name of a file in the raw storage: by digest, so the same bytes are kept once and never overwritten."""
    return f"{digest[:2]}/{digest[2:4]}/{digest}.z"


def keep_raw(raw: bytes) -> str:
    """Put a file into the raw storage, if there is one; safe to repeat. Returns its digest.

    What a crash leaves here without a row is found again by the next import of the same bytes.
    """
    digest = hashlib.sha256(raw).hexdigest()
    storage = raw_storage()
    if storage is not None and not storage.exists(raw_name(digest)):
        storage.save(raw_name(digest), ContentFile(zlib.compress(raw)))
    return digest


def _plain(digest: str, content: bytes) -> Body:
    return Body(digest=digest, content=content, size=len(content))


def _packed(digest: str, raw: bytes) -> Body:
    if raw_storage() is not None:
        keep_raw(raw)
        return Body(digest=digest, content=None, size=len(raw), coding="zlib", stored=raw_name(digest))
    packed = zlib.compress(raw)
    if len(packed) < len(raw):
        return Body(digest=digest, content=packed, size=len(raw), coding="zlib")
    return _plain(digest, raw)


class Body(AppendOnly):
    """Every text taken from outside or published, addressed by its digest.

    Why apart from the rows that use it: a court may order one text erased. Rows and hashes hold digests, so a
    redaction (two people, law 9) can null ``content`` and the chain still verifies. The guard on this table
    allows exactly that one change.
    """

    digest = models.CharField(_("digest"), max_length=64, primary_key=True, help_text=_("SHA-256, hexadecimal."))
    content = models.BinaryField(_("content"), null=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    coding = models.CharField(
        _("coding"), max_length=8, null=True, help_text=_("zlib, or empty for bytes as they are.")
    )
    stored = models.CharField(_("name in the raw storage"), max_length=100, null=True)

    objects = BodyManager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")

    def __str__(self) -> str:
        return self.digest[:12]

    @property
    def erased(self) -> bool:
        """Whether a redaction has taken the content."""
        return self.packed is None

    @property
    def packed(self) -> bytes | None:
        """The bytes as they are kept; ``None`` when they are gone."""
        if self.content is not None:
            return bytes(self.content)
        storage = raw_storage()
        if not self.stored or storage is None or not storage.exists(self.stored):
            return None
        with storage.open(self.stored) as kept:
            found: bytes = kept.read()
        return found

    @property
    def data(self) -> bytes:
        """The bytes; empty when erased."""
        packed = self.packed
        if packed is None:
            return b""
        if self.coding != "zlib":
            return packed
        try:
            return zlib.decompressobj().decompress(packed, MAX_UNPACKED)
        except zlib.error:
            return packed  # spoiled; its digest says so, and `verify_audit` names it

    @property
    def text(self) -> str:
        """The content as text; empty when erased."""
        return self.data.decode("utf-8")

    @property
    def local(self) -> LocalText:
        """The content as a text of several languages; empty when erased."""
        loaded: LocalText = json.loads(self.data) if self.data else LocalText()
        return loaded

    @property
    def json(self) -> Any:
        """The content as JSON; ``None`` when erased."""
        data = self.data
        return json.loads(data) if data else None
