"""Links to clusters of claim ids, never joined through a chain that most pairs of it contradict."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import TypeAlias

from msgspec import Struct

from consistency.align.levels import agrees, is_wider
from consistency.model.group import Link
from consistency.packs.ruleset import Packs

# Of a kind that is told very often a claim meets only some: of each claim of the smaller cluster so many pairs with
# the larger one are looked for, at most; and where so many links lie between two clusters, no further ones.
_REACH = 24
_ENOUGH = 100

# How much speaks for a link: whether its claims agree, and its score.
Strength: TypeAlias = tuple[bool, int]


class Cluster(Struct, frozen=True):
    """Two claims or more about one thing. ids: sorted; links: those between them, in order of their ids."""

    ids: tuple[str, ...]
    links: tuple[Link, ...]


def clusters(links: Iterable[Link], packs: Packs) -> tuple[Cluster, ...]:
    """Clusters of linked claims, as `joined` makes them. Links to wider claims join nothing.

    Shape: in order of their first ids; the order of the links does not matter.
    """
    # Sorted by one thing after another: keys of several would take more memory than the links.
    same = sorted((link for link in links if not is_wider(link, packs)), key=attrgetter("b"))
    same.sort(key=attrgetter("a"))
    ids = sorted({ident for link in same for ident in (link.a, link.b)})
    place = {ident: number for number, ident in enumerate(ids)}
    a, b = (array("I", [place[ident] for ident in map(attrgetter(end), same)]) for end in ("a", "b"))
    cluster_of = joined(len(ids), a, b, of_strengths(map(strength, same)), packs)
    return tuple(
        Cluster(tuple([ids[claim] for claim in claims]), tuple([same[link] for link in inside]))
        for claims, inside in together(cluster_of, a, b)
    )


def strength(link: Link) -> Strength:
    return agrees(link), link.score


def of_strengths(strengths: Iterable[Strength]) -> dict[Strength, array[int]]:
    """By strength, the numbers of the links that have it."""
    found: dict[Strength, array[int]] = {}
    for number, one in enumerate(strengths):
        found.setdefault(one, array("I")).append(number)
    return found


def joined(
    claims: int,
    a: Sequence[int],
    b: Sequence[int],
    links_of: Mapping[Strength, Sequence[int]],
    packs: Packs,
) -> array[int]:
    """The cluster of each claim, as a number; links of claims that agree go before all others, then the strongest.

    Two clusters stay apart when more than half of the pairs between them have no link; two thirds where the link
    at hand is sure or its claims agree: a figure told again in passing has little to be known by. Of large clusters
    it is enough that many pairs are linked: not all of their claims have been compared.
    claims: how many there are, numbered in the order of their ids. a, b: the ends of each link, each pair once, in
    order of the one, then of the other. Memory: some 50 bytes a link.
    """
    loud = int(packs.table("alignment")["levels"]["figures"]["loud"])
    between = _Between(claims, a, b)
    for one in sorted(links_of, reverse=True):
        share = 3 if one[0] or one[1] >= loud else 2
        for link in links_of[one]:
            between.join(a[link], b[link], share)
    return between.cluster_of


def together(
    cluster_of: Sequence[int], a: Sequence[int], b: Sequence[int]
) -> list[tuple[array[int], array[int]]]:
    """The claims of each cluster of several, and the links between them; in order of the clusters' first claims."""
    links: dict[int, array[int]] = {}
    for link, (one, two) in enumerate(zip(a, b, strict=True)):
        if cluster_of[one] == cluster_of[two]:
            links.setdefault(cluster_of[one], array("I")).append(link)
    claims: dict[int, array[int]] = {}
    for claim, number in enumerate(cluster_of):
        if number in links:
            claims.setdefault(number, array("I")).append(claim)
    return [(inside, links[number]) for number, inside in claims.items()]


class _Between:
    """Clusters, each claim one by itself at first, and how many links there are between every two.

    Counted for clusters of several claims alone; a claim by itself has only the row of those that it is linked to.
    """

    def __init__(self, claims: int, a: Sequence[int], b: Sequence[int]) -> None:
        self.cluster_of = array("I", range(claims))
        self._numbers = list(range(claims))  # each is one object, however often it is a key
        self._members: dict[int, array[int]] = {}
        self._links: dict[int, dict[int, int]] = {}
        ends = array("I", [0]) * (claims + 1)
        for side in (a, b):
            for claim in side:
                ends[claim + 1] += 1
        for claim in range(claims):
            ends[claim + 1] += ends[claim]
        self._starts = array("I", ends)
        self._beside = array("I", [0]) * (2 * len(a))
        for one, two in zip(a, b, strict=True):
            self._beside[ends[one]], self._beside[ends[two]] = two, one
            ends[one] += 1
            ends[two] += 1

    def join(self, a: int, b: int, share: int) -> None:
        """Make the clusters of two linked claims one, unless fewer than one in `share` of the pairs between them are.

        Time: each claim and each link is moved only into a cluster at least as large, so some log(n) times.
        """
        x, y = self.cluster_of[a], self.cluster_of[b]
        if x == y:
            return
        less, more = sorted((self._size(x), self._size(y)))
        if self._count(x, y) < min(less * min(more, _REACH) / share, _ENOUGH):
            return
        links, moved = self._links_of(x), self._links_of(y)
        if len(links) < len(moved):
            x, y, links, moved = y, x, moved, links
        x = self._numbers[x]
        members = self._members.setdefault(x, array("I", [x]))
        for claim in self._members.pop(y, (y,)):
            self.cluster_of[claim] = x
            members.append(claim)
        del links[y]
        for other, count in moved.items():
            if other != x:
                links[other] = count = links.get(other, 0) + count
                if other in self._links:
                    del self._links[other][y]
                    self._links[other][x] = count
        self._links[x] = links
        self._links.pop(y, None)

    def _size(self, cluster: int) -> int:
        return len(self._members.get(cluster, (cluster,)))

    def _count(self, x: int, y: int) -> int:
        """The links between two clusters, of which there is one."""
        if x in self._links:
            return self._links[x][y]
        return self._links[y][x] if y in self._links else 1

    def _links_of(self, cluster: int) -> dict[int, int]:
        found = self._links.get(cluster)
        if found is None:
            found = {}
            for claim in self._beside[self._starts[cluster] : self._starts[cluster + 1]]:
                other = self._numbers[self.cluster_of[claim]]
                found[other] = found.get(other, 0) + 1
        return found
