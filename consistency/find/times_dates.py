"""Dates told by day, month, year and weekday, in words, digits and both."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from consistency.find.times_words import CLOSE, DASHES, OPEN, Number, Reader
from consistency.model.timephrase import Civil, Range, When

Read = tuple[When, int]

_BETWEEN = frozenset(("", ".", "-", "/", ","))
_COMMAS = frozenset((",", "،", ""))
# Years a bare number can be, and the Hijri years of print.
YEARS = range(1900, 2100)
_HIJRI_BELOW = 1700
# Two digits up to this one are a year of this century.
_PIVOT = 50


class Month(NamedTuple):
    """A month's name with its gloss. other: the gloss where it names another month."""

    number: int
    next: int
    calendar: str = "gregorian"
    other: int | None = None
    shared: bool = False
    weak: bool = False
    glossed: bool = False


def month(r: Reader, i: int) -> Month | None:
    """A month at token i, with a second name after a slash, a dash or in parentheses."""
    first = _month_name(r, i)
    if first is None:
        return None
    mark = r.mark(first.next)
    if not mark or mark[0] not in "/-–([（\\" or len(mark) > 1:
        return first
    second = _month_name(r, first.next)
    if second is None or second.calendar != first.calendar:
        return first
    systems = r.word(i).systems & r.word(first.next).systems
    if mark in OPEN:
        if r.after(second.next - 1)[:1] not in CLOSE:
            return first
        systems = frozenset()
    elif mark in DASHES and second.number != first.number:
        return first
    other = second.number if second.number != first.number else None
    return Month(first.number, second.next, first.calendar, other, bool(systems), False, True)


def _month_name(r: Reader, i: int) -> Month | None:
    word = r.word(i)
    for kind, calendar in (("month", "gregorian"), ("hijri", "hijri")):
        if number := word.id(kind):
            return Month(int(number), i + word.size, calendar, weak="homograph" in word.senses)
    unit = word.senses.get("timeunit")
    if unit and unit[0].id == "mo" and not unit[0].get("plural") and r.near(i + 1) and not unit[1].ending:
        named = _month_name(r, i + 1)
        if named:
            found = month(r, i + 1)
            return found._replace(weak=False) if found else None
        value = r.day(i + 1)
        if value and value.value <= 12 and not value.ordinal and not r.counts(value.next):
            return Month(value.value, value.next)
    return None


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
            return Number(_full_year(int(digits)), j + 1, False, True)
        if j == i and r.mark(i) == "-" and len(digits) != 4:
            return None
    found = r.year(j)
    if found is None or (found.digits is False and not loose):
        return None
    if found.digits and j == i and r.counts(found.next) and not era(r, found.next)[0]:
        return None
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


def _full_year(two: int) -> int:
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
    j = day.next
    if (last := _second_day(r, j)) is not None:
        found = _month_after(r, last)
        if found is None:
            return None
        whole, after = found
        return Range(replace(whole, day=day.value), whole), after
    found = _month_after(r, day)
    return found


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
    if "of" in roles and r.near(j):
        j += 1
        if not r.near(j):
            return None
        if "the" in r.roles(j) and r.single(j + 1).id("timeunit") == "mo":
            j += 1
    named = month(r, j)
    if named is None:
        return None
    if named.weak and not day.digits and not day.ordinal and r.tokens.words[j][:1].islower():
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
    if year is None:
        return civil, after
    calendar, end = era(r, year.next)
    return _dated(civil, year.value, calendar), end


def _dated(civil: Civil, year: int, calendar: str) -> Civil:
    hijri = calendar == "hijri" or (civil.calendar == "hijri" and year < _HIJRI_BELOW)
    return replace(civil, year=year, calendar="hijri" if hijri else civil.calendar)


