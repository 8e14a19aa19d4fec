"""Where a text ends, the blocks set into it, and the lines above it. Every name is made up."""

from __future__ import annotations

import pytest

from seeds import bureaus, lines
from seeds.cleaning import clean

TITLE = "بلدية المرسى تعيد فتح الجسر القديم أمام الحافلات"
TEXT = [
    "أعادت بلدية المرسى فتح الجسر القديم أمام الحافلات بعد عامين من أعمال الصيانة التي تأخرت مرتين.",
    "وقال رئيس البلدية إن الأشغال كلفت أقل مما كان مقدرا لها في أول العام، وإن المقاول التزم بالموعد.",
    "وأضاف أن خطين جديدين سيمران فوق الجسر ابتداء من الشهر المقبل، وأن المحطات صارت جاهزة للركاب.",
    "ويأمل السكان أن يخفف ذلك الزحام في وسط المدينة، حيث تقف السيارات كل صباح نحو نصف ساعة.",
]
ENGLISH = "Harbor council reopens the old bridge to buses"
ENGLISH_TEXT = [
    "The harbor council reopened the old bridge to buses on Monday after two years of slow repairs.",
    "Mayor Ada Quill said the works had cost less than expected and were finished a week early.",
    "Two new lines will cross the bridge from next month, and their stops are ready for passengers.",
    "Residents hope that fewer cars will stand in the center of the town every morning from now on.",
]


def page(above: str = "", within: str = "", below: str = "", *, english: bool = False) -> str:
    title, text = (ENGLISH, ENGLISH_TEXT) if english else (TITLE, TEXT)
    rows = [title, *above.splitlines(), *text[:2], *within.splitlines(), *text[2:], *below.splitlines()]
    return "\n".join(rows)


def left(text: str) -> list[str]:
    """What is kept beside the title and the running text above."""
    kept = [text[block.start : block.end] for block in clean(text).kept]
    return [line for line in kept if line not in (TITLE, ENGLISH, *TEXT, *ENGLISH_TEXT)]


def all_is_kept(text: str) -> bool:
    kept = {text[block.start : block.end] for block in clean(text).kept}
    return set(ENGLISH_TEXT if ENGLISH in text else TEXT) <= kept


# --- The end of the text ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "below",
    [
        "بلدية المرسى\nالجسر القديم\nأخبار الساحل",
        "لا تفوتك\nضبط مخزن للأخشاب بلا ترخيص شرق المدينة",
        "الموضوعات المتعلقة\nتموين المرسى يضبط طني دقيق",
        "الجسر والحافلات والمدينة\nالنشرة\nلإتمام عملية الاشتراك، اتبع الخطوات المذكورة في البريد الإلكتروني.",
        "صورة هادية السرو\nهادية السرو\nكاتبة تهتم بالمدن والنقل العام، درست العمارة في الساحل.",
        "المصدر: سانا\nالتعليقات\nهل تعتقد أن الجسر سيخفف الزحام في المدينة؟\nنعم\nلا\nصوت",
        "إذا كنت تعتقد أن المقال يحوي معلومات خاطئة أو لديك تفاصيل إضافية أرسل تصحيحا",
    ],
)
def test_nothing_short_stands_below_the_last_sentence(below: str) -> None:
    text = page(below=below)
    assert left(text) == []
    assert all_is_kept(text)


@pytest.mark.parametrize(
    "below",
    [
        "Topics\nBuses, bridges, harbor\nCorin Vale\nReporter\nCorin covers towns and the coast.",
        "Be the first to know\nGet local news delivered to your inbox!",
        "Quick Guide\nContact us about this story",
        "* I understand and agree that registration on this site constitutes agreement to its privacy policy",
        "Get the latest news and analysis about the state of the harbor market. Sign up here.",
    ],
)
def test_nothing_short_stands_below_the_last_english_sentence(below: str) -> None:
    text = page(below=below, english=True)
    assert left(text) == []
    assert all_is_kept(text)


@pytest.mark.parametrize(
    ("below", "english"),
    [
        ("فمن يفتح الباب؟", False),
        ("وللحديث بقية", False),
        ("المقادير\nكوبان من العدس\nملعقة كمون", False),
        ("«يا بحر، خذني إليك قليلا\nوأعدني إلى طاولتي»", False),
        ("أرقام المشروع\nالطول 410 أمتار\nالمحطات 9", False),
        ("ووزعت الخطوط كما يلي:\nخط الميناء\nخط السوق", False),
        ("($1 = 36.58 liras)", True),
        ("Walter Finch, lighthouse keeper, born 3 March 1931; died 9 January 2025", True),
    ],
)
def test_what_may_end_a_text_stays(below: str, english: bool) -> None:
    assert left(page(below=below, english=english)) == below.splitlines()


