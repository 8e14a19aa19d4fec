"""Names that help to tell a credit from text: places, given names, agencies. Data, all folded.

They are evidence, never proof: a name is read as an author only where a line also has the form of a credit.
"""

from __future__ import annotations

from .vocabulary import folded

# Where reports are sent from: a credit such as «جنيف: …» names one, and no person is called so.
PLACES = folded(
    "القاهرة|الجيزة|الإسكندرية|أسوان|الأقصر|السويس|بورسعيد|الإسماعيلية|طنطا|المنصورة|أسيوط|الفيوم|سوهاج",
    "الخرطوم|أم درمان|بورتسودان|جوبا|طرابلس|بنغازي|مصراتة|تونس|صفاقس|سوسة|القيروان|الجزائر|وهران|قسنطينة",
    "عنابة|الرباط|الدار البيضاء|فاس|مراكش|طنجة|أكادير|تطوان|وجدة|نواكشوط|مقديشو|جيبوتي|دمشق|حلب|حمص|حماة",
    "اللاذقية|إدلب|درعا|السويداء|الحسكة|القامشلي|دير الزور|الرقة|بيروت|صيدا|صور|زحلة|بعلبك|عمان|عمّان|إربد",
    "الزرقاء|العقبة|القدس|القدس المحتلة|غزة|رام الله|نابلس|الخليل|جنين|بيت لحم|رفح|خان يونس|حيفا|الناصرة",
    "تل أبيب|بغداد|البصرة|الموصل|أربيل|السليمانية|كركوك|النجف|كربلاء|الرياض|جدة|مكة|مكة المكرمة",
    "المدينة المنورة|الدمام|أبها|تبوك|دبي|أبوظبي|أبو ظبي|الشارقة|عجمان|الدوحة|المنامة|الكويت|مسقط|صلالة|صنعاء",
    "عدن|تعز|الحديدة|المكلا|طهران|أنقرة|إسطنبول|اسطنبول|أثينا|نيقوسيا|موسكو|كييف|لندن|باريس|برلين|فرانكفورت",
    "روما|ميلانو|مدريد|برشلونة|لشبونة|بروكسل|لاهاي|أمستردام|جنيف|زيورخ|فيينا|وارسو|براغ|بودابست|ستوكهولم",
    "أوسلو|كوبنهاغن|دافوس|واشنطن|نيويورك|لوس أنجلوس|سان فرانسيسكو|شيكاغو|أوتاوا|تورونتو|مكسيكو سيتي|برازيليا",
    "بوينس آيرس|كراكاس|بكين|شنغهاي|هونغ كونغ|طوكيو|سيول|نيودلهي|مومباي|إسلام آباد|كابول|دكا|جاكرتا|سنغافورة",
    "كوالالمبور|بانكوك|مانيلا|سيدني|كانبيرا|نيروبي|أديس أبابا|أبوجا|لاغوس|داكار|باماكو|نيامي|بريتوريا",
    "جوهانسبرغ|كيب تاون|مصر|السودان|ليبيا|المغرب|موريتانيا|الصومال|سوريا|سورية|لبنان|الأردن|فلسطين|العراق",
    "السعودية|الإمارات|قطر|البحرين|اليمن|إيران|تركيا|روسيا|الصين|فرنسا|بريطانيا|ألمانيا|إيطاليا|إسبانيا",
    "الولايات المتحدة|أميركا|أمريكا|الهند|اليابان|cairo|alexandria|khartoum|tripoli|tunis|algiers|rabat",
    "casablanca|damascus|aleppo|beirut|amman|jerusalem|gaza|gaza city|ramallah|tel aviv|baghdad|erbil|riyadh",
    "jeddah|dubai|abu dhabi|doha|manama|kuwait|kuwait city|muscat|sanaa|aden|tehran|ankara|istanbul|athens",
    "moscow|kyiv|london|paris|berlin|frankfurt|rome|milan|madrid|lisbon|brussels|the hague|amsterdam|geneva",
    "zurich|vienna|warsaw|prague|budapest|stockholm|oslo|copenhagen|dublin|edinburgh|washington|new york",
    "los angeles|san francisco|chicago|boston|houston|ottawa|toronto|mexico city|brasilia|sao paulo",
    "buenos aires|beijing|shanghai|hong kong|taipei|tokyo|seoul|new delhi|mumbai|islamabad|kabul|dhaka",
    "jakarta|singapore|kuala lumpur|bangkok|manila|hanoi|sydney|canberra|nairobi|addis ababa|abuja|lagos",
    "accra|dakar|johannesburg|cape town|united states|egypt|sudan|libya|tunisia|algeria|morocco|syria|lebanon",
    "jordan|palestine|iraq|saudi arabia|uae|qatar|bahrain|oman|yemen|iran|turkey|russia|china|france|india",
)

