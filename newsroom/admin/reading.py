"""What a proof holds, as lines that can be read and compared. A line is the name of its part and its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from claims.choices import NotePurpose
from claims.models import Claim

Line = tuple[str, str]
Json = dict[str, Any]


def claim_names(content: Json) -> dict[str, str]:
    """The desk's words for every claim that a proof names by id, in one query."""
    wanted = {each["other"] for each in content.get("relations", [])} | set(content.get("claims", []))
    for sentence in _sentences(content):
        wanted |= set(sentence["cites"])
    wanted |= {item["claim"] for item in content.get("timeline", []) if item["claim"]}
    wanted |= {pin["claim"] for pin in content.get("pins", [])}
    return dict(Claim.objects.filter(public_id__in=wanted).values_list("public_id", "label"))


def lines(content: Json | None, names: Mapping[str, str]) -> list[Line]:
    """All that a proof would publish, line by line."""
    if not content:
        return []
    makers = {"claim": _claim, "story": _story, "scale": _scale, "note": _note}
    return [(part, words) for part, words in makers[content["kind"]](content, names) if words]


# What of a verification tells how it rates its claim, and what stands there while that is hidden.
_TELLING: Json = {
    "verdict": None,
    "rationale": None,
    "unknowns": None,
    "searches": [],
    "inquiries": [],
    "no_inquiry_reason": None,
    "recheck_by": None,
    "change": None,
}


def veiled(content: Json) -> Json:
    """A claim's proof without its rating and without all that would tell it."""
    if not content:
        return {}
    found = content["verification"]
    evidence = [{**piece, "stance": None, "note": None} for piece in found["evidence"]]
    return {**content, "verification": {**found, **_TELLING, "evidence": evidence}}


def _sentences(content: Json) -> Iterator[Json]:
    summary = content.get("summary") or {"paragraphs": [], "answers": []}
    for part in summary["paragraphs"]:
        yield from part["sentences"]
    yield from summary["answers"]


def _claim(content: Json, names: Mapping[str, str]) -> Iterator[Line]:
    found = content["verification"]
    yield _("Sentence"), content["text"]
    yield _("Short form"), content["short"]
    yield _("Checkability"), _label(content["checkability"])
    for quantity in content["quantities"]:
        yield _("Quantity"), _joined(quantity["subject"], quantity["measure"], quantity["words"], quantity["completed"])
    yield _("Question"), (content["question"] or {}).get("wording") or ""
    yield _("Rating"), _label(found["verdict"])
    yield _("As of"), found["as_of"]
    yield _("Look again by"), found["recheck_by"] or ""
    for paragraph in (found["rationale"] or "").splitlines():
        yield _("Rationale"), paragraph
    yield _("What would settle it"), found["unknowns"] or ""
    for search in found["searches"]:
        yield _("Looked for"), _joined(search.get("what"), search.get("where"), search.get("on"))
    yield from _evidence(found)
    yield from _replies(found)
    if found["change"]:
        yield _("Change"), _joined(_label(found["change"]["kind"]), found["change"]["note"])
    for occurrence in content["occurrences"]:
        yield from _occurrence(occurrence)
    for relation in content["relations"]:
        other = names.get(relation["other"], relation["other"])
        yield _("Relation"), _joined(_label(relation["type"]), other, relation["why"], relation["resolution"])


def _evidence(found: Json) -> Iterator[Line]:
    for piece in found["evidence"]:
        kinds = ", ".join(word for word in (_label(piece["kind"]), _label(piece["stance"])) if word)
        quote = f"«{piece['quote']}»" if piece["quote"] else ""
        yield _("Evidence"), _joined(piece["title"], kinds, piece["published"], piece["url"], piece["note"], quote)


def _replies(found: Json) -> Iterator[Line]:
    for inquiry in found["inquiries"]:
        for step in inquiry["steps"]:
            yield _("Right of reply"), _joined(inquiry["to"]["name"], _label(step["kind"]), step["at"], step["line"])
    yield _("Why no one was asked"), found["no_inquiry_reason"] or ""


def _occurrence(occurrence: Json) -> Iterator[Line]:
    article = occurrence["article"]
    outlet = (article["outlet"] or {}).get("name") or ""
    yield _("Stands in"), _joined(article["title"], outlet, _label(occurrence["stance"]), _label(occurrence["mode"]))
    yield _("Quote"), f"«{occurrence['quote']}»" if occurrence["quote"] else ""
    yield _("Folds to"), (occurrence["core"] or {}).get("text") or ""
    yield _("Note"), occurrence["note"] or ""
    for chain in occurrence["chains"]:
        links = [(hop["source"] or {}).get("name") or hop["words"] or _label(hop["naming"]) for hop in chain["hops"]]
        yield _("Chain"), _joined(" ← ".join(links), _label(chain["grade"]))


def _story(content: Json, names: Mapping[str, str]) -> Iterator[Line]:
    yield _("Title"), content["title"]
    yield _("Dek"), content["dek"] or ""
    yield _("State"), _label(content["state"])
    for place, part in enumerate(content["summary"]["paragraphs"], 1):
        for sentence in part["sentences"]:
            yield _("Paragraph %(number)s") % {"number": place}, _cited(sentence, names)
    for answer in content["summary"]["answers"]:
        yield _("Answer"), _cited(answer, names)
    for pin in content["pins"]:
        rated = _label(pin["verdict"]) or _label(pin["checkability"])
        number = f"{pin['verification']}" if pin["verification"] else _("no published verification")
        yield _("Rests on"), _joined(names.get(pin["claim"], pin["claim"]), rated, number)
    for claim in content["claims"]:
        yield _("Claim"), names.get(claim, claim)
    for article in content["articles"]:
        yield _("Article"), _joined(article["title"], (article["outlet"] or {}).get("name"))
    for item in content["timeline"]:
        guessed = _("inferred") if item["inferred"] else ""
        yield _("Timeline"), _joined(item["date"], guessed, item["text"], names.get(item["claim"] or "", ""))
    if content["change"]:
        change = content["change"]
        yield _("Change"), _joined(_label(change["kind"]), change["said"], change["says"], change["why"])


def _cited(sentence: Json, names: Mapping[str, str]) -> str:
    cited = "; ".join(names.get(claim, claim) for claim in sentence["cites"])
    return f"{sentence['text']} [{cited}]" if cited else str(sentence["text"])


def _scale(content: Json, names: Mapping[str, str]) -> Iterator[Line]:
    for verdict in content["verdicts"]:
        retired = _("retired") if verdict["retired"] else ""
        yield _("Rating"), _joined(verdict["label"], verdict["definition"], retired)
    for word in content["checkability"]:
        yield _("Checkability"), _label(word)


def _note(content: Json, names: Mapping[str, str]) -> Iterator[Line]:
    purpose = content.get("purpose")
    yield _("For"), str(NotePurpose(purpose).label) if purpose else ""
    yield _("Legal reference; stays in the house"), content.get("reference") or ""
    yield _("Note in Arabic"), content["note"]["ar"] or ""
    yield _("Note in English"), content["note"]["en"] or ""
    yield _("Replaced by"), content["replaced_by"] or ""


def _label(part: Json | None) -> str:
    return str(part["label"]) if part else ""


def _joined(*parts: Any) -> str:
    """Parts of either direction in one line: each is isolated (U+2068, U+2069), or figures would change places."""
    return " · ".join(f"\u2068{part}\u2069" for part in parts if part)
