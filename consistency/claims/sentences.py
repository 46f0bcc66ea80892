"""The sentences of a document by where they lie: made once, and asked by each of its blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from consistency.model.document import Span
from consistency.model.layout import Layout, Sentence


class Sentences:
    """A layout's sentences, found by the code points they hold. whole: the text, one sentence where there is none."""

    def __init__(self, layout: Layout, whole: Span) -> None:
        self._all = layout.sentences or (Sentence(whole, "body", 0, 0),)
        self._starts = [sentence.span.start for sentence in self._all]
        self._positions = _positions(self._all)

    def at(self, offset: int) -> tuple[Sentence, int]:
        """The sentence that holds a code point, or the last one before it, and its position.

        The position: which sentence of its section's text it is, from 0; headlines and captions are 0.
        """
        number = self.number(offset)
        return self._all[number], self._positions[number]

    def number(self, offset: int) -> int:
        """Which sentence of the document holds a code point, from 0."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def span(self, number: int) -> Span:
        return self._all[number].span


def _positions(sentences: Sequence[Sentence]) -> list[int]:
    counts: dict[int, int] = {}
    positions = []
    for sentence in sentences:
        body = sentence.zone in ("body", "comment")
        positions.append(counts.get(sentence.section, 0) if body else 0)
        counts[sentence.section] = counts.get(sentence.section, 0) + body
    return positions
