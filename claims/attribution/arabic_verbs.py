"""Verbs of saying in Arabic, each with the subject before or after it, and what it opens."""

from __future__ import annotations

from collections.abc import Callable

from ..arabic import fold
from . import arabic_words as ar
from . import grammar
from .arabic_words import Verb
from .found import Attributed, Hit, Sentence, Source, folded
from .grammar import Said
from .sources import judge, noun, unjoined

DAMMA = "\u064f"  # on the first letter it makes the passive
_ISSUE_REACH = 14  # words from "published" to the report
_ANNOUNCING = frozenset(("كشف", "اعلن"))


def listener(s: Sentence, at: int, first: int) -> Attributed:
    apart = s[first] == "ل"
    past = max(first + 1, grammar.name_end(s, first + 1, lambda place: grammar.clause_at(s, place) > 0))
    source = s.source(first + 1, past, "named_media") if apart else unjoined(s, first, past, "named_media")
    return s.attributed(at, past, source, "صرح", carrier=True)


def verb_hit(s: Sentence, at: int, verb: Verb) -> Hit | None:
    negated = s[at - 1] in ar.NEGATIONS
    if verb.present and s[at - 1] in {"ان", "كي", "لكي", "او"} or _relates(s, at):
        return None
    if verb.lemma == "كتب" and s[at + 1] in {"-", "–", "—", "ـ"}:
        return None  # a byline
    if verb.sort in _BY_SORT:
        return _BY_SORT[verb.sort](s, at, verb)
    if verb.suffixed:
        return None
    if negated and verb.lemma in {"علق", "صرح", "رد"}:
        return _silent(s, at, verb)
    return _saying(s, at, verb)


def _relates(s: Sentence, at: int) -> bool:
    """«مما يؤكد أن», «الأمر الذي يؤكد»: what was told before is the subject, and it is no source."""
    return s[at - 1] in ar.ONLY_RELATIVES - {"كما", "وكما"}


def _saying(s: Sentence, at: int, verb: Verb) -> Hit | None:
    found = grammar.said(s, at, verb)
    if found is None:
        return _trailing(s, at, verb) or _announced(s, at, verb) or _unnamed(s, at, verb)
    if verb.lemma in _TOLD and not grammar.begins_clause(s, at):
        return _told(s, at, verb, found)
    if found.past == found.first:
        return _without_subject(s, at, verb, found)
    if verb.lemma == "اتهم":
        return _accused(s, at, verb, found)
    heard = next((at for at in range(found.first + 1, found.past) if _is_medium(s[at])), 0)
    if verb.lemma in _TOLD and heard:
        return _told_first(s, at, verb, found, heard)
    kind = grammar.kind_of(s, verb, found.first, found.past)
    if kind is None or not _says(s, verb, found, kind):
        return None
    source = grammar.paper_or_self(s, found.first, found.past, kind)
    return _hit(s, at, verb, found, source)


def _says(s: Sentence, verb: Verb, found: Said, kind: str) -> bool:
    """Whether «كشف عن» and «أعلن عن» tell something, and do not show a new product."""
    if any(s[place] in _VEIL for place in range(found.first, found.clause)):
        return False
    if found.by != "عن" or verb.lemma not in _ANNOUNCING or grammar.medium(s, found):
        return True
    return kind in {"document", "anonymous_source", "unnamed_media"} or not _is_product(s[found.end])


_VEIL = folded("النقاب الستار اللثام")


def _is_product(word: str) -> bool:
    bare = word.removeprefix("ال")
    if bare.endswith(("تها", "ته")) and bare.removesuffix("ها").removesuffix("ه")[:-1] + "ه" in ar.PRODUCTS:
        return True  # «سيارتها» is a «سيارة»
    return any(bare.removesuffix(ending) in ar.PRODUCTS for ending in ("", "ها", "ه", "هم", "ين", "ا"))


def _hit(s: Sentence, at: int, verb: Verb, found: Said, source: Source, first: int | None = None) -> Hit:
    """The phrase and, where a newspaper was spoken to, that newspaper."""
    weak = verb.sort == "think" and s[found.first] in ar.GENERAL or _guesses(source.text)
    s.memory.keep(source, verb.feminine)
    negated = s[at - 1] in ar.NEGATIONS
    start = grammar.lead(s, at) if first is None else first
    cut = next((place for place in grammar.gap(s, found) if _other_source(s, place)), 0)
    heard = next((place for place in grammar.gap(s, found) if _heard(s, place, found.past)), 0)
    if not cut and not heard:
        return Hit([s.attributed(start, found.end, source, verb.lemma, negated=negated, weak=weak)], found.end)
    one = s.attributed(start, max(found.past, at + 1), source, verb.lemma, negated=negated, weak=weak)
    return Hit([one], cut) if cut else Hit([one, listener(s, heard, heard)], found.end)


