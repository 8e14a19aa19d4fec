"""Wire items and tables of articles: the same articles as single files, what is stated and no more, and no crash."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.incoming import Incoming, Unreadable
from seeds.readers import carried, jsons, rows
from seeds.readers.refusals import Refusal
from seeds.readers.wires import json_kind, read_csv, read_json_lines, read_ninjs
from tests import sent_articles
from tests.sent_articles import articles, kept, kept_of_files

SENT = articles(12)
Outcome = Incoming | Refusal


def read(found: Sequence[Outcome]) -> list[Incoming]:
    """What came through, where nothing was refused."""
    assert not [one for one in found if isinstance(one, Refusal)], [str(one) for one in found]
    return [one for one in found if isinstance(one, Incoming)]


def facts(incoming: Incoming) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for stated in incoming.stated:
        said.setdefault(stated.field, []).append(stated.words)
    return said


def codes(found: Sequence[Outcome]) -> list[str]:
    return [one.error.code if isinstance(one, Refusal) else "read" for one in found]


def refused(reader: Callable[..., object], raw: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        reader(raw, name="file")
    assert str(caught.value).endswith(".") and "%(" not in str(caught.value)
    return caught.value


# --- However it comes, it is the same article -------------------------------------------------------------------------

WAYS: dict[str, tuple[Callable[..., list[Outcome]], bytes]] = {
    "csv": (read_csv, sent_articles.as_csv(SENT)),
    "csv, Arabic columns": (read_csv, sent_articles.as_csv(SENT, ";", arabic=True)),
    "tabs": (read_csv, sent_articles.as_csv(SENT, "\t")),
    "csv with a byte order mark": (read_csv, b"\xef\xbb\xbf" + sent_articles.as_csv(SENT)),
    "csv in UTF-16": (read_csv, sent_articles.as_csv(SENT, "\t").decode().encode("utf-16")),
    "csv that names its delimiter": (read_csv, b"sep=;\r\n" + sent_articles.as_csv(SENT, ";")),
    "json lines": (read_json_lines, sent_articles.as_json_lines(SENT)),
    "json array": (read_json_lines, sent_articles.as_json_array(SENT)),
    "ninjs 3": (read_ninjs, sent_articles.as_ninjs(SENT)),
    "ninjs 1": (read_ninjs, sent_articles.as_old_ninjs(SENT)),
}


@pytest.mark.parametrize("way", WAYS)
def test_articles_are_the_same_as_single_files(way: str) -> None:
    reader, raw = WAYS[way]
    found = read(reader(raw, name="sent"))
    assert [kept(one) for one in found] == kept_of_files(SENT)
    assert [facts(one)["title"] for one in found] == [[one.title] for one in SENT]
    assert [facts(one)["author"] for one in found] == [[one.author] for one in SENT]
    assert [one.url for one in found] == [one.url for one in SENT]
    assert len({one.digest for one in found}) == len(SENT)
    assert reader(raw, name="sent") == found


def test_a_row_gives_the_same_bytes_from_any_table() -> None:
    plain, tabs = (read(read_csv(sent_articles.as_csv(SENT, delimiter), name="a")) for delimiter in (",", "\t"))
    assert [one.digest for one in plain] == [one.digest for one in tabs]


@pytest.mark.parametrize("raw", [sent_articles.as_ninjs(SENT), sent_articles.as_json_array(SENT)])
def test_an_item_keeps_its_own_slice_of_the_file(raw: bytes) -> None:
    found = read(read_ninjs(raw, name="a") if b'"uri"' in raw else read_json_lines(raw, name="a"))
    assert all(one.raw in raw for one in found)
    assert [json.loads(one.raw) for one in found] == json.loads(raw)


def test_a_single_item_keeps_the_whole_file() -> None:
    raw = b"\n " + json.dumps(sent_articles.ninjs_item(SENT[0])).encode() + b"\n"
    (found,) = read(read_ninjs(raw, name="item.json"))
    assert (found.raw, found.name) == (raw, "item.json")


# --- ninjs ------------------------------------------------------------------------------------------------------------

BODY = "افتتح مجلس البلدية سوقاً للتمور صباح اليوم، وحضر الافتتاح آلاف الزوار من المدن القريبة."


def item(**said: object) -> Incoming:
    document = {"uri": "urn:wire:1", "body_text": BODY, **said}
    (found,) = read(read_ninjs(json.dumps(document).encode(), name="item.json"))
    return found


STATED: list[tuple[dict[str, object], dict[str, list[str]]]] = [
    ({}, {}),
    ({"headline": "عنوان"}, {"title": ["عنوان"]}),
    ({"headlines": [{"role": "short", "value": "ق"}, {"role": "main", "value": "عنوان"}]}, {"title": ["عنوان"]}),
    ({"headlines": [{"value": "<b>عنوان</b> &amp; آخر", "contentType": "text/html"}]}, {"title": ["عنوان & آخر"]}),
    ({"headlines": [{"value": 7}, "x"], "title": "عنوان"}, {"title": ["7"]}),
    ({"byline": "ليلى المثال"}, {"author": ["ليلى المثال"]}),
    ({"by": "Von Sam Example, wire"}, {"author": ["Von Sam Example, wire"]}),
    ({"authors": [{"name": "ليلى"}, {"name": "سام"}]}, {"author": ["ليلى", "سام"]}),
    # Created is not published, and the first version is not modified.
    ({"firstCreated": "2025-01-01T10:00:00Z", "versionCreated": "2025-01-01T10:00:00Z", "version": "1"}, {}),
    ({"contentCreated": "2024-01-01", "versioncreated": "2025-01-01T10:00:00Z"}, {}),
    ({"versionCreated": "2025-01-02", "version": "2"}, {"modified": ["2025-01-02"]}),
    ({"versioncreated": "2025-01-02", "firstcreated": "2025-01-01"}, {"modified": ["2025-01-02"]}),
    ({"firstpublished": "2025-01-01T10:00:00Z"}, {"published": ["2025-01-01T10:00:00Z"]}),
    # The holder of rights, and who a report was taken from, are not the outlet.
    ({"copyrightHolder": "وكالة المثال", "infoSources": [{"name": "مجلة", "role": "x/reportedOrigin"}]}, {}),
    (
        {"infoSources": [{"name": "جريدة المثال", "role": "https://x.example/role/outlet"}]},
        {"outlet": ["جريدة المثال"]},
    ),
    ({"provider": {"name": "وكالة المثال"}}, {"outlet": ["وكالة المثال"]}),
    ({"source": "وكالة المثال", "provider": "وكالة المثال"}, {"outlet": ["وكالة المثال"]}),
    ({"source": "وكالة", "provider": "أخرى"}, {}),
    # A subject is no section.
    ({"subjects": [{"name": "تمور", "rel": "about"}]}, {}),
    ({"subjects": [{"name": "اقتصاد", "rel": "section"}]}, {"section": ["اقتصاد"]}),
    ({"service": [{"name": "رياضة", "code": "s"}]}, {"section": ["رياضة"]}),
    ({"language": "ar"}, {"language": ["ar"]}),
    ({"uri": "https://wire.example/1"}, {"url": ["https://wire.example/1"]}),
    (
        {
            "uri": "https://wire.example/1",
            "renditions": [{"contentType": "text/html", "href": "https://wire.example/p"}],
        },
        {"url": ["https://wire.example/p"]},
    ),
]


@pytest.mark.parametrize(("said", "expected"), STATED)
def test_an_item_states_this_and_nothing_else(said: dict[str, object], expected: dict[str, list[str]]) -> None:
    assert facts(item(**said)) == expected


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"pubStatus": "canceled"}, "not_usable"),
        ({"embargoedUntil": "2030-01-01T00:00:00Z"}, "embargo"),
        ({"edNote": "يحل محل نسخة سابقة"}, "sender_note"),
        ({"firstCreated": "2025-01-01"}, "created_only"),
        ({"bodies": [{"role": "main", "value": BODY}, {"role": "sidebar", "value": "نص آخر"}]}, "other_bodies"),
    ],
)
def test_an_editor_is_told(said: dict[str, object], code: str) -> None:
    found = item(**said).notices
    assert [notice.code for notice in found] == [code]
    assert "%(" not in str(found[0])


BODIES: list[tuple[dict[str, object], str]] = [
    ({"body_text": "نص", "body_xhtml": "<p>نص<br/>آخر</p>"}, "نص\nآخر"),
    ({"bodies": [{"role": "text", "contentType": "text/plain", "value": "2 < 3"}]}, "2 < 3"),
    ({"bodies": [{"value": "<p>أ</p><p>ب</p>"}]}, "أ\nب"),
    ({"bodies": [{"role": "x", "contentType": "application/ld+json", "value": "{}"}, {"value": "نص"}]}, "نص"),
    ({"bodies": [{"role": "caption", "value": "صورة"}, {"role": "main", "value": "نص"}]}, "نص"),
    ({"bodies": [{"contenttype": "TEXT/HTML; charset=utf-8", "value": "<div>نص</div>"}]}, "نص"),
]


@pytest.mark.parametrize(("said", "text"), BODIES)
def test_the_main_text_of_an_item_is_read(said: dict[str, object], text: str) -> None:
    (found,) = read(read_ninjs(json.dumps({"uri": "urn:x"} | said).encode(), name="a"))
    assert found.text == text


def test_an_item_without_text_is_refused_by_itself() -> None:
    picture = {"uri": "urn:1", "type": "picture", "description_text": "صورة"}
    found = read_ninjs(json.dumps([picture, sent_articles.ninjs_item(SENT[0]), 7]).encode(), name="a")
    assert codes(found) == ["no_body", "read", "no_object"]
    assert [one.name for one in found] == ["a#item 1", "a#item 2", "a#item 3"]
    assert refused(read_ninjs, json.dumps(picture).encode()).code == "no_body"


@pytest.mark.parametrize("raw", [b"{", b"[1", b"[{}", b"7", b'"x"', b'{"a":1} x', b"[" * 100_000, b'[{"a":' * 50_000])
def test_broken_json_is_refused_with_its_place(raw: bytes) -> None:
    try:
        found = read_ninjs(raw, name="a")
    except Unreadable as error:
        assert error.code in {"broken_json", "no_object"}
    else:
        assert found and set(codes(found)) <= {"broken_json", "no_object", "no_body"}
        assert isinstance(found[-1], Refusal) and found[-1].error.code == "broken_json"


def test_what_stands_before_a_fault_is_read() -> None:
    whole = sent_articles.as_ninjs(SENT[:3])
    found = read_ninjs(whole[:-40], name="a")
    assert codes(found) == ["read", "read", "broken_json"]
    assert codes(read_ninjs(whole + b"]", name="a")) == ["read", "read", "read", "broken_json"]


def test_halves_of_characters_are_refused() -> None:
    assert refused(read_ninjs, b'{"uri": "x", "body_text": "\\ud800 text of an article"}').code == "broken_characters"
    assert facts(read(read_ninjs(b'{"uri": "x", "body_text": "text", "by": "\\udc00"}', name="a"))[0]) == {}


def test_the_kind_of_json_is_told() -> None:
    assert json_kind(sent_articles.as_ninjs(SENT)) == json_kind(sent_articles.as_old_ninjs(SENT)) == "ninjs"
    assert json_kind(sent_articles.as_json_feed(SENT)) == "feed"
    assert {json_kind(raw) for raw in (sent_articles.as_json_lines(SENT), b"", b"{", b"[]", b"7")} == {"rows"}
    assert json_kind(b'{"standard": {"name": "ninjs"}, "associations": []}') == "ninjs"


# --- Tables -----------------------------------------------------------------------------------------------------------


def table(text: str) -> list[Outcome]:
    return read_csv(text.encode(), name="t.csv")


COLUMNS = [
    ("النَّص", "نص", {}),
    ("Body,Author", "نص,ليلى", {"author": ["ليلى"]}),
    ("content,Date_Published", "نص,2025-02-03", {"published": ["2025-02-03"]}),
    ("نص المقال,تاريخ النشر,آخر تعديل", "نص,3 شباط 2025,4 شباط 2025", {"published": ["3 شباط 2025"], "modified": ["4 شباط 2025"]}),
    ("text,source,link", "نص,جريدة المثال,https://x.example/1", {"outlet": ["جريدة المثال"], "url": ["https://x.example/1"]}),
    ("text,source,link", "نص,https://x.example,غير معروف", {}),
    ("المتن,القسم,اللغة,المترجم,رقم العدد", "نص,علوم,ar,سام,12", {"section": ["علوم"], "language": ["ar"], "translator": ["سام"], "issue_number": ["12"]}),
    ("text,title,headline", "نص,,عنوان", {"title": ["عنوان"]}),
    # What nobody says is not stated: a bare date, views, a blank.
    ("text,date,views,author", "نص,2025-02-03,17,", {}),
]  # fmt: skip


@pytest.mark.parametrize(("header", "row", "expected"), COLUMNS)
def test_columns_are_known_by_their_names(header: str, row: str, expected: dict[str, list[str]]) -> None:
    (found,) = read(table(f"{header}\n{row}\n"))
    assert facts(found) == expected
    assert found.name == "t.csv#row 2"
    by_line = read(
        read_json_lines(json.dumps(dict(zip(header.split(","), row.split(","), strict=True))).encode(), name="a")
    )
    assert facts(by_line[0]) == expected


def test_a_date_that_does_not_say_of_what_is_told() -> None:
    (found,) = read(table("text,date\nنص,2025-02-03\n"))
    assert [notice.code for notice in found.notices] == ["undated"]
    assert "2025-02-03" in str(found.notices[0]) and "date" in str(found.notices[0])


def test_a_stated_column_says_where_it_was_read() -> None:
    (found,) = read(table("المتن,الكاتب\nنص,ليلى\n"))
    assert [one.source for one in found.stated] == ["CSV الكاتب"]


def test_all_of_a_row_is_kept_in_its_bytes() -> None:
    (found,) = read(table("text,views,,text\nنص,17,x,آخر\n"))
    assert json.loads(found.raw) == {"text": "نص", "views": "17", "column 3": "x", "text (4)": "آخر"}


def test_bodies_with_markup_are_read_as_pages() -> None:
    (found,) = read(table('title,html\nعنوان,"<p>أول</p><p>ثانٍ</p>"\n'))
    assert found.text == "عنوان\nأول\nثانٍ"
    (found,) = read(read_json_lines(json.dumps({"body": ["أول", "ثانٍ"]}).encode(), name="a"))
    assert found.text == "أول\n\nثانٍ"


def test_authors_of_json_rows_are_each_stated() -> None:
    row = {"text": "نص", "author": [{"name": "ليلى"}, "سام", 7, None, "https://x.example"]}
    (found,) = read(read_json_lines(json.dumps(row).encode(), name="a"))
    assert facts(found)["author"] == ["ليلى", "سام", "7"]


def test_bad_rows_are_refused_by_themselves() -> None:
    found = table("title,body\nأ,نص أول\nب,\n,,\n\nج,نص,زائد\nد,نص رابع\n")
    assert codes(found) == ["read", "no_body", "too_wide", "read"]
    assert [one.name for one in found] == [f"t.csv#row {row}" for row in (2, 3, 6, 7)]


@pytest.mark.parametrize("row", ['ب,"نص لا ينتهي\nج,نص\n', 'ب,"نص" زائد\nج,نص\n'])
def test_a_fault_in_quotation_marks_ends_the_reading(row: str) -> None:
    found = table(f"title,body\nأ,نص أول\n{row}")
    assert codes(found) == ["read", "broken_row"]


def test_a_table_without_a_body_column_is_refused_with_what_it_has() -> None:
    error = refused(read_csv, "id,title\n1,عنوان\n".encode())
    assert error.code == "no_body_column" and "id, title" in str(error) and "النص" in str(error)
    assert refused(read_csv, b"\n\n").code == "empty"


def test_cells_longer_than_the_module_allows_by_itself_are_read() -> None:
    (found,) = read(table(f'body\n"{"كلمة " * 60_000}"\n'))
    assert len(found.text) == 300_000


def test_broken_lines_are_refused_by_themselves() -> None:
    good = json.dumps({"body": "سطر\u2028واحد"}, ensure_ascii=False)
    found = read_json_lines(f"{good}\n\nx\n[1]\n{good}\n".encode(), name="a")
    assert codes(found) == ["read", "broken_json", "no_object", "read"]
    assert [one.name for one in found] == ["a#line 1", "a#line 3", "a#line 4", "a#line 5"]


def test_one_object_over_several_lines_is_one_article() -> None:
    raw = json.dumps({"title": "عنوان", "body": "نص"}, indent=2).encode()
    (found,) = read(read_json_lines(raw, name="a.json"))
    assert (found.raw, found.name) == (raw, "a.json")


def test_what_is_no_json_lines_is_given_up() -> None:
    found = read_json_lines(b"x\n" * 5_000, name="a")
    assert len(found) == 1_001 and codes(found)[-1] == "no_lines"


def test_long_files_are_read_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (carried, jsons, rows):
        monkeypatch.setattr(module, "MAX_ITEMS", 3)
    ways = ("csv", "json lines", "json array", "ninjs 3")
    for reader, raw in (WAYS[way] for way in ways):
        assert codes(reader(raw, name="a")) == ["read", "read", "read", "too_many"]
    monkeypatch.setattr(carried, "MAX_CARRIER_BYTES", 100)
    assert {refused(*WAYS[way]).code for way in ways} == {"too_long"}


# --- Whatever comes in ------------------------------------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "uri",
                    "bodies",
                    "body_text",
                    "body_xhtml",
                    "headlines",
                    "value",
                    "role",
                    "by",
                    "authors",
                    "name",
                    "version",
                ]
                + [
                    "versionCreated",
                    "infoSources",
                    "subjects",
                    "renditions",
                    "href",
                    "contentType",
                    "body",
                    "title",
                    "date",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)


@pytest.mark.parametrize("reader", [read_ninjs, read_csv, read_json_lines])
@given(
    raw=st.binary(max_size=300) | st.text(max_size=300).map(str.encode) | JSON.map(lambda it: json.dumps(it).encode())
)
def test_any_bytes_are_read_or_refused(reader: Callable[..., list[Outcome]], raw: bytes) -> None:
    try:
        found = reader(raw, name="file")
    except Unreadable as error:
        assert str(error).endswith(".")
        return
    for one in found:
        assert isinstance(one, Incoming) or str(one.error).endswith(".")
        assert one.name.startswith("file")
    assert json_kind(raw) in {"ninjs", "feed", "rows"}


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20),
            min_size=3,
            max_size=3,
        ),
        max_size=5,
    )
)
def test_no_cell_is_lost_from_a_table(cells: list[list[str]]) -> None:
    sent = [sent_articles.Sent(title, (f"نص {body}",), author, "") for title, body, author in cells]
    found = table(sent_articles.as_csv(sent).decode())
    assert len(found) == len(sent)
    for one, came in zip(sent, found, strict=True):
        if isinstance(came, Incoming):
            assert json.loads(came.raw) == {"title": one.title, "body": one.body, "author": one.author, "url": ""}
        else:
            assert came.error.code == "not_text"  # nothing but control characters beside one word
