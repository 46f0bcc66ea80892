"""Dates of the Solar Hijri calendar, valued in Gregorian days."""

from __future__ import annotations

from consistency.claims.anchor_context import Context, absolute, problem, unknown
from consistency.model.timephrase import Civil
from consistency.model.timex import Timex
from consistency.packs.calendars import next_day, one_day
from consistency.packs.jalali import jalali_span


def solar(when: Civil, context: Context) -> Timex:
    """A date with its year; without one it stays unknown, for its article may count from either new year."""
    grain = "year" if when.month is None else "month" if when.day is None else "day"
    interval = jalali_span(when.year, when.month, when.day) if when.year is not None else None
    if interval is not None and interval.start is not None and interval.end is not None:
        last = next_day(interval.end, -1)
        value = interval.start.isoformat() if grain == "day" else f"{interval.start}/{last}"
        return absolute(value, interval, grain, "Solar Hijri calendar")
    whole = jalali_span(when.year, when.month) if when.year is not None else None
    if whole is None or whole.end is None:
        return unknown("XXXX", grain, context)
    readings = [one_day(next_day(whole.end, -1)), one_day(whole.end)]
    return problem("impossible", readings, absolute("XXXX", whole, grain), f"the month has no day {when.day}")
