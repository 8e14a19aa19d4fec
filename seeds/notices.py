"""The words by which pages ask, state rights, announce and credit, in both languages. Data, as in ``phrases``."""

from __future__ import annotations

from .phrases import (
    ADVERTISEMENT_WHY,
    AUTHOR_BOX_WHY,
    BOX_WHY,
    COMMENT_WHY,
    FEEDBACK_WHY,
    LEGAL_WHY,
    LOADING_WHY,
    NEWSLETTER_WHY,
    SOURCE_WHY,
    Label,
    pattern,
)
from .vocabulary import folded

NOTICES: tuple[Label, ...] = (
    # --- Asking
    Label(
        "other_noise",
        NEWSLETTER_WHY,
        "any",
        folded(
            "اشترك في نشرتنا البريدية|اشترك في النشرة البريدية|النشرة البريدية|اشترك في نشرتنا الإخبارية",
            "أدخل بريدك الإلكتروني|ادخل بريدك الإلكتروني|ضع بريدك الإلكتروني|عنوان بريدك الإلكتروني",
            "subscribe to our newsletter|sign up for our newsletter|enter your email|enter your email address",
            "الرسالة الإخبارية",
            "your email address|sign up to our newsletter|join our newsletter|support independent journalism",
        ),
        pattern(
            r"(?:اشترك|اشتركوا|اشتركي|للاشتراك|سجل|سجلوا|انضم|انضموا|احصل|احصلوا|لتصلك|لتصلكم|تصلك|يصلك"
            r"|كن أول)\b.{0,80}"
            r"(?:نشرتنا|النشرة|نشرة|النشرات|قائمتنا|بريدك|بريدكم|القائمة البريدية|الإشعارات|التنبيهات"
            r"|قناتنا|مجانا|newsletter)",
            r"بالضغط (?:على|هنا)\b.{0,120}$",
            r"(?:بالنقر|باشتراكك|بتسجيلك|عند الاشتراك|بمجرد)\b.{0,100}(?:توافق|موافق|الخصوصية|الشروط)",
            r"(?:ادعم|ادعموا|ادعمنا|ادعمونا|تبرع|تبرعوا|ساهم|ساهموا)\b.{0,80}(?:صحاف|صحفي|موقعنا|عملنا|استقلال|مستقل)",
            r"(?:sign up|subscribe|register|join|signup)\b.{0,80}(?:newsletter|inbox|briefing|email|alerts"
            r"|updates|free)",
            r"(?:do you )?(?:get|receive|want)\b.{0,80}(?:inbox|newsletter|sign up|by email|alerts|straight to your)",
            r"share or comment on .{2,200}$",
            r".{20,250}\b(?:sign up|subscribe|register) (?:here|now|today)$",
            r".{20,250}\b(?:اشترك|اشتركوا|سجل|سجلوا) (?:هنا|الآن|الان)$",
            r"follow (?:topics|authors|this)\b.{0,60}(?:story|author|topic)\b.{0,140}$",
            r"thanks for reading\b.{0,120}$",
            r"(?:sign up|subscribe) (?:here|now|today|to our|for our|to the|for the)\b",
            r"by (?:signing up|subscribing|clicking|entering|submitting|registering|continuing)\b.{0,160}$",
            r"(?:support|donate|become a (?:member|supporter|subscriber))\b.{0,80}(?:journalism|newsroom"
            r"|reporting|today|our work)",
            r"(?:already a (?:subscriber|member)|create a free account|start your free trial|unlimited access)\b",
            r"(?:this article is (?:free|for subscribers)|هذا المحتوى (?:حصري|متاح) (?:للمشتركين|لمشتركي))",
        ),
        count=45,
    ),
    Label(
        "other_noise",
        LEGAL_WHY,
        "any",
        folded("حقوق النشر محفوظة|all rights reserved|الحقوق محفوظة|إخلاء مسؤولية"),
        pattern(
            r"(?:©|c\) (?:19|20)|copyright(?: ?[©(:|\d–-]| by\b| all\b| notice| holder|$| (?:the )?(?:\w+ ?){1,3}$"
            r"|.{0,60}(?:19|20)\d\d)|حقوق النشر|حقوق الطبع|الحقوق محفوظة|(?:كل|كافة|جميع) الحقوق محفوظة)",
            r".{0,80}(?:(?:جميع|كل|كافة) الحقوق محفوظة|حقوق النشر محفوظة|all rights reserved)",
            r".{0,60}©",
            r"(?:يمنع|يحظر|لا يسمح|لا يجوز)\b.{0,30}(?:نسخ|نقل|اقتباس|إعادة نشر|استخدام).{0,90}(?:محتوى"
            r"|محتويات|المواد|المادة|الموقع|إذن)",
            r"(?:نستخدم|يستخدم (?:هذا )?(?:الموقع|موقعنا)|موقعنا يستخدم|نحن نستخدم|باستخدامك)\b.{0,60}"
            r"(?:ملفات (?:تعريف )?(?:ال)?ارتباط|الكوكيز|كوكيز|cookies|الخصوصية)",
            r"(?:we|this (?:web)?site|our (?:web)?site|we and our partners)\b.{0,40}\buses?\b.{0,30}cookies",
            r"(?:نحن نهتم|نحترم) (?:بخصوصيتك|خصوصيتك)|we (?:value|care about|respect) your privacy",
            r"(?:هذا المقال|هذه المقالة|هذه المادة|الآراء|المقالات|المقال|المقالة|ما ورد|المواد|ما ينشر"
            r"|آراء|إن الآراء)\b.{0,80}"
            r"(?:(?:لا|ولا|إلا) (?:يعبر|تعبر|يعكس|تعكس|تمثل|يمثل)|عن (?:رأي|آراء|وجهة نظر) (?:أصحابها"
            r"|كاتبها|صاحبها|كتابها|الكاتب|صاحبه|كاتبه|أصحابه|كتابه|كاتبته|صاحبته))",
            r"(?:the )?(?:views|opinions)\b.{0,60}(?:are (?:the|those|his|her|their)|do not|expressed)",
            r"(?:material|content) (?:from|may not)\b.{0,80}(?:published|reproduced|redistributed|permission)",
            r"(?:this material|no part of this)\b.{0,80}(?:published|reproduced|broadcast|permission)",
            r"disclaimer ?:",
            r"the (?:authors?|writers?) (?:do|does|did) not work for, consult,",
            r".{3,80} provides? funding as an? .{0,30}(?:partner|member) of\b",
            r".{3,80}(?:receives? funding from|has received funding from|is affiliated with|has no affiliation)"
            r"\b.{0,60}(?:the conversation|disclosure)",
            r"(?:we are|.{3,40} is) not responsible for\b",
            r"a version of this (?:article|story|essay|piece|column|report)\b.{0,20}(?:appears|appeared|was|ran)\b",
            r".{3,40} (?:is committed to publishing|welcomes) .{0,40}\bletters\b",
            r"our standards ?:.{0,80}$",
            r"(?:الموقع|إدارة الموقع|الإدارة|هيئة التحرير) (?:غير مسؤول|لا تتحمل|غير مسئول|ليس مسؤولا)",
            r"protected by recaptcha|this site is protected by",
            r"privacy notice ?:.{0,200}$",
            r"i (?:understand|agree|consent|accept|have read)\b.{0,200}\b(?:terms|agreement|policy|privacy|consent)\b",
            r"(?:أوافق|اوافق|لقد قرأت|قرأت|بالاشتراك|باشتراكك)\b.{0,100}(?:الشروط|شروط|الخصوصية)",
            r"(?:about |use of |our use of |manage )?cookies (?:on|at) (?:this|our|the) (?:web)?site",
            r"(?:this|our) (?:web)?site (?:uses|makes use of) cookies",
            r"(?:cookies?|privacy|consent) (?:settings|preferences|notice|consent|choices|options|banner)$",
            r"manage (?:my |your |cookies? |consent |privacy )?(?:preferences|consent|choices|settings)$",
            r"your privacy (?:matters|choices|is important)\b.{0,40}$",
            r"خصوصيتك(?:م)? (?:تهمنا|مهمة|أولويتنا)\b.{0,40}$",
            r"(?:هذا الموقع|الموقع|موقعنا) (?:يستخدم|يستعمل) .{0,20}(?:ملفات|الكوكيز|كوكيز|cookies)",
            r"باستخدامك?م? (?:هذا |ل)?(?:الموقع|موقعنا|للموقع)\b.{0,80}(?:توافق|ملفات|سياسة)",
        ),
        count=60,
    ),
    Label(
        "other_noise",
        LEGAL_WHY,
        "end",
        pattern=pattern(
            r".{0,60}(?:لا تعبر|لا يعبر|لا تعكس|لا يعكس) بالضرورة",
            r".{0,80}do(?:es)? not necessarily (?:reflect|represent)",
            r"(?:هذه المعلومات|المعلومات|المحتوى|this (?:article|information|content))\b.{0,60}"
            r"(?:لا تغني|لا يغني|ليست بديل|ليس بديل|not (?:a substitute|intended|medical|financial))",
            r".{0,80}(?:غير مسؤول عن|غير مسئول عن|لا يتحمل مسؤولية|لا تتحمل مسؤولية)",
            r".{0,60}(?:is not responsible for|ليس مسؤولا عن محتوى)",
        ),
        count=60,
    ),
    Label(
        "other_noise",
        FEEDBACK_WHY,
        "any",
        pattern=pattern(
            r"\d{1,6} (?:users?|readers|visitors) have (?:voted|rated)(?: this.{0,20})?$",
            r"(?:إذا|في حال|هل) (?:كنت|كنتم|لاحظت|لاحظتم|وجدت|وجدتم|اكتشفت)\b.{0,60}\b(?:المقال|المقالة|الخبر|المادة"
            r"|التقرير|النص|الصفحة)\b.{0,160}(?:تصحيح|شكوى|شكوي|خطأ|أرسل|راسل|تواصل|أبلغ|بلغ)",
            r"(?:if you|have you|did you|do you|spot|spotted|see|found|notice|noticed)\b.{0,60}"
            r"\b(?:error|mistake|typo|inaccurac\w+|correction)s?\b.{0,60}\b(?:article|story|page|report|let us|tell us"
            r"|contact us|email us)\b.{0,80}$",
        ),
        count=45,
    ),
    Label(
        "other_noise",
        FEEDBACK_WHY,
        "end",
        pattern=pattern(
            r"(?:هل|ما|من|كيف) .{5,150}(?:نعم لا|صوت|صوت الآن|تصويت|عرض النتائج|النتائج)$",
            r"(?:do|should|will|is|are|would|what|which|who|did) .{5,150}(?:yes no|vote|vote now|view results)$",
            r"هل (?:استفدت|أعجبك|كانت هذه|وجدت|كان هذا|لديك (?:معلومات|قصة|ملاحظة))\b",
            r"(?:قيم|قيّم|ما رأيك في|ما تقييمك) (?:هذا|هذه|المقال|المحتوى|الخدمة)",
            r"(?:was this|did you find this|is this) (?:article|page|helpful|information|useful|story)\b",
            r"(?:do you have|have you got|got) (?:a|any) (?:story|tip|information|comment|confidential)\b",
            r"(?:have|got) (?:a|any) (?:news |confidential )?(?:question|story|tip|comment)s?\b.{0,80}$",
            r"(?:do|are|have|would|did|can) you\b.{2,200}(?:\?|click here|email|contact)",
            r"(?:are you|have you been) (?:affected|experiencing)\b",
            r"(?:rate|how would you rate) this\b",
            r"(?:up|down|vote up|vote down)$",
            r"(?:send|share|email|contact|tell) us\b.{0,60}$",
            r"(?:للتواصل|راسلونا|أرسلوا|شاركونا|شاركنا) .{0,60}$",
            r"(?:للتواصل|لإرسال تعليق|للتعليق|للاشتراك)\b.{0,20}(?:إرسال|ارسال|أرسل|ارسل) (?:sms|رسالة|كلمة|الرمز)\b",
            r".{2,40} (?:delivers|provides|offers|publishes) .{0,40}\b(?:independent|unrivalled|coverage|journalism)\b",
        ),
        count=30,
    ),
    # --- Other
    Label(
        "comment_form",
        COMMENT_WHY,
        "any",
        pattern=pattern(
            r"(?:ي|ت)تيح .{2,30}(?:إمكانية )?التعليق على (?:ما|المواد|الأخبار)\b",
        ),
        count=60,
    ),
    Label(
        "navigation",
        LOADING_WHY,
        "any",
        folded(
            "loading|loading comments|please wait|جاري التحميل|جار التحميل|تحميل|يرجى الانتظار",
            "جاري تحميل المزيد|this content is not available|javascript is disabled|no compatible source",
            "your browser does not support|متصفحك لا يدعم|video player is loading|الفيديو غير متاح",
        ),
        pattern(
            r"(?:your browser|متصفحك|المتصفح)\b.{0,20}(?:does not support|لا يدعم|not supported)",
            r"(?:please|يرجى|الرجاء) (?:enable|turn on|تفعيل|تمكين) .{0,40}$",
            r"(?:to view this (?:video|content)|لمشاهدة هذا (?:الفيديو|المحتوى))",
        ),
    ),
    Label(
        "other_noise",
        ADVERTISEMENT_WHY,
        "any",
        folded(
            "إشهار|publicité|محتوى مدفوع|محتوى برعاية|مادة مدفوعة|paid post|partner content",
            "إعلان|إعلانات|مساحة إعلانية|محتوى ممول|مادة إعلانية|إعلان ممول|محتوى إعلاني|برعاية|advertisement",
            "sponsored|ad|ads|advertising|sponsored content|paid content|ad feedback|video ad feedback",
            "promoted|paid partnership|advertisement - scroll to continue",
        ),
        pattern(
            r"advertisement(?: ?[-–|:(·•].{0,30}| (?:continues?|feedback|closed?|below|scroll|article|story).{0,20})?$",
            r"(?:الإعلان|إعلان) ?[-|:]? ?(?:تابع القراءة|استمر).{0,20}$",
            r"(?:story|article) continues below\b",
            r"(?:يستمر|تستمر) (?:المقال|القراءة|القصة) (?:أدناه|بعد|أسفل)",
            r"(?:we|this (?:post|article|page)) may (?:earn|contain|include)\b.{0,60}(?:commission|affiliate|links)",
            r"(?:قد نحصل|قد نتقاضى|نحصل) على عمولة\b",
        ),
        count=25,
    ),
    Label(
        "other_noise",
        BOX_WHY,
        "edge",
        folded(
            "معلومات إضافية|معلومات أخرى|تفاصيل إضافية|additional information|معلومات المقال",
            "article information",
        ),
    ),
    Label(
        "other_noise",
        BOX_WHY,
        "end",
        folded(
            "journal|doi|article title|method of research|subject of research|funder|keywords",
            "article publication date|coi statement|هام|تنويه|تنبيه|ملاحظة هامة",
        ),
    ),
    Label(
        "bio",
        AUTHOR_BOX_WHY,
        "edge",
        folded(
            "about the author|about the writer|about the authors|عن الكاتب|عن الكاتبة|نبذة عن الكاتب",
            "نبذة عن الكاتبة|نبذة عن المؤلف|عن المؤلف|السيرة الذاتية|author bio|حول الكاتب",
        ),
    ),
    Label(
        "desk_label",
        SOURCE_WHY,
        "any",
        pattern=pattern(
            r"(?:المصدر|المصادر|مصدر الخبر|نقلا عن|المصدر الأصلي) ?:.{1,80}$",
            r"مصادر ?: ?\S+(?: \S+)?(?: ?[-–+،,/|] ?\S+(?: \S+)?){0,5}$",
            r"(?:source|sources) ?:.{1,80}$",
            r".{3,200}\bcontributed (?:reporting )?(?:to|for) this (?:report|story|article|piece)(?: from .{2,40})?$",
            r".{3,60} (?:reported|reports) from [^,.]{3,30}(?:, [^,.]{3,30})?"
            r"(?:(?:, | and )[^.]{3,60} from [^.]{3,40})?$",
            r"(?:ساهم|ساهمت|شارك|شاركت|أسهم) في (?:إعداد |كتابة |تغطية )?(?:هذا |هذه )?"
            r"(?:ال)?(?:تقرير|تغطية|مادة|قصة)\b.{0,80}$",
            r"(?:[—–-]+ ?)?with (?:files|inputs?|reporting|additional reporting) (?:from|by) .{2,80}$",
            r"this (?:article|story|piece|report) (?:was )?(?:first|originally) (?:appeared|published)\b.{1,80}$",
            r"(?:نشر|نشرت) (?:هذا|هذه) (?:المقال|المقالة|المادة) (?:في|أولا|للمرة)\b.{0,60}$",
        ),
        count=16,
    ),
    Label(
        "desk_label",
        SOURCE_WHY,
        "end",
        pattern=pattern(
            r"(?:تصميم|برمجة|تطوير|استضافة)(?: و ?(?:ال)?(?:تصميم|برمجة|تطوير|تنفيذ|استضافة))? ?:? ?"
            r"(?:شركة|موقع|بواسطة|وتنفيذ)\b",
            r"(?:designed|developed|hosted|site|website|theme|built)(?: and \w{4,10})? by .{2,40}$",
            r"(?:via|h/t|hat tip|عبر|بواسطة|منقول عن|الخبر من) ?: ?.{2,50}$",
            r"published in (?:the )?(?:print|paper|\w{3,9}) (?:edition|issue)\b.{0,60}$",
            r"(?:هذا|هذه) (?:الخبر|المقال|المحتوى|المادة|المقالة) (?:منقول|منقولة|مترجم|من)\b.{0,80}$",
            r"(?:first|originally) published (?:in|on|by|at) .{1,80}$",
            r"(?:عن|نقلا عن) (?:مجلة|صحيفة|جريدة|موقع|وكالة|كتاب) .{1,40}$",
        ),
        count=16,
    ),
)
