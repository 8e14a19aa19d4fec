"""Attribution phrases in English: a verb with its subject before or after it, "according to", "reportedly"."""

from __future__ import annotations

from collections.abc import Callable

from . import english_words as en
from .english_subjects import ARTICLES, CLOSED, LONGEST, PAPERS, SUBJECTS, back, kind_of, subject
from .found import Attributed, Hit, Sentence

_REACH = 12  # words from a verb to its "that"


def find(s: Sentence) -> list[Attributed]:
    """The phrases of a sentence in order."""
    found: list[Attributed] = []
    at = 0
    while at < len(s.words):
        hit = _at(s, at)
        if hit:
            found += hit.found
        at = max(at + 1, hit.past if hit else 0)
    return found


def _at(s: Sentence, at: int) -> Hit | None:
    word = s[at]
    frame = _FRAMES.get(word)
    hit = frame(s, at) if frame else None
    if hit:
        return hit
    verb = en.VERBS.get(word)
    return _verb(s, at, *verb) if verb and s.memory.spend() else None


# --- verbs


def _verb(s: Sentence, at: int, lemma: str, sort: str) -> Hit | None:
    if s[at - 1] == "to" or s[at - 1] in {"be", "the", "a", "an", "of", "her", "his", "their", "its"}:
        return None
    if s[at] in en.NOUNLIKE and not _is_verb(s, at):
        return None
    return _SORTS[sort](s, at, lemma)


def _is_verb(s: Sentence, at: int) -> bool:
    """Whether "claims" or "reports" has a subject of its own, and is no object of another verb."""
    before = s[at - 1]
    if before in {"media", "news", "press"} or not (before in en.NOUNS or s.raw(at - 1)[:1].isupper()) or at == 0:
        return False
    if at == 1 and before not in en.NOUNS and s[at + 1] not in SUBJECTS | ARTICLES | {"that", "to"}:
        return False
    return not any(s[place] in en.DROPPED for place in range(back(s, at, en.BORDERS), at))


def negated(s: Sentence, at: int) -> bool:
    """Whether the verb at ``at`` is denied: "did not say"."""
    return any(s[place] in en.NEGATIONS for place in range(max(0, at - 3), at))


def that_after(s: Sentence, at: int) -> int:
    """The place after the "that" of the verb at ``at``; 0 where there is none in reach."""
    for place in range(at + 1, min(at + _REACH, len(s.words))):
        if s[place] == "that":
            return place + 1 if s[at + 1] != "," else at + 1
        if s[place] in en.VERBS and s[place] not in en.NOUNS or s[place] in {";", '"'}:
            return 0
        if s[place] == "," and place == at + 1 and s[place + 1] not in {"citing", "quoting"}:
            return 0
    return 0


def _clause_after(s: Sentence, at: int) -> int:
    """The place where a saying without "that" begins, straight after the verb; 0 where an object follows."""
    if s[at + 1] in SUBJECTS or s[at + 1] in {"he", "she"}:
        return at + 1
    return 0


def _says(s: Sentence, at: int, lemma: str) -> Hit | None:
    if s[at - 1] in en.BE and s[at + 1] != "that" and s[at - 1] != "it's":
        return None
    told = that_after(s, at) or s[at + 1] in CLOSED
    if lemma == "write" and not told and not s[at + 1].startswith(("in", "on")):
        return _inverted(s, at, lemma)  # "the novelist wrote three books"
    return _inverted(s, at, lemma) or _plain(s, at, lemma, that_after(s, at) or at + 1)


def _thats(s: Sentence, at: int, lemma: str) -> Hit | None:
    end = that_after(s, at) or _clause_after(s, at)
    end = end or (at + 1 if _aside(s, at) or _expects(s, at, lemma) or _bare_clause(s, at) else 0)
    if not end and lemma in _WITH_OBJECT:
        return _object(s, at, lemma)
    return _plain(s, at, lemma, end) if end else None


_WITH_OBJECT = frozenset(("confirm", "suggest", "indicate", "estimate", "report"))


