"""More ways in which content systems lay out an article, written after the reader and not to suit it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.made_pages import (
    BLURB,
    COMMENTS,
    COOKIES,
    COPYRIGHT,
    MENU,
    NEWSLETTER,
    READ_ALSO,
    TEASERS,
    Article,
    Made,
    all_facts,
    ld,
    links,
    markup,
)

OTHER = (
    "بدأت بلدية المدينة أمس أعمال ترميم السور القديم بعد سنوات من المطالبات التي رفعها سكان الحي.",
    "وتشمل الأعمال تثبيت الحجارة المتداعية وإنارة الممر الذي يمتد على طول السور من جهة البحر.",
    "ومن المنتظر أن تستمر الأعمال ثمانية أشهر، على أن يفتح القسم الأول أمام الزوار في الخريف.",
)


def amp(article: Article) -> Made:
    pieces = markup(article)
    pieces.insert(2, '<amp-ad width=300 height=250 type="x"><div placeholder>إعلان</div></amp-ad>')
    pieces.insert(5, f'<div class="amp-related-inline"><span>طالع أيضاً</span><a href="/z">{READ_ALSO}</a></div>')
    html = f"""<!doctype html><html ⚡ lang="{article.lang}" dir="rtl"><head><meta charset="utf-8"><title>{escape(article.title)}</title>
<style amp-boilerplate>body{{visibility:hidden}}</style>{ld(article)}</head><body><amp-sidebar id="sb" layout="nodisplay">
<ul>{links(MENU)}</ul></amp-sidebar><header class="amp-header"><a href="/">{article.outlet}</a></header>
<article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{escape(article.title)}</h1>
<div class="amp-wp-meta amp-wp-byline"><span class="amp-wp-author">{article.author}</span></div>
<div class="amp-wp-meta amp-wp-posted-on"><time datetime="{article.published}">منذ يومين</time></div></header>
<figure class="amp-wp-article-featured-image"><amp-img src="x"></amp-img><p class="wp-caption-text">الميناء كما بدا أمس من الجو</p></figure>
<div class="amp-wp-article-content">{"".join(pieces)}</div>
<div class="amp-social"><amp-social-share type="twitter"></amp-social-share><span>شارك الخبر</span></div>
<footer class="amp-wp-article-footer"><div class="amp-wp-meta amp-wp-tax-category">التصنيف: <a href="/c">مدن</a></div></footer></article>
<section class="amp-more"><h2>المزيد من الأخبار</h2>{links(TEASERS, "<div><h3>{}</h3></div>")}</section>
<footer class="amp-wp-footer"><p>{COPYRIGHT}</p><a href="#top">العودة إلى الأعلى</a></footer></body></html>"""
    noise = (READ_ALSO, *TEASERS, COPYRIGHT, "إعلان", "شارك الخبر", "كما بدا أمس", "المزيد من الأخبار", MENU[0])
    return Made("amp", html, article, all_facts(article), noise)


def main_with_asides(article: Article) -> Made:
    pieces = markup(article)
    pieces.insert(2, f'<aside class="c-inset"><h4>في الملف نفسه</h4><ul>{links(TEASERS[:2])}</ul></aside>')
    pieces.insert(
        6, f'<aside data-x="promo"><p>{NEWSLETTER}</p><form><input type=email><button>اشترك</button></form></aside>'
    )
    html = f"""<!doctype html><html lang="ar"><head><meta charset=utf-8><title>{escape(article.title)} | {article.outlet}</title>
<meta property="og:title" content="{escape(article.title)}"><meta property="og:site_name" content="{article.outlet}">
<meta property="article:published_time" content="{article.published}"><meta name="author" content="{article.author}"></head>
<body><div id="app"><header><div><a href="/">{article.outlet}</a><nav>{links(MENU, "{} ")}</nav></div></header><main>
<div class="hero"><p class="kicker">تحقيقات</p><h1>{escape(article.title)}</h1><p>{article.author}</p></div>
<div class="grid"><div class="col">{"".join(f"<section>{piece}</section>" for piece in pieces)}</div>
<div class="rail"><h3>الأكثر تداولاً</h3><ol>{links(TEASERS)}</ol></div></div></main>
<footer><p>{COPYRIGHT}</p></footer></div></body></html>"""
    facts = {"outlet": article.outlet, "authors": [article.author], "published": article.published}
    return Made("main_with_asides", html, article, facts, (*TEASERS, NEWSLETTER, COPYRIGHT, "في الملف نفسه", MENU[2]))


def endless(article: Article) -> Made:
    """The next articles stand below, whole, as pages do that never end."""
    others = "".join(
        f'<article class="story"><h2 class="story-title"><a href="/o{at}">{TEASERS[at]}</a></h2><div class="story-body">'
        f"{''.join(f'<p>{text}</p>' for text in OTHER)}</div></article>"
        for at in range(2)
    )
    html = f"""<!doctype html><html lang="ar"><head><meta charset=utf-8><title>{escape(article.title)}</title>