def test_where_no_sentence_ends_the_last_short_lines_stay() -> None:
    rows = [row.rstrip(".") for row in TEXT]
    text = "\n".join([TITLE, *rows, "يا جسر المرسى القديم", "عدت إلينا بعد غياب"])
    kept = [text[block.start : block.end] for block in clean(text).kept]
    assert kept[-2:] == ["يا جسر المرسى القديم", "عدت إلينا بعد غياب"]


def test_advice_to_readers_under_headings_is_text() -> None:
    advice = "\n".join(f"Part {name}\nYou can keep your ticket for the whole day on line {name}." for name in "ABCD")
    assert left(page(below=advice, english=True)) == advice.splitlines()


# --- Blocks within the text -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("within", "english"),
    [
        (
            "skip past newsletter promotion\nFree weekly newsletter\nAll the harbor news\nafter newsletter promotion",
            True,
        ),
        ("Harbor event\nSave up to $475 on your pass\nMerrow | October 27-29, 2025\nREGISTER NOW", True),
        ("From the archive: Who closed the old bridge and the road to it?", True),
        ("View image in fullscreen\nEngineers mend the bridge. Photograph: Andy Lisle/PA", True),
        ("شارك\nاقرأ أيضا\nثلاثة آلاف مقعد جديد في حافلات الساحل", False),
        (
            "اقرأ أيضا\nقائمة من 2 عناصر\nكيف صار الجسر عقدة الطرق؟\nنصف الركاب بلا مقاعد في الصباح\nنهاية القائمة",
            False,
        ),
        ("للاطلاع على العدد الجديد من الجريدة انقر هنا", False),
        ("اقتصاد أسواق الحافلات الكهربائية تدخل الميناء هذا العام", False),
        ("facebook sharing button Share\nprint sharing button Print", False),
        ("إقرأ/ي أيضا\nخروج حافلة عن الطريق في الميناء", False),
    ],
)
def test_blocks_of_the_page_within_the_text(within: str, english: bool) -> None:
    text = page(within=within, english=english)
    assert left(text) == []
    assert all_is_kept(text)


@pytest.mark.parametrize(
    ("within", "kept"),
    [
        ("إعلان\nخطوط جديدة", "خطوط جديدة"),
        ("خطوط جديدة\nإعلان", "خطوط جديدة"),
        ("اقرأ أيضا: ثلاثة آلاف مقعد جديد في حافلات الساحل\nخطوط جديدة", "خطوط جديدة"),
        ("خطوط جديدة", "خطوط جديدة"),
    ],
)
def test_a_heading_beside_a_block_stays(within: str, kept: str) -> None:
    assert left(page(within=within)) == [kept]


def test_contents_say_the_headings_that_follow() -> None:
    text = page(
        above="محتويات المقال إخفاء\n1 خط الميناء\n2 خط السوق", within="خط الميناء", below=f"خط السوق\n{TEXT[0]}"
    )
    assert left(text) == ["خط الميناء", "خط السوق"]


# --- Above the text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "authors"),
    [
        ("فيصل السرو (المدينة المنورة) @faisal_sarw", ("فيصل السرو",)),
        ("طرابلس - بوابة الساحل: محمود السرو | الأحد 23 مارس 2025, 12:40 مساء", ("محمود السرو",)),
        ("قلقيلية- صدى الساحل- خاص", ()),
        ("صورة هادية السرو أرسل بريدا إلكترونيايوليو 3, 2025آخر تحديث: يوليو 5, 2025", ()),
        ("تعديل حجم الخط:", ()),
        ("خط", ()),
        ('صحار - "الأفق الساحلية"', ()),
        ("صغير جداً صغير وسط كبير", ()),
        ("من جلسة المجلس أمس (حسام السرو).", ()),
        ("حفظ المقالات لقراءتها لاحقا وإنشاء قائمة قراءتك", ()),
    ],
)
def test_lines_of_the_page_above_the_text(above: str, authors: tuple[str, ...]) -> None:
    text = page(above=above)
    assert left(text) == []
    assert tuple(found.value for found in clean(text).metadata.authors) == authors


