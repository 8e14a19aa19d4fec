"""Articles as outlets of many kinds print them: their titles are found, noise goes, text stays, nothing is invented.

The texts are composed (``composed_articles``). The bars are those of the whole: a rule that helps one text and
harms three is no help. Beside them stand hard negatives, what markup adds, and inputs made to be slow.
"""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import sys
from collections.abc import Iterator
from functools import cache
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds import passes
from seeds.cleaning import CLEANER, Cleaned, clean
from seeds.incoming import Hint
from seeds.kinds import BODY, KINDS, Kind
from tests.composed_articles import Composed, Report, articles, examine, said

PROSE = "انهارت المؤشرات صباح اليوم في أسواق المال وسط مخاوف من المنافسة الجديدة."
MORE = "وقال متعاملون إن موجة البيع بدأت بعد ساعة واحدة من الافتتاح وشملت كل القطاعات."


@cache
def composed() -> tuple[Composed, ...]:
    return tuple(articles())


@cache
def reports() -> tuple[Report, ...]:
    return tuple(examine(article) for article in composed())


def faults(kind: str) -> list[str]:
    return [fault for report in reports() for fault in getattr(report, kind)]


# --- The bars ---------------------------------------------------------------------------------------------------------


def test_there_are_enough_articles_of_both_languages() -> None:
    names = [article.name for article in composed()]
    assert len(names) >= 30
    assert min(sum(f"-{language}-" in name for name in names) for language in ("ar", "en")) >= 10


def test_titles_are_right() -> None:
    assert len(faults("title")) <= len(composed()) * 0.1, faults("title")


def test_noise_does_not_leak() -> None:
    noise = sum(len(article.noise()) for article in composed())
    assert len(faults("leaked")) <= noise * 0.05, "\n".join(faults("leaked"))


def test_text_is_not_lost() -> None:
    body = sum(len(article.body()) for article in composed())
    assert len(faults("lost")) <= body * 0.01, "\n".join(faults("lost"))


def test_nothing_is_invented() -> None:
    assert faults("invented") == []


def test_what_is_stated_is_mostly_found() -> None:
    stated = sum(len(values) for article in composed() for values in article.facts.values())
    assert len(faults("missed")) <= stated * 0.1, faults("missed")


def test_kinds_are_mostly_the_right_ones() -> None:
    lines = sum(len(article.kinds) for article in composed())
    assert len(faults("other")) <= lines * 0.15, "\n".join(faults("other"))


@pytest.mark.parametrize("article", composed(), ids=lambda article: article.name)
def test_no_one_article_is_read_badly(article: Composed) -> None:
    report = examine(article)
    assert len(report.leaked) <= max(2, len(article.noise()) * 0.2), report.leaked
    assert len(report.lost) <= len(article.body()) * 0.1, report.lost


# --- Nothing invented -------------------------------------------------------------------------------------------------


def facts(text: str) -> dict[str, set[str]]:
    return {name: set(values) for name, values in said(clean(text)).items() if values}


