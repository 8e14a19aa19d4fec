"""Articles composed for the cleaner, in the manner of many kinds of outlet. Every name in them is made up.

Each file of ``tests/composed`` first says what its text states (``@field value``, several joined by ``; ``), then,
below ``---``, gives the text: before each line the letters of the kinds that are right for it, and a bar.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from seeds.cleaning import Cleaned, clean
from seeds.kinds import BODY, Kind

FOLDER = Path(__file__).parent / "composed"
LETTERS: dict[str, Kind] = {
    **{"T": "title", "S": "standfirst", "H": "heading", "P": "paragraph", "L": "list_item", "G": "caption"},
    **{"R": "repeated_title", "I": "section", "Y": "byline", "X": "translator", "U": "outlet", "D": "date"},
    **{"K": "desk_label", "E": "related", "C": "comment_form", "N": "navigation", "B": "bio", "O": "other_noise"},
}
# What a text may say of itself, and what must never be said that it does not state.
FACTS = ("section", "outlet", "authors", "translator", "published", "modified", "dates", "issue_number")


@dataclass(frozen=True)
class Composed:
    """A text, the kinds that are right for each of its lines (by line number), and what it states."""

    name: str
    text: str
    kinds: dict[int, frozenset[Kind]]
    facts: dict[str, frozenset[str]]

    @property
    def title(self) -> str:
        return next(line for number, line in self._lines() if self.kinds[number] == {"title"})

    def _lines(self) -> list[tuple[int, str]]:
        return [(number, line) for number, line in enumerate(self.text.split("\n"), 1) if number in self.kinds]

    def body(self) -> list[tuple[int, str]]:
        """The lines that no reading may lose."""
        return [(number, line) for number, line in self._lines() if self.kinds[number] <= set(BODY)]

    def noise(self) -> list[tuple[int, str]]:
        """The lines that no reading may keep."""
        return [(number, line) for number, line in self._lines() if not self.kinds[number] & set(BODY)]


def compose(name: str, marked: str) -> Composed:
    """Read the notation above."""
    head, _, body = marked.partition("---\n")
    facts = {row[1:].partition(" ")[0]: row.partition(" ")[2] for row in head.splitlines()}
    assert set(facts) <= set(FACTS), (name, facts)
    lines, kinds = [], {}
    for number, row in enumerate(body.rstrip("\n").split("\n"), 1):
        letters, bar, line = row.partition("| ")
        if row:
            assert bar, (name, row)
            kinds[number] = frozenset(LETTERS[letter] for letter in letters.upper().split("/"))
        lines.append(line)
    stated = {field: frozenset(filter(None, facts.get(field, "").split("; "))) for field in FACTS}
    return Composed(name, "\n".join(lines), kinds, stated)


def articles(pattern: str = "*.txt") -> list[Composed]:
    """All of them, in order of their names."""
    return [compose(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob(pattern))]


def said(read: Cleaned) -> dict[str, frozenset[str]]:
    """What the cleaner says that the text states."""
    found = vars(read.metadata)
    each = {name: found[name] if isinstance(found[name], tuple) else [found[name]] for name in FACTS}
    return {name: frozenset(fact.value for fact in facts if fact) for name, facts in each.items()}


@dataclass
class Report:
    """What went wrong in reading one composed article: each fault a line for people."""

    name: str
    title: list[str]
    leaked: list[str]
    lost: list[str]
    invented: list[str]
    missed: list[str]
    other: list[str]


def examine(article: Composed, read: Cleaned | None = None) -> Report:
    """Hold a reading of the article, or the cleaner's own of its words alone, against what is right."""
    read = read or clean(article.text)
    kinds = {block.line: block.kind for block in read.blocks}
    title = read.metadata.title
    found = said(read)

    def faults(lines: list[tuple[int, str]], kept: bool) -> list[str]:
        wrong = [(number, line) for number, line in lines if (kinds[number] in BODY) is kept]
        return [f"{article.name}:{number} {kinds[number]}: {line}" for number, line in wrong]

    return Report(
        name=article.name,
        title=[] if title and title.value == article.title.strip() else [f"{article.name}: {title}"],
        leaked=faults(article.noise(), kept=True),
        lost=faults(article.body(), kept=False),
        invented=[f"{article.name} {name}: {value}" for name in FACTS for value in found[name] - article.facts[name]],
        missed=[f"{article.name} {name}: {value}" for name in FACTS for value in article.facts[name] - found[name]],
        other=[
            f"{article.name}:{number} {kinds[number]} for {'/'.join(sorted(right))}: {article.text.split(chr(10))[number - 1]}"
            for number, right in article.kinds.items()
            if kinds[number] not in right
        ],
    )
