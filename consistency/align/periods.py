"""For which days two figures hold, and whether the later article has the one that is to be expected there."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from consistency.align.keys import is_standing, of_event
from consistency.model.claim import Claim
from consistency.model.quantity import Quantity
from consistency.model.turn import in_turn
from consistency.packs.ruleset import Packs

# Event figures dated further apart than this speak of other days.
_NEAR = timedelta(days=7)
# Two windows of counting longer than this that share no day count apart.
_LONG = timedelta(days=27)
# ... and a toll that is lower on a day further on than this.
_FRESH = timedelta(days=4)
# Two articles this close are of one day's news.
_ONE_DAY = timedelta(days=1)


def period(a: Claim, b: Claim, packs: Packs, *, fits: bool) -> str:
    """fits: one figure satisfies both. Of figures that differ, and lie days apart, a later toll that is lower, or two
    tolls that two articles of one day date to two days, are likelier of two events."""
    if a.time is None or b.time is None:
        return "open"
    x, y = _window(a), _window(b)
    if not x[0] or not x[1] or not y[0] or not y[1]:
        return "open"
    windows = "since" in (a.time.relation, b.time.relation)
    if x[0] < y[1] and y[0] < x[1]:
        return "same" if a.time.mention and b.time.mention and x == y else "overlap"
    if windows and a.time.relation == b.time.relation:
        return "apart"
    if is_standing(a, packs) or is_standing(b, packs):
        return "open"
    explicit = a.time.mention is not None and b.time.mention is not None
    long = x[1] - x[0] > _LONG and y[1] - y[0] > _LONG
    if explicit and long:
        return "apart"
    if not explicit and not (of_event(a, packs) and of_event(b, packs)):
        return "open"
    gap = y[0] - x[1] if x[1] <= y[0] else x[0] - y[1]
    if not fits and _only_rises(a, packs) and _only_rises(b, packs):
        if explicit and gap >= _ONE_DAY and not _days_apart(a, b):
            return "other-day"
        if _days_apart(a, b) and _fallen(a, b, packs):
            return "next-fallen" if gap < _ONE_DAY else "near-fallen" if gap <= _FRESH else "far-fallen"
    return "near" if gap <= _NEAR else "far"


def _window(claim: Claim) -> tuple[date | None, date | None]:
    """First day and day after the last that the figure counts; "since" ends with publication, and what has come to a
    figure ("the toll of last week's storm rose to 21") has come to it by then."""
    assert claim.time is not None
    published = claim.provenance.published
    start, end = claim.time.fuzzy.start, claim.time.fuzzy.end
    if claim.time.relation == "since":
        end = published.day + timedelta(days=1) if published else None
    elif claim.moved is not None and claim.time.relation == "as-of" and published and not claim.time.past:
        return published.day, published.day + timedelta(days=1)
    return start, end


def moved(a: Claim, b: Claim, packs: Packs) -> bool:
    """Whether the later article has the figure that is to be expected there: it says itself that the figure has come
    to this ("rose to 40"), or figures of this kind only rise."""
    told = _then_and_now(a, b, packs)
    if told is None:
        return False
    earlier, later, then, now = told
    if later.moved is not None:
        return (later.moved == "rise") == (now > then)
    return now > then and _only_rises(later, packs) and _only_rises(earlier, packs)


def says_moved(a: Claim, b: Claim) -> bool:
    """Whether the later article says that the figure has risen or fallen to what it gives."""
    turn = in_turn(a, b)
    return turn is not None and turn[1].moved is not None


def _fallen(a: Claim, b: Claim, packs: Packs) -> bool:
    told = _then_and_now(a, b, packs)
    return told is not None and told[3] < told[2]


def _then_and_now(a: Claim, b: Claim, packs: Packs) -> tuple[Claim, Claim, Decimal, Decimal] | None:
    """The claim of the earlier article and of the later one, and their figures in one unit."""
    turn = in_turn(a, b)
    if turn is None:
        return None
    earlier, later = turn
    assert later.quantity is not None
    other = packs.units.quantity(earlier.quantity, later.quantity.unit) if earlier.quantity else None
    now, then = stated(later.quantity), stated(other) if other is not None else None
    return (earlier, later, then, now) if now is not None and then is not None else None


def _days_apart(a: Claim, b: Claim) -> bool:
    """Whether the two articles are of two days, and not of the evening and the night between."""
    x, y = a.provenance.published, b.provenance.published
    if x is None or y is None or x.day == y.day:
        return False
    return x.instant is None or y.instant is None or abs(x.instant - y.instant) >= _ONE_DAY / 2


def _only_rises(claim: Claim, packs: Packs) -> bool:
    role = packs.table("roles").get(claim.counted.role or "", {})
    return bool(role.get("monotone") or packs.table("counted").get(claim.counted.concept, {}).get("monotone"))


def stated(quantity: Quantity) -> Decimal | None:
    return quantity.low if quantity.low is not None else quantity.high
