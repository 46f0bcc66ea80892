"""Blocking keys: which claims must meet. Two claims are compared only if they share a key."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from consistency.model.claim import Claim
from consistency.model.timex import Interval
from consistency.packs.ruleset import Packs

# Letters of an unknown noun that go into its key: inflected forms meet, other nouns seldom do.
_STEM = 5
# Articles of one story appear within about two fortnights of each other.
FORTNIGHT = 14
# Days within which an event's own figures are told; what holds two windows of so many days apart is another event.
_SEASON = 60
# Digits from which a figure is told so exactly that two things hardly share them, in whatever order.
EXACT = 3
# Kinds of role that tell people apart whatever the other role is.
EXCLUSIVE = frozenset({"casualty", "custody", "health", "justice"})
# Ends the key of a country under which figures of events meet whose time is not known.
OPEN = "?"


def block_keys(claim: Claim, packs: Packs) -> tuple[str, ...]:
    """The claim's keys, sorted. A claim without anything to hold it by has none, and is compared with nothing.

    A key is a thing and a country or a time. A concept gives a thing for itself and for each broader one, so that
    "soldiers" meet "service members"; so does what happened to it. Equal figures meet by their digits, whatever
    they are said to count, those that the text gives as what was before too, and so do those whose digits stand in
    another order. The country is one that the claim or
    its article names, the time that of publication.
    """
    anchors = _anchors(claim, packs)
    if claim.timex is not None:
        return _date_keys(claim, anchors)
    assert claim.quantity is not None
    sort = packs.units.kin(claim.quantity.unit)
    if sort == claim.quantity.unit:
        sort = dimension(claim, packs)
    concept = claim.counted.concept
    table = packs.table("counted")
    things = set()
    if concept in table:
        things = {i for i in table[concept]["within"] if i == concept or not is_generic(i, packs)}
    elif concept.startswith("text:"):
        things = {concept[5:][:_STEM]}
    if happened := claim.counted.role or does(claim, packs):
        things.add(f"role:{happened}")
        things.update(f"role:{r}" for r in packs.table("roles").get(happened, {}).get("within", ()))
    if claim.quantity.kind in ("measure", "money") and (size := _size(claim, packs)) is not None:
        things.add(f"10^{size}")
    for figure in (claim.quantity, claim.was):
        value = figure.low or figure.high if figure is not None else None
        digits = leading_digits(value)
        if digits and (sort != "1" or not digits.endswith("0") or not concept):
            things.add(f"={digits}")
        if told := told_digits(value):
            things.add(f"~{told}")
    return tuple(sorted(f"{sort}|{thing}|{anchor}" for thing in things for anchor in anchors))


def _date_keys(claim: Claim, anchors: Sequence[str]) -> tuple[str, ...]:
    """Dates meet by their event's word; those without one, and others with them, by the day or year they name, or from
    which something was put off; days to come meet those to which something was."""
    assert claim.timex is not None
    keys = [f"date|{claim.event}|{anchor}" for anchor in anchors] if claim.event else []
    if claim.modality == "planned":
        keys += [f"date|ahead|{anchor}" for anchor in anchors if anchor.startswith("@")]
    days = [claim.timex.fuzzy] if claim.timex.interval.known else []
    if claim.was_on is not None:
        days.append(claim.was_on)
    for told in (name for name in map(_named, days) if name):
        keys += [f"date|{told}|{country}" for country in claim.home or ("-",)]
        keys += [f"date|{told}|{anchor}" for anchor in anchors if anchor.startswith("@")]
    return tuple(sorted(keys))


def _named(days: Interval) -> str:
    """A day, or the year of the middle of several."""
    if days.start is None or days.end is None:
        return ""
    middle = days.start + (days.end - days.start) / 2
    return middle.isoformat() if days.days == 1 else str(middle.year)


def _anchors(claim: Claim, packs: Packs) -> tuple[str, ...]:
    """Where and when to look for a claim's like: the countries it or its article names, and the weeks it is of."""
    named = countries(claim, packs)
    if claim.quantity is not None and is_toll(claim, packs):
        anchors = {f"{c}{OPEN}" for c in named}
        if (season := season_of(claim)) is not None:
            anchors |= {f"{c}@{s}" for c in named for s in (season, season + 1)}
    else:
        anchors = set(named)
    published = claim.provenance.published
    if published is None:
        return tuple(sorted(anchors | {"-"}))
    fortnight = published.day.toordinal() // FORTNIGHT
    return tuple(sorted(anchors | {f"@{fortnight}", f"@{fortnight + 1}"}))


