"""An article is offered the stories it may belong to, with reasons in its own words; an unrelated one is offered none."""

import doctest
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds import readers, suggesting
from seeds.cleaning import clean
from seeds.suggesting import SUGGESTIONS, THRESHOLD, Prepared, StoryWords, Suggestion, suggest

ROOT = Path(suggesting.__file__).parent


def article(path: Path) -> tuple[str, str]:
    text = readers.read_plain(path.read_bytes()).text
    read = clean(text)
    assert read.metadata.title
    body = "\n".join(text[block.start : block.end] for block in read.kept if block.kind != "title")
    return read.metadata.title.value, body


def spellings() -> tuple[tuple[str, ...], ...]:
    sources = tomllib.loads((ROOT / "manifest" / "sources.toml").read_text(encoding="utf-8"))["sources"]
    return tuple((row["name"]["ar"], row["name"]["en"], *row["aliases"]) for row in sources if row["kind"] != "unnamed")


ARTICLES = [article(path) for path in sorted((ROOT / "articles").glob("*.txt"))]
NAMES = spellings()
# Each seed as a story of its own, and all as one.
STORIES = [StoryWords(number, NAMES, texts) for number, texts in enumerate(ARTICLES)]
TOPIC = StoryWords(9, NAMES, tuple(text for texts in ARTICLES for text in texts))

UNRELATED = {
    "football": (
        "النصر يهزم الهلال بثلاثية ويتصدر الدوري",
        "حقق فريق النصر فوزاً كبيراً على غريمه الهلال بثلاثة أهداف مقابل هدف في المباراة التي جرت أمس الجمعة أمام 45 "
        "ألف متفرج. سجل المهاجم الهدف الأول في الدقيقة 12 من ركلة جزاء، ثم أضاف زميله الهدفين الثاني والثالث. وقال "
        "مدرب الفريق إن اللاعبين قدموا أداءً قوياً رغم الضغوط، وإن المنافسة على اللقب لا تزال مفتوحة.\n"
        "وبلغت قيمة صفقة المهاجم 30 مليون دولار، وفق ما ذكرته وكالة رويترز. ويتصدر النصر الترتيب برصيد 54 نقطة.",
    ),
    "interest rates": (
        "البنك المركزي يرفع أسعار الفائدة إلى 12%",
        "رفع البنك المركزي أسعار الفائدة بنسبة 1% لتصل إلى 12% في محاولة لكبح التضخم الذي بلغ 18% خلال الشهر الماضي. "
        "ويرى محللون أن هذه الخطوة قد تؤثر في استثمارات الشركات الكبرى وفي أسواق المال، حيث تراجعت أسهم البنوك بنسبة "
        "1.9%. وبحسب تقرير لوكالة رويترز، فإن الحكومة تخطط لطرح سندات بقيمة 2 مليار دولار في يناير المقبل.",
    ),
    "another use of AI": (
        "مستشفى يستخدم الذكاء الاصطناعي لتشخيص السرطان",
        "بدأ مستشفى جامعي في استخدام نموذج من الذكاء الاصطناعي لتشخيص السرطان، وقال الأطباء إن النموذج دُرّب على 80 ألف "
        "صورة أشعة. وأظهرت النتائج دقة بلغت 94%، وهي أعلى بنسبة 5% من دقة الأطباء وحدهم. ونُشرت الدراسة في مجلة Nature. "
        "وقال رئيس الفريق إن كلفة المشروع بلغت 3 ملايين دولار. واستخدم الباحثون معالجات إنفيديا في التدريب.",
    ),
    "a party to the story in another matter": (
        "الاتحاد الأوروبي يغرّم Google بمبلغ 2.4 مليار يورو",
        "فرضت المفوضية الأوروبية غرامة قدرها 2.4 مليار يورو على شركة Google الأمريكية بسبب إساءة استغلال هيمنتها على سوق "
        "البحث. وقالت Google إنها ستستأنف القرار. وذكرت رويترز أن شركات أخرى مثل Meta تخضع لتحقيقات مماثلة.",
    ),
    "English": (
        "Late Goal Gives United Victory",
        "United beat City 2-1 on Saturday with a goal in the 90th minute. The striker, who cost the club 30 million "
        "pounds, said the team had worked hard. More than 60,000 people watched the match, Reuters reported.",
    ),
    "nothing": ("", ""),
}

DELAY = (
    "DeepSeek's next model delayed again",
    "DeepSeek has postponed the release of its R2 model after training runs on Huawei's Ascend chips failed, people "
    "familiar with the matter said. The start-up went back to Nvidia processors. Liang Wenfeng, its founder, has told "
    "staff he is not satisfied.",
)
COST = (
    "كم كلّف التدريب",
    "قالت ديب سيك في ورقة نشرتها مجلة نيتشر إن تدريب نموذجها R1 كلّف ٢٩٤ ألف دولار على ٥١٢ معالجاً من نوع H800.",
)


def said(found: Suggestion) -> dict[str, tuple[str, ...]]:
    return {reason.kind: reason.words for reason in found.reasons}


@pytest.mark.parametrize("name", UNRELATED)
def test_an_unrelated_article_gets_no_suggestion(name: str) -> None:
    title, text = UNRELATED[name]
    assert suggest(text, title, STORIES) == []
    assert suggest(text, title, [TOPIC]) == []
    assert suggest(text, title, [StoryWords(1, NAMES, ())]) == []


