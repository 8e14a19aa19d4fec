"""What a publication makes of the others: questions, stories, related claims and sources that show it (law 4).

Collected while verbs publish and settled once, in the same transaction. A document that would say nothing new
is not published again.
"""

from __future__ import annotations

from collections.abc import Callable

from claims import ledger
from claims.models import Claim, Editor, Proof, Source

from ..choices import Cause, LinkRole, PublicationKind, TaskKind
from ..documents import claim_document, question_document, same_matter, source_document
from ..documents.cards import Json, contents
from ..documents.publication import head
from ..models import DeskTask, Publication
from ..querysets import GONE
from . import outgoing


class Consequences:
    """The documents that must be looked at again because something was published by ``editor``."""

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.claims: set[str] = set()
        self.questions: dict[str, Publication] = {}
        self.stories: set[str] = set()
        self.sources: dict[str, Publication] = {}
        self.bare: list[tuple[Publication, str, Publication]] = []

    def of_claim(self, publication: Publication, before: Publication | None) -> None:
        """Note everything that shows a claim, as it was and as it is now."""
        for each in (before, publication):
            if each is not None:
                self._note_parts(each, publication)
        showing = Publication.objects.shown().linked(publication.public_id, [LinkRole.CITES])
        for kind, public_id in showing.values_list("kind", "public_id"):
            if kind == PublicationKind.CLAIM:
                self.claims.add(public_id)
            elif kind == PublicationKind.STORY:
                self.stories.add(public_id)
        self.claims |= {
            relation["other"]
            for content in contents(publication.document.json).values()
            for relation in content["relations"]
        }

    def _note_parts(self, each: Publication, because: Publication) -> None:
        for content in contents(each.document.json).values():
            if content["question"]:
                self.questions.setdefault(content["question"]["id"], because)
            for occurrence in content["occurrences"]:
                for agent in _agents(occurrence):
                    if agent["record"]:
                        self.sources.setdefault(agent["id"], because)

    def of_story(self, publication: Publication, before: Publication | None) -> None:
        """Note the claims that name the story and the questions that it follows or answers."""
        for each in (before, publication):
            if each is None:
                continue
            for content in contents(each.document.json).values():
                self.claims |= set(content["claims"])
                for question in content["questions"]:
                    self.questions.setdefault(question, publication)

    def settle(self) -> None:
        """Publish what now says something else: claims, questions, stories, sources, in this order."""
        for public_id in sorted(self.claims):
            self._refresh_claim(public_id)
        for public_id, because in sorted(self.questions.items()):
            self._derive_question(public_id, because)
            follows = outgoing.published(PublicationKind.STORY, public_id, LinkRole.QUESTION)
            self.stories |= {story.public_id for story in follows}
        for public_id in sorted(self.stories):
            self._refresh_story(public_id)
        for public_id, because in sorted(self.sources.items()):
            self._derive_source(public_id, because)
        for before, kind, because in self.bare:
            self._retire(before, kind, because)

    def _refresh_claim(self, public_id: str) -> None:
        before = outgoing.current_of(public_id)
        if before is None or before.cause in GONE:
            return
        proofs = outgoing.proofs_of(before)
        related = {other for content in contents(before.document.json).values() for other in _others(content)}
        others = outgoing.shown_documents(related)
        stories = outgoing.documents(outgoing.published(PublicationKind.STORY, public_id, LinkRole.CITES))

        def make(base: Json) -> Json:
            return claim_document(base, proofs=proofs, previous=before, others=others, stories=stories)

        self._put_if_new(before, Cause.REFRESHED, make, proofs=proofs)

    def _refresh_story(self, public_id: str) -> None:
        before = outgoing.current_of(public_id)
        if before is None or before.cause in GONE:
            return
        was = before.document.json
        proofs = outgoing.proofs_of(before)

        def make(base: Json) -> Json:
            return outgoing.make_story(base, proofs, before, was["lags"])

        changes = make(self._base(before, Cause.REFRESHED))["verdict_changes"]
        cause = Cause.VERDICT_CHANGED if changes != was["verdict_changes"] and changes else Cause.REFRESHED
        made = self._put_if_new(before, cause, make, proofs=proofs)
        if made is not None and cause == Cause.VERDICT_CHANGED:
            self._ask_desk(made, changes)

    def _ask_desk(self, publication: Publication, changes: list[Json]) -> None:
        """Leave one open task a story: its text rests on ratings that have changed."""
        open_tasks = DeskTask.objects.filter(
            kind=TaskKind.REVIEW_TEXT, public_id=publication.public_id, closed_at__isnull=True
        )
        if not open_tasks.exists():
            claim = Claim.objects.filter(public_id=changes[0]["claim"]).first()
            DeskTask.objects.create(
                kind=TaskKind.REVIEW_TEXT,
                public_id=publication.public_id,
                claim=claim,
                publication=publication,
                opened_at=ledger.current().at,
            )

    def _derive_question(self, public_id: str, because: Publication) -> None:
        claims = outgoing.documents(outgoing.published(PublicationKind.CLAIM, public_id, LinkRole.QUESTION))
        stories = outgoing.documents(outgoing.published(PublicationKind.STORY, public_id, LinkRole.QUESTION))
        self._derive(
            PublicationKind.QUESTION,
            public_id,
            because,
            lambda base: question_document(base, public_id, claims, stories),
        )

    def _derive_source(self, public_id: str, because: Publication) -> None:
        roles = (LinkRole.OUTLET, LinkRole.AUTHOR, LinkRole.HOP)
        claims = outgoing.documents(outgoing.published(PublicationKind.CLAIM, public_id, *roles))
        self._derive(PublicationKind.SOURCE, public_id, because, lambda base: source_document(base, public_id, claims))

    def _derive(self, kind: str, public_id: str, because: Publication, make: Callable[[Json], Json | None]) -> None:
        before = outgoing.current_of(public_id)
        made = make(
            head(kind=kind, public_id=public_id, cause="", by=self.editor, at=ledger.current().at, previous=before)
        )
        if made is None:
            if before is not None and before.cause not in GONE:
                # Last, when it is settled whether the page of what it was merged into stands.
                self.bare.append((before, kind, because))
            return
        if before is not None and same_matter(made, before.document.json):
            return
        outgoing.put_out(
            editor=self.editor,
            kind=kind,
            public_id=public_id,
            cause=Cause.REFRESHED if before else Cause.PUBLISHED,
            before=before,
            derived_from=because,
            make=lambda base: make(base) or base,
        )

    def _retire(self, before: Publication, kind: str, because: Publication) -> None:
        """Nothing published stands behind a derived page any more: it goes, with a tombstone.

        Where a merged source has a page of what it was merged into, readers and partners are led there.
        """
        kept = _kept_for(before.public_id) if kind == PublicationKind.SOURCE else None
        outgoing.put_out(
            editor=self.editor,
            kind=kind,
            public_id=before.public_id,
            cause=Cause.MERGED if kept else Cause.WITHDRAWN,
            before=before,
            derived_from=because,
            make=lambda base: {**base, "replaced_by": kept},
        )

    def _base(self, before: Publication, cause: str) -> Json:
        return head(
            kind=before.kind,
            public_id=before.public_id,
            cause=cause,
            by=self.editor,
            at=ledger.current().at,
            previous=before,
        )

    def _put_if_new(
        self, before: Publication, cause: str, make: Callable[[Json], Json], proofs: dict[str, Proof | None]
    ) -> Publication | None:
        if same_matter(make(self._base(before, cause)), before.document.json):
            return None
        return outgoing.put_out(
            editor=self.editor,
            kind=before.kind,
            public_id=before.public_id,
            cause=cause,
            before=before,
            proofs=proofs,
            make=make,
        )


def _kept_for(public_id: str) -> str | None:
    """The public id of the source that stands for a merged one, where readers can see its page."""
    source = Source.objects.filter(public_id=public_id).select_related("merged_into").first()
    kept = source.merged_into if source is not None else None
    shown = outgoing.current_of(kept.public_id) if kept is not None else None
    return shown.public_id if shown is not None and shown.cause not in GONE else None


def _others(content: Json) -> set[str]:
    return {relation["other"] for relation in content["relations"]}


def _agents(occurrence: Json) -> list[Json]:
    article = occurrence["article"]
    found = [article["outlet"], article["translator"], *article["authors"]]
    found += [hop["source"] for chain in occurrence["chains"] for hop in chain["hops"]]
    return [agent for agent in found if agent]
