"""What newspapers count and measure, in both languages: the words, and the English singular that names the unit.

Data, not rules. Arabic rows give the singular and the plurals; the accusative and the dual are formed from the
singular. English rows may give plurals that are not formed with *s*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claims.arabic import fold

from .counted import COUNT_AR, COUNT_EN, PLAIN_EN
from .goods import PLACES_AND_TOOLS_AR
from .moneys import COUNTRIES, ISO, MONEY_AR, MONEY_EN
from .peoples import OTHERS_AR, PEOPLES_AR, PEOPLES_EN
from .sundries import STILL_MORE_AR
from .things import MORE_AR, MORE_EN

MONEY, MEASURE, SPAN, COUNT = "money", "measure", "span", "count"


def _words(*rows: str) -> frozenset[str]:
    return frozenset(word for row in rows for word in row.split())


@dataclass(frozen=True)
class Unit:
    """A unit: its name in the data; its kind; how many of it one word names (two for a dual); an English singular."""

    name: str
    kind: str
    times: int = 1
    single: bool = False


_MEASURE_AR = {
    "percentage point": "نقطة مئوية|نقاط مئوية|نقطة مئوية",
    "basis point": "نقطة أساس|نقاط أساس",
    "point": "نقطة/نقاط",
    "degree": "درجة مئوية|درجات مئوية|درجة/درجات",
    "meter": "متر/أمتار|م",
    "square meter": "متر مربع|مترا مربعا|أمتار مربعة|م²",
    "cubic meter": "متر مكعب|مترا مكعبا|أمتار مكعبة",
    "kilometer": "كيلومتر/كيلومترات|كيلو متر|كم|كلم",
    "square kilometer": "كيلومتر مربع|كيلومترا مربعا|كيلومترات مربعة|كم مربع|كلم مربع|كم²|كلم²|كم ²|كلم ²",
    "micrometer": "ميكرون/ميكرونات|ميكرومتر",
    "yard": "ياردة/ياردات",
    "centimeter": "سنتيمتر/سنتيمترات|سنتمتر|سم",
    "millimeter": "مليمتر/مليمترات|ملليمتر/ملليمترات|ميليمتر/ميليمترات|ملم|مم",
    "nanometer": "نانومتر|نانو متر",
    "mile": "ميل/أميال",
    "nautical mile": "ميل بحري|ميلا بحريا|أميال بحرية",
    "foot": "قدم/أقدام",
    "inch": "بوصة/بوصات|إنش",
    "hectare": "هكتار/هكتارات",
    "feddan": "فدان/أفدنة",
    "acre": "أكر/أكرات|آكر|إيكر",
    "dunam": "دونم/دونمات",
    "kilogram": "كيلوغرام/كيلوغرامات|كيلوجرام/كيلوجرامات|كيلو غرام|كيلو|كغ|كغم|كجم",
    "gram": "غرام/غرامات|جرام/جرامات",
    "milligram": "مليغرام/مليغرامات|ملليغرام/ملليغرامات|ميليغرام/ميليغرامات|ملليجرام/ملليجرامات|مليجرام/مليجرامات"
    "|ملغ|ملغم",
    "ton": "طن|طنا/أطنان|طن متري",
    "pound": "رطل/أرطال|باوند",
    "milliampere-hour": "ملي أمبير|مللي أمبير|ميلي أمبير|ملي أمبير ساعة|مللي أمبير ساعة|ميلي أمبير ساعة",
    "volt": "فولت|فولط",
    "ounce": "أونصة/أونصات|أوقية/أوقيات",
    "liter": "لتر/لترات|ليتر/ليترات",
    "milliliter": "ملليلتر/ملليلترات|مليلتر/مليلترات|ميليلتر/ميليلترات|مل",
    "microgram": "ميكروغرام/ميكروغرامات|ميكروجرام",
    "decibel": "ديسيبل",
    "terawatt": "تيراواط|تيراوات",
    "megahertz": "ميغاهرتز|ميجاهرتز",
    "gallon": "غالون/غالونات|جالون/جالونات",
    "barrel": "برميل/براميل",
    "cubic foot": "قدم مكعب|قدم مكعبة|قدما مكعبا|أقدام مكعبة",
    "watt": "واط|وات",
    "kilowatt": "كيلوواط|كيلووات|كيلوات|كيلو واط",
    "megawatt": "ميغاواط|ميجاوات|ميغاوات|ميجاواط|ميغا واط",
    "gigawatt": "غيغاواط|جيجاوات|غيغاوات|جيجاواط|جيغاواط|جيغاوات",
    "kilowatt-hour": "كيلوواط ساعة|كيلووات ساعة|كيلوواط ساعي",
    "megawatt-hour": "ميغاواط ساعة|ميجاوات ساعة|ميغاوات ساعة",
    "gigawatt-hour": "غيغاواط ساعة|جيجاوات ساعة|جيغاواط ساعة|غيغاوات ساعة",
    "terawatt-hour": "تيراواط ساعة|تيراوات ساعة",
    "byte": "بايت",
    "kilobyte": "كيلوبايت",
    "megabit": "ميغابت|ميجابت",
    "gigabit": "غيغابت|جيجابت",
    "megabyte": "ميغابايت|ميجابايت|ميغا بايت|ميجا بايت",
    "gigabyte": "غيغابايت|جيجابايت|جيغابايت|غيغا بايت|جيجا بايت",
    "terabyte": "تيرابايت|تيرا بايت",
    "petabyte": "بيتابايت",
    "megapixel": "ميغابكسل|ميجابكسل|ميغا بكسل|ميجا بكسل",
    "hertz": "هرتز",
    "gigahertz": "غيغاهرتز|جيجاهرتز",
    "calorie": "سعرة حرارية|سعرات حرارية|سعرة",
    "carat": "قيراط/قراريط",
    "time": "ضعف/أضعاف|أمثال",
}
_MEASURE_EN = {
    "percentage point": "percentage point|pct point",
    "basis point": "basis point|bps|bp",
    "point": "point",
    "degree": "degree|degree celsius,degrees celsius|degree fahrenheit,degrees fahrenheit",
    "meter": "meter|metre|m,m",
    "square meter": "square meter|square metre|sq m,sq m|sqm,sqm",
    "cubic meter": "cubic meter|cubic metre|cu m,cu m|m³,m³",
    "kilometer": "kilometer|kilometre|km,kms",
    "square kilometer": "square kilometer|square kilometre|sq km,sq km",
    "centimeter": "centimeter|centimetre|cm,cm",
    "millimeter": "millimeter|millimetre|mm,mm",
    "nanometer": "nanometer|nanometre|nm,nm",
    "mile": "mile",
    "mile per hour": "mile per hour,miles per hour|mile an hour,miles an hour|mph,mph",
    "kilometer per hour": "kph,kph|kmh,kmh",
    "nautical mile": "nautical mile",
    "knot": "knot",
    "horsepower": "horsepower,horsepower|hp,hp",
    "foot": "foot,feet|ft,ft",
    "square foot": "square foot,square feet|sq ft,sq ft",
    "cubic foot": "cubic foot,cubic feet|cu ft,cu ft",
    "square mile": "square mile|sq mile",
    "square inch": "square inch,square inches",
    "square yard": "square yard",
    "inch": "inch,inches",
    "yard": "yard",
    "hectare": "hectare",
    "acre": "acre",
    "feddan": "feddan",
    "dunam": "dunam|dunum",
    "kilogram": "kilogram|kilo,kilos|kg,kgs",
    "gram": "gram",
    "milligram": "milligram|mg,mg",
    "ton": "ton",
    "metric ton": "metric ton",
    "tonne": "tonne|metric tonne",
    "ounce": "ounce|oz,oz",
    "liter": "liter|litre",
    "gallon": "gallon",
    "barrel": "barrel|bbl,bbls|bpd,bpd|b / d,b / d",
    "watt": "watt",
    "kilowatt": "kilowatt|kw,kw",
    "megawatt": "megawatt|mw,mw",
    "gigawatt": "gigawatt|gw,gw",
    "kilowatt-hour": "kilowatt hour|kilowatt-hour|kwh,kwh",
    "gigawatt-hour": "gigawatt hour|gigawatt-hour|gwh,gwh",
    "megawatt-hour": "megawatt hour|megawatt-hour|mwh,mwh",
    "terawatt-hour": "terawatt hour|terawatt-hour|twh,twh",
    "byte": "byte",
    "kilobyte": "kilobyte|kb,kb",
    "megabit": "megabit|mbps,mbps",
    "gigabit": "gigabit|gbps,gbps",
    "megabyte": "megabyte|mb,mb",
    "gigabyte": "gigabyte|gb,gb",
    "terabyte": "terabyte|tb,tb",
    "petabyte": "petabyte|pb,pb",
    "megapixel": "megapixel|mp,mp",
    "light-year": "light-year|light year",
    "hertz": "hertz,hertz|hz,hz",
    "megahertz": "megahertz,megahertz|mhz,mhz",
    "gigahertz": "gigahertz,gigahertz|ghz,ghz",
    "calorie": "calorie",
    "carat": "carat",
    "time": "fold,fold",
    "magnitude": "magnitude,magnitude",
    "volt": "volt",
    "milliampere-hour": "mah,mah",
}
_SPAN_AR = {
    "second": "ثانية/ثوان|ثواني",
    "millisecond": "ميلي ثانية|مللي ثانية|ميلي ثواني",
    "minute": "دقيقة/دقائق",
    "hour": "ساعة/ساعات",
    "day": "يوم/أيام",
    "week": "أسبوع/أسابيع",
    "month": "شهر/أشهر|شهور",
    "year": "عام/أعوام|سنة/سنوات|سنين",
    "decade": "عقد/عقود",
    "century": "قرن/قرون",
    "night": "ليلة/ليال|ليالي",
}
_SPAN_EN = {
    "second": "second|sec",
    "millisecond": "millisecond|ms,ms",
    "minute": "minute|min",
    "hour": "hour|hr",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year|yr",
    "decade": "decade",
    "century": "century,centuries",
    "night": "night",
}
# Their plural is written as their dual: only the context tells them apart, so neither is read as two.
_LIKE_PLURALS = frozenset(
    fold(word)
    for word in (
        "عاملين",
        "زائرين",
        "طالبين",
        "عالمين",
        "نائبين",
        "عدين",
        "شعبان",
        "طيران",
        "فرسان",
        "قرصان",
        "دوران",
        "نسرين",
        "حملان",
        "عدوان",
    )
)


def _dual(word: str) -> Iterator[str]:
    base = word[:-1] + "ت" if word.endswith("ه") else word
    return (base + ending for ending in ("ان", "ين"))


def _pairs(first: str, second: str) -> Iterator[str]:
    """Two of a thing of two words: «براءتي اختراع», «قمرين صناعيين»."""
    base = first[:-1] + "ت" if first.endswith("ه") else first
    other = second[:-1] + "ت" if second.endswith("ه") else second
    yield from (f"{base}{ending} {second}" for ending in ("ي", "ا"))
    yield from (f"{base}{ending} {other}{ending}" for ending in ("ين", "ان"))


def _arabic(rows: dict[str, str], kind: str) -> Iterator[tuple[str, Unit]]:
    """Every form of rows such as ``"ساعة/ساعات|سويعة"``; the accusative and the dual are made of single words."""
    for name, row in rows.items():
        for form in fold(row.replace("|", " | ")).split(" | "):
            singular, _, plural = form.partition("/")
            yield singular, Unit(name, kind, single=True)
            if plural:
                yield plural, Unit(name, kind)
            if singular.count(" ") == 1:
                yield from ((pair, Unit(name, kind, 2)) for pair in _pairs(*singular.split()))
                yield " ".join(word if word[-1] in "ها" else word + "ا" for word in singular.split()), Unit(name, kind)
            if " " not in singular and len(singular) > 2:
                yield singular if singular[-1] in "ها" else singular + "ا", Unit(name, kind)
                yield from ((dual, Unit(name, kind, 2)) for dual in _dual(singular) if dual not in _LIKE_PLURALS)


def _feminine(rows: dict[str, str]) -> Iterator[tuple[str, Unit]]:
    """The women of those whose plural is regular: «موظفة», «موظفات» of «موظف/موظفين»."""
    for name, row in rows.items():
        for form in fold(row).split("|"):
            singular, _, plural = form.partition("/")
            if plural == singular + "ين":
                yield from ((singular + ending, Unit(name, COUNT)) for ending in ("ه", "ات"))
                yield from ((singular + ending, Unit(name, COUNT, 2)) for ending in ("تان", "تين"))


def _english(rows: dict[str, str], kind: str) -> Iterator[tuple[str, Unit]]:
    for name, row in rows.items():
        for form in row.split("|"):
            singular, _, plural = form.partition(",")
            yield plural or singular + "s", Unit(name, kind)
            yield singular, Unit(name, kind, single=True)


def _table(*sources: Iterable[tuple[str, Unit]]) -> dict[str, tuple[tuple[tuple[str, ...], Unit], ...]]:
    """Names of units under their first word, longest first; of two units with one name the first source's holds."""
    found: dict[tuple[str, ...], Unit] = {}
    for source in sources:
        for words, unit in source:
            found.setdefault(tuple(words.replace("-", " - ").split()), unit)
    firsts: dict[str, list[tuple[tuple[str, ...], Unit]]] = {}
    for parts, unit in found.items():
        firsts.setdefault(parts[0], []).append((parts, unit))
    return {first: tuple(sorted(names, key=lambda name: -len(name[0]))) for first, names in firsts.items()}


