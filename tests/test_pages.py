"""Pages drawn from documents: everything that must be on them, and what must never be. No database."""

from __future__ import annotations

import copy
import gzip
import html
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom import pages
from newsroom.choices import Notice, Standing
from newsroom.pages.words import day, isolated, words
from tests import sample_documents as sample

LANGUAGES = ("ar", "en")
EVERYTHING = sample.everything()
HOSTILE = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>"
VOID = {"meta", "link", "input", "br", "img", "hr"}


def drawn(document: sample.Json, language: str = "en", **extra: Any) -> str:
    return pages.render(document, language=language, **extra).decode()


def main(page: str) -> str:
    """What stands between the navigation and the foot of a page."""
    return page.partition("<main")[2].partition("</main>")[0]


def text_of(markup: str) -> str:
    """What a reader reads, white space folded."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


class Outline(HTMLParser):
    """Reads a page strictly: every element that opens must close, in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _attributes in self.seen)


def outline(page: str) -> Outline:
    found = Outline()
    found.feed(page)
    found.close()
    return found


# --- Every page ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERYTHING)
def test_a_page_is_whole(name: str, language: str) -> None:
    page = drawn(EVERYTHING[name], language)
    found = outline(page)
    assert (found.faults, found.stack) == ([], [])
    assert found.count("h1") == 1
    assert found.seen[0] == ("html", {"lang": language, "dir": "rtl" if language == "ar" else "ltr"})
    ids = [attributes["id"] for _tag, attributes in found.seen if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all(attributes.get("href", "#") for tag, attributes in found.seen if tag == "a"), "a link that leads nowhere"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERYTHING)
