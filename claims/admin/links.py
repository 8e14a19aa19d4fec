"""Links of chains whose own text came in: tied to it, a link is seen, and the trail goes on through that text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ..actions import tie_hop
from ..models import Article, Attribution, Hop
from .deeds import DEEDS
from .panels import Cell, Panel, Table, cell
from .verbs import VerbForm, offer

DEEDS |= {"candidate.decide": _("decided on a sentence")}

MOST = 200  # links offered at once; the newest first
_SHOWN = ("words", "source", "attribution__occurrence__claim", "attribution__occurrence__snapshot__article")


def open_links(article: Article) -> QuerySet[Hop]:
    """The links that name whose text this is, its outlet or an author, and that nobody has tied to a text yet."""
    people = [each.source_id for each in article.authors.all()]
    who = {key for key in (article.outlet_id, *people) if key is not None}
    named = Q(source__in=who) | Q(source__merged_into__in=who)
    holding = Attribution.objects.current().filter(occurrence__retirement__isnull=True)
    found = Hop.objects.filter(named, attribution__in=holding, article__isnull=True)
    return found.exclude(attribution__occurrence__snapshot__article=article).select_related(*_SHOWN).order_by("-pk")


def links_panel(article: Article) -> Iterable[Panel]:
    """What draws on this text, as far as the desk knows: links that are tied to it, and those that may be."""
    tied = Hop.objects.filter(article=article, attribution__in=Attribution.objects.current())
    rows = [_row(each, _("tied to it")) for each in tied.select_related(*_SHOWN).order_by("-pk")[:MOST]]
    rows += [_row(each, _("may be it")) for each in open_links(article)[:MOST]]
    if rows:
        yield Table(_("Chains that lead through it"), (_("claim"), _("text"), _("as printed"), ""), rows)


def _row(hop: Hop, said: Any) -> list[Cell]:
    occurrence = hop.attribution.occurrence
    words = hop.words.text if hop.words else ""
    text = Cell(str(occurrence.snapshot.article), url=cell(occurrence).url)
    return [cell(occurrence.claim), text, Cell(words), Cell(said)]


@offer(Article)
class TieLink(VerbForm):
    verb = "tie_hop"
    label = _("It is what a chain rests on…")
    sentence = _("The link is then seen by us, and the claim's trail goes on through this text.")
    permissions = ("claim.write",)

    hop = forms.ChoiceField(label=_("link"))

    @classmethod
    def offered(cls, subject: Any) -> bool:
        return subject is not None and open_links(subject).exists()

    def prepare(self) -> None:
        field = self.fields["hop"]
        field.choices = [  # type: ignore[attr-defined]
            (str(each.pk), f"{each.words.text if each.words else each.source} – {each.attribution.occurrence.claim}")
            for each in open_links(self.subject)[:MOST]
        ]

    def act(self) -> Any:
        hop = open_links(self.subject).get(pk=self.cleaned_data["hop"])
        tie_hop(editor=self.editor, hop=hop, article=self.subject)
        return self.subject
