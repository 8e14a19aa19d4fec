"""Publications as partners get them. Pure functions over published documents; the shapes stand in serializers.py."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import translation

from claims.canonical import utc_stamp
from claims.choices import LANGUAGES

from ..choices import Cause, GoneNotice, Notice, PublicationKind
from ..documents.cards import Json, across, card, contents, label_pair, verdict_pair
from ..models import Publication
from ..pages import absolute, address, data, listing, slug_of
from ..querysets import GONE
from .reading import CURRENT, standing, state_of
from .serializers import CONTENT

# Causes whose document carries words of its own beside the content: a notice, or the note that two people approved.
WORDED = (*GONE, Cause.RESTORED)


def item(row: Publication, *, whole: bool) -> Json:
    """A publication as an object of a list; ``whole`` embeds its document."""
    document: Json = row.document.json or _erased(row)
    state = standing(row)
    urls = _urls(document)
    shown = state == CURRENT
    found = {
        "id": row.public_id,
        "kind": row.kind,
        "url": next((url for url in urls.values() if url), None),
        "urls": urls,
        "api_url": absolute(data(row.kind, row.public_id)),
        "version": row.version,
        "sequence": row.sequence.n,
        "digest": row.digest,
        "state": state,
        "cause": row.cause,
        "languages": languages(document) if shown else [],
        "first_published": document["first_published"],
        "updated": document["at"],
        **words_of(document),
        **(CONTENTS[PublicationKind(row.kind)](document) if shown else dict.fromkeys(CONTENT[row.kind])),
    }
    return found | ({"document": document if shown else None} if whole else {})


def _erased(row: Publication) -> Json:
    """What may be said of a document whose text a redaction took."""
    at = utc_stamp(row.at)
    return {"kind": row.kind, "id": row.public_id, "cause": Cause.REDACTED, "at": at, "first_published": at}


def tombstone(row: Publication) -> Json:
    """What is left of something withdrawn."""
    return {name: value for name, value in item(row, whole=False).items() if name not in CONTENT[row.kind]}


def words_of(document: Json | None) -> Json:
    """What a taken-down or restored document says of itself."""
    found = document or {}
    return {
        "notice": _notice(found.get("notice"), found.get("cause")),
        "reason": found.get("note"),
        "replaced_by": found.get("replaced_by"),
    }


def _notice(code: str | None, cause: str | None) -> Json | None:
    if code is None:
        return None
    label = {}
    choices = Notice if cause == Cause.WITHHELD else GoneNotice
    for language in LANGUAGES:
        with translation.override(language):
            label[language] = str(choices(code).label)
    return {"code": code, "label": label}


def languages(document: Json) -> list[str]:
    """The languages in which a document says something."""
    kind = document["kind"]
    if kind == PublicationKind.CORRECTION:
        words: Json = document["correction"]["why"]
    elif kind in (PublicationKind.QUESTION, PublicationKind.SOURCE):
        words = document["wording"] if kind == PublicationKind.QUESTION else document["name"]
    else:
        words = contents(document)
    return [language for language in LANGUAGES if words.get(language)]


def _urls(document: Json) -> dict[str, str | None]:
    gone = document["cause"] in GONE
    spoken = LANGUAGES if gone else languages(document)
    return {language: _url(document, language, gone) if language in spoken else None for language in LANGUAGES}


def _url(document: Json, language: str, gone: bool) -> str:
    kind = document["kind"]
    if kind == PublicationKind.SCALE:
        return absolute(listing(PublicationKind.SCALE.path, language))
    slug = None if gone or kind == PublicationKind.CORRECTION else slug_of(document, language)
    return absolute(address(kind, document["id"], slug, language))


def link(kind: str, public_id: str) -> Json:
    """Another public id and where to get it."""
    return {"id": public_id, "api_url": absolute(data(kind, public_id))}


def links(kind: str, public_ids: Iterable[str]) -> list[Json]:
    """Several of one kind, in the order given, each once."""
    return [link(kind, public_id) for public_id in dict.fromkeys(public_ids)]


# --- What each kind shows of itself in a list ------------------------------------------------------------------------


def _story(document: Json) -> Json:
    found = contents(document)
    claims = [claim for content in found.values() for claim in content["claims"]]
    questions = [question for content in found.values() for question in content["questions"]]
    return {
        "title": across(found, "title"),
        "dek": across(found, "dek"),
        "story_state": label_pair({language: content["state"] for language, content in found.items()}),
        "lags": document["lags"],
        "under_review": document["under_review"],
        "verdict_changes": document["verdict_changes"],
        "links": {
            "claims": links(PublicationKind.CLAIM, claims),
            "questions": links(PublicationKind.QUESTION, questions),
        },
    }


def _claim(document: Json) -> Json:
    shown = card(document)
    asked = [shown["question"]] if shown["question"] else []
    return {
        **{name: shown[name] for name in ("text", "short", "checkability", "verdict", "as_of", "verification")},
        "verdict_since": shown["since"],
        "lags": document["lags"],
        "quantities": shown["quantities"],
        "origins": shown["origins"],
        "links": {
            "questions": links(PublicationKind.QUESTION, asked),
            "stories": links(PublicationKind.STORY, (story["id"] for story in document["live"]["stories"])),
            "related": links(PublicationKind.CLAIM, document["live"]["relations"]),
            "sources": links(PublicationKind.SOURCE, _recorded(document)),
        },
    }


def _recorded(document: Json) -> Iterable[str]:
    """The sources with a public record on which a claim's occurrences hang."""
    for content in contents(document).values():
        for occurrence in content["occurrences"]:
            article = occurrence["article"]
            agents = [article["outlet"], article["translator"], *article["authors"]]
            agents += [hop["source"] for chain in occurrence["chains"] for hop in chain["hops"]]
            yield from (agent["id"] for agent in agents if agent and agent["record"])


