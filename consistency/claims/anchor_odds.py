"""Anniversaries, durations and ages that the dates beside them contradict.

Both readings are kept, none is chosen. What a sentence leaves open is left alone: an anniversary without a day
on which it is kept, an age without its year, a hedged duration.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from consistency.model.document import Span
from consistency.model.timephrase import Beside, Civil, TimePhrase
from consistency.model.timex import Interval, Odds, Timex
from consistency.packs.calendars import add_months, next_day

# Anniversaries are spoken of this long before and after their day.
_SLACK = 62
# Where only a verb says that an anniversary is kept now, the article may be half a year away.
_WIDE_SLACK = 183
# How many dates before and after one in its sentence are looked at.
_NEAR = 6
# Days of the grain that a range is told in, and of the unit that a duration is told in.
_GRAINS = {"day": 1, "month": 31, "year": 366}
_UNITS = {"d": 1.0, "mo": 30.44, "a": 365.25}
_MOST_YEARS = 1000


def with_odds(
    phrases: Sequence[TimePhrase], sentences: Sequence[int], done: list[Timex | None], published: date | None
) -> None:
    """Note in `done`, in place, every count that the dates of its sentence contradict. Time: linear."""
    for index, phrase in enumerate(phrases):
        timex, told = done[index], phrase.beside
        if told is None or timex is None or timex.problem or not timex.interval.known:
            continue
        odds = None
        if told.kind == "anniversary":
            others = _others(index, phrases, sentences, done)
            odds = _anniversary(told, timex.interval, others, published)
        elif told.kind == "duration":
            odds = _duration(told, timex)
        elif told.kind == "age":
            odds = _age(told, timex.interval, _birth(index, phrases, sentences, done))
        if odds is not None:
            done[index] = replace(timex, odds=odds)


def _beside(index: int, sentences: Sequence[int]) -> list[int]:
    """The other phrases of its sentence, as far as they are looked at."""
    first, last = max(0, index - _NEAR), min(len(sentences), index + _NEAR + 1)
    return [k for k in range(first, last) if k != index and sentences[k] == sentences[index]]


def _others(
    index: int, phrases: Sequence[TimePhrase], sentences: Sequence[int], done: Sequence[Timex | None]
) -> list[Timex] | None:
    """The other dates of the sentence; None where one of them is unknown, for it could be the day."""
    found = []
    for k in _beside(index, sentences):
        timex = done[k]
        if timex is None or timex.problem or not timex.interval.known:
            return None
        found.append(timex)
    return found


def _anniversary(
    told: Beside, event: Interval, others: list[Timex] | None, published: date | None
) -> Odds | None:
    if event.start is None or event.end is None or others is None or told.number > _MOST_YEARS:
        return None
    meant = Interval(add_months(event.start, 12 * told.number), add_months(event.end, 12 * told.number))
    kept = [timex.fuzzy for timex in others]
    slack = _SLACK
    if not kept:
        if not told.marked or published is None:
            return None
        kept, slack = [Interval(published, next_day(published))], _WIDE_SLACK
    if any(_near(meant, day, slack) for day in kept) or all(_within(event, day) for day in kept):
        return None
    later = [day for day in kept if day.start is not None and day.start >= event.end]
    return Odds("anniversary", (meant, later[0]), told.span) if later else None


def _near(meant: Interval, day: Interval, slack: int) -> bool:
    assert meant.start is not None and meant.end is not None  # both are known here
    return Interval(next_day(meant.start, -slack), next_day(meant.end, slack)).overlaps(day)


def _within(event: Interval, day: Interval) -> bool:
    """Whether a date only tells the event's own date once more."""
    return event.contains(day) or day.contains(event)


def _duration(told: Beside, timex: Timex) -> Odds | None:
    """A duration of n units means half a unit less to nearly one more; a range covers its inner to its outer days."""
    start, end = timex.interval.start, timex.interval.end
    grain, unit = _GRAINS.get(timex.grain), _UNITS[told.unit]
    if start is None or end is None or grain is None or timex.mod or timex.fuzzy != timex.interval:
        return None
    if unit < grain - 1:
        return None  # "ten days from May to June" tells no bounds
    longest = (end - start).days
    shortest = max(0, longest - 2 * grain + 2)
    least, most = (told.number - 0.5) * unit, (told.number + 1) * unit
    if least <= longest and shortest <= most:
        return None
    counted = next_day(start, int(min(told.number * unit, 10**6)))
    return Odds("duration", (Interval(start, counted), timex.interval), told.span)


def _birth(
    index: int, phrases: Sequence[TimePhrase], sentences: Sequence[int], done: Sequence[Timex | None]
) -> tuple[Interval, Span] | None:
    """The one birth that the sentence dates."""
    births = [
        (timex.interval, told.span)
        for k in _beside(index, sentences)
        if (told := phrases[k].beside) is not None
        and told.kind == "born"
        and isinstance(phrases[k].when, Civil)
        and (timex := done[k]) is not None
        and timex.interval.known
    ]
    return births[0] if len(births) == 1 else None


def _age(told: Beside, then: Interval, birth: tuple[Interval, Span] | None) -> Odds | None:
    """Born in 1950, 69 or 70 in 2020; a year more or less is how ages are told."""
    if birth is None or then.start is None or then.end is None:
        return None
    born, where = birth
    if born.start is None or born.end is None or then.start < born.end:
        return None
    least, most = then.start.year - born.end.year - 1, next_day(then.end, -1).year - born.start.year + 1
    if least <= told.number <= most:
        return None
    by_age = Interval(add_months(born.start, 12 * told.number), add_months(born.end, 12 * told.number + 12))
    span = Span(min(where.start, told.span.start), max(where.end, told.span.end))
    return Odds("age", (by_age, then), span)
