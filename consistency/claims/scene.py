"""A document ready to be asked about: its tokens, known terms and sentences, each found by token index."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from consistency.claims.sentences import Sentences
from consistency.model.document import Document, Span
from consistency.model.layout import Sentence
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


# Said in the packs of a name that is an ordinary word too.
_AFTER = ("after", "preposition")


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens `first` to `last` (inclusive) between two breaks, within one sentence."""

    first: int
    last: int


class Scene:
    """One document's reading, with what binding asks again and again. language: its `pack.yaml`.

    keywords, sounds: of stretches that were asked for, kept.
    """

    def __init__(
        self, document: Document, tokens: Tokens, hits: Sequence[Hit], sentences: Sentences, packs: Packs
    ) -> None:
        self.document = document
        self.tokens = tokens
        self.hits = _standing(hits)
        self._sentences = sentences
        self.packs = packs
        self.language = packs.settings(document.language)
        self.keywords: dict[Clause, frozenset[str]] = {}
        self.sounds: dict[Clause, frozenset[str]] = {}
        self._by_kind: defaultdict[str, list[Hit]] = defaultdict(list)
        self._hit_of = {hit.first: hit for hit in self.hits}
        for hit in self.hits:
            for kind in hit.kinds:
                self._by_kind[kind].append(hit)
            for index in range(hit.first + 1, hit.last + 1):
                self._hit_of[index] = hit
        covered = self._hit_of
        self._unknown = [index for index in range(len(tokens.words)) if index not in covered]
        self._firsts = [hit.first for hit in self.hits]
        self._opens = {hit.first for hit in self._by_kind.get("clause", ())}
        self._of_kinds: dict[tuple[str, ...], tuple[list[int], list[Hit]]] = {}
        self._stretches: dict[int, Clause] = {}
        self._quoted: dict[Span, str] = {}

    def hit(self, index: int) -> Hit | None:
        """The known term that covers a token."""
        return self._hit_of.get(index)

    def sense(self, index: int, *kinds: str) -> Sense | None:
        hit = self._hit_of.get(index)
        return hit.sense(*kinds) if hit else None

    def sentence(self, offset: int) -> Sentence:
        """The sentence that holds a code point."""
        return self._sentences.at(offset)

    def position(self, offset: int) -> int:
        """Which sentence of its section's text holds a code point, from 0; headlines and captions are 0."""
        return self._sentences.position(offset)

    def sentence_tokens(self, offset: int) -> Clause:
        """The tokens of the sentence that holds a code point; of a very long one, the stretch round it.

        Stretches are cut at the same places for all who ask, so that what is read of one is read once.
        """
        known = self._stretches.get(offset)
        if known is None:
            known = self._stretches[offset] = self._stretch(offset)
        return known

    def _stretch(self, offset: int) -> Clause:
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

    def words(self, span: Span) -> str:
        """The text of a span; claims that quote one sentence share it."""
        known = self._quoted.get(span)
        if known is None:
            known = self._quoted[span] = self.tokens.text[span.start : span.end]
        return known

    def breaks(self, index: int) -> bool:
        """Whether a clause ends before this token: by punctuation, or by a word such as "while"."""
        gap = self.tokens.gaps[index]
        if gap != " " and not _BREAKS.isdisjoint(gap):
            if gap.strip() in (",", "،") and self._names_places(index):
                return False  # "in Derna, Libya"
            # The full stop of an abbreviation ends no clause; sentences are split elsewhere.
            return not (gap.strip() == "." and len(self.tokens.words[index - 1]) == 1)
        return index in self._opens

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

    def unknown(self, first: int, last: int) -> set[str]:
        """The spellings between two tokens that no known term covers."""
        known = self._unknown
        inside = known[bisect_left(known, first) : bisect_right(known, last)]
        return set(map(self.tokens.words.__getitem__, inside))

    def hits_between(self, first: int, last: int) -> Sequence[Hit]:
        """Known terms that begin at the tokens `first` to `last`, in order."""
        begin = bisect_left(self._firsts, first)
        return self.hits[begin : bisect_right(self._firsts, last, begin)]

    def hits_of(self, first: int, last: int, *kinds: str) -> Sequence[Hit]:
        """Those of them that have a sense of one of these kinds."""
        firsts, hits = self._of_kinds.get(kinds) or self._gathered(kinds)
        if not hits:
            return hits
        begin = bisect_left(firsts, first)
        return hits[begin : bisect_right(firsts, last, begin)]

    def all_of(self, *kinds: str) -> Sequence[Hit]:
        """All known terms of the document that have a sense of one of these kinds, in order."""
        return (self._of_kinds.get(kinds) or self._gathered(kinds))[1]

    def _gathered(self, kinds: tuple[str, ...]) -> tuple[list[int], list[Hit]]:
        by_first = {hit.first: hit for kind in kinds for hit in self._by_kind.get(kind, ())}
        firsts = sorted(by_first)
        found = self._of_kinds[kinds] = firsts, [by_first[first] for first in firsts]
        return found

    def text(self, first: int, last: int) -> str:
        return self.tokens.text[self.tokens.starts[first] : self.tokens.end(last)]

    def plain(self, index: int) -> str:
        """A token as it is compared: folded, without article and loose ending."""
        return self.tokens.lexicon.canonical(self.tokens.words[index])


def _standing(hits: Sequence[Hit]) -> list[Hit]:
    """Without names that are ordinary words too, where no preposition shows that they are names here."""
    found: list[Hit] = []
    before: Hit | None = None
    for hit in hits:
        data = hit.forms[0].senses[0].data
        if not data or _AFTER not in data or _introduces(before, hit):
            found.append(hit)
        before = hit
    return found


def _introduces(before: Hit | None, hit: Hit) -> bool:
    beside = before is not None and before.last + 1 == hit.first
    return beside and before is not None and before.sense("in", "from", "to") is not None
