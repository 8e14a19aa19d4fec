"""News sentences, composed: a claim between [[ and ]], and the chains through which it came, by naming and words.

Each chain is written outward from the article, hops parted by ``>``; ``n`` named, ``d`` described, ``u`` unnamed, ``-``
a missing link. Names are invented or those of large agencies.
"""

from __future__ import annotations

FIRST: list[tuple[str, list[str]]] = [
    (
        "وبحسب صحيفة الغد نقلاً عن مصادر مطلعة، [[ألغيت الصفقة التي تبلغ 3 مليارات دولار]].",
        ["n صحيفة الغد > u مصادر مطلعة"],
    ),
    ("قالت رويترز وبلومبرغ إن [[الصفقة ألغيت]].", ["n رويترز", "n بلومبرغ"]),
    ("نقلت وكالة الأنباء عن صحيفة الغد أن الوزير قال إن [[الجسر آمن]].", ["n وكالة الأنباء > n صحيفة الغد > n الوزير"]),
    ("[[أنفقت البلدية 20 مليوناً على الحديقة]].", ["-"]),
    ("[[ارتفعت صادرات القمح 12%]]، وفق بيانات وزارة الزراعة.", ["n وزارة الزراعة"]),
    ("[[ألغيت الصفقة]]، نقلاً عن وكالة رويترز.", ["n وكالة رويترز"]),
    ("قال مصدران لرويترز إن [[المصنع سيغلق في آذار]].", ["n رويترز > u مصدران"]),
    ("ذكرت وكالة الأنباء، نقلاً عن وزارة الصحة، أن [[الإصابات زادت 9%]].", ["n وكالة الأنباء > n وزارة الصحة"]),
    ("نفت الشركة أن تكون [[الصفقة قد ألغيت]].", ["n الشركة"]),
    ("ويُعتقد أن [[الصفقة كلفت 4 ملايين دولار]].", ["-"]),
    ("قال الوزير إن الجسر آمن، فيما قالت نقابة المهندسين إن [[فيه 40 شقاً]].", ["n نقابة المهندسين"]),
    ("قال الوزير إن [[الجسر آمن]]، فيما قالت نقابة المهندسين إن فيه 40 شقاً.", ["n الوزير"]),
    ("قال مسؤول في وزارة النقل إن [[الخط الثالث سيفتتح في حزيران]].", ["d مسؤول في وزارة النقل"]),
    (
        "وأوضحت دراسة نشرت في مجلة الطب الحديث أن [[واحداً من كل خمسة يعاني الأرق]].",
        ["n دراسة نشرت في مجلة الطب الحديث"],
    ),
    ("قالت الوزارة إن الجسر آمن.\nوأضافت أن [[الفحص كلف 300 ألف دينار]].", ["n وأضافت"]),
    ("قال مصدر أمني لوكالة الغد إن الحريق متعمد. وأضاف أن [[ثلاثة أشخاص أوقفوا]].", ["n وكالة الغد > u وأضاف"]),
    ("قال المدير: «سنغلق المصنع في آذار. [[لدينا 400 عامل]]. وسنعوضهم جميعاً».", ["n المدير"]),
    ("وفق تقرير للبنك الدولي، [[تراجع النمو إلى 2%]]، وهو ما يعكس ضعف الطلب.", ["n للبنك الدولي"]),
    ("وفق تقرير للبنك الدولي، تراجع النمو إلى 2%، [[وهو ما يعكس ضعف الطلب في الأسواق كلها]].", ["-"]),
    ("وبحسب مصادر إعلامية وتقارير مسربة، [[يحتوي الجهاز على 16 نواة]].", ["u مصادر إعلامية", "u تقارير مسربة"]),
    ("كشفت وثائق داخلية اطلعت عليها صحيفة الغد أن [[الشركة علمت بالعيب منذ 2019]].", ["n صحيفة الغد > u وثائق داخلية"]),
    ("[[كان من المقرر افتتاح المتحف في أيار]].", ["-"]),
    ("تشير التقديرات إلى أن [[عدد النازحين بلغ مليونين]].", ["u التقديرات"]),
    ("Reuters reported, citing two officials, that [[the deal was called off]].", ["n Reuters > u two officials"]),
    (
        "Citing people familiar with the matter, the Financial Times reported that [[the plant will close]].",
        ["n Financial Times > u people familiar with the matter"],
    ),
    ("[[The deal was called off]], according to Reuters and Bloomberg.", ["n Reuters", "n Bloomberg"]),
    ("[[The deal was called off]], the minister said, adding that talks would go on.", ["n the minister"]),
    ("The deal was called off, the minister said, adding that [[talks cost $2 million]].", ["n adding"]),
    ('"The bridge is safe. [[It will open in May]]," the minister told Reuters.', ["n Reuters > n the minister"]),
    ("[[The river rose by four meters]] overnight.", ["-"]),
    ("Reuters reported that the minister said [[the bridge was unsafe]].", ["n Reuters > n the minister"]),
    ("[[The deal reportedly cost $4 million]].", ["-"]),
    ("It is believed that [[the painting is worth $9 million]].", ["-"]),
    ("The bridge, officials said, [[carries 40,000 cars a day]].", ["u officials"]),
    (
        "A study published in Nature found that [[40% of the cells die within a day]].",
        ["n A study published in Nature"],
    ),
    (
        "A senior official at the Transport Ministry said [[the line would open in June]].",
        ["d A senior official at the Transport Ministry"],
    ),
    ("Officials said the bridge was safe, while engineers said [[it had 40 cracks]].", ["u engineers"]),
    ("According to the World Bank, [[growth slowed to 2%]].", ["n the World Bank"]),
    ("Exports fell by 3%, according to the ministry. [[Imports rose by 5%]].", ["-"]),
    (
        "The agency quoted the daily Al-Ghad as saying that [[the minister had resigned]].",
        ["n The agency > n the daily Al-Ghad"],
    ),
]

