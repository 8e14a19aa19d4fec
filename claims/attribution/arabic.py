"""Attribution phrases in Arabic: one frame for each way of saying who told, tried where its first word stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from . import arabic_words as ar
from . import grammar
from .arabic_verbs import DAMMA, listener, verb_hit
from .found import Attributed, Hit, Sentence, Source, folded
from .sources import behind, judge, noun, unjoined

_OF_ITSELF = frozenset(("اليه", "عنه", "به", "له", "عليه", "اليها", "عنها"))
_MANNER = frozenset(("كمثال", "باعتباره", "باعتبارها", "كواحد", "كواحده", "كاحد", "كاحدي", "علي", "بوصفه", "بوصفها"))


def find(s: Sentence) -> list[Attributed]:
    """The phrases of a sentence in order."""
    headed = _headed(s)
    found = headed.found if headed else []
    at = headed.past if headed else 0
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
    verb = ar.VERBS.get(word)
    return verb_hit(s, at, verb) if verb and s.memory.spend() else None


# --- according to


def _according(s: Sentence, at: int) -> Hit | None:
    return _after(s, at, at + 1, ar.ACCORDING[s[at]])


def _phrase(s: Sentence, at: int) -> Hit | None:
    for parts in ar.ACCORDING_PHRASES[s[at]]:
        if all(s[at + 1 + step] == part for step, part in enumerate(parts)):
            return _after(s, at, at + 1 + len(parts), " ".join((s[at].removeprefix("و"), *parts)))
    return None


def _after(s: Sentence, at: int, first: int, lemma: str) -> Hit | None:
    """The source after «وفق», perhaps with «ل» joined to it, or after «بحسب ما» and a verb."""
    if s[first] in {"ما", "لما"}:
        return _what(s, at, first + 1, lemma)
    joined = s[first].startswith("ل") and lemma in _WITH_L and noun(s[first][1:]) is None or s[first].startswith("لل")
    apart = s[first] == "ل"
    first += apart
    past = _end_of_source(s, first)
    bare = _Bare(s, first) if joined or (s[first].startswith("ل") and lemma in _WITH_L and not apart) else s
    kind = judge(bare, first, past, strict=True, feminine=True)
    if past <= first or kind is None:
        return None
    return Hit([_stated(s, at, first, past, lemma, bare is not s)], past)


_WITH_L = frozenset(("وفق", "طبقا"))


class _Bare(Sentence):
    """A sentence in which one word is read without the «ل» joined to it."""

    def __init__(self, s: Sentence, at: int) -> None:
        # Not the parent's: that reads the words again, and a long sentence may hold many such words.
        self.text, self.words, self.memory, self.texts = s.text, s.words, s.memory, s.texts
        self._at = at

    def __getitem__(self, at: int) -> str:
        word = super().__getitem__(at)
        if at != self._at:
            return word
        return "ا" + word[0] + word[2:] if word.startswith("لل") else word.removeprefix("ل")


def _stated(s: Sentence, at: int, first: int, past: int, lemma: str, joined: bool) -> Attributed:
    bare = _Bare(s, first) if joined else s
    kind = judge(bare, first, past, strict=True, feminine=True) or "document"
    known = noun(bare[first])
    paper = known is not None and known[1] in {"document", "unnamed_media", "impersonal"}
    source = behind(s, first, past) if paper else None
    if source is None:
        source = unjoined(s, first, past, kind) if joined else s.source(first, past, kind)
    s.memory.keep(source)
    return s.attributed(at, past, source, lemma)


def _end_of_source(s: Sentence, first: int) -> int:
    return grammar.name_end(
        s, first, lambda at: grammar.clause_at(s, at) > 0 or s[at] in _GOING_ON, circumstances=False
    )


_GOING_ON = folded("فإن فقد فمن تم كان كانت قد سوف فإنه فإنها يبلغ تبلغ بلغ بلغت")


def _what(s: Sentence, at: int, verb_at: int, lemma: str) -> Hit | None:
    """«بحسب ما أوردته التقارير», «وهو ما أشار إليه فلان»: the verb's subject ends the phrase."""
    verb = ar.VERBS.get(s[verb_at])
    if verb is None or verb.sort not in _TELLING:
        return None
    first = verb_at + 1
    first += s[first] in _OF_ITSELF
    about = verb.lemma in _TELLING_ABOUT
    past = grammar.name_end(
        s, first, lambda at: grammar.clause_at(s, at) > 0 or s[at] in _GOING_ON or about and s[at] == "عن"
    )
    kind = grammar.kind_of(s, verb._replace(sort="tell"), first, past) if past > first else None
    if kind is None:
        source = grammar.named_before(s, verb_at, verb) if past == first and lemma != "ما" else None
        return Hit([s.attributed(at, first, source, verb.lemma)], first) if source else None
    source = grammar.paper_or_self(s, first, past, kind)
    s.memory.keep(source, verb.feminine)
    weak = verb.sort == "think" and s[first] in ar.GENERAL
    return Hit([s.attributed(at, past, source, lemma if lemma != "ما" else verb.lemma, weak=weak)], past)


_TELLING_ABOUT = frozenset(("كشف", "تحدث", "اعلن"))
_TELLING = frozenset(("say", "tell", "think", "pass", "issue"))