<meta property="og:title" content="{escape(article.title)}"><meta property="article:section" content="{article.section}">
</head><body><div class="topnav">{links(MENU, "<span>{}</span>")}</div><div class="feed"><article class="story"><h1 class="story-title">{escape(article.title)}</h1>
<div class="story-meta">4 دقائق قراءة</div><div class="story-body">{"".join(markup(article))}</div></article>{others}</div>
<div class="bottom">{COPYRIGHT}</div></body></html>"""
    return Made(
        "endless", html, article, {"section": article.section}, (*TEASERS[:2], *OTHER, COPYRIGHT, "دقائق قراءة")
    )


def read_also_everywhere(article: Article) -> Made:
    pieces = markup(article)
    ways = (
        f'<p><span style="color:red">اقرأ أيضاً:</span> <a href="/1">{TEASERS[0]}</a></p>',
        f'<div class="box77"><p>إقرأ المزيد</p><p><a href="/2">{TEASERS[1]}</a></p></div>',
        f"<h3>ذات صلة</h3><ul>{links((TEASERS[2], READ_ALSO))}</ul>",
    )
    for at, way in zip((2, 4, 7), ways, strict=True):
        pieces.insert(at, way)
    html = f"""<!doctype html><html lang="ar"><head><meta charset=utf-8><title>{escape(article.title)}</title></head><body>
<div id="wrap"><div id="head"><a href="/">الميناء</a></div><div id="page"><h1>{escape(article.title)}</h1>
<div id="txt">{"".join(pieces)}</div><div id="pn"><a href="/p">الخبر السابق</a> <a href="/n">الخبر التالي</a></div></div></div></body></html>"""
    return Made("read_also_everywhere", html, article, {}, (*TEASERS, READ_ALSO, "الخبر السابق"))


def pictures(article: Article) -> Made:
    pieces = markup(article)
    pieces.insert(
        1,
        '<figure><img src=a><figcaption>صيادون يصلحون شباكهم <span class="credit">(عدسة الميناء)</span></figcaption></figure>',
    )
    pieces.insert(4, '<div class="image-wrap"><img src=b><div class="image-caption">منظر عام للسوق القديمة</div></div>')
    pieces.insert(6, '<p class="caption">الجسر قبل الترميم - أرشيف</p>')
    html = f"""<!doctype html><html lang="ar"><head><meta charset=utf-8><title>{escape(article.title)}</title>{ld(article, author={"@type": "Organization", "name": article.outlet})}</head>
<body><div class="container"><div class="navbar"><ul class="menu">{links(MENU)}</ul></div><h1 class="headline">{escape(article.title)}</h1>
<div class="socials"><a>X</a><a>واتساب</a></div><div class="article-text">{"".join(pieces)}</div>
<div class="gallery"><h3>معرض الصور</h3><div class="caption">صورة 1 من 3</div></div></div></body></html>"""
    facts = {key: value for key, value in all_facts(article).items() if key != "authors"}
    noise = ("صيادون", "عدسة", "منظر عام", "الجسر قبل", "صورة 1", "واتساب", MENU[3])
    return Made("pictures", html, article, facts, noise)


def author_below(article: Article) -> Made:
    html = f"""<!doctype html><html lang="ar"><head><meta charset=utf-8><title>{escape(article.title)} – {article.outlet}</title>
