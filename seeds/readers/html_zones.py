"""Parts of a page by their markup: what tags, roles and the words of ``class`` and ``id`` say of a container.

Words that the web's themes share, not the names of any one site. A zone is a claim only: ``html_hints`` drops it
where it would swallow the title or the running text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..kinds import Kind
from ..vocabulary import gettext_noop


@dataclass(frozen=True)
class Zone:
    """``sure`` where the markup alone is enough. ``away`` where whatever stands in it is no part of the article."""

    kind: Kind
    reason: str
    sure: bool = False
    away: bool = True


_IN_TAG = gettext_noop("The page marks it as navigation or as its frame.")
_IN_FORM = gettext_noop("It stands in a form of the page.")
_BESIDE = gettext_noop("The page marks it as standing beside the article.")
_RELATED = gettext_noop("It stands in a block of links to other articles.")
_COMMENT = gettext_noop("It stands in the block for comments.")
_SHARE = gettext_noop("It stands in a block of buttons for sharing.")
_MENU = gettext_noop("It stands in a block that leads about the site.")
_ADVERT = gettext_noop("It stands in a block for advertisements or notices.")
_TAGS = gettext_noop("It stands in a block of keywords.")
_CAPTION = gettext_noop("The page marks it as the caption of an image.")
_BYLINE = gettext_noop("The page marks it as naming the author.")
_BIO = gettext_noop("The page marks it as describing the author.")
_DATE = gettext_noop("The page marks it as a date.")
_SECTION = gettext_noop("The page marks it as the section.")

_NAVIGATION = Zone("navigation", _IN_TAG, sure=True)
_ASIDE = Zone("other_noise", _BESIDE)
_TAGGED: dict[str, Zone] = {
    "nav": _NAVIGATION,
    "menu": _NAVIGATION,
    "footer": _NAVIGATION,
    "header": Zone("navigation", _IN_TAG),
    "aside": _ASIDE,
    "amp-sidebar": _NAVIGATION,
    "form": Zone("comment_form", _IN_FORM, sure=True),
    "select": Zone("navigation", _IN_FORM, sure=True),
    "button": Zone("navigation", _IN_FORM, sure=True),
    "textarea": Zone("comment_form", _IN_FORM, sure=True),
    "label": Zone("comment_form", _IN_FORM),
    "figcaption": Zone("caption", _CAPTION, sure=True, away=False),
    "time": Zone("date", _DATE, away=False),
}
_ROLES: dict[str, Zone] = {
    "navigation": _NAVIGATION,
    "banner": Zone("navigation", _IN_TAG),
    "contentinfo": _NAVIGATION,
    "search": _NAVIGATION,
    "menu": _NAVIGATION,
    "menubar": _NAVIGATION,
    "toolbar": _NAVIGATION,
    "complementary": _ASIDE,
    "form": _TAGGED["form"],
    "dialog": Zone("other_noise", _ADVERT, sure=True),
    "alertdialog": Zone("other_noise", _ADVERT, sure=True),
}


def _words(words: str, zone: Zone) -> dict[str, Zone]:
    return dict.fromkeys(words.split(), zone)


# Single words, and pairs joined by a hyphen, of class and id. The first row that holds one wins.
_NAMES: dict[str, Zone] = {
    **_words(
        "comments comment respond disqus commentlist comment-form comments-area replies fb-comments",
        Zone("comment_form", _COMMENT, sure=True),
    ),
    **_words(
        "related relatedposts related-posts yarpp recommended recommendations suggested read-also readalso also-read"
        " see-also seealso more-news morenews read-more readmore more-stories most-read mostread most-viewed popular"
        " trending trends latest-news also-like jp-relatedposts outbrain taboola post-navigation nextprev prev-next"
        " post-nav nav-links similar next-post prev-post next-article prev-article inline-related read-next upnext"
        " teaser teasers latest ticker newsticker breaking-news",
        Zone("related", _RELATED),
    ),
    **_words(
        "share sharing social shares sharedaddy addtoany addthis sociable share-buttons socials follow-us print-link"
        " sharebar a2a ssba shareaholic reactions like-button",
        Zone("navigation", _SHARE, sure=True),
    ),
    **_words(
        "breadcrumb breadcrumbs crumbs crumb breadcrumbtrail navigation navbar menu submenu topbar nav topnav mainnav"
        " sidebar sidebars widget widgets widget-area pagination pager paging footer masthead toolbar skip-link"
        " skiplink site-header site-footer copyright back-to-top backtotop scroll-top search searchbox search-form"
        " views view-count views-count post-views reading-time read-time readtime counter hits"
        " login signin language-switcher toc table-of-contents offcanvas mobile-menu rating ratings",
        Zone("navigation", _MENU),
    ),
    **_words(
        "ad ads advert adverts advertisement advertising adsbygoogle sponsor sponsored promo promotion banner"
        " newsletter subscribe subscription cookie cookies consent gdpr popup modal overlay paywall dfp adslot"
        " ad-slot ad-container notification notifications app-download donate donation",
        Zone("other_noise", _ADVERT),
    ),
    **_words(
        "tags tag tag-links tagcloud post-tags entry-tags tags-links keywords hashtags topics article-tags",
        Zone("navigation", _TAGS),
    ),
    **_words(
        "caption captions wp-caption-text image-caption photo-caption img-caption figcaption photo-credit"
        " image-credit media-caption credit",
        Zone("caption", _CAPTION, away=False),
    ),
    **_words(
        "author-box authorbox author-bio author-info about-author author-description author-card bio authorinfo"
        " abh_box post-author-box author-profile",
        Zone("bio", _BIO, away=False),
    ),
    **_words(
        "byline author authors writer by-line by-author post-author article-author entry-author author-name vcard"
        " writer-name reporter",
        Zone("byline", _BYLINE, away=False),
    ),
    **_words(
        "date time timestamp pubdate published post-date entry-date article-date publish-date date-time datetime"
        " posted-on dateline updated modified",
        Zone("date", _DATE, away=False),
    ),
    **_words(
        "category categories cat-links entry-category post-category article-section section-name kicker post-cat"
        " cat-name",
        Zone("section", _SECTION, away=False),
    ),
}
_META = frozenset({"byline", "date", "section", "bio", "navigation", "related"})
_SPLIT = re.compile(r"[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])")
# Containers of a whole page name its parts ("has-sidebar single-comments-open"), and so do lists of posts.
_WHOLE = frozenset(
    {"html", "body", "main", "article", "p", "h1", "h2", "table", "tbody", "tr", "b", "strong", "i", "em"}
)
_ENTRIES = frozenset({"hentry", "h-entry", "post", "story", "article", "news-item", "single-post"})
_NAMES_LENGTH = 300  # longer class lists are truncated: frameworks generate some of thousands of characters


def zone_of(tag: str, element: Any) -> Zone | None:
    """The zone that an element opens by itself, if it does."""
    if tag in _WHOLE:
        return _named(element) if tag == "p" else None
    role = element.get("role")
    found = _ROLES.get(str(role).strip().lower()) if role else None
    if found is not None:
        return found
    tagged = _TAGGED.get(tag)
    if tagged is not None and tag not in {"label", "time"}:
        return _named(element) if tag == "header" and _named(element) is not None else tagged
    return _said(element) or _named(element) or tagged


def _said(element: Any) -> Zone | None:
    """What microdata and ``rel`` say of an element."""
    said = f"{element.get('itemprop') or ''} {element.get('rel') or ''}".lower().split()
    if "author" in said:
        return _NAMES["author"]
    if "tag" in said:
        return _NAMES["tags"]
    if "datepublished" in said or "datemodified" in said:
        return _NAMES["date"]
    if "articlesection" in said:
        return _NAMES["category"]
    return None


def _named(element: Any) -> Zone | None:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:_NAMES_LENGTH].strip()
    if not names:
        return None
    for name in names.split():
        found = name_zone(name)
        if found is not None:
            return found
    return None


@lru_cache(maxsize=4096)
def name_zone(name: str) -> Zone | None:
    """What one class name says: the whole of it, else its pairs of words, else its last word, else its first.

    >>> name_zone("td-post-sharing").kind, name_zone("entryShare").kind, name_zone("has-sidebar")
    ('navigation', 'navigation', None)
    >>> name_zone("post-content"), name_zone("wp-caption-text").kind, name_zone("author-bio").kind
    (None, 'caption', 'bio')
    """
    words = [word.lower() for word in _SPLIT.split(name) if word]
    if not words or words[0] in {"has", "no", "is", "with", "not"} or len(words) > 6:
        return None
    pairs = ["-".join(pair) for pair in zip(words, words[1:], strict=False)]
    for word in (name.lower(), *pairs, words[-1], words[0]):
        found = _NAMES.get(word)
        if found is not None and not _of_the_body(words):
            return found
    return None


def _of_the_body(words: list[str]) -> bool:
    """Whether a name is that of the article's own parts: «ad-content» may be anything, «share-text» is not it."""
    return bool({"article", "post", "entry", "story"} & set(words)) and bool(
        {"content", "body", "text", "wrapper", "main", "container", "page", "title", "headline"} & set(words)
    )


def is_article(tag: str, element: Any) -> bool:
    """Whether an element is marked as holding an article, with what is said of it."""
    if tag in {"article", "main"} or str(element.get("itemtype") or "").endswith("Article"):
        return True
    return not _ENTRIES.isdisjoint((element.get("class") or "")[:_NAMES_LENGTH].split())


def is_meta(element: Any) -> bool:
    """Whether an inline element is marked as one of the particulars of an article."""
    zone = zone_of(element.tag, element)
    return zone is not None and zone.kind in _META
