"""Wire items: IPTC ninjs 1 to 3, and what Superdesk adds to it. Pure functions.

Property names are read without regard to case: ninjs 2 wrote ``versioncreated`` what ninjs 3 writes ``versionCreated``.
ninjs has no publication date. ``firstCreated`` is when the item was made, ``versionCreated`` when this version of it
was; the latter is a modification where it is not the first. Neither is ever taken for a date of publication.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..incoming import Incoming, Notice, Stated, Unreadable
from ..vocabulary import gettext_noop
from .carried import Carried, Outcome, address_of, bare_words, looks_like_html, read_carried, state, words_of
from .jsons import Value, array
from .refusals import Refusal

_MAIN_ROLES = frozenset({"", "main", "body", "full", "article", "story", "text", "html", "xhtml", "plain"})
_PUBLISHED = ("firstpublished", "datepublished", "published")  # of Superdesk and others; ninjs itself has none
_OUTLET_ROLES = frozenset({"outlet", "publisher", "provider", "contentprovider"})
_SECTION_RELS = frozenset({"section", "category"})
_NOTE = 500  # characters of an editor's note that are shown


def read_ninjs(raw: bytes, *, name: str) -> list[Outcome]:
    """Read one item or an array of items.

    A single item keeps the whole file as its ``raw``; an item of an array its own slice of the file, as it stood.

    :raises Unreadable: where the file is no JSON, or its single item no article.
    """
    return list(iter_ninjs(raw, name=name))


def iter_ninjs(raw: bytes, *, name: str) -> Iterator[Outcome]:
    """``read_ninjs`` one by one, for long files."""
    for value in array(raw, name=name):
        if isinstance(value, Refusal):
            yield value
        elif value.name == name:
            yield _read(value)
        else:
            try:
                yield _read(value)
            except Unreadable as error:
                yield Refusal(value.name, error)


def _read(value: Value) -> Incoming:
    item = _low(value.item)
    body, others = _body(item)
    title = _title(item)
    carried = Carried(
        name=value.name,
        raw=value.raw,
        encoding=value.encoding,
        body=body.text,
        markup=body.markup,
        title=title,
        language=words_of(item.get("language")),
        url=_url(item),
        stated=tuple(_stated(item, title)),
        notices=tuple(_notices(item, others)),
    )
    return read_carried(carried)


def _low(value: Any) -> dict[str, Any]:
    return {str(key).lower(): each for key, each in value.items()} if isinstance(value, dict) else {}


def _each(value: Any) -> Iterator[dict[str, Any]]:
    return (_low(each) for each in value if isinstance(each, dict)) if isinstance(value, list) else iter(())


def _last(words: Any) -> str:
    """The last part of a role, which may be a word or a URI."""
    return str(words or "").lower().rstrip("/").replace("#", "/").replace(":", "/").rsplit("/", 1)[-1]


# --- Text -------------------------------------------------------------------------------------------------------------


class _Body(NamedTuple):
    main: bool
    markup: bool
    text: str
    role: str


def _bodies(item: dict[str, Any]) -> Iterator[_Body]:
    for each in _each(item.get("bodies")):
        if isinstance(each.get("value"), str):
            yield from _of_type(str(each.get("contenttype") or ""), _last(each.get("role")), each["value"])
    for key, text in item.items():
        if key.startswith("body") and key != "bodies" and isinstance(text, str):
            role = key.removeprefix("body").strip("_")
            kind = "text/html" if role.endswith("html") else "text/plain" if role == "text" else ""
            yield from _of_type(kind, role, text)


def _of_type(kind: str, role: str, text: str) -> Iterator[_Body]:
    kind = kind.lower().partition(";")[0].strip()
    readable = kind.startswith("text/") or kind.endswith(("html", "html+xml", "nitf+xml")) or not kind
    if readable and text.strip():
        markup = looks_like_html(text) if kind in {"", "text"} else not kind.startswith("text/") or kind == "text/html"
        yield _Body(role in _MAIN_ROLES, markup, text, role)


def _body(item: dict[str, Any]) -> tuple[_Body, list[str]]:
    """The body that is read (the main one, with markup if there is such a one), and the roles of other texts."""
    bodies = list(_bodies(item))
    if not bodies:
        raise Unreadable(
            "no_body",
            gettext_noop("The item carries no text of an article (type: %(type)s)."),
            gettext_noop("Ask the sender for the full item."),
            {"type": words_of(item.get("type")) or "?"},
        )
    best = max(bodies, key=lambda body: (body.main, body.markup))
    return best, [body.role for body in bodies if body is not best and not (best.main and body.main)]


def _title(item: dict[str, Any]) -> str | None:
    headlines = [each for each in _each(item.get("headlines")) if words_of(each.get("value"))]
    headlines.sort(key=lambda each: _last(each.get("role")) not in _MAIN_ROLES)
    for each in headlines:
        return _words(each.get("value"))
    return next((words for key in ("headline", "headline_text", "title") if (words := _words(item.get(key)))), None)


def _words(value: Any) -> str | None:
    words = words_of(value)
    return words_of(bare_words(words)) if words else None


# --- What it says of itself -------------------------------------------------------------------------------------------


def _stated(item: dict[str, Any], title: str | None) -> Iterator[Stated]:
    yield from state("title", title, "ninjs headline")
    yield from _authors(item)
    yield from _outlet(item)
    published = next((key for key in _PUBLISHED if words_of(item.get(key))), None)
    if published:
        yield from state("published", item[published], f"ninjs {published}")
    if _is_later_version(item):
        yield from state("modified", item.get("versioncreated"), "ninjs versionCreated")
    yield from _section(item)
    yield from state("language", item.get("language"), "ninjs language")
    yield from state("url", _url(item), "ninjs uri")


def _authors(item: dict[str, Any]) -> Iterator[Stated]:
    for key in ("by", "byline", "byline_text"):
        if words := _words(item.get(key)):
            yield from state("author", words, f"ninjs {key}")
            return
    for key in ("bylines", "authors"):
        listed = item.get(key)
        for each in listed if isinstance(listed, list) else ():
            if words := words_of(_low(each).get("value")) or words_of(each):
                yield from state("author", words, f"ninjs {key}")


def _outlet(item: dict[str, Any]) -> Iterator[Stated]:
    """The one party that is said to be the outlet; two different ones are none."""
    names = {name: key for key in ("provider", "publisher", "source") if (name := words_of(item.get(key)))}
    for source in _each(item.get("infosources")):
        name = words_of(source)
        if name and _last(source.get("role")) in _OUTLET_ROLES:
            names.setdefault(name, "infoSources")
    if len(names) == 1:
        ((name, key),) = names.items()
        if address_of(name) is None:
            yield from state("outlet", name, f"ninjs {key}")


def _section(item: dict[str, Any]) -> Iterator[Stated]:
    """A subject is what an item is about, not where it stands; only those that say ``section`` are sections."""
    for key in ("subjects", "subject"):
        for each in _each(item.get(key)):
            if _last(each.get("rel")) in _SECTION_RELS:
                yield from state("section", words_of(each), f"ninjs {key}")
                return
    for each in _each(item.get("service")):
        yield from state("section", words_of(each), "ninjs service")
        return


def _is_later_version(item: dict[str, Any]) -> bool:
    made, first = words_of(item.get("versioncreated")), words_of(item.get("firstcreated"))
    version = words_of(item.get("version")) or ""
    if made is None or made == first:
        return False
    return first is not None or (version.isdecimal() and int(version[:9]) > 1)


def _url(item: dict[str, Any]) -> str | None:
    """The page of the item where a rendition gives one, else its identifier where that is an address."""
    for each in _each(item.get("renditions")):
        kind = str(each.get("contenttype") or each.get("mimetype") or "").lower()
        if kind.startswith("text/html") and address_of(each.get("href")):
            return address_of(each.get("href"))
    return address_of(item.get("uri"))


def _notices(item: dict[str, Any], others: list[str]) -> Iterator[Notice]:
    status = str(item.get("pubstatus") or "").lower()
    if status and status != "usable":
        yield Notice("not_usable", gettext_noop("The sender marks it as “%(status)s”."), {"status": status[:40]})
    embargo = words_of(item.get("embargoeduntil")) or words_of(item.get("embargoed"))
    if embargo:
        yield Notice("embargo", gettext_noop("The sender holds it back until %(words)s."), {"words": embargo})
    note = words_of(item.get("ednote"))
    if note:
        yield Notice("sender_note", gettext_noop("The sender notes: “%(words)s”"), {"words": note[:_NOTE]})
    if others:
        message = gettext_noop("The item carries more texts (%(roles)s); only its main one was read.")
        yield Notice("other_bodies", message, {"roles": ", ".join(role or "?" for role in others[:10])})
    made = words_of(item.get("firstcreated")) or words_of(item.get("versioncreated"))
    if made and not any(words_of(item.get(key)) for key in _PUBLISHED):
        message = gettext_noop("The sender says when the item was made (%(words)s), not when it was published.")
        yield Notice("created_only", message, {"words": made})
