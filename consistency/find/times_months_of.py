"""Dates by the first or the last months of a year: "the first nine months of 2025", "الأشهر التسعة الأولى من 2025"."""

from __future__ import annotations

from consistency.find.times_counts import of_time
from consistency.find.times_reader import Number, Read, Reader
from consistency.model.timephrase import Civil, Nth, Range, Relative, When

_MONTHS = 12


def months_of(r: Reader, i: int, depth: int) -> Read | None:
    """So many months from the beginning or the end of a year, wherever the ordinal stands among them."""
    if r.single(i).id("timeunit") == "mo":
        found = _behind(r, i)
    else:
        found = _before(r, i)
    if found is None:
        return None
    count, end, after = found
    inner = of_time(r, after, depth)
    if inner is None or not 1 < count < _MONTHS or not _is_year(inner[0]):
        return None
    year = inner[0]
    first, last = (-count, -1) if end else (1, count)
    return Range(Nth(first, "mo", year), Nth(last, "mo", year)), inner[1]


def _behind(r: Reader, i: int) -> tuple[int, bool, int] | None:
    """ "الأشهر التسعة الأولى", and "التسعة أشهر الأولى", whose number stands before them."""
    before = r.single(i - 1).number if r.near(i) else None
    number = i + 2 if r.digits(i + 2) and r.has_article(i + 1) else i + 1  # "الـ11"
    counted = Number(before, i + 1) if before else r.count(number) if r.near(i + 1) else None
    if counted is None or not r.near(counted.next):
        return None
    end = _end(r, counted.next)
    return None if end is None else (counted.value, end, counted.next + 1)


def _before(r: Reader, i: int) -> tuple[int, bool, int] | None:
    """ "the first nine months", "أول تسعة أشهر"."""
    end = _end(r, i)
    if end is None or not r.near(i + 1):
        return None
    counted = r.count(i + 1)
    if counted is None or not r.near(counted.next) or r.single(counted.next).id("timeunit") != "mo":
        return None
    return counted.value, end, counted.next + 1


def _end(r: Reader, i: int) -> bool | None:
    """Whether an ordinal counts from the end; None where it is neither the first nor the last."""
    if "final" in r.roles(i):
        return True
    return False if r.single(i).ordinal == 1 else None


def _is_year(when: When) -> bool:
    if isinstance(when, Relative):
        return when.unit == "a"
    return isinstance(when, Civil) and when == Civil(year=when.year)
