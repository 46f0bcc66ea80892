"""Whether one of two figures counts fewer because it counts less: a part of what the other counts."""

from __future__ import annotations

from decimal import Decimal

from consistency.judge.pair import TURNED, Pair
from consistency.model.claim import Claim


def narrower(pair: Pair) -> bool:
    """The claim about fewer (police among the dead) gives the lower figure: a part of the whole.

    A part may well be a tenth of it, but hardly has its digits in another order.
    """
    a, b = pair.a, pair.b
    x, y = pair.points or (Decimal(0), Decimal(0))
    if x == y or (pair.swapped and (pair.told_digits >= TURNED or a.document == b.document)):
        return False
    few, many = (a, b) if x < y else (b, a)
    if many.with_attacker and not few.with_attacker and abs(x - y) <= 1:
        return True  # "three dead, including the gunman" beside "two dead"
    table, roles = pair.packs.table("counted"), pair.packs.table("roles")
    inner, outer = few.counted.concept, many.counted.concept
    shortened = many.counted.is_short_for(few.counted) or _in_short(pair, many, few)
    if inner != outer and outer in table.get(inner, {}).get("within", ()) and not shortened:
        return True
    part, whole = few.counted.role or "", many.counted.role or ""
    if part != whole and whole in roles.get(part, {}).get("within", ()) and not roles[whole]["either"]:
        return True
    if few.part_of == "subset" and many.part_of != "subset":
        return True
    places = pair.packs.table("places")
    return (
        bool(few.places)
        and few.places != many.places
        and all(set(places.get(p, {}).get("within", ())) & set(many.places) for p in few.places)
    )


def _in_short(pair: Pair, many: Claim, few: Claim) -> bool:
    """Whether a headline or a caption says "people" where its text says who they are. Women or children are told apart
    from others: these are some of them."""
    if pair.a.document != pair.b.document or pair.a.counted.role != pair.b.counted.role:
        return False
    table = pair.packs.table("counted")
    row = table.get(many.counted.concept, {})
    if table.get(few.counted.concept, {}).get("across"):
        return False
    return row.get("class") == many.counted.concept and many.zone in ("headline", "caption")
