"""The words of labels, buttons, forms and notices of pages, in both languages. Data, not rules.

They are phrases that sites share, not the strings of any one site; all are folded, so spelling marks do not matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from claims.arabic import fold

from .kinds import Kind
from .vocabulary import RELATED, folded, gettext_noop

Place = Literal["any", "after", "edge", "end"]

RELATED_WHY = gettext_noop("It points to other articles.")
COMMENT_WHY = gettext_noop("It belongs to the form for comments.")
NAVIGATION_WHY = gettext_noop("It leads about the page or the site.")
SHARE_WHY = gettext_noop("It is a button for sharing or following.")
TOPICS_WHY = gettext_noop("It lists the topics of the page.")
COUNTER_WHY = gettext_noop("It counts readers or minutes.")
LOADING_WHY = gettext_noop("It is what a page shows until something has loaded.")
ADVERTISEMENT_WHY = gettext_noop("It announces an advertisement.")
NEWSLETTER_WHY = gettext_noop("It asks readers to subscribe, register or donate.")
LEGAL_WHY = gettext_noop("It states rights, terms or who answers for the text.")
FEEDBACK_WHY = gettext_noop("It asks readers what they think of the page.")
BOX_WHY = gettext_noop("It heads a box of particulars below the article.")
AUTHOR_BOX_WHY = gettext_noop("It heads a note on the author.")
SOURCE_WHY = gettext_noop("It credits where the text came from.")
# Below a line that is set aside for one of these, the text does not go on.
CLOSING = frozenset({NEWSLETTER_WHY, LEGAL_WHY, FEEDBACK_WHY, BOX_WHY})


@dataclass(frozen=True)
class Label:
    """What a line is where its words match; ``count`` is the greatest number of words it may have."""

    kind: Kind
    reason: str
    place: Place
    words: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None
    count: int = 12

    def says(self, bare: str, core: str) -> bool:
        """Whether the words of a line, without punctuation (``bare``) and counters (``core``), are such a label's."""
        if bare in self.words or core in self.words:
            return True
        return self.pattern is not None and self.pattern.match(bare) is not None


_NO_SPACE = "\ue000"  # a character that no pattern holds, and that folding leaves alone


def pattern(*sources: str) -> re.Pattern[str]:
    """One pattern of several, folded as the text is; they match from the start of a line."""
    return re.compile("|".join(f"(?:{_escaped(source)})" for source in sources))


def _escaped(source: str) -> str:
    """A pattern folded but for its escapes: ``\\S`` must not become ``\\s``."""
    return fold(source.replace(r"\S", _NO_SPACE)).replace(_NO_SPACE, r"\S")


