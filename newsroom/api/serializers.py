"""The shapes of answers, for the OpenAPI document. Answers are built in objects.py; a test holds the two together."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from ..choices import Cause, PublicationKind
from .reading import STATES

DOCUMENT = (
    "The published document itself, as described in docs/documents.md: the canonical JSON whose SHA-256 is `digest`. "
    "`null` while it is withheld."
)

CORRECTED = ["story", "claim"]
VERDICT = ["verdict"]


class Shape(serializers.Serializer[Any]):
    """Base of all shapes: what is described, never parsed."""


class Pair(Shape):
    """A text in both languages; `null` where it was not written."""

    ar = serializers.CharField(allow_null=True)
    en = serializers.CharField(allow_null=True)


class Coded(Shape):
    """A value of a closed list with its words."""

    code = serializers.CharField()
    label = Pair()  # type: ignore[assignment]


class Rating(Shape):
    """A rating with its words. `ordinal` is null where the rating has no place on the scale from 1 to 5."""

    code = serializers.CharField()
    label = Pair()  # type: ignore[assignment]
    definition = Pair()
    ordinal = serializers.IntegerField(allow_null=True)
    tone = serializers.CharField()
    icon = serializers.CharField()


class Quantity(Shape):
    """A number or date that a claim states. `value` and `high` are decimal strings; dates are EDTF."""

    subject = serializers.CharField()
    measure = serializers.CharField()
    comparator = serializers.CharField(help_text="One of `= < <= > >= ~ range order_of`.")
    value = serializers.CharField(allow_null=True)
    high = serializers.CharField(allow_null=True, help_text="The upper end of a range.")
    unit = serializers.CharField(allow_null=True, allow_blank=True)
    date = serializers.CharField(allow_null=True)
    period = serializers.CharField(allow_null=True)
    words = Pair(help_text="The quantity in words.")


class Origins(Shape):
    """In how many texts a claim stands, and from how many independent origins."""

    texts = serializers.IntegerField()
    independent = serializers.IntegerField()
    circular = serializers.BooleanField()


class Link(Shape):
    """Another published thing and where to get it."""

    id = serializers.CharField()
    api_url = serializers.URLField()


class Item(Shape):
    """What every published thing has."""

    id = serializers.CharField(help_text="Permanent; ten characters.")
    kind = serializers.ChoiceField(choices=PublicationKind.values)
    url = serializers.URLField(help_text="The page for readers: Arabic if there is one, else English.")
    urls = Pair(help_text="The page for readers in each language that it has.")
    api_url = serializers.URLField()
    version = serializers.IntegerField(help_text="Counts the publications of this id from 1.")
    sequence = serializers.IntegerField(help_text="The number of this publication among all; see `changes`.")
    digest = serializers.CharField(help_text="SHA-256, hexadecimal, of the canonical document of this version.")
    state = serializers.ChoiceField(choices=list(STATES))
    cause = serializers.ChoiceField(choices=Cause.values)
    languages = serializers.ListField(child=serializers.ChoiceField(choices=["ar", "en"]))
    first_published = serializers.DateTimeField()
    updated = serializers.DateTimeField(help_text="When this version was published.")
    notice = Coded(
        allow_null=True, help_text="Why it is withheld, or gone for good (`retracted`, `legal`): one of a fixed list."
    )
    reason = Pair(allow_null=True, help_text="The public note of a withdrawal or of putting something back.")
    replaced_by = serializers.CharField(allow_null=True, help_text="The id that took its place.")
    superseded_by = serializers.IntegerField(
        allow_null=True, required=False, help_text="Of one version alone: the version that holds now, if another."
    )
    document = serializers.DictField(allow_null=True, required=False, help_text=DOCUMENT)


class VerdictChange(Shape):
    """A cited rating that has changed since the text was approved."""

    claim = serializers.CharField()
    was = Rating(allow_null=True)
    now = Rating(allow_null=True)
    since = serializers.DateTimeField()


class StoryLinks(Shape):
    claims = Link(many=True)
    questions = Link(many=True)


class Story(Item):
    """A story that is followed. What it says is null while it is withheld."""

    title = Pair(allow_null=True)
    dek = Pair(allow_null=True)
    story_state = Coded(allow_null=True, help_text="`developing`, `dormant` or `closed`.")
    lags = serializers.ListField(
        child=serializers.CharField(), allow_null=True, help_text="Languages whose text is older than the other's."
    )
    under_review = serializers.BooleanField(
        allow_null=True, help_text="A cited rating has changed since the text was approved."
    )
    verdict_changes = VerdictChange(many=True, allow_null=True)
    links = StoryLinks(allow_null=True)


class ClaimLinks(Shape):
    questions = Link(many=True)
    stories = Link(many=True)
    related = Link(many=True)
    sources = Link(many=True)


class Claim(Item):
    """A checkable statement and its rating. What it says is null while it is withheld."""

    text = Pair(allow_null=True)
    short = Pair(allow_null=True, help_text="At most 75 characters.")
    checkability = Coded(allow_null=True)
    verdict = Rating(allow_null=True, help_text="Null for opinions and vague sentences.")
    as_of = serializers.DateField(allow_null=True, help_text="The date up to which the newsroom looked.")
    verification = serializers.IntegerField(allow_null=True, help_text="The number of the verification that holds.")
    verdict_since = serializers.DateTimeField(allow_null=True)
    lags = serializers.ListField(
        child=serializers.CharField(), allow_null=True, help_text="Languages that show an older verification."
    )
    quantities = Quantity(many=True, allow_null=True)
    origins = Origins(allow_null=True)
    links = ClaimLinks(allow_null=True)


class Resolution(Shape):
    """The reviewed answer of a story to a question."""

    text = Pair()
    story = serializers.CharField()
    cites = serializers.ListField(child=serializers.CharField())


class QuestionLinks(Shape):
    claims = Link(many=True)
    stories = Link(many=True)


class Question(Item):
    """A question with its rival answers, drawn from published claims and stories."""

    wording = Pair(allow_null=True)
    subject = serializers.CharField(allow_null=True)
    measure = serializers.CharField(allow_null=True)
    scope = serializers.CharField(allow_null=True)
    note = Pair(allow_null=True)
    resolved = Resolution(allow_null=True, help_text="Null while the question is open.")
    links = QuestionLinks(allow_null=True)


class Count(Shape):
    """How many of a source's claims have a rating; without one, the checkability is given."""

    verdict = Rating(allow_null=True)
    checkability = Coded(allow_null=True)
    n = serializers.IntegerField()


