"""One article into the ledger. Helpers of the verbs on items; each runs inside one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from claims import actions as ledger_actions
from claims.choices import ArticleKind, SourceKind
from claims.models import Article, Editor, Snapshot, by_hand
from newsroom import actions as desk
from newsroom.models import Story

from ..choices import ItemState, Treatment
from ..cleaning import CLEANER
from ..models import ImportItem
from ..naming import source_called
from ..preparing import Prepared
from ..resemblance import outline
from .problems import LONGEST_NAME


def enter(
    editor: Editor,
    prepared: Prepared,
    story: Story | None,
    treatment: Treatment | None = None,
    original: Article | None = None,
    item: ImportItem | None = None,
    room: Sequence[int] | None = None,
) -> dict[str, Any]:
    """Bring one article in and say what it became: the state of its item, the article, the snapshot.

    Where nobody has decided what it is, a known address with other content is a new text of that article.
    """
    digest = prepared.incoming.digest
    known = _with_bytes(digest)
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
        return _entered(editor, story, prepared, snapshot, ItemState.RENEWED if new else ItemState.KNOWN, room)
    kind = item.kind if item else ArticleKind.ARTICLE
    article, new = ledger_actions.bring_in_article(
        editor=editor, taken=taken, description=_description(editor, prepared, kind)
    )
    if new and treatment == Treatment.COPY:
        ledger_actions.mark_copy(editor=editor, article=article, version=article.version, original=original)
    made = Snapshot.objects.get(article=article, raw_id=digest)
    made.article = article
    return _entered(editor, story, prepared, made, ItemState.ACCEPTED if new else ItemState.KNOWN, room)


def _with_bytes(digest: str) -> Snapshot | None:
    """The first snapshot of these bytes. Most articles are new, so whether there is one is asked first."""
    rows = Snapshot.objects.filter(raw_id=digest)
    return rows.select_related("article").order_by("pk").first() if rows.exists() else None


def _entered(  # noqa: PLR0913 - what one entry leaves behind
    editor: Editor,
    story: Story | None,
    prepared: Prepared,
    snapshot: Snapshot,
    state: ItemState,
    room: Sequence[int] | None,
) -> dict[str, Any]:
    if state != ItemState.KNOWN:
        outline(snapshot, prepared.sketch, room)
    _into(editor, story, snapshot.article)
    return {"state": state, "article": snapshot.article, "snapshot": snapshot}


def story_of(decisions: Mapping[str, Any]) -> Story | None:
    """The story that is to draw on an item, where one was chosen for it alone."""
    wanted = decisions.get("story")
    return Story.objects.live().filter(public_id=str(wanted)).first() if wanted else None


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
        cleaner=name_of_reading(prepared),
        taken_from=(incoming.url or incoming.name)[:LONGEST_NAME],
        media_type=incoming.media_type,
        encoding=incoming.encoding,
        transcriber=item.run.editor if item and item.transcript_id else None,
    )


def name_of_reading(prepared: Prepared) -> str:
    """What the reading of an article is called: the cleaner, marked where an editor changed what it said."""
    return by_hand(CLEANER) if prepared.by_hand else CLEANER


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