@pytest.mark.parametrize(
    "line",
    [
        *(
            "كتب الرئيس رسالة إلى الشعب",
            "كتب أحدهم على الجدار",
            "بقلم الرصاص كتب الأطفال أسماءهم",
            "ترجمة الشعر",
            "ترجمة",
        ),
        *(
            "By noon the shares had fallen",
            "By Popular Demand",
            "By the numbers",
            "By Monday morning",
            "By Land and Sea",
        ),
        *(
            "غزة: حصار مستمر",
            "دمشق - مفاوضات سرية",
            "القاهرة: ليلة بلا كهرباء",
            "أحمد سالم",
            "Nora Whitfield",
            "نيويورك تايمز",
        ),
        *(
            "العدد الأكبر",
            "العدد القادم",
            "المحرر",
            "قناة السويس",
            "وكالة الطاقة الذرية",
            "شبكة من الأنفاق",
            "Breaking News",
        ),
        *(
            "7 أكتوبر",
            "الأحد المقبل",
            "عام 2024",
            "في 3 فبراير 2025 بدأ",
            "صيف 2023",
            "May 2025 be better",
            "24 ساعة",
            "14:20",
        ),
        *("تصوير: سمير جابر", "Photo by Ilse Brandt", "تحرير: منى فؤاد", "المصدر: رويترز", "المصدر: الجزيرة + وكالات"),
        *(
            "كتب: قسم الاقتصاد",
            "بقلم: المحرر",
            "By Staff Writer",
            "By Harbor Wire",
            "تقرير: انهيار السوق",
            "حوار: أسئلة المناخ",
        ),
    ],
)
@pytest.mark.parametrize("place", ["below the title", "within the text", "below the text"])
def test_a_line_that_states_nothing_gives_nothing(line: str, place: str) -> None:
    texts = {
        "below the title": f"عنوان المقال هو هذا الكلام الطويل\n{line}\n{PROSE}\n{MORE}",
        "within the text": f"عنوان المقال هو هذا الكلام الطويل\n{PROSE}\n{line}\n{MORE}",
        "below the text": f"عنوان المقال هو هذا الكلام الطويل\n{PROSE}\n{MORE}\n{line}",
    }
    assert facts(texts[place]) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "وقال أحمد سالم إن القرار صدر في 3 فبراير 2025 ونُشر في الجريدة الرسمية في اليوم التالي.",
        "By Nora Whitfield's account, the fire started on 3 March 2024 and burned for two days.",
        "كتب سامح الديب في روايته الأخيرة عن مدينة لا ينام أهلها ولا يستيقظون.",
        "آخر تحديث للنظام صدر في 12 مارس 2025 وأصلح عيوباً كثيرة في الذاكرة.",
        "Published in March 2020, the report warned of exactly this kind of failure.",
        "ترجمة عروة درويش للرواية هي الأفضل بين ترجماتها الثلاث كما يرى النقاد.",
    ],
)
def test_a_sentence_is_no_credit(sentence: str) -> None:
    text = f"عنوان المقال هو هذا الكلام الطويل\n{PROSE}\n{sentence}\n{MORE}"
    assert facts(text) == {}
    assert len(clean(text).kept) == 4


def test_what_ends_as_it_began_names_no_author() -> None:
    text = f"عنوان المقال هو هذا الكلام الطويل\nأزمة خبز\n{PROSE}\n{MORE}\nأزمة خبز كهذه لم تعرفها المدينة منذ نصف قرن كما يقولون."
    assert facts(text) == {}
    assert len(clean(text).kept) == 5


def test_dates_of_captions_comments_and_other_articles_are_not_the_articles() -> None:
    text = (
        f"عنوان المقال هو هذا الكلام الطويل\nسوق قديمة في 3 فبراير 2020 (رويترز)\n{PROSE}\n{MORE}\nمقالات ذات صلة\n"
        "خبر آخر عن السوق\n4 فبراير 2025\nالتعليقات (2)\nقارئ كريم\n5 فبراير 2025 - 10:00\nأحسنتم.\n"
    )
    assert facts(text) == {}
    assert [block.kind for block in clean(text).kept] == ["title", "paragraph", "paragraph"]


def test_the_day_above_a_menu_is_not_the_articles() -> None:
    text = f"الإثنين 3 فبراير 2025\nالرئيسية\nسياسة\nاقتصاد\nرياضة\nعنوان المقال هو هذا الكلام الطويل\n{PROSE}\n{MORE}"
    assert facts(text) == {}


