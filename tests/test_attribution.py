"""Attribution phrases: the five seeds against what editors marked, and sentences of every kind, composed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.arabic import fold
from claims.attribution import Attributed, attributions
from seeds.readers import read_plain

SEEDS = Path(__file__).parents[1] / "seeds" / "articles"

# What editors marked: start, end, source, kind, explicit or weak.
MARKED: dict[str, list[tuple[int, int, str | None, str, str]]] = {
    "000_bf68a1418e419aca.txt": [
        (804, 836, "خبراء الذكاء الاصطناعي", "anonymous_group", "explicit"),
        (1074, 1084, None, "impersonal", "weak"),
        (
            1171,
            1245,
            "مصادر إعلامية متعددة وتقارير مسربة على منصة “Jiuyangongshe” الصينية",
            "unnamed_media",
            "explicit",
        ),
        (1471, 1483, None, "impersonal", "weak"),
        (1858, 1872, "التقارير", "unnamed_media", "explicit"),
        (2336, 2360, "التقارير", "unnamed_media", "explicit"),
        (2561, 2581, "بعض المحللين", "anonymous_group", "explicit"),
        (2677, 2743, "المستثمر الأميركي ديدي داس", "named_person", "explicit"),
        (2745, 2764, "المستثمر الأميركي ديدي داس", "named_person", "explicit"),
        (2863, 2909, "ديب سيك", "named_org", "explicit"),
        (2977, 3007, "وكالة رويترز", "named_media", "explicit"),
        (3698, 3719, "التوقعات", "impersonal", "weak"),
    ],
    "001_8fcc2d3a299a1784.txt": [
        (191, 199, None, "impersonal", "weak"),
        (210, 242, "شركة DeepSeek الصينية", "named_org", "explicit"),
        (312, 359, "مقالة علمية مُحكّمة نُشرت في مجلة Nature", "document", "explicit"),
        (784, 804, "الشركة", "named_org", "explicit"),
        (994, 1048, "الشركة", "named_org", "explicit"),
        (1101, 1114, "الشركة", "named_org", "explicit"),
        (1462, 1475, "محللون", "anonymous_group", "explicit"),
        (1612, 1628, None, "impersonal", "weak"),
        (1732, 1745, None, "impersonal", "weak"),
    ],
    "002_9ae386f161d82b4b.txt": [
        (1101, 1121, "الكثيرون", "anonymous_group", "weak"),
        (2489, 2510, None, "impersonal", "weak"),
        (3116, 3144, "DeepSeek", "named_org", "explicit"),
    ],
    "003_7c10bf1f33e65bde.txt": [
        (596, 614, "مصادر مطلعة", "anonymous_source", "explicit"),
        (1140, 1153, None, "impersonal", "weak"),
        (1328, 1357, "تقارير إعلامية صينية", "unnamed_media", "explicit"),
        (1404, 1444, "مؤسس الشركة ليانغ وينفنغ", "named_person", "explicit"),
        (1863, 1878, "الخبراء", "anonymous_group", "explicit"),
    ],
    "004_a1c5b4527867133f.txt": [
        (526, 559, "عدد متزايد من الخبراء", "anonymous_group", "explicit"),
        (829, 867, "منشور مجهول على منصة «teamblind»", "document", "explicit"),
        (869, 896, "أحد موظفي «Meta»", "anonymous_source", "explicit"),
        (1168, 1202, "شبكة «CNBC» الأمريكية", "named_media", "weak"),
        (1852, 1875, "التحليلات", "impersonal", "explicit"),
        (4373, 4392, None, "impersonal", "weak"),
        (4768, 4848, "مارك أندرسن، المؤسس المشارك لشركة «Netscape»", "named_person", "explicit"),
        (4870, 4921, "يان لوكون، رئيس الأبحاث في «Meta AI»", "named_person", "explicit"),
        (5932, 5960, "اختبارات الأداء", "document", "explicit"),
        (6642, 6722, "مجلة «MIT Technology Review»", "named_media", "explicit"),
        (7939, 7992, "مجلة «VentureBeat»", "named_media", "explicit"),
        (9304, 9344, "الوثائق المالية التي تم الكشف عنها", "document", "explicit"),
        (9346, 9360, None, "impersonal", "weak"),
        (9622, 9641, "الكثيرون", "anonymous_group", "weak"),
        (10644, 10716, "«جيم كوفيلو»، رئيس الأبحاث في الأسهم العالمية لدى «غولدمان ساكس»", "named_person", "explicit"),
        (
            10997,
            11085,
            "أبحاث «دارون أسموغلو»، أستاذ الاقتصاد في معهد ماساتشوستس للتكنولوجيا «MIT»",
            "named_person",
            "explicit",
        ),
        (11603, 11623, "البيانات", "impersonal", "explicit"),
        (12611, 12626, "الكثيرون", "anonymous_group", "weak"),
    ],
}
# What looks like attribution and is none: naming, unveiling, and what the writer asserts.
LEFT_ALONE: dict[str, list[tuple[int, int]]] = {
    "000_bf68a1418e419aca.txt": [(3108, 3123)],
    "001_8fcc2d3a299a1784.txt": [(1339, 1362)],
    "002_9ae386f161d82b4b.txt": [(404, 425), (449, 462), (2730, 2742)],
    "003_7c10bf1f33e65bde.txt": [(407, 442), (1621, 1632)],
    "004_a1c5b4527867133f.txt": [
        (5290, 5313),
        (7399, 7414),
        (2675, 2688),
        (12393, 12419),
        (12628, 12647),
        (1240, 1258),
        (4062, 4072),
    ],
}

# Text, and the sources it names in order; None where nobody is named.
COMPOSED: list[tuple[str, list[str | None]]] = [
    ("قالت وزارة الصحة إن عدد المصابين ارتفع إلى 320 حالة خلال أسبوع.", ["وزارة الصحة"]),
    (
        "وأكد وزير المالية سامر الخطيب، خلال مؤتمر صحفي عقده أمس، أن الموازنة لن تتضمن ضرائب جديدة.",
        ["وزير المالية سامر الخطيب"],
    ),
    (
        "صرح المتحدث باسم الشرطة لوكالة الأنباء الوطنية بأن ثلاثة أشخاص أوقفوا.",
        ["المتحدث باسم الشرطة", "وكالة الأنباء الوطنية"],
    ),
    ("وأضاف الخبير الاقتصادي نبيل عواد أن التضخم سيبقى مرتفعاً حتى نهاية العام.", ["الخبير الاقتصادي نبيل عواد"]),
    ("ذكرت صحيفة النهضة أن المفاوضات تعثرت في اللحظات الأخيرة.", ["صحيفة النهضة"]),
    ("أفاد شهود عيان بأن الانفجار وقع قرب السوق المركزي.", ["شهود عيان"]),
    ("نقلت وكالة فرانس برس عن مسؤول أمني قوله إن المهاجمين فروا نحو الحدود.", ["وكالة فرانس برس", "مسؤول أمني"]),
    ("ونقل موقع أخباري عن مصادر مطلعة أن الصفقة بلغت ملياري دولار.", ["موقع أخباري", "مصادر مطلعة"]),
    ("زعم أحد الموظفين السابقين أن الإدارة أخفت النتائج.", ["أحد الموظفين السابقين"]),
    ("وأوضحت الشركة في بيان أن العطل أصاب أربعة ملايين مستخدم.", ["الشركة"]),
    ("توقع البنك الدولي أن ينمو الاقتصاد بنسبة 3% العام المقبل.", ["البنك الدولي"]),
    ("كشفت دراسة حديثة أن قلة النوم تزيد خطر السمنة بنسبة 40 في المئة.", ["دراسة حديثة"]),
    ("أظهرت نتائج استطلاع أجرته جامعة القاهرة أن 62% يؤيدون القرار.", ["استطلاع أجرته جامعة القاهرة"]),
    ("واعتبرت منظمة العفو الدولية أن المحاكمة لم تكن عادلة.", ["منظمة العفو الدولية"]),
    ("حذر علماء من أن ذوبان الجليد يتسارع.", ["علماء"]),
    ("وشدد الرئيس التنفيذي للمصرف على أن السيولة كافية.", ["الرئيس التنفيذي للمصرف"]),
    ("اعترف المدير السابق للمصنع بأنه زوّر التقارير.", ["المدير السابق للمصنع"]),
    ("أعلنت الحكومة اليوم الأحد أن الحدود ستفتح الشهر المقبل.", ["الحكومة"]),
    (
        "وقال عمر البيطار، مدير مركز البحوث الزراعية: «المحصول تراجع بمقدار الثلث هذا العام».",
        ["عمر البيطار، مدير مركز البحوث الزراعية"],
    ),
    ("قال الوزير إن المشروع سيكلف 200 مليون دولار. وأضاف أن العمل يبدأ في مارس.", ["الوزير", "الوزير"]),
    ("أعرب السفير عن قلقه من تدهور الأوضاع.", ["السفير"]),
    ("وصف محامي العائلة الحكم بأنه صادم.", ["محامي العائلة"]),
    ("لفت التقرير إلى أن نصف المدارس بلا كهرباء.", ["التقرير"]),
    ("وجاء في بيان صادر عن النقابة أن الإضراب مستمر.", ["النقابة"]),
    ("مصادر دبلوماسية قالت إن اللقاء سيعقد في جنيف.", ["مصادر دبلوماسية"]),
    ("لكن المحللين يتوقعون أن ترتفع الأسعار مجدداً.", ["المحللين"]),
    ("وسائل إعلام محلية ذكرت أن القطار خرج عن مساره.", ["وسائل إعلام محلية"]),
    ("الشركة أكدت أنها لن تسرح موظفيها.", ["الشركة"]),
    ("بلغت الخسائر 12 مليون يورو، وفق ما أعلنته شركة الطيران.", ["شركة الطيران"]),
    ("ارتفع سعر الذهب إلى 2400 دولار، بحسب بلومبرغ.", ["بلومبرغ"]),
    ("وبحسب تقرير للأمم المتحدة، نزح نحو مليون شخص.", ["الأمم المتحدة"]),
    ("وفقاً لبيانات مكتب الإحصاء، انخفضت البطالة إلى 5%.", ["بيانات مكتب الإحصاء"]),
    ("سيغلق المصنع أبوابه في يونيو، نقلاً عن مسؤول نقابي.", ["مسؤول نقابي"]),
    ("القرار «خطأ تاريخي»، على حد تعبير زعيم المعارضة.", ["زعيم المعارضة"]),
    ("حسبما أفادت قناة الميادين، قتل سبعة جنود في الهجوم.", ["قناة الميادين"]),
    ("كما ذكرت وكالة الأناضول، وصلت المساعدات صباح اليوم.", ["وكالة الأناضول"]),
    ("وطبقاً لمصدر في الوزارة، لم يوقع العقد بعد.", ["مصدر في الوزارة"]),
    ("وفي تصريح لصحيفة الغد، قال رئيس البلدية إن الجسر آمن.", ["صحيفة الغد", "رئيس البلدية"]),
    ("«لن نتراجع»، قال المتحدث باسم المتظاهرين.", ["المتحدث باسم المتظاهرين"]),
    ("نفت الشركة أن تكون قد باعت بيانات المستخدمين.", ["الشركة"]),
    ("ولم يصدر الجيش أي تعليق على الحادث.", ["الجيش"]),
    ("رفضت الوزارة التعليق على الأنباء.", ["الوزارة"]),
    ("لم تؤكد السلطات أن الحريق متعمد.", ["السلطات"]),
    ("يُعتقد أن التمثال يعود إلى القرن الثالث.", [None]),
    ("ومن المرجح أن يعلن الفائز مساء الغد.", [None]),
    ("يقال إن الكنز مدفون تحت القلعة.", [None]),
    ("تسود مخاوف من انهيار السد.", []),
    ("أكدت التجربة أن المحرك يعمل في البرد الشديد.", []),
    ("كشفت الشركة عن هاتفها الجديد في معرض برشلونة.", []),
    ("أعلنت شركة السيارات عن طراز كهربائي بسعر 20 ألف دولار.", []),
    ("يجب تركيب الجهاز وفقاً لتعليمات السلامة.", []),
    ("توزع الحصص بحسب عدد السكان.", []),
    ("أثبت اللاعب أن عمره مجرد رقم.", []),
    ("وأكد فوز الفريق في المباراة أن المدرب محق في خططه.", []),
    ("كشف الحريق عن ضعف شبكة المياه.", []),
    ("تشير الساعة إلى السابعة مساء.", []),
    ("قررت المحكمة تأجيل الجلسة إلى الخميس.", []),
    ("وقع الوزير الاتفاق بعد أن تأكد من شروطه.", []),
    ("The health ministry said on Monday that 320 people had been infected.", ["The health ministry"]),
    (
        "Jane Porter, chief economist at Northern Bank, said growth would slow next year.",
        ["Jane Porter, chief economist at Northern Bank"],
    ),
    (
        "According to two people familiar with the matter, the deal is worth $4 billion.",
        ["two people familiar with the matter"],
    ),
    ("The plant will close in June, according to the union.", ["the union"]),
    (
        '"We will not back down," said Mark Allen, a spokesman for the strikers.',
        ["Mark Allen, a spokesman for the strikers"],
    ),
    ("Analysts expect that prices will rise again.", ["Analysts"]),
    ("A senior official told Reuters that the talks had collapsed.", ["A senior official", "Reuters"]),
    (
        "The Daily Herald reported, citing court documents, that the fund lost $30 million.",
        ["The Daily Herald", "court documents"],
    ),
    (
        "A study published in the Lancet found that sleep loss raises the risk of obesity.",
        ["A study published in the Lancet"],
    ),
    ("The company has denied that it sold users' data.", ["The company"]),
    ("A spokesperson for the army declined to comment.", ["A spokesperson for the army"]),
    ("He confirmed the order, but the minister claims the bridge is safe.", ["the minister"]),
    ("Police said three men were arrested. They added that a fourth was still at large.", ["Police", "Police"]),
    ("Critics argue that the law is too vague.", ["Critics"]),
    ("Data from the census bureau show that unemployment fell to 5%.", ["Data from the census bureau"]),
    ("Sources close to the team say the coach will resign.", ["Sources close to the team"]),
    ("The trial was unfair, Amnesty International said.", ["Amnesty International"]),
    ("State media quoted the general as saying that the border was calm.", ["State media", "the general"]),
    ("In a statement, the airline acknowledged that the outage affected four million passengers.", ["the airline"]),
    ("The firm reportedly paid a ransom of $2 million.", [None]),
    ("The statue is believed to date from the third century.", [None]),
    ("It is thought that the fire began in the kitchen.", [None]),
    ("As the Financial Post reported, the merger was called off.", ["the Financial Post"]),
    ("The author, who lives in Cairo, wrote that the archive had been burned.", ["The author, who lives in Cairo"]),
    ("The experiment confirmed that the engine works in extreme cold.", []),
    ("The company revealed its new phone at a fair in Barcelona.", []),
    ("The shares are distributed according to the number of residents.", []),
    ("The bridge was completed according to plan.", []),
    ("The carmaker announced a new electric model priced at $20,000.", []),
    ("The clock showed seven in the evening.", []),
    ("The court postponed the hearing until Thursday.", []),
    ("The win proved that the coach was right.", []),
    ("Her reports are read by thousands of subscribers.", []),
]


def _agrees(one: str | None, other: str | None) -> bool:
    """Whether two sources are one: the same words, or one holds the other and half of it."""
    if one is None or other is None:
        return one is other
    ours, theirs = sorted((fold(one), fold(other)), key=len)
    return ours in theirs and 2 * len(ours) >= len(theirs)


def _seed(name: str) -> str:
    return read_plain((SEEDS / name).read_bytes()).text


def _hits(found: list[Attributed], marked: tuple[int, int, str | None, str, str]) -> list[Attributed]:
    start, end, source = marked[:3]
    return [one for one in found if one.start < end and start < one.end and _agrees(one.source, source)]


def test_the_seeds_are_read_as_editors_marked_them() -> None:
    explicit = recalled = true = total = 0
    for name, rows in MARKED.items():
        found = attributions(_seed(name))
        total += len(found)
        true += len({one.start for row in rows for one in _hits(found, row)})
        explicit += sum(row[4] == "explicit" for row in rows)
        recalled += sum(bool(_hits(found, row)) for row in rows if row[4] == "explicit")
    assert recalled / explicit >= 0.95
    assert true / total >= 0.90


@pytest.mark.parametrize("name", MARKED)
def test_kinds_and_strengths_are_those_of_the_editors(name: str) -> None:
    found = attributions(_seed(name))
    for row in MARKED[name]:
        assert [(one.kind, one.strength) for one in _hits(found, row)] == [(row[3], row[4])], row


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_what_the_writer_asserts_is_left_alone(name: str) -> None:
    found = attributions(_seed(name))
    assert not [one for one in found for start, end in LEFT_ALONE[name] if one.start < end and start < one.end]


@pytest.mark.parametrize(("text", "sources"), COMPOSED)
def test_sentences_of_every_kind_name_their_sources(text: str, sources: list[str | None]) -> None:
    found = [one.source for one in attributions(text)]
    assert len(found) == len(sources)
    for source in sources:
        assert any(_agrees(one, source) for one in found), (source, found)


MENDED: list[tuple[str, list[str | None]]] = [
    ("أظهرت بيانات الجمارك تراجع الواردات 5%.", ["بيانات الجمارك"]),
    ("ومن جانبها، شددت المفوضية على ضرورة وقف القتال.", ["المفوضية"]),
    ("وأبلغ مسؤولان وكالة فرانس برس أن الهدنة ستمدد.", ["مسؤولان", "وكالة فرانس برس"]),
    ("لم يصدر أي تعليق من الوزارة على النبأ.", ["الوزارة"]),
    ("توقّع محللون تراجع الين.", ["محللون"]),
    ("كشفت الشركة عن سيارتها الجديدة في معرض جنيف.", []),
    ("يقول المثل إن الصبر مفتاح الفرج.", []),
    ("شدد الجيش الحصار على المدينة.", []),
    ("Analysts at the bank expect prices to fall.", ["Analysts at the bank"]),
    ("A study published in the journal showed the drug cut deaths.", ["A study published in the journal"]),
    ("A spokesperson for the bank confirmed the breach.", ["A spokesperson for the bank"]),
    ("Research by the university suggests sleep matters.", ["Research by the university"]),
    ("Scientists fear the glacier could collapse.", ["Scientists"]),
    ("As the inquiry noted, warnings were ignored.", ["the inquiry"]),
    ("The union accused the firm of fraud.", ["The union"]),
    ("The company announced a new phone on Tuesday.", []),
    ("واتهمت المعارضة الحكومة بتزوير النتائج.", ["المعارضة"]),
    ("The judge ruled that the search was illegal.", ["The judge"]),
    ("The army rejected the allegations.", ["The army"]),
    ("Captain Omar Hadi told the BBC that it was late.", ["Captain Omar Hadi", "the BBC"]),
    ("The novelist wrote three books.", []),
    ("The team reported for training.", []),
    ("«الوضع تحت السيطرة»، قال الوزير لوكالة الأنباء.", ["الوزير"]),
    ("أفادت مصادر طبية بسقوط عشرات الجرحى.", ["مصادر طبية"]),
    ("وأكد شهود عيان سماع دوي انفجارات.", ["شهود عيان"]),
    ("نسبت الصحيفة إلى مسؤولين قولهم إن الخطة جاهزة.", ["الصحيفة", "مسؤولين"]),
    ("أفاد المرصد بمقتل خمسة مدنيين.", ["المرصد"]),
    ("سرت شائعات عن استقالته.", [None]),
    ("وكان الوزير قد أعلن أن الانتخابات ستجرى في موعدها.", ["الوزير"]),
    ("استبعد الخبير الاقتصادي حدوث ركود.", ["الخبير الاقتصادي"]),
    ("As one diplomat put it, the deal is dead.", ["one diplomat"]),
    ("Per a leaked memo, layoffs start Monday.", ["a leaked memo"]),
    ("لم ترد الشركة على طلب للتعليق.", ["الشركة"]),
    ("The central bank signaled that cuts were coming.", ["The central bank"]),
]


@pytest.mark.parametrize(("text", "sources"), MENDED)
def test_sentences_once_misread_stay_right(text: str, sources: list[str | None]) -> None:
    found = [one.source for one in attributions(text)]
    assert len(found) == len(sources) and all(any(_agrees(one, source) for one in found) for source in sources)


def test_a_text_of_nothing_but_verbs_is_read_to_a_limit() -> None:
    assert not attributions("قال " * 50_000)


def _told(text: str) -> list[tuple[str | None, str, bool]]:
    return [(one.source, one.kind, one.carrier) for one in attributions(text)]


def test_a_sentence_without_end_is_read_in_pieces() -> None:
    text = "قال الوزير إن الأمر قريب، " * 1000
    found = attributions(text)
    assert len(found) > 900
    assert all(text[one.start : one.end] == one.text for one in found)


def test_a_chain_has_its_carrier_and_its_speaker() -> None:
    assert _told("نقلت صحيفة الغد عن مصدر مطلع أن الصفقة ألغيت.") == [
        ("صحيفة الغد", "named_media", True),
        ("مصدر مطلع", "anonymous_source", False),
    ]
    assert _told("قال مصدر دبلوماسي لرويترز إن اللقاء تأجل.") == [
        ("مصدر دبلوماسي", "anonymous_source", False),
        ("رويترز", "named_media", True),
    ]
    assert _told("A senior official told the Daily Herald that the talks had collapsed.") == [
        ("A senior official", "anonymous_source", False),
        ("the Daily Herald", "named_media", True),
    ]
    assert _told("State radio quoted the minister as saying that the dam was safe.") == [
        ("State radio", "named_media", True),
        ("the minister", "named_person", False),
    ]


def test_whose_paper_it_is() -> None:
    assert [one.source for one in attributions("وبحسب تقرير للأمم المتحدة، نزح مليون شخص.")] == ["الأمم المتحدة"]
    assert [one.source for one in attributions("وفق دراسة أجرتها جامعة حلب، تراجع الإنتاج.")] == ["جامعة حلب"]
    assert [one.source for one in attributions("ووفقاً للتقرير، تراجع الإنتاج.")] == ["التقرير"]


def test_a_pronoun_and_a_bare_verb_mean_who_spoke_before() -> None:
    text = "قالت الوزارة إن الجسر آمن.\n\nوأضافت أن الفحص مستمر، مشيرة إلى أن النتائج قريبة."
    assert [one.source for one in attributions(text)] == ["الوزارة"] * 3
    last = attributions(text)[-1]
    assert (last.source_start, last.source_end) == (5, 12)
    assert [one.source for one in attributions("Jane Porter said rates would fall. She added that it was late.")] == [
        "Jane Porter",
        "Jane Porter",
    ]


def test_nobody_speaks_long_after() -> None:
    text = "قال الوزير إن الجسر آمن. " + "هطل المطر بغزارة. " * 8 + "وأضاف أن الفحص مستمر."
    assert len(attributions(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "لم تُصدر الشركة أي تصريحات رسمية حول الموعد.",
        "ولم تعلق الوزارة على الخبر.",
        "نفى الوزير صحة الأنباء.",
        "امتنع المتحدث باسم الجيش عن التعليق.",
        "The ministry did not say when the bridge would open.",
        "The bank denied the allegations.",
        "The company has not responded to the claim.",
    ],
)
def test_denials_and_silence_are_negated(text: str) -> None:
    assert [one.negated for one in attributions(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "أعلنت الشركة إطلاق هاتفها الجديد في الأسواق.",
        "كشفت الشركة النقاب عن سيارتها الجديدة.",
        "وهو ما يؤكد أن السوق تتغير.",
        "تجدر الإشارة إلى أن المعرض سنوي.",
        "كتب - سامر الخطيب: افتتح المعرض أمس.",
        "نقل العمال البضائع إلى المخزن.",
        "وفقا للقانون، تسدد الرسوم خلال شهر.",
        "The law states that fees are due within a month.",
        "Insurance claims rose by 4% last year.",
        "Libby was told to leave the room.",
        "It was sold at $4 per share.",
    ],
)
def test_what_only_looks_like_it_is_no_attribution(text: str) -> None:
    assert attributions(text) == []


_PIECES = [
    *("قال", "وأكد", "نقلت", "عن", "أن", "إلى أن", "وفق", "وفقًا لـ", "بحسب ما", "كشفت", "لم", "وصف", "بأنه", "مصادر"),
    *("الوزير", "لوكالة", "للتقرير", "«غد»", "،", ".", ":", '"', "ـ", "يُعتقد", "مشيراً", "في", "بيان", "\n", "على"),
    *(
        "said",
        "the ministry",
        "told",
        "Reuters",
        "that",
        ", who",
        "according to",
        "He",
        "denied",
        "citing",
        "reportedly",
    ),
]


@given(st.lists(st.sampled_from(_PIECES), max_size=25).map(" ".join) | st.text(max_size=120))
@settings(max_examples=150)
def test_phrases_and_sources_stand_where_they_say(text: str) -> None:
    found = attributions(text)
    for one in found:
        assert one.text and text[one.start : one.end] == one.text
        if one.source_start is not None:
            assert text[one.source_start : one.source_end] == one.source
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