def _object(s: Sentence, at: int, lemma: str) -> Hit | None:
    """ "A spokesperson confirmed the breach", "research suggests sleep matters": only of those that surely speak."""
    who = subject(s, at, strict=True) if s[at - 1] not in en.BE and s[at + 1] not in CLOSED else None
    if who is None or who.source is None or not s.words[at + 1 :]:
        return None
    speaks = who.kind in PAPERS if lemma in {"suggest", "indicate"} else who.kind not in PAPERS | {"named_media"}
    if lemma == "report":
        first = s[at - 1] == "first" and who.kind in {"named_org", "named_person"}
        return _plain(s, at, lemma, at + 1) if first or who.kind == "named_media" else None
    known = any(s[place] in en.NOUNS for place in range(who.first, at))
    return _plain(s, at, lemma, at + 1) if speaks and known else None


def _bare_clause(s: Sentence, at: int) -> bool:
    """ "Scientists fear the glacier could collapse": a clause without "that", known by its auxiliary."""
    if (
        s[at] in en.NOUNLIKE
        and s[at - 1] not in en.NOUNS
        or s[at + 1] in {"in", "on", "for", "to", "by", "at", "from", "him"}
    ):
        return False
    for place in range(at + 2, at + 9):
        if s[place] in CLOSED or s[place] in {"that", "who", "which", "whether", "how"} or s[place] in en.VERBS:
            return False
        if s[place] in _AUXILIARIES and s[place] not in {"has", "have", "had", "may"} | {"can"}:
            return True
    return False


def _expects(s: Sentence, at: int, lemma: str) -> bool:
    """ "Analysts expect prices to fall": what somebody else is to do."""
    return lemma in {"expect", "forecast"} and any(s[place] == "to" for place in range(at + 2, at + 7))


def _aside(s: Sentence, at: int) -> bool:
    """ "As the Post reported, …", "…, the ministry announced.": what is said stands around it."""
    after = at + 1
    while s[after] in en.LEADING:
        after += 1
    if s[after] not in {",", "."}:
        return False
    first = back(s, at, en.BORDERS)
    return s[first - 1] in {"as", ",", '"'} and first > 0


def _plain(s: Sentence, at: int, lemma: str, end: int) -> Hit | None:
    who = subject(s, at, strict=lemma in en.THINGS_TOO)
    if who is None or s[at - 1] in en.BE:
        return None
    if lemma in _SHOWING and who.kind not in PAPERS:
        return None
    if who.source:
        s.memory.keep(who.source)
    found = s.attributed(who.first, end, who.source, lemma, negated=negated(s, at), kind=who.kind)
    return Hit([found], at + 1)


_SHOWING = frozenset(("show", "prove", "demonstrate"))


def _shows(s: Sentence, at: int, lemma: str) -> Hit | None:
    paper = lemma == "show" and s[at + 1] in ARTICLES  # "a study showed the drug cut deaths"
    end = that_after(s, at) or (at + 1 if paper or _aside(s, at) or s[at + 1] not in _OBJECTS else 0)
    return _plain(s, at, lemma, end) if end and s[at - 1] not in en.BE else None


_OBJECTS = ARTICLES | {"no", "signs", "how", "what", "up", "him", "them", "that's"}


def _inverted(s: Sentence, at: int, lemma: str) -> Hit | None:
    """ "…," said the union."""
    before = s[at - 1]
    if before not in {'"', ","} and not (before in CLOSED and at == 0):
        return None
    starts = s.raw(at + 1)[:1].isupper() or s[at + 1] in ARTICLES or s[at + 1] in en.NOUNS
    if not starts:
        return None
    past = source_end(s, at + 1)
    kind = kind_of(s, at + 1, past, strict=False) if s[past] in CLOSED else None
    if kind is None or before == "," and s[at - 2] != '"' and s[past] not in {".", ""}:
        return None
    source = s.source(at + 1, past, kind)
    s.memory.keep(source)
    return Hit([s.attributed(at, past, source, lemma)], past)


def source_end(s: Sentence, first: int) -> int:
    """Where a source that begins at ``first`` ends: a description after a comma belongs to it."""
    at = first
    while at < min(first + LONGEST, len(s.words)) and not _stops(s, at) and not (at > first and _finite(s, at)):
        if s[at] == ",":
            named = s[at + 1] in {"a", "an", "the", "who"} or s[at + 1] in en.NOUNS or s[at + 2] in en.NOUNS
            if not named or at == first or not _closes(s, at + 1):
                break
        at += 1
    return at - 1 if at > first and s[at - 1] == "," else at


_STOPPING = frozenset(
    (";", ":", '"', "!", "?", "(", ")", "–", "—", "that", "but", "while", "which", "as", "on", "citing")
)


