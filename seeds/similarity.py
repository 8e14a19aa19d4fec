"""Which articles hold the same words: copies, rewritten copies, excerpts. Pure functions.

Texts are compared by their *shingles*, every three words that follow each other, folded as readers compare them.
Of the shingles of an article a fixed share goes into a table of rows (hash, article): the *sample* of its ``Sketch``.
From that one table both kinds of likeness can be estimated: Jaccard (a copy with changes) and containment (an
excerpt of a longer article), which signatures of a fixed number of minima can't. What an estimate finds, ``compare``
measures on the texts themselves, and an editor decides.

How such a table stays fast: **no hash is stored for more than ``COMMON`` articles**. Three words that stand in
thousands of articles are an outlet's boilerplate or plain language and tell nothing, but make queries slow; in the
table they end at 200 rows. Whoever stores an article has just asked for all rows of its hashes, in order to ``rank``
them, so ``storable`` needs no second look. They are not left out altogether: of a wire report that 300 outlets
copied, every hash is common, and the first 200 copies must still be found.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from claims.arabic import fold

SIZE = 3  # words of a shingle
STEP = 8  # one shingle in eight is kept; a power of two
SHORT = 64  # a text of fewer shingles keeps all of them
MOST = 2048  # hashes of a sample; a text longer than about 100,000 characters keeps a smaller share
COMMON = 200  # rows of one hash
CANDIDATES = 20

PASSAGE = 8  # words; a shorter common run is language, not copying
PASSAGES = 50

_WORD = re.compile(r"[^\W_]+")
_CHUNK = re.compile(r"\S+")
# A word with the marks and the invisible characters that may stand inside it.
_PIECE = re.compile(
    r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f])*"
)


class Word(NamedTuple):
    """A folded word and where it stands: ``text[start:end]``, code points, end exclusive."""

    folded: str
    start: int
    end: int


def words(text: str) -> list[str]:
    """The words of a text as readers compare them. Punctuation and signs do not count.

    >>> words("كلّف «٢٩٤ ألف» دولار!") == words("كلف 294 الف دولار")
    True
    """
    return _WORD.findall(fold(text))


def placed(text: str) -> list[Word]:
    """The same words as ``words`` gives, with their places. Words that fold out of one character share its place.

    >>> placed("كلّفت R1 كثيراً")
    [Word(folded='كلفت', start=0, end=5), Word(folded='r1', start=6, end=8), Word(folded='كثيرا', start=9, end=15)]
    """
    read = cache(words)  # texts repeat themselves, and hostile ones do nothing else
    known: dict[str, list[Word]] = {}
    found = []
    for match in _CHUNK.finditer(text):
        chunk, start = match.group(), match.start()
        if chunk not in known:
            known[chunk] = _placed(chunk, read)
        found += [Word(word, start + begin, start + end) for word, begin, end in known[chunk]]
    return found


def _placed(chunk: str, read: Callable[[str], list[str]]) -> list[Word]:
    whole = words(chunk)
    if not chunk.isalnum():
        pieces = [(read(match.group()), match.start(), match.end()) for match in _PIECE.finditer(chunk)]
        if [word for found, _, _ in pieces for word in found] == whole:
            return [Word(word, begin, end) for found, begin, end in pieces for word in found]
    # One word, or something in it folds across what looks like the end of one; the place of all is then the chunk.
    return [Word(word, 0, len(chunk)) for word in whole]


def body_digest(text: str) -> str:
    """SHA-256, hexadecimal, of the words of a body: the same for every spelling, spacing and punctuation of it.

    Give it what is read as the article without the title, which copies often change. Bodies without a word all
    have the digest of nothing: never match them.
    """
    return _digest(words(text))


def _digest(found: list[str]) -> str:
    return hashlib.sha256(" ".join(found).encode("utf-8", "surrogatepass")).hexdigest()


def shingles(found: Sequence[str], size: int = SIZE) -> set[int]:
    """A hash for every ``size`` words in a row: 64 bits, signed as databases have them, the same in every process.

    A text of fewer words has one shingle, of all its words; a text without words has none.

    >>> len(shingles("a b c d".split())), len(shingles(["a"])), shingles([])
    (2, 1, set())
    """
    if not found:
        return set()
    rows = zip(*(found[at:] for at in range(size)), strict=False) if len(found) >= size else [tuple(found)]
    return {
        int.from_bytes(
            hashlib.blake2b(" ".join(row).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
        )
        for row in rows
    }


# --- Sketches ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sketch:
    """What is stored of a text in order to find it again. ``count`` is the number of all its shingles.

    ``sample`` are the shingles whose hash is a multiple of a step, in order. The step depends on ``count`` alone:

    - 8 for articles. A shingle is in the sample of *every* article that holds it or of none, so samples can be
      compared like the texts themselves. An excerpt of 60 words has 58 shingles, of which about 7 are in the
      sample of the long article too; that fewer than two are happens to one excerpt in 250.
    - 1 for texts of fewer than 64 shingles: all. A sample of an eighth might be empty (news in brief of 15 words:
      one in six), and two of them could not be told apart. Against an article only the eighth counts.
    - 16, 32… for texts so long that the sample would exceed ``MOST``: an excerpt of them is found if it is longer.

    Steps are powers of two, so of two samples the one with the smaller step holds, among others, what belongs to
    the larger step: that part is compared.
    """

    digest: str
    count: int
    sample: tuple[int, ...]


def step_of(count: int) -> int:
    """Of how many shingles one is kept in the sample of a text of ``count`` shingles.

    >>> step_of(63), step_of(64), step_of(16_384), step_of(16_385)
    (1, 8, 8, 16)
    """
    if count < SHORT:
        return 1
    step = STEP
    while count > MOST * step:
        step *= 2
    return step


def sketch(text: str) -> Sketch:
    """The sketch of a text. Linear; about 0.8 ms of CPU for an article of 3 KB.

    >>> made = sketch("تدريب نموذج R1 بكلفة 294 ألف دولار")
    >>> made.count, len(made.sample)
    (5, 5)
    """
    found = words(text)
    hashes = shingles(found)
    return Sketch(_digest(found), len(hashes), _kept(hashes, step_of(len(hashes))))


def _kept(hashes: Iterable[int], step: int) -> tuple[int, ...]:
    # The low bits of a good hash are as random as any; a remainder by a power of two is never negative in Python.
    return tuple(sorted(value for value in hashes if value % step == 0))


@dataclass(frozen=True)
class Estimate:
    """``jaccard``: shared shingles by those of either text. ``contained``: shared by those of the smaller text."""

    jaccard: float
    contained: float

    @property
    def promising(self) -> bool:
        """Whether ``compare`` should measure the texts: half of what ``kind_of`` asks for, for estimates scatter."""
        return self.jaccard >= NEAR / 2 or self.contained >= EXCERPT / 2


def estimate(a: Sketch, b: Sketch) -> Estimate:
    """How alike two texts are, by their sketches.

    >>> one, other = sketch("a b c d e f"), sketch("a b c d e f g h")
    >>> estimate(one, other)
    Estimate(jaccard=0.6666666666666666, contained=1.0)
    """
    step = max(step_of(a.count), step_of(b.count))
    ours, theirs = ({value for value in made.sample if value % step == 0} for made in (a, b))
    if not ours or not theirs:
        return Estimate(0.0, 0.0)
    shared = len(ours & theirs)
    return Estimate(shared / len(ours | theirs), shared / min(len(ours), len(theirs)))


def estimate_of(shared: int, count_a: int, count_b: int) -> Estimate:
    """The same, more roughly, from the number of rows that two texts share and the counts of their sketches."""
    smaller = min(count_a, count_b)
    if not smaller:
        return Estimate(0.0, 0.0)
    # By chance the shared rows may stand for more shingles than there are.
    common = min(shared * max(step_of(count_a), step_of(count_b)), smaller)
    return Estimate(common / (count_a + count_b - common), common / smaller)


# --- The table --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Candidate:
    """An article that shares rows with another. ``weight`` counts a row by how few articles have it: at most one."""

    owner: int
    shared: int
    weight: float


def rank(rows: Iterable[tuple[int, int]], limit: int = CANDIDATES) -> list[Candidate]:
    """The owners of stored rows that may be like an article, best first. ``rows`` are all rows of its hashes.

    Order is by weight, not by number: an outlet's boilerplate of five hashes is shared with all its articles, and
    would hide an excerpt of four. Equals come in the order of the rows.

    >>> [(found.owner, found.shared) for found in rank([(1, 70), (1, 71), (2, 71), (3, 71)])]
    [(71, 3), (70, 1)]
    """
    listed = list(rows)
    spread = Counter(value for value, _ in listed)
    shared: Counter[int] = Counter()
    weights: dict[int, float] = {}
    for value, owner in listed:
        shared[owner] += 1
        weights[owner] = weights.get(owner, 0.0) + 1 / spread[value]
    best = sorted(shared, key=lambda owner: (-weights[owner], -shared[owner]))
    return [Candidate(owner, shared[owner], weights[owner]) for owner in best[:limit]]


def storable(made: Sketch, rows: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """The hashes of a sketch that have room for one more row; ``rows`` are all rows of its hashes that are stored.

    >>> made = sketch("a b c d")
    >>> full = [(made.sample[0], owner) for owner in range(COMMON)]
    >>> storable(made, full) == made.sample[1:]
    True
    """
    spread = Counter(value for value, _ in rows)
    return tuple(value for value in made.sample if spread[value] < COMMON)


# --- Texts ------------------------------------------------------------------------------------------------------------

Similar = Literal["same", "near", "excerpt", "none"]

# Measured on the five seeds and their edits (words of three; see bench/similarity.py). Different articles on one
# subject: Jaccard at most .005, containment at most .02. Lead rewritten: Jaccard .79 to .95. One word in ten left out:
# .56 to .67. Half the paragraphs: .26 to .57, containment .95 and more. One figure changed in a whole article: .97 to
# .995, so no share below all can be called the same: what was changed may be the figure that matters.
NEAR = 0.3
EXCERPT = 0.5
ONE_SIDED = 1.5  # an excerpt's share in the other text is that many times the other's share in it
FEWEST = PASSAGE - SIZE + 1  # shared shingles; fewer are no passage


@dataclass(frozen=True)
class Likeness:
    """How much two texts share, measured: shares of 0 to 1, and the number of shared shingles."""

    jaccard: float
    containment_a_in_b: float
    containment_b_in_a: float
    shared: int


def compare(text_a: str, text_b: str) -> Likeness:
    """Measure two texts. Linear in both.

    >>> compare("a b c d e f", "a b c d e f g h")
    Likeness(jaccard=0.6666666666666666, containment_a_in_b=1.0, containment_b_in_a=0.6666666666666666, shared=4)
    """
    a, b = _triples(text_a), _triples(text_b)
    shared = len(a & b)
    if not shared:
        return Likeness(0.0, 0.0, 0.0, 0)
    return Likeness(shared / (len(a) + len(b) - shared), shared / len(a), shared / len(b), shared)


def _triples(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    if len(found) < SIZE:
        return {tuple(found)} if found else set()
    return set(zip(found, found[1:], found[2:], strict=False))


def kind_of(likeness: Likeness) -> Similar:
    """What an editor is told two texts are to each other.

    - ``same``: every three words of the one stand in the other and the other way round.
    - ``excerpt``: at least half of one text stands in the other, which holds much besides.
    - ``near``: a copy with changes.

    >>> kind_of(compare("a b c", "a b c")), kind_of(compare("a b c d e f", "a b x d e f"))
    ('same', 'none')
    """
    high = max(likeness.containment_a_in_b, likeness.containment_b_in_a)
    low = min(likeness.containment_a_in_b, likeness.containment_b_in_a)
    if likeness.shared and low == 1:
        return "same"
    if likeness.shared < FEWEST:
        return "none"
    if high >= EXCERPT and high >= ONE_SIDED * low:
        return "excerpt"
    return "near" if likeness.jaccard >= NEAR else "none"


# --- Shared passages --------------------------------------------------------------------------------------------------


class Passage(NamedTuple):
    """Words that stand in both texts: ``text_a[a_start:a_end]``, ``text_b[b_start:b_end]``, and their number."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    words: int


