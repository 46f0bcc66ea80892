"""The sentences of a document by where they lie: made once, and asked by each of its blocks."""

from __future__ import annotations

from array import array
from bisect import bisect_right

from consistency.model.document import Span
from consistency.model.layout import Layout, Sentence, SentenceList


class Sentences:
    """A layout's sentences, found by the code points they hold. whole: the text, one sentence where there is none."""

    def __init__(self, layout: Layout, whole: Span) -> None:
        self._all = layout.sentences
        if not self._all:
            self._all = SentenceList()
            self._all.add((whole,), "body", 0, 0)
        self._positions = _positions(self._all)

    def at(self, offset: int) -> tuple[Sentence, int]:
        """The sentence that holds a code point, or the last one before it, and its position.

        The position: which sentence of its section's text it is, from 0; headlines and captions are 0.
        """
        number = self.number(offset)
        return self._all[number], self._positions[number]

    def number(self, offset: int) -> int:
        """Which sentence of the document holds a code point, from 0."""
        return max(bisect_right(self._all.starts, offset) - 1, 0)

    def span(self, number: int) -> Span:
        return Span(self._all.starts[number], self._all.ends[number])


def _positions(sentences: SentenceList) -> array[int]:
    counts: dict[int, int] = {}
    positions = array("q")
    for zone, _, section in sentences.homes:
        body = zone in ("body", "comment")
        positions.append(counts.get(section, 0) if body else 0)
        counts[section] = counts.get(section, 0) + body
    return positions
