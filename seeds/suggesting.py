"""Which tracked story an article may belong to, and why. Pure functions.

Three things tell: **names** that both have (known sources in any of their spellings, and what Arabic prints in Latin
letters: DeepSeek, R2, H800), **numbers** with the words they count (294 ألف دولار and $294,000 are one), and **words**
that are not common in news. Words alone never suffice. All weights stand in one table; the reasons that an editor sees
are the words of the article themselves. An article that shares too little gets no suggestion at all: an editor who is
shown a wrong story three times stops looking.
"""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from claims.arabic import fold, stem

from .similarity import Word, placed

Kind = Literal["name", "number", "word"]

WEIGHTS: dict[Kind, float] = {"name": 3.0, "number": 3.0, "word": 0.3}
"""What one thing that both have is worth at most."""
CAPS: dict[Kind, float] = {"name": 15.0, "number": 9.0, "word": 2.5}
"""What all of a kind are worth together at most."""
IN_TITLE = 1.5  # times, where the title says it
IN_PASSING = 0.6  # times, where the article says it once
DIGITS = {1: 0.2, 2: 0.4}  # times, for a number of so few figures: many things are 5 or 20
LEAST_SHARE = 0.2  # of a story's texts; a name or word counts by the share of them that have it
LEAST_RARE = 0.5  # times, for what all stories have
THRESHOLD = 4.5
SUGGESTIONS = 3
SHOWN = 8  # words of one reason
READ = 100_000  # characters of an article; by then it has said what it is about


class StoryWords(NamedTuple):
    """What is known of a story. ``names`` holds, for each of its sources, all spellings; ``texts`` are its title and
    summaries, its claims and the bodies of its articles, each on its own.
    """

    id: int
    names: tuple[tuple[str, ...], ...]
    texts: tuple[str, ...]


class Reason(NamedTuple):
    """What both have: ``words`` as the article prints them, the most telling first."""

    kind: Kind
    words: tuple[str, ...]


class Suggestion(NamedTuple):
    """A story, its score (``THRESHOLD`` or more; only good for ordering) and why."""

    story: int
    score: float
    reasons: tuple[Reason, ...]


def suggest(article_text: str, title: str, stories: Sequence[StoryWords] | Prepared) -> list[Suggestion]:
    """The stories that an article may belong to, likeliest first, at most three.

    ``article_text`` is its body. Who asks for many articles prepares the stories once: ``Prepared(stories)``.

    >>> story = StoryWords(7, (("إنفيديا", "Nvidia"),), ("كلّف تدريب نموذج R1 من DeepSeek نحو 294 ألف دولار.",))
    >>> (found,) = suggest("DeepSeek says R1 cost $294,000 on Nvidia chips.", "Training R1", [story])
    >>> found.story, [(reason.kind, reason.words) for reason in found.reasons]
    (7, [('name', ('R1', 'DeepSeek')), ('number', ('$294,000',))])
    >>> suggest("فاز الفريق بثلاثة أهداف.", "فوز كبير", [story])
    []
    """
    known = stories if isinstance(stories, Prepared) else Prepared(stories)
    found = known.read(f"{title}\n{article_text[:READ]}")
    made = [_judged(story, shared) for story, shared in known.shared(found, set(known.read(title))).items()]
    enough = [suggestion for suggestion in made if suggestion.score >= THRESHOLD]
    return sorted(enough, key=lambda suggestion: -suggestion.score)[:SUGGESTIONS]


# --- What texts say ---------------------------------------------------------------------------------------------------


class Key(NamedTuple):
    """What makes two mentions the same thing."""

    kind: Kind
    value: str


@dataclass
class Mention:
    """How a text says it first, and how often it does."""

    printed: str
    times: int = 0
    digits: int = 0  # significant figures of a number


Said = dict[Key, Mention]


class _Shared(NamedTuple):
    """What an article and a story both have, and what that is worth."""

    kind: Kind
    points: float
    printed: str


