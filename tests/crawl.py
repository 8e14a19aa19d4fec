"""Walks everything that a reader or a partner without a key can reach, by links, from the doors on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client

DOORS = ("/", "/ar/", "/en/", "/api/v1/")
API = ("stories", "claims", "questions", "sources", "corrections", "verdicts", "changes")
_LINK = re.compile(r"""(?:href|src|action)=["']([^"']+)["']""")
_ADDRESS = re.compile(r"https?://[^\s\"'<>\\]+|(?<=\")/(?:ar|en|api)/[^\s\"'<>\\]*")
NOT_OURS = ("/static/", "/admin/", "/i18n/")


def reachable(limit: int = 2000) -> Iterator[tuple[str, Any]]:
    """Every address with its answer, each once; ``limit`` guards against a site without end."""
    client = Client()
    seen: set[str] = set()
    queue = [*DOORS, *(f"/api/v1/{name}/" for name in API)]
    while queue and len(seen) < limit:
        path = queue.pop(0)
        if path in seen:
            continue
        seen.add(path)
        response = client.get(path)
        yield path, response
        queue.extend(link for link in links(path, response) if link not in seen)


def links(path: str, response: Any) -> list[str]:
    """The addresses on this site that an answer leads to."""
    found = [response["Location"]] if response.has_header("Location") else []
    kind = response.get("Content-Type", "")
    if "html" in kind:
        found += [unescape(link) for link in _LINK.findall(response.content.decode())]
    elif "json" in kind:
        found += _ADDRESS.findall(json.dumps(json.loads(response.content or b"null"), ensure_ascii=False))
    return [local for link in found if (local := _local(path, link))]


def _local(path: str, link: str) -> str | None:
    whole = urlsplit(urldefrag(urljoin(f"http://testserver{path}", link)).url)
    ours = whole.hostname in {"testserver", "127.0.0.1", "localhost"} and whole.scheme in {"http", "https"}
    if not ours or "{" in link or whole.path.startswith(NOT_OURS):
        return None
    return f"{whole.path}?{whole.query}" if whole.query else whole.path
