"""HTML: the main text of a page, with its headline and captions, and what the page says of itself.

trafilatura finds the main text; menus, comments and boxes of further stories stay out. The document's text is made
of paragraphs with a blank line between them, in the order of the page; spans count in it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from consistency.errors import InputError
from consistency.model.document import Comment, Span
from consistency.text.readers.html_keys import generator, page_keys
from consistency.text.readers.html_mend import mend, mend_for_reading
from consistency.text.readers.html_tree import Page, Place, letters_of, parse, survey, within
from consistency.text.record import NoArticleError, Record

BETWEEN = "\n\n"
# Below so many code points trafilatura takes all text of the page for one paragraph. Its own limit (250) does that
# to every short report.
SHORTEST = 40
# A paragraph is found in the page by its first letters, within so many.
_KNOWN_BY = 60
_WITHIN = 200_000
# A line that is a date, and no sentence that holds one.
LONGEST_DATE_LINE = 90
# An article's headline repeats its title or is part of it; shorter headings are names of sites and sections.
_LEAST_HEADING = 12


class MissingReaderError(InputError):
    """The libraries that read pages are not installed."""


class Paragraph(Struct, frozen=True):
    """words, on one line; zone: None where the words have to tell it; start, end: where its letters lie."""

    words: str
    zone: str | None
    start: int
    end: int


def read_html(text: str, shown: str) -> Record:
    """The record of a page: its keys, its main text, the zones that the page states, and comments to us.

    Raises: InputError for a page too large or too deep; NoArticleError for a report of ours; MissingReaderError
        without the extra `web`.
    """
    if not text.strip():
        return Record({"text": ""})
    require_reader(shown)
    tree = parse(text, shown)
    if generator(tree).startswith("claim-consistency "):
        raise NoArticleError(
            "this page is a report of this program, no article",
            place=shown,
            advice="leave it out with --exclude",
        )
    keys = page_keys(tree)
    mend(tree)
    page = survey(tree)
    mend_for_reading(tree, page.times)
    paragraphs = _arranged(list(_located(_main_text(tree, shown), page)), page, keys)
    return _record(keys, paragraphs, page)


def require_reader(shown: str) -> None:
    """Raises: MissingReaderError."""
    try:
        import trafilatura  # noqa: F401
    except ImportError:
        raise MissingReaderError(
            "this is HTML, and what reads it is not installed",
            place=shown,
            advice="install it with: pip install 'claim-consistency[web]'",
        ) from None


def _main_text(tree: Any, shown: str) -> list[tuple[str, str | None]]:
    """The paragraphs of the page's main text, each with its zone where its tag states one."""
    import trafilatura
    from trafilatura.settings import use_config

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(SHORTEST))
    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, config=config)
        body: Any = getattr(found, "body", None)
        blocks = list(_blocks(body)) if body is not None else []
    except RecursionError:
        raise InputError(
            "the page is nested too deeply", place=shown, advice="save its text as .txt, or leave it out"
        ) from None
    return [(line, zone) for words, zone in blocks if (line := " ".join(words.split()))]


def _blocks(element: Any, inside: str | None = None, dash: str = "") -> Iterator[tuple[str, str | None]]:
    """Blocks of the extracted tree: an item with its dash, a row of a table on one line."""
    dash = "- " if element.tag == "item" else dash
    words = [dash, element.text or ""]
    zone = "headline" if element.tag == "head" else inside
    for child in element:
        if child.tag == "lb":
            yield "".join(words), zone
            words = []
        elif child.tag == "row":
            yield " | ".join(" ".join(" ".join(cell.itertext()).split()) for cell in child), zone
        elif child.tag in ("p", "head", "quote", "list", "item", "table", "ab", "div"):
            told = "".join(words)
            alone = told.strip() == dash.strip()  # the dash then belongs to what the item begins with
            if not alone:
                yield told, zone
            yield from _blocks(child, zone, dash if alone else "")
            words, dash = [], ""
        else:
            words.append("".join(child.itertext()))
        words.append(child.tail or "")
    yield "".join(words), zone


def _located(blocks: list[tuple[str, str | None]], page: Page) -> Iterator[Paragraph]:
    """Each block with its place in the page; one that is not found follows the one before it."""
    at = 0
    for words, zone in blocks:
        letters = letters_of(words)
        found = page.letters.find(letters[:_KNOWN_BY], at, at + _WITHIN) if letters else -1
        start = found if found >= 0 else at
        at = start + len(letters) if found >= 0 else at
        yield Paragraph(words, zone, start, at)


