"""Finding what is tracked by a few typed words, as Arabic readers compare them.

Words are those of ``arabic.terms``, so both engines give the same answer; the last letters of a word may be missing,
because it is looked for while it is typed. The engine reads its index of words and never a table of texts.
"""

from __future__ import annotations

from django.db import connection
from django.db.models import Q, QuerySet

from ..arabic import fold, terms
from ..models import LONGEST_TERM, Claim, ClaimTerm, Source, SourceAlias
from ..models.base import PUBLIC_ID_LENGTH

_LAST = "\U0010ffff"


def beginning(term: str) -> Q:
    """Words of the index that begin with ``term``.

    SQLite compares without its index where it is asked for a beginning; a range says the same and is looked up.
    """
    short = term[:LONGEST_TERM]
    if connection.vendor == "sqlite":
        return Q(term__gte=short, term__lt=short + _LAST)
    return Q(term__startswith=short)


def claims_with(word: str) -> Q:
    """The condition under which a claim has ``word`` in its wordings; a word without letters is in none."""
    stems = terms(word)
    found = Q() if stems else Q(pk__in=[])
    for stem in stems:
        found &= Q(pk__in=ClaimTerm.objects.filter(beginning(stem)).values("claim"))
    return found


def named_by(words: list[str]) -> Q:
    """The condition under which a row is the one of the public id that was typed."""
    ids = [word.lower() for word in words if len(word) == PUBLIC_ID_LENGTH and word.isascii()]
    return Q(public_id__in=ids) if len(words) == 1 else Q(pk__in=[])


def find_claims(words: list[str]) -> QuerySet[Claim]:
    """Claims outside the trash with every word, the newest first."""
    found = Q()
    for word in words:
        found &= claims_with(word)
    return Claim.objects.live().filter(found | named_by(words)).order_by("-pk")


def find_sources(words: list[str]) -> QuerySet[Source]:
    """Sources in use of which one name has every word."""
    aliases = SourceAlias.objects.all()
    for word in words:
        aliases = aliases.filter(fold__contains=fold(word))
    return Source.objects.standing().filter(Q(pk__in=aliases.values("source")) | named_by(words)).order_by("pk")
