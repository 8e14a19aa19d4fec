"""Pages made from the seeds, in the manner of many content systems, with noise around and inside the text.

Every page says what must be read of it: title, body, facts, and strings that must not be in the body. The names
and outlets in them are made up. ``TEMPLATES`` are those that the reader was made with; ``HELD_OUT`` were written
after it, as a test of what it does with pages that it does not know.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from seeds import cleaning, readers

WORDS = re.compile(r"\w+")
ARTICLES = Path(cleaning.__file__).parent / "articles"

MENU = ("الصفحة الأولى", "شؤون محلية", "اقتصاد وأعمال", "رياضة", "من نحن", "اتصل بنا")
TEASERS = (
    "مجلس المدينة يقر موازنة الحدائق العامة للعام المقبل",
    "ارتفاع طفيف في أسعار الزيتون قبل موسم القطاف",
    "المنتخب يفوز بهدفين في مباراة ودية أقيمت أمس",
)
BLURB = "قال رئيس المجلس إن الموازنة الجديدة تخصص مبالغ أكبر للأشجار والممرات في الأحياء القديمة من المدينة."
COMMENTS = (
    "مقال جميل جداً شكراً لكم على هذا الشرح المفصل وأتمنى أن تكتبوا أكثر عن هذا الموضوع.",
    "لا أتفق مع الكاتب في كل ما ذهب إليه، لكن الأرقام التي ذكرها تستحق التفكير فعلاً.",
)
READ_ALSO = "متى تصل الحافلات الكهربائية إلى ضواحي المدينة"
NEWSLETTER = "اشترك في نشرتنا البريدية لتصلك أهم الأخبار كل صباح"
COPYRIGHT = "جميع الحقوق محفوظة © جريدة الميناء"
COOKIES = "نستخدم ملفات تعريف الارتباط لتحسين تجربتك في هذا الموقع."


@dataclass(frozen=True)
class Article:
    """What is put into a page. ``body`` are lines with their kinds."""

    title: str
    body: tuple[tuple[str, str], ...]
    outlet: str = "جريدة الميناء"
    section: str = "تقنية"
    author: str = "سلمى الحداد"
    published: str = "2025-04-12T09:30:00+03:00"
    modified: str = "2025-04-13T11:05:00+03:00"
    url: str = "https://almina.example/tech/2024/01/05/a-story"
    lang: str = "ar"

    def lines(self, kind: str) -> list[str]:
        return [text for each, text in self.body if each == kind]


@dataclass(frozen=True)
class Made:
    """A page, and what a reader must make of it. ``facts`` not given must be unknown."""

    name: str
    html: str
    article: Article
    facts: dict[str, Any] = field(default_factory=dict)
    noise: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        return "\n".join(text for _, text in self.article.body)


def seeds() -> list[tuple[str, Article]]:
    """The five seeds: their number, and the article that the cleaner finds in each text."""
    made = []
    for path in sorted(ARTICLES.glob("*.txt")):
        text = readers.read_plain(path.read_bytes()).text
        read = cleaning.clean(text)
        body = tuple(
            (block.kind, text[block.start : block.end].strip().removeprefix("- "))
            for block in read.kept
            if block.kind != "title"
        )
        made.append((path.name[:3], Article(read.metadata.title.value if read.metadata.title else "", body)))
    return made


ENGLISH = Article(
    title="Harbour town votes to reopen its old tram line",
    body=(
        ("paragraph", "The council of the harbour town voted on Tuesday to reopen a tram line that closed in 1961."),
        ("paragraph", "The line, which is 4.2 kilometres long, will cost 38 million crowns, the mayor’s office said."),
        ("heading", "What it will cost"),
        ("paragraph", "“We have counted every sleeper,” said the engineer who led the survey of the old track."),
        ("list_item", "New rails for the stretch along the quay."),
        ("list_item", "Six trams, built abroad, which need no wires overhead."),
        ("paragraph", "Opponents say that the figure leaves out the bridge, which was last repaired in 1987."),
        ("paragraph", "A second vote, on fares, is to follow in the autumn, after a hearing of those who live there."),
    ),
    outlet="The Quay Courier",
    section="Transport",
    author="Nora Fielding",
    url="https://quaycourier.example/tram",
    lang="en",
)


def f1(text: str, wanted: str) -> float:
    """How alike two texts are, by their words, each as often as it stands."""
    found, gold = Counter(WORDS.findall(text)), Counter(WORDS.findall(wanted))
    both = (found & gold).total()
    return 2 * both / max(1, found.total() + gold.total())


# --- Parts ------------------------------------------------------------------------------------------------------------


def links(texts: Iterable[str], wrap: str = "<li>{}</li>") -> str:
    return "".join(wrap.format(f'<a href="/other/{at}">{escape(text)}</a>') for at, text in enumerate(texts))


def markup(
    article: Article, *, paragraph: str = "<p>{}</p>", heading: str = "<h2>{}</h2>", item: str = ""
) -> list[str]:
    """The body, a piece of markup for each line; items are gathered into lists unless ``item`` is given."""
    pieces: list[str] = []
    waiting: list[str] = []
    for kind, text in (*article.body, ("", "")):
        if kind == "list_item" and not item:
            waiting.append(f"<li>{escape(text)}</li>")
            continue
        if waiting:
            pieces.append(f"<ul>{''.join(waiting)}</ul>")
            waiting = []
        form = {"heading": heading, "list_item": item}.get(kind, paragraph)
        if kind:
            pieces.append(form.format(escape(text)))
    return pieces


def ld(article: Article, **changes: Any) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "datePublished": article.published,
        "dateModified": article.modified,
        "author": [{"@type": "Person", "name": article.author, "url": "https://almina.example/author/7"}],
        "publisher": {"@type": "Organization", "name": article.outlet, "logo": {"@type": "ImageObject", "url": "/l"}},
        "articleSection": article.section,
        "inLanguage": article.lang,
        "mainEntityOfPage": {"@type": "WebPage", "@id": article.url},
    }
    return f'<script type="application/ld+json">{json.dumps(data | changes, ensure_ascii=False)}</script>'


def all_facts(article: Article) -> dict[str, Any]:
    return {
        "outlet": article.outlet,
        "section": article.section,
        "authors": [article.author],
        "published": article.published,
        "modified": article.modified,
    }


# --- The three ways ---------------------------------------------------------------------------------------------------


def wordpress(article: Article) -> Made:
    """JSON-LD, share buttons, «إقرأ أيضا» in the text, tags, author box, related posts, comments, a sidebar."""
    pieces = markup(article, heading="<h3>{}</h3>")
    pieces.insert(3, f'<p><strong>إقرأ أيضا: <a href="/bus">{READ_ALSO}</a></strong></p>')
    pieces.insert(
        1,
        '<figure class="wp-caption"><img src="a.jpg" alt="x"><figcaption>مرفأ المدينة عند الغروب</figcaption></figure>',
    )
    comments = "".join(
        f'<li class="comment"><div class="comment-author vcard"><cite>زائر {at}</cite></div>'
        f'<time datetime="2025-04-1{at}">قبل يومين</time><p>{text}</p><a href="#r">رد</a></li>'
        for at, text in enumerate(COMMENTS, 4)
    )
    html = f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="UTF-8">
<title>{escape(article.title)} - {article.outlet}</title>
<link rel="canonical" href="{article.url}"><meta property="og:site_name" content="{article.outlet}">
<meta property="og:title" content="{escape(article.title)}">{ld(article)}
<style>.a{{color:red}}</style></head><body class="single single-post has-sidebar comments-open">
<header id="masthead" class="site-header"><a class="logo" href="/">{article.outlet}</a>
<nav><ul>{links(MENU)}</ul></nav></header><div class="breadcrumbs"><a href="/">الرئيسية</a> » <a href="/t">تقنية</a></div>
<div id="content"><main><article class="post type-post category-tech tag-x"><header class="entry-header">
<h1 class="entry-title">{escape(article.title)}</h1><div class="entry-meta"><span class="byline">بقلم
<span class="author vcard"><a href="/author/7">{article.author}</a></span></span>
<time class="entry-date published" datetime="{article.published}">12 أبريل 2025</time></div></header>
<div class="sharedaddy"><ul><li><a>فيسبوك</a></li><li><a>تويتر</a></li></ul></div>
<div class="entry-content">{chr(10).join(pieces)}</div>
<footer class="entry-footer"><span class="tags-links">الوسوم: <a href="/tag/a">ذكاء</a>، <a href="/tag/b">رقائق</a></span></footer>
<div class="author-box"><h4>{article.author}</h4><p>صحفية تكتب عن المدن والبحر منذ عشر سنوات.</p></div></article>
<div class="related-posts"><h3>مقالات ذات صلة</h3><ul>{links(TEASERS, "<li><h4>{}</h4><p>" + BLURB + "</p></li>")}</ul></div>
<div id="comments" class="comments-area"><h2>تعليقان</h2><ol>{comments}</ol><form><label>الاسم</label><input>
<textarea></textarea><button>إرسال التعليق</button><p>لن يتم نشر عنوان بريدك الإلكتروني.</p></form></div></main>
<aside class="sidebar"><section class="widget"><h3>الأكثر قراءة</h3><ul>{links(reversed(TEASERS))}</ul></section>
<section class="widget newsletter"><p>{NEWSLETTER}</p></section></aside></div>
<footer class="site-footer"><p>{COPYRIGHT}</p></footer><div class="cookie-notice">{COOKIES}</div>
<script>var a = "<p>لا شيء</p>";</script></body></html>"""
    noise = (READ_ALSO, *TEASERS, BLURB, *COMMENTS, NEWSLETTER, COPYRIGHT, COOKIES, "مرفأ المدينة", "فيسبوك", "الوسوم")
    return Made("wordpress", html, article, all_facts(article), (*noise, "تعليقان", "تكتب عن المدن", "زائر"))


