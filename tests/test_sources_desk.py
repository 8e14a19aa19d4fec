"""Sources at the desk: which may be one, merging and splitting, and where each name stands."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims import actions as claims
from claims import ledger
from claims.admin import places
from claims.ledger import Conflict
from claims.models import (
    AliasKey,
    Article,
    Claim,
    Editor,
    Entry,
    Occurrence,
    Source,
    SourceAlias,
    SourceDistinction,
    SourceLikeness,
)
from claims.names import skeleton
from claims.rules import Refused
from tests import factory
from tests.test_admin import do, enter, list_of, page_of, reasons_on, send, words_on

LIANG, WENFENG = "ليانج ونفينج", "ليانغ وينفنغ"


def writer() -> Editor:
    found: Editor = factory.cast()["writer"]
    return found


def fresh(source: Source) -> Source:
    return Source.objects.get(pk=source.pk)


def merge(drop: Source, keep: Source, by: Editor | None = None) -> Source:
    return claims.merge_sources(editor=by or writer(), keep=fresh(keep), drop=drop, version=fresh(drop).version)


def split(source: Source, why: str = "") -> Source:
    now = fresh(source)
    return claims.split_source(editor=writer(), source=now, version=now.version, why=why)


def names(source: Source) -> set[str]:
    return set(source.aliases.values_list("words", flat=True))


def proposed() -> list[tuple[str, str]]:
    return list(SourceLikeness.objects.order_by("pk").values_list("words_a", "words_b"))


def people(*given: str) -> list[Source]:
    return [factory.source(name, f"Person {chr(65 + at) * 6}", "person") for at, name in enumerate(given)]


def standing() -> dict[str, Any]:
    """Everything that a merge may touch, but for the counts of changes."""
    return {
        "sources": sorted(Source.objects.values_list("pk", "merged_into", "merged_with")),
        "aliases": sorted(SourceAlias.objects.values_list("source", "words", "fold", "skeleton")),
        "alike": sorted(SourceLikeness.objects.values_list("a", "b", "words_a", "words_b", "score")),
    }


# --- May be one ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LIANG, WENFENG),
        ("غوغل", "جوجل"),
        ("ديب سيك", "ديبسيك"),
        ("فلاديمير بوتن", "فلاديمير بوتين"),
        ("ونفينج ليانج", WENFENG),
    ],
)
def test_names_that_are_alike_are_proposed_as_one(one: str, other: str) -> None:
    people(one, other)
    assert proposed() == [(one, other)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "other"),
    [("محمد بن سلمان", "محمد بن زايد"), ("علي حسن", "أحمد فؤاد"), ("إنفيديا", "Nvidia"), ("سامر كاتب", "سمر كتاب")],
)
def test_names_of_two_are_not_proposed(one: str, other: str) -> None:
    people(one, other)
    assert proposed() == []


@pytest.mark.django_db
def test_what_a_name_shares_is_written_with_it() -> None:
    (one,) = people(LIANG)
    alias = one.aliases.get(words=LIANG)
    assert alias.skeleton == skeleton(WENFENG)
    assert set(alias.keys.values_list("key", flat=True)) == {"لنك", "ونفنك", "لنكونفنك", "لنكو~"}


@pytest.mark.django_db
def test_a_proposal_goes_with_the_name_that_made_it() -> None:
    one, other = people("مصدر أول", WENFENG)
    change = {"editor": writer(), "kind": "person", "name_ar": one.name_ar, "name_en": one.name_en, "source": one}
    one = claims.write_source(**change, aliases=[LIANG])
    first = SourceLikeness.objects.get()
    one = claims.write_source(**{**change, "source": one}, aliases=[LIANG, "اسم ثالث"])
    assert SourceLikeness.objects.get().pk == first.pk, "its address holds while it holds"
    claims.write_source(**{**change, "source": one})
    assert proposed() == []


@pytest.mark.django_db
def test_a_new_name_is_not_compared_with_every_name(django_assert_max_num_queries: Any) -> None:
    """The number of queries is the same beside two names and beside fifty."""
    people(*(f"{LIANG} {at}" for at in range(2)))
    with django_assert_max_num_queries(40) as few:
        factory.source("ليانغ 0 وينفنغ", "The first")
    people(*(f"{LIANG} {at}" for at in range(2, 50)))
    with django_assert_max_num_queries(40) as many:
        factory.source("ليانغ 1 وينفنغ", "The second")
    assert len(few) == len(many)


# --- Not the same ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_who_is_told_apart_is_never_proposed_again() -> None:
    one, other = people(LIANG, WENFENG)
    made = claims.distinguish_sources(editor=writer(), a=other, b=one, why=" Two men of one town. ")
    assert (made.a, made.b, made.why.text) == (one, other, "Two men of one town.")
    assert proposed() == []
    for source in (one, other):
        now = fresh(source)
        claims.write_source(
            editor=writer(), kind="person", name_ar=now.name_ar, name_en=now.name_en, source=now, version=now.version
        )
    assert proposed() == []
    assert list(ledger.verify()) == []


@pytest.mark.django_db
def test_who_is_told_apart_stays_so_under_the_name_of_another() -> None:
    one, other, third = people(LIANG, WENFENG, "اسم ثالث")
    claims.distinguish_sources(editor=writer(), a=one, b=other, why="two")
    merge(other, third)
    assert proposed() == []
    with pytest.raises(Refused) as refusal:
        claims.distinguish_sources(editor=writer(), a=one, b=other, why="two")
    assert refusal.value.codes == {"told_apart_already"}


# --- Aliases ---------------------------------------------------------------------------------------------------------


def with_alias(source: Source, *aliases: str) -> Source:
    now = fresh(source)
    return claims.write_source(
        editor=writer(), kind=now.kind, name_ar=now.name_ar, name_en=now.name_en, aliases=aliases, source=now,
        version=now.version,
    )  # fmt: skip


@pytest.mark.django_db
def test_an_alias_of_another_is_refused_with_its_name_and_what_to_do() -> None:
    nvidia = factory.source("شركة الرقاقات", "Nvidia", "company")
    other = factory.source("إنفيديا", "The chip maker", "company")
    with pytest.raises(Refused) as refusal:
        with_alias(other, "NVIDIA")
    (blocker,) = refusal.value.blockers
    assert blocker.code == "alias_taken"
    assert nvidia.public_id in blocker.sentence() and "شركة الرقاقات" in blocker.sentence()
    merge(other, nvidia)
    assert {"إنفيديا", "Nvidia"} <= names(nvidia)
    assert list(Source.objects.known_as("انفيديا")) == [nvidia]


@pytest.mark.django_db
def test_namesakes_may_share_an_alias_once_they_are_told_apart() -> None:
    one, other = people("محمد علي", "كاتب آخر")
    with pytest.raises(Refused):
        with_alias(other, "محمّد علي")
    claims.distinguish_sources(editor=writer(), a=one, b=other, why="a boxer and a writer")
    assert "محمّد علي" in names(with_alias(other, "محمّد علي"))
    assert proposed() == []


# --- Merge and split -------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_split_undoes_a_merge_exactly() -> None:
    one, other, third = people(LIANG, WENFENG, "اسم ثالث")
    with_alias(other, "المدير")
    before = standing()
    merge(other, one)
    assert "المدير" in names(one) and fresh(other).merged_into == one and proposed() == []
    split(other)
    assert standing() == before
    assert [*Entry.objects.filter(verb="source.split").values_list("subject_id", flat=True)] == [str(other.pk)]
    assert list(ledger.verify()) == []
    assert third.pk


@pytest.mark.django_db
def test_what_was_merged_before_goes_with_it() -> None:
    first, second, third = people("مراسل الوكالة", "محرر الصحيفة", "كاتب العمود")
    merge(first, second)
    before = standing()
    merge(second, third)
    assert fresh(first).merged_into == third and "مراسل الوكالة" in names(third)
    split(second)
    assert standing() == before


@pytest.mark.django_db
def test_the_first_of_a_row_of_merges_leaves_alone() -> None:
    first, second, third = people("مراسل الوكالة", "محرر الصحيفة", "كاتب العمود")
    before = standing()
    merge(first, second)
    merge(second, third)
    split(first)
    assert fresh(first).merged_into is None and fresh(second).merged_into == third
    assert not {"مراسل الوكالة"} & (names(second) | names(third))
    split(second)
    assert standing() == before


@pytest.mark.django_db
def test_a_name_that_two_brought_stays_until_both_have_left() -> None:
    one, other, root = people("أبو يعرب", "أبو يعرب", "كاتب العمود")
    before = standing()
    merge(one, root)
    merge(other, root)
    split(one)
    assert "أبو يعرب" in names(root)
    split(other)
    assert standing() == before


@pytest.mark.django_db
def test_what_was_written_after_a_merge_stays() -> None:
    one, other = people(LIANG, WENFENG)
    article = factory.article(outlet=other)
    merge(other, one)
    later = factory.article(outlet=one)
    with_alias(one, *names(one), "الرئيس")
    split(other)
    article.refresh_from_db()
    later.refresh_from_db()
    assert (article.outlet, later.outlet) == (other, one)
    assert "الرئيس" in names(one) and WENFENG not in names(one)


@pytest.mark.django_db
def test_a_form_that_saw_the_names_before_a_merge_does_not_drop_those_that_came() -> None:
    one, other = people(LIANG, WENFENG)
    seen = fresh(one)
    merge(other, one)
    with pytest.raises(Conflict):
        claims.write_source(
            editor=writer(), kind="person", name_ar=LIANG, name_en="L", source=seen, version=seen.version
        )
    assert WENFENG in names(one)


@pytest.mark.django_db
def test_a_split_with_a_reason_tells_the_two_apart() -> None:
    one, other = people(LIANG, WENFENG)
    merge(other, one)
    split(other, why="his brother")
    assert proposed() == [] and SourceDistinction.objects.get().why.text == "his brother"
    merge(other, one)
    split(other, why="still his brother")
    assert SourceDistinction.objects.count() == 1


# --- What readers see of it ------------------------------------------------------------------------------------------


def through(source: Source) -> Claim:
    """A published claim that came through the source."""
    made = factory.claim(f"ادعاء نقله {source.name_ar}", f"A claim relayed by {source.name_en}")
    hop = claims.HopSpec(naming="named", source=source, words=source.name_ar, verb="قالت")
    article = factory.article(f"قالت {source.name_ar} أمس إن الكلفة بلغت مليون دولار.")
    factory.occurrence(made, factory.snapshot(article), "إن الكلفة بلغت مليون دولار", chains=[[hop]])
    factory.publish(factory.draft(made))
    return made


def again(claim: Claim) -> None:
    """A later verification of it, reviewed and published."""
    words = {
        "ar": factory.words("وجدنا غير ذلك.", change_note="ظهرت وثيقة."),
        "en": factory.words("We found otherwise.", change_note="A document has come to light."),
    }
    now = Claim.objects.get(pk=claim.pk)
    verdict = "false" if now.current_verification and now.current_verification.verdict.code == "true" else "true"
    factory.publish(factory.draft(now, verdict, change_kind="update", words=words))


def read(source: Source) -> Any:
    """What a reader gets at the source's address, the last of the redirects."""
    return Client().get(f"/en/sources/{source.public_id}", follow=True)