# Given names that are common, so that «أحمد سالم ومنى فؤاد» is two persons and «سامي وليد سعد» one.
GIVEN = folded(
    "أحمد|محمد|محمود|حمد|حامد|مصطفى|علي|عمر|عمرو|عثمان|حسن|حسين|خالد|سعيد|سعد|سالم|سليم|سليمان|سامي|سامح|سمير",
    "سيف|سهيل|ياسر|ياسين|يوسف|يونس|يحيى|إبراهيم|إسماعيل|إسحق|إدريس|أيوب|أيمن|أنس|أمين|أمجد|أكرم|أشرف|أسامة",
    "أسعد|إلياس|إيلي|باسم|باسل|بسام|بشير|بشار|بلال|بدر|بكر|تامر|توفيق|ثامر|جابر|جاد|جمال|جميل|جلال|جهاد|جواد",
    "جورج|جوزيف|حازم|حاتم|حبيب|حمزة|حيدر|خليل|داود|رائد|راشد|رامي|رضا|رشيد|رياض|ربيع|زياد|زكريا|زهير|زين|شادي",
    "شريف|شاكر|صالح|صلاح|صادق|صابر|صبحي|ضياء|طارق|طاهر|طلال|طه|عادل|عامر|عاصم|عبد|عبدالله|عبدالرحمن|عبدالعزيز",
    "عبدالكريم|عبدالقادر|عبدالحميد|عزت|عصام|عماد|عدنان|عزيز|غسان|غازي|فادي|فارس|فاروق|فايز|فراس|فهد|فيصل|فؤاد",
    "فوزي|قاسم|قيس|كامل|كريم|كرم|كمال|لؤي|ماجد|ماهر|مازن|مالك|مجدي|مراد|مروان|منصور|منير|مهند|موسى|ميشال",
    "ميلاد|نادر|ناصر|نبيل|نجيب|نزار|نضال|نعيم|نواف|هادي|هاشم|هاني|هشام|هيثم|وائل|وليد|وسام|وسيم|وجدي|وديع",
    "وجيه|وهيب|وحيد|ودود|آمال|آية|أسماء|أماني|أمل|أميرة|أمينة|إسراء|إيمان|إيناس|ابتسام|بثينة|بسمة|تغريد|ثريا",
    "جميلة|جمانة|جنى|حنان|حياة|خديجة|دانا|داليا|دعاء|دلال|دينا|رانيا|رشا|رغد|رنا|رندة|رهام|ريم|ريما|زهراء",
    "زينب|سارة|سحر|سعاد|سلمى|سلوى|سماح|سمر|سمية|سناء|سهى|سوسن|شذى|شيماء|شيرين|صفاء|ضحى|عائشة|عبير|عفاف|علا",
    "غادة|فاتن|فاطمة|فدوى|فرح|كوثر|لبنى|لمى|لمياء|لينا|ليلى|مريم|مروة|منال|منى|مي|ميساء|نادية|نجلاء|نجوى|ندى",
    "نسرين|نهى|نوال|نور|نورا|نورة|هالة|هاجر|هبة|هدى|هند|هناء|هيا|وفاء|وداد|ورد|وصال|وعد|وئام|ياسمين|يسرا|adam",
    "ahmed|alan|alex|alice|amanda|amy|andrew|angela|anna|anne|anthony|ben|brian|carol|caroline|catherine",
    "charles|charlotte|chris|christopher|claire|dan|daniel|david|deborah|diana|edward|eleanor|elizabeth|emily",
    "emma|eric|fatima|frank|george|grace|hannah|hassan|helen|henry|ian|isabel|jack|james|jane|jason|jennifer",
    "jessica|joanna|john|jonathan|joseph|julia|karen|kate|kevin|laura|layla|leila|linda|lisa|lucy|margaret",
    "maria|mark|martin|mary|matthew|michael|mohamed|mohammed|nadia|nancy|nicholas|nora|olivia|omar|patrick",
    "paul|peter|philip|rachel|rebecca|richard|robert|rosa|ruth|sam|samantha|sara|sarah|abdullah|adel|ali|amal",
    "amin|amina|amir|amira|amr|anas|ayman|aziz|bashir|basel|bilal|dalia|dana|dina|fadi|fahad|faisal|farah",
    "farid|fares|ghada|habib|hadi|hala|hamad|hamza|hana|hani|hasan|heba|hisham|hoda|huda|hussein|ibrahim|imad",
    "jamal|jamil|kamal|karim|khaled|khalid|khalil|lama|lamia|layal|lina|lubna|lujain|mahmoud|maha|majid|malak",
    "manal|mariam|maryam|marwan|maya|mazen|mona|mounir|mustafa|nabil|nader|nadim|najib|nasser|nizar|nour",
    "noura|rami|rana|rania|rasha|rashid|reem|rima|saad|saeed|salah|salem|salim|salma|sami|samir|samira|sana",
    "tamer|tarek|tariq|wael|walid|yara|yasmin|yasser|yousef|youssef|zainab|zaid|ziad|zeina|simon|sofia|sophie",
    "stephen|steven|susan|thomas|tim|tom|victoria|william|yusuf",
    "أدهم|إيهاب|أنور|ابتهال|أروى|بندر|بهاء|بهية|تركي|جاسم|جوني|جويل|حسام|حليمة|رغدة|رفعت|رقية|رهف|رولا|ريتا|زهيرة",
    "سندس|سميرة|شربل|شوقي|صبري|صفية|صهيب|طلعت|طوني|عباس|علاء|عزة|فريد|فريدة|كاظم|كارول|مارون|مدحت|مروى|مشعل",
    "مصعب|معاذ|معتز|مها|مؤيد|نورهان|هدير|هيفاء|يمنى|نقولا|إدوار|بيار|رندا|عفراء|غيداء|لولوة|موضي|مثنى|نسيبة",
    "aisha|amelia|amit|ana|anjali|astrid|barbara|camille|carlos|chloe|christine|craig|cynthia|delphine|diego|elena",
    "ella|emeka|erik|ethan|evelyn|felix|fiona|folake|gareth|gloria|graham|greg|greta|gwen|harriet|harry|hugo",
    "imogen|ingrid|janet|jeff|joan|jose|juan|judith|justin|karin|katherine|keith|kofi|kwame|kyle|lars|lauren",
    "liam|lorna|luc|lucia|luis|marie|marta|megan|melissa|michelle|miguel|mireille|musa|natalie|ngozi|nicole",
    "nigel|noah|oliver|pablo|pamela|paulo|pedro|pierre|priya|rahul|rhys|ryan|sanjay|scott|stephanie|stuart|sven",
    "teresa|theresa|tunde|wanjiru|zoe|wangari|chidi|olumide|oluwaseun|deepak|sunil|neha|pooja|arjun|meera",
)

