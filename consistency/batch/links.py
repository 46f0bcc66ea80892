"""The links of a large check as rows of numbers, and the sets of claims that links hold together."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from consistency.batch.articles import Articles
from consistency.model.group import Level, Link

Levels = tuple[Level, ...]


class Links:
    """Twelve bytes a link: its two claims, and which levels they reach together, of which there are few sorts."""

    def __init__(self) -> None:
        self._a, self._b, self._sort = array("I"), array("I"), array("I")
        self._levels: list[Levels] = []
        self._number: dict[Levels, int] = {}

    def __len__(self) -> int:
        return len(self._a)

    def put(self, a: int, b: int, levels: Levels) -> None:
        number = self._number.setdefault(levels, len(self._levels))
        if number == len(self._levels):
            self._levels.append(levels)
        self._a.append(a)
        self._b.append(b)
        self._sort.append(number)

    def ends(self) -> Iterator[tuple[int, int]]:
        yield from zip(self._a, self._b, strict=True)

    def whole(self, some: Sequence[int], articles: Articles) -> tuple[list[Link], dict[str, int]]:
        """Links as the rules know them, and the numbers of their claims by the ids of these."""
        ends = {end for link in some for end in (self._a[link], self._b[link])}
        ids = {end: articles.claim(end).id for end in sorted(ends)}  # each once: links share them
        links = []
        for link in some:
            a, b = sorted((ids[self._a[link]], ids[self._b[link]]))
            levels = self._levels[self._sort[link]]
            links.append(Link(a, b, levels, sum(level.weight for level in levels)))
        return links, {ident: end for end, ident in ids.items()}

    def joined(self, claims: int) -> Iterator[Sequence[int]]:
        """The links by the sets of claims that they hold together, in the order of the first claim of each.

        claims: how many there are. Method: union-find with path halving; then a sort by counting.
        """
        root = array("I", range(claims))

        def find(claim: int) -> int:
            while root[claim] != claim:
                root[claim] = root[root[claim]]
                claim = root[claim]
            return claim

        for a, b in self.ends():
            x, y = find(a), find(b)
            root[max(x, y)] = min(x, y)
        last = array("I", [0]) * (claims + 1)
        for a in self._a:
            last[find(a) + 1] += 1
        for claim in range(claims):
            last[claim + 1] += last[claim]
        starts = array("I", last)
        order = array("I", [0]) * len(self)
        for number, a in enumerate(self._a):
            at = find(a)
            order[last[at]] = number
            last[at] += 1
        for claim in range(claims):
            if starts[claim + 1] > starts[claim]:
                yield order[starts[claim] : starts[claim + 1]]
