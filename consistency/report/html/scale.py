"""Where a value lies in a picture, as a percentage of its width. Pictures run the way the interface is read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from math import floor, log2, log10
from typing import NamedTuple

from msgspec import Struct

from consistency.report.html.calendar import day


class Tick(NamedTuple):
    """Where it stands, and its name. day: as ISO, "" where it is none. minor: left out where there is little room."""

    place: float
    name: str
    day: str = ""
    minor: bool = False


# Room left at both ends, in percent, for marks and arrows.
_MARGIN = 8.0
# The room that the name of a day takes, in percent of a wide picture and of a narrow one.
_NAME, _NAME_NARROW = 34.0, 58.0
# From this ratio on, values are drawn by their logarithm: on a plain scale the small ones would be one dot.
TENFOLD = 10
# A step of time this many times the smallest one would press the others together: then steps are shortened.
_CROWDED = 12


class Scale(Struct, frozen=True):
    """Knots of a piecewise linear map: values in ascending order, and where they lie. kind: linear, log or bent."""

    kind: str
    values: tuple[float, ...]
    places: tuple[float, ...]
    mirrored: bool = False

    def at(self, value: float) -> float:
        """Percent from the left, two decimals; values beyond the ends lie at the ends."""
        place = self._along(_log(value) if self.kind == "log" else value)
        return round(100 - place if self.mirrored else place, 2)

    def _along(self, value: float) -> float:
        values, places = self.values, self.places
        if value <= values[0]:
            return places[0]
        if value >= values[-1]:
            return places[-1]
        step = bisect_right(values, value)
        share = (value - values[step - 1]) / (values[step] - values[step - 1])
        return places[step - 1] + share * (places[step] - places[step - 1])

    def shift(self, percent: float) -> float:
        """A distance to the right in the direction of growing values."""
        return -percent if self.mirrored else percent


def of_values(values: Sequence[float], mirrored: bool) -> Scale:
    """A plain scale, by logarithm where the values differ tenfold and all are above zero."""
    low, high = min(values), max(values)
    if low > 0 and high / low >= TENFOLD:
        return _between("log", _log(low), _log(high), mirrored)
    return _between("linear", low, high, mirrored)


def of_times(moments: Sequence[float], mirrored: bool) -> Scale:
    """A plain scale of hours; where moments would crowd, each step is as wide as the logarithm of its length."""
    knots = sorted(set(moments))
    steps = [later - earlier for earlier, later in pairwise(knots)]
    if len(steps) < 2 or max(steps) <= _CROWDED * min(steps):
        return _between("linear", knots[0], knots[-1], mirrored)
    widths = [1 + log2(1 + step) for step in steps]
    whole, place, places = sum(widths), _MARGIN, [_MARGIN]
    for width in widths:
        place += width / whole * (100 - 2 * _MARGIN)
        places.append(place)
    return Scale("bent", tuple(knots), tuple(places), mirrored)


def ticks(low: float, high: float, kind: str) -> list[float]:
    """Round values from low to high: powers of ten on a log scale, else two to six steps of 1, 2 or 5."""
    if kind == "log":
        return [
            float(10**power) for power in range(floor(_log(low)), floor(_log(high)) + 1) if 10**power >= low
        ]
    if low == high:
        return [low]
    rough = (high - low) / 4
    base = 10.0 ** floor(log10(rough))
    step = next(base * factor for factor in (1, 2, 5, 10) if base * factor >= rough)
    first = floor(low / step)
    return [index * step for index in range(first, floor(high / step) + 1) if index * step >= low]


def day_ticks(moments: Iterable[float], drawn: Scale, language: str) -> tuple[Tick, ...]:
    """The days of these hours, those whose names would not run into each other: the last, the first, and so on."""
    hours = sorted(set(moments))
    kept: list[tuple[float, bool]] = []
    for hour in [*hours[-1:], *hours[:-1]]:
        away = min((abs(drawn.at(hour) - drawn.at(other)) for other, _ in kept), default=100.0)
        if away >= _NAME:
            kept.append((hour, away < _NAME_NARROW))
    days = [(drawn.at(hour), date.fromordinal(int(hour // 24)), minor) for hour, minor in sorted(kept)]
    return tuple(Tick(place, day(told, language), told.isoformat(), minor) for place, told, minor in days)


def _between(kind: str, low: float, high: float, mirrored: bool) -> Scale:
    if low == high:
        return Scale(kind, (low - 1, high + 1), (_MARGIN, 100 - _MARGIN), mirrored)
    return Scale(kind, (low, high), (_MARGIN, 100 - _MARGIN), mirrored)


def _log(value: float) -> float:
    return log10(value) if value > 0 else 0.0
