"""Whether a figure counts who did it: "three dead, including the gunman"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from consistency.claims.figure import Figure
from consistency.claims.scene import Scene
from consistency.model.claim import Claim
from consistency.model.words import Hit

_ATTACKERS = frozenset({"attacker", "militant"})
# "Including" stands within so many tokens after a figure, and who did it within so many after that.
_NEAR = 12


def with_attacker(scene: Scene, figure: Figure) -> bool:
    """Whether the sentence counts who did it among those of a figure."""
    for hit in figure.passage.of("whole", figure.last + 1, figure.last + _NEAR):
        if hit.kinds["whole"].id == "subset":
            return _among(scene, figure.passage.between(hit.last + 1, hit.last + _NEAR)[:4])
    return False


def _among(scene: Scene, hits: Sequence[Hit]) -> bool:
    """Whether one of the terms behind "including" is who did it; a clause behind a comma tells of something else."""
    for hit in hits:
        if scene.breaks(hit.first) and not hit.forms[0].conjunction:
            return False
        if _attacker(scene, hit):
            return True
    return False


def _attacker(scene: Scene, hit: Hit) -> bool:
    sense = hit.kinds.get("concept")
    table = scene.packs.table("counted")
    return sense is not None and not _ATTACKERS.isdisjoint(table.get(sense.id, {}).get("within", ()))


def counted_along(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, each of which counts the attacker where its article says so of the same figure elsewhere."""
    told = {_figure(claim) for claim in claims if claim.with_attacker}
    if not told:
        return list(claims)
    return [replace(c, with_attacker=c.with_attacker or _figure(c) in told) for c in claims]


def _figure(claim: Claim) -> tuple[object, ...]:
    assert claim.quantity is not None
    return claim.quantity.low, claim.quantity.high, claim.quantity.unit, claim.counted.role
