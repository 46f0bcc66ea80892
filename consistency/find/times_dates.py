"""Dates told by day, month and year, months by name."""

from __future__ import annotations

from msgspec.structs import replace

from consistency.find.times_months import Month, month
from consistency.find.times_reader import CLOSE, DASHES, Number, Read, Reader
from consistency.find.times_words import TimeWord
from consistency.model.timephrase import Civil, Range

_BETWEEN = frozenset(("", ".", "-", "/", ","))
_COMMAS = frozenset((",", "،", ""))
# Years a bare number can be, and the Hijri years of print.
YEARS = range(1900, 2100)
HIJRI_BELOW = 1700
# Two digits up to this one are a year of this century.
_PIVOT = 50


def year_after(r: Reader, i: int, *, loose: bool = True) -> Number | None:
    """A year after a month: "2014", ", 2014", "of 2014", "من عام 2014"; with its era in `year_end`."""
    if r.mark(i) not in _COMMAS and r.mark(i) not in CLOSE and r.mark(i) not in ("-", "/"):
        return None
    j = i
    word = r.single(j)
    if "of" in word.roles and r.near(j):
        j += 1
        word = r.single(j)
    if "the" in word.roles:
        j += 1
        word = r.single(j)
    unit = word.senses.get("timeunit")
    if unit and unit[0].id == "a":
        if not r.near(j) or unit[0].get("plural"):
            return None
        j += 1
    if j > i and not r.near(j):
        return None
    if digits := r.digits(j):
        if len(digits) == 2 and j > i and "of" in r.roles(i):
            return Number(full_year(int(digits)), j + 1, False, True)
        if j == i and r.mark(i) == "-" and len(digits) != 4:
            return None
    found = r.year(j)
    if found is None or (found.digits is False and not loose):
        return None
    if found.digits and j == i and r.counts(found.next) and not era(r, found.next)[0]:
        return found if found.value in YEARS and found.value % 100 else None  # "in May 2000 people fled"
    return found


def era(r: Reader, i: int) -> tuple[str, int]:
    """The era after a year: `gregorian`, `hijri` or "", and the next token."""
    if r.mark(i) not in ("", "ـ"):
        return "", i
    roles = r.roles(i)
    if "ah" in roles:
        return "hijri", i + 1
    if "ad" in roles:
        return "gregorian", i + 1
    return "", i


def full_year(two: int) -> int:
    return 2000 + two if two <= _PIVOT else 1900 + two


def date(r: Reader, i: int) -> Read | None:
    """A date by month name at token i: day first, month first or year first."""
    return _day_first(r, i) or _month_first(r, i) or _year_first(r, i)


def _day_first(r: Reader, i: int) -> Read | None:
    day = r.day(i)
    if day is None or day.value == 0:
        return None
    if day.digits and i > 0 and r.tokens.gaps[i] in ("/", "-", ".") and r.digits(i - 1):
        return None
    if day.ordinal and not day.digits and _adjective(r, i):
        return None  # "النصف الأول من مايو"
    j = day.next
    if (last := _second_day(r, j)) is not None:
        found = _month_after(r, last)
        if found is None:
            return None
        whole, after = found
        return Range(replace(whole, day=day.value), whole), after
    return _month_after(r, day)


def _adjective(r: Reader, i: int) -> bool:
    """Whether the ordinal at i qualifies a noun before it that has its article too, and is no day."""
    before = r.single(i - 1)
    if not r.near(i) or not (r.single(i).definite and r.has_article(i - 1)):
        return False
    return not (before.id("weekday") or before.id("timeunit") == "d" or before.roles)


def _second_day(r: Reader, i: int) -> Number | None:
    """The second day of "9–11 December", "5 to 10 May"."""
    mark, roles = r.mark(i), r.roles(i)
    if mark in DASHES and (second := r.day(i)) and not second.ordinal:
        return second
    if r.near(i) and ("to" in roles or ("and" in roles and "between" in r.roles(_before_day(r, i)))):
        second = r.day(i + 1)
        return second if second and r.near(i + 1) else None
    return None


def _before_day(r: Reader, i: int) -> int:
    """The token before the day that ends before token i."""
    k = i - 1
    if "th" in r.roles(k):
        k -= 1
    return k - 1


def _month_after(r: Reader, day: Number) -> tuple[Civil, int] | None:
    """Month and year after a day number; the whole date."""
    j = day.next
    mark = r.mark(j)
    if mark not in _BETWEEN or (mark == "," and not day.digits):
        return None
    roles = r.single(j).roles
    if r.near(j) and (unit := r.single(j).id("timeunit")) == "d" and day.ordinal and unit:
        j += 1  # "the 15th day of"
        roles = r.single(j).roles
    if "of" in roles and "in" not in roles and r.near(j):
        j += 1
        if not r.near(j):
            return None
        if "the" in r.roles(j) and r.single(j + 1).id("timeunit") == "mo":
            j += 1
    named = month(r, j)
    if named is None:
        return None
    if named.weak and not day.digits and not day.ordinal and r.lower(j):
        return None
    civil = Civil(
        month=named.number, day=day.value, other=named.other, shared=named.shared, calendar=named.calendar,
        style="day-first",
    )  # fmt: skip
    return with_year(r, civil, named)


def with_year(r: Reader, civil: Civil, named: Month) -> tuple[Civil, int]:
    """Add the year and era that follow a month, if any."""
    after = named.next
    year = year_after(r, after)
    if year is not None:
        calendar, end = era(r, year.next)
        return _dated(civil, year.value, calendar), end
    if said := year_said(r, after):
        return replace(civil, turn=said[0]), said[1]
    turn = r.turn(after, closed=named.glossed)
    if turn and not _of_next(r, after):
        return replace(civil, turn=turn), after + 1
    return civil, after


