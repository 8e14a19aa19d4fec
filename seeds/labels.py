"""Labels, buttons, forms and notices of pages: lines that are about the page and never of the article. Pure.

Each label has a place: ``any`` where the words are noise wherever they stand, ``edge`` where they are so above and
below the text only (within it they may be a heading), ``end`` below it only, ``after`` anywhere below the title. All
comparing is on folded text, and only lines that are short enough to be such a line are compared, so the work stays
linear.
"""

from __future__ import annotations

import re
from functools import lru_cache

from claims.arabic import fold, stem

from . import lines
from .kinds import Kind
from .notices import NOTICES
from .phrases import LABELS, RELATED_WHY, Label, Place, pattern
from .vocabulary import RELATED, folded


def _with_article(names: frozenset[str]) -> frozenset[str]:
    """The names, and those in Arabic with the article before them: «التلكرام»."""
    return names | {f"ال{name}" for name in names if not name.isascii() and len(name) > 3}


# Networks, and the words that stand beside their names on buttons. A line of nothing but these is one.
_NETWORKS = _with_article(
    folded(
        "فيسبوك|فيس|بوك|تويتر|إكس|واتساب|واتس|اب|آب|تيليجرام|تليجرام|تلغرام|تيليغرام|تلجرام|لينكدإن|لينكد|إن",
        "انستغرام|إنستغرام|انستجرام|إنستجرام|يوتيوب|سناب|شات|سنابشات|تيك|توك|تيكتوك|بينترست|بنترست|ثريدز|مسنجر",
        "ماسنجر|فايبر|نبض|ريديت|تمبلر|بلوسكاي|facebook|twitter|x|whatsapp|telegram|linkedin|instagram|youtube",
        "snapchat|tiktok|pinterest|threads|messenger|viber|reddit|bluesky|mastodon|flipboard|tumblr|vkontakte|vk",
        "بينتيريست|بينتريست|بينتيرست|لينكدين|ريددت|سكايب|odnoklassniki|skype|wechat|weibo|pocket|line|fb|copylink|rss|تليغرام|تليكرام|تلكرام|تلقرام|فايسبوك|whats|koo|truth",
    )
)
_SHARE = folded(
    "شارك|شاركها|شاركه|شاركنا|مشاركة|المشاركة|انشر|نشر|تغريد|غرد|تابعنا|تابعونا|تابع|أرسل|إرسال|انسخ|نسخ|احفظ",
    "حفظ|طباعة|اطبع|تفضيل|تابعوا|انضم|اشترك|صفحتنا|share|tweet|follow|send|save|print|copy|pin|post|join",
    "email|subscribe|like|sms|partager",
)
_BESIDE = folded(
    "على|عبر|في|إلى|مع|رابط|الرابط|المقال|الخبر|الموضوع|القصة|التقرير|هذا|هذه|الصفحة|المقالة|بريد|البريد",
    "الإلكتروني|إلكتروني|صديق|أصدقائك|أصدقاءك|مواقع|التواصل|الاجتماعي|وسائل|موقع|منصة|قناة|قناتنا|حسابنا|صفحة",
    "جوجل|غوغل|أخبار|نيوز|بواسطة|لاحقا|للقراءة|و|أو|تم|بنجاح|روابط|حسابات|حساباتنا|ال|الآن|on|via|by|this",
    "article|story|link|to|us|our|sharing|button|icon|the|with|page|friend|a|opens|in|new|window|tab|copied|options|and|or|url",
    "google|news|for|later|social|media|channel|click|here|zoom|out|font|size|app|pin|interest|it|kindly|please|pls",
    "حجم|الخط|تكبير|تصغير|طريق|عن|انقر|اضغط|للمشاركة|فتح|نافذة|جديدة|النافذة",
)


_LONG_NAMES = sorted((name for name in _NETWORKS if len(name) > 2), key=len, reverse=True)
_GLUED = re.compile(f"(?:{'|'.join(_LONG_NAMES)}){{2,12}}")


_ROW = 3  # networks side by side