def _other_source(s: Sentence, at: int) -> bool:
    """«نقلا عن» between a verb and what it says."""
    return s[at] in ar.ACCORDING or any(s[at + 1] == parts[0] for parts in ar.ACCORDING_PHRASES.get(s[at], ()))


def _heard(s: Sentence, at: int, after_name: int) -> bool:
    """Whether an outlet was spoken to: «لوكالة الأنباء», «لـ"الغد"», «في حديث لرويترز»."""
    if s[at].startswith("لل") or s[at] in ar.CLAUSES:
        return False
    if s[at] == "ل" and (grammar.clause_at(s, at + 1) or not (s[at + 1][:1].isalpha() or s[at + 1] == '"')):
        return False
    joined = len(s[at]) > 4 and s[at].startswith("ل") and noun(s[at]) is None
    named = s[at] == "ل" or joined and (at == after_name or s[at - 1] in ar.TALKS)
    return (
        s[at] in ar.LISTENERS or named and (s[at - 1] in ar.TALKS or s[at - 1] not in ar.PREPOSITIONS) and _short(s, at)
    )


def _short(s: Sentence, at: int) -> bool:
    """Whether a name of a few words stands between «ل» and what is said."""
    return any(grammar.clause_at(s, place) or s[place] in {"،", ",", ":"} for place in range(at + 1, at + 6))


def _guesses(source: str) -> bool:
    return fold(source.split()[0]).removeprefix("ال") in _GUESSES


_GUESSES = folded("توقعات تقديرات ترجيحات تكهنات شائعات")


def _without_subject(s: Sentence, at: int, verb: Verb, found: Said) -> Hit | None:
    """What is said follows the verb at once: the subject stands before it, or was named before."""
    before = None if grammar.begins_clause(s, at) else grammar.subject_before(s, at, verb)
    before = before or _had(s, at, verb)
    if before:
        return _hit(s, at, verb, found, before[1], before[0])
    if not grammar.begins_clause(s, at):
        return None
    told = grammar.clause_at(s, found.clause) or s[found.clause] in {":", '"'} or grammar.medium(s, found)
    told = told or found.by == "عن" and not _is_product(s[found.end])
    source = grammar.named_before(s, at, verb) if told else None
    if source is None or verb.sort == "show" or verb.sort == "tell" and not (s.memory.kept or grammar.medium(s, found)):
        return None
    return _hit(s, at, verb, found, source)


def _had(s: Sentence, at: int, verb: Verb) -> tuple[int, Source] | None:
    """«كان الوزير قد أعلن أن»."""
    if s[at - 1] != "قد":
        return None
    first = next((place for place in range(at - 2, max(-1, at - _LONGEST_HAD), -1) if s[place] in _HAD), -1)
    kind = grammar.kind_of(s, verb, first + 1, at - 1) if 0 <= first < at - 2 else None
    return (first, s.source(first + 1, at - 1, kind)) if kind else None


_HAD = folded("كان كانت وكان وكانت فكان")
_LONGEST_HAD = 12


def _trailing(s: Sentence, at: int, verb: Verb) -> Hit | None:
    """«…»، قال فلان."""
    closing = at - 2 if s[at - 1] in {"،", ","} else at - 1
    if s[closing] != '"' or s.opens(closing) or verb.sort != "say":
        return None
    past = grammar.name_end(s, at + 1, lambda place: False)
    ended = s[past] in ar.EDGES or s[past] in ar.LISTENERS
    kind = grammar.kind_of(s, verb, at + 1, past) if past > at + 1 and ended else None
    if kind is None:
        return None
    source = s.source(at + 1, past, kind)
    s.memory.keep(source, verb.feminine)
    return Hit([s.attributed(at, past, source, verb.lemma)], past)


