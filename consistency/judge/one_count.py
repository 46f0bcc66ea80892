"""Whether two figures that agree may be one count at all, and two lists of places of one kind."""

from __future__ import annotations

from consistency.judge.pair import Pair

# A count below this may be anybody's, and two of which one is more than so much of the other are not one.
_COUNTED, _TWICE = 10, 2


def places_alike(pair: Pair) -> bool:
    """Whether all are countries, or all towns, or all parts of countries: a river and its city are no list."""
    kinds = {(p.partition(":")[0] if ":" in p else len(p) > 2) for p in (*pair.a.places, *pair.b.places)}
    return len(kinds) == 1


def one_count(pair: Pair) -> bool:
    """Whether two figures may be one count of the same things: numbers, not "dozens", and no durations or ages.

    "More than 50" is no count of 15,000, two things may be counted to two by anybody, and "40,000" and "more than
    40,000" since other days may well be two.
    """
    if vague(pair) or pair.points is None or pair.quantities is None:
        return False
    if pair.relation != "equal" and pair.told_digits == 1:
        return False
    less, more = sorted(map(abs, pair.points))
    lasts = (
        pair.quantities[0].kind == "measure" and pair.packs.units.dimension(pair.quantities[0].unit) == "time"
    )
    return not lasts and _COUNTED <= more <= _TWICE * less


def vague(pair: Pair) -> bool:
    return any(claim.quantity is not None and claim.quantity.vague for claim in (pair.a, pair.b))
