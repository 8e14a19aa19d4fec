"""Who speaks in an English sentence: where the subject of a verb begins and ends, and what kind of source it is."""

from __future__ import annotations

from typing import NamedTuple

from . import english_words as en
from .found import Kind, Sentence, Source

LONGEST = 24  # words of a source with its description
ARTICLES = frozenset(("the", "a", "an", "one", "two", "three", "several", "some", "many", "its", "his", "her", "their"))
CLOSED = frozenset((",", ".", ";", ":", "!", "?", '"', "(", ")", "–", "—", "", "،"))
SUBJECTS = frozenset(("he", "she", "they", "it", "we", "there", "i", "this", "these", "those"))
PAPERS = frozenset(("document", "impersonal", "unnamed_media"))


class Subject(NamedTuple):
    """The subject of a verb: the first word of the phrase, and who it is."""

    first: int
    source: Source | None
    kind: Kind


def kind_of(s: Sentence, first: int, past: int, *, strict: bool) -> Kind | None:
    """The kind of source that the words are; ``None`` where they are none."""
    words = [s[at] for at in range(first, past)]
    capital = [at for at in range(first, past) if s.raw(at)[:1].isupper()]
    named = [at for at in capital if at > 0 or past - first > 1 and at == first + 1 or s[at].isascii()]
    found = _by_noun(words) if words and words[0] not in {"no", "any", "every", "each"} else None
    if found:
        return _refined(words, found, bool([at for at in capital if at > first and s[at] not in en.NOUNS]))
    if not words or any(word in en.THINGS for word in words[:2]) or not named:
        return None
    if strict and (capital == [first] and first == 0 and past - first > 1 or words[0] in ARTICLES and not capital):
        return None
    if words[0] in {"a", "an", "one"}:
        return "anonymous_source"
    return "named_person" if len(capital) > 1 and words[0] not in ARTICLES else "named_org"


def _by_noun(words: list[str]) -> Kind | None:
    """The kind of the noun before "of", "at", "who" or a comma; "analysts at a bank" are analysts."""
    kind: Kind | None = None
    for word in words:
        if kind and (word in en.BORDERS or word in _AFTER_NOUN):
            return kind
        own = word.endswith("'s") or word.endswith("s'")
        kind = kind if own else en.NOUNS.get(word) or (kind if not kind or word not in en.THINGS else None)
    return kind


_AFTER_NOUN = en.AFTER_NOUN


def _refined(words: list[str], kind: Kind, named: bool) -> Kind:
    if kind == "named_person" and words[0] in {"a", "an", "one"} and not named:
        return "anonymous_source"
    if kind == "anonymous_source" and words[0] == "the" and named:
        return "named_person"
    return kind


# --- the subject before the verb


def subject(s: Sentence, verb_at: int, *, strict: bool) -> Subject | None:
    """The subject before a verb, with its description between commas, without auxiliaries and the time before it."""
    past = _subject_end(s, verb_at)
    first = _start(s, past)
    past -= s[past - 1] == "," and past > first + 1
    doing = next((at for at in range(first + 2, past) if s[at].endswith("ing") and s[at - 1] == ","), 0)
    if doing:
        kind = kind_of(s, first, doing - 1, strict=strict)
        begin = verb_at if s[doing] in {"citing", "quoting"} else first
        return Subject(begin, s.source(first, doing - 1, kind), kind) if kind else None
    first = _after_leading(s, first, past)
    if past == first + 1 and s[first] in SUBJECTS | {"who"}:
        return _meant(s, first)
    kind = kind_of(s, first, past, strict=strict) if first < past else None
    return Subject(first, s.source(first, past, kind), kind) if kind else None


def _subject_end(s: Sentence, verb_at: int) -> int:
    """Where the subject ends: before auxiliaries, "who", "(MPR)" and ", however,"."""
    past = verb_at
    while past > 0 and s[past - 1] in en.DROPPED:
        past -= 1
    past -= s[past - 1] == "who" and past > 1
    if s[past - 1] == ")":
        past = next((at for at in range(past - 2, max(0, past - 6), -1) if s[at] == "("), past)
    if s[past - 1] == "," and s[past - 2] in _SLIPPED and s[past - 3] == ",":
        past -= 3
    return past


_SLIPPED = frozenset(("however", "meanwhile", "though", "too", "also"))


def _meant(s: Sentence, first: int) -> Subject | None:
    """Whom a pronoun means: the last source named in the paragraph."""
    source = s.memory.last() if s[first] in {"he", "she", "they", "it", "who"} else None
    if source and s[first] == "they" and source.kind == "named_person":
        return None
    return Subject(first, source, source.kind) if source else None


def _start(s: Sentence, past: int) -> int:
    """Where the subject that ends before ``past`` begins; a description between commas belongs to it."""
    at = past
    if s[past - 1] == ",":
        at = back(s, past - 1, {","})
        if s[at - 1] != "," or at < 2 or not _describes(s, at):
            return back(s, past - 1, en.BORDERS)
        at -= 1
    return back(s, at, en.BORDERS)


def _describes(s: Sentence, at: int) -> bool:
    """Whether the words after a comma describe the name before it."""
    named_after = s.raw(at)[:1].isupper() and s[at - 2] in en.NOUNS
    return (
        named_after
        or s[at] in {"who", "which", "whose", "from", "of"}
        or s[at].endswith("ing")
        or any(s[place] in en.NOUNS for place in range(at, at + 4))
    )


def back(s: Sentence, past: int, borders: frozenset[str] | set[str]) -> int:
    at = past
    while at > 0 and past - at < LONGEST:
        before = s[at - 1]
        if before in borders and not (before == "and" and _joins(s, at - 1)):
            break
        if before in en.VERBS and before not in en.NOUNS and borders is en.BORDERS and past - at > 0 and at < past - 1:
            break
        at -= 1
    return at


def _joins(s: Sentence, at: int) -> bool:
    """Whether an "and" joins two names and no two clauses."""
    return s[at] == "and" and s.raw(at - 1)[:1].isupper() and s.raw(at + 1)[:1].isupper()


def _after_leading(s: Sentence, first: int, past: int) -> int:
    """Past "On Monday" or "In a statement"."""
    at = first
    while at < past and (s[at] in en.LEADING or at > first and s[at][:1].isdigit()):
        at += 1
    return at