def test_a_page_needs_nothing_that_the_policy_forbids(name: str, language: str) -> None:
    found = outline(drawn(EVERYTHING[name], language))
    assert found.count("script") == found.count("style") == 0
    for _tag, attributes in found.seen:
        assert not [key for key in attributes if key == "style" or key.startswith("on")]
        fetched = attributes.get("rel") not in {"canonical", "alternate"}
        assert not (fetched and (attributes.get("href") or "").startswith(("javascript:", "http://", "data:")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERYTHING)
def test_every_outline_that_is_used_is_drawn(name: str, language: str) -> None:
    page = drawn(EVERYTHING[name], language)
    used = set(re.findall(r'href="#(i-[\w-]+)"', page))
    assert used <= set(re.findall(r'<symbol id="(i-[\w-]+)"', page))


def everywhere(document: Any, text: str) -> Any:
    """The document with every text in it replaced, codes and addresses apart."""
    kept = {
        "code",
        "id",
        "kind",
        "cause",
        "at",
        "since",
        "slug",
        "tone",
        "icon",
        "language",
        "as_of",
        "first_published",
    }
    kept |= {
        "standing",
        "value",
        "high",
        "max",
        "claim",
        "comparator",
        "recheck_by",
        "date",
        "other",
        "answers",
        "a",
        "b",
    }
    kept |= {
        "cites",
        "claims",
        "questions",
        "direction",
        "story",
        "question",
        "published",
        "modified",
        "on",
        "deadline",
    }
    if isinstance(document, dict):
        return {
            key: value
            if key in kept and not isinstance(value, dict) and not _nested(key, value)
            else everywhere(value, text)
            for key, value in document.items()
        }
    if isinstance(document, list):
        return [everywhere(each, text) for each in document]
    return text if isinstance(document, str) else document


def _nested(key: str, value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERYTHING)
def test_hostile_text_stays_text(name: str, language: str) -> None:
    page = drawn(everywhere(EVERYTHING[name], HOSTILE), language)
    found = outline(page)
    assert found.count("script") == found.count("img") == 0
    assert found.faults == []
    assert name == "scale" or "&lt;" in page


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    document = sample.claim()
    for language in LANGUAGES:
        document["languages"][language]["content"]["verification"]["evidence"][0]["url"] = "javascript:alert(1)"
    assert "javascript:" not in drawn(document)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_of_fifteen_claims_stays_light(language: str) -> None:
    document = sample.story()
    cards = document["live"]["claims"]
    for number in range(15 - len(cards)):
        other = copy.deepcopy(sample.card("h800")) | {"id": sample.public_id(f"more-{number}")}
        other["short"] = {key: f"{value} {number}" for key, value in other["short"].items()}
        cards[other["id"]] = other
        for part in document["languages"].values():
            part["content"]["claims"].append(other["id"])
            part["content"]["summary"]["paragraphs"][0]["sentences"].append(
                {"text": f"{number} …", "cites": [other["id"]]}
            )
    page = drawn(document, language)
    assert page.count('class="m ') >= 15
    # The budget is 15 KB of Brotli; gzip, which is in the standard library, never packs tighter.
    assert len(gzip.compress(page.encode(), 9)) < 15_000


# --- Words -----------------------------------------------------------------------------------------------------------


def test_latin_names_and_signed_numbers_are_isolated_in_arabic() -> None:
    assert isolated("تدريب R1: 294 ألف", "ar") == 'تدريب <bdi lang="en">R1</bdi>: 294 ألف'
    assert isolated("رقائق Ascend 910B من هواوي", "ar") == 'رقائق <bdi lang="en">Ascend 910B</bdi> من هواوي'
    assert isolated("انخفض -8.6%", "ar") == 'انخفض <bdi dir="ltr">-8.6%</bdi>'
    assert isolated("R1 <b>", "en") == "R1 &lt;b&gt;"


@given(st.text(alphabet=st.sampled_from("abZ019 .-+%<>&\"'_قصة\u00e9،"), max_size=60))
def test_isolation_changes_no_letter(text: str) -> None:
    markup = isolated(text, "ar")
    assert html.unescape(re.sub(r"</?bdi[^>]*>", "", markup)) == text


def test_a_text_of_the_other_language_says_so() -> None:
    assert str(words({"ar": "قصة", "en": None}, "en")) == '<span lang="ar" dir="rtl">قصة</span>'
    assert words({"ar": None, "en": ""}, "ar") is None


def test_a_date_without_a_year_is_no_machine_date() -> None:
    assert str(day("XXXX-05", "en")) == "May"
    assert str(day("2025-01-27", "ar")) == '<time datetime="2025-01-27">27 كانون الثاني/يناير 2025</time>'
    assert str(day("<b>", "en")) == "&lt;b&gt;"


# --- The story -------------------------------------------------------------------------------------------------------


def test_the_summary_stands_first_and_each_sentence_carries_its_claims() -> None:
    page = main(drawn(sample.story()))
    assert page.index("h-summary") < page.index('class="facts"') < page.index("h-claims") < page.index("h-questions")
    marks = re.findall(r'<a class="m (\w+)"\s+href="([^"]+)"\s+title="([^"]+)"', page.partition('class="rail"')[0])
    assert marks[0] == (
        "good",
        f"/en/claims/{sample.public_id('cost-294k')}-cost-294k",
        "Mostly true: R1&#x27;s training cost: no more than USD 294,000",
    )


def test_a_changed_rating_says_so_with_before_and_after() -> None:
    page = main(drawn(sample.story()))
    assert "the text is under review" in text_of(page)
    review = page.partition('id="review"')[2].partition("</section>")[0]
    assert "<del>Disputed</del>" in review and "<ins>" in review
    assert "Misattributed since 21 November 2026" in text_of(review)


def test_without_a_changed_rating_nothing_is_under_review() -> None:
    assert "under review" not in drawn(sample.story(under_review=False))


def test_what_holds_now_is_shown_not_what_was_pinned() -> None:
    document = sample.story()
    claim = sample.public_id("cost-294k")
    document["live"]["claims"][claim]["verdict"] = sample.verdict("false")
    assert f'class="m bad"\n                   href="/en/claims/{claim}' in drawn(document)


def test_the_answer_comes_first_once_a_question_is_settled_and_only_then() -> None:
    settled = main(drawn(sample.question()))
    assert settled.index('class="answer"') < settled.index('class="face')
    still_open = main(drawn(sample.question("r2-chips")))
    assert 'class="answer"' not in still_open
    sides = re.findall(r'<li class="([^"]*side[^"]*)"', still_open)
    assert sides == ["side", "side"], "rival answers of an open question weigh the same"


def test_silence_and_the_not_comparable_are_data() -> None:
    document = sample.story()
    for relation in document["live"]["questions"][sample.public_id("r1-cost")]["relations"]:
        relation["type"] = sample.coded("not_comparable")
    page = text_of(main(drawn(document)))
    assert "Does not mention it" in page
    assert "not comparable with B" in page and "not comparable with A" in page


def test_an_inferred_date_is_marked() -> None:
    page = main(drawn(sample.story("story-r2")))
    events = page.partition('class="tl"')[2].partition("</ol>")[0].split("<li")[1:]
    assert ["our inference" in event for event in events] == [False, True]


def test_an_article_without_an_outlet_says_so_and_nothing_stands_in_for_one() -> None:
    page = text_of(main(drawn(sample.story())))
    assert "An article without a stated publisher" in page
    assert "The text states no date." in page


def test_a_claim_that_was_taken_down_leaves_no_word_on_other_pages() -> None:
    document = sample.story()
    claim = sample.public_id("h800")
    gone = dict.fromkeys(document["live"]["claims"][claim])
    document["live"]["claims"][claim] = gone | {"id": claim, "standing": "withheld", "quantities": [], "quotes": []}
    page = drawn(document)
    assert claim not in page and "R1 was trained on 512" not in page


# --- Quotes (law 5) --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["story", "story-open", "question", "question-open"])
def test_stories_and_questions_show_only_the_words_a_claim_needs(name: str) -> None:
    page = html.unescape(drawn(EVERYTHING[name], "ar"))
    folded = re.sub(r"</?bdi[^>]*>", "", page)
    for row in sample._CLAIMS.values():
        for _seed, quote, core, _grade, _hops in row["quotes"]:
            assert not core or quote not in folded


def test_a_claim_page_marks_the_core_in_its_place() -> None:
    page = drawn(sample.claim(), "ar")
    assert "<p>فقد تطلب تدريب هذا النموذج <mark>تكلفة بلغت 5.57 مليون دولار أمريكي</mark> فقط</p>" in re.sub(
        r"\s*\n\s*", "", page
    )


def test_the_words_around_a_quote_are_whole_words_of_its_own_line() -> None:
    document = sample.claim()
    for part in document["languages"].values():
        part["content"]["occurrences"][0] |= {"prefix": "عنوان\nزء من سطر، ", "suffix": "، وبعده كل"}
    page = text_of(drawn(document, "ar"))
    assert "…من سطر، فقد تطلب" in page.replace("… ", "…") and "زء" not in page and "كل…" not in page


def test_no_quote_is_longer_than_three_hundred_characters() -> None:
    document = sample.claim()
    for part in document["languages"].values():
        place = part["content"]["occurrences"][0]
        place |= {"quote": "ق" * 400, "core": None, "prefix": "قبل سابق ", "suffix": " لاحق بعد"}
    assert max(len(run) for run in re.findall("ق+", drawn(document))) < 300
    for part in document["languages"].values():
        part["content"]["occurrences"][0]["quote"] = "ق" * 295
    page = drawn(document)
    assert "ق" * 295 in page and "سابق" not in page


# --- The claim -------------------------------------------------------------------------------------------------------


def test_a_claim_page_says_why_what_is_unknown_and_what_was_asked() -> None:
    page = text_of(main(drawn(sample.claim())))
    for needed in (
        "Misattributed",
        "A real figure or saying, given to the wrong owner or subject.",
        "The figure is real but belongs to another model.",
        "no source is named; and what the research",
        "5.57 million US dollars",
        "in one text, from one origin",
        "DeepSeek-V3 Technical Report",
        "Did not answer by the deadline",
        "R1 training cost in the company's reports",
        "This claim speaks of a different scope",
        "Version 1",
    ):
        assert needed in page, needed


def test_an_opinion_takes_no_rating_but_its_own_word() -> None:
    page = text_of(main(drawn(sample.claim("shift"))))
    assert "Assessment: Opinion" in page and "takes no rating" in page


def test_the_chain_is_drawn_link_by_link() -> None:
    page = main(drawn(sample.claim("cost-294k")))
    chains = [re.findall(r'<li class="(seen|unseen|broken)"', chain) for chain in page.split('class="chain"')[1:]]
    assert chains == [["seen", "seen", "unseen"], ["seen", "broken"]]
    assert "a party to the matter" in page and "the trail breaks here" in page


def test_reports_that_run_in_a_circle_are_named() -> None:
    document = sample.claim()
    for part in document["languages"].values():
        part["content"]["origins"] = {"texts": 3, "independent": 1, "circular": True}
    page = text_of(main(drawn(document)))
    assert "in 3 texts, from one origin" in page and "runs in a circle" in page


def test_a_rating_of_the_newsrooms_own_has_an_outline_and_its_own_word() -> None:
    document = sample.claim()
    for part in document["languages"].values():
        part["content"]["verification"]["verdict"] |= {"code": "own", "label": "Ours alone", "icon": "unknown-outline"}
    page = drawn(document)
    assert "Ours alone" in page and 'href="#i-ring"' in page


def test_inferred_and_completed_quantities_say_so() -> None:
    page = text_of(main(drawn(sample.claim("r2-may"))))
    assert "We infer May 2025." in page and "taken from the reports around it" in page


# --- Questions, sources, corrections, scale ----------------------------------------------------------------------------


def test_bars_stand_only_on_one_scale() -> None:
    page = drawn(sample.question("frontier-cost"))
    assert re.findall(r'class="(bound|exact)"\s+x="0"\s+y="0"\s+width="([\d.]+)"', page) == [
        ("bound", "50.00"),
        ("exact", "100.00"),
    ]
    assert 'class="bars"' not in drawn(sample.question())


def test_a_source_has_counts_and_no_score() -> None:
    page = text_of(main(drawn(sample.source())))
    assert "It appears in 2 claims" in page and "not a rating of the source" in page


def test_a_correction_shows_before_and_after() -> None:
    page = drawn(sample.correction())
    assert "<del>Training R1 cost about USD 5.57 million.</del>" in page
    assert "<del>Disputed</del>" in page and "Misattributed" in text_of(page)


def test_the_scale_gives_every_rating_its_definition() -> None:
    page = text_of(main(drawn(sample.scale())))
    for row in sample.DEFAULT_SCALE:
        assert row["label"][1] in page and row["definition"][1] in page
    assert "No longer given" not in page


def test_a_retired_rating_is_shown_apart() -> None:
    document = sample.scale()
    for part in document["languages"].values():
        part["content"]["verdicts"][-1]["retired"] = True
    assert "No longer given Satire" in text_of(main(drawn(document)))


# --- What no longer holds ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("notice", Notice.values)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["story", "claim", "question", "source"])
def test_withheld_shows_the_notice_and_nothing_else(name: str, language: str, notice: str) -> None:
    document = EVERYTHING[name]
    bare = text_of(main(drawn(sample.withheld(document, notice), language)))
    lone = text_of(main(drawn(sample.withheld(sample.source("nature"), notice), language)))
    assert bare == lone, "the notice tells nothing of what stood here"
    assert document["id"] not in drawn(sample.withheld(document, notice), language)


@pytest.mark.parametrize("cause", ["withdrawn", "redacted"])
def test_withdrawn_shows_the_approved_note(cause: str) -> None:
    page = drawn(sample.withdrawn(sample.claim(), cause))
    assert "Withdrawn: the document it rests on is forged." in page
    assert "5.57" not in page and 'content="noindex"' in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["story", "claim", "question", "source"])
