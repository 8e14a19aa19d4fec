"""Nationals, and what else stands in no other table. Data, not rules; rows are as those of ``counted``."""

from __future__ import annotations

# A national and the stem of the Arabic adjective; its plurals and its feminine are regular.
_REGULAR = (
    "Palestinian فلسطيني|Syrian سوري|Lebanese لبناني|Egyptian مصري|Israeli إسرائيلي|Iraqi عراقي|Ukrainian أوكراني"
    "|American أميركي|American أمريكي|Sudanese سوداني|Yemeni يمني|Jordanian أردني|French فرنسي|Chinese صيني"
    "|Iranian إيراني|Tunisian تونسي|Libyan ليبي|Saudi سعودي|British بريطاني|Pakistani باكستاني|Algerian جزائري"
    "|Kuwaiti كويتي|Qatari قطري|Omani عماني|Emirati إماراتي|Bahraini بحريني|Mauritanian موريتاني|Somali صومالي"
    "|Turk تركي|Italian إيطالي|Spaniard إسباني|Indian هندي|Japanese ياباني|Korean كوري|Russian روسي|German ألماني"
    "|Bangladeshi بنغلاديشي|Ethiopian إثيوبي|Eritrean إريتري|Nigerian نيجيري|Filipino فلبيني|Canadian كندي"
    "|Dutch هولندي|Greek يوناني|Swede سويدي|Pole بولندي|Afghan أفغاني|Moroccan مغربي|Kurd كردي|European أوروبي"
    "|African أفريقي|Brazilian برازيلي|Mexican مكسيكي|Australian أسترالي|Thai تايلاندي|Nepali نيبالي|Armenian أرمني"
)
_BROKEN = {
    "Russian": "روس",
    "Turk": "أتراك",
    "Indian": "هنود",
    "Moroccan": "مغاربة",
    "German": "ألمان",
    "Afghan": "أفغان",
    "Kurd": "أكراد",
    "Arab": "عرب",
    "Armenian": "أرمن",
    "African": "أفارقة",
}
NATIONALS = tuple(row.split(" ") for row in _REGULAR.split("|"))
PEOPLES_AR: dict[str, str] = {}
for _name, _word in NATIONALS:
    _row = f"{_word}/{_word}ين|{_word}ون"
    PEOPLES_AR[_name] = f"{PEOPLES_AR[_name]}|{_row}" if _name in PEOPLES_AR else _row
for _name, _word in _BROKEN.items():
    PEOPLES_AR[_name] = f"{PEOPLES_AR[_name]}|{_word}" if _name in PEOPLES_AR else _word
NATIONS = frozenset(name for name, _ in NATIONALS)
PEOPLES_EN = {name: name.lower() for name, _ in NATIONALS if not name.endswith(("ese", "sh", "ch"))} | {"Arab": "arab"}
OTHERS_AR: dict[str, str] = {
    "basket": "سلة/سلال",
    "food basket": "سلة غذائية|سلال غذائية",
    "food parcel": "طرد غذائي|طرود غذائية|طردا غذائيا",
    "dam": "سد|سدود|سدا",
    "poor person": "فقير/فقراء",
    "rich person": "ثري|أثرياء|ثريا",
    "sheep": "خروف/خراف|رأس غنم|رؤوس غنم|رأس من الغنم|رأس من الأغنام|أغنام",
    "head": "رأس من الأبقار|رأسا من الأبقار|رأس من الإبل|رأس من المواشي|رأس أبقار|رأس إبل"
    "|رأس ماشية|رؤوس ماشية|رأس من الماشية|رأسا من الماشية",
    "horse": "خيول",
    "boy": "فتى|فتيان",
    "mummy": "مومياء/مومياوات",
    "region": "إقليم/أقاليم",
    "federation": "اتحاد/اتحادات",
    "stadium": "استاد/استادات",
    "settlement outpost": "بؤرة استيطانية|بؤر استيطانية",
    "outpost": "بؤرة/بؤر",
    "asset": "أصل|أصول|أصلا",
    "media worker": "إعلامي/إعلاميين|إعلاميون",
    "stab": "طعنة/طعنات",
    "lash": "جلدة/جلدات",
    "ball": "كرة/كرات",
    "installment": "قسط/أقساط",
    "ruling": "حكم قضائي|أحكام",
    "embryo": "جنين|أجنة",
    "kidney": "كلية بشرية|كلى",
    "heart": "قلب/قلوب",
    "galaxy": "مجرة/مجرات",
    "militia": "ميليشيا/ميليشيات",
    "aircraft carrier": "حاملة طائرات|حاملات طائرات",
    "fleet": "أسطول/أساطيل",
    "penalty kick": "ركلة جزاء|ركلات جزاء|ركلة ترجيح|ركلات ترجيح",
    "kick": "ركلة/ركلات",
    "aid worker": "عامل إغاثة|عمال إغاثة|موظف إغاثة|موظفي إغاثة",
    "civilian": "مدني/مدنيين|مدنيون",
}