def is_button(line: lines.Line) -> bool:
    """Whether a line holds nothing but words of buttons for sharing and following.

    >>> [is_button(lines.line(text)) for text in ("Share on X", "شارك المقال على فيسبوك", "شارك الوزير", "البريد")]
    [True, True, False, False]
    """
    tokens = line.tokens
    if not 1 <= len(tokens) <= 14 or line.is_sentence:
        return False
    if len(tokens) == 1 and _GLUED.fullmatch(tokens[0]):
        return True
    known = _NETWORKS | _SHARE
    if len(tokens) > _ROW and sum(token in _NETWORKS for token in tokens) >= _ROW:
        return sum(token not in known and token not in _BESIDE for token in tokens) <= 1  # a spelling of its own
    return all(token in known or token in _BESIDE for token in tokens) and any(token in known for token in tokens)


_OVER = folded("على|عبر|on|via")
_CHANNELS = folded("قناة|قناتنا|القناة|صفحة|صفحتنا|الصفحة|حساب|حسابنا|مجموعة|جروب|قروب|عاجل|page|channel|group|our")


def is_channel(line: lines.Line) -> bool:
    """Whether a few words below a text are a channel or a page on a network.

    >>> is_channel(lines.line("قناة الفرات على تليغرام")), is_channel(lines.line("أرشيف البلدية على فيسبوك"))
    (True, False)
    """
    tokens = line.tokens
    if not 3 <= len(tokens) <= 8 or line.ends_in_stop or tokens[-1] not in _NETWORKS - {"x", "line"}:
        return False
    if tokens[0] not in _CHANNELS:
        return False
    return any(token in _OVER for token in tokens[-3:-1]) and not set(tokens) & _VERBS


def is_loud_button(line: lines.Line) -> bool:
    """A button that can't be a heading: it asks to share *and* says where.

    >>> [is_loud_button(lines.line(text)) for text in ("شارك على فيسبوك", "فيسبوك", "نشر")]
    [True, False, False]
    """
    tokens = set(line.tokens)
    return len(tokens) > 1 and is_button(line) and bool(tokens & _NETWORKS) and bool(tokens & _SHARE)


def find(line: lines.Line, place: Place) -> tuple[Kind, str] | None:
    """The kind and reason of a line whose words are noise at ``place`` (which includes ``any`` only for ``any``).

    >>> find(lines.line("إقرأ أيضا:"), "any")[0], find(lines.line("Loading"), "any")[0]
    ('related', 'navigation')
    >>> find(lines.line("اقرأ أيضاً في هذا الملف ما قاله الوزير."), "any") is None
    True
    >>> find(lines.line("زر الذهاب إلى الأعلى"), "any")[0], find(lines.line("شارك الوزير في الاجتماع."), "edge")
    ('navigation', None)
    """
    if place not in line.memo:
        label = _matching(line, place) if line.is_short and not _QUOTED.match(line.text) else None
        line.memo[place] = None if label is None else (label.kind, label.reason)
    found: tuple[Kind, str] | None = line.memo[place]
    return found


def _matching(line: lines.Line, place: Place) -> Label | None:
    count, bare, core = len(line.words), line.bare, line.core
    if count > _MOST[place]:
        return None
    for label in _AT[place]:
        if count <= label.count and label.says(bare, core) and _stands(label, line):
            return label
    return None


# Words of a label in quotation marks are spoken of: «“We use cookies,” says the banner.»
_QUOTED = re.compile('["“«„][^"“”«»„]{2,120}["”»]')
_LABELS = LABELS + NOTICES
_AT: dict[Place, tuple[Label, ...]] = {
    "any": tuple(label for label in _LABELS if label.place == "any"),
    "edge": tuple(label for label in _LABELS if label.place == "edge"),
    "end": tuple(label for label in _LABELS if label.place == "end"),
    "after": tuple(label for label in _LABELS if label.place == "after"),
}

_MOST = {place: max(label.count for label in found) for place, found in _AT.items()}


_LOWER = re.compile(
    r"[:|] ?[a-z]"
)  # titles begin with a capital: «Video: Storm hits», not «Video: evidence nobody saw»


