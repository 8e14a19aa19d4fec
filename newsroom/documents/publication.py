"""Whole documents, as they leave the house."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from claims.canonical import utc_stamp
from claims.choices import LANGUAGES, Decision
from claims.models import Editor, Proof

from ..models.published import SCHEMA_VERSION, Publication
from .cards import (
    Json,
    across,
    agent_pair,
    article_pair,
    card,
    changed,
    contents,
    current_verdict,
    label_pair,
    lead,
    pair,
    rivals,
    verdict_pair,
    worst_grade,
)

# Causes under which a page keeps what was said when it was put back.
CARRIED = ("refreshed", "verdict_changed")
# What two documents of one public id may differ in without saying anything new.
PASSING = ("version", "cause", "at", "by", "previous", "history", "first_published")


def same_matter(one: Json, other: Json) -> bool:
    """Whether two documents say the same, whenever and however often they were published."""
    return {k: v for k, v in one.items() if k not in PASSING} == {k: v for k, v in other.items() if k not in PASSING}


def byline(editor: Editor, language: str) -> str | None:
    """A name that readers may see; ``None`` for an editor without a public byline."""
    return editor.name_in(language) if editor.public_byline else None


def proof_part(proof: Proof, language: str) -> Json:
    """One language of a document: the content that was approved, who wrote it and who reviewed it."""
    approvals = proof.reviews.filter(decision=Decision.APPROVE).select_related("reviewer").order_by("pk")
    authors = proof.authors.select_related("editor").order_by("editor_id")
    return {
        "proof": proof.document_id,
        "content": proof.document.json,
        "authors": [byline(author.editor, language) for author in authors],
        "reviewed": {
            "by": [byline(review.reviewer, language) for review in approvals],
            "at": utc_stamp(max(review.at for review in approvals)),
        },
    }


def head(*, kind: str, public_id: str, cause: str, by: Editor, at: dt.datetime, previous: Publication | None) -> Json:
    """What stands around every document. ``previous`` is the publication before it of the same public id."""
    before = previous.document.json if previous else None
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": str(kind),
        "id": public_id,
        "version": previous.version + 1 if previous else 1,
        "cause": str(cause),
        "at": utc_stamp(at),
        "by": pair({language: byline(by, language) for language in LANGUAGES}),
        "first_published": before["first_published"] if before else utc_stamp(at),
        "previous": previous.version if previous else None,
        "notice": None,
        # What was said when a page was put back stays on it while nothing but its surroundings changes.
        "note": before["note"] if before and cause in CARRIED else None,
        "replaced_by": None,
    }


def gone_document(base: Json, *, notice: str | None = None) -> Json:
    """A document that holds no content any more: a neutral notice, or the approved note that ``base`` carries."""
    return {**base, "notice": notice}


def _history(base: Json, previous: Publication | None, line: Json) -> list[Json]:
    """The changes of a public id, newest first; refreshes say nothing new and are left out."""
    before = _last_with(previous, "history")
    first = {"version": base["version"], "at": base["at"], "cause": base["cause"], **line}
    return [first, *before] if base["cause"] != "refreshed" else before


def _last_with(previous: Publication | None, name: str) -> list[Json]:
    """A list from the newest earlier document that has one: notices in between carry none."""
    if previous is None:
        return []
    found = previous.document.json.get(name)
    if found is not None:
        return list(found)
    earlier = Publication.objects.of(previous.public_id).filter(version__lt=previous.version).select_related("document")
    return next((list(row.document.json[name]) for row in earlier if name in (row.document.json or {})), [])


def claim_document(
    base: Json,
    *,
    proofs: dict[str, Proof | None],
    previous: Publication | None,
    others: dict[str, Json],
    stories: list[Json],
) -> Json:
    """A claim's document. ``others`` are the published documents of related claims, ``stories`` of its stories."""
    parts = {language: proof_part(proof, language) if proof else None for language, proof in proofs.items()}
    document: Json = {**base, "languages": parts}
    newest = lead(document)["verification"]["number"]
    document["lags"] = [
        language for language, content in contents(document).items() if content["verification"]["number"] < newest
    ]
    verdict = current_verdict(document)
    document["verdict_since"] = _verdict_since(base, verdict, previous)
    related = {relation["other"] for content in contents(document).values() for relation in content["relations"]}
    document["live"] = {
        "relations": {other: card(others[other]) for other in sorted(related) if other in others},
        "stories": [story_line(story) for story in stories],
    }
    document["history"] = _history(base, previous, {"verdict": verdict, "change": _change(document, previous)})
    return document


def _verdict_since(base: Json, verdict: Json | None, previous: Publication | None) -> str:
    before = previous.document.json if previous else None
    if before and before.get("languages"):
        was = current_verdict(before)
        if (was or {}).get("code") == (verdict or {}).get("code"):
            return str(before["verdict_since"])
    return str(base["at"])


