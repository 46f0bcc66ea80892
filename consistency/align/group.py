"""Links to groups: claims about one thing, never joined through a chain that a pair of them contradicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from consistency.align.blocks import candidate_pairs
from consistency.align.keys import dimension
from consistency.align.levels import agrees, compare, is_wider
from consistency.model.claim import Claim
from consistency.model.group import ClaimGroup, Link
from consistency.packs.ruleset import Packs

# The language of labels; messages have the reader's.
_LABELS = "en"
# Two clusters larger than this are joined by the link at hand without looking at all their pairs.
_LOOK_AT = 40


@dataclass(frozen=True, slots=True)
class Alignment:
    """groups: claims about one thing. wider: links between a claim and a wider one, across groups.

    capped: keys of blocks and countries too large to compare whole, with their numbers of claims or articles.
    """

    groups: tuple[ClaimGroup, ...]
    wider: tuple[Link, ...]
    capped: tuple[tuple[str, int], ...]


def align(claims: Sequence[Claim], packs: Packs) -> Alignment:
    """Compare the claims that may be of one thing and join those that are. Order of input does not matter."""
    by_id = {claim.id: claim for claim in claims}
    pairs, capped = candidate_pairs(by_id, packs)
    links = link_block(pairs, by_id, packs)
    same = [link for link in links if not is_wider(link, packs)]
    wider = tuple(link for link in links if is_wider(link, packs))
    return Alignment(group(by_id, same, packs), wider, capped)


def link_block(
    pairs: Iterable[tuple[str, str]], by_id: Mapping[str, Claim], packs: Packs
) -> tuple[Link, ...]:
    """The links among pairs of claim ids, in the pairs' order."""
    found = (compare(by_id[a], by_id[b], packs) for a, b in pairs)
    return tuple(link for link in found if link is not None)


def group(by_id: Mapping[str, Claim], links: Sequence[Link], packs: Packs) -> tuple[ClaimGroup, ...]:
    """Clusters of linked claims, joined strongest link first; links of claims that agree go before all others.

    Two clusters stay apart when more than half of the pairs between them have no link; two thirds where the link
    at hand is sure or its claims agree: a figure told again in passing has little to be known by.
    """
    linked = {(link.a, link.b) for link in links}
    loud = int(packs.table("alignment")["levels"]["figures"]["loud"])
    cluster_of: dict[str, int] = {}
    members: dict[int, list[str]] = {}
    for number, ident in enumerate(sorted({i for link in links for i in (link.a, link.b)})):
        cluster_of[ident] = number
        members[number] = [ident]
    for link in sorted(links, key=lambda x: (not agrees(x), -x.score, x.a, x.b)):
        x, y = cluster_of[link.a], cluster_of[link.b]
        share = 3 if agrees(link) or link.score >= loud else 2
        if x == y or not _joins(members[x], members[y], linked, share):
            continue
        for ident in members[y]:
            cluster_of[ident] = x
        members[x] += members.pop(y)
    links_of: dict[int, list[Link]] = {}
    for link in links:
        if cluster_of[link.a] == cluster_of[link.b]:
            links_of.setdefault(cluster_of[link.a], []).append(link)
    groups = []
    for number, ids in members.items():
        claims = tuple(by_id[i] for i in sorted(ids, key=lambda i: (by_id[i].document, by_id[i].span)))
        inside = tuple(sorted(links_of.get(number, ()), key=lambda x: (x.a, x.b)))
        if len(claims) > 1:
            groups.append(ClaimGroup(group_id(claims), label(claims, packs), claims, inside))
    return tuple(sorted(groups, key=lambda g: (g.claims[0].document, g.claims[0].span, g.id)))


def _joins(x: Sequence[str], y: Sequence[str], linked: set[tuple[str, str]], share: int) -> bool:
    if len(x) * len(y) > _LOOK_AT * _LOOK_AT:
        return True
    pairs = [(min(a, b), max(a, b)) for a in x for b in y]
    return share * sum(pair in linked for pair in pairs) >= len(pairs)


def group_id(claims: Sequence[Claim]) -> str:
    """A digest of what the claims are about and where they stand, free of offsets."""
    facets = sorted({"\x1f".join(_facets(claim)) for claim in claims})
    return blake2b("\x1e".join(facets).encode(), digest_size=6).hexdigest()


def _facets(claim: Claim) -> list[str]:
    return [claim.document, claim.counted.concept, claim.counted.role or "", claim.event or "", *claim.subjects,
            *claim.places, claim.text]  # fmt: skip


def label(claims: Sequence[Claim], packs: Packs) -> str:
    """The thing in words, as the packs name it in English: `soldier · United States · Iraq`."""
    first = max(claims, key=lambda c: (len(c.subjects) + len(c.places) + bool(c.counted.role), c.id))
    places = [packs.name("place", place, _LABELS) for place in first.places]
    subjects = [_subject_name(subject, packs) for subject in first.subjects]
    if first.timex is not None:
        return " · ".join([*([first.event] if first.event else []), *subjects, *places]) or first.text
    concept = first.counted.concept
    thing = (
        packs.name("concept", concept, _LABELS) if concept in packs.table("counted") else first.counted.text
    )
    role = packs.name("role", first.counted.role, _LABELS) if first.counted.role else ""
    measured = thing or dimension(first, packs).removeprefix("money:")
    return " · ".join(part for part in (measured, role, *subjects, *places) if part)


def _subject_name(ident: str, packs: Packs) -> str:
    kind, _, rest = ident.partition(":")
    if kind == "country":
        return packs.name("place", rest, _LABELS)
    return packs.name("actor" if kind == "actor" else "subject", ident, _LABELS)