def _arranged(found: list[Paragraph], page: Page, keys: dict[str, object]) -> list[Paragraph]:
    """The main text with the headline before it and the captions of its pictures in their places."""
    if not found:
        return []
    scope = _scope(found, page)
    # A caption within a link or a further article is that of another story.
    own = within(scope, ("a", "article"), below=True)
    near = within(scope, ("article",), below=False)
    captions = [p for p in page.places if p.kind == "caption" and own(p.element)]
    others = [p for p in page.places if p.kind != "caption" and near(p.element)]
    known = {letters_of(place.words): "caption" for place in captions}
    title = str(keys.get("title") or "")
    heading = _heading(others, title, str(keys.get("source") or ""))
    headline = heading.words if heading else title
    known[letters_of(headline)] = "headline"
    date = None if "published" in keys else _date_line(others, found)
    if date:
        known[letters_of(date.words)] = "dateline"
    arranged = []
    for p in found:
        zone = known.pop(letters_of(p.words), None)
        arranged.append(replace(p, zone=zone) if zone else p)
    for place in (*captions, *([date] if date else [])):
        if zone := known.pop(letters_of(place.words), None):
            arranged.append(Paragraph(place.words, zone, place.start, place.end))
    arranged.sort(key=lambda p: (p.start, p.end))
    if headline and letters_of(headline) in known:
        start, end = (heading.start, heading.end) if heading else (0, 0)
        arranged.insert(0, Paragraph(headline, "headline", start, end))
    return arranged


def _scope(found: list[Paragraph], page: Page) -> Any:
    """The element that holds the whole main text: the nearest article or main part round it, if there is one."""
    first, last = page.element_at(found[0].start), page.element_at(max(found[0].start, found[-1].end - 1))
    above = {id(element) for element in (first, *first.iterancestors())}
    common = next((e for e in (last, *last.iterancestors()) if id(e) in above), first)
    for element in (common, *common.iterancestors()):
        if element.tag in ("article", "main"):
            return element
    return common


def _heading(places: list[Place], title: str, outlet: str) -> Place | None:
    """The headline among the page's first-rank headings: the one that its title repeats, or the only one."""
    headings = [place for place in places if place.kind == "heading"]
    told = letters_of(title)
    for place in headings:
        letters = letters_of(place.words)
        if len(letters) >= _LEAST_HEADING and told and (letters in told or told in letters):
            return place
    if len(headings) == 1 and letters_of(headings[0].words) != letters_of(outlet):
        return headings[0]
    return None


def _date_line(places: list[Place], found: list[Paragraph]) -> Place | None:
    """A short line with digits above the first paragraph, marked up as a date or time."""
    first = next((p.start for p in found if p.zone is None), 0)
    for place in places:
        short = len(place.words) <= LONGEST_DATE_LINE
        if place.kind == "date" and place.start <= first and short and any(map(str.isdigit, place.words)):
            return place
    return None


def _record(keys: dict[str, object], paragraphs: list[Paragraph], page: Page) -> Record:
    """Join the paragraphs, and count where each zone and comment stands in the text, and where it in the page."""
    zones: list[tuple[Span, str]] = []
    lines: list[tuple[int, int]] = []
    begins: list[int] = []
    at = 0
    for paragraph in paragraphs:
        begins.append(at)
        lines.append((at, page.element_at(paragraph.start).sourceline or 1))
        if paragraph.zone is not None:
            zones.append((Span(at, at + len(paragraph.words)), paragraph.zone))
        at += len(paragraph.words) + len(BETWEEN)
    text = BETWEEN.join(paragraph.words for paragraph in paragraphs)
    comments = tuple(_placed_comments(page, paragraphs, begins, len(text)))
    return Record({**keys, "text": text}, zones=tuple(zones), comments=comments, text_lines=tuple(lines))


def _placed_comments(
    page: Page, paragraphs: list[Paragraph], begins: list[int], end: int
) -> Iterator[Comment]:
    """Where in the text each comment stands: in a paragraph, before its next word, or before the next paragraph.

    One sweep over both.
    """
    index = char = passed = 0
    for letter, inside, words in page.comments:
        while index < len(paragraphs) and letter + (not inside) > paragraphs[index].end:
            index, char, passed = index + 1, 0, 0
        if index == len(paragraphs):
            yield Comment(end, words)
            continue
        paragraph = paragraphs[index]
        before = letter - paragraph.start
        while char < len(paragraph.words) and (passed < before or not letters_of(paragraph.words[char])):
            passed += bool(letters_of(paragraph.words[char]))
            char += 1
        yield Comment(begins[index] + char, words)