def countries(claim: Claim, packs: Packs) -> frozenset[str]:
    """The countries that a claim or its article names, or that hold a place it names."""
    return frozenset(country for place in claim.places for country in packs.countries(place)).union(
        claim.home
    )


def season_of(claim: Claim) -> int | None:
    """The number of the two months in which an event's figure holds; None where it is not known so exactly."""
    if claim.time is None or claim.time.relation == "since":
        return None
    start, end = claim.time.fuzzy.start, claim.time.fuzzy.end
    if start is None or end is None or (end - start).days > _SEASON:
        return None
    return start.toordinal() // _SEASON


def is_generic(concept: str, packs: Packs) -> bool:
    """Whether a concept is the top of its class ("person", "vehicle") and so says little of what is counted."""
    row = packs.table("counted").get(concept)
    return row is not None and row["class"] == concept


def does(claim: Claim, packs: Packs) -> str | None:
    """What the counted do by what they are: protesters demonstrate."""
    role: str | None = packs.table("counted").get(claim.counted.concept, {}).get("does")
    return role


def is_standing(claim: Claim, packs: Packs) -> bool:
    """Whether the figure stands until something changes it (troops, prices), rather than telling of an event."""
    counted = claim.counted.concept, claim.counted.role
    known = packs.memo("standing figures")
    if counted not in known:
        role = packs.table("roles").get(claim.counted.role or "", {})
        told = role.get("kind") == "casualty" or role.get("monotone")
        known[counted] = packs.standing(claim.counted.concept) and not told
    return bool(known[counted])


def stands_alone(claim: Claim, packs: Packs) -> bool:
    """Whether a figure says itself what it is of, so that it may be held against one of any other article."""
    return claim.quantity is not None and bool(claim.places or claim.subjects) and is_standing(claim, packs)


def is_toll(claim: Claim, packs: Packs) -> bool:
    """Whether something happened to the counted that tells who they are: the killed, the arrested, the infected."""
    return packs.table("roles").get(claim.counted.role or "", {}).get("kind") in EXCLUSIVE


def of_event(claim: Claim, packs: Packs) -> bool:
    """Whether the figure is an event's own: attacks, or people to whom something happened."""
    if claim.quantity is not None and claim.quantity.kind != "count":
        return False
    row = packs.table("counted").get(claim.counted.concept, {})
    return row.get("class") == "event" or bool(claim.counted.role)


def dimension(claim: Claim, packs: Packs) -> str:
    """What a figure's unit measures: "1" for counts, a currency's code, "length", "share" ..."""
    assert claim.quantity is not None
    if claim.quantity.kind == "rank":
        return "rank"
    if claim.quantity.kind == "share" and claim.quantity.unit == "1":
        return "share"  # nine in ten is 90 %
    return packs.units.dimension(claim.quantity.unit) or claim.quantity.unit


def _size(claim: Claim, packs: Packs) -> int | None:
    """The order of magnitude in the base unit: 1,050 feet meet 300 metres. Of money, in its own."""
    assert claim.quantity is not None
    value = claim.quantity.low if claim.quantity.low is not None else claim.quantity.high
    if not value:
        return None
    if claim.quantity.kind == "money":
        return value.adjusted()
    row = packs.table("units").get(claim.quantity.unit)
    if row is None:
        return None
    factor = Fraction(row.get("factor", 1))
    return (value * factor.numerator / factor.denominator).adjusted()


def told_digits(value: Decimal | None) -> str:
    """Three significant digits or more, in order of size: under these a figure and a slip of its digits meet."""
    digits = sorted(map(str, value.normalize().as_tuple().digits)) if value else []
    return "".join(digits) if len(digits) >= EXACT else ""


def leading_digits(value: Decimal | None) -> str:
    """The first two significant digits, under which a figure and its slip by a magnitude meet."""
    if value is None or value == 0:
        return ""
    return "".join(map(str, value.as_tuple().digits)).lstrip("0")[:2].ljust(2, "0")
