"""From what open dates are counted, and the date expressions that come of it."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from consistency.model.timex import UNKNOWN, Interval, Timex
from consistency.packs.calendars import one_day


# Not frozen: what is near changes from date to date.
class Context(Struct):
    """What open dates are counted from.

    day: the day it is said, None where nobody knows; name: why that day (`publication`, `speech`, `section`).
    told: the date told beside it, for "the next day"; near: the date before it in the sentence that names its
    year and month. ahead: a word says that the date lies ahead. order: `day-first`, `month-first` or "".
    """

    day: date | None
    name: str
    told: date | None = None
    near: date | None = None
    ahead: bool = False
    order: str = ""
    reason: str | None = None

    @property
    def anchor(self) -> str:
        return self.name if self.day is not None else "unknown"


def absolute(value: str, interval: Interval, grain: str, note: str | None = None) -> Timex:
    return Timex(value, None, interval, interval, grain, note=note)


def unknown(value: str, grain: str, context: Context, months: tuple[int, ...] = ()) -> Timex:
    return Timex(value, None, UNKNOWN, UNKNOWN, grain, anchor="unknown", months=months, note=context.reason)


def day_timex(day: date, note: str | None = None) -> Timex:
    return absolute(day.isoformat(), one_day(day), "day", note)


def problem(kind: str, readings: list[Interval], timex: Timex, note: str) -> Timex:
    """Several readings, none chosen: the interval is their hull."""
    known = sorted({i for i in readings if i.known}, key=lambda i: (i.start, i.end))[:4]
    if not known:
        return replace(timex, problem=kind, note=note)
    hull = Interval(known[0].start, max(i.end for i in known if i.end is not None))
    return replace(timex, problem=kind, alternatives=tuple(known), interval=hull, fuzzy=hull, note=note)
