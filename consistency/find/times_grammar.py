"""The longest date that begins at a word: the grammar's one door."""

from __future__ import annotations

from collections.abc import Callable

from consistency.find.times_counts import ago, nth, windowed
from consistency.find.times_dates import date
from consistency.find.times_days import day_alone, day_word, weekday
from consistency.find.times_digits import bare_year, numeric
from consistency.find.times_months_of import months_of
from consistency.find.times_reader import MOST_KNOWN, Read, Reader
from consistency.find.times_units import (
    DEPTH,
    PARTED,
    SHORT_PARTS,
    current,
    decade,
    holiday,
    season,
    turned,
    unit_turned,
    week,
)
from consistency.find.times_words import NOTHING, TimeWord
from consistency.model.timephrase import Civil, Decade, Nth, Part, Relative, Stretch, Week, WeekOf, When


def whole(r: Reader, i: int, depth: int = 0) -> Read | None:
    """The date that begins at token i, with the token after it; read once per token and depth."""
    if depth > DEPTH or not 0 <= i < r.size:
        return None
    word = r.entries[i]
    if word is NOTHING:
        return season(r, i) if r.tokens.words[i] in SHORT_PARTS else None
    if not (word.begins or word.starts or word.digits or "the" in word.roles):
        return None
    key = (i, depth)
    if key not in r.known:
        if len(r.known) > MOST_KNOWN:
            r.known.clear()
        r.known[key] = _read(r, i, depth, word)
    return r.known[key]


def _read(r: Reader, i: int, depth: int, word: TimeWord) -> Read | None:
    if word.digits:
        if r.single(i + 1) is NOTHING and r.digits(i):
            return bare_year(r, i)  # no word or mark of a date goes on with them
        return (
            numeric(r, i) or date(r, i) or ago(r, i, depth) or nth(r, i, depth) or windowed(r, i)
            or decade(r, i) or bare_year(r, i) or (day_alone(r, i) if len(r.digits(i)) < 3 else None)
        )  # fmt: skip
    term = r.word(i) if word.starts else word
    if "the" in word.roles and term.size == 1:
        # One article only: "the the the" is no date, however long it goes on.
        return whole(r, i + 1, depth) if r.near(i + 1) and "the" not in r.roles(i + 1) else None
    begins = word.begins if term is word else word.begins | term.begins
    for rule in _RULES_OF.get(begins) or _rules_of(begins):
        if (found := rule(r, i, depth)) is not None:
            return found
    return None


def _rules_of(begins: frozenset[str]) -> tuple[Rule, ...]:
    found = _RULES_OF[begins] = tuple(rule for name, rule in _RULES if name in begins)
    return found


def _part(r: Reader, i: int, depth: int) -> Read | None:
    """Begin, middle or end of a time."""
    word = r.single(i)
    mod = word.id("timepart")
    if not mod or r.word(i).id("period"):
        return None
    j = i + 1
    if r.mark(j) not in ("", "-", "–"):
        return None
    if "of" in r.roles(j):
        if "in" in r.roles(j) and not word.senses["timepart"][0].get("loose") and not r.turn(j):
            return None  # "to end in 2030" is no end of 2030
        j += 1
    named = current(r, j)
    if named is not None:
        return Part(mod, named[0]), named[1]
    k = j + 1 if "the" in r.roles(j) else j
    digits = r.digits(k)
    if (
        len(digits) == 4
        and 1000 <= int(digits) < 2200
        and not r.counts(k + 1)
        and r.tokens.gaps[k + 1] != "%"
    ):
        if (found := decade(r, k)) is not None:
            return Part(mod, found[0]), found[1]
        return Part(mod, Civil(year=int(digits))), k + 1
    inner = whole(r, j, depth + 1)
    if inner is None or not _divisible(inner[0]):
        return None
    return Part(mod, inner[0]), inner[1]


def _divisible(when: When) -> bool:
    if isinstance(when, Civil):
        return when.day is None and when.weekday is None
    if isinstance(when, Relative):
        return when.unit in PARTED
    return isinstance(when, (Stretch, Decade, Nth, Week, WeekOf))


Rule = Callable[[Reader, int, int], "Read | None"]
# In this order: the first rule that reads a date at a word has it.
_RULES: tuple[tuple[str, Rule], ...] = (
    ("part", _part),
    ("day", day_word),
    ("weekday", weekday),
    ("nth", lambda r, i, depth: months_of(r, i, depth) or nth(r, i, depth)),
    ("date", lambda r, i, _: date(r, i)),
    ("year", lambda r, i, _: bare_year(r, i)),
    ("ago", ago),
    ("window", lambda r, i, _: windowed(r, i)),
    ("turned", lambda r, i, _: turned(r, i)),
    ("season", lambda r, i, _: season(r, i)),
    ("week", week),
    ("unit", lambda r, i, _: unit_turned(r, i)),
    ("decade", lambda r, i, _: decade(r, i)),
    ("holiday", lambda r, i, _: holiday(r, i)),
)
# By what words can begin: a few dozen sets of names.
_RULES_OF: dict[frozenset[str], tuple[Rule, ...]] = {}
