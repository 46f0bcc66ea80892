"""Links to clusters of claim ids, never joined through a chain that most pairs of it contradict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consistency.align.levels import agrees, is_wider
from consistency.model.group import Link
from consistency.packs.ruleset import Packs

# Two clusters larger than this are joined by the link at hand without looking at all their pairs.
_LOOK_AT = 40


@dataclass(frozen=True, slots=True)
class Cluster:
    """Two claims or more about one thing. ids: sorted; links: those between them, in order of their ids."""

    ids: tuple[str, ...]
    links: tuple[Link, ...]


def clusters(links: Iterable[Link], packs: Packs) -> tuple[Cluster, ...]:
    """Clusters of linked claims, joined strongest link first; links of claims that agree go before all others.

    Two clusters stay apart when more than half of the pairs between them have no link; two thirds where the link
    at hand is sure or its claims agree: a figure told again in passing has little to be known by. Links to wider
    claims join nothing. Shape: in order of their first ids; the order of the links does not matter.
    """
    same = [link for link in links if not is_wider(link, packs)]
    linked = {(link.a, link.b) for link in same}
    loud = int(packs.table("alignment")["levels"]["figures"]["loud"])
    cluster_of: dict[str, int] = {}
    members: dict[int, list[str]] = {}
    for number, ident in enumerate(sorted({i for link in same for i in (link.a, link.b)})):
        cluster_of[ident] = number
        members[number] = [ident]
    for link in sorted(same, key=lambda x: (not agrees(x), -x.score, x.a, x.b)):
        x, y = cluster_of[link.a], cluster_of[link.b]
        share = 3 if agrees(link) or link.score >= loud else 2
        if x == y or not _joins(members[x], members[y], linked, share):
            continue
        for ident in members[y]:
            cluster_of[ident] = x
        members[x] += members.pop(y)
    links_of: dict[int, list[Link]] = {}
    for link in sorted(same, key=lambda x: (x.a, x.b)):
        if cluster_of[link.a] == cluster_of[link.b]:
            links_of.setdefault(cluster_of[link.a], []).append(link)
    found = (Cluster(tuple(sorted(members[number])), tuple(inside)) for number, inside in links_of.items())
    return tuple(sorted(found, key=lambda cluster: cluster.ids))


def _joins(x: Sequence[str], y: Sequence[str], linked: set[tuple[str, str]], share: int) -> bool:
    if len(x) * len(y) > _LOOK_AT * _LOOK_AT:
        return True
    pairs = [(min(a, b), max(a, b)) for a in x for b in y]
    return share * sum(pair in linked for pair in pairs) >= len(pairs)
