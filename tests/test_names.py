"""Names: which spellings may be one, which never are, and where known names stand in a text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.names import LONGEST, SUGGEST, Finder, mentions, ratio, similarity, skeleton, suggest

SAME = [
    ("ليانج ونفينج", "ليانغ وينفنغ"),
    ("جوجل", "غوغل"),
    ("إنفيديا", "انفيديا"),
    ("أوباما", "اوباما"),
    ("ديب سيك", "ديبسيك"),
    ("عبد الله", "عبدالله"),
    ("أبو العنين", "ابوالعنين"),
    ("مُحمّد", "محمد"),
    ("بلومبرغ", "بلومبرج"),
    ("نتنياهو", "نتانياهو"),
    ("زيلينسكي", "زيلنسكي"),
    ("ماكرون", "مكرون"),
    ("ترامب", "ترمب"),
    ("غوتيريش", "جوتيريش"),
    ("أنغيلا ميركل", "أنجيلا ميركل"),
    ("هونغ كونغ", "هونج كونج"),
    ("واشنطن", "واشنطون"),
    ("تشرشل", "شرشل"),
    ("غورباتشوف", "جورباتشوف"),
    ("الجزيرة", "الجزيره"),
    ("شركة هواوي", "هواوي"),
    ("قناة الميادين", "الميادين"),
    ("د. سامر الخطيب", "سامر الخطيب"),
    ("كامبردج", "كمبردج"),
    ("سنغافورة", "سنغافوره"),
    ("أمستردام", "امستردام"),
    ("دارون أسموغلو", "دارون أسموجلو"),
    ("غولدمان ساكس", "جولدمان ساكس"),
    ("مارك أندرسن", "مارك أندرسون"),
    ("مارك زوكربيرغ", "مارك زوكربرج"),
    ("برلسكوني", "برلوسكوني"),
    ("OpenAI", "Open AI"),
    ("Nvidia", "NVIDIA"),
    ("Nvidia Corp.", "Nvidia"),
    ("The Guardian", "Guardian"),
    ("Mohammed Salem", "Muhammad Salem"),
    ("Zelensky", "Zelenskyy"),
    ("Philip Morris", "Filip Morris"),
    ("Erdoğan", "Erdogan"),
    ("Steven Clark", "Steven Clarck"),
    ("Andersen", "Anderson"),
    ("Dr. Jane Porter", "Jane Porter"),
    ("Mr Christopher Hill", "Kristofer Hill"),
]
DIFFERENT = [
    ("محمد بن سلمان", "محمد بن زايد"),
    ("حسن", "حسين"),
    ("محمد", "محمود"),
    ("أحمد حسن", "أحمد حسين"),
    ("سالم", "سليم"),
    ("سعد", "سعيد"),
    ("علي", "علاء"),
    ("عمر", "عمرو"),
    ("سامي", "سامية"),
    ("كريم", "كرم"),
    ("جميل", "جمال"),
    ("حسن", "حسني"),
    ("لبنان", "لبناني"),
    ("أمين", "أمينة"),
    ("الجزيرة", "الجزائر"),
    ("الشرق", "الشارقة"),
    ("العربية", "العبرية"),
    ("النهار", "الأنهار"),
    ("ميتا", "ميلا"),
    ("قطر", "قطار"),
    ("ترامب", "ترامب الابن"),
    ("دونالد ترامب", "إيفانكا ترامب"),
    ("جو بايدن", "جيل بايدن"),
    ("بشار الأسد", "حافظ الأسد"),
    ("سعد الحريري", "رفيق الحريري"),
    ("وزارة الصحة", "وزارة الصناعة"),
    ("جامعة القاهرة", "جامعة بيروت"),
    ("البنك الدولي", "البنك المركزي"),
    ("جوجل", "جوجل ديب مايند"),
    ("Nvidia", "إنفيديا"),
    ("DeepSeek", "ديب سيك"),
    ("DeepSeek R1", "DeepSeek R2"),
    ("GPT-4", "GPT-5"),
    ("نموذج 3", "نموذج 4"),
    ("Hassan", "Hussein"),
    ("Maria", "Mario"),
    ("Christian", "Christina"),
    ("Robert", "Roberto"),
    ("Intel", "Intol Labs"),
    ("Apple", "Apply"),
    ("New York Times", "New York Post"),
    ("Bank of China", "Bank of Japan"),
    ("Reuters", "Routers United"),
    ("Jane Porter", "James Porter"),
    ("Meta", "Beta"),
    ("", "x"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_are_suggested(one: str, other: str) -> None:
    assert suggest(one, [other]) == [(other, similarity(one, other))]
    assert similarity(one, other) >= SUGGEST


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_names_are_not_suggested_as_one(one: str, other: str) -> None:
    assert similarity(one, other) < SUGGEST


def test_words_of_three_consonants_and_other_vowels_are_left_to_the_alias_table() -> None:
    """What tells حسن from حسين cannot tell that بكين is بيكين."""
    assert 80 < similarity("بكين", "بيكين") < SUGGEST


def test_letters_of_one_sound_are_one_in_the_skeleton() -> None:
    assert skeleton("غوغل") == skeleton("جوجل") == skeleton("گوگل") == skeleton("قوقل") == skeleton("كوكل")
    assert skeleton("شيكاغو") == skeleton("شيكاجو")
    assert skeleton("ماكرون") == skeleton("ماكّرون") == skeleton("مكررون")


def test_the_most_alike_comes_first_and_the_name_itself_is_left_out() -> None:
    assert suggest("غوغل", ["ميتا", "غوغل", "جوجل", "قوقل"]) == [("جوجل", 100.0), ("قوقل", 100.0)]


def test_a_threshold_may_be_lower() -> None:
    assert suggest("سالم", ["سليم", "قطر"], threshold=70) == [("سليم", similarity("سالم", "سليم"))]


def test_names_are_found_with_what_is_joined_to_them() -> None:
    text = "قال لرويترز وبالجزيرة، وأضافت شركة ديب سيك، فالجزيرة وDeepSeek للجزيرة لـ«رويترز» وNvidia's."
    names = {"رويترز": 1, "الجزيرة": 2, "ديب سيك": 3, "DeepSeek": 3, "nvidia": 4}
    found = [(text[one.start : one.end], one.key) for one in mentions(text, names)]
    assert found == [
        ("رويترز", 1),
        ("الجزيرة", 2),
        ("ديب سيك", 3),
        ("الجزيرة", 2),
        ("DeepSeek", 3),
        ("جزيرة", 2),
        ("رويترز", 1),
        ("Nvidia", 4),
    ]


def test_the_longest_name_wins_and_no_name_goes_across_a_stop() -> None:
    names = {"بنك": "b", "بنك مصر": "m", "بنك مصر الدولي": "d"}
    assert [one.key for one in mentions("بنك مصر الدولي وبنك مصر. وبنك. مصر", names)] == ["d", "m", "b"]


def test_marks_and_stretching_do_not_hide_a_name() -> None:
    text = "وَلِـرُويتـرز"
    (found,) = mentions(text, {"رويترز": 1})
    assert text[found.start : found.end] == "رُويتـرز"


def test_marks_without_a_letter_are_no_word() -> None:
    assert [one.key for one in mentions("INTEL \u064b", {"Intel": 1, "\u064b": 2})] == [1]


def test_short_words_lose_no_letters() -> None:
    assert mentions("وعد وبنك", {"عد": 1, "نك": 2}) == []


def test_a_hundred_thousand_aliases_cost_no_more_than_the_text() -> None:
    finder = Finder({f"محمد {number}": number for number in range(100_000)})
    text = "قال محمد 99999 ومحمد 17 ومحمد س " * 200
    assert [one.key for one in finder.find(text)] == [99999, 17] * 200


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=60)
def test_any_two_texts_compare_alike_in_both_orders(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) <= 100
    assert 0 <= ratio(one[:LONGEST], other[:LONGEST]) <= 100
    assert ratio(one[:50], other[:50]) == ratio(other[:50], one[:50])


@given(st.text(alphabet="وفبلكا الرويتزـَّ«».nvNV's", max_size=80))
@settings(max_examples=80)
def test_mentions_stand_where_they_say(text: str) -> None:
    found = mentions(text, {"رويترز": 1, "الرو": 2, "nv": 3, "وال": 4})
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip("ـَّ ")
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
