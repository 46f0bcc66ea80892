"""Arithmetic of days: what a named year, month, week or season covers, as half-open ranges of days.

Months are ISO numbers, weekdays ISO (Monday 1), weeks begin on Monday (ISO 8601). Hijri dates follow the
Umm al-Qura calendar of Saudi Arabia (hijridate); elsewhere the month is announced and can differ by a day.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache

from consistency.model.timex import Interval

DAY = timedelta(days=1)
# Years, months and quarters kept: news tells of the same few.
MOST_REMEMBERED = 4096
# First months of the seasons: meteorological, as news means them.
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# Years for which hijridate has the tables, and the first day after them.
HIJRI_YEARS = range(1343, 1501)
_AFTER_HIJRI = date(2077, 11, 17)


def real_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def one_day(day: date) -> Interval:
    return Interval(day, next_day(day))


def next_day(day: date, days: int = 1) -> date:
    """`days` later (or earlier); stays at the ends of what a date can hold."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of a shorter month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if year < MINYEAR:
        return date.min
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, month_days(year, month + 1)))


def month_days(year: int, month: int) -> int:
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - date(year, month, 1)).days


@lru_cache(maxsize=MOST_REMEMBERED)
def months_from(year: int, month: int, count: int) -> Interval:
    """`count` months from the first of a month; years that a date cannot hold become the first or last."""
    start = date(max(MINYEAR, min(MAXYEAR, year)), month, 1)
    return Interval(start, add_months(start, count))


def year_span(year: int) -> Interval:
    return months_from(year, 1, 12)


def month_span(year: int, month: int) -> Interval:
    return months_from(year, month, 1)


def season_span(year: int, season: str) -> Interval:
    """A winter is counted to the year in which it begins."""
    return months_from(year, SEASONS[season], 3)


def quarter_span(year: int, quarter: int) -> Interval:
    return months_from(year, 3 * quarter - 2, 3)


def half_span(year: int, half: int) -> Interval:
    return months_from(year, 6 * half - 5, 6)


def week_span(day: date) -> Interval:
    """The ISO week that holds a day."""
    start = next_day(day, 1 - day.isoweekday())
    return Interval(start, next_day(start, 7))


def iso_week(year: int, week: int) -> Interval | None:
    try:
        start = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return Interval(start, next_day(start, 7))


def weekday_before(day: date, weekday: int, *, same: bool) -> date:
    """The latest such weekday before a day, or that day itself where `same` allows it."""
    back = (day.isoweekday() - weekday) % 7
    return next_day(day, -(back if back or same else 7))


def weekday_after(day: date, weekday: int, *, same: bool) -> date:
    """The first such weekday after a day, or that day itself where `same` allows it."""
    ahead = (weekday - day.isoweekday()) % 7
    return next_day(day, ahead if ahead or same else 7)


def nearest_weekday(day: date, weekday: int) -> date:
    """The weekday at most three days away."""
    ahead = (weekday - day.isoweekday()) % 7
    return next_day(day, ahead if ahead <= 3 else ahead - 7)


def third(whole: Interval, grain: str, mod: str) -> Interval:
    """The part that begin, middle or end select: thirds, in the next finer grain.

    A year gives four months (middle: May to August), a month days 1-10, 11-20 and 21 to its end, a season or
    quarter a month, a half two months, a week Monday to Wednesday, Tuesday to Friday, Thursday to Sunday.
    Source: Recognizers-Text and duckling agree on these for years and months.
    """
    start, end = whole.start, whole.end
    if start is None or end is None:
        return whole
    if grain == "week":
        first, last = {"START": (0, 3), "MID": (1, 5), "END": (3, 7)}[mod]
        return Interval(next_day(start, first), next_day(start, last))
    place = ("START", "MID", "END").index(mod)
    if grain == "month":
        return Interval(next_day(start, 10 * place), end if place == 2 else next_day(start, 10 * place + 10))
    months = {"year": 4, "quarter": 1, "season": 1, "half": 2, "decade": 40}.get(grain)
    if months is None or start.day != 1:
        days = (end - start).days
        return Interval(next_day(start, days * place // 3), next_day(start, days * (place + 1) // 3))
    return Interval(add_months(start, months * place), add_months(start, months * (place + 1)))


def easter(year: int) -> date:
    """Western Easter Sunday. Source: the anonymous algorithm in Meeus, Astronomical Algorithms, ch. 8."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


@lru_cache(maxsize=4096)
def hijri_start(year: int, month: int) -> date | None:
    """The first day of a Hijri month, None outside the tables (1343 to 1500 AH)."""
    if year not in HIJRI_YEARS or not 1 <= month <= 12:
        return None
    from hijridate import Hijri  # only articles with Hijri dates pay for it

    return date.fromordinal(Hijri(year, month, 1).to_gregorian().toordinal())


def hijri_span(year: int, month: int | None = None, day: int | None = None) -> Interval | None:
    """The days of a Hijri year, month or day; None outside the tables or where the month is shorter."""
    start = hijri_start(year, month or 1)
    if start is None:
        return None
    if month is None:
        end = hijri_start(year + 1, 1)
    else:
        end = hijri_start(year + month // 12, month % 12 + 1)
    end = end or _AFTER_HIJRI
    if day is None:
        return Interval(start, end)
    found = next_day(start, day - 1)
    return one_day(found) if day >= 1 and found < end else None


def hijri_year(day: date) -> int:
    """The Hijri year that holds a day, within the tables."""
    guess = max(HIJRI_YEARS.start, min(HIJRI_YEARS.stop - 1, (day.year - 622) * 33 // 32))
    for year in (guess + 1, guess, guess - 1):
        start = hijri_start(year, 1)
        if start is not None and start <= day:
            return year
    return guess