def _stands(label: Label, line: lines.Line) -> bool:
    """Titles of other articles end in no full stop: a sentence that begins like a label is text."""
    if label.place == "after" and _LOWER.search(line.text):
        return False
    return label.reason != RELATED_WHY or line.core in label.words or not line.text.endswith(".") or line.is_dotted


def carries_title(line: lines.Line) -> bool:
    """Whether a label for other articles has the title beside it, on the same line.

    >>> carries_title(lines.line("إقرأ أيضا:")), carries_title(lines.line("اقرأ أيضاً: انهيار في ناسداك"))
    (False, True)
    """
    if line.bare in RELATED or line.core in RELATED or _OF_LIST.match(line.bare) or _WHOLE.fullmatch(line.bare):
        return False
    return len(line.words) > 3


def heads_many(line: lines.Line) -> bool:
    """Whether a label for other articles heads a list of them, rather than pointing to one.

    >>> heads_many(lines.line("مواضيع متعلقة")), heads_many(lines.line("اقرأ أيضاً:"))
    (True, False)
    """
    return _MANY.search(line.bare) is not None


_WHOLE = pattern(
    r"(?:ال)?(?:قصص|مقالات|مواضيع|موضوعات|أخبار|تقارير|مواد|فيديوهات) (?:أخرى |ذات صلة )?(?:قد |ربما )(?:تهمك|تعجبك)م?",
    r"(?:stories|articles|more stories|news) you (?:may|might) (?:also )?(?:like|enjoy|have missed)",
)
_OF_LIST = pattern(r"list (?:of )?\d+", r"قائمة (?:من )?\d+")
_MANY = pattern(
    r"(?:مقالات|مواضيع|موضوعات|أخبار|مواد|قصص|روابط|الأكثر|اختيارات|قد |ربما|أحدث|آخر المقالات|المزيد|فيديوهات)",
    r"(?:related (?:articles|posts|stories|links)|most |top |more |latest|trending|popular|recommended|list of|you m)",
    r"(?:editor)",
)


_TICKER = pattern(
    r"(?:عاجل|الآن|خبر عاجل|أخبار عاجلة|شريط الأخبار|آخر الأخبار|breaking(?: news)?|just in|live(?: updates)?|latest"
    r"|developing|alert) ?(?:[:|–—-]|\.\.) ?\S"
)
_TICKERS = folded(
    "عاجل|شريط الأخبار|شريط الاخبار|الشريط الإخباري|أخبار عاجلة|خبر عاجل|آخر الأخبار|الآن|breaking|breaking news",
    "latest|latest news|just in|ticker|news ticker|trending|trending now|live now",
)


def is_ticker(line: lines.Line) -> bool:
    """Whether a line begins as the news of the hour does that runs above all pages; a title may, too.

    >>> is_ticker(lines.line("عاجل | هزة أرضية")), is_ticker(lines.line("Breaking the silence of the valley"))
    (True, False)
    """
    return _TICKER.match(line.bare) is not None


def heads_ticker(line: lines.Line) -> bool:
    """Whether a line is the label of such news."""
    return line.bare in _TICKERS


# --- Words by which a page speaks of itself ---------------------------------------------------------------------------