class _Run(NamedTuple):
    """``length`` words that are the same from word ``a`` and from word ``b`` on."""

    a: int
    b: int
    length: int


# Both keep hostile texts linear: how many places of one seed are tried, and how far back a run is followed.
_PLACES = 8
_BACK = 200


def shared_passages(text_a: str, text_b: str, minimum_words: int = PASSAGE) -> list[Passage]:
    """The runs of words that two texts share, longest first, at most ``PASSAGES``; none overlap in ``text_b``.

    Linear in both: seeds of ``minimum_words`` words are looked up, and the runs around them extended.

    >>> [found.words for found in shared_passages("x a b c d", "a b c d y", 3)]
    [4]
    """
    a, b = placed(text_a), placed(text_b)
    runs = _apart(_runs(*_as_strings(a, b), minimum_words), minimum_words)
    return [
        Passage(
            a[run.a].start, a[run.a + run.length - 1].end, b[run.b].start, b[run.b + run.length - 1].end, run.length
        )
        for run in sorted(runs, key=lambda run: (-run.length, run.b))[:PASSAGES]
    ]


def _as_strings(a: list[Word], b: list[Word]) -> tuple[str, str]:
    """Both texts with one character for each different word: so that runs of words are compared at the speed of C.

    There are 1,114,112 characters: enough for the words of two texts of 1 MB. Beyond that, rare words count as one.
    """
    numbers: dict[str, str] = {}
    top = 0x10FFFF

    def character(word: Word) -> str:
        return numbers.setdefault(word.folded, chr(min(len(numbers), top)))

    return "".join(map(character, a)), "".join(map(character, b))