<meta property="og:site_name" content="{article.outlet}"></head><body><div class="page"><div class="branding">{article.outlet}</div>
<div class="crumbs"><a href=/>الرئيسية</a> / <a href=/x>مدن</a></div><div class="post"><h2 class="post-title">{escape(article.title)}</h2>
<div class="post-info"><span class="post-date">نشر في: 12 أبريل 2025</span> <span class="post-views">1,204 مشاهدة</span></div>
<div class="post-content">{"".join(markup(article))}</div><div class="post-share">شارك: <a>فيسبوك</a> <a>تلغرام</a></div>
<div class="about-author"><img><div class="name">{article.author}</div><div class="desc">{article.author} كاتبة وباحثة في شؤون المدن الساحلية.</div></div></div>
<div class="more-posts"><h4>مقالات أخرى للكاتبة</h4>{links(TEASERS, "<p>{}</p>")}</div><div class="copyright">{COPYRIGHT}</div></div></body></html>"""
    facts = {"outlet": article.outlet, "authors": [article.author], "published": "نشر في: 12 أبريل 2025"}
    return Made(
        "author_below", html, article, facts, (*TEASERS, COPYRIGHT, "مشاهدة", "كاتبة وباحثة", "تلغرام", "مقالات أخرى")
    )


def live_blog(article: Article) -> Made:
    posts = "".join(
        f'<div class="live-post" id="p{at}"><time datetime="2025-04-12T{9 + at % 12:02}:00:00+03:00">{9 + at % 12}:00</time>{piece}</div>'
        for at, piece in enumerate(markup(article))
    )
    html = f"""<!doctype html><html lang="ar"><head><meta charset=utf-8><title>{escape(article.title)}</title>
{ld(article, **{"@type": "LiveBlogPosting", "coverageStartTime": "2025-04-12T06:00:00+03:00"})}</head><body><header><nav>{links(MENU)}</nav></header>
<main><h1>{escape(article.title)}</h1><div class="live-badge">مباشر</div><div class="live-feed">{posts}</div>
<button>تحميل المزيد</button></main><footer>{COPYRIGHT}</footer></body></html>"""
    return Made("live_blog", html, article, all_facts(article), (COPYRIGHT, "تحميل المزيد", MENU[1]))


def without_paragraphs(article: Article) -> Made:
    pieces = markup(article, paragraph="{}<br><br>", heading="<strong>{}</strong><br>", item="• {}<br>")
    pieces.insert(3, '<div class="ads-zone"><span>إعلان</span></div>')
    html = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{article.outlet} - {escape(article.title)}</title></head><body>
<div id="header"><div id="logo">{article.outlet}</div><div id="menu">{links(MENU, "{} | ")}</div></div><div id="main"><div id="right">
<div id="newstitle">{escape(article.title)}</div><div id="newsdate">السبت 12 نيسان 2025</div><div id="newsbody">{"".join(pieces)}</div>
<div id="tools"><a>طباعة</a> <a>إرسال</a></div><div id="fbcomments">التعليقات (0)</div></div><div id="left"><div class="title">آخر الأخبار</div>{links(TEASERS, "<div>{}</div>")}</div></div>
<div id="footer">{COPYRIGHT}</div></body></html>"""
    return Made(
        "without_paragraphs",
        html,
        article,
        {},
        (*TEASERS, COPYRIGHT, "إعلان", "طباعة", "التعليقات", "12 نيسان", MENU[0]),
    )


def data_table(article: Article) -> Made:
    pieces = markup(article, paragraph='<p align="justify"><font face="Arial">{}</font></p>')
    html = f"""<html><head><title>{escape(article.title)}</title><meta charset="utf-8"></head><body><center><table><tr><td><table><tr>
{links(MENU, "<td>{}</td>")}</tr></table></td></tr><tr><td><table><tr><td class="artd"><h2 align="center">{escape(article.title)}</h2>
<p align="left"><font size="2">خاص</font></p>{"".join(pieces)}</td><td width="180"><table><tr><td>{"</td></tr><tr><td>".join(f"<a href=x>{text}</a>" for text in TEASERS)}</td></tr></table></td></tr></table></td></tr>
<tr><td><font size="1">{COPYRIGHT}</font></td></tr></table></center></body></html>"""
    return Made("data_table", html, article, {}, (*TEASERS, COPYRIGHT, MENU[1]))


def hashed_classes(article: Article) -> Made:
    """A page rendered by a script framework: hashed classes, a graph of JSON-LD, prompts within the text."""
    import json

    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "@id": "#site", "name": article.outlet},
            {"@type": "WebPage", "@id": article.url, "datePublished": "2020-01-01T00:00:00+00:00"},
            {"@type": "Organization", "@id": "#org", "name": article.outlet},
            {"@type": "Person", "@id": "#p", "name": article.author},
            {
                "@type": ["Article", "NewsArticle"],
                "headline": article.title,
                "author": {"@id": "#p"},
                "publisher": {"@id": "#org"},
            }
            | {"datePublished": article.published, "isPartOf": {"@id": article.url}},
        ],
    }
    pieces = [
        f'<div data-component="text-block" class="sc-7f1a"><div class="css-1x2y">{piece}</div></div>'
        for piece in markup(article)
    ]
    pieces.insert(
        3,
        f'<div data-component="cta" class="sc-99ab"><div class="css-zz"><p>{NEWSLETTER}</p><button>سجّل</button></div></div>',
    )
    pieces.insert(
        5,
        f'<div class="sc-88"><a class="css-l" href="/n1"><span class="css-k">اقرأ أيضا</span><span class="css-t">{READ_ALSO}</span></a></div>',
    )
    html = f"""<!doctype html><html lang="ar"><head><meta charset=utf-8><title>{escape(article.title)}</title><script type="application/ld+json">{json.dumps(graph, ensure_ascii=False)}</script></head>
<body><div id="__next"><div class="sc-a1"><a href="/">{article.outlet}</a>{links(MENU, '<a class="css-nav">{}</a>')}</div><div class="sc-b2"><div class="sc-c3"><h1 class="css-h">{escape(article.title)}</h1>
<div class="css-meta"><span>{article.author}</span></div></div>{"".join(pieces)}</div><div class="sc-d4">{links(TEASERS, '<div class="css-card"><h3>{}</h3><p>' + BLURB + "</p></div>")}</div>
<div class="sc-e5">{"".join(f'<div class="css-cm"><b>قارئ</b><div>{text}</div></div>' for text in COMMENTS)}</div><div class="sc-f6">{COOKIES}</div></div></body></html>"""
    facts = {"outlet": article.outlet, "authors": [article.author], "published": article.published}
    return Made(
        "hashed_classes", html, article, facts, (*TEASERS, BLURB, *COMMENTS, COOKIES, READ_ALSO, NEWSLETTER, MENU[4])
    )


