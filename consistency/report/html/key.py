"""The key to the sources: every origin has a number and a colour, every article its code (`2`, or `2a` and `2b`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from hashlib import blake2b

from msgspec import Struct

from consistency.model.document import Document, Moment
from consistency.model.report import Report
from consistency.report.direction import shown, web_address
from consistency.report.html.calendar import moment
from consistency.report.words import Words

# Colours that eyes keep apart, also printed in grey next to their numbers; further origins begin again.
COLOURS = 8


class Source(Struct, frozen=True):
    """An article as the page names it. code: the origin's number, with a letter where it has several articles.

    index: its place among the articles. byline: the number of its name among the names.
    anchor: of its view on the page. colour: 0 to COLOURS - 1. language: BCP 47, "" if unknown.
    moment: publication time as ISO 8601, "" if unknown.
    """

    index: int
    byline: int
    id: str
    code: str
    anchor: str
    colour: int
    origin: int
    copies: int
    name: str
    title: str
    agency: str
    language: str
    url: str | None
    published: Moment | None
    moment: str
    told: str


Key = Mapping[str, Source]


def key(report: Report, words: Words) -> Key:
    """Every article by its id; origins are numbered in the order in which articles first name them."""
    origin_of = {document.id: report.origins.get(document.id, document.id) for document in report.documents}
    sizes = Counter(origin_of.values())
    numbers: dict[str, int] = {}
    met: Counter[str] = Counter()
    names: dict[str, int] = {}
    found = {}
    for index, document in enumerate(report.documents):
        origin = origin_of[document.id]
        number = numbers.setdefault(origin, len(numbers) + 1)
        letter = _letters(met[origin], words("page.letters")) if sizes[origin] > 1 else ""
        met[origin] += 1
        byline = names.setdefault(document.byline, len(names))
        found[document.id] = _source(document, index, byline, number, letter, sizes[origin], words)
    return found


def _source(
    document: Document, index: int, byline: int, number: int, letter: str, copies: int, words: Words
) -> Source:
    published = document.published
    return Source(
        index=index,
        byline=byline,
        id=shown(document.id),
        code=f"{number}{letter}",
        anchor=f"d-{blake2b(document.id.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}",
        colour=(number - 1) % COLOURS,
        origin=number,
        copies=copies,
        name=shown(document.byline),
        title=shown(document.title or document.text.lstrip().partition("\n")[0]),
        agency=shown(document.agency or ""),
        language=_tag(document.language),
        url=web_address(document.url),
        published=published,
        moment=str(published) if published else "",
        told=moment(published, words.language) if published else "",
    )


def _tag(language: str) -> str:
    """The language for a browser: none where it is unknown, or no tag at all."""
    known = language != "und" and language.replace("-", "").isalnum()
    return language if known else ""


def _letters(number: int, alphabet: str) -> str:
    """0 is a, 25 is z, 26 is aa."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, len(alphabet))
        letters = alphabet[rest] + letters
    return letters
