"""Two claims as the rules look at them: what lies between their figures and their times, worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from consistency.judge import times
from consistency.model import ranges
from consistency.model.claim import Claim
from consistency.model.quantity import Quantity
from consistency.packs.ruleset import Packs

# Digits that a figure must have for a power of ten, or another order of them, to be a slip even weeks later.
SLIPPED, TURNED = 2, 3
# ... and from which it is one whatever the figure does by itself: nothing rises to the same digits. A thousand for a
# million needs fewer.
_SURELY_SLIPPED, _SURELY_TURNED, _THOUSANDFOLD = 3, 4, 1000


class Pair(Struct, frozen=True, dict=True):  # a dictionary keeps what several conditions ask for
    """Two claims about one thing, and what deciding needs besides them.

    origins: origin by document id. score: points of their link.
    answered: one of the two articles also gives the other's figure for the thing, or a third tells how the one day
        became the other.
    """

    a: Claim
    b: Claim
    origins: Mapping[str, str]
    packs: Packs
    answered: bool = False
    score: int = 0

    @cached_property
    def quantities(self) -> tuple[Quantity, Quantity] | None:
        """Both figures in one unit; None for dates, and where no factor leads from one unit to the other."""
        if self.a.quantity is None or self.b.quantity is None:
            return None
        other = self.packs.units.quantity(self.b.quantity, self.a.quantity.unit)
        return (self.a.quantity, other) if other is not None else None

    @cached_property
    def points(self) -> tuple[Decimal, Decimal] | None:
        """Both figures as one number each, in one unit."""
        if self.quantities is None:
            return None
        x, y = map(ranges.point, self.quantities)
        return (x, y) if x is not None and y is not None else None

    @cached_property
    def relation(self) -> str:
        return ranges.relation(*self.quantities) if self.quantities else "incomparable"

    @cached_property
    def order(self) -> int | None:
        """Which speaks of the earlier time: see `times.order`."""
        return times.order(self.a, self.b)

    @cached_property
    def gap(self) -> timedelta | None:
        """What lies between their times: see `times.gap`."""
        return times.gap(self.a, self.b)

    @property
    def magnitude(self) -> bool:
        """The same digits, a power of ten apart."""
        return self.quantities is not None and ranges.magnitude_slip(*self.quantities)

    @property
    def swapped(self) -> bool:
        """The same digits in another order."""
        return self.quantities is not None and ranges.digits_swapped(*self.quantities)

    @property
    def told_digits(self) -> int:
        """How many digits the rounder figure is told to."""
        return min((len(x.normalize().as_tuple().digits) for x in self.points or ()), default=0)

    @cached_property
    def sure_slip(self) -> bool:
        """The same digits, too many of them for a change to have left them so."""
        if self.points is None or not (self.magnitude or self.swapped):
            return False
        if not self.magnitude:
            return max(len(x.normalize().as_tuple().digits) for x in self.points) >= _SURELY_TURNED
        x, y = map(abs, self.points)
        many = max(x, y) >= _THOUSANDFOLD * min(x, y)
        return self.told_digits >= (SLIPPED if many else _SURELY_SLIPPED)

    def row(self) -> Mapping[str, object]:
        table = self.packs.table("counted")
        return table.get(self.a.counted.concept) or table.get(self.b.counted.concept) or {}
