"""What a stated figure admits, and how two of them compare."""

from __future__ import annotations

from decimal import Decimal

from consistency.model.quantity import Quantity

# "about 30" admits 27 to 33: what news means by it, as read in the project's stories.
_ABOUT = Decimal("0.1")
# "more than 150" is said of 151 to 300, hardly of 900: beyond twice the bound another word would be used.
_ROOM = Decimal(2)
# A figure told to this many of its steps or more may be a rounding; "10" for 12 is not.
_ROUNDED = 10

Range = tuple[Decimal, Decimal]


def admitted(quantity: Quantity) -> Range | None:
    """The range a reader would accept as the same figure, in the quantity's unit; None without a bound.

    An exact figure admits half a step of its written precision, if it was told in ten steps or more.
    """
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return None
    if quantity.modifier in ("more-than", "at-least") or high is None:
        base = low if low is not None else high
        assert base is not None
        return (base, base * _ROOM) if base >= 0 else (base, Decimal(0))
    if quantity.modifier in ("less-than", "at-most") or low is None:
        return (high / _ROOM, high)
    if quantity.modifier == "approx":
        return (low - abs(low) * _ABOUT, high + abs(high) * _ABOUT)
    if low == high and quantity.step and abs(low) >= quantity.step * _ROUNDED:
        return (low - quantity.step / 2, high + quantity.step / 2)
    return (low, high)


def relation(a: Quantity, b: Quantity) -> str:
    """`equal` (the same bounds), `compatible` (a figure both admit), `differ`, or `incomparable`.

    Of two single figures only the one told more roundly gives way: "2,500" admits 2,483, "42 %" not 41.
    Units: both in one unit; figures of different units are incomparable, convert first.
    """
    if a.unit != b.unit:
        return "incomparable"
    if (a.low, a.high) == (b.low, b.high):
        return "equal"
    if a.high is None and b.high is None:
        return "compatible"  # "more than 20" and "at least 100": the higher bound satisfies both
    single = a.modifier == b.modifier == "exact" and a.low == a.high and b.low == b.high
    if single and a.step == b.step:
        return "differ"
    x, y = admitted(a), admitted(b)
    if x is None or y is None:
        return "incomparable"
    if single:
        apart = None if a.low is None or b.low is None else abs(a.low - b.low)
        if apart is not None and apart <= min(a.step, b.step) / 2:
            return "compatible"  # "a third" and "33 %": what is left over is less than the finer one tells
        if a.step > b.step:
            y = (b.low or y[0], b.high or y[1])
        else:
            x = (a.low or x[0], a.high or x[1])
    return "compatible" if x[0] <= y[1] and y[0] <= x[1] else "differ"


def point(quantity: Quantity) -> Decimal | None:
    """The stated bound, or the middle of a range, to tell which of two figures is higher."""
    if quantity.low is None or quantity.high is None:
        return quantity.low if quantity.low is not None else quantity.high
    return (quantity.low + quantity.high) / 2


def magnitude_slip(a: Quantity, b: Quantity) -> bool:
    """The same digits a power of ten apart: 10,000 and 1,000, or 41 million and 41 billion."""
    x, y = point(a), point(b)
    if not x or not y or x == y or a.unit != b.unit:
        return False
    return x.normalize().as_tuple().digits == y.normalize().as_tuple().digits


def digits_swapped(a: Quantity, b: Quantity) -> bool:
    """The same three or more digits in another order: 2,500 and 5,200, 312 and 321."""
    x, y = point(a), point(b)
    if x is None or y is None or x == y or a.unit != b.unit:
        return False
    one, two = x.normalize().as_tuple(), y.normalize().as_tuple()
    whole = [str(t.digits) for t in (one, two)]
    if whole[0] == whole[1] or x.adjusted() != y.adjusted():
        return False
    length = max(len(one.digits), len(two.digits))
    padded = [sorted((*t.digits, *(0,) * (length - len(t.digits)))) for t in (one, two)]
    return length >= 2 and padded[0] == padded[1] and len(set(padded[0])) > 1
