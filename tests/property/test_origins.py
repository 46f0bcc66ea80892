"""Who copied whom, found by an index in rows of numbers, is what comparing each two sketches finds."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from consistency.align import holders
from consistency.align.origins import are_copies, origins

# Few numbers, so that many sketches share some.
SKETCHES = st.dictionaries(
    st.text("abc", min_size=1, max_size=4),
    st.frozensets(st.integers(0, 40), max_size=12).map(lambda some: tuple(sorted(some))),
    max_size=12,
)


def one_by_one(sketches: Mapping[str, tuple[int, ...]], most: int) -> dict[str, str]:
    """The slow and obvious way: of each number the first holders, of each two articles what they share."""
    first = {
        value: sorted(ident for ident, sketch in sketches.items() if value in sketch)[:most]
        for sketch in sketches.values()
        for value in sketch
    }
    origin = {ident: ident for ident in sketches}
    for a, b in combinations(sorted(sketches), 2):
        shared = sum(a in some and b in some for some in first.values())
        if are_copies(shared, len(sketches[a]), len(sketches[b])):
            both = {origin[a], origin[b]}
            origin = {ident: min(both) if found in both else found for ident, found in origin.items()}
    return origin


@given(SKETCHES, st.sampled_from([50, 3, 2]), st.sampled_from([4096, 3, 1]))
def test_an_index_as_one_by_one(sketches: dict[str, tuple[int, ...]], most: int, at_once: int) -> None:
    with patch.object(holders, "MOST_HOLDERS", most), patch.object(holders, "_AT_ONCE", at_once):
        assert origins(sketches) == one_by_one(sketches, most)
