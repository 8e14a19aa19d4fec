"""Sources that may be one are found by their names; a merge can be undone; two that are two are remembered so."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from claims.ledger import Guard
from claims.names import similarity, skeleton

# As `claims.actions.likeness` has them; a migration stands on its own.
ALIKE, SAME_CONSONANTS, MOST = 90.0, 85.0, 300
STEP = 1000


def name_keys(bones: str) -> set[str]:
    whole = bones.replace(" ", "")
    if not whole:
        return set()
    return {f"{whole[:4]}~", whole[:80], *(word[:80] for word in bones.split() if len(word) > 1)}


def write_skeletons(apps: Any, schema_editor: Any) -> None:
    """The consonants of every alias, and the keys by which it is found."""
    alias, key = apps.get_model("claims", "SourceAlias"), apps.get_model("claims", "AliasKey")
    rows = list(alias.objects.only("pk", "words").order_by("pk"))
    for start in range(0, len(rows), STEP):
        some = rows[start : start + STEP]
        for row in some:
            row.skeleton = skeleton(row.words)[:200]
        alias.objects.bulk_update(some, ["skeleton"])
        key.objects.bulk_create(key(alias=row, key=each) for row in some for each in sorted(name_keys(row.skeleton)))


def write_merges(apps: Any, schema_editor: Any) -> None:
    """Which source each was merged with at first, and whose aliases came with it, as the audit tells."""
    source, entry = apps.get_model("claims", "Source"), apps.get_model("claims", "Entry")
    by_public_id = dict(source.objects.values_list("public_id", "pk"))
    first: dict[str, Any] = {}
    entries = entry.objects.filter(verb="source.merge", subject_type="claims.source").order_by("number__n")
    for row in entries:
        first.setdefault(row.subject_id, row.after)
    for merged in source.objects.filter(merged_into__isnull=False).order_by("pk"):
        after = first.get(str(merged.pk)) or {}
        merged.merged_with_id = by_public_id.get(after.get("merged_into", ""), merged.merged_into_id)
        merged.save(update_fields=["merged_with"])
        _mark_moved(apps, merged, after.get("aliases") or [])


def _mark_moved(apps: Any, merged: Any, words: list[str]) -> None:
    alias = apps.get_model("claims", "SourceAlias")
    carriers = {merged.merged_with_id, merged.merged_into_id}
    alias.objects.filter(source__in=carriers, words__in=words, moved_from=None).update(moved_from=merged)


def write_likenesses(apps: Any, schema_editor: Any) -> None:
    """The pairs of sources of which names look alike."""
    key, likeness = apps.get_model("claims", "AliasKey"), apps.get_model("claims", "SourceLikeness")
    blocks: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    standing = key.objects.filter(alias__source__merged_into=None).order_by("alias")
    for name, *alias in standing.values_list("key", "alias__source", "alias__words", "alias__skeleton"):
        blocks[name].append(tuple(alias))
    found: dict[tuple[int, int], tuple[float, str, str]] = {}
    for block in blocks.values():
        for one, other in combinations(sorted(set(block)), 2) if len(block) <= MOST else ():
            score = similarity(one[1], other[1]) if one[0] != other[0] else 0.0
            if score >= (SAME_CONSONANTS if one[2] == other[2] else ALIKE):
                pair = (one[0], other[0])
                found[pair] = max(found.get(pair, (0.0, "", "")), (score, one[1], other[1]))
    likeness.objects.bulk_create(
        likeness(a_id=a, b_id=b, score=score, words_a=ours, words_b=theirs)
        for (a, b), (score, ours, theirs) in sorted(found.items())
    )


def fill(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        # Indexes are made after this, and PostgreSQL makes none while a foreign key waits to be checked.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    write_skeletons(apps, schema_editor)
    write_merges(apps, schema_editor)
    write_likenesses(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0003_import_any"),
    ]

    operations = [
        migrations.AddField(
            model_name="source",
            name="merged_with",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="joined",
                to="claims.source",
                verbose_name="merged at first with",
            ),
        ),
        migrations.AddField(
            model_name="sourcealias",
            name="moved_from",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lent_aliases",
                to="claims.source",
                verbose_name="came with",
            ),
        ),
        migrations.AddField(
            model_name="sourcealias",
            name="skeleton",
            field=models.CharField(
                blank=True, db_index=True, default="", editable=False, max_length=200, verbose_name="consonants"
            ),
        ),
        migrations.CreateModel(
            name="AliasKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=80, verbose_name="key")),
                (
                    "alias",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="claims.sourcealias",
                        verbose_name="alias",
                    ),
                ),
            ],
            options={
                "verbose_name": "key of an alias",
                "verbose_name_plural": "keys of aliases",
                "indexes": [models.Index(fields=["key", "alias"], name="claims_aliaskey_key")],
            },
        ),
        migrations.CreateModel(
            name="SourceDistinction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "a",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "b",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.source",
                        verbose_name="other source",
                    ),
                ),
                (
                    "editor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="editor",
                    ),
                ),
                (
                    "why",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.body",
                        verbose_name="why",
                    ),
                ),
            ],
            options={
                "verbose_name": "sources that are two",
                "verbose_name_plural": "sources that are two",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("a", "b"), name="claims_distinction_pair"),
                    models.CheckConstraint(
                        condition=models.Q(("a__lt", models.F("b"))), name="claims_distinction_in_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceLikeness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words_a", models.CharField(max_length=200, verbose_name="name")),
                ("words_b", models.CharField(max_length=200, verbose_name="other name")),
                ("score", models.FloatField(help_text="0 to 100.", verbose_name="likeness")),
                (
                    "a",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="claims.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "b",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="claims.source",
                        verbose_name="other source",
                    ),
                ),
            ],
            options={
                "verbose_name": "sources that may be one",
                "verbose_name_plural": "sources that may be one",
                "ordering": ["-score", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("a", "b"), name="claims_likeness_pair"),
                    models.CheckConstraint(
                        condition=models.Q(("a__lt", models.F("b"))), name="claims_likeness_in_order"
                    ),
                ],
            },
        ),
        # A new append-only table has its guard (law 3).
        Guard("sourcedistinction"),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
