"""The cast and the matter of tests. Everything is made through the verbs, as the desk would make it.

The cast is fixed, so that a test reads like a sentence: `writer` writes, `second` reviews, `publisher`
publishes, `contributor` brings in, `chief` administers, `auditor` only looks, `stranger` has no role.
"""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from claims import actions as claims
from claims.admin.people import factors
from claims.choices import Role
from claims.models import Article, Claim, Editor, Hop, Occurrence, Question, Snapshot, Source, Verification
from newsroom import actions as desk
from newsroom.models import Correction, Publication, Report, Story, Version

CAST: dict[str, tuple[Role, ...]] = {
    "contributor": (Role.CONTRIBUTOR,),
    "writer": (Role.EDITOR,),
    "co_writer": (Role.EDITOR, Role.REVIEWER),
    "second": (Role.REVIEWER,),
    "publisher": (Role.PUBLISHER,),
    "chief": (Role.DESK_ADMIN,),
    "auditor": (Role.AUDITOR,),
    "stranger": (),
}
PASSWORD = "correct horse battery staple"
AS_OF = dt.date(2026, 11, 20)
_numbers = itertools.count(1)

TEXT = (
    "أعلنت شركة الرمال أنها درّبت نموذجها بكلفة لم تتجاوز 294 ألف دولار.\n"
    "وقالت وكالة الساحل إن النموذج أُطلق في كانون الثاني 2025.\n"
    "ولم تذكر الشركة عدد المعالجات التي استخدمتها في مراحل التدريب كلها."
)
QUOTE = "درّبت نموذجها بكلفة لم تتجاوز 294 ألف دولار"


def editor(name: str, *roles: Role, **extra: Any) -> Editor:
    """An editor with roles; found again by name."""
    found = Editor.objects.filter(username=name).first()
    if found is not None:
        return found
    made = Editor.objects.create_user(
        username=name,
        password=PASSWORD,
        display_ar=f"محرر {name}",
        display_en=f"Editor {name}",
        is_staff=True,
        **extra,
    )
    made.groups.set(Group.objects.filter(name__in=roles))
    return made


def cast() -> dict[str, Editor]:
    """The whole cast by name."""
    return {name: editor(name, *roles) for name, roles in CAST.items()}


def device(of: Editor) -> TOTPDevice:
    """The second factor of an editor; found again."""
    found, _new = TOTPDevice.objects.get_or_create(user=of, confirmed=True, defaults={"name": "test"})
    return found


def code(of: Editor) -> str:
    """The code that an editor's second factor takes next."""
    return claims.code_now(TOTPDevice.objects.get(user=of, confirmed=True))[0]


def verify(client: Client) -> Client:
    """Let the session of a browser that is logged in have given password and code just now."""
    session = client.session
    factors.mark(session, device(Editor.objects.get(pk=session[SESSION_KEY])), sure=True)
    session.save()
    return client


def enter(name: str, *, language: str = "en", verified: bool = True) -> Client:
    """A browser in which one of the cast is logged in, with the second factor given unless ``verified`` is false."""
    client = Client()
    client.force_login(cast()[name])
    client.cookies["django_language"] = language
    return verify(client) if verified else client


def source(name: str = "شركة الرمال", english: str = "Sands Company", kind: str = "company", **extra: Any) -> Source:
    """A source, written by the contributor."""
    return claims.write_source(
        editor=editor("contributor", Role.CONTRIBUTOR), kind=kind, name_ar=name, name_en=english, **extra
    )


def article(text: str = TEXT, title: str | None = None, **extra: Any) -> Article:
    """An article with one block a line; each call makes a new one."""
    number = next(_numbers)
    body = f"{title or f'عنوان المقال رقم {number}'}\n{text}"
    blocks, at = [], 0
    for line in body.split("\n"):
        if line.strip():
            kind = "title" if at == 0 else "paragraph"
            blocks.append({"start": at, "end": at + len(line), "kind": kind, "kept": True, "reason": "body"})
        at += len(line) + 1
    made, _new = claims.bring_in_article(
        editor=editor("contributor", Role.CONTRIBUTOR),
        taken=claims.Taken(
            raw=f"{body}\n".encode(),
            text=body,
            blocks=blocks,
            cleaner="test",
            taken_from=f"article-{number}.txt",
        ),
        description=claims.ArticleDescription(title=body.split("\n")[0], **extra),
    )
    return made


