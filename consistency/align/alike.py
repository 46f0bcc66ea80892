"""Figures that stand by themselves, where there are many of a kind: which of those told before one it is held against.

A country's price of bread is told a thousand times, nearly always the same. Each is held against the last ones that
say the same; and against the last ones of every other figure that has been told since, so that a rare one is
never hidden by the copies of a common one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from hashlib import blake2b
from heapq import nlargest
from itertools import islice
from typing import Generic, TypeVar

from consistency.model.claim import Claim

Item = TypeVar("Item")

# Figures under one key up to which each is held against each.
MOST_ALIKE = 50
# Of more, the last so many that say one thing.
LAST = 15
# Of what says something else, the latest so many in all.
OTHERS = 20
# Different figures that are remembered under a key.
_REMEMBERED = 10_000


class Told(Generic[Item]):
    """The figures told so far, under one key. Memory and the time of each: bounded."""

    def __init__(self, last: int, others: int) -> None:
        self._most = last
        self._others = others
        self._count = 0
        # By what they say, the last ones with their numbers; what was told last stands last.
        self._last: dict[int, deque[tuple[int, Item]]] = {}

    def next(self, item: Item, says: int) -> list[Item]:
        """The figures, of those told so far, against which the next one is held: the last `last` that say the same,
        and the last `last` of each other told since then, of all of these the latest `others`."""
        own = self._last.pop(says, None) or deque(maxlen=self._most)
        since = own[0][0] if len(own) == self._most else -1
        other: list[tuple[int, Item]] = []
        for some in islice(reversed(self._last.values()), self._others):
            if some[-1][0] < since:
                break
            other += (told for told in some if told[0] > since)
        met = [told for _, told in (*own, *nlargest(self._others, other, key=_number))]
        own.append((self._count, item))
        self._count += 1
        self._last[says] = own
        if len(self._last) > _REMEMBERED:
            del self._last[next(iter(self._last))]
        return met


def _number(told: tuple[int, Item]) -> int:
    return told[0]


def after(told: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """By place, the later places of figures that are held against it. told: places in order, with what each says."""
    found: dict[int, list[int]] = {}
    before = Told[int](LAST, OTHERS)
    for place, says in told:
        for earlier in before.next(place, says):
            found.setdefault(earlier, []).append(place)
    return found


def statement(claim: Claim) -> int:
    """What a figure says, of what and of where, as a number: the same in each article that says the same."""
    assert claim.quantity is not None
    values = [
        "" if value is None else f"{value.normalize():f}"
        for value in (claim.quantity.low, claim.quantity.high)
    ]
    told = (claim.counted.concept, claim.counted.role or "", claim.quantity.unit, *values)
    parts = "\x1f".join((*told, "", *claim.subjects, "", *claim.places))
    digest = blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