def blogger(article: Article) -> Made:
    body = "<br /><br />".join(
        markup(
            article,
            paragraph="<span style='font-size: large;'>{}</span>",
            heading="<b><span>{}</span></b>",
            item="- {}",
        )
    )
    html = f"""<!DOCTYPE html><html dir='rtl'><head><meta content='text/html; charset=UTF-8' http-equiv='Content-Type'/><title>{article.outlet}: {escape(article.title)}</title></head><body>
<div class='header'><h1 class='title'><a href='/'>{article.outlet}</a></h1></div><div class='tabs'><ul>{links(MENU)}</ul></div><div class='main'><div class='date-outer'><h2 class='date-header'><span>السبت، 12 أبريل 2025</span></h2>
<div class='post hentry'><h3 class='post-title entry-title' itemprop='name'>{escape(article.title)}</h3><div class='post-body entry-content'>{body}</div>
<div class='post-footer'><span class='post-author vcard'>مرسلة بواسطة <span class='fn'>{article.author}</span></span> <span class='post-comment-link'>في <a>9:30 ص</a></span><div class='post-labels'>التسميات: <a rel='tag'>مدن</a></div></div></div>
<div class='comments' id='comments'><h4>هناك تعليقان (2):</h4>{"".join(f"<p class='comment-body'>{text}</p>" for text in COMMENTS)}</div></div></div>
<div class='sidebar'><div class='widget BlogArchive'><h2>أرشيف المدونة</h2><ul>{links(TEASERS)}</ul></div></div><div class='footer'>{COPYRIGHT}</div></body></html>"""
    return Made(
        "blogger",
        html,
        article,
        {"authors": [article.author]},
        (*TEASERS, *COMMENTS, COPYRIGHT, "التسميات", "أرشيف المدونة", "مرسلة"),
    )


def drupal(article: Article) -> Made:
    html = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{escape(article.title)} | {article.outlet}</title><link rel="canonical" href="{article.url}">
<meta name="dcterms.date" content="2025-04-20"><meta http-equiv="last-modified" content="Mon, 21 Apr 2025 00:00:00 GMT"></head><body class="path-node page-node-type-article"><div class="layout-container"><header role="banner"><div class="region region-header"><a class="site-name" href="/">{article.outlet}</a></div></header>
<div class="region region-primary-menu"><nav role="navigation"><h2 class="visually-hidden">القائمة الرئيسية</h2><ul class="menu">{links(MENU)}</ul></nav></div><main role="main"><div class="region region-content"><h1 class="page-title"><span class="field field--name-title">{escape(article.title)}</span></h1>
<article class="node node--type-article" itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="datePublished" content="{article.published}"><div class="node__meta"><span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{article.author}</span></span></div>
<div class="node__content"><div class="field field--name-body field--type-text-with-summary">{"".join(markup(article))}</div><div class="field field--name-field-tags"><div class="field__label">الوسوم</div><div class="field__item"><a href="/t">مدن</a></div></div></div></article>
<div class="views-element-container"><h2>محتوى ذو صلة</h2><div class="view-content">{links(TEASERS, '<div class="views-row">{}</div>')}</div></div></div></main><footer role="contentinfo">{COPYRIGHT}</footer></div></body></html>"""
    facts = {"authors": [article.author], "published": article.published}
    return Made("drupal", html, article, facts, (*TEASERS, COPYRIGHT, "الوسوم", "محتوى ذو صلة", "القائمة الرئيسية"))


HELD_OUT: tuple[Callable[[Article], Made], ...] = (
    *(amp, main_with_asides, endless, read_also_everywhere, pictures, author_below, live_blog, without_paragraphs),
    *(data_table, hashed_classes, blogger, drupal),
)
