"""`./dev messages`: brings the Arabic catalogues up to date, without gettext's tools; `--check` only looks.

English sentences in the code are the message ids, so Arabic is the one catalogue. Compiled `.mo` files are committed:
whoever runs the program needs neither gettext nor Babel. A sentence that two apps use stands in one catalogue only,
that of the app further down (claims, then newsroom, then seeds), so that it cannot be translated in two ways.
"""

import io
import re
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

APPS = ("claims", "newsroom", "seeds")

# Babel's usual keywords and Django's lazy forms; the figures say which arguments are message and context.
KEYWORDS: dict[str, Any] = {
    name: spec
    for base, spec in {
        "gettext": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
    for name in (base, f"{base}_lazy")
} | {"_": None, "gettext_noop": None}

# The six forms and their order as in Django's own Arabic catalogue.
PLURALS = (
    "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;"
)
HEADER = f"""msgid ""
msgstr ""
"Language: ar\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {PLURALS}\\n"
"""


def catalogue_path(app: str, suffix: str) -> Path:
    return Path(settings.BASE_DIR) / app / "locale" / "ar" / "LC_MESSAGES" / f"django.{suffix}"


def read(app: str) -> Any:
    """The app's catalogue as it stands, empty if there is none. Its dates are fixed, so equal words compile equal."""
    from babel.messages.pofile import read_po

    path = catalogue_path(app, "po")
    text = path.read_text(encoding="utf-8") if path.exists() else HEADER
    catalogue = read_po(io.StringIO(text), locale="ar")
    catalogue.creation_date = catalogue.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
    return catalogue


def sources(app: str) -> Iterator[Path]:
    root = Path(settings.BASE_DIR)
    folders = [root / app, *([root / "templates"] if app == "newsroom" else [])]
    for folder in folders:
        yield from sorted(
            path for path in folder.rglob("*") if path.suffix in {".py", ".html", ".txt"} and path.is_file()
        )


def as_python(path: Path) -> bytes:
    """The file as something Babel's Python reader can walk through."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Django blanks out all but the translated strings; what indentation is left would offend the tokenizer.
        text = re.sub(r"(?m)^\s+", "", templatize(text, origin=str(path)))
    return text.encode()


def extracted(app: str) -> Any:
    """What the app's code and templates say to people."""
    from babel.messages import Catalog
    from babel.messages.extract import extract

    found = Catalog(locale="ar", charset="utf-8")
    for path in sources(app):
        if path.suffix == ".txt" and "templates" not in path.parts:
            continue
        place = str(path.relative_to(settings.BASE_DIR))
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(as_python(path)), keywords=KEYWORDS, options={"encoding": "utf-8"}
        ):
            found.add(message, locations=[(place, 0)], context=context)
    return found


def compiled(catalogue: Any) -> bytes:
    from babel.messages.mofile import write_mo

    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def written(catalogue: Any) -> str:
    """The catalogue as text, without dates and line numbers, which would change in every commit."""
    from babel.messages.pofile import write_po

    out = io.BytesIO()
    write_po(out, catalogue, width=118, omit_header=True, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return HEADER + "\n" + out.getvalue().decode()


def key(message: Any) -> tuple[str, str | None]:
    return (message.id if isinstance(message.id, str) else message.id[0], message.context)


def wanted() -> Iterator[tuple[str, Any, Any]]:
    """For each app present: its name, its catalogue, and the messages that belong into it."""
    taken: set[tuple[str, str | None]] = set()
    for app in APPS:
        if not (Path(settings.BASE_DIR) / app / "__init__.py").exists():
            continue
        template = extracted(app)
        for message in list(template):
            if message.id and key(message) in taken:
                template.delete(message.id, message.context)
        taken |= {key(message) for message in template if message.id}
        yield app, read(app), template


def faults(app: str, catalogue: Any, template: Any) -> Iterator[str]:
    """Everything that keeps this catalogue from being complete, as sentences."""
    name = catalogue_path(app, "po").relative_to(settings.BASE_DIR)
    here = {key(message): message for message in catalogue if message.id}
    for message in template:
        if message.id and key(message) not in here:
            yield f"{name}: {key(message)[0]!r} is missing. Run ./dev messages, then translate it."
    for message in here.values():
        forms = [message.string] if isinstance(message.string, str) else message.string
        if not all(forms):
            yield f"{name}: {key(message)[0]!r} is not translated."
        if message.fuzzy:
            yield f"{name}: {key(message)[0]!r} is marked fuzzy. Check it and remove the mark."
        for error in message.check(catalogue):
            yield f"{name}: {key(message)[0]!r}: {error}."
        if not template.get(message.id, message.context):
            yield f"{name}: {key(message)[0]!r} is no longer used here. Run ./dev messages."
    mo = catalogue_path(app, "mo")
    if here and (not mo.exists() or mo.read_bytes() != compiled(catalogue)):
        yield f"{name}: its compiled .mo file is not up to date. Run ./dev messages."


def update(app: str, catalogue: Any, template: Any) -> None:
    """Adds what is new, drops what is gone, compiles. Nothing is guessed: a changed sentence comes back empty."""
    catalogue.update(template, no_fuzzy_matching=True)
    if not any(message.id for message in catalogue):
        return
    catalogue.obsolete.clear()
    path = catalogue_path(app, "po")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(written(catalogue), encoding="utf-8")
    catalogue_path(app, "mo").write_bytes(compiled(read(app)))


class Command(BaseCommand):
    help = "Bring the Arabic catalogues up to date with the code and compile them; --check only reports."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Change nothing; fail if anything is missing.")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if not check:
            for app, catalogue, template in wanted():
                update(app, catalogue, template)
        found = [fault for parts in wanted() for fault in faults(*parts)]
        for fault in found:
            self.stdout.write(fault)
        if found:
            raise CommandError(f"The Arabic catalogue has {len(found)} faults.")