# Duals of names of two words; those of single words are formed.
_DUALS_AR = (
    ("نقطتين مئويتين", "percentage point", MEASURE),
    ("نقطتان مئويتان", "percentage point", MEASURE),
    ("درجتين مئويتين", "degree", MEASURE),
    ("درجتان مئويتان", "degree", MEASURE),
    ("ضعفي", "time", MEASURE),
    ("طنين", "ton", MEASURE),
    ("طنان", "ton", MEASURE),
    ("مركزي بيانات", "data center", COUNT),
    ("شركتين ناشئتين", "startup", COUNT),
    ("شركتان ناشئتان", "startup", COUNT),
    ("وحدتي معالجة", "processor", COUNT),
)
# «150 ميغاواط/ساعة»
_HOURS = {
    "kilowatt-hour": "كيلوواط كيلووات كيلوات",
    "megawatt-hour": "ميغاواط ميجاوات ميغاوات ميجاواط",
    "gigawatt-hour": "غيغاواط جيجاوات غيغاوات جيغاواط",
}
UNITS = _table(
    ((fold(words), Unit(name, kind, 2)) for words, name, kind in _DUALS_AR),
    ((f"{word} / {fold('ساعة')}", Unit(name, MEASURE)) for name, row in _HOURS.items() for word in fold(row).split()),
    _arabic(_SPAN_AR, SPAN),  # first: «سنتين» are years, not cents
    _arabic(MONEY_AR, MONEY),
    _arabic(_MEASURE_AR, MEASURE),
    _arabic(COUNT_AR, COUNT),
    _arabic(MORE_AR, COUNT),
    _arabic(PLACES_AND_TOOLS_AR, COUNT),
    _arabic(OTHERS_AR, COUNT),
    _arabic(PEOPLES_AR, COUNT),
    _arabic(STILL_MORE_AR, COUNT),
    _feminine(COUNT_AR),
    _feminine(MORE_AR),
    _feminine(PLACES_AND_TOOLS_AR),
    _feminine(OTHERS_AR),
    _feminine(PEOPLES_AR),
    _feminine(STILL_MORE_AR),
    _english(MONEY_EN, MONEY),
    _english(_SPAN_EN, SPAN),
    _english(_MEASURE_EN, MEASURE),
    _english(COUNT_EN, COUNT),
    _english(MORE_EN, COUNT),
    _english(PEOPLES_EN, COUNT),
    _english({name: name for name in sorted(PLAIN_EN)}, COUNT),
    ((code.lower(), Unit(code, MONEY)) for code in sorted(ISO)),
)


def _nationalities() -> Iterator[tuple[str, dict[str, str]]]:
    for words, money in COUNTRIES.items():
        for word in fold(words).split():
            yield word, money
            if not word.isascii():
                yield from ((word + ending, money) for ending in ("ه", "ا"))


NATIONALITIES = dict(_nationalities())
