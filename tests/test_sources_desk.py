"""Sources at the desk: which may be one, merging and splitting, and where each name stands."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from claims import actions as claims
from claims import ledger
from claims.ledger import Conflict
from claims.models import AliasKey, Editor, Entry, Source, SourceAlias, SourceDistinction, SourceLikeness
from claims.names import skeleton
from claims.rules import Refused
from tests import factory

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