class Prepared:
    """Stories, read. Costs about 2 ms for each 3 KB of their texts."""

    def __init__(self, stories: Sequence[StoryWords]) -> None:
        self._names = _Names(spellings for story in stories for spellings in story.names)
        self._count = len({story.id for story in stories})
        self._shares: dict[Key, dict[int, float]] = {}
        for story in stories:
            for text in story.texts:
                for key in self.read(text):
                    shares = self._shares.setdefault(key, {})
                    shares[story.id] = shares.get(story.id, 0.0) + 1 / len(story.texts)

    def read(self, text: str) -> Said:
        """What a text says."""
        said: Said = {}
        for key, printed, digits in _keys(text, self._names):
            said.setdefault(key, Mention(printed, digits=digits)).times += 1
        return said

    def shared(self, said: Said, titled: Container[Key]) -> dict[int, list[_Shared]]:
        """For each story, what it shares with an article that says this, ``titled`` in its title."""
        found: dict[int, list[_Shared]] = {}
        for key, mention in said.items():
            shares = self._shares.get(key, {})
            points = _worth(key, mention, key in titled) * self._rarity(len(shares))
            for story, share in shares.items():
                weight = 1.0 if key.kind == "number" else max(share, LEAST_SHARE)
                found.setdefault(story, []).append(_Shared(key.kind, points * weight, mention.printed))
        return found

    def _rarity(self, having: int) -> float:
        """1 for what one story has, less for what many have."""
        if self._count < 2 or not having:
            return 1.0
        return max(LEAST_RARE, math.log(self._count / having) / math.log(self._count))


def _worth(key: Key, mention: Mention, in_title: bool) -> float:
    points = WEIGHTS[key.kind]
    if key.kind == "number":
        return points * DIGITS.get(mention.digits, 1.0)
    return points * (IN_TITLE if in_title else IN_PASSING if mention.times == 1 else 1.0)


def _judged(story: int, shared: list[_Shared]) -> Suggestion:
    score = sum(min(sum(one.points for one in shared if one.kind == kind), cap) for kind, cap in CAPS.items())
    return Suggestion(story, round(score, 2), tuple(_reasons(shared)))


def _reasons(shared: list[_Shared]) -> Iterator[Reason]:
    for kind in WEIGHTS:
        best = sorted((one for one in shared if one.kind == kind), key=lambda one: -one.points)[:SHOWN]
        if best:
            yield Reason(kind, tuple(one.printed for one in best))


# --- Names ------------------------------------------------------------------------------------------------------------


class _Names:
    """The known names by their folded words. Spellings of one source are one name."""

    def __init__(self, groups: Iterable[tuple[str, ...]]) -> None:
        self._values: dict[tuple[str, ...], str] = {}
        for spellings in groups:
            folded = [words for spelling in spellings if (words := _stems(spelling))]
            value = next((self._values[words] for words in folded if words in self._values), None)
            for words in folded:
                self._values.setdefault(words, value or " ".join(folded[0]))
        self._longest = max(map(len, self._values), default=0)

    def at(self, stems: Sequence[str], place: int) -> tuple[str, int] | None:
        """The longest name that begins there, and its number of words."""
        for count in range(min(self._longest, len(stems) - place), 0, -1):
            value = self._values.get(tuple(stems[place : place + count]))
            if value is not None:
                return value, count
        return None


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word.folded) for word in placed(text))


def _keys(text: str, names: _Names) -> Iterator[tuple[Key, str, int]]:
    """Every mention in a text: its key, its words as printed, and the figures of a number."""
    numbers = list(_numbers(text))
    yield from ((number.key, number.printed, number.digits) for number in numbers)
    taken = {at for number in numbers for at in range(number.start, number.end)}
    for line, start in _lines(text):
        found = _Line(line, [word for word in placed(line) if start + word.start not in taken])
        yield from found.keys(names)


# A word in Latin letters, and what Arabic joins to it: وGoogle, بـDeepSeek.
_LATIN = re.compile(r"[\u0621-\u064a]{0,4}([A-Za-z0-9]+)")


def _lines(text: str) -> Iterator[tuple[str, int]]:
    start = 0
    for line in text.split("\n"):
        yield line, start
        start += len(line) + 1


