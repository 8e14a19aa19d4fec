"""An article is inspected before it comes in: the contract of `./dev inspect_article --json`."""

from __future__ import annotations

import datetime as dt
import doctest
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds import metadata, readers, stated_dates, stated_names
from seeds.incoming import Field, Incoming, Stated
from seeds.inspecting import inspect
from tests.made_pages import ARTICLES, ENGLISH, ld, wordpress
from tests.test_cleaning import SEEDS

KEYS = ["file", "title", "section", "outlet", "authors", "translator", "published", "modified", "language"]
NOW = dt.datetime(2025, 6, 1, tzinfo=dt.UTC)
PROSE = "The council of the harbour town voted on Tuesday to reopen a tram line that closed in 1961."


@pytest.mark.parametrize("module", [metadata, stated_dates, stated_names])
def test_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def seed(number: str) -> Incoming:
    (path,) = ARTICLES.glob(f"{number}_*.txt")
    return readers.read_text(path.read_bytes(), name=path.name)


def stating(*stated: tuple[Field, str, str], text: str = f"Trams return\n{PROSE}") -> Incoming:
    return replace(readers.read_text(text.encode(), name="a"), stated=tuple(Stated(*one) for one in stated))


def shown(incoming: Incoming, **given: Any) -> dict[str, Any]:
    return inspect(incoming, **given).as_json()


# --- The contract -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", SEEDS)
def test_each_line_of_a_seed_stands_once_as_body_as_removed_or_as_the_title(number: str) -> None:
    incoming = seed(number)
    found = shown(incoming)
    assert list(found) == [*KEYS, "body", "removed", "warnings"]
    rows = [*found["body"], *found["removed"]]
    assert all(incoming.text[row["start"] : row["end"]] == row["text"] for row in rows)
    lines = [line for line in incoming.text.split("\n") if line]
    assert len(rows) + 1 == len(lines)
    assert [row["start"] for row in found["body"]] == sorted(row["start"] for row in found["body"])
    assert all(set(row) == {"kind", "start", "end", "text"} for row in found["body"])
    assert all(set(row) == {"start", "end", "kind", "reason", "text"} and row["reason"] for row in found["removed"])


def test_a_seed_as_json() -> None:
    found = json.loads(json.dumps(shown(seed("004"))))
    assert {key: found[key] for key in KEYS[1:]} == {
        "title": "«ديب سيك» الصيني ينهي «سباق التسلح» في الذكاء الاصطناعي العالَمي",
        "section": None,
        "outlet": None,
        "authors": ["ليو ديان"],
        "translator": "عروة درويش",
        "published": None,
        "modified": {
            "value": "2025-02-03T08:22",
            "precision": "minute",
            "raw": "آخر تعديل على الإثنين, 03 شباط/فبراير 2025 08:22",
            "from": "line 59",
        },
        "language": "ar",
    }
    assert found["warnings"] == []


def test_a_page_as_json_says_where_its_date_was_read() -> None:
    (incoming,) = readers.read(wordpress(ENGLISH).html.encode(), name="page.html")
    assert isinstance(incoming, Incoming)
    found = shown(incoming)
    assert found["published"] == {
        "value": ENGLISH.published, "precision": "second", "raw": ENGLISH.published, "from": "JSON-LD datePublished"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("قال \u202eعلي\u202c في بيان", "forbidden_characters"),
        ("Share\nComments", "no_body"),
        ("\ufffd", "replaced_characters"),
    ],
)
def test_what_an_editor_should_know_is_told(text: str, code: str) -> None:
    assert code in [notice.code for notice in inspect(readers.read_text(text.encode(), name="a")).notices]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_every_character_of_any_text_is_kept_or_set_aside(text: str) -> None:
    if not text.strip() or any(ord(one) < 32 for one in text):
        return
    incoming = replace(seed("000"), text=text)
    found = inspect(incoming)
    blocks = [(block.start, block.end) for block in found.cleaned.blocks]
    assert "".join("".join(text[start:end] for start, end in sorted(blocks)).split()) == "".join(text.split())
    assert json.dumps(found.as_json())


def test_inspecting_is_pure() -> None:
    code = "import sys, seeds.inspecting; sys.exit('django' in sys.modules)"
    root = Path(metadata.__file__).parent.parent
    assert subprocess.run([sys.executable, "-c", code], cwd=root).returncode == 0


# --- Facts and where they were read -----------------------------------------------------------------------------------


def test_nothing_is_known_of_a_text_that_states_nothing() -> None:
    found = shown(stating())
    assert {key: found[key] for key in KEYS[2:-1]} == dict.fromkeys(KEYS[2:-1]) | {"authors": []}
    assert (found["title"], found["language"]) == ("Trams return", "en")