def _change(document: Json, previous: Publication | None) -> Json | None:
    """What a correction says of itself, in the languages that it changes; a refresh or a new badge says nothing."""
    if document["cause"] != "corrected":
        return None
    before = previous.document.json if previous else None
    found = {language: _own_change(content) for language, content in changed(document, before).items()}
    changes = {language: change for language, change in found.items() if change}
    if not changes:
        return None
    return {
        "kind": label_pair({language: change["kind"] for language, change in changes.items()}),
        "note": pair({language: change.get("note") or change.get("why") for language, change in changes.items()}),
    }


def _own_change(content: Json) -> Json | None:
    own: Json | None = (content["verification"] if content["kind"] == "claim" else content)["change"]
    return own


def story_line(story: Json) -> Json:
    """A story as other pages name it."""
    found = contents(story)
    return {"id": story["id"], "slug": across(found, "slug"), "title": across(found, "title")}


def story_document(
    base: Json,
    *,
    proofs: dict[str, Proof | None],
    previous: Publication | None,
    claims: dict[str, Json],
    answers: dict[str, list[Json]],
    lags: list[str],
) -> Json:
    """A story's document. ``claims`` are the published documents of its claims, ``answers`` those of each question."""
    parts = {language: proof_part(proof, language) if proof else None for language, proof in proofs.items()}
    document: Json = {**base, "languages": parts, "lags": lags}
    shown = list(dict.fromkeys(claim for content in contents(document).values() for claim in content["claims"]))
    asked = list(dict.fromkeys(each for content in contents(document).values() for each in content["questions"]))
    questions = {each: rivals(each, answers.get(each, []), [document]) for each in asked}
    cards = {claim: card(claims[claim]) for claim in shown if claim in claims}
    for question in asked:
        for answer in answers.get(question, []):
            cards.setdefault(answer["id"], card(answer))
    document["live"] = {"claims": cards, "questions": {key: value for key, value in questions.items() if value}}
    document["verdict_changes"] = _verdict_changes(document, cards)
    document["under_review"] = bool(document["verdict_changes"])
    document["history"] = _history(base, previous, {"verdict": None, "change": _change(document, previous)})
    return document


def _verdict_changes(document: Json, cards: dict[str, Json]) -> list[Json]:
    """Cited claims whose rating is another than the one that the approved text was written on (law 4)."""
    pinned: dict[str, dict[str, Json]] = {}
    for language, content in contents(document).items():
        for pin in content["pins"]:
            pinned.setdefault(pin["claim"], {})[language] = pin
    changes = []
    for claim, by_language in sorted(pinned.items()):
        now = cards.get(claim)
        if now is None or now["standing"] != "current":
            continue
        stale = {
            language: pin["verdict"]
            for language, pin in by_language.items()
            if (pin["verdict"] or {}).get("code") != (now["verdict"] or {}).get("code")
        }
        if stale:
            changes.append({"claim": claim, "was": verdict_pair(stale), "now": now["verdict"], "since": now["since"]})
    return changes


def question_document(base: Json, question_id: str, claims: list[Json], stories: list[Json]) -> Json | None:
    """A question's document; ``None`` when no published claim answers it any more."""
    found = rivals(question_id, claims, stories)
    if found is None:
        return None
    answering = [document for document in claims if document["id"] in found["answers"]]
    return {
        **base,
        **{key: value for key, value in found.items() if key != "id"},
        "claims": {document["id"]: card(document) for document in answering},
        "stories": [story_line(story) for story in stories],
        "articles": _articles(answering, stories),
        "scale": _scale(found, answering),
    }


def _articles(answering: list[Json], stories: list[Json]) -> list[Json]:
    found: dict[str, dict[str, Json]] = {}
    for story in stories:
        for language, content in contents(story).items():
            for article in content["articles"]:
                found.setdefault(article["id"], {})[language] = article
    for document in answering:
        for language, content in contents(document).items():
            for occurrence in content["occurrences"]:
                found.setdefault(occurrence["article"]["id"], {}).setdefault(language, occurrence["article"])
    return [article_pair(parts) for parts in found.values()]


