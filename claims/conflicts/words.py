"""The words that oppose each other, in Arabic and English, and the roots by which they are found. Tables only.

A row of ``OPPOSITES`` is one sense with its two sides; of ``SCOPES`` one contrast of circumstances, each side of which
may hold while the other does not. Words are written as any of their forms: ``root`` brings verbs, their nouns and
their persons together well enough to compare two short sentences, and nothing it makes is ever shown.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from claims.arabic import fold

_ENDINGS = ("تهما", "تها", "تهم", "هما", "ات", "ون", "ين", "ان", "وا", "ها", "هم", "ته", "تا", "نا", "ت", "ه", "ا", "ي")
_PERSONS = ("سيت", "ستت", "سي", "ست", "يت", "تت", "ي", "ت", "ن", "ا")
_JOINED = ("وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال", "وب", "ول", "و", "ف", "ب", "ل", "ك")
_LONG = str.maketrans("", "", "اوي")
_LEAST = 3  # letters that tell a word
_SHORT_ENGLISH = 4  # letters; in a shorter word an ending is no ending


@lru_cache(maxsize=65_536)
def root(word: str) -> str:
    """What the forms of a folded word have in common; never shown.

    >>> {root(fold(word)) for word in ("ارتفع", "يرتفع", "ارتفاعاً", "ارتفعت")}
    {'رتفع'}
    >>> {root(word) for word in ("confirm", "confirmed", "confirms", "confirming")}
    {'confirm'}
    """
    return _english(word) if word.isascii() else _arabic(word)


def _arabic(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            word = word[: -len(ending)]
            break
    for person in _PERSONS:
        if word.startswith(person) and len(word) - len(person) >= _LEAST:
            word = word[len(person) :]
            break
    bare = word[0] + word[1:-1].translate(_LONG) + word[-1] if len(word) > 1 else word
    return bare if len(bare) >= _LEAST else word


def _english(word: str) -> str:
    if len(word) <= _SHORT_ENGLISH or word[-1].isdigit():
        return word.removesuffix("s") if len(word) == _SHORT_ENGLISH and not word.endswith("ss") else word
    for ending, other in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and not word.endswith(("ss", "eed")) and len(word) - len(ending) >= _LEAST:
            word = word[: -len(ending)] + other
            break
    if len(word) > _LEAST and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > _LEAST else word


@lru_cache(maxsize=65_536)
def roots(word: str) -> tuple[str, ...]:
    """The root of a folded word as it stands, and without each thing that Arabic may have joined to it.

    >>> root(fold("نجاح")) in roots(fold("والنجاح"))
    True
    """
    if word.isascii():
        return (root(word),)
    shorter = (word[len(part) :] for part in _JOINED if word.startswith(part) and len(word) - len(part) >= _LEAST)
    found = [root(each) for each in (word, *shorter)]
    if len(word) == _LEAST and word[0] in "يتن":
        found.append(f"{word[1]}ا{word[2]}")  # «لم تصب» of «أصابت»: the long vowel goes
    return tuple(dict.fromkeys(found))


Sides = tuple[tuple[str, int], ...]  # senses, each with the side that is taken: 1 or -1


def _sides(table: str) -> dict[str, Sides]:
    """Rows "sense: one side | other side" as root → the senses it has, each with its side."""
    found: dict[str, Sides] = {}
    for row in table.strip().splitlines():
        sense, _, sides = row.partition(":")
        for side, words in zip((1, -1), sides.split("|"), strict=True):
            for word in words.split():
                key = root(fold(word))
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), (sense.strip(), side))))
    return found


OPPOSITES: Final = _sides(
    """