def _of_next(r: Reader, i: int) -> bool:
    """Whether the turn at i belongs to the word after it ("in May this week")."""
    following = r.word(i + 1)
    return r.near(i + 1) and (following.trigger or r.digits(i + 1) != "")


def year_said(r: Reader, i: int) -> tuple[str, int] | None:
    """A year told by its place, after a month or season: "last year", "من العام الماضي" (`last-year`)."""
    j = i + 1 if "of" in r.roles(i) and r.near(i) else i
    if not r.near(j):
        return None
    before, after = r.single(j), r.single(j + 1)
    if r.near(j + 1) and after.id("timeunit") == "a" and (turn := r.turn_before(j)) and not _many(after):
        return f"{turn}-year", j + 2
    if before.id("timeunit") == "a" and before.definite and (turn := r.turn(j + 1)) and not _many(before):
        return f"{turn}-year", j + 2
    return None


def _many(word: TimeWord) -> bool:
    sense, form = word.senses["timeunit"]
    return bool(sense.get("plural") or form.ending)


def _dated(civil: Civil, year: int, calendar: str) -> Civil:
    hijri = calendar == "hijri" or (civil.calendar == "hijri" and year < HIJRI_BELOW)
    return replace(civil, year=year, calendar="hijri" if hijri else civil.calendar)


def _month_first(r: Reader, i: int) -> Read | None:
    named = month(r, i)
    if named is None:
        return None
    civil = Civil(month=named.number, other=named.other, shared=named.shared, calendar=named.calendar)
    day, last = _day_after(r, named, i)
    if day is None:
        whole, after = with_year(r, civil, named)
        if named.weak and not _told(r, i) and (whole == civil or (r.lower(i) and not r.digits(named.next))):
            return None
        return whole, after
    first = replace(civil, day=day.value, style="month-first")
    whole, after = with_year(r, first, replace(named, next=(last or day).next))
    if last is None:
        return whole, after
    return Range(replace(first, year=whole.year), replace(whole, day=last.value)), after


def _day_after(r: Reader, named: Month, i: int) -> tuple[Number | None, Number | None]:
    """A day after a month's name, and the second one of "May 5-7"."""
    j = named.next
    mark = r.mark(j)
    if mark not in _BETWEEN:
        return None, None
    if "the" in r.roles(j) and mark == "":
        j += 1
    day = r.day(j)
    if day is None:
        return None, None
    if named.glossed or named.calendar == "hijri" or r.single(i).definite:
        return None, None
    after = day.next
    known = "attacks" in r.roles(after) and f"{named.number:02d}-{day.value:02d}" in r.named
    if r.counts(after) and r.mark(j) == "" and ("in" in r.roles(i - 1) or not r.near(i)) and not known:
        return None, None  # "in May 20 people fled", but "the March 9 attack"
    if named.weak and r.lower(i) and (not day.digits or _verbal(r, i, after)):
        return None, None
    if not _cased(r.tokens.words[i][0]) and year_after(r, after) is None:
        return None, None  # such scripts write the day first; a number after the month counts something
    to = after + 1 if r.near(after) and "to" in r.roles(after) else after
    if r.mark(after) in DASHES or (to > after and r.near(to)):
        last = r.day(to)
        if last is not None and last.value > day.value and not r.counts(last.next):
            return day, last
    return day, None


def _verbal(r: Reader, i: int, after: int) -> bool:
    """ "It may 20 times a day fail": a word of no date after the number, none before the month."""
    before = r.roles(i - 1) if r.near(i) else frozenset()
    if "modal" in before:
        return True
    return not before and r.near(after) and not (r.roles(after) or r.single(after).senses)


def _cased(letter: str) -> bool:
    return letter.lower() != letter.upper()


def _told(r: Reader, i: int) -> bool:
    """Whether something beside a name that is also a word says that it is a month."""
    if r.lower(i) and i > 0:
        return r.near(i) and bool(r.roles(i - 1) & {"in", "since"}) and r.after(i)[:1] in ("", ".", ",", "?")
    if i > 0 and r.mark(i) in ("-", "–") and r.single(i - 1).id("timepart"):
        return True  # "mid-August"
    before = r.single(i - 1) if r.near(i) else None
    if before is None:
        return False
    if r.single(i).number is not None:  # صفر is zero after "to" and "from"
        return before.roles >= {"in"} and not r.counts(i + 1)
    if before.roles & {
        "in",
        "since",
        "until",
        "by",
        "before",
        "after",
        "from",
        "to",
        "last",
        "next",
        "this",
        "of",
    }:
        return True
    return bool(before.id("timepart")) or before.id("timeunit") == "mo"


def _year_first(r: Reader, i: int) -> Read | None:
    """ "2016 November", "2019/Sep/01"."""
    digits = r.digits(i)
    if len(digits) != 4 or int(digits) not in YEARS or r.mark(i + 1) not in ("", "/", "-"):
        return None
    named = month(r, i + 1)
    if named is None or named.calendar != "gregorian":
        return None
    day = r.day(named.next) if r.mark(named.next) == r.mark(i + 1) != "" else None
    year = int(digits)
    civil = Civil(year=year, month=named.number, other=named.other, shared=named.shared)
    if day is None:
        if year_after(r, named.next) or (r.near(named.next) and r.day(named.next)):
            return None
        return civil, named.next
    return replace(civil, day=day.value), day.next