def _announced(s: Sentence, at: int, verb: Verb) -> Hit | None:
    """«أعلنت وزارة الصحة ارتفاع الإصابات»: what is said is an object, but for a product that is shown."""
    if (
        verb.lemma not in _OBJECTS | _SHOWN
        or at
        and not grammar.begins_clause(s, at)
        and s[at - 1] not in _BEFORE_VERBS
    ):
        return None
    past = grammar.named_until_object(s, at + 1)
    if past == at + 1 and verb.lemma == "توقع" and ar.NOUNS.get(s[past]) in {"anonymous_group", "anonymous_source"}:
        past += 1
    goes_on = past < len(s.words) - 1 and not _is_product(s[past]) and not _is_product(s[past + 1])
    known = noun(s[at + 1]) if goes_on and past > at + 1 else None
    if known is None or (known[1] in {"impersonal", "document"}) != (verb.lemma in _SHOWN):
        return None
    kind = grammar.kind_of(s, verb, at + 1, past)
    source = s.source(at + 1, past, kind) if kind else None
    if source is None:
        return None
    s.memory.keep(source, verb.feminine)
    return Hit([s.attributed(grammar.lead(s, at), past, source, verb.lemma, negated=s[at - 1] in ar.NEGATIONS)], past)


def _unnamed(s: Sentence, at: int, verb: Verb) -> Hit | None:
    """«أكد شهود عيان سماع انفجارات»: those who have no name do nothing in the news but tell."""
    known = noun(s[at + 1]) if verb.lemma in _TELLING and (at == 0 or grammar.begins_clause(s, at)) else None
    kinds = {"anonymous_source", "unnamed_media", *(("anonymous_group",) if verb.lemma in _JUDGING else ())}
    if known is None or known[1] not in kinds or s[at + 1].startswith("ل"):
        return None
    past = at + 2
    while past < at + _MOST_ADJECTIVES and (s[past].endswith(_ADJECTIVES) or s[past] in _OF_SOURCES):
        past += 1
    kind = grammar.kind_of(s, verb, at + 1, past) if s[past][:1].isalpha() else None
    if kind is None:
        return None
    source = s.source(at + 1, past, kind)
    s.memory.keep(source, verb.feminine)
    return Hit([s.attributed(grammar.lead(s, at), past, source, verb.lemma, negated=s[at - 1] in ar.NEGATIONS)], past)


_JUDGING = folded("قدر رجح استبعد توقع أكد")
_TELLING = folded("تحدث قدر أكد أفاد رجح توقع كشف ذكر أعلن رصد استبعد")
_MOST_ADJECTIVES = 6
_ADJECTIVES = ("ي", "يه", "يون", "يين", "يان", "يتان", "يتين")
_OF_SOURCES = folded(
    "عيان مطلع مطلعة مطلعون مقرب مقربة رفيع رفيعة المستوى خاصة موثوقة عليمة متطابقة متعددة عدة كبير بارز"
)
_OBJECTS = frozenset(("اعلن", "اكد", "توقع", "استبعد", "رجح"))
_SHOWN = frozenset(("اظهر",))  # «أظهرت بيانات الجمارك تراجع الواردات»
_BEFORE_VERBS = folded("جانبه جانبها جهته جهتها ذلك السياق الماضي أخرى بدوره بدورها")
_TOLD = frozenset(("ابلغ", "اخبر"))


def _accused(s: Sentence, at: int, verb: Verb, found: Said) -> Hit | None:
    """«اتهمت المعارضة الحكومة بتزوير»: whom it accuses stands between."""
    past = next((place for place in range(found.first + 1, found.past) if noun(s[place])), found.past)
    kind = grammar.kind_of(s, verb, found.first, past) if noun(s[found.first]) else None
    if kind is None:
        return None
    source = s.source(found.first, past, kind)
    s.memory.keep(source, verb.feminine)
    return Hit([s.attributed(grammar.lead(s, at), past, source, verb.lemma)], found.end)


def _is_medium(word: str) -> bool:
    known = noun(word)
    return known is not None and (known[1] == "named_media" or known[0] == fold("وكالة")) and not word.startswith("ل")


def _told_first(s: Sentence, at: int, verb: Verb, found: Said, heard: int) -> Hit | None:
    """«أبلغ مسؤول وكالة الأنباء أن»: the agency was told."""
    kind = grammar.kind_of(s, verb, found.first, heard)
    if kind is None:
        return None
    source = s.source(found.first, heard, kind)
    s.memory.keep(source, verb.feminine)
    one = s.attributed(grammar.lead(s, at), heard, source, verb.lemma)
    medium = s.source(heard, found.past, "named_media")
    return Hit([one, s.attributed(heard, found.end, medium, verb.lemma, carrier=True)], found.end)


