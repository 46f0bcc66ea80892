"""How two dates lie to each other: one, one within the other, overlapping, or apart. Pure functions on Timex."""

from __future__ import annotations

from datetime import date, timedelta

from consistency.model.timex import Interval, Timex

RELATIONS = ("equal", "contained", "vague", "disjoint", "unknown")
_FORWARD = ("since", "after")
_BACKWARD = ("until", "by", "before")
# What a date was counted from where it names its day itself.
_NAMED = frozenset({"none", "sentence", "year", "week"})
# Begin, middle and end are thirds for want of better: what misses one by a quarter of it is not apart from it.
_MARGIN = 4


def compare(a: Timex, b: Timex) -> str:
    """One of RELATIONS; symmetric.

    `equal` told alike; `contained` one within the other (compatible); `vague` overlapping, or too near to tell
    apart (compatible, no agreement); `disjoint` cannot both be right; `unknown` where a year, a day or the
    choice between two readings is missing. Two dates that say "since" are compared by their beginnings, two
    that say "by" or "before" by their ends; one of them beside a plain date only bounds it.
    Source: Allen's interval relations (1983), merged to what a reader would call them.
    """
    if a.problem or b.problem:
        return "unknown"
    if not (a.interval.known and b.interval.known):
        return _months(a, b)
    one, two = _side(a), _side(b)
    if one == two:
        return _windows(a, b)
    if "plain" in (one, two):
        bound, plain = (b, a) if one == "plain" else (a, b)
        return _bounded(bound, plain)
    return "vague" if a.fuzzy.overlaps(b.fuzzy) else "unknown"


def _side(timex: Timex) -> str:
    """What a relation makes of a date: `start`, `end` or `plain`."""
    if timex.relation in _FORWARD:
        return "start"
    return "end" if timex.relation in _BACKWARD else "plain"


def _windows(a: Timex, b: Timex) -> str:
    x, y = a.fuzzy, b.fuzzy
    if x == y and a.interval == b.interval and a.relation == b.relation:
        return "equal"
    if x.overlaps(y):
        return "contained" if x.contains(y) or y.contains(x) else "vague"
    return "vague" if _gap(x, y) < timedelta(days=_tolerance(a, b)) else "disjoint"


def _bounded(bound: Timex, plain: Timex) -> str:
    """Whether a plain date keeps to "since 2014" or "by the end of May"."""
    start, end = bound.fuzzy.start, bound.fuzzy.end
    limit = Interval(start, None) if _side(bound) == "start" else Interval(None, end)
    if limit.overlaps(plain.fuzzy):
        return "contained"
    tolerance = timedelta(days=_tolerance(bound, plain))
    return "vague" if _gap(bound.fuzzy, plain.fuzzy) < tolerance else "disjoint"


def _gap(x: Interval, y: Interval) -> timedelta:
    """Days between two intervals that do not overlap; zero where they touch."""
    edges: list[tuple[date | None, date | None]] = [(x.end, y.start), (y.end, x.start)]
    gaps = [later - earlier for earlier, later in edges if earlier is not None and later is not None]
    return max(gaps, default=timedelta(0))


def _tolerance(a: Timex, b: Timex) -> int:
    """Days that two dates may miss each other by: of the calendar, the time zone, or the vaguer third."""
    days = max(a.slack, b.slack)
    if "day" in (a.grain, b.grain) and not {a.anchor, b.anchor} <= _NAMED:
        days = max(days, 1)  # "yesterday" in another time zone
    for timex in (a, b):
        if timex.fuzzy != timex.interval and timex.fuzzy.start is not None and timex.fuzzy.end is not None:
            days = max(days, (timex.fuzzy.end - timex.fuzzy.start).days // _MARGIN)
    return days


def _months(a: Timex, b: Timex) -> str:
    """Months told without a year can be apart, never one."""
    one, two = _named(a), _named(b)
    if not one or not two:
        return "unknown"
    return "vague" if one & two else "disjoint"


def _named(timex: Timex) -> frozenset[int]:
    """The months that a date names or touches; none where it is longer than a year's half or unknown."""
    start, end = timex.interval.start, timex.interval.end
    if start is None or end is None:
        return frozenset(timex.months)
    if (end - start).days > 184:
        return frozenset()
    return frozenset((start + timedelta(days=step)).month for step in range((end - start).days))