class SourceLinks(Shape):
    claims = Link(many=True)


class Source(Item):
    """In which published claims someone appears, and with what result. Counts, never a score."""

    name = Pair(allow_null=True)
    source_kind = Coded(allow_null=True)
    counts = Count(many=True, allow_null=True)
    links = SourceLinks(allow_null=True)


class Corrected(Link):
    """What was corrected."""

    kind = serializers.ChoiceField(choices=CORRECTED)
    title = Pair()
    version = serializers.IntegerField(help_text="The version that made the correction.")


class Correction(Item):
    """A public change of something published: what it said, what it says, why."""

    correction_kind = Coded(
        allow_null=True, help_text="`correction`, `clarification`, `update`, `refile` or `retraction`."
    )
    said = Pair(allow_null=True)
    says = Pair(allow_null=True)
    why = Pair(allow_null=True)
    verdict_before = Rating(allow_null=True)
    verdict_after = Rating(allow_null=True)
    of = Corrected(allow_null=True)


class Scale(Item):
    """The rating scale as a published document; `verdicts` lists its ratings."""

    verdicts = serializers.ListField(child=serializers.CharField(), allow_null=True)


class Verdict(Item):
    """A rating of the scale. Version, digest and dates are those of the scale that holds it."""

    kind = serializers.ChoiceField(choices=VERDICT)
    code = serializers.CharField()
    label = Pair()  # type: ignore[assignment]
    definition = Pair()
    ordinal = serializers.IntegerField(allow_null=True)
    tone = serializers.CharField()
    icon = serializers.CharField()
    needs_evidence = serializers.BooleanField()
    mapping = serializers.DictField(help_text="The nearest rating in other scales.")
    retired = serializers.BooleanField(help_text="No longer given, but still shown where it was.")
    scale = serializers.URLField(help_text="The published scale, with its versions.")


class Version(Shape):
    """One publication of an id."""

    version = serializers.IntegerField()
    sequence = serializers.IntegerField()
    cause = serializers.ChoiceField(choices=Cause.values)
    at = serializers.DateTimeField()
    digest = serializers.CharField()
    current = serializers.BooleanField()
    api_url = serializers.URLField()
    document = serializers.URLField(allow_null=True, help_text="Its canonical bytes; null if it is taken down.")


