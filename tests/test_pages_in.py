"""Web pages become articles: the text of the article and no other, and only what the page states of it."""

from __future__ import annotations

import doctest
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds import readers
from seeds.incoming import Incoming, Unreadable
from seeds.inspecting import inspect
from seeds.readers import html_hints, html_lines, html_marked, html_stated, html_tree, html_zones, pages
from tests.held_out_pages import HELD_OUT
from tests.made_pages import ENGLISH, TEMPLATES, Article, Made, f1, ld, seeds

ARTICLES = dict([*seeds(), ("english", ENGLISH)])
Template = Callable[[Article], Made]


@pytest.mark.parametrize("module", [pages, html_hints, html_lines, html_marked, html_stated, html_tree, html_zones])
def test_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def read(html: str, **given: Any) -> Incoming:
    return pages.read_page(html.encode(), name="page.html", **given)


def inspected(html: str) -> dict[str, Any]:
    return inspect(read(html)).as_json()


# --- Whole pages ------------------------------------------------------------------------------------------------------


def facts(found: dict[str, Any]) -> dict[str, Any]:
    said = {key: found[key] for key in ("outlet", "section", "authors", "translator", "published", "modified")}
    return {key: value["raw"] if isinstance(value, dict) else value for key, value in said.items() if value}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.__name__)
@pytest.mark.parametrize("number", ARTICLES)
def test_a_made_page_gives_its_article_and_nothing_beside_it(template: Template, number: str) -> None:
    made = template(ARTICLES[number])
    found = inspected(made.html)
    body = "\n".join(row["text"] for row in found["body"])
    assert found["title"] == made.article.title
    assert [words for words in made.noise if words in body] == []
    assert f1(body, made.body) >= 0.995
    assert facts(found) == made.facts
    assert found["language"] == made.article.lang or number == "english"


@pytest.mark.parametrize("template", HELD_OUT, ids=lambda template: template.__name__)
@pytest.mark.parametrize("number", ARTICLES)
def test_a_page_of_a_kind_that_was_not_known_keeps_the_article_and_invents_nothing(
    template: Template, number: str
) -> None:
    made = template(ARTICLES[number])
    found = inspected(made.html)
    body = "\n".join(row["text"] for row in found["body"])
    assert found["title"] == made.article.title
    assert [text for _, text in made.article.body if text not in body] == []
    said = facts(found)
    # What stands in the visible frame of a page (its name, a menu's section) may be read or not; people and dates
    # are read where they are stated and nowhere else.
    for name in ("authors", "published", "modified"):
        assert said.get(name) == made.facts.get(name)
    assert said.get("outlet") in {None, made.article.outlet}


# --- The text ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one\n  two<b> three</b></p>four", "one two three\nfour"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<table><tr><td>a<td>b</table>", "a\nb"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "a\nb\nc"),
        ("<pre>a\n  b\n</pre>", "a\nb"),
        ("<p>x<script>var a</script><style>p{}</style><noscript>n</noscript><template>t</template>y", "xy"),
        ("<p>a&nbsp;b &amp; &lt;c&gt; &#1573;&zwnj;&#150;", "a\u00a0b & <c> إ\u200c–"),
        ("<title>t</title><p>no body element", "no body element"),
        ("<p>A\u0301<p>\u00a0\n<p>\u200b", "\u00c1"),
        ("<p>a<!-- no --><?php no ?>b", "ab"),
        ("<div>a<p>b</div>c<div>d", "a\nb\nc\nd"),
        ("<details><summary>s</summary>d</details>", "s\nd"),
        ("<div class=meta><span class=author>A B</span><span class=date>1 May</span></div>", "A B\n1 May"),
        ("<p>a<span class=x>b</span>c", "abc"),
    ],
)
def test_lines_break_where_a_browser_breaks_them(html: str, text: str) -> None:
    assert read(html).text == text


def test_what_a_reader_cannot_see_is_left_out_and_told() -> None:
    page = read("<p>The visible text is longer than that.<p hidden>no<p style='display: none'>no<dialog>no</dialog>")
    assert page.text == "The visible text is longer than that."
    assert [notice.code for notice in page.notices] == ["hidden_text"]


def test_a_page_that_hides_its_article_until_a_script_runs_is_read_whole() -> None:
    page = read("<p>Loading<div hidden id='S:0'><p>The article was sent in a hidden part of the page.</div>")
    assert "The article" in page.text
    assert [notice.code for notice in page.notices] == ["hidden_text_read"]


