"""A sentence, or the stretch of a very long one round a place, with the known terms in it: read once, asked often."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import compress
from operator import attrgetter

from consistency.claims.terms import Told
from consistency.model.words import Hit

_NOTHING: tuple[Hit, ...] = ()
_MOOD, _EVENTS = attrgetter("mood"), attrgetter("events")


class Passage:
    """Tokens `first` to `last` (inclusive). hits: the terms that begin there, in order. tells: what each tells.

    before: the term that begins before the first token and covers it, if there is one.
    at: the term that covers a token. of_kind: the terms with a sense of a kind, in order.
    breaks: the tokens, the first left out, before which a clause ends. moods, events: see Told.
    keywords, sounds: of the passage as a whole, None until somebody asks.
    """

    __slots__ = (
        "_firsts", "_of_any", "at", "before", "breaks", "events", "first", "hits", "keywords", "last", "moods",
        "of_kind", "sounds", "tells",
    )  # fmt: skip

    def __init__(
        self,
        first: int,
        last: int,
        hits: Sequence[Hit],
        firsts: Sequence[int],
        tells: Sequence[Told],
        before: Hit | None,
    ) -> None:
        """firsts: where the terms begin."""
        self.first = first
        self.last = last
        self.hits = hits
        self.before = before
        self.breaks: list[int] = []
        self.keywords: frozenset[str] | None = None
        self.sounds: frozenset[str] | None = None
        self.tells = tells
        self.moods = list(compress(hits, map(_MOOD, tells)))
        self.events = list(compress(hits, map(_EVENTS, tells)))
        self._firsts = firsts
        at = self.at = dict(zip(firsts, hits, strict=True))
        of_kind: dict[str, list[Hit]] = {}
        self.of_kind = of_kind
        self._of_any: dict[tuple[str, ...], Sequence[Hit]] = {}
        if before is not None:
            at.update(dict.fromkeys(range(first, before.last + 1), before))
        for hit in hits:
            if hit.last != hit.first:
                at.update(dict.fromkeys(range(hit.first + 1, hit.last + 1), hit))
            for kind in hit.kinds:
                if kind in of_kind:
                    of_kind[kind].append(hit)
                else:
                    of_kind[kind] = [hit]

    def between(self, first: int, last: int) -> Sequence[Hit]:
        """The terms that begin at the tokens `first` to `last`, in order."""
        firsts = self._firsts
        return self.hits[bisect_left(firsts, first) : bisect_right(firsts, last)]

    def of(self, kind: str, first: int, last: int) -> Sequence[Hit]:
        """Those of them that have a sense of a kind."""
        found = self.of_kind.get(kind)
        return [hit for hit in found if first <= hit.first <= last] if found else _NOTHING

    def of_any(self, kinds: tuple[str, ...], first: int, last: int) -> Sequence[Hit]:
        """Those of them that have a sense of one of these kinds."""
        found = self._of_any.get(kinds)
        if found is None:
            found = self._of_any[kinds] = self._gathered(kinds)
        return [hit for hit in found if first <= hit.first <= last] if found else found

    def _gathered(self, kinds: tuple[str, ...]) -> Sequence[Hit]:
        several = [self.of_kind[kind] for kind in kinds if kind in self.of_kind]
        if len(several) < 2:
            return several[0] if several else _NOTHING
        by_first = {hit.first: hit for hits in several for hit in hits}
        return [by_first[first] for first in sorted(by_first)]