@pytest.mark.parametrize(
    ("above", "authors"),
    [
        ("By REBECCA QUILL rquill@harborherald.example", ("REBECCA QUILL",)),
        ("Mark Quill Environment correspondent", ("Mark Quill",)),
        ("Nadine Vale, Senior Reporter", ("Nadine Vale",)),
        ("Posted on September 3, 2024 by the Platform Team", ()),
        ("Wed, 11 Dec 2024\nHarbor buses cross the bridge\nplay videoPlay article", ()),
        ("Facebook Twitter WhatsApp SMS Email Print Copy article link Save", ()),
        ("PA Media Waves crash over a closed coastal road\nThe road near the harbor has been closed", ()),
        ("[1/2]A man walks past the old bridge in Merrow, January 8, 2025. REUTERS/Umit Vale/File Photo", ()),
        ("An electric bus on trial runs. Picture used for illustrative purposes only.", ()),
    ],
)
def test_lines_of_the_page_above_an_english_text(above: str, authors: tuple[str, ...]) -> None:
    text = page(above=above, english=True)
    assert left(text) == []
    assert tuple(found.value for found in clean(text).metadata.authors) == authors


@pytest.mark.parametrize(
    "above", ["أخبار|سياسة|السودان", "Image Credits:Getty Images", "UAE / Transport", "31 ألف مشاهدة"]
)
def test_crumbs_and_credits_are_no_title(above: str) -> None:
    read = clean(f"{above}\n{page()}")
    assert read.metadata.title is not None
    assert read.metadata.title.value == TITLE


def test_a_caption_printed_twice_is_no_title() -> None:
    read = clean(page(above="منصة نفطية في خليج المرسى - رويترز\nمنصة نفطية في خليج المرسى - رويترز"))
    assert read.metadata.title is not None
    assert read.metadata.title.value == TITLE


def test_who_translates_and_prepares_is_the_translator() -> None:
    read = clean(page(above="ترجمة وإعداد: نضال السرو"))
    assert read.metadata.authors == ()
    assert read.metadata.translator is not None
    assert read.metadata.translator.value == "نضال السرو"


@pytest.mark.parametrize(
    "words", ["Nasa hires two reporters", "Police, Firefighters And Reporters Wait", "كتاب المحرر"]
)
def test_a_role_alone_names_no_one(words: str) -> None:
    assert bureaus.with_role(lines.line(words)) is None


# --- The head of a page -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "above",
    [
        "12 مارس 2025\nأ ف ب",
        "12 مارس 2025\nهادية السرو",
        "هادية السرو وسامي منصور وليلى حداد\n12 مارس 2025",
        "12 مارس 2025\nد. سامي الخطيب",
        "12 مارس 2025\nالوكالة الساحلية للإعلام",
        "12 مارس 2025\nمراسل الشؤون المحلية",
        "هادية السرو\n12 مارس 2025\nactualités",
        "12 مارس 2025\nFont",
        "26/02/2025 دليل المرسى",
        "المرسى 12 رمضان 1446 هـ الموافق 12 مارس 2025 م واس",
        "شارك\n| كتب سامي منصور |",
        "12 مارس 2025\nحافلات على الجسر القديم\n1-1776212",
        "12 مارس 2025\nشعار بلدية المرسى الساحلية",
        "فيسبوك X ماسنجر واتساب تيلقرام طباعة\n12 مارس 2025",
        "بلدية المرسى تعيد فتح الجسر\n12 مارس 2025",
    ],
)
def test_what_stands_among_credits_is_no_text(above: str) -> None:
    text = page(above)
    assert (left(text), all_is_kept(text)) == ([], True)


@pytest.mark.parametrize(
    "above",
    [
        "Text settings\nStory text\nSize\nSmall Standard Large\nWidth *\nLinks\n* Subscribers only\nMinimize to nav",
        "Published: 10:00pm, 18 Jul 2024Updated: 10:18pm, 18 Jul 2024",
        "By Ada Quill\nMarch 12, 20254:12 PM GMT+1Updated 3 hours ago",
        "Published On 12 Mar 202512 Mar 2025\n1.2k\nBureau",
        "A bus on the old bridge of the harbor before the works began (PNW/Ada Quill)\nBy Ada Quill",
        "A bus on the bridge.Credit...Ada Quill for The Harbor Times\nMarch 12, 2025",
        "March 12, 2025\nThe authors do not work for, consult, own shares in or receive funding from any company.",
    ],
)
def test_what_stands_among_credits_is_no_text_in_english(above: str) -> None:
    text = page(above, english=True)
    assert (left(text), all_is_kept(text)) == ([], True)


@pytest.mark.parametrize(
    "above",
    [
        "12 مارس 2025\nأسباب التأخير الطويل",  # three words may head the text
        "12 مارس 2025\nالجسر القديم",  # as may two that the first paragraph says again
        "12 مارس 2025\nخلفية",
        "للمرة الأولى منذ عامين\n12 مارس 2025",
    ],
)
def test_a_first_heading_and_a_short_subtitle_stay(above: str) -> None:
    wanted = [line for line in above.splitlines() if "2025" not in line]
    assert left(page(above)) == wanted


