"""Links to clusters of claim ids, never joined through a chain that most pairs of it contradict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from msgspec import Struct

from consistency.align.levels import agrees, is_wider
from consistency.model.group import Link
from consistency.packs.ruleset import Packs

# Of a kind that is told very often a claim meets only some: of each claim of the smaller cluster so many pairs with
# the larger one are looked for, at most; and where so many links lie between two clusters, no further ones.
_REACH = 24
_ENOUGH = 100


class Cluster(Struct, frozen=True):
    """Two claims or more about one thing. ids: sorted; links: those between them, in order of their ids."""

    ids: tuple[str, ...]
    links: tuple[Link, ...]


def clusters(links: Iterable[Link], packs: Packs) -> tuple[Cluster, ...]:
    """Clusters of linked claims, joined strongest link first; links of claims that agree go before all others.

    Two clusters stay apart when more than half of the pairs between them have no link; two thirds where the link
    at hand is sure or its claims agree: a figure told again in passing has little to be known by. Of large clusters
    it is enough that many pairs are linked: not all of their claims have been compared. Links to wider claims join
    nothing. Shape: in order of their first ids; the order of the links does not matter.
    """
    # Sorted by one thing after another: keys of several would take more memory than the links.
    same = sorted((link for link in links if not is_wider(link, packs)), key=attrgetter("b"))
    same.sort(key=attrgetter("a"))
    loud = int(packs.table("alignment")["levels"]["figures"]["loud"])
    between = _Between(same)
    strongest = sorted(same, key=attrgetter("score"), reverse=True)
    strongest.sort(key=agrees, reverse=True)
    for link in strongest:
        between.join(link.a, link.b, share=3 if agrees(link) or link.score >= loud else 2)
    links_of: dict[int, list[Link]] = {}
    for link in same:
        if between.cluster_of[link.a] == between.cluster_of[link.b]:
            links_of.setdefault(between.cluster_of[link.a], []).append(link)
    found = (
        Cluster(tuple(sorted(between.members[number])), tuple(inside)) for number, inside in links_of.items()
    )
    return tuple(sorted(found, key=lambda cluster: cluster.ids))


class _Between:
    """Clusters, each claim one by itself at first, and how many links there are between every two."""

    def __init__(self, links: Sequence[Link]) -> None:
        ids = sorted({ident for link in links for ident in (link.a, link.b)})
        self.cluster_of = {ident: number for number, ident in enumerate(ids)}
        self.members = {number: [ident] for number, ident in enumerate(ids)}
        self._links: list[dict[int, int]] = [{} for _ in ids]
        for link in links:
            x, y = self.cluster_of[link.a], self.cluster_of[link.b]
            self._links[x][y] = self._links[y][x] = 1

    def join(self, a: str, b: str, share: int) -> None:
        """Make the clusters of two claims one, unless fewer than one in `share` of the pairs between them are linked.

        Time: each claim and each link is moved only into a cluster at least as large, so some log(n) times.
        """
        x, y = self.cluster_of[a], self.cluster_of[b]
        if x == y:
            return
        less, more = sorted((len(self.members[x]), len(self.members[y])))
        if self._links[x][y] < min(less * min(more, _REACH) / share, _ENOUGH):
            return
        if len(self._links[x]) < len(self._links[y]):
            x, y = y, x
        for ident in self.members[y]:
            self.cluster_of[ident] = x
        self.members[x] += self.members.pop(y)
        links = self._links[x]
        for other, count in self._links[y].items():
            del self._links[other][y]
            if other != x:
                links[other] = self._links[other][x] = links.get(other, 0) + count
        self._links[y] = {}
