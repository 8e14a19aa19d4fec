"""Feeds: the same articles as single files, only what an entry states, and nothing hostile does anything."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seeds.incoming import Unreadable
from seeds.readers import feeds
from seeds.readers.feeds import Entry, Feed, entry_to_incoming, find_feeds, is_full, read_feed
from tests import sent_articles
from tests.sent_articles import articles, kept, kept_of_files

SENT = articles(9)
NS = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0"'
)


def rss(inside: str, channel: str = "<title>أخبار النخيل</title>") -> bytes:
    item = f"<item><guid isPermaLink='false'>1</guid>{inside}</item>"
    return f"<rss version='2.0' {NS}><channel>{channel}{item}</channel></rss>".encode()


def atom(inside: str) -> bytes:
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>أخبار</title><entry><id>1</id>{inside}</entry></feed>".encode()


def entry(raw: bytes) -> Entry:
    (found,) = read_feed(raw, name="feed", url="https://news.example/feed").entries
    return found


def codes(feed: Feed) -> list[str]:
    assert all("%(" not in str(notice) for notice in feed.notices)
    return [notice.code for notice in feed.notices]


def refused(raw: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_feed(raw, name="feed")
    assert str(caught.value).endswith(".")
    return caught.value


# --- However it comes, it is the same article -------------------------------------------------------------------------

WAYS = {
    "rss": sent_articles.as_rss(SENT),
    "atom": sent_articles.as_atom(SENT),
    "atom, xhtml": sent_articles.as_atom(SENT, "xhtml"),
    "atom, text": sent_articles.as_atom(SENT, "text"),
    "json feed": sent_articles.as_json_feed(SENT),
}


@pytest.mark.parametrize("way", WAYS)
def test_entries_are_the_same_as_single_files(way: str) -> None:
    feed = read_feed(WAYS[way], name="feed")
    assert feed.notices == ()
    found = [entry_to_incoming(feed, one) for one in feed.entries]
    assert [kept(one) for one in found] == kept_of_files(SENT)
    assert [one.title for one in feed.entries] == [one.title for one in SENT]
    assert [one.authors for one in feed.entries] == [(one.author,) for one in SENT]
    assert [one.url for one in found] == [one.url for one in feed.entries] == [one.url for one in SENT]
    assert all(is_full(one) for one in feed.entries)


def test_an_entry_gives_the_same_bytes_at_every_visit() -> None:
    first, later = (
        rss(
            f"<title>عنوان</title><content:encoded>نص</content:encoded><slash:comments xmlns:slash='urn:s'>{count}</slash:comments>"
        )
        for count in (1, 2)
    )
    digests = {
        entry_to_incoming(feed, feed.entries[0]).digest for feed in (read_feed(raw, name="f") for raw in (first, later))
    }
    assert len(digests) == 1


# --- What entries state, in their own words ---------------------------------------------------------------------------

STATED: list[tuple[bytes, dict[str, object]]] = [
    (rss("<title>عنوان</title>"), {"title": "عنوان"}),
    (rss("<title>ربع &amp;amp; &lt;b&gt;نصف&lt;/b&gt;</title>"), {"title": "ربع & نصف"}),
    (rss("<link>/1</link>"), {"url": "https://news.example/1"}),
    (rss("<link>javascript:alert(1)</link>"), {}),
    (rss("<link>https://proxy.example/1</link><fb:origLink>https://news.example/1</fb:origLink>"), {"url": "https://news.example/1"}),
    (rss("<pubDate>الإثنين 3 شباط 2025</pubDate>"), {"published": "الإثنين 3 شباط 2025"}),
    (rss("<pubDate>Mon, 03 Feb 2025 08:22:00 +0300</pubDate>"), {"published": "Mon, 03 Feb 2025 08:22:00 +0300"}),
    # A date that does not say of what is neither of the two.
    (rss("<dc:date>2025-02-03</dc:date>"), {"undated": "2025-02-03"}),
    (rss("<dcterms:issued>2025</dcterms:issued><dcterms:modified>2026</dcterms:modified>"), {"published": "2025", "updated": "2026"}),
    (rss("<atom:updated>2025-02-03</atom:updated>"), {"updated": "2025-02-03"}),
    (rss("", "<pubDate>Mon, 03 Feb 2025 08:22:00 +0300</pubDate><dc:date>2025</dc:date><managingEditor>سام</managingEditor>"), {}),
    (rss("<dc:creator>ليلى</dc:creator><dc:creator>سام</dc:creator>"), {"authors": ("ليلى", "سام")}),
    (rss("<author>desk@news.example (ليلى المثال)</author>"), {"authors": ("ليلى المثال",)}),
    (rss("<author>desk@news.example</author>"), {}),
    (rss("<media:credit>مصور</media:credit><media:title>صورة</media:title><media:description>وصف</media:description>"), {}),
    (rss("<source url='https://other.example/feed'>جريدة المثال</source>"), {"outlet": "جريدة المثال"}),
    (rss("<category>رياضة</category>"), {}),
    (rss("<description>&lt;p&gt;ملخص&lt;/p&gt;</description>"), {"summary": "<p>ملخص</p>"}),
    (atom("<published>2025-02-03T08:22:00+03:00</published>"), {"published": "2025-02-03T08:22:00+03:00"}),
    # Atom's `updated` is no publication.
    (atom("<updated>2025-02-03T08:22:00Z</updated>"), {"updated": "2025-02-03T08:22:00Z"}),
    (atom("<title type='html'>&lt;i&gt;عنوان&lt;/i&gt;</title>"), {"title": "عنوان"}),
    (atom("<title type='text'>2 &lt; 3</title>"), {"title": "2 < 3"}),
    (atom("<content type='text'>2 &lt; 3</content>"), {"content_text": "2 < 3"}),
    (atom("<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>ن<b>ص</b> &amp; ذ</p></div></content>"), {"content_html": "<div><p>ن<b>ص</b> &amp; ذ</p></div>"}),
    (atom("<content type='image/png' src='https://news.example/1.png'/>"), {}),
    (atom("<source><title>جريدة المثال</title></source>"), {"outlet": "جريدة المثال"}),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "expected"), STATED)
def test_an_entry_states_this_and_nothing_else(raw: bytes, expected: dict[str, object]) -> None:
    found = {key: value for key, value in vars(entry(raw)).items() if value and key not in {"id", "language"}}
    assert found == expected


def test_an_undated_date_is_told_and_not_stated() -> None:
    feed = read_feed(rss("<dc:date>2025-02-03</dc:date><content:encoded>نص</content:encoded>"), name="feed")
    found = entry_to_incoming(feed, feed.entries[0])
    assert [notice.code for notice in found.notices] == ["undated"]
    assert not {"published", "modified"} & {one.field for one in found.stated}


def test_what_is_stated_of_an_article() -> None:
    raw = rss(
        "<title>عنوان</title><pubDate>2025</pubDate><atom:updated>2026</atom:updated><content:encoded>نص</content:encoded>",
        "<language>ar</language><link>https://news.example/</link>",
    )
    feed = read_feed(raw, name="feed")
    assert (feed.home, feed.language, feed.title) == ("https://news.example/", "ar", None)
    stated = entry_to_incoming(feed, feed.entries[0]).stated
    assert {(one.field, one.words) for one in stated if one.source == "feed"} == {
        ("title", "عنوان"),
        ("published", "2025"),
        ("modified", "2026"),
        ("language", "ar"),
    }


def test_an_entry_without_text_is_no_article() -> None:
    feed = read_feed(rss("<title>عنوان</title><description>ملخص</description>"), name="feed")
    assert not is_full(feed.entries[0])
    with pytest.raises(Unreadable, match="It has no text"):
        entry_to_incoming(feed, feed.entries[0])


TEXT = "افتتح المجلس سوقاً للتمور صباح اليوم. " * 20


@pytest.mark.parametrize(
    ("one", "full"),
    [
        (Entry("1", content_text=TEXT), True),
        (Entry("1", content_html=f"<p>{TEXT}</p>", summary="ملخص"), True),
        (Entry("1", content_text=TEXT, summary=TEXT), False),
        (Entry("1", content_text=TEXT[:100]), False),
        (Entry("1", content_html=f"<p>{TEXT} [&#8230;]</p>"), False),
        (Entry("1", content_html=f"<p>{TEXT}</p><a href='/1'>اقرأ المزيد »</a>"), False),
        (Entry("1", content_text=TEXT + "Continue reading"), False),
        (Entry("1", summary=TEXT), False),
    ],
)
def test_whole_articles_are_told_from_teasers(one: Entry, full: bool) -> None:
    assert is_full(one) is full


def test_other_kinds_of_feed() -> None:
    rdf = (
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
        "<channel><title>أ</title></channel><item rdf:about='https://news.example/1'><title>ب</title>"
        "<link>https://news.example/1</link></item></rdf:RDF>"
    )
    assert entry(rdf.encode()) == Entry("https://news.example/1", url="https://news.example/1", title="ب")
    old = b"<?xml version='1.0'?><!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' 'http://my.netscape.com/publish/formats/rss-0.91.dtd'>"
    assert entry(old + rss("<title>x</title>")).title == "x"


def test_json_feed() -> None:
    item = {
        "id": 7,
        "url": "/1",
        "content_text": "نص",
        "date_published": "2025-02-03",
        "author": {"name": "ليلى"},
        "summary": " ",
    }
    raw = json.dumps(
        {"title": "أخبار", "home_page_url": "https://news.example", "items": [item, {}, 7, {"id": "8"}]}
    ).encode()
    feed = read_feed(raw, name="feed", url="https://news.example/feed.json")
    assert (feed.title, feed.home) == ("أخبار", "https://news.example")
    assert feed.entries[0] == Entry(
        "7", url="https://news.example/1", authors=("ليلى",), published="2025-02-03", content_text="نص"
    )
    assert [one.id for one in feed.entries] == ["7", "8"]


def test_halves_of_characters_are_no_text() -> None:
    raw = b'{"items": [{"id": "1", "content_html": "<p>\\ud800</p>", "content_text": "x", "title": "\\udfff"}]}'
    assert entry(raw) == Entry("1", content_text="x")


# --- Encodings and damage ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("declared", ["windows-1256", "utf-8", "iso-8859-1", "no-such-thing", None])
def test_encodings_are_found_whatever_is_declared(declared: str | None) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    text = rss(
        f"<title>{SENT[0].title}</title><description>{SENT[0].body.replace('<', '').replace('&', '')}</description>"
    ).decode()
    for codec in ("cp1256", "utf-8", "utf-16"):
        found = read_feed((head + text).encode(codec), name="feed")
        assert found.entries[0].title == SENT[0].title and codes(found) == []


BROKEN = [
    (rss("<title>أ & ب</title>"), "أ & ب"),
    (rss("<title>أ&nbsp;ب &eacute; &hellip;</title>"), "أ ب é …"),
    (rss("<title>2 < 3</title>"), "2 < 3"),
    (rss("<title>أ\x08ب</title>"), "أب"),
    (rss("<title><![CDATA[أ &amp; ب]]></title><description>x & y</description>"), "أ & ب"),
    (rss("<title>أ</title><bad:thing>x</bad:thing>"), "أ"),
    (b"\n\n<b>PHP</b> warning " + rss("<title>x</title>"), None),
    (rss("<title>x</title>") + b"<!-- cached -->\n<script>", "x"),
]


@pytest.mark.parametrize(("raw", "title"), BROKEN)
def test_broken_xml_is_read_as_far_as_it_goes(raw: bytes, title: str | None) -> None:
    if title is None:
        assert refused(raw).code == "no_feed"
        return
    feed = read_feed(raw, name="feed")
    assert [one.title for one in feed.entries] == [title] and codes(feed) == ["broken_feed"]


@pytest.mark.parametrize("cut", [30, 120, 400])
def test_no_half_article_comes_from_a_feed_that_breaks_off(cut: int) -> None:
    raw = sent_articles.as_rss(SENT).decode()
    feed = read_feed(raw[:-cut].encode(), name="feed")
    whole = read_feed(raw.encode(), name="feed").entries
    assert codes(feed) == ["broken_feed", "cut_off"]
    assert feed.entries == whole[: len(feed.entries)] and len(feed.entries) >= len(whole) - 2


# --- Hostile input ----------------------------------------------------------------------------------------------------

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMBS = [
    f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{_LAUGHS}]>',
    '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>',
    '<!-- <rss --><!DOCTYPE rss [<!ENTITY l9 "x">]>',
    '<!ENTITY l9 "x">',
    f'<!doctype rss [<!ENTITY l9 "{"x" * 100_000}">]>',
]


@pytest.mark.parametrize("bomb", BOMBS)
def test_declared_entities_are_refused(bomb: str) -> None:
    assert refused(bomb.encode() + rss("<title>&l9;&x;</title>")).code == "declares_entities"


@pytest.mark.parametrize(
    "raw",
    [
        rss('<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]><title>&x;</title>'),
        b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">' + rss("<title>&x;</title>"),
        rss('<title>&x;</title><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname"/>'),
        b'<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>' + rss("<title>&x;</title>"),
        b"http://127.0.0.1:9/feed",
        b"/etc/passwd",
    ],
)
def test_nothing_is_opened(raw: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_: object, **__: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(socket, "socket", opened)
    monkeypatch.setattr("builtins.open", opened)
    try:
        feed = read_feed(raw, name="feed")
    except Unreadable as error:
        assert error.code == "no_feed"
    else:
        assert [one.title for one in feed.entries] in (["&x;"], ["x;"])


def test_feeds_are_read_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MAX_ENTRIES", 4)
    for raw in WAYS.values():
        feed = read_feed(raw, name="feed")
        assert len(feed.entries) == 4 and codes(feed) == ["long_feed"]


MANY: dict[str, Callable[[int], str]] = {
    "categories": lambda count: "".join(f"<category>{n}</category>" for n in range(count)),
    "namespaces": lambda count: "".join(f"<x:a xmlns:x='urn:{n}'/>" for n in range(count)),
    "authors": lambda count: "<author>" + "a" * count + "</author>",
    "dates": lambda count: "<pubDate>" + "1 " * count + "</pubDate>",
    "openings": lambda count: "<title>" + "&lt;a " * count + "</title>",
}


@pytest.mark.parametrize("kind", MANY)
def test_much_of_anything_is_read_or_left_out(kind: str) -> None:
    found = entry(rss(MANY[kind](30_000) + "<link>https://news.example/1</link>"))
    assert found == Entry("1", url="https://news.example/1", language=found.language)


def test_a_tag_with_thousands_of_attributes_is_refused() -> None:
    crowd = " ".join(f'a{n}="x"' for n in range(5_000))
    assert refused(rss(f"<title {crowd}>x</title>")).code == "no_feed"


@pytest.mark.parametrize(
    "raw", [b"<html><body>x</body></html>", b"{}", b'{"items": 7}', b"x", b"<", b"<!--", b"<?x", b"\x00\x01"]
)
def test_what_is_no_feed_is_refused(raw: bytes) -> None:
    assert refused(raw).code in {"no_feed", "not_text"}


PIECES = st.sampled_from(
    [
        "<rss>",
        "</rss>",
        "<channel>",
        "<item>",
        "</item>",
        "<title>",
        "</title>",
        "<link>",
        "<guid>",
        "<feed xmlns='http://www.w3.org/2005/Atom'>",
    ]
    + [
        "<entry>",
        "</entry>",
        "<content type='xhtml'>",
        "<content type='html'>",
        "</content>",
        "<source>",
        "<author>",
        "<name>",
        "</author>",
    ]
    + [
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<?",
        "?>",
        "&amp;",
        "&",
        "<",
        ">",
        "x",
        " ",
        "نص",
        "https://a.example/",
        "<image>",
        "<textInput>",
    ]
    + [
        "<link rel='alternate' href='/x'/>",
        "<description>",
        "</description>",
        "<channel href='x' lastmod='y'>",
        "&lt;p&gt;",
        "<svg>",
    ]
)


@given(st.binary(max_size=200) | st.lists(PIECES, max_size=30).map(lambda parts: "".join(parts).encode()))
@example(b"<rss><link>x</link><channel><item><link/></item></channel></rss>")
@example(b'{"items": [{"id": "\\ud800", "content_html": "\\ud800<p>"}]}')
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        feed = read_feed(raw, name="feed")
    except Unreadable as error:
        assert str(error).endswith(".")
        return
    for one in feed.entries:
        is_full(one)
        if one.content_html or one.content_text:
            try:
                assert entry_to_incoming(feed, one).text
            except Unreadable as error:
                assert str(error).endswith(".")


# --- Finding feeds ----------------------------------------------------------------------------------------------------


def test_feeds_of_a_page_are_found_in_order() -> None:
    page = """<html><head><LINK REL="Alternate nofollow" TYPE='application/RSS+xml; charset=utf-8' href='/feed?a=1&amp;b=2'>
    <link rel=alternate type=application/atom+xml href=https://other.example/atom>
    <link rel="alternate" type="application/feed+json" href="https://news.example/feed.json"/>
    <link rel="alternate" type="application/rss+xml" href="/feed?a=1&amp;b=2">
    <link rel="stylesheet" type="application/rss+xml" href="/no"><link rel="alternate" type="application/json" href="/no">
    <link rel="alternate" type="application/rss+xml" href="javascript:no"><link rel="alternate" hreflang="en" href="/no">
    <link rel="alternate" type="application/rss+xml"><link rel="alternate" type="application/rss+xml" href="http://[no">"""
    expected = ["https://news.example/feed?a=1&b=2", "https://other.example/atom", "https://news.example/feed.json"]
    assert find_feeds(page, url="https://news.example/ar/") == expected
    assert find_feeds(page.encode("cp1256"), url="https://news.example/ar/") == expected
    assert find_feeds(page) == expected[1:]


@given(st.text(max_size=300))
def test_any_page_may_be_asked_for_feeds(page: str) -> None:
    assert isinstance(find_feeds(page), list)
