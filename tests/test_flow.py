"""The whole product in one test: from an article that comes in to a tombstone that stays.

Each step is one of the desk's verbs, and after each step the page and the export say what they must.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from claims import actions as claims
from claims import ledger, search
from claims.choices import WorkflowState
from claims.models import Claim, Entry
from claims.quotation import find
from claims.rules import Refused
from newsroom import actions as desk
from newsroom.models import Current, DeskTask, Publication, Sequence
from tests import factory

pytestmark = pytest.mark.django_db

HEDGED = "الرقم غير مؤكد عندنا بعد"


def page(kind: str, publication: Publication, language: str = "ar", version: int | None = None) -> Any:
    """What a reader gets at the permanent address, redirects followed."""
    suffix = f"@{version}" if version else ""
    return Client().get(f"/{language}/{kind}/{publication.public_id}-x{suffix}", follow=True)


def text_of(response: Any) -> str:
    """The words of a page, as a reader sees them: without marks and line breaks."""
    return " ".join(re.sub(r"<[^>]+>", "", unescape(response.content.decode())).split())


def export(path: str) -> Any:
    """What a partner gets."""
    return Client().get(f"/api/v1/{path}")


def current(public_id: str) -> Publication:
    return Current.objects.select_related("publication__document").get(pk=public_id).publication


def test_from_article_to_tombstone() -> None:
    cast = factory.cast()
    writer, second, publisher = cast["writer"], cast["second"], cast["publisher"]

    # An article comes in, with its noise; the same bytes again are the same article.
    snapshot = factory.snapshot()
    again, is_new = claims.bring_in_article(
        editor=cast["contributor"],
        taken=claims.Taken(
            raw=snapshot.raw.data, text=snapshot.content(), blocks=[], cleaner="test", taken_from="again.txt"
        ),
        description=claims.ArticleDescription(title="another title"),
    )
    assert (again, is_new) == (snapshot.article, False)

    # A claim is raised, and its quote is found or refused.
    asked = factory.question()
    claim = factory.claim(asked=asked)
    with pytest.raises(Refused) as refusal:
        factory.occurrence(claim, snapshot, "words that nobody wrote")
    assert refusal.value.codes == {"quote_not_found"}
    company = factory.source()
    chain = [claims.HopSpec(naming="named", source=company, words="شركة الرمال", verb="أعلنت", interested=True)]
    placed = factory.occurrence(claim, snapshot, chains=[chain])
    assert snapshot.content()[placed.start : placed.end] == factory.QUOTE == placed.quote.text
    assert find(snapshot.content(), factory.QUOTE)[0].start == placed.start

    # The rest of the text is read at the workbench. What two claims say cannot both be right, until an editor says how.
    desk_of = Client()
    desk_of.force_login(writer)
    bench = desk_of.get(f"/admin/claims/article/{snapshot.article_id}/workbench/").context["bench"]
    assert bench.left < bench.total
    assert bench.card.rows["hops"].forms[0]["words"].value() == "وكالة الساحل"
    rival = factory.claim("كلّف التدريب خمسة ملايين دولار", "It cost 5 million dollars", asked=asked, value=None)
    exact = claims.QuantitySpec("model", "training cost", "USD", "=", "5000000")
    claims.set_quantities(editor=writer, claim=rival, version=1, quantities=[exact])
    (proposal,) = search.proposals()
    assert {proposal.a, proposal.b} == {claim.pk, rival.pk} and proposal.found.answer == "contradicts"
    claims.relate_claims(editor=writer, a=claim, b=rival, type="different_scope", why={"en": "two models"})
    assert search.proposals() == []

    # A story cites it before it is checked well: publication is refused with every reason.
    factory.draft(claim, "false", evidence=[], no_inquiry_reason=None)
    story = factory.story([claim])
    too_early = factory.version(
        story,
        [claim],
        content={
            "paragraphs": [
                {
                    "sentences": [
                        {"text": "كلّف التدريب 294 ألف دولار.", "cites": [claim.public_id]},
                        {"text": "وهذا أقل بنسبة 90% من غيره.", "cites": []},
                    ]
                }
            ],
            "answers": [],
        },
    )
    with pytest.raises(Refused) as refusal:
        desk.publish_story(editor=publisher, story=story)
    assert refusal.value.codes == {
        "claim_not_published",
        "no_evidence",
        "no_inquiry",
        "uncited_quantity",
        "not_approved",
    }
    with pytest.raises(Refused) as refusal:
        desk.publish_story(editor=writer, story=story)
    assert "not_permitted" in refusal.value.codes
    assert not Publication.objects.exists()
    assert export("stories/").json()["results"] == []

    # The claim is verified. Its author can't approve it; approval is not publication.
    verification = factory.draft(claim, "unverified", evidence=[])
    claims.submit_verification(editor=writer, verification=verification)
    arabic = verification.texts.get(language="ar")
    with pytest.raises(Refused) as refusal:
        claims.approve_verification(editor=writer, text=arabic)
    assert {"not_permitted", "own_work"} <= refusal.value.codes
    for text in verification.texts.all():
        claims.approve_verification(editor=second, text=text)
    assert not Publication.objects.exists()
    desk.publish_verification(editor=publisher, verification=verification)
    claim = Claim.objects.get(pk=claim.pk)
    assert claim.current_verification == verification
    published = current(claim.public_id)
    assert text_of(page("claims", published)).count(factory.QUOTE) >= 1

    # The text is written on it, approved, changed by a comma (so the approval is stale), approved again, published.
    summary = {"paragraphs": [{"sentences": [{"text": f"{HEDGED}.", "cites": [claim.public_id]}]}], "answers": []}
    first = factory.approved(factory.version(story, [claim], content=summary))
    story = type(story).objects.get(pk=story.pk)
    desk.write_story(
        editor=writer, story=story, version=story.version, title_ar="قصة النموذج،", title_en=story.title_en
    )
    with pytest.raises(Refused) as refusal:
        desk.publish_story(editor=publisher, story=story)
    assert refusal.value.codes == {"approval_stale"}
    factory.approved(first)
    english = {"paragraphs": [{"sentences": [{"text": "The figure is unverified.", "cites": [claim.public_id]}]}]}
    factory.approved(factory.version(story, [claim], "en", content=english, translation_of=first))
    out = desk.publish_story(editor=publisher, story=story)

    # Page and export show it, in both languages; so do the question and the source that follow from it.
    assert HEDGED in text_of(page("stories", out)) and "unverified" in text_of(page("stories", out, "en"))
    listed = export("stories/").json()["results"]
    assert [row["id"] for row in listed] == [story.public_id]
    assert listed[0]["digest"] == out.digest
    assert HEDGED in export(f"stories/{story.public_id}/").content.decode()
    assert asked.wording_ar in text_of(page("questions", current(asked.public_id)))
    assert company.name_ar in text_of(page("sources", current(company.public_id)))

    # The rating changes: everything that shows it says so in the same transaction; the prose stays, and is flagged.
    sequence_before = Sequence.objects.count()
    changed = factory.draft(
        claim,
        "misattributed",
        change_kind="correction",
        words={
            "ar": factory.words("المبلغ لنموذج آخر.", change_note="كان الرقم منسوباً إلى غير صاحبه."),
            "en": factory.words("The sum is another model's.", change_note="The figure belonged to another model."),
        },
    )
    factory.publish(changed)
    after = current(story.public_id)
    document = after.document.json
    assert after.cause == "verdict_changed" and document["under_review"]
    assert [(each["was"]["code"], each["now"]["code"]) for each in document["verdict_changes"]] == [
        ("unverified", "misattributed")
    ]
    assert (after.proof_ar_id, after.proof_en_id) == (out.proof_ar_id, out.proof_en_id)
    for kind, public_id in (
        ("stories", story.public_id),
        ("questions", asked.public_id),
        ("sources", company.public_id),
    ):
        assert "منسوب خطأً" in text_of(page(kind, current(public_id)))
    assert HEDGED in text_of(page("stories", after))
    assert current(claim.public_id).document.json["history"][0]["change"]["note"]["en"]
    assert DeskTask.objects.filter(public_id=story.public_id, closed_at__isnull=True).count() == 1
    consequences = Publication.objects.filter(sequence__n__gt=sequence_before).values_list("pk", flat=True)
    told = Entry.objects.filter(subject_type="newsroom.publication", subject_id__in=map(str, consequences))
    assert told.count() == len(consequences) > 4
    assert told.values("deed").distinct().count() == 1, "all of it left in one transaction"
    causes = {(row["kind"], row["cause"]) for row in export(f"changes/?after={sequence_before}").json()["results"]}
    assert {("claim", "corrected"), ("story", "verdict_changed"), ("correction", "published")} <= causes
    assert {kind for kind, _cause in causes} == {"claim", "story", "question", "source", "correction"}

    # The text is corrected on the new rating.
    story = type(story).objects.get(pk=story.pk)
    for language, said in (("ar", "المبلغ منسوب إلى غير صاحبه."), ("en", "The sum was given to the wrong model.")):
        newer = factory.version(
            story,
            [claim],
            language,
            content={"paragraphs": [{"sentences": [{"text": said, "cites": [claim.public_id]}]}], "answers": []},
            change_kind="correction",
            change={
                "said": "unverified",
                "says": "misattributed",
                "why": "تغيّر التصنيف" if language == "ar" else "New rating",
            },
        )
        factory.approved(newer)
    corrected = desk.publish_story(editor=publisher, story=story)
    assert corrected.cause == "corrected" and not corrected.document.json["under_review"]
    assert not DeskTask.objects.filter(public_id=story.public_id, closed_at__isnull=True).exists()
    assert "تغيّر التصنيف" in text_of(Client().get("/ar/corrections/"))

    # The old version is readable at its address and says what holds now.
    old = text_of(page("stories", corrected, version=out.version))
    assert HEDGED in old and f"@{corrected.version}" not in old and story.public_id in old
    assert export(f"stories/{story.public_id}/versions/{out.version}/content").content == out.document.data

    # One publisher withholds: at once, with a neutral notice; putting it back needs two.
    desk.withhold(editor=publisher, public_id=story.public_id, notice="legal", reason="a letter came")
    withheld = page("stories", corrected)
    assert "المبلغ منسوب" not in text_of(withheld) and "a letter came" not in text_of(withheld)
    note = desk.propose_note(
        editor=publisher, public_id=story.public_id, note={"ar": "عادت الصفحة بعد مراجعتها.", "en": "It is back."}
    )
    with pytest.raises(Refused):
        desk.restore(editor=publisher, note=note)
    claims.approve_proof(editor=second, proof=note)
    restored = desk.restore(editor=publisher, note=note)
    assert "المبلغ منسوب" in text_of(page("stories", restored))

    # Withdrawal, by two people, leaves a tombstone with their note.
    farewell = desk.propose_note(
        editor=publisher, public_id=story.public_id, note={"ar": "سحبنا القصة.", "en": "We withdrew the story."}
    )
    claims.approve_proof(editor=second, proof=farewell)
    desk.withdraw(editor=publisher, note=farewell)
    gone = page("stories", restored)
    assert gone.status_code == 410 and "سحبنا القصة." in text_of(gone) and "المبلغ منسوب" not in text_of(gone)
    tombstone = export(f"changes/?after={Sequence.objects.count() - 8}").json()["results"]
    assert [row for row in tombstone if row["id"] == story.public_id][-1]["cause"] == "withdrawn"
    assert export(f"stories/{story.public_id}/").status_code == 410

    # The audit holds, every draft's state is where the desk would expect it, and nothing was lost on the way.
    assert list(ledger.verify()) == []
    assert first.summary.versions.count() == 5
    assert too_early.state.state == WorkflowState.DRAFT


def test_what_is_withheld_is_not_to_be_read_in_older_pages_either() -> None:
    cast = factory.cast()
    asked = factory.question()
    claim = factory.published_claim(asked=asked)
    story = factory.published_story([claim])
    before = current(story.public_id)
    assert factory.QUOTE in text_of(page("stories", before))
    desk.withhold(editor=cast["publisher"], public_id=claim.public_id, notice="safety", reason="a threat")
    after = current(story.public_id)
    assert after.version > before.version
    for response in (
        page("stories", after),
        page("stories", after, version=before.version),
        page("questions", current(asked.public_id)),
        page("claims", current(claim.public_id)),
        page("claims", current(claim.public_id), version=1),
    ):
        assert factory.QUOTE not in text_of(response), response.request["PATH_INFO"]


def test_corrections_go_down_and_come_back_with_what_they_corrected() -> None:
    cast = factory.cast()
    claim = factory.published_claim()
    words = {
        "ar": factory.words("المبلغ لنموذج آخر.", change_note="كان الرقم منسوباً إلى غير صاحبه."),
        "en": factory.words("Another model's.", change_note="It belonged to another model."),
    }
    factory.publish(factory.draft(claim, "misattributed", change_kind="correction", words=words))
    told = "كان الرقم منسوباً إلى غير صاحبه."
    assert told in text_of(Client().get("/ar/corrections/"))

    desk.withhold(editor=cast["publisher"], public_id=claim.public_id, notice="legal", reason="r")
    assert told not in text_of(Client().get("/ar/corrections/"))
    assert told not in export("corrections/").content.decode()

    note = {"ar": "عادت.", "en": "It is back."}
    back = desk.propose_note(editor=cast["publisher"], public_id=claim.public_id, note=note)
    claims.approve_proof(editor=cast["second"], proof=back)
    desk.restore(editor=cast["publisher"], note=back)
    assert told in text_of(Client().get("/ar/corrections/"))

    last = desk.propose_note(editor=cast["publisher"], public_id=claim.public_id, note=note)
    claims.approve_proof(editor=cast["second"], proof=last)
    desk.withdraw(editor=cast["publisher"], note=last)
    assert told not in text_of(Client().get("/ar/corrections/"))
    assert list(ledger.verify()) == []