succeed: نجح نجاح ناجح أفلح تكلل succeed success successful successfully | فشل فاشل أخفق إخفاق fail failure \
unsuccessful
confirm: أكد يؤكد تأكيد أثبت إثبات اعترف أقر إقرار confirm confirmation affirm admit acknowledge confess | نفى \
نفت ينفي نفي أنكر إنكار ينكر كذب دحض deny denial refute disprove rebut
rise: ارتفع مرتفع رفع زاد يزيد زيادة ازداد ازدياد صعد صعود نما نمو تضاعف قفز rise rose risen increase grow grew \
grown growth climb surge jump soar gain raise raised hike | انخفض منخفض خفض هبط هبوط تراجع تدهور تقلص انكمش نقص \
تناقص fall fell fallen decline drop decrease shrink shrank shrunk plunge slump dip slip lower lowered cut reduce
allow: سمح مسموح سماح أجاز إجازة رخص ترخيص أباح allow permit authorize authorise legalize legal | منع ممنوع \
محظور حظر يحظر حرم تحريم prohibit ban forbid forbade forbidden bar block illegal outlaw
accept: وافق موافقة صادق مصادقة approve approval accept endorse ratify agree back | رفض عارض معارضة اعترض reject \
rejection refuse refusal oppose veto disapprove
continue: استمر جار مستمر استمرار واصل مواصلة تواصل استأنف استئناف continue resume ongoing persist | توقف متوقف \
أوقف وقف إيقاف علق انهار stop halt suspend cease end collapse pause discontinue
keep: أبقى أبقت إبقاء احتفظ keep kept retain maintain preserve | ألغى أقال إقالة عزل طرد sack dismiss oust fire \
expel ألغت إلغاء يلغي تخلى تخلت تخلي استغنى أنهى أنهت abolish scrap abandon cancel ditch eliminate
open: افتتح فتح مفتوح open reopen | أغلق مغلق إغلاق يغلق أقفل close shut closure
join: انضم انضمام التحق join | انسحب انسحاب غادر مغادرة withdraw withdrew withdrawn withdrawal quit
win: فاز فوز انتصر انتصار win won victory | خسر هزم هزيمة lose lost defeat
profit: ربح أرباح profit surplus profitable | خسارة خسائر عجز loss deficit unprofitable
improve: تحسن تحسين improve improvement better | ساء تفاقم worsen worse deteriorate
support: دعم أيد تأييد support favor favour | انتقد انتقاد شجب أدان إدانة criticize condemn denounce
innocent: برأ بريء براءة innocent acquit | مذنب أدان أدين إدانة guilty convict
alive: نجا survive alive | قتل مات توفي وفاة die dead kill
arrest: أفرج إفراج freed | اعتقل احتجز احتجاز arrest detain jail imprison
true: صحيح حقيقي أصيل true genuine authentic | كاذب مزيف زائف مفبرك ملفق fake forge fabricate bogus hoax
safe: آمن safe harmless | خطر خطير ضار dangerous harmful unsafe
strengthen: عزز تعزيز حفز تحفيز سرع تسريع strengthen boost spur accelerate stimulate | أضعف إضعاف أبطأ عرقل أعاق \
يحد تحد weaken slow hinder hamper curb undermine
comply: التزم احترم comply honor honour respect observe | خرق انتهك انتهاك violate breach break broke broken
attend: حضر شارك مشاركة attend participate | غاب غياب قاطع مقاطعة boycott
build: بنى شيد build built construct | هدم دمر تدمير demolish destroy dismantle
include: شمل تضمن include | استثنى استبعد exclude omit
will: طوعي طوعا voluntary voluntarily | قسري قسرا إلزامي إجباري forced compulsory mandatory
calm: سلمي سلميا peaceful peacefully | عنيف violent
speed: سريع fast faster quickly | بطيء slow slower slowly
strength: قوي strong stronger | ضعيف weak weaker
whole: اكتمل مكتمل complete finished | جزئي جزئيا ناقص partial partially incomplete unfinished
hire: عين تعيين appoint hire | أقال إقالة sack dismiss fire
found: عثر عثور find found | فقد مفقود missing
buy: اشترى شراء buy bought acquire purchase | باع بيع sell sold sale
    """
)

SCOPES: Final = _sides(
    """