@pytest.mark.django_db
def test_readers_are_led_to_what_holds_and_back() -> None:
    kept, dropped = factory.source("وكالة الساحل", "Coast Agency"), factory.source("وكالة السواحل", "Coasts Agency")
    through(kept)
    claim = through(dropped)
    before = read(dropped)
    assert before.status_code == 200 and "Coasts Agency" in before.content.decode()

    merge(dropped, kept)
    assert read(dropped).content == before.content, "one editor's word changes nothing that is published"
    again(claim)
    led = read(dropped)
    assert led.status_code == 200 and f"/en/sources/{kept.public_id}-" in led.redirect_chain[-1][0]
    assert led.content == read(kept).content and b"A claim relayed by Coasts Agency" in led.content
    partner = Client().get(f"/api/v1/sources/{dropped.public_id}")
    assert partner.status_code == 308 and partner["Location"].endswith(kept.public_id)

    split(dropped)
    assert read(dropped).content == led.content
    again(claim)
    own = read(dropped)
    assert own.status_code == 200 and f"/en/sources/{dropped.public_id}-" in own.redirect_chain[-1][0]
    assert b"A claim relayed by Coasts Agency" in own.content
    assert b"A claim relayed by Coasts Agency" not in read(kept).content
    assert Client().get(f"/api/v1/sources/{dropped.public_id}").status_code == 200
    assert list(ledger.verify()) == []