# --- What is stated ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line, names",
    [
        ("بقلم: ليو ديان", {"ليو ديان"}),
        ("كتبت ـ سارة علي", {"سارة علي"}),
        ("كتب - أحمد سالم:", {"أحمد سالم"}),
        ("كتب أحمد سالم ومنى فؤاد", {"أحمد سالم", "منى فؤاد"}),
        ("إعداد: سامي وليد سعد", {"سامي وليد سعد"}),
        ("جنيف: نجيب الطويل", {"نجيب الطويل"}),
        ("نجيب الطويل - جنيف", {"نجيب الطويل"}),
        ("أحمد سالم | المرسى نيوز", {"أحمد سالم"}),
        ("By Nora Whitfield", {"Nora Whitfield"}),
        ("BY NORA WHITFIELD AND SAMIR OKAFOR", {"NORA WHITFIELD", "SAMIR OKAFOR"}),
        ("By Nora Whitfield, Political Editor", {"Nora Whitfield"}),
        ("By Nora Whitfield, Samir Okafor and Grace Lindqvist", {"Nora Whitfield", "Samir Okafor", "Grace Lindqvist"}),
        ("By Nora Whitfield in London", {"Nora Whitfield"}),
        ("Written by Nora Whitfield", {"Nora Whitfield"}),
        ("سوسن البيطار\nكاتبة ومترجمة", {"سوسن البيطار"}),
        ("بقلم\nليو ديان", {"ليو ديان"}),
        ("ليو ديان ليو ديان", {"ليو ديان"}),
    ],
)
def test_authors_in_many_forms(line: str, names: set[str]) -> None:
    read = clean(f"عنوان المقال هو هذا الكلام الطويل\n{line}\n{PROSE}\n{MORE}")
    assert {author.value for author in read.metadata.authors} == names
    assert [block.kind for block in read.kept] == ["title", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "line, dates",
    [
        ("نُشر في: 28 يناير 2025 14:05", {"published": "2025-01-28T14:05"}),
        ("آخر تحديث: 3 فبراير 2025", {"modified": "2025-02-03"}),
        ("3 فبراير 2025 | 08:22 | الجزيرة", {"dates": "2025-02-03T08:22"}),
        ("Published 3 February 2025, updated 4 February 2025", {"published": "2025-02-03", "modified": "2025-02-04"}),
        ("By Nora Whitfield | March 4, 2025", {"dates": "2025-03-04", "authors": "Nora Whitfield"}),
        ("منذ 3 ساعات", {}),
        ("03/02/2025", {}),
    ],
)
def test_dates_in_many_forms(line: str, dates: dict[str, str]) -> None:
    text = f"عنوان المقال هو هذا الكلام الطويل\n{line}\n{PROSE}\n{MORE}"
    assert facts(text) == {name: {value} for name, value in dates.items()}
    assert len(clean(text).kept) == 3


def test_a_dateline_before_text_is_text() -> None:
    lead = "بكين - رويترز: أعلنت الشركة الصينية اليوم الإثنين عن نموذج جديد أقل كلفة."
    assert [block.kind for block in clean(f"عنوان المقال هو هذا الكلام الطويل\n{lead}\n{MORE}").kept] == [
        *("title", "paragraph", "paragraph")
    ]


def test_short_lines_of_text_stay() -> None:
    text = (
        f"عنوان المقال هو هذا الكلام الطويل\n{PROSE}\nس: متى حدث ذلك؟\nج: أمس.\n«لا أحد يعرف»\n1. أولاً\n2. ثانياً\nما القصة؟\n"
        f"{MORE}\nيا ليل طل\nأو لا تطل\nلا بد لي\nأن أسهرك\n{PROSE}\nوللحديث بقية."
    )
    assert clean(text).removed == ()


@pytest.mark.parametrize(
    "head",
    [
        "الرئيسية\nالرئيسية > اقتصاد > أسواق\nاقتصاد\n{title}",
        "{title}\n{title} - صوت المرسى",
        "{title} | صوت المرسى\nالرئيسية\n{title}",
        "الإثنين 3 فبراير 2025\n{title}",
        "صحيفة المرسى\n{title}",
        "تقرير خاص:\n{title}",
    ],
)
@pytest.mark.parametrize(
    "title", ["في مديح البطء", "هل انتهى عصر الرقائق؟", "السوق ينهار.", "أزمة الخبز: من يدفع الثمن"]
)
def test_titles_below_all_kinds_of_heads(head: str, title: str) -> None:
    found = clean(f"{head.format(title=title)}\n{PROSE}\n{MORE}").metadata.title
    assert found is not None and found.value == title


# --- What markup and statements add -----------------------------------------------------------------------------------