def snapshot(of: Article | None = None) -> Snapshot:
    """The snapshot of an article."""
    found = (of or article()).snapshot()
    assert found is not None
    return found


def question(wording: str = "كم كلّف التدريب؟", english: str = "What did the training cost?") -> Question:
    """A question, asked by the contributor."""
    return claims.write_question(
        editor=editor("contributor", Role.CONTRIBUTOR),
        subject="model",
        measure="training cost",
        wording_ar=wording,
        wording_en=english,
    )


def claim(
    arabic: str = "لم تتجاوز كلفة تدريب النموذج 294 ألف دولار",
    english: str = "Training the model cost no more than USD 294,000",
    *,
    asked: Question | None = None,
    checkability: str = "factual",
    value: str | None = "294000",
) -> Claim:
    """A claim without a place in any text."""
    quantities = [
        claims.QuantitySpec(subject="model", measure="training cost", unit="USD", comparator="<=", value=value)
    ]
    return claims.raise_claim(
        editor=editor("contributor", Role.CONTRIBUTOR),
        texts={"ar": (arabic, arabic[:75]), "en": (english, english[:75])},
        checkability=checkability,
        question=asked,
        quantities=quantities if value else [],
    )


def occurrence(of: Claim, where: Snapshot | None = None, quote: str = QUOTE, **extra: Any) -> Occurrence:
    """The claim at its quote, with a chain that ends at no stated source unless ``chains`` is given."""
    by = editor("contributor", Role.CONTRIBUTOR)
    chains = extra.pop("chains", [[claims.HopSpec(naming="missing")]])
    placed = claims.place_occurrence(
        editor=by,
        claim=of,
        snapshot=where or snapshot(),
        quote=quote,
        **{"stance": "asserts", "mode": "paraphrase", **extra},
    )
    claims.set_chains(editor=by, occurrence=placed, chains=chains)
    return placed


def place(
    where: Snapshot | None = None, *, start: int | None = None, end: int | None = None, **more: Any
) -> claims.Place:
    """A passage of a text: the sentence of the agency, unless offsets are given."""
    read = where or snapshot()
    sentence = TEXT.split("\n")[1]
    at = read.content().index(sentence) if start is None else start
    return claims.Place(read, at, at + len(sentence) if end is None else end, **more)


def first_hop(of: Occurrence) -> Hop:
    """The first link of the first chain that holds."""
    found = of.attributions.current().order_by("position").first()
    assert found is not None
    return Hop.objects.filter(attribution=found).order_by("position")[0]


def words(text: str = "وجدنا الوثيقة التي تنص على المبلغ.", **extra: Any) -> claims.VerificationWords:
    """The words of a verification."""
    return claims.VerificationWords(rationale=text, **extra)


def evidence(stance: str = "supports") -> claims.EvidenceSpec:
    """A piece of evidence from outside the ledger."""
    return claims.EvidenceSpec(
        kind="document", stance=stance, title="The company's filing", url="https://example.org/filing"
    )


def draft(of: Claim, verdict: str | None = "true", **extra: Any) -> Verification:
    """A verification drafted by the writer, with what its verdict needs."""
    open_words = {
        "unknowns": "وثيقة من الشركة تحسم المسألة.",
        "searches": [{"what": "filings", "where": "the company's site", "on": AS_OF.isoformat()}],
    }
    spec: dict[str, Any] = {
        "as_of": AS_OF,
        "words": {"ar": words(**open_words), "en": words("We found the document that states the sum.", **open_words)},
        "evidence": [evidence("supports"), evidence("refutes")] if verdict else [],
        "no_inquiry_reason": {"ar": "الوثيقة منشورة.", "en": "The document is public."},
        **extra,
    }
    by = spec.pop("editor", None) or editor("writer", Role.EDITOR)
    return claims.draft_verification(editor=by, claim=of, verdict=verdict, **spec)


