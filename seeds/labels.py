"""Labels, buttons, forms and notices of pages: lines that are about the page and never of the article. Pure.

Each label has a place: ``any`` where the words are noise wherever they stand, ``edge`` where they are so above and
below the text only (within it they may be a heading), ``end`` below it only. All comparing is on folded text, and
only lines that are short enough to be such a line are compared, so the work stays linear.
"""

from __future__ import annotations

import re

from claims.arabic import stem

from . import lines
from .kinds import Kind
from .phrases import LABELS, RELATED_WHY, Label, Place, pattern
from .vocabulary import RELATED, folded

# Networks, and the words that stand beside their names on buttons. A line of nothing but these is one.
_NETWORKS = folded(
    "فيسبوك|فيس|بوك|تويتر|إكس|واتساب|واتس|اب|آب|تيليجرام|تليجرام|تلغرام|تيليغرام|تلجرام|لينكدإن|لينكد|إن",
    "انستغرام|إنستغرام|انستجرام|إنستجرام|يوتيوب|سناب|شات|سنابشات|تيك|توك|تيكتوك|بينترست|بنترست|ثريدز|مسنجر",
    "ماسنجر|فايبر|نبض|ريديت|تمبلر|بلوسكاي|facebook|twitter|x|whatsapp|telegram|linkedin|instagram|youtube",
    "snapchat|tiktok|pinterest|threads|messenger|viber|reddit|bluesky|mastodon|flipboard|tumblr|vkontakte|vk",
    "odnoklassniki|skype|wechat|weibo|pocket|line|fb|copylink|rss",
)
_SHARE = folded(
    "شارك|شاركها|شاركه|شاركنا|مشاركة|المشاركة|انشر|نشر|تغريد|غرد|تابعنا|تابعونا|تابع|أرسل|إرسال|انسخ|نسخ|احفظ",
    "حفظ|طباعة|اطبع|تفضيل|تابعوا|انضم|اشترك|صفحتنا|share|tweet|follow|send|save|print|copy|pin|post|join",
    "email|subscribe|like",
)
_BESIDE = folded(
    "على|عبر|في|إلى|مع|رابط|الرابط|المقال|الخبر|الموضوع|القصة|التقرير|هذا|هذه|الصفحة|المقالة|بريد|البريد",
    "الإلكتروني|إلكتروني|صديق|أصدقائك|أصدقاءك|مواقع|التواصل|الاجتماعي|وسائل|موقع|منصة|قناة|قناتنا|حسابنا|صفحة",
    "جوجل|غوغل|أخبار|نيوز|بواسطة|لاحقا|للقراءة|و|أو|تم|بنجاح|روابط|حسابات|حساباتنا|ال|الآن|on|via|by|this",
    "article|story|link|to|us|our|the|with|page|friend|a|opens|in|new|window|tab|copied|options|and|or|url",
    "google|news|for|later|social|media|channel|click|here",
)


_LONG_NAMES = sorted((name for name in _NETWORKS if len(name) > 2), key=len, reverse=True)
_GLUED = re.compile(f"(?:{'|'.join(_LONG_NAMES)}){{2,12}}")


def is_button(line: lines.Line) -> bool:
    """Whether a line holds nothing but words of buttons for sharing and following.

    >>> [is_button(lines.line(text)) for text in ("Share on X", "شارك المقال على فيسبوك", "شارك الوزير", "البريد")]
    [True, True, False, False]
    """
    tokens = line.tokens
    if not 1 <= len(tokens) <= 10 or line.is_sentence:
        return False
    if len(tokens) == 1 and _GLUED.fullmatch(tokens[0]):
        return True
    known = _NETWORKS | _SHARE
    return all(token in known or token in _BESIDE for token in tokens) and any(token in known for token in tokens)


def names_network(line: lines.Line) -> bool:
    """Whether a line names a network for sharing."""
    return bool(set(line.tokens) & (_NETWORKS - {"x", "line"}))


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
        matching = (label for label in _AT[place] if label.matches(line) and _stands(label, line))
        label = next(matching, None) if line.is_short and not _QUOTED.match(line.text) else None
        line.memo[place] = None if label is None else (label.kind, label.reason)
    found: tuple[Kind, str] | None = line.memo[place]
    return found