# --- At the desk -----------------------------------------------------------------------------------------------------


def pair() -> SourceLikeness:
    people(LIANG, WENFENG)
    return SourceLikeness.objects.get()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "why"),
    [("en", "The consonants are the same; vowels, or letters of one sound, differ."), ("ar", "الصوامت نفسها")],
)
def test_the_pairs_are_listed_with_reason_and_uses(language: str, why: str) -> None:
    one = pair()
    factory.article(outlet=one.a)
    client = enter("writer")
    client.cookies["django_language"] = language
    page = client.get(list_of(SourceLikeness))
    shown = words_on(page)
    assert LIANG in shown and WENFENG in shown and why in shown
    assert [(row.uses_a, row.uses_b) for row in page.context["cl"].result_list] == [(1, 0)]
    assert LIANG in words_on(client.get("/admin/"))
    own = client.get(page_of(one))
    assert why in words_on(own) and "Person AAAAAA" in words_on(own)


@pytest.mark.django_db
def test_the_list_costs_the_same_with_many_pairs() -> None:
    client = enter("writer")

    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(list_of(SourceLikeness)).status_code == 200
            assert client.get("/admin/").status_code == 200
        return len(found)

    pair()
    cost()  # the first request of a session notes when it was
    first = cost()
    people(*(f"ليانغ {word} {LIANG}" for word in ("باسل", "قيصر", "نبيل", "طلال", "شفيق")))
    assert SourceLikeness.objects.count() >= 1
    people(*(name for word in ("ترامب", "غوركي", "جونسون", "واشنطن") for name in (f"{word} {word}", f"{word}  {word}")))
    assert SourceLikeness.objects.count() > 4
    assert cost() == first


