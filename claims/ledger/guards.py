"""Guards: triggers that keep append-only tables append-only and the second pair of eyes second, on both engines.

Why triggers: a CHECK can't join, and application code can be forgotten. Why this module re-makes them so
often: on SQLite every migration that rebuilds a table drops its triggers silently, so a migration operation,
``post_migrate``, a start-up check and a test all see to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


@dataclass(frozen=True)
class LawTrigger:
    """A refusal in the database: before ``event`` on a model's table, when ``condition`` holds.

    ``condition`` is SQL that both engines understand, over ``NEW`` (and ``OLD`` for updates). ``message`` is
    what whoever writes raw SQL reads. ``needs`` names a table that came later than the model's own: until it is
    there, the refusal can't be installed, and nothing can need it.
    """

    name: str
    model: str
    event: str
    condition: str
    message: str
    needs: str = ""


_laws: list[LawTrigger] = []


def register(*laws: LawTrigger) -> None:
    """Add refusals that rows must obey beyond being append-only; called while models are loaded."""
    known = {law.name for law in _laws}
    _laws.extend(law for law in laws if law.name not in known)


register(
    LawTrigger(
        "law1_review_not_by_author",
        "claims.Review",
        "INSERT",
        "NEW.decision = 'approve' AND EXISTS (SELECT 1 FROM claims_proofauthor a "
        "WHERE a.proof_id = NEW.proof_id AND a.editor_id = NEW.reviewer_id)",
        "Law 1: an author of a proof cannot approve it.",
    ),
    LawTrigger(
        "law1_review_needs_authors",
        "claims.Review",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM claims_proofauthor a WHERE a.proof_id = NEW.proof_id)",
        "Law 1: a proof without named authors cannot be reviewed.",
    ),
    LawTrigger(
        "law1_transcript_not_by_transcriber",
        "claims.TranscriptCheck",
        "INSERT",
        "EXISTS (SELECT 1 FROM claims_snapshot s WHERE s.id = NEW.snapshot_id AND s.transcriber_id = NEW.editor_id)",
        "Law 1: who typed a transcript cannot confirm it.",
    ),
    LawTrigger(
        "law1_authors_closed_by_review",
        "claims.ProofAuthor",
        "INSERT",
        "EXISTS (SELECT 1 FROM claims_review r WHERE r.proof_id = NEW.proof_id)",
        "Law 1: the authors of a proof are fixed once it has been reviewed.",
    ),
    LawTrigger(
        "law1_blind_rating_not_by_author",
        "claims.BlindVerdict",
        "INSERT",
        "EXISTS (SELECT 1 FROM claims_verification v WHERE v.id = NEW.verification_id AND v.author_id = NEW.editor_id)",
        "Law 1: who rated a claim cannot be its second, blind rater.",
    ),
    LawTrigger(
        "law1_blind_rating_before_approval",
        "claims.Review",
        "INSERT",
        "NEW.decision = 'approve' AND EXISTS (SELECT 1 FROM claims_verificationstate s "
        "JOIN claims_verificationtext t ON t.id = s.text_id JOIN claims_verification v ON v.id = t.verification_id "
        "WHERE s.proof_id = NEW.proof_id AND s.blind AND NOT EXISTS (SELECT 1 FROM claims_blindverdict b "
        "WHERE b.verification_id = v.id AND b.editor_id = NEW.reviewer_id "
        "AND COALESCE(b.verdict_id, 0) = COALESCE(v.verdict_id, 0)))",
        "Law 1: a claim that is rated twice is approved only by one who came to the same rating blindly.",
        needs="claims_blindverdict",
    ),
)

BODY_MAY_ONLY_BE_REDACTED = (
    "NOT (NEW.content IS NULL AND NEW.digest = OLD.digest AND NEW.size = OLD.size AND EXISTS "
    "(SELECT 1 FROM claims_redaction r WHERE r.body_id = OLD.digest AND r.requested_by_id <> r.approved_by_id))"
)


def guarded_models() -> list[type[models.Model]]:
    """Every append-only model of every installed app, in a fixed order."""
    found = [model for model in apps.get_models() if getattr(model, "guarded", False)]
    return sorted(found, key=lambda model: model._meta.db_table)


def _append_only(model: type[models.Model]) -> Iterator[tuple[str, str, str, str]]:
    """Name, event, condition and message of the triggers that keep one table append-only."""
    table = model._meta.db_table
    update = BODY_MAY_ONLY_BE_REDACTED if table == "claims_body" else "1 = 1"
    yield (f"guard_{table}_update", "UPDATE", update, f"Law 3: rows of {table} are never changed.")
    yield (f"guard_{table}_delete", "DELETE", "1 = 1", f"Law 3: rows of {table} are never deleted.")


def _wanted(connection: BaseDatabaseWrapper, only: Iterable[str] | None = None) -> dict[str, tuple[str, list[str]]]:
    """Trigger name → (table, statements), for the tables that exist."""
    tables = set(connection.introspection.table_names())
    labels = None if only is None else {label.lower() for label in only}
    wanted: dict[str, tuple[str, list[str]]] = {}
    make = _sqlite if connection.vendor == "sqlite" else _postgresql
    for model in guarded_models():
        table = model._meta.db_table
        if table not in tables or (labels is not None and model._meta.label_lower not in labels):
            continue
        for name, event, condition, message in _append_only(model):
            wanted[name] = (table, make(name, table, event, condition, message))
        if connection.vendor == "sqlite":
            name = f"guard_{table}_replace"
            wanted[name] = (table, _sqlite(name, table, "INSERT", _taken(connection, model), _replaced(table)))
        else:
            name = f"guard_{table}_truncate"
            wanted[name] = (table, _truncate(name, table))
        for law in _laws:
            if law.model.lower() == model._meta.label_lower and (not law.needs or law.needs in tables):
                wanted[law.name] = (table, make(law.name, table, law.event, law.condition, law.message))
    return wanted


def _replaced(table: str) -> str:
    return f"Law 3: a row of {table} with this key exists and is never replaced."


def _sqlite(name: str, table: str, event: str, condition: str, message: str) -> list[str]:
    return [
        f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" WHEN ({condition}) '
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    ]


def _postgresql(name: str, table: str, event: str, condition: str, message: str) -> list[str]:
    result = "OLD" if event == "DELETE" else "NEW"
    return [
        f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN '
        f"IF ({condition}) THEN RAISE EXCEPTION '{message}' USING ERRCODE = '23000'; END IF; "
        f"RETURN {result}; END $guard$",
        f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}"()',
        # ALWAYS: a session that plays replica must not slip past the guard.
        f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{name}"',
    ]


def _truncate(name: str, table: str) -> list[str]:
    message = f"Law 3: {table} is never emptied."
    return [
        f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN '
        f"RAISE EXCEPTION '{message}' USING ERRCODE = '23000'; END $guard$",
        f'CREATE TRIGGER "{name}" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION "{name}"()',
        f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{name}"',
    ]


def _taken(connection: BaseDatabaseWrapper, model: type[models.Model]) -> str:
    """SQL that holds when any unique key of NEW is already in the table.

    Why: REPLACE deletes the row it replaces, and that delete fires no trigger unless ``recursive_triggers`` is
    on, which a foreign tool would not set.
    """
    table = model._meta.db_table
    return " OR ".join(f'EXISTS (SELECT 1 FROM "{table}" t WHERE {same})' for same in _unique_keys(connection, model))


def _unique_keys(connection: BaseDatabaseWrapper, model: type[models.Model]) -> Iterator[str]:
    there = _columns(connection, model)
    for column in [field.column for field in model._meta.concrete_fields if field.unique]:
        yield f't."{column}" = NEW."{column}"'
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            columns = [model._meta.get_field(name).column for name in constraint.fields]  # type: ignore[union-attr]
            same = " AND ".join(f't."{column}" = NEW."{column}"' for column in columns)
            partial = _partial(connection, model, constraint)
            if {*columns, *re.findall(r'\bt\."(\w+)"', partial)} <= there:
                yield same + partial


def _columns(connection: BaseDatabaseWrapper, model: type[models.Model]) -> set[str]:
    """The columns that the table has by now: an older migration guards a table to which a later one adds some."""
    with connection.cursor() as cursor:
        return {row.name for row in connection.introspection.get_table_description(cursor, model._meta.db_table)}


def _partial(connection: BaseDatabaseWrapper, model: type[models.Model], constraint: models.UniqueConstraint) -> str:
    """The condition of a partial unique index, asked of both the old row and the new one."""
    if constraint.condition is None:
        return ""
    with_editor: Any = constraint
    sql = with_editor._get_condition_sql(model, connection.schema_editor())
    bare = re.sub(r'"\w+"\.("\w+")', r"\1", sql)
    sides = [re.sub(r'"(\w+)"', rf'{side}."\1"', bare) for side in ("t", "NEW")]
    return "".join(f" AND ({side})" for side in sides)


def _present(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Trigger name → its present definition."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(
                "SELECT t.tgname, CASE WHEN t.tgenabled = 'A' THEN p.prosrc ELSE 'disabled' END FROM pg_trigger t "
                "JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid "
                "WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
            )
        return dict(cursor.fetchall())


def _same(connection: BaseDatabaseWrapper, statements: list[str], present: str | None) -> bool:
    if present is None:
        return False
    if connection.vendor == "sqlite":
        return present == statements[0]
    return present.strip() in statements[0]


def missing(using: str = "default") -> list[str]:
    """Names of guards that are absent, disabled or different from what they must be."""
    connection = connections[using]
    present = _present(connection)
    wanted = _wanted(connection)
    return [name for name, (_, statements) in wanted.items() if not _same(connection, statements, present.get(name))]


def install(using: str = "default", only: Iterable[str] | None = None) -> list[str]:
    """Make every guard that is missing; return their names. Safe to call at any time."""
    connection = connections[using]
    present = _present(connection)
    made = []
    with connection.cursor() as cursor:
        for name, (table, statements) in _wanted(connection, only).items():
            if _same(connection, statements, present.get(name)):
                continue
            _drop(connection, cursor, name, table)
            for statement in statements:
                cursor.execute(statement)
            made.append(name)
    return made


def _drop(connection: BaseDatabaseWrapper, cursor: Any, name: str, table: str) -> None:
    if connection.vendor == "sqlite":
        cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')
    else:
        cursor.execute(f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"')


def make_way(using: str = "default") -> None:
    """Take off, before migrations on SQLite, the guards that look at other tables than their own.

    SQLite refuses to rebuild a table that a trigger elsewhere names. ``post_migrate`` puts them back, and until
    then the start-up check keeps the server from starting. PostgreSQL needs none of this.
    """
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    present = _present(connection)
    with connection.cursor() as cursor:
        for name, (table, statements) in _wanted(connection).items():
            if name in present and _looks_elsewhere(statements[0], table):
                _drop(connection, cursor, name, table)


def _looks_elsewhere(statement: str, table: str) -> bool:
    named = set(re.findall(r"\bFROM (\w+) ", statement))
    return bool(named - {table})


def lift(using: str = "default") -> None:
    """Drop every guard. Only the test suite may, to clear its tables; it must call ``install`` after."""
    if not getattr(settings, "TESTING", False):
        raise RuntimeError("Guards are lifted by the test suite only; a newsroom's tables are never cleared.")
    connection = connections[using]
    with connection.cursor() as cursor:
        for name, (table, _) in _wanted(connection).items():
            _drop(connection, cursor, name, table)


class Guard(Operation):
    """Migration operation: put the guards on a model's table. Reversing takes them off before the table goes."""

    reduces_to_sql = False
    reversible = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Guards are no part of the model state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        install(schema_editor.connection.alias, only=[f"{app_label}.{self.model_name}"])

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        connection = schema_editor.connection
        wanted = _wanted(connection, [f"{app_label}.{self.model_name}"])
        with connection.cursor() as cursor:
            for name, (table, _) in wanted.items():
                _drop(connection, cursor, name, table)

    def describe(self) -> str:
        return f"Guard {self.model_name} against change"