# Agencies and outlets that others credit for text or images: no persons, and no outlet of the text that credits them.
CREDITED = folded(
    "رويترز|أ ف ب|أ.ف.ب|أف ب|أ. ف. ب|أ ب|أ.ب|أ. ب|د ب أ|د.ب.أ|فرانس برس|الفرنسية|وكالة الأنباء الفرنسية",
    "الأناضول|أسوشيتد برس|أسوشييتد برس|بلومبرغ|بلومبيرغ|شينخوا|سبوتنيك|تاس|نوفوستي|إنترفاكس|إفي|وام|واس|كونا",
    "بترا|سانا|وفا|واج|وات|واع|قنا|بنا|معا|الألمانية|الأوروبية|غيتي|غيتي إيميجز|جيتي|جيتي إيميجز|شترستوك",
    "وال|سونا|سبأ|لانا|شاترستوك|أرشيف|أرشيفية|وكالات|الوكالات|مواقع التواصل|مواقع التواصل الاجتماعي|مواقع إلكترونية",
    "وسائل التواصل|وسائل التواصل الاجتماعي|إنترنت|الإنترنت|متداولة|تويتر|فيسبوك|إكس|الجزيرة|العربية",
    "سكاي نيوز عربية|بي بي سي|سي إن إن|الشرق الأوسط|رويترز عربية|نيويورك تايمز|واشنطن بوست|غارديان|الغارديان",
    "فايننشال تايمز|وول ستريت جورنال|صحافة عربية|صحف|reuters|afp|ap|ap photo|associated press",
    "the associated press|dpa|epa|efe|ansa|xinhua|tass|bloomberg|anadolu|anadolu agency|getty|getty images",
    "shutterstock|istock|alamy|unsplash|wikimedia commons|pa|pa media|pa wire|file|file photo|archive",
    "supplied|courtesy|handout|agencies|bbc|cnn|al jazeera|the guardian|the new york times|news agencies|x",
    "facebook|instagram|youtube|social media|screengrab",
)
