"""Digits that are no quantity: parts of names and codes, dates, times, labels. Looks at a few neighbours only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.arabic import fold
from claims.datelines.words import HIJRI_MONTHS, MONTH_ENDS, MONTHS, WEEKDAYS

from .measured import FUNCTION_WORDS
from .tokens import NUMBER, WORD, Token, stripped


def _set(*rows: str) -> frozenset[str]:
    return frozenset(fold(word) for row in rows for word in row.split())


# What these name has a number for its name or address.
LABELS = _set(
    "رقم الرقم المادة مادة الفصل فصل الصفحة صفحة ص الباب القسم الجزء المجلد العدد الحلقة الموسم الإصدار إصدار إصدارها",
    "النسخة نسخة القناة قناة شارع طريق الطريق مبنى قاعة بوابة رحلة الرحلة القرار قرار القانون قانون الفقرة البند بند",
    "الطراز طراز موديل هاتف هواتف الملحق الشكل شكل الجدول جدول المجموعة هاتفيا الهاتف فاكس تلفاكس no number article",
    "section chapter page pages vol volume issue episode season version channel route highway flight room gate figure",
    "fig table appendix resolution part step level phase grade tel phone fax size model type class group rule windows",
    "act square street apt suite box line unit",
)
# Names of products and indices that end in a number, in both scripts; a general list, as word lists go.
FAMILIES = _set(
    "windows android ios macos iphone ipad galaxy pixel playstation xbox boeing airbus falcon gemini claude llama gpt",
    "chatgpt qwen mistral grok nasdaq nikkei ftse dax cac sp p dow russell fortune formula area apollo route ps usb",
    "wifi hdmi bluetooth python java iso covid g f mig su ryzen core snapdragon tegra geforce rtx gtx radeon phi",
    "stoxx topix csi kospi sdg ويندوز أندرويد آيفون ايفون آيباد غالاكسي جالاكسي بكسل بلايستيشن بوينغ بوينج إيرباص",
    "ايرباص فالكون جيميناي جيمناي كلود لاما تي بي كوين غروك ناسداك نيكي نيكاي فوتسي داكس كاك بورز فورتشن فورمولا",
    "كوب فرانس فرنس france",
    "كروم فايرفوكس أيفون بلاي إكس أوبونتو ريدمي شاومي هواوي ميت كيرين إكسبيريا موتو ريلمي أوبو فيفو",
    "أبولو سنابدرابون سنابدراجون توبكس كوفيد ميغ ميج سوخوي ستوكس راسل",
)
# These name by number only where nothing is counted.
_NUMBERED = _set(
    "الجولة جولة الأسبوع الدقيقة المرحلة مرحلة الجيل جيل الصف فئة الفئة المحور الملعب المنطقة القطاع",
    "الكتلة الخط المستوى الدورة الجلسة المباراة الوحدة السطر السؤال العمود الطابق الحافلة المنفذ منفذ",
    "البوابة الغرفة المحطة النقطة الباقة",
)
# With the article these are labels even before what may be counted.
_SURELY = _set("رقم مادة قانون قرار صفحة فقرة قناة فصل")
_CHANNELS = _set("العربية اليوم الآن نيوز روسيا ليبيا مصر تونس الجزائر المغرب العراق إفريقيا أفريقيا كوردستان")
_CLOCK_BEFORE = _set("الساعة بالساعة ساعة الساعه")
_CLOCK_AFTER = _set("صباحا مساء ظهرا عصرا فجرا ليلا بتوقيت غرينتش gmt utc am pm o'clock o’clock")
_YEAR_BEFORE = _set(
    "عام العام عامي سنة السنة سنتي لعام لسنة للعام بعام وعام منذ منتصف مطلع بداية نهاية أواخر أوائل ربيع صيف خريف",
    "شتاء يوم في بين الأعوام مونديال أولمبياد دورة رؤية انتخابات خطة أجندة in by since until from during of year",
    "years late early mid fy through before after around to spring summer fall autumn winter between and vision",
    "agenda class cop",
)
_DAY_NAMES = frozenset(parts[-1] for names in WEEKDAYS.values() for parts, _ in names) | _set("يوم يومي اليوم")
_MONTH_STARTS = frozenset(MONTHS) | frozenset(HIJRI_MONTHS)
_DATED = frozenset(word for word in (*MONTH_ENDS, *_DAY_NAMES) if word.isascii()) | _set(
    "some nearly roughly approximately almost exactly another only over about total these those"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_ERA = _set("م هـ ميلادي ميلادية هجري هجرية ad bc ce bce")
_CENTURY = _set("القرن")


class Refusal:
    """Asks whether a number in digits is anything but a quantity."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._text = text
        self._tokens = tokens

    def _word(self, at: int) -> str:
        return self._tokens[at].word if 0 <= at < len(self._tokens) else ""

    def glued(self, at: int) -> bool:
        """Whether the digits at ``at`` are part of a longer code: H800, GPT-4, 27/1, 10:30, 000660.KS."""
        token = self._tokens[at]
        return self._glued_before(token.start) or self._glued_after(token.end)

    def _glued_before(self, start: int) -> bool:
        before = self._text[max(0, start - 2) : start]
        last = before[-1:]
        if last.isascii() and last.isalpha() or last in {"_", "#", "@", "\\"}:
            return True
        if last in {"-", "‑", "‐", "–", "/", ".", ":", "&", "+", "^", ","} and len(before) == 2:
            return before[0].isalnum() and not (last in ":," and not before[0].isdigit())
        return False

    def _glued_after(self, end: int) -> bool:
        after = self._text[end : end + 2]
        first, second = after[:1], after[1:]
        if first in {"_", "@", "^", "″", "′"}:
            return True
        if first in {"x", "X", "×"} and second.isdigit():
            return True  # "the 4x100m relay"
        return first in {"/", ":", "."} and second.isalnum() and second not in {"س"}

    def a_date(self, at: int, *, counted: bool, grouped: bool) -> bool:
        """Whether the number is a year, a day of a month or an hour. ``counted``: a unit follows it."""
        word = self._word(at)
        if not word.isdigit():
            return False
        if _YEAR.fullmatch(word) and not grouped and self._a_year(at, counted=counted):
            return True
        if self._word(at - 1) in _CENTURY or len(word) == 4 and self._word(at + 1) in _ERA and word < "2100":
            return True
        return self._an_hour(at) or int(word) < 32 and self._a_day(at)

    def of_group(self, at: int) -> bool:
        """Whether the number names a group of countries."""
        if self._word(at - 1) == "of":
            return self._word(at - 2) == "group"
        named = self._word(at).startswith("ال") or self._word(at).isdigit()
        group = self._word(at - 1).removeprefix("ل").removeprefix("و") in {"مجموعه", "قمه"}
        return named and group and self._word(at - 2) != "ما"  # «ما مجموعه 95» is a sum

    def is_year(self, at: int) -> bool:
        """Whether a token has the form of a year of these two centuries."""
        return bool(_YEAR.fullmatch(self._word(at)))

    def _a_year(self, at: int, *, counted: bool) -> bool:
        before = {word for _, word in stripped(self._word(at - 1))}
        if not counted:
            return self._word(at) < "2040" or bool(before & _YEAR_BEFORE)
        return bool(before & _YEAR_BEFORE) or self._word(at - 1) in MONTH_ENDS or self._in_list(at)

    def _in_list(self, at: int) -> bool:
        """The second of two years: «بين عامي 2023 و2028»."""
        return self._word(at - 1) in {"و", "-", "–", "او"} and bool(_YEAR.fullmatch(self._word(at - 2)))

    def _a_day(self, at: int) -> bool:
        after = at + 2 if self._word(at + 1) in {"من", "of", "/", "-", "th", "st", "nd", "rd"} else at + 1
        following = self._tokens[after] if after < len(self._tokens) else None
        if following and following.kind == WORD and self.a_month(following):
            return True
        before = self._tokens[at - 1] if at else None
        if before and before.kind == WORD and self.a_month(before):
            return True
        return self._word(at - 1) in _DAY_NAMES and self._word(at + 1) not in {"%"}

    def a_month(self, token: Token) -> bool:
        """Whether a word names a month."""
        if token.word in {"may", "march", "mar", "second", "sec"}:
            return self._text[token.start].isupper()
        return (
            token.word in _MONTH_STARTS or token.word in MONTH_ENDS and not token.word.startswith(("الاول", "الثاني"))
        )

    def _an_hour(self, at: int) -> bool:
        if self._word(at - 1) in _CLOCK_BEFORE or self._word(at + 1) in _CLOCK_AFTER:
            return True
        return (self._word(at + 1), self._word(at + 2)) in {("a", "."), ("p", ".")} and self._word(at + 3) == "m"

    def numbered(self, at: int) -> bool:
        """Whether the word before may have the number for its name where nothing is counted: «الجولة 12»."""
        return self._word(at - 1) in _NUMBERED

    def on_air(self, at: int) -> bool:
        """Whether the number ends the name of a station: «العربية 24»."""
        return self._word(at) == "24" and self._word(at - 1) in _CHANNELS

    def labeled(self, at: int, *, strict: bool = False) -> bool:
        """Whether the number names something: page 5, Article 5, version 2, Windows 11, Nasdaq 100.

        ``strict``: also where it counts what follows it, so that «تضم المجموعة 27 سفينة» is no label.
        """
        before = self._tokens[at - 1] if at > 0 else None
        if before is None or before.kind == NUMBER:
            return before is not None and self._text[before.end : self._tokens[at].start] in {"-", "."}
        if before.kind != WORD:
            return before.word in {".", "-"} and self._word(at - 2) in {"no", "nos"} or before.word in {"№", "#"}
        if (
            strict
            and before.word.startswith("ال")
            and before.word[2:] not in _SURELY
            and before.word[2:] not in FAMILIES
        ):
            return False
        return self._names(before.word)

    def _names(self, word: str) -> bool:
        return any(
            rest in LABELS or rest in FAMILIES for prefix, rest in stripped(word) if prefix in {"", "و", "ب", "ل"}
        )

    def named(self, at: int) -> bool:
        """Whether a capitalized Latin name stands right before the number, as in Qwen 2.5 or Falcon 9."""
        before = self._tokens[at - 1] if at else None
        if before is None or before.kind != WORD or not before.word.isascii():
            return False
        if before.word in FUNCTION_WORDS or self._text[before.end - 2 : before.end] in {"'s", "’s"}:
            return False
        if before.word in _DATED or before.word.endswith(("ing", "ly")):
            return False
        return self._text[before.start].isupper()