def _month_first(r: Reader, i: int) -> Read | None:
    named = month(r, i)
    if named is None:
        return None
    civil = Civil(month=named.number, other=named.other, shared=named.shared, calendar=named.calendar)
    day, last = _day_after(r, named, i)
    if day is None:
        if year := year_after(r, named.next):
            calendar, end = era(r, year.next)
            return _dated(civil, year.value, calendar), end
        if named.weak and not _told(r, i):
            return None
        return civil, named.next
    first = replace(civil, day=day.value, style="month-first")
    whole, after = with_year(r, first, named._replace(next=(last or day).next))
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
    if r.counts(after) and r.mark(j) == "":
        return None, None
    if not day.digits and r.tokens.words[i][:1].islower() and named.weak:
        return None, None
    if not _cased(r.tokens.words[i][0]) and year_after(r, after) is None:
        return None, None  # such scripts write the day first; a number after the month counts something
    if r.mark(after) in DASHES and (last := r.day(after)) and not r.counts(last.next):
        if last.value > day.value:
            return day, last
    if r.near(after) and "to" in r.roles(after) and (last := r.day(after + 1)) and r.near(after + 1):
        if last.value > day.value and not r.counts(last.next):
            return day, last
    return day, None


def _cased(letter: str) -> bool:
    return letter.lower() != letter.upper()


def _told(r: Reader, i: int) -> bool:
    """Whether something beside a name that is also a word says that it is a month."""
    if r.tokens.words[i][:1].islower() and i > 0:
        return r.near(i) and bool(r.roles(i - 1) & {"in", "since"}) and r.after(i)[:1] in ("", ".", ",", "?")
    before = r.single(i - 1) if r.near(i) else None
    if before is None:
        return False
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
    return bool(before.id("part")) or before.id("timeunit") == "mo"


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


def numeric(r: Reader, i: int) -> Read | None:
    """A date in digits alone: 2021-12-09, 9/12/2021, 13.5.2015, 11/2016, 22/04."""
    numbers, after, mark = _chain(r, i)
    if not numbers or after == i:
        return None
    sizes = [len(n) for n in numbers]
    values = [int(n) for n in numbers]
    if len(numbers) == 3:
        if sizes[0] == 4 and max(sizes[1:]) <= 2:
            return _checked(values[0], values[1], values[2], after)
        if sizes[2] == 4 and max(sizes[:2]) <= 2:
            return _either(values[0], values[1], values[2], after)
        if sizes[2] == 2 and max(sizes[:2]) <= 2 and mark != "." and i + 1 < after:
            return _either(values[0], values[1], _full_year(values[2]), after)
        return None
    if len(numbers) == 2 and mark in "/-":
        return _two(r, i, numbers, values, after, mark)
    return None


def _two(r: Reader, i: int, numbers: list[str], values: list[int], after: int, mark: str) -> Read | None:
    first, second = values
    if len(numbers[0]) == 4 and len(numbers[1]) <= 2 and first in YEARS and 1 <= second <= 12:
        return Civil(year=first, month=second), after
    if len(numbers[1]) == 4 and len(numbers[0]) <= 2 and second in YEARS and 1 <= first <= 12:
        return Civil(year=second, month=first), after
    if mark != "/" or max(len(n) for n in numbers) > 2 or not first or not second:
        return None
    cue = bool(r.roles(i - 1) & {"in", "since", "by", "until", "before", "after"}) and r.near(i)
    padded = len(numbers[1]) == 2 and numbers[1][0] == "0"
    if (first, second) == (9, 11) or not (cue or padded) or (first > 12 and second > 12) or max(values) > 31:
        return None
    if first > 12 or second > 12:
        day, month_ = (first, second) if first > 12 else (second, first)
        return Civil(month=month_, day=day), after
    return Civil(month=second, day=first, either=first != second), after