@dataclass(frozen=True)
class _Line:
    text: str
    words: list[Word]

    def keys(self, names: _Names) -> Iterator[tuple[Key, str, int]]:
        stems = [stem(word.folded) for word in self.words]
        place = 0
        while place < len(stems):
            value, count = names.at(stems, place) or ("", 1)
            printed = self.text[self.words[place].start : self.words[place + count - 1].end]
            if value:
                yield Key("name", value), printed, 0
            elif (found := self.words[place].folded) not in COMMON and stems[place] not in COMMON:
                yield from self._key(self.words[place], stems[place], printed, found)
            place += count

    def _key(self, word: Word, stemmed: str, printed: str, folded: str) -> Iterator[tuple[Key, str, int]]:
        latin = _LATIN.fullmatch(printed)
        if latin and self._is_name(word, latin[1]):
            yield Key("name", fold(latin[1])), latin[1], 0
        elif len(stemmed) >= 4 and not folded.isdecimal():
            yield Key("word", stemmed), printed, 0

    def _is_name(self, word: Word, printed: str) -> bool:
        """Whether a word in Latin letters reads as a name: R2, OpenAI, and Nvidia where not all words begin so."""
        if len(printed) < 2 or not any(map(str.isalpha, printed)):
            return False
        if any(map(str.isdigit, printed)) or any(map(str.isupper, printed[1:])):
            return not self._shouts
        return printed[0].isupper() and (self._is_arabic or not (self._is_headline or self._begins(word)))

    def _begins(self, word: Word) -> bool:
        """Whether it begins a sentence, as any word may."""
        before = self.text[max(0, word.start - 8) : word.start].rstrip("\"'“”«‘([ ")
        return not before or before[-1] in ".!?:؟…-–—"

    @cached_property
    def _latin(self) -> list[str]:
        return [self.text[word.start : word.end] for word in self.words if word.folded.isascii()]

    @cached_property
    def _is_arabic(self) -> bool:
        return len(self._latin) * 2 < len(self.words)

    @cached_property
    def _is_headline(self) -> bool:
        """Whether most words begin with a capital letter, as those of English headlines do."""
        return sum(word[:1].isupper() for word in self._latin) > 0.6 * len(self._latin)

    @cached_property
    def _shouts(self) -> bool:
        """Whether all is in capital letters."""
        return len(self._latin) > 5 and all(word.isupper() or word.isdecimal() for word in self._latin)


# --- Numbers ----------------------------------------------------------------------------------------------------------


class _Number(NamedTuple):
    key: Key
    printed: str
    digits: int
    start: int
    end: int


_ASCII = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬٪", "01234567890123456789.,%")
# Not the 1 of R1, nor the 800 of H800; a sign of currency may stand before it, words after it.
_NUMBER = re.compile(
    r"(?<![^\W_])(?<![^\W_][.,‑-])([$€£¥]\s?)?([0-9]{1,15}(?:[.,][0-9]{1,15})*)(?![^\W_])(\s?%)?"
    r"((?:\s(?:[^\W\d_]|[\u0640\u064b-\u0652]){1,20}){0,3})"
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}


def _table(lines: dict[str, str]) -> dict[str, str]:
    return {stem(fold(word)): value for value, words in lines.items() for word in words.split()}


_SCALES = _table(
    {
        "3": "ألف ألفا ألفاً آلاف thousand",
        "6": "مليون مليوناً ملايين million mn",
        "9": "مليار ملياراً مليارات بليون billion bn",
        "12": "تريليون تريليوناً تريليونات trillion tn",
    }
)
_UNITS = _table(
    {
        "dollar": "دولار دولاراً دولارات dollar dollars usd",
        "euro": "يورو euro euros eur",
        "%": "بالمئة بالمائة المئة المائة percent",
        "hour": "ساعة ساعات hour hours",
        "minute": "دقيقة دقائق minute minutes",
        "day": "يوم يوماً أيام day days",
        "year": "سنة سنوات عام عاماً أعوام year years",
    }
)


