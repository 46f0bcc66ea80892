"""Numbers as sums and products of number words and digits.

    number = term { and term }            each term smaller than the scale before it
    term   = [coefficient] { scale }      "3 ملايين", "مئتا ألف", "4.2 million", "tens of thousands"
    coefficient = digits | small | vague | fraction

Only the words around one hit are looked at, from left to right, each once. A language says in `pack.yaml`
under `numbers` whether units stand before tens, whether parts are joined by "and", and whether a dot groups
digits.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from consistency.find.digits import read_digits, written_step
from consistency.find.fractionreader import FractionReader
from consistency.find.gaps import gap_kind
from consistency.find.hitreader import EXACT, MOST_TERMS, Part, Refused
from consistency.find.numberwords import Word

__all__ = ["EXACT", "Number", "NumberReader", "Refused", "gap_kind"]

LARGEST = Decimal(10) ** 33
_ONE = Decimal(1)


class Number(Struct, frozen=True):
    """A number where it stands. first, last: tokens; hit, after: its first hit and the first hit behind it.

    low, high: equal unless vague. step: written precision. coefficient, scale: 4.2 and 1,000,000 of
    "4.2 million", for a range that shares its scale. plain: the ASCII digits where it is one run of them.
    like: a word that is a pronoun or follows its noun where it is alone. split: the hit of the tens
    of "five and twenty". fold: "fivefold".
    """

    low: Decimal
    high: Decimal
    step: Decimal
    first: int
    last: int
    hit: int
    after: int
    start: int
    end: int
    coefficient: Decimal
    scale: Decimal
    vague: bool = False
    fraction: bool = False
    plain: str = ""
    grouped: bool = False
    like: str = ""
    definite: bool = False
    split: int = 0
    fold: bool = False


class NumberReader(FractionReader):
    """Reads the numbers of one text. Every method takes the index of a hit."""

    def number(self, index: int) -> Number | Refused | None:
        """The longest number that begins at a hit."""
        word = self.word(index)
        if word is None:
            return None
        alone = self.alone(index)
        if alone and word.digits and (run := self._run_alone(index)) is not None:
            return run
        part = self._term(index, word, alone)
        if part is None or isinstance(part, Refused):
            return part
        low, high, step, after, floor = part.low, part.high, part.step, part.after, part.scale
        fraction, single, split = (
            part.fraction,
            part.digits is not None and part.after == index + 1,
            part.split,
        )
        last_scale = part.scale
        for _ in range(0 if alone or part.vague else MOST_TERMS):
            more = self._addend(after, floor, last_scale, part)
            if more is None:
                break
            if more.fraction and last_scale == 1 and more.scale > 1:  # five and a half million
                low = EXACT.multiply(EXACT.add(low, more.coefficient), more.scale)
                step, last_scale = more.step, more.scale
            else:
                low = EXACT.add(low, more.low)
                step = min(step, more.step)
            high, after, single = low, more.after, False
            fraction = fraction or more.fraction
            floor = more.scale if not more.fraction else Decimal(1)
            last_scale = min(last_scale, more.scale) if not more.fraction else last_scale
            if more.fraction or floor == 1:
                break
        if abs(high) >= LARGEST:
            return Refused(self.hits[index].first, self.hits[after - 1].last, "a number beyond 10^33", after)
        first, last = self.hits[index], self.hits[after - 1]
        digits = part.digits
        return Number(
            low, high, step, first.first, last.last, index, after, first.start, last.end,
            part.coefficient, part.scale, part.vague,
            fraction and abs(high) < 1, digits.plain if digits and single else "",
            bool(digits and digits.grouped), word.like if after == index + 1 else "", word.definite,
            split if after == split + 1 else 0, word.fold,
        )  # fmt: skip

    def _run_alone(self, index: int) -> Number | Refused | None:
        """A run of digits, as most figures are, with nothing behind it that goes on with its number.

        None behind a point, which may belong to it.
        """
        hit = self.hits[index]
        first = hit.first
        if self.tokens.gaps[first] != " " and self._pointed(first):
            return None
        digits = read_digits(self.tokens.words[first], self.dot_groups)
        value = digits.value
        if value is None:
            return Refused(first, first, digits.problem, index + 1)
        step = written_step(value, digits.decimals)
        return Number(
            value, value, step, first, first, index, index + 1, hit.start, hit.end, value, _ONE,
            plain=digits.plain, grouped=digits.grouped,
        )  # fmt: skip

    def _term(self, index: int, word: Word, alone: bool = False) -> Part | Refused | None:
        """alone: nothing behind the word can go on with its number."""
        if word.fraction and (part := self._fraction(index, word)) is not None:
            return part
        head: Part | Refused | None
        if word.digits:
            head = self._digits(index)
        elif word.vague:
            head = self._vague(index, word)
        elif word.number is not None or word.scale == 100:
            head = self._small(index, word)
        elif word.scale is not None and not word.glued:
            head = self._bare_scale(index, word)
        else:
            return None
        if alone or head is None or isinstance(head, Refused):
            return head
        head = self._point(head)
        if not head.vague and (part := self._parts_of(head)) is not None:
            return part
        return self._scaled(head)

    def _addend(self, after: int, floor: Decimal, last_scale: Decimal, part: Part) -> Part | None:
        at, joined = self._next(after)
        if not at:
            return self._after_comma(after, floor)
        word = self.word(at)
        article = False
        if word is None and joined and self.kind(at, "article") and self.link(at + 1) in ("space", "hyphen"):
            at, article = at + 1, True
            word = self.word(at)
        if word is None:
            return None
        if joined and not word.digits and (more := self._half(at, word, last_scale, article)) is not None:
            return more
        if article or floor == 1 or part.fraction or not (joined or not self.needs_and):
            return None
        if word.vague or (word.digits and not joined and (self.needs_and or self.link(at) != "space")):
            return None
        term = self._term(at, word)
        if word.digits and not joined and (not isinstance(term, Part) or term.scale == 1):
            return None
        if (
            term is None
            or isinstance(term, Refused)
            or term.vague
            or term.scale >= floor
            or term.low >= floor
        ):
            return None
        if term.fraction or term.low == 0 or (term.digits and term.digits.decimals and term.scale == 1):
            return None
        return term

    def _after_comma(self, after: int, floor: Decimal) -> Part | None:
        """ "two thousand, five hundred"; but "two thousand, five of them" are two figures."""
        if self.needs_and or after >= len(self.hits) or floor == 1:
            return None
        first = self.hits[after].first
        if first != self.hits[after - 1].last + 1 or self.tokens.gaps[first] != ", ":
            return None
        word = self.word(after)
        term = self._term(after, word) if word is not None and not word.digits else None
        if term is None or isinstance(term, Refused) or term.vague or term.fraction:
            return None
        return term if 100 <= term.low < floor and term.scale < floor else None
