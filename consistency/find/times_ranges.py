"""From one date to another, and one date told twice: what a date beside a date makes of the first."""

from __future__ import annotations

from msgspec.structs import replace

from consistency.find.times_dates import YEARS, with_year
from consistency.find.times_months import Month
from consistency.find.times_moved import moved
from consistency.find.times_reader import CLOSE, DASHES, OPEN, Read, Reader
from consistency.find.times_words import NOTHING
from consistency.model.timephrase import Civil, Pair, Part, Range, When


def ranged(r: Reader, start: int, when: When, after: int, free: int) -> tuple[When, int, int]:
    """The range that a date opens, by its words or a dash; otherwise the date itself."""
    opener = _opener(r, start, free)
    roles = r.roles(opener) if opener >= 0 else frozenset()
    if isinstance(when, Range):
        return when, opener if roles & {"from", "between"} else start, after
    if "from" in roles and moved(r, opener):
        return when, start, after  # "put off from 12 August to 9 September": two days, and no time between
    approx = r.near(after) and "approx" in r.roles(after)
    beyond = after + 1 if approx else after
    end = _range_end(r, beyond, when, roles)
    if end is None or isinstance(end[0], Range):
        return when, start, after
    return Range(when, end[0], approx=approx), opener if roles else start, end[1]


def _range_end(r: Reader, i: int, when: When, opener: frozenset[str]) -> Read | None:
    """The end of a range whose beginning ends before token i."""
    mark, link = r.mark(i), r.roles(i)
    if mark in DASHES:
        return _like(r, i, when)
    if mark and mark not in CLOSE:
        return None
    if "to" in link and opener:
        return r.whole(r, i + 1, 0) or _year_end(r, i + 1, when)
    if "and" in link and "between" in opener:
        return r.whole(r, i + 1, 0) or _year_end(r, i + 1, when) or _day_end(r, i + 1, when)
    if "between" in opener and r.single(i).conjunction:
        return r.whole(r, i, 0)
    return _like(r, i + 1, when) if "to" in link and _bare(when) else None


def _opener(r: Reader, start: int, free: int) -> int:
    """The token that opens a range before a date: from, between, since; else -1."""
    k = start - 1
    while (
        k >= free and r.near(k + 1) and (r.single(k).id("timeunit") or "the" in r.roles(k)) and k > start - 3
    ):
        k -= 1
    if k < free or not r.near(k + 1):
        return -1
    return k if r.roles(k) & {"from", "between", "since"} else -1


def _bare(when: When) -> bool:
    return isinstance(when, Civil) and (when.year is not None or when.day is not None) and not when.weekday


def _year_end(r: Reader, i: int, when: When) -> Read | None:
    """A bare year that ends a range that a year began."""
    digits = r.digits(i)
    if len(digits) != 4 or int(digits) not in YEARS or r.counts(i + 1):
        return None
    return (Civil(year=int(digits)), i + 1) if isinstance(when, (Civil, Part)) else None


def _day_end(r: Reader, i: int, when: When) -> Read | None:
    """A bare day that ends a range within a month: "between May 5 and 10, 2020"."""
    day = r.day(i)
    if (
        day is None
        or not isinstance(when, Civil)
        or not when.day
        or not when.month
        or when.year
        or r.counts(day.next)
    ):
        return None
    return with_year(r, Civil(month=when.month, day=day.value), Month(when.month, day.next))


def _like(r: Reader, i: int, when: When) -> Read | None:
    """The end after a dash: of the same make as the beginning."""
    base = when.of if isinstance(when, Part) else when
    if not isinstance(base, Civil) or base.weekday:
        return None
    if base.year and not base.month:
        return _year_end(r, i, when)
    end = r.whole(r, i, 0)
    if end is None or not isinstance(end[0], Civil) or end[0].weekday:
        return None
    return end if (end[0].month is not None) and (end[0].day is None) == (base.day is None) else None


def doubled(r: Reader, when: When, after: int) -> tuple[When, int]:
    """The same date in another calendar, or as its weekday, beside it."""
    if not isinstance(when, Civil) or (when.month is None and when.year is None):
        return when, after
    mark = r.mark(after)
    j = after
    if r.near(j) and "equal" in r.roles(j):
        j += 1
        if not r.near(j):
            return when, after
        if "to" in r.roles(j) or "of" in r.roles(j):
            j += 1
    elif mark not in OPEN and mark not in ("/", "-", "–", "،", ",") and mark != "":
        return when, after
    if mark == "" and j == after and when.weekday is None and when.day:
        return when, after
    second = r.whole(r, j, 0) if r.word(j) is not NOTHING else None
    if second is None or not isinstance(second[0], Civil):
        return when, after
    other = second[0]
    if mark in OPEN and r.after(second[1] - 1)[:1] not in CLOSE:
        return when, after
    if other.calendar != when.calendar and (other.day is None) == (when.day is None) and other.year:
        return Pair(when, other), second[1]
    if mark in OPEN and when.day and not when.weekday and other.weekday and not other.day and not other.turn:
        return replace(when, weekday=other.weekday), second[1]
    return when, after
