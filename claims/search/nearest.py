"""By which words a sentence finds the claims that it may repeat, answer or contradict.

Our words, the engine's index: both engines give the same answer. What is compared are the words that ``arabic.terms``
makes, and the scores are counted here. A sentence is looked up by its rarest words, so the number of claims costs
little; the number of queries is the same for any number of sentences and claims.
"""

from __future__ import annotations

import heapq
import json
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from django.db import connection
from django.db.models.expressions import RawSQL

from ..arabic import fold, stem, terms
from ..models import LONGEST_TERM, Claim, ClaimTerm, SourceAlias
from ..names import Finder

EACH = 6  # claims that a sentence is set against
POSTINGS = 20_000  # rows that are read for all sentences of an article together
COMMON = 2_000  # claims; a word that stands in more is weighed as one of these, and not looked up
RARE = 12  # words of a sentence that are looked up at most
LEAST = 2  # words that sentence and claim must share; one suffices where a claim has no more
MOST_WORDS = 4_000  # different words of an article; what is longer has said by then what it is about
NAME_WORDS = 4  # words of a name that is looked up

_Words = list[str]


def index_words(texts: Iterable[str]) -> set[str]:
    """The words under which a claim is found."""
    return {word[:LONGEST_TERM] for text in texts for word in terms(text) if len(word) > 1}


def index_claim(claim: Claim, texts: Iterable[str]) -> None:
    """Bring the index of a claim up to its wordings; called by the verbs that write them."""
    wanted = index_words(texts)
    have = set(ClaimTerm.objects.filter(claim=claim).values_list("term", flat=True))
    if have - wanted:
        ClaimTerm.objects.filter(claim=claim, term__in=have - wanted).delete()
    ClaimTerm.objects.bulk_create([ClaimTerm(claim=claim, term=word) for word in sorted(wanted - have)])


def newest_texts(claim: Claim) -> list[str]:
    """The wordings of a claim that are in use, one for each language."""
    rows = claim.texts.select_related("text").order_by("language", "number")
    return list({row.language: row.text.text for row in rows}.values())


@dataclass(frozen=True)
class Known:
    """Names of a text that the desk knows: every spelling of each, and who it is."""

    names: Mapping[str, int] = field(default_factory=dict)
    finder: Finder[int] = field(default_factory=lambda: Finder[int]({}))

    def other_words(self, sentence: str) -> set[str]:
        """The words of the other spellings of those whom a sentence names."""
        named = {mention.key for mention in self.finder.find(sentence)}
        return index_words(name for name, who in self.names.items() if who in named) if named else set()


def known_names(text: str) -> Known:
    """The sources whom a text names in any spelling. Two queries."""
    folded = [fold(word) for word in text.split()][:MOST_WORDS]
    bare = [word.strip("«»\"'()[]{}.,،؛:!?؟…“”") for word in folded]
    found = {" ".join(bare[at : at + size]) for size in range(1, NAME_WORDS + 1) for at in range(len(bare))}
    found |= {stem(name) for name in found}
    sources = set(SourceAlias.objects.filter(fold__in=_listed(found)).values_list("source", "source__merged_into"))
    ids = {merged or source for source, merged in sources}
    rows = SourceAlias.objects.filter(source__in=ids).order_by("pk").values_list("words", "source")
    names = dict(rows)
    return Known(names, Finder(names))


def nearest(sentences: Sequence[str], known: Known | None = None, *, each: int = EACH) -> list[list[int]]:
    """For each sentence the keys of the claims that share its rarest words, the likeliest first. Three queries."""
    wanted = [_wanted(sentence, known) for sentence in sentences]
    words = list(dict.fromkeys(word for row in wanted for word in row))[:MOST_WORDS]
    spread = _spread(words)
    if not spread:
        return [[] for _ in sentences]
    total = max(Claim.objects.count(), 1)
    weights = {word: math.log(1 + total / count) for word, count in spread.items()}
    postings = _postings(_affordable(wanted, spread))
    return [_best(row, weights, postings, each) for row in wanted]


def _listed(words: Collection[str]) -> RawSQL:
    """Words as one parameter instead of thousands, which either engine would be slower to parse than to look up."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::text[]) AS word", [list(words)])
    return RawSQL("SELECT value AS word FROM json_each(%s)", [json.dumps(list(words))])


def _wanted(sentence: str, known: Known | None) -> _Words:
    own = index_words([sentence])
    return sorted(own | (known.other_words(sentence) if known else set()))


def _spread(words: Sequence[str]) -> dict[str, int]:
    """In how many claims each word stands, as far as it matters: what stands in more than ``COMMON`` is not counted on.

    Counting "said" through a hundred thousand claims would cost more than all else; each word stops at the limit.
    """
    if not words:
        return {}
    table = connection.ops.quote_name(ClaimTerm._meta.db_table)
    listed = _listed(words)
    sql = (
        "SELECT wanted.word, (SELECT COUNT(*) FROM (SELECT 1 FROM "  # noqa: S608 - our own table
        f"{table} known WHERE known.term = wanted.word LIMIT {COMMON + 1}) counted) "
        f"FROM ({listed.sql}) wanted"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, listed.params)
        return {word: count for word, count in cursor.fetchall() if count}


def _affordable(wanted: Sequence[_Words], spread: Mapping[str, int]) -> list[str]:
    """The rarest words of each sentence, all together within what may be read."""
    chosen: dict[str, int] = {}
    for row in wanted:
        # What stands everywhere tells nothing and would be read to the last row: "said" alone finds no claim.
        known = sorted(
            (word for word in row if 0 < spread.get(word, 0) <= COMMON), key=lambda word: (spread[word], word)
        )
        chosen |= {word: spread[word] for word in known[:RARE]}
    left, found = POSTINGS, []
    for word in sorted(chosen, key=lambda word: (chosen[word], word)):
        left -= chosen[word]
        if left < 0:
            break
        found.append(word)
    return found


def _postings(words: Sequence[str]) -> dict[str, list[int]]:
    """The claims of each word, in no order: sorting words costs PostgreSQL more than finding them.

    Those in the trash are few and have an index; joining the claims would read every one of them.
    """
    found: dict[str, list[int]] = defaultdict(list)
    trashed = Claim.objects.filter(trashed_at__isnull=False).values("pk")
    rows = ClaimTerm.objects.filter(term__in=_listed(words)).exclude(claim__in=trashed).order_by()
    for word, claim in rows.values_list("term", "claim"):
        found[word].append(claim)
    return found


def _best(row: _Words, weights: Mapping[str, float], postings: Mapping[str, list[int]], each: int) -> list[int]:
    found = [(weights[word], postings[word]) for word in row if word in postings]
    shared = Counter(chain.from_iterable(claims for _, claims in found))
    scores = {claim: 0.0 for claim, count in shared.items() if count >= LEAST}
    for weight, claims in found:
        for claim in scores.keys() & claims if scores else ():
            scores[claim] += weight
    return heapq.nsmallest(each, scores, key=lambda claim: (-round(scores[claim], 6), claim))
