"""Which dollar, dinar or pound a story means: the one of its place, of its country, else undecided.

A bare name ("3 million pounds") is read as a family of currencies; here it becomes the one that belongs to the
country in which the figure's clause is placed, or that the document names most. Parts ("40 cents") are of the money in
which the document tells its other amounts. A mark ("R5 million") is money in a story of its country only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from decimal import Decimal

from msgspec.structs import replace

from consistency.claims.scene import Scene
from consistency.model.claim import Claim
from consistency.packs.units import Units

_FAMILY = "family:"


def settled(scene: Scene, claims: Sequence[Claim], named: Mapping[str, int]) -> list[Claim]:
    """The claims, with each bare currency as the story's where that is clear; without marks that are no money here.

    named: countries of the document, by how often.
    """
    found = [_whole(scene, claim, named) for claim in claims]
    told = {c.quantity.unit for c in found if c is not None and c.quantity and c.quantity.kind == "money"}
    return [_part(scene, claim, named, told) for claim in found if claim is not None]


def _whole(scene: Scene, claim: Claim, named: Mapping[str, int]) -> Claim | None:
    """A claim in its currency, parts of one as they are; None for a mark of another country."""
    unit = claim.quantity.unit if claim.quantity is not None else ""
    units = scene.packs.units
    if not unit.startswith(_FAMILY) or units.bare(unit) is not None:
        return claim
    own = _of_story(scene, claim, unit, named)
    if own == unit and units.is_mark(unit):
        default = units.currency(unit)
        return None if default is None else _told_in(claim, default)
    return _told_in(claim, own)


def _part(scene: Scene, claim: Claim, named: Mapping[str, int], told: Set[str]) -> Claim:
    """Cents as those of the money in which the document tells its other amounts, or of its country's.

    told: the units of the document's money.
    """
    unit = claim.quantity.unit if claim.quantity is not None else ""
    units = scene.packs.units
    bare = units.bare(unit) if unit.startswith(_FAMILY) else None
    if bare is None:
        return claim
    ours = told & units.members(unit)
    own = next(iter(ours)) if len(ours) == 1 else _of_story(scene, claim, unit, named)
    return _told_in(claim, bare if own == unit else own, units.worth(unit, own))


def _of_story(scene: Scene, claim: Claim, family: str, named: Mapping[str, int]) -> str:
    here = {country for place in claim.places for country in scene.packs.countries(place)}
    region = scene.document.language.upper().partition("-")[2][-2:]
    return currency(family, here, named, region, scene.packs.units)


def _told_in(claim: Claim, unit: str, worth: Decimal = Decimal(1)) -> Claim:
    """The claim with its money in another unit, multiplied by what a part of it is worth."""
    if claim.quantity is None:
        return claim
    quantity = replace(claim.quantity, unit=unit)
    if worth != 1:  # else every digit stays as it was read
        low, high = (b if b is None else (b * worth).normalize() + 0 for b in (quantity.low, quantity.high))
        quantity = replace(quantity, low=low, high=high, step=quantity.step * worth)
    return replace(claim, quantity=quantity)


def currency(family: str, here: Iterable[str], named: Mapping[str, int], region: str, units: Units) -> str:
    """An ISO 4217 code, or the family itself where more than one of its members could be meant.

    here: countries of the clause; named: countries of the document, by how often; region: of its language, or "".
    """
    local = {code for country in here if (code := units.local(family, country))}
    if len(local) == 1:
        return local.pop()
    if local:
        return family
    ours = {code: country for country in named if (code := units.local(family, country))}
    most = max(named.values(), default=0)
    first = {c for c in named if named[c] == most}
    default = units.currency(family)
    if not ours:
        # An article that names no country does not say which.
        return units.local(family, region) or (default if named else None) or family
    if default is None:
        return next(iter(ours)) if len(ours) == 1 else _leading(ours, named) or family
    # A money that the world uses is meant unless the story is of a country with its own, and then it is open
    # which of the two where both countries are named.
    own = {code for code, country in ours.items() if country in first}
    if not own or own == {default}:
        return default
    return family if default in ours or len(own) > 1 else own.pop()


def _leading(ours: dict[str, str], named: Mapping[str, int]) -> str | None:
    """The one whose country is named far more often than those of the others."""
    ranked = sorted(ours, key=lambda code: -named[ours[code]])
    return ranked[0] if named[ours[ranked[0]]] >= 2 * named[ours[ranked[1]]] else None
