"""A faulty manifest is told in full and touches nothing; an import that was cut off goes on where it stopped."""

import json
import shutil
import tomllib
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from claims import actions
from claims.dates import is_edtf
from claims.models import Claim, Editor, Question, Source
from newsroom import actions as desk
from newsroom.models import Story
from seeds import cleaning, importer
from seeds.loading import FaultyManifest, load
from seeds.models import SeedKey

SEEDS = Path(cleaning.__file__).parent


def run(*words: str) -> str:
    out = StringIO()
    call_command("import_seeds", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def written() -> dict[str, int]:
    """How many rows each table of ours holds."""
    models = [model for app in ("claims", "newsroom", "seeds") for model in apps.get_app_config(app).get_models()]
    return {model._meta.label: model._base_manager.count() for model in models}


# --- A small manifest: one story of the five -----------------------------------------------------------------------------

STORY = "r1-training-cost"
STORY_FILE = f"stories/5-{STORY}.toml"


def toml(value: Any) -> str:
    """A value as TOML; a whole file's tables are written as inline tables, which read the same."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml(each) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def write(path: Path, data: dict[str, Any]) -> None:
    path.write_text("".join(f"{key} = {toml(value)}\n" for key, value in data.items()), encoding="utf-8")


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """A copy of the manifest and the articles, cut down to one story. Tests may spoil it."""
    folder = tmp_path / "manifest"
    for name in ("cast.toml", "sources.toml", "articles.toml"):
        folder.mkdir(exist_ok=True)
        shutil.copy(SEEDS / "manifest" / name, folder)
    shutil.copytree(SEEDS / "articles", tmp_path / "articles")
    for kind in ("claims", "stories"):
        (folder / kind).mkdir()
        place = "5-" if kind == "stories" else ""
        shutil.copy(SEEDS / "manifest" / kind / f"{place}{STORY}.toml", folder / kind)
    claims = {claim["key"] for claim in read(folder / "claims" / f"{STORY}.toml")["claims"]}
    asked = read(SEEDS / "manifest" / "questions.toml")["questions"]
    related = read(SEEDS / "manifest" / "relations.toml")["relations"]
    write(folder / "questions.toml", {"questions": [each for each in asked if each["story"] == STORY]})
    write(folder / "relations.toml", {"relations": [each for each in related if {each["a"], each["b"]} <= claims]})
    return folder


def edit(folder: Path, name: str, change: Callable[[dict[str, Any]], None]) -> None:
    data = read(folder / name)
    change(data)
    write(folder / name, data)


def test_an_import_that_was_cut_off_goes_on_where_it_stopped(
    db: None, manifest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = [
        (actions, "approve_proof"),
        (desk, "publish_scale"),
        (actions, "set_chains"),
        (actions, "relate_claims"),
        (actions, "submit_verification"),
        (actions, "approve_verification"),
        (desk, "publish_verifications"),
        (desk, "submit_version"),
        (desk, "approve_version"),
        (desk, "publish_story"),
    ]
    for module, verb in points:
        with monkeypatch.context() as patch:
            patch.setattr(module, verb, _break_off)
            with pytest.raises(KeyboardInterrupt):
                run("--manifest", str(manifest))
    printed = json.loads(run("--json", "--manifest", str(manifest)))
    assert printed.pop("changed") == 1  # only the story was left to publish
    assert (printed["claims"], printed["published_verifications"], printed["published_stories"]) == (7, 7, 1)
    assert (Claim.objects.count(), Story.objects.count(), Source.objects.count()) == (7, 1, 38)
    assert json.loads(run("--json", "--manifest", str(manifest)))["changed"] == 0


def _break_off(**_: Any) -> None:
    raise KeyboardInterrupt


def test_a_row_that_editors_may_have_worked_on_is_reported_and_left_alone(db: None, manifest: Path) -> None:
    run("--manifest", str(manifest))

    def reword(data: dict[str, Any]) -> None:
        data["questions"][0]["wording"]["en"] = "Something else?"

    edit(manifest, "questions.toml", reword)
    err = StringIO()
    call_command("import_seeds", "--manifest", str(manifest), "--json", stdout=StringIO(), stderr=err)
    assert "questions q-r1-cost: the manifest has changed since it came in" in err.getvalue()
    assert not Question.objects.filter(wording_en="Something else?").exists()


def test_a_dry_run_writes_nothing(db: None) -> None:
    before = written()
    assert run("--dry-run").startswith("The manifest is in order. An import would bring in 38 sources, 5 articles")
    assert json.loads(run("--dry-run", "--json"))["would_import"]["claims"] == 65
    assert written() == before


def test_it_refuses_outside_a_demonstration(settings: Any) -> None:
    settings.DEMO = settings.TESTING = False
    for command in ("import_seeds", "demo_accounts"):
        with pytest.raises(CommandError, match="This is no demonstration"):
            call_command(command)


def test_it_takes_over_nobodys_account(db: None, manifest: Path) -> None:
    Editor.objects.create(username="nour")
    with pytest.raises(CommandError, match="“nour” exists and is no demonstration account"):
        run("--manifest", str(manifest))
    assert not SeedKey.objects.exists() and Editor.objects.count() == 1


def test_what_the_gate_refuses_stops_the_import_with_its_reasons(
    db: None, manifest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cite_nothing(data: dict[str, Any]) -> None:
        data["summary"]["en"]["paragraphs"][0]["sentences"][0]["cites"] = []

    edit(manifest, STORY_FILE, cite_nothing)
    with pytest.raises(CommandError, match="a rule of the house refused") as refusal:
        run("--manifest", str(manifest))
    assert "USD 294,000" in str(refusal.value)


# --- Faulty manifests ----------------------------------------------------------------------------------------------------

CLAIMS = f"claims/{STORY}.toml"


def wrong_hash(folder: Path) -> None:
    with (folder.parent / "articles" / "001_8fcc2d3a299a1784.txt").open("a", encoding="utf-8") as file:
        file.write(" ")


def quote_not_in_text(folder: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        data["claims"][0]["occurrences"][0]["quote"] = "لم يقل النص هذا"

    edit(folder, CLAIMS, change)


def unknown_verdict(folder: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        data["claims"][1]["verification"]["verdict"] = "pants-on-fire"

    edit(folder, CLAIMS, change)


def missing_file(folder: Path) -> None:
    (folder.parent / "articles" / "002_9ae386f161d82b4b.txt").unlink()
    (folder / "relations.toml").unlink()


def several(folder: Path) -> None:
    for spoil in (wrong_hash, quote_not_in_text, unknown_verdict, missing_file):
        spoil(folder)


FAULTS = {
    wrong_hash: ["articles.toml: articles[seed-001].sha256: “001_8fcc2d3a299a1784.txt” has the digest"],
    quote_not_in_text: [
        f"{CLAIMS}: claims[r1-cost-294k].occurrences[1].quote: “لم يقل النص هذا” is not in the article"
    ],
    unknown_verdict: [f"{CLAIMS}: claims[r1-cost-5.57m].verification.verdict: “pants-on-fire” is unknown here."],
    missing_file: [
        "articles.toml: articles[seed-002].file: “002_9ae386f161d82b4b.txt” is not in articles/.",
        "relations.toml: The file is missing.",
    ],
}
FAULTS[several] = [sentence for sentences in list(FAULTS.values()) for sentence in sentences]


@pytest.mark.parametrize("spoil", FAULTS)
def test_a_faulty_manifest_is_told_in_full_and_touches_nothing(
    db: None, manifest: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(manifest)
    before = written()
    with pytest.raises(CommandError) as refusal:
        run("--manifest", str(manifest))
    assert refusal.value.returncode == 2
    assert [sentence for sentence in FAULTS[spoil] if sentence not in str(refusal.value)] == []
    assert written() == before


Path_ = tuple[str | int, ...]

# What is put at which place of which file, and what is then said. The place of the fault is asserted too.
SPOILS: list[tuple[str, Path_, Any, str]] = [
    (CLAIMS, ("claims", 0, "short", "en"), "x" * 76, "claims[r1-cost-294k].short.en: It has 76 characters; 75 fit."),
    (CLAIMS, ("claims", 0, "text", "en"), None, "claims[r1-cost-294k].text.en: The English text is missing."),
    (CLAIMS, ("claims", 0, "checkability"), "maybe", "claims[r1-cost-294k].checkability: “maybe” is unknown here."),
    (CLAIMS, ("claims", 0, "chekability"), "x", "claims[r1-cost-294k].chekability: This key means nothing here."),
    (CLAIMS, ("claims", 0, "question"), "q-none", "There is no “q-none” among the questions."),
    (CLAIMS, ("claims", 0, "key"), "r1-cost-5.57m", "“r1-cost-5.57m” stands here twice."),
    (CLAIMS, ("claims", 0, "quantities", 0, "value"), "294,000", "quantities[1].value: “294,000” is no decimal number"),
    (CLAIMS, ("claims", 0, "quantities", 0, "value"), 294000, "value: It is 294000, which is not a text."),
    (CLAIMS, ("claims", 0, "quantities", 0, "period"), "lately", "period: “lately” is no EDTF date."),
    (CLAIMS, ("claims", 0, "quantities", 0, "date"), "2025", "A quantity has either a value or a date."),
    (CLAIMS, ("claims", 0, "occurrences", 0, "article"), "seed-9", "There is no “seed-9” among the articles."),
    (CLAIMS, ("claims", 0, "occurrences", 0, "start"), 209, "It begins at 210 and ends at 310."),
    (CLAIMS, ("claims", 0, "occurrences", 0, "core"), "DeepThink", "“DeepThink” is not in the quote."),
    (CLAIMS, ("claims", 0, "occurrences", 0, "printed", 0, "words"), "5", "Copy the printed figure from there."),
    (CLAIMS, ("claims", 0, "occurrences", 0, "chains"), [], "chains: There is no chain."),
    (
        CLAIMS,
        ("claims", 0, "occurrences", 0, "chains", 0, "hops", 0, "words"),
        "وكالة لم تُذكر",
        "hops[1].words: “وكالة لم تُذكر” is not in the article.",
    ),
    (
        CLAIMS,
        ("claims", 0, "occurrences", 0, "chains", 0, "hops", 0, "source"),
        "nobody",
        "hops[1].source: There is no “nobody” among the sources.",
    ),
    (CLAIMS, ("claims", 0, "verification"), None, "“r1-cost-294k” is cited and has no verification."),
    (CLAIMS, ("claims", 0, "verification", "as_of"), "November", "“November” is no date. Write it like 2026-11-21."),
    (CLAIMS, ("claims", 0, "verification", "reviewer"), "nour", "“nour” wrote it and may not approve it."),
    (CLAIMS, ("claims", 0, "verification", "author"), "huda", "“huda” has no role that allows this."),
    (CLAIMS, ("claims", 0, "verification", "verdict"), "unverified", "An open rating must say what was looked for."),
    (CLAIMS, ("claims", 0, "verification", "verdict"), "false", "no one was asked. Say why not."),
    (CLAIMS, ("claims", 0, "verification", "evidence"), [], "The rating “mostly-true” needs evidence."),
    ("articles.toml", ("articles", 1, "outlet", "line"), 8, "“محور بلس” is not on line 8 of the article."),
    ("articles.toml", ("articles", 4, "modified", "value"), "2025-02-31", "“2025-02-31” is no EDTF date."),
    ("articles.toml", ("articles", 0, "file"), "../manifest/cast.toml", "is no plain name."),
    ("sources.toml", ("sources", 0, "kind"), "rumour", "sources[deepseek].kind: “rumour” is unknown here."),
    ("relations.toml", ("relations", 0, "b"), "r1-cost-294k", "A claim has no relation to itself."),
    (STORY_FILE, ("summary", "en"), None, "summary.en: The key is missing."),
    (STORY_FILE, ("timeline", 0, "date"), "soon", "timeline[1].date: “soon” is no EDTF date."),
    (STORY_FILE, ("answers", 0, "cites"), ["nothing"], "There is no “nothing” among the claims."),
    ("cast.toml", ("editors", 0, "roles"), ["king"], "editors[archivist].roles: “king” is unknown here."),
]


@pytest.mark.parametrize(
    ("name", "place", "value", "sentence"), SPOILS, ids=[str(number) for number in range(len(SPOILS))]
)
def test_each_kind_of_fault_is_found_where_it_is(
    manifest: Path, name: str, place: Path_, value: Any, sentence: str
) -> None:
    def change(data: Any) -> None:
        for step in place[:-1]:
            data = data[step]
        if value is None:
            del data[place[-1]]
        else:
            data[place[-1]] = value

    edit(manifest, name, change)
    with pytest.raises(FaultyManifest) as refusal:
        load(manifest)
    assert sentence in str(refusal.value)


def test_broken_toml_is_one_fault_not_a_hundred(manifest: Path) -> None:
    for content in (b"[[sources]\n", b"\xff"):
        (manifest / "sources.toml").write_bytes(content)
        with pytest.raises(FaultyManifest, match="sources.toml: The file is no TOML in UTF-8") as refusal:
            load(manifest)
        assert len(refusal.value.faults) == 1


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FaultyManifest, match="There is no such folder"):
        load(tmp_path / "nowhere")


def test_quotes_without_offsets_are_found_if_they_stand_in_one_place(manifest: Path) -> None:
    def forget(data: dict[str, Any]) -> None:
        for key in ("start", "end"):
            del data["claims"][0]["occurrences"][0][key]

    edit(manifest, CLAIMS, forget)
    place = load(manifest).claims[0].occurrences[0]
    assert (place.start, place.end) == (210, 310)


def test_every_date_of_the_manifest_is_one() -> None:
    book = load(SEEDS / "manifest")
    assert all(is_edtf(item.date) for story in book.stories for item in story.timeline)
    assert {row.key for row in importer._parents_first(book.sources)} == {row.key for row in book.sources}
