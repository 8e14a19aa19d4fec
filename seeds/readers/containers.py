"""Zip files and folders of articles: what may be taken out of them, and what not and why.

Nothing is ever written or extracted to a disk; a member's name only names it. Headers are never believed: reading
stops at the limit whatever they say.
"""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..incoming import Unreadable
from ..vocabulary import gettext_noop
from .carried import strip_controls
from .refusals import Refusal

MAX_ARCHIVE_BYTES = 50_000_000
MAX_MEMBERS = 500
MAX_TOTAL_BYTES = 50_000_000  # unpacked
MAX_MEMBER_BYTES = 5_000_000  # unpacked
MAX_RATIO = 100  # of unpacked to packed bytes, for members over
RATIO_FROM = 100_000  # bytes; a short text may well shrink more
MAX_FILES = 100_000  # of a folder
MAX_DEPTH = 20  # folders within folders

# What systems leave in folders; it never holds an article, and nobody wants to be told of it.
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini", ".directory", "__macosx"})
_ARCHIVES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
)
_ENDINGS = (".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar", ".zst", ".jar")
# What zipfile and what it stands on raise for a damaged archive; RuntimeError for one under a password, and
# NotImplementedError for a way of packing that they do not know.
_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, LookupError, RuntimeError,
    NotImplementedError, OverflowError,
)  # fmt: skip
_DIRECTORY_BYTES = 1_000_000  # of a zip's own table of contents; 500 entries need far less
_END = b"PK\x05\x06"


@dataclass(frozen=True)
class Member:
    """One file of an archive: its name, fit to be shown, and its bytes as they were packed."""

    name: str
    raw: bytes


# --- Zip --------------------------------------------------------------------------------------------------------------


def open_zip(raw: bytes, *, name: str) -> list[Member | Refusal]:
    """The files of an archive in the order in which it lists them, and what was refused of it.

    :raises Unreadable: where it is no zip file, is damaged, or holds too much as a whole.
    """
    return list(iter_zip(raw, name=name))


def iter_zip(raw: bytes, *, name: str) -> Iterator[Member | Refusal]:
    """``open_zip`` one by one: only one member is unpacked at a time."""
    _check_end(raw)
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except _FAULTS:
        raise _no_zip() from None
    with archive:
        entries = [entry for entry in archive.infolist() if not _is_litter(entry)]
        _check_size(entries)
        for entry in entries:
            yield _member(archive, entry, name)


def _check_end(raw: bytes) -> None:
    """Refuse before anything is parsed what lists too much; the record at the end says how much that is."""
    if len(raw) > MAX_ARCHIVE_BYTES:
        raise _too_big(len(raw))
    at = len(raw) - 22
    if at < 0 or raw[at : at + 4] != _END or raw[-2:] != b"\x00\x00":
        at = raw.rfind(_END, max(0, len(raw) - 65_557))
    if at < 0 or len(raw) < at + 22:
        raise _no_zip()
    count, size = struct.unpack("<10xHI6x", raw[at : at + 22])
    if raw[max(0, at - 20) : at].startswith(b"PK\x06\x07") or count > MAX_MEMBERS or size > _DIRECTORY_BYTES:
        raise _too_many()


