"""Words that count something else in a story of sport: a "هدف" is a goal there, of an air strike a target."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from consistency.claims.scene import Scene
from consistency.model.claim import Claim

# A story is of sport where it tells of so many things of sport (a match, a player): one may be a figure of speech.
_LEAST = 2


def in_sport(scene: Scene, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with what they count as a story of sport means it, where the document is one."""
    table = scene.packs.table("counted")
    meant = {claim.counted.concept: table.get(claim.counted.concept, {}).get("in_sport") for claim in claims}
    if not any(meant.values()) or not _is_of_sport(scene):
        return list(claims)
    return [_meant(claim, meant[claim.counted.concept]) for claim in claims]


def _meant(claim: Claim, concept: str | None) -> Claim:
    return claim if concept is None else replace(claim, counted=replace(claim.counted, concept=concept))


def _is_of_sport(scene: Scene) -> bool:
    table = scene.packs.table("counted")
    senses = (term.kinds.get("concept") for term in scene.tokens.terms if term is not None)
    told = {sense.id for sense in senses if sense is not None}
    return sum(bool(table.get(concept, {}).get("sport")) for concept in told) >= _LEAST
