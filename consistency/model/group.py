"""Claims about one thing, and why they were taken to be one."""

from __future__ import annotations

from dataclasses import dataclass

from consistency.model.claim import Claim


@dataclass(frozen=True, slots=True)
class Level:
    """How two claims compare in one facet: the level reached and the weight the packs give it."""

    facet: str
    level: str
    weight: int


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims about one thing. a, b: claim ids, a < b. score: the sum of the levels' weights."""

    a: str
    b: str
    levels: tuple[Level, ...]
    score: int


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Claims about one thing, in document order. id: a digest of its facets; label: the thing in words."""

    id: str
    label: str
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]
