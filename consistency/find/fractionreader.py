"""Fractions as terms: "half a million", "ثلاثة أرباع", "مليون ونصف المليون", "2½"."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from consistency.find.gaps import gap_kind
from consistency.find.hitreader import EXACT, Part, told_step
from consistency.find.numberwords import Word
from consistency.find.termreader import TermReader


class FractionReader(TermReader):
    """Reads fractions, alone, behind a number and behind "and"."""

    def _fraction(self, index: int, word: Word) -> Part | None:
        """ "half a million", "ثلثا السكان", "نصف مليون"; None where the word is something else here."""
        assert word.fraction is not None
        over, under = word.fraction
        surface = self.tokens.words[self.hits[index].last]
        symbol = not surface[0].isalpha()
        if word.plural and not symbol:
            return None
        if word.number is not None and not self._part_of_whole(index):
            return None
        if word.ordinal and not (self._has_article(index) and self._ends_phrase(index)):
            return None
        if (word.twice or word.maybe_twice) and under > 2 and not self._accusative(index, word):
            over *= 2
        value = EXACT.divide(Decimal(over), Decimal(under))
        part = Part(value, value, Decimal("0.05"), index + 1, coefficient=value, fraction=True)
        return self._of_scale(part, over, under)

    def _part_of_whole(self, index: int) -> bool:
        """Whether a definite word that is no number follows: "خمس السكان" against "خمس سنوات"."""
        if self.hits[index].forms[0].definite:
            return False
        after = self.hits[index].last + 1
        if after >= len(self.tokens.words) or gap_kind(self.tokens.gaps[after]) != "space":
            return False
        if self.word(index + 1) is not None and self.hits[index + 1].first == after:
            return False
        lexicon = self.tokens.lexicon
        folded = lexicon.fold(self.tokens.words[after])
        return folded != lexicon.canonical(self.tokens.words[after]) and not folded.endswith("ا")

    def _has_article(self, index: int) -> bool:
        return bool(self.link(index)) and self.kind(index - 1, "article")

    def _ends_phrase(self, index: int) -> bool:
        """Whether no noun follows: "a third of them", "cut by a third" against "a third person"."""
        after = self.hits[index].last + 1
        if after >= len(self.tokens.words) or gap_kind(self.tokens.gaps[after]) != "space":
            return True
        if index + 1 >= len(self.hits) or self.hits[index + 1].first != after:
            return False
        nxt = self.hits[index + 1]
        return (
            nxt.sense("of", "stop", "in", "to", "range", "join", "clause", "other", "hedge", "scale")
            is not None
        )

    def _accusative(self, index: int, word: Word) -> bool:
        return word.maybe_twice and not word.twice and not self._dual(index, word)

    def _of_scale(self, part: Part, over: int, under: int) -> Part:
        """A fraction of a scale word: "half a million", "a quarter of a million", "نصف المليون"."""
        at = part.after
        for kind in ("of", "article"):
            if self.kind(at, kind) and self.link(at) in ("space", "hyphen"):
                at += 1
        if at > part.after and self.kind(at - 1, "of") and not self._scale_at(at):
            return part
        if not self._scale_at(at):
            return part
        word = self.word(at)
        assert word is not None
        assert word.scale is not None
        if word.plural or word.glued:
            return part
        value = EXACT.divide(over * word.scale, Decimal(under))
        return replace(
            part,
            low=value,
            high=value,
            step=max(Decimal(1), told_step(word.scale / 20)),
            after=at + 1,
            scale=word.scale,
        )

    def _parts_of(self, head: Part) -> Part | None:
        """ "three quarters", "ثلاثة أرباع", "2½"."""
        word = self.word(head.after)
        link = self.link(head.after)
        if word is None or word.fraction is None or word.conjunction or not link or head.low != int(head.low):
            return None
        over, under = word.fraction
        if not self.tokens.words[self.hits[head.after].last][0].isalpha():  # 2½
            value = head.low + EXACT.divide(Decimal(over), Decimal(under))
            mixed = Part(value, value, Decimal("0.05"), head.after + 1, coefficient=value)
            return self._scaled(mixed)
        if (
            not (word.plural or (head.low == 1 and not self.units_first))
            or not 1 <= head.low < 100
            or head.digits
        ):
            return None
        over *= int(head.low)
        value = EXACT.divide(Decimal(over), Decimal(under))
        part = Part(value, value, Decimal("0.05"), head.after + 1, coefficient=value, fraction=True)
        return self._of_scale(part, over, under)

    def _half(self, at: int, word: Word, last_scale: Decimal, article: bool) -> Part | None:
        """The part after "and": "million and a half", "مليون ونصف المليون", "ثلاثة وربع"."""
        over_under = None
        after = at + 1
        if (
            word.fraction
            and not word.plural
            and (word.number is None or False)
            and not (word.ordinal and not article)
        ):
            over_under = word.fraction
            if (word.twice or word.maybe_twice) and over_under[1] > 2:
                over_under = (over_under[0] * 2, over_under[1])
        elif word.number is not None and 1 <= word.number <= 9 and self.link(at + 1) in ("space", "hyphen"):
            nxt = self.word(at + 1)
            if (
                nxt
                and nxt.fraction
                and not nxt.conjunction
                and (nxt.plural or (word.number == 1 and not self.units_first))
            ):
                over_under, after = (nxt.fraction[0] * word.number, nxt.fraction[1]), at + 2
        if over_under is None:
            return None
        over, under = over_under
        scale = last_scale
        if self._scale_at(after):
            named = self.word(after)
            assert named is not None
            assert named.scale is not None
            if last_scale == 1 or named.scale <= last_scale:
                scale, after = named.scale, after + 1
        value = EXACT.divide(over * scale, Decimal(under))
        return Part(
            value,
            value,
            told_step(scale / 20),
            after,
            scale,
            EXACT.divide(Decimal(over), Decimal(under)),
            fraction=True,
        )
