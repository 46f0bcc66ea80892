"""Digits as terms: groups set apart by spaces, a leading point, simple fractions."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from consistency.find.digits import Digits, read_digits, written_step
from consistency.find.hitreader import EXACT, HitReader, Part, Refused
from consistency.packs.folding import DROPPED

# A fraction in digits has one of these under its slash; 9/11 and 24/7 are no fractions.
_DENOMINATORS = frozenset(map(Decimal, (2, 3, 4, 5, 6, 8, 10, 16, 20, 32, 100, 1000)))


class DigitReader(HitReader):
    """Reads terms of digits."""

    def _digits(self, index: int) -> Part | Refused:
        hit = self.hits[index]
        digits = read_digits(self.tokens.words[hit.first], self.dot_groups)
        after = index + 1
        if digits.value is None:
            return Refused(hit.first, hit.last, digits.problem, after)
        if (
            digits.plain.isdigit()
            and not digits.grouped
            and len(digits.plain) <= 3
            and digits.plain[0] != "0"
        ):
            digits, after = self._spaced(digits, after)
        if digits.value is None:
            return Refused(hit.first, self.hits[after - 1].last, digits.problem, after)
        value = digits.value
        if (part := self._slash(index, digits, after)) is not None:
            return part
        if digits.plain.isdigit() and self._pointed(hit.first):
            value = Decimal(f"0.{digits.plain}")
            digits = replace(digits, value=value, decimals=len(digits.plain), plain=f"0.{digits.plain}")
        if digits.loose is not None and self._scale_at(after):
            # "2.125 million" is no two thousand millions.
            value = digits.loose
            digits = replace(digits, value=value, decimals=3, grouped=False)
        step = written_step(value, digits.decimals)
        return Part(value, value, step, after, coefficient=value, digits=digits)

    def _spaced(self, digits: Digits, after: int) -> tuple[Digits, int]:
        """ "2 500 000": groups of three set apart by one space."""
        plain, end, decimals = digits.plain, after, 0
        while (
            end < len(self.hits)
            and self.word(end) is not None
            and self.hits[end].forms[0].senses[0].kind == "digits"
        ):
            hit = self.hits[end]
            gap = self.tokens.gaps[hit.first]
            if hit.first != self.hits[end - 1].last + 1 or gap.strip("".join(DROPPED)) not in (
                " ",
                "\u00a0",
                "\u2009",
                "\u202f",
            ):
                break
            group = read_digits(self.tokens.words[hit.first], dot_groups=False)
            whole = group.plain.partition(".")[0]
            if group.value is None or len(whole) != 3 or group.grouped:
                return digits, after
            plain += group.plain
            decimals = group.decimals
            end += 1
            if decimals or len(plain) > 30:
                break
        if end == after:
            return digits, after
        return Digits(Decimal(plain), decimals, plain, True), end

    def _pointed(self, token: int) -> bool:
        """ ".77": a point straight before the digits, and no word before the point."""
        gap = self.tokens.gaps[token]
        return gap.endswith((".", "٫")) and (token == 0 if len(gap) == 1 else gap[-2] in " \n(-\u2212")

    def _slash(self, index: int, digits: Digits, after: int) -> Part | None:
        """ "3/4", "2 1/4", "2-1/4"; other slashes are dates and names."""
        if self._slashed(index):
            over, under, behind = digits.value, self._plain(index + 1), index + 2
            whole = Decimal(0)
        elif (
            after == index + 1
            and self.link(after) in ("space", "hyphen")
            and self._slashed(after)
            and len(digits.plain) < 4
        ):
            over, under, behind = self._plain(after), self._plain(after + 1), after + 2
            whole = digits.value or Decimal(0)
        else:
            return None
        if over is None or under not in _DENOMINATORS or over == 0 or (whole and over >= under):
            return None
        if over > under * 2 or self._slashed(behind - 1) or self._slashed(index - 1):
            return None
        value = whole + EXACT.divide(over, under)
        return Part(value, value, Decimal("0.05"), behind, coefficient=value, fraction=value < 1)

    def _slashed(self, index: int) -> bool:
        """Whether a slash joins the digits of this hit to digits."""
        if not 0 <= index < len(self.hits) - 1:
            return False
        token = self.hits[index].first
        return (
            self.hits[index + 1].first == token + 1
            and self.tokens.gaps[token + 1] in ("/", "\u2044")
            and self.tokens.is_digits(token)
            and self.tokens.is_digits(token + 1)
        )

    def _plain(self, index: int) -> Decimal | None:
        word = self.tokens.words[self.hits[index].first]
        digits = read_digits(word, self.dot_groups) if len(word) <= 4 else None
        return digits.value if digits is not None and digits.plain.isdigit() else None