def _numbers(text: str) -> Iterator[_Number]:
    """Numbers with what they count. A number that counts nothing is none, nor is a year."""
    for match in _NUMBER.finditer(text.translate(_ASCII)):
        sign, figures, percent, after = match.groups()
        unit = "%" if percent else _SIGNS[sign[0]] if sign else ""
        scale, unit, used = (0, unit, 0) if percent else _counted(after.split(), unit)
        value = _value(figures)
        if value is None or not (unit or scale) or (_YEAR.fullmatch(figures) and not (sign or percent or scale)):
            continue
        end = match.start(4) + _length(after, used)
        key = Key("number", f"{value.scaleb(scale).normalize():f} {unit}")
        yield _Number(key, text[match.start() : end], _significant(figures), match.start(), end)


def _significant(figures: str) -> int:
    """How many figures of a number say something: 2 of 0.14 and of 1,400,000."""
    return len(figures.replace(",", "").replace(".", "").strip("0"))


def _value(figures: str) -> Decimal | None:
    """The value of figures; commas group thousands, or else the number may be anything."""
    if _GROUPED.fullmatch(figures):
        figures = figures.replace(",", "")
    return Decimal(figures) if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", figures) else None


def _counted(words: Sequence[str], unit: str) -> tuple[int, str, int]:
    """The power of ten and the unit that the words after a number say, and how many of them do. A sign is a unit."""
    scale = used = 0
    for word in words:
        found = stem(fold(word))
        if found in _SCALES:
            scale, used = scale + int(_SCALES[found]), used + 1
        elif found in _UNITS and unit in ("", _UNITS[found]):
            return scale, _UNITS[found], used + 1
        elif unit or found in COMMON or len(found) < 3:
            break
        else:
            return scale, found[:4], used + 1  # plurals differ at their ends
    return scale, unit, used


def _length(after: str, words: int) -> int:
    """How many characters the first ``words`` words take with the blanks before them."""
    ends = [match.end() for match in re.finditer(r"\s\S+", after)]
    return ends[words - 1] if words else 0


# --- Common words -----------------------------------------------------------------------------------------------------

