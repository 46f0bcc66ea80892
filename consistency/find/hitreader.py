"""Hits as the parts of numbers, and how they follow one another."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context, Decimal
from typing import Any

from msgspec import Struct

from consistency.find.digits import Digits
from consistency.find.gaps import gap_kind
from consistency.find.numberwords import DUALS, Word, word_of
from consistency.model.tokens import Tokens
from consistency.model.words import Form, Hit
from consistency.packs.memo import MOST_REMEMBERED

# Exact for every figure of at most 30 digits times a trillion; thirds and sevenths are cut here.
EXACT = Context(prec=60)
# Addends and scales of one number; more is a list or an attack.
MOST_TERMS = 12
# What may take a number on that its digits have ended.
_GOES_ON = frozenset(("join", "point", "of", "article", "ordinal", "nth"))
_SLASHES = ("/", "\u2044")

# The forms of a hit, what they are worth, and whether a figure can begin with them.
_Worth = tuple[tuple[Form, ...], Word | None, bool]
# By the forms' id, which names them alone as long as they are kept here.
_WORTHS: dict[int, _Worth] = {}


class Refused(Struct, frozen=True):
    """Digits that are no number. after: the first hit behind them."""

    first: int
    last: int
    reason: str
    after: int


class Part(Struct, frozen=True):
    """A term of a number. after: the first hit behind it; the rest as in `Number`."""

    low: Decimal
    high: Decimal
    step: Decimal
    after: int
    scale: Decimal = Decimal(1)
    coefficient: Decimal = Decimal(1)
    vague: bool = False
    fraction: bool = False
    digits: Digits | None = None
    split: int = 0


class HitReader:
    """The hits of one text. Every method takes the index of a hit."""

    def __init__(self, tokens: Tokens, hits: tuple[Hit, ...], habits: Mapping[str, Any]) -> None:
        self.tokens = tokens
        self.hits = hits
        self.units_first = habits.get("units_first") == "yes"
        self.needs_and = habits.get("needs_and") == "yes"
        self.year_before_noun = habits.get("year_before_noun") == "yes"
        self.dot_groups = habits.get("dot_groups", "yes") == "yes"
        self.beginnings: list[int] = []
        self._words = self._read_words()

    def _read_words(self) -> list[Word | None]:
        """What every hit is worth; notes the hits that a figure can begin with."""
        # Most hits are worth nothing: the loop that all of them go through asks one dictionary.
        words: list[Word | None] = [None] * (len(self.hits) + 1)
        known = _WORTHS.get
        for index, hit in enumerate(self.hits):
            found = known(id(hit.forms)) or _worth(hit)
            if found[2]:
                words[index] = found[1]
                self.beginnings.append(index)
        return words

    def word(self, index: int) -> Word | None:
        """What the hit is worth in a number, None where it is no part of one."""
        return self._words[index] if index < len(self._words) else None

    def alone(self, index: int) -> bool:
        """Whether a figure that begins with this hit ends with it, by what stands behind it."""
        hits, last = self.hits, self.hits[index].last
        after = index + 1
        if self.tokens.gaps[last + 1] in _SLASHES:
            return False
        if after >= len(hits) or hits[after].first > last + 1:
            return True
        return self._words[after] is None and _GOES_ON.isdisjoint(hits[after].kinds)

    def kind(self, index: int, kind: str) -> bool:
        return 0 <= index < len(self.hits) and kind in self.hits[index].kinds

    def link(self, index: int) -> str:
        """How a hit stands to the one before it: `tight`, `space`, `hyphen`, or "" for apart."""
        if index >= len(self.hits) or index < 1:
            return ""
        first = self.hits[index].first
        if first != self.hits[index - 1].last + 1:
            return ""
        return gap_kind(self.tokens.gaps[first])

    def _next(self, after: int) -> tuple[int, bool]:
        """The hit that goes on with a number and whether "and" stands before it; 0 where nothing does."""
        if not self.link(after):
            return 0, False
        if self.kind(after, "join"):
            return (after + 1, True) if self.link(after + 1) else (0, False)
        word = self.word(after)
        if word is None:
            return 0, False
        return after, word.conjunction or (word.hides_and and self._goes_on(after + 1))

    def _goes_on(self, index: int) -> bool:
        """Whether a ten follows, so that the folded "واحد" before it is "and one"."""
        word = self.word(index)
        if word is None or word.number is None or not self.link(index):
            return False
        return word.teen if not word.conjunction else 20 <= word.number <= 90

    def _scale_at(self, index: int) -> bool:
        word = self.word(index)
        if word is None or word.scale is None or word.conjunction:
            return False
        link = self.link(index)
        if word.glued:
            return self._glued_scale(index, link)
        if word.twice and not word.maybe_twice:
            return False
        return link in ("space", "tight", "hyphen")

    def _glued_scale(self, index: int, link: str) -> bool:
        """ "3m", "2.5bn", "$4 bn"; but "100m tall" is a length."""
        if index < 1 or not self._in_digits(index - 1):
            return False
        money = self.kind(index - 2, "currency") and bool(self.link(index - 1))
        if link == "space" and self.kind(index, "unit") and not money:
            return False  # "9 mm" is a length
        surface = self.tokens.words[self.hits[index].first]
        if link != "tight" and not (link == "space" and (len(surface) > 1 or surface in "KMB" or money)):
            return False
        if money or not self.kind(index + 1, "dimension") or not self.link(index + 1):
            return True
        return bool(self.link(index + 2)) and self._in_digits(index + 2)  # "fell to 60m from 80m"

    def _in_digits(self, index: int) -> bool:
        return index < len(self.hits) and self.hits[index].forms[0].senses[0].kind == "digits"


def _worth(hit: Hit) -> _Worth:
    word = word_of(hit.forms)
    found = (hit.forms, word, word is not None or _begins(hit))
    if len(_WORTHS) < MOST_REMEMBERED:
        _WORTHS[id(hit.forms)] = found
    return found


def _begins(hit: Hit) -> bool:
    """Whether an ordinal or a dual noun can begin here, or a word that tells two points."""
    if hit.form("ordinal") is not None or hit.forms[0].ending.endswith(DUALS):
        return True
    points = hit.sense("percent")
    return points is not None and bool(points.get("two"))


def told_step(step: Decimal) -> Decimal:
    """The next smaller precision that is one or five times a power of ten."""
    power = Decimal(1).scaleb(step.adjusted())
    return power * 5 if step >= power * 5 else power