# Words of a label in quotation marks are spoken of: «“We use cookies,” says the banner.»
_QUOTED = re.compile('["“«„][^"“”«»„]{2,120}["”»]')
_AT: dict[Place, tuple[Label, ...]] = {
    "any": tuple(label for label in LABELS if label.place == "any"),
    "edge": tuple(label for label in LABELS if label.place == "edge"),
    "end": tuple(label for label in LABELS if label.place == "end"),
}


def _stands(label: Label, line: lines.Line) -> bool:
    """Titles of other articles end in no full stop: a sentence that begins like a label is text."""
    return label.reason != RELATED_WHY or line.core in label.words or not line.text.endswith(".") or line.is_dotted


def carries_title(line: lines.Line) -> bool:
    """Whether a label for other articles has the title beside it, on the same line.

    >>> carries_title(lines.line("إقرأ أيضا:")), carries_title(lines.line("اقرأ أيضاً: انهيار في ناسداك"))
    (False, True)
    """
    if line.bare in RELATED or line.core in RELATED or _OF_LIST.match(line.bare):
        return False
    return len(line.words) > 3


def heads_many(line: lines.Line) -> bool:
    """Whether a label for other articles heads a list of them, rather than pointing to one.

    >>> heads_many(lines.line("مواضيع متعلقة")), heads_many(lines.line("اقرأ أيضاً:"))
    (True, False)
    """
    return _MANY.search(line.bare) is not None


_OF_LIST = pattern(r"list (?:of )?\d+", r"قائمة (?:من )?\d+")
_MANY = pattern(
    r"(?:مقالات|مواضيع|موضوعات|أخبار|مواد|قصص|روابط|الأكثر|اختيارات|قد |ربما|أحدث|آخر المقالات|المزيد|فيديوهات)",
    r"(?:related (?:articles|posts|stories|links)|most |top |more |latest|trending|popular|recommended|list of|you m)",
    r"(?:editor)",
)


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
    "القارئ|عزيزي|أعزائنا|الموقع|موقع|قراءه",
)
_OF_PAGES = folded(
    "رابط|الوكالة|مشتركين|المشتركين|اشتراك|comments|comment|alerts|newsletter|newsletters|email|app|website",
    "account|service|community|readers|article|articles|letters|whatsapp|inbox|link|support|journalism",
    "cookies|story|stories|content|subscription|page|site|publication|guidelines|moderated|notifications",
    "channel|submit|form|terms|privacy|advertising|موقعنا|الموقع|موقع|صفحتنا|قناتنا|نشرتنا|تطبيقنا|البريد",
    "بريدك|بريدكم|حسابك|تعليقك|تعليقاتكم|التعليقات|تعليقات|آرائكم|مسؤول|مسؤولة|مسؤولية|مسئول|الخصوصية|الشروط",
    "المحتوى|النصوص|المقال|القراء|قراءه|الاشتراك|واتساب|تطبيق|الرابط",
)
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


def _addresses(line: lines.Line) -> bool:
    if not any(token in _SPOKEN_TO or stem(token) in _SPOKEN_TO for token in line.tokens) or _SAID.search(line.text):
        return False
    return any(token in _OF_PAGES or stem(token) in _OF_PAGES for token in line.tokens)


def is_address(line: lines.Line) -> bool:
    """Whether a line is an address of mail or of the web, and nothing else.

    >>> is_address(lines.line("desk@paper.example")), is_address(lines.line("https://paper.example/a"))
    (True, True)
    """
    return (
        line.is_short
        and re.fullmatch(r"\S{1,80}@\S{1,80}\.\w{2,12}|(?:https?://|www\.)\S{3,400}", line.text) is not None
    )


_THOUSANDS = re.compile(r"\d{1,4}[kmك]")


def is_dial(line: lines.Line) -> bool:
    """Whether a line holds single letters and figures only: sizes of type, a player's clock, numbers of pages.

    >>> [is_dial(lines.line(text)) for text in ("ت + ت -", "00:00 / 24:31", "A A", "2025", "R1")]
    [True, True, True, True, False]
    """
    return (
        line.is_short
        and bool(line.tokens)
        and all(len(token) == 1 or token.isdigit() or _THOUSANDS.fullmatch(token) for token in line.tokens)
    )
