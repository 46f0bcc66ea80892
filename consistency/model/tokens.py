"""A text split into words and gaps, with what the packs know of each word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from msgspec import Struct

from consistency.model.document import Span
from consistency.model.words import COVERED, Hit, Meaning, Phrase

DIGIT_CHARS = frozenset("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")


class Speller(Protocol):
    """What makes spellings comparable: a language's lexicon."""

    @property
    def language(self) -> str: ...

    @property
    def canonicals(self) -> Mapping[str, str]: ...

    def fold(self, surface: str) -> str: ...

    def longer(self, surface: str, second: str) -> tuple[Phrase, ...]: ...

    def canonical(self, surface: str) -> str: ...

    def is_led(self, surface: str) -> bool: ...

    def is_common(self, surface: str) -> bool: ...


class Tokens(Struct, frozen=True):
    """A text, or a part of one, split. `words[i]` begins at `starts[i]`, and `gaps[i]` stands before it.

    plain: the words as they are compared, without article and loose ending.
    meanings: what each word can mean, None for one that nobody knows.
    terms: what the known term that begins at each word means, the longest there is; COVERED at the later words of
        one, None where none stands. lasts: the last token of each term of several words, by its first.
    """

    text: str
    words: list[str]
    gaps: list[str]
    starts: list[int]
    plain: list[str]
    meanings: list[Meaning | None]
    terms: list[Meaning | None]
    lasts: dict[int, int]
    lexicon: Speller

    def end(self, index: int) -> int:
        return self.starts[index] + len(self.words[index])

    def span(self, first: int, last: int) -> Span:
        """Code points from the start of token `first` to the end of token `last` (inclusive)."""
        return Span(self.starts[first], self.end(last))

    def hits(self, places: Iterable[int]) -> list[Hit]:
        """The known terms that begin at these tokens."""
        words, starts, terms, lasts = self.words, self.starts, self.terms, self.lasts
        hits: list[Hit] = []
        add = hits.append
        for first in places:
            term = terms[first]
            if term is not None and term is not COVERED:
                last = lasts.get(first, first)
                start, end = starts[first] + term.skip, starts[last] + len(words[last])
                add(Hit(first, last, start, end, term.forms, term.kinds))
        return hits

    def covering(self, index: int) -> Hit | None:
        """The known term that a token belongs to."""
        terms = self.terms
        while terms[index] is COVERED:
            index -= 1
        return next(iter(self.hits((index,))), None)

    def is_digits(self, index: int) -> bool:
        return self.words[index][0] in DIGIT_CHARS

    def fold(self, index: int) -> str:
        return self.lexicon.fold(self.words[index])
