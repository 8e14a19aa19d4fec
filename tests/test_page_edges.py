"""Where an article ends and the page begins: short lines of text stay, and lines about the page go."""

from __future__ import annotations

import pytest

from seeds.cleaning import clean
from tests.test_outlets import MORE, PROSE


@pytest.mark.parametrize(
    "closing",
    [
        *(
            "والحكاية مستمرة",
            "للتبرع: حساب رقم 1234 في مصرف الوحدة",
            "Tickets: 12 pounds",
            "More than 40 streets remain",
        ),
        *("تابع المشروع مهندسون من ثلاث شركات", "اشترك في المشروع 12 مقاولاً", "مصادر: البلدية طلبت قرضاً جديداً"),
        *("Share of cost: 40%", "Comments close on Friday, the council said", "المزيد من الأمطار غداً"),
        *("Copyright law does not apply to maps, he said", "Advertisement revenue paid for half"),
        *(
            "Update (20 June 2022): several readers asked about the alerts. We told them.",
            "To register, visit example.org/streets",
        ),
        *("تصويب: ورد في نسخة سابقة أن العدد أربعة أحياء، والصحيح ثلاثة.", "مدة المشروع: 6 أشهر"),
        "الأحياء المشمولة\nحي النهر\nحي السوق\nحي القلعة",
        "تشكيل الفريقين\nالأهلي: سالم، علي، فتحي\nالحكم: منصور الغرياني",
        "What is affected\nRiver Street\nMarket Street\nCastle Lane, until 9 May",
        "Results\nPenholm 2, Ardley 1\nWexcombe 0, Halverton 0",
        "يا نهرُ هل تذكرني\nحين كنا صغاراً\nنبني على الرمل بيتاً\nثم نبكي",
    ],
)
def test_short_lines_at_the_end_stay_above_the_first_line_about_the_page(closing: str) -> None:
    read = clean(
        f"عنوان المقال هو هذا الكلام الطويل\n{PROSE}\n{MORE}\n{closing}\nاقرأ أيضا\nمشروع جديد\nجميع الحقوق محفوظة"
    )
    assert len(read.removed) == 3


def test_words_of_the_text_above_the_foot_of_a_page_are_its_topics() -> None:
    text = f"عنوان المقال هو هذا الكلام الطويل\n{PROSE}\n{MORE}\nالمنافسة الجديدة\nموجة البيع\nمخاوف\nشارك على فيسبوك"
    assert [block.kind for block in clean(text).removed] == ["navigation"] * 4


def test_times_within_the_text_head_its_parts_and_one_alone_is_no_text() -> None:
    live = f"عنوان المقال هو هذا الكلام الطويل\n18:40\n{PROSE}\n17:15\n{MORE}"
    assert clean(live).removed == ()
    assert [block.kind for block in clean(live.replace("\n17:15", "")).removed] == ["date"]


@pytest.mark.parametrize(
    "head",
    [
        *("أطلس بريس – يوسف البقالي\nالخميس 16 ماي 2024", "متابعات – صوت الفرات", "News Release 11-May-2023"),
        "رئيس الجامعة يتفقد اللجان    أسعار الخضر في السوق    انطلاق قافلة طبية\nحالة الطقس غداً    موعد مباراة اليوم",
    ],
)
def test_credits_and_tickers_above_the_title_are_no_titles(head: str) -> None:
    title = "عنوان المقال هو هذا الكلام"
    read = clean(f"{head}\n{title}\n{head if '–' in head and '2024' not in head else ''}\n\n{PROSE}\n{MORE}")
    assert [block.kind for block in read.kept] == ["title", "paragraph", "paragraph"]
    assert read.metadata.title is not None
    assert read.metadata.title.value == title


@pytest.mark.parametrize(
    "line",
    [
        *(
            "pic.twitter.com/Zx81example",
            "— المرسى (@marsa_example) August 21, 2024",
            "حول هذه القصة",
            "disclaimer: None.",
        ),
        *("رابط المقال الأصلي:", "ساهم في إعداد التقرير: منى فؤاد", "لتصلك الأخبار أولا بأول حمّل تطبيق المرسى"),
        *(
            "تنويه: تتم مراجعة كافة التعليقات، وتنشر عند الموافقة عليها فقط.",
            "DOI",
            "Getting your audio player ready...",
        ),
        *("A version of this article appears in print in the spring issue.", "شكرا على الإبلاغ!", "حفظ الصورة"),
    ],
)
def test_lines_about_the_page_go(line: str) -> None:
    read = clean(f"عنوان المقال هو هذا الكلام الطويل\n{PROSE}\n{MORE}\n{line}\nجميع الحقوق محفوظة")
    assert len(read.kept) == 3


def test_below_the_mark_of_a_release_only_notes_to_editors_stay() -> None:
    text = f"عنوان المقال هو هذا الكلام الطويل\n{PROSE}\n{MORE}\n{PROSE}\n{MORE}\n###\nNotes to editors\n{MORE}\nMedia Contact\nIlse Brandt\nOffice: 555-0100"
    assert [block.line for block in clean(text).removed] == [6, 9, 10, 11]


def test_words_of_labels_in_quotation_marks_are_spoken_of() -> None:
    text = f'عنوان المقال هو هذا الكلام الطويل\n{PROSE}\n"لن يتم نشر عنوان بريدك الإلكتروني"\n{MORE}\n«إعلان» 1994\n{PROSE}'
    assert clean(text).removed == ()
