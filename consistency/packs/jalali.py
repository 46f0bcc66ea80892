"""The Solar Hijri calendar of Iran: what its years, months and days cover, as half-open ranges of days.

Six months of 31 days, five of 30, one of 29 or, in leap years, 30. Leap years follow the cycle of 33 years, which
agrees with the astronomical rule from 1343 to 1472. Source: K. Borkowski, Earth, Moon, and Planets 74 (1996).
"""

from __future__ import annotations

from datetime import date, timedelta

from consistency.model.timex import Interval
from consistency.packs.calendars import one_day

YEARS = range(1244, 1473)
_LEAP = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
_CYCLE = 33
# 1 Farvardin 1400 was 21 March 2021.
_SOME_YEAR, _ITS_FIRST_DAY = 1400, date(2021, 3, 21)


def is_leap(year: int) -> bool:
    return year % _CYCLE in _LEAP


def first_day(year: int) -> date:
    """The first of Farvardin."""
    low, high = sorted((year, _SOME_YEAR))
    days = 365 * (high - low) + sum(map(is_leap, range(low, high)))
    return _ITS_FIRST_DAY + timedelta(days=days if year >= _SOME_YEAR else -days)


def jalali_span(year: int, month: int | None = None, day: int | None = None) -> Interval | None:
    """The days of a year, month or day; None outside YEARS or where there is no such day."""
    if year not in YEARS or (month is not None and not 1 <= month <= 12):
        return None
    start = first_day(year)
    if month is None:
        return Interval(start, first_day(year + 1))
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    length = 31 if month <= 6 else 30 if month < 12 or is_leap(year) else 29
    first = start + timedelta(days=before)
    if day is None:
        return Interval(first, first + timedelta(days=length))
    return one_day(first + timedelta(days=day - 1)) if 1 <= day <= length else None