def _told(s: Sentence, at: int, verb: Verb, found: Said) -> Hit | None:
    """«مصادر أبلغت رويترز أن»: what stands after the verb was spoken to."""
    before = grammar.subject_before(s, at, verb)
    if before is None:
        return None
    s.memory.keep(before[1], verb.feminine)
    one = s.attributed(before[0], at + 1, before[1], verb.lemma)
    if found.past == found.first or s[found.first] in ar.PREPOSITIONS:
        return Hit([one], found.end)
    heard = s.source(found.first, found.past, "named_media")
    return Hit([one, s.attributed(found.first, found.end, heard, verb.lemma, carrier=True)], found.end)


def _passed(s: Sentence, at: int, verb: Verb) -> Hit | None:
    """«نقلت رويترز عن مصدر أن», «نسبت الصحيفة إلى مسؤول قوله»: the carrier, then the one who spoke."""
    by = "الي" if verb.lemma == "نسب" else "عن"
    past = grammar.name_end(s, at + 1, lambda place: s[place] == by)
    if s[past] != by or past == at + 1:
        return None
    told = grammar.name_end(s, past + 1, lambda place: grammar.clause_at(s, place) > 0 or s[place] in ar.SAYING)
    kinds = [judge(s, one, two, strict=False, feminine=None) for one, two in ((at + 1, past), (past + 1, told))]
    if kinds[0] is None or kinds[1] is None or told == past + 1:
        return None
    kind = "named_media" if kinds[0] in {"named_org", "named_person"} else kinds[0]
    carrier = s.attributed(grammar.lead(s, at), past, s.source(at + 1, past, kind), verb.lemma, carrier=True)
    end = grammar.clause_at(s, told) or grammar.clause_at(s, told + 1) or told
    speaker = s.source(past + 1, told, kinds[1])
    s.memory.keep(speaker)
    return Hit([carrier, s.attributed(past, end, speaker, verb.lemma)], end)


def _issued(s: Sentence, at: int, verb: Verb) -> Hit | None:
    """«نشرت مجلة تقريراً يشير إلى أن», or «لم تصدر الشركة أي بيان»."""
    wanted = ar.STATEMENTS if s[at - 1] in ar.NEGATIONS else ar.REPORTS
    paper = next((place for place in range(at + 1, at + _ISSUE_REACH) if s[place] in wanted), 0)
    if s[at - 1] in ar.NEGATIONS and paper and paper <= at + 2:
        return _unsaid(s, at, verb, paper)
    past = grammar.name_end(s, at + 1, lambda place: place == paper or s[place] == "اي")
    kind = judge(s, at + 1, past, strict=False, feminine=verb.feminine) if paper and past > at + 1 else None
    if kind is None or kind in {"document", "impersonal"}:
        return None
    source = s.source(at + 1, past, kind)
    s.memory.keep(source, verb.feminine)
    if s[at - 1] in ar.NEGATIONS:
        return Hit([s.attributed(at - 1, paper + 1, source, verb.lemma, negated=True)], paper + 1)
    end = _in_report(s, paper)
    return Hit(
        [s.attributed(grammar.lead(s, at), end or paper + 1, source, verb.lemma, weak=not end)], end or paper + 1
    )


def _unsaid(s: Sentence, at: int, verb: Verb, paper: int) -> Hit | None:
    """«لم يصدر أي تعليق رسمي من الوزارة»."""
    by = next((place for place in range(paper + 1, paper + 4) if s[place] in {"من", "عن"}), 0)
    past = grammar.name_end(s, by + 1, lambda place: False) if by else 0
    kind = judge(s, by + 1, past, strict=True, feminine=True) if past > by + 1 else None
    if kind is None:
        return None
    source = s.source(by + 1, past, kind)
    s.memory.keep(source)
    return Hit([s.attributed(at - 1, past, source, verb.lemma, negated=True)], past)


def _in_report(s: Sentence, paper: int) -> int:
    """The place after the «أن» of a report that says something; 0 where it says nothing."""
    for place in range(paper + 1, paper + _ISSUE_REACH):
        if s[place] in ar.VERBS:
            return next((end for at in range(place + 1, place + 4) if (end := grammar.clause_at(s, at))), 0)
    return 0