def _check_size(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_MEMBERS:
        raise _too_many()
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL_BYTES:
        raise _too_big(total)


def _is_litter(entry: zipfile.ZipInfo) -> bool:
    parts = entry.filename.replace("\\", "/").split("/")
    return entry.is_dir() or parts[0].lower() in _LITTER or parts[-1].lower() in _LITTER


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Member | Refusal:
    called = _name(entry)
    try:
        _check_entry(entry)
        return Member(called, _unpack(archive, entry))
    except Unreadable as error:
        return Refusal(f"{name}/{called}", error)


def _name(entry: zipfile.ZipInfo) -> str:
    """An entry's name as it was probably meant: old programs write their own code page and don't say which."""
    name = entry.orig_filename
    if not entry.flag_bits & 0x800:
        packed = name.encode("cp437", "replace")
        name = _decoded(packed) or name
    return strip_controls(name)[:200]


def _decoded(packed: bytes) -> str | None:
    try:
        return packed.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        name = packed.decode("cp1256")
    except UnicodeDecodeError:
        return None
    letters = sum("\u0621" <= one <= "\u064a" for one in name)
    return name if letters * 2 > sum(one > "\x7f" for one in name) else None


def _check_entry(entry: zipfile.ZipInfo) -> None:
    """Refuse an entry for what its header says; what the header leaves out shows when it is read."""
    parts = re.split(r"[/\\]", entry.orig_filename)
    if ".." in parts or parts[0] == "" or re.match(r"[A-Za-z]:", parts[0]) or "\x00" in entry.orig_filename:
        raise _refused("outside", gettext_noop("Its name leads out of the archive."))
    if stat.S_IFMT(entry.external_attr >> 16) not in {0, stat.S_IFREG}:
        raise _refused("no_file", gettext_noop("It is a link or a device, not a file."))
    if entry.flag_bits & 0x41:
        raise Unreadable(
            "encrypted",
            gettext_noop("It is locked with a password."),
            gettext_noop("Pack it without one and bring it in again."),
        )
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Unreadable(
            "unknown_packing",
            gettext_noop("It is packed in a way that we do not open (method %(method)s)."),
            gettext_noop("Pack it as an ordinary zip file and bring it in again."),
            {"method": entry.compress_type},
        )
    if entry.filename.lower().endswith(_ENDINGS):
        raise _nested()


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(entry) as source:
            raw = source.read(MAX_MEMBER_BYTES + 1)
    except _FAULTS:
        raise Unreadable(
            "damaged",
            gettext_noop("It is damaged: what is packed is not what the archive says."),
            gettext_noop("Pack it again and bring it in."),
        ) from None
    if len(raw) > MAX_MEMBER_BYTES:
        raise Unreadable(
            "too_long",
            gettext_noop("It has more than %(limit)s bytes when unpacked."),
            gettext_noop("Bring in its parts."),
            {"limit": MAX_MEMBER_BYTES},
        )
    if len(raw) > RATIO_FROM and len(raw) > MAX_RATIO * max(entry.compress_size, 1):
        raise _refused("bomb", gettext_noop("It unpacks to more than a hundred times its size, as no article does."))
    if raw.startswith(_ARCHIVES) or raw[257:262] == b"ustar":
        raise _nested()
    return raw


def _nested() -> Unreadable:
    return Unreadable(
        "nested",
        gettext_noop("It is an archive within the archive."),
        gettext_noop("Unpack it, and bring in its files by themselves."),
    )


def _refused(code: str, message: str) -> Unreadable:
    return Unreadable(code, message, gettext_noop("Bring in the file by itself if you trust it."))


def _no_zip() -> Unreadable:
    return Unreadable(
        "no_zip",
        gettext_noop("The file is no zip file, or it is damaged."),
        gettext_noop("Pack it again, or bring in its files by themselves."),
    )


def _too_many() -> Unreadable:
    return Unreadable(
        "too_many",
        gettext_noop("The archive holds more than %(limit)s files."),
        gettext_noop("Pack them into several archives, or bring them in as a folder."),
        {"limit": MAX_MEMBERS},
    )


def _too_big(size: int) -> Unreadable:
    return Unreadable(
        "too_long",
        gettext_noop("The archive has %(bytes)s bytes, packed or unpacked; it may have %(limit)s."),
        gettext_noop("Pack its files into several archives, or bring them in as a folder."),
        {"bytes": size, "limit": MAX_TOTAL_BYTES},
    )


# --- Folders ----------------------------------------------------------------------------------------------------------


def walk_folder(path: Path) -> Iterator[Path | Refusal]:
    """The regular files below a folder, in the order in which people number things: ``2.txt`` before ``10.txt``.

    Links are not followed: what they point to within the folder is met by itself, and what lies outside is refused.

    :raises Unreadable: where the folder can't be read.
    """
    if not path.is_dir():
        raise _no_folder()
    count = 0
    for found in _walk(path, path.resolve(), 0):
        count += isinstance(found, Path)
        if count > MAX_FILES:
            yield Refusal(str(found), _too_many_files())
            return
        yield found


def _walk(folder: Path, root: Path, depth: int) -> Iterator[Path | Refusal]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: natural(entry.name))
    except OSError:
        yield Refusal(strip_controls(str(folder)), _no_folder())
        return
    for entry in entries:
        if entry.name.lower() not in _LITTER:
            yield from _found(Path(entry.path), root, depth)


def _found(path: Path, root: Path, depth: int) -> Iterator[Path | Refusal]:
    name = strip_controls(str(path))
    mode = _mode(path)
    if path.name.startswith("."):
        message = gettext_noop("It is hidden (its name begins with a full stop).")
        yield Refusal(name, Unreadable("hidden", message, gettext_noop("Rename it if it is an article.")))
    elif stat.S_ISLNK(mode):
        if _leads_out(path, root):
            yield Refusal(name, _refused("outside", gettext_noop("It is a link that leads out of the folder.")))
    elif stat.S_ISDIR(mode):
        if depth < MAX_DEPTH:
            yield from _walk(path, root, depth + 1)
        else:
            yield Refusal(name, _too_deep())
    elif stat.S_ISREG(mode):
        yield path
    else:
        yield Refusal(name, _refused("no_file", gettext_noop("It is a device or a pipe, not a file.")))


def _leads_out(path: Path, root: Path) -> bool:
    try:
        return not path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # links in a circle
        return True


def _mode(path: Path) -> int:
    try:
        return path.lstat().st_mode
    except OSError:
        return 0


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts names as people do; the name itself last, so that the order is always the same.

    >>> sorted(["b10.txt", "b9.txt", "a.txt"], key=natural)
    ['a.txt', 'b9.txt', 'b10.txt']
    """
    parts = re.findall(r"[0-9]+|[^0-9]+", name)
    key = ((0, int(part[:300]), "") if part[0] in "0123456789" else (1, 0, part.casefold()) for part in parts)
    return (*key, (2, 0, name))


def _no_folder() -> Unreadable:
    return Unreadable(
        "no_folder",
        gettext_noop("The folder is not there or can't be read."),
        gettext_noop("Check its name and who may read it."),
    )


def _too_deep() -> Unreadable:
    return Unreadable(
        "too_deep",
        gettext_noop("It lies more than %(limit)s folders deep."),
        gettext_noop("Bring it in as a folder by itself."),
        {"limit": MAX_DEPTH},
    )


def _too_many_files() -> Unreadable:
    return Unreadable(
        "too_many",
        gettext_noop("The folder holds more than %(limit)s files; nothing from here on was read."),
        gettext_noop("Bring in its parts."),
        {"limit": MAX_FILES},
    )