def _chain(r: Reader, i: int) -> tuple[list[str], int, str]:
    """Digits joined by one kind of separator, at most three groups; nothing where more are joined."""
    none: tuple[list[str], int, str] = ([], i, "")
    if i > 0 and r.tokens.gaps[i][-1:] in ("/", "-", ".", "+", "#", "–") and r.digits(i - 1):
        return none
    folded = r.tokens.fold(i) if len(r.tokens.words[i]) <= 12 else ""
    if "." in folded:
        parts = folded.split(".")
        return (
            (parts, i + 1, ".") if all(p.isdecimal() for p in parts) and r.after(i)[:1] not in "/-" else none
        )
    numbers, j, mark = [r.digits(i)], i + 1, ""
    if not numbers[0]:
        return none
    while j < r.size and (digits := r.digits(j)):
        found = r.mark(j)
        if found not in ("/", "-", "–") or (mark and found != mark):
            break
        if r.tokens.gaps[j] != found and len(numbers) > 1:
            break
        mark = found
        numbers.append(digits)
        j += 1
        if len(numbers) > 3:
            return none
    return (numbers, j, mark.replace("–", "-")) if len(numbers) > 1 else none


def _checked(year: int, month_: int, day: int, after: int) -> Read | None:
    if not (1 <= month_ <= 12 and 1 <= day <= 31):
        return None
    if _no_such(year, month_, day):
        return None
    return Civil(year=year, month=month_, day=day), after


def _no_such(year: int, month_: int, day: int) -> bool:
    from consistency.packs.calendars import real_day

    return real_day(year, month_, day) is None


def _either(first: int, second: int, year: int, after: int) -> Read | None:
    if not (1 <= first <= 31 and 1 <= second <= 31) or (first > 12 and second > 12) or year < 1000:
        return None
    day, month_ = (second, first) if second > 12 else (first, second)
    if _no_such(year, month_, day):
        return None
    open_ = first <= 12 and second <= 12 and first != second
    style = "" if open_ or first == second else ("month-first" if second > 12 else "day-first")
    return Civil(year=year, month=month_, day=day, either=open_, style=style), after


def bare_year(r: Reader, i: int) -> Read | None:
    """A year without a month: after "عام", an era, a preposition, in parentheses."""
    word = r.single(i)
    unit = word.senses.get("timeunit")
    if unit and unit[0].id == "a" and not unit[0].get("plural") and r.mark(i + 1) in ("", "(", ":"):
        found = r.year(i + 1)
        if found is None:
            return None
        calendar, end = era(r, found.next)
        if calendar == "" and found.digits and r.mark(found.next) == "/" and r.digits(found.next):
            calendar, end = era(r, found.next)
        hijri = calendar == "hijri"
        return Civil(year=found.value, calendar="hijri" if hijri else "gregorian"), end
    digits = r.digits(i)
    if len(digits) == 4:
        calendar, end = era(r, i + 1)
        value = int(digits)
        if calendar == "hijri" and 1300 <= value < _HIJRI_BELOW:
            return Civil(year=value, calendar="hijri"), end
        if (
            calendar == "gregorian"
            and (r.tokens.gaps[i + 1] == "" or year_cue(r, i))
            and 1000 <= value < 3000
        ):
            return Civil(year=value), end
        if value not in YEARS or not year_cue(r, i) or r.counts(i + 1):
            return None
        return Civil(year=value), i + 1
    if (not digits and word.number is not None) or word.scale is not None:
        if not (r.near(i) and r.roles(i - 1) & {"in", "since"}):
            return None
        found = r.year(i)
        if found and 1700 <= found.value < 2100 and found.next - i >= 2 and not r.counts(found.next):
            return Civil(year=found.value), found.next
    return None


_CUES = frozenset(("in", "since", "until", "by", "before", "after", "from", "during", "approx", "to"))


def year_cue(r: Reader, i: int) -> bool:
    """Whether what stands around a four-digit number says that it is a year."""
    mark, after = r.mark(i), r.after(i)
    if mark in OPEN and after[:1] in CLOSE:
        return True
    if mark == "" or mark in ("-",):
        before = r.single(i - 1)
        if before.roles & _CUES and r.near(i):
            return "approx" not in before.roles or bool(r.roles(i - 2) & {"in", "since"})
        if before.id("part") or before.id("season"):
            return True
        if "the" in before.roles and r.near(i) and r.near(i + 1) and r.tokens.words[i + 1][:1].isalpha():
            return True
    if mark in DASHES:
        return bool(r.single(i - 1).id("part"))
    return False