def test_an_old_version_says_what_holds_now(name: str, language: str) -> None:
    document = EVERYTHING[name]
    current = copy.deepcopy(document) | {"version": 7}
    page = drawn(document, language, standing=Standing.SUPERSEDED, current=current)
    banner = page.partition('class="banner old"')[2].partition("<h1>")[0]
    assert "7" in banner and f'href="/{language}/' in banner
    assert 'content="noindex"' in page
    if name == "claim":
        assert sample.verdict("misattributed", language)["label"] in banner  # type: ignore[index]


def test_an_old_version_of_something_withheld_does_not_lead_on() -> None:
    page = drawn(sample.claim(), standing=Standing.SUPERSEDED, current=sample.withheld(sample.claim()))
    assert "no longer holds" in page


def test_what_was_put_back_says_why() -> None:
    note = sample.pair("أعيدت بعد مراجعة.", "Put back after review.")
    assert "Put back after review." in drawn(sample.claim() | {"cause": "restored", "note": note})


# --- Languages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [sample.story, sample.claim])
def test_a_missing_language_is_shown_in_the_other_and_says_so(make: Any) -> None:
    page = drawn(make(languages=("ar",)), "en")
    assert outline(page).seen[0][1] == {"lang": "ar", "dir": "rtl"}
    assert "has not been published in English yet" in page
    assert 'hreflang="en" href="http' not in page


