"""Number words as terms: "fifteen hundred", "ألفا", "two point five", and the scale words behind any term."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from consistency.find.digitreader import DigitReader
from consistency.find.digits import read_digits, written_step
from consistency.find.gaps import gap_kind
from consistency.find.hitreader import EXACT, MOST_TERMS, Part, told_step
from consistency.find.numberwords import Word

_TANWEEN = "\u064b"


class TermReader(DigitReader):
    """Reads terms of number words, and the scale words behind any term."""

    def _small(self, index: int, word: Word) -> Part | None:
        """Words below a thousand (and "fifteen hundred")."""
        if word.number is None and (word.plural or word.many):
            return self._bare_scale(index, word)
        value = word.number if word.number is not None else (200 if self._dual(index, word) else 100)
        hundreds = word.number is None
        after, compound, split = index + 1, word.compound, 0
        for _ in range(MOST_TERMS):
            at, joined = self._next(after)
            nxt = self.word(at) if at else None
            if nxt is None:
                break
            if nxt.scale == 100 and not joined and not hundreds and 0 < value < 100 and not nxt.twice:
                if self.units_first and not 3 <= value <= 9:
                    break
                value, hundreds = value * 100, True
            elif joined and self._parted(at, nxt):
                break
            elif (add := nxt.number) is not None and self._adds(value, add, nxt, joined):
                if self.units_first and value < 10 and add >= 20:
                    split = at
                value += add
                hundreds = hundreds or value >= 100
            else:
                break
            after, compound = at + 1, False
        if compound:
            return None
        decimal = Decimal(value)
        return Part(decimal, decimal, written_step(decimal, 0), after, coefficient=decimal, split=split)

    def _parted(self, index: int, word: Word) -> bool:
        """Whether this is the number of a fraction: "مئة وثلاثة أرباع"."""
        parts = self.word(index + 1)
        return (
            word.number is not None
            and 2 <= word.number <= 9
            and parts is not None
            and parts.fraction is not None
            and parts.plural
            and not parts.conjunction
            and self.link(index + 1) in ("space", "hyphen")
        )

    def _adds(self, value: int, add: int, word: Word, joined: bool) -> bool:
        rest = value % 100
        if self.units_first and word.teen and 1 <= rest <= 9:
            return not joined
        if word.compound and not (joined or rest == 0):
            return False
        if value >= 100 and rest == 0:
            return 0 < add < 100 and (joined or not self.needs_and)
        if self.units_first:
            return joined and 1 <= rest <= 9 and 20 <= add <= 90
        return not joined and rest >= 20 and rest % 10 == 0 and 1 <= add <= 9

    def _vague(self, index: int, word: Word) -> Part | None:
        assert word.vague is not None
        low, high = word.vague
        if word.before_scale and not self._scale_at(index + 1):
            return None
        return Part(Decimal(low), Decimal(high), Decimal(1), index + 1, coefficient=Decimal(low), vague=True)

    def _bare_scale(self, index: int, word: Word) -> Part | None:
        """A scale word without a coefficient: one of it, two of it, or in the plural many of it."""
        scale = word.scale
        assert scale is not None
        if word.plural or word.many:
            low, high = word.many or ((2, 9) if scale == 100 else (2, 99))
            if word.many:
                return Part(
                    Decimal(low), Decimal(high), Decimal(1), index + 1, coefficient=Decimal(low), vague=True
                )
            return Part(
                low * scale, (high + 1) * scale - 1, scale, index + 1, scale, Decimal(low), vague=True
            )
        if (
            scale == 1000
            and not (word.twice or word.maybe_twice or word.conjunction)
            and self._governs(index)
        ):
            return None
        count = Decimal(2 if self._dual(index, word) else 1)
        return self._scaled(Part(count * scale, count * scale, told_step(scale), index + 1, scale, count))

    def _governs(self, index: int) -> bool:
        """ "ألف كتاباً": before an accusative the word is a verb, for a thousand takes a genitive."""
        return (
            self.units_first
            and self.link(index + 1) == "space"
            and _TANWEEN in self.tokens.words[self.hits[index + 1].last]
        )

    def _dual(self, index: int, word: Word) -> bool:
        if word.twice:
            return True
        if not word.maybe_twice or _TANWEEN in self.tokens.words[self.hits[index].last]:
            return False
        # An accusative ends the phrase or is followed by "and", a construct dual by what is counted.
        after = self.hits[index].last + 1
        if after >= len(self.tokens.words) or gap_kind(self.tokens.gaps[after]) != "space":
            return False
        at, joined = self._next(index + 1)
        if at and self.word(at) is not None:
            return not joined
        nxt = index + 1
        if nxt < len(self.hits) and self.hits[nxt].first == after:
            return self.hits[nxt].sense("stop", "clause", "in", "join", "to", "from") is None
        return True

    def _point(self, head: Part) -> Part:
        """ "two point five", "1 فاصلة 1"."""
        at = head.after
        if head.vague or not self.link(at) or not self.kind(at, "point") or self.link(at + 1) != "space":
            return head
        decimals, after = "", at + 1
        while (
            len(decimals) < 12
            and (word := self.word(after)) is not None
            and (decimals == "" or self.link(after))
        ):
            if word.conjunction or word.scale is not None:
                break
            if word.digits:
                run = read_digits(self.tokens.words[self.hits[after].first], False).plain
                if not run.isdigit():
                    break
                decimals, after = decimals + run, after + 1
                break
            if word.number is None:
                break
            small = self._small(after, word)
            if small is None:
                break
            decimals, after = decimals + str(small.low), small.after
        if not decimals:
            return head
        value = Decimal(f"{head.low}.{decimals}") if head.low == int(head.low) else head.low
        return Part(value, value, written_step(value, len(decimals)), after, coefficient=value)

    def _scaled(self, head: Part) -> Part:
        """The scale words behind a coefficient: "three thousand million", "tens of thousands"."""
        low, high, scale, after, step = head.low, head.high, head.scale, head.after, head.step
        coefficient, plain = head.coefficient, head.scale == 1
        for _ in range(3):
            at = after
            if head.vague and self.kind(at, "of") and self.link(at):
                at += 1
            if not self._scale_at(at):
                break
            word = self.word(at)
            assert word is not None
            assert word.scale is not None
            if scale > 1 and word.scale < scale:
                break
            low = EXACT.multiply(low, word.scale)
            high = (high + 1) * word.scale - 1 if head.vague else low
            step = EXACT.multiply(step, word.scale)
            scale, after = scale * word.scale, at + 1
        if after == head.after:
            return head
        return replace(head, low=low, high=high, scale=scale, after=after, step=told_step(step),
                             coefficient=coefficient if plain else low / scale, split=0)  # fmt: skip
