"""Of many figures of a kind, one meets the last that say the same and the last of every other told since then."""

from __future__ import annotations

from collections.abc import Sequence
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from consistency.align import alike
from consistency.align.alike import after


def one_by_one(says: Sequence[int], last: int, others: int) -> set[tuple[int, int]]:
    found = set()
    for later, what in enumerate(says):
        own = [n for n in range(later) if says[n] == what][-last:]
        since = own[0] if len(own) == last else -1
        other = [
            n for n in range(since + 1, later) if says[n] != what and says[n:later].count(says[n]) <= last
        ]
        found |= {(n, later) for n in (*own, *(other[-others:] if others else ()))}
    return found


@given(st.lists(st.integers(1, 6), max_size=30), st.integers(1, 4), st.integers(0, 6))
def test_read_along_as_one_by_one(says: list[int], last: int, others: int) -> None:
    with patch.object(alike, "LAST", last), patch.object(alike, "OTHERS", others):
        met = after(enumerate(says))
    assert {(one, later) for one, some in met.items() for later in some} == one_by_one(says, last, others)
