"""House rules: what reviewers would otherwise say again and again. Each says why, and is tried on a planted breach."""

import ast
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = {".py", ".html", ".css", ".js", ".md", ".toml", ".txt", ".po", ".json", ".svg", ".yml", ".example", ""}

# A finder takes a file's text and yields (line, what it found there).
Finder = Callable[[str], Iterator[tuple[int, str]]]


@dataclass(frozen=True)
class Rule:
    """`why` teaches: what is wrong and what to do instead. `bad` must be found, `good` must not."""

    name: str
    why: str
    applies: Callable[[Path], bool]
    find: Finder
    bad: tuple[str, ...]
    good: tuple[str, ...] = ()


@cache
def files() -> tuple[Path, ...]:
    """Every text file of the project, tracked or about to be, relative to its root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert listed.returncode == 0, f"House rules look at the files git knows: {listed.stderr}"
    paths = [Path(name) for name in listed.stdout.split("\0") if name]
    return tuple(path for path in paths if path.suffix in TEXT and (ROOT / path).is_file())


# --- Finders ---------------------------------------------------------------------------------------------------------


def pattern(expression: str, flags: int = 0) -> Finder:
    """A finder for a regular expression; comments of templates and style sheets do not count."""
    compiled = re.compile(expression, flags | re.MULTILINE)
    comments = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|/\*.*?\*/|<!--.*?-->", re.DOTALL)

    def find(text: str) -> Iterator[tuple[int, str]]:
        bare = comments.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
        for match in compiled.finditer(bare):
            yield bare.count("\n", 0, match.start()) + 1, match[0].strip()

    return find


def called(node: ast.AST) -> str:
    """The last name of a call: `atomic` of `transaction.atomic()`."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def calls(text: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))


MESSAGE_ARGUMENTS = {"_": (0,), "gettext": (0,), "pgettext": (0, 1), "ngettext": (0, 1), "npgettext": (0, 1, 2)}


def built_messages(text: str) -> Iterator[tuple[int, str]]:
    for call in calls(text):
        places = MESSAGE_ARGUMENTS.get(called(call).removesuffix("_lazy").removesuffix("_noop"), ())
        for argument in [call.args[place] for place in places if place < len(call.args)]:
            built = isinstance(argument, ast.JoinedStr | ast.BinOp) or called(argument) == "format"
            nameless = isinstance(argument, ast.Constant) and re.search(r"%[sd]|\{\}", str(argument.value))
            if built or nameless:
                yield call.lineno, ast.unparse(call)


def idle_query_counts(text: str) -> Iterator[tuple[int, str]]:
    statements = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Expr))
    for call in statements:
        counts = called(call).lower().replace("_", "") in {"assertnumqueries", "djangoassertnumqueries"}
        if isinstance(call, ast.Call) and counts and len(call.args) < 2:
            yield call.lineno, ast.unparse(call)


def whole_row_saves(text: str) -> Iterator[tuple[int, str]]:
    for call in calls(text):
        if called(call) == "save" and "update_fields" not in {keyword.arg for keyword in call.keywords}:
            yield call.lineno, ast.unparse(call)


def bare_atomics(text: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute | ast.Name) and ast.unparse(node).endswith("atomic"):
            yield node.lineno, ast.unparse(node)


WRITES = {"insert", "insert_all", "change", "record", "transaction", "savepoint", "save", "create", "bulk_create"}


def writes(function: ast.FunctionDef) -> bool:
    return any(called(node) in WRITES for node in ast.walk(function)) or any(
        ast.unparse(decorator).endswith("verb") for decorator in function.decorator_list
    )


def loose_verbs(text: str) -> Iterator[tuple[int, str]]:
    for node in ast.parse(text).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_") or not writes(node):
            continue
        arguments = node.args
        positional = [*arguments.posonlyargs, *arguments.args]
        keywords = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        required = {argument.arg for argument, default in keywords if default is None}
        if "ledger.letter" in {ast.unparse(each) for each in node.decorator_list}:
            required.add("reader")  # what a reader sends is nobody's deed
        if positional or arguments.vararg or not required & {"editor", "reader"}:
            yield node.lineno, f"def {node.name}({ast.unparse(arguments)})"


def too_long(text: str) -> Iterator[tuple[int, str]]:
    count = text.count("\n")
    if count > 500:
        yield 500, f"{count} lines"


# --- Where ----------------------------------------------------------------------------------------------------------


def suffix(*suffixes: str) -> Callable[[Path], bool]:
    return lambda path: path.suffix in suffixes and "vendor" not in path.parts


