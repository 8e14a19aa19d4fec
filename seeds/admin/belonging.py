"""The stories that an item may belong to, with the reasons in its own words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from claims.admin.panels import Cell, Words, cell
from claims.characters import displayable
from claims.models import Hop, Reading, SourceAlias
from newsroom.models import Story, StoryArticle, StoryClaim

from ..preparing import Prepared, body_of
from ..suggesting import StoryWords, suggest

STORIES = 60  # the newest; closed ones too, as a new text may open them again
ARTICLES = 8  # of each story
CHARACTERS = 6_000  # of each article
REASONS: dict[str, Words] = {"name": _("names"), "number": _("figures"), "word": _("words")}


@dataclass(frozen=True)
class Belonging:
    """A story and why an article may belong to it: kinds of reasons, each with words of the article."""

    story: Cell
    public_id: str
    reasons: list[tuple[Words, list[str]]]


def stories_for(prepared: Prepared) -> list[Belonging]:
    """At most three stories, the likeliest first; none where too little is shared."""
    stories = {story.pk: story for story in Story.objects.live().order_by("-pk")[:STORIES]}
    found = suggest(prepared.body, prepared.title, words_of(stories)) if stories else []
    return [
        Belonging(
            cell(stories[each.story], quiet=stories[each.story].get_state_display()),
            stories[each.story].public_id,
            [(REASONS[reason.kind], [displayable(word) for word in reason.words]) for reason in each.reasons],
        )
        for each in found
    ]


def words_of(stories: dict[int, Story]) -> list[StoryWords]:
    """What is known of each story, in a fixed number of queries."""
    texts: dict[int, list[str]] = defaultdict(list)
    for pk, story in stories.items():
        texts[pk].append("\n".join((story.title_ar, story.title_en, story.dek_ar, story.dek_en)))
    claims = StoryClaim.objects.filter(story__in=stories).values_list("story", "claim__label")
    for pk, label in claims:
        texts[pk].append(label)
    _add_articles(texts, stories)
    names = _names(stories)
    return [StoryWords(pk, tuple(names[pk]), tuple(texts[pk])) for pk in stories]


def _add_articles(texts: dict[int, list[str]], stories: dict[int, Story]) -> None:
    articles: dict[int, list[int]] = defaultdict(list)
    for pk, article in StoryArticle.objects.filter(story__in=stories).values_list("story", "article").order_by("-pk"):
        articles[pk].append(article)
    wanted = {article for found in articles.values() for article in found[:ARTICLES]}
    bodies = _bodies(wanted)
    for pk, found in articles.items():
        texts[pk] += [bodies[article] for article in found[:ARTICLES] if article in bodies]


def _bodies(articles: set[int]) -> dict[int, str]:
    """What the newest reading of each article keeps, as far as it is looked at."""
    readings = Reading.objects.filter(snapshot__article__in=articles).select_related("snapshot__text")
    newest = {reading.snapshot.article_id: reading for reading in readings.order_by("snapshot__number", "number")}
    return {
        article: body_of(reading.snapshot.content(), reading.blocks)[:CHARACTERS] for article, reading in newest.items()
    }


def _names(stories: dict[int, Story]) -> dict[int, list[tuple[str, ...]]]:
    """For each story the sources through which its claims came, each in all its spellings."""
    hops = Hop.objects.filter(
        source__isnull=False,
        attribution__occurrence__retirement__isnull=True,
        attribution__occurrence__claim__story_claims__story__in=stories,
    )
    pairs = list(hops.values_list("attribution__occurrence__claim__story_claims__story", "source").distinct())
    spellings: dict[int, list[str]] = defaultdict(list)
    aliases = SourceAlias.objects.filter(source__in={source for _story, source in pairs})
    for source, words in aliases.values_list("source", "words"):
        spellings[source].append(words)
    found: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    for pk, source in pairs:
        if pk in stories and spellings[source]:
            found[pk].append(tuple(spellings[source]))
    return found
