"""A document ready to be asked about: its tokens, known terms and sentences, each found by token index."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

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


class Clause(NamedTuple):
    """Tokens `first` to `last` (inclusive) between two breaks, within one sentence."""

    first: int
    last: int


class _Look:
    """A stretch with its known terms by kind, and where its clauses begin, once that was asked."""

    __slots__ = ("_of_any", "breaks", "first", "last", "of_kind")

    def __init__(self, bounds: Clause, hits: Sequence[Hit]) -> None:
        self.first, self.last = bounds
        self.breaks: list[int] | None = None
        self.of_kind: dict[str, list[Hit]] = {}
        self._of_any: dict[tuple[str, ...], Sequence[Hit]] = {}
        for hit in hits:
            for kind in hit.kinds:
                self.of_kind.setdefault(kind, []).append(hit)

    def of_any(self, kinds: tuple[str, ...]) -> Sequence[Hit]:
        """The terms that have a sense of one of these kinds, in order."""
        found = self._of_any.get(kinds)
        if found is None:
            found = self._of_any[kinds] = self._gathered(kinds)
        return found

    def _gathered(self, kinds: tuple[str, ...]) -> Sequence[Hit]:
        several = [self.of_kind[kind] for kind in kinds if kind in self.of_kind]
        if len(several) < 2:
            return several[0] if several else ()
        by_first = {hit.first: hit for hits in several for hit in hits}
        return [by_first[first] for first in sorted(by_first)]


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
        self._firsts = [hit.first for hit in self.hits]
        covered = self._hit_of = dict(zip(self._firsts, self.hits, strict=True))
        for hit in self.hits:
            if hit.last != hit.first:
                covered.update(dict.fromkeys(range(hit.first + 1, hit.last + 1), hit))
        self._unknown = [index for index in range(len(tokens.words)) if index not in covered]
        self._whole: dict[int, Clause] = {}
        self._stretches: dict[int, Clause] = {}
        self._looks: dict[Clause, _Look] = {}
        self._look = _Look(Clause(0, -1), ())  # at the stretch that was asked about last
        self._quoted: dict[Span, str] = {}

    def hit(self, index: int) -> Hit | None:
        """The known term that covers a token."""
        return self._hit_of.get(index)

    def sense(self, index: int, *kinds: str) -> Sense | None:
        hit = self._hit_of.get(index)
        return hit.sense(*kinds) if hit else None

    def placed(self, offset: int) -> tuple[Sentence, int]:
        """The sentence that holds a code point, and which one of its section's text it is: see Claim.position."""
        return self._sentences.at(offset)

    def sentence_tokens(self, offset: int) -> Clause:
        """The tokens of the sentence that holds a code point; of a very long one, the stretch round it.

        Stretches are cut at the same places for all who ask, so that what is read of one is read once.
        """
        known = self._stretches.get(offset)
        if known is None:
            known = self._stretches[offset] = self._stretch(offset)
        return known

    def _stretch(self, offset: int) -> Clause:
        whole = self._whole_sentence(self._sentences.number(offset))
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
        hit = self._hit_of.get(index)
        return hit is not None and hit.first == index and "clause" in hit.kinds

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
        breaks = self._looks_at(bounds).breaks
        if breaks is None:
            breaks = self._look.breaks = self._breaks_of(bounds)
        begin, end = max(bounds.first, first - REACH), min(bounds.last, last + REACH)
        before, after = bisect_right(breaks, first), bisect_right(breaks, last)
        if before:
            begin = max(begin, breaks[before - 1])
        if after < len(breaks):
            end = min(end, breaks[after] - 1)
        return Clause(begin, max(end, last))

    def _breaks_of(self, bounds: Clause) -> list[int]:
        """The tokens of a stretch, its first left out, before which a clause ends."""
        gaps = self.tokens.gaps
        found = [
            index
            for index in range(bounds.first + 1, bounds.last + 1)
            if gaps[index] != " " and self.breaks(index)
        ]
        words = self.hits_of(bounds.first + 1, bounds.last, "clause")
        if words:  # not every gap of another kind ends a clause, but a word behind one may
            found = sorted({*found, *(hit.first for hit in words if self.breaks(hit.first))})
        return found

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
        if last < first:
            return ()
        look = self._look
        if first < look.first or last > look.last:
            look = self._looks_at(self.sentence_tokens(self.tokens.starts[max(first, 0)]))
            if first < look.first or last > look.last:
                return _of_kinds(self.hits_between(first, last), kinds)
        found = look.of_kind.get(kinds[0], ()) if len(kinds) == 1 else look.of_any(kinds)
        return [hit for hit in found if first <= hit.first <= last] if found else found

    def _looks_at(self, bounds: Clause) -> _Look:
        look = self._looks.get(bounds)
        if look is None:
            look = self._looks[bounds] = _Look(bounds, self.hits_between(*bounds))
        self._look = look
        return look

    def all_of(self, *kinds: str) -> Sequence[Hit]:
        """All known terms of the document that have a sense of one of these kinds, in order."""
        return _of_kinds(self.hits, kinds)

    def text(self, first: int, last: int) -> str:
        return self.tokens.text[self.tokens.starts[first] : self.tokens.end(last)]

    def plain(self, index: int) -> str:
        """A token as it is compared: folded, without article and loose ending."""
        return self.tokens.lexicon.canonical(self.tokens.words[index])


def _of_kinds(hits: Iterable[Hit], kinds: tuple[str, ...]) -> list[Hit]:
    if len(kinds) == 1:
        (kind,) = kinds
        return [hit for hit in hits if kind in hit.kinds]
    wanted = frozenset(kinds)
    return [hit for hit in hits if not wanted.isdisjoint(hit.kinds)]


def _standing(hits: Sequence[Hit]) -> list[Hit]:
    """Without names that are ordinary words too, where no preposition shows that they are names here."""
    doubtful = {
        place for place, hit in enumerate(hits) if (data := hit.forms[0].senses[0].data) and _AFTER in data
    }
    if not doubtful:
        return list(hits)
    return [
        hit
        for place, hit in enumerate(hits)
        if place not in doubtful or (place and _introduces(hits[place - 1], hit))
    ]


def _introduces(before: Hit, hit: Hit) -> bool:
    return before.last + 1 == hit.first and before.sense("in", "from", "to") is not None
