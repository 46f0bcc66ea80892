"""Which articles hold a sketch's numbers: an index of those that several hold, in rows of numbers, not in objects."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

# The largest number that a sketch may hold: it takes the upper half of eight bytes.
MOST_NUMBER = (1 << 32) - 1
# Of more articles that share a number, only the first are compared by it.
MOST_HOLDERS = 50
# Numbers are sorted in parts of so many articles' worth: as Python's own integers they take nine times the memory.
_AT_ONCE = 4096


class Holders:
    """Of each number that several sketches hold, the places of the first of these sketches."""

    def __init__(self, sketches: Sequence[Sequence[int]]) -> None:
        """sketches: of numbers up to MOST_NUMBER, each of them once in a sketch."""
        dealt = [array("Q") for _ in range(1 + len(sketches) // _AT_ONCE)]
        for place, sketch in enumerate(sketches):
            for value in sketch:
                dealt[value % len(dealt)].append(value << 32 | place)
        self._parts = []
        while dealt:
            self._parts.append(_Part(dealt.pop()))
        self._parts.reverse()

    def later(self, place: int, sketch: Sequence[int]) -> Counter[int]:
        """How many numbers the sketch of a place shares with each of those after it."""
        found: Counter[int] = Counter()
        for value in sketch:
            found.update(self._parts[value % len(self._parts)].later(place, value))
        return found


class _Part:
    """Some of the numbers: sorted, each with where its holders begin."""

    def __init__(self, held: Sequence[int]) -> None:
        """held: numbers, each with the place of a holder in its lower half; in any order."""
        self._values, self._starts, self._holders = array("I"), array("I"), array("I")
        for value, places in _shared(held):
            self._values.append(value)
            self._starts.append(len(self._holders))
            self._holders.extend(places)
        self._starts.append(len(self._holders))

    def later(self, place: int, value: int) -> Sequence[int]:
        """The holders of a value after this one; none if this is not among those that are known."""
        at = bisect_left(self._values, value)
        if at == len(self._values) or self._values[at] != value:
            return ()
        first, last = self._starts[at], self._starts[at + 1]
        after = bisect_right(self._holders, place, first, last)
        return self._holders[after:last] if after > first and self._holders[after - 1] == place else ()


def _shared(held: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    for value, same in groupby(sorted(held), key=_value):
        places = [one & 0xFFFFFFFF for one in same]
        if len(places) > 1:
            yield value, places[:MOST_HOLDERS]


def _value(held: int) -> int:
    return held >> 32