def test_the_better_source_wins_and_the_other_is_told() -> None:
    rows: list[tuple[Field, str, str]] = [
        ("outlet", "Feed Name", "feed"),
        ("outlet", "Meta Name", "meta og:site_name"),
        ("outlet", "LD Name", "JSON-LD publisher"),
    ]
    found = inspect(stating(*rows))
    assert found.particulars.outlet == metadata.Fact("LD Name", "LD Name", "JSON-LD publisher")
    assert [notice.values["other"] for notice in found.notices] == ["Meta Name"]
    assert not inspect(stating(("outlet", "LD Name", "feed"), rows[2])).notices


@pytest.mark.parametrize(
    ("words", "value", "precision"),
    [
        ("2025-02-03", "2025-02-03", "day"),
        ("2025-02", "2025-02", "month"),
        ("2025-02-03T08:22", "2025-02-03T08:22", "minute"),
        ("2025-02-03 08:22:10 +0300", "2025-02-03T08:22:10+03:00", "second"),
        ("2025-02-03T08:22:10.5Z", "2025-02-03T08:22:10Z", "second"),
        ("Mon, 03 Feb 2025 08:22:00 GMT", "2025-02-03T08:22:00Z", "second"),
        ("الإثنين, 03 شباط/فبراير 2025 08:22", "2025-02-03T08:22", "minute"),
    ],
)
def test_stated_dates_keep_their_precision_and_zone(words: str, value: str, precision: str) -> None:
    fact = inspect(stating(("published", words, "feed"))).particulars.published
    assert fact == metadata.Fact(value, words, "feed", precision)


@pytest.mark.parametrize(
    "words",
    ["03/02/2025", "yesterday", "2025-02-31", "1738571234", "Sun, 03 Feb 2025 08:22:00 GMT", "x" * 5000, "2025-13-01"],
)
def test_dates_that_cannot_be_read_for_certain_are_told_and_not_taken(words: str) -> None:
    found = inspect(stating(("published", words, "feed")))
    assert found.particulars.published is None
    assert [notice.code for notice in found.notices] == ["unread_date"]


def test_a_date_that_lies_ahead_is_not_taken() -> None:
    found = inspect(stating(("published", "2025-07-01", "feed"), ("modified", "2025-06-02", "feed")), now=NOW)
    assert found.particulars.published is None and found.particulars.modified is not None
    assert [notice.code for notice in found.notices] == ["future_date"]


def test_modified_before_published_is_told() -> None:
    found = inspect(stating(("published", "2025-02-03", "feed"), ("modified", "2025-02-01", "feed")))
    assert [notice.code for notice in found.notices] == ["modified_before_published"]


def test_one_moment_in_two_zones_is_one_date() -> None:
    rows: list[tuple[Field, str, str]] = [
        ("published", "2025-02-03T08:22:00+03:00", "JSON-LD datePublished"),
        ("published", "2025-02-03T05:22:00Z", "meta article:published_time"),
        ("published", "2025-02-03", "feed"),
    ]
    assert not inspect(stating(*rows)).notices


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", f"عنوان المقال\n{'قال الوزير في بيان إن الأسعار لن ترتفع. ' * 3}", "ar"),
        ("ar", f"Trams return\n{PROSE}", "en"),
        ("en-GB", f"Trams return\n{PROSE}", "en"),
        ("fa", f"عنوان\n{'وزیر در بیانیه گفت که قیمت ها بالا نمی رود. ' * 3}", "fa"),
        ("fr", f"Titre\n{'Le maire a annoncé que le tramway roulerait de nouveau. ' * 3}", "fr"),
    ],
)
def test_the_language_is_what_the_letters_say(language: str, text: str, found: str) -> None:
    fact = inspect(stating(("language", language, "html lang"), text=text)).particulars.language
    assert fact and fact.value == found


def test_the_title_is_the_printed_one_where_both_are_one() -> None:
    for words in ("Trams return | The Quay Courier", "Trams return"):
        fact = inspect(stating(("title", words, "meta og:title"))).particulars.title
        assert fact == metadata.Fact("Trams return", "Trams return", "line 1")


def test_a_canonical_address_goes_before_others() -> None:
    rows: list[tuple[Field, str, str]] = [
        ("url", "https://quay.example/amp", "meta og:url"),
        ("url", "https://quay.example/a", "link canonical"),
    ]
    fact = inspect(stating(*rows)).particulars.url
    assert fact and fact.value == "https://quay.example/a"
    assert inspect(replace(stating(), url="https://quay.example/b")).particulars.url == metadata.Fact(
        "https://quay.example/b", "https://quay.example/b", "address"
    )


def test_an_outlet_or_a_desk_that_stands_as_author_is_no_author() -> None:
    page = f"<html><head>{ld(ENGLISH, author=[{'@type': 'Person', 'name': 'The Quay Courier'}])}</head><h1>A</h1><p>{PROSE}"
    found = inspect(readers.read_page(page.encode(), name="a"))
    assert found.particulars.authors == ()
    assert "no_person" in [notice.code for notice in found.notices]