def hinted(rows: list[tuple[str, Kind | None, bool]], title: str | None = None) -> Cleaned:
    """Read lines that have a hint each, or none."""
    text = "\n".join(line for line, _, _ in rows)
    hints, at = [], 0
    for line, kind, sure in rows:
        if kind is not None:
            hints.append(Hint(at, at + len(line), kind, "The page says so.", sure))
        at += len(line) + 1
    return clean(text, hints, title)


def test_sure_hints_win_over_words() -> None:
    read = hinted(
        [
            *(("عنوان المقال هو هذا الكلام الطويل", None, False), (PROSE, None, False), (MORE, "comment_form", True)),
            *((PROSE, None, False), ("لا تفوّت", "navigation", True)),
        ]
    )
    assert [block.kind for block in read.blocks] == ["title", "paragraph", "comment_form", "paragraph", "navigation"]
    assert read.blocks[2].reason == "The page says so."


def test_sure_hints_never_take_all_of_the_text() -> None:
    rows: list[tuple[str, Kind | None, bool]] = [
        ("عنوان", None, False),
        (PROSE, "navigation", True),
        (MORE, "related", True),
    ]
    assert [block.kind for block in hinted(rows).blocks] == ["title", "paragraph", "paragraph"]


def test_a_sure_hint_never_takes_the_only_title() -> None:
    rows: list[tuple[str, Kind | None, bool]] = [("ما الذي حدث في السوق", "navigation", True), (PROSE, None, False)]
    assert [block.kind for block in hinted(rows, "ما الذي حدث في السوق").blocks] == ["title", "paragraph"]


def test_hints_of_text_outweigh_what_a_place_tells() -> None:
    rows: list[tuple[str, Kind | None, bool]] = [
        *(
            ("عنوان المقال هو هذا الكلام الطويل", "title", True),
            (PROSE, "paragraph", False),
            ("شارك", "navigation", True),
        ),
        *(("المقادير", "heading", False), ("كوب شوفان", "list_item", False), ("ملعقة عسل", "list_item", False)),
    ]
    kinds = [block.kind for block in hinted(rows).blocks]
    assert kinds == ["title", "paragraph", "navigation", "heading", "list_item", "list_item"]


def test_unsure_hints_take_short_lines_and_captions_but_no_text() -> None:
    rows: list[tuple[str, Kind | None, bool]] = [
        *(("عنوان المقال هو هذا الكلام الطويل", None, False), ("رجل يمشي في السوق القديمة.", "caption", False)),
        *((PROSE, "other_noise", False), ("عن السوق", "navigation", False), (MORE, None, False)),
    ]
    kinds = [block.kind for block in hinted(rows).blocks]
    assert kinds == ["title", "caption", "paragraph", "navigation", "paragraph"]


def test_markup_that_names_the_author_is_believed_where_the_line_is_a_name() -> None:
    title = "عنوان المقال هو هذا الكلام الطويل"
    for line, names in (
        ("أحمد سالم", {"أحمد سالم"}),
        ("Harbor Wire", set()),
        ("القاهرة", set()),
        ("هيئة التحرير", set()),
    ):
        read = hinted([(title, None, False), (line, "byline", True), (PROSE, None, False)])
        assert {author.value for author in read.metadata.authors} == names


def test_a_stated_title_is_found_wherever_it_stands() -> None:
    rows = f"دليل شامل لكل ما يهمك اليوم\n{PROSE}\nما الذي حدث؟\n{MORE}"
    read = clean(rows, title="ما الذي حدث؟ | محور بلس")
    assert [block.kind for block in read.blocks][2] == "title"
    assert read.metadata.title is not None and read.metadata.title.value == "ما الذي حدث؟"


def test_a_stated_title_that_no_line_says_changes_nothing() -> None:
    text = f"عنوان المقال هو هذا الكلام الطويل\n{PROSE}"
    assert clean(text, title="شيء آخر تماماً").as_rows() == clean(text).as_rows()


# --- Whatever comes in ------------------------------------------------------------------------------------------------

