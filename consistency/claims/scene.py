"""A document ready to be asked about: its tokens, known terms and sentences, each found by token index."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import compress
from operator import attrgetter
from typing import NamedTuple

from consistency.claims.passage import Passage
from consistency.claims.sentences import Sentences
from consistency.claims.terms import standing, told
from consistency.model.document import Document, Span
from consistency.model.layout import Sentence
from consistency.model.tokens import Tokens
from consistency.model.words import COVERED, Hit
from consistency.packs.ruleset import Packs

# Marks in a gap that end a clause. Quotation marks, hyphens and apostrophes do not.
_BREAKS = frozenset("،,;؛:؟?!.()[]–—…|\n")
# How far a clause is followed from its figure, in tokens; a longer one is cut there.
REACH = 40
# How far a sentence is looked at from a figure, in tokens, and quoted, in code points: no sentence that a reader
# would follow is longer, and a text without full stops costs no more than others.
SENTENCE = 80
QUOTE = 600
_FIRST = attrgetter("first")


class Clause(NamedTuple):
    """Tokens `first` to `last` (inclusive) between two breaks, within one sentence."""

    first: int
    last: int


class Scene:
    """One document's reading, with what binding asks again and again. language: its `pack.yaml`.

    told: what each known term tells. terms: how often each stands in the document, in the order of the text.
    Known terms are looked at where something is asked, which is a fifth of a news text.
    """

    def __init__(self, document: Document, tokens: Tokens, sentences: Sentences, packs: Packs) -> None:
        self.document = document
        self.told = told(packs, document.language)
        self.tokens, self.terms = standing(tokens, self.told)
        self._sentences = sentences
        self.packs = packs
        self.language = packs.settings(document.language)
        self._whole: dict[int, Clause] = {}
        self._short: dict[int, Passage] = {}
        self._passages: dict[Clause, Passage] = {}
        self._here = Passage(0, -1, (), (), (), None)  # what was asked about last
        self._quoted: dict[Span, str] = {}

    def hit(self, index: int) -> Hit | None:
        """The known term that covers a token."""
        here = self._here
        if here.first <= index <= here.last:
            return here.at.get(index)
        if not 0 <= index < len(self.tokens.words):
            return None
        return self.tokens.covering(index)

    def placed(self, offset: int) -> tuple[Sentence, int]:
        """The sentence that holds a code point, and which one of its section's text it is: see Claim.position."""
        return self._sentences.at(offset)

    def passage(self, offset: int) -> Passage:
        """The sentence that holds a code point; of a very long one, the stretch round it.

        Stretches are cut at the same places for all who ask, so that what is read of one is read once.
        """
        number = self._sentences.number(offset)
        found = self._short.get(number)
        if found is None:
            bounds = self._stretch(number, offset)
            found = self._passages.get(bounds)
            if found is None:
                found = self._passages[bounds] = self._read(bounds)
            if bounds == self._whole[number] and bounds.last - bounds.first < SENTENCE // 2:
                self._short[number] = found
        self._here = found
        return found

    def _read(self, bounds: Clause) -> Passage:
        (first, last), terms = bounds, self.tokens.terms
        before = self.tokens.covering(first) if terms[first] is COVERED else None
        hits = self.tokens.hits(range(first, last + 1))
        firsts = list(map(_FIRST, hits))
        tells = list(map(self.told.__getitem__, map(terms.__getitem__, firsts)))
        passage = Passage(first, last, hits, firsts, tells, before)
        self._here = passage
        passage.breaks = self._breaks_of(passage)
        return passage

    def _stretch(self, number: int, offset: int) -> Clause:
        whole = self._whole_sentence(number)
        first, last = whole
        starts = self.tokens.starts
        if last - first < SENTENCE // 2 and first <= last and starts[first] <= offset <= starts[last]:
            return whole
        here = max(bisect_right(starts, offset) - 1, 0)
        cut = here // SENTENCE * SENTENCE
        first = max(first, cut - SENTENCE // 2)
        last = min(last, cut + SENTENCE + SENTENCE // 2)
        return Clause(min(first, here), max(last, here))

    def _whole_sentence(self, number: int) -> Clause:
        known = self._whole.get(number)
        if known is None:
            starts, span = self.tokens.starts, self._sentences.span(number)
            known = Clause(bisect_left(starts, span.start), bisect_left(starts, span.end) - 1)
            self._whole[number] = known
        return known

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
        hit = self.hit(index)
        return hit is not None and hit.first == index and "clause" in hit.kinds

    def _names_places(self, index: int) -> bool:
        before = self.hit(index - 1)
        if before is None or "place" not in before.kinds:
            return False
        after = self.hit(index)
        place = after.kinds.get("place") if after is not None else None
        within = self.packs.table("places").get(before.kinds["place"].id, {}).get("within", ())
        return place is not None and place.id in within

    def clause(self, passage: Passage, first: int, last: int) -> Clause:
        """The clause round the tokens `first` to `last` of a passage."""
        breaks = passage.breaks
        begin, end = max(passage.first, first - REACH), min(passage.last, last + REACH)
        before, after = bisect_right(breaks, first), bisect_right(breaks, last)
        if before:
            begin = max(begin, breaks[before - 1])
        if after < len(breaks):
            end = min(end, breaks[after] - 1)
        return Clause(begin, max(end, last))

    def _breaks_of(self, passage: Passage) -> list[int]:
        begun, end = passage.first + 1, passage.last + 1
        marked = compress(range(begun, end), map(" ".__ne__, self.tokens.gaps[begun:end]))
        found = list(filter(self.breaks, marked))
        words = passage.of_kind.get("clause")
        if words:  # not every gap of another kind ends a clause, but a word behind one may
            firsts = (hit.first for hit in words if hit.first >= begun)
            found = sorted({*found, *filter(self.breaks, firsts)})
        return found

    def unknown(self, first: int, last: int) -> set[str]:
        """The spellings between two tokens that no known term covers."""
        words = self.tokens.words
        return {words[index] for index in range(first, last + 1) if self.hit(index) is None}

    def hits_between(self, first: int, last: int) -> Sequence[Hit]:
        """Known terms that begin at the tokens `first` to `last`, in order."""
        here = self._here
        if here.first <= first and last <= here.last:
            return here.between(first, last)
        return self.tokens.hits(range(max(first, 0), min(last + 1, len(self.tokens.words))))

    def hits_of(self, first: int, last: int, *kinds: str) -> Sequence[Hit]:
        """Those of them that have a sense of one of these kinds."""
        here = self._here
        if here.first <= first and last <= here.last:
            return here.of(kinds[0], first, last) if len(kinds) == 1 else here.of_any(kinds, first, last)
        return [hit for hit in self.hits_between(first, last) if hit.sense(*kinds)]

    def hits_before(self, index: int, most: int) -> Iterator[Hit]:
        """The known terms that begin before a token, the last one first; so many at the most."""
        terms, told = self.tokens.terms, 0
        while told < most and index > 0:
            index -= 1
            if terms[index] is not None and terms[index] is not COVERED:
                told += 1
                yield from self.tokens.hits((index,))

    def text(self, first: int, last: int) -> str:
        return self.tokens.text[self.tokens.starts[first] : self.tokens.end(last)]

    def plain(self, index: int) -> str:
        """A token as it is compared: folded, without article and loose ending."""
        return self.tokens.plain[index]
