"""A date expression before anything is known of the day it is counted from."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from consistency.model.document import Span

# Units: UCUM codes d, wk, mo, a; beside them decade, quarter, half, weekend, workweek, century.
# Turns: "last", "this", "next" are counted from the day it is said; "prev", "foll", "same" from the date told
# before; "" was not told.


class Civil(Struct, frozen=True):
    """A date by what the text names of it; None is not named.

    other: a second month beside the first that differs from it; shared: both belong to one naming system.
    weekday: ISO, Monday is 1. calendar: `gregorian`, `hijri` or `jalali`.
    either: day and month are numbers that could be read the other way round.
    style: `day-first`, `month-first` or "" as written; tells how an article writes its numbers.
    fiscal: the year is a financial one, which begins on another day in every country.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    other: int | None = None
    shared: bool = False
    calendar: str = "gregorian"
    turn: str = ""
    either: bool = False
    style: str = ""
    fiscal: bool = False


class Stretch(Struct, frozen=True):
    """A season (`SP SU FA WI`), quarter (`Q1`) or half (`H1`) of a year."""

    name: str
    year: int | None = None
    turn: str = ""


class Decade(Struct, frozen=True):
    """Ten years. start: the first year; below 100 where the century was not told."""

    start: int


class Week(Struct, frozen=True):
    """An ISO week by its number."""

    number: int
    year: int | None = None


class Holiday(Struct, frozen=True):
    """A fixed or movable feast by its name in the packs."""

    name: str
    year: int | None = None
    turn: str = ""


class DayAway(Struct, frozen=True):
    """Yesterday (-1), today, tomorrow; weekday: the one named beside it."""

    days: int
    weekday: int | None = None


class Relative(Struct, frozen=True):
    """A unit beside the one it is said in: last year, this month, the next day."""

    unit: str
    turn: str


class Shift(Struct, frozen=True):
    """Some time before (negative) or after a date: three weeks ago, two days after Friday.

    base: None counts from the day it is said, or from the date told before where `told`.
    """

    amounts: tuple[tuple[int, str], ...]
    base: When | None = None
    told: bool = False


class Window(Struct, frozen=True):
    """So much time up to the day it is said, or from it: the last three years, the next two weeks."""

    amount: int
    unit: str
    turn: str


class Nth(Struct, frozen=True):
    """The first Friday of July, the last week of 2015, the 20th of next month.

    number: from 1, or -1 for the last. unit: a unit, or `1` to `7` for a weekday.
    """

    number: int
    unit: str
    of: When


class WeekOf(Struct, frozen=True):
    """The week that holds a day."""

    of: When


class Part(Struct, frozen=True):
    """Begin, middle or end (`START MID END`) of a time."""

    mod: str
    of: When


class Range(Struct, frozen=True):
    """From one time to another, both included. turned: the text had the later one first."""

    start: When
    end: When
    approx: bool = False
    turned: bool = False


class Pair(Struct, frozen=True):
    """One date told twice: in two calendars, or as said and as its editor glosses it.

    gloss: the second one is the editor's and holds.
    """

    first: When
    second: When
    gloss: bool = False


When: TypeAlias = (
    Civil
    | Stretch
    | Decade
    | Week
    | Holiday
    | DayAway
    | Relative
    | Shift
    | Window
    | Nth
    | WeekOf
    | Part
    | Range
    | Pair
)


class Beside(Struct, frozen=True):
    """What a count beside a date says about it.

    kind: `anniversary` (the date is the event's, number its anniversary), `duration` (so much lies between the
        ends of the range), `born` (a birth), `age` (so old was somebody then).
    unit: of a duration. more: at least so many. marked: a verb says that the anniversary is being kept.
    span: the count with the date, as a reader would quote them.
    """

    kind: str
    span: Span
    number: int = 0
    unit: str = "a"
    more: bool = False
    marked: bool = False


class TimePhrase(Struct, frozen=True):
    """A date as the text states it. first, last: its tokens (inclusive).

    relation: since, until, by, before, after or None. approx: "about", "nearly" stands beside it.
    ahead: a word near it says that the date lies ahead (will, deadline, scheduled), which turns an open date
    forward. planned: `due` where such a word stands right before it, `ahead` where it stands in its clause,
    or "". beside: a count that must agree with it. pack: who read it.
    """

    span: Span
    first: int
    last: int
    when: When
    relation: str | None = None
    approx: bool = False
    ahead: bool = False
    planned: str = ""
    beside: Beside | None = None
    pack: str = "digits"
