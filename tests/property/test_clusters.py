"""Links that are counted as clusters grow join the same claims as when all pairs are looked at anew."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.align import clusters as joining
from consistency.align.clusters import clusters
from consistency.model.group import Level, Link
from consistency.packs.cache import load_packs

PACKS = load_packs()
LOUD = int(PACKS.table("alignment")["levels"]["figures"]["loud"])
VALUES = ("exact", "different")


@st.composite
def links(draw: st.DrawFn) -> list[Link]:
    pairs = draw(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1])))
    return [
        Link(
            f"c{a}",
            f"c{b}",
            (Level("unit", "count", 0), Level("value", draw(st.sampled_from(VALUES)), 0)),
            LOUD + draw(st.integers(-2, 2)),
        )
        for a, b in sorted(pairs)
    ]


def anew(told: Sequence[Link]) -> list[tuple[str, ...]]:
    linked = {(link.a, link.b) for link in told}
    found = {ident: [ident] for link in told for ident in (link.a, link.b)}
    for link in sorted(told, key=lambda x: (x.levels[1].level != "exact", -x.score, x.a, x.b)):
        x, y = found[link.a], found[link.b]
        share = 3 if link.levels[1].level == "exact" or link.score >= LOUD else 2
        between = sum((a, b) in linked or (b, a) in linked for a, b in product(x, y))
        less, more = sorted((len(x), len(y)))
        if x is not y and between >= min(less * min(more, joining._REACH) / share, joining._ENOUGH):
            x += y
            found.update(dict.fromkeys(y, x))
    return sorted({tuple(sorted(ids)) for ids in found.values() if len(ids) > 1})


@settings(deadline=None)
@given(links(), st.sampled_from([(30, 100), (3, 4), (2, 3)]))
def test_clusters(told: list[Link], limits: tuple[int, int]) -> None:
    with patch.object(joining, "_REACH", limits[0]), patch.object(joining, "_ENOUGH", limits[1]):
        assert [one.ids for one in clusters(told, PACKS)] == anew(told)
        assert clusters(told[::-1], PACKS) == clusters(told, PACKS)
