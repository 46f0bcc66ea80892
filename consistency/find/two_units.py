"""A measure in two units: "two tonnes and 300 kilograms", "5 feet 11 inches"."""

from __future__ import annotations

from decimal import Decimal

from consistency.find.figures import Figure, Neighbours
from consistency.find.money import joined
from consistency.find.numbers import EXACT
from consistency.packs.units import Units

_DIMENSIONS = ("mass", "length", "time")


def add_smaller(former: Figure, figure: Figure, around: Neighbours, units: Units) -> bool:
    """Add what is told in the smaller unit to the measure before it, in the smaller unit, which both are whole
    numbers of; False where the two are figures of their own."""
    if not former.kind == figure.kind == "measure" or former.unit == figure.unit or former.per or figure.per:
        return False
    if units.dimension(former.unit) not in _DIMENSIONS or former.vague or figure.vague:
        return False
    if former.low is None or former.low != former.high or figure.low is None or figure.low != figure.high:
        return False
    one = units.convert(Decimal(1), former.unit, figure.unit) if former.low else None
    if one is None or not 0 < figure.low < one or former.low % 1 or not joined(former, figure, around):
        return False
    former.low = former.high = EXACT.add(EXACT.multiply(former.low, one), figure.low)
    former.unit, former.step = figure.unit, figure.step
    former.last, former.end, former.right = figure.last, figure.end, figure.right
    return True
