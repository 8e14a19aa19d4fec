"""Pieces of one document inside another, drawn from published documents alone. Pure functions over JSON.

A published document keeps its words per language; a card puts both languages side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from claims.choices import LANGUAGES, ChainGrade

Json = dict[str, Any]
GONE_CAUSES = {"withheld": "withheld", "withdrawn": "withdrawn", "redacted": "withdrawn", "merged": "withdrawn"}


def contents(document: Json) -> dict[str, Json]:
    """The reviewed content of each language that the document has."""
    parts = document.get("languages") or {}
    return {language: parts[language]["content"] for language in LANGUAGES if parts.get(language)}


def lead(document: Json) -> Json:
    """The content that holds what no language changes: the one of the newest verification, Arabic first."""
    found = contents(document)
    newest = max(found.values(), key=lambda content: content.get("verification", {}).get("number", 0))
    return newest


def leading(document: Json) -> dict[str, Json]:
    """The contents, the one of the newest verification first: where languages disagree, it is believed."""
    newest = lead(document)
    return dict(sorted(contents(document).items(), key=lambda item: item[1] is not newest))


def changed(document: Json, before: Json | None) -> dict[str, Json]:
    """The contents whose text is another than in the publication before: only they tell of a change."""
    was = (before or {}).get("languages") or {}
    parts = document["languages"]
    return {
        language: content
        for language, content in contents(document).items()
        if (was.get(language) or {}).get("proof") != parts[language]["proof"]
    }


def _alike(found: dict[str, Json], name: str, key: Callable[[Json], Any], piece: Json) -> dict[str, Json]:
    """The piece in every language that has it. A language that lags may have others, or in another order."""
    return {language: each for language, content in found.items() for each in content[name] if key(each) == key(piece)}


def pair(by_language: dict[str, Any]) -> Json:
    """``{ar, en}``, null where a language is missing."""
    return {language: by_language.get(language) for language in LANGUAGES}


def across(found: dict[str, Json], *path: str) -> Json:
    """One field of each language's content, side by side."""
    return pair({language: _dig(content, path) for language, content in found.items()})


def _dig(value: Any, path: Iterable[str]) -> Any:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def label_pair(by_language: dict[str, Json | None]) -> Json | None:
    """A coded word in both languages: ``{code, label: {ar, en}}``."""
    present = {language: part for language, part in by_language.items() if part}
    if not present:
        return None
    code = next(iter(present.values()))["code"]
    return {
        "code": code,
        "label": pair({language: part["label"] for language, part in present.items() if part["code"] == code}),
    }


def verdict_pair(by_language: dict[str, Json | None]) -> Json | None:
    """A rating in both languages. Where the languages disagree, the first one given leads."""
    present = {language: part for language, part in by_language.items() if part}
    if not present:
        return None
    first = next(iter(present.values()))
    same = {language: part for language, part in present.items() if part["code"] == first["code"]}
    return {
        "code": first["code"],
        "label": pair({language: part["label"] for language, part in same.items()}),
        "definition": pair({language: part["definition"] for language, part in same.items()}),
        "ordinal": first["ordinal"],
        "tone": first["tone"],
        "icon": first["icon"],
    }


def current_verdict(document: Json) -> Json | None:
    """The rating that holds, from the newest verification of any language."""
    number = lead(document)["verification"]["number"]
    newest = {
        language: content["verification"]["verdict"]
        for language, content in contents(document).items()
        if content["verification"]["number"] == number
    }
    return verdict_pair(newest)


def gone_card(public_id: str, standing: str) -> Json:
    """What a page may still say of something withheld or withdrawn: that it is."""
    return {
        "id": public_id,
        "standing": standing,
        **dict.fromkeys(
            (
                "slug",
                "text",
                "short",
                "checkability",
                "verdict",
                "as_of",
                "since",
                "verification",
                "question",
            )
        ),
        "quantities": [],
        "quotes": [],
        "origins": None,
    }


def cards_in(document: Json) -> dict[str, Json]:
    """The cards of claims that a document carries, by their public id."""
    live = document.get("live") or {}
    found = {**live.get("claims", {}), **live.get("relations", {}), **_own_cards(document)}
    return {key: value for key, value in found.items() if value}


def _own_cards(document: Json) -> dict[str, Json]:
    claims = document.get("claims") or {}
    if isinstance(claims, dict):
        return claims
    return {line["card"]["id"]: line["card"] for line in claims}


