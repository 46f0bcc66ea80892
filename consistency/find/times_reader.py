"""The words of one text as parts of dates, and small looks ahead: marks, numbers, years, turns."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from consistency.find.times_words import DIGITS, NOTHING, TimeWord, Vocabulary
from consistency.model.timephrase import When
from consistency.model.tokens import Tokens
from consistency.packs.folding import DROPPED

Read = tuple[When, int]  # an expression and the token after it
Whole = Callable[["Reader", int, int], "Read | None"]
TURNS = ("last", "prev", "next", "foll", "this", "same")

# Marks and spaces that may stand between the words of one date.
_BLANK = " \u00a0\u202f\u2009\t" + "".join(DROPPED)
DASHES = frozenset("-–—‑−‐")
OPEN, CLOSE = frozenset("([（"), frozenset(")]）")
# What may stand between the words of one name ("new year's", "sept. 9").
_IN_NAME = frozenset(("", ".", "-", "'", "’"))
# A date in words has fewer number words than this ("nineteen hundred and ninety three" has five).
_MOST_WORDS = 8
# How many words around an open date may say that it lies ahead, and what ends their sentence.
_AHEAD_BEFORE, _AHEAD_AFTER = 12, 4
_ENDS = ("\n", ".", "!", "?", "؟")
_NONE: frozenset[str] = frozenset()
# What is remembered of a text at once; a date looks back and ahead a few words only.
MOST_KNOWN = 10_000
_CURRENCIES = "$€£¥₪₺₹₽₩"


class _Marks(dict[str, str]):
    """gap -> what stands in it besides spaces and invisible marks; the gaps of a text are the same few."""

    def __missing__(self, gap: str) -> str:
        mark = "\n" if "\n" in gap else gap.strip(_BLANK)[:4]
        if len(gap) < 4 and len(self) < MOST_KNOWN:
            self[gap] = mark
        return mark


_MARKS = _Marks()


class Number(Struct, frozen=True):
    """A number read: its value, the token after it, whether it was an ordinal, whether written in digits."""

    value: int
    next: int
    ordinal: bool = False
    digits: bool = False


class Reader:
    """The words of one text as parts of dates, by token index; indexes beyond the ends are nothing.

    whole: the grammar's door, so that its rooms, which hold dates in dates, need not import it. known: what
    it read at a token and depth, so that no date is read twice.
    """

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary, whole: Whole) -> None:
        self.tokens = tokens
        self.vocabulary = vocabulary
        self.whole = whole
        self.article = vocabulary.lexicon.morphology.article
        self.events = vocabulary.events
        self.named = vocabulary.named
        self.entries = list(map(vocabulary.__getitem__, tokens.words))
        self._gaps = tokens.gaps
        self.size = len(tokens.words)
        self.known: dict[tuple[int, int], Read | None] = {}
        self._phrases: dict[int, TimeWord] = {}

    def word(self, i: int) -> TimeWord:
        """The word at token i, or the longest term of a date that begins there (then `size` exceeds 1)."""
        if not 0 <= i < self.size:
            return NOTHING
        word = self.entries[i]
        if not word.starts:
            return word
        found = self._phrases.get(i)
        if found is None:
            if len(self._phrases) > MOST_KNOWN:
                self._phrases.clear()
            found = self._phrases[i] = self._phrase(i) or word
        return found

    def single(self, i: int) -> TimeWord:
        """The word at token i alone."""
        return self.entries[i] if 0 <= i < self.size else NOTHING

    def roles(self, i: int) -> frozenset[str]:
        return self.entries[i].roles if 0 <= i < self.size else _NONE

    def _phrase(self, i: int) -> TimeWord | None:
        if self.mark(i + 1) not in _IN_NAME:
            return None
        canonical, words = self.tokens.lexicon.canonical, self.tokens.words
        for rest, term in self.vocabulary.longer(words[i], canonical(words[i + 1])):
            if i + term.size <= self.size and all(
                self.mark(k) in _IN_NAME and canonical(words[k]) == want for k, want in enumerate(rest, i + 2)
            ):
                return term
        return None

    def needed(self, i: int) -> bool:
        """Whether the word after token i is one of those that it needs to be a trigger."""
        words = self.tokens.words
        return i + 1 < self.size and self.tokens.lexicon.canonicals[words[i + 1]] in self.entries[i].needs

    def scales(self, i: int) -> bool:
        """Whether the scale word at token i makes a number of the digits before it and belongs to no date."""
        before, after = self.single(i - 1), self.single(i + 1)
        return after is NOTHING and (before is NOTHING or before is DIGITS)

    def mark(self, i: int) -> str:
        """What stands before token i without spaces and invisible marks; a line break is "\\n"."""
        return _MARKS[self._gaps[i]] if 0 < i < self.size else "\n"

    def after(self, i: int) -> str:
        """What stands after token i without spaces and invisible marks; "" where nothing does."""
        return self.tokens.gaps[i + 1].strip(_BLANK)[:4] if i + 1 < len(self.tokens.gaps) else ""

    def near(self, i: int) -> bool:
        """Whether nothing but a space stands before token i."""
        return 0 < i < self.size and not _MARKS[self._gaps[i]]

    def digits(self, i: int) -> str:
        """The token's digits in 0-9, or "" where it is no plain run of digits."""
        if not 0 <= i < self.size:
            return ""
        if self.entries[i] is not DIGITS:
            return ""
        word = self.tokens.words[i]
        if len(word) > 12:
            return ""
        if word.isascii():
            return word if word.isdecimal() else ""
        folded = self.tokens.lexicon.fold(word)
        return folded if folded.isdecimal() and folded.isascii() else ""

    def counts(self, i: int) -> bool:
        """Whether the word at i is something that a number before it counts."""
        if not self.near(i):
            return False
        word = self.single(i)
        if word.counted and word.id("timeunit") == "a" and self.year(i + 1):
            return False  # "شهر عشرة سنة 2015"
        canonical = self.tokens.lexicon.canonical
        if word.things and self.near(i + 1) and canonical(self.tokens.words[i + 1]) in word.things:
            return True  # "police officers"
        return word.counted or self.tokens.words[i] in "%٪‰°" or self.tokens.words[i] in _CURRENCIES

    def elative(self, i: int) -> bool:
        """Whether the word at i is a superlative."""
        meaning = self.tokens.meanings[i] if 0 <= i < self.size else None
        return meaning is not None and "elative" in meaning.kinds

    def one_event(self, i: int) -> bool:
        """Whether the word at i is an event in the singular: "the 2017 victory" counts no victories."""
        meaning = self.tokens.meanings[i] if 0 <= i < self.size else None
        if meaning is None:
            return False
        return any(
            not form.ending and sense.kind == "concept" and sense.id in self.events
            for form in meaning.forms
            for sense in form.senses
        )

    def turn(self, i: int, *, closed: bool = False) -> str:
        """The direction a word gives to what stands straight before it: "الماضي".

        closed: a parenthesis may end between them.
        """
        roles = self.roles(i)
        if not roles or roles.isdisjoint(TURNS):
            return ""
        if not (self.near(i) or (closed and self.mark(i) in CLOSE)):
            return ""
        return next(t for t in TURNS if t in roles)

    def turn_before(self, i: int) -> str:
        """The direction a word gives to what follows it: "last"."""
        roles = self.roles(i)
        if not roles or roles.isdisjoint(TURNS) or not self.near(i + 1):
            return ""
        return next((t for t in TURNS[:-1] if t in roles), "")

    def possessed(self, i: int) -> bool:
        """Whether the token ends in an apostrophe and one letter ("Sunday's")."""
        return len(self.tokens.words[i]) > 3 and self.tokens.words[i][-2] in "'’"

    def has_article(self, i: int) -> bool:
        """Whether the token is written with its language's article."""
        article = self.article
        return bool(article) and self.tokens.fold(i).startswith(article)

    def hedged(self, i: int) -> bool:
        """Whether the word at i, alone or with the next one, makes a number after it a count."""
        word = self.single(i)
        if word.hedging or not word.hedges or i + 1 >= self.size:
            return word.hedging
        return self.tokens.lexicon.canonical(self.tokens.words[i + 1]) in word.hedges

    def lower(self, i: int) -> bool:
        """Whether the token begins with a small letter."""
        return self.tokens.words[i][0].islower()

    def ahead(self, first: int, last: int) -> bool:
        """Whether a word of the same clause says that something lies ahead."""
        return any(word.future for word in self.of_clause(first, last))

    def over(self, first: int, last: int) -> bool:
        """Whether a verb of the same clause tells what is over: "by Thursday they had counted ten"."""
        beyond = self.mark(last + 1) == ","  # "By Monday, 860,000 children had been ..."
        return any(word.over for word in self.of_clause(first, last + beyond))

    def of_clause(self, first: int, last: int) -> list[TimeWord]:
        """The time words near a date, backwards from it and then forwards, as far as its clause goes."""
        entries, gaps = self.entries, self._gaps
        found: list[TimeWord] = []
        for k in range(first - 1, max(-1, first - 1 - _AHEAD_BEFORE), -1):
            if (gap := gaps[k + 1]) != " ":
                mark = _MARKS[gap]
                if mark and mark[0] in _ENDS and not (mark == "." and len(self.tokens.words[k]) == 1):
                    break  # "at 11 a.m. Tuesday" goes on
            if (word := entries[k]) is not NOTHING:
                found.append(self.word(k) if word.starts else word)
        for k in range(last + 1, min(self.size, last + 1 + _AHEAD_AFTER)):
            if (gap := gaps[k]) != " " and (mark := _MARKS[gap]) and (mark[0] in _ENDS or mark[0] in ",،"):
                break
            if "and" in self.roles(k) and k + 1 < self.size and not entries[k + 1].trigger:
                break  # "opened on Monday and is expected ..."
            if (word := entries[k]) is not NOTHING:
                found.append(self.word(k) if word.starts else word)
        return found

    def day(self, i: int) -> Number | None:
        """A day of a month: 9, 9th, the ninth word forms; 1 to 31."""
        if digits := self.digits(i):
            if i > 0 and self.tokens.gaps[i] == "" and self.tokens.words[i - 1] in _CURRENCIES:
                return None
            if len(digits) > 2 or not 1 <= int(digits) <= 31:
                return None
            if i + 1 < self.size and self.tokens.gaps[i + 1] == "" and "th" in self.roles(i + 1):
                return Number(int(digits), i + 2, True, True)
            return Number(int(digits), i + 1, False, True)
        return self._small(i)

    def _small(self, i: int) -> Number | None:
        """Number words up to 31: units, teens, tens with units in either order."""
        word = self.single(i)
        value = word.ordinal if word.ordinal is not None else word.number
        if value is None or not 1 <= value <= 30:
            return None
        ordinal, after = word.ordinal is not None, i + 1
        following = self.single(after)
        more = following.ordinal if following.ordinal is not None else following.number
        if more is None and "and" in following.roles and self.near(after):
            later = self.single(after + 1)
            if later.number in (20, 30) and value < 10:
                following, more, after = later, later.number, after + 1
        if more is not None and self.mark(after) in ("", "-"):
            if value in (20, 30) and more < 10 and not word.ordinal and not following.conjunction:
                return self._within(value + more, after + 1, following.ordinal is not None)
            teen = more == 10 and not following.conjunction  # "الأول والعاشر" are two days
            if value < 10 and (teen or (more in (20, 30) and (following.conjunction or after > i + 1))):
                return self._within(value + more, after + 1, ordinal)
        return self._within(value, i + 1, ordinal)

    @staticmethod
    def _within(value: int, after: int, ordinal: bool) -> Number | None:
        return Number(value, after, ordinal) if value <= 31 else None

    def count(self, i: int) -> Number | None:
        """How many: plain digits, or number words of a sum."""
        if digits := self.digits(i):
            return Number(int(digits), i + 1, False, True) if len(digits) <= 4 else None
        return self._sum(i)

    def _sum(self, i: int) -> Number | None:
        values: list[int] = []
        after = i
        while after < i + _MOST_WORDS:
            word = self.single(after)
            value = word.number if word.number is not None else word.scale
            if value is None and values and "and" in word.roles:
                later = self.single(after + 1)
                if later.number is not None and values[-1] >= 20:
                    after += 1
                    continue
            if value is None or (after > i and self.mark(after) not in ("", "-")):
                break
            if word.number is None and values and values[-1] < value:
                values[-1] *= value
            elif word.scale is not None and (found := word.senses["scale"][1].ending):
                values.append(value * (2 if "dual" in found else 1))
            else:
                values.append(value)
            after += 1
        if not values or values[0] == 0 or sum(values) > 9999:
            return None
        return Number(sum(values), after)

    def year(self, i: int) -> Number | None:
        """A year of four digits, or in words ("two thousand and twenty", "nineteen eighty six")."""
        if digits := self.digits(i):
            return (
                Number(int(digits), i + 1, False, True)
                if len(digits) == 4 and "1000" <= digits < "3000"
                else None
            )
        word = self.single(i)
        if word.number is None and word.scale is None:
            return None
        in_century = word.number is not None and 13 <= word.number <= 20
        if in_century and word.number and (pair := self._century(i, word.number)):
            return pair
        found = self._sum(i)
        return found if found and 1000 <= found.value < 3000 else None

    def _century(self, i: int, first: int) -> Number | None:
        after = i + 1
        word = self.single(after)
        if not self.near(after):
            return None
        if word.scale == 100:
            after, word = after + 1, self.single(after + 1)
            if "and" in word.roles:
                after, word = after + 1, self.single(after + 1)
            if word.number is None:
                return Number(first * 100, after)
        if word.number is None or word.number > 99:
            return None
        rest = self._small(after) or (Number(word.number, after + 1) if word.number >= 40 else None)
        if word.number >= 20 and word.number % 10 == 0:
            unit = self.single(after + 1)
            if unit.number is not None and 1 <= unit.number < 10 and self.mark(after + 1) in ("", "-"):
                rest = Number(word.number + unit.number, after + 2)
        elif word.number == 0:
            unit = self.single(after + 1)
            rest = Number(unit.number, after + 2) if unit.number and unit.number < 10 else None
        if rest is None or (rest.value < 10 and word.number != 0 and self.single(i + 1).scale != 100):
            return None
        return Number(first * 100 + rest.value, rest.next)