def _described(s: Sentence, at: int, verb: Verb) -> Hit | None:
    """«وصفه خبراء بأنه», «وصف التطور بأنه», «وُصفت بـ»."""
    if (
        not verb.suffixed
        and s[at + 1].startswith("ب")
        and (s[at + 1] == "ب" or s[at + 1] in ar.WITH_CLAUSES or s[at + 1].startswith("بال"))
    ):
        source = None if DAMMA in s.raw(at)[:4] else s.memory.last(verb.feminine)
        return Hit([s.attributed(at, at + 2, source, verb.lemma, weak=source is None)], at + 2)
    found = grammar.said(s, at, verb)
    if found is None or found.by not in ar.WITH_CLAUSES | {"ب"}:
        return None
    past = found.past - (not verb.suffixed and found.past - found.first > 1)
    kind = judge(s, found.first, past, strict=True, feminine=verb.feminine)
    if verb.suffixed or past < found.past:
        source = s.source(found.first, past, kind) if kind else None
    else:
        source = grammar.named_before(s, at, verb)
    if source is None:
        return None
    s.memory.keep(source, verb.feminine)
    return Hit([s.attributed(grammar.lead(s, at), found.end, source, verb.lemma)], found.end)


def _denied(s: Sentence, at: int, verb: Verb) -> Hit | None:
    """«نفت الشركة أن», «نفى الوزير صحة الأنباء»."""
    found = grammar.said(s, at, verb)
    if found and found.clause > found.past + 1:
        found = None
    past = found.past if found else _denier(s, at + 1)
    if past <= at + 1:
        return _denied_again(s, at, verb, found)
    kind = judge(s, at + 1, past, strict=True, feminine=verb.feminine)
    if kind is None:
        return None
    source, end = s.source(at + 1, past, kind), found.end if found else past
    s.memory.keep(source, verb.feminine)
    return Hit([s.attributed(grammar.lead(s, at), end, source, verb.lemma, negated=True)], end)


def _denier(s: Sentence, first: int) -> int:
    """Where the name ends of one who denied a thing: «نفى الناطق الرسمي باسم الحكومة صحة الأنباء»."""
    if s[first] in ar.PREPOSITIONS or first >= len(s.words):
        return first
    if s[first] == '"':
        return next((at + 1 for at in range(first + 1, min(first + 8, len(s.words))) if s[at] == '"'), first)
    past = grammar.name_end(s, first, lambda place: False)
    if s[past] in {"،", ","} and past - first < 9:
        return past
    at = first + 1
    while at < past and (s[at].startswith("ال") or s[at] == "باسم"):
        at += 1
    return at


def _denied_again(s: Sentence, at: int, verb: Verb, found: Said | None) -> Hit | None:
    before = None if grammar.begins_clause(s, at) else grammar.subject_before(s, at, verb)
    source = before[1] if before else grammar.named_before(s, at, verb)
    if found is None or source is None:
        return None
    first = before[0] if before else grammar.lead(s, at)
    return Hit([s.attributed(first, found.end, source, verb.lemma, negated=True)], found.end)


def _refused(s: Sentence, at: int, verb: Verb) -> Hit | None:
    """«رفضت الوزارة التعليق», «امتنع المتحدث عن التعليق»."""
    past = grammar.name_end(s, at + 1, lambda place: s[place] in ar.COMMENT)
    comment = next((place for place in range(past, past + 3) if s[place] in ar.COMMENT), 0)
    kind = judge(s, at + 1, past, strict=False, feminine=verb.feminine) if comment and past > at + 1 else None
    if kind is None:
        return None
    source = s.source(at + 1, past, kind)
    s.memory.keep(source, verb.feminine)
    return Hit([s.attributed(grammar.lead(s, at), comment + 1, source, verb.lemma, negated=True)], comment + 1)


def _silent(s: Sentence, at: int, verb: Verb) -> Hit | None:
    """«لم يعلق الجيش على الحادث»."""
    past = grammar.name_end(s, at + 1, lambda place: False)
    kind = judge(s, at + 1, past, strict=False, feminine=verb.feminine) if past > at + 1 else None
    if kind is None:
        return None
    source = s.source(at + 1, past, kind)
    s.memory.keep(source, verb.feminine)
    return Hit([s.attributed(at - 1, past, source, verb.lemma, negated=True)], past)


_BY_SORT: dict[str, Callable[[Sentence, int, Verb], Hit | None]] = {
    "pass": _passed,
    "issue": _issued,
    "describe": _described,
    "deny": _denied,
    "refuse": _refused,
}