@pytest.mark.parametrize("number", range(len(ARTICLES)))
def test_an_article_belongs_to_its_own_story_first_and_without_that_to_the_others_of_its_subject(number: int) -> None:
    title, text = ARTICLES[number]
    found = suggest(text, title, STORIES)
    assert found[0].story == number
    others = suggest(text, title, [story for story in STORIES if story.id != number])
    assert len(others) == SUGGESTIONS and number not in {one.story for one in others}
    rest = tuple(text for at, texts in enumerate(ARTICLES) if at != number for text in texts)
    (whole,) = suggest(text, title, [StoryWords(9, NAMES, rest)])
    assert whole.score > 1.5 * THRESHOLD


def test_the_two_articles_on_r2_find_each_other() -> None:
    title, text = ARTICLES[3]
    others = [story for story in STORIES if story.id != 3]
    found = suggest(text, title, others)[0]
    assert found.story == 0
    assert {"R2", "DeepSeek", "Ascend", "هواوي"} <= set(said(found)["name"])
    title, text = ARTICLES[0]
    assert 3 in [one.story for one in suggest(text, title, STORIES[1:])[:2]]


def test_an_english_article_finds_an_arabic_story_by_names() -> None:
    (found,) = suggest(DELAY[1], DELAY[0], [TOPIC])
    assert set(said(found)["name"]) == {"DeepSeek", "Nvidia", "R2", "Huawei", "Ascend", "Liang Wenfeng"}
    assert {one.story for one in suggest(DELAY[1], DELAY[0], STORIES)} == {0, 3}


def test_reasons_are_the_words_of_the_article() -> None:
    (found,) = suggest(COST[1], COST[0], STORIES)
    assert found.story == 1
    assert said(found)["number"] == ("٢٩٤ ألف دولار", "٥١٢ معالجاً")
    assert set(said(found)["name"]) == {"ديب سيك", "مجلة نيتشر", "R1", "H800"}


STORY = StoryWords(
    1, (("شركة النور", "Alnoor"),), ("قالت شركة النور إنها باعت 294 ألف جهاز بسعر 1,250 دولار، أي 97.3% منها.",)
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("294,000 devices, $1,250 each", ("$1,250",)),
        ("باعت ٢٩٤ ألف جهاز", ("٢٩٤ ألف جهاز",)),
        ("٩٧٫٣٪ منها", ("٩٧٫٣٪",)),
        ("sold 97.3 percent", ("97.3 percent",)),
        ("1250 دولارا", ("1250 دولارا",)),
        ("1,25,0 دولار", ()),
        ("294 جهاز", ()),
        ("R294 ألف جهاز", ()),
        ("GPT-1250 دولار", ()),
    ],
)
def test_numbers_are_one_however_they_are_written(text: str, numbers: tuple[str, ...]) -> None:
    (found,) = suggest(f"شركة النور أعلنت. شركة النور Alnoor. {text}", "شركة النور", [STORY])
    assert said(found).get("number", ()) == numbers


@pytest.mark.parametrize("text", ["عام 2025 مضى", "في 12 من", "رقم 55512", "3 يناير"])
def test_years_and_numbers_that_count_nothing_are_no_reason(text: str) -> None:
    read = Prepared([StoryWords(1, (), (text,))]).read(text)
    assert not [key for key in read if key.kind == "number"]


def test_all_spellings_of_a_source_are_one_name_and_prefixes_do_not_hide_it() -> None:
    known = Prepared([StoryWords(1, (("إنفيديا", "Nvidia", "نفيديا"),), ("x",))])
    read = known.read("قالت إنفيديا لـNvidia وإنفيديا بـ«نفيديا» NVIDIA")
    assert [mention.times for key, mention in read.items() if key.kind == "name"] == [5]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chips Fell Hard In Early Trade", []),
        ("Shares fell. Chips too, said Ahmed at TSMC.", ["Ahmed", "TSMC"]),
        ("ALL OF THIS LINE SHOUTS VERY LOUDLY INDEED", []),
        ("قارن باحثون OpenAI بـDeepSeek وGoogle وبنموذج R1 (inference) و A", ["OpenAI", "DeepSeek", "Google", "R1"]),
    ],
)
def test_what_latin_letters_name(text: str, names: list[str]) -> None:
    assert [mention.printed for key, mention in Prepared([]).read(text).items() if key.kind == "name"] == names


def test_words_alone_never_suffice() -> None:
    text = " ".join(f"كلمه{letter}{other}" for letter in "ابتثجحخدذرزسش" for other in "ابتثجحخد")
    assert suggest(text, text, [StoryWords(1, (), (text,))]) == []


def test_the_best_three_come_first() -> None:
    title, text = ARTICLES[4]
    found = suggest(text, title, STORIES)
    assert len(found) == SUGGESTIONS
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(len(reason.words) <= suggesting.SHOWN for one in found for reason in one.reasons)
    assert found == suggest(text, title, Prepared(STORIES))


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=60),
    st.text(max_size=20),
    st.lists(st.tuples(st.text(max_size=9), st.text(max_size=40)), max_size=3),
)
def test_any_text_is_read(text: str, title: str, rows: list[tuple[str, str]]) -> None:
    stories = [StoryWords(at, ((name,),), (story, text)) for at, (name, story) in enumerate(rows)]
    for found in suggest(text, title, stories):
        assert found.score >= THRESHOLD
        assert all(words in f"{title}\n{text}" for reason in found.reasons for words in reason.words)


@pytest.mark.parametrize("text", ["Ab " * 60_000, "1," * 60_000, "12.5 x y z " * 10_000, "$1" * 60_000, "a" * 200_000])
def test_a_heap_of_anything_is_read_without_fuss(text: str) -> None:
    assert suggest(text, text, [TOPIC]) == []


def test_examples_hold() -> None:
    assert doctest.testmod(suggesting).failed == 0