def _stops(s: Sentence, at: int) -> bool:
    """Whether no source goes beyond ``at``; the full stop of an abbreviation ends nothing."""
    return s[at] in _STOPPING or s[at] == "." and s[at + 1] in {"", '"', ")"}


def _closes(s: Sentence, first: int) -> bool:
    """Whether words after a comma end before a verb, as a description does."""
    for at in range(first, min(first + LONGEST, len(s.words))):
        if s[at] in {",", ".", ";", '"'}:
            return True
        if _finite(s, at) and s[first] != "who":
            return False
    return True


def _finite(s: Sentence, at: int) -> bool:
    return s[at] in en.VERBS and s[at] not in en.NOUNS and s[at - 1] != "," or s[at] in _AUXILIARIES


_AUXILIARIES = frozenset(
    ("is", "are", "was", "were", "has", "have", "had", "can", "cannot", "could", "will", "would", "may")
)


def _told(s: Sentence, at: int, lemma: str) -> Hit | None:
    """ "An official told the Post that": the newspaper passes it on."""
    who = subject(s, at, strict=False) if s[at - 1] not in en.BE else None
    if who is None or "to" in {s[_listener_end(s, at + 1)], s[at + 1]}:
        return None
    end = that_after(s, at)
    past = end - 1 if end else _listener_end(s, at + 1)
    if who.source:
        s.memory.keep(who.source)
    found = s.attributed(who.first, at + 1, who.source, lemma, negated=negated(s, at), kind=who.kind)
    if not _is_outlet(s, at + 1, past):
        return Hit([found], at + 1)
    past = _listener_end(s, at + 1)
    heard = s.source(at + 1, past, "named_media")
    return Hit([found, s.attributed(at + 1, max(past, end), heard, lemma, carrier=True)], max(past, end))


def _listener_end(s: Sentence, first: int) -> int:
    at = first + (s[first] == "the")
    while s.raw(at)[:1].isupper() or at == first + 1 and s[at] in en.NOUNS:
        at += 1
    return max(at, first + 1)


def _is_outlet(s: Sentence, first: int, past: int) -> bool:
    """A newspaper by its noun, or a name of one word without article, as agencies have."""
    if any(en.NOUNS.get(s[at]) in {"named_media", "unnamed_media"} for at in range(first, past)):
        return True
    if s[first] == "the" and s.raw(first + 1).isupper() and s[first + 1] not in _NO_PAPERS:
        return True
    return s.raw(first)[:1].isupper() and s[first] not in en.NO_LISTENER and not s.raw(first + 1)[:1].isupper()


_NO_PAPERS = frozenset(("un", "eu", "us", "uk", "u.n", "u.s", "nato", "fbi", "cia", "who", "imf"))


def _denied(s: Sentence, at: int, lemma: str) -> Hit | None:
    who = subject(s, at, strict=False) if s[at - 1] not in en.BE else None
    if who is None:
        return None
    if who.source:
        s.memory.keep(who.source)
    end = that_after(s, at) or at + 1
    return Hit([s.attributed(who.first, end, who.source, lemma, negated=True, kind=who.kind)], at + 1)


def _rejected(s: Sentence, at: int, lemma: str) -> Hit | None:
    """ "The army rejected the allegations"."""
    return _denied(s, at, lemma) if any(s[place] in _CHARGES for place in range(at + 1, at + 5)) else None


_CHARGES = frozenset(
    ("allegation", "allegations", "claim", "claims", "accusation", "accusations", "report", "reports", "charges")
)


def _refused(s: Sentence, at: int, lemma: str) -> Hit | None:
    """ "Declined to comment", "did not respond", "has not commented"."""
    comment = next((place for place in range(at, at + 4) if s[place] in _COMMENTS), None)
    if comment is None or lemma in {"comment", "respond"} and not negated(s, at):
        return None
    return _denied(s, at, lemma)


_COMMENTS = frozenset(("comment", "commented", "respond", "responded", "answer"))


def _accuses(s: Sentence, at: int, lemma: str) -> Hit | None:
    """ "The union accused the firm of", "police blamed the driver"."""
    of = any(s[place] in {"of", "for"} for place in range(at + 2, at + _REACH))
    return _plain(s, at, lemma, at + 1) if of or lemma == "blame" and s[at + 1] in ARTICLES else None


