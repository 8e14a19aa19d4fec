"""What the workbench keeps: decisions on sentences, what was being typed, and the words by which claims are found."""

from __future__ import annotations

import zlib
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from claims.arabic import terms
from claims.ledger import Guard

STEP = 500


def index_claims(apps: Any, schema_editor: Any) -> None:
    """The words of every claim that is followed already."""
    if schema_editor.connection.vendor == "postgresql":
        # Indexes are made after this, and PostgreSQL makes none while a foreign key waits to be checked.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    wording, term = apps.get_model("claims", "ClaimText"), apps.get_model("claims", "ClaimTerm")
    words: dict[int, set[str]] = {}
    rows = wording.objects.order_by("number").values_list("claim", "text__content", "text__coding")
    for claim, content, coding in rows:
        text = b"" if content is None else zlib.decompress(content) if coding == "zlib" else bytes(content)
        found = terms(text.decode())
        words.setdefault(claim, set()).update(each[:40] for each in found if len(each) > 1)
    term.objects.bulk_create(
        [term(term=each, claim_id=claim) for claim, found in words.items() for each in sorted(found)], batch_size=STEP
    )


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0004_source_likeness"),
    ]

    operations = [
        migrations.CreateModel(
            name="Autosave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("subject_type", models.CharField(max_length=60, verbose_name="kind of object")),
                ("subject_id", models.CharField(max_length=60, verbose_name="object")),
                ("content", models.JSONField(default=dict, verbose_name="what was typed")),
                ("at", models.DateTimeField(verbose_name="at")),
            ],
            options={
                "verbose_name": "autosave",
                "verbose_name_plural": "autosaves",
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="CandidateDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "start",
                    models.PositiveIntegerField(
                        help_text="Code points from the start of the text.", verbose_name="start"
                    ),
                ),
                ("end", models.PositiveIntegerField(help_text="Exclusive.", verbose_name="end")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("accepted", "is a claim"),
                            ("merged", "says a claim that is followed"),
                            ("rejected", "is no claim to follow"),
                            ("undone", "taken back"),
                        ],
                        max_length=12,
                        verbose_name="answer",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("opinion", "Opinion or forecast that can't be checked"),
                            ("vague", "Too vague to check"),
                            ("trivial", "Nobody doubts it"),
                            ("off_topic", "Not what we follow"),
                            ("duplicate", "Said elsewhere in this text"),
                            ("not_sentence", "No whole sentence"),
                            ("other", "Another reason"),
                        ],
                        max_length=16,
                        null=True,
                        verbose_name="reason",
                    ),
                ),
                ("suggested", models.JSONField(default=dict, verbose_name="what was suggested")),
                ("at", models.DateTimeField(verbose_name="at")),
            ],
            options={
                "verbose_name": "decision on a sentence",
                "verbose_name_plural": "decisions on sentences",
                "ordering": ["snapshot", "start", "number"],
            },
        ),
        migrations.CreateModel(
            name="ClaimTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("term", models.CharField(max_length=40, verbose_name="word")),
            ],
            options={
                "verbose_name": "word of a claim",
                "verbose_name_plural": "words of claims",
            },
        ),
        migrations.AddField(
            model_name="hop",
            name="article",
            field=models.ForeignKey(
                help_text="The article in which we read this link ourselves.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hops",
                to="claims.article",
                verbose_name="its text",
            ),
        ),
        migrations.AddConstraint(
            model_name="hop",
            constraint=models.CheckConstraint(
                condition=models.Q(("article__isnull", True), ("seen", True), _connector="OR"),
                name="claims_hop_read_is_seen",
            ),
        ),
        migrations.AddField(
            model_name="autosave",
            name="editor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="autosaves",
                to=settings.AUTH_USER_MODEL,
                verbose_name="editor",
            ),
        ),
        migrations.AddField(
            model_name="candidatedecision",
            name="editor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="editor",
            ),
        ),
        migrations.AddField(
            model_name="candidatedecision",
            name="note",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.body",
                verbose_name="note",
            ),
        ),
        migrations.AddField(
            model_name="candidatedecision",
            name="occurrence",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="claims.occurrence",
                verbose_name="occurrence",
            ),
        ),
        migrations.AddField(
            model_name="candidatedecision",
            name="snapshot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="claims.snapshot",
                verbose_name="snapshot",
            ),
        ),
        migrations.AddField(
            model_name="claimterm",
            name="claim",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="terms",
                to="claims.claim",
                verbose_name="claim",
            ),
        ),
        migrations.AddConstraint(
            model_name="autosave",
            constraint=models.UniqueConstraint(
                fields=("editor", "subject_type", "subject_id"), name="claims_autosave_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="candidatedecision",
            constraint=models.UniqueConstraint(
                fields=("snapshot", "start", "end", "number"), name="claims_candidate_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="candidatedecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("start__lt", models.F("end"))), name="claims_candidate_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="candidatedecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer__in", ["accepted", "merged"]), ("occurrence__isnull", False)),
                    ("answer__in", ["rejected", "undone"]),
                    _connector="OR",
                ),
                name="claims_candidate_stands_somewhere",
            ),
        ),
        migrations.AddIndex(
            model_name="claimterm",
            index=models.Index(fields=["claim"], name="claims_term_claim"),
        ),
        migrations.AddConstraint(
            model_name="claimterm",
            constraint=models.UniqueConstraint(fields=("term", "claim"), name="claims_term_once"),
        ),
        migrations.AddField(
            model_name="occurrence",
            name="turn",
            field=models.PositiveSmallIntegerField(
                editable=False,
                help_text="Counts from 2, after what was placed here was taken back.",
                null=True,
                verbose_name="turn",
            ),
        ),
        migrations.RemoveConstraint(model_name="occurrence", name="claims_occurrence_once"),
        migrations.AddConstraint(
            model_name="occurrence",
            constraint=models.UniqueConstraint(
                fields=("claim", "snapshot", "start", "end"),
                condition=models.Q(("turn__isnull", True)),
                name="claims_occurrence_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="occurrence",
            constraint=models.UniqueConstraint(
                fields=("claim", "snapshot", "start", "end", "turn"), name="claims_occurrence_turn_once"
            ),
        ),
        # SQLite makes the tables anew for their columns, which drops their guards; the new one needs its own (law 3).
        Guard("hop"),
        Guard("occurrence"),
        Guard("candidatedecision"),
        migrations.RunPython(index_claims, migrations.RunPython.noop),
    ]
