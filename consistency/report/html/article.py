"""An article with its claims marked: full text where it is short, else the passages round what was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from consistency.model.document import Document, Span
from consistency.report.direction import direction
from consistency.report.html.key import Source
from consistency.report.plain import visible

# Longer articles are shown as passages, so that a page stays a page.
LONGEST = 12_000
# Code points shown before and after a mark of a passage, and passages of one article.
_ROUND = 240
_MOST_PASSAGES = 40
# Bytes that a mark adds to its words, in the text and in the table behind it, about.
_MARKUP = 330


class Marked(Struct, frozen=True):
    """A place in a text and what is said of it. target: the anchor of its card, "" where it has none."""

    span: Span
    verdict: str
    target: str
    title: str

    @property
    def rank(self) -> int:
        """What has a card goes before what has none, a conflict before the rest."""
        return (2 if self.target else 0) + (self.verdict == "conflict")


class Piece(Struct, frozen=True):
    """A stretch of text, marked or plain."""

    text: str
    mark: Marked | None = None


class Paragraph(Struct, frozen=True):
    """cut: something is left out before it."""

    pieces: tuple[Piece, ...]
    direction: str
    cut: bool = False


class ArticleView(Struct, frozen=True):
    """whole: nothing is left out."""

    source: Source
    paragraphs: tuple[Paragraph, ...]
    whole: bool
    size: int

    @property
    def marked(self) -> tuple[Piece, ...]:
        """The marked words, in order."""
        return tuple(
            piece for paragraph in self.paragraphs for piece in paragraph.pieces if piece.mark is not None
        )


def article_view(
    document: Document, source: Source, marks: Sequence[Marked], longest: int = LONGEST
) -> ArticleView:
    """The text by paragraphs; of one longer than `longest` the passages round marks that have a card."""
    text = document.text
    chosen = _apart(marks)
    whole = len(text) <= longest
    spans = list(_lines(text)) if whole else _passages(text, [mark for mark in chosen if mark.target])
    paragraphs = []
    end = 0
    for span in spans:
        inside = [mark for mark in chosen if span.contains(mark.span)]
        told = tuple(_pieces(text, span, inside))
        paragraphs.append(
            Paragraph(told, direction(text[span.start : span.end]), not whole and span.start > end)
        )
        end = span.end
    pieces = [piece for paragraph in paragraphs for piece in paragraph.pieces]
    size = sum(len(piece.text.encode()) + (_MARKUP if piece.mark else 0) for piece in pieces)
    return ArticleView(source, tuple(paragraphs), whole, size)


def _apart(marks: Sequence[Marked]) -> list[Marked]:
    """Marks that do not overlap, in order; of two that do, the one of higher rank."""
    kept: list[Marked] = []
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.rank, mark.span.end, mark.target)):
        if kept and kept[-1].span.overlaps(mark.span):
            if mark.rank > kept[-1].rank:
                kept[-1] = mark
            continue
        kept.append(mark)
    return kept


def _lines(text: str) -> Iterator[Span]:
    """Every line that holds more than spaces."""
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield Span(start, start + len(line.rstrip("\r\n")))
        start += len(line)


def _passages(text: str, marks: Sequence[Marked]) -> list[Span]:
    """Stretches round the marks, cut at line ends and spaces, those that touch made one."""
    found: list[Span] = []
    for mark in marks:
        start = max(0, mark.span.start - _ROUND, text.rfind("\n", 0, mark.span.start) + 1)
        end = min(len(text), mark.span.end + _ROUND)
        line_end = text.find("\n", mark.span.end, end)
        end = line_end if line_end >= 0 else end
        if start:
            space = text.find(" ", start, mark.span.start)
            start = space + 1 if space >= 0 else start
        if found and start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        elif len(found) < _MOST_PASSAGES:
            found.append(Span(start, end))
    return found


def _pieces(text: str, span: Span, marks: Sequence[Marked]) -> Iterator[Piece]:
    at = span.start
    for mark in marks:
        if mark.span.start > at:
            yield Piece(visible(text[at : mark.span.start]))
        yield Piece(visible(text[mark.span.start : mark.span.end]), mark)
        at = mark.span.end
    if at < span.end:
        yield Piece(visible(text[at : span.end]))
