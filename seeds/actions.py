"""The verbs of the way in. Reading and comparing have been done before (``preparing``, ``resemblance``); a verb only
decides and writes, so no lock is held while a page is parsed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims import actions as ledger_actions
from claims import ledger
from claims.choices import ArticleKind, SourceKind
from claims.models import Article, Body, Editor, Snapshot
from claims.rules import Blocker, Refused, bad_addresses, may, require, too_long
from newsroom import actions as desk
from newsroom.models import Story

from .choices import ItemState, ProposalState, Treatment
from .cleaning import CLEANER
from .models import Feed, FeedEntry, ImportItem, ImportRun, ReadingProposal
from .naming import source_called
from .preparing import Prepared
from .resemblance import Like, outline
from .rules import decision_blockers, item_blockers, undo_blockers

LONGEST_NAME = 500
FETCH = "seeds.tasks.fetch_pending"


@dataclass(frozen=True)
class Problem:
    """Why something did not become an article; a sentence and what to do next, as keys of their translation."""

    code: str
    message: str
    hint: str
    values: Mapping[str, Any]

    def as_json(self) -> dict[str, Any]:
        """As an item keeps it."""
        values = {name: str(value)[:300] for name, value in self.values.items()}
        return {"code": self.code, "message": self.message, "hint": self.hint, "values": values}


# --- Runs -------------------------------------------------------------------------------------------------------------


@ledger.verb
def start_run(
    *,
    editor: Editor,
    kind: str,
    label: str,
    key: str = "",
    story: Story | None = None,
    feed: Feed | None = None,
    addresses: Sequence[str] = (),
) -> ImportRun:
    """Begin to bring in. ``addresses`` are left to the worker, one item each, and fetched after COMMIT."""
    require([*may(editor, "import.run"), *bad_addresses(*addresses)])
    at = ledger.current().at
    run = ImportRun.objects.create(
        kind=kind, label=label[:300], key=key, editor=editor, story=story, feed=feed, started_at=at
    )
    ImportItem.objects.bulk_create(
        [
            ImportItem(run=run, position=place, name=url[:LONGEST_NAME], url=url, state=ItemState.PENDING, at=at)
            for place, url in enumerate(dict.fromkeys(addresses), 1)
        ]
    )
    if addresses:
        ledger.wake(FETCH)
    ledger.record("import.start", run, after={"kind": kind, "label": run.label, "addresses": len(addresses)})
    return run


@ledger.verb
def finish_run(*, editor: Editor, run: ImportRun) -> ImportRun:
    """Say that everything which was given has been looked at."""
    require(may(editor, "import.run"))
    if run.finished_at is not None:
        return run
    changed = ledger.change(run, finished_at=ledger.current().at)
    ledger.record("import.finish", changed, after=changed.items.tally())
    return changed


@ledger.verb
def undo_run(*, editor: Editor, run: ImportRun, version: int) -> ImportRun:
    """Take back everything a run brought in, as long as nothing rests on it. The articles go to the trash.

    New texts of articles that were known before stay on record: what an article said is never taken back.
    """
    items = list(run.items.select_related("article"))
    brought = [item for item in items if item.state == ItemState.ACCEPTED and item.article is not None]
    articles = [item.article for item in brought if item.article and item.article.trashed_at is None]
    require([*may(editor, "import.undo"), *undo_blockers(run, articles)])
    changed = ledger.change(run, version=version, undone_at=ledger.current().at, finished_at=ledger.current().at)
    for article in articles:
        if run.story is not None:
            desk.drop_article(editor=editor, story=run.story, article=article)
        ledger_actions.trash(editor=editor, row=article, version=article.version)
    for item in items:
        if item.state in {ItemState.ACCEPTED, ItemState.WAITING, ItemState.PENDING}:
            ledger.change(item, state=ItemState.UNDONE)
    ledger.record("import.undo", changed, after={"articles": [article.public_id for article in articles]})
    return changed


# --- Items ------------------------------------------------------------------------------------------------------------


@ledger.verb
def stage_item(
    *,
    editor: Editor,
    run: ImportRun,
    name: str,
    prepared: Prepared,
    likes: Sequence[Like] = (),
    kind: str = ArticleKind.ARTICLE,
    transcript: bool = False,
    item: ImportItem | None = None,
) -> ImportItem:
    """Put an article before an editor, to be confirmed. ``item`` is one that was still to be fetched."""
    require(may(editor, "import.run"))
    incoming = prepared.incoming
    values = {
        "state": ItemState.WAITING,
        "raw": Body.objects.put_raw(incoming.raw),
        "transcript": Body.objects.put_text(incoming.text) if transcript else None,
        "url": (incoming.url or "")[:LONGEST_NAME],
        "kind": kind,
        "media_type": incoming.media_type,
        "charset": incoming.encoding,
        "title": prepared.title,
        "likenesses": [like.as_json() for like in likes],
        "problem": None,
    }
    made = _write_item(run, name, item, values)
    ledger.record("import.stage", made, after={"run": run.pk, "raw": made.raw_id})
    return made


@ledger.verb
def refuse_item(
    *, editor: Editor, run: ImportRun, name: str, problem: Problem, item: ImportItem | None = None
) -> ImportItem:
    """Keep that something did not become an article, and why."""
    require(may(editor, "import.run"))
    made = _write_item(run, name, item, {"state": ItemState.REFUSED, "problem": problem.as_json()})
    ledger.record("import.refuse", made, after={"run": run.pk, "code": problem.code})
    return made


@ledger.verb
def bring_in_item(
    *, editor: Editor, run: ImportRun, name: str, prepared: Prepared, likes: Sequence[Like] = ()
) -> ImportItem:
    """Bring an article in without a preview, as an editor at the command line asks for it.

    What is in already stays one article; a known address with other content is a new text of that article;
    what only resembles another comes in, and says so.
    """
    require(may(editor, "import.run"))
    entered = _enter(editor, prepared, run.story)
    values = {
        "raw": Body.objects.put_raw(prepared.incoming.raw),
        "url": (prepared.incoming.url or "")[:LONGEST_NAME],
        "media_type": prepared.incoming.media_type,
        "charset": prepared.incoming.encoding,
        "title": prepared.title,
        "likenesses": [like.as_json() for like in likes],
        **entered,
    }
    made = _write_item(run, name, None, values)
    ledger.record("import.bring_in", made, after=_outcome(made))
    return made


@ledger.verb
def decide_item(
    *, editor: Editor, item: ImportItem, version: int, decisions: Mapping[str, Any], title: str | None = None
) -> ImportItem:
    """Keep what an editor changed in the preview; ``decisions`` as in ``ImportItem``. Nothing has come in yet."""
    plain = dict(decisions)
    found = [*may(editor, "import.run"), *item_blockers(item, ItemState.WAITING)]
    require([*found, *decision_blockers(plain, original_of(plain))])
    before = item.decisions
    changed = ledger.change(
        item,
        version=version,
        where={"state": ItemState.WAITING},
        decisions=plain,
        title=(title or item.title)[:LONGEST_NAME],
    )
    ledger.record("import.decide", changed, before=before, after=plain)
    return changed


@ledger.verb
def accept_item(*, editor: Editor, item: ImportItem, version: int, prepared: Prepared) -> ImportItem:
    """Bring a confirmed article in, with every decision of its preview. ``prepared`` must rest on ``version``."""
    decided = item.decisions
    original = original_of(decided)
    found = [*may(editor, "import.run"), *item_blockers(item, ItemState.WAITING)]
    require([*found, *decision_blockers(decided, original)])
    treatment = Treatment(decided["as"]) if decided.get("as") else None
    taken = _enter(editor, prepared, item.run.story, treatment, original, item)
    changed = ledger.change(
        item, version=version, where={"state": ItemState.WAITING}, **taken, title=prepared.title, problem=None
    )
    ledger.record("import.accept", changed, after=_outcome(changed))
    return changed


@ledger.verb
def reject_item(*, editor: Editor, item: ImportItem, version: int) -> ImportItem:
    """Turn an article down. Its bytes stay with the run."""
    require([*may(editor, "import.run"), *item_blockers(item, ItemState.WAITING, ItemState.PENDING)])
    changed = ledger.change(item, version=version, where={"state": item.state}, state=ItemState.REJECTED)
    ledger.record("import.reject", changed)
    return changed


@ledger.verb
def accept_items(
    *, editor: Editor, items: Sequence[tuple[ImportItem, Prepared]]
) -> tuple[list[ImportItem], dict[int, list[Blocker]]]:
    """Accept several; what is refused is undone alone. Returns what came in, and the reasons by item."""
    require(may(editor, "import.run"))
    done: list[ImportItem] = []
    refused: dict[int, list[Blocker]] = {}
    for item, prepared in items:
        try:
            with ledger.savepoint():
                done.append(accept_item(editor=editor, item=item, version=item.version, prepared=prepared))
        except Refused as refusal:
            refused[item.pk] = refusal.blockers
    return done, refused


@ledger.verb
def reject_items(*, editor: Editor, items: Sequence[ImportItem]) -> tuple[list[ImportItem], dict[int, list[Blocker]]]:
    """Turn several down; what is refused is undone alone."""
    require(may(editor, "import.run"))
    done: list[ImportItem] = []
    refused: dict[int, list[Blocker]] = {}
    for item in items:
        try:
            with ledger.savepoint():
                done.append(reject_item(editor=editor, item=item, version=item.version))
        except Refused as refusal:
            refused[item.pk] = refusal.blockers
    return done, refused


def original_of(decisions: Mapping[str, Any]) -> Article | None:
    """The article that an item was decided to belong to."""
    wanted = decisions.get("of")
    return Article.objects.live().filter(public_id=str(wanted)).first() if wanted else None


def _write_item(run: ImportRun, name: str, item: ImportItem | None, values: dict[str, Any]) -> ImportItem:
    if item is not None:
        return ledger.change(item, where={"state": ItemState.PENDING}, **values)
    # The run is locked, so that two who go on with it at once number their items one after the other.
    ImportRun.objects.select_for_update().filter(pk=run.pk).first()
    last = run.items.order_by("-position").values_list("position", flat=True).first() or 0
    return ImportItem.objects.create(
        run=run, position=last + 1, name=name[:LONGEST_NAME], at=ledger.current().at, **values
    )


def _outcome(item: ImportItem) -> dict[str, Any]:
    return {
        "run": item.run_id,
        "state": item.state,
        "article": item.article.public_id if item.article else None,
        "raw": item.raw_id,
    }


# --- Into the ledger --------------------------------------------------------------------------------------------------


def _enter(
    editor: Editor,
    prepared: Prepared,
    story: Story | None,
    treatment: Treatment | None = None,
    original: Article | None = None,
    item: ImportItem | None = None,
) -> dict[str, Any]:
    """Bring one article in and say what it became: the state of its item, the article, the snapshot.

    Where nobody has decided what it is, a known address with other content is a new text of that article.
    """
    digest = prepared.incoming.digest
    known = Snapshot.objects.select_related("article").filter(raw_id=digest).order_by("pk").first()
    if known is not None and known.article.trashed_at is None:
        _into(editor, story, known.article)
        return {"state": ItemState.KNOWN, "article": known.article, "snapshot": known}
    if known is not None:
        return _back_from_trash(editor, known, story)
    if treatment is None:
        original = _at_the_same_address(prepared)
    taken = _taken(editor, prepared, item)
    if original is not None and treatment in {None, Treatment.RENEWAL}:
        snapshot, new = ledger_actions.renew_article(editor=editor, article=original, taken=taken)
        return _entered(editor, story, prepared, snapshot, ItemState.RENEWED if new else ItemState.KNOWN)
    kind = item.kind if item else ArticleKind.ARTICLE
    article, new = ledger_actions.bring_in_article(
        editor=editor, taken=taken, description=_description(editor, prepared, kind)
    )
    if new and treatment == Treatment.COPY:
        ledger_actions.mark_copy(editor=editor, article=article, version=article.version, original=original)
    made = Snapshot.objects.select_related("article").get(article=article, raw_id=digest)
    return _entered(editor, story, prepared, made, ItemState.ACCEPTED if new else ItemState.KNOWN)


def _entered(
    editor: Editor, story: Story | None, prepared: Prepared, snapshot: Snapshot, state: ItemState
) -> dict[str, Any]:
    if state != ItemState.KNOWN:
        outline(snapshot, prepared.sketch)
    _into(editor, story, snapshot.article)
    return {"state": state, "article": snapshot.article, "snapshot": snapshot}


def _at_the_same_address(prepared: Prepared) -> Article | None:
    url = prepared.particulars.url
    return Article.objects.live().filter(url=url.value).order_by("pk").first() if url else None


def _into(editor: Editor, story: Story | None, article: Article) -> None:
    if story is not None:
        desk.add_article(editor=editor, story=story, article=article)


def _back_from_trash(editor: Editor, snapshot: Snapshot, story: Story | None) -> dict[str, Any]:
    """Bringing in again what was taken back takes it out of the trash; nothing is kept twice."""
    article = snapshot.article
    restored = ledger_actions.restore_from_trash(editor=editor, row=article, version=article.version)
    _into(editor, story, restored)
    return {"state": ItemState.ACCEPTED, "article": restored, "snapshot": snapshot}


def _taken(editor: Editor, prepared: Prepared, item: ImportItem | None) -> ledger_actions.Taken:
    incoming = prepared.incoming
    return ledger_actions.Taken(
        raw=incoming.raw,
        text=incoming.text,
        blocks=prepared.blocks,
        cleaner=prepared.cleaner,
        taken_from=(incoming.url or incoming.name)[:LONGEST_NAME],
        media_type=incoming.media_type,
        encoding=incoming.encoding,
        transcriber=item.run.editor if item and item.transcript_id else None,
    )


def _description(editor: Editor, prepared: Prepared, kind: str) -> ledger_actions.ArticleDescription:
    """What is known of the article; each field with its raw words and where they were read."""
    found = prepared.particulars
    given = {name: fact for name in _DESCRIBED if (fact := getattr(found, name)) is not None}
    return ledger_actions.ArticleDescription(
        title=prepared.title,
        kind=kind,
        language=found.language.value if found.language else "und",
        section=found.section.value if found.section else None,
        outlet=_source(editor, found.outlet, SourceKind.OUTLET),
        translator=_source(editor, found.translator, SourceKind.PERSON),
        url=found.url.value if found.url else None,
        published=found.published.value if found.published else None,
        modified=found.modified.value if found.modified else None,
        issue_number=found.issue_number.value if found.issue_number else None,
        provenance={name: {"words": fact.words[:500], "from": fact.source} for name, fact in given.items()},
        authors=_authors(editor, found.authors),
    )


_DESCRIBED = ("title", "section", "outlet", "translator", "url", "published", "modified", "issue_number", "language")


def _source(editor: Editor, fact: Any, kind: SourceKind) -> Any:
    return source_called(editor=editor, name=fact.value, kind=kind) if fact else None


def _authors(editor: Editor, facts: Sequence[Any]) -> tuple[ledger_actions.Byline, ...]:
    made = []
    for fact in facts:
        source = source_called(editor=editor, name=fact.value, kind=SourceKind.PERSON)
        if source is not None:
            made.append(ledger_actions.Byline(source, fact.words[:200], fact.source[:120]))
    return tuple(made)


# --- Feeds ------------------------------------------------------------------------------------------------------------


@ledger.verb
def write_feed(
    *,
    editor: Editor,
    url: str,
    title: str = "",
    story: Story | None = None,
    is_active: bool = True,
    every_minutes: int = 30,
    idle_hours: int = 72,
    feed: Feed | None = None,
    version: int | None = None,
) -> Feed:
    """Subscribe to a feed, or change the one given. It is asked at once and then every so many minutes."""
    values: dict[str, Any] = {
        "url": url,
        "title": title,
        "story": story,
        "is_active": is_active,
        "every_minutes": every_minutes,
        "idle_hours": idle_hours,
    }
    require(
        [*may(editor, "feed.write"), *bad_addresses(url), *too_long(Feed, url=url, title=title), *_twice(url, feed)]
    )
    require(_pace_blockers(every_minutes, idle_hours))
    at = ledger.current().at
    if feed is None:
        feed = Feed.objects.create(subscriber=editor, created_at=at, due_at=at, **values)
    else:
        feed = ledger.change(feed, version=version, due_at=at, **values)
    ledger.wake("seeds.tasks.poll_feeds")
    ledger.record("feed.write", feed, after={**values, "story": story.public_id if story else None})
    return feed


def _twice(url: str, feed: Feed | None) -> list[Blocker]:
    others = Feed.objects.filter(url=url)
    if (others.exclude(pk=feed.pk) if feed else others).exists():
        return [
            Blocker("feed_known", _("The desk has subscribed to this feed already."), _("Change that one instead."))
        ]
    return []


def _pace_blockers(every_minutes: int, idle_hours: int) -> list[Blocker]:
    if 5 <= every_minutes <= 10_080 and 1 <= idle_hours <= 8_760:
        return []
    return [
        Blocker(
            "bad_pace",
            _("A feed is asked every 5 to 10,080 minutes, and is silent after 1 to 8,760 hours."),
            _("Give numbers within these bounds."),
        )
    ]


def note_poll(*, feed: Feed, at: dt.datetime, problem: Problem | None = None, **values: Any) -> None:
    """Keep the outcome of a poll. No editorial deed: it changes nothing that anybody decides on, so no audit."""
    failures = feed.failures + 1 if problem else 0
    # A feed that fails is asked less and less often, at most once a day.
    pause = min(feed.every_minutes * 2 ** min(failures, 8), 24 * 60) if problem else feed.every_minutes
    Feed.objects.filter(pk=feed.pk).update(
        polled_at=at,
        due_at=at + dt.timedelta(minutes=pause),
        failures=failures,
        problem=problem.as_json() if problem else None,
        **values,
    )


def note_entry(*, feed: Feed, key: str, digest: str, at: dt.datetime) -> None:
    """Remember an entry in the shape in which it was brought in."""
    FeedEntry.objects.update_or_create(feed=feed, key=key, defaults={"digest": digest, "seen_at": at})


# --- Readings by a newer cleaner --------------------------------------------------------------------------------------


@ledger.verb
def propose_reading(
    *, editor: Editor, snapshot: Snapshot, blocks: Sequence[Mapping[str, Any]], changes: int
) -> ReadingProposal:
    """Put a newer cleaner's reading of a snapshot before the editors. One cleaner proposes once."""
    require(may(editor, "article.read"))
    known = ReadingProposal.objects.filter(snapshot=snapshot, cleaner=CLEANER).first()
    if known is not None:
        return known
    row = ReadingProposal.objects.create(
        snapshot=snapshot,
        cleaner=CLEANER,
        blocks=[dict(block) for block in blocks],
        changes=changes,
        made_at=ledger.current().at,
    )
    ledger.record("reading.propose", row, after={"snapshot": snapshot.pk, "cleaner": CLEANER, "changes": changes})
    return row


@ledger.verb
def decide_proposal(*, editor: Editor, proposal: ReadingProposal, version: int, accept: bool) -> ReadingProposal:
    """Take a proposed reading as the newest, or leave the old one in force."""
    found = may(editor, "article.read")
    if proposal.state != ProposalState.OPEN:
        found.append(Blocker("proposal_decided", _("This was decided already."), _("Reload the page.")))
    require(found)
    state = ProposalState.ACCEPTED if accept else ProposalState.DECLINED
    changed = ledger.change(proposal, version=version, where={"state": ProposalState.OPEN}, state=state)
    if accept:
        ledger_actions.read_article(
            editor=editor, snapshot=proposal.snapshot, blocks=proposal.blocks, cleaner=proposal.cleaner
        )
    ledger.record("reading.decide", changed, after={"accepted": accept})
    return changed


def key_of(*parts: str) -> str:
    """The key under which a run over the same input is found again."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