# What buttons and links below a text begin with. Verbs of recipes and advice are left out on purpose.
_LEADS = folded(
    "اشترك|اشتركي|اشتركوا|للاشتراك|تابع|تابعي|تابعوا|تابعنا|تابعونا|لمتابعة|متابعة|شارك|شاركي|شاركوا|شاركنا",
    "مشاركة|شاهد|شاهدي|شاهدوا|لمشاهدة|اقرأ|اقرئي|اقرأوا|لقراءة|للمزيد|لمزيد|استمع|استمعوا|للاستماع|احفظ|حفظ",
    "تحميل|حمل|تنزيل|انضم|انضمي|انضموا|للانضمام|سجل|سجلوا|للتسجيل|اضغط|اضغطوا|انقر|انقروا|زوروا|العودة|عودة",
    "الرجوع|رجوع|أبلغ|أبلغنا|إبلاغ|الإبلاغ|بلغ|للتواصل|تواصل|تواصلوا|راسلنا|راسلونا|عرض|إظهار|إخفاء|طباعة|نسخ",
    "المزيد|مزيد|الأكثر|أحدث|كلمات|الكلمات|وسوم|الوسوم|ادعم|ادعموا|ادعمونا|تبرع|قيم|صوت|بواسطة|حقوق|جميع",
    "follow|share|sign|subscribe|get|download|read|watch|listen|view|see|show|hide|click|join|report|log",
    "register|more|most|related|recommended|explore|discover|browse|reuse|republish|print|email|save|send",
    "copy|back|comments|comment|cancel|close|about|contact|our|stay|toggle|open|skip|jump|load|tap|swipe",
    "enter|try|advertise|filed|tags|topics|also",
)
# What a menu or a player above a text begins with.
_TURNS = folded(
    "show|hide|toggle|open|close|skip|jump|search|menu|sign|log|subscribe|listen|watch|view|go|switch|select",
    "choose|click|عرض|إظهار|إخفاء|فتح|إغلاق|بحث|ابحث|القائمة|تسجيل|اشترك|استمع|شاهد|تغيير|اختر|تخطي|تخطى",
    "انتقل|تصفح|حمل|الانتقال",
)
_SPOKEN_TO = folded(
    "يرجى|الرجاء|يمكنكم|نرجو|please|kindly|you|your|us|we|our|موقعنا|صفحتنا|قناتنا|نشرتنا|تطبيقنا|قراءنا",
    "قرائنا|بريدك|بريدكم|حسابك|تعليقك|رأيك|آرائكم|رأيكم|تعليقاتكم|مشاركتك|مشاركاتكم|إليكم|لكم|معنا|بنا|القراء",
    "القارئ|عزيزي|أعزائنا|الموقع|موقع",
)
_OF_PAGES = folded(
    "رابط|الوكالة|مشتركين|المشتركين|اشتراك|comments|comment|alerts|newsletter|newsletters|email|app|website",
    "account|service|community|readers|article|articles|letters|whatsapp|inbox|link|support|journalism",
    "cookies|story|stories|content|subscription|page|site|publication|guidelines|moderated|notifications",
    "channel|submit|form|terms|privacy|advertising|موقعنا|الموقع|موقع|صفحتنا|قناتنا|نشرتنا|تطبيقنا|البريد",
    "بريدك|بريدكم|حسابك|تعليقك|تعليقاتكم|التعليقات|تعليقات|آرائكم|مسؤول|مسؤولة|مسؤولية|مسئول|الخصوصية|الشروط",
    "المحتوى|النصوص|المقال|القراء|الاشتراك|واتساب|تطبيق|الرابط",
)
_OF_MORE = folded(
    "account|service|community|app|link|email|website|support|content|page|site|form|story|stories|channel",
    "موقع|الموقع|المحتوى|النصوص|المقال|تطبيق|التطبيق|واتساب|البريد|الرابط|رابط|الوكالة|اشتراك|الاشتراك|مسؤول",
    "مسؤولة|مسؤولية|مسئول",
)
_TO_ANYONE = folded("you|your|الموقع|موقع|لكم|إليكم|معنا|بنا|القراء|القارئ")
# What buttons lead to, beside what pages call themselves.
_OBJECTS = (
    _NETWORKS
    | _OF_PAGES
    | (_SPOKEN_TO - folded("لكم|إليكم"))
    | folded(
        "بودكاست|البودكاست|مقالات|المقالات|أخبار|الأخبار|أخبارنا|المزيد|التفاصيل|هنا|الآن|فيديو|الفيديو|الحلقة",
        "الحلقات|العدد|نسخة|النسخة|نشرة|النشرة|النشرات|القناة|قناة|صفحة|الصفحة|تعليق|تعليقا|ردود|الردود|حساب",
        "لنا|إلينا|التدقيق|التحقق|التقرير|المادة|المقالة|خبر|صور|الصور|مجانا|الموضوع|الخبر|القصة|الرسالة|الكود|الرمز|كود|رمز|الكاتب|الكاتبة|قراءة|مشاهدة|تحديثات|نقاش",
        "للنشر|محفوظة|مرتبطة|مفتاحية|دلالية|here|now|podcast|episode|video|videos|gallery|photos|full|version",
        "pdf|edition|issue|magazine|paper|newspaper|alert|updates|free|today|top|more|author|writer|feed|posts",
        "post|topics|tags|news|stories|headlines|text|replies|discussion|conversation|thread|password|up|in|on|home",
        "archive|search|menu|policy|stories|responses|permissions|reprint|reprints|licensing|list|summary",
    )
)
_ASKS = folded("شاهد|شاهدي|شاهدوا|لمشاهدة|اقرأ|اقرئي|اقرأوا|لقراءة|استمع|استمعوا|للاستماع|احفظ|اضغط|انقر|راسلنا")
_THIS = folded("هذا|هذه|this")
# Where one of them stands, something is said.
_VERBS = folded(
    "said|says|told|added|urged|asked|wrote|explained|fell|rose|remain|remains|was|were|has|had|will|would|sold",
    "paid|are|is|does|did|قال|قالت|وقال|وقالت|أضاف|أضافت|أكد|أكدت|أوضح|أوضحت|كان|كانت|يكون|تم|ارتفع|انخفض",
    "ممثلون|منذ|خلال|بعد|قبل",
)
_SAID = re.compile('["“”«»„]')


