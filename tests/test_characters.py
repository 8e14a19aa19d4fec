"""What nobody sees is shown or left out; names that look alike are told apart. All names are made up or public."""

import doctest
import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import characters, lookalikes
from claims.characters import displayable, forbidden, invisible
from claims.lookalikes import mixed_scripts, skeleton, suspicious

FORBIDDEN = [
    *("\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\x9f"),
    *map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x2070)]),
    *("\U000e0001", "\U000e0041", "\U000e007f", "\ufff9", "\ufffa", "\ufffb"),
    *("\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001ffff", "\U0010fffe", "\ud800", "\udfff"),
]
INVISIBLE = ["\u200b", "\u2060", "\ufeff", "\u00ad"]
# Line feed, tab, carriage return; ZWNJ, ZWJ, LRM, RLM, ALM; a blank of its own kind; a face; a replacement character.
KEPT = [
    "\n",
    "\t",
    "\r",
    "\u200c",
    "\u200d",
    "\u200e",
    "\u200f",
    "\u061c",
    "\u00a0",
    "\u2028",
    "😀",
    "\ufffd",
    "\u0651",
]


@pytest.mark.parametrize("character", FORBIDDEN, ids=ascii)
def test_what_is_forbidden_is_found_and_shown_as_what_it_is(character: str) -> None:
    (hidden,) = forbidden(f"نص {character} text")
    assert (hidden.at, hidden.code) == (3, f"U+{ord(character):04X}")
    assert hidden.name
    assert displayable(f"نص {character} text") == f"نص ⟨{hidden.code}⟩ text"
    assert invisible(character) == []


@pytest.mark.parametrize("character", INVISIBLE, ids=ascii)
def test_what_is_invisible_stays_in_the_text_and_is_not_shown(character: str) -> None:
    assert [hidden.at for hidden in invisible(f"نص{character}")] == [2]
    assert displayable(f"Deep{character}Seek") == "DeepSeek"
    assert forbidden(character) == []


@pytest.mark.parametrize("character", KEPT, ids=ascii)
def test_what_spells_words_is_kept(character: str) -> None:
    text = f"می{character}خواهم"
    assert displayable(text) == text
    assert not forbidden(text) and not invisible(text)


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u202e", "RIGHT-TO-LEFT OVERRIDE"),
        ("\x1b", "control-001B"),
        ("\ud83d", "surrogate-D83D"),
        ("\U0001fffe", "noncharacter-1FFFE"),
        ("\U000e0000", "reserved-E0000"),
    ],
    ids=ascii,
)
def test_each_hidden_character_is_named(character: str, name: str) -> None:
    assert [hidden.name for hidden in forbidden(character)] == [name]


@given(st.text(st.characters(exclude_categories=[]), max_size=60))
def test_what_may_be_shown_holds_nothing_hidden_and_every_control_is_found(text: str) -> None:
    shown = displayable(text)
    assert not forbidden(shown) and not invisible(shown)
    controls = [at for at, one in enumerate(text) if unicodedata.category(one) in {"Cc", "Cs"} and one not in "\n\t\r"]
    assert {hidden.at for hidden in forbidden(text)} >= set(controls)


# --- Names ------------------------------------------------------------------------------------------------------------

# A name as it is known, and others that readers would take for it.
SPOOFS = {
    "Reuters": [
        *("Rеuters", "Reutеrs", "Rеutеrs", "Reuterѕ", "Ｒｅｕｔｅｒｓ", "Reu\u200bters", "Reu\u00adters", "Rëuters"),
        *(
            "𝐑𝐞𝐮𝐭𝐞𝐫𝐬",
            "ʀeuters",
            "Rеυters",
            "Reuters\u202e",
            "\u2066Reuters\u2069",
            "Reuters\ufe0f",
            "Reu\U000e0041ters",
        ),
    ],
    "Al Jazeera": ["AI Jazeera", "A1 Jazeera", "A| Jazeera", "Аl Jazeera", "Al Jаzeera", "Αl Jazeera", "AIJazeera"],
    "DeepSeek": ["DeepSеek", "DееpSееk", "DeерSeek", "DeepЅeek", "DeepSeeк", "D\u034feepSeek"],
    "Nvidia": ["Nvіdia", "Nvıdia", "Νvidia", "Nvidiа", "Νvіdіа", "Nvidɩa"],
    "BBC": ["ВВС", "BВC", "ΒΒC", "ᏴᏴᏟ"],
    "CNN": ["СNN", "CΝΝ", "ＣＮＮ"],
    "FOX": ["F0X", "FОX", "FOΧ"],
    "WIRED": ["WlRED", "W1RED", "WΙRED", "W|RED"],
    "Bloomberg": ["Вloomberg", "B1oomberg", "BIoomberg", "Bl00mberg", "Bloоmberg", "Bloomberɡ"],
    "microsoft": ["rnicrosoft", "miсrosoft", "micr0soft", "micrοsoft"],
    "washington": ["vvashington"],
    "Известия": ["Известия\u200b", "Извecтия", "Извеcтия"],
    "الحياة": ["الحياه", "الحیاة", "الحياة\u200f", "الحيـاة", "الحَياة", "الحياۃ", "ﺍﻟﺤﻴﺎﺓ"],
    "وكالة الأنباء": [
        "وكالة الانباء",
        "وکالة الأنباء",
        "وكاله الأنباء",
        "وكالة الٱنباء",
        "وكالة ا\u200cلأنباء",
        "وڪالة الأنباء",
    ],
    "قناة ٢٤": ["قناة 24", "قناة ۲۴", "قناه 24"],
    "هدى": ["هدي", "هدی", "ھدى", "ہدى", "هدے"],
    "إذاعة أخبار": ["اذاعة اخبار", "إذاعه أخبار", "أذاعة إخبار"],
}