def test_hints_are_of_whole_lines_in_text_order() -> None:
    for template in (*TEMPLATES, *HELD_OUT):
        page = read(template(ENGLISH).html)
        ends = [0, *(hint.end for hint in page.hints)]
        assert all(end <= hint.start for end, hint in zip(ends, page.hints, strict=False))
        assert all("\n" not in page.text[hint.start : hint.end] for hint in page.hints)


@pytest.mark.parametrize("codec", ["cp1256", "utf-16", "iso8859-6", "utf-8-sig"])
def test_pages_in_old_encodings(codec: str) -> None:
    html = "<html><head><meta charset=x><title>T</title><body><p>قال الوزير في بيان إن الأسعار لن ترتفع هذا العام."
    page = pages.read_page(html.encode(codec), name="x", declared="iso-8859-1" if codec == "cp1256" else None)
    assert page.text == "قال الوزير في بيان إن الأسعار لن ترتفع هذا العام."


# --- What a page states -----------------------------------------------------------------------------------------------

PROSE = "<p>The council of the harbour town voted on Tuesday to reopen a tram line that closed in 1961.</p>" * 3


def page_of(head: str = "", *, top: str = "", lang: str = "") -> str:
    attribute = f" lang={lang}" if lang else ""
    return f"<html{attribute}><head>{head}</head><body><article><h1>Harbour town reopens its line</h1>{top}{PROSE}</article>"


def said(html: str, field: str) -> list[tuple[str, str]]:
    return [(one.words, one.source) for one in read(html).stated if one.field == field]


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ('<meta name="author" content="Nora Fielding">', ["Nora Fielding"]),
        ('<meta name="author" content="admin">', []),
        ('<meta name="author" content="The Quay Courier"><meta property="og:site_name" content="The Quay Courier">', []),
        ('<meta property="article:author" content="https://www.facebook.example/nora">', []),
        ('<meta name="author" content="desk@quay.example">', []),
        ('<meta name="author" content="Nora Fielding and Jonas Reed">', ["Nora Fielding", "Jonas Reed"]),
        ('<meta name="twitter:creator" content="@nora">', []),
        (ld(ENGLISH, author={"@type": "Organization", "name": "Quay Desk"}), []),
        (ld(ENGLISH, author="Nora Fielding"), ["Nora Fielding"]),
        (ld(ENGLISH, author=[{"@type": "Person", "name": "Nora Fielding"}, {"name": "Jonas Reed"}]), ["Nora Fielding", "Jonas Reed"]),
        (ld(ENGLISH, author={"@type": "Person", "name": "editor"}), []),
        (ld(ENGLISH, author=None), []),
        (ld(ENGLISH, author={"@id": "#nobody"}), []),
        ('<script type="application/ld+json">{"@type": "ItemList", "itemListElement": [{"@type": "Article", "author": "Nora Fielding"}]}</script>', []),
    ],
)  # fmt: skip
def test_an_author_is_a_person_whom_the_page_names_as_such(head: str, authors: list[str]) -> None:
    assert inspected(page_of(head))["authors"] == authors


@pytest.mark.parametrize(
    ("head", "top", "published"),
    [
        ("", "", None),
        ('<meta property="article:published_time" content="2025-04-12T09:30:00Z">', "", "2025-04-12T09:30:00Z"),
        ('<meta name="pubdate" content="2025-04-12">', "", "2025-04-12"),
        ('<meta name="DC.date.issued" content="20250412">', "", "2025-04-12"),
        ('<meta name="date" content="2025-04-12">', "", None),
        ('<meta http-equiv="last-modified" content="Sat, 12 Apr 2025 09:00:00 GMT">', "", None),
        ('<meta property="article:modified_time" content="2025-04-12">', "", None),
        ('<link rel="canonical" href="https://quay.example/2025/04/12/tram">', "", None),
        (ld(ENGLISH, datePublished="2025-01-01"), "", "2025-01-01"),
        (ld(ENGLISH, datePublished="12/04/2025"), "", None),
        (ld(ENGLISH, datePublished="0000-00-00"), "", None),
        (ld(ENGLISH, datePublished=None), "", None),
        ("", '<time datetime="2025-04-12T09:30:00+02:00">two days ago</time>', "2025-04-12T09:30:00+02:00"),
        ("", '<time class="updated" datetime="2025-04-12">12 April</time>', None),
        ("", '<time datetime="2025-04-12">a</time><time datetime="2025-04-13">b</time>', None),
        ("", '<time class="published" datetime="2025-04-12">a</time><time datetime="2025-04-13">b</time>', "2025-04-12"),
        ("", '<aside class="related"><time datetime="2025-04-12">12 April</time></aside>', None),
        ("", '<figure><figcaption>The quay on <time datetime="1961-05-01">1 May 1961</time></figcaption></figure>', None),
    ],
)  # fmt: skip
def test_a_date_of_publication_is_one_that_the_page_calls_so(head: str, top: str, published: str | None) -> None:
    found = inspected(page_of(head, top=top))["published"]
    assert (found and found["value"]) == published