def _quoted(s: Sentence, at: int, lemma: str) -> Hit | None:
    """ "State media quoted the general as saying that"."""
    saying = next((place for place in range(at + 1, at + _REACH) if s[place] == "as" and s[place + 1] == "saying"), 0)
    who = subject(s, at, strict=False)
    kind = kind_of(s, at + 1, saying, strict=False) if saying else None
    if who is None or kind is None:
        return None
    end = saying + 2 + (s[saying + 2] == "that")
    speaker = s.source(at + 1, saying, kind)
    carrier = s.attributed(who.first, at + 1, who.source, lemma, kind=who.kind, carrier=True)
    s.memory.keep(speaker)
    return Hit([carrier, s.attributed(at + 1, end, speaker, "say")], end)


def _described(s: Sentence, at: int, lemma: str) -> Hit | None:
    """ "Analysts described the chip as"."""
    if lemma == "call":
        return None
    end = next((place + 1 for place in range(at + 1, at + _REACH) if s[place] == "as"), 0)
    if not end and s[at - 1] == "witnesses":
        end = at + 1  # what they saw
    return _plain(s, at, lemma, end) if end else None


_SORTS: dict[str, Callable[[Sentence, int, str], Hit | None]] = {
    "say": _says,
    "that": _thats,
    "show": _shows,
    "tell": _told,
    "deny": _denied,
    "refuse": _refused,
    "quote": _quoted,
    "describe": _described,
    "accuse": _accuses,
    "reject": _rejected,
}


# --- according to, citing, reportedly


def _according(s: Sentence, at: int) -> Hit | None:
    return _named_after(s, at, at + 2, "according to", strict=True) if s[at + 1] == "to" else None


def _citing(s: Sentence, at: int) -> Hit | None:
    return _named_after(s, at, at + 1, "cite", strict=False)


def _named_after(s: Sentence, at: int, first: int, lemma: str, *, strict: bool) -> Hit | None:
    past = source_end(s, first)
    things = strict and any(s[place] in en.THINGS for place in range(first, first + 2))
    kind = None if things else kind_of(s, first, past, strict=False)
    if kind is None:
        return None
    source = s.source(first, past, kind)
    s.memory.keep(source)
    return Hit([s.attributed(at, past, source, lemma)], past)


def _as_per(s: Sentence, at: int) -> Hit | None:
    """ "As per sources familiar with it", "as reported by the agency"."""
    if s[at] == "per":
        opens = at == 0 and s[1] in {"a", "an", "the"}
        return _named_after(s, at, at + 1, "according to", strict=True) if opens else None
    if s[at + 1] == "per":
        return _named_after(s, at, at + 2, "according to", strict=True)
    put = next((place for place in range(at + 2, at + 7) if s[place] == "put" and s[place + 1] == "it"), 0)
    if put and (kind := kind_of(s, at + 1, put, strict=True)):
        return Hit([s.attributed(at, put + 2, s.source(at + 1, put, kind), "put")], put + 2)
    if s[at + 1] in en.VERBS and s[at + 2] == "by":
        return _named_after(s, at, at + 3, en.VERBS[s[at + 1]][0], strict=True)
    return None


def _going_on(s: Sentence, at: int) -> Hit | None:
    """ ", adding that": the one who spoke before goes on."""
    source = s.memory.last()
    if s[at - 1] != "," or s[at + 1] != "that" or source is None:
        return None
    return Hit([s.attributed(at, at + 2, source, s[at])], at + 2)


def _state(s: Sentence, at: int) -> Hit | None:
    return Hit([s.attributed(at, at + 1, None, s[at], weak=True)], at + 1)


def _thought(s: Sentence, at: int) -> Hit | None:
    """ "It is believed that", "is widely expected to"."""
    place = at + 1
    while s[place] in en.HARMLESS:
        place += 1
    if s[place] not in en.THOUGHT:
        return None
    that = s[at - 1] == "it" and s[place + 1] == "that"
    if not that and s[place + 1] != "to":
        return None
    return Hit([s.attributed(at - that, place + 2, None, s[place], weak=True)], place + 2)


_FRAMES: dict[str, Callable[[Sentence, int], Hit | None]] = {
    "according": _according,
    "citing": _citing,
    "as": _as_per,
    "per": _as_per,
    **dict.fromkeys(en.GOING_ON, _going_on),
    **dict.fromkeys(en.STATE, _state),
    **dict.fromkeys(en.BE, _thought),
}
