"""Pairs of claims composed for this, before the rules saw them: which contradict each other, and how sentences match."""

from __future__ import annotations

from claims.conflicts import Amount


def _of(line: str, high: str | None = None, period: str | None = None) -> tuple[Amount, ...]:
    """A quantity as "subject, measure, comparator, value, unit"."""
    subject, measure, comparator, value, unit = line.split(", ")
    dated = value if unit == "date" else None
    return (Amount(subject, measure, comparator, None if dated else value, high, unit, dated, period),)


Told = tuple[str, tuple[Amount, ...]]

# What the question asks, one claim, the other.
CONTRADICTING: list[tuple[str, Told, Told]] = [
    (
        "كم قتل الزلزال؟",
        ("قتل الزلزال 312 شخصاً", _of("الزلزال, القتلى, =, 312, person")),
        ("أودى الزلزال بحياة أكثر من 500 شخص", _of("الزلزال, القتلى, >, 500, person")),
    ),
    (
        "كم موظفاً تشغّل الشركة؟",
        ("تشغّل الشركة نحو 3000 موظف", _of("الشركة, عدد الموظفين, ~, 3000, employee")),
        ("لا يتجاوز عدد موظفي الشركة 1200", _of("الشركة, عدد الموظفين, <=, 1200, employee")),
    ),
    (
        "How many are in favor?",
        ("Between 40 and 45 percent are in favor", _of("survey, share in favor, range, 40, percent", high="45")),
        ("A majority of 52 percent is in favor", _of("survey, share in favor, =, 52, percent")),
    ),
    (
        "متى تنعقد القمة؟",
        ("تنعقد القمة في نوفمبر", _of("القمة, موعد الانعقاد, =, XXXX-11, date")),
        ("تنعقد القمة في 3 أكتوبر 2024", _of("القمة, موعد الانعقاد, =, 2024-10-03, date")),
    ),
    (
        "Did the regulator allow the merger?",
        ("The regulator approved the merger of the two banks", ()),
        ("The regulator rejected the merger of the two banks", ()),
    ),
    (
        "هل استقال الوزير؟",
        ("قدّم وزير المالية استقالته إلى رئيس الحكومة", ()),
        ("لم يقدّم وزير المالية استقالته إلى رئيس الحكومة", ()),
    ),
    (
        "بماذا يعمل المصنع؟",
        ("يعتمد المصنع على الغاز الطبيعي بدلاً من الفحم", ()),
        ("عاد المصنع إلى الفحم لتشغيل أفرانه", ()),
    ),
    (
        "Whose screens does the phone use?",
        ("The company uses only Samsung screens in its new phone", ()),
        ("The company switched to LG screens for its new phone", ()),
    ),
    (
        "Do the talks go on?",
        ("The talks between the union and the company are continuing", ()),
        ("The talks between the union and the company have stopped", ()),
    ),
    (
        "Did the Falcon engine pass?",
        ("Tests of the Merlin engine failed twice", ()),
        ("The rocket relies on the Merlin engine", ()),
    ),
    ("هل اعترف المتهم؟", ("اعترف المتهم بسرقة المتحف", ()), ("أنكر المتهم سرقة المتحف", ())),
    ("هل رُفع الدعم؟", ("أبقت الحكومة على دعم الوقود", ()), ("ألغت الحكومة دعم الوقود", ())),
    ("Did the bank make a profit?", ("The bank made a profit in 2023", ()), ("The bank made a loss in 2023", ())),
    (
        "How many passengers did the airport have?",
        ("The airport handled 31 million passengers last year", _of("airport, passengers, =, 31000000, passenger")),
        (
            "Fewer than 25 million passengers went through the airport",
            _of("The airport, passengers, <, 25000000, passenger"),
        ),
    ),
    (
        "ما قدرة المحطة؟",
        ("تبلغ قدرة المحطة 1.8 غيغاواط", _of("المحطة, القدرة, =, 1.8, gigawatt")),
        ("لا تتجاوز قدرة المحطة 900 ميغاواط", _of("المحطة, القدرة, <=, 900, megawatt")),
    ),
    (
        "كم شخصاً شارك؟",
        ("شارك في الاحتجاج عشرات الآلاف", _of("الاحتجاج, المشاركون, order_of, 10000, person")),
        ("لم يزد عدد المحتجين على ألفي شخص", _of("الاحتجاج, المشاركون, <=, 2000, person")),
    ),
    (
        "Who leads?",
        ("The incumbent is about 6 points ahead", _of("incumbent, lead, ~, 6, percentage point")),
        ("The incumbent is 12 points ahead", _of("incumbent, lead, =, 12, percentage point")),
    ),
    (
        "هل نجحت الوساطة؟",
        ("نجحت الوساطة القطرية في إبرام اتفاق لتبادل الأسرى", ()),
        ("أخفقت الوساطة القطرية في التوصل إلى اتفاق لتبادل الأسرى", ()),
    ),
    (
        "Did parliament pass the budget?",
        ("Parliament approved the 2024 budget by a narrow majority", ()),
        ("Lawmakers voted down the budget; parliament did not approve it", ()),
    ),
    (
        "هل أُعيد فتح الجسر؟",
        ("أعادت البلدية افتتاح الجسر أمام حركة السير", ()),
        ("لا يزال الجسر مغلقاً أمام حركة السير", ()),
    ),
    (
        "Which planes does the airline use?",
        ("The airline replaced its Airbus A320 aircraft with Boeing 737 jets", ()),
        ("The airline relies on the Airbus A320 for its short routes", ()),
    ),
    ("أي أجهزة يستخدم المستشفى؟", ("يعتمد المستشفى على أجهزة Philips", ()), ("تخلى المستشفى عن أجهزة Philips", ())),
    (
        "Did the minister resign?",
        ("The interior minister resigned on Sunday", ()),
        ("The interior minister has not resigned", ()),
    ),
    (
        "Did the army use cluster bombs?",
        ("The army used cluster munitions in the town, the report found", ()),
        ("The army did not use cluster munitions in the town", ()),
    ),
    ("هل أدين المتهم؟", ("برأت المحكمة المتهم من تهمة الرشوة", ()), ("أدانت المحكمة المتهم بتهمة الرشوة", ())),
    (
        "What drives the car?",
        ("The new model is powered exclusively by Toyota batteries", ()),
        ("The company chose CATL batteries for the new model", ()),
    ),
    (
        "How does unemployment develop?",
        ("Unemployment among the young has gone up", ()),
        ("Unemployment among the young has gone down", ()),
    ),
    ("هل التزم الطرفان؟", ("التزم الطرفان بالهدنة", ()), ("خرق الطرفان الهدنة", ())),
    (
        "هل استأنف الميناء العمل؟",
        ("استأنف ميناء المدينة عمله صباح الأحد", ()),
        ("ما زال ميناء المدينة متوقفاً عن العمل", ()),
    ),
    (
        "Did the club sign the player?",
        ("The club signed the striker for 40 million euros", ()),
        ("The club failed to sign the striker", ()),
    ),
    (
        "Who made the drone?",
        ("The drone was built entirely from Turkish parts", ()),
        ("Investigators found that the drone uses Siemens components", ()),
    ),
    (
        "Did the union end the strike?",
        ("The union called off the strike", ()),
        ("The union said the strike continues", ()),
    ),
    ("هل سُرّبت البيانات؟", ("أكدت الشركة تسرب بيانات عملائها", ()), ("نفت الشركة تسرب بيانات عملائها", ())),
    ("هل بقي المدرب؟", ("أبقى النادي على مدربه حتى نهاية الموسم", ()), ("أقال النادي مدربه", ())),
    (
        "Did pupils improve?",
        ("Pupils' results in mathematics improved", ()),
        ("Pupils' results in mathematics got worse", ()),
    ),
    ("هل أصيبت المصفاة؟", ("أصابت المسيّرات المصفاة", ()), ("لم تصب المسيّرات المصفاة", ())),
    (
        "Whose mirror?",
        ("Engineers returned to the Zeiss mirror after the tests", ()),
        ("The telescope was fitted with a Canon mirror instead of the Zeiss mirror", ()),
    ),
    (
        "هل شارك الوفد؟",
        ("شارك الوفد في الجولة الأخيرة من المفاوضات", ()),
        ("قاطع الوفد الجولة الأخيرة من المفاوضات", ()),
    ),
    (
        "Does the bank charge fees?",
        ("The bank charges a fee for transfers abroad", ()),
        ("The bank charges no fee for transfers abroad", ()),
    ),
    (
        "Does the drug work?",
        ("The drug reduced the number of infections", ()),
        ("The drug increased the number of infections", ()),
    ),
    ("هل الصندوق الأسود عُثر عليه؟", ("عُثر على الصندوق الأسود للطائرة", ()), ("لم يُعثر على الصندوق الأسود للطائرة", ())),
    (
        "How many came?",
        ("The museum had 1.4 million visitors in 2023", _of("museum, visitors, =, 1400000, person", period="2023")),
        ("Barely 600,000 people visited the museum in 2023", _of("museum, visitors, ~, 600000, person", period="2023")),
    ),
    (
        "متى افتتح الملعب؟",
        ("افتُتح الملعب في 12 أغسطس 2021", _of("الملعب, تاريخ الافتتاح, =, 2021-08-12, date")),
        ("افتُتح الملعب في خريف 2022", _of("الملعب, تاريخ الافتتاح, =, 2022, date")),
    ),
    ("How did she vote?", ("The senator voted for the bill", ()), ("The senator voted against the bill", ())),
    (
        "هل صُرفت الرواتب؟",
        ("صرفت الوزارة رواتب المعلمين هذا الشهر", ()),
        ("لم تصرف الوزارة رواتب المعلمين هذا الشهر", ()),
    ),
    (
        "Is the suspect in custody?",
        ("Police arrested the main suspect", ()),
        ("The main suspect was freed by police", ()),
    ),
    ("من أين يشتري؟", ("عاد المصنع إلى شراء القطع من Bosch", ()), ("توقف المصنع عن استخدام قطع Bosch", ())),
    (
        "Did they reach a deal?",
        ("The two sides reached an agreement", ()),
        ("The two sides did not reach any agreement", ()),
    ),
    ("هل ربحت؟", ("حققت الشركة أرباحاً في الربع الثاني", ()), ("سجلت الشركة خسائر في الربع الثاني", ())),
    (
        "Which engine?",
        ("The studio built its game with the Unity engine only", ()),
        ("The studio moved to the Unreal engine for its game", ()),
    ),
    ("هل المعبر مفتوح؟", ("المعبر مفتوح أمام المسافرين", ()), ("أغلقت السلطات المعبر أمام المسافرين", ())),
    (
        "Is the photo real?",
        ("The photo of the flooded airport is genuine", ()),
        ("The photo of the flooded airport is fake", ()),
    ),
    ("هل انسحب المرشح؟", ("انسحب المرشح المستقل من السباق", ()), ("نفى المرشح المستقل انسحابه من السباق", ())),
]
NOT_CONTRADICTING: list[tuple[str, Told, Told]] = [
    (
        "What did the company earn?",
        ("The company earned $4 million in 2022", _of("company, profit, =, 4000000, USD", period="2022")),
        ("The company earned $7 million in 2023", _of("company, profit, =, 7000000, USD", period="2023")),
    ),
    (
        "What does a ticket cost?",
        ("A ticket costs 20 euros", _of("ticket, price, =, 20, EUR")),
        ("A ticket costs 22 dollars", _of("ticket, price, =, 22, USD")),
    ),
    ("هل استقال الوزير؟", ("قدّم وزير المالية استقالته", ()), ("رفض وزير المالية التعليق على أنباء استقالته", ())),
    ("How did wheat exports develop?", ("Wheat exports rose in 2021", ()), ("Wheat exports may fall next year", ())),
    (
        "Whose screens does the phone use?",
        ("The company uses Samsung screens in its new phone", ()),
        ("The company relies on Samsung for the screens of its phone", ()),
    ),
    (
        "Was the hospital hit?",
        ("The army struck the hospital, witnesses said", ()),
        ("The army had no comment on the strike on the hospital", ()),
    ),
    (
        "Do the talks go on?",
        ("The talks between the union and the company are continuing", ()),
        ("The talks between the union and the company did not stop", ()),
    ),
    (
        "On what does the model run?",
        ("Training the model on the new chips failed", ()),
        ("The company uses the new chips for inference", ()),
    ),
    (
        "How many died?",
        ("The quake killed 120 people", _of("quake, deaths, =, 120, person")),
        ("The death toll of the quake has risen to 145", _of("quake, deaths, =, 145, person")),
    ),
    (
        "How many live there?",
        ("The city proper has 2.1 million inhabitants", _of("city proper, population, =, 2100000, person")),
        ("The metropolitan area has 11 million inhabitants", _of("metropolitan area, population, =, 11000000, person")),
    ),
    ("هل رُفع الدعم؟", ("ألغت الحكومة دعم الوقود", ()), ("أنهت الحكومة دعم الوقود", ())),
    ("What was hit?", ("Three houses were destroyed in the strike", ()), ("The strike did not hit the school", ())),
    (
        "When was the treaty signed?",
        ("The treaty was signed in June", _of("treaty, signing date, =, XXXX-06, date")),
        ("The treaty was signed on 14 June 2022", _of("treaty, signing date, =, 2022-06-14, date")),
    ),
    (
        "What did it take in?",
        ("Revenue reached $5 billion in 2023", _of("company, revenue, =, 5000000000, USD", period="2023")),
        (
            "Revenue of the last quarter of 2023 was $1.4 billion",
            _of("company, revenue, =, 1400000000, USD", period="2023-10/2023-12"),
        ),
    ),
    (
        "كم قتل الحريق؟",
        ("قتل الحريق تسعة أشخاص", _of("الحريق, القتلى, =, 9, person")),
        ("ارتفعت حصيلة ضحايا الحريق إلى 14 قتيلاً", _of("الحريق, القتلى, =, 14, person")),
    ),
    (
        "هل نجحت الوساطة؟",
        ("نجحت الوساطة القطرية في إبرام اتفاق لتبادل الأسرى", ()),
        ("أثمرت الوساطة القطرية اتفاقاً لتبادل الأسرى", ()),
    ),
    (
        "Did parliament pass the budget?",
        ("Parliament approved the 2024 budget", ()),
        ("The opposition rejected the budget as unfair", ()),
    ),
    ("أي أجهزة؟", ("يعتمد المستشفى على أجهزة Philips", ()), ("لا يعتمد المستشفى على أجهزة Siemens", ())),
    (
        "Was a ransom paid?",
        ("The ministry paid a ransom to the hackers", ()),
        ("The ministry did not respond to questions about a ransom to the hackers", ()),
    ),
    ("How did trade go?", ("Exports of cars rose", ()), ("Imports of cars fell", ())),
    ("هل اللقاح فعال؟", ("اللقاح فعال لدى البالغين", ()), ("لم تثبت فعالية اللقاح لدى الأطفال", ())),
    (
        "What sank the ship?",
        ("The ship sank after an explosion", ()),
        ("The explosion was heard ten kilometers away", ()),
    ),
    ("ما مصير القانون؟", ("وافق مجلس النواب على القانون", ()), ("لم يوقع الرئيس القانون بعد", ())),
    (
        "Who pays?",
        ("The bank will finance only the first stage of the project", ()),
        ("The government chose a French firm to build the project", ()),
    ),
    ("Was the launch a success?", ("The first launch failed in 2019", ()), ("The second launch succeeded in 2021", ())),
    (
        "هل استأنف الميناء العمل؟",
        ("استأنف ميناء المدينة عمله صباح الأحد", ()),
        ("عاد ميناء المدينة إلى العمل صباح الأحد", ()),
    ),
    ("Did the club sign the player?", ("The club signed the striker", ()), ("The striker joined the club", ())),
    (
        "Who made the drone?",
        ("The drone was built entirely by Baykar", ()),
        ("The army relies on the Baykar drone", ()),
    ),
    ("Did it end?", ("The union called off the strike", ()), ("The strike ended after the union reached a deal", ())),
    ("هل سُرّبت؟", ("أكدت الشركة تسرب بيانات عملائها", ()), ("امتنعت الشركة عن التعليق على تسرب بيانات عملائها", ())),
    (
        "How much?",
        ("The tanker can carry 2 million barrels", _of("tanker, capacity, =, 2000000, barrel")),
        ("The tanker carried 400,000 barrels", _of("tanker, cargo, =, 400000, barrel")),
    ),
    ("Did pupils improve?", ("Results in mathematics improved", ()), ("Results in reading worsened", ())),
    ("هل أصيبت؟", ("أصابت المسيّرات المصفاة", ()), ("لم تسفر ضربة المصفاة عن إصابات", ())),
    (
        "Whose mirror?",
        ("Engineers chose the Zeiss mirror instead of the Canon one", ()),
        ("The telescope uses a mirror by Zeiss", ()),
    ),
    ("هل شارك؟", ("شارك الوفد في الجولة الأخيرة", ()), ("لم يشارك الوفد في الجولة الأولى", ())),
    (
        "fees?",
        ("The bank charges no fee for transfers at home", ()),
        ("The bank charges a fee for transfers abroad", ()),
    ),
    ("Does it work?", ("The drug reduced infections in mice", ()), ("The drug did not reduce deaths in humans", ())),
    ("ما سبب السقوط؟", ("سقطت الطائرة بسبب عطل فني", ()), ("لم تحدد اللجنة سبب سقوط الطائرة بعد", ())),
    (
        "How many came?",
        ("The museum had 1.4 million visitors in 2023", _of("museum, visitors, =, 1400000, person", period="2023")),
        (
            "Some 1.38 million people visited the museum in 2023",
            _of("museum, visitors, ~, 1380000, person", period="2023"),
        ),
    ),
    (
        "متى؟",
        ("افتُتح الملعب في أغسطس", _of("الملعب, تاريخ الافتتاح, =, XXXX-08, date")),
        ("افتُتح الملعب عام 2021", _of("الملعب, تاريخ الافتتاح, =, 2021, date")),
    ),
    ("vote?", ("The senator voted for the bill", ()), ("The senator backed the bill after long talks", ())),
    ("رواتب؟", ("صرفت الوزارة رواتب المعلمين", ()), ("ستصرف الوزارة رواتب الأطباء الأسبوع المقبل", ())),
    ("custody?", ("Police arrested the main suspect", ()), ("Police released a picture of the main suspect", ())),
    ("من أين؟", ("يشتري المصنع القطع من Bosch", ()), ("لم ترد Bosch على طلب للتعليق", ())),
    ("deal?", ("The two sides reached an agreement on prisoners", ()), ("No agreement was reached on borders", ())),
    ("هل ربحت؟", ("حققت الشركة أرباحاً في 2022", ()), ("تكبدت الشركة خسائر في 2023", ())),
    ("engine?", ("The studio built its game with the Unity engine", ()), ("The studio's earlier game used Unreal", ())),
    ("مفتوح؟", ("المعبر مفتوح أمام المسافرين", ()), ("فتحت السلطات المعبر بعد يومين من إغلاقه", ())),
    ("real?", ("The photo of the flooded airport is genuine", ()), ("The photo shows the airport under water", ())),
    (
        "How many?",
        ("Rescuers found 30 bodies", _of("collapse, bodies found, =, 30, body")),
        ("Rescuers have found 42 bodies so far", _of("collapse, bodies found, =, 42, body")),
    ),
]

