"""Who may open what: every address of the desk × every kind of user × every state of its object, GET and POST.

The addresses come from the URL configuration. Those of verbs, lists and objects are judged by what their screens
declare (`VERBS`, `rules.MAY`); every other name stands in `DOORS` below with its rule. A new address without a rule
fails `test_every_address_has_a_rule`, which says what to add.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.contrib.admin.utils import quote
from django.db import models
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from claims import actions as ledger_verbs
from claims.admin import desk
from claims.admin.verbs import VERBS, VerbForm
from claims.choices import Role
from claims.models import Article, Claim, Editor, Proof, Question, Source, Verification
from claims.rules import MAY
from newsroom import actions as desk_verbs
from newsroom.models import Story, Version
from seeds.models import ImportItem
from tests import factory
from tests.stage import rows as counted
from tests.stage import undone
from tests.test_admin import world

pytestmark = pytest.mark.django_db

USERS = ("anonymous", "stranger", "contributor", "writer", "second", "publisher", "chief", "auditor")
Who = frozenset[str]
ALL: Who = frozenset(USERS)
NOBODY: Who = frozenset()
LOGGED_IN: Who = ALL - {"anonymous"}
WITH_ROLE: Who = LOGGED_IN - {"stranger"}


def of_roles(roles: Iterable[str]) -> Who:
    """The users who hold one of the roles."""
    wanted = {str(role) for role in roles}
    return frozenset(name for name in WITH_ROLE if wanted & {str(role) for role in factory.CAST[name]})


def may(*keys: str) -> Who:
    """The users whose roles allow one of the keys of `rules.MAY`."""
    return of_roles({role for key in keys for role in MAY[key]})


World = dict[type[models.Model], list[models.Model]]


@dataclass(frozen=True)
class Door:
    """For whom an address opens by GET and by POST, and with which arguments it is tried."""

    read: Who
    write: Who = NOBODY
    args: Callable[[World], list[list[Any]]] = lambda _world: [[]]
    query: str = ""
    sends: str = ""  # the body of a POST that says nothing but which language is meant


def each(model: type[models.Model]) -> Callable[[World], list[list[Any]]]:
    """Every object of a model, in each of its states."""
    return lambda world: [[quote(row.pk)] for row in world[model]]


def of(*values: Any) -> Callable[[World], list[list[Any]]]:
    """These arguments."""
    return lambda _world: [list(values)]


# Every address that is no list, no object and no verb: its name (without `admin:`) and its rule. Pages that only show
# answer a POST as they do a GET; that nothing is written by it is asserted for the auditor, who may open them all.
DOORS: dict[str, Callable[[], Door]] = {
    "index": lambda: Door(LOGGED_IN, LOGGED_IN),
    "app_list": lambda: Door(LOGGED_IN, LOGGED_IN, of("claims")),
    "login": lambda: Door(ALL, ALL),
    "logout": lambda: Door(frozenset({"anonymous"}), ALL),
    "jsi18n": lambda: Door(LOGGED_IN),
    "autocomplete": lambda: Door(NOBODY),
    "view_on_site": lambda: Door(NOBODY, NOBODY, of(1, 1)),
    "password_change": lambda: Door(LOGGED_IN, LOGGED_IN),
    "password_change_done": lambda: Door(LOGGED_IN),
    "password_reset": lambda: Door(ALL, ALL),
    "password_reset_confirm": lambda: Door(ALL, ALL, of("x", "y")),
    "welcome": lambda: Door(ALL, ALL, of("x")),
    "me": lambda: Door(LOGGED_IN, LOGGED_IN),
    "factor": lambda: Door(LOGGED_IN, LOGGED_IN),
    "recovery_codes": lambda: Door(LOGGED_IN, LOGGED_IN),
    "end_my_sessions": lambda: Door(NOBODY, LOGGED_IN),
    "find": lambda: Door(WITH_ROLE),
    "find_json": lambda: Door(WITH_ROLE),
    "reports": lambda: Door(WITH_ROLE),
    "report": lambda: Door(WITH_ROLE, NOBODY, of("stale")),
    "trash": lambda: Door(WITH_ROLE),
    "quick": lambda: Door(may("verification.write"), may("verification.write")),
    "quick_typing": lambda: Door(NOBODY, may("verification.write")),
    "quick_decide": lambda: Door(WITH_ROLE, NOBODY, claim_proofs),
    "claims_entry_export": lambda: Door(of_roles({Role.AUDITOR, Role.DESK_ADMIN}), NOBODY, of("csv")),
    "claims_question_contradictions": lambda: Door(WITH_ROLE, NOBODY),
    "claims_question_decide": lambda: Door(NOBODY, NOBODY),
    "claims_question_beside": lambda: Door(WITH_ROLE, NOBODY, each(Question)),
    "claims_claim_history": lambda: Door(WITH_ROLE, WITH_ROLE, each(Claim)),
    "claims_claim_compare": lambda: Door(WITH_ROLE, WITH_ROLE, each(Claim), "?a=readers&b=readers"),
    "newsroom_story_history": lambda: Door(WITH_ROLE, WITH_ROLE, each(Story)),
    "newsroom_story_compare": lambda: Door(WITH_ROLE, WITH_ROLE, each(Story), "?a=readers&b=readers"),
    "claims_source_places": lambda: Door(WITH_ROLE, WITH_ROLE, each(Source)),
    "claims_article_workbench": lambda: Door(WITH_ROLE, NOBODY, each(Article)),
    "claims_article_workbench_answer": lambda: Door(NOBODY, NOBODY, each(Article)),
    "claims_article_workbench_typing": lambda: Door(NOBODY, WITH_ROLE, each(Article)),
    "seeds_importitem_decide": lambda: Door(WITH_ROLE, may("import.run"), each(ImportItem)),
    "newsroom_story_writing_find": lambda: Door(may("story.write"), NOBODY, open_stories, "?language=ar"),
    "newsroom_story_writing_check": lambda: Door(NOBODY, may("story.write"), open_stories, sends="language=ar"),
    "newsroom_story_writing_typing": lambda: Door(
        NOBODY, may("story.write"), open_stories, sends='{"language": "ar", "form": "language=ar"}'
    ),
    "newsroom_story_writing_here": lambda: Door(NOBODY, may("story.write"), open_stories, sends="language=ar"),
    "newsroom_story_writing_preview": lambda: Door(NOBODY, may("story.write"), open_stories, sends="language=ar"),
    "notices": lambda: Door(WITH_ROLE, WITH_ROLE),
    "notice": lambda: Door(NOBODY, NOBODY, of(0)),  # one's own alone, and this one is nobody's
    "talk_names": lambda: Door(WITH_ROLE),
    "talk": lambda: Door(WITH_ROLE, may("note.write"), talked_of),  # following is open to whoever reads
    "claims_proof_preview": lambda: Door(WITH_ROLE, WITH_ROLE, shown_proofs),
}
CATCH_ALL = r"(?P<url>.*)$"  # Django's last one, which only adds a final slash


def talked_of(world: World) -> list[list[Any]]:
    return [[model._meta.label_lower, quote(row.pk)] for model in (Claim, Story, Version) for row in world[model]]


def claim_proofs(world: World) -> list[list[Any]]:
    return [[row.pk] for row in world[Proof] if row.kind == "claim"]  # type: ignore[attr-defined]


def shown_proofs(world: World) -> list[list[Any]]:
    return [[row.pk] for row in world[Proof] if row.kind in {"claim", "story", "scale"}]  # type: ignore[attr-defined]


def open_stories(world: World) -> list[list[Any]]:
    """The stories that are open to every editor's role; the last one was given to others."""
    return [[row.pk] for row in world[Story][:-1] if row.trashed_at is None]  # type: ignore[attr-defined]


