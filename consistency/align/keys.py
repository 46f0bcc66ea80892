"""Blocking keys: which claims must meet. Two claims are compared only if they share a key."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from consistency.model.claim import Claim
from consistency.packs.ruleset import Packs

# Letters of an unknown noun that go into its key: inflected forms meet, other nouns seldom do.
_STEM = 5


def block_keys(claim: Claim, packs: Packs) -> tuple[str, ...]:
    """Two to six keys, sorted. A claim without anything to hold it by has none, and is compared with nothing.

    A concept gives a key for itself and for each broader one, so that "soldiers" meet "service members"; the
    broadest ("person") says too little alone and is narrowed by the role or the place. Equal figures meet by
    their digits, whatever they are said to count.
    """
    if claim.timex is not None:
        return (f"date|{claim.event}",) if claim.event else ()
    assert claim.quantity is not None
    sort = dimension(claim, packs)
    concept = claim.counted.concept
    row = packs.table("counted").get(concept)
    keys = set()
    if row is not None:
        for ident in row["within"]:
            if ident == concept or not is_generic(ident, packs):
                keys.add(f"{sort}|{ident}")
        if claim.counted.role:
            keys.add(f"{sort}|role:{claim.counted.role}")
        keys.update(f"{sort}|{row['class']}|{place}" for place in claim.places[:2])
    elif concept.startswith("text:"):
        keys.add(f"{sort}|{concept[5:][:_STEM]}")
    if claim.counted.role:
        keys.add(f"{sort}|role:{claim.counted.role}")
    if claim.quantity.kind == "measure" and (size := _size(claim, packs)) is not None:
        keys.add(f"{sort}|10^{size}")
    digits = leading_digits(claim.quantity.low or claim.quantity.high)
    if digits and (sort != "1" or not digits.endswith("0") or not concept):
        keys.add(f"{sort}|={digits}")
    return tuple(sorted(keys))


def is_generic(concept: str, packs: Packs) -> bool:
    """Whether a concept is the top of its class ("person", "vehicle") and so says little of what is counted."""
    row = packs.table("counted").get(concept)
    return row is not None and row["class"] == concept


def dimension(claim: Claim, packs: Packs) -> str:
    """What a figure's unit measures: "1" for counts, a currency's code, "length", "%" ..."""
    assert claim.quantity is not None
    if claim.quantity.kind == "rank":
        return "rank"
    return packs.units.dimension(claim.quantity.unit) or claim.quantity.unit


def _size(claim: Claim, packs: Packs) -> int | None:
    """The order of magnitude in the base unit of the dimension, so that 1,050 feet meet 300 metres."""
    assert claim.quantity is not None
    value = claim.quantity.low if claim.quantity.low is not None else claim.quantity.high
    row = packs.table("units").get(claim.quantity.unit)
    if not value or row is None:
        return None
    factor = Fraction(row.get("factor", 1))
    return (value * factor.numerator / factor.denominator).adjusted()


def leading_digits(value: Decimal | None) -> str:
    """The first two significant digits, under which a figure and its slip by a magnitude meet."""
    if value is None or value == 0:
        return ""
    return "".join(map(str, value.as_tuple().digits)).lstrip("0")[:2].ljust(2, "0")
