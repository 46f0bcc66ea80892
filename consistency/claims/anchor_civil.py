"""Dates with missing fields, filled from the day they are counted from."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from consistency.claims.anchor_context import Context, absolute, day_timex, problem, unknown
from consistency.model.timephrase import Civil
from consistency.model.timex import UNKNOWN, Interval, Timex
from consistency.packs.calendars import (
    add_months,
    hijri_span,
    hijri_year,
    month_span,
    months_from,
    nearest_weekday,
    next_day,
    one_day,
    real_day,
    weekday_after,
    weekday_before,
    year_span,
)

# A month or day without a year is the latest one, unless the next one is this close: an article of February
# that speaks of March means the coming one, or it would name the year.
NEAR_MONTHS = 2
NEAR_DAYS = 62
# "Planned for 3 May", told so few days later, means the one that has passed.
_LATELY = 45
_LAST_MONTH = 11
YEAR_STEPS = {
    f"{turn}-year": step
    for turn, step in (("last", -1), ("prev", -1), ("this", 0), ("same", 0), ("next", 1), ("foll", 1))
}
# How far a weekday that does not fit the nearest date may move its year.
_YEARS_BY_WEEKDAY = 3


def civil(when: Civil, context: Context) -> Timex:
    """A date by its named fields."""
    if when.other is not None:
        return _two_months(when, context)
    if when.calendar == "hijri":
        return _hijri(when, context)
    if when.either and when.month and when.day:
        if (news := _of_the_news(when, context)) is not None:
            return news
        if not context.order:
            return _open_order(when, context)
        if context.order == "month-first":
            when = replace(when, month=when.day, day=when.month, either=False)
    if when.month is None:
        return _without_month(when, context)
    if when.day is None:
        return _month(when, context)
    return _day(when, context)


def _two_months(when: Civil, context: Context) -> Timex:
    """A month with another month beside it: two of one naming system are a span, else they contradict."""
    first = civil(replace(when, other=None, weekday=None), context)
    second = civil(replace(when, month=when.other, other=None, weekday=None), context)
    months = tuple(m for m in (when.month, when.other) if m is not None)
    if when.shared and when.day is None:
        hull = Interval(first.interval.start, second.interval.end)
        if hull.start is not None and hull.end is not None and hull.start >= hull.end:
            hull = Interval(second.interval.start, first.interval.end)
        return replace(first, value=f"{first.value}/{second.value}", interval=hull, fuzzy=hull, months=months)
    base = replace(first, months=months)
    return problem(
        "month-pair", [first.interval, second.interval], base, "two names beside each other, two months"
    )


def _open_order(when: Civil, context: Context) -> Timex:
    settled = replace(context, order="day-first")
    if when.weekday is not None:  # the weekday tells which number is the day
        fit = [t for t in (civil(w, settled) for w in _both_orders(when)) if t.problem is None]
        if len(fit) == 1:
            return fit[0]
    readings = [civil(replace(w, weekday=None), settled) for w in _both_orders(when)]
    spans = sorted((t.interval for t in readings if t.interval.known), key=lambda i: (i.start, i.end))
    value = f"{when.year}" if when.year else "XXXX"
    if len(spans) < 2:
        return unknown(value, "day", context)
    hull = Interval(spans[0].start, spans[1].end)
    return replace(
        readings[0],
        value=value,
        interval=hull,
        fuzzy=hull,
        note="day and month could be read either way round",
    )


def _of_the_news(when: Civil, context: Context) -> Timex | None:
    """What one order alone makes the day of publication or the one before: "05.10.2017" in news of 5 October."""
    if context.day is None or not when.year or when.weekday is not None:
        return None
    days = {context.day, context.day - timedelta(days=1)}
    read = [civil(w, context) for w in _both_orders(when)]
    fit = [t for t in read if t.problem is None and t.interval.start in days]
    return fit[0] if len(fit) == 1 else None


def _both_orders(when: Civil) -> tuple[Civil, Civil]:
    return replace(when, either=False), replace(when, either=False, month=when.day, day=when.month)


def _without_month(when: Civil, context: Context) -> Timex:
    if when.year is not None:
        return (
            _fiscal(when.year) if when.fiscal else absolute(f"{when.year:04d}", year_span(when.year), "year")
        )
    if when.day is not None:
        return _day_alone(when, context)
    return _weekday(when, context)


def _fiscal(year: int) -> Timex:
    """A financial year: it begins from April before the year it is named after to the April in it."""
    days = Interval(months_from(year - 1, 4, 1).start, months_from(year + 1, 4, 1).start)
    return absolute(f"FY{year:04d}", days, "year", "a financial year begins on another day in every country")


def _weekday(when: Civil, context: Context) -> Timex:
    weekday = when.weekday or 1
    if context.day is None:
        return unknown(f"XXXX-WXX-{weekday}", "day", context)
    base = context.told if when.turn in ("prev", "foll") and context.told else context.day
    if when.turn in ("last", "prev"):
        day = weekday_before(base, weekday, same=False)
    elif when.turn in ("next", "foll"):
        day = weekday_after(base, weekday, same=False)
    elif when.turn == "this":
        day = next_day(base, weekday - base.isoweekday())
    elif context.ahead:
        day = weekday_after(base, weekday, same=True)
    else:
        day = weekday_before(base, weekday, same=True)
    return replace(day_timex(day), anchor="week")


def _day_alone(when: Civil, context: Context) -> Timex:
    """A day without its month: the latest such day, with its weekday where one is told."""
    number = when.day or 1
    if context.day is None:
        value = f"XXXX-WXX-{when.weekday}" if when.weekday else f"XXXX-XX-{number:02d}"
        return unknown(value, "day", context)
    first = context.day.replace(day=1)
    days = [real_day(m.year, m.month, number) for m in (add_months(first, step) for step in range(-24, 25))]
    fit = [d for d in days if d is not None and (when.weekday is None or d.isoweekday() == when.weekday)]
    if context.ahead:
        fit = [d for d in fit if d >= context.day]
    elif when.weekday is None:
        fit = [d for d in fit if d <= context.day]
    base = context.day
    if fit:  # with its weekday the nearest one fits, without it the latest
        day = min(fit, key=lambda d: (abs((d - base).days), d))
        return replace(day_timex(day), anchor=context.anchor)
    return unknown(f"XXXX-XX-{number:02d}", "day", context)


def _month(when: Civil, context: Context) -> Timex:
    month = when.month or 1
    if when.year is not None:
        return absolute(f"{when.year:04d}-{month:02d}", month_span(when.year, month), "month")
    year, anchor = _year_of_month(month, when.turn, context)
    if year is None:
        return unknown(f"XXXX-{month:02d}", "month", context, (month,))
    found = absolute(f"{year:04d}-{month:02d}", month_span(year, month), "month")
    return replace(found, anchor=anchor)


def _year_of_month(month: int, turn: str, context: Context) -> tuple[int | None, str]:
    """The year of a month that names none, and what gave it."""
    if context.near is not None and not turn:
        return context.near.year, "sentence"
    if context.day is None:
        return None, "unknown"
    day = context.day
    if turn.endswith("-year"):
        return day.year + YEAR_STEPS[turn], context.anchor
    if turn in ("last", "prev"):
        return day.year - (month >= day.month), context.anchor
    if turn in ("next", "foll"):
        return day.year + (month <= day.month), context.anchor
    if turn == "this":
        return day.year, context.anchor
    ahead = (month - day.month) % 12
    if ahead == 0:
        return day.year, context.anchor
    if ahead <= NEAR_MONTHS or (context.ahead and ahead < _LAST_MONTH):
        return day.year + (month < day.month), context.anchor
    return day.year - (month > day.month), context.anchor


def _day(when: Civil, context: Context) -> Timex:
    month, number = when.month or 1, when.day or 1
    if when.year is None:
        return _yearless_day(when, context)
    day = real_day(when.year, month, number)
    if day is None:
        return _impossible(when.year, month, number)
    return _with_weekday(day_timex(day), day, when.weekday)


def _impossible(year: int, month: int, number: int) -> Timex:
    whole = month_span(year, month)
    assert whole.end is not None  # months have ends
    readings = [one_day(next_day(whole.end, -1)), one_day(whole.end)]
    base = absolute(f"{year:04d}-{month:02d}", whole, "day")
    return problem("impossible", readings, base, f"month {month} of {year} has no day {number}")


def _with_weekday(timex: Timex, day: date, weekday: int | None) -> Timex:
    if weekday is None or day.isoweekday() == weekday:
        return timex
    readings = [one_day(day), one_day(nearest_weekday(day, weekday))]
    return problem("weekday", readings, timex, f"{day.isoformat()} is no such weekday")


def _yearless_day(when: Civil, context: Context) -> Timex:
    month, number = when.month or 1, when.day or 1
    if context.day is None and context.near is None:
        return unknown(f"XXXX-{month:02d}-{number:02d}", "day", context, (month,))
    if real_day(2000, month, number) is None:
        year = _year_of_month(month, when.turn, context)[0] or 2000
        return replace(_impossible(year, month, number), anchor=context.anchor)
    if context.near is not None and not when.turn and (day := real_day(context.near.year, month, number)):
        return replace(_with_weekday(day_timex(day), day, when.weekday), anchor="sentence")
    if when.turn.endswith("-year") and context.day is not None:
        return civil(replace(when, year=context.day.year + YEAR_STEPS[when.turn], turn=""), context)
    assert context.day is not None or context.near is not None  # told above
    day = nearest_day(month, number, when.turn, replace(context, day=context.day or context.near))
    base = context.day or context.near
    assert base is not None  # told above
    if when.weekday and day.isoweekday() != when.weekday and abs((day - base).days) > NEAR_DAYS:
        day = _year_by_weekday(day, when.weekday, base, context.ahead) or day
    return replace(_with_weekday(day_timex(day), day, when.weekday), anchor="year")


def nearest_day(month: int, number: int, turn: str, context: Context) -> date:
    """The day of a month without its year: the latest, or the next one where it is near or lies ahead."""
    base = context.day
    assert base is not None  # the caller looks
    days = [
        d for y in range(base.year - 8, base.year + 9) if 1 <= y <= 9999 and (d := real_day(y, month, number))
    ]
    if turn == "this":
        return min(days, key=lambda d: abs(d.year - base.year))
    before = [d for d in days if d < base]
    coming = [d for d in days if d > base]
    if not before or turn in ("next", "foll"):
        return coming[0] if coming else days[-1]
    if not coming or turn in ("last", "prev"):
        return before[-1]
    if base in days:
        return base
    near = (coming[0] - base).days <= NEAR_DAYS
    lately = (base - before[-1]).days <= _LATELY  # "planned for 3 May, it has been put off", told on 10 May
    return coming[0] if near or (context.ahead and not lately) else before[-1]


def _year_by_weekday(day: date, weekday: int, base: date, ahead: bool) -> date | None:
    for step in range(1, _YEARS_BY_WEEKDAY + 1):
        other = real_day(day.year + (step if ahead else -step), day.month, day.day)
        if other is not None and other.isoweekday() == weekday:
            return other
    return None


def _hijri(when: Civil, context: Context) -> Timex:
    """A Hijri date, valued in Gregorian days; announced months can differ from the tables by a day."""
    note = "Umm al-Qura calendar; the announced date can differ by a day"
    year = when.year
    anchor = "none"
    if year is None:
        if context.day is None or when.month is None:
            return unknown("XXXX", "month" if when.day is None else "day", context)
        year = _hijri_year_of(when, context)
        anchor = context.anchor
    interval = hijri_span(year, when.month, when.day)
    grain = "year" if when.month is None else "month" if when.day is None else "day"
    if interval is None or interval.start is None or interval.end is None:
        whole = hijri_span(year, when.month)
        if when.day is None or whole is None or whole.end is None:
            return Timex(
                "XXXX", None, UNKNOWN, UNKNOWN, grain, note="outside the tables of the Umm al-Qura calendar"
            )
        readings = [one_day(next_day(whole.end, -1)), one_day(whole.end)]
        base = absolute("XXXX", whole, grain)
        return problem("impossible", readings, base, f"the month has no day {when.day}")
    last = next_day(interval.end, -1)
    value = interval.start.isoformat() if grain == "day" else f"{interval.start}/{last}"
    found = replace(absolute(value, interval, grain, note), anchor=anchor, slack=1)
    if when.weekday is None or when.day is None:
        return found
    if abs((nearest_weekday(interval.start, when.weekday) - interval.start).days) <= 1:
        day = nearest_weekday(interval.start, when.weekday)  # the weekday tells which day was announced
        return replace(found, value=day.isoformat(), interval=one_day(day), fuzzy=one_day(day))
    return _with_weekday(found, interval.start, when.weekday)


def _hijri_year_of(when: Civil, context: Context) -> int:
    assert context.day is not None  # the caller looks
    year = hijri_year(context.day)
    span = hijri_span(year, when.month, when.day)
    started = span is not None and span.start is not None and span.start <= context.day
    inside = started and span is not None and span.end is not None and context.day < span.end
    if when.turn in ("last", "prev"):
        return year if started and not inside else year - 1
    if when.turn in ("next", "foll"):
        return year if not started else year + 1
    if when.turn == "this":
        return year
    if context.ahead:
        return year if not started or inside else year + 1
    return year if started else year - 1
