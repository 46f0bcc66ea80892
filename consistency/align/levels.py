"""Named levels to links: what the facets of two claims, by the points of the packs, make of them."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from consistency.align.date_facets import SAME_TIME, date_facets
from consistency.align.figure_facets import FACETS, FITS, figure_facets
from consistency.model.claim import Claim
from consistency.model.group import Level, Link
from consistency.packs.ruleset import Packs

# What `rules/alignment/levels.yaml` gives a level that rules a link out.
_NEVER = "never"
_ONE_VALUE = frozenset((*FITS, *SAME_TIME))
# Levels of value at which the later article has what is to be expected there.
_MOVED = ("moved", "was", "was-exact", "put-off")


def compare(a: Claim, b: Claim, packs: Packs) -> Link | None:
    """The link of two claims, None when a facet rules it out or the points do not reach `link`.

    Shape: symmetric; the link names the claims in order of their ids.
    """
    if (a.quantity is None) != (b.quantity is None):
        return None
    if (
        a.id > b.id
    ):  # whichever comes first, the pair reaches the same levels: figures are told in the first's unit
        a, b = b, a
    table: Mapping[str, Any] = packs.table("alignment")["levels"]["figures" if a.quantity else "dates"]
    points = _points("figures" if a.quantity else "dates", packs)
    levels = []
    score = 0
    value = ""
    for reached in figure_facets(a, b, packs) if a.quantity else date_facets(a, b, packs):
        level = points[reached]
        if level is None:
            return None
        levels.append(level)
        score += level.weight
        if level.facet == "value":
            value = level.level
    # Figures that fit, and a later one that is to be expected: nothing loud follows from these.
    if score < int(
        table["link-equal" if value in _ONE_VALUE else "link-moved" if value in _MOVED else "link"]
    ):
        return None
    if a.quantity is not None:
        levels.sort(key=lambda level: FACETS.index(level.facet))
    return Link(a.id, b.id, tuple(levels), score)


def _points(kind: str, packs: Packs) -> Mapping[tuple[str, str], Level | None]:
    """Every level of every facet with its points; None for one that rules a link out."""
    known: dict[tuple[str, str], Level | None] = packs.memo(f"points of {kind}")
    if not known:
        for facet, levels in packs.table("alignment")["levels"][kind].items():
            if isinstance(levels, dict):
                for level, weight in levels.items():
                    known[facet, level] = None if weight == _NEVER else Level(facet, level, int(weight))
    return known


def is_wider(link: Link, packs: Packs) -> bool:
    """Whether the link joins a claim to a wider one rather than to one about the same thing."""
    wider = _wider("dates" if link.levels[0].facet == "event" else "figures", packs)
    if wider:
        for level in link.levels:
            if level.facet in wider and level.level in wider[level.facet]:
                return True
    return False


def _wider(kind: str, packs: Packs) -> Mapping[str, Set[str]]:
    """By facet, the levels that make one of two claims the wider one."""
    known: dict[str, dict[str, set[str]]] = packs.memo("wider levels")
    if kind not in known:
        known[kind] = {}
        for name in packs.table("alignment")["levels"][kind]["wider"]:
            facet, _, level = name.partition(".")
            known[kind].setdefault(facet, set()).add(level)
    return known[kind]


def agrees(link: Link) -> bool:
    """Whether one figure or one day can satisfy both claims."""
    return any(level.facet == "value" and level.level in _ONE_VALUE for level in link.levels)