def _runs(a: str, b: str, size: int) -> Iterator[_Run]:
    """The longest run around each place of ``b`` that no run before it covers."""
    seeds: dict[str, list[int]] = {}
    for at in range(len(a) - size + 1):
        places = seeds.setdefault(a[at : at + size], [])
        if len(places) < _PLACES:
            places.append(at)
    at = since = 0
    while at <= len(b) - size:
        runs = [_extended(a, b, place, at, at - since) for place in seeds.get(b[at : at + size], ())]
        if runs:
            best = max(runs, key=lambda run: run.length)
            yield best
            since = best.b
            # The first seed that is not inside this run: a longer one may begin within it.
            at = best.b + best.length - size
        at += 1


def _extended(a: str, b: str, in_a: int, in_b: int, far: int) -> _Run:
    """The run through two places that hold the same; at most ``far`` words back."""
    back, most = 0, min(in_a, far, _BACK)
    while back < most and a[in_a - back - 1] == b[in_b - back - 1]:
        back += 1
    return _Run(in_a - back, in_b - back, back + _common(a, b, in_a, in_b))


def _common(a: str, b: str, in_a: int, in_b: int) -> int:
    """How many characters are the same from there on. Pieces are doubled, then halved."""
    length, piece = 0, 16
    while piece:
        first = a[in_a + length : in_a + length + piece]
        if len(first) == piece and first == b[in_b + length : in_b + length + piece]:
            length += piece
            piece *= 2
        else:
            piece //= 2
    return length


def _apart(runs: Iterable[_Run], size: int) -> Iterator[_Run]:
    """The runs, cut so that none overlap in ``b``; the longer of two neighbours keeps what they share."""
    last: _Run | None = None
    reached = 0  # the end in ``b`` of what has been given out
    for found in runs:
        run = _from(found, reached)
        if last is not None and (over := last.b + last.length - run.b) > 0:
            if run.length > last.length:
                last = _Run(last.a, last.b, last.length - over)
            else:
                run = _from(run, run.b + over)
        if last is not None and last.length >= size:
            yield last
            reached = last.b + last.length
            run = _from(run, reached)
        last = run
    if last is not None and last.length >= size:
        yield last


def _from(run: _Run, at: int) -> _Run:
    """The part of a run that lies at or behind a place of ``b``."""
    cut = max(0, at - run.b)
    return _Run(run.a + cut, run.b + cut, run.length - cut)
