"""Whether two ages may be one person's: an article gives those of victims, suspects and passers-by alike."""

from __future__ import annotations

from consistency.align.shared_facets import named
from consistency.model.claim import AGE, Claim
from consistency.packs.ruleset import Packs

# Words of a name that tell one of a family from another.
_FULL = 2


def same_person(a: Claim, b: Claim, packs: Packs) -> bool:
    """Whether two figures that differ may be of one, if they are ages of people: where scripts have capitals, if the
    name beside one is the other's or its short form; else if two articles have a name in common in these sentences."""
    if AGE not in (a.counted.role, b.counted.role):
        return True
    one_article = a.document == b.document
    x, y = set(a.counted.qualifiers), set(b.counted.qualifiers)
    if x and y:
        # A family has one name, an article gives a person one age.
        return (x <= y or y <= x) and not (one_article and len(x & y) < _FULL)
    if not (_somebody(a, packs) and _somebody(b, packs)):
        return True
    if one_article or all(packs.settings(c.provenance.language).get("capitals") for c in (a, b)):
        return False
    return bool(a.sounds & b.sounds or named(a) & named(b))


def _somebody(claim: Claim, packs: Packs) -> bool:
    row = packs.table("counted").get(claim.counted.concept)
    return row is None or row["class"] == "person"
