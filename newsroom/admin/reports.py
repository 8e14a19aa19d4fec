"""Reports of the desk: what is stale, what rests on nothing, how long reviews take, what was corrected, who is right.

Each report asks a fixed number of queries, says what it counts and how, can be limited to a period, and is a file for
those who want to count on. A source is never given one figure: its claims, their ratings and its corrections stand
side by side.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims import dates
from claims.admin.claims import rating_of
from claims.admin.exporting import as_csv
from claims.admin.panels import Cell, Table, Words, cell, language_of_desk
from claims.admin.site import desk
from claims.choices import ChangeKind
from claims.models import Claim, Occurrence, Review, Source, Verdict
from claims.quantities import mentions_quantity

from ..models import Correction
from .pages import for_roles
from .stories import newest_versions

MOST_SHOWN = 300  # rows of a report on its page; the file has them all


@dataclass(frozen=True)
class Period:
    """From one day to another, both included; open where a day is missing."""

    first: dt.date | None = None
    last: dt.date | None = None

    @classmethod
    def asked(cls, request: HttpRequest) -> Period:
        """The period of an address; what is no day does not count."""
        return cls(_day(request.GET.get("from", "")), _day(request.GET.get("to", "")))

    def of_days(self, column: str) -> Q:
        """The condition on a column of days."""
        return self._between(column, self.first, self.last and self.last + dt.timedelta(days=1))

    def of_times(self, column: str) -> Q:
        """The condition on a column of times, by the editor's clock."""
        after = self.last and self.last + dt.timedelta(days=1)
        return self._between(column, self.first and _midnight(self.first), after and _midnight(after))

    @staticmethod
    def _between(column: str, first: Any, after: Any) -> Q:
        found = Q(**{f"{column}__gte": first}) if first else Q()
        return found & Q(**{f"{column}__lt": after}) if after else found


