"""The timeline: a lane per group of claims, a mark where an article was published, a bar for the time it speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from consistency.model.claim import Claim
from consistency.model.group import ClaimGroup
from consistency.model.timex import Interval
from consistency.packs.ruleset import Packs
from consistency.report.html import scale
from consistency.report.html.calendar import day_hours, hours
from consistency.report.html.key import Key, Source
from consistency.report.names import as_of, holder, thing
from consistency.report.values import claim_value
from consistency.report.words import Words

# Lanes of a picture; what has more is told in the lists.
MOST_LANES = 30
MOST_MARKS = 60
MOST_BARS = 4
# Shapes that are told apart at the size of a letter; further holders share the last.
SHAPES = ("circle", "square", "diamond", "up", "down", "pentagon", "cross")
OTHER = "star"
# Marks nearer than this many percent would cover each other; the later one moves up a row.
_NEAR = 5.5


class Mark(Struct, frozen=True):
    """One claim. row: 0 is the lowest. holder: who says so, "" for the article itself."""

    source: Source
    x: float | None
    row: int
    shape: str
    holder: str
    value: str
    period: str


class Bar(Struct, frozen=True):
    """A time that claims of the lane speak of. before, after: it goes on beyond the picture."""

    start: float
    end: float
    before: bool
    after: bool
    told: str


class Lane(Struct, frozen=True):
    label: str
    anchor: str
    verdict: str
    marks: tuple[Mark, ...]
    undated: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    rows: int
    more: int


class Timeline(Struct, frozen=True):
    lanes: tuple[Lane, ...]
    ticks: tuple[scale.Tick, ...]
    bent: bool
    onward: int
    holders: tuple[tuple[str, str], ...]
    more: int


# Groups, each with its verdict and the address of what tells of it.
Lanes = Sequence[tuple[ClaimGroup, str, str]]


def timeline(groups: Lanes, key: Key, packs: Packs, words: Words) -> Timeline | None:
    """None where no article has a date."""
    lanes = groups[:MOST_LANES]
    claims = [claim for group, _, _ in lanes for claim in group.claims]
    moments = [hours(source.published) for source in _sources(claims, key) if source.published]
    if not moments:
        return None
    drawn = scale.of_times(moments, words.rtl)
    shapes = _shapes(claims)
    ticks = scale.day_ticks(moments, drawn, words.language)
    names = tuple(
        (shape, words("page.holder.others") if shape == OTHER else _holder(claim, packs, words))
        for shape, claim in _legend(claims, shapes)
    )
    return Timeline(
        tuple(
            _lane(group, verdict, anchor, drawn, shapes, key, packs, words)
            for group, verdict, anchor in lanes
        ),
        ticks,
        drawn.kind == "bent",
        -1 if words.rtl else 1,
        names,
        len(groups) - len(lanes),
    )


def _sources(claims: Sequence[Claim], key: Key) -> list[Source]:
    return [key[ident] for ident in sorted({claim.document for claim in claims})]


def _lane(
    group: ClaimGroup,
    verdict: str,
    anchor: str,
    drawn: scale.Scale,
    shapes: dict[str, str],
    key: Key,
    packs: Packs,
    words: Words,
) -> Lane:
    told: dict[tuple[str, str, str], Claim] = {}
    for claim in group.claims:
        told.setdefault((claim.document, _held_by(claim), claim_value(claim, words)), claim)
    marks: list[Mark] = []
    ordered = sorted(told.values(), key=lambda claim: (str(claim.provenance.published or ""), claim.id))
    for claim in ordered[:MOST_MARKS]:
        source = key[claim.document]
        x = drawn.at(hours(source.published)) if source.published else None
        row = _free_row(marks, x)
        shape = shapes[_held_by(claim)]
        value, period = claim_value(claim, words), as_of(claim, words)
        marks.append(Mark(source, x, row, shape, _holder(claim, packs, words), value, period))
    return Lane(
        label=thing(max(group.claims, key=lambda claim: (len(claim.places), claim.id)), packs, words),
        anchor=anchor,
        verdict=verdict,
        marks=tuple(mark for mark in marks if mark.x is not None),
        undated=tuple(mark for mark in marks if mark.x is None),
        bars=_bars(group.claims, drawn),
        rows=1 + max((mark.row for mark in marks), default=0),
        more=len(ordered) - len(marks),
    )


def _free_row(marks: Sequence[Mark], x: float | None) -> int:
    """The lowest row in which no mark stands near this place."""
    if x is None:
        return 0
    taken = {mark.row for mark in marks if mark.x is not None and abs(mark.x - x) < _NEAR}
    return next(row for row in range(len(marks) + 1) if row not in taken)


def _bars(claims: Sequence[Claim], drawn: scale.Scale) -> tuple[Bar, ...]:
    periods = {_period(claim) for claim in claims}
    known = sorted((p for p in periods if p and (p.start or p.end)), key=lambda p: (str(p.start), str(p.end)))
    low, high = drawn.values[0], drawn.values[-1]
    bars = []
    for period in known:
        start = day_hours(period.start) if period.start else low - 1
        end = day_hours(period.end) if period.end else high + 1
        bars.append(Bar(drawn.at(start), drawn.at(end), start < low, end > high, period.named))
    # Times that all lie before the picture are one arrow at its edge.
    apart = {(bar.start, bar.end, bar.before, bar.after): bar for bar in reversed(bars)}
    return tuple(reversed(apart.values()))[:MOST_BARS]


def _period(claim: Claim) -> Interval | None:
    """The time the claim itself names; the day of publication is drawn already."""
    if claim.timex is not None:
        return claim.timex.fuzzy if claim.timex.interval.known else None
    time = claim.time
    if time is None or time.mention is None:
        return None
    published = claim.provenance.published
    if time.relation == "since":
        return Interval(time.fuzzy.start, published.day if published else None)
    return Interval(None, time.fuzzy.end) if time.relation == "until" else time.fuzzy


def _held_by(claim: Claim) -> str:
    said = claim.attribution
    return (said.holder or said.text) if said else ""


def _holder(claim: Claim, packs: Packs, words: Words) -> str:
    return holder(claim.attribution, packs, words) if claim.attribution else ""


def _shapes(claims: Sequence[Claim]) -> dict[str, str]:
    """A shape per holder, the most frequent first; articles that name no holder have a ring."""
    counts: dict[str, int] = {}
    for claim in claims:
        counts[_held_by(claim)] = counts.get(_held_by(claim), 0) + 1
    counts.pop("", None)
    ordered = sorted(counts, key=lambda holder: (-counts[holder], holder))
    shapes = {holder: SHAPES[n] if n < len(SHAPES) else OTHER for n, holder in enumerate(ordered)}
    return {"": "ring", **shapes}


def _legend(claims: Sequence[Claim], shapes: dict[str, str]) -> list[tuple[str, Claim]]:
    first: dict[str, Claim] = {}
    for claim in claims:
        first.setdefault(shapes[_held_by(claim)], claim)
    order = ("ring", *SHAPES, OTHER)
    return sorted(first.items(), key=lambda item: order.index(item[0]))