def test_a_caption_without_credit_goes_only_below_a_standfirst() -> None:
    standfirst = "المجلس البلدي يعد بخطين جديدين فوق الجسر"
    shown = "حافلة صفراء تقف فوق الجسر القديم وخلفها الميناء"
    assert left(page(f"{standfirst}\n12 مارس 2025\n{shown}")) == [standfirst]
    assert left(page(f"12 مارس 2025\n{shown}")) == [shown]


def test_hidden_text_of_an_image_goes_with_its_caption() -> None:
    within = "حافلة تعبر الجسر القديم في المرسى\nصدر الصورة، Harbor Images\nالتعليق على الصورة، عادت الحافلات أمس"
    assert left(page(within=within)) == []
    assert left(page(within="حافلة تعبر الجسر القديم في المرسى")) == ["حافلة تعبر الجسر القديم في المرسى"]


@pytest.mark.parametrize("craft", ["تصميم: سامي منصور", "تصوير - سامي منصور", "Illustration: Sami Mansour"])
def test_who_designed_did_not_write(craft: str) -> None:
    assert clean(page(f"12 مارس 2025\n{craft}")).metadata.authors == ()


# --- Titles -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "above",
    [
        "بعد عامين من أعمال الصيانة",  # why or when, over the title
        "بلدية المرسى تعيد فتح الجسر",  # its beginning, in a path through the site
        "عام / بلدية المرسى الساحلية تعيد فتح الجسر القديم أمام الحافلات",
        "Economy / China Economy",
    ],
)
def test_what_stands_over_the_title_is_not_it(above: str) -> None:
    read = clean(f"{above}\n{page('12 مارس 2025')}")
    assert read.metadata.title is not None
    assert read.metadata.title.value == TITLE


@pytest.mark.parametrize(
    "first", ["بعد عامين.. حافلات المرسى تعبر الجسر من جديد", "وسط المدينة: حافلات تعبر الجسر من جديد"]
)
def test_a_title_may_begin_with_when_or_where(first: str) -> None:
    read = clean("\n".join([first, "المجلس البلدي يعد بخطين جديدين فوق الجسر", "12 مارس 2025", *TEXT]))
    assert read.metadata.title is not None
    assert read.metadata.title.value == first


def test_a_title_that_is_printed_again_as_a_video_is_sure() -> None:
    read = clean("\n".join(["3 flood warnings", ENGLISH, f"WATCH: {ENGLISH}", "March 12, 2025", *ENGLISH_TEXT]))
    assert read.metadata.title is not None
    assert read.metadata.title.value == ENGLISH


# --- Within the text --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "within",
    [
        "How the harbor lost its ferries to the bridge\nRead More »",
        "2:21\nHow a canal could change the trade of the south",
        "View this post on Instagram",
        "Harbor Video",
        "Getty Images",
        "Workers on the old bridge in spring Getty Images",
        "1:20",
    ],
)
def test_teasers_and_players_within_a_text_go(within: str) -> None:
    text = page(within=within, english=True)
    assert (left(text), all_is_kept(text)) == ([], True)


def test_a_heading_below_a_teaser_stays() -> None:
    assert left(
        page(within="How the harbor lost its ferries to the bridge\nRead More »\nA ledger of debts", english=True)
    ) == ["A ledger of debts"]


def test_a_list_without_marks_stays_beside_noise() -> None:
    listed = ["Salaries of the crews", "Failed runs over the bridge", "The cost of the stops"]
    assert left(page(within="\n".join([*listed, "Harbor Video"]), english=True)) == listed


# --- Below the text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "below",
    [
        "Ada Quill\nQuill covers bridges and ferries for the harbor desk. She lives near the old mole.",
        "Nora Whitfield\nFOLLOW\nNora joined the desk in 2016 and covers ferries. She has a degree in history.",
        "Quill reported from Marsa. Harbor Wire writer Sami Mansour in Sidi contributed to this report.",
        "Nora Whitfield is a freelance journalist based in Marsa.",
        "With files from Nora Whitfield",
        "up\n13 users have voted.\nAdd new comment",
    ],
)
def test_notes_on_authors_go_from_below(below: str) -> None:
    text = page("By Ada Quill\nMarch 12, 2025", below=below, english=True)
    assert (left(text), all_is_kept(text)) == ([], True)


def test_a_name_behind_a_star_signs_a_text_and_an_item_does_not() -> None:
    assert left(page(below="* هادية الدريدي\nشارك على\nFacebook")) == []
    listed = "* خفض الأجرة\n* زيادة الحافلات"
    assert left(page(below=listed)) == listed.splitlines()
