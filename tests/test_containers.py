"""Archives and folders: their files as they are, and nothing that is no article, or too much, or somewhere else."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.incoming import Unreadable
from seeds.readers import containers
from seeds.readers.containers import Member, natural, open_zip, walk_folder
from seeds.readers.plain import read_text
from seeds.readers.refusals import Refusal
from tests.sent_articles import articles, kept, kept_of_files

SENT = articles(12)
TEXT = SENT[0].text.encode()


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, raw in files.items():
            archive.writestr(zipfile.ZipInfo(name), raw, method)
    return out.getvalue()


def with_entry(change: Callable[[zipfile.ZipInfo], None], raw: bytes = TEXT) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo("a.txt")
        change(entry)
        archive.writestr(entry, raw, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def codes(found: list[Member | Refusal]) -> list[str]:
    refusals = [one.error for one in found if isinstance(one, Refusal)]
    assert all(str(error).endswith(".") and "%(" not in str(error) for error in refusals)
    return [one.error.code if isinstance(one, Refusal) else "read" for one in found]


def refused(raw: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        open_zip(raw, name="a.zip")
    assert str(caught.value).endswith(".") and "%(" not in str(caught.value)
    return caught.value


# --- However it comes, it is the same article -------------------------------------------------------------------------


def test_articles_of_a_zip_and_of_a_folder_are_the_same_as_single_files(tmp_path: Path) -> None:
    files = {f"خبر-{number}.txt": one.text.encode() for number, one in enumerate(SENT, 1)}
    for name, raw in files.items():
        (tmp_path / name).write_bytes(raw)
    members = open_zip(packed(files), name="a.zip")
    walked = list(walk_folder(tmp_path))
    assert [(one.name, one.raw) for one in members if isinstance(one, Member)] == list(files.items())
    assert [(one.name, one.read_bytes()) for one in walked if isinstance(one, Path)] == list(files.items())
    texts = [read_text(one.raw, name=one.name) for one in members if isinstance(one, Member)]
    assert [kept(one) for one in texts] == kept_of_files(SENT)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_folders_and_litter_within_a_zip_are_passed_over(method: int) -> None:
    files = {"news/": b"", "news/a.txt": TEXT, "__MACOSX/news/._a.txt": b"x", "news/.DS_Store": b"x", "Thumbs.db": b"x"}
    assert open_zip(packed(files, method), name="a.zip") == [Member("news/a.txt", TEXT)]


@pytest.mark.parametrize("codec", ["cp1256", "cp437", "utf-8"])
def test_names_are_read_in_the_code_page_they_were_written_in(codec: str) -> None:
    name = {"cp437": "é.txt"}.get(codec, "خبر عاجل.txt")
    plain = packed({"x" * len(name.encode(codec)): TEXT})
    raw = plain.replace(b"x" * len(name.encode(codec)), name.encode(codec))
    assert open_zip(raw, name="a.zip") == [Member(name, TEXT)]


def test_names_are_fit_to_be_shown() -> None:
    (found,) = open_zip(packed({"a\u202etxt.exe\x1b": TEXT}), name="a.zip")
    assert found.name == "a\ufffdtxt.exe\ufffd"


# --- What is refused, and the rest is read ----------------------------------------------------------------------------

INNER = packed({"a.txt": TEXT})
REFUSED = {
    "../a.txt": "outside",
    "news/../../a.txt": "outside",
    "..\\a.txt": "outside",
    "/etc/a.txt": "outside",
    "\\\\host\\a.txt": "outside",
    "C:\\a.txt": "outside",
    "c:a.txt": "outside",
    "a.zip": "nested",
    "b.TGZ": "nested",
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_members_are_refused_by_themselves(name: str) -> None:
    found = open_zip(packed({"a.txt": TEXT, name: TEXT, "b.txt": TEXT}), name="a.zip")
    assert codes(found) == ["read", REFUSED[name], "read"]
    assert found[1].name.startswith("a.zip/")


@pytest.mark.parametrize(
    "raw", [INNER, zlib.compress(TEXT, wbits=31), b"x" * 257 + b"ustar", b"Rar!\x1a\x07\x00", b"7z\xbc\xaf\x27\x1c"]
)
def test_archives_within_archives_are_refused_whatever_their_names(raw: bytes) -> None:
    assert codes(open_zip(packed({"a.txt": raw}), name="a.zip")) == ["nested"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_are_refused(kind: int) -> None:
    def change(entry: zipfile.ZipInfo) -> None:
        entry.external_attr = (kind | 0o777) << 16

    assert codes(open_zip(with_entry(change, b"/etc/passwd"), name="a.zip")) == ["no_file"]


def test_locked_members_are_refused() -> None:
    raw = bytearray(packed({"a.txt": TEXT}))
    raw[6] |= 1
    raw[raw.find(b"PK\x01\x02") + 8] |= 1
    assert codes(open_zip(bytes(raw), name="a.zip")) == ["encrypted"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method: int) -> None:
    assert codes(open_zip(packed({"a.txt": TEXT}, method), name="a.zip")) == ["unknown_packing"]


def test_bombs_are_refused() -> None:
    zeros, long = b"0" * 4_000_000, os.urandom(1_000) * 5_001
    found = open_zip(
        packed({"bomb.txt": zeros, "long.txt": long, "short.txt": b"0" * 99_000, "a.txt": TEXT}), name="a.zip"
    )
    assert codes(found) == ["bomb", "too_long", "read", "read"]
    assert refused(packed({f"{number}.txt": zeros for number in range(13)})).code == "too_long"


@pytest.mark.parametrize("claimed", [1, 100, 2**32 - 2])
def test_a_header_that_lies_about_the_size_is_not_believed(claimed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = bytearray(packed({"a.txt": b"0" * 4_000_000}))
    for at in (22, raw.find(b"PK\x01\x02") + 24):
        raw[at : at + 4] = struct.pack("<I", claimed)
    monkeypatch.setattr(containers, "MAX_TOTAL_BYTES", 2**33)
    assert codes(open_zip(bytes(raw), name="a.zip")) in (["damaged"], ["bomb"])


def test_a_damaged_member_is_refused_by_itself() -> None:
    raw = packed({"a.txt": TEXT, "b.txt": TEXT}, zipfile.ZIP_STORED)
    assert codes(open_zip(raw.replace(TEXT[:20], b"x" * 20, 1), name="a.zip")) == ["damaged", "read"]


def test_too_many_members_are_refused_before_they_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    error = refused(packed({f"{number}.txt": b"x" for number in range(10_000)}))
    assert error.code == "too_many" and "500" in str(error)
    assert refused(packed({f"{number}.txt": b"x" for number in range(501)})).code == "too_many"
    assert len(open_zip(packed({f"{number}.txt": b"x" for number in range(500)}), name="a.zip")) == 500
    # A record that counts wrong does not help.
    raw = bytearray(packed({f"{number}.txt": b"x" for number in range(501)}))
    raw[-14:-10] = struct.pack("<HH", 1, 1)
    assert refused(bytes(raw)).code == "too_many"
    # Nor one of the larger format, which no archive of articles needs.
    raw[-22:-22] = b"PK\x06\x07" + bytes(16)
    assert refused(bytes(raw)).code == "too_many"
    monkeypatch.setattr(containers, "MAX_ARCHIVE_BYTES", 100)
    assert refused(packed({"a.txt": TEXT})).code == "too_long"


@pytest.mark.parametrize(
    "raw", [b"", b"PK", b"x" * 100, b"PK\x05\x06", b"PK\x05\x06" * 30_000, INNER[:-30], b"PK\x05\x06" + b"\xff" * 18]
)
def test_what_is_no_zip_is_refused(raw: bytes) -> None:
    assert refused(raw).code in {"no_zip", "too_many"}


def test_an_empty_zip_holds_nothing() -> None:
    assert open_zip(packed({}), name="a.zip") == []


@given(st.integers(0, len(INNER) - 1), st.binary(min_size=1, max_size=6))
def test_any_damage_is_read_or_refused(at: int, damage: bytes) -> None:
    raw = INNER[:at] + damage + INNER[at + len(damage) :]
    try:
        found = open_zip(raw, name="a.zip")
    except Unreadable as error:
        assert str(error).endswith(".")
    else:
        assert all(isinstance(one, Member) or str(one.error).endswith(".") for one in found)
        assert all(one.raw == TEXT for one in found if isinstance(one, Member))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    assert str(refused(raw)).endswith(".")


# --- Folders ----------------------------------------------------------------------------------------------------------


def walked(folder: Path) -> list[tuple[str, str]]:
    found = []
    for one in walk_folder(folder):
        path = one if isinstance(one, Path) else Path(one.name)
        found.append((str(path.relative_to(folder)), "read" if isinstance(one, Path) else one.error.code))
    return found


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(TEXT)


def test_files_come_in_the_order_in_which_people_number_them(tmp_path: Path) -> None:
    names = ["1.txt", "2.txt", "10.txt", "a/1.txt", "a/b/1.txt", "a/c.txt", "b.txt", "خبر2.txt", "خبر11.txt"]
    make(tmp_path, *reversed(names))
    assert walked(tmp_path) == [(name, "read") for name in names]


@given(st.lists(st.text(max_size=8)))
def test_the_order_is_always_the_same(names: list[str]) -> None:
    names_back = names[::-1]
    assert sorted(names, key=natural) == sorted(names_back, key=natural)


def test_hidden_files_are_told_and_litter_is_not(tmp_path: Path) -> None:
    make(tmp_path, ".hidden.txt", ".git/config", ".DS_Store", "Thumbs.db", "__MACOSX/a.txt", "a.txt")
    assert walked(tmp_path) == [(".git", "hidden"), (".hidden.txt", "hidden"), ("a.txt", "read")]


def test_links_are_not_followed_and_told_where_they_lead_out(tmp_path: Path) -> None:
    make(tmp_path, "in/a.txt", "out/b.txt")
    folder = tmp_path / "in"
    for name, target in {
        "b": "a.txt",
        "c": ".",
        "d": "../out/b.txt",
        "e": "../out",
        "f": "/etc",
        "g": "g",
        "h": "none",
    }.items():
        (folder / name).symlink_to(target)
    assert walked(folder) == [("a.txt", "read"), *((name, "outside") for name in "defg")]


def test_pipes_and_folders_that_cannot_be_read_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    make(tmp_path, "shut/a.txt")
    scan = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "shut":
            raise PermissionError
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert walked(tmp_path) == [("pipe", "no_file"), ("shut", "no_folder")]


def test_a_folder_is_walked_up_to_the_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a/b/c/1.txt", "a/b/2.txt", "a/3.txt", "4.txt")
    monkeypatch.setattr(containers, "MAX_DEPTH", 2)
    assert walked(tmp_path) == [("4.txt", "read"), ("a/3.txt", "read"), ("a/b/2.txt", "read"), ("a/b/c", "too_deep")]
    monkeypatch.setattr(containers, "MAX_FILES", 2)
    assert walked(tmp_path)[-1] == ("a/b/2.txt", "too_many")
    with pytest.raises(Unreadable, match="folder is not there"):
        list(walk_folder(tmp_path / "none"))
