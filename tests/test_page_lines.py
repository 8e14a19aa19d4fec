"""Kinds of lines that stand beside an article, and lines of articles that look like them. Every name is made up."""

from __future__ import annotations

import pytest

from seeds import credits, readers
from seeds.cleaning import Cleaned, clean
from seeds.incoming import Incoming
from seeds.metadata import particulars

TITLE = "بلدية المرسى تعيد فتح الجسر القديم أمام الحافلات"
PROSE = "أعادت بلدية المرسى فتح الجسر القديم أمام الحافلات بعد عامين من أعمال الصيانة."
ENGLISH = "Harbor council reopens the old bridge to buses"
ENGLISH_PROSE = "The harbor council reopened the old bridge to buses on Monday after two years of repairs."


def kept(read: Cleaned, text: str) -> list[str]:
    return [text[block.start : block.end] for block in read.kept]


def around(line: str) -> tuple[str, str]:
    return (ENGLISH, ENGLISH_PROSE) if line.isascii() else (TITLE, PROSE)


# --- Above the title --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        "عاجل | هزة أرضية خفيفة قبالة سواحل الشمال",
        "شريط الأخبار\nحريق محدود في مخزن للأخشاب شرقي العاصمة",
        "Breaking: Flood watch extended for two counties",
        "الرئيسية اقتصاد شركات",
        "Home News Metro",
        "Cookies on this site\nAccept all",
        "Dubai 38°C | USD/AED 3.67 | Gold 24K 394.25",
        "61° Partly Cloudy",
        "English | Français",
        "Posted on January 19, 2024 by Lorna Achterberg",
        "القاهرة / عزة الشربيني",
        "An official website of the State of Merrow\nNews",
        "Your daily guide to the coast\nLOCAL NEWS",
    ],
)
def test_what_runs_above_a_title_is_not_it(head: str) -> None:
    title, prose = around(head.replace("°", "").replace("ç", "c"))
    read = clean(f"{head}\n{title}\n{prose}\n{prose} {prose}")
    assert read.metadata.title is not None
    assert read.metadata.title.value == title


def test_a_title_may_begin_as_a_ticker_does() -> None:
    read = clean(f"عاجل | {TITLE}\nبقلم: سامي الحداد\n{PROSE}\n{PROSE} {PROSE}")
    assert read.metadata.title is not None
    assert read.metadata.title.value == f"عاجل | {TITLE}"


# --- Noise and its neighbors ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        *("الجسر القديم - أرشيفية", "صورة من: أرشيف البلدية", "The old bridge (File photo)", "صورة من الأرشيف"),
        *("Kindly share this story:", "شاهد بالفيديو: لحظة فتح الجسر", "PREVIOUS COVERAGE: Council votes on repairs"),
        *("تصفح المزيد من أخبار المدينة", "https://bridge.example/1", "Listen to this article", "إشهار"),
    ],
)
def test_noise_within_a_text_goes(line: str) -> None:
    title, prose = around(line)
    text = f"{title}\n{prose}\n{line}\n{prose} {prose}\n{prose}"
    assert line not in kept(clean(text), text)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Facebook Twitter طباعة Zoom IN",
            "شارك على فايسبوك",
            "Share on X Print Email A+ A-",
            "قناة الساحل على التلكرام",
        ),
        *("comments powered by Disqus", "الكلمات المفاتيح : جسور، نقل", "3,412 شوهد", "مشاهدة 412", "قراءة: 3د"),
        *("هل تؤيد فتح الجسر ليلا؟ نعم لا صوت", "للاطلاع على النتائج اضغط هنا", "desk@harbor.example", "@harbor_news"),
        *(
            "أسعار العملات: الدولار 0.307 اليورو 0.322",
            "Reach Ann Lee at alee@harbor.example",
            "الخبر السابق: افتتاح السوق",
        ),
    ],
)
def test_noise_below_a_text_goes(line: str) -> None:
    title, prose = around(line)
    text = f"{title}\n{prose}\n{prose} {prose}\n{line}\nشارك المقال"
    assert line not in kept(clean(text), text)


@pytest.mark.parametrize(
    "line",
    [
        *("شاهد: رأيت الجسر يهتز تحتي", "هل تنخفض الأجور هذا العام؟", "الدولار يتخطى 50 جنيها", "ما بعد الإشهار"),
        *("Watch the water level: it falls every summer", "Video: evidence nobody saw", "Gallery: a room of one's own"),
        *("Designed by the students of the school", "عيار 24: 4571 جنيها", "أعلن الاستقالة على فيسبوك"),
    ],
)
def test_lines_that_look_like_noise_stay_within_a_text(line: str) -> None:
    title, prose = around(line)
    text = f"{title}\n{prose}\n{line}\n{prose} {prose}\n{prose}"
    assert line in kept(clean(text), text)


