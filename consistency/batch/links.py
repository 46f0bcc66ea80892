"""The links of a large check as rows of numbers, and the sets of claims that links hold together."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, groupby

from consistency.align.clusters import Cluster, Strength, joined, of_strengths, strength, together
from consistency.batch.articles import Articles
from consistency.model.group import Level, Link
from consistency.packs.ruleset import Packs

Levels = tuple[Level, ...]


class Links:
    """Twelve bytes a link: its two claims, and which levels they reach together, of which there are few sorts."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._a, self._b, self._sort = array("I"), array("I"), array("I")
        self._levels: list[Levels] = []
        self._strength: list[Strength] = []
        self._number: dict[Levels, int] = {}

    def __len__(self) -> int:
        return len(self._a)

    def put(self, a: int, b: int, link: Link) -> None:
        """A link of two numbered claims."""
        number = self._number.setdefault(link.levels, len(self._levels))
        if number == len(self._levels):
            self._levels.append(link.levels)
            self._strength.append(strength(link))
        self._a.append(a)
        self._b.append(b)
        self._sort.append(number)

    def ends(self) -> Iterator[tuple[int, int]]:
        yield from zip(self._a, self._b, strict=True)

    def whole(self, some: Sequence[int]) -> tuple[list[Link], dict[str, int]]:
        """Links as the rules know them, and the numbers of their claims by the ids of these."""
        # Each once: links share them.
        ids = {end: self._articles.claim_id(end) for end in self._ends_of(some)}
        links = []
        for link in some:
            a, b = sorted((ids[self._a[link]], ids[self._b[link]]))
            links.append(self._link(a, b, link))
        return links, {ident: end for end, ident in ids.items()}

    def clusters(self, some: Sequence[int], packs: Packs) -> Iterator[tuple[Cluster, list[int]]]:
        """What `align.clusters` makes of links, with the numbers of the claims of each cluster, in their ids' order.

        A set of linked claims may be a third of all: of it rows of numbers are held, and one cluster whole.
        """
        ends = array("I", sorted(self._ends_of(some), key=self._articles.claim_id))
        place = dict(zip(ends, count()))
        sides = [array("I", (place[side[link]] for link in some)) for side in (self._a, self._b)]
        a, b = (array("I", map(pick, *sides)) for pick in (min, max))
        del place, sides
        order = by_number(by_number(range(len(some)), b, len(ends)), a, len(ends))
        a, b, ordered = (array("I", map(row.__getitem__, order)) for row in (a, b, some))
        del order
        told = (self._strength[self._sort[link]] for link in ordered)
        cluster_of = joined(len(ends), a, b, of_strengths(told), packs)
        for claims, inside in together(cluster_of, a, b):
            members = [ends[claim] for claim in claims]
            ids = dict(zip(claims, map(self._articles.claim_id, members), strict=True))
            links = [self._link(ids[a[link]], ids[b[link]], ordered[link]) for link in inside]
            yield Cluster(tuple(ids.values()), tuple(links)), members

    def _ends_of(self, some: Sequence[int]) -> set[int]:
        return {end for link in some for end in (self._a[link], self._b[link])}

    def _link(self, a: str, b: str, number: int) -> Link:
        sort = self._sort[number]
        return Link(a, b, self._levels[sort], self._strength[sort][1])

    def sets(self) -> Iterator[Sequence[int]]:
        """The links by the sets of claims that they hold together, in the order of the first claim of each.

        Method: union-find with path halving; then a sort by counting.
        """
        claims = self._articles.claims_numbered
        root = array("I", range(claims))

        def find(claim: int) -> int:
            while root[claim] != claim:
                root[claim] = root[root[claim]]
                claim = root[claim]
            return claim

        for a, b in self.ends():
            x, y = find(a), find(b)
            root[max(x, y)] = min(x, y)
        roots = array("I", map(find, self._a))
        order = by_number(range(len(self)), roots, claims)
        first = 0
        for _, some in groupby(order, key=roots.__getitem__):
            after = first + sum(1 for _ in some)
            yield order[first:after]
            first = after


def by_number(items: Iterable[int], numbers: Sequence[int], below: int) -> array[int]:
    """Items sorted by their numbers, which are lower than `below`; of one number in the order in which they come."""
    items = array("I", items)
    places = array("I", [0]) * (below + 1)
    for item in items:
        places[numbers[item] + 1] += 1
    for number in range(below):
        places[number + 1] += places[number]
    order = array("I", [0]) * len(items)
    for item in items:
        number = numbers[item]
        order[places[number]] = item
        places[number] += 1
    return order
