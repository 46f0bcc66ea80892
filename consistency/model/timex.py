"""When: dates as half-open intervals of days."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from consistency.model.document import Span

RELATIONS = ("since", "until", "by", "before", "after", "on")
PROBLEMS = ("month-pair", "weekday", "impossible")
ODDS = ("anniversary", "duration", "age")


class Interval(Struct, frozen=True):
    """Days from `start` up to, not including, `end`; None leaves a side open or unknown."""

    start: date | None
    end: date | None

    @property
    def known(self) -> bool:
        return self.start is not None and self.end is not None

    @property
    def days(self) -> int | None:
        """How many days these are; None where a side is open or unknown."""
        return (self.end - self.start).days if self.start is not None and self.end is not None else None

    def overlaps(self, other: Interval) -> bool:
        """True unless a known bound keeps the two apart."""
        apart = (self.end is not None and other.start is not None and self.end <= other.start) or (
            other.end is not None and self.start is not None and other.end <= self.start
        )
        return not apart

    def contains(self, other: Interval) -> bool:
        return (
            self.start is not None
            and self.end is not None
            and other.start is not None
            and other.end is not None
            and self.start <= other.start
            and other.end <= self.end
        )

    @property
    def last(self) -> date | None:
        """The last day, the one before `end`; None where that side is open."""
        return self.end - timedelta(days=1) if self.end and self.end > date.min else self.end

    @property
    def named(self) -> str:
        """The shortest name of these days: `2023`, `2023-10`, `2023-10-07`, or the first and the last of them."""
        start, end, last = self.start, self.end, self.last
        if start is None or end is None:
            return f"{start or '…'}–{last or '…'}"
        if start == last:
            return start.isoformat()
        if start.day == 1 and end.day == 1:
            months = (end.year - start.year) * 12 + end.month - start.month
            if months == 1:
                return f"{start:%Y-%m}"
            if start.month == end.month == 1:
                return f"{start:%Y}" if months == 12 else f"{start:%Y}–{last:%Y}"
        return f"{start}–{last}"


UNKNOWN = Interval(None, None)


class Odds(Struct, frozen=True):
    """A count in the sentence that the dates beside it contradict; both readings are kept, none is chosen.

    kind: one of ODDS. readings: when it would be by the count, and when it is by the other date.
    span: the words that contradict each other.
    """

    kind: str
    readings: tuple[Interval, ...]
    span: Span


class Timex(Struct, frozen=True):
    """A date expression, read.

    value: TIMEX3 (`2017-12`, `2020-SU`, `XXXX-07` when the year is unknown, `XXXX-WXX-4` for a weekday
        without an anchor).
    mod: TIMEX3's START, MID, END, APPROX or None.
    interval: the base interval; fuzzy: the part of it that `mod` selects (equal to it without one).
    grain: day, week, month, quarter, season, half, year, decade.
    relation: one of RELATIONS or None.
    problem: one of PROBLEMS or None; only then `alternatives` holds the readings (four at most), none is
        chosen, and `interval` is their hull.
    anchor: what a relative or partial date was counted from (`publication`, `sentence`, `speech`, `section`),
        `year` or `week` where it gave no more than these, `none` where it needed nothing, `unknown` where nothing was
        there to count from.
    months: the calendar months named, without a year, for dates that stay partial.
    odds: an anniversary, duration or age in the sentence that does not fit the date.
    planned: told as lying ahead: a deadline, an appointment, what will be.
    slack: days by which the calendar itself can be off (a Hijri month is announced).
    """

    value: str
    mod: str | None
    interval: Interval
    fuzzy: Interval
    grain: str
    relation: str | None = None
    problem: str | None = None
    alternatives: tuple[Interval, ...] = ()
    anchor: str = "none"
    months: tuple[int, ...] = ()
    note: str | None = None
    odds: Odds | None = None
    planned: bool = False
    slack: int = 0


class TimexMention(Struct, frozen=True):
    """A date where it stands. first, last: its tokens (inclusive). pack: who read it."""

    span: Span
    first: int
    last: int
    timex: Timex
    pack: str = "digits"