def _relative(s: Sentence, at: int) -> Hit | None:
    """«كما ذكرت الوكالة، …»: not «كما أكد أن», which is a sentence of its own, nor «مما يؤكد أن»."""
    hit = _what(s, at - (s[at] == "ما" and s[at - 1] in {"وهو", "هو"}), at + 1, "ما")
    if hit is None:
        return None
    plain = s[at] in {"كما", "وكما"} and s[hit.past] not in ar.EDGES
    return None if plain else hit


def _headed(s: Sentence) -> Hit | None:
    """«وزير الصحة: تسجيل 14 إصابة», as headlines have it."""
    past = next((at for at in range(1, _HEAD) if s[at] == ":"), 0)
    known = noun(s[0]) if past and len(s.words) > past + 3 else None
    if (
        known is None
        or known[1] not in {"named_org", "named_person", "named_media"}
        or s[0].startswith(("و", "ل", "ب"))
    ):
        return None
    kind = judge(s, 0, past, strict=True, feminine=None) if past > 1 else None
    source = s.source(0, past, kind) if kind else None
    return Hit([s.attributed(0, past + 1, source, ":")], past + 1) if source else None


_HEAD = 9  # words before the colon of a headline


# --- what nobody said


def _weak(s: Sentence, at: int, past: int, lemma: str, source: Source | None = None) -> Hit:
    return Hit([s.attributed(at, past, source, lemma, weak=True)], past)


def _expected(s: Sentence, at: int) -> Hit | None:
    if s[at - 1] not in {"من", "فمن", "ومن"}:
        return None
    first = at - 1 - (s[at - 2] in {"كان", "وكان"})
    end = at + 2 if s[at + 1] in ar.CLAUSES else at + 1
    return _weak(s, first, end, f"من {s[at]}")


def _impersonal(s: Sentence, at: int) -> Hit | None:
    """«يُعتقد أن» with no subject on either side."""
    end = grammar.clause_at(s, at + 1)
    verb = ar.VERBS.get(s[at])
    if not end or verb and not grammar.begins_clause(s, at) and grammar.subject_before(s, at, verb):
        return None
    pointed = DAMMA in s.raw(at)[:3]
    if verb and not pointed and s[at] not in ar.PASSIVE and s.memory.last(verb.feminine) and s[at][:1] in "وف":
        return None
    return _weak(s, at, end, s[at].removeprefix("و"))


def _belief(s: Sentence, at: int) -> Hit | None:
    end = grammar.clause_at(s, at + 1) or grammar.clause_at(s, at + 2)
    return _weak(s, at, end, s[at]) if end else None


def _raised(s: Sentence, at: int) -> Hit | None:
    end = at + 2 + (s[at + 2] in {"بشان", "حول", "من"})
    return _weak(s, at, end, f"{s[at]} {s[at + 1]}") if s[at + 1] in ar.DISTRESS else None


def _rumored(s: Sentence, at: int) -> Hit | None:
    """«سرت شائعات عن», «ترددت أنباء»."""
    return _weak(s, at, at + 2, f"{s[at]} {s[at + 1]}") if s[at + 1] in ar.RUMORS else None


def _seen(s: Sentence, at: int) -> Hit | None:
    if s[at + 1] not in {"اليه", "اليها", "اليهم"}:
        return None
    return _weak(s, at, at + 2 + (s[at + 2] in _MANNER) + (s[at + 3] == "علي"), "ينظر")


def _spreading(s: Sentence, at: int) -> Hit | None:
    """«انتشر منشور مجهول على منصة»: a post is the source."""
    if s[at + 1] not in ar.POSTS:
        return None
    past = _end_of_source(s, at + 1)
    if not any(s[place] == "علي" for place in range(at + 1, past)):
        return None
    source = s.source(at + 1, past, "document")
    return Hit([s.attributed(at, past, source, s[at], carrier=True)], past)


def _participle(s: Sentence, at: int) -> Hit | None:
    """«مؤكداً أن»: the one who spoke before goes on."""
    end = grammar.clause_at(s, at + 1) or grammar.quote_at(s, at + 1)
    source = s.memory.last()
    return Hit([s.attributed(at, end, source, s[at])], end) if end and source else None


def _in_statement(s: Sentence, at: int) -> Hit | None:
    """«في تصريح لصحيفة الغد»: the paper passes on what is said next."""
    if s[at + 1] not in ar.TALKS or s[at + 2] not in ar.LISTENERS or s[at + 2].startswith("لل"):
        return None
    return Hit([listener(s, at, at + 2)], grammar.name_end(s, at + 3, lambda place: grammar.clause_at(s, place) > 0))


def _table() -> dict[str, Callable[[Sentence, int], Hit | None]]:
    rows: list[tuple[Iterable[str], Callable[[Sentence, int], Hit | None]]] = [
        (ar.ACCORDING_PHRASES, _phrase),
        (ar.ACCORDING, _according),
        (ar.EXPECTED, _expected),
        (ar.IMPERSONAL, _impersonal),
        (ar.BELIEFS, _belief),
        (ar.RAISED, _raised),
        (ar.SPREADING, _rumored),
        (ar.SPREAD, _spreading),
        (ar.PARTICIPLES, _participle),
        (ar.ONLY_RELATIVES, _relative),
        ({"ينظر", "وينظر"}, _seen),
        ({"في", "وفي"}, _in_statement),
    ]
    return {word: frame for words, frame in rows for word in words}


_FRAMES = _table()
