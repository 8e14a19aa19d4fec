"""Pairs of claims composed for this, before the rules saw them: which contradict each other, and how sentences match."""

from __future__ import annotations

from claims.conflicts import Amount


def _of(
    subject: str,
    measure: str,
    comparator: str,
    value: str,
    unit: str,
    high: str | None = None,
    period: str | None = None,
) -> tuple[Amount, ...]:
    dated = unit == "date"
    return (
        Amount(subject, measure, comparator, None if dated else value, high, unit, value if dated else None, period),
    )


Told = tuple[str, tuple[Amount, ...]]

# What the question asks, one claim, the other.
CONTRADICTING: list[tuple[str, Told, Told]] = [
    (
        "What did the bridge cost?",
        ("Building the bridge cost $1.2 billion", _of("bridge", "construction cost", "=", "1200000000", "USD")),
        (
            "The bridge cost less than $900 million to build",
            _of("bridge", "construction cost", "<", "900000000", "USD"),
        ),
    ),
    (
        "كم قتل الزلزال؟",
        ("قتل الزلزال 312 شخصاً", _of("الزلزال", "القتلى", "=", "312", "person")),
        ("أودى الزلزال بحياة أكثر من 500 شخص", _of("الزلزال", "القتلى", ">", "500", "person")),
    ),
    (
        "When did the factory open?",
        ("The factory opened in March 2023", _of("factory", "opening date", "=", "2023-03", "date")),
        (
            "The factory opened in the autumn, on 5 October 2023",
            _of("factory", "opening date", "=", "2023-10-05", "date"),
        ),
    ),
    (
        "كم موظفاً تشغّل الشركة؟",
        ("تشغّل الشركة نحو 3000 موظف", _of("الشركة", "عدد الموظفين", "~", "3000", "employee")),
        ("لا يتجاوز عدد موظفي الشركة 1200", _of("الشركة", "عدد الموظفين", "<=", "1200", "employee")),
    ),
    (
        "How long did the test flight last?",
        ("The test flight lasted 90 minutes", _of("flight", "duration", "=", "90", "minute")),
        ("The test flight lasted three hours", _of("flight", "duration", "=", "3", "hour")),
    ),
    (
        "How many are in favor?",
        (
            "Between 40 and 45 percent are in favor",
            _of("survey", "share in favor", "range", "40", "percent", high="45"),
        ),
        ("A majority of 52 percent is in favor", _of("survey", "share in favor", "=", "52", "percent")),
    ),
    (
        "متى تنعقد القمة؟",
        ("تنعقد القمة في نوفمبر", _of("القمة", "موعد الانعقاد", "=", "XXXX-11", "date")),
        ("تنعقد القمة في 3 أكتوبر 2024", _of("القمة", "موعد الانعقاد", "=", "2024-10-03", "date")),
    ),
    (
        "What damage did the storm do?",
        (
            "The storm caused damage of tens of millions of dollars",
            _of("storm", "damage", "order_of", "10000000", "USD"),
        ),
        ("Damage by the storm exceeds $2 billion", _of("storm", "damage", ">", "2000000000", "USD")),
    ),
    (
        "Did the regulator allow the merger?",
        ("The regulator approved the merger of the two banks", ()),
        ("The regulator rejected the merger of the two banks", ()),
    ),
    ("هل نجح إطلاق الصاروخ؟", ("نجح إطلاق الصاروخ إلى مداره", ()), ("فشل إطلاق الصاروخ بعد دقيقتين من الإقلاع", ())),
    (
        "هل استقال الوزير؟",
        ("قدّم وزير المالية استقالته إلى رئيس الحكومة", ()),
        ("لم يقدّم وزير المالية استقالته إلى رئيس الحكومة", ()),
    ),
    ("How did wheat exports develop?", ("Wheat exports rose last year", ()), ("Wheat exports dropped last year", ())),
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
        "Was the hospital hit?",
        ("The army confirmed that its planes struck the hospital", ()),
        ("The army denied that its planes struck the hospital", ()),
    ),
    ("هل سُمح باللقاح؟", ("سمحت الهيئة باستخدام اللقاح للأطفال", ()), ("منعت الهيئة استخدام اللقاح للأطفال", ())),
    (
        "Do the talks go on?",
        ("The talks between the union and the company are continuing", ()),
        ("The talks between the union and the company have stopped", ()),
    ),
    ("كيف تغيرت الصادرات؟", ("ارتفعت صادرات النفط في الربع الأول", ()), ("تراجعت صادرات النفط في الربع الأول", ())),
    (
        "Did the Falcon engine pass?",
        ("Tests of the Merlin engine failed twice", ()),
        ("The rocket relies on the Merlin engine", ()),
    ),
    ("هل اعترف المتهم؟", ("اعترف المتهم بسرقة المتحف", ()), ("أنكر المتهم سرقة المتحف", ())),
    ("Is the dam complete?", ("The dam was completed", ()), ("The dam was never completed", ())),
    ("هل رُفع الدعم؟", ("أبقت الحكومة على دعم الوقود", ()), ("ألغت الحكومة دعم الوقود", ())),
    ("Did the bank make a profit?", ("The bank made a profit in 2023", ()), ("The bank made a loss in 2023", ())),
    (
        "How many passengers did the airport have?",
        (
            "The airport handled 31 million passengers last year",
            _of("airport", "passengers", "=", "31000000", "passenger"),
        ),
        (
            "Fewer than 25 million passengers went through the airport",
            _of("The airport", "passengers", "<", "25000000", "passenger"),
        ),
    ),
    (
        "ما قدرة المحطة؟",
        ("تبلغ قدرة المحطة 1.8 غيغاواط", _of("المحطة", "القدرة", "=", "1.8", "gigawatt")),
        ("لا تتجاوز قدرة المحطة 900 ميغاواط", _of("المحطة", "القدرة", "<=", "900", "megawatt")),
    ),
    (
        "When was the treaty signed?",
        ("The treaty was signed on 12 June 2022", _of("treaty", "signing date", "=", "2022-06-12", "date")),
        ("The treaty was signed on 14 June 2022", _of("treaty", "signing date", "=", "2022-06-14", "date")),
    ),
    (
        "كم شخصاً شارك؟",
        ("شارك في الاحتجاج عشرات الآلاف", _of("الاحتجاج", "المشاركون", "order_of", "10000", "person")),
        ("لم يزد عدد المحتجين على ألفي شخص", _of("الاحتجاج", "المشاركون", "<=", "2000", "person")),
    ),
    (
        "When was the company founded?",
        ("The company was founded in 1998", _of("company", "founding date", "=", "1998", "date")),
        ("The company dates from 2003", _of("company", "founding date", "=", "2003", "date")),
    ),
    (
        "Who leads?",
        ("The incumbent is about 6 points ahead", _of("incumbent", "lead", "~", "6", "percentage point")),
        ("The incumbent is 12 points ahead", _of("incumbent", "lead", "=", "12", "percentage point")),
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
        "Was a ransom paid?",
        ("The ministry paid a ransom to the hackers", ()),
        ("The ministry never paid a ransom to the hackers", ()),
    ),
    ("ماذا فعل البنك بالفائدة؟", ("رفع البنك المركزي سعر الفائدة", ()), ("خفض البنك المركزي سعر الفائدة", ())),
    (
        "Did the minister resign?",
        ("The interior minister resigned on Sunday", ()),
        ("The interior minister has not resigned", ()),
    ),
    ("هل مُنع الفيلم؟", ("حظرت الرقابة عرض الفيلم في دور السينما", ()), ("أجازت الرقابة عرض الفيلم في دور السينما", ())),
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
        "ما نسبة امتلاء السد؟",
        ("امتلأ السد بنسبة 80 في المئة", _of("السد", "نسبة الامتلاء", "=", "80", "percent")),
        ("لا تتجاوز نسبة امتلاء السد 55 في المئة", _of("السد", "نسبة الامتلاء", "<=", "55", "percent")),
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
    (
        "When will the visit take place?",
        ("The visit will take place on 3 May", _of("visit", "date", "=", "XXXX-05-03", "date")),
        ("The visit is to take place in June", _of("visit", "date", "=", "XXXX-06", "date")),
    ),
    (
        "How much oil did the tanker carry?",
        ("The tanker carried nearly 1 million barrels", _of("tanker", "cargo", "~", "1000000", "barrel")),
        ("The tanker carried 400,000 barrels", _of("tanker", "cargo", "=", "400000", "barrel")),
    ),
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
]
NOT_CONTRADICTING: list[tuple[str, Told, Told]] = [
    (
        "What did the bridge cost?",
        ("Building the bridge cost about $1.2 billion", _of("bridge", "construction cost", "~", "1200000000", "USD")),
        ("The bridge cost $1.18 billion", _of("bridge", "construction cost", "=", "1180000000", "USD")),
    ),
    (
        "كم قتل الزلزال؟",
        ("قتل الزلزال أكثر من 300 شخص", _of("الزلزال", "القتلى", ">", "300", "person")),
        ("قتل الزلزال 312 شخصاً", _of("الزلزال", "القتلى", "=", "312", "person")),
    ),
    (
        "When did the factory open?",
        ("The factory opened in 2023", _of("factory", "opening date", "=", "2023", "date")),
        ("The factory opened on 5 October 2023", _of("factory", "opening date", "=", "2023-10-05", "date")),
    ),
    (
        "What did the company earn?",
        ("The company earned $4 million in 2022", _of("company", "profit", "=", "4000000", "USD", period="2022")),
        ("The company earned $7 million in 2023", _of("company", "profit", "=", "7000000", "USD", period="2023")),
    ),
    (
        "How long did the test flight last?",
        ("The test flight lasted 90 minutes", _of("flight", "duration", "=", "90", "minute")),
        ("The test flight lasted an hour and a half", _of("flight", "duration", "=", "1.5", "hour")),
    ),
    (
        "What does a ticket cost?",
        ("A ticket costs 20 euros", _of("ticket", "price", "=", "20", "EUR")),
        ("A ticket costs 22 dollars", _of("ticket", "price", "=", "22", "USD")),
    ),
    (
        "Did the regulator allow the merger?",
        ("The regulator approved the merger of the two banks", ()),
        ("The merger of the two banks was approved by the regulator", ()),
    ),
    ("هل نجح إطلاق الصاروخ؟", ("نجح إطلاق الصاروخ إلى مداره", ()), ("تكلل إطلاق الصاروخ بالنجاح", ())),
    ("هل استقال الوزير؟", ("قدّم وزير المالية استقالته", ()), ("رفض وزير المالية التعليق على أنباء استقالته", ())),
    ("How did wheat exports develop?", ("Wheat exports rose in 2021", ()), ("Wheat exports may fall next year", ())),
    ("بماذا يعمل المصنع؟", ("يعتمد المصنع على الغاز الطبيعي بدلاً من الفحم", ()), ("تخلى المصنع عن الفحم", ())),
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
    ("هل سُمح باللقاح؟", ("سمحت الهيئة باستخدام اللقاح للأطفال", ()), ("وافقت الهيئة على استخدام اللقاح للأطفال", ())),
    (
        "Do the talks go on?",
        ("The talks between the union and the company are continuing", ()),
        ("The talks between the union and the company did not stop", ()),
    ),
    ("كيف تغيرت الصادرات؟", ("ارتفعت صادرات النفط في الربع الأول", ()), ("زادت صادرات النفط خلال الربع الأول", ())),
    (
        "On what does the model run?",
        ("Training the model on the new chips failed", ()),
        ("The company uses the new chips for inference", ()),
    ),
    ("هل اعترف المتهم؟", ("اعترف المتهم بسرقة المتحف", ()), ("أقرّ المتهم بأنه سرق المتحف", ())),
    (
        "How many died?",
        ("The quake killed 120 people", _of("quake", "deaths", "=", "120", "person")),
        ("The death toll of the quake has risen to 145", _of("quake", "deaths", "=", "145", "person")),
    ),
    (
        "How many live there?",
        ("The city proper has 2.1 million inhabitants", _of("city proper", "population", "=", "2100000", "person")),
        (
            "The metropolitan area has 11 million inhabitants",
            _of("metropolitan area", "population", "=", "11000000", "person"),
        ),
    ),
    ("Is the dam complete?", ("The dam was completed in 2020", ()), ("The dam cost twice what was planned", ())),
    ("هل رُفع الدعم؟", ("ألغت الحكومة دعم الوقود", ()), ("أنهت الحكومة دعم الوقود", ())),
    ("What was hit?", ("Three houses were destroyed in the strike", ()), ("The strike did not hit the school", ())),
    (
        "How many passengers?",
        (
            "The airport handled more than 30 million passengers",
            _of("airport", "passengers", ">", "30000000", "passenger"),
        ),
        ("The airport handled 31 million passengers", _of("airport", "passengers", "=", "31000000", "passenger")),
    ),
    (
        "ما قدرة المحطة؟",
        ("تبلغ قدرة المحطة 1.8 غيغاواط", _of("المحطة", "القدرة", "=", "1.8", "gigawatt")),
        ("تبلغ قدرة المحطة 1800 ميغاواط", _of("المحطة", "القدرة", "=", "1800", "megawatt")),
    ),
    (
        "When was the treaty signed?",
        ("The treaty was signed in June", _of("treaty", "signing date", "=", "XXXX-06", "date")),
        ("The treaty was signed on 14 June 2022", _of("treaty", "signing date", "=", "2022-06-14", "date")),
    ),
    (
        "What did it take in?",
        ("Revenue reached $5 billion in 2023", _of("company", "revenue", "=", "5000000000", "USD", period="2023")),
        (
            "Revenue of the last quarter of 2023 was $1.4 billion",
            _of("company", "revenue", "=", "1400000000", "USD", period="2023-10/2023-12"),
        ),
    ),
    (
        "Who leads?",
        ("The incumbent is about 6 points ahead", _of("incumbent", "lead", "~", "6", "percentage point")),
        ("The incumbent leads by 5.8 points", _of("incumbent", "lead", "=", "5.8", "percentage point")),
    ),
    (
        "كم قتل الحريق؟",
        ("قتل الحريق تسعة أشخاص", _of("الحريق", "القتلى", "=", "9", "person")),
        ("ارتفعت حصيلة ضحايا الحريق إلى 14 قتيلاً", _of("الحريق", "القتلى", "=", "14", "person")),
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
    (
        "Which planes does the airline use?",
        ("The airline bought 20 Boeing jets", ()),
        ("The airline also uses Airbus aircraft on its long routes", ()),
    ),
    ("أي أجهزة؟", ("يعتمد المستشفى على أجهزة Philips", ()), ("لا يعتمد المستشفى على أجهزة Siemens", ())),
    (
        "Was a ransom paid?",
        ("The ministry paid a ransom to the hackers", ()),
        ("The ministry did not respond to questions about a ransom to the hackers", ()),
    ),
    (
        "ماذا يفعل البنك؟",
        ("رفع البنك المركزي سعر الفائدة", ()),
        ("من المتوقع أن يخفض البنك المركزي سعر الفائدة العام المقبل", ()),
    ),
    (
        "Did the army use cluster bombs?",
        ("The army used cluster munitions in the town", ()),
        ("Cluster munitions were used by the army in the town, residents confirmed", ()),
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
        "ما نسبة امتلاء السد؟",
        ("امتلأ السد بنحو 80 في المئة", _of("السد", "نسبة الامتلاء", "~", "80", "percent")),
        ("امتلأ السد بنسبة 82 في المئة", _of("السد", "نسبة الامتلاء", "=", "82", "percent")),
    ),
    (
        "Who made the drone?",
        ("The drone was built entirely by Baykar", ()),
        ("The army relies on the Baykar drone", ()),
    ),
    ("Did it end?", ("The union called off the strike", ()), ("The strike ended after the union reached a deal", ())),
    ("هل سُرّبت؟", ("أكدت الشركة تسرب بيانات عملائها", ()), ("امتنعت الشركة عن التعليق على تسرب بيانات عملائها", ())),
    (
        "When?",
        ("The visit will take place in May", _of("visit", "date", "=", "XXXX-05", "date")),
        ("The visit will take place on 3 May", _of("visit", "date", "=", "XXXX-05-03", "date")),
    ),
    (
        "How much?",
        ("The tanker can carry 2 million barrels", _of("tanker", "capacity", "=", "2000000", "barrel")),
        ("The tanker carried 400,000 barrels", _of("tanker", "cargo", "=", "400000", "barrel")),
    ),
    (
        "كيف تغيرت الأسعار؟",
        (
            "ارتفعت أسعار الخضار بنسبة 5 في المئة في مارس",
            _of("أسعار الخضار", "التغير", "=", "5", "percent", period="2024-03"),
        ),
        (
            "ارتفعت أسعار الخضار بنسبة 9 في المئة في أبريل",
            _of("أسعار الخضار", "التغير", "=", "9", "percent", period="2024-04"),
        ),
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
]

# The answer, a sentence of a fresh article, a tracked claim.
MATCHES: list[tuple[str | None, str, Told]] = [
    (
        "conflicts",
        "The bridge was built for $1.9 billion, officials said.",
        ("Building the bridge cost $1.2 billion", _of("bridge", "construction cost", "=", "1200000000", "USD")),
    ),
    (
        "same",
        "Building the bridge cost $1.2 billion, according to the ministry.",
        ("Building the bridge cost $1.2 billion", _of("bridge", "construction cost", "=", "1200000000", "USD")),
    ),
    (
        "conflicts",
        "قال مسؤول إن الزلزال قتل 500 شخص.",
        ("قتل الزلزال 312 شخصاً", _of("الزلزال", "القتلى", "=", "312", "person")),
    ),
    (
        "same",
        "قتل الزلزال 312 شخصاً في الإقليم.",
        ("قتل الزلزال 312 شخصاً", _of("الزلزال", "القتلى", "=", "312", "person")),
    ),
    (
        None,
        "فازت الفرقة بالجائزة الأولى في المهرجان.",
        ("قتل الزلزال 312 شخصاً", _of("الزلزال", "القتلى", "=", "312", "person")),
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
        ("The factory opened in March 2023", _of("factory", "opening date", "=", "2023-03", "date")),
    ),
    (
        "conflicts",
        "Officials said 25 people died when the ferry capsized off the coast.",
        ("The ferry accident killed 40 people when it capsized", _of("ferry accident", "deaths", "=", "40", "person")),
    ),
    (
        "same",
        "The ferry capsized and 40 people were killed in the accident.",
        ("The ferry accident killed 40 people when it capsized", _of("ferry accident", "deaths", "=", "40", "person")),
    ),
    (
        "conflicts",
        "وأعلنت الوزارة أن معدل البطالة بلغ 12 في المئة.",
        ("بلغ معدل البطالة 9.5 في المئة", _of("البطالة", "المعدل", "=", "9.5", "percent")),
    ),
    (
        "same",
        "وبلغ معدل البطالة 9.5% بحسب الجهاز المركزي للإحصاء.",
        ("بلغ معدل البطالة 9.5 في المئة", _of("البطالة", "المعدل", "=", "9.5", "percent")),
    ),
    (
        "similar",
        "The company said it employs about 3,000 people at the plant.",
        ("The company employs 3,100 people at the plant", _of("plant", "employees", "=", "3100", "person")),
    ),
    (
        None,
        "The minister spoke about the weather in the north.",
        ("The company employs 3,100 people at the plant", _of("plant", "employees", "=", "3100", "person")),
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
    (
        "conflicts",
        "تأسست الشركة عام 2005.",
        ("تأسست الشركة عام 1999", _of("الشركة", "تاريخ التأسيس", "=", "1999", "date")),
    ),
    (
        None,
        "Toyota sold 2 million cars in Japan.",
        ("Honda sold 1.2 million cars in Japan", _of("Honda", "cars sold", "=", "1200000", "car")),
    ),
    (
        "conflicts",
        "Honda sold 900,000 cars in Japan, not more.",
        ("Honda sold 1.2 million cars in Japan", _of("Honda", "cars sold", "=", "1200000", "car")),
    ),
    (
        None,
        "هطلت أمطار غزيرة على العاصمة مساء الاثنين.",
        ("تأسست الشركة عام 1999", _of("الشركة", "تاريخ التأسيس", "=", "1999", "date")),
    ),
]