@pytest.mark.django_db
def test_an_editor_says_that_two_are_one() -> None:
    found = pair()
    answer = send(enter("writer"), do(found, "merge-sources"), keep=found.b.public_id)
    assert fresh(found.a).merged_into == found.b and answer["Location"] == page_of(found.b)


@pytest.mark.django_db
def test_an_editor_says_that_two_are_two() -> None:
    found, client = pair(), enter("writer")
    send(client, do(found, "distinguish-sources"), expect=422, why=" ")
    answer = send(client, do(found, "distinguish-sources"), why="brothers")
    assert proposed() == [] and "brothers" in words_on(client.get(answer["Location"]))
    assert "brothers" in words_on(client.get(page_of(found.a)))


@pytest.mark.django_db
def test_a_pair_that_changed_meanwhile_is_not_merged_unseen() -> None:
    found, client = pair(), enter("writer")
    opened = client.get(do(found, "merge-sources"))
    with_alias(found.b, "اسم آخر")
    sent = {name: opened.context["form"][name].value() for name in ("seen_a", "seen_b")} | {"keep": found.a.public_id}
    assert client.post(do(found, "merge-sources"), sent).status_code == 409
    assert fresh(found.b).merged_into is None


@pytest.mark.django_db
def test_a_merge_is_undone_through_its_form() -> None:
    one, other = people(LIANG, WENFENG)
    client = enter("writer")
    assert "Undo the merge" not in words_on(client.get(page_of(one)))
    merge(other, one)
    assert "Undo the merge" in words_on(client.get(page_of(other)))
    assert WENFENG in words_on(client.get(do(other, "split-source")))
    send(client, do(other, "split-source"), why="")
    assert fresh(other).merged_into is None and len(proposed()) == 1
    assert enter("contributor").get(do(one, "split-source")).status_code == 403
    assert enter("contributor").get(do(one, "distinguish-sources")).status_code == 403


@pytest.mark.django_db
def test_a_refused_alias_leads_to_the_merge() -> None:
    nvidia = factory.source("شركة الرقاقات", "Nvidia")
    other, client = factory.source("إنفيديا", "The chip maker"), enter("writer")
    answer = send(client, do(other, "write-source"), expect=422, aliases="NVIDIA")
    assert reasons_on(answer) == ["alias_taken"]
    links = re.findall(r'href="([^"]+other=[^"]+)"', answer.content.decode())
    assert links == [do(other, verb, f"other={nvidia.public_id}") for verb in ("merge-sources", "distinguish-sources")]
    send(client, links[0])
    assert fresh(other).merged_into == nvidia
    refused = send(
        client, do(Source, "write-source"), expect=422, kind="company", name_ar="ا", name_en="a", aliases="إنفيديا"
    )
    assert do(nvidia, "write-source") in refused.content.decode()