LABELS: tuple[Label, ...] = (
    # --- Other articles
    Label(
        "related",
        RELATED_WHY,
        "any",
        folded(
            "التحديثات الحية|تحديثات حية|التغطية الحية|تغطية حية|التغطية المباشرة|تغطية مباشرة",
            "live updates|live coverage|live blog|live story",
            "related video|related audio|watch the video|فيديو متعلق|مواد إضافية",
            "من أرشيف الموقع",
            "تحديثات مباشرة|التحديثات المباشرة|آخر التحديثات|editor's pick|editors' pick|more coverage|read the story",
        ),
    ),
    Label(
        "related",
        RELATED_WHY,
        "any",
        RELATED - folded("شاهد|اقرأ|watch|recommended|رائج|trending|للمزيد|تريند"),
        pattern(
            r"(?:اقرأ|اقراوا|اقرئي|تصفح|طالع|شاهد|تابع|انظر|انظري|استمع|شاهدوا|يمكنك|يمكنكم)(?:/ي|/وا)? "
            r"(?:أيضا|ايضا|المزيد|كذلك)\b",
            r"(?:ال)?(?:مقالات|مواضيع|موضوعات|أخبار|مواد|قصص|روابط) (?:ذات (?:ال)?صلة|ذات (?:ال)?علاقة"
            r"|(?:ال)?متعلقة|(?:ال)?مشابهة|(?:ال)?مرتبطة"
            r"|مقترحة|أخرى|قد تهمك)\b",
            r"قد (?:يهمك|يعجبك|يهمكم|تعجبك|تهمك)\b",
            r"ربما (?:يهمك|يعجبك)\b",
            r"للمزيد ?[-–:|].{3,120}$",
            r"(?:الأكثر|الاكثر) (?:قراءة|مشاهدة|تداولا|رواجا|تعليقا|زيارة|مشاركة|شعبية)\b",
            r"(?:read|see|watch) (?:also|more|next|the full (?:story|article|text|interview|review|post|coverage))\b",
            r"(?:also|keep|continue|further) read(?:ing)?\b",
            r"related (?:articles?|posts?|stor(?:y|ies)|news|content|coverage|reading|links?)\b",
            r"you (?:may|might) (?:also )?(?:like|enjoy|be interested)\b",
            r"more (?:on this|like this|stories|news|to read)\b",
            r"(?:most|top|latest|trending|popular|recommended|suggested) (?:read|popular|viewed|shared"
            r"|stories|articles|posts)\b",
            r"(?:in case you missed|don.t miss)\b",
            r"(?:نهاية|end of) (?:الأكثر (?:قراءة|مشاهدة)|most (?:read|viewed|popular)|قصص مقترحة|.{3,30} promotion)$",
            r"(?:list (?:of \d+ items|\d+ of \d+)|end of list)$",
            r"(?:المقال|الخبر|الموضوع) (?:التالي|السابق)\b",
            r"(?:لا|كي لا) (?:تفوتك|تفوتكم|يفوتك|يفوتكم|تفوت|تفوتوا)(?: (?:قراءة|هذا|هذه|أيضا|أخبار).{0,30})?$",
            r"(?:حول|عن) (?:هذه القصة|هذا الموضوع|هذا الخبر)$",
            r"(?:previous|next) (?:article|post|story)\b",
            r"مقالات (?:أخرى )?(?:الكاتب|للكاتب)$",
            r"(?:نهاية القائمة|نهاية|قائمة من \d+ عناصر|قائمة \d+ من \d+)$",
            r"(?:اخترنا|اخترت|نقترح|نرشح|ننصح) (?:لك|لكم|عليك|عليكم|بقراءة)\b.{0,30}$",
            r"(?:around the web|from our partners|promoted stories|paid stories|from the archives?"
            r"|more from (?:this|the) (?:author|writer|series|section))$",
            r"(?:مقالات|مواضيع|أخبار|كتابات|من مقالات) (?:سابقة|أخرى|ساخنة|حديثة)(?: للكاتب| للكاتبة)?$",
            r"(?:موضوع|مقال|تقرير|خبر|مواضيع|مقالات) (?:ذو|ذات|له|لها) (?:ال)?(?:صلة|علاقة)\b",
            r"(?:لمزيد|للمزيد|المزيد) من (?:التفاصيل|المعلومات|الأخبار)\b.{0,80}$",
            r"(?:لمطالعة|لقراءة|للاطلاع على) (?:المزيد|مزيد)\b.{0,60}$",
            r"(?:also|must|related|recommended|suggested|further|read|background|explained|editorial)[ -]"
            r"(?:see|read|reads|reading|story|topics?|more) ?:",
        ),
        count=30,
    ),
    Label(
        "related",
        RELATED_WHY,
        "after",
        pattern=pattern(
            r"(?:شاهد|شاهدوا|طالع) ?\.\. ?\S.{2,120}$",
            r"(?!the |an? |his |her |that |this |no |first |second |new |by |on |in |of )\w+ video$",
            r"(?:شاهدوا|طالع|اقرأ|اقراوا|تابع) ?: ?\S.{4,120}$|موضوع (?:قد )?يهمك\b.{0,120}$",
            r".{8,120} \((?:فيديو|بالفيديو|صور|بالصور|شاهد|video|watch|photos|gallery)$",
            r"(?:اقرأ|أيضا|المزيد|تابع|شاهد) (?:أيضا )?(?:على|في) موقعنا\b.{0,120}$",
            r"اقرأ (?:أيضا )?(?:لل|ل|من )(?:ال)?(?:كاتب|كاتبة)\b.{0,80}$",
            r"also on .{2,40}: \S.{2,120}$",
            r"(?:from (?:the|our) archives?|من الأرشيف|من أرشيفنا) ?[:|] ?\S.{2,120}$",
            r"(?:شاهد|شاهدوا|شاهدي|استمع) (?:بالفيديو|الفيديو|بالصور|الصور) ?[:|].{3,120}$",
            r"(?:شاهد|بالفيديو|بالصور|فيديو|watch|listen|video|in pictures|gallery|podcast) ?\| ?\S.{2,120}$",
            r"(?:(?:previous|more|full|our|related|earlier|past|also|must|just|in|read|watch|see|listen"
            r"|next|don.t|miss|live|video|photos?|gallery|quiz|podcast|trending|recommended|explainer|coverage"
            r"|story|stories) ?){1,3}"
            r"[:|] \S.{2,120}$",
        ),
        count=24,
    ),
    Label(
        "related",
        RELATED_WHY,
        "edge",
        folded("شاهد|اقرأ|watch|recommended|related|رائج|trending|للمزيد|تريند|المزيد|more"),
        pattern(
            r"(?:المزيد|مزيد) (?:في|عن|حول) \w+",
            r"(?:المزيد|مزيد) من (?!.*(?:غدا|اليوم|أمس|الليلة)$)(?:(?:ال)?(?:أخبار|مقالات|مواضيع|موضوعات|تقارير)\b"
            r"|هذا\b|هذه\b|قسم\b|موقع\b|(?:\w+ )?\w+$)",
            r"more (?:from|in|on|about|by) \w+",
        ),
    ),
    Label(
        "related",
        RELATED_WHY,
        "end",
        pattern=pattern(
            r"(?:تعرف على|شاهد|بالفيديو|بالصور|تفاصيل|التفاصيل) ?\| ?\S.{2,80}$",
            r"\w{3,12} (?:أخرى|مشابهة|سابقة|مقترحة|متعلقة|ذات صلة|ذات علاقة|مختارة)$",
            r"(?:more|other|latest|previous|recent|similar) \w{3,20}$",
        ),
        count=12,
    ),
    # --- Comments
    Label(
        "comment_form",
        COMMENT_WHY,
        "any",
        folded(
            "اترك تعليقا|أضف تعليقا|إضافة تعليق|أضف تعليق|أضف تعليقك|اكتب تعليقا|اكتب تعليقك|إلغاء الرد",
            "إرسال التعليق|لا توجد تعليقات|لا يوجد تعليقات|اترك ردا|اترك رد|اترك تعليق|تعليقات الزوار",
            "تعليقات القراء|تعليقات الفيسبوك|شارك برأيك|شاركنا رأيك|شاركنا تعليقك|انضم إلى النقاش|انضم للنقاش",
            "شارك بتعليقك|كن أول من يعلق|أرسل تعليقك|نشر التعليق|leave a comment|leave a reply|add a comment",
            "post a comment|cancel reply|no comments|post comment|join the conversation|join the discussion",
            "view comments|show comments|write a comment|be the first to comment|no comments yet",
            "load comments|comment on this story|read comments",
        ),
        pattern(
            r"(?:لن يتم نشر عنوان بريدك|الحقول الإلزامية|احفظ اسمي|جميع الحقول مطلوبة|يجب (?:عليك )?تسجيل الدخول)",
            r"(?:your email address will not be|required fields are marked|save my name|you must be logged in)",
            r"(?:سجل|قم بتسجيل) (?:الدخول|دخولك) (?:للتعليق|لإضافة تعليق|لتتمكن من التعليق)",
            r"(?:اترك|أضف|اكتب) (?:تعليقا|تعليقك|ردا|تعليق) ?(?:على|إلغاء|$)",
            r"(?:التعليقات|الآراء) (?:الواردة|المنشورة)?.{0,20}(?:تعبر عن|لا تعبر)",
            r"(?:تنويه ?:? ?)?(?:تتم|يتم|ستتم) (?:مراجعة|مراقبة|تدقيق) (?:كافة |جميع |كل )?التعليقات",
            r"(?:و)?(?:يحتفظ الموقع|تحتفظ إدارة|نحتفظ) .{0,20}بحق (?:حذف|عدم نشر)",
            r"(?:شروط|سياسة|قواعد|ضوابط) (?:التعليق|التعليقات|النشر)\b",
            r"تعليقات facebook\b.{0,40}$",
            r"(?:رأي واحد|رأيان|\d+ (?:آراء|رأي|ردود|thoughts?)|one thought) (?:على|on)\b",
            r"\(?\d+\)? ?(?:تعليقات|تعليق|تعليقا|comments?|replies)$",
            r"(?:التعليقات|تعليقات|comments) ?\(?\d+\)?$",
            r"(?:log in|sign in|register) to (?:comment|join|post|reply)",
            r"لا (?:يوجد|توجد) (?:أي )?(?:تعليق|تعليقات|ردود)\b.{0,20}$",
            r"(?:view|show|see|read|load|hide|add your) (?:all )?(?:\d{1,6} )?comments?(?: \(?\d{1,6}\)?)?$",
            r"(?:comments? )?powered by \w{3,12}$",
            r"(?:تعليقات|التعليقات) (?:عبر |على |من )?(?:ال)?(?:فيس ?بوك|فايسبوك)$",
            r"(?:تم|تمت) (?:إضافة|أضافة|استلام|إرسال) (?:تعليقك|التعليق)\b.{0,60}$",
        ),
        count=45,
    ),
    Label(
        "comment_form",
        COMMENT_WHY,
        "edge",
        folded(
            "التعليقات|تعليقات|التعليق|تعليق|الاسم|البريد الإلكتروني|الموقع الإلكتروني|عنوان التعليق",
            "نص التعليق|إرسال|رد|الاسم الكامل|تعليقك|اسمك|أرسل|نقاش|الردود|الموقع|بريدك الإلكتروني|comments",
            "comment|name|email|website|your name|your email|reply|submit|all comments|sort by|newest|oldest",
            "الأحدث|الأقدم|الأحدث أولا|report|تبليغ|إبلاغ",
        ),
    ),
    # --- Topics
    Label(
        "navigation",
        TOPICS_WHY,
        "edge",
        folded(
            "الوسوم|وسوم|الوسم|العلامات|علامات|كلمات مفتاحية|الكلمات المفتاحية|كلمات دلالية|الكلمات الدلالية",
            "مواضيع|المواضيع|موضوعات|تاغز|تاجات|تاغ|هاشتاغ|هاشتاق|وسوم المقال|tags|tag|topics|related topics",
            "keywords|filed under|in this story|explore topics|topics in this story|more on|tagged|categories",
            "category|التصنيفات|التصنيف|تصنيفات|companies|summary",
        )
        - folded("summary"),
    ),
    Label(
        "navigation",
        TOPICS_WHY,
        "any",
        pattern=pattern(
            r"(?:الوسوم|وسوم|العلامات|كلمات مفتاحية|الكلمات المفتاحية|كلمات دلالية|الكلمات الدلالية"
            r"|كلمات البحث|تاغز) ?:",
            r"(?:tags?|topics?|keywords|filed under|tagged|categories|related topics|suggested topics|key words) ?:",
            r"(?:(?:ال)?كلمات (?:ال)?(?:مفاتيح|مفتاح|دالة|دليلية)|(?:ال)?كلمة (?:ال)?مفتاح|تاجات|هاشتاغ|تاق) ?:",
        ),
        count=40,
    ),
    # --- Counters
    Label(
        "navigation",
        COUNTER_WHY,
        "any",
        folded("مدة القراءة|وقت القراءة|زمن القراءة|المشاهدات|عدد المشاهدات|عدد القراءات|reading time"),
        pattern(
            r"(?:مدة|وقت|زمن) (?:القراءة|قراءة)\b.{0,30}$",
            r"(?:(?:عدد )?(?:المشاهدات|القراءات|الزيارات|مشاهدات|قراءات)) ?[:\d(].{0,15}$",
            r"[\d.,kك ]{1,12} ?(?:مشاهدة|مشاهدات|قراءة|قراءات|زيارة|زائر|قارئ|إعجاب|مشاركة|مشاركات|معجب)$",
            r"(?:\d{1,3}|دقيقة|دقيقتان|دقيقتين|أقل من دقيقة) ?(?:دقائق|دقيقة|د)? ?(?:للقراءة|قراءة"
            r"|من القراءة|وقت القراءة)$",
            r"[\d.,]{1,9} ?(?:ألف|آلاف|مليون) (?:مشاهدة|قراءة|زيارة|متابع|مشترك|إعجاب|مشاركة)$",
            r"[\d.,km ]{1,12} ?(?:followers?|subscribers?|متابع|متابعا|متابعين|مشترك|مشتركا)$",
            r"[\d.,km ]{1,12} ?(?:views?|shares?|reads?|likes?|readers|viewed)$",
            r"(?:views?|shares?|reads?|likes) ?:? ?[\d.,km]{1,12}$",
            r"(?:a )?\d{1,3}[\s-]?(?:min(?:ute)?s?|mins?)\.?(?:[\s-](?:read|listen|watch|reading time))$",
            r"\d{1,2}[ -]?(?:min|mins|minutes|دقيقة|دقائق)\.?(?: audio| video| listen| read)?$",
            r"(?:estimated )?(?:reading|read) time\b.{0,20}$",
            r"(?:listen|watch|استمع|استماع) ?\(?\d.{0,12}$",
            r"[\d.,kك ]{1,12} ?(?:شوهد|شاهد|مرة مشاهدة|مشاهدات?|reads|views?|hits)$|شوهد ?:? ?[\d.,]{1,9}(?: مرة)?$",
            r"(?:قراءة|القراءة) (?:في|خلال) (?:\d{1,2} )?(?:دقيقة|دقائق|دقيقتين|دقيقتان)(?: واحدة)?$",
            r"(?:مشاهدة|مشاهدات|قراءة|قراءات|زيارة|زيارات|المشاهدات|الزوار|عدد الزوار|مشاركة) ?:? ?[\d.,kك]{1,9}$",
            r"(?:مدة |وقت |زمن )?(?:ال)?قراءة ?:? ?(?:\d{1,2} ?)?(?:د|دقيقة|دقائق|دقيقتان|دقيقتين)(?: واحدة)?$",
            r"[\d.,k]{1,7} [\d.,k]{1,7} (?:دقيقة واحدة|دقيقتان|دقيقتين|\d{1,2} دقائق|دقائق|دقيقة|أقل من دقيقة)$",
        ),
    ),
    # --- Getting about
    Label(
        "navigation",
        NAVIGATION_WHY,
        "any",
        folded(
            "زر الذهاب إلى الأعلى|العودة إلى الأعلى|الرجوع إلى أعلى|تخطى إلى المحتوى|الانتقال إلى المحتوى",
            "تخطي إلى المحتوى|تجاوز إلى المحتوى|تخطي إلى المحتوى الرئيسي|تجاوز إلى المحتوى الرئيسي",
            "انسخ الرابط|نسخ الرابط|تم نسخ الرابط|نسخ رابط المقال|الرابط المختصر|رابط مختصر|رابط المقال",
            "شارك المقال|شارك الخبر|شارك هذا الموضوع|شارك هذا المقال|مشاركة المقال|مشاركة الخبر|تحميل المزيد",
            "عرض المزيد|إظهار المزيد|اعرض المزيد|المزيد من النتائج|حمل المزيد|مشاهدة المزيد|استمع للمقال",
            "استمع إلى المقال|استمع للخبر|استمع إلى الخبر|استمع الآن|استمع لهذا المقال|حجم الخط|تكبير الخط",
            "تصغير الخط|أ أ أ|تغيير حجم الخط|tt|t t|a a|aa|a a a|a+|a-|أرسل إلى صديق|أرسل لصديق|ارسال لصديق",
            "إبلاغ عن خطأ|أبلغ عن خطأ|الإبلاغ عن خطأ|طباعة المقال|back to top|scroll to top|skip to content",
            "skip to main content|jump to content|skip navigation|copy link|link copied|copy url|share this",
            "share this article|share article|share this story|load more|show more|view more|see more",
            "view all|see all|show all|read full story|listen to this article|listen to article",
            "listen to story|listen to this story|play audio|purchase licensing rights|view original content",
            "view source version|print this page|email this|report an error|report a typo",
            "suggest a correction|send us a tip|text size|font size|scroll to continue|click to expand",
            "click to copy|gift this article|give this article|open in app|لا يوجد أكواد|خبر عاجل|اضغط هنا",
            "font|font size|story text|text settings|minimize to nav|forum view|prev story|next story|select voice",
            "select speed|small standard large|standard wide|standard orange|subscribers only|share full article",
            "gift article|view on map|listen in english|listen in arabic|make us preferred|link copied!|image gallery",
            "اظهر الملخص|أظهر الملخص|إظهار الملخص|إخفاء الملخص|عرض الملخص|ملخص الخبر بالذكاء الاصطناعي|وضع القراءة",
            "الوضع الداكن|تغيير الخط|حفظ المقال|حفظ الخبر|تم الحفظ|أضف إلى المحفوظات|ملء الشاشة|تشغيل الفيديو",
            "إيقاف مؤقت",
            "تحديث الصفحة|تحديث الرمز|refresh page|انقر هنا|click here",
        ),
        pattern(
            r"(?:accessibility (?:links|help|statement)|keyboard shortcuts|screen reader)\b.{0,40}$",
            r"(?:للاستماع|استمعوا?|استمع) (?:إلى|الى|ل).{2,40}$",
            r"(?:permalink|permanent link|رابط دائم|الرابط الدائم|short link|رابط مختصر)$",
            r"(?:حجم الخط|font size|text size)[ :+\-a-zأ]*$",
            r"(?:تخطي|تخطى|skip) .{2,40} (?:القراءة|reading)$",
            r"(?:تخطي|تخطى|تجاوز|انتقل|الانتقال|اذهب|skip|jump) (?:إلى|الى|to) .{0,40}$",
            r"(?:تابع|تابعوا|تابعونا|تابعنا|انضم|انضموا|اشترك|اشتركوا|للاشتراك|للانضمام|لمتابعة|لمتابعتنا)\b.{0,60}"
            r"(?:صفحتنا|قناتنا|قنواتنا|حسابنا|حساباتنا|موقعنا|أخبارنا|تطبيقنا|مجموعتنا|منصاتنا|أخبار جوجل"
            r"|جوجل نيوز|غوغل نيوز|google news)",
            r"(?:تابعونا|تابعنا|لمتابعتنا) (?:على|عبر|في)\b.{0,60}$",
            r"add (?:.{2,30} )?as (?:a |your )?preferred source.{0,20}$",
            r"(?:follow|find|like|join) us (?:on|at|here)\b.{0,60}$",
            r"follow .{2,40} on (?:facebook|twitter|x|instagram|whatsapp|telegram|google news|linkedin|youtube)\b",
            r"(?:أضف|إضافة|حفظ|add|save) (?:إلى|الى|في|to) (?:المفضلة|قائمة|القائمة|favou?rites"
            r"|(?:your )?reading list).{0,20}$",
            r"(?:حمل|حملوا|نزل|تنزيل|تحميل|حمّل) (?:تطبيق|التطبيق)",
            r"(?:get|download) (?:the|our) .{0,20}app\b",
            r".{0,40}\b(?:حمل|حملوا|نزل|نزلوا) (?:الآن )?(?:تطبيق|تطبيقنا)\b",
            r"getting your .{0,30}player ready\b",
            r"(?:حفظ|تكبير|تحميل|enlarge|save|download) (?:this )?(?:الصورة|image|picture)$",
            r"(?:شكرا|thanks|thank you) (?:على|لك على|for) (?:الإبلاغ|التبليغ|reporting)\b.{0,20}$",
            r"سيتم (?:حجب|حذف|إخفاء) (?:هذه|هذا) .{0,80}(?:الإبلاغ|التبليغ)\b.{0,40}$",
            r"(?:رابط|لقراءة) (?:المقال|المقالة|الخبر|النص|المادة|الموضوع) (?:الأصلي|الأصلية|من المصدر)\b.{0,20}$",
            r"(?:(?:ملاحظات|أخبار|الأخبار) )?إلى الأعلى$",
            r"(?:opens|open|opening) in (?:a )?new (?:window|tab)$",
            r"an official (?:web)?site of\b.{3,80}$",
            r"(?:skip past .{2,60}|after newsletter.{0,20}|end of .{0,20}newsletter.{0,20})$",
            r"(?:play|watch) ?(?:video|audio|article)(?: ?(?:play|watch) ?(?:video|audio|article))?$",
            r"view (?:image|photo|picture|gallery)s? in full ?screen(?: mode)?$|(?:see|view) (?:all|more) photos$",
            r"(?:prefer|choose|set|make) .{2,40} (?:on|in) google(?: news| search)?$",
            r"(?:لمزيد|للمزيد|للاطلاع|لقراءة|لمشاهدة|لتحميل|للاشتراك|لمتابعة|للتسجيل|لتصفح)\b.{3,90}"
            r"(?:اضغط|اضغطوا|انقر|انقروا) (?:هنا|على الرابط)$",
            r"حفظ (?:ال)?(?:مقالات|مقال|مواد|مادة)\b.{0,60}\b(?:لاحقا|قراءتك|قائمتك|القراءة)\b.{0,30}$",
            r"(?:save|bookmark) (?:this |articles? |stories ).{0,40}\blater$",
            r"(?:(?:صغير|متوسط|وسط|كبير|عادي|small|medium|large|normal)(?: جدا)? ?){2,5}$",
            r"(?:leer|lire|auf|lee|read|اقرأ) (?:en|auf|this in|in|بـ|ب|باللغة) ?(?:español|espanol|francais"
            r"|français|arabic|english|deutsch|الإنجليزية|العربية|الفرنسية)$",
            r"(?:view|see) this (?:post|photo|video|reel) on \w{2,12}$|a post shared by .{2,60}$|0{1,2}:00$",
            r"volume ?\d{0,3} ?%?$|(?:اضغط|انقر) (?:هنا )?ل(?:مشاهدة|قراءة|تحميل|متابعة|لاطلاع)\b.{0,60}$",
            r"(?:تابع|واصل|أكمل|متابعة) القراءة$",
            r"this content is (?:hosted|provided|not available)\b.{0,60}$|(?:open|close) share (?:drawer|menu|panel)$",
            r"this (?:article|story) is (?:more than|over) .{3,12} old$|add (?:us )?as (?:a )?preferred\b.{0,30}$",
            r"(?:increase|decrease|reset) ?(?:font size|text size|حجم الخط)? ?(?:increase|decrease|reset)?$",
            r"(?:أرسل|ارسل)(?:/ي|وا)? (?:لنا )?(?:خبر|صورة|خبرا|ملاحظة|تصحيح|شكوى)\b.{0,30}$",
            r"\d{1,3} (?:weather|severe weather) alerts?\b.{0,40}$|\d{1,3} closings?\b.{0,20}$",
            r"heard on .{3,40}$|listen ?[·•|-] ?\d{1,2}:\d\d ?(?:min)?\b.{0,20}$|sponsor message$|embed$",
            r"(?:this|the) (?:article|story|post) (?:has been|was) updated$",
            r"(?:select|choose|change|playback|reading) (?:voice|speed|language|font)$|\d\.\d{1,2} ?x$",
            r"(?:text|story|font|reader|display|audio|player|caption) settings$|(?:width|size|links?) ?\*$",
            r"(?:تابع|اقرأ|ملخص|لخص|استمع|احصل على) ?(?:ملخص)? ?(?:الخبر|المقال|التقرير)? ?(?:ب|بواسطة )"
            r"(?:ال)?ذكاء (?:ال)?اصطناعي.{0,20}$",
            r"(?:تعديل|تغيير|ضبط|التحكم في) (?:حجم )?(?:ال)?خط$",
            r"(?:(?:kindly|please|pls) )?share (?:this|the) (?:story|article|post|news|page|report)\b.{0,24}$",
            r"listen to (?:this|the|our) (?:article|story|report|episode|audio)\b.{0,30}$",
            r"(?:this audio|audio) (?:is|was|version) ?(?:auto|ai|generated)\b.{0,60}$",
            r"[اأ]?رسل .{0,20}صديق$",
            r"تخط (?:إلى|الى) .{0,30}$",
            r"(?:read|view|open) (?:this |the )?(?:article|story|post|it) (?:in|on) (?:the |our )?(?:app|site)\b",
            r"(?:available|download|get it|now available) on (?:the )?(?:app store|google play|huawei)\b.{0,40}$",
            r"(?:متوفر|متاح|حمل|حمله) (?:الآن )?(?:على|من) (?:app store|google play|متجر|آب ستور)\b.{0,40}$",
        ),
        count=16,
    ),
    Label(
        "navigation",
        SHARE_WHY,
        "after",
        folded(
            "recommended|tweet|تغريدة|image|images|photo|صورة|skip advertisement|show caption|hide caption",
            "view caption",
            "enlarge|expand image",
            "شارك|شاركها|شاركه|شارك على|share|tweet|partager|follow|sms|share on|partager sur|register now|sign up",
        ),
        count=3,
    ),
    Label(
        "navigation",
        NAVIGATION_WHY,
        "end",
        pattern=pattern(
            r"(?:اضغط|اضغطوا|انقر|انقروا) هنا\b.{0,80}$",
            r".{3,90}(?:اضغط|اضغطوا|انقر|انقروا) هنا$|.{3,90}\bclick here$",
            r".{3,90}\b(?:تابعونا|تابعنا|تابعوا صفحتنا|تابع صفحتنا|اشتركوا|انضموا|اشترك) (?:على|عبر|في|إلى|بقناتنا)"
            r"\b.{0,80}$",
            r".{3,90}\b(?:follow|join|find) .{2,30} (?:on|via) (?:facebook|twitter|x|instagram|whatsapp|telegram"
            r"|google news|linkedin|youtube|tiktok)\b.{0,20}$",
            r"(?:الخبر|المقال|الموضوع|المقالة) (?:السابق|التالي|القادم|القديم|الأحدث|الأقدم)(?:ة)? ?[:|].{3,120}$",
            r"(?:كل|جميع|أرشيف) (?:الأخبار|المقالات|المواضيع)$|(?:العودة|رجوع|عودة) (?:إلى|ل).{2,30}$",
            r"(?:تصفح|اكتشف|تجد|تجدون) (?:أيضا|المزيد|أكثر)\b.{0,60}$",
            r"(?:النسخة|العدد|الطبعة) (?:الورقية|الورقي|المطبوعة|الإلكترونية|pdf)\b.{0,30}$",
            r"(?:حمل|حملوا|حمله|نزل) .{0,20}(?:تطبيق|تطبيقنا|التطبيق)\b.{0,60}$",
            r".{0,60}\b(?:subscribe|sign up|donate|اشترك|اشتركوا|سجل)(?: now| here| today| الآن| هنا| معنا)?$",
            r"(?:reach|contact|email|e-mail|write to|call|للتواصل|راسل|راسلوا|بريد) .{0,60}\S@\S",
            r"(?:full story|cite this (?:page|article)|story source)$|materials provided by .{2,80}",
            r"stay (?:connected|informed|updated|up to date|in the know)\b.{0,80}$",
            r".{2,40} can be reached (?:at|on|by|via) .{3,80}$",
            r"(?:reach|contact|email|follow) (?:the (?:author|writer|reporter)|him|her|them|me) (?:at|on|via) .{3,80}$",
            r"(?:للتواصل|للتواصل مع|بريد|راسل|تواصل مع) (?:ال)?(?:كاتب|كاتبة|الكاتب|الكاتبة|الموقع|التحرير)\b.{0,60}$",
            r"(?:previous|next|older|newer|prev)(?: article| post| story| news| entry)?s? ?[:|].{3,120}$",
        ),
        count=24,
    ),
    Label(
        "navigation",
        NAVIGATION_WHY,
        "edge",
        folded(
            "إلى الأعلى|الصفحة الرئيسية|الرئيسية|القائمة|القائمة الرئيسية|بحث|بحث عن|ابحث|البحث|شارك|شاركها",
            "مشاركة|المشاركة|طباعة|تابعنا|تابعنا على|تابعونا|تابعونا على|بريد|اشترك|اشترك الآن",
            "اشترك مجانا|تسجيل الدخول|تسجيل|دخول|إنشاء حساب|حسابي|خروج|إغلاق|البث المباشر|بث مباشر|مباشر",
            "بودكاست|برامج|البرامج|فيديو|فيديوهات|صور|إنفوغراف|إنفوغرافيك|انفوجرافيك|كاريكاتير|خدمات|أرشيف",
            "الأرشيف|نشرة|النشرة البريدية|النشرات البريدية|النشرة الإخبارية|من نحن|اتصل بنا|تواصل معنا|راسلنا",
            "أعلن معنا|للإعلان|لإعلاناتكم|وظائف|هيئة التحرير|سياسة الخصوصية|سياسة التحرير|شروط الاستخدام",
            "الشروط والأحكام|اتفاقية الاستخدام|سياسة ملفات الارتباط|إخلاء المسؤولية|خريطة الموقع",
            "الأسئلة الشائعة|مساعدة|عن الموقع|فريق العمل|حول|عن الصحيفة|مواقعنا|تطبيقاتنا|تطبيقات|سابق|السابق",
            "التالي|تالي|الصفحة التالية|الصفحة السابقة|المزيد|اللغة|english|عربي|العربية|français|حفظ|احفظ",
            "الخط|خط|إعجاب|استمع|موافق|أوافق|أوافق على الكل|قبول|قبول الكل|رفض|رفض الكل|إدارة الخيارات|الإعدادات|نعم",
            "لا|فيسبوك|تويتر|واتساب|آخر تحديث للصفحة|تحديث|تنبيهات|تفعيل الإشعارات|إشعارات|اخبار جوجل|home",
            "menu|main menu|search|share|print|save|saved|email|link|text|more|close|subscribe|subscribe now",
            "sign in|sign up|log in|login|register|my account|account|live|live tv|watch live|podcasts",
            "podcast|videos|video|photos|games|newsletters|newsletter|shop|jobs|about|about us|contact",
            "contact us|advertise|advertise with us|careers|privacy|privacy policy|terms|terms of use",
            "terms of service|terms and conditions|cookie policy|cookies|cookie settings|cookie preferences",
            "manage cookies|accessibility|help|site map|sitemap|archive|archives|faq|faqs|donate|support us",
            "membership|feedback|accept|accept all|reject all|i agree|agree|got it|ok|yes|no|manage options",
            "settings|previous|next|listen|play|pause|mute|fullscreen|bookmark|notifications|edition|en|ar|fr",
            "es|us edition|uk edition|international edition|language|dark mode|الوضع الليلي|in this article",
            "on this page|table of contents|contents|في هذا المقال|محتويات المقال|المحتويات|جدول المحتويات",
            "محتوى المقال|my news|my feed|for you|get in touch|the app|ad choices",
            "do not sell my personal information|editorial policy|corrections|masthead|code of ethics",
        ),
    ),
)