phase: تدريب درب training train | استدلال inference deployment
trial: تجريبي تجريبية تجربة pilot trial prototype beta | تجاري تجارية commercial
stage: نهائي نهائية final definitive | تحضيري تحضيرية أولي أولية مبدئي تمهيدي preliminary preparatory initial \
provisional interim
gross: إجمالي gross | صافي net
place: محلي محلية داخلي domestic local home | خارجي أجنبي مستورد foreign overseas abroad imported
army: عسكري عسكرية military soldier | مدني مدنية civilian
trade: صادرات تصدير export | واردات استيراد import
city: proper downtown | حضرية metropolitan suburb
rhythm: شهري شهرية monthly | سنوي سنوية annual yearly
age: طفل أطفال children child minor | بالغ بالغين adult
sex: رجال ذكور men male | نساء إناث women female
order: أول أولى first | أخير أخيرة ثان ثاني ثانية last second latest
ware: برمجيات خوارزميات software algorithm | عتاد hardware
    """
)


def _words(*rows: str) -> frozenset[str]:
    return frozenset(fold(word) for row in rows for word in row.split())


def _roots(*rows: str) -> frozenset[str]:
    return frozenset(root(fold(word)) for row in rows for word in row.split())


NEGATORS: Final = _words("لم لا لن ليس ليست ليسوا غير عدم بلا بدون دون", "not never no cannot without neither nor none")
FAILING: Final = _roots("fail failed refuse refused decline declined")  # «failed to sign» did not sign
CLAUSE_WIDE: Final = _words("no none neither nor")  # «no run succeeded»: what follows the noun is denied
# After these a negator denies nothing: bounds, "still", "not only", "however".
NOT_DENIED: Final = _roots(
    "يتجاوز تتجاوز يقل تقل يزيد تزيد يتعدى تتعدى يزال تزال يبعد سيما بد شك فقط مجرد أن أنه أنها سوى",
    "only more less fewer later earlier least doubt wonder just merely",
)
# Their roots are those of words of the table, their sense is not.
SENSELESS: Final = _words("رجع راجع يراجع راجعت مراجعة مراجعات المراجعة مرجع تسجيل حتى حاضر")
# What a verb says with its particle, up to two words on.
PARTICLES: Final[dict[tuple[str, str], Sides]] = {
    (root(fold(verb)), fold(particle)): sides
    for verbs, particle, sides in (
        ("call called calls calling", "off", (("continue", -1), ("keep", -1))),
        ("vote voted votes", "down", (("accept", -1),)),
        ("vote voted votes voting", "for", (("accept", 1), ("support", 1))),
        ("vote voted votes voting", "against", (("accept", -1), ("support", -1))),
        ("صوت صوتت يصوت تصويت التصويت", "لصالح", (("accept", 1), ("support", 1))),
        ("صوت صوتت يصوت تصويت التصويت", "ضد", (("accept", -1), ("support", -1))),
        ("turn turned turns turning", "down", (("accept", -1),)),
        ("shut shuts close closed", "down", (("open", -1), ("continue", -1))),
        ("break broke broken", "down", (("continue", -1),)),
        ("go goes went gone going", "ahead", (("continue", 1), ("allow", 1))),
        ("go goes went gone going", "on", (("continue", 1),)),
        ("carry carried carries", "on", (("continue", 1),)),
        ("go goes went gone going", "up", (("rise", 1),)),
        ("go goes went gone going", "down", (("rise", -1),)),
        ("lay laid", "off", (("hire", -1), ("keep", -1))),
        ("rule ruled rules", "out", (("confirm", -1), ("accept", -1))),
    )
    for verb in verbs.split()
}
LIGHT: Final = _roots(
    "يتم تتم تم يتمكن تتمكن يستطع يستطيع تستطيع يقم يقوم تقم يكن تكن يجر يعد تعد يسبق أي قط أبدا حتى",
    "be been being is are was were has have had do does did able to yet ever even longer any fully the a an it manage"
    " would could can will may",
)
FUNCTION: Final = _words(
    "في من على إلى عن مع أن إن أنه أنها إنه إنها كان كانت يكون تكون هو هي هم هذا هذه ذلك تلك التي الذي",
    "الذين ما كما قد لقد",
    "ثم أو أم بل لكن حتى بعد قبل عند عندما خلال بين كل بعض أي له لها لهم به بها فيه فيها عليه عليها منه",
    "منها وقد حيث إذ إذا",
    "تم يتم جرى وهو وهي أكثر أقل نحو حوالي كم متى هل ماذا أين كيف لماذا بماذا مبلغ بنسبة نسبة لدى ضد نفسه نفسها",
    "the a an of in on at to for from by with and or but as is are was were be been being has have had do",
    "does did it its",
    "that this these those which who whom whose what when where how why will would may might could can",
    "should than then so",
    "also their his her they he she we our there into about over under up down out more less most no not",
    "per said says say",
    "according while after before during between both each all some any if one",
    # Units and scales: numbers are compared as numbers.
    "مئة المئة بالمئة مائة المائة بالمائة ألف آلاف مليون ملايين مليار مليارات تريليون دولار دولارا دولارات عام سنة",
    "percent cent hundred hundreds thousand thousands million millions billion billions trillion dollar dollars usd",
)
FUTURE: Final = _words(
    "ربما سوف يتوقع متوقع المتوقع يتوقعون توقع احتمال محتمل المحتمل يخطط تخطط المقرر مقرر يعتزم تعتزم",
    "يمكن لعل يرجح مرجح",
    "may might could will would expected expects expect likely planned plans plan scheduled forecast",
    "forecasts predicted",
    "predicts possibly perhaps intends hopes aims",
)
# «رفض التعليق»: to say nothing is not to deny.
SPEAKING: Final = _roots(
    "تعليق التعليق يعلق علق يرد رد تصريح تصريحات بيان يصدر إفصاح comment statement respond response reply remark answer"
    " disclose elaborate"
)
UNSAID: Final = _roots("رفض امتنع يمتنع اعتذر decline refuse unavailable")
EXCLUSIVE: Final = _words(
    "فقط بالكامل حصرا حصريا كليا وحده وحدها كاملا", "only entirely exclusively solely wholly fully completely purely"
)
# What something may be entirely, without a name: where it comes from.
ORIGIN: Final = _roots("محلي محلية وطني وطنية أجنبي أجنبية مستورد domestic local homegrown foreign imported national")
ENDS: Final = _words("لكن لكنه لكنها بينما فيما إلا but while whereas although though however because since")
_CUES_AR = (
    ("chosen", "اعتمد يعتمد تعتمد اعتماد استند يستند ارتكز", "على", True),
    (
        "chosen",
        "عاد عادت يعود تعود العودة لجأ لجأت يلجأ انتقل ينتقل انتقال تحول يتحول تحولت اتجه",
        "إلى لاستخدام",
        True,
    ),
    ("chosen", "أبقى أبقت يبقي إبقاء الإبقاء حافظ", "على", True),
    ("chosen", "اختار يختار تختار استخدم يستخدم تستخدم استخدام استعان يستعين اشترى تبنى", "", False),
    ("displaced", "بدلا عوضا", "من عن", True),
    ("displaced", "بدل", "", False),
    ("displaced", "تخلى تخلت يتخلى تتخلى التخلي استغنى يستغني الاستغناء توقف عدل", "عن", True),
    ("replaced", "استبدال استبدل يستبدل تستبدل استبدلت", "", False),
)
_CUES_EN = (
    ("chosen", "relies rely relied relying reliance depend depends depended", "on", True),
    ("turned", "went back goes go return returned returns returning", "to", True),
    ("turned", "switch switched switching turned turn moved opted", "to for", True),
    ("chosen", "uses used use using chose chooses choose chosen", "", False),
    ("chosen", "adopted adopts adopt kept keeps keep picked selected", "", False),
    ("displaced", "instead rather", "of than", True),
    ("displaced", "place lieu", "of", True),
    ("displaced", "abandoned abandon abandons ditched dropped drops scrapped", "", False),
    ("replaced", "replace replaced replaces replacing", "", False),
)


def _cues() -> dict[str, tuple[str, frozenset[str]]]:
    """Folded word → (role, the words one of which must follow soon; none if what follows is the object)."""
    return {
        fold(word): (role, _words(after) if needed else frozenset())
        for role, heads, after, needed in (*_CUES_AR, *_CUES_EN)
        for word in heads.split()
    }


CUES: Final = _cues()
REPLACING: Final = _words("by with ب")