def leads(line: lines.Line) -> bool:
    """Whether a line below a text begins as buttons, links and boxes do, names what they lead to, and says nothing.

    >>> leads(lines.line("اشترك في البودكاست على:")), leads(lines.line("أضف السكر واخلط")), leads(lines.line("تابع."))
    (True, False, False)
    >>> [leads(lines.line(text)) for text in ("تابع المشروع مهندسون", "Share of cost: 40%", "Print this page")]
    [False, False, True]
    """
    tokens = line.tokens
    if not tokens or len(line.words) > 14 or tokens[0] not in _LEADS or line.ends_in_stop or line.says_more:
        return False
    if len(tokens) == 1 or line.is_dotted or (len(tokens) <= 3 and line.ends_in_colon):
        return True
    rest = set(tokens[1:])
    if len(tokens) == 2 and not rest & _VERBS and not line.folded[-1:].isdigit():
        return bool(rest & (_LEADS | _OBJECTS | _BESIDE)) or tokens[0] in _ASKS or line.text.isascii()
    if tokens[1] in _THIS and len(tokens) <= 4 and not rest & _VERBS:
        return True
    return bool(rest & _OBJECTS or {stem(token) for token in rest} & _OBJECTS) and not rest & _VERBS


def turns(line: lines.Line) -> bool:
    """Whether a line above a title begins as the buttons of menus and players do.

    >>> turns(lines.line("Show navigation menu")), turns(lines.line("Villagers guard last baobab"))
    (True, False)
    """
    return bool(line.tokens) and len(line.words) <= 4 and line.tokens[0] in _TURNS


def addresses(line: lines.Line) -> bool:
    """Whether a sentence speaks to readers of the page: of its comments, letters, alerts, terms.

    >>> addresses(lines.line("We want our comments to be a lively and valuable part of our community."))
    True
    >>> addresses(lines.line("“We want our comments to be heard,” the mayor of the town told reporters."))
    False
    """
    if "addresses" not in line.memo:
        line.memo["addresses"] = len(line.words) <= 80 and not line.says_more and _addresses(line)
    found: bool = line.memo["addresses"]
    return found


_stem = lru_cache(8192)(stem)


def _addresses(line: lines.Line) -> bool:
    tokens = set(line.tokens)
    tokens.update(map(_stem, line.tokens))
    spoken, pages = tokens & _SPOKEN_TO, tokens & _OF_PAGES
    if not spoken or not pages or _SAID.search(line.text):
        return False
    # «you» and «account», «الموقع» of a dig: words of advice and of news as well.
    return bool(pages - _OF_MORE or spoken - _TO_ANYONE)


