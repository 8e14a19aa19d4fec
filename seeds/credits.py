"""Who is credited on a line: author, translator, outlet, desk, agency. Pure functions.

A name is read only where the form of the line says that it is one; nothing is invented. Some forms are credits
wherever they stand; others («جنيف: …») are so only between the title and the text, and say so by ``loose``.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from claims.arabic import fold, stem

from . import vocabulary
from .gazetteer import CREDITED, GIVEN, PLACES
from .lines import Line
from .lines import line as line_of
from .vocabulary import gettext_noop

DESK_WHY = gettext_noop("It is a label of the desk and names no one.")
DESK_OUTLET_WHY = gettext_noop("It is a label of the desk beside the name of the outlet.")
AGENCY_WHY = gettext_noop("It names places or agencies that a report came from, and says nothing else.")

_LONGEST = 80  # characters of a name
_TRIM = ' \t:：.،,؛;*|-–—ـ/\\•·«»"“”()[]…'
_DASH = r"[:：/|\-–—ـ]"

_TRANSLATOR = re.compile(
    rf"^[\s(\[]{{0,3}}(?:(?:ال)?ترجمة(?: و(?:إعداد|اعداد|تحرير|تلخيص|تقديم))?|(?:إعداد|اعداد|تلخيص) وترجمة"
    rf"|ترجمها|ترجمه|ترجمته|تعريب|عرّبه|عربه|نقله إلى العربية|نقلها إلى العربية|translation"
    rf"|translator)\s{{0,3}}{_DASH}{{1,2}}(.+)$|^[\s(]{{0,3}}translated(?:\s+from\s+[\w ]{{3,40}}?)?\s+by\s*:?\s*(.+)$",
    re.IGNORECASE,
)
_FIRM = re.compile(
    rf"^[\s(\[*]{{0,3}}(?:بقلم|(?:words|story|text|written|reporting|report"
    rf"|posted)?\s?by)\s{{0,3}}{_DASH}{{1,2}}\s*(.+)$"
    rf"|^[\s(\[*]{{0,3}}(?:كتب|كتبت|كتبه|كتبها|إعداد|اعداد|إعداد و[^\W\d_]{{3,8}}|[^\W\d_]{{3,8}} وإعداد|أعدّه"
    rf"|أعده|أعدها|تقديم|بواسطة|الكاتب|الكاتبة|المؤلف"
    rf"|تأليف|author,?|authors"
    rf"|writer|أجرى الحوار|أجرت الحوار|أجرى المقابلة|أجرت المقابلة|حاوره|حاورها|حاورته"
    rf"|حاورتها)\s{{0,3}}{_DASH}{{1,2}}\s*(.+)$"
    r"|^[(\[]\s?(?:إعداد|اعداد|كتابة|تغطية|شارك في التغطية)\s+(.+)$"
    r"|^[\s(\[]{0,3}reporting\s+by\s+([^;.]{3,160})(?:;.{0,200})?\.?$",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"^(?:بقلم|كتب|كتبت|(?:[^\W\d_]{3,8}\s)?بواسطة|إعداد|اعداد|الكاتب|الكاتبة|(?:words\s|story\s|text\s|written\s|posted\s)?by)\s+(.+)$"
    rf"|^(?:تقرير|حوار|تحقيق|تغطية|متابعة|مقابلة|مراسل|مراسلنا|مراسلتنا|report|interview"
    rf"|analysis)\s{{0,3}}{_DASH}{{1,2}}\s*(.+)$",
    re.IGNORECASE,
)
_GUARDED = re.compile(r"^(?:تقرير|حوار|تحقيق|تغطية|متابعة|مقابلة|كتب|كتبت|report|interview|analysis)\b", re.IGNORECASE)
# A credit of a desk: «(إعداد … للنشرة العربية - تحرير …)». Who edits is no author.
_AFTER_NAME = re.compile(r"\s+(?:للنشرة|في النشرة|في \d|ل«|لـ|من|in|at|for|with)\s.*$", re.IGNORECASE)
_OTHERS = re.compile(
    r"\s*[-–—ـ،,؛;/|(\[]\s*(?:تحرير|مراجعة|إشراف|ترجمة|تصوير|editing|edited|photo|additional|illustrat|graphic)\b.*$",
    re.IGNORECASE,
)
_EDITED = re.compile(
    rf"^[\s(\[]{{0,3}}(?:(?:ساهم|شارك)ت? في (?:ال)?(?:إعداد|تغطية|كتابة|تحرير)(?: \w{{3,12}}){{0,2}}"
    rf"|تحرير|المحرر|المحررة|مراجعة|إشراف|edited by|editing by|editor"
    rf"|additional reporting by|with reporting by)"
    rf"\s{{0,3}}(?:{_DASH}{{1,2}}|(?<=by))\s*(.{{3,120}})$",
    re.IGNORECASE,
)
_ALONE = vocabulary.folded("بقلم", "كتب", "كتبت", "by", "written by", "author", "الكاتب", "الكاتبة", "المؤلف", "إعداد")
_TRANSLATOR_ALONE = vocabulary.folded("ترجمة", "المترجم", "translated by", "translator", "ترجمها", "تعريب")


# --- Names ------------------------------------------------------------------------------------------------------------


def is_person(words: str) -> bool:
    """Whether ``words`` can be the name of a person, and of nothing else that we know.

    >>> [is_person(words) for words in ("ليو ديان", "د. سامي وليد سعد", "Nora van Dyke", "Harbor Wire", "نيويورك")]
    [True, True, True, False, False]
    """
    one = line_of(_unhonored(words)) if len(words) <= _LONGEST else line_of("")
    if not one.is_name or one.bare in PLACES or one.bare in CREDITED or one.bare in vocabulary.DESK:
        return False
    tokens = set(one.tokens)
    if tokens & (vocabulary.OUTLET | vocabulary.PROFESSIONS) or _names_section(one):
        return False
    return all(_capital(word) for word in one.words)


def _capital(word: str) -> bool:
    """A Latin word of a name begins with a capital, but for its small words."""
    return not word[0].isascii() or word[0].isupper() or word.casefold() in vocabulary.PARTICLES


def _unhonored(words: str) -> str:
    first, _, rest = words.partition(" ")
    before, dot, after = words.partition(".")
    if dot and fold(before) in vocabulary.HONORIFICS:
        return after.strip()
    return rest if fold(first).strip("./") in vocabulary.HONORIFICS and rest else words


def _names_section(one: Line) -> bool:
    return all({token, stem(token)} & vocabulary.SECTIONS for token in one.tokens)


def is_given(words: str) -> bool:
    """Whether ``words`` begin with a given name that is common.

    >>> is_given("نجيب الطويل"), is_given("حصار مستمر"), is_given("Nora Whitfield")
    (True, False, True)
    """
    first = fold(_unhonored(words)).split(" ")[0] if len(words) <= _LONGEST else ""
    return first in GIVEN or first.startswith("عبدال")


def is_full_name(words: str) -> bool:
    """Whether ``words`` are plainly a name: they begin with a given name, or end in one of a family or a place."""
    return is_person(words) and (is_given(words) or fold(words.split()[-1]).startswith("ال"))


def is_honored(words: str) -> bool:
    """Whether ``words`` are a name behind a title of honor: «د. الطيب حامد»."""
    before, dot, _ = words.partition(".")
    name = words[len(before) + 1 :].strip().removeprefix("ال")
    return bool(dot) and fold(before) in vocabulary.HONORIFICS and is_person(name)


def people(words: str) -> tuple[str, ...]:
    """The names in ``words``, several only where they are clearly several; none where something else is among them.

    >>> people("سامح الديب وهالة منير"), people("سامي وليد سعد"), people("Nora Whitfield in Rome and Samir Okafor")
    (('سامح الديب', 'هالة منير'), ('سامي وليد سعد',), ('Nora Whitfield', 'Samir Okafor'))
    >>> people("the numbers"), people("Jane Doe, Political Editor")
    ((), ('Jane Doe',))
    """
    found: list[str] = []
    joined = _AND.search(words[:300]) is not None
    for piece in _pieces(words):
        if is_person(piece) and (not found or joined or is_given(piece)):
            found.append(piece)
        elif not (found and is_beside(piece)):
            return tuple(found) if found and _is_tail(piece) else ()
    return tuple(dict.fromkeys(found))


def left_out(words: str, names: Collection[str]) -> str | None:
    """What a credit that was read as ``names`` may name beside them: an editor is told.

    >>> left_out("By Ann Lee, Ophir Glade", ["Ann Lee"]), left_out("By Ann Lee, Political Editor", ["Ann Lee"])
    ('Ophir Glade', None)
    >>> left_out("كتب: طه الغانم، جنان غانم", ["طه الغانم"])
    'جنان غانم'
    """
    known = {fold(name) for name in names}
    for piece in _pieces(words):
        if any(name in fold(piece) for name in known):
            continue
        if is_person(piece) and not is_beside(piece):
            return piece
    for name in names:
        parts = name.split()
        at = next((at for at in range(2, len(parts) - 1) if _may_join(parts[at])), None)
        if at is not None:
            return " ".join(parts[at:])
    return None


# Given and family names that begin with the letter of «and».
_WAW = GIVEN | vocabulary.folded(
    "وضاح|وهبة|وفيق|وصفي|وثاب|واصف|وسن|وجنات|ولاء|وردة|وضحة|وهبي|وهدان|ونيس|ونوس|وهاب|وناس|وافي|وادي|ولد|وطفة|والي",
)
_AND = re.compile(r"\s(?:and|&|و)\s|\sو(?=\w)", re.IGNORECASE)


def _may_join(word: str) -> bool:
    plain = fold(word)
    return plain.startswith("و") and len(plain) > 3 and plain not in _WAW


_JOINTS = re.compile(r"\s*[,،|/&؛;•·]\s*|\s+(?:and|و|with)\s+|\s+[-–—ـ]+\s+|\s*[–—]\s*|\s*[()\[\]]\s*", re.IGNORECASE)


def _pieces(words: str) -> list[str]:
    """``words`` at the joints between names: commas, bars, «and», « و »; and at «و» before a given name."""
    parts = _JOINTS.split(_OTHERS.sub("", words[:300]))
    plain = (_AFTER_NAME.sub("", part).strip(_TRIM) for part in parts)
    return [piece for part in plain if part for piece in _joined(part)]


def _joined(part: str) -> list[str]:
    """«سامح الديب وهالة منير» in two; «سامي وليد سعد» in one."""
    words = part.split()
    for at in range(2, len(words) - 1):
        if _may_join(words[at]) and (fold(words[at])[1:] in GIVEN or is_family(words[at - 1])):
            return [" ".join(words[:at]), *_joined(" ".join([words[at].removeprefix("و"), *words[at + 1 :]]))]
    return [part]


def is_family(word: str) -> bool:
    """«البلوشي»: a name of origin ends a name, so that «و» behind it joins another."""
    plain = fold(word)
    return plain.startswith("ال") and plain.endswith("ي") and len(plain) > 4


def is_beside(piece: str) -> bool:
    """Whether it may stand beside a name in a credit: a place, an outlet, what someone is."""
    one = line_of(piece)
    first, _, rest = one.bare.partition(" ")
    if "@" in piece and " " not in piece:
        return True
    if first in vocabulary.DESK and rest and "«" in piece:
        return True
    return one.bare in PLACES or one.bare in CREDITED or is_outlet(one) or is_role(one) or one.bare in vocabulary.DESK


def _is_tail(piece: str) -> bool:
    return len(piece.split()) <= 4


def is_office(line: Line) -> bool:
    """Whether words name who wrote by office only: «News Staff», «محرر الشؤون الدولية»."""
    return any(token in vocabulary.OFFICES for token in line.tokens) and all(_capital(word) for word in line.words)


def is_role(line: Line) -> bool:
    """Whether a line says what someone is, and not who.

    >>> [is_role(line_of(text)) for text in ("Transport correspondent", "مراسل اقتصادي", "مراسل القناة قُتل أمس.")]
    [True, True, False]
    """
    if not 1 <= len(line.words) <= 6 or line.ends or not line.is_short or line.ends_in_colon:
        return False
    if line.tokens and line.tokens[0] in vocabulary.PROFESSIONS:
        return True
    return any(token in vocabulary.PROFESSIONS and token.isascii() for token in line.tokens)


# --- Bylines ----------------------------------------------------------------------------------------------------------


def translator(line: Line) -> str | None:
    """The name of a line that credits a translator.

    >>> translator(line_of("ترجمة: عروة درويش")), translator(line_of("Translated by Peter Voss"))
    ('عروة درويش', 'Peter Voss')
    """
    match = _TRANSLATOR.match(line.text) if line.is_short else None
    names = people(match[1] or match[2]) if match else ()
    return names[0] if names else None


def authors(line: Line, *, loose: bool = False) -> tuple[str, ...] | None:
    """The names of a line that credits authors by saying so; empty where it credits no person; else ``None``.

    >>> authors(line_of("بقلم: ليو ديان")), authors(line_of("كتب الرئيس رسالة إلى الشعب."), loose=True)
    (('ليو ديان',), None)
    >>> authors(line_of("كتب: قسم الاقتصاد")), authors(line_of("By noon the shares had lost 4%"), loose=True)
    ((), None)
    >>> authors(line_of("By Nora Whitfield and Samir Okafor"), loose=True)
    ('Nora Whitfield', 'Samir Okafor')
    """
    key = ("authors", loose)
    if key not in line.memo:
        line.memo[key] = _authors(line, loose=loose)
    found: tuple[str, ...] | None = line.memo[key]
    return found


def _authors(line: Line, *, loose: bool) -> tuple[str, ...] | None:
    if not line.is_short or len(line.words) > 30:
        return None
    if match := _FIRM.match(line.text):
        names = people(next(group for group in match.groups() if group))
        # «كتب: …» may as well head a list of books.
        firm = not line.folded.startswith("كتب") or is_office(line) or len(line.words) <= 3
        return names if names or (len(line.words) <= 6 and not line.ends and firm) else None
    if (_EDITED.match(line.text) or _TRANSLATOR.match(line.text)) and len(line.words) <= 12 and not line.ends:
        return ()
    return _loose_authors(line) if loose and len(line.words) <= 16 and not line.is_sentence else None


_BARS = " |•·*_"  # some set a credit between them


def _loose_authors(line: Line) -> tuple[str, ...] | None:
    match = _LOOSE.match(line.text.strip(_BARS))
    if match is None:
        return None
    words = match[1] or match[2]
    names = people(words)
    if names and _GUARDED.match(line.text) and not all(is_given(name) for name in names):
        return None
    if names:
        return names
    one = line_of(words)
    return () if len(one.words) <= 5 and (is_beside(words) or is_office(one)) else None


_SOURCE = re.compile(r"^المصدر\s{0,2}:\s*(.+)$")


def sourced(line: Line) -> tuple[str, ...] | None:
    """The names of a line that calls a person, beside a place, the source: the byline of some papers of the Gulf.

    >>> sourced(line_of("المصدر: راشد المهيري - دبي")), sourced(line_of("المصدر: رويترز - وكالات"))
    (('راشد المهيري',), None)
    """
    match = _SOURCE.match(line.text) if line.is_short else None
    return beside(line_of(match[1]), (), near=False) if match else None


_BY = re.compile(r"^(.{0,60}?)[\s|•·,،–-]*\b(?:بواسطة|بقلم|كتب|كتبت|by)\b\s*:?\s*(.{3,80})$", re.IGNORECASE)


def dated(line: Line) -> tuple[tuple[str, ...], Line] | None:
    """The names of a byline that shares its line with something else, and what else there is: it may be a date.

    >>> names, rest = dated(line_of("نُشر في 20 نوفمبر 2024 بواسطة سوسن البيطار"))
    >>> names, rest.text
    (('سوسن البيطار',), 'نُشر في 20 نوفمبر 2024')
    """
    if not line.is_short or len(line.words) > 16 or line.is_sentence:
        return None
    match = _BY.match(line.text)
    if match and match[1].strip(_TRIM):
        names = people(match[2])
        if names or is_office(line_of(match[2].removeprefix("the "))):
            return names, line_of(match[1].strip(_TRIM))
    pieces = [piece.strip(_TRIM) for piece in re.split(r"\s*[|•·]\s*|\s[-–—]\s", line.text) if piece.strip(_TRIM)]
    for at, piece in enumerate(pieces if 2 <= len(pieces) <= 4 else ()):
        names = authors(line_of(piece), loose=True) or (people(piece) if is_given(piece) else ())
        if names:
            return names, line_of(" | ".join(pieces[:at] + pieces[at + 1 :]))
    return None


def announces(line: Line) -> str | None:
    """``author`` or ``translator`` where a line is a credit's label alone, and the name stands on the next.

    >>> announces(line_of("بقلم:")), announces(line_of("Translated by")), announces(line_of("كتب"))
    ('author', 'translator', 'author')
    """
    if line.bare in _ALONE:
        return "author"
    return "translator" if line.bare in _TRANSLATOR_ALONE and (line.ends_in_colon or line.text.isascii()) else None


def parts(line: Line) -> list[str]:
    """A line at its bars, dashes and colons: the pieces of a credit such as «جنيف: نجيب الطويل»."""
    pieces = re.split(r"[|–—:•·]|\s[-ـ/]|[-ـ/]\s|[،,]", line.text)
    return [piece.strip(_TRIM) for piece in pieces if piece.strip(_TRIM)]


_ROLE = re.compile(r"([^()]{3,40}?)\s?\(([^()]{3,40})\)")  # «Huda Al Marri (Senior Reporter)»


def beside(line: Line, outlets: Collection[str], *, near: bool) -> tuple[str, ...] | None:
    """The names of a line that holds a name beside a place or an outlet, and nothing else; else ``None``.

    ``outlets`` are names that the page itself gives as its own; ``near`` says that another credit stands beside.

    >>> beside(line_of("جنيف: نجيب الطويل"), (), near=False), beside(line_of("غزة: حصار مستمر"), (), near=False)
    (('نجيب الطويل',), None)
    """
    role = _ROLE.fullmatch(line.text) if len(line.words) <= 8 else None
    if role and is_person(role[1]) and is_role(line_of(role[2])):
        return (role[1],)
    pieces = parts(line)
    if not 2 <= len(pieces) <= 4 or len(line.words) > 12 or line.ends_in_stop:
        return None
    names = [piece for piece in pieces if any(is_given(name) for name in people(piece))]
    if not names and len(pieces) == 2 and "|" in line.text and is_person(pieces[0]) and is_role(line_of(pieces[1])):
        names = pieces[:1]  # «Leontyne Brask | Staff Writer»
    others = [piece for piece in pieces if piece not in names]
    if not names or not others:
        return None
    if any(fold(piece) in vocabulary.CRAFTS for piece in others):
        return ()
    known = all(is_beside(piece) or fold(piece) in outlets for piece in others)
    if known or (near and all(len(piece.split()) <= 4 and not is_given(piece) for piece in others)):
        return tuple(name for piece in names for name in people(piece))
    return None


def doubled(line: Line) -> str | None:
    """The name that a line prints twice.

    >>> doubled(line_of("ليو ديان ليو ديان")), doubled(line_of("الذكاء الاصطناعي الذكاء الاصطناعي"))
    ('ليو ديان', None)
    """
    words = line.text.split() if line.is_short else []
    half, odd = divmod(len(words), 2)
    if odd or not words or words[:half] != words[half:]:
        return None
    name = " ".join(words[:half])
    return name if is_person(name) else None


def doubled_word(line: Line) -> bool:
    """Whether a line is one word written twice in one.

    >>> doubled_word(line_of("DeepSeekDeepSeek")), doubled_word(line_of("DeepSeek"))
    (True, False)
    """
    half, odd = divmod(len(line.text), 2)
    if odd or half < 3 or not line.is_short or " " in line.text:
        return False
    return line.text[:half] == line.text[half:] and line.text.isalpha()


def described(line: Line) -> str | None:
    """The name with which a note on an author begins.

    >>> described(line_of("إسراء أبو العنين صحفية مصرية «تحت التمرين»"))
    'إسراء أبو العنين'
    >>> described(line_of("Imogen Castellane is a writer and the author of two books."))
    'Imogen Castellane'
    """
    words = line.text.split(maxsplit=9)[:9] if line.is_short else []
    if len(line.words) > 60 or vocabulary.PROFESSIONS.isdisjoint(line.tokens):
        return None
    for place, word in enumerate(words[:8]):
        if fold(word).strip(_TRIM) in vocabulary.PROFESSIONS:
            name = " ".join(word for word in words[:place] if fold(word) not in vocabulary.COPULAS).strip(_TRIM)
            return name if is_person(name) else None
    return None


def is_note_on_someone(line: Line) -> bool:
    """Whether a line says what someone is without the name: «كاتب وروائي من حوران».

    >>> is_note_on_someone(line_of("* كاتب وروائي من حوران")), is_note_on_someone(line_of("كاتب الرواية لم يحضر."))
    (True, False)
    """
    tokens = line.tokens
    if not tokens or len(tokens) > 25 or tokens[0] not in vocabulary.PROFESSIONS or tokens[0].isascii():
        return False
    return line.text.startswith(("*", "٭", "-", "•")) or not line.ends_in_stop


# --- Outlets, desks ---------------------------------------------------------------------------------------------------


def is_outlet(line: Line) -> bool:
    """Whether a line is the name of an outlet: a few words, one of which outlets carry in their names.

    >>> [is_outlet(line_of(name)) for name in ("محور بلس", "إكسبريس تيفي", "إكسبريس تي في", "ليو ديان")]
    [True, True, True, False]
    >>> [is_outlet(line_of(name)) for name in ("صحيفة المرسى", "قناة السويس", "Breaking news", "The Delta Courier")]
    [True, False, False, True]
    """
    if not 2 <= len(line.words) <= 5 or line.ends or line.ends_in_colon or not line.is_short or line.is_item:
        return False
    if line.bare.endswith(vocabulary.OUTLET_ENDS):
        return True
    tokens = [token for token in line.tokens if token != "the"]  # noqa: S105 - a word, no secret
    if not tokens or set(tokens) & (vocabulary.NO_NAME | vocabulary.NO_OUTLET):
        return False
    if not all(_capital(word) or word == "the" for word in line.words):
        return False
    return (tokens[0] in vocabulary.OUTLET_FIRST and len(tokens) <= 4) or tokens[-1] in vocabulary.OUTLET_LAST


def is_kind_of_outlet(line: Line) -> bool:
    """Whether it begins with what it is («موقع …»): then it may as well be no name, and needs another credit beside."""
    return bool(line.tokens) and line.tokens[0] in vocabulary.OUTLET_FIRST


class DeskLabel(NamedTuple):
    """A label such as «خاص»; ``outlet`` where the same line names one."""

    reason: str
    outlet: str | None


def desk_label(line: Line) -> DeskLabel | None:
    """Read a label of the desk, alone or beside the outlet's name; or places and agencies.

    >>> desk_label(line_of("خاص")).outlet, desk_label(line_of("خاص - محور بلس")).outlet
    (None, 'محور بلس')
    >>> desk_label(line_of("خاص جداً")) is None, desk_label(line_of("دبي - وكالات")).outlet
    (True, None)
    """
    pieces = parts(line) if line.is_short and len(line.words) <= 10 and not line.is_sentence else []
    desks = [piece for piece in pieces if fold(piece) in vocabulary.DESK]
    places = [piece for piece in pieces if fold(piece) in PLACES or fold(piece) in CREDITED]
    others = [piece for piece in pieces if piece not in desks and piece not in places]
    if not (desks or places) or len(others) > 1:
        return None
    if not others:
        return DeskLabel(DESK_WHY if desks and not places else AGENCY_WHY, None)
    outlet = others[0]
    quoted = f"«{outlet}»" in line.text and len(outlet.split()) <= 4
    return DeskLabel(DESK_OUTLET_WHY, outlet) if is_outlet(line_of(outlet)) or quoted else None
