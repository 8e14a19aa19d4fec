"""The same articles as newsrooms send them: as files, rows, wire items and feed entries. Every name is made up."""

from __future__ import annotations

import csv
import html
import io
import json
from dataclasses import dataclass

from seeds.incoming import Incoming
from seeds.inspecting import inspect
from seeds.readers.plain import read_text


@dataclass(frozen=True)
class Sent:
    """One article. Titles and paragraphs hold what is hard to carry: quotation marks, signs of markup, commas."""

    title: str
    paragraphs: tuple[str, ...]
    author: str
    url: str

    @property
    def text(self) -> str:
        return "\n\n".join((self.title, *self.paragraphs))

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)

    @property
    def markup(self) -> str:
        return "\n".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in self.paragraphs)


_ARABIC = (
    "افتتح مجلس بلدية وادي النخيل رقم {n} صباح اليوم سوقاً للتمور، وحضر الافتتاح 2,400 زائر؛ وقال منظموه إن «الإقبال فاق التوقعات».",
    'وذكر التقرير أن نسبة النمو بلغت 97.3%، وأن "الكلفة < 5 ملايين دينار & أقل مما قُدّر" بحسب البيان رقم {n}.',
    "وأضاف المتحدث باسم البلدية أن الموسم المقبل سيشهد زيادة في عدد المزارعين المشاركين، وأن السوق سيبقى مفتوحاً حتى نهاية الشهر.",
)
_ENGLISH = (
    'The council of Palm Valley opened date market number {n} this morning; 2,400 visitors came, and organizers said "nobody expected that".',
    "Growth reached 97.3%, the report said, while costs stayed < 5 million & below the estimate given in statement {n}.",
    "A spokesman for the council added that more farmers would take part next season and that the market stays open all month.",
)


def articles(count: int) -> list[Sent]:
    made = []
    for n in range(1, count + 1):
        texts = _ENGLISH if n % 3 == 0 else _ARABIC
        title = (
            f"Palm Valley opens date market {n}"
            if n % 3 == 0
            else f"وادي النخيل يفتتح سوق التمور رقم {n} بحضور آلاف الزوار"
        )
        author = f"Sam Example {'IVX'[n % 3]}" if n % 3 == 0 else "ليلى المثال"
        made.append(
            Sent(title, tuple(text.format(n=n) for text in texts), author, f"https://news.example/{n}?a=1&b={n}")
        )
    return made


def kept(incoming: Incoming) -> list[str]:
    """What is read as the article."""
    return [incoming.text[block.start : block.end].strip() for block in inspect(incoming).cleaned.kept]


def kept_of_files(sent: list[Sent]) -> list[list[str]]:
    return [kept(read_text(one.text.encode(), name="a.txt")) for one in sent]


# --- Carriers ---------------------------------------------------------------------------------------------------------


def as_csv(sent: list[Sent], delimiter: str = ",", *, arabic: bool = False) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["العنوان", "المتن", "الكاتب", "الرابط"] if arabic else ["title", "body", "author", "url"])
    writer.writerows([one.title, one.body, one.author, one.url] for one in sent)
    return out.getvalue().encode()


def as_json_lines(sent: list[Sent]) -> bytes:
    return b"\n".join(json.dumps(_row(one), ensure_ascii=False).encode() for one in sent)


def as_json_array(sent: list[Sent]) -> bytes:
    return json.dumps([_row(one) for one in sent], indent=2).encode()


def _row(one: Sent) -> dict[str, str]:
    return {"title": one.title, "body": one.body, "author": one.author, "url": one.url}


def ninjs_item(one: Sent) -> dict[str, object]:
    return {
        "uri": one.url,
        "type": "text",
        "headlines": [{"role": "main", "value": one.title}],
        "bodies": [{"role": "main", "contentType": "text/html", "value": one.markup}],
        "by": one.author,
    }


def as_ninjs(sent: list[Sent]) -> bytes:
    return json.dumps([ninjs_item(one) for one in sent], ensure_ascii=False).encode()


def as_old_ninjs(sent: list[Sent]) -> bytes:
    items = [{"uri": one.url, "headline": one.title, "body_text": one.body, "byline": one.author} for one in sent]
    return json.dumps(items, ensure_ascii=False).encode()


def as_rss(sent: list[Sent]) -> bytes:
    items = "".join(
        f"<item><title>{html.escape(one.title)}</title><link>{html.escape(one.url)}</link>"
        f"<dc:creator>{one.author}</dc:creator><description>{html.escape(one.paragraphs[0][:40])}…</description>"
        f"<content:encoded><![CDATA[{one.markup}]]></content:encoded></item>"
        for one in sent
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>أخبار النخيل</title>'
        f"<link>https://news.example/</link><language>ar</language>{items}</channel></rss>"
    ).encode()


def as_atom(sent: list[Sent], kind: str = "html") -> bytes:
    def content(one: Sent) -> str:
        if kind == "xhtml":
            return f'<div xmlns="http://www.w3.org/1999/xhtml">{one.markup}</div>'
        return html.escape(one.markup if kind == "html" else one.body)

    entries = "".join(
        f"<entry><id>{html.escape(one.url)}</id><title>{html.escape(one.title)}</title>"
        f'<link rel="alternate" href="{html.escape(one.url)}"/><author><name>{one.author}</name></author>'
        f'<content type="{kind}">{content(one)}</content></entry>'
        for one in sent
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>أخبار</title>{entries}</feed>'.encode()


def as_json_feed(sent: list[Sent]) -> bytes:
    items = [
        {
            "id": one.url,
            "url": one.url,
            "title": one.title,
            "content_html": one.markup,
            "authors": [{"name": one.author}],
        }
        for one in sent
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "أخبار", "items": items}
    return json.dumps(feed, ensure_ascii=False).encode()