def is_address(line: lines.Line) -> bool:
    """Whether a line is an address of mail or of the web, and nothing else.

    >>> is_address(lines.line("desk@paper.example")), is_address(lines.line("https://paper.example/a"))
    (True, True)
    """
    return line.is_short and _ADDRESS.fullmatch(line.text) is not None


_ADDRESS = re.compile(r"(?:[^\W_][\w-]*\s?:\s?)?(?:\S{1,80}@\S{1,80}\.\w{2,12}|(?:https?://|www\.)\S{3,400}|@\w{3,40})")
_TONGUES = folded(
    "english|arabic|french|spanish|turkish|kurdish|persian|russian|german|chinese|hebrew|urdu|français|francais",
    "español|espanol|türkçe|turkce|deutsch|русский|中文|فارسی|فارسي|کوردی|كوردي|كردي|kurdî|kurdi|עברית|اردو|italiano",
    "العربية|عربي|عربية|الإنجليزية|إنجليزي|انجليزي|الفرنسية|فرنسي|الكردية|التركية|الفارسية|الإسبانية|الروسية",
    "سۆرانی|kurmancî|badini|بادینی|português|ar|en|fr|es|tr|ru|de|fa|ku",
)


def is_tongues(line: lines.Line) -> bool:
    """Whether a line holds nothing but names of languages, as what switches between them does.

    >>> [is_tongues(lines.line(text)) for text in ("English | Français", "AR EN FR", "العربية", "English court")]
    [True, True, True, False]
    """
    return 0 < len(line.tokens) <= 8 and not line.ends and all(token in _TONGUES for token in line.tokens)


_GAUGE = 5  # words beside one temperature
_GAUGES = re.compile(
    r"°|\b(?:usd|eur|gbp|aed|sar|egp|kwd|qar|brent|wti|nasdaq|gold|euro|dollar|wind|humidity)\b|"
    + fold("الدولار|دولار|اليورو|يورو|الاسترليني|الذهب|ذهب|برنت|عيار|الطقس|النشرة الجوية|درجة الحرارة|الرطوبة|العظمى")
)
_BOARD = pattern(
    r"(?:أسعار (?:العملات|الصرف|الذهب)|النشرة الجوية|حالة الطقس|الطقس|weather|currencies|exchange rates|markets) ?[:|]",
    r".{0,120}\d ?°",
)


def is_board(line: lines.Line) -> bool:
    """Whether a line holds measures of weather or markets side by side, a name and a figure each.

    >>> is_board(lines.line("Dubai 38°C | USD/AED 3.67")), is_board(lines.line("الدولار يتخطى 50 جنيهاً"))
    (True, False)
    """
    if "°" in line.text and len(line.words) <= _GAUGE and not line.ends_in_stop:
        return True
    figures = len(re.findall(r"(?<![\d.,])\d+(?:[.,]\d+)*", line.folded)) if len(line.text) <= 200 else 0
    if figures < 2 or line.ends_in_stop or figures * 4 < len(line.words) or not _GAUGES.search(line.folded):
        return False
    return _BOARD.match(line.bare) is not None or "|" in line.text


_THOUSANDS = re.compile(r"\d{1,4}[kmك]")


def is_dial(line: lines.Line) -> bool:
    """Whether a line holds single letters and figures only: sizes of type, a player's clock, numbers of pages.

    >>> [is_dial(lines.line(text)) for text in ("ت + ت -", "00:00 / 24:31", "A A", "2025", "R1")]
    [True, True, True, True, False]
    """
    return (
        line.is_short
        and bool(line.tokens)
        and all(len(token) == 1 or token.isdigit() or _THOUSANDS.fullmatch(token) for token in _unsized(line.tokens))
    )


_SIZES = folded("الحجم|الطبيعي|الخط|حجم|تكبير|تصغير|normal|size|zoom|font|text|in|out")


def _unsized(tokens: list[str]) -> list[str]:
    """The tokens but for the words that stand beside the letters by which the size of type is set."""
    return [token for token in tokens if token not in _SIZES] or tokens
