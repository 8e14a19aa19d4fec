"""Attribution phrases in Arabic: a verb with its subject before or after it, «وفق», papers, and what nobody said."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..arabic import fold
from . import arabic_words as ar
from .arabic_words import Verb
from .found import Kind, Sentence, Source, folded
from .sources import behind, judge, noun

NEAR = 34  # words from a verb to what it says; further away it says something else
_LONGEST_NAME = 16  # words of a source, its office included
_QUOTING = 4  # words; a shorter quotation is a name
_THINGS_TOO = frozenset(("tell", "show"))


class Said(NamedTuple):
    """How a verb goes on: the words of its subject, where that which is said begins, and the end of the cue."""

    first: int
    past: int
    clause: int
    end: int
    by: str


def clause_at(s: Sentence, at: int) -> int:
    """The place after «أن», «بأن» or «إلى أن» at ``at``; 0 where there is none."""
    word = s[at]
    if word in ar.CLAUSES:
        if word == "ان" and _of_letters(s, at):
            return 0
        return 0 if s[at - 1] in ar.BEFORE_OTHER_CLAUSES else at + 1
    if word in ar.WITH_CLAUSES:
        return at + 1
    if word in ar.CLAUSE_PREPOSITIONS and s[at + 1] in ar.CLAUSES and s[at - 1] not in ar.POINTING:
        return at + 2
    if word == "ب" and s[at + 1] in ar.CLAUSES:
        return at + 2
    return 0


def _of_letters(s: Sentence, at: int) -> bool:
    """«سي إن إن», «إن بي سي»: letters of a name."""
    first = s[at - 1] == "سي" and s[at + 1] == "ان" or s[at + 1] == "بي"
    return first or s[at - 1] == "ان" and s[at - 2] == "سي"


def quote_at(s: Sentence, at: int) -> int:
    """The place after a colon or an opening quotation mark at ``at``, where it holds a saying and no name."""
    if s[at] == ":":
        return at + 1
    if not s.opens(at):
        return 0
    inside = range(at + 1, at + 2 + _QUOTING)
    return at + 1 if all(s[place] != '"' for place in inside) else 0


# «شدد على ضرورة»: what these lead to by a word of their own, where no clause follows.
_LED = {
    fold("نبه"): "الي",
    fold("لفت"): "الي",
    fold("ألمح"): "الي",
    fold("شدد"): "علي",
    fold("أكد"): "علي",
    "حذر": "من",
}
_PRESSING = frozenset((fold("شدد"), fold("أكد")))
_JOINED_B = frozenset(("افاد", "اتهم", "اعترف", "اقر", "تعهد"))
_WITH_ABOUT = frozenset(("اعرب", "عبر", "كشف", "اعلن"))
_ANNOUNCING = frozenset(("كشف", "اعلن"))
_NO_JOINED = frozenset(
    ("بعض", "بنك", "بيان", "بين", "بعد", "باسم", "بدون", "باحث", "باحثه", "باحثون", "بلديه", "بيانات")
)


def _other_complement(s: Sentence, at: int, verb: Verb) -> int:
    """The place after «عن», «ب» or «إلى» with a noun, for the verbs that take it."""
    word = s[at]
    if verb.lemma in _WITH_ABOUT and word == "عن":
        return at + 1
    if verb.lemma == fold("أشار") and word == "الي" and s[at + 1]:
        return at + 1
    if word == _LED.get(verb.lemma):
        return at + 1 if verb.lemma not in _PRESSING or s[at + 1].removeprefix("ال") in ar.PRESSED else 0
    if verb.lemma in _JOINED_B and word.startswith("ب") and len(word) > 3 and word not in _NO_JOINED:
        return at + 1
    return 0


def complement_at(s: Sentence, at: int, verb: Verb) -> int:
    """The place after the word that opens what is said; 0 where none stands at ``at``."""
    return clause_at(s, at) or quote_at(s, at) or _other_complement(s, at, verb)


def _ends_name(s: Sentence, at: int) -> bool:
    """Whether the circumstances begin at ``at``, so that the name before it is over."""
    word = s[at]
    if word == "في":
        return s[at + 1] in ar.MEDIUMS or s[at + 1][:1].isdigit()
    if word in {"علي", "عن"}:
        return s[at - 1] not in ar.HOLDING
    if word in ar.STOPS or word in ar.LISTENERS or word in ar.PARTICIPLES:
        return True
    if word in {"،", ",", "-", "–", "—", "("}:
        return not _apposition(s, at + 1)
    return word in {"؛", ";", ":"}


def _ends_phrase(s: Sentence, at: int) -> bool:
    """Where a source that nothing but a sign or a new clause ends is over: «تقارير مسربة على منصة فلانة»."""
    return s[at] in {"،", ",", "؛", ";", ":", ".", "؟", "!", ")"}


def _apposition(s: Sentence, at: int) -> bool:
    """Whether an office or a description follows a comma."""
    word = s[at]
    if word in ar.VERBS or word in ar.STOPS or complement_word(s, at):
        return False
    if word in {"الذي", "التي", "وهو", "وهي"}:
        return True
    office = noun(word) is not None or s[at + 1].startswith("ال") and word.isalpha()
    return office and not word.startswith(("و", "ل", "ب", "ف"))


def complement_word(s: Sentence, at: int) -> bool:
    """Whether «أن» or the like stands at ``at``."""
    return clause_at(s, at) > 0


def name_end(s: Sentence, first: int, stop: Callable[[int], bool], *, circumstances: bool = True) -> int:
    """The place after a name that begins at ``first``; ``stop`` says where it cannot go on, as do ``circumstances``."""
    ends, begun = (_ends_name, _new_verb) if circumstances else (_ends_phrase, _new_saying)
    at = first
    limit = min(len(s.words), first + _LONGEST_NAME) if s[first] not in ar.PREPOSITIONS else first
    verbs = 0
    while at < limit and not stop(at) and not ends(s, at) and not _listens(s, first, at):
        verbs += s[at] in ar.VERBS
        if at > first and begun(s, at) or verbs > _MOST_VERBS:
            break
        at = max(at + 1, _past_quote(s, at))
    while at > first and (s[at - 1] in {"،", ",", ".", "؟", "!", "-", "–", "—", "("} or _open_quote(s, first, at)):
        at -= 1
    return at


def named_until_object(s: Sentence, first: int) -> int:
    """Where a subject ends whose object has no word before it: at a comma, an adverb, or after its last article."""
    past = name_end(s, first, lambda place: False)
    if past < len(s.words) and (s[past] in {"،", ","} or s[past] in ar.ADVERBS):
        return past
    articles = [at for at in range(first, past) if s[at].startswith("ال")]
    ends = (at for at in range(first + 1, past) if articles and at > articles[0] and not s[at].startswith("ال"))
    return next(ends, first)


def _past_quote(s: Sentence, at: int) -> int:
    """The place after a short quotation that begins at ``at``, which is a name; 0 where there is none."""
    if not s.opens(at):
        return 0
    return next((place + 1 for place in range(at + 1, at + 2 + _QUOTING) if s[place] == '"'), 0)


def _listens(s: Sentence, first: int, at: int) -> bool:
    """«قال دودين لـ"الغد"», «قال مصدر لرويترز»: whom a name without office, or nobody by name, spoke to."""
    known = noun(s[first])
    if at == first or known and known[1] not in {"anonymous_source"} or s[at - 1] in ar.PREPOSITIONS:
        return False
    if s[at] == "ل":
        return not any(s[place] in {"،", ","} for place in range(first, at))
    joined = (
        known is not None
        and s[at].startswith("ل")
        and len(s[at]) > 4
        and not s[at].endswith("ي")
        and noun(s[at]) is None
    )
    return joined and not s[at].startswith("لل") and (clause_at(s, at + 1) > 0 or s[at + 1] in {"،", ",", ":", '"'})


def _open_quote(s: Sentence, first: int, past: int) -> bool:
    return s[past - 1] == '"' and sum(s[at] == '"' for at in range(first, past)) % 2 == 1


def _new_verb(s: Sentence, at: int) -> bool:
    """Whether another verb of saying stands at ``at``: what follows it is its own. Some look like nouns."""
    verb = ar.VERBS.get(s[at])
    if verb is None or verb.suffixed or noun(s[at]) is not None:
        return False
    return verb.feminine or verb.present or s[at][:1] == "و" or s[at] in ar.CLEARLY_VERBS


def _new_saying(s: Sentence, at: int) -> bool:
    """Like a new verb, but that a paper may be told of: «مقالة نُشرت في مجلة»."""
    return _new_verb(s, at) and ar.VERBS[s[at]].sort != "issue" and not ar.VERBS[s[at]].suffixed


def said(s: Sentence, at: int, verb: Verb) -> Said | None:
    """How the verb at ``at`` goes on; ``None`` where no saying follows it in reach."""
    first = at + 1
    while s[first] in ar.ADVERBS or s[first] in ar.TO_US:
        first += 1
    past = name_end(s, first, lambda place: complement_at(s, place, verb) > 0)
    verbs = 0
    for place in range(past, min(len(s.words), at + NEAR)):
        end = complement_at(s, place, verb)
        if end:
            return Said(first, _named_between(s, past, place), place, end, s[place])
        verbs += s[place] in ar.VERBS
        if _elsewhere(s, place, verb):
            return None
        if place > first and (_new_verb(s, place) or s[place] in _CLAUSE_ENDS) or verbs > _MOST_VERBS:
            return None
    return None


def _named_between(s: Sentence, past: int, clause: int) -> int:
    """Where a subject ends of which the name stands between commas: «رئيس البلدية، فلان الفلاني، إن»."""
    between = range(past + 1, clause - 1)
    commas = {"،", ","}
    if s[past] not in commas or s[clause - 1] not in commas or not 0 < len(between) <= _NAME_WORDS:
        return past
    other = any(s[at] in ar.STOPS or s[at] in ar.PREPOSITIONS or not s[at][:1].isalpha() for at in between)
    return past if other or s[past + 1][:1] == "و" else clause - 1


_NAME_WORDS = 5


def _elsewhere(s: Sentence, at: int, verb: Verb) -> bool:
    """Whether a new thought begins at ``at``: «، وتجدر الإشارة», or a participle that says something of its own."""
    if s[at] in ar.PARTICIPLES:
        return verb.lemma not in _SPEAKING
    return s[at - 1] in {"،", ","} and s[at][:1] == "و" and len(s[at]) > 3 and s[at] not in _ASIDES


_SPEAKING = folded("علق رد عقب قال صرح تابع أضاف")
_ASIDES = folded("وهو وهي والذي والتي وذلك وهم")
_CLAUSE_ENDS = folded("؛ . بينما فيما حيث لكن")
_MOST_VERBS = 2  # words that may be verbs or nouns («كتب») between a verb and what it says


def gap(s: Sentence, found: Said) -> range:
    """The words between the subject and that which is said."""
    return range(found.past, found.clause)


def medium(s: Sentence, found: Said) -> bool:
    """Whether a paper or a speech is named as the place where it was said."""
    return any(s[at] == "في" and _is_paper(s[at + 1]) for at in gap(s, found))


def _is_paper(word: str) -> bool:
    known = noun(word)
    return word in ar.TALKS or known is not None and known[1] == "document"


def kind_of(s: Sentence, verb: Verb, first: int, past: int) -> Kind | None:
    """What the words are as the subject of the verb."""
    strict = verb.sort in _THINGS_TOO or verb.lemma in _WITH_ABOUT
    kind = judge(s, first, past, strict=strict, feminine=verb.feminine)
    if verb.sort == "show" and kind not in {"document", "impersonal", "unnamed_media"} and not _papers(s, first):
        return None
    return kind


def _papers(s: Sentence, at: int) -> bool:
    known = noun(s[at])
    return known is not None and known[1] in {"document", "impersonal"}


def subject_before(s: Sentence, at: int, verb: Verb) -> tuple[int, Source] | None:
    """The subject that stands before its verb, and where it begins: «الخبراء يرون أن»."""
    first = at
    while first > 0 and at - first < _LONGEST_NAME and s[first - 1] not in ar.BORDERS and s[first - 1] not in ar.VERBS:
        first -= 1
    if s[first].startswith("و") and noun(s[first]) is None and len(s[first]) < 3:
        first += 1
    if first == at:
        return None
    kind = kind_of(s, _strictly(verb), first, at)
    if kind is None or noun(s[first]) is None and not _starts_name(s, first):
        return None
    return first, s.source(first, at, kind)


def _strictly(verb: Verb) -> Verb:
    return verb if verb.sort == "show" else verb._replace(sort="tell")


def _starts_name(s: Sentence, at: int) -> bool:
    return s[at] == '"' or s[at].isascii() or at == 0 or s[at - 1] in ar.BORDERS


def named_before(s: Sentence, at: int, verb: Verb) -> Source | None:
    """Whom the verb alone or a pronoun means: the last source of the paragraph, or the subject of the clause before."""
    remembered = s.memory.last(verb.feminine)
    return remembered or (_doer_before(s, at) if verb.feminine else None)


def _doer_before(s: Sentence, at: int) -> Source | None:
    """A foreign name straight after a feminine verb, as in «تمكنت DeepMind من … بعد أن كشفت»."""
    for place in range(at - 1, max(0, at - NEAR), -1):
        before, word = s[place - 1], s[place]
        if word.isascii() and word[:1].isalpha() and len(before) > 3 and before.endswith("ت"):
            return s.source(place, place + 1, "named_org")
    return None


def begins_clause(s: Sentence, at: int) -> bool:
    """Whether nothing before the verb can be its subject."""
    before = s[at - 1]
    joined = s[at][:1] in {"و", "ف"} and ar.VERBS.get(s[at][1:]) is not None
    return (
        at == 0 or joined or before in ar.BORDERS or before in ar.PRONOUNS or before in ar.NEGATIONS or s.opens(at - 1)
    )


def lead(s: Sentence, at: int) -> int:
    """The first word of the phrase: «وقد», «فيما», a pronoun or a negation before the verb belong to it."""
    while at > 0 and (s[at - 1] in ar.PRONOUNS or s[at - 1] in ar.NEGATIONS or s[at - 1] in _LEADING):
        at -= 1
    return at


_LEADING = folded("وقد فقد قد لقد حيث فيما إذ كما بينما بعد وهو أن بعدما")


def paper_or_self(s: Sentence, first: int, past: int, kind: Kind) -> Source:
    """Who stands behind a paper, or else the paper."""
    known = noun(s[first])
    behind_it = behind(s, first, past) if known and known[1] == "document" else None
    return behind_it or s.source(first, past, kind)