def test_a_lagging_language_says_so() -> None:
    document = sample.story() | {"lags": ["en"]}
    assert "holds a newer text" in drawn(document, "en")
    assert "banner" not in drawn(document, "ar")


# --- Lists, the build --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_page(language: str) -> None:
    stories = [sample.story("story-r2"), *[sample.story() for _ in range(6)], sample.story("story-r2")]
    questions = [sample.question("r2-chips"), sample.question(), sample.question("r2-date")]
    context = pages.front(stories, questions, language)
    assert len(context["stories"]) == 4 and len(context["developing"]) == 1
    assert [entry.resolved for entry in context["questions"]] == [None, None]
    context["errata"] = pages.errata([sample.correction()], language)
    page = pages.page("home.html", pages.Site(language=language), context).decode()
    assert outline(page).faults == [] and outline(page).count("h1") == 1


def test_a_list_in_a_language_that_lacks_some_links_to_the_other() -> None:
    (entry,) = pages.entries([sample.story(languages=("ar",))], "en")
    assert entry.href.startswith("/ar/stories/") and 'lang="ar"' in str(entry.title)


def test_the_build_names_what_bytes_depend_on(settings: Any) -> None:
    assert pages.build() == pages.build()
    settings.DEBUG = True
    before = pages.build()
    settings.BASE_URL = "https://elsewhere.example"
    assert pages.build() != before