def test_each_fact_says_where_it_was_read_in_which_words() -> None:
    found = inspect(read(page_of(ld(ENGLISH, datePublished="2025-04-12"), top="<p>By Nora Fielding</p>"))).particulars
    assert found.published and vars(found.published) == {
        "value": "2025-04-12", "words": "2025-04-12", "source": "JSON-LD datePublished", "precision": "day"
    }  # fmt: skip
    assert found.outlet and found.outlet.source == "JSON-LD publisher"


@pytest.mark.parametrize(
    "script",
    [
        "{broken", "[" * 100_000, '{"@graph": ' * 5_000, "null", "[]", '"x"', '{"@type": 5, "author": 7}',
        '{"@type": "Article", "headline": ["a"], "author": [[["x"]]], "publisher": [[]], "datePublished": {"a": 1}}',
        '{"@type": ["NewsArticle", null], "author": {"name": {"x": 1}}, "inLanguage": [{"name": 3}]}', "1e999999",
    ],
)  # fmt: skip
def test_whatever_stands_in_json_ld_the_page_is_read(script: str) -> None:
    page = read(page_of(f'<script type="application/ld+json">{script}</script>'))
    assert "reopen a tram line" in page.text


def test_json_ld_as_pages_have_it() -> None:
    wrapped = '<script type="application/ld+json">//<![CDATA[\n{"@type":"NewsArticle","headline":"A\nB","author":{"name":"Nora Fielding"},}\n//]]></script>'
    assert said(page_of(wrapped), "author") == [("Nora Fielding", "JSON-LD author")]
    broken = read(page_of('<script type="application/ld+json">{"@type": </script>'))
    assert [notice.code for notice in broken.notices] == ["broken_json_ld"]


def test_of_several_articles_in_json_ld_the_one_of_the_page_is_taken() -> None:
    other = ld(
        ENGLISH,
        headline="Another story altogether, of another day",
        author="Jonas Reed",
        mainEntityOfPage="https://quay.example/o",
    )
    this = ld(ENGLISH, headline="Harbour town reopens its line", mainEntityOfPage="https://quay.example/tram")
    canonical = '<link rel="canonical" href="https://quay.example/tram/">'
    assert said(page_of(other + this + canonical), "author") == [("Nora Fielding", "JSON-LD author")]
    unknown = read(page_of(other + ld(ENGLISH, headline="A third one", mainEntityOfPage="x")))
    assert [notice.code for notice in unknown.notices] == ["several_json_ld"]
    assert not [one for one in unknown.stated if one.field == "author"]


def test_two_sources_that_disagree_are_both_told_and_the_better_is_taken() -> None:
    head = ld(ENGLISH, datePublished="2025-04-12") + '<meta property="article:published_time" content="2025-04-20">'
    found = inspected(page_of(head))
    assert found["published"]["value"] == "2025-04-12"
    assert any("2025-04-20" in warning and "2025-04-12" in warning for warning in found["warnings"])


# --- Blocks without names ---------------------------------------------------------------------------------------------

CARD = "<div><h3><a href='{href}'>{title}</a></h3><p>{text}</p></div>"


def kept(html: str) -> str:
    return "\n".join(row["text"] for row in inspected(html)["body"])


def test_teasers_are_told_from_an_article_whose_headings_are_links() -> None:
    teasers = "".join(
        CARD.format(
            href=f"/{at}",
            title=f"The {at}th other story of this day",
            text="It was told that it went on for a long while.",
        )
        for at in range(3)
    )
    assert kept(page_of() + teasers).count("other story") == 0
    long = "It is a thing that one can buy in a shop, and that does what it should, which is more than most do. " * 4
    products = "".join(
        CARD.format(href=f"https://shop.example/{at}", title=f"The {at}th best thing to buy", text=long)
        for at in range(6)
    )
    page = f"<html><body><h1>The six best things to buy this spring</h1><p>{long}</p>{products}</body>"
    assert kept(page).count("It is a thing that one can buy") == 28


