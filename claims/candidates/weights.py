"""The one table by which sentences are ranked: what a sentence may show, what it counts, what an editor reads.

The weights are whole numbers with a reason each, not the outcome of training. What can be looked up (a sum, a
percentage, a count) weighs most; who is said to have told, when, and a decision or an act come next; what only
shapes a sentence weighs one. What makes a sentence no claim takes away as much as the strongest sign gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


def gettext_noop(message: str) -> str:
    """Mark a sentence for the catalogue; it is translated where it is shown, since this code knows no Django."""
    return message


@dataclass(frozen=True, slots=True)
class Weight:
    """What a sign counts, and the sentence that says so: an English msgid."""

    points: int
    words: str


SHORT = 5  # words; what is shorter seldom says who did what
LONG = 12  # words; a longer sentence that ends in a question mark may be a statement with a question after it

WEIGHTS: Final[dict[str, Weight]] = {
    # A number with a unit is right or wrong, and somebody has the books.
    "money": Weight(4, gettext_noop("It holds a sum of money.")),
    "percentage": Weight(4, gettext_noop("It holds a percentage.")),
    "number": Weight(3, gettext_noop("It holds a number that was measured or counted.")),
    # Figures of things that no list of units knows.
    "digits": Weight(2, gettext_noop("It holds a number in figures.")),
    # Every further number is another thing that may be wrong.
    "numbers": Weight(1, gettext_noop("It holds more than one number.")),
    # A date can be compared with other texts, but every second sentence of history holds one.
    "date": Weight(2, gettext_noop("It says when something happened or is to happen.")),
    # A chain of attribution is what the desk follows.
    "named_source": Weight(2, gettext_noop("It is attributed to a named source.")),
    "unnamed_source": Weight(2, gettext_noop("It is attributed to sources that are not named.")),
    # What a crowd thinks is told about often, and rarely anyone's to answer for.
    "group": Weight(1, gettext_noop("It is told as what a group thinks that is not named.")),
    "impersonal": Weight(1, gettext_noop("It is told as what is believed or expected, and nobody says by whom.")),
    # One counterexample is enough to refute it.
    "superlative": Weight(2, gettext_noop("It says that something is the first, the only one or the most.")),
    # Two sides who do not agree: one of them is wrong.
    "denial": Weight(2, gettext_noop("It denies something, or says that nobody has confirmed it.")),
    # Decisions, acts and events leave traces that can be looked up.
    "event": Weight(2, gettext_noop("It tells of a decision, an act or an event.")),
    "comparison": Weight(1, gettext_noop("It compares things with each other.")),
    "cause": Weight(1, gettext_noop("It says that one thing led to another.")),
    "plan": Weight(1, gettext_noop("It says what is planned or expected.")),
    "makeup": Weight(1, gettext_noop("It says what something consists of, uses or is for.")),
    "name": Weight(1, gettext_noop("It names a person, an organization or a product.")),
    # No statement at all.
    "question": Weight(-4, gettext_noop("It is a question.")),
    "request": Weight(-4, gettext_noop("It asks the reader to do something.")),
    "lead_in": Weight(-3, gettext_noop("It only introduces what follows.")),
    # Statements of which no evidence could be found.
    "opinion": Weight(-2, gettext_noop("It praises, blames or speaks in images.")),
    "feeling": Weight(-2, gettext_noop("It speaks of feelings.")),
    "vague": Weight(-1, gettext_noop("It says only that something may be so.")),
    "general": Weight(-1, gettext_noop("It speaks in general, of no particular case.")),
    "comment": Weight(-1, gettext_noop("It comments on what was said before.")),
    "background": Weight(-1, gettext_noop("It explains a term or tells what is known already.")),
    "short": Weight(-2, gettext_noop("It is very short.")),
}
