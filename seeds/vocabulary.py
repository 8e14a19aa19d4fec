"""The words by which kinds of line are known, in both languages. Data, not rules: the rules stand in ``lines``.

They are words that sites share, not the strings of any one site; all are folded, so spelling marks do not matter.
"""

from __future__ import annotations

from typing import Any

from claims.arabic import fold


def gettext_noop(message: str) -> str:
    """Mark a sentence for the catalogue; it is translated where it is shown, since this code knows no Django."""
    return message


def folded(*words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


# Words that no name holds: prepositions, conjunctions, pronouns.
NO_NAME = folded("في", "من", "إلى", "على", "عن", "مع", "أو", "ثم", "هذا", "هذه", "the", "and", "of", "in", "to", "for")
# Words which outlets carry in their names and persons don't.
OUTLET = folded(
    *("صحيفة", "جريدة", "مجلة", "قناة", "وكالة", "شبكة", "موقع", "إذاعة", "تلفزيون", "فضائية", "منصة"),
    *("تيفي", "نيوز", "برس", "بلس", "أونلاين", "ميديا", "نت", "بوست", "تايمز", "تريبيون"),
    *("tv", "news", "press", "plus", "online", "media", "post", "times", "daily", "journal", "herald", "tribune"),
    *("magazine", "radio", "agency", "gazette", "observer", "review", "broadcasting"),
)
SECTIONS = folded(
    *("أخبار", "خبر", "آخر", "أهم", "عاجل", "تقارير", "تقرير", "مقالات", "آراء", "رأي", "تحليل", "تحليلات", "ملفات"),
    *("سياسة", "اقتصاد", "أسواق", "مال", "أعمال", "رياضة", "ثقافة", "فن", "فنون", "منوعات", "مجتمع", "صحة", "بيئة"),
    *("علوم", "تكنولوجيا", "تقنية", "ذكاء", "اصطناعي", "محليات", "محلي", "دولي", "دوليات", "عالم", "عالمي", "عرب"),
    *("عربي", "حوادث", "سياحة", "تعليم", "واجهة", "رئيسية", "مختارات", "حوار", "حوارات", "فيديو", "صور", "قضايا"),
    *("news", "latest", "politics", "business", "economy", "markets", "sport", "sports", "culture", "opinion"),
    *("analysis", "technology", "tech", "science", "health", "world", "local", "features", "home", "ai", "education"),
)
DESK = folded(
    *("خاص", "متابعة", "متابعات", "رصد", "وكالات", "تقرير", "حصري", "ترجمة", "تحرير", "قسم التحرير", "هيئة التحرير"),
    *("exclusive", "agencies", "staff", "staff writer", "newsroom", "desk"),
)
PROFESSIONS = folded(
    *("صحفي", "صحفية", "صحافي", "صحافية", "كاتب", "كاتبة", "مراسل", "مراسلة", "محرر", "محررة", "باحث", "باحثة"),
    *("إعلامي", "إعلامية", "مدون", "مدونة", "مترجم", "مترجمة", "محلل", "محللة", "أكاديمي", "أكاديمية", "أستاذ"),
    *("journalist", "reporter", "correspondent", "editor", "writer", "columnist", "researcher", "author", "professor"),
)
COPULAS = folded("is", "a", "an", "هو", "هي")

DESK_WHY = gettext_noop("It is a label of the desk and names no one.")
DESK_OUTLET_WHY = gettext_noop("It is a label of the desk beside the name of the outlet.")
_RELATED_WHY = gettext_noop("It points to other articles.")
_COMMENT_WHY = gettext_noop("It belongs to the form for comments.")
_NAVIGATION_WHY = gettext_noop("It leads about the page or the site.")
_LOADING_WHY = gettext_noop("It is what a page shows until something has loaded.")
_ADVERTISEMENT_WHY = gettext_noop("It announces an advertisement.")
_CAPTION_WHY = gettext_noop("It describes or credits an image.")
_BOX_WHY = gettext_noop("It heads a box of particulars below the article.")

OUTLET_ENDS = tuple(f" {fold(end)}" for end in ("تي في", "دوت كوم"))
# Labels of links to other articles.
RELATED = folded(
    *("اقرأ أيضا", "اقرأ المزيد", "اقرأ كذلك", "طالع أيضا", "شاهد أيضا", "مقالات ذات صلة"),
    *("مواضيع ذات صلة", "موضوعات ذات صلة", "أخبار ذات صلة", "ذات صلة", "مواد ذات صلة", "قد يعجبك أيضا"),
    *("مقالات مشابهة", "مواضيع متعلقة", "أخبار متعلقة", "المقال التالي", "المقال السابق"),
    *("read also", "read more", "also read", "related articles", "related posts", "related", "see also"),
    *("you may also like", "more on this story", "next article", "previous article"),
)

# Each row: kind, reason, how, the words. How: a line is the words ("whole"), or is them above or below the text
# ("edge"), or goes on after them ("start"), or goes on after a colon ("colon").
LABELS: tuple[tuple[Any, str, str, frozenset[str]], ...] = (
    (
        "related",
        _RELATED_WHY,
        "start",
        RELATED,
    ),
    (
        "comment_form",
        _COMMENT_WHY,
        "edge",
        folded(
            *("اترك تعليقا", "أضف تعليقا", "إضافة تعليق", "أضف تعليق", "اكتب تعليقا", "إلغاء الرد", "التعليقات"),
            *(
                "تعليقات",
                "التعليق",
                "الاسم",
                "البريد الإلكتروني",
                "الموقع الإلكتروني",
                "إرسال التعليق",
                "لا توجد تعليقات",
            ),
            *("leave a comment", "leave a reply", "add a comment", "post a comment", "cancel reply", "comments"),
            *("no comments", "post comment", "name", "email", "website"),
        ),
    ),
    (
        "comment_form",
        _COMMENT_WHY,
        "start",
        folded(
            *("لن يتم نشر عنوان بريدك", "الحقول الإلزامية مشار إليها", "احفظ اسمي", "your email address will not be"),
            *("required fields are marked", "save my name"),
        ),
    ),
    (
        "navigation",
        _NAVIGATION_WHY,
        "edge",
        folded(
            *(
                "زر الذهاب إلى الأعلى",
                "العودة إلى الأعلى",
                "إلى الأعلى",
                "الصفحة الرئيسية",
                "الرئيسية",
                "القائمة",
                "بحث",
            ),
            *("شارك", "شاركها", "مشاركة", "شارك المقال", "شارك الخبر", "شارك هذا الموضوع", "انسخ الرابط", "نسخ الرابط"),
            *("طباعة", "تابعنا", "تابعنا على", "فيسبوك", "تويتر", "واتساب", "تيليجرام", "تلغرام", "لينكدإن", "بريد"),
            *("تخطى إلى المحتوى", "الانتقال إلى المحتوى", "اشترك", "اشترك الآن", "الوسوم", "وسوم", "كلمات مفتاحية"),
            *("back to top", "scroll to top", "home", "menu", "search", "share", "share this", "share this article"),
            *("copy link", "print", "facebook", "twitter", "whatsapp", "telegram", "linkedin", "email this", "tweet"),
            *("follow us", "subscribe", "skip to content", "tags"),
        ),
    ),
    (
        "navigation",
        _NAVIGATION_WHY,
        "colon",
        folded("الوسوم", "وسوم", "كلمات مفتاحية", "مدة القراءة", "وقت القراءة", "المشاهدات", "tags", "reading time"),
    ),
    ("navigation", _LOADING_WHY, "whole", folded("loading", "please wait", "جاري التحميل", "جار التحميل", "تحميل")),
    ("other_noise", _ADVERTISEMENT_WHY, "whole", folded("إعلان", "إعلانات", "advertisement", "sponsored", "ad")),
    (
        "other_noise",
        _BOX_WHY,
        "edge",
        folded("معلومات إضافية", "معلومات أخرى", "تفاصيل إضافية", "additional information", "about the author"),
    ),
    (
        "caption",
        _CAPTION_WHY,
        "colon",
        folded("الصورة", "صورة", "تصوير", "مصدر الصورة", "photo", "image", "picture", "photo credit", "image credit"),
    ),
)