# --- Every occurrence of a name --------------------------------------------------------------------------------------


def places_of(source: Source, query: str = "", by: str = "auditor", language: str = "en") -> Any:
    client = enter(by)
    client.cookies["django_language"] = language
    answer = client.get(f"/admin/claims/source/{source.pk}/places/?{query}")
    assert answer.status_code == 200
    return answer


def counted(answer: Any) -> dict[str, list[str]]:
    """The table of names: each with its counts by kind."""
    return {str(row[0].text): [str(each.text) for each in row[1:]] for row in answer.context["panels"][0].rows}


def use(source: Source, times: int) -> None:
    """Use a source in every way."""
    for at in range(times):
        said = {
            role: {"words": "وكالة رويترز" if at % 2 else "رويترز", "from": "line 1"}
            for role in ("outlet", "translator")
        }
        by = claims.Byline(source=source, words="رويترز للأنباء")
        article = factory.article(
            f"قالت وكالة «رويترز» أمس إن الكلفة بلغت {at} دولار، وأكدت الوكالة ذلك.", outlet=source, translator=source, provenance=said,
            authors=[by],
        )  # fmt: skip
        hop = claims.HopSpec(naming="named", source=source, words="وكالة «رويترز»", verb="قالت")
        where = factory.snapshot(article)
        made = factory.claim(f"بلغت الكلفة {at}", f"It cost {at}", value=str(at + 1))
        factory.occurrence(made, where, f"قالت وكالة «رويترز» أمس إن الكلفة بلغت {at} دولار", chains=[[hop]])


@pytest.mark.django_db
def test_each_name_is_counted_where_it_stands() -> None:
    source = factory.source("رويترز", "Reuters", "agency")
    older = factory.source("وكالة رويترز للأخبار", "Reuters News", "agency")
    use(source, 2)
    use(older, 1)
    merge(older, source)
    table = counted(places_of(source))
    assert table["رويترز"] == ["3", "3", "3", "3", "3"]
    assert table["Reuters"] == ["0", "0", "0", "0", "0"]
    assert table["All"] == ["3", "3", "3", "3", "3"] and "Other words" not in table


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["links", "bylines", "outlet", "translator", "quotes"])
def test_every_place_leads_to_its_article(kind: str) -> None:
    source = factory.source("رويترز", "Reuters", "agency")
    name = source.aliases.get(words="رويترز").pk
    use(source, 2)
    for query in (f"kind={kind}", f"kind={kind}&name={name}"):
        table = places_of(source, query).context["panels"][1]
        addresses = {each.url for row in table.rows for each in row}
        articles = Article.objects.all()
        assert len(table.rows) == 2 and {page_of(article) for article in articles} <= addresses
        if kind in {"links", "quotes"}:
            assert {page_of(claim) for claim in Claim.objects.all()} <= addresses
    assert (
        places_of(source, f"kind={kind}&name={source.aliases.get(words='Reuters').pk}").context["panels"][1].rows == []
    )


@pytest.mark.django_db
def test_a_chain_that_was_set_anew_counts_once_and_one_taken_back_not_at_all() -> None:
    source = factory.source("رويترز", "Reuters", "agency")
    use(source, 2)
    first, second = Occurrence.objects.order_by("pk")
    hop = claims.HopSpec(naming="described", source=source, words="الوكالة", verb="قالت")
    claims.set_chains(editor=writer(), occurrence=first, chains=[[hop]])
    claims.retire_occurrence(editor=writer(), occurrence=second, why="wrong place")
    table = counted(places_of(source))
    assert (table["رويترز"][0], table["Other words"][0], table["All"][4]) == ("0", "1", "1")
    assert len(places_of(source, "kind=links&name=0").context["panels"][1].rows) == 1