# --- Every address, from the URL configuration ------------------------------------------------------------------------


def patterns(found: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in found:
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns)
        else:
            yield one


def names() -> dict[str, str]:
    """The name of every address of the desk, and its pattern."""
    found = {one.name or str(one.pattern): str(one.pattern) for one in patterns(desk.get_urls())}
    return {name: pattern for name, pattern in found.items() if pattern != CATCH_ALL}


def nouns() -> dict[str, type[models.Model]]:
    return {f"{model._meta.app_label}_{model._meta.model_name}": model for model in desk._registry}


@dataclass(frozen=True)
class Address:
    """One address to be tried, and who gets in."""

    name: str
    path: str
    read: Who
    write: Who
    sends: str = ""


def addresses(name: str, world: World) -> Iterator[Address]:
    """The addresses of a name, one for each object and verb."""
    noun, _, kind = name.rpartition("_do_new") if name.endswith("_do_new") else name.rpartition("_")
    model = nouns().get(noun)
    if model is not None and name == f"{noun}_do_new":
        for form in of_model(model, on_list=True):
            yield Address(form.__name__, reverse(f"admin:{name}", args=[form.address()]), *pressing(form))
    elif model is not None and kind == "do":
        for row in world.get(model, []):
            for form in of_model(model, on_list=False):
                path = reverse(f"admin:{name}", args=[quote(row.pk), form.address()])
                yield Address(form.__name__, path, *(pressing(form) if form.fits(row) else (NOBODY, NOBODY)))
    elif model is not None and kind == "changelist":
        yield Address(name, reverse(f"admin:{name}"), WITH_ROLE, WITH_ROLE)
    elif model is not None and kind == "change":
        for row in world.get(model, []):
            yield Address(name, reverse(f"admin:{name}", args=[quote(row.pk)]), WITH_ROLE, NOBODY)
    else:
        door = DOORS[name]()
        for args in door.args(world):
            yield Address(name, reverse(f"admin:{name}", args=args) + door.query, door.read, door.write, door.sends)