def without(document: Json, gone: dict[str, str]) -> Json:
    """An old document without the cards of claims that have since been taken down (id → standing).

    What a withheld or withdrawn claim said is not to be read in the older versions of other pages either.
    """
    if not gone:
        return document
    cleared = {**document}
    if document.get("live"):
        cleared["live"] = {
            name: _clear(value, gone) if name in ("claims", "relations") else value
            for name, value in document["live"].items()
        }
    claims = document.get("claims")
    if isinstance(claims, dict):
        cleared["claims"] = _clear(claims, gone)
    elif claims:
        cleared["claims"] = [line for line in claims if line["card"]["id"] not in gone]
    return cleared


def _clear(cards: dict[str, Json], gone: dict[str, str]) -> dict[str, Json]:
    return {key: gone_card(key, gone[key]) if key in gone else value for key, value in cards.items()}


def card(document: Json) -> Json:
    """A claim as other pages show it."""
    standing = GONE_CAUSES.get(document["cause"])
    if standing:
        return gone_card(document["id"], standing)
    found = leading(document)
    newest = lead(document)
    return {
        "id": document["id"],
        "standing": "current",
        "slug": across(found, "slug"),
        "text": across(found, "text"),
        "short": across(found, "short"),
        "checkability": label_pair({language: content["checkability"] for language, content in found.items()}),
        "verdict": current_verdict(document),
        "as_of": newest["verification"]["as_of"],
        "since": document["verdict_since"],
        "verification": newest["verification"]["number"],
        "question": newest["question"]["id"] if newest["question"] else None,
        "quantities": _quantities(found, newest),
        "quotes": _quotes(found, newest),
        "origins": newest["origins"],
    }


_NUMBER = ("subject", "measure", "comparator", "value", "high", "unit", "date", "period")


def _quantities(found: dict[str, Json], newest: Json) -> list[Json]:
    lines = []
    for quantity in newest["quantities"]:
        same = _alike(found, "quantities", lambda each: [each[name] for name in _NUMBER], quantity)
        words = pair({language: part["words"] for language, part in same.items()})
        lines.append({**{name: quantity[name] for name in _NUMBER}, "words": words})
    return lines


def _place(occurrence: Json) -> tuple[str, str, int, int]:
    return (occurrence["article"]["id"], occurrence["snapshot"], occurrence["start"], occurrence["end"])


def _quotes(found: dict[str, Json], newest: Json) -> list[Json]:
    """One line per occurrence: the words the claim needs, the worst grade of its chains, whom it relies on."""
    lines = []
    for occurrence in newest["occurrences"]:
        same = _alike(found, "occurrences", _place, occurrence)
        lines.append(
            {
                "article": article_pair({language: part["article"] for language, part in same.items()}),
                "core": occurrence["core"]["text"] if occurrence["core"] else occurrence["quote"],
                "stance": label_pair({language: part["stance"] for language, part in same.items()}),
                "grade": label_pair({language: worst_grade(part["chains"]) for language, part in same.items()}),
                "via": _via(same),
            }
        )
    return lines


def worst_grade(chains: list[Json]) -> Json | None:
    """The grade that the reader must know of: the worst of an occurrence's chains."""
    order = list(ChainGrade.values)
    grades = sorted((chain["grade"] for chain in chains), key=lambda grade: order.index(grade["code"]))
    return grades[0] if grades else None


def _via(same: dict[str, Json]) -> list[Json | None]:
    """The far ends of the chains, by name; null where nobody is named."""
    first = next(iter(same.values()))
    ends: list[Json | None] = []
    for index, chain in enumerate(first["chains"]):
        names = {}
        for language, occurrence in same.items():
            hop = occurrence["chains"][index]["hops"][-1] if index < len(occurrence["chains"]) else None
            names[language] = hop["source"]["name"] if hop and hop["source"] else None
        if chain["hops"]:
            ends.append(pair(names) if any(names.values()) else None)
    return ends


def article_pair(by_language: dict[str, Json]) -> Json:
    """An article with its agents' names in both languages."""
    first = next(iter(by_language.values()))
    return {
        **{name: first[name] for name in ("id", "title", "language", "url", "published", "modified")},
        "kind": label_pair({language: part["kind"] for language, part in by_language.items()}),
        "outlet": agent_pair({language: part["outlet"] for language, part in by_language.items()}),
        "translator": agent_pair({language: part["translator"] for language, part in by_language.items()}),
        "authors": [
            agent_pair(
                {
                    language: part["authors"][index] if index < len(part["authors"]) else None
                    for language, part in by_language.items()
                }
            )
            for index in range(len(first["authors"]))
        ],
    }