@pytest.mark.parametrize(
    "line",
    [
        "وأكد أن الموقع يضم آثارا من العصر الروماني ومقبرة صغيرة.",
        "وكان البرلمان قد أنهى القراءة الثانية للقانون في الشهر الماضي.",
        "يمكن للعملاء دفع الفواتير عبر التطبيق أو الموقع.",
        "Check the rate on your account and compare it with fixed-term offers.",
    ],
)
def test_a_last_sentence_of_sites_and_accounts_is_text(line: str) -> None:
    title, prose = around(line)
    text = f"{title}\n{prose}\n{prose} {prose}\n{line}"
    assert kept(clean(text), text)[-1] == line


def test_numerals_head_the_parts_of_a_text() -> None:
    text = f"{TITLE}\n(1)\n{PROSE}\n(2)\n{PROSE} {PROSE}\n(3)\n{PROSE}"
    assert kept(clean(text), text) == text.split("\n")


# --- Dates, credits ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("آخر تعديل على الثلاثاء, 07 تشرين2/نوفمبر 2023 11:05", "2023-11-07T11:05"),
        ("آخر تحديث: ك2/يناير 12, 2025", "2025-01-12"),
    ],
)
def test_months_by_number(line: str, value: str) -> None:
    modified = clean(f"{TITLE}\n{line}\n{PROSE}\n{PROSE} {PROSE}").metadata.modified
    assert modified is not None
    assert modified.value == value


@pytest.mark.parametrize("line", ["تقارير - الثلاثاء 09 يناير 2024 الساعة 08:15 مساءً", "Pune | July 3, 2024 21:14 IST"])
def test_a_section_or_a_place_beside_a_date(line: str) -> None:
    read = clean(f"{TITLE}\n{line}\n{PROSE}\n{PROSE} {PROSE}")
    assert [block.kind for block in read.removed] == ["date"]
    assert len(read.metadata.dates) == 1


def credited(line: str) -> tuple[list[str], list[str]]:
    title, prose = around(line)
    text = f"{title}\n{line}\n{prose}\n{prose} {prose}"
    found = particulars(Incoming("a.txt", b"", text, "text/plain", "utf-8"), clean(text))
    return [fact.value for fact in found.authors], [notice.code for notice in found.notices]


@pytest.mark.parametrize(
    ("line", "names", "codes"),
    [
        ("كتب: خليفة البلوشي وجنان الدرعي", ["خليفة البلوشي", "جنان الدرعي"], []),
        ("By Gwen Hathersage and Odo Trant", ["Gwen Hathersage", "Odo Trant"], []),
        ("By Gwen Hathersage, Port Ellery", ["Gwen Hathersage"], ["left_out"]),
        ("كتبت: حلا نعمة وجنان غانم", ["حلا نعمة وجنان غانم"], ["left_out"]),
        ("By Gwen Hathersage, Political Editor", ["Gwen Hathersage"], []),
        ("Leontyne Brask | Staff Writer", ["Leontyne Brask"], []),
    ],
)
def test_a_second_name_is_taken_where_it_is_one_and_told_where_it_may_be(
    line: str, names: list[str], codes: list[str]
) -> None:
    assert credited(line) == (names, codes)


def test_a_name_with_signs_over_its_letters_is_one() -> None:
    assert credits.is_person("ريتا معوّض")


# --- Markup -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "lines"),
    [
        (
            '<div class="post-meta"><span>Odile Farrant</span><span>10 December 2024</span><span>3 Comments</span></div>',
            ["Odile Farrant", "10 December 2024", "3 Comments"],
        ),
        ("<div><span>لؤي الصمادي</span> <span>الأحد 2 مارس 2025</span></div>", ["لؤي الصمادي", "الأحد 2 مارس 2025"]),
        ('<div><span class="dropcap">O</span><span>nce there were nine.</span></div>', ["Once there were nine."]),
        (
            "<div><span>Now there are six, </span><span>and all have names.</span></div>",
            ["Now there are six, and all have names."],
        ),
        ("<div>On <span>10 December</span> <span>2024</span> it fell</div>", ["On 10 December 2024 it fell"]),
    ],
)
def test_the_parts_of_a_row_of_particulars_do_not_run_together(inner: str, lines: list[str]) -> None:
    read = readers.read(f"<html><body>{inner}<p>{ENGLISH_PROSE}</p></body></html>".encode(), name="a.html")[0]
    assert isinstance(read, Incoming)
    assert read.text.split("\n")[: len(lines)] == lines