@pytest.mark.django_db
def test_places_cost_the_same_with_fifty_and_come_in_pages() -> None:
    source = factory.source("رويترز", "Reuters", "agency")
    client = enter("auditor")
    client.get("/admin/")

    def cost(kind: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(places.places_url(source, kind=kind)).status_code == 200
        return len(found)

    kinds = ("links", "bylines", "outlet", "translator", "quotes")
    use(source, 1)
    before = [cost(kind) for kind in kinds]
    use(source, 50)
    assert [cost(kind) for kind in kinds] == before
    assert max(before) <= 20
    first, second = places_of(source, "kind=links"), places_of(source, "kind=links&page=2")
    assert [len(page.context["panels"][1].rows) for page in (first, second)] == [50, 1]
    assert "kind=links&amp;page=2" in first.content.decode()


@pytest.mark.django_db
def test_quotes_are_read_through_a_page_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    source = factory.source("رويترز", "Reuters", "agency")
    use(source, 5)
    monkeypatch.setattr(places, "QUOTES", 2)
    assert [len(places_of(source, f"kind=quotes&page={at}").context["panels"][1].rows) for at in (1, 2, 3)] == [2, 2, 1]
    assert "quotes 5 to 5 of 5" in words_on(places_of(source, "kind=quotes&page=3"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["kind=x&name=y&page=z", "kind=quotes&page=999", "name=99999999999999", "kind=outlet&name=0"]
)
def test_an_address_that_names_nothing_shows_what_there_is(query: str) -> None:
    source = factory.source("رويترز", "Reuters", "agency")
    use(source, 1)
    assert places_of(source, query).context["panels"]
    assert "كل مواضع" in words_on(places_of(source, query, language="ar"))


# --- At once ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_two_who_merge_a_pair_both_ways_at_once_do_not_make_a_ring(together: Callable[..., list[Any]]) -> None:
    by, second = factory.cast()["writer"], factory.cast()["second"]
    second.groups.set(by.groups.all())
    for number in range(8):
        one, other = people(f"مصدر {number} ألف", f"مصدر {number} باء")
        results = together(lambda a=one, b=other: merge(a, b, by), lambda a=one, b=other: merge(b, a, by))
        lost = [result for result in results if isinstance(result, Refused | Conflict)]
        assert len(lost) == 1, results
        assert sorted(fresh(each).merged_into is None for each in (one, other)) == [False, True]
    assert list(ledger.verify()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_merges_in_a_row_at_once_lead_to_what_stands(together: Callable[..., list[Any]]) -> None:
    by = writer()
    for number in range(8):
        first, second, third = people(*(f"{word} {number}" for word in ("مراسل", "محرر", "كاتب")))
        together(lambda a=first, b=second: merge(a, b, by), lambda a=second, b=third: merge(a, b, by))
        led = [fresh(each).merged_into for each in (first, second, third)]
        assert all(to is None or to.merged_into_id is None for to in led), led


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_of_two_who_tell_a_pair_apart_at_once_one_is_told_so(together: Callable[..., list[Any]]) -> None:
    by = writer()
    for number in range(8):
        one, other = people(f"مصدر {number} ألف", f"مصدر {number} باء")
        results = together(
            *[lambda a=one, b=other: claims.distinguish_sources(editor=by, a=a, b=b, why="two") for _ in range(2)]
        )
        assert sorted(type(result).__name__ for result in results) == ["Refused", "SourceDistinction"], results
    assert list(ledger.verify()) == []


# --- What was there before -------------------------------------------------------------------------------------------


class OnlyConnection:
    """What the migration asks of a schema editor."""

    def __init__(self) -> None:
        from django.db import connection

        self.connection = connection

    def execute(self, sql: str) -> None:
        assert sql.startswith("SET CONSTRAINTS")


@pytest.mark.django_db
def test_the_migration_writes_what_the_verbs_write() -> None:
    first, second, third, fourth = people("مراسل الوكالة", "محرر الصحيفة", LIANG, WENFENG)
    merge(first, second)
    merge(second, third)
    keys = sorted(AliasKey.objects.values_list("alias", "key"))
    before = standing(), sorted(SourceAlias.objects.values_list("source", "words", "moved_from"))
    SourceAlias.objects.update(skeleton="", moved_from=None)
    Source.objects.update(merged_with=None)
    SourceLikeness.objects.all().delete()
    AliasKey.objects.all().delete()
    importlib.import_module("claims.migrations.0004_source_likeness").fill(apps, OnlyConnection())
    assert (standing(), sorted(SourceAlias.objects.values_list("source", "words", "moved_from"))) == before
    assert sorted(AliasKey.objects.values_list("alias", "key")) == keys
    assert fourth.pk