def div_soup(article: Article) -> Made:
    """Meaningless classes, nothing stated but the title; teasers and comments look like text."""
    body = "".join(
        markup(
            article,
            paragraph='<div class="x7"><span>{}</span></div>',
            heading='<div class="x8"><b>{}</b></div>',
            item='<div class="x9">- {}</div>',
        )
    )
    teasers = links(TEASERS, '<div class="q1"><div class="q2">{}</div></div>')
    html = f"""<html><head><meta charset="utf-8"><title>{escape(article.title)}</title></head><body><div class="r1">
<div class="r2">{links(MENU, '<div class="m">{}</div>')}</div><div class="r3"><div class="r4"><div class="t1">{escape(article.title)}</div>
<div class="c0"><div class="c1">{body}</div></div></div><div class="r5"><div class="q0">قد يعجبك أيضاً</div>{teasers}</div></div>
<div class="r6"><div>{links(("سياسة الخصوصية", "شروط الاستخدام"), "<span>{}</span> ")}</div><div>{COPYRIGHT}</div></div></div></body></html>"""
    return Made("div_soup", html, article, {}, (*TEASERS, COPYRIGHT, "سياسة الخصوصية", "قد يعجبك", MENU[1]))


def nineties(article: Article) -> Made:
    """Tables for layout, lines broken by <br>, in Windows-1256 times; menus left and right of the text."""
    body = "<br><br>\n".join(markup(article, paragraph="{}", heading="<b>{}</b>", item="- {}"))
    html = f"""<HTML><HEAD><TITLE>{escape(article.title)}</TITLE></HEAD><BODY bgcolor=white><TABLE width=780><TR>
<TD colspan=3><FONT size=5>مجلة الصفحات</FONT></TD></TR><TR><TD width=120 valign=top>{links(MENU, "{}<BR>")}</TD>
<TD width=500 valign=top><FONT size=4><B>{escape(article.title)}</B></FONT><BR><BR>{body}<BR><BR>
<A href="print.asp">طباعة</A> | <A href="send.asp">أرسل إلى صديق</A></TD><TD width=160 valign=top><B>اقرأ أيضاً</B><BR>{links(TEASERS, "{}<BR>")}</TD></TR>
<TR><TD colspan=3 align=center><FONT size=1>{COPYRIGHT}</FONT></TD></TR></TABLE></BODY></HTML>"""
    return Made("nineties", html, article, {}, (*TEASERS, COPYRIGHT, "طباعة", "أرسل إلى صديق", MENU[1], "مجلة الصفحات"))


TEMPLATES: tuple[Callable[[Article], Made], ...] = (wordpress, div_soup, nineties)
