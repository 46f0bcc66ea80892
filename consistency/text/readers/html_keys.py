"""What a page says of itself: title, outlet, author, time of publication, language, address.

Only what is stated for machines is taken: JSON-LD, then meta tags, then marked elements. A date in the visible text
is never turned into one here: it goes into the text as its dateline, and is read like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from consistency.errors import InputError
from consistency.text.language import checked_tag
from consistency.text.readers.jsonld import find_article, text_of

# Names of meta tags, the most telling first.
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_OUTLETS = ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name")
_AUTHORS = ("author", "article:author", "byl", "dc.creator", "dcterms.creator", "parsely-author")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "sailthru.date",
    "date",
)
# A name that one network made up: it is no Arabic of Argentina.
_MADE_UP = {"ar-ar": "ar"}
_LANGUAGES = ("og:locale", "content-language", "dc.language")

# Earlier than the web: what systems write where they know no date.
EARLIEST = 1990
_LONGEST_URL = 2000
_MOST_TIMES = 100
_SEPARATED = re.compile(r"\s+[|–—-]\s+")


def page_keys(tree: Any) -> dict[str, object]:
    """The keys of a record, as far as the page states them; `author` is none of ours and is kept beside.

    tree: an lxml tree of the page. Time: linear in it.
    """
    metas = _metas(tree)
    heading = _first(metas, _TITLES) or _page_title(tree)
    stated = find_article(_scripts(tree), heading)
    outlet = stated.get("outlet") or _first(metas, _OUTLETS)
    found: dict[str, object] = {
        "title": stated.get("headline") or _without_outlet(heading, outlet),
        "source": outlet,
        "agency": stated.get("agency") if stated.get("agency") != outlet else None,
        "author": stated.get("author") or _author(metas, tree),
        "published": _published(stated.get("published"), metas, tree),
        "language": _language(tree, stated.get("language"), metas),
        "url": _address(tree, metas, stated.get("url")),
    }
    return {key: value for key, value in found.items() if value}


def generator(tree: Any) -> str:
    """The program that made the page, as it says."""
    return _metas(tree).get("generator", "")


def _published(stated: str | None, metas: dict[str, str], tree: Any) -> str | None:
    candidates = [stated, *(metas.get(name) for name in _DATES), *_marked(tree, "datePublished")]
    for candidate in candidates:
        if candidate and (moment := structured_moment(candidate)):
            return moment
    days = {structured_moment(given) for given in _article_times(tree)} - {None}
    # Several times, and nothing says which is that of publication: unknown, unless they are of one day.
    if len({str(day)[:10] for day in days}) == 1:
        return min(str(day) for day in days)
    return None


def structured_moment(given: str) -> str | None:
    """An ISO 8601 day or time, from ISO 8601 or the form of mail and HTTP headers; None for anything else."""
    text = given.strip()[:80]
    try:
        moment = datetime.fromisoformat(text.removesuffix(" UTC") + "+00:00" * text.endswith(" UTC"))
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    if moment.year < EARLIEST:
        return None
    return moment.date().isoformat() if len(text) <= 10 else moment.isoformat()


def _language(tree: Any, stated: str | None, metas: dict[str, str]) -> str | None:
    root = tree.getroottree().getroot()
    named = [root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang")]
    for given in (*named, stated, *(metas.get(name) for name in _LANGUAGES)):
        if given:
            try:
                tag = checked_tag(given.split(",")[0], "")
            except InputError:
                continue
            return _MADE_UP.get(tag, tag)
    return None


def _address(tree: Any, metas: dict[str, str], stated: str | None) -> str | None:
    """The canonical address: absolute and of the web, or none."""
    links = [
        link.get("href")
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    for given in (*links, metas.get("og:url"), stated):
        url = (given or "").strip()
        try:
            parts = urlsplit(url)
        except ValueError:
            continue
        if (
            parts.scheme in ("http", "https")
            and parts.netloc
            and len(url) <= _LONGEST_URL
            and url.isprintable()
        ):
            return url
    return None


def _metas(tree: Any) -> dict[str, str]:
    """The page's meta tags by their lower-case names; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = text_of(meta.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := meta.get(attribute)):
                found.setdefault(name.strip().lower(), content)
    return found


def _scripts(tree: Any) -> Iterator[str]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower().startswith("application/ld+json") and script.text:
            yield script.text


def _marked(tree: Any, name: str) -> Iterator[str]:
    """Values of elements with `itemprop`: their `datetime` or `content`, else their text."""
    for element in tree.iterfind(f".//*[@itemprop='{name}']"):
        if element.tag != "meta" and (value := text_of(_value(element))):
            yield value


def _value(element: Any) -> str:
    given = element.get("datetime") or element.get("content")
    return given if given else "".join(element.itertext())[:_LONGEST_URL]


def _article_times(tree: Any) -> Iterator[str]:
    """`<time datetime>` of the article: those marked `pubdate`, else those in no box and no paragraph."""
    times = [t for t in islice(tree.iter("time"), _MOST_TIMES) if t.get("datetime")]
    marked = [t for t in times if t.get("pubdate") is not None]
    for element in marked or times:
        around = {ancestor.tag for ancestor in element.iterancestors()}
        if element in marked or not around & {"aside", "nav", "footer", "p", "li", "blockquote", "figure"}:
            yield element.get("datetime")


def _author(metas: dict[str, str], tree: Any) -> str | None:
    given = _first(metas, _AUTHORS)
    if given is None or given.startswith(("http://", "https://")):
        given = next(_marked(tree, "author"), None)
    return given


def _page_title(tree: Any) -> str | None:
    title = tree.find(".//title")
    return text_of("".join(title.itertext())) if title is not None else None


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """A page's title without the outlet's name at its end: "Two bridges damaged | The Post"."""
    if not title or not outlet:
        return title
    parts = _SEPARATED.split(title)
    return title[: -len(parts[-1])].rstrip(" |–—-") if len(parts) > 1 and parts[-1] == outlet else title


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)