# What news of any subject is made of, in the forms that are left after folding and without joined prefixes.
_NEWS = """
الذي التي الذين اللذين هذا هذه هؤلاء ذلك تلك هناك هنا حيث حين عندما بينما كما كلما لكن لكنه لكنها غير سوى مثل مثلاً
أيضاً كذلك إلى على عليه عليها إليه إليها منه منها عنه عنها فيه فيها معه معها له لها لهم بعد قبل خلال أثناء منذ حتى حول
نحو ضد دون بدون عبر ضمن بين أمام خلف فوق تحت لدى عند عنده عندها وفق وفقاً بحسب حسب بسبب نتيجة رغم الرغم بعض كل جميع
معظم أكثر أقل أكبر أصغر أعلى أدنى أول أولى ثاني ثانية ثالث ثالثة آخر أخرى آخرين أخير أخيرة أخيراً مؤخراً حالياً سابقاً
لاحقاً حالي حالية سابق سابقة لاحق ماضي ماضية مقبل مقبلة قادم قادمة جديد جديدة جدد قديم كبير كبيرة كبار كبرى صغير صغيرة
عديد عدة عدد أعداد كثير كثيرة قليل رئيسي رئيسية عام عامة خاص خاصة كان كانت كانوا يكون تكون سيكون ستكون ليس ليست ليسوا
أصبح أصبحت يصبح بات باتت ظل زال تزال يزال لايزال صار مازال قال قالت يقول تقول قائلاً وقال وأضاف أضاف أضافت أوضح أوضحت
أكد أكدت يؤكد أشار أشارت مشيراً ذكر ذكرت أعلن أعلنت يعلن إعلان كشف كشفت تابع صرح تصريح تصريحات بيان خبر أخبار تقرير
تقارير مصدر مصادر وكالة صحيفة موقع قناة إعلام إعلامي إعلامية صحفي صحفية مؤتمر حديث لقاء مقابلة نشر نشرت نشره يمكن تمكن
تمكنت يجب ينبغي يتم تتم جرى تجري يجري يأتي جاء جاءت قام قامت يقوم تقوم شهد شهدت يشهد تشهد يعد تعد يعتبر تعتبر أدى أدت
يؤدي بدأ بدأت يبدأ تبدأ استمر استمرت يستمر وصل وصلت يصل تصل بلغ بلغت يبلغ تبلغ وقع وقعت حقق حققت يحقق تحقق تحقيق قدم
قدمت يقدم تقدم زيادة ارتفاع ارتفع ارتفعت انخفاض انخفض انخفضت تراجع تراجعت نسبة مستوى معدل حجم قيمة سعر أسعار مبلغ
مجموع إجمالي نهاية بداية مرة مرات مدة فترة مرحلة وقت زمن يوم يومين أيام أسبوع أسبوعين أسابيع شهر شهرين أشهر شهور سنة
سنوات عاماً عامين أعوام قرن ساعة ساعات دقيقة دقائق صباح مساء أمس غداً دولة دول بلد بلدان بلاد عالم عالمي عالمية دولي
دولية محلي محلية وطني وطنية منطقة مناطق مدينة مدن عاصمة مركز شركة شركات مؤسسة مؤسسات حكومة حكومي وزير وزارة رئيس مدير
مسؤول مسؤولين مسؤولون متحدث باسم خبير خبراء محلل محللين محللون شخص أشخاص ناس مواطن مواطنين عضو أعضاء فريق مجموعة قطاع
مجال مجالات سوق أسواق اقتصاد اقتصادي اقتصادية سياسة سياسي سياسية مالي مالية أموال دولار دولارات مليون ملايين مليار
مليارات ألف آلاف تريليون عمل أعمال عملية عمليات مشروع مشاريع برنامج خطة خطوة خطوات قرار قرارات قانون اتفاق اتفاقية
نظام طريق طريقة شكل نوع أنواع جزء جانب جوانب أساس أساسي مستقبل تاريخ وضع حالة حالات مشكلة مشاكل أزمة قضية قضايا موضوع
مسألة سبب أسباب هدف أهداف نتائج تأثير دور أهمية مهم مهمة قدرة قوة قوي قوية ضعف فرصة فرص تحدي تحديات ضغط ضغوط مخاوف
توقعات متوقع يتوقع تطوير تطور تغيير دعم تعزيز تعاون استخدام الولايات المتحدة أمريكا أميركا أمريكي أمريكية أميركي
أميركية أوروبا أوروبي أوروبية عربي عربية شرق غرب غربي شمال جنوب لا لم لن ما من في عن إن أن أنه أنها أنهم إذا إذ لأن
لأنه لذلك لهذا هو هي هم نحن أنا قد سوف فقط بل ثم أو أي أية إلا كيف لماذا ماذا متى أين صورة صور فيديو مقال مقالات تعليق
مزيد تفاصيل جانبه جانبها إضافة بالإضافة ذاته ذاتها نفسه نفسها واحد واحدة اثنين ثلاثة أربعة خمسة يناير فبراير مارس
أبريل إبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين
السبت الأحد الإثنين الاثنين الثلاثاء الأربعاء الخميس الجمعة the a an and or but of to in on at by for from with
without about after before during since until over under between against is are was were be been being has have had do
does did will would can could may might must should not no nor this that these those it its he she his her him they
them their we our you your who whom which what when where why how than then there here as if so such said says say
told according added also more most less least many much some any all other another new old first second third last
next year years month months week weeks day days time times today yesterday tomorrow hour hours minute minutes people
company companies government minister president official officials state states country countries world city national
international public million billion trillion thousand percent per cent dollar dollars report reports reported news
source sources agency statement announced group market markets made make makes take took taken give given come came
went going get got both while because however although january february march april june july august september october
november december monday tuesday wednesday thursday friday saturday sunday inc ltd corp mr mrs ms dr us uk eu un usa
"""
COMMON = frozenset(form for word in fold(_NEWS).split() for form in (word, stem(word)))
