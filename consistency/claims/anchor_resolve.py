"""A date expression and the day it is counted from become a Timex."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from consistency.claims.anchor_civil import (
    NEAR_DAYS,
    YEAR_STEPS,
    Context,
    absolute,
    civil,
    day_timex,
    nearest_day,
    problem,
    unknown,
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
    half_span,
    iso_week,
    month_span,
    nearest_weekday,
    next_day,
    one_day,
    quarter_span,
    real_day,
    season_span,
    third,
    week_span,
    weekday_after,
    weekday_before,
    year_span,
)

_STEPS = {"last": -1, "prev": -1, "this": 0, "same": 0, "next": 1, "foll": 1, "next2": 2}
_GRAINS = {"d": "day", "wk": "week", "mo": "month", "a": "year", "weekend": "day", "workweek": "week"}
# How far "three years ago" can be from that day: half of the unit it is told in.
_SLACK = {"wk": 3, "mo": 15, "a": 183}
_MOST = 9000  # years, months, weeks or days that a date is moved by, so that it stays a date

Feasts = Mapping[str, str]


def resolve(when: When, context: Context, feasts: Feasts) -> Timex:
    """The value, interval and grain of an expression; unknown where nothing tells what it is counted from."""
    if isinstance(when, Civil):
        return civil(when, context)
    if isinstance(when, DayAway):
        return _day_away(when, context)
    if isinstance(when, Relative):
        return _relative(when, context)
    if isinstance(when, Part):
        return _part(when, context, feasts)
    if isinstance(when, Range):
        return _range(when, context, feasts)
    if isinstance(when, Shift):
        return _shift(when, context, feasts)
    if isinstance(when, Window):
        return _window(when, context)
    if isinstance(when, Nth):
        return _nth(when, context, feasts)
    if isinstance(when, Stretch):
        return _stretch(when, context)
    if isinstance(when, Decade):
        start = when.start if when.start >= 100 else when.start + (2000 if when.start < 20 else 1900)
        interval = Interval(date(start, 1, 1), date(start + 10, 1, 1))
        return absolute(str(start // 10), interval, "decade")
    if isinstance(when, Week):
        return _week(when, context)
    if isinstance(when, WeekOf):
        return _week_of(when, context, feasts)
    if isinstance(when, Holiday):
        return _holiday(when, context, feasts)
    return _pair(when, context, feasts)


def _day_away(when: DayAway, context: Context) -> Timex:
    if context.day is None:
        value = f"XXXX-WXX-{when.weekday}" if when.weekday else "XXXX-XX-XX"
        return unknown(value, "day", context)
    day = next_day(context.day, when.days)
    found = replace(day_timex(day), anchor=context.anchor)
    if when.weekday is None or day.isoweekday() == when.weekday:
        return found
    meant = nearest_weekday(day, when.weekday)
    if abs((meant - day).days) == 1:  # printed a day later, or in another time zone
        return replace(
            day_timex(meant, "the weekday tells the day; it was printed on another"), anchor=context.anchor
        )
    return problem("weekday", [one_day(day), one_day(meant)], found, f"{day.isoformat()} is no such weekday")


def _relative(when: Relative, context: Context) -> Timex:
    grain = _GRAINS.get(when.unit, when.unit)
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
    found = _beside(when.unit, base, step)
    return replace(found, anchor="sentence" if told else context.anchor)


def _beside(unit: str, base: date, step: int) -> Timex:
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
    grain = _GRAINS.get(smallest, "day")
    if base is None:
        return unknown("XXXX-XX-XX", grain, context)
    day = base
    for number, unit in sorted(when.amounts, key=lambda amount: "a mo wk d".find(amount[1])):
        number = max(-_MOST, min(_MOST, number))
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


def _window(when: Window, context: Context) -> Timex:
    told = when.turn in ("prev", "foll") and context.told is not None
    base = context.told if told else context.day
    letter = {"d": "D", "wk": "W", "mo": "M", "a": "Y", "decade": "DE"}[when.unit]
    amount = when.amount * (10 if when.unit == "decade" else 1)
    grain = _GRAINS.get(when.unit, "year")
    if base is None:
        return unknown(f"P{when.amount}{letter}", grain, context)
    back = when.turn in ("last", "prev")
    count = min(amount, _MOST) * (-1 if back else 1)
    base = base if back else next_day(base)
    if when.unit in ("d", "wk"):
        other = next_day(base, count * (7 if when.unit == "wk" else 1))
    else:
        other = add_months(base, count * (1 if when.unit == "mo" else 12))
    interval = Interval(other, base) if back else Interval(base, other)
    found = absolute(f"P{when.amount}{letter}", interval, grain)
    return replace(found, anchor="sentence" if told else context.anchor)


def _nth(when: Nth, context: Context, feasts: Feasts) -> Timex:
    whole = resolve(when.of, context, feasts)
    start, end = whole.interval.start, whole.interval.end
    if start is None or end is None:
        return replace(unknown("XXXX-XX-XX", "day", context), note=whole.note)
    number, last = when.number, when.number < 0
    interval: Interval | None = None
    grain = _GRAINS.get(when.unit, "day")
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


def _stretch(when: Stretch, context: Context) -> Timex:
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


def _week(when: Week, context: Context) -> Timex:
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


def _week_of(when: WeekOf, context: Context, feasts: Feasts) -> Timex:
    day = resolve(when.of, context, feasts)
    if day.interval.start is None:
        return unknown("XXXX-WXX", "week", context)
    return replace(_beside("wk", day.interval.start, 0), anchor=day.anchor)


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
            return second if second.anchor == "none" else replace(second, anchor=first.anchor)
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
