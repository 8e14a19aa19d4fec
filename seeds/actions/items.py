"""Items of a run: staged, refused, decided, accepted, turned down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from claims import ledger
from claims.choices import ArticleKind
from claims.models import Article, Body, Editor
from claims.rules import Blocker, Refused, may, require

from ..choices import ItemState, Treatment
from ..models import ImportItem, ImportRun
from ..preparing import Prepared
from ..resemblance import Like, Looked
from ..rules import decision_blockers, item_blockers
from .entering import enter, story_of
from .problems import LONGEST_NAME, Problem


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
    *, editor: Editor, run: ImportRun, name: str, prepared: Prepared, looked: Looked | None = None
) -> ImportItem:
    """Bring an article in without a preview, as an editor at the command line asks for it.

    What is in already stays one article; a known address with other content is a new text of that article;
    what only resembles another comes in, and says so.
    """
    require(may(editor, "import.run"))
    entered = enter(editor, prepared, run.story, room=looked.room if looked else None)
    values = {
        "raw_id": prepared.incoming.digest,  # kept a moment ago, with the article
        "url": (prepared.incoming.url or "")[:LONGEST_NAME],
        "media_type": prepared.incoming.media_type,
        "charset": prepared.incoming.encoding,
        "title": prepared.title,
        "likenesses": [like.as_json() for like in looked.likes] if looked else [],
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
    require([*found, *decision_blockers(plain, original_of(plain), story_of(plain))])
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
    story = story_of(decided)
    require([*found, *decision_blockers(decided, original, story)])
    treatment = Treatment(decided["as"]) if decided.get("as") else None
    taken = enter(editor, prepared, story or item.run.story, treatment, original, item)
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
    ready = {item.pk: prepared for item, prepared in items}
    return _each(
        [item for item, _prepared in items],
        lambda item: accept_item(editor=editor, item=item, version=item.version, prepared=ready[item.pk]),
    )


@ledger.verb
def reject_items(*, editor: Editor, items: Sequence[ImportItem]) -> tuple[list[ImportItem], dict[int, list[Blocker]]]:
    """Turn several down; what is refused is undone alone."""
    require(may(editor, "import.run"))
    return _each(items, lambda item: reject_item(editor=editor, item=item, version=item.version))


def _each(
    items: Sequence[ImportItem], act: Callable[[ImportItem], ImportItem]
) -> tuple[list[ImportItem], dict[int, list[Blocker]]]:
    """Do the same with each item; what is refused is undone alone."""
    done: list[ImportItem] = []
    refused: dict[int, list[Blocker]] = {}
    for item in items:
        try:
            with ledger.savepoint():
                done.append(act(item))
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
    ImportRun.objects.select_for_update().values_list("pk").get(pk=run.pk)
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
