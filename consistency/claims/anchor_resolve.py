"""A date expression and the day it is counted from become a Timex."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from consistency.claims.anchor_civil import NEAR_DAYS, civil, nearest_day
from consistency.claims.anchor_context import Context, absolute, day_timex, problem, unknown
from consistency.claims.anchor_solar import solar
from consistency.claims.anchor_spans import (
    GRAINS,
    MOST,
    day_away,
    relative,
    stretch,
    unit_beside,
    week,
    window,
)
from consistency.model.timephrase import (
    Civil,
    DayAway,
    Decade,
    Holiday,
    Nth,
    Pair,
    Part,
    Range,
    Relative,
    Shift,
    Stretch,
    Week,
    WeekOf,
    When,
    Window,
)
from consistency.model.timex import UNKNOWN, Interval, Timex
from consistency.packs.calendars import (
    add_months,
    easter,
    month_span,
    next_day,
    one_day,
    real_day,
    third,
    week_span,
    weekday_after,
    weekday_before,
    year_span,
)

# How far "three years ago" can be from that day: half of the unit it is told in.
_SLACK = {"wk": 3, "mo": 15, "a": 183}
Feasts = Mapping[str, str]


def resolve(when: When, context: Context, feasts: Feasts) -> Timex:
    """The value, interval and grain of an expression; unknown where nothing tells what it is counted from."""
    if isinstance(when, Civil):
        return solar(when, context) if when.calendar == "jalali" else civil(when, context)
    if isinstance(when, DayAway):
        return day_away(when, context)
    if isinstance(when, Relative):
        return relative(when, context)
    if isinstance(when, Part):
        return _part(when, context, feasts)
    if isinstance(when, Range):
        return _range(when, context, feasts)
    if isinstance(when, Shift):
        return _shift(when, context, feasts)
    if isinstance(when, Window):
        return window(when, context)
    if isinstance(when, Nth):
        return _nth(when, context, feasts)
    if isinstance(when, Stretch):
        return stretch(when, context)
    if isinstance(when, Decade):
        start = when.start if when.start >= 100 else when.start + (2000 if when.start < 20 else 1900)
        interval = Interval(date(start, 1, 1), date(start + 10, 1, 1))
        return absolute(str(start // 10), interval, "decade")
    if isinstance(when, Week):
        return week(when, context)
    if isinstance(when, WeekOf):
        return _week_of(when, context, feasts)
    if isinstance(when, Holiday):
        return _holiday(when, context, feasts)
    return _pair(when, context, feasts)


def _part(when: Part, context: Context, feasts: Feasts) -> Timex:
    whole = resolve(when.of, context, feasts)
    return replace(whole, mod=when.mod, fuzzy=third(whole.interval, whole.grain, when.mod))


def _range(when: Range, context: Context, feasts: Feasts) -> Timex:
    first, last = when.start, when.end
    end = resolve(last, context, feasts)
    if _open_year(first) and not _open_year(last) and end.interval.start is not None:
        start = resolve(first, replace(context, near=None, day=end.interval.start, name="sentence"), feasts)
        if start.interval.start is not None and start.interval.start > end.interval.start:
            start = resolve(first, replace(context, near=_year_before(end.interval.start)), feasts)
    else:
        start = resolve(first, context, feasts)
        if _open_year(last) and start.interval.start is not None:
            forward = replace(context, near=None, day=start.interval.start, name="sentence", ahead=True)
            end = resolve(last, forward, feasts)
    turned = (
        start.interval.start is not None
        and end.interval.start is not None
        and end.interval.start < start.interval.start
    )
    if turned:
        start, end = end, start
    note = "the text has the later one first" if turned else None
    interval = Interval(start.interval.start, end.interval.end)
    fuzzy = Interval(start.fuzzy.start, end.fuzzy.end)
    bad = start if start.problem else end
    grain = start.grain if start.grain == end.grain else _finer(start.grain, end.grain)
    anchor = start.anchor if start.anchor != "none" else end.anchor
    found = Timex(f"{start.value}/{end.value}", None, interval, fuzzy, grain, anchor=anchor, note=note)
    if bad.problem:
        return problem(bad.problem, list(bad.alternatives), found, bad.note or "")
    return found


def _year_before(day: date) -> date:
    return add_months(day, -12)


def _finer(a: str, b: str) -> str:
    order = ("day", "week", "month", "quarter", "season", "half", "year", "decade", "century")
    return min(a, b, key=lambda grain: order.index(grain) if grain in order else 99)


def _open_year(when: When) -> bool:
    if isinstance(when, Part):
        return _open_year(when.of)
    if isinstance(when, Civil):
        return when.year is None and not when.turn
    return isinstance(when, Stretch) and when.year is None and not when.turn


def _shift(when: Shift, context: Context, feasts: Feasts) -> Timex:
    anchor = context.anchor
    if when.base is not None:
        base_timex = resolve(when.base, context, feasts)
        base = base_timex.interval.start
        anchor = base_timex.anchor
    elif when.told and context.told is not None:
        base, anchor = context.told, "sentence"
    else:
        base = context.day
    smallest = min((unit for _, unit in when.amounts), key=lambda u: "d wk mo a".find(u))
    grain = GRAINS.get(smallest, "day")
    if base is None:
        return unknown("XXXX-XX-XX", grain, context)
    day = base
    for number, unit in sorted(when.amounts, key=lambda amount: "a mo wk d".find(amount[1])):
        number = max(-MOST, min(MOST, number))
        if unit in ("a", "mo"):
            day = add_months(day, number * (12 if unit == "a" else 1))
        else:
            day = next_day(day, number * (7 if unit == "wk" else 1))
    found = replace(day_timex(day), anchor=anchor, grain=grain)
    slack = _SLACK.get(smallest) if when.base is None and len(when.amounts) == 1 else None
    if slack is None:
        return found
    wide = Interval(next_day(day, -slack), next_day(day, slack + 1))
    return replace(found, mod="APPROX", fuzzy=wide, note=f"told in units of a {grain}")


def _nth(when: Nth, context: Context, feasts: Feasts) -> Timex:
    whole = resolve(when.of, context, feasts)
    start, end = whole.interval.start, whole.interval.end
    if start is None or end is None:
        return replace(unknown("XXXX-XX-XX", "day", context), note=whole.note)
    number, last = when.number, when.number < 0
    interval: Interval | None = None
    grain = GRAINS.get(when.unit, "day")
    if when.unit == "d":
        day = next_day(end, number) if last else next_day(start, number - 1)
        interval = one_day(day)
    elif when.unit == "wk":
        # A week belongs to the month or year that holds its Thursday (ISO 8601).
        thursday = weekday_before(end, 4, same=False) if last else weekday_after(start, 4, same=True)
        interval = week_span(next_day(thursday, 0 if last else 7 * (number - 1)))
    elif when.unit == "mo":
        interval = _month_in(start, end, number)
    elif when.unit.isdigit():
        weekday = int(when.unit)
        day = weekday_before(end, weekday, same=False) if last else weekday_after(start, weekday, same=True)
        interval = one_day(next_day(day, 0 if last else 7 * (number - 1)))
    elif when.unit == "a":
        year = end.year - 1 if last else start.year + number - 1
        interval, grain = year_span(year), "year"
    if interval is None or interval.start is None or not (start <= interval.start < end or when.unit == "wk"):
        return unknown("XXXX-XX-XX", grain, replace(context, reason="there is no such one"))
    value = _value(interval.start, grain)
    return replace(absolute(value, interval, grain), anchor=whole.anchor)


def _month_in(start: date, end: date, number: int) -> Interval:
    first = add_months(end, number) if number < 0 else add_months(start, number - 1)
    return month_span(first.year, first.month)


def _value(start: date, grain: str) -> str:
    if grain == "week":
        year, week, _ = next_day(start, 3).isocalendar()
        return f"{year}-W{week:02d}"
    return {"month": start.isoformat()[:7], "year": start.isoformat()[:4]}.get(grain, start.isoformat())


def _week_of(when: WeekOf, context: Context, feasts: Feasts) -> Timex:
    day = resolve(when.of, context, feasts)
    if day.interval.start is None:
        return unknown("XXXX-WXX", "week", context)
    return replace(unit_beside("wk", day.interval.start, 0), anchor=day.anchor)


def _holiday(when: Holiday, context: Context, feasts: Feasts) -> Timex:
    rule = feasts.get(when.name, "")
    if when.year is not None:
        day = _feast(rule, when.year)
        return day_timex(day) if day else unknown("XXXX-XX-XX", "day", context)
    if context.day is None or not rule:
        return unknown("XXXX-XX-XX", "day", context)
    if "-" in rule[1:]:
        month, number = rule.split("-")
        day = nearest_day(int(month), int(number), when.turn, context)
    else:
        base = context.day
        days = [d for y in (base.year - 1, base.year, base.year + 1) if (d := _feast(rule, y))]
        coming = [d for d in days if d > base]
        past = [d for d in days if d <= base]
        near = coming and (coming[0] - base).days <= NEAR_DAYS
        ahead = when.turn in ("next", "foll") or (not when.turn and (context.ahead or near))
        if not (coming if ahead else past):
            return unknown("XXXX-XX-XX", "day", context)
        day = coming[0] if ahead else past[-1]
    return replace(day_timex(day), anchor=context.anchor)


def _feast(rule: str, year: int) -> date | None:
    if "-" in rule[1:]:
        month, number = rule.split("-")
        return real_day(year, int(month), int(number))
    return next_day(easter(year), int(rule)) if rule and 1 < year < 9999 else None


def _pair(when: Pair, context: Context, feasts: Feasts) -> Timex:
    first, second = resolve(when.first, context, feasts), resolve(when.second, context, feasts)
    if when.gloss:
        return replace(second, note="the editor's gloss holds")
    if isinstance(when.first, DayAway):
        if first.interval.start is not None and first.interval == second.interval:
            return (
                second if second.anchor in ("none", "year", "week") else replace(second, anchor=first.anchor)
            )
        return (
            replace(second, note="the day word beside it is counted from another day")
            if second.interval.known
            else first
        )
    hijri, gregorian = (
        (first, second)
        if isinstance(when.first, Civil) and when.first.calendar == "hijri"
        else (second, first)
    )
    if not (hijri.interval.known and gregorian.interval.known) or gregorian.problem:
        return gregorian
    if _fits(hijri.interval, gregorian.interval, gregorian.grain):
        return gregorian
    readings = [gregorian.interval, hijri.interval]
    return problem("month-pair", readings, gregorian, "the Hijri and the Gregorian date are different days")


def _fits(a: Interval, b: Interval, grain: str) -> bool:
    """Whether a Hijri and a Gregorian span are one; announced Hijri dates can differ by a day."""
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return True
    if grain == "day":
        return abs((a.start - b.start).days) <= 1
    return next_day(a.start, -1) < b.end and b.start < next_day(a.end, 1)


__all__ = ["UNKNOWN", "resolve"]