def _question(document: Json) -> Json:
    return {
        **{name: document[name] for name in ("wording", "subject", "measure", "scope", "note", "resolved")},
        "links": {
            "claims": links(PublicationKind.CLAIM, document["answers"]),
            "stories": links(PublicationKind.STORY, (story["id"] for story in document["stories"])),
        },
    }


def _source(document: Json) -> Json:
    return {
        **{name: document[name] for name in ("name", "source_kind", "counts")},
        "links": {"claims": links(PublicationKind.CLAIM, (line["card"]["id"] for line in document["claims"]))},
    }


def _correction(document: Json) -> Json:
    found = document["correction"]
    of = found["of"]
    return {
        "correction_kind": found["kind"],
        **{name: found[name] for name in ("said", "says", "why", "verdict_before", "verdict_after")},
        "of": {**link(of["kind"], of["id"]), "kind": of["kind"], "title": of["title"], "version": of["version"]},
    }


def _scale(document: Json) -> Json:
    return {"verdicts": [verdict["code"] for verdict in ratings(document)]}


CONTENTS = {
    PublicationKind.STORY: _story,
    PublicationKind.CLAIM: _claim,
    PublicationKind.QUESTION: _question,
    PublicationKind.SOURCE: _source,
    PublicationKind.CORRECTION: _correction,
    PublicationKind.SCALE: _scale,
}


# --- Versions, changes, ratings --------------------------------------------------------------------------------------


def content_url(row: Publication) -> str:
    """Where the canonical bytes of a publication are."""
    return absolute(f"{data(row.kind, row.public_id)}/versions/{row.version}/content")


def change(row: Publication, now: str, document: Json | None) -> Json:
    """A line of the sequence. ``now`` is the cause at which its public id stands today; ``document`` is given for
    causes that have words of their own."""
    gone = row.cause in GONE
    return {
        "n": row.sequence.n,
        "kind": row.kind,
        "id": row.public_id,
        "version": row.version,
        "cause": row.cause,
        "at": utc_stamp(row.at),
        "digest": row.digest,
        "state": state_of(now),
        "tombstone": gone,
        "url": _bare_url(row),
        "api_url": absolute(data(row.kind, row.public_id)),
        "document": content_url(row) if gone or state_of(now) == CURRENT else None,
        **words_of(document),
    }


def _bare_url(row: Publication) -> str:
    """The address without a slug, which leads to the one with it; Arabic unless it is published in English alone."""
    language = "en" if row.proof_en_id and not row.proof_ar_id else "ar"
    if row.kind == PublicationKind.SCALE:
        return absolute(listing(PublicationKind.SCALE.path, language))
    return absolute(address(row.kind, row.public_id, None, language))


def version(row: Publication, now: Publication) -> Json:
    """A line of the list of versions."""
    gone = row.cause in GONE
    return {
        "version": row.version,
        "sequence": row.sequence.n,
        "cause": row.cause,
        "at": utc_stamp(row.at),
        "digest": row.digest,
        "current": row.version == now.version,
        "api_url": absolute(f"{data(row.kind, row.public_id)}/versions/{row.version}"),
        "document": content_url(row) if gone or state_of(now.cause) == CURRENT else None,
    }


def ratings(document: Json) -> list[Json]:
    """The ratings of a published scale in its order, each with its words in both languages."""
    found: dict[str, dict[str, Json]] = {}
    for language, content in contents(document).items():
        for verdict in content["verdicts"]:
            found.setdefault(verdict["code"], {})[language] = verdict
    return [_rating(verdict) for verdict in found.values()]


def _rating(by_language: dict[str, Json]) -> Json:
    first = next(iter(by_language.values()))
    pair: dict[str, Any] = verdict_pair(dict(by_language)) or {}
    return {**pair, **{name: first[name] for name in ("needs_evidence", "mapping", "retired")}}


def verdict(row: Publication, rating: Json, *, whole: bool) -> Json:
    """A rating as an object of a list: the scale that holds it lends it version, digest and dates."""
    scale = item(row, whole=whole)
    return {
        **{name: value for name, value in scale.items() if name not in CONTENT[row.kind]},
        "id": rating["code"],
        "kind": "verdict",
        "api_url": absolute(f"/api/v1/verdicts/{rating['code']}"),
        **rating,
        "scale": scale["api_url"],
    }