def of_model(model: type[models.Model], *, on_list: bool) -> list[type[VerbForm]]:
    return [form for form in VERBS.get(model, []) if form.on_list == on_list]


def pressing(form: type[VerbForm]) -> tuple[Who, Who]:
    """Who opens and who sends the form of a verb: those whose roles `rules.MAY` names for its permissions."""
    able = may(*form.permissions)
    return able, able


def derived(name: str) -> bool:
    return any(name == f"{noun}_{kind}" for noun in nouns() for kind in ("changelist", "change", "do", "do_new"))


def test_every_address_has_a_rule() -> None:
    unlisted = [f"{name}  ({pattern})" for name, pattern in names().items() if not derived(name) and name not in DOORS]
    assert not unlisted, (
        "These addresses of the desk have no rule. Say in DOORS of tests/test_matrix.py for whom each opens by GET and "
        "by POST, and with which arguments it is tried, such as\n"
        '    "my_page": lambda: Door(read=WITH_ROLE, write=may("claim.write"), args=each(Claim)),\n'
        + "\n".join(unlisted)
    )
    gone = set(DOORS) - set(names())
    assert not gone, f"DOORS has rules for addresses that are no more: {sorted(gone)}"


# --- The matrix -------------------------------------------------------------------------------------------------------


def populated() -> World:
    """Every noun, and those that have states in each of them."""
    one = world()
    found: World = {model: [row] for model, row in one.items()}
    claim, chief = factory.published_claim(), factory.editor("chief")
    drafted, submitted, approved = (factory.draft(factory.claim()) for _ in range(3))
    returned = factory.draft(factory.claim())
    for each_one in (submitted, returned):
        ledger_verbs.submit_verification(editor=factory.editor("writer"), verification=each_one)
    factory.approve(approved)
    for text in returned.texts.all():
        ledger_verbs.return_verification(editor=factory.editor("second"), text=text, note="more")
    found[Verification] += [drafted, submitted, approved, returned, claim.verifications.get()]
    binned = factory.claim()
    binned = ledger_verbs.trash(editor=chief, row=binned, version=binned.version)
    found[Claim] += [drafted.claim, claim, binned]
    _stories(found, claim)
    found[Proof] = list(Proof.objects.filter(pk__in=_proofs()))
    left = factory.editor("left", Role.EDITOR, is_active=False)
    found[Editor] += [left]
    return found


