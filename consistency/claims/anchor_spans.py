"""Spans of the calendar counted from a day: last year, next weekend, the last three years, week 12."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from consistency.claims.anchor_civil import YEAR_STEPS
from consistency.claims.anchor_context import Context, absolute, day_timex, problem, unknown
from consistency.model.timephrase import DayAway, Relative, Stretch, Week, Window
from consistency.model.timex import Interval, Timex
from consistency.packs.calendars import (
    add_months,
    half_span,
    iso_week,
    month_span,
    nearest_weekday,
    next_day,
    one_day,
    quarter_span,
    season_span,
    week_span,
    year_span,
)

_STEPS = {"last": -1, "prev": -1, "this": 0, "same": 0, "next": 1, "foll": 1, "next2": 2}
GRAINS = {"d": "day", "wk": "week", "mo": "month", "a": "year", "weekend": "day", "workweek": "week"}
MOST = 9000  # years, months, weeks or days that a date is moved by, so that it stays a date


def day_away(when: DayAway, context: Context) -> Timex:
    if context.day is None:
        value = f"XXXX-WXX-{when.weekday}" if when.weekday else "XXXX-XX-XX"
        return unknown(value, "day", context)
    day = next_day(context.day, when.days)
    found = replace(day_timex(day), anchor=context.anchor if when.weekday is None else "week")
    if when.weekday is None or day.isoweekday() == when.weekday:
        return found
    meant = nearest_weekday(day, when.weekday)
    if abs((meant - day).days) == 1:  # printed a day later, or in another time zone
        return replace(
            day_timex(meant, "the weekday tells the day; it was printed on another"), anchor="week"
        )
    return problem("weekday", [one_day(day), one_day(meant)], found, f"{day.isoformat()} is no such weekday")


def relative(when: Relative, context: Context) -> Timex:
    grain = GRAINS.get(when.unit, when.unit)
    told = when.turn in ("prev", "foll", "same") and context.told is not None
    base = context.told if told else context.day
    if base is None:
        value = {"d": "XXXX-XX-XX", "mo": "XXXX-XX", "wk": "XXXX-WXX", "weekend": "XXXX-WXX-WE"}.get(
            when.unit, "XXXX"
        )
        return unknown(value, grain, context)
    if when.turn == "near":
        step = 0 if context.ahead or base.isoweekday() >= 6 else -1
    else:
        step = _STEPS.get(when.turn, 0)
    found = unit_beside(when.unit, base, step)
    if when.unit == "decade" and when.turn == "last" and found.interval.start is not None:
        # The last ten years, or the decade before this one: the days of both.
        found = absolute("P1DE", Interval(found.interval.start, base), "decade")
    return replace(found, anchor="sentence" if told else context.anchor)


def unit_beside(unit: str, base: date, step: int) -> Timex:
    """The unit that holds a day, or one `step` units away."""
    if unit == "d":
        return day_timex(next_day(base, step))
    if unit in ("wk", "weekend", "workweek"):
        week = week_span(next_day(base, 7 * step))
        assert week.start is not None  # weeks have both ends
        year, number, _ = next_day(week.start, 3).isocalendar()
        if unit == "weekend":
            return absolute(f"{year}-W{number:02d}-WE", Interval(next_day(week.start, 5), week.end), "day")
        end = next_day(week.start, 5) if unit == "workweek" else week.end
        return absolute(f"{year}-W{number:02d}", Interval(week.start, end), "week")
    if unit == "mo":
        day = add_months(base.replace(day=1), step)
        return absolute(f"{day.year:04d}-{day.month:02d}", month_span(day.year, day.month), "month")
    if unit == "quarter":
        day = add_months(base.replace(day=1), 3 * step)
        quarter = (day.month + 2) // 3
        return absolute(f"{day.year:04d}-Q{quarter}", quarter_span(day.year, quarter), "quarter")
    if unit == "half":
        day = add_months(base.replace(day=1), 6 * step)
        half = 1 if day.month <= 6 else 2
        return absolute(f"{day.year:04d}-H{half}", half_span(day.year, half), "half")
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        start = max(size, min(9000, (base.year // size + step) * size))
        interval = Interval(date(start, 1, 1), date(start + size, 1, 1))
        return absolute(str(start // size), interval, unit)
    year = max(1, min(9998, base.year + step))
    return absolute(f"{year:04d}", year_span(year), "year")


def window(when: Window, context: Context) -> Timex:
    told = when.turn in ("prev", "foll") and context.told is not None
    base = context.told if told else context.day
    letter = {"d": "D", "wk": "W", "mo": "M", "a": "Y", "decade": "DE"}[when.unit]
    amount = when.amount * (10 if when.unit == "decade" else 1)
    grain = GRAINS.get(when.unit, "year")
    if base is None:
        return unknown(f"P{when.amount}{letter}", grain, context)
    back = when.turn in ("last", "prev")
    count = min(amount, MOST) * (-1 if back else 1)
    base = base if back else next_day(base)
    if when.unit in ("d", "wk"):
        other = next_day(base, count * (7 if when.unit == "wk" else 1))
    else:
        other = add_months(base, count * (1 if when.unit == "mo" else 12))
    interval = Interval(other, base) if back else Interval(base, other)
    found = absolute(f"P{when.amount}{letter}", interval, grain)
    return replace(found, anchor="sentence" if told else context.anchor)


def stretch(when: Stretch, context: Context) -> Timex:
    kind = when.name[0]
    season = when.name in ("SP", "SU", "FA", "WI")
    grain = "season" if season else "quarter" if kind == "Q" else "half"
    if when.year is not None:
        return absolute(f"{when.year:04d}-{when.name}", _stretch_span(when.year, when.name), grain)
    if context.near is not None and not when.turn:
        year, anchor = context.near.year, "sentence"
    elif context.day is None:
        return unknown(f"XXXX-{when.name}", grain, context)
    else:
        year, anchor = _stretch_year(when, context.day, context.ahead), context.anchor
    return replace(absolute(f"{year:04d}-{when.name}", _stretch_span(year, when.name), grain), anchor=anchor)


def _stretch_span(year: int, name: str) -> Interval:
    if name[0] == "Q":
        return quarter_span(year, int(name[1:]))
    if name[0] == "H" and name[1:].isdigit():
        return half_span(year, int(name[1:]))
    return season_span(year, name)


def _stretch_year(when: Stretch, day: date, ahead: bool) -> int:
    if when.turn.endswith("-year"):
        return day.year + YEAR_STEPS[when.turn]
    if when.turn == "this":
        return day.year
    years = range(day.year - 1, day.year + 2)
    spans = [(year, _stretch_span(year, when.name)) for year in years]
    if when.turn in ("last", "prev"):
        return max((y for y, s in spans if s.end is not None and s.end <= day), default=day.year - 1)
    if when.turn in ("next", "foll") or ahead:
        allowed = (
            y
            for y, s in spans
            if s.start is not None and (s.start > day or (ahead and s.end is not None and s.end > day))
        )
        return min(allowed, default=day.year + 1)
    return max((y for y, s in spans if s.start is not None and s.start <= day), default=day.year)


def week(when: Week, context: Context) -> Timex:
    year = when.year or (context.day.year if context.day else None)
    if year is None:
        return unknown(f"XXXX-W{when.number:02d}", "week", context)
    interval = iso_week(year, when.number)
    if interval is None:
        return unknown(
            f"{year}-W{when.number:02d}", "week", replace(context, reason="the year has no such week")
        )
    return replace(
        absolute(f"{year}-W{when.number:02d}", interval, "week"),
        anchor="none" if when.year else context.anchor,
    )
