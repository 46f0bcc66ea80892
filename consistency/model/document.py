"""A text with its source and its time, and the places in it."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from msgspec import Struct


class Span(NamedTuple):
    """Half-open range `[start, end)` in code points of a document's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class Moment(Struct, frozen=True):
    """When an article was published.

    day: the civil day as its publisher wrote it; relative dates count from it.
    instant: the aware time in UTC, None when only the day is known.
    """

    day: date
    instant: datetime | None = None

    def __str__(self) -> str:
        if self.instant is None:
            return self.day.isoformat()
        return self.instant.strftime("%Y-%m-%dT%H:%M:%SZ")


class Comment(NamedTuple):
    """A comment addressed to this program (`<!-- consistency: ... -->`).

    at: where it stands: the code point of the document's text that follows it. text: its words, trimmed.
    """

    at: int
    text: str


class Document(Struct, frozen=True):
    """An article as it was read: its text is never changed, spans point into it.

    id: its path relative to where the command runs, or the id its record gives.
    published: None is a state ("unknown"), never today's date.
    language: BCP 47 tag in lower case; "und" when it could not be told.
    extra: keys of the record that nobody here reads, kept as (key, JSON text).
    zones: paragraphs whose zone the source itself states (a page's captions); others are told by their words.
    comments: what authors say to this program, in order.
    file: the file it was taken out of, where that is not its id. record: the line of the file at which the article
        begins, where its own lines are not the file's (a row, the main text of a page); else None.
    lines: of a page, the line of the file for each code point of the text at which another one begins; in order.
    """

    id: str
    text: str
    language: str
    sha256: str
    title: str | None = None
    source: str | None = None
    agency: str | None = None
    url: str | None = None
    published: Moment | None = None
    extra: tuple[tuple[str, str], ...] = ()
    zones: tuple[tuple[Span, str], ...] = ()
    comments: tuple[Comment, ...] = ()
    file: str | None = None
    record: int | None = None
    lines: tuple[tuple[int, int], ...] = ()

    @property
    def byline(self) -> str:
        """The name under which a reader knows the article: its source, else its agency, else its id."""
        return self.source or self.agency or self.id


class Skipped(Struct, frozen=True):
    """Something that was not read or not understood, with its reason."""

    document: str
    span: Span | None
    reason: str