def _stories(found: World, claim: Claim) -> None:
    writer, chief = factory.editor("writer"), factory.editor("chief")
    open_one, submitted, approved, binned, given = (factory.story([claim]) for _ in range(5))
    written = factory.version(open_one, [claim])
    waiting = factory.version(submitted, [claim])
    desk_verbs.submit_version(editor=writer, version=waiting)
    ready = factory.approved(factory.version(approved, [claim]))
    published = factory.published_story([claim])
    binned = desk_verbs.trash_story(editor=chief, story=binned, version=binned.version)
    given = desk_verbs.set_story_editors(
        editor=chief, story=given, editors=[factory.editor("co_writer")], version=given.version
    )
    found[Story] += [open_one, submitted, approved, published, binned, given]
    found[Version] = [written, waiting, ready, published.summary.versions.order_by("pk")[0]]


def _proofs() -> list[Any]:
    """The newest proof of each kind, and one that is decided."""
    kinds = Proof.objects.values_list("kind", flat=True).order_by("kind").distinct()
    newest = [Proof.objects.filter(kind=kind).latest("pk").pk for kind in kinds]
    return [*newest, Proof.objects.filter(reviews__isnull=False).order_by("pk")[0].pk]


OPEN = {200, 204, 301, 302, 400, 409, 410, 422}


def opens(status: int, location: str) -> bool | None:
    """Whether an answer let the user in; ``None`` for what no answer may be."""
    if status == 302 and location.startswith(reverse("admin:login")):
        return False
    if status in {403, 404, 405}:
        return False
    return True if status in OPEN else None


class Visitor:
    """One user, with the same session before every request."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.client = Client(raise_request_exception=False) if name == "anonymous" else factory.enter(name)
        self.client.raise_request_exception = False
        self.cookies = self.client.cookies.output(header="", sep=";")

    def ask(self, method: str, path: str, sends: str = "") -> bool | None:
        self.client.cookies = SimpleCookie(self.cookies)
        kind = "application/json" if sends.startswith("{") else "application/x-www-form-urlencoded"
        answer = self.client.post(path, sends, kind) if method == "post" else self.client.get(path)
        return opens(answer.status_code, answer.headers.get("Location", ""))


@pytest.mark.all
@pytest.mark.sqlite  # permissions ask no engine, and the walk takes minutes
@pytest.mark.parametrize("name", USERS)
def test_every_address_opens_for_those_alone_for_whom_it_should(name: str) -> None:
    """Nothing is written by whoever is kept out; what is written by others is taken back after each request."""
    everything = populated()
    tried = [address for each_name in names() for address in addresses(each_name, everything)]
    assert len(tried) > 200
    visitor, wrong = Visitor(name), []
    before = counted()
    for address in tried:
        for method, allowed in (("get", address.read), ("post", address.write)):
            expected = name in allowed
            if expected:
                with undone():
                    got = visitor.ask(method, address.path, address.sends)
            else:
                got = visitor.ask(method, address.path, address.sends)
            if got is not expected:
                wrong.append(f"{method.upper()} {address.path} ({address.name}) opened: {got}, should: {expected}")
    assert not wrong, "\n".join(wrong)
    assert counted() == before


def name_of_own(name: str) -> bool:
    """Whether an address shows something of the house, rather than one's own account or the way in."""
    return derived(name) or "_" in name and not name.startswith(("password_", "recovery_", "end_my_"))


@pytest.mark.all
@pytest.mark.sqlite
def test_auditors_see_every_page_and_change_nothing() -> None:
    everything = populated()
    auditor = Visitor("auditor")
    before = counted()
    for name in names():
        for address in addresses(name, everything):
            if "auditor" not in address.read or not name_of_own(name):
                continue
            assert auditor.ask("get", address.path), address
            auditor.ask("post", address.path)
    assert counted() == before
    assert not any(Role.AUDITOR in roles for roles in MAY.values())
