"""Where the sentences, sections and zones of a document lie."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from msgspec import Struct

from consistency.model.document import Span

ZONES = ("headline", "caption", "body", "comment", "dateline")


class Sentence(Struct, frozen=True):
    """A sentence and the zone it stands in.

    paragraph, section: running numbers; a section is one story of a page that holds several.
    """

    span: Span
    zone: str
    paragraph: int
    section: int


class SentenceList:
    """Sentences in order, each made when it is asked for: a long text has tens of thousands.

    starts, ends: their bounds in code points; homes: the zone, paragraph and section of each.
    """

    __slots__ = ("ends", "homes", "starts")

    def __init__(self) -> None:
        self.starts, self.ends = array("q"), array("q")
        self.homes: list[tuple[str, int, int]] = []

    def add(self, bounds: Iterable[tuple[int, int]], zone: str, paragraph: int, section: int) -> None:
        """Add the sentences of one paragraph behind those that are there."""
        home = (zone, paragraph, section)
        for start, end in bounds:
            self.starts.append(start)
            self.ends.append(end)
            self.homes.append(home)

    def __len__(self) -> int:
        return len(self.homes)

    def __getitem__(self, number: int) -> Sentence:
        return Sentence(Span(self.starts[number], self.ends[number]), *self.homes[number])

    def __iter__(self) -> Iterator[Sentence]:
        return map(self.__getitem__, range(len(self)))


class Layout(Struct, frozen=True):
    """A document's sentences in order, and its quotations (the span inside the marks)."""

    sentences: SentenceList
    quotes: tuple[Span, ...]