def test_a_thread_of_comments_is_known_by_standing_below_links_and_otherwise_laid_out() -> None:
    links = "".join(f"<a href=/{at}><div>The {at}th other story of this day</div></a>" for at in range(4))
    comment = "<div><span>Guest</span><p>I do not agree with any of it, but it was well told, so thank you.</p></div>"
    body = kept(
        f"<h1>Harbour town reopens its line</h1><div class=z1>{PROSE}</div><div>{links}</div><div>{comment * 2}</div>"
    )
    assert "Guest" not in body and "do not agree" not in body and body.count("reopen a tram line") == 3


def test_running_text_goes_on_below_a_block_of_links() -> None:
    links = "".join(f"<li><a href=/{at}>The {at}th other story of this day</a></li>" for at in range(4))
    body = kept(f"<h1>Harbour town reopens its line</h1><div class=z1>{PROSE}<ul>{links}</ul>{PROSE}</div>")
    assert body.count("reopen a tram line") == 6 and "other story" not in body


def test_the_last_short_words_of_a_text_are_kept() -> None:
    end = "<p>So they voted.</p><p>And the trams</p></article><div class=related><a href=/x>Another story of this day</a></div>"
    assert kept(page_of().removesuffix("</article>") + end).endswith("So they voted.\nAnd the trams")


# --- Hostile pages ----------------------------------------------------------------------------------------------------

HOSTILE = {
    "deep": "<div>" * 3_000 + "text",
    "deep_inline": "<b>" * 1_500 + "text",
    "many": "<p>a</p>" * 60_001,
    "lines": "<pre>" + "a\n" * 60_001,
    "class": f"<div class='{'share-x ' * 50_000}'>text",
    "attributes": "<p " + "a " * 100_000 + ">text",
    "angle": "<" * 300_000,
    "zones": ("<span class=share>" * 900 + "x" + "</span>" * 900) * 5,
    "entity": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><p>&b; text',
    "include": '<!DOCTYPE html SYSTEM "file:///etc/passwd"><p>text',
    "spaces": "<p>" + " " * 500_000 + "text",
    "microdata": "<div itemscope itemtype=Article>" * 800 + "<i itemprop=author>a b</i>" * 3_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_read_or_refused_with_a_reason(name: str) -> None:
    try:
        page = read(HOSTILE[name])
    except Unreadable as refusal:
        assert refusal.code in {"too_deep", "too_many_elements", "too_many_lines"} and str(refusal).endswith(".")
    else:
        assert page.text and "root:" not in page.text


@pytest.mark.parametrize("html", ["<html>", "<!-- a -->", "<script>x</script>", "<img src=x>", "<title>t</title>"])
def test_a_page_that_shows_no_text_is_refused(html: str) -> None:
    with pytest.raises(Unreadable, match="shows no text"):
        read(html)


PIECES = st.sampled_from(
    [
        *("<div>", "</div>", "<p>", "</p>", "<b>", "</b>", "<a href=/x>", "</a>", "<li>", "<ul>", "</ul>", "<br>", "<h1>"),
        *("</h1>", "<h2>", "<table><tr><td>", "</table>", "<aside>", "</aside>", "<nav>", "</nav>", "<span class=author>"),
        *("</span>", "<time datetime=2025-01-01>", "</time>", "<div class=related>", "<form>", "</form>", "<p hidden>"),
        *("<script>", "</script>", "<div itemscope itemtype=NewsArticle>", "<i itemprop=author>", "</i>", "<meta name=author"),
        *(" content='Nora Fielding'>", "<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&#0;", "&#xd800;", "كلمة ", "اقرأ أيضا: "),
        *("The council voted on Tuesday to reopen the tram line, the mayor said. ", "\u202e", "\u00a0", "\n", "<pre>", "<svg>"),
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40).map("".join))
def test_no_page_crashes_and_no_character_is_lost(html: str) -> None:
    try:
        page = pages.read_page(html.encode(errors="ignore"), name="x")
    except Unreadable:
        return
    found = inspect(page).as_json()
    assert json.dumps(found)
    counted = [row["text"] for row in (*found["body"], *found["removed"])]
    missing = "".join(page.text.split()).replace("".join("".join(counted).split()), "")
    titles = [block for block in inspect(page).cleaned.blocks if block.kind == "title"]
    rest = sum(len("".join(page.text[block.start : block.end].split())) for block in titles)
    whole = len("".join(page.text.split()))
    assert sum(len("".join(text.split())) for text in counted) + rest == whole, missing


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_are_a_page_or_refused(raw: bytes) -> None:
    try:
        assert len(readers.read(raw, name="x.html")) == 1
    except Unreadable as refusal:
        assert str(refusal).endswith(".")
