"""A document ready to be asked about: its tokens, known terms and sentences, each found by token index."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from consistency.model.document import Document, Span
from consistency.model.layout import Layout, Sentence
from consistency.model.tokens import Tokens
from consistency.model.words import Hit, Sense
from consistency.packs.ruleset import Packs

# Marks in a gap that end a clause. Quotation marks, hyphens and apostrophes do not.
_BREAKS = frozenset("،,;؛:؟?!.()[]–—…|\n")
# How far a clause is followed from its figure, in tokens; a longer one is cut there.
REACH = 40
# How far a sentence is looked at from a figure, in tokens, and quoted, in code points: no sentence that a reader
# would follow is longer, and a text without full stops costs no more than others.
SENTENCE = 80
QUOTE = 600


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens `first` to `last` (inclusive) between two breaks, within one sentence."""

    first: int
    last: int


class Scene:
    """One document's reading, with what binding asks again and again. language: its `pack.yaml`.

    keywords: of stretches that were asked for, kept.
    """

    def __init__(
        self, document: Document, tokens: Tokens, hits: Sequence[Hit], layout: Layout, packs: Packs
    ) -> None:
        self.document = document
        self.tokens = tokens
        self.hits = [
            hit for number, hit in enumerate(hits) if _stands(hit, hits[number - 1] if number else None)
        ]
        self.layout = layout
        self.packs = packs
        self.language = packs.settings(document.language)
        self.keywords: dict[Clause, frozenset[str]] = {}
        self._hit_of: dict[int, Hit] = {}
        for hit in self.hits:
            for index in range(hit.first, hit.last + 1):
                self._hit_of[index] = hit
        self._positions = _positions(layout)
        self._firsts = [hit.first for hit in self.hits]
        self._starts = [sentence.span.start for sentence in layout.sentences]

    def hit(self, index: int) -> Hit | None:
        """The known term that covers a token."""
        return self._hit_of.get(index)

    def sense(self, index: int, *kinds: str) -> Sense | None:
        hit = self._hit_of.get(index)
        return hit.sense(*kinds) if hit else None

    def sentence_index(self, offset: int) -> int:
        return max(bisect_right(self._starts, offset) - 1, 0)

    def sentence(self, offset: int) -> Sentence:
        """The sentence that holds a code point."""
        if not self.layout.sentences:
            return Sentence(Span(0, len(self.tokens.text)), "body", 0, 0)
        return self.layout.sentences[self.sentence_index(offset)]

    def position(self, offset: int) -> int:
        """Which sentence of its section's text holds a code point, from 0; headlines and captions are 0."""
        return self._positions[self.sentence_index(offset)] if self._positions else 0

    def sentence_tokens(self, offset: int) -> Clause:
        """The tokens of the sentence that holds a code point; of a very long one, the stretch round it.

        Stretches are cut at the same places for all who ask, so that what is read of one is read once.
        """
        starts = self.tokens.starts
        here = max(bisect_right(starts, offset) - 1, 0)
        span = self.sentence(offset).span
        cut = here // SENTENCE * SENTENCE
        first = max(bisect_left(starts, span.start), cut - SENTENCE // 2)
        last = min(bisect_left(starts, span.end) - 1, cut + SENTENCE + SENTENCE // 2)
        return Clause(min(first, here), max(last, here))

    def quote(self, sentence: Span, span: Span) -> Span:
        """The words to show round a place: its sentence, as far as QUOTE code points to either side."""
        start, end = max(sentence.start, span.start - QUOTE), min(sentence.end, span.end + QUOTE)
        return Span(min(start, span.start), max(end, span.end))

    def breaks(self, index: int) -> bool:
        """Whether a clause ends before this token: by punctuation, or by a word such as "while"."""
        gap = self.tokens.gaps[index]
        if gap != " " and any(mark in _BREAKS for mark in gap):
            if gap.strip() in (",", "،") and self._names_places(index):
                return False  # "in Derna, Libya"
            # The full stop of an abbreviation ends no clause; sentences are split elsewhere.
            return not (gap.strip() == "." and len(self.tokens.words[index - 1]) == 1)
        hit = self._hit_of.get(index)
        return hit is not None and hit.first == index and hit.sense("clause") is not None

    def _names_places(self, index: int) -> bool:
        before, after = self._hit_of.get(index - 1), self._hit_of.get(index)
        if before is None or after is None or not before.sense("place"):
            return False
        place = after.sense("place")
        within = self.packs.table("places").get(before.kinds["place"].id, {}).get("within", ())
        return place is not None and place.id in within

    def clause(self, first: int, last: int) -> Clause:
        """The clause round the tokens `first` to `last`."""
        bounds = self.sentence_tokens(self.tokens.starts[first])
        begin = first
        while begin > max(bounds.first, first - REACH) and not self.breaks(begin):
            begin -= 1
        end = last
        while end < min(bounds.last, last + REACH) and not self.breaks(end + 1):
            end += 1
        return Clause(begin, end)

    def hits_between(self, first: int, last: int) -> Sequence[Hit]:
        """Known terms that begin at the tokens `first` to `last`, in order."""
        begin = bisect_left(self._firsts, first)
        return self.hits[begin : bisect_right(self._firsts, last, begin)]

    def text(self, first: int, last: int) -> str:
        return self.tokens.text[self.tokens.starts[first] : self.tokens.end(last)]

    def plain(self, index: int) -> str:
        """A token as it is compared: folded, without article and loose ending."""
        return self.tokens.lexicon.canonical(self.tokens.words[index])


def _stands(hit: Hit, before: Hit | None) -> bool:
    """False for a name that is an ordinary word too, where no preposition shows that it is a name here."""
    for name, value in hit.forms[0].senses[0].data:
        if name == "after" and value == "preposition":
            return (
                before is not None
                and before.last + 1 == hit.first
                and before.sense("in", "from", "to") is not None
            )
    return True


def _positions(layout: Layout) -> list[int]:
    counts: dict[int, int] = {}
    positions = []
    for sentence in layout.sentences:
        body = sentence.zone in ("body", "comment")
        positions.append(counts.get(sentence.section, 0) if body else 0)
        counts[sentence.section] = counts.get(sentence.section, 0) + body
    return positions