SECOND: list[tuple[str, list[str]]] = [
    ("ذكرت قناة الأفق نقلاً عن مسؤول حكومي أن [[الحكومة ستقترض 5 مليارات]].", ["n قناة الأفق > u مسؤول حكومي"]),
    ("نقلت صحيفة المدار عن وكالة رويترز قولها إن [[الميناء أغلق يومين]].", ["n صحيفة المدار > n وكالة رويترز"]),
    ("قال وزير المالية ووزير الاقتصاد إن [[العجز بلغ 4%]].", ["n وزير المالية", "n وزير الاقتصاد"]),
    ("قالت وزارة الصحة والسكان إن [[الوفيات تراجعت 7%]].", ["n وزارة الصحة والسكان"]),
    ("[[يبلغ طول النفق 11 كيلومتراً]].", ["-"]),
    (
        "وأفادت صحيفة المدار، نقلاً عن أشخاص مطلعين على الأمر، بأن [[الشركة ستسرح 500 موظف]].",
        ["n صحيفة المدار > u أشخاص مطلعين"],
    ),
    ("وحسب مصدر دبلوماسي، [[تأجلت القمة إلى الخريف]].", ["u مصدر دبلوماسي"]),
    ("[[بلغ عدد الزوار 90 ألفاً]]، بحسب إدارة المعرض.", ["n إدارة المعرض"]),
    ("قالت الشركة إن أرباحها زادت، لكن [[أسهمها هبطت 6% في يوم واحد]] بحسب وكالة رويترز.", ["n وكالة رويترز"]),
    ("وقال متحدث باسم الجيش لقناة الأفق إن [[الطائرة أسقطت ليلاً]].", ["n قناة الأفق > n متحدث باسم الجيش"]),
    ("يتوقع الخبراء أن [[ترتفع الأسعار 20%]].", ["u الخبراء"]),
    ("وأظهرت بيانات البنك المركزي أن [[الاحتياطي تراجع إلى 8 مليارات]].", ["n البنك المركزي"]),
    ("وبحسب ما ذكرته وكالة الأنباء نقلاً عن شهود، [[انهار المبنى عند الفجر]].", ["n وكالة الأنباء > u شهود"]),
    ("قال الطبيب سامر النجار إن العملية نجحت، مشيراً إلى أن [[المريض سيغادر خلال أسبوع]].", ["n مشيراً"]),
    ("لم تعلق الشركة على الخبر. [[وتوظف الشركة 12 ألف عامل]].", ["-"]),
    ("[[ولم يصدر عن الوزارة أي بيان حتى مساء الأحد]].", ["-"]),
    ("يقال إن [[الكنز لا يزال في القاع]].", ["-"]),
    ("أكد مدير المستشفى أن الوضع مستقر. «[[استقبلنا 30 جريحاً]]. خرج نصفهم».", ["-"]),
    ("وفي منشور على منصة «إكس»، قال رئيس البلدية إن [[المياه ستعود الثلاثاء]].", ["n إكس > n رئيس البلدية"]),
    (
        "قالت مصادر مطلعة لصحيفة المدار إن [[المدير استقال]]، وأضافت أن خليفته لم يعين.",
        ["n صحيفة المدار > u مصادر مطلعة"],
    ),
    ("[[الميزانية الجديدة هي الأكبر منذ 1990]]، كما ذكرت صحيفة المدار.", ["n صحيفة المدار"]),
    ("قالت منظمة الصحة العالمية في تقرير إن [[اللقاح أنقذ 3 ملايين طفل]].", ["n منظمة الصحة العالمية"]),
    (
        "The Harbor Post, citing an internal memo, said [[the company would cut 500 jobs]].",
        ["n The Harbor Post > u an internal memo"],
    ),
    ("Two diplomats told Reuters that [[the summit had been moved to October]].", ["n Reuters > u Two diplomats"]),
    ("[[The tunnel is 11 kilometers long]].", ["-"]),
    ("[[The mayor resigned on Friday]], Reuters reported, citing city hall.", ["n Reuters > n city hall"]),
    (
        "According to the Harbor Post, which cited police, [[three men were arrested]].",
        ["n the Harbor Post > n police"],
    ),
    (
        "The finance minister and the economy minister said [[the deficit had reached 4%]].",
        ["n The finance minister", "n the economy minister"],
    ),
    ("The Ministry of Health and Population said [[deaths fell by 7%]].", ["n The Ministry of Health and Population"]),
    ("[[The law has been in force since 1990]], but critics say it is outdated.", ["-"]),
    ("The law has been in force since 1990, but critics say [[it has failed 300 times]].", ["u critics"]),
    (
        "State television quoted the governor as saying that [[the dam was holding]].",
        ["n State television > n the governor"],
    ),
    ('"We lost everything," said Lina Marsh, a farmer. [[The storm destroyed 80 homes]].', ["-"]),
    (
        '"We have 400 workers. [[All of them will be paid until June]]. Then we close," said Paul Berg, the director.',
        ["n Paul Berg"],
    ),
    ("Sales rose 12% in March, the company said, which suggests that [[the worst may be over]].", ["-"]),
    ("The company denied that [[the battery had caught fire]].", ["n The company"]),
    (
        "Researchers at Harlow University said [[the virus survives for nine days]].",
        ["d Researchers at Harlow University"],
    ),
    ("The bank said profits doubled. It added that [[2,000 people would be hired]].", ["n It added"]),
    ("[[Inflation will reach 5% next year]], analysts say.", ["u analysts"]),
    (
        "The minister said that a report by the auditor had found that [[$3 million was missing]].",
        ["n The minister > n the auditor"],
    ),
]
