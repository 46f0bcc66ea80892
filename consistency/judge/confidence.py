"""How sure a verdict is: the points of a link, and what the packs say that so many points are worth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from consistency.model.group import Link
from consistency.packs.ruleset import Packs

# For a slip that one article shows by itself.
CERTAIN = "0.99"


def confidence(verdict: str, link: Link, figure: bool, packs: Packs) -> str:
    """0 to 1, two decimals: how often, of pairs with so many points, this verdict was right.

    A conflict is right when the two figures are of one thing and cannot both hold; any other verdict when they
    are of one thing. figure: of two figures, not of two dates.
    Source: `rules/alignment/confidence.yaml`, a step for every range of points.
    """
    table: Mapping[str, Any] = packs.table("alignment")["confidence"]["figures" if figure else "dates"]
    steps = table["conflict" if verdict == "conflict" else "one-thing"]
    reached = [share for points, share in steps.items() if int(points) <= link.score]
    return max(reached, default="0.00")
