"""A month by its name, with the second name that editors set beside it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from consistency.find.times_reader import CLOSE, DASHES, OPEN, Reader


class Month(Struct, frozen=True):
    """A month's name with its gloss. other: the gloss where it names another month."""

    number: int
    next: int
    calendar: str = "gregorian"
    other: int | None = None
    shared: bool = False
    weak: bool = False
    glossed: bool = False


def month(r: Reader, i: int) -> Month | None:
    """A month at token i, with a second name after a slash, a dash or in parentheses."""
    first = _month_name(r, i)
    if first is None:
        return None
    mark = r.mark(first.next)
    if not mark:
        return _spoken_twice(r, i, first)
    if mark[0] not in "/-–([（\\" or len(mark) > 1:
        return first
    second = _month_name(r, first.next)
    if second is None or second.calendar != first.calendar:
        return first
    systems = r.word(i).systems & r.word(first.next).systems
    if mark in OPEN:
        if r.after(second.next - 1)[:1] not in CLOSE:
            return first
        systems = frozenset()
    elif mark in DASHES and second.number != first.number:
        return first
    other = second.number if second.number != first.number else None
    return Month(first.number, second.next, first.calendar, other, bool(systems), False, True)


def _spoken_twice(r: Reader, i: int, first: Month) -> Month:
    """Two names side by side ("يوليو تموز") are one month, told in two systems."""
    second = _month_name(r, first.next)
    if second is None or second.calendar != first.calendar or second.number != first.number:
        return first
    if r.word(i).systems & r.word(first.next).systems:
        return first
    return Month(first.number, second.next, first.calendar, glossed=True)


def _month_name(r: Reader, i: int) -> Month | None:
    word = r.word(i)
    for kind, calendar in (("month", "gregorian"), ("hijri", "hijri")):
        if number := word.id(kind):
            return Month(int(number), i + word.size, calendar, weak="homograph" in word.senses)
    unit = word.senses.get("timeunit")
    if unit and unit[0].id == "mo" and not unit[0].get("plural") and r.near(i + 1) and not unit[1].ending:
        named = _month_name(r, i + 1)
        if named:
            found = month(r, i + 1)
            return replace(found, weak=False) if found else None
        value = r.day(i + 1)
        if value and value.value <= 12 and not value.ordinal and not r.counts(value.next):
            return Month(value.value, value.next)
    return None
