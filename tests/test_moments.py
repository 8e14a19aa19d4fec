"""Dates in running text: sentences composed before the reader was written, the seeds, and inputs without end."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.dates import is_edtf
from claims.moments import moments

SEEDS = Path(__file__).parent.parent / "seeds" / "articles"
# (sentence, the dates that it states, as printed and in EDTF)
SENTENCES: list[tuple[str, list[tuple[str, str]]]] = [
    ("أعلنت الوزارة في 12 مارس 2024 عن خطة جديدة للإسكان.", [("12 مارس 2024", "2024-03-12")]),
    ("ارتفعت الصادرات بنسبة 14.5% خلال الربع الأول من 2025.", [("الربع الأول من 2025", "2025-01/2025-03")]),
    ("بلغ سعر الطن 2025 دولاراً في البورصة.", []),
    ("مارس اللاعب ضغطاً كبيراً على الحكم طوال المباراة.", []),
    ("قال المتحدث إن الشركة مارست حقها في الاعتراض.", []),
    ("افتُتح المصنع في مايو الماضي بحضور رئيس الوزراء.", [("مايو الماضي", "XXXX-05")]),
    ("ومن المقرر أن يبدأ العمل بالقانون مطلع يناير المقبل.", [("مطلع يناير المقبل", "XXXX-01")]),
    (
        "تراجع عدد السكان من 2.1 مليون في عام 2010 إلى 1.9 مليون في عام 2020.",
        [("عام 2010", "2010"), ("عام 2020", "2020")],
    ),
    ("بين عامي 2015 و2019 قُتل 340 شخصاً في حوادث السير.", [("عامي 2015 و2019", "2015/2019")]),
    ("تأسست الجمعية سنة 1987 على يد معلمة.", [("سنة 1987", "1987")]),
    ("يعمل في المصنع 2024 عاملاً بدوام كامل.", []),
    ("وقع الزلزال فجر السادس من شباط/فبراير 2023.", [("السادس من شباط/فبراير 2023", "2023-02-06")]),
    ("تنتهي المهلة يوم الخميس 20 نوفمبر 2025 عند منتصف الليل.", [("الخميس 20 نوفمبر 2025", "2025-11-20")]),
    (
        "استمرت الهدنة من 24 تشرين الثاني إلى 1 كانون الأول 2023.",
        [("24 تشرين الثاني إلى 1 كانون الأول 2023", "2023-11-24/2023-12-01")],
    ),
    ("انعقد المؤتمر في ٣ و٤ حزيران ٢٠٢٤ في عمّان.", [("٣ و٤ حزيران ٢٠٢٤", "2024-06-03/2024-06-04")]),
    ("شهد شهر رمضان إقبالاً كبيراً على الأسواق.", []),
    ("بدأت الدراسة منذ عام 2018 وحتى 2022 في ثلاث جامعات.", [("عام 2018 وحتى 2022", "2018/2022")]),
    ("توفي الشاعر في 9 آب 2008 بعد عملية جراحية.", [("9 آب 2008", "2008-08-09")]),
    ("قال أب لثلاثة أطفال إنه فقد منزله.", []),
    ("تُباع سيارة نيسان الجديدة بسعر 95 ألف درهم.", []),
    ("عُرض الفيلم لأول مرة في أيلول 2021.", [("أيلول 2021", "2021-09")]),
    ("سجلت المدينة 48 درجة مئوية في تموز.", [("تموز", "XXXX-07")]),
    ("تستهدف رؤية 2030 رفع نسبة التوطين.", []),
    ("تسعى البلاد إلى الحياد الكربوني بحلول 2050.", [("2050", "2050")]),
    ("تصل الكلفة إلى 300 مليون دولار بنهاية العام الجاري.", []),
    ("صدر الحكم في 15 رمضان 1446هـ.", [("15 رمضان 1446هـ", "2025-03-15")]),
    ("أُجريت الانتخابات يوم 7 أكتوبر في عموم البلاد.", [("7 أكتوبر", "XXXX-10-07")]),
    ("يضم الأسطول طائرات إيرباص A320 وبوينغ 737.", []),
    ("فاز المنتخب بكأس العالم 2022 بعد مباراة مثيرة.", []),
    ("هبط المؤشر 2030 نقطة منذ مطلع 2022.", [("مطلع 2022", "2022")]),
    ("انخفض الإنتاج في النصف الثاني من عام 2024 بنحو 8%.", [("النصف الثاني من عام 2024", "2024-07/2024-12")]),
    ("استقال المدير أواخر كانون الثاني/يناير 2025.", [("أواخر كانون الثاني/يناير 2025", "2025-01")]),
    ("بلغت الإيرادات في 2023 نحو 12 مليار ريال مقابل 10 مليارات في 2022.", [("2023", "2023"), ("2022", "2022")]),
    ("اتصل على الرقم 2025 لمزيد من المعلومات.", []),
    ("وصل عدد الوفيات إلى 1950 شخصاً.", []),
    ("دخل الاتفاق حيز التنفيذ منذ نيسان.", [("نيسان", "XXXX-04")]),
    ("قالت رئيسة الوزراء السابقة تيريزا ماي إنها تدعم الخطة.", []),
    ("ستُجرى الجولة الثانية في 2026/04/19.", [("2026/04/19", "2026-04-19")]),
    ("تاريخ الانتهاء 27-01-2025 كما طُبع على العبوة.", [("27-01-2025", "2025-01-27")]),
    ("تاريخ التوقيع 03/04/2025 بحسب الوثيقة.", []),
    ("توسعت الشركة بين مارس ويونيو 2022 في خمس دول.", [("مارس ويونيو 2022", "2022-03/2022-06")]),
    ("خلال الفترة 2021-2025 أُنفقت 4 مليارات جنيه.", [("2021-2025", "2021/2025")]),
    ("كان أكثر من 2000 متظاهر في الساحة.", []),
    ("خفض البنك الفائدة في شهري مايو ويوليو 2024.", [("مايو", "2024-05"), ("يوليو 2024", "2024-07")]),
    ("زاد الطلب في أعوام 2019 و2020 و2021.", [("أعوام 2019", "2019"), ("2020", "2020"), ("2021", "2021")]),
    ("أُعيد افتتاح المتحف في صيف 2019 بعد ترميم طويل.", [("صيف 2019", "2019")]),
    ("يحمل المعالج الجديد اسم M2023 ويعمل بسرعة 3.2 غيغاهرتز.", []),
    ("نشرت الصحيفة التحقيق بتاريخ 5 يونيو، أي قبل أسبوع من التصويت.", [("5 يونيو", "XXXX-06-05")]),
    ("أقر البرلمان الموازنة في الأول من ديسمبر.", [("الأول من ديسمبر", "XXXX-12-01")]),
    ("صادف ذلك يوم الاثنين 5 مارس 2024.", []),
    ("ارتفع التضخم إلى 3.1% في أكتوبر من 2.9% في سبتمبر.", [("أكتوبر", "XXXX-10"), ("سبتمبر", "XXXX-09")]),
    ("بدأ المشروع في فيفري 2020 وانتهى في جويلية 2023.", [("فيفري 2020", "2020-02"), ("جويلية 2023", "2023-07")]),
    ("The bridge opened on 14 May 2019 after years of delay.", [("14 May 2019", "2019-05-14")]),
    ("Officials may announce the results later this week.", []),
    ("Protesters march every Friday outside the ministry.", []),
    ("On March 3, 2021, the court rejected the appeal.", [("March 3, 2021", "2021-03-03")]),
    ("Sales rose 12% in the first quarter of 2024.", [("first quarter of 2024", "2024-01/2024-03")]),
    ("Between 2016 and 2021 the river flooded nine times.", [("2016 and 2021", "2016/2021")]),
    ("The ministry hired 2024 nurses and 310 doctors.", []),
    ("The company was founded in 1998 in a garage.", [("1998", "1998")]),
    ("Unemployment fell to 6.1% in September from 6.4% in August.", [("September", "XXXX-09"), ("August", "XXXX-08")]),
    ("Theresa May resigned in June 2019.", [("June 2019", "2019-06")]),
    ("The S&P 500 lost 2% and the Nasdaq 100 fell further.", []),
    ("The law takes effect by early January 2026.", [("early January 2026", "2026-01")]),
    ("A Boeing 747 landed at gate 2019.", []),
    ("The strike lasted from 3 to 9 October 2022.", [("3 to 9 October 2022", "2022-10-03/2022-10-09")]),
    ("He ran 2,019 kilometres in 2020.", [("2020", "2020")]),
    ("The fund plans to invest $1.2bn by 2030.", [("2030", "2030")]),
    ("In March 12 companies filed for bankruptcy.", [("March", "XXXX-03")]),
    ("It was signed on the 5th of November, officials said.", [("5th of November", "XXXX-11-05")]),
    ("The 1990s were a decade of growth.", []),
    ("The outage began late on Friday, 4 July 2025.", [("Friday, 4 July 2025", "2025-07-04")]),
    ("The report, published Feb. 17, cites three studies.", [("Feb. 17", "XXXX-02-17")]),
    ("Prices have doubled since mid-2021, the union said.", [("mid-2021", "2021")]),
    ("Q3 2023 revenue reached $44 million.", [("Q3 2023", "2023-07/2023-09")]),
    ("The file is named 2024-05-06.csv on the server.", []),
    ("The treaty expired on 2024-05-06.", [("2024-05-06", "2024-05-06")]),
    ("Nearly 2000 people attended the funeral in Homs.", []),
    ("The Windows 2000 machine crashed twice.", []),
    (
        "From December 2022 to February 2023 the plant stood idle.",
        [("December 2022 to February 2023", "2022-12/2023-02")],
    ),
    ("The court heard the case last November.", [("last November", "XXXX-11")]),
    ("The vaccine could be ready by April, the minister said.", [("April", "XXXX-04")]),
    ("Exports hit a record in 2022 and 2023.", [("2022", "2022"), ("2023", "2023")]),
    ("The number rose from 1,950 to 2,024.", []),
    ("The stadium seats 2022 fans and cost €40 million.", []),
    ("GPT-4 was trained with 25000 A100 chips.", []),
    ("وبلغ العجز بالربع الثاني من عام 2024 نحو 5 مليارات دينار.", [("الربع الثاني من عام 2024", "2024-04/2024-06")]),
    ("أُفرج عن الرهائن صباح الأحد 19 يناير 2025.", [("الأحد 19 يناير 2025", "2025-01-19")]),
    ("توقعت الهيئة نمواً بـ3% في 2026.", [("2026", "2026")]),
    ("قدّم المحامي الطعن في اليوم التالي، 8 نوفمبر.", [("8 نوفمبر", "XXXX-11-08")]),
    ("يعمل أكثر من 1980 شخصاً في الميناء.", []),
    ("عقدت الجلسة الأولى في شباط (فبراير) 2022.", [("شباط (فبراير) 2022", "2022-02")]),
    ("لم يتغير السعر منذ أكتوبر/تشرين الأول الماضي.", [("أكتوبر/تشرين الأول الماضي", "XXXX-10")]),
    (
        "ارتفعت الأسعار 30 في المئة بين يناير ومارس من العام الماضي.",
        [("يناير ومارس من العام الماضي", "XXXX-01/XXXX-03")],
    ),
    ("سيُفتتح الخط الجديد في حزيران/يونيو 2027 على أبعد تقدير.", [("حزيران/يونيو 2027", "2027-06")]),
    ("يُعد هذا الصاروخ من طراز R-2021 الأسرع.", []),
    ("ارتفعت الحرارة في آب إلى 50 درجة.", [("آب", "XXXX-08")]),
    ("توفي أبٌ وابنه في الحادث.", []),
    ("سُجلت أول إصابة في ديسمبر/كانون الأول 2019.", [("ديسمبر/كانون الأول 2019", "2019-12")]),
    ("فاز الفيلم بجائزة مهرجان كان 2023.", []),
    ("وُلد عام 1952 وتوفي عام 2018.", [("عام 1952", "1952"), ("عام 2018", "2018")]),
    ("من المقرر تسليم الدفعة الأولى أواخر 2027.", [("أواخر 2027", "2027")]),
    ("أُقرت الميزانية للسنة المالية 2025.", []),
    ("قضت المحكمة في 11/09/2021 بالسجن خمس سنوات.", []),
    ("قضت المحكمة في 25/09/2021 بالسجن خمس سنوات.", [("25/09/2021", "2021-09-25")]),
    ("استمرت المعارك بين 5 و12 أبريل 2024.", [("5 و12 أبريل 2024", "2024-04-05/2024-04-12")]),
    ("جرى الاستفتاء في الثاني والعشرين من مايو 2020.", [("الثاني والعشرين من مايو 2020", "2020-05-22")]),
    ("تحتاج القرية إلى 2035 متراً من الأنابيب.", []),
    ("خلال عامي 2021 و2022 أُغلقت 120 مدرسة.", [("عامي 2021", "2021"), ("2022", "2022")]),
    ("ارتفع المؤشر من 1985 إلى 2010 نقاط.", []),
    ("صدر القرار رقم 2023 عن الوزارة.", []),
    ("تعود المخطوطة إلى سنة 1642م.", [("سنة 1642م", "1642")]),
    ("شهد أغسطس الماضي 14 حريقاً.", [("أغسطس الماضي", "XXXX-08")]),
    ("حتى 31 ديسمبر 2030 تُعفى المصانع من الضريبة.", [("31 ديسمبر 2030", "2030-12-31")]),
    ("The council voted on 22 September to close the school.", [("22 September", "XXXX-09-22")]),
    ("Rents rose 8% from June 2023 to June 2024.", [("June 2023 to June 2024", "2023-06/2024-06")]),
    ("The mayor, April Jones, declined to comment.", []),
    ("Officials said in April Jones had been warned.", [("April", "XXXX-04")]),
    ("The plant will employ 2030 workers by 2028.", [("2028", "2028")]),
    ("By the end of 2026 the dam will be full.", [("the end of 2026", "2026")]),
    ("Soldiers march in the capital each spring.", []),
    ("The index closed at 2024.5 points.", []),
    ("Flight 1987 was delayed.", []),
    ("He served from 2009 until 2017.", [("2009 until 2017", "2009/2017")]),
    ("It is due on Wednesday, December 3.", [("Wednesday, December 3", "XXXX-12-03")]),
    ("She joined in Sept. 2015 and left in 2018.", [("Sept. 2015", "2015-09"), ("2018", "2018")]),
    ("In 2023, 1984 cases were recorded.", [("2023", "2023")]),
    ("The second half of 2022 saw losses of $3m.", [("second half of 2022", "2022-07/2022-12")]),
    ("Since March the ministry has spent €5 million.", [("March", "XXXX-03")]),
    ("The law of 15 March 1998 was repealed.", [("15 March 1998", "1998-03-15")]),
    ("Output in the 2021-22 season fell.", []),
    ("The 2019–2021 drought killed 40,000 cattle.", [("2019–2021", "2019/2021")]),
    ("The deal, signed in late May, lapses in 2040.", [("late May", "XXXX-05"), ("2040", "2040")]),
    ("Version 2021 of the app is out.", []),
    ("About 1,900 of the 2000 seats were sold.", []),
    (
        "The survey ran from 12 January through 3 March 2024.",
        [("12 January through 3 March 2024", "2024-01-12/2024-03-03")],
    ),
]
# By the first figures of the file: what the seed states, in order.
IN_SEEDS = {
    "000": ["2024-12", "2025-01", "2025-04", "XXXX-03"],
    "001": ["XXXX-01"],
    "002": ["XXXX-12", "2021", "2024-12"],
    "003": ["XXXX-01", "XXXX-05"],
    "004": [
        *("XXXX-01-27", "2025-01-24", "XXXX-01-27", "XXXX-01-27", "2022/2023", "XXXX-01-27", "2022/2023", "2023/2028"),
        *("2026", "2023-05/2024-01", "2024", "XXXX-01-27", "2025-02-03"),
    ],
}
PIECES = (
    *(
        "في ",
        "و",
        "بين ",
        "عام ",
        "يناير",
        "مارس",
        "كانون الثاني",
        "شباط/فبراير",
        "٣",
        "27",
        " ",
        "2025",
        "1446",
        "رمضان",
        "-",
    ),
    *(
        "، ",
        "\n",
        "May",
        "March 3",
        "from ",
        " to ",
        " and ",
        "in ",
        "الماضي",
        "ـ",
        "\u0301",
        "Q3 ",
        "الربع الأول من ",
        "%",
    ),
    *("31", "الإثنين ", "mid-", "الثاني من ", "/", ".", "م", "H800", "\u200f"),
)


@pytest.mark.parametrize(("sentence", "stated"), SENTENCES)
def test_each_sentence_states_its_dates(sentence: str, stated: list[tuple[str, str]]) -> None:
    assert [(found.text, found.value) for found in moments(sentence)] == stated


@pytest.mark.parametrize(("file", "stated"), IN_SEEDS.items())
def test_each_seed_states_its_dates(file: str, stated: list[str]) -> None:
    [path] = SEEDS.glob(f"{file}_*")
    assert [found.value for found in moments(path.read_text(encoding="utf-8"))] == stated


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)))
def test_offsets_point_at_the_words(text: str) -> None:
    reached = 0
    for found in moments(text):
        assert reached <= found.start < found.end
        assert text[found.start : found.end] == found.text
        assert is_edtf(found.value)
        reached = found.end


def test_a_date_that_contradicts_itself_is_none() -> None:
    assert moments("في 03 شباط/مارس 2025، والأحد 03 شباط 2025، و31 فبراير 2025") == []


def test_marks_and_joiners_inside_words_change_nothing() -> None:
    text = "في ينـــاير\u064f ٢٠٢٥"
    [found] = moments(text)
    assert (found.value, text[found.start : found.end]) == ("2025-01", "ينـــاير\u064f ٢٠٢٥")
