"""Sentences: where they end in Arabic and English, and what does not end them."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.quotation import Span
from claims.sentences import sentences, within

# A text with "|" where one sentence ends and the next begins.
CUT = (
    "قال الوزير إن النسبة بلغت 97.3%.| وأضاف أن العمل مستمر.",
    "قال د. أحمد إن أ.د. سعاد وم. خالد حضروا.| ثم غادروا.",
    "وقال ود. منى رأي آخر.| انتهى.",
    "وهو أمر لم يسبق له.| ليانج أكد ذلك.",
    "لا علم لي به.| وهذا كل ما لديهم.| كم بقي منه ثم لم.| انتهى.",
    "هل يكفي هذا؟| لا يكفي!| ربما.",
    "قالت: «هذا صحيح.»| وأضافت أنه موثق.",
    "صدر الإصدار v3.0 أمس.| وهو الأحدث.",
    "زار الموقع https://example.org/a.html?b=1.| ثم عاد.",
    "مصر.. الحكومة تعلن خطة.| والبرلمان يناقشها.",
    "توقف طويلا…| ثم أكمل.",
    "سنة 1446 هـ كانت صعبة.| وتلتها 2025 م.| وكانت أسهل.",
    "عجيب (!) هذا الأمر.| نعم.",
    "راجع ص. 12 من الكتاب.| وراجع رقم. 7 أيضا.",
    "انتهت الجلسة.وقالت الرئاسة إنها ستعود.".replace(".و", ".|و"),
    "كم بلغت؟بلغت كثيرا.".replace("؟", "؟|"),
    "بلغت 5.7 مليون.\u200f| وهي أقل.",
    "ورد في البيان.[1]| ثم نُفي.[12]",
    "شركة Example Corp. الصينية نفت.| وأكدت غيرها.",
    "أعلنت الولايات المتحدة (U.S.) قيودا.| ردت الصين.",
    "الساعة 10.30 صباحا بدأ.| والساعة 11 انتهى.",
    "سأل: «لماذا؟».| فأجابوا.",
    "Dr. Smith met Mr. J. R. Brown.| They spoke.",
    "The U.S. Treasury and Example Inc. said no.| They left.",
    "It was bought by Example Corp.| The price was not disclosed.",
    "Prices rose 2.5 percent.| Wages did not.",
    "He lives in the U.S.| She lives in the U.K.| They write.",
    '"Why?" he asked.| "Because," she said.',
    "“It is done.”| They left.",
    "It ended at 5 p.m. on Monday.| It began at 4 a.m.",
    "See No. 5 and Fig. 3, p. 12.| Then see vol. 2.",
    "He said no.| Then he left.",
    "Use e.g. this or i.e. that, etc. and so on.| Stop.",
    "He waited... and waited.| Then he left.",
    "He waited...| Then he left.",
    "Visit example.com. now".replace(". now", ".| Now it works."),
    "Python 3.11.2 is out.| Version 4.0 is not.",
    "On Jan. 27 it fell.| On Dec. 3 it rose.",
    "(See the annex.)| It is long.",
    "What a day!| Was it?| It was.",
    "George W. Bush and John F. Kennedy were presidents.| Both won.",
    "Example vs. Sample was heard.| The court rose.",
    "Yahoo! said so.| Nobody asked.",
    "It cost $5. The end.".replace("5. ", "5.| "),
)
LISTED: tuple[tuple[str, list[str]], ...] = (
    ("1. أولا\n2. ثانيا", ["أولا", "ثانيا"]),
    ("١. أولا\n٢) ثانيا", ["أولا", "ثانيا"]),
    ("- نقطة\n• نقطة أخرى\n-نقطة ثالثة", ["نقطة", "نقطة أخرى", "نقطة ثالثة"]),
    ("1- أولا\n2 - ثانيا", ["أولا", "ثانيا"]),
    ("أ) أولا\nب) ثانيا", ["أولا", "ثانيا"]),
    ("(1) first\n(2) second", ["first", "second"]),
    ("a) first\nb) second", ["first", "second"]),
    ("10-15 people came", ["10-15 people came"]),
    ("-5 degrees", ["-5 degrees"]),
    ("2025. It was.", ["2025.", "It was."]),
    ("5.7 million", ["5.7 million"]),
    ("One\nTwo\r\nThree\u2028Four", ["One", "Two", "Three", "Four"]),
    ("  spaced  \n\n\u00a0\u200f\n***\n…\n", ["spaced"]),
    ("", []),
)
JUMBLE = st.text(st.one_of(st.sampled_from('.!?؟…»"”)[]( \n\u200f1aAدو-'), st.characters()), max_size=60)


def texts(text: str) -> list[str]:
    return [text[found.start : found.end] for found in sentences(text)]


@pytest.mark.parametrize("marked", CUT)
def test_sentences_end_where_readers_end_them(marked: str) -> None:
    parts = [part.strip(" \u200f") for part in marked.split("|")]
    assert texts(marked.replace("|", "")) == parts


@pytest.mark.parametrize(("text", "expected"), LISTED)
def test_lines_and_list_marks(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_offsets_are_those_of_the_whole() -> None:
    assert sentences("One. Two.", 10) == [Span(10, 14), Span(15, 19)]
    assert within("Title\nOne. Two.", [Span(0, 5), Span(6, 15)]) == [Span(0, 5), Span(6, 10), Span(11, 15)]


@settings(max_examples=200)
@given(JUMBLE)
@example("1.")
@example("- ")
@example("(!)")
def test_any_text_is_cut_in_order_and_no_letter_is_lost(text: str) -> None:
    end = 0
    kept = []
    for found in sentences(text):
        assert end <= found.start < found.end <= len(text)
        assert not text[found.start].isspace() and not text[found.end - 1].isspace()
        assert "\n" not in text[found.start : found.end]
        kept.append(text[found.start : found.end])
        end = found.end
    assert sum(map(str.isalpha, "".join(kept))) >= sum(map(str.isalpha, text)) - text.count(")")
