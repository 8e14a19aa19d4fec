"""The words by which credits, sections and outlets are known, in both languages. Data, not rules.

They are words that sites share, not the strings of any one site; all are folded, so spelling marks do not matter.
The words of labels, buttons and forms stand in ``labels``, names in ``gazetteer``.
"""

from __future__ import annotations

from claims.arabic import fold


def gettext_noop(message: str) -> str:
    """Mark a sentence for the catalogue; it is translated where it is shown, since this code knows no Django."""
    return message


def folded(*rows: str) -> frozenset[str]:
    """The words of rows such as ``"خاص|متابعة"``, folded."""
    return frozenset(fold(word) for row in rows for word in row.split("|"))


# Words that no name holds: prepositions, conjunctions, pronouns, offices, and what headings and buttons begin with.
NO_NAME = folded(
    "by|via|posted|written|reporting|photo|photos|image|images|بقلم|كتب|كتبت|إعداد|تصوير|تحرير|بواسطة",
    "قسم|فريق|هيئة|إدارة|مكتب|وحدة|غرفة|لجنة|وزارة|شركة|مؤسسة|مركز|جامعة|حزب|مجلس|اتحاد|نقابة|جمعية|منظمة",
    "أسرة|طاقم|department|office|ministry|company|university|committee|council|association|union|unit|group",
    "inc|ltd|llc|في|من|إلى|عن|مع|أو|ثم|هذا|هذه|ذلك|تلك|ما|ماذا|كيف|لماذا|متى|أين|هل|كم|لا|لم|لن|إن|أن|قد",
    "بعد|قبل|بين|ضد|حول|عند|حتى|كل|بعض|غير|أكثر|أقل|أحدهم|أحد|نحو|بلا|دون|منذ|خلال|تحت|فوق|نعم|أيضا|رسالة",
    "رواية|قصة|خبر|مقال|تقرير|كتاب|اليوم|أمس|غدا|جديد|جديدة|عاجل|the|and|of|in|to|for|on|at|with|from|or|no",
    "not|what|how|why|who|when|where|is|are|was|were|its|their|our|your|my|this|that|these|noon|midnight|dawn",
    "then|now|today|tomorrow|default|design|far|law|contrast|monday|tuesday|wednesday|thursday|friday",
    "saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december",
    "spring|summer|autumn|winter|popular|land|sea|air|numbers|order|way|all|any|more|most|staff|editor",
    "editors|newsroom|desk|team|reporters|correspondents|agencies|share|save|read|watch|listen|follow|next",
    "previous|related|shares|early|late",
)
# Words which outlets carry in their names and persons don't.
OUTLET_FIRST = folded("صحيفة|جريدة|مجلة|قناة|وكالة|شبكة|موقع|إذاعة|تلفزيون|فضائية|منصة|بوابة|راديو")
OUTLET_LAST = folded(
    "تيفي|نيوز|برس|بريس|بلس|أونلاين|اونلاين|ميديا|نت|بوست|تايمز|تريبيون|الإخباري|الإخبارية|الفضائية|الإلكترونية|tv",
    "news|press|plus|online|media|post|times|daily|journal|herald|tribune|magazine|radio|agency|gazette",
    "observer|review|broadcasting|chronicle|courier|telegraph|weekly|bulletin|wire|examiner|dispatch|sentinel",
)
OUTLET = OUTLET_FIRST | OUTLET_LAST
OUTLET_ENDS = tuple(f" {fold(end)}" for end in ("تي في", "دوت كوم"))
# Beside these, a word of outlets names none: «Breaking News», «Social media», «آخر الأخبار الإخبارية».
NO_OUTLET = folded(
    "u|s|us|u.s|uk|eu|china|asia|africa|europe|american|climate",
    "breaking|latest|top|my|your|our|more|all|related|social|fake|good|bad|in|the latest|local|world|business",
    "sports|tech|mass|free|new|big|live|print|this|السويس|بنما|اجتماعية|الاجتماعية|التواصل|إطلاق|جديد|جديدة",
    "رسمية|محلية|خاصة|هذا|هذه|كل|تابعنا|أخبار|الأخبار|آخر|أهم|تسريب|إغلاق|حجب|سوشيال",
)
SECTIONS = folded(
    "أخبار|خبر|آخر|أهم|تقارير|تقرير|مقالات|آراء|رأي|تحليل|تحليلات|ملفات|أعمدة|سياسة|سياسي|سياسية|اقتصاد",
    "اقتصادية|اقتصادي|أسواق|مال|أعمال|بورصة|طاقة|عقارات|رياضة|رياضية|ثقافة|ثقافي|ثقافية|فن|فنون|منوعات|مجتمع",
    "صحة|طب|بيئة|مناخ|علوم|تكنولوجيا|تقنية|ذكاء|اصطناعي|محليات|محلي|محلية|دولي|دولية|دوليات|عالم|عالمي|عالمية",
    "عرب|عربي|عربية|حوادث|سياحة|سفر|تعليم|جامعات|واجهة|رئيسية|مختارات|حوار|حوارات|فيديو|صور|قضايا|تحقيقات",
    "تحقيق|افتتاحية|مرأة|أسرة|طفل|محافظات|مدن|جهات|برلمان|قضاء|كتاب|كتب|سينما|موسيقى|مسرح|تراث|إعلام|سيارات",
    "هواتف|ألعاب|تطبيقات|مراجعات|وطن|وطني|وطنية|خليج|مغاربية|مغرب|مصر|لبنان|سوريا|شرق|أوسط|أوسطية|متابعات",
    "ترجمات|دراسات|أبحاث|بلديات|بيانات|صحفية|دين|إسلاميات|طقس|زراعة|قانون|أمن|دفاع|فضاء|مطبخ|وصفات|موضة|جمال",
    "حياة|أسلوب|كرة|قدم|news|latest|politics|business|economy|markets|sport|sports|culture|opinion|money",
    "analysis|technology|tech|science|health|world|local|features|home|ai|education|environment|climate",
    "energy|finance|lifestyle|life|arts|books|film|music|travel|food|style|fashion|national|international",
    "africa|asia|europe|americas|uk|us|middle|east|commodities|companies|crime|justice|law|media|reviews",
    "transport|uae|courts|nation|gcc|gulf|property|motoring|aviation|retail|banking|entertainment|gaming|metro|cities",
    "actualités|actualites|politique|économie|economie|société|societe|culture|monde|régions|regions|sports|santé|sante",
    "موقف|مواقف|مدونات|كاريكاتير|بودكاست|سوشال|ميديا|ترند|تريند|وثائقيات|إنفوغراف|رقمية|شؤون|حقوق|إنسان",
    "guides|gadgets|columns|editorials|interviews|investigations|video|weather|football|community|region",
)
# Joins between section names; nothing on their own.
SECTION_JOINS = folded("و|and|&|من|في|the")
DESK = folded(
    "خاص|متابعة|متابعات|رصد|وكالات|تقرير|حصري|ترجمة|تحرير|قسم التحرير|هيئة التحرير|فريق التحرير|أسرة التحرير",
    "غرفة الأخبار|عاجل|مباشر|محدث|حصريا|قسم الأخبار|قسم المتابعة|وكالات الأنباء|الوكالات|مراسلون|بيان صحفي",
    "خبر صحفي|بيان|تغطية خاصة|خاص بالموقع|exclusive|agencies|staff|staff writer|staff writers|staff reporter",
    "news release|newsroom|desk|editorial|breaking|breaking news|live|updated|press release|for immediate release",
    "news desk|wire|by staff|by agencies|news agencies|web desk|editorial team|editorial board|special report",
)
PROFESSIONS = folded(
    "صحفي|صحفية|صحافي|صحافية|كاتب|كاتبة|مراسل|مراسلة|محرر|محررة|باحث|باحثة|إعلامي|إعلامية|مدون|مدونة|مترجم",
    "مترجمة|محلل|محللة|أكاديمي|أكاديمية|أستاذ|أستاذة|روائي|روائية|شاعر|شاعرة|ناقد|ناقدة|مهندس|مهندسة|طبيب",
    "استشاري|استشارية|أخصائي|أخصائية|اختصاصي|اختصاصية|دبلوماسي|دبلوماسية|سفير|سفيرة|ناشط|ناشطة|مدرب|مدربة|فنان|فنانة",
    "تربوي|تربوية|اقتصادي|اقتصادية|حقوقي|حقوقية|طبيبة|خبير|خبيرة|مؤلف|مؤلفة|محام|محامية|مستشار|مستشارة|قاص|قاصة|مخرج|مخرجة|مراسلنا|journalist|reporter",
    "correspondent|editor|writer|columnist|researcher|author|professor|novelist|poet|critic|analyst|blogger",
    "lecturer|economist|broadcaster|producer|fellow|contributor|freelancer|photographer",
)
COPULAS = folded("is|a|an|هو|هي|the|our|has|been|was|also|senior|freelance|staff")
# Who is credited by office and not by name.
OFFICES = PROFESSIONS | folded(
    "staff|team|desk|agencies|newsroom|editors|reporters|correspondents|writers|admin|فريق|قسم|هيئة|وكالات",
    "مراسلون|المحرر",
)
# Who did these did not write.
CRAFTS = folded(
    "تصميم|تصوير|رسم|رسوم|رسومات|غرافيك|جرافيك|إخراج|مونتاج|تحرير|مراجعة|إشراف|تدقيق|تدقيق لغوي|عدسة|صور|فيديو|إنتاج",
    "تصميم وإخراج|بصريات|تعليق صوتي|هندسة صوت|تنفيذ|برمجة|design|photos|photo|photography",
    "graphics|graphic|illustration|illustrations",
    "illustrator|photographer|editing|editor|video|art|art direction|production|producer|data|fact-check",
)
# What may stand before a name and belongs to it.
HONORIFICS = folded("د|أ|م|دكتور|الدكتور|الدكتورة|أستاذ|الأستاذ|المهندس|dr|prof|mr|ms")
# Small words within names.
PARTICLES = folded("de|del|da|di|van|von|der|den|al|el|bin|ibn|bint|la|le|abu")