def code(path: Path) -> bool:
    return path.suffix == ".py" and path.parts[0] in {"claims", "newsroom", "seeds"} and "migrations" not in path.parts


def python(path: Path) -> bool:
    return path.suffix == ".py"


def verbs(path: Path) -> bool:
    return code(path) and (path.name == "actions.py" or "actions" in path.parts[:-1])


def page_of_readers(path: Path) -> bool:
    return path.suffix == ".html" and "public" in path.parts


def short(path: Path) -> bool:
    exempt = {"tests", "bench", "migrations", "vendor"} & set(path.parts)
    return path.suffix in {".py", ".html", ".css", ".js"} and not exempt


def words_of_ours(path: Path) -> bool:
    return path.suffix in {".po", ".html"}


def everything(path: Path) -> bool:
    return True


# Spelt in two halves, or this file would break its own rule.
MACHINE = (
    r"(?:^|[^A-Za-z0-9_.-])/(?:" + "|".join(("wo" + "rk", "fa" + "rm", "ro" + "ot", "home" + "/[a-z]+")) + r")/"
    "|" + "|".join(("py" + r"pi\.", "pythonho" + "sted", "npm" + r"js\."))
)

RULES = [
    Rule(
        "inline script or style",
        "Our Content-Security-Policy blocks it. Put it into a file below static/; use a class or a data- attribute.",
        suffix(".html"),
        pattern(
            r"\sstyle\s*=\s*[\"'{]|<style\b|<script(?![^>]*(?:\ssrc=|application/ld\+json))|\son[a-z]+\s*=\s*[\"']|javascript:",
            re.IGNORECASE,
        ),
        bad=(
            '<p style="color:red">',
            "<style>p{}</style>",
            "<script>x()</script>",
            '<a onclick="x()">',
            "javascript:x()",
        ),
        good=('<script src="{% static "a.js" %}" defer></script>', '<p class="style">', '{# style="x" #}'),
    ),
    Rule(
        "script on a reader's page",
        "Public pages work without JavaScript, all of them.",
        page_of_readers,
        pattern(r"<script\b(?![^>]*application/ld\+json)", re.IGNORECASE),
        bad=('<script src="a.js"></script>',),
        good=("<p>",),
    ),
    Rule(
        "physical direction in CSS",
        "Arabic runs from right to left. Say where a line starts and ends: margin-inline-start, text-align: start.",
        suffix(".css"),
        pattern(
            r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b|border-(?:top|bottom)-(?:left|right)-radius"
            r"|(?<![-\w])(?:left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
        ),
        bad=(
            "a{margin-left:1px}",
            "a{ left: 0 }",
            "a{text-align: right}",
            "a{float:left}",
            "a{border-top-left-radius:1px}",
        ),
        good=("a{margin-inline-start:1px; inset-inline-start:0; text-align:start}", "/* left: 0 */"),
    ),
    Rule(
        "unescaped output",
        "Texts come from strangers. Let the template escape them; build markup with format_html.",
        suffix(".py", ".html"),
        pattern(r"\bmark_" + r"safe\b|\|\s*safe" + r"\b|\|\s*safeseq\b|autoescape\s+off|\bSafe" + r"String\("),
        bad=("mark_" + "safe(x)", "{{ x|" + "safe }}", "{% auto" + "escape off %}"),
        good=("format_html('{}', x)", "{{ x|safer }}"),
    ),
    Rule(
        "message that cannot be translated",
        "The catalogue holds the sentence as written, and Arabic orders words differently: use one literal with named "
        "placeholders, _('%(name)s published it.') % {'name': name}.",
        code,
        built_messages,
        bad=(
            "_(f'{x} it')",
            "_('a %s' % x)",
            "gettext_lazy('{} it'.format(x))",
            "ngettext('%d a', '%d b', 2)",
            "_('a ' + b)",
        ),
        good=("_('%(name)s it.') % {'name': n}", "_('a' 'b')", "ngettext('%(n)s a', '%(n)s b', n)"),
    ),
    Rule(
        "query count that counts nothing",
        "Without `with`, it asserts nothing. Write `with django_assert_num_queries(3):`.",
        python,
        idle_query_counts,
        bad=("self.assertNumQueries(3)", "django_assert_num_queries(3)"),
        good=("with django_assert_num_queries(3):\n    x()", "self.assertNumQueries(3, x)"),
    ),
    Rule(
        "whole-row save in a verb",
        "It writes back what somebody else changed meanwhile. Use ledger.change, or save(update_fields=[…]).",
        verbs,
        whole_row_saves,
        bad=("row.save()",),
        good=("row.save(update_fields=['state'])",),
    ),
    Rule(
        "bare atomic() in a verb",
        "Verbs share one transaction shape: use @ledger.verb, ledger.transaction() or ledger.savepoint().",
        verbs,
        bare_atomics,
        bad=("with transaction.atomic():\n    x()", "from django.db.transaction import atomic\n@atomic\ndef f(): pass"),
        good=("with ledger.transaction(editor=e):\n    x()",),
    ),
    Rule(
        "verb that can be called without an editor",
        "Every change has an author. A public function of actions that writes is keyword-only and requires `editor`; "
        "what an outsider leaves at a door requires `reader`, who it was as far as we may know.",
        verbs,
        loose_verbs,
        bad=(
            "@ledger.verb\ndef publish(story, *, editor): pass",
            "def publish(*, editor=None): ledger.insert(x)",
            "def publish(*, story): story.save(update_fields=['state'])",
            "@ledger.letter\ndef receive(text): ledger.insert(x)",
        ),
        good=(
            "@ledger.verb\ndef publish(*, story, editor, note=''): pass",
            "def _part(a): a.save()",
            "@ledger.letter\ndef receive(*, text): ledger.insert(x)",
            "def state_of(story): return story.state",
        ),
    ),
    Rule(
        "request as a query",
        "Whoever writes the URL would choose the columns. Name each parameter in a filter set.",
        code,
        pattern(r"\.(?:filter|exclude|get|order_by|values)\(\s*\*{1,2}\s*(?:self\.)?request\b"),
        bad=("X.objects.filter(**request.GET)", "q.order_by(*self.request.GET.getlist('o'))"),
        good=("X.objects.filter(state=form.cleaned_data['state'])",),
    ),
    Rule(
        "signal",
        "A reader of the verb could not see what else happens. Call it from the verb; pre_migrate and post_migrate alone are allowed.",
        code,
        pattern(r"@receiver\b|\b(?!(?:pre|post)_migrate\b)(?:pre|post|m2m|request|user|setting|task)_\w+\.connect\("),
        bad=("@receiver(post_save)", "post_save.connect(f)"),
        good=("post_migrate.connect(f)", "pre_migrate.connect(f)", "connections['default'].connect()"),
    ),
    Rule(
        "test that may be left out",
        "A test that is skipped proves nothing. What a machine cannot run ends through not_run() in conftest.",
        lambda path: python(path) and path.name not in {"conftest.py", "test_house.py"},
        pattern(r"pytest\.(?:skip|xfail|importorskip)\b|pytest\.mark\.(?:skip|skipif|xfail)\b|unittest\.skip"),
        bad=("pytest.skip('no')", "@pytest.mark.xfail"),
        good=("not_run('no Chromium')",),
    ),
    Rule(
        "file of two rooms",
        "Past 500 lines, make it a package of the same name that re-exports.",
        short,
        too_long,
        bad=("x\n" * 501,),
        good=("x\n" * 500,),
    ),
    Rule(
        "unfinished business",
        "Finish it, or write down what is missing where a user of it reads.",
        lambda path: path.suffix in {".py", ".html", ".css", ".js"} and path.name != "test_house.py",
        pattern(r"\b(?:TODO|FIXME|XXX)\b|raise NotImplementedError\b"),
        bad=("# TODO: x", "raise NotImplementedError"),
        good=("XXXX-05",),
    ),
    Rule(
        "address of one machine or of a package registry",
        "It means nothing elsewhere. Use a path relative to the project; whoever installs chooses the registry.",
        everything,
        pattern(MACHINE),
        bad=("cd /wo" + "rk/x", "'/ro" + "ot/x'", "https://py" + "pi.org", "files.pythonho" + "sted.org"),
        good=("framework/x", "at work/home"),
    ),
    Rule(
        "the wrong word for a rating",
        "The rating of a claim is called التصنيف; a newsroom passes no judgements.",
        words_of_ours,
        pattern(r"(?<![\u0621-\u064a])ال" + "حكم(?![\u0621-\u064a])"),
        bad=('msgstr "ال' + 'حكم"',),
        good=('msgstr "التصنيف"', "الحكمة"),
    ),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_finds_what_it_forbids(rule: Rule) -> None:
    for sample in rule.bad:
        assert list(rule.find(sample)), f"the rule passes over {sample!r}"
    for sample in rule.good:
        assert not list(rule.find(sample)), f"the rule refuses {sample!r}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_is_kept(rule: Rule) -> None:
    breaches = [
        f"{path}:{line}: {found}"
        for path in files()
        if rule.applies(path)
        for line, found in rule.find((ROOT / path).read_text(encoding="utf-8"))
    ]
    if breaches:
        pytest.fail("\n".join([f"{rule.name}: {rule.why}", *breaches]), pytrace=False)


# --- Documents -------------------------------------------------------------------------------------------------------

ADR_HEADINGS = ["Context", "Decision", "Consequences"]


def decision_faults(name: str, text: str) -> Iterator[str]:
    """A decision record is short, numbered and says the same four things as its neighbours."""
    if not re.fullmatch(r"\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.md", name):
        yield f"{name}: name it NNNN-what-was-decided.md."
    if text.count("\n") > 40:
        yield f"{name}: {text.count(chr(10))} lines; a decision fits into 40."
    if re.findall(r"^## (.+)$", text, re.MULTILINE) != ADR_HEADINGS:
        yield f"{name}: its headings must be {', '.join(ADR_HEADINGS)}."
    if not re.search(r"^Status: (accepted|superseded by \d{4}), \d{4}-\d{2}-\d{2}$", text, re.MULTILINE):
        yield f"{name}: it needs a line 'Status: accepted, YYYY-MM-DD' or 'Status: superseded by NNNN, YYYY-MM-DD'."


GROUPS = {"Editors", "Readers", "Partners", "Keepers"}
RELEASE = r"\d+\.\d+\.\d+ \((unreleased|\d{4}-\d{2}-\d{2})\)"


def changelog_faults(text: str) -> Iterator[str]:
    """Versions, groups named after whom a change concerns, one line a change."""
    for level, heading in re.findall(r"^(##+) (.+)$", text, re.MULTILINE):
        if level == "##" and not re.fullmatch(RELEASE, heading):
            yield f"{heading!r} is no version heading; write '## 1.2.3 (unreleased)' or '## 1.2.3 (2027-01-31)'."
        if level == "###" and heading not in GROUPS:
            yield f"{heading!r} is no group; use {', '.join(sorted(GROUPS))}."


GOOD_ADR = "# 1. X\n\nStatus: accepted, 2026-11-21\n\n## Context\n\n## Decision\n\n## Consequences\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("1-x.md", GOOD_ADR),
        ("0001_x.md", GOOD_ADR),
        ("0001-x.md", GOOD_ADR + "x\n" * 40),
        ("0001-x.md", GOOD_ADR.replace("## Context\n", "")),
        ("0001-x.md", GOOD_ADR.replace("accepted", "maybe")),
    ],
)
def test_a_faulty_decision_is_found(name: str, text: str) -> None:
    assert list(decision_faults(name, text))