class Change(Shape):
    """One publication in the order in which they left the house."""

    n = serializers.IntegerField(help_text="Without gaps, from 1.")
    kind = serializers.ChoiceField(choices=PublicationKind.values)
    id = serializers.CharField()
    version = serializers.IntegerField()
    cause = serializers.ChoiceField(choices=Cause.values)
    at = serializers.DateTimeField()
    digest = serializers.CharField(help_text="SHA-256, hexadecimal, of the bytes at `document`.")
    state = serializers.ChoiceField(choices=list(STATES), help_text="How this id stands now, whatever came since.")
    tombstone = serializers.BooleanField(help_text="This publication takes the id down: delete or hide your copy.")
    url = serializers.URLField(help_text="The page for readers.")
    api_url = serializers.URLField()
    document = serializers.URLField(
        allow_null=True, help_text="The canonical bytes of this publication; null once its id is taken down."
    )
    notice = Coded(
        allow_null=True,
        help_text="For `withheld`, and for `withdrawn` where it was retracted or taken down for legal reasons.",
    )
    reason = Pair(allow_null=True, help_text="The public note, for `withdrawn`, `redacted`, `merged`, `restored`.")
    replaced_by = serializers.CharField(allow_null=True)


class Changes(Shape):
    """A stretch of the sequence. Keep `last` and ask for `after={last}` next time."""

    results = Change(many=True)
    next = serializers.URLField(allow_null=True, help_text="Null when there is nothing newer.")
    previous = serializers.URLField(allow_null=True, help_text="Always null: the sequence is read forward.")
    last = serializers.IntegerField(help_text="The number of the last publication read so far.")
    head = serializers.IntegerField(help_text="The number of the newest publication there is.")


class ParameterFault(Shape):
    parameter = serializers.CharField()
    detail = serializers.CharField()


@extend_schema_serializer(component_name="Problem")
class ProblemShape(Shape):
    """Problem details (RFC 9457)."""

    type = serializers.URLField(help_text="Names the kind of problem and describes it.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="What is wrong here and what to do next.")
    code = serializers.CharField()
    errors = ParameterFault(  # type: ignore[assignment]
        many=True, required=False, help_text="For faulty parameters."
    )


@extend_schema_serializer(component_name="Tombstone")
class Tombstone(ProblemShape):
    """Problem details of something withdrawn, and what is left of it."""

    tombstone = Item(help_text="Everything that may still be said of it.")


class ProblemKind(Shape):
    """A kind of problem."""

    type = serializers.URLField()
    code = serializers.CharField()
    status = serializers.IntegerField()
    title = Pair()


class Collections(Shape):
    stories = serializers.URLField()
    claims = serializers.URLField()
    questions = serializers.URLField()
    sources = serializers.URLField()
    corrections = serializers.URLField()
    verdicts = serializers.URLField()
    method = serializers.URLField()


class Canonical(Shape):
    """A document as it left the house, in canonical JSON (RFC 8785): what stands around every one. The rest depends
    on `kind`, and is described in docs/documents.md."""

    schema_version = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=PublicationKind.values)
    id = serializers.CharField()
    version = serializers.IntegerField()
    cause = serializers.ChoiceField(choices=Cause.values)
    at = serializers.DateTimeField()
    by = Pair(help_text="Who published it, if the name is public.")
    first_published = serializers.DateTimeField()
    previous = serializers.IntegerField(allow_null=True, help_text="The version before this one.")
    notice = serializers.CharField(allow_null=True)
    note = Pair(allow_null=True)
    replaced_by = serializers.CharField(allow_null=True)


class Root(Shape):
    """Where everything is."""

    collections = Collections()
    changes = serializers.URLField()
    problems = serializers.URLField()
    schema = serializers.URLField()
    docs = serializers.URLField()
    head = serializers.IntegerField(help_text="The number of the newest publication.")


SHAPES: dict[str, type[Item]] = {
    PublicationKind.STORY: Story,
    PublicationKind.CLAIM: Claim,
    PublicationKind.QUESTION: Question,
    PublicationKind.SOURCE: Source,
    PublicationKind.CORRECTION: Correction,
    PublicationKind.SCALE: Scale,
}
# The fields that each kind adds to those of every published thing: what is null while something is withheld.
CONTENT: dict[str, tuple[str, ...]] = {
    kind: tuple(name for name in dict(shape().fields) if name not in dict(Item().fields))
    for kind, shape in SHAPES.items()
}
