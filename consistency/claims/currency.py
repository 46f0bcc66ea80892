"""Which dollar, dinar or pound a story means: the one of its place, of its country, else undecided.

A bare name ("3 million pounds") is read as a family of currencies; here it becomes the one that belongs to the
country in which the figure's clause is placed, or that the document names most.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from consistency.claims.scene import Scene
from consistency.model.claim import Claim
from consistency.packs.units import Units

_FAMILY = "family:"


def settled(scene: Scene, claims: Sequence[Claim], named: Mapping[str, int]) -> list[Claim]:
    """The claims, with each bare currency as the story's where that is clear.

    named: countries of the document, by how often.
    """
    return [_settled(scene, claim, named) for claim in claims]


def _settled(scene: Scene, claim: Claim, named: Mapping[str, int]) -> Claim:
    if claim.quantity is None or not claim.quantity.unit.startswith(_FAMILY):
        return claim
    here = {country for place in claim.places for country in scene.packs.countries(place)}
    region = scene.document.language.upper().partition("-")[2][-2:]
    unit = currency(claim.quantity.unit, here, named, region, scene.packs.units)
    return replace(claim, quantity=replace(claim.quantity, unit=unit))


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
