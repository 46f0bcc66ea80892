"""Claims about one thing, and why they were taken to be one."""

from __future__ import annotations

from msgspec import Struct

from consistency.model.claim import Claim


class Level(Struct, frozen=True):
    """How two claims compare in one facet: the level reached and the weight the packs give it."""

    facet: str
    level: str
    weight: int


class Link(Struct, frozen=True):
    """Two claims about one thing. a, b: claim ids, a < b. score: the sum of the levels' weights."""

    a: str
    b: str
    levels: tuple[Level, ...]
    score: int


class ClaimGroup(Struct, frozen=True):
    """Claims about one thing, in document order. id: a digest of its facets; label: the thing in words."""

    id: str
    label: str
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]