def agent_pair(by_language: dict[str, Json | None]) -> Json | None:
    """An agent with its name in both languages."""
    present = {language: part for language, part in by_language.items() if part}
    if not present:
        return None
    first = next(iter(present.values()))
    return {
        "id": first["id"],
        "slug": first["slug"],
        "name": pair({language: part["name"] for language, part in present.items()}),
        "kind": label_pair({language: part["kind"] for language, part in present.items()}),
        "record": first["record"],
    }


def rivals(question_id: str, claims: list[Json], stories: list[Json]) -> Json | None:
    """A question with its rival answers, from the published claims that answer it and the stories that follow it.

    ``silent`` are the articles of those stories in which none of the answers stands: silence is data.
    """
    answers = [document for document in claims if question_id in _questions_of(document)]
    if not answers:
        return None
    asked = {
        language: content["question"]
        for document in reversed(answers)
        for language, content in contents(document).items()
        if content["question"]
    }
    first = next(iter(asked.values()))
    ids = [document["id"] for document in answers]
    return {
        "id": question_id,
        "slug": pair({language: part["slug"] for language, part in asked.items()}),
        "wording": pair({language: part["wording"] for language, part in asked.items()}),
        "subject": first["subject"],
        "measure": first["measure"],
        "scope": first["scope"],
        "note": pair({language: part["note"] for language, part in asked.items()}),
        "answers": ids,
        "relations": _relations_among(answers),
        "resolved": _resolved(question_id, stories),
        "silent": _silent(answers, stories),
    }


def _questions_of(document: Json) -> set[str]:
    return {content["question"]["id"] for content in contents(document).values() if content["question"]}


def _relations_among(answers: list[Json]) -> list[Json]:
    """Each relation once, as the page that was reviewed last tells it: either of the two may be the first to."""
    ids = {document["id"] for document in answers}
    found: dict[tuple[str, str], Json] = {}
    for document in sorted(answers, key=_reviewed_at):
        for relation in lead(document)["relations"]:
            if relation["other"] in ids:
                ends = (document["id"], relation["other"])
                a, b = ends if relation["direction"] == "to" else ends[::-1]
                found[a, b] = relation_pair(a, b, _alike(leading(document), "relations", _told, relation))
    return [found[key] for key in sorted(found)]


def _told(relation: Json) -> tuple[str, str, str]:
    return (relation["other"], relation["direction"], relation["type"]["code"])


def _reviewed_at(document: Json) -> str:
    return str(max(part["reviewed"]["at"] for part in document["languages"].values() if part))


def relation_pair(a: str, b: str, same: dict[str, Json]) -> Json:
    """A relation with its words in both languages."""
    return {
        "type": label_pair({language: part["type"] for language, part in same.items()}),
        "a": a,
        "b": b,
        "why": pair({language: part["why"] for language, part in same.items()}),
        "resolution": pair({language: part["resolution"] for language, part in same.items()}),
    }


def _resolved(question_id: str, stories: list[Json]) -> Json | None:
    """The reviewed answer to the question, from the story that gives one (the newest, where several do)."""
    for story in sorted(stories, key=lambda document: (document["at"], document["id"]), reverse=True):
        given = {
            language: answer
            for language, content in contents(story).items()
            for answer in content["summary"]["answers"]
            if answer["question"] == question_id
        }
        if given:
            return {
                "text": pair({language: answer["text"] for language, answer in given.items()}),
                "story": story["id"],
                "cites": next(iter(given.values()))["cites"],
            }
    return None


def _silent(answers: list[Json], stories: list[Json]) -> list[Json]:
    spoken = {occurrence["article"]["id"] for document in answers for occurrence in lead(document)["occurrences"]}
    silent: dict[str, Json] = {}
    for story in stories:
        found = contents(story)
        for article in next(iter(found.values()))["articles"] if found else []:
            if article["id"] not in spoken:
                silent[article["id"]] = article_pair(
                    {
                        language: other
                        for language, content in found.items()
                        for other in content["articles"]
                        if other["id"] == article["id"]
                    }
                )
    return list(silent.values())
