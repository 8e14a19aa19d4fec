"""How a number is bounded: the words before and after it.

Patterns see a few dozen characters, so no text makes them slow.

Everything is matched against folded text (``tokens.flat``) from which the marks of vowels are gone.
"""

from __future__ import annotations

import re

_BEFORE, _AFTER = 72, 24  # characters that may hold the words which bound a number
_MARKS = re.compile('[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640«»“”„"]')
# A clause ends here; a stop inside a decimal does not end it.
_BREAK = re.compile(r"[!?؟;؛:\n،\[\]{}|]|[.,](?![0-9])")
# What may stand between the bounding words and the digits.
_FILL = (
    r"\s*(?:(?:حاجز|مبلغ|عتبه|سقف|مستوي|مجموعه|قيمته|قدره|الرقم|مايقارب|the|a|an|its|mark of|only|just|فقط)\s+)*"
    r"(?:ال|[بلو])?\s*[\"«“‘(]*\s*(?:us|[a-z]{1,2}(?=\$))?[$€£¥]?\s*(?:usd|eur|gbp)?\s*$"
)
# Up to five words between a verb and its number, the last of which leads to no other number.
_GAP = r"(?:\s+(?!(?:في|خلال|بعد|علي|من|الي|عن|منذ|قبل|بنسبه|بواقع|بمقدار|ان|الذي|التي|ثم)(?!\w))[^\W\d]+){0,5}"
# Where it happened, between the verb and its number: «تجاوز عدد القتلى في المدينة 40 شخصا».
_THERE = r"(?:\s+(?:الي|علي|من|عن|في|مع|عبر|لدي|خلال|منذ|بعد)\s+[^\W\d]{3,}(?:\s+ال[^\W\d]+)?){0,2}"
# Before a preposition that leads to the number, places may be told as well.
_WIDE = r"(?:\s+(?!(?:ان|الذي|التي|ثم|الي)(?!\w))[^\W\d]+){0,7}?"
_NO = r"(?:(?:لم|لا|الا|لن|دون|بدون|وبلا|بلا|عدم)\s+(?:ان\s+|[يت]?كن\s+)?)"
_START = r"(?<!\w)[وف]?"
_EXCEED = (
    r"(?:[يتن]?تجاوز|[يت]?جاوز|متجاوز|[يت]تخطي|[يت]تخط|تخط|[يت]تعدي|[يت]تعد|تعد[تي]|[يت]فوق|فاق)(?:ه|ها|ت|ا|ي|وا)?"
)
_MORE = r"(?:زياده|زيد|زائد|[يت]زيد|[يت]زد|زاد|زادت|[يت]ربو|ربا|[يت]نيف|[يت]نوف)(?:ه|ها)?"
_LESS = r"(?:[يت]قل|[يت]قلل|قل|قلت|انخفض)(?:ه|ها)?"
_ARABIC = (
    ("<=", rf"{_START}{_NO}{_EXCEED}{_GAP}{_THERE}"),
    ("<=", rf"{_START}{_NO}{_MORE}{_WIDE}\s+(?:عن|علي)"),
    (">=", rf"{_START}{_NO}{_LESS}{_WIDE}\s+عن"),
    ("<=", r"(?<!\w)(?:لا|ليس|ليست|ليسوا)\s+ب?(?:اكثر|ازيد|اعلي)\s+من"),
    (">=", r"(?<!\w)(?:لا|ليس|ليست|ليسوا)\s+ب?(?:اقل|ادني)\s+من"),
    ("<", rf"{_START}(?:لم\s+[يت]بلغ{_GAP}|لم\s+[يت]صل{_GAP}\s+الي)"),
    (">", rf"{_START}{_EXCEED}{_GAP}{_THERE}"),
    (">", rf"{_START}(?:ب)?{_MORE}{_WIDE}\s+(?:عن|علي)"),
    ("<", rf"{_START}(?:ب)?[يت]قل(?:ه|ها)?{_WIDE}\s+عن"),
    ("<=", r"(?<!\w)[وف]?(?:لم|لن)\s+\w+(?:\s+\w+){0,3}\s+(?:عن\s+|علي\s+|الا\s+)?(?:اكثر|ازيد)\s+من"),
    (">", r"(?<!\w)[وفبلك]?(?:(?:اكثر|ازيد|اعلي|اكبر|اطول)\s+من|فوق)"),
    ("<", r"(?<!\w)[وفبلك]?(?:(?:اقل|ادني|اصغر|اقصر)\s+من|(?:ما\s+)?دون|تحت)"),
    (
        "~",
        r"(?<!\w)[وفبل]?(?:نحو|حوالي|حوالى|قرابه|زهاء|تقريبا|مايقارب|[يت]قدر\s+بنحو"
        r"|قريب(?:ه|ا)?\s+من|في\s+حدود|حدود|حدود\s+ال|بحدود|ما\s+يشبه|كاد\w*\s+[يت]بلغ|[يت]كاد\s+[يت]بلغ)",
    ),
    ("~", rf"{_START}[بل]?(?:[يت]?قارب|[يت]?ناهز)(?:ت|ه|ها)?{_GAP}"),
    ("~", rf"{_START}(?:[يت]قرب|[يت]?قترب|اقترب)(?:ت)?{_GAP}\s+من"),
    ("=", rf"(?<!\w)(?:[لوف]+[يت]صل|س[يت]صل|و?س[يت]صل){_GAP}\s+الي"),
    ("<=", rf"(?<!\w)(?:يمكن|قد|ربما)\s+(?:ان\s+)?[يت]صل{_GAP}\s+الي"),
    ("=", rf"(?<!\w)ان\s+[يت]صل{_GAP}\s+الي"),
    ("<=", rf"(?<!\w)[وفب]?(?:ما\s+|بما\s+)?[يت]صل{_GAP}\s+الي"),
    (">", r"(?<!\w)[وف]?(?:كسر|اخترق|عبر|قفز|حطم)ت?(?:\s+\w+){0,3}\s+(?:فوق|حاجز|عتبه|مستوي)"),
    (
        "<=",
        r"(?<!\w)[وف]?(?:حتي|اقصا(?:ه|ها)|[بك]?(?:ال)?(?:حدا?|سقفا?)\s+(?:ال)?(?:اقصي|اعلي)(?:\s+(?:يبلغ|قدره|هو|عند|مقداره))?)",
    ),
    (
        ">=",
        r"(?<!\w)[وف]?(?:علي\s+الاقل|ادنا(?:ه|ها)|[بك]?(?:ال)?حدا?\s+(?:ال)?ادني(?:\s+(?:يبلغ|قدره|هو|عند|مقداره))?)",
    ),
    (">=", r"(?<!\w)(?:بدءا|ابتداء|انطلاقا|[يت]بدا)(?:\s+\w+){0,2}\s+(?:من|عند)"),
    (">=", r"(?<!\w)[وف]?[يت]?بدات?\s+(?:ال)?(?:اسعار|سعر|رسوم|تذاكر|كلفه|تكلفه)(?:\s+\w+){0,4}\s+(?:من|عند)"),
)
_ENGLISH = (
    ("<=", r"(?:no|not|never|nor)\s+(?:more|greater|higher|larger|longer|older|bigger|later)\s+than"),
    ("<=", r"(?:not|cannot|n['’]t|\w+n['’]t|never|without)\s+(?:exceed|surpass|top)(?:s|ed|ing)?"),
    (">=", r"(?:no|not|never)\s+(?:less|fewer|lower|smaller|shorter|younger)\s+than"),
    (
        ">=",
        r"(?:at\s+least|(?:a\s+)?minimum(?:\s+\w+)?\s+of|start(?:s|ed|ing)?\s+(?:at|from)|upwards?\s+from|as\s+(?:little|few|low)\s+as)",
    ),
    (
        "<=",
        r"(?:at\s+most|up\s+to|as\s+(?:much|many|high|long|far|large)\s+as|(?:a\s+)?maximum(?:\s+\w+)?\s+of|max"
        r"|capped\s+at|at\s+the\s+most|not\s+to\s+exceed|(?:upper\s+)?limit\s+of|cap\s+of|limit\s+of|ceiling\s+of)",
    ),
    (
        ">",
        r"(?:(?:more|greater|higher|larger|longer|older|bigger|further)\s+than|over|above|beyond|upwards?\s+of|in\s+excess\s+of"
        r"|north\s+of|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|topp(?:ed|ing)|tops|passed|(?<!the\s)(?<!this\s)past|cross(?:ed|es|ing)?|outnumber(?:s|ed)?)",
    ),
    (
        "<",
        r"(?:(?:less|fewer|lower|smaller|shorter|younger)\s+than|under|below|shy\s+of|short\s+of|beneath|not\s+(?:quite|even)|nowhere\s+near)",
    ),
    (
        "~",
        r"(?:about|around|roughly|approximately|approx\.?|nearly|almost|some|close\s+to|circa|ca\.|an\s+estimated|near"
        r"|in\s+the\s+(?:region|neighbou?rhood|vicinity)\s+of|an?\s+approximate|pushing|nigh\s+on|something\s+like|more\s+or\s+less|(?:on|in|of)\s+the\s+order\s+of|approaching|virtually|practically|an\s+average\s+of\s+about)",
    ),
)
# «فاق الطلب بأربعة أضعاف» says by how much; "over a $5m loan" says about what.
_BY = re.compile(r"(?<!\w)[وف]?ب\s*$|(?<!\w)(?:over|under|above|below|beyond)\s+an?\s+\W*$")
_SIGNS = {"<": "<", ">": ">", "≤": "<=", "≥": ">=", "~": "~", "≈": "~", "∼": "~", "±": "~"}
_BEFORE_RULES = tuple((sign, re.compile(pattern + _FILL)) for sign, pattern in _ARABIC) + tuple(
    (sign, re.compile(r"(?<!\w)" + pattern + _FILL)) for sign, pattern in _ENGLISH
)
# «10 آلاف دولار شهريا كحد أقصى»
_YEARLY = (
    r"\s*(?:(?:سنويا|شهريا|يوميا|اسبوعيا|في\s+(?:السنه|العام|الشهر|اليوم)"
    r"|(?:a|per)\s+(?:year|month|day|week|person))\s+)?"
)
# A quick look first: most numbers are bounded by nothing.
_AFTER_RULES = (
    (
        ">=",
        re.compile(
            rf"{_YEARLY}(?:علي\s+(?:ال)?اقل(?:\s+تقدير)?|علي\s+ادني\s+تقدير|[كب]حد\s+ادني|(?:ف|او\s+|و)اكثر|فما\s+فوق|(?:او|و)\s*[يت]زيد(?!\s+\w*\s*[0-9])|\+|-?plus(?!\w)|and\s+(?:up|counting)(?!\w)|or\s+more|or\s+above|or\s+over|or\s+higher"
            r"|and\s+above|and\s+over|or\s+older|and\s+older|at\s+least|at\s+a\s+minimum|plus(?!\w))"
        ),
    ),
    (
        "<=",
        re.compile(
            rf"{_YEARLY}(?:علي\s+(?:ال)?اكثر(?:\s+تقدير)?|علي\s+(?:اقصي|ابعد)\s+تقدير|[كب]حد\s+(?:اقصي|اعلي)|(?:ف|او\s+)اقل|فما\s+دون|or\s+less|or\s+fewer|or\s+under|or\s+below|or\s+lower"
            r"|at\s+(?:the\s+)?most|tops(?!\w)|maximum)"
        ),
    ),
    (
        "~",
        re.compile(
            r"\s*(?:تقريبا|او\s+نحو\s+ذلك|-odd(?!\w)|or\s+so(?!\w)|give\s+or\s+take|approximately|or\s+thereabouts)"
        ),
    ),
)


def window(plain: str, start: int, floor: int) -> str:
    """The clause before a number, without marks; never from before ``floor``, where the last number ended."""
    before = plain[max(floor, start - _BEFORE) : start]
    breaks = [found.end() for found in _BREAK.finditer(before)]
    return _MARKS.sub("", before[breaks[-1] :] if breaks else before)


def comparator(plain: str, start: int, end: int, floor: int) -> str:
    """How the number at ``plain[start:end]`` is bounded; "=" where no word says otherwise.

    >>> said = "لا يتجاوز 5%"
    >>> comparator(said, 10, 12, 0), comparator("5% or more", 0, 2, 0), comparator("about 5", 6, 7, 0)
    ('<=', '>=', '~')
    """
    after = plain[end : end + _AFTER]
    for sign, rule in _AFTER_RULES:
        if rule.match(after):
            return sign
    before = window(plain, start, floor)
    bare = before.rstrip(" $€£¥")
    if bare and bare[-1] in _SIGNS:
        return _SIGNS[bare[-1]]
    return _in_words(before)


def _in_words(before: str) -> str:
    if not before.strip() or _BY.search(before):
        return "="
    for sign, rule in _BEFORE_RULES:
        if rule.search(before):
            return sign
    return "="
