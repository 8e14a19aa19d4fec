"""The words by which the signs of a claim are known, in both languages. Data, not rules; no name of anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..arabic import fold

# Under its first word: the words that follow in a phrase, and the sign it gives; longest first.
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


def _rows(*rows: str) -> list[str]:
    """The entries of rows such as ``"لأول مرة|first time"``."""
    return [entry for row in rows for entry in row.split("|")]


# Arabic verbs of the past, third person; the feminine and the plural are formed. Weak ones stand in all forms.
_ACTS_AR = _rows(
    "أعلن|قرر|أطلق|طرح|نشر|وقّع|أصدر|أقر|رفض|وافق|فرض|حظر|منع|أجّل|أغلق|افتتح|بدأ|أوقف|استقال|أقال|انتخب|خسر|قتل",
    "جرح|اعتقل|احتجز|أدان|اتهم|كشف|اعترف|تعهد|وعد|استحوذ|دفع|تبرع|خصص|استثمر|بلغ|ارتفع|انخفض|تراجع|هبط|صعد|قفز",
    "احتل|تصدر|تجاوز|تأسس|أسس|أنشأ|صنع|أنتج|صدّر|استورد|هاجم|قصف|دمر|انهار|سقط|تحطم|غرق|احترق|انتقل|وصل|غادر",
    "اجتمع|أرسل|تسلم|منح|حصل|فشل|نجح|تمكن|اضطر|أجبر|شجع|استخدم|اعتمد|اختبر|طور|صمم|شارك|تظاهر|أضرب|سرق|خطف|أفرج",
    "سحب|أعاد|أضاف|تقدم|طلب|طالب|حذر|أبلغ|أخطر|غرّم|خفض|قلص|ضاعف|ضخ|تكبد|توصل|أبرم|أنفق|وظف|سرّح|صادر|أحال|استأنف",
    "دمج|نفذ|أنجز|أكمل|هزم|تعادل|تأهل|واجه|أبدى|أظهر|أثبت|أعرب|صرّح|تعرض|تولى|شغل|ترأس|أخفق|تعاقد|أبعد|طرد|عثر",
    "اكتشف|تعطل|انقطع|توقف|تأخر|تأجل|ألقى",
)
_ACTS_AR_WHOLE = _rows(
    "عينت|سجلت|سجلوا|حلت محل|صوتت|صوتوا|سلمت|جمعت|ربحت|دربت|أمرت|حكمت على|حكم على|رحلت|أصابت|أودعت|حضرت|مولت|سجنت",
    "رفعت|نقلت|ضبطت|فتحت|قدمت|أنهى|أنهت|ألغى|ألغت|ألغوا|باع|باعت|باعوا|اشترى|اشترت|اشتروا|فاز|فازت|فازوا|توفي",
    "توفيت|توفوا|مات|ماتت|قضى|قضت|بنى|بنت|نفى|نفت|نفوا|زاد|زادت|زار|زارت|نال|نالت|التقى|التقت|أُصيب|أصيبت|لقي",
    "لقيت|تبنى|تبنت|تلقى|تلقت|استولى|استولت|اختفى|اختفت|جرى|جرت|أجرى|أجرت|شكا|شكت|تخلى|تخلت|أدلى|أدلت|ألقت|تولت",
    "أبدت|بيعت|أقيل|أقيلت|احتُجز|طُرح|طُرحت|صُور|صُورت|قُتل|قُتلت|قُتلوا|نُقل|نُقلت|نُشر|نُشرت|وُقع|وُقعت|افتُتح",
    "افتُتحت|اعتُقل|اعتُقلت|أُطلق|أُطلقت|خُصص|تم|تمت|جاء في",
)
_ACTS_EN = _rows(
    "announced|approved|rejected|signed|launched|released|unveiled|published|closed|opened|reopened|banned",
    "blocked|barred|imposed|lifted|ordered|ruled|fined|sued|charged|convicted|acquitted|sentenced|arrested",
    "detained|jailed|freed|killed|injured|wounded|died|resigned|quit|fired|dismissed|appointed|elected|hired|won",
    "lost|beat|defeated|scored|sold|bought|acquired|paid|raised|invested|funded|donated|spent|cut|cuts|slashed",
    "rose|fell|dropped|jumped|surged|plunged|climbed|doubled|tripled|halved|grew|shrank|reached|hit|hits|exceeded",
    "collapsed|crashed|sank|burned|destroyed|attacked|bombed|shelled|seized|stole|recalled|withdrew|suspended",
    "postponed|delayed|cancelled|canceled|scrapped|founded|built|produced|exported|imported|shipped|delivered",
    "supplied|used|tested|developed|trained|failed|succeeded|agreed|refused|pledged|promised|admitted|confirmed",
    "revealed|disclosed|discovered|found|warned|accused|alleged|voted|met|visited|moved|sent|received|joined",
    "joins|left|became|began|started|ended|stopped|resumed|completed|filed|registered|recorded|reported|claimed",
    "blamed|evacuated|rescued|shut|expelled|deported|fled|protested|awarded|granted|denied|repaid|defaulted",
    "merged|split|kills|wins|opens|closes|signs|bans|sues|collapses|resigns|dies|falls|rises|drops|raises|rejects",
    "approves|launches|orders|delays",
)
# A headline in Arabic tells of an event by its noun; only where the sentence begins with it.
_EVENT_NOUNS = _rows(
    "تأجيل|إلغاء|إغلاق|مقتل|وفاة|إصابة|استقالة|إقالة|تعيين|انتخاب|توقيع|اعتقال|إطلاق|افتتاح|انهيار|تحطم|غرق",
    "اندلاع|إدانة|اتهام|حظر|فرض|خفض|انخفاض|ارتفاع|تراجع|هبوط|صعود|فوز|خسارة|تسريح|إضراب|احتجاز|الإفراج|الحكم",
    "تدريب|شراء|استحواذ|فشل|إرسال|طرح|إعلان|نشر|تدمير|قصف|مصادرة|تأسيس|إنشاء|اكتشاف|إصدار|رفض|سحب|تعليق|منع|وصول",
    "انسحاب|انتقال",
)
# After these such a noun tells of an event wherever it stands: «بعد فشل», «رغم إرسال».
_AFTER_WHICH = ("بعد", "رغم", "قبل", "عقب", "على إثر", "منذ", "خلال", "عند", "في أعقاب")
_SUPERLATIVE = _rows(
    "لأول مرة|للمرة الأولى|المرة الأولى|الأول من نوعه|الأولى من نوعها|الأدنى منذ|الأعلى منذ|الأكبر منذ|الأسوأ منذ",
    "المركز الأول|الأكبر في|الأعلى في|الأكثر في|الأول في|الأولى في|الوحيد الذي|الوحيدة التي|رقم قياسي|رقما قياسيا",
    "غير مسبوق|غير مسبوقة|largest|biggest|smallest|highest|lowest|fastest|oldest|youngest|deadliest|worst|record",
    "only one|the most expensive|the most|the least|the only|unprecedented|first time|all-time|longest|shortest",
    "busiest|richest|poorest|cheapest",
)
_SUPERLATIVE_BEFORE_NOUN = _rows(
    "أول|أكبر|أصغر|أعلى|أدنى|أسرع|أقدم|أغلى|أرخص|أضخم|أسوأ|أطول|أقصر|أخطر|أغنى|أفقر|آخر من",
)
_COMPARISON = _rows(
    "مقارنة ب|مقارنة مع|بالمقارنة|مقابل|في المقابل|أقل من|أكثر من|أكبر من|أعلى من|أدنى من|أسرع من|أقل كفاءة|يفوق",
    "تفوق على|متفوقا|متفوقة|يضاهي|تضاهي|يعادل|تعادل|ضعف|أضعاف|بينما|في حين|بدلا من|عوضا عن|خلافا ل|على عكس|منافسا",
    "أفضل من|أسوأ من|compared with|compared to|more than|less than|fewer than|higher than|lower than|better than",
    "worse than|faster than|twice|double|triple|versus|unlike|whereas|instead of|than|up from|down from",
    "surpassing|overtaking",
)
_CAUSE = _rows(
    "بسبب|جراء|نتيجة|على إثر|على خلفية|بفعل|أدى إلى|أدت إلى|يؤدي إلى|تؤدي إلى|مما أدى|ما أدى|ما أجبر|ما أجبرها",
    "ما أجبره|مما دفع|ما دفع|دفعت إلى|تسبب|تسببت|يتسبب|أسفر|أسفرت|نجم عن|نجمت عن|ناجم عن|لتتسبب|ما أثار|مما أثار",
    "ما جعل|مما جعل|سمح|أتاح|مما أتاح|ما أتاح|مما يساعد|ما يعني|عقب|because|due to|caused|causing|led to",
    "leading to|resulted in|as a result|after|blamed on|triggered|prompted|thanks to|forced|forcing|owing to",
    "over a|احتجاجا على|بعد فشل",
)
_DENIAL = _rows(
    "نفى|نفت|نفوا|ينفي|تنفي|أنكر|أنكرت|لم تصدر|لم يصدر|لم يعلق|لم تعلق|لم يرد|لم ترد|لم يؤكد|لم تؤكد|لم تؤكده",
    "لم يصدر أي|لم ينجح|لم تنجح|لم يتمكن|لم تتمكن|لم يقدم|لم تقدم|denied|denies|deny|declined to|refused to",
    "did not respond|disputed|refuted|no evidence|not confirmed|had never|has never|have never|contradicted",
    "did not",
)
_PLAN = _rows(
    "من المقرر|كان من المقرر|يعتزم|تعتزم|تخطط|يخطط|تنوي|ينوي|تستعد|يستعد|من المتوقع|يتوقع|تتوقع|المتوقع أن|سوف",
    "تعهد|تعهدت|ينتظر|تستهدف|يستهدف|تهدف|تسعى إلى|plans to|plan to|planned|will|expects to|expected to|is due",
    "due to|scheduled|intends to|aims to|by the end of|set to|forecast|projected|would",
)
_MAKEUP = _rows(
    "يتألف|تتألف|يتكون|تتكون|يضم|تضم|يحتوي|تحتوي|يقع مقر|يقع|تقع|يستخدم|تستخدم|باستخدام|استخدام|اعتمادا على",
    "تعتمد على|يعتمد على|مملوك|مملوكة|يملك|تملك|يمتلك|تمتلك|يستقبل|تستقبل|consists of|made up of|comprises",
    "contains|owns|owned by|based in|uses|using|headquartered|equipped with|located in",
)
_OPINION = _rows(
    "مذهل|مذهلة|مذهلا|رائع|رائعة|مبهر|مبهرة|صادم|مؤلمة|مؤلم|نادرة|عظيم|عظيمة|ملهم|ملهمة|ثورة|ثوري|ثورية|ضجة",
    "بكل المقاييس|بلا شك|لا شك|للأسف|من المؤسف|يستحق|تستحق|قواعد اللعبة|اللعبة|صفحة جديدة|عصر جديد|مرحلة جديدة",
    "رأسا على عقب|نقطة تحول|رسالة واضحة|ليس مجرد|ليست مجرد|لم يكن مجرد|لم تكن مجرد|ليس هذا مجرد|مجرد",
    "لم تعد المسألة|يجسد|تجسد|موازين القوى|على أعتاب|أسطورة|فرصة ذهبية|صفعة|شرارة|ضربة|كل شيء|جميلة|جميل|إنجازا",
    "تفاؤل|طموحات|amazing|stunning|brilliant|beautiful|terrible|wonderful|painful|sad|sadly|shameful|dream|dreams",
    "lesson|game changer|turning point|wound|of course|after all|surely|undoubtedly|unfortunately|strangely",
    "impossible|quietly|ought to|should",
)
_FEELING = _rows(
    "الغضب|غضب|الحزن|حزن|الخوف|خوف|الذعر|دموع|أمل|الأمل|آمال|الألم|مشاعر|القلوب|القلب|خيبت|الفرح|فرح|الحب|معاناة",
    "المعاناة|أزمة ثقة|مخاوف|المخاوف|الشكوك|شكوك|tears|heart|hearts|hope|hopes|fear|fears|grief|anger|joy|shock",
    "mood|sorrow|love|pain|in shock|heartbroken|pray|prayers|trust",
)
_VAGUE = _rows(
    "ربما|لعل|يبدو|تبدو|يمكن أن|يمكن|قد يكون|قد تكون|قد يؤدي|قد تؤدي|قد يصبح|من شأنه|من الممكن|محتمل|المحتمل",
    "احتمالية|ويبقى|يبقى|may|might|could|perhaps|maybe|possibly|seems|appears|seem|appear|wonder",
)
_GENERAL = _rows(
    "دائما|أبدا|كل إنسان|لكل إنسان|لا أحد|الناس|عادة|الجميع|كل شخص|الحياة|في الحياة|على مر|في عالم|لطالما|always",
    "never|everyone|everybody|nobody|no one|anyone|life|somebody",
)
_BACKGROUND = _rows(
    "يعرف باسم|تعرف باسم|يعرف ب|تعرف ب|تعرف بأنها|يعرف بأنه|يطلق عليه|يطلق عليها|أي أن|بمعنى|يعود تاريخ|منذ سنوات",
    "منذ عقود|تاريخيا|is known as|are known as|known for|refers to|is defined as|defined as|is a type of",
    "in other words|that is to say|historically|for decades|for centuries|for years",
)
_REQUEST = _rows(
    "اقرأ|إقرأ|شاهد أيضا|شاهد الفيديو|شاهد بالصور|شاهدوا|تابع أيضا|تابعنا|تابعوا|اشترك|اشتركوا|انقر|اضغط|تخيلوا",
    "تخيل|تصوروا|خذ|انظر|دعونا|دعنا|تعرف على|للمزيد|read more|read also|read our|watch the|watch our|follow us",
    "subscribe|click|imagine|consider|let us|let's|look at|listen to|sign up|take the case|take for example",
    "join us|share this",
)
_COMMENT = _rows(
    "هذا|هذه|ذلك|تلك|وهذا|وهذه|وذلك|إنه|إنها|هكذا|وهكذا|such|this is|that is|it is|these|those|this|in the end",
    "في النهاية|وفي النهاية",
)

_PREFIXES = ("", "و", "ف")  # conjunctions that Arabic joins to the next word


def _forms(verbs: Iterable[str]) -> Iterator[str]:
    """The masculine, the feminine and the plural of regular verbs of the past."""
    for verb in verbs:
        stem = fold(verb)
        yield from (stem, f"{stem}ت", f"{stem}وا")


def _events() -> Iterator[str]:
    """Nouns of events after words of time and concession."""
    yield from (f"{before} {noun}" for before in _AFTER_WHICH for noun in _EVENT_NOUNS)


def _phrases(rows: Mapping[str, Iterable[str]], prefixes: Iterable[str] = _PREFIXES) -> Phrases:
    table: dict[str, dict[tuple[tuple[str, ...], str], None]] = {}
    for sign, entries in rows.items():
        for entry in entries:
            first, *rest = fold(entry).split()
            for prefix in ("",) if first.isascii() else prefixes:
                table.setdefault(prefix + first, {})[(tuple(rest), sign)] = None
    return {first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in table.items()}


# Anywhere in the sentence.
INSIDE = _phrases(
    {
        "event": (*_forms(_ACTS_AR), *_ACTS_AR_WHOLE, *_ACTS_EN, *_events()),
        "superlative": _SUPERLATIVE,
        "comparison": _COMPARISON,
        "cause": _CAUSE,
        "denial": _DENIAL,
        "plan": _PLAN,
        "makeup": _MAKEUP,
        "opinion": _OPINION,
        "feeling": _FEELING,
        "vague": _VAGUE,
        "general": _GENERAL,
        "background": _BACKGROUND,
    }
)
# Only where the sentence begins.
FIRST = _phrases({"request": _REQUEST, "comment": _COMMENT, "event": _EVENT_NOUNS}, ("",))
# «أول تطبيق», but «أول ما يميز» is none, nor is «أكبر من».
BEFORE_NOUN = frozenset(prefix + fold(word) for word in _SUPERLATIVE_BEFORE_NOUN for prefix in ("", "و", "ف", "ب", "ك"))
NO_NOUN = frozenset(
    fold(word) for word in _rows("من|ما|أمس|أو|و|في|على|عندما|quarter|half|name|of|place|then|and|in|day|days|week")
)
