"""Dates in digits alone, and four digits that are a year."""

from __future__ import annotations

from consistency.find.times_dates import HIJRI_BELOW, YEARS, era, full_year
from consistency.find.times_reader import CLOSE, DASHES, OPEN, Read, Reader
from consistency.model.timephrase import Civil, Range
from consistency.packs.calendars import real_day

_CUES = frozenset(("in", "since", "until", "by", "before", "after", "from", "during", "to", "between"))


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
            return _either(values[0], values[1], full_year(values[2]), after)
        return None
    if len(numbers) == 2 and mark in "/-":
        return _two(r, i, numbers, values, after, mark)
    return None


def _two(r: Reader, i: int, numbers: list[str], values: list[int], after: int, mark: str) -> Read | None:
    first, second = values
    if len(numbers[0]) == len(numbers[1]) == 4:
        return _years(r, first, second, after, mark)
    if (
        len(numbers[0]) == 4
        and len(numbers[1]) == 2
        and second == first % 100 + 1
        and (mark == "/" or second > 12)
    ):
        return (Range(Civil(year=first), Civil(year=first + 1)), after) if first in YEARS else None
    if len(numbers[0]) == 4 and len(numbers[1]) <= 2 and first in YEARS and 1 <= second <= 12:
        return Civil(year=first, month=second), after
    if len(numbers[1]) == 4 and len(numbers[0]) <= 2 and second in YEARS and 1 <= first <= 12:
        return Civil(year=second, month=first), after
    if mark != "/" or max(len(n) for n in numbers) > 2 or not first or not second:
        return None
    cue = bool(r.roles(i - 1) & {"in", "on", "since", "by", "until", "before", "after"}) and r.near(i)
    padded = len(numbers[1]) == 2 and numbers[1][0] == "0"
    if (first, second) == (9, 11) or not (cue or padded) or (first > 12 and second > 12) or max(values) > 31:
        return None
    if first > 12 or second > 12:
        day, month_ = (first, second) if first > 12 else (second, first)
        return Civil(month=month_, day=day), after
    return Civil(month=second, day=first, either=first != second), after


def _years(r: Reader, first: int, second: int, after: int, mark: str) -> Read | None:
    """ "2014-2018", "2011/2012": from a year to a year; bidirectional text can have turned them round."""
    if first not in YEARS or second not in YEARS or first == second or r.counts(after):
        return None
    if mark == "/" and abs(second - first) != 1:
        return None
    return Range(Civil(year=first), Civil(year=second), turned=second < first), after


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
        if " " in r.tokens.gaps[j] and len(numbers) > 1:
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


def short(r: Reader, j: int) -> Read | None:
    """ "7/6" or "7-6" straight after a weekday."""
    first, second = r.digits(j), r.digits(j + 1)
    if not first or not second or r.mark(j + 1) not in ("/", "-") or max(len(first), len(second)) > 2:
        return None
    a, b = int(first), int(second)
    if not (1 <= a <= 31 and 1 <= b <= 31) or (a > 12 and b > 12):
        return None
    day, month_ = (b, a) if b > 12 else (a, b)
    return Civil(month=month_, day=day, either=a <= 12 and b <= 12 and a != b), j + 2


def bare_year(r: Reader, i: int) -> Read | None:
    """A year without a month: after "عام", an era, a preposition, in parentheses."""
    word = r.single(i)
    unit = word.senses.get("timeunit")
    if unit and unit[0].id == "a" and not unit[0].get("plural") and r.mark(i + 1) in ("", "(", ":"):
        fiscal = "fiscal" in r.roles(i + 1) or ("fiscal" in r.roles(i - 1) and r.near(i))
        found = r.year(i + 2 if "fiscal" in r.roles(i + 1) and r.near(i + 2) else i + 1)
        if found is None:
            return None
        calendar, end = era(r, found.next)
        if calendar == "" and found.digits and r.mark(found.next) == "/" and r.digits(found.next):
            calendar, end = era(r, found.next)
        if fiscal and (years := numeric(r, found.next - 1)) and isinstance(years[0], Range):
            return years
        hijri = calendar == "hijri"
        return Civil(year=found.value, calendar="hijri" if hijri else "gregorian", fiscal=fiscal), end
    digits = r.digits(i)
    if len(digits) == 4:
        calendar, end = era(r, i + 1)
        value = int(digits)
        if calendar == "hijri" and 1300 <= value < HIJRI_BELOW:
            return Civil(year=value, calendar="hijri"), end
        if (
            calendar == "gregorian"
            and (r.tokens.gaps[i + 1] == "" or year_cue(r, i))
            and 1000 <= value < 3000
        ):
            return Civil(year=value), end
        if value not in YEARS or not year_cue(r, i) or _joined_count(r, i + 1):
            return None
        fiscal = "fiscal" in r.roles(i - 1) and r.near(i)
        if r.counts(i + 1) and not (fiscal or _epithet(r, i)):
            return None
        return Civil(year=value, fiscal=fiscal), i + 1
    if (not digits and word.number is not None) or word.scale is not None:
        if not (r.near(i) and r.roles(i - 1) & {"in", "since"}):
            return None
        found = r.year(i)
        if found and 1700 <= found.value < 2100 and found.next - i >= 2 and not r.counts(found.next):
            return Civil(year=found.value), found.next
    return None


def _epithet(r: Reader, i: int) -> bool:
    """ "The 2017 victory": with the article, a year tells which one an event in the singular is."""
    return "the" in r.roles(i - 1) and r.near(i) and r.one_event(i + 1) and not r.hedged(i - 2)


def _joined_count(r: Reader, i: int) -> bool:
    """Whether a number joined to a four-digit one counts something: "from 2000 to 2500 soldiers"."""
    if r.near(i) and r.roles(i) & {"and", "to", "or"}:
        i += 1
    elif r.mark(i) not in DASHES:
        return False
    digits = r.digits(i)
    return digits != "" and r.mark(i) in ("", *DASHES) and (r.counts(i + 1) or int(digits) not in YEARS)


def year_cue(r: Reader, i: int) -> bool:
    """Whether what stands around a four-digit number says that it is a year."""
    mark, after = r.mark(i), r.after(i)
    if r.tokens.gaps[i].rstrip()[-1:] in OPEN and after[:1] in CLOSE:
        return True
    if mark == "" or mark in ("-",):
        before = r.single(i - 1)
        if "fiscal" in before.roles and r.near(i):
            return True
        if before.roles & _CUES and r.near(i):
            return not r.hedged(i - 2)
        if "of" in before.roles and "on" not in before.roles and r.near(i) and r.near(i - 1):
            head = r.single(i - 2)  # "the war of 2006", not "a total of 2006"
            plain = not (
                head.hedging
                or "sum" in head.roles
                or head.number is not None
                or head.scale is not None
                or head.digits
            )
            return plain and (r.after(i) != "" or i + 1 == r.size or bool(r.roles(i + 1)))
        if "approx" in before.roles and r.near(i):
            return bool(r.roles(i - 2) & {"in", "since"}) and "in" not in before.roles
        if before.id("timepart") or before.id("season"):
            return True
        if "the" in before.roles and r.near(i) and r.near(i + 1) and r.tokens.words[i + 1][:1].isalpha():
            return True
    if mark in DASHES:
        return bool(r.single(i - 1).id("timepart"))
    return False
