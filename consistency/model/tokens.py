"""A text split into words and gaps, with what the packs know of each word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct

from consistency.model.document import Span
from consistency.model.words import Meaning, Phrase

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

    def is_common(self, surface: str) -> bool: ...


class Tokens(Struct, frozen=True):
    """A text, or a part of one, split. meanings[i] is None for a word nobody knows."""

    text: str
    words: list[str]
    gaps: list[str]
    starts: list[int]
    meanings: list[Meaning | None]
    lexicon: Speller

    def end(self, index: int) -> int:
        return self.starts[index] + len(self.words[index])

    def span(self, first: int, last: int) -> Span:
        """Code points from the start of token `first` to the end of token `last` (inclusive)."""
        return Span(self.starts[first], self.end(last))

    def is_digits(self, index: int) -> bool:
        return self.words[index][0] in DIGIT_CHARS

    def fold(self, index: int) -> str:
        return self.lexicon.fold(self.words[index])