def test_decisions_are_in_order() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [fault for path in records for fault in decision_faults(path.name, path.read_text(encoding="utf-8"))] == []
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    assert not list(decision_faults("0001-x.md", GOOD_ADR))


@pytest.mark.parametrize("text", ["## Unreleased\n", "## 1.0 (2026-01-01)\n", "## 1.0.0 (unreleased)\n\n### Misc\n"])
def test_a_faulty_changelog_is_found(text: str) -> None:
    assert list(changelog_faults(text))


def test_changelog_is_in_order() -> None:
    assert list(changelog_faults((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))) == []


def test_every_setting_is_explained_to_keepers() -> None:
    """`.env.example` names every variable that the settings read, and none that they do not."""
    read = re.findall(r"_(?:text|flag|choice|number|words|url)\(\s*\"([A-Z_]+)\"", _text("newsroom/settings.py"))
    explained = re.findall(r"^(?:# )?([A-Z][A-Z_]+)=", _text(".env.example"), re.MULTILINE)
    assert sorted(set(read)) == sorted(explained)


def test_locks_name_no_address() -> None:
    for name in ("run", "dev"):
        lock = _text(f"requirements/{name}.txt")
        assert "://" not in lock
        assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=\S)", lock.strip()))


def test_development_holds_the_run_set_unchanged() -> None:
    """`./dev test` installs one lock over the other; they may not disagree."""
    run, dev = (
        dict(re.findall(r"^([a-z0-9-]+)(?:\[\S*\])?==(\S+)", _text(f"requirements/{name}.txt"), re.MULTILINE))
        for name in ("run", "dev")
    )
    assert run.items() <= dev.items()


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_test_that_the_documentation_names_exists() -> None:
    """What `docs/` says is shown by a test: the file is there, and so is the function where one is named."""
    lost = []
    for page in sorted((ROOT / "docs").glob("*.md")):
        for file, name in re.findall(r"`((?:browser/)?test_\w+\.py)(?:::(test_\w+))?`", page.read_text("utf-8")):
            path = ROOT / "tests" / file
            if not path.exists() or (name and f"def {name}(" not in path.read_text("utf-8")):
                lost.append(f"{page.name}: {file}{'::' if name else ''}{name}")
    assert lost == []