# Labels of links to other articles: one title follows on the same line, or titles on the lines below.
RELATED = folded(
    "اقرأ أيضا|اقرأ المزيد|اقرأ كذلك|اقرأ أكثر|اقرأ التالي|اقرأ|اقرئي أيضا|قراءة المزيد|للمزيد",
    "لمزيد من التفاصيل|للمزيد من التفاصيل|لقراءة المزيد|إقرأوا أيضا|اقرأوا أيضا|لا يفوتك|طالع أيضا",
    "طالع المزيد|شاهد أيضا|شاهد المزيد|شاهدي أيضا|تابع أيضا|انظر أيضا|قد يهمك أيضا|قد يهمك|قد يعجبك",
    "قد يعجبك أيضا|قد تعجبك|ربما يعجبك|ربما يهمك|ربما يعجبك أيضا|يهمك أيضا|مقالات ذات صلة|مواضيع ذات صلة",
    "موضوعات ذات صلة|أخبار ذات صلة|ذات صلة|مواد ذات صلة|ذو صلة|أخبار متعلقة|مواضيع متعلقة|موضوعات متعلقة",
    "مقالات متعلقة|أخبار مرتبطة|مواضيع مرتبطة|روابط ذات صلة|مقالات مشابهة|مواضيع مشابهة|أخبار مشابهة",
    "قصص ذات صلة|قصص مقترحة|مقالات مقترحة|مواد مقترحة|موضوعات قد تهمك|مواضيع قد تهمك|أخبار قد تهمك|أخبار تهمك",
    "مقالات قد تهمك|قد يهمك قراءة|اخترنا لك|اخترنا لكم|مختارات لك|نوصي بقراءة|ننصح بقراءة|المزيد من الأخبار",
    "المزيد حول|المزيد من|المزيد في|المزيد عن|مقالات أخرى|أخبار أخرى|مواضيع أخرى|من نفس القسم|في نفس القسم",
    "المقال التالي|المقال السابق|الخبر التالي|الخبر السابق|الموضوع التالي|الموضوع السابق|مقالات الكاتب",
    "مقالات أخرى للكاتب|من مقالات الكاتب|المزيد للكاتب|أحدث المقالات|آخر المقالات|الأكثر قراءة|الأكثر مشاهدة",
    "الأكثر تداولا|الأكثر رواجا|الأكثر تعليقا|الأكثر شيوعا|الأكثر زيارة|الأكثر قراءة الآن|الأكثر قراءة اليوم",
    "الأكثر قراءة هذا الأسبوع|أحدث الأخبار|الأخبار العاجلة|تريند|اختيارات المحرر|اختيارات المحررين",
    "من اختيار المحرر|أهم الأخبار|رائج الآن|رائج|الأكثر مشاركة|فيديوهات مقترحة|فيديو قد يعجبك",
    "فيديوهات ذات صلة|شاهد|مواضيع شائعة|المزيد من هذا الكاتب|read also|read more|also read|read next|up next",
    "next up|read it here|related articles|related posts|related|related stories|related news|related content",
    "related coverage|see also|related reading|related links|further reading|keep reading|continue reading",
    "more stories|you may also like|you might also like|you may like|you might like|more on this story",
    "don't miss|next article|previous article|next post|previous post|next story|previous story|more from",
    "more in|more news|more like this|more on this|more on this topic|more for you|more to read|recommended",
    "recommended stories|recommended for you|recommended reading|suggested stories|most read|most popular",
    "most viewed|most shared|trending|trending now|popular now|top stories|latest stories|latest news",
    "latest articles|editor's picks|editors' picks|editors picks|in case you missed it|also of interest",
    "elsewhere on the site|in other news|what to read next|read the full story|popular posts|recent posts",
    "watch also|watch more|watch|explore more",
)