# The answer, a sentence of a fresh article, a tracked claim.
MATCHES: list[tuple[str | None, str, Told]] = [
    (
        "conflicts",
        "The bridge was built for $1.9 billion, officials said.",
        ("Building the bridge cost $1.2 billion", _of("bridge, construction cost, =, 1200000000, USD")),
    ),
    (
        "same",
        "Building the bridge cost $1.2 billion, according to the ministry.",
        ("Building the bridge cost $1.2 billion", _of("bridge, construction cost, =, 1200000000, USD")),
    ),
    (
        "conflicts",
        "قال مسؤول إن الزلزال قتل 500 شخص.",
        ("قتل الزلزال 312 شخصاً", _of("الزلزال, القتلى, =, 312, person")),
    ),
    ("same", "قتل الزلزال 312 شخصاً في الإقليم.", ("قتل الزلزال 312 شخصاً", _of("الزلزال, القتلى, =, 312, person"))),
    (
        None,
        "فازت الفرقة بالجائزة الأولى في المهرجان.",
        ("قتل الزلزال 312 شخصاً", _of("الزلزال, القتلى, =, 312, person")),
    ),
    (
        "conflicts",
        "The regulator rejected the merger of the two banks on Monday.",
        ("The regulator approved the merger of the two banks", ()),
    ),
    (
        "same",
        "The regulator approved the merger of the two banks.",
        ("The regulator approved the merger of the two banks", ()),
    ),
    (
        None,
        "The regulator moved to a new building near the two parks.",
        ("The regulator approved the merger of the two banks", ()),
    ),
    (
        "conflicts",
        "لم يقدّم وزير المالية استقالته إلى رئيس الحكومة بعد.",
        ("قدّم وزير المالية استقالته إلى رئيس الحكومة", ()),
    ),
    (
        "conflicts",
        "The factory opened on 5 October 2023.",
        ("The factory opened in March 2023", _of("factory, opening date, =, 2023-03, date")),
    ),
    (
        "conflicts",
        "Officials said 25 people died when the ferry capsized off the coast.",
        ("The ferry accident killed 40 people when it capsized", _of("ferry accident, deaths, =, 40, person")),
    ),
    (
        "same",
        "The ferry capsized and 40 people were killed in the accident.",
        ("The ferry accident killed 40 people when it capsized", _of("ferry accident, deaths, =, 40, person")),
    ),
    (
        "conflicts",
        "وأعلنت الوزارة أن معدل البطالة بلغ 12 في المئة.",
        ("بلغ معدل البطالة 9.5 في المئة", _of("البطالة, المعدل, =, 9.5, percent")),
    ),
    (
        "same",
        "وبلغ معدل البطالة 9.5% بحسب الجهاز المركزي للإحصاء.",
        ("بلغ معدل البطالة 9.5 في المئة", _of("البطالة, المعدل, =, 9.5, percent")),
    ),
    (
        "similar",
        "The company said it employs about 3,000 people at the plant.",
        ("The company employs 3,100 people at the plant", _of("plant, employees, =, 3100, person")),
    ),
    (
        None,
        "The minister spoke about the weather in the north.",
        ("The company employs 3,100 people at the plant", _of("plant, employees, =, 3100, person")),
    ),
    (
        "conflicts",
        "نفى الرئيس التنفيذي أن الشركة تفاوض على بيع وحدتها في مصر.",
        ("أكد الرئيس التنفيذي أن الشركة تفاوض على بيع وحدتها في مصر", ()),
    ),
    (
        "conflicts",
        "The court did not order the release of the journalist.",
        ("The court ordered the release of the journalist", ()),
    ),
    (
        "same",
        "A court on Tuesday ordered the journalist's release.",
        ("The court ordered the release of the journalist", ()),
    ),
    (None, "The court rejected an appeal by the bank.", ("The court ordered the release of the journalist", ())),
    (
        "similar",
        "The company moved its release date after the court ordered a review of the release.",
        ("The company delayed the release of the review", ()),
    ),
    ("conflicts", "تأسست الشركة عام 2005.", ("تأسست الشركة عام 1999", _of("الشركة, تاريخ التأسيس, =, 1999, date"))),
    (
        None,
        "Toyota sold 2 million cars in Japan.",
        ("Honda sold 1.2 million cars in Japan", _of("Honda, cars sold, =, 1200000, car")),
    ),
    (
        "conflicts",
        "Honda sold 900,000 cars in Japan, not more.",
        ("Honda sold 1.2 million cars in Japan", _of("Honda, cars sold, =, 1200000, car")),
    ),
    (
        None,
        "هطلت أمطار غزيرة على العاصمة مساء الاثنين.",
        ("تأسست الشركة عام 1999", _of("الشركة, تاريخ التأسيس, =, 1999, date")),
    ),
]