def approve(verification: Verification) -> None:
    """Submit by the writer, approve by the second."""
    claims.submit_verification(editor=editor("writer", Role.EDITOR), verification=verification)
    for text in verification.texts.all():
        claims.approve_verification(editor=editor("second", Role.REVIEWER), text=text)


def publish(verification: Verification) -> Publication:
    """Through review and out."""
    approve(verification)
    return desk.publish_verification(editor=editor("publisher", Role.PUBLISHER), verification=verification)


def published_claim(verdict: str | None = "true", *, placed: bool = True, **extra: Any) -> Claim:
    """A claim with one occurrence and a published verification."""
    made = claim(**extra)
    if placed:
        occurrence(made)
    publish(draft(made, verdict))
    return Claim.objects.get(pk=made.pk)


def story(of: list[Claim], title: str = "قصة النموذج", english: str = "The story of the model", **extra: Any) -> Story:
    """A story of claims, with the articles in which they stand."""
    ids = Occurrence.objects.filter(claim__in=of).values_list("snapshot__article", flat=True)
    return desk.write_story(
        editor=editor("writer", Role.EDITOR),
        title_ar=title,
        title_en=english,
        claims=of,
        articles=list(Article.objects.filter(pk__in=ids).order_by("pk")),
        questions=list(Question.objects.filter(claims__in=of).distinct().order_by("pk")),
        **extra,
    )


def content(cited: list[Claim], language: str = "ar") -> dict[str, Any]:
    """A summary of one paragraph: a sentence for each claim, and one without a citation."""
    said = "ما ثبت في هذه المسألة غير مؤكد بعد" if language == "ar" else "What is known of this is still unverified"
    sentences = [{"text": f"{said}.", "cites": [each.public_id]} for each in cited]
    last = "نتابع القصة." if language == "ar" else "We follow the story."
    return {"paragraphs": [{"sentences": [*sentences, {"text": last, "cites": []}]}], "answers": []}


def version(of: Story, cited: list[Claim], language: str = "ar", **extra: Any) -> Version:
    """A version by the writer on top of the newest."""
    newest = of.summary.versions.filter(language=language).newest()
    spec: dict[str, Any] = {
        "content": content(cited, language),
        "reason": "first text",
        "base": newest.number if newest else 0,
        **extra,
    }
    by = spec.pop("editor", None) or editor("writer", Role.EDITOR)
    return desk.write_version(editor=by, story=of, language=language, **spec)


def approved(written: Version) -> Version:
    """Submit by the writer, approve by the second."""
    desk.submit_version(editor=editor("writer", Role.EDITOR), version=written)
    desk.approve_version(editor=editor("second", Role.REVIEWER), version=written)
    return written


def published_story(cited: list[Claim] | None = None, **extra: Any) -> Story:
    """A story published in both languages."""
    claims_of = cited if cited is not None else [published_claim()]
    made = story(claims_of, **extra)
    for language in ("ar", "en"):
        approved(version(made, claims_of, language))
    desk.publish_story(editor=editor("publisher", Role.PUBLISHER), story=made)
    return Story.objects.get(pk=made.pk)


def correction(of: Claim, verdict: str = "false") -> Correction:
    """Something published that was wrong, and its correction."""
    changed = {"ar": words("خطأ.", change_note="صححنا."), "en": words("Wrong.", change_note="We corrected it.")}
    publication = publish(draft(of, verdict, change_kind="correction", words=changed))
    return Correction.objects.get(publication=publication)


def report(on: Claim | Story, text: str = "السنة غير صحيحة.", **extra: Any) -> Report:
    """What a reader sends about something published."""
    spec = {"kind": "fact", "page_version": 1, "contact": "reader@example.org", **extra}
    return desk.receive_report(public_id=on.public_id, text=text, **spec)
