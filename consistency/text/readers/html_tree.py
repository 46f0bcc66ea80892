"""A page as a tree, and the places in it that matter beside its main text: headings, captions, comments, dates.

Places are counted in the page's letters: its visible letters and digits in order, without blanks and marks. So a
paragraph that was taken out of the page is found in it again, whatever was done to its white space.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from msgspec import Struct

from consistency.errors import InputError
from consistency.text.record import is_comment

# Reading takes up to 0.2 ms an element; the longest live pages have some 30,000.
MOST_ELEMENTS = 100_000
# Elements within elements; pages of a dozen news sites have at most 40.
DEEPEST = 500
# Letters of a heading, a caption or a date line.
LONGEST_PLACE = 1000

# No word in these is text of the page.
_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "head", "title", "svg", "iframe", "object", "textarea"}
)
_BESIDE = frozenset({"aside", "nav", "footer"})
_BESIDE_ROLES = frozenset({"navigation", "complementary", "contentinfo"})
# What holds sentences; a date outside is the byline's.
SENTENCES = ("p", "li", "td", "th", "blockquote", "figcaption", "h1", "h2", "h3", "h4", "dd")
# Words of `class` and `id` by which pages call what stands beside the article; English all over the web.
_BESIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus\w*|related\w*|sidebar|recommend\w*|teasers?|promo\w*|newsletter|breadcrumbs?|"
    r"read-?more|see-?also|most-?read|trending|menu|cookie\w*)(?:$|[\s_-])",
    re.I,
)
_CAPTION_NAMES = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|(?:image|photo|picture|fig)?-?caption)(?:$|[\s_-])", re.I
)
_DATE_NAMES = re.compile(r"(?:^|[\s_-])(?:\w*date|date\w*|time|timestamp|published|posted)(?:$|[\s_-])", re.I)

# What XML cannot hold, as it is or as a reference: the libraries that read pages fail on it.
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|"
    r"&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45]))(?![0-9a-f]);?",
    re.I,
)
_LETTERS = re.compile(r"[\W_]+")


class Place(Struct, frozen=True):
    """An element with its kind (`heading`, `caption`, `date`), its words, and where its letters begin and end."""

    kind: str
    element: Any
    words: str
    start: int
    end: int


class Page(Struct, frozen=True):
    """letters: of the whole page. comments: those addressed to this program, where they stand, whether in a sentence.

    times: `<time>` within sentences. starts, elements: all seen elements in order, and where the letters of each
    begin.
    """

    tree: Any
    letters: str
    places: tuple[Place, ...]
    comments: tuple[tuple[int, bool, str], ...]
    times: tuple[Any, ...]
    starts: tuple[int, ...]
    elements: tuple[Any, ...]

    def element_at(self, letter: int) -> Any:
        """The innermost element that begins at or before a letter."""
        return self.elements[max(0, bisect_right(self.starts, letter) - 1)]


def parse(text: str, shown: str) -> Any:
    """The tree of a page, whatever its faults. No entity is expanded, nothing is fetched.

    Raises: InputError for a page nested too deeply or too large, of which a part would be lost.
    """
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(_CONTROLS.sub("", text).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        raise InputError(
            "the page is empty", place=shown, advice="save the page anew, or leave it out"
        ) from None
    limit = etree.ErrorTypes.ERR_RESOURCE_LIMIT
    if any(entry.type == limit for entry in parser.error_log) or _is_deep(tree):
        raise InputError(
            "the page is nested too deeply", place=shown, advice="save its text as .txt, or leave it out"
        )
    if sum(1 for _ in islice(tree.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        raise InputError(
            f"the page has more than {MOST_ELEMENTS:,} elements",
            place=shown,
            advice="save its text as .txt, or leave it out",
        )
    return tree


def _is_deep(tree: Any) -> bool:
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            return True
    return False


def survey(tree: Any) -> Page:
    """Walk the page once. Time: linear in it."""
    pieces: list[str] = []
    places: list[Place] = []
    comments: list[tuple[int, bool, str]] = []
    times: list[Any] = []
    starts: list[int] = []
    elements: list[Any] = []
    at = 0

    def take(words: str | None) -> None:
        nonlocal at
        if words and (found := letters_of(words)):
            pieces.append(found)
            at += len(found)

    from lxml import etree

    unseen = sentences = 0
    opened: dict[Any, tuple[str, int]] = {}
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment")):
        tag = element.tag
        if event == "comment":
            words = (element.text or "").strip()
            if is_comment(words):
                comments.append((at, sentences > 0, words))
            if not unseen:
                take(element.tail)
            continue
        if event == "start":
            unseen += tag in _UNSEEN
            sentences += tag in SENTENCES
            if unseen:
                continue
            if tag == "time" and sentences:
                times.append(element)
            starts.append(at)
            elements.append(element)
            if kind := _kind(element):
                opened[element] = kind, at
            take(element.text)
        else:
            unseen -= tag in _UNSEEN
            sentences -= tag in SENTENCES
            if element in opened:
                kind, start = opened.pop(element)
                if 0 < at - start <= LONGEST_PLACE:
                    words = " ".join("".join(element.itertext()).split())
                    places.append(Place(kind, element, words, start, at))
            if not unseen:
                take(element.tail)
    places.sort(key=lambda place: (place.start, -place.end))
    return Page(
        tree, "".join(pieces), tuple(places), tuple(comments), tuple(times), tuple(starts), tuple(elements)
    )


def letters_of(text: str) -> str:
    """The letters and digits of a text, without all else."""
    return _LETTERS.sub("", text)


def _kind(element: Any) -> str | None:
    if element.tag == "h1":
        return "heading"
    named = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    if element.tag == "figcaption" or _CAPTION_NAMES.search(named):
        return "caption"
    if element.tag == "time" or _DATE_NAMES.search(named):
        return "date"
    return None


def within(scope: Any, shut: Iterable[str], *, below: bool) -> Callable[[Any], bool]:
    """A test of elements: whether neither they nor what holds them is a box beside the article.

    scope: holds the article; what holds it in turn is no box, whatever it is called. shut: tags that count as boxes.
    below: only elements in the scope pass. Time: linear in the elements asked for and those above them.
    """
    known = dict.fromkeys(scope.iterancestors(), not below)
    known[scope] = True

    def passes(element: Any) -> bool:
        way = []
        verdict = False
        while element is not None:
            if element in known:
                verdict = known[element]
                break
            way.append(element)
            if element.tag in shut or _is_beside(element):
                break
            element = element.getparent()
        known.update(dict.fromkeys(way, verdict))
        return verdict

    return passes


def _is_beside(element: Any) -> bool:
    if element.tag in _BESIDE or (element.get("role") or "").lower() in _BESIDE_ROLES:
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    return _BESIDE_NAMES.search(named) is not None