def _day(typed: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        return None


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def month_words(month: dt.date) -> str:
    """A month as it is read."""
    return dates.display(f"{month:%Y-%m}", language_of_desk())


class Report:
    """One report: its head and its rows."""

    key: ClassVar[str]
    title: ClassVar[Words]
    intro: ClassVar[Words]
    head: ClassVar[tuple[Words, ...]]
    period: ClassVar[Words]  # what the days of a period are compared with

    def rows(self, period: Period) -> Iterable[Sequence[Any]]:
        """Rows of cells or plain values; the file takes their words."""
        raise TypeError(f"{type(self).__name__} has no rows.")


class StaleClaims(Report):
    key = "stale"
    title = _("Stale claims")
    intro = _("Published claims whose day to be looked at again has passed.")
    head = (_("claim"), _("published rating"), _("look again by"), _("days late"), _("as of"))
    period = _("look again by")

    def rows(self, period: Period) -> Iterable[Sequence[Any]]:
        today = timezone.localdate()
        found = Claim.objects.due(today).filter(period.of_days("current_verification__recheck_by"))
        found = found.select_related("current_verification__verdict")
        for claim in found.order_by("current_verification__recheck_by", "pk"):
            checked: Any = claim.current_verification
            late = (today - checked.recheck_by).days
            yield cell(claim), cell(rating_of(claim)), checked.recheck_by, late, checked.as_of


class Unsourced(Report):
    key = "unsourced"
    title = _("Sentences without a source")
    intro = _("Sentences of the newest version of each summary that cite no claim. A number without one cannot go out.")
    head = (_("story"), _("language"), _("version"), _("state"), _("sentence"), _("holds a number"))
    period = _("written")

    def rows(self, period: Period) -> Iterable[Sequence[Any]]:
        found = newest_versions().filter(period.of_times("at"), summary__story__trashed_at__isnull=True)
        for version in found.select_related("summary__story", "content", "state").order_by("-pk"):
            for words in uncited(version.content.json or {}):
                number = mentions_quantity(words)
                yield (
                    cell(version.summary.story),
                    version.get_language_display(),
                    Cell(str(version.number), url=cell(version).url),
                    version.state.get_state_display(),
                    Cell(words),
                    Cell(_("blocks publication"), tone="bad") if number else Cell("–"),
                )


def uncited(content: dict[str, Any]) -> Iterator[str]:
    """The sentences of a summary that cite nothing."""
    for paragraph in content.get("paragraphs", []):
        for sentence in paragraph.get("sentences", []):
            if not sentence.get("cites"):
                yield str(sentence.get("text", ""))


class ReviewTimes(Report):
    key = "reviews"
    title = _("How long reviews take")
    intro = _("From the moment a proof was submitted to the first decision on it, by the month of the decision.")
    head = (_("month"), _("decided"), _("approved"), _("returned"), _("median"), _("slowest"))
    period = _("decided")

    def rows(self, period: Period) -> Iterable[Sequence[Any]]:
        earliest = Review.objects.order_by().values("proof").annotate(one=Min("pk")).values("one")
        first = Review.objects.filter(pk__in=earliest)
        spent: dict[dt.date, list[float]] = defaultdict(list)
        kinds: dict[dt.date, Counter[str]] = defaultdict(Counter)
        decided = first.filter(period.of_times("at")).annotate(month=TruncMonth("at"))
        for month, at, asked, decision in decided.values_list("month", "at", "proof__at", "decision"):
            spent[month].append((at - asked).total_seconds())
            kinds[month][decision] += 1
        for month in sorted(spent, reverse=True):
            times, of = spent[month], kinds[month]
            middle, slowest = statistics.median(times), max(times)
            yield month_words(month), len(times), of["approve"], of["return"], lasted(middle), lasted(slowest)


def lasted(seconds: float) -> str:
    """A span of time in words: minutes below two hours, hours below two days, else days."""
    minutes, hours, days = round(seconds / 60), round(seconds / 3600), round(seconds / 86400)
    if seconds < 2 * 3600:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    if seconds < 2 * 86400:
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


class Corrections(Report):
    key = "corrections"
    title = _("Corrections by month and kind")
    intro = _("Public changes of what was published, as readers see them in the log of corrections.")
    head = (_("month"), *(kind.label for kind in ChangeKind), _("together"))
    period = _("published")

    def rows(self, period: Period) -> Iterable[Sequence[Any]]:
        found = Correction.objects.filter(period.of_times("at")).annotate(month=TruncMonth("at")).order_by()
        table: dict[dt.date, Counter[str]] = defaultdict(Counter)
        for month, kind, count in found.values_list("month", "kind").annotate(count=Count("pk")):
            table[month][kind] += count
        for month in sorted(table, reverse=True):
            of = table[month]
            yield month_words(month), *(of[kind] for kind in ChangeKind.values), sum(of.values())


class SourceRecord(Report):
    key = "sources"
    title = _("Sources and what became of their claims")
    intro = _(
        "For each outlet: how many claims its articles carry, how those that were checked are rated, and how many "
        "corrections we made of them. No single figure is made of it: who carries a claim need not assert it."
    )
    head = (_("source"), _("claims carried"), _("checked"), _("ratings"), _("corrections"))
    period = _("checked")

    def rows(self, period: Period) -> Iterable[Sequence[Any]]:
        carried, rated, corrected = _carried(), _rated(period), _corrected(period)
        verdicts = {row.pk: str(row) for row in Verdict.objects.order_by("position")}
        found = Source.objects.filter(pk__in=carried).order_by("pk")
        for source in sorted(found, key=lambda row: (-carried[row.pk], row.pk)):
            of = rated[source.pk]
            words = " · ".join(f"{name} {of[key]}" for key, name in verdicts.items() if of[key])
            counts = carried[source.pk], sum(of.values()), words or "–", corrected[source.pk]
            yield cell(source), *counts


_OUTLET = "snapshot__article__outlet"


def _places() -> QuerySet[Any]:
    """Standing places of live claims, each with its outlet or with what that was merged into."""
    found = Occurrence.objects.standing().filter(claim__trashed_at__isnull=True, **{f"{_OUTLET}__isnull": False})
    return found.order_by().annotate(own=F(f"{_OUTLET}"), whole=F(f"{_OUTLET}__merged_into"))


def _pairs(places: QuerySet[Any], *more: str) -> set[tuple[Any, ...]]:
    found = places.values_list("whole", "own", "claim", *more).distinct()
    return {(whole or own, *rest) for whole, own, *rest in found}


def _carried() -> Counter[int]:
    return Counter(outlet for outlet, _claim in _pairs(_places()))


def _rated(period: Period) -> dict[int, Counter[int | None]]:
    checked = _places().filter(claim__current_verification__isnull=False)
    checked = checked.filter(period.of_days("claim__current_verification__as_of"))
    found: dict[int, Counter[int | None]] = defaultdict(Counter)
    for outlet, _claim, verdict in _pairs(checked, "claim__current_verification__verdict"):
        found[outlet][verdict] += 1
    return found


def _corrected(period: Period) -> Counter[int]:
    """Corrections of claims that stand in an outlet's articles."""
    rows = Correction.objects.filter(period.of_times("at")).order_by()
    made = Counter(rows.values_list("publication__public_id", flat=True))
    ids = dict(Claim.objects.filter(public_id__in=made).values_list("pk", "public_id"))
    pairs = _pairs(_places().filter(claim__in=ids))
    found: Counter[int] = Counter()
    for outlet, claim in pairs:
        found[outlet] += made[ids[claim]]
    return found


REPORTS: dict[str, Report] = {
    each.key: each() for each in (StaleClaims, Unsourced, ReviewTimes, Corrections, SourceRecord)
}


def words_of(value: Any) -> Any:
    """A cell of a report as a value of a file."""
    return value if isinstance(value, int) else str(value.text if isinstance(value, Cell) else value)


def reports_view(request: HttpRequest) -> HttpResponse:
    """All reports, by what each says."""
    found = [(report, reverse("admin:report", args=[report.key])) for report in REPORTS.values()]
    return TemplateResponse(
        request, "admin/reports.html", {**desk.each_context(request), "title": _("Reports"), "reports": found}
    )


def report_view(request: HttpRequest, key: str) -> HttpResponseBase:
    """One report, for a period; as a file with ``?as=csv``."""
    report = REPORTS.get(key)
    if report is None:
        raise Http404(gettext("There is no such report."))
    period = Period.asked(request)
    rows = report.rows(period)
    if request.GET.get("as") == "csv":
        return as_csv(f"{key}.csv", report.head, ([words_of(each) for each in row] for row in rows))
    shown = [[cell(each) for each in row] for row in rows]
    context = {
        **desk.each_context(request),
        "title": report.title,
        "report": report,
        "period": period,
        "panels": [Table(report.title, report.head, shown[:MOST_SHOWN], _("Nothing in this period."))],
        "count": len(shown),
        "more": len(shown) > MOST_SHOWN,
    }
    return TemplateResponse(request, "admin/report.html", context)


@desk.pages
def report_pages(wrap: Callable[..., Any]) -> list[URLPattern]:
    """The addresses of the reports."""
    return [
        path("reports/", wrap(for_roles(reports_view)), name="reports"),
        path("reports/<slug:key>/", wrap(for_roles(report_view)), name="report"),
    ]


desk.door(_("Reports"), "reports")
