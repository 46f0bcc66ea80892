"""The value strip: what each source states, on one line of values.

A dot is a stated value, a whisker a hedge, an arrow an open bound, a stretch the room between two bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from consistency.model.claim import Claim
from consistency.model.quantity import Quantity
from consistency.model.ranges import admitted
from consistency.report.direction import shown
from consistency.report.html import scale
from consistency.report.html.calendar import day_hours
from consistency.report.html.key import Key, Source
from consistency.report.values import claim_value, claim_words
from consistency.report.words import Words

# Rows of a picture; further sources are in the table behind it.
MOST_ROWS = 12
MOST_TABLE = 60
# Beyond these a float would say nothing, or nothing at all.
_LARGEST = Decimal("1e15")


class Stated(Struct, frozen=True):
    """What one source states. low, high: its place in the picture, None for no bound on that side.

    whisker: from where to where a hedge leaves room. value: in words. said: as the article words it.
    """

    source: Source
    value: str
    said: str
    low: float | None
    high: float | None
    whisker: tuple[float, float] | None
    anchor: str
    title: str

    @property
    def drawn(self) -> bool:
        return self.low is not None or self.high is not None

    @property
    def dot(self) -> float | None:
        """Where the dot stands; None for a stretch between two bounds."""
        if self.low is not None and self.high is not None and abs(self.high - self.low) > 0.8:
            return None
        return self.low if self.low is not None else self.high


class Strip(Struct, frozen=True):
    """rows: for the picture; table: as many as are told; more: those left out.

    ticks: place and name. onward: +1 where values grow to the right.
    """

    rows: tuple[Stated, ...]
    table: tuple[Stated, ...]
    more: int
    ticks: tuple[scale.Tick, ...]
    kind: str
    onward: int


def value_strip(claims: Sequence[Claim], key: Key, words: Words, *, by_time: bool = False) -> Strip | None:
    """None where there are not two values to set side by side. by_time: the claims' times are at issue."""
    every = _told(claims, by_time)
    told = every[:MOST_TABLE]
    bounds = [bound for claim in told for bound in _range(claim, by_time) if bound is not None]
    if not bounds or len(told) < 2 or (len(set(bounds)) < 2 and not by_time):
        return None
    rooms = [room for claim in told for room in (_room(claim.quantity) or ()) if not by_time]
    drawn = scale.of_values([*bounds, *rooms], words.rtl) if not by_time and told[0].quantity else None
    drawn = drawn or scale.of_times(bounds, words.rtl)
    stated = tuple(_stated(claim, drawn, key, words, by_time) for claim in told)
    rows = tuple(item for item in stated if item.drawn)[:MOST_ROWS]
    marks = _ticks([*bounds, *rooms], drawn, by_time or told[0].quantity is None, words)
    return (
        Strip(rows, stated, len(every) - len(told), marks, drawn.kind, -1 if words.rtl else 1)
        if len(rows) > 1
        else None
    )


def _told(claims: Sequence[Claim], by_time: bool) -> list[Claim]:
    """One claim per source and value, of the unit that most have, by publication."""
    units = [claim.quantity.unit for claim in claims if claim.quantity]
    unit = max(sorted(set(units)), key=units.count) if units else None
    kept: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        if claim.quantity and claim.quantity.unit != unit and not by_time:
            continue
        kept.setdefault((claim.document, *_range(claim, by_time)), claim)
    return sorted(kept.values(), key=_by_publication)


def _by_publication(claim: Claim) -> tuple[bool, str, str, int]:
    published = claim.provenance.published
    return published is None, str(published or ""), claim.document, claim.span.start


def _range(claim: Claim, by_time: bool) -> tuple[float | None, float | None]:
    """The stated bounds: values, or hours of time."""
    if claim.quantity and not by_time:
        return _number(claim.quantity.low), _number(claim.quantity.high)
    interval = claim.timex.fuzzy if claim.timex else claim.time.fuzzy if claim.time else None
    relation = claim.timex.relation if claim.timex else claim.time.relation if claim.time else None
    if interval is None:
        return None, None
    start = day_hours(interval.start) if interval.start else None
    end = day_hours(interval.end) if interval.end else None
    if relation in ("since", "after"):
        return start if start is not None else end, None
    if relation in ("until", "by", "before"):
        return None, end if end is not None else start
    return start, end


def _room(quantity: Quantity | None) -> tuple[float, float] | None:
    """What a hedge leaves room for; None without one."""
    if quantity is None or quantity.modifier != "approx":
        return None
    room = admitted(quantity)
    ends = (_number(room[0]), _number(room[1])) if room else (None, None)
    return (ends[0], ends[1]) if ends[0] is not None and ends[1] is not None else None


def _number(value: Decimal | None) -> float | None:
    return float(value) if value is not None and abs(value) <= _LARGEST else None


def _stated(claim: Claim, drawn: scale.Scale, key: Key, words: Words, by_time: bool) -> Stated:
    low, high = _range(claim, by_time)
    room = None if by_time else _room(claim.quantity)
    value = claim_value(claim, words)
    if by_time and claim.time:
        value = words(f"page.time.{claim.time.relation}", date=claim.time.fuzzy.named)
    source = key[claim.document]
    return Stated(
        source=source,
        value=value,
        said=shown(claim_words(claim)),
        low=drawn.at(low) if low is not None else None,
        high=drawn.at(high) if high is not None else None,
        whisker=(drawn.at(room[0]), drawn.at(room[1])) if room else None,
        anchor=source.anchor,
        title=f"{source.name}: {value}",
    )


def _ticks(bounds: Sequence[float], drawn: scale.Scale, dated: bool, words: Words) -> tuple[scale.Tick, ...]:
    if dated:
        return scale.day_ticks(bounds, drawn, words.language)
    low, high = min(bounds), max(bounds)
    return tuple(
        scale.Tick(drawn.at(value), f"{value:,.10g}") for value in scale.ticks(low, high, drawn.kind)
    )