LINES = st.one_of(
    st.sampled_from([line for article in articles() for line in article.text.split("\n")]),
    st.text(max_size=60),
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(LINES, max_size=25), st.lists(st.tuples(st.integers(0, 24), st.sampled_from(KINDS), st.booleans())), LINES
)
def test_no_character_is_lost(rows: list[str], picked: list[tuple[int, Kind, bool]], title: str) -> None:
    text = "\n".join(rows)
    starts = [0]
    for row in text.split("\n"):
        starts.append(starts[-1] + len(row) + 1)
    hints = {
        at: Hint(starts[at], starts[at + 1] - 1, kind, "Said.", sure)
        for at, kind, sure in picked
        if at < len(starts) - 1 and starts[at + 1] - 1 > starts[at]
    }
    read = clean(text, [hints[at] for at in sorted(hints)], title)
    wanted = [number for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    assert [block.line for block in read.blocks] == wanted
    assert "\n".join(text[block.start : block.end] for block in read.blocks).split() == text.split()
    assert len(read.kept) + len(read.removed) == len(read.blocks)
    assert not read.blocks or any(block.kind in BODY for block in read.blocks) or not read.kept


def steps(text: str) -> int:
    """How many lines of our own code run in reading ``text``: a measure of work that no clock disturbs."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace if "seeds" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        clean(text)
    finally:
        sys.settrace(before)
    return count


LETTERS = "بتجدرسصعفق"
ROWS = [
    *("بقلم: *", "*\n*", "© *", "ترجمة: *", "* | المرسى نيوز", "* كاتب من المدينة", "*: قال لنا."),
    "شارك",
    "اقرأ أيضاً:",
    "أحمد سالم",
    "3 فبراير 2025",
    PROSE,
    "#وسم",
    "- بند",
    "بقلم",
    "التعليقات",
    "ليو ديان ليو ديان",
]


def pumped(row: str, number: int) -> str:
    """``number`` lines such as ``row``, each with another name where it holds a star."""
    rows = (row.replace("*", f"نور {''.join(LETTERS[int(digit)] for digit in str(at))}") for at in range(number))
    return "\n".join([PROSE, *rows, MORE])


@pytest.mark.parametrize("row", ROWS)
def test_work_grows_with_the_number_of_lines_and_no_faster(row: str) -> None:
    few, many = (steps(pumped(row, number)) for number in (200, 400))
    assert many < few * 2.3


def test_many_lines_of_all_kinds_are_read() -> None:
    heap = "\n".join(line for article in articles() for line in article.text.split("\n"))
    lines = (heap + "\n") * 20
    assert len(clean(lines).blocks) == sum(bool(line.strip()) for line in lines.split("\n"))


ENDLESS = [
    "a",
    "ا",
    "(((",
    "- - -",
    " \u00a0",
    "a ",
    "«",
    "| ",
    "1",
    "1-",
    "٭",
    "#",
    ".",
    "a.b",
    "©",
    "By A ",
    "و ",
    "بقلم: ",
    "[x]",
    "ـ",
]


@pytest.mark.parametrize("piece", ENDLESS)
def test_a_line_without_end_is_one_block(piece: str) -> None:
    line = (piece * 1_000_000)[:1_000_000]
    read = clean(f"عنوان\n{line}\n{PROSE}\nx{line}x")
    assert len(read.blocks) == 3 + bool(line.strip())


# --- The code itself --------------------------------------------------------------------------------------------------


def modules() -> Iterator[str]:
    yield from (
        f"seeds.{name}" for name in ("labels", "phrases", "credits", "stamps", "headings", "marking", "cleaned")
    )
    yield from (f"{passes.__name__}.{module.name}" for module in pkgutil.iter_modules(passes.__path__))


@pytest.mark.parametrize("name", list(modules()))
def test_examples_hold(name: str) -> None:
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0


def test_every_reason_is_a_sentence() -> None:
    read = [block.reason for article in composed() for block in clean(article.text).blocks]
    assert all(reason.startswith("It ") and reason.endswith(".") for reason in read)
    assert CLEANER == "lines-6"
