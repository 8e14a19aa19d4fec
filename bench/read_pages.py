"""How fast pages become articles: `python bench/read_pages.py [--rounds 5]`.

Every layout of the tests, each with the five seeds and an English article, is read, cleaned and described; and pages
that are made to be slow, of a megabyte. Wall and CPU milliseconds of one process; the first page pays for imports.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import contextlib
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from seeds import readers  # noqa: E402
from seeds.incoming import Incoming, Unreadable  # noqa: E402
from seeds.inspecting import inspect  # noqa: E402
from tests.held_out_pages import HELD_OUT  # noqa: E402
from tests.made_pages import ENGLISH, MENU, TEASERS, TEMPLATES, links, seeds  # noqa: E402

MEGABYTE = 1_000_000
PROSE = "<p>قال الوزير في بيان له اليوم إن الحكومة ستدرس هذا الأمر بعناية في الأسبوع المقبل.</p>"
SLOW = {
    "prose": PROSE,
    "paragraphs of one letter": "<p>a",
    "line breaks": "<br>a",
    "links": "<li><a href=/x>a b c</a>",
    "spans": "<span class=author>a</span> ",
    "lines of <pre>": "<pre>a\nb\n</pre>",
    "times": "<time datetime=2025-01-01>x</time> ",
    "nested": "<div><b>",
    "angles": "<",
    "ampersands": "&",
    "spaces": " ",
    "plain lines": "a\n",
    "hidden": "<div hidden>x</div>",
    "JSON-LD": '<script type="application/ld+json">{"@type":"Article"}</script>',
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    articles = [*seeds(), ("en", ENGLISH)]
    templates = (*TEMPLATES, *HELD_OUT)
    plain = [template(article).html for template in templates for _, article in articles]
    framed = [html.replace("</body>", _frame() + "</body>") for html in plain]
    _read(plain[0])
    for label, pages in (("as made", plain), ("amid 2,700 elements of menus and teasers", framed)):
        times = sorted(_timed(_read, html)[1] for _ in range(rounds) for html in pages)
        p50, p95 = statistics.median(times), times[int(len(times) * 0.95)]
        print(f"{len(pages)} pages {label}, CPU ms: p50 {p50:.1f}, p95 {p95:.1f}, most {times[-1]:.1f}")
    for name, piece in SLOW.items():
        html = (piece * (MEGABYTE // len(piece.encode()) + 1))[:MEGABYTE] + "<p>end of the page"
        wall, cpu = _timed(_read, html)
        print(f"1 MB of {name}: {wall:.0f} ms, CPU {cpu:.0f} ms; {_outcome(html)}")


def _frame() -> str:
    """What large sites put around an article: some 3,000 elements of menus and teasers."""
    return f"<footer>{links(MENU * 60)}</footer><div class=related>{links(TEASERS * 300)}</div>"


def _read(html: str) -> Incoming:
    (found,) = readers.read(html.encode(), name="page.html")
    assert isinstance(found, Incoming)  # noqa: S101
    inspect(found).as_json()
    return found


def _timed(deed: Callable[[str], Incoming], html: str) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    with contextlib.suppress(Unreadable):
        deed(html)
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def _outcome(html: str) -> str:
    try:
        (found,) = readers.read(html.encode(), name="page.html")
    except Unreadable as refusal:
        return f"refused ({refusal.code})"
    return f"{len(found.text)} characters" if isinstance(found, Incoming) else "refused"


if __name__ == "__main__":
    main()
