"""Spelling apart from meaning, and what changes a fact called out by name: a table, and what holds for any two texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.differences import Difference, difference, words

# Each marks exactly one word, and no reader hears it.
SPELLING = [
    ("شركةُ النور", "شركة النور"),
    ("قال احمد أمس", "قال أحمد أمس"),
    ("في عام ٢٠٢٥ مضى", "في عام 2025 مضى"),
    ("كلّف التدريب", "كلف التدريب"),
    ("إلى المدينه", "إلى المدينة"),
    ("مصطفي قال", "مصطفى قال"),
    ("مـــهم جداً", "مهم جداً"),
    ("جدًا مهم", "جداً مهم"),
    ("الإقتصاد ينمو", "الاقتصاد ينمو"),
    ("القرآن الكريم", "القران الكريم"),
    ("بلغت ٢٩٤ ألفاً", "بلغت 294 ألفاً"),
    ("DeepSeek said", "deepseek said"),
    ("وصل الی القاهرة", "وصل إلى القاهرة"),
    ("کتاب جديد", "كتاب جديد"),
    ("بنسبة ٩٧٫٣٪ تقريباً", "بنسبة 97.3% تقريباً"),
    ("ذهبت إلى أمريكا", "ذهبت إلى امريكا"),
    ("هذا الأمر", "هذا الأَمر"),
    ("من ابو ظبي", "من أبو ظبي"),
    ("آلاف الجنود", "الاف الجنود"),
    ("يوم الإثنين الماضي", "يوم الاثنين الماضي"),
    ("في ١٢٫٥ ساعة", "في 12.5 ساعة"),
]

# Old, new, and every fact that is called out: kind, what stood there, what stands there now.
MEANING: list[tuple[str, str, list[tuple[str, str | None, str | None]]]] = [
    ("بلغت 294 دولاراً", "بلغت 5.57 دولاراً", [("number", "294 دولاراً", "5.57 دولاراً")]),
    ("كلّف 294 ألف دولار", "كلّف 294 مليون دولار", [("number", "294 ألف دولار", "294 مليون دولار")]),
    ("أعلنت الشركة", "لم تعلن الشركة", [("negation", None, "لم")]),
    ("لن يصدر النموذج", "سيصدر النموذج", [("negation", "لن", None)]),
    ("يستخدم رقائق محلية", "لا يستخدم رقائق محلية", [("negation", None, "لا")]),
    ("ليس صحيحاً", "صحيح", [("negation", "ليس", None)]),
    ("ليست الأولى", "هي الأولى", [("negation", "ليست", None)]),
    ("ولم يصدر بيان", "وصدر بيان", [("negation", "ولم", None)]),
    ("وافق الوزير من دون شروط", "وافق الوزير بشروط", [("negation", "دون", None)]),
    ("الوزارة أكدت الخبر", "الوزارة نفت الخبر", [("negation", None, "نفت")]),
    ("بلغت 5 ملايين دولار", "بلغت 5 ملايين يورو", [("unit", "5 ملايين دولار", "5 ملايين يورو")]),
    ("قطع 20 كيلومتراً", "قطع 20 ميلاً", [("unit", "20 كيلومتراً", "20 ميلاً")]),
    ("استغرق 55 يوماً", "استغرق 55 ساعة", [("unit", "55 يوماً", "55 ساعة")]),
    ("يضم 200 موظف", "يضم 300 موظف", [("number", "200 موظف", "300 موظف")]),
    ("نما بنسبة 3.2 في المئة", "نما بنسبة 2.3 في المئة", [("number", "3.2 في المئة", "2.3 في المئة")]),
    ("بلغت 97.3%", "بلغت 93.7%", [("number", "97.3%", "93.7%")]),
    ("أكثر من 100 شخص", "أقل من 100 شخص", [("bound", "أكثر من 100 شخص", "أقل من 100 شخص")]),
    ("نحو 100 شخص", "100 شخص", [("bound", "نحو 100 شخص", "100 شخص")]),
    ("لا يقل عن 10 أيام", "لا يزيد على 10 أيام", [("bound", "لا يقل عن 10 أيام", "لا يزيد على 10 أيام")]),
    ("مليوني دولار", "مليون دولار", [("number", "مليوني دولار", "مليون دولار")]),
    ("ملايين الدولارات", "مليارات الدولارات", [("number", "ملايين الدولارات", "مليارات الدولارات")]),
    (
        "مئات الملايين من الدولارات",
        "المليارات من الدولارات",
        [("number", "مئات الملايين من الدولارات", "المليارات من الدولارات")],
    ),
    ("صدر في مايو 2024", "صدر في مايو 2025", [("date", "مايو 2024", "مايو 2025")]),
    ("صدر في 20 يناير 2025", "صدر في 27 يناير 2025", [("date", "20 يناير 2025", "27 يناير 2025")]),
    ("صدر في يناير 2025", "صدر في ديسمبر 2024", [("date", "يناير 2025", "ديسمبر 2024")]),
    ("صدر في يناير 2025", "صدر", [("date", "يناير 2025", None)]),
    ("قتل ثلاثة أشخاص", "قتل خمسة أشخاص", [("number", "ثلاثة أشخاص", "خمسة أشخاص")]),
    ("عشرات القتلى", "مئات القتلى", [("number", "عشرات القتلى", "مئات القتلى")]),
    ("نصف السكان", "ربع السكان", [("number", "نصف", "ربع")]),
    ("استخدم رقائق H800", "استخدم رقائق H100", [("number", "H800", "H100")]),
    ("أطلق GPT-4", "أطلق GPT-5", [("number", "GPT-4", "GPT-5")]),
    ("المرتبة الثالثة", "المرتبة الثانية", [("number", "المرتبة الثالثة", "المرتبة الثانية")]),
    ("It cost $294,000.", "It cost $5.57 million.", [("number", "$294,000", "$5.57 million")]),
    ("The firm announced it.", "The firm did not announce it.", [("negation", None, "not")]),
    ("It was released.", "It wasn't released.", [("negation", None, "wasn't")]),
    ("They can export.", "They cannot export.", [("negation", None, "cannot")]),
    ("with approval", "without approval", [("negation", None, "without")]),
    ("more than 40 people", "fewer than 40 people", [("bound", "more than 40 people", "fewer than 40 people")]),
    ("5 million dollars", "5 billion dollars", [("number", "5 million dollars", "5 billion dollars")]),
    ("a 20 percent fall", "a 12 percent fall", [("number", "20 percent", "12 percent")]),
    ("فقدت 600 مليار دولار في يوم", "فقدت 589 مليار دولار في يوم", [("number", "600 مليار دولار", "589 مليار دولار")]),
    ("من 3 إلى 5 أيام", "من 3 إلى 7 أيام", [("number", "3 إلى 5 أيام", "3 إلى 7 أيام")]),
    ("باع 5 سفن و6 طائرات", "باع 6 سفن و5 طائرات", [("number", "5 سفن", "6 سفن"), ("number", "6 طائرات", "5 طائرات")]),
    ("من 5 إلى القاهرة ثم 6", "من 6 إلى القاهرة ثم 5", [("number", "5", "6"), ("number", "6", "5")]),
    (
        "بلغت 5 ملايين دولار ولم تزد",
        "بلغت 6 ملايين دولار وزادت",
        [("number", "5 ملايين دولار", "6 ملايين دولار"), ("negation", "ولم", None)],
    ),
]

# Other words, and no fact of these kinds.
OTHER_WORDS = [
    ("قال الوزير", "قال الرئيس"),
    ("أعلنت الشركة عن نموذجها", "كشفت الشركة عن نموذجها"),
    ("بلغت 5 ملايين دولار أمس", "بلغت 5 ملايين دولار اليوم الماضي كله"),
    ("كلّف 294 ألف دولار", "كلّف 294,000 دولار"),
    ("The minister said", "The president said"),
    ("بلغت مليون دولار", "بلغت 1,000,000 دولار"),
    ("في الصين", "في اليابان"),
]


def calls(found: Difference) -> list[tuple[str, str | None, str | None]]:
    return [(call.kind, call.old, call.new) for call in found.calls]


def marked(found: Difference) -> list[str]:
    """What is marked in the new text."""
    return [found.new[slice(*change.new_span)] for change in found.changes if change.kind != "same"]


@pytest.mark.parametrize(("old", "new"), SPELLING)
def test_another_spelling_is_set_apart_and_marks_one_word(old: str, new: str) -> None:
    found = difference(old, new)
    assert found.spelling_only
    assert not found.calls
    assert len(marked(found)) == 1
    assert len(marked(found)[0].split()) == 1
    assert difference(new, old).spelling_only


@pytest.mark.parametrize(("old", "new", "expected"), MEANING)
def test_a_changed_fact_is_called_out(old: str, new: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    found = difference(old, new)
    assert not found.spelling_only
    assert calls(found) == expected
    assert calls(difference(new, old)) == [(kind, there, here) for kind, here, there in expected]


@pytest.mark.parametrize(("old", "new"), OTHER_WORDS)
def test_other_words_alone_call_out_nothing(old: str, new: str) -> None:
    found = difference(old, new)
    assert not found.spelling_only
    assert calls(found) == []


def test_the_table_is_long_enough() -> None:
    assert len(SPELLING) + len(MEANING) + len(OTHER_WORDS) >= 60


def test_a_figure_is_marked_whole() -> None:
    found = difference("بلغت 5.57 مليون.", "بلغت 5.67 مليون.")
    assert marked(found) == ["5.67"]
    assert difference("صدر عام 2024.", "صدر عام 2025.").changes[1].new_span == (8, 12)


def test_nothing_differs_from_itself() -> None:
    found = difference("بلغت 5 ملايين", "بلغت 5 ملايين")
    assert found.same
    assert not found.spelling_only
    assert not found.calls


SCRAPS = st.lists(
    st.sampled_from(["قال", "لم", "5", "5.57", "مليون", "دولار", "،", "شركةُ", "شركة", "2025", "٢٠٢٥", ".", "not"]),
    max_size=9,
).map(" ".join)


@given(SCRAPS, SCRAPS)
def test_no_character_of_either_text_is_left_out(old: str, new: str) -> None:
    found = words(old, new)
    assert "".join(old[slice(*change.old_span)] for change in found) == old
    assert "".join(new[slice(*change.new_span)] for change in found) == new
    assert all(old[slice(*c.old_span)] == new[slice(*c.new_span)] for c in found if c.kind == "same")


@given(SCRAPS, SCRAPS)
def test_a_spelling_calls_nothing_and_the_other_way_round_calls_the_same(old: str, new: str) -> None:
    there, back = difference(old, new), difference(new, old)
    assert not (there.spelling_only and there.calls)
    assert {call.kind for call in there.calls} == {call.kind for call in back.calls}
