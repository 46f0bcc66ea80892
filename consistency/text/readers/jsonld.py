"""JSON-LD: the article that a page describes in `<script type="application/ld+json">`, by schema.org's names.

Source: https://schema.org/NewsArticle and https://json-ld.org; of JSON-LD only what pages use: lists, `@graph`,
`@id` references within one page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import unescape

Node = Mapping[str, object]

# Beside every type whose name ends with "Article".
_ARTICLES = frozenset({"BlogPosting", "LiveBlogPosting", "Report"})
# What leads from a page's node to its article. Lists of further reading hang on other keys.
_LEADS = ("@graph", "mainEntity", "mainEntityOfPage")

# Nodes looked at; a page has a dozen.
_MOST_NODES = 1000
_LONGEST_VALUE = 2000


def find_article(scripts: Iterable[str], title: str | None) -> dict[str, str]:
    """The article's own keys: headline, published, outlet, agency, author, language, url; what it lacks is left out.

    scripts: the texts of the page's scripts; one that is no JSON is passed over, as search engines do.
    title: the page's title, which chooses among several articles; without a match the first is taken.
    """
    nodes = [node for script in scripts for node in _nodes(script)]
    by_id = {str(node["@id"]): node for node in reversed(nodes) if "@id" in node and len(node) > 1}
    articles = [node for node in nodes if _is_article(node)]
    if not articles:
        return {}
    told = " ".join((title or "").split())
    node = next(
        (n for n in articles if (headline := text_of(n.get("headline"))) and headline in told), articles[0]
    )
    found = {
        "headline": text_of(node.get("headline")) or text_of(node.get("name")),
        "published": text_of(node.get("datePublished")),
        "outlet": _names(node.get("publisher"), by_id),
        "agency": _names(node.get("sourceOrganization"), by_id),
        "author": _names(node.get("author"), by_id),
        "language": text_of(node.get("inLanguage")),
        "url": text_of(node.get("url")),
    }
    return {key: value for key, value in found.items() if value}


def text_of(value: object) -> str | None:
    """A string value, its white space and character references made plain; the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        value = value.get("@value", value.get("name"))
    if not isinstance(value, str):
        return None
    return " ".join(unescape(value[:_LONGEST_VALUE]).split()) or None


def _nodes(script: str) -> list[Node]:
    """The nodes of one script in the order in which they stand."""
    try:
        waiting = [json.loads(_bare(script), strict=False)]
    except (ValueError, RecursionError):
        return []
    found: list[Node] = []
    for _ in range(_MOST_NODES):
        if not waiting:
            break
        value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(value[:_MOST_NODES])
        elif isinstance(value, Mapping):
            found.append(value)
            waiting += reversed([value[key] for key in _LEADS if isinstance(value.get(key), list | Mapping)])
    return found


def _bare(script: str) -> str:
    """The script without the comment marks that hid it from old browsers."""
    text = script.strip()
    for mark in ("//<![CDATA[", "<![CDATA[", "<!--"):
        text = text.removeprefix(mark)
    for mark in ("-->", "//]]>", "]]>"):
        text = text.removesuffix(mark).rstrip()
    return text.strip()


def _is_article(node: Node) -> bool:
    given = node.get("@type")
    types = given if isinstance(given, list) else [given]
    names = [str(name).rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in types]
    return any(name.endswith("Article") or name in _ARTICLES for name in names)


def _names(value: object, by_id: Mapping[str, Node]) -> str | None:
    """The names of people or organisations, which may stand elsewhere on the page."""
    names: list[str] = []
    for item in value[:20] if isinstance(value, list) else [value]:
        if isinstance(item, Mapping) and "name" not in item:
            item = by_id.get(str(item.get("@id")), item)
        name = text_of(item)
        if name and name not in names and not name.startswith(("http://", "https://")):
            names.append(name)
    return ", ".join(names) or None
