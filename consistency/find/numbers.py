"""Numbers as sums and products of number words and digits.

    number = term { and term }            each term smaller than the scale before it
    term   = [coefficient] { scale }      "3 ملايين", "مئتا ألف", "4.2 million", "tens of thousands"
    coefficient = digits | small | vague | fraction

Only the words around one hit are looked at, from left to right, each once. A language says in `pack.yaml` under
`numbers` whether units stand before tens, whether parts are joined by "and", and whether a dot groups digits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any, NamedTuple

from consistency.find.digits import Digits, read_digits, written_step
from consistency.model.tokens import Tokens
from consistency.model.words import Form, Hit
from consistency.packs.folding import DROPPED

# Exact for every figure of at most 30 digits times a trillion; thirds and sevenths are cut here.
EXACT = Context(prec=60)
LARGEST = Decimal(10) ** 33
# Addends and scales of one number; more is a list or an attack.
MOST_TERMS = 12

_KINDS = frozenset({"digits", "number", "scale", "fraction", "vague"})
_DUAL = frozenset({"dual", "dual-or-plural", "construct-dual", "construct"})
_SPACES = " \u00a0\u2009\u202f\t\r\n" + "".join(DROPPED)
_HYPHENS = "-‐‑–"
_TANWEEN = "\u064b"
# A fraction in digits has one of these under its slash; 9/11 and 24/7 are no fractions.
_DENOMINATORS = frozenset(map(Decimal, (2, 3, 4, 5, 6, 8, 10, 16, 20, 32, 100, 1000)))


class Word(NamedTuple):
    """What a hit is worth in a number. scale, fraction, vague: None where it is none.

    twice: a dual; maybe_twice: an ending that is a dual or an accusative.
    """

    digits: bool = False
    number: int | None = None
    scale: Decimal | None = None
    fraction: tuple[int, int] | None = None
    vague: tuple[int, int] | None = None
    many: tuple[int, int] | None = None
    conjunction: bool = False
    definite: bool = False
    plural: bool = False
    twice: bool = False
    maybe_twice: bool = False
    compound: bool = False
    teen: bool = False
    glued: bool = False
    ordinal: bool = False
    before_scale: bool = False
    fold: bool = False
    hides_and: bool = False
    like: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands. first, last: tokens; hit, after: its first hit and the first hit behind it.

    low, high: equal unless vague. step: written precision. coefficient, scale: 4.2 and 1,000,000 of
    "4.2 million", for a range that shares its scale. plain: the ASCII digits where it is one run of digits.
    like: a word that is a pronoun or follows its noun where it is alone. whole: the tens of "five and twenty".
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


class Refused(NamedTuple):
    """Digits that are no number. after: the first hit behind them."""

    first: int
    last: int
    reason: str
    after: int


class _Part(NamedTuple):
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


class NumberReader:
    """Reads the numbers of one text. Every method takes the index of a hit."""

    def __init__(self, tokens: Tokens, hits: tuple[Hit, ...], habits: Mapping[str, Any]) -> None:
        self.tokens = tokens
        self.hits = hits
        self.units_first = habits.get("units_first") == "yes"
        self.needs_and = habits.get("needs_and") == "yes"
        self.dot_groups = habits.get("dot_groups", "yes") == "yes"
        # The hits keep their forms alive, so that an id names them for as long as this reader lives.
        self._words: dict[int, Word | None] = {}

    def word(self, index: int) -> Word | None:
        """What the hit is worth in a number, None where it is no part of one."""
        if index >= len(self.hits):
            return None
        forms = self.hits[index].forms
        key = id(forms)
        if key in self._words:
            return self._words[key]
        word = self._words[key] = _word(forms)
        return word

    def kind(self, index: int, kind: str) -> bool:
        return 0 <= index < len(self.hits) and self.hits[index].sense(kind) is not None

    def link(self, index: int) -> str:
        """How a hit stands to the one before it: `tight`, `space`, `hyphen`, or "" for apart."""
        if index >= len(self.hits) or index < 1:
            return ""
        first = self.hits[index].first
        if first != self.hits[index - 1].last + 1:
            return ""
        return gap_kind(self.tokens.gaps[first])

    def number(self, index: int) -> Number | Refused | None:
        """The longest number that begins at a hit."""
        word = self.word(index)
        if word is None:
            return None
        part = self._term(index, word)
        if part is None or isinstance(part, Refused):
            return part
        low, high, step, after, floor = part.low, part.high, part.step, part.after, part.scale
        fraction, single, split = (
            part.fraction,
            part.digits is not None and part.after == index + 1,
            part.split,
        )
        last_scale = part.scale
        for _ in range(MOST_TERMS):
            if part.vague:
                break
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

    # -- terms ------------------------------------------------------------------------------------------------

    def _term(self, index: int, word: Word) -> _Part | Refused | None:
        if word.fraction and (part := self._fraction(index, word)) is not None:
            return part
        head: _Part | Refused | None
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
        if head is None or isinstance(head, Refused):
            return head
        head = self._point(head)
        if not head.vague and (part := self._parts_of(head)) is not None:
            return part
        return self._scaled(head)

    def _digits(self, index: int) -> _Part | Refused:
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
            digits = digits._replace(value=value, decimals=len(digits.plain), plain=f"0.{digits.plain}")
        if digits.loose is not None and self._scale_at(after):
            # "2.125 million" is no two thousand millions.
            value = digits.loose
            digits = digits._replace(value=value, decimals=3, grouped=False)
        step = written_step(value, digits.decimals)
        return _Part(value, value, step, after, coefficient=value, digits=digits)

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

    def _slash(self, index: int, digits: Digits, after: int) -> _Part | None:
        """ "3/4", "2 1/4"; other slashes are dates and names."""
        if self._slashed(index):
            over, under, behind = digits.value, self._plain(index + 1), index + 2
            whole = Decimal(0)
        elif (
            after == index + 1
            and self.link(after) == "space"
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
        return _Part(value, value, Decimal("0.05"), behind, coefficient=value, fraction=value < 1)

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

    def _small(self, index: int, word: Word) -> _Part | None:
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
        return _Part(decimal, decimal, written_step(decimal, 0), after, coefficient=decimal, split=split)

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

    def _vague(self, index: int, word: Word) -> _Part | None:
        assert word.vague is not None
        low, high = word.vague
        if word.before_scale and not self._scale_at(index + 1):
            return None
        return _Part(Decimal(low), Decimal(high), Decimal(1), index + 1, coefficient=Decimal(low), vague=True)

    def _bare_scale(self, index: int, word: Word) -> _Part | None:
        """A scale word without a coefficient: one of it, two of it, or in the plural many of it."""
        scale = word.scale
        assert scale is not None
        if word.plural or word.many:
            low, high = word.many or ((2, 9) if scale == 100 else (2, 99))
            if word.many:
                return _Part(
                    Decimal(low), Decimal(high), Decimal(1), index + 1, coefficient=Decimal(low), vague=True
                )
            return _Part(
                low * scale, (high + 1) * scale - 1, scale, index + 1, scale, Decimal(low), vague=True
            )
        count = Decimal(2 if self._dual(index, word) else 1)
        return self._scaled(_Part(count * scale, count * scale, scale, index + 1, scale, count))

    def _dual(self, index: int, word: Word) -> bool:
        if word.twice:
            return True
        if not word.maybe_twice or _TANWEEN in self.tokens.words[self.hits[index].last]:
            return False
        # An accusative ends the phrase or is followed by "and"; a construct dual is followed by what is counted.
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

    def _point(self, head: _Part) -> _Part:
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
        return _Part(value, value, written_step(value, len(decimals)), after, coefficient=value)

    def _scaled(self, head: _Part) -> _Part:
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
            assert word is not None and word.scale is not None
            if scale > 1 and word.scale < scale:
                break
            low = EXACT.multiply(low, word.scale)
            high = (high + 1) * word.scale - 1 if head.vague else low
            step = EXACT.multiply(step, word.scale)
            scale, after = scale * word.scale, at + 1
        if after == head.after:
            return head
        return head._replace(low=low, high=high, scale=scale, after=after, step=_step(step),
                             coefficient=coefficient if plain else low / scale, split=0)  # fmt: skip

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
        if index < 1 or self.hits[index - 1].forms[0].senses[0].kind != "digits":
            return False
        surface = self.tokens.words[self.hits[index].first]
        if link != "tight" and not (link == "space" and (len(surface) > 1 or surface in "KMB")):
            return False
        return not self.kind(index + 1, "dimension") or not self.link(index + 1)

    # -- parts ------------------------------------------------------------------------------------------------

    def _fraction(self, index: int, word: Word) -> _Part | None:
        """ "half a million", "ثلثا السكان", "نصف مليون"; None where the word is something else here."""
        assert word.fraction is not None
        over, under = word.fraction
        surface = self.tokens.words[self.hits[index].last]
        symbol = not surface[0].isalpha()
        if word.plural and not symbol:
            return None
        if word.number is not None and not self._part_of_whole(index):
            return None
        if word.ordinal and not self._has_article(index):
            return None
        if (word.twice or word.maybe_twice) and under > 2 and not self._accusative(index, word):
            over *= 2
        value = EXACT.divide(Decimal(over), Decimal(under))
        part = _Part(value, value, Decimal("0.05"), index + 1, coefficient=value, fraction=True)
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

    def _accusative(self, index: int, word: Word) -> bool:
        return word.maybe_twice and not word.twice and not self._dual(index, word)

    def _of_scale(self, part: _Part, over: int, under: int) -> _Part:
        """A fraction of a scale word: "half a million", "a quarter of a million", "نصف المليون"."""
        at = part.after
        for kind in ("of", "article"):
            if self.kind(at, kind) and self.link(at) == "space":
                at += 1
        if at > part.after and self.kind(at - 1, "of") and not self._scale_at(at):
            return part
        if not self._scale_at(at):
            return part
        word = self.word(at)
        assert word is not None and word.scale is not None
        if word.plural or word.glued:
            return part
        value = EXACT.divide(over * word.scale, Decimal(under))
        return part._replace(
            low=value,
            high=value,
            step=max(Decimal(1), _step(word.scale / 20)),
            after=at + 1,
            scale=word.scale,
        )

    def _parts_of(self, head: _Part) -> _Part | None:
        """ "three quarters", "ثلاثة أرباع", "2½"."""
        word = self.word(head.after)
        link = self.link(head.after)
        if word is None or word.fraction is None or word.conjunction or not link or head.low != int(head.low):
            return None
        over, under = word.fraction
        if not self.tokens.words[self.hits[head.after].last][0].isalpha():  # 2½
            value = head.low + EXACT.divide(Decimal(over), Decimal(under))
            mixed = _Part(value, value, Decimal("0.05"), head.after + 1, coefficient=value)
            return self._scaled(mixed)
        if (
            not (word.plural or (head.low == 1 and not self.units_first))
            or not 1 <= head.low < 100
            or head.digits
        ):
            return None
        over *= int(head.low)
        value = EXACT.divide(Decimal(over), Decimal(under))
        part = _Part(value, value, Decimal("0.05"), head.after + 1, coefficient=value, fraction=True)
        return self._of_scale(part, over, under)

    # -- sums -------------------------------------------------------------------------------------------------

    def _next(self, after: int) -> tuple[int, bool]:
        """The hit that goes on with a number and whether "and" stands before it; 0 where nothing does."""
        if not self.link(after):
            return 0, False
        if self.kind(after, "join"):
            return (after + 1, True) if self.link(after + 1) in ("space", "tight") else (0, False)
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

    def _addend(self, after: int, floor: Decimal, last_scale: Decimal, part: _Part) -> _Part | None:
        at, joined = self._next(after)
        if not at:
            return self._after_comma(after, floor)
        word = self.word(at)
        article = False
        if word is None and joined and self.kind(at, "article") and self.link(at + 1) == "space":
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
        if word.digits and not joined and (not isinstance(term, _Part) or term.scale == 1):
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

    def _after_comma(self, after: int, floor: Decimal) -> _Part | None:
        """ "two thousand, five hundred": hundreds at least, for "two thousand, five of them" are two figures."""
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

    def _half(self, at: int, word: Word, last_scale: Decimal, article: bool) -> _Part | None:
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
            assert named is not None and named.scale is not None
            if last_scale == 1 or named.scale <= last_scale:
                scale, after = named.scale, after + 1
        value = EXACT.divide(over * scale, Decimal(under))
        return _Part(
            value,
            value,
            _step(scale / 20),
            after,
            scale,
            EXACT.divide(Decimal(over), Decimal(under)),
            fraction=True,
        )


def gap_kind(gap: str) -> str:
    """What stands between two tokens: `tight` nothing, `space` (one line break at most), `hyphen`, else ""."""
    if gap == " ":
        return "space"
    if gap == "":
        return "tight"
    if len(gap) > 8:
        return ""
    bare = gap.strip(_SPACES)
    if bare == "":
        visible = gap.strip("".join(DROPPED))
        if visible == "":
            return "tight"
        return "space" if gap.count("\n") < 2 else ""
    if bare in _HYPHENS and "\n" not in gap:
        return "hyphen"
    return ""


def _step(step: Decimal) -> Decimal:
    """The next smaller precision that is one or five times a power of ten."""
    power = Decimal(1).scaleb(step.adjusted())
    return power * 5 if step >= power * 5 else power


def _word(forms: tuple[Form, ...]) -> Word | None:
    for form in forms:
        kinds = {sense.kind for sense in form.senses}
        if "phrase" in kinds:
            return None
        if kinds & _KINDS:
            return _worth(form)
    return None


def _worth(form: Form) -> Word:
    word = Word(
        conjunction=bool(form.conjunction),
        definite=form.definite,
        plural=form.ending == "plural",
        twice=form.ending in _DUAL,
        maybe_twice=form.ending == "accusative-or-dual",
    )
    for sense in form.senses:
        if sense.kind == "digits":
            word = word._replace(digits=True)
        elif sense.kind == "number" and form.ending in ("", "accusative-or-dual", "fold"):
            word = word._replace(
                number=int(sense.id),
                compound=sense.get("only") == "compound",
                teen=sense.get("teen") == "yes",
                fold=form.ending == "fold",
                hides_and=sense.get("hides") == "and" and not form.conjunction,
                like=sense.get("like"),
            )
        elif sense.kind == "scale":
            plural = word.plural or sense.get("plural") == "yes"
            many = _range(sense.get("many")) if plural and sense.get("many") else None
            word = word._replace(
                scale=Decimal(sense.id), glued=sense.get("glued") == "yes", plural=plural, many=many
            )
        elif sense.kind == "fraction":
            over, _, under = sense.id.partition("/")
            plural = word.plural or sense.get("plural") == "yes"
            word = word._replace(
                fraction=(int(over), int(under)), plural=plural, ordinal=sense.get("rank") == "yes"
            )
        elif sense.kind == "vague":
            word = word._replace(vague=_range(sense.id), before_scale=sense.get("before") == "scale")
    return word


def _range(text: str) -> tuple[int, int]:
    low, _, high = text.partition("..")
    return int(low), int(high)