def _scale(found: Json, answering: list[Json]) -> Json | None:
    """Bars on one scale, only where subject, measure and unit of all numeric answers agree and none speaks of
    another scope (law 8)."""
    if any(relation["type"]["code"] in {"different_scope", "not_comparable"} for relation in found["relations"]):
        return None
    if any((relation["resolution"] or {}).get(language) for relation in found["relations"] for language in LANGUAGES):
        return None
    bars = [
        {"claim": document["id"], "value": quantity["value"], "comparator": quantity["comparator"]}
        | {"_kind": (quantity["subject"], quantity["measure"], quantity["unit"])}
        for document in answering
        for quantity in lead(document)["quantities"]
        if quantity["measure"] == found["measure"] and quantity["value"] is not None
    ]
    kinds = {bar.pop("_kind") for bar in bars}
    if len(kinds) != 1 or len(bars) < 2:
        return None
    return {"unit": next(iter(kinds))[2], "max": max((bar["value"] for bar in bars), key=float), "bars": bars}


def source_document(base: Json, source_id: str, claims: list[Json]) -> Json | None:
    """A source's record: in which published claims it appears, how, and with what result. Counts, never a score."""
    lines: list[Json] = []
    names: dict[str, Json] = {}
    relays: Counter[str] = Counter()
    relayed_by: Counter[str] = Counter()
    agents: dict[str, dict[str, Json]] = {}
    for document in claims:
        roles, grades = _roles(document, source_id, names, agents, relays, relayed_by)
        if roles:
            lines.append({"card": card(document), "roles": sorted(roles), "grades": sorted(grades)})
    agent = agent_pair({language: names[language] for language in LANGUAGES if language in names})
    if agent is None or not agent["record"]:
        return None
    return {
        **base,
        **{key: value for key, value in agent.items() if key not in {"id", "kind"}},
        "source_kind": agent["kind"],
        "claims": lines,
        "counts": _counts(lines),
        "relays": _agents(relays, agents),
        "relayed_by": _agents(relayed_by, agents),
    }


def _roles(
    document: Json,
    source_id: str,
    names: dict[str, Json],
    agents: dict[str, dict[str, Json]],
    relays: Counter[str],
    relayed_by: Counter[str],
) -> tuple[set[str], set[str]]:
    roles: set[str] = set()
    grades: set[str] = set()
    for language, content in contents(document).items():
        for occurrence in content["occurrences"]:
            here = _roles_in(occurrence, source_id)
            for agent in _agents_in(occurrence):
                agents.setdefault(agent["id"], {})[language] = agent
                if agent["id"] == source_id:
                    names[language] = agent
            if here and language == lead(document)["language"]:
                worst = worst_grade(occurrence["chains"])
                grades |= {worst["code"]} if worst else set()
                _count_relays(occurrence, source_id, here, relays, relayed_by)
            roles |= here
    return roles, grades


def _roles_in(occurrence: Json, source_id: str) -> set[str]:
    article = occurrence["article"]
    roles = set()
    if article["outlet"] and article["outlet"]["id"] == source_id:
        roles.add("outlet")
    if any(author and author["id"] == source_id for author in article["authors"]):
        roles.add("author")
    if any(
        hop["source"] and hop["source"]["id"] == source_id for chain in occurrence["chains"] for hop in chain["hops"]
    ):
        roles.add("hop")
    return roles


def _agents_in(occurrence: Json) -> list[Json]:
    article = occurrence["article"]
    found = [article["outlet"], article["translator"], *article["authors"]]
    found += [hop["source"] for chain in occurrence["chains"] for hop in chain["hops"]]
    return [agent for agent in found if agent]


def _count_relays(
    occurrence: Json, source_id: str, roles: set[str], relays: Counter[str], relayed_by: Counter[str]
) -> None:
    hops = [hop["source"]["id"] for chain in occurrence["chains"] for hop in chain["hops"] if hop["source"]]
    if roles & {"outlet", "author"}:
        relays.update(set(hops) - {source_id})
    outlet = occurrence["article"]["outlet"]
    if "hop" in roles and outlet:
        relayed_by.update({outlet["id"]} - {source_id})


def _agents(counted: Counter[str], agents: dict[str, dict[str, Json]]) -> list[Json]:
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [{"source": agent_pair(dict(agents[key])), "n": n} for key, n in ordered]


def _counts(lines: list[Json]) -> list[Json]:
    found: dict[str, Json] = {}
    for line in lines:
        verdict, checkability = line["card"]["verdict"], line["card"]["checkability"]
        key = verdict["code"] if verdict else checkability["code"] if checkability else "-"
        entry = found.setdefault(key, {"verdict": verdict, "checkability": None if verdict else checkability, "n": 0})
        entry["n"] += 1
    return [found[key] for key in sorted(found)]


def scale_document(base: Json, proofs: dict[str, Proof | None]) -> Json:
    """The rating scale's document."""
    parts = {language: proof_part(proof, language) if proof else None for language, proof in proofs.items()}
    return {**base, "languages": parts, "lags": []}


def correction_document(base: Json, correction: Json) -> Json:
    """A correction's document: what it said, what it says, why, and of what."""
    return {**base, "correction": correction}
