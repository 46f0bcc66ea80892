"""A sentence, or the stretch of a very long one round a place, with the known terms in it: read once, asked often."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.model.words import Hit

_NOTHING: tuple[Hit, ...] = ()


class Passage:
    """Tokens `first` to `last` (inclusive). hits: the terms that begin there, in order.

    before: the term that begins before the first token and covers it, if there is one.
    at: the term that covers a token. of_kind: the terms with a sense of a kind, in order.
    breaks: the tokens before which a clause ends, None until somebody asks. keywords, sounds: likewise.
    """

    __slots__ = (
        "_of_any",
        "at",
        "before",
        "breaks",
        "first",
        "hits",
        "keywords",
        "last",
        "of_kind",
        "sounds",
    )

    def __init__(self, first: int, last: int, hits: Sequence[Hit], before: Hit | None) -> None:
        self.first = first
        self.last = last
        self.hits = hits
        self.before = before
        self.breaks: list[int] | None = None
        self.keywords: frozenset[str] | None = None
        self.sounds: frozenset[str] | None = None
        self.at: dict[int, Hit] = {}
        self.of_kind: dict[str, list[Hit]] = {}
        self._of_any: dict[tuple[str, ...], Sequence[Hit]] = {}
        at, of_kind = self.at, self.of_kind
        if before is not None:
            at.update(dict.fromkeys(range(first, before.last + 1), before))
        for hit in hits:
            at[hit.first] = hit
            if hit.last != hit.first:
                at.update(dict.fromkeys(range(hit.first + 1, hit.last + 1), hit))
            for kind in hit.kinds:
                if kind in of_kind:
                    of_kind[kind].append(hit)
                else:
                    of_kind[kind] = [hit]

    def unknown(self) -> list[int]:
        """The tokens that no known term covers."""
        at = self.at
        return [index for index in range(self.first, self.last + 1) if index not in at]

    def of(self, kinds: tuple[str, ...]) -> Sequence[Hit]:
        """The terms that have a sense of one of these kinds, in order."""
        if len(kinds) == 1:
            return self.of_kind.get(kinds[0], _NOTHING)
        found = self._of_any.get(kinds)
        if found is None:
            found = self._of_any[kinds] = self._gathered(kinds)
        return found

    def _gathered(self, kinds: tuple[str, ...]) -> Sequence[Hit]:
        several = [self.of_kind[kind] for kind in kinds if kind in self.of_kind]
        if len(several) < 2:
            return several[0] if several else _NOTHING
        by_first = {hit.first: hit for hits in several for hit in hits}
        return [by_first[first] for first in sorted(by_first)]