@pytest.mark.parametrize(
    ("known", "spoof"), [(known, spoof) for known, all_ in SPOOFS.items() for spoof in all_], ids=ascii
)
def test_a_name_that_looks_like_a_known_one_is_flagged(known: str, spoof: str) -> None:
    assert suspicious(spoof, [known, "Another Name"]) == [known]


def test_there_are_enough_spoofs() -> None:
    assert sum(map(len, SPOOFS.values())) >= 60


DISTINCT = [
    *("علي", "عالي", "عليا", "علياء", "الحياة", "الحياء", "الأحد", "الأحداث", "الشرق", "الشروق", "الوطن", "المواطن"),
    *("الرأي", "الراية", "النهار", "الأنهار", "البيان", "البنيان", "اليوم", "اليوم السابع", "الأهرام", "الهرم"),
    *("سالم", "سليم", "سلام", "سلمان", "حسن", "حسين", "حسان", "نور", "نورا", "عمر", "عمرو", "ليلى", "ليل"),
    *("قناة 24", "قناة 25", "قناة 42", "القدس", "القدس العربي", "العربي", "العربية", "العرب"),
    *("Reuters", "Routers", "Reuter", "Modern", "Modem", "Corner", "Comer", "The Sun", "The Son", "Times", "Tides"),
    *(
        "Mail",
        "Mall",
        "Maui",
        "Mali",
        "Bern",
        "Bem",
        "BBC",
        "ABC",
        "NBC",
        "CNBC",
        "CNN",
        "TNN",
        "CBS",
        "CBC",
        "CIA",
        "CLA",
    ),
    *("Fox", "Fax", "R1", "R2", "V3", "GPT-4", "GPT-4o", "H100", "H800", "A100", "24", "i24", "Time", "Lime", "Dime"),
    *("Известия", "Известие", "Правда", "Право", "Το Βήμα", "Τα Νέα", "Le Monde", "El Mundo", "El Pais", "El Paso"),
]


def test_names_that_readers_tell_apart_never_collide() -> None:
    assert len(set(DISTINCT)) == len(DISTINCT) >= 40
    collisions = [(a, b) for a, b in itertools.combinations(DISTINCT, 2) if skeleton(a) == skeleton(b)]
    assert collisions == []


@pytest.mark.parametrize(
    ("one", "other"), [("REUTERS", "Reuters"), ("Al  Jazeera", "AlJazeera"), ("عبد الله", "عبدالله"), ("e\u0301", "é")]
)
def test_case_blanks_and_composition_raise_no_suspicion(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)
    assert suspicious(one, [other]) == []


def test_nothing_looks_like_a_name_that_nobody_can_see() -> None:
    assert suspicious("\u200b", ["\u200c", ""]) == []


@pytest.mark.parametrize("name", ["Rеuters", "Αl", "пews24", "Deepѕeek News", "Nνidia"])
def test_words_of_two_scripts_are_told(name: str) -> None:
    assert mixed_scripts(name)


@pytest.mark.parametrize(
    "name", ["Reuters", "Reuters Россия", "Известия", "Το Βήμα", "شركة Nvidia", "شركةNvidia", "5 µm", ""]
)
def test_words_of_one_script_are_honest(name: str) -> None:
    assert not mixed_scripts(name)


@given(st.text(st.characters(exclude_categories=[]), max_size=40))
def test_any_name_has_a_skeleton(name: str) -> None:
    assert skeleton(name) == skeleton(f" {name}\u200b")
    assert suspicious(name, [name]) == []
    assert mixed_scripts(name) in {True, False}


@pytest.mark.parametrize("module", [characters, lookalikes], ids=lambda module: module.__name__)
def test_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
