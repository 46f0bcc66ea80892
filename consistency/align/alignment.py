"""The steps of alignment in their order, for all claims at once; each can also be run by itself.

articles' evidence → partners (`partners`) → pairs of claims (`blocks`) → links (`levels`) → clusters of ids
(`clusters`) → groups (`group`)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from itertools import groupby

from msgspec import Struct

from consistency.align.blocks import Capped, candidate_pairs, card
from consistency.align.clusters import clusters
from consistency.align.group import claim_group, in_order
from consistency.align.levels import compare, is_wider
from consistency.align.partners import partners
from consistency.align.stories import article
from consistency.model.claim import Claim
from consistency.model.group import ClaimGroup, Link
from consistency.packs.ruleset import Packs


class Alignment(Struct, frozen=True):
    """groups: claims about one thing. wider: links between a claim and a wider one, across groups.

    capped: keys of blocks and countries too large to compare whole, with their numbers of claims or articles; under no
    key, how many articles have more that may tell of their event than they are held against.
    """

    groups: tuple[ClaimGroup, ...]
    wider: tuple[Link, ...]
    capped: Capped


def align(claims: Iterable[Claim], packs: Packs, focus: Set[str] | None = None) -> Alignment:
    """Compare the claims that may be of one thing and join those that are. Order of input does not matter.

    focus: only what hangs together with claims of these articles, which is the same as without.
    """
    by_id = {claim.id: claim for claim in claims}
    pairs, capped = pairs_to_compare(by_id.values(), packs)
    links = link_block(pairs, by_id, packs) if focus is None else links_from(focus, pairs, by_id, packs)
    wider = tuple(link for link in links if is_wider(link, packs))
    made = (claim_group([by_id[i] for i in one.ids], one.links, packs) for one in clusters(links, packs))
    return Alignment(in_order(made), wider, capped)


def pairs_to_compare(claims: Iterable[Claim], packs: Packs) -> tuple[list[tuple[str, str]], Capped]:
    """The pairs of claim ids to compare, sorted, and what was too large to compare whole, with its size."""
    by_document = sorted(claims, key=lambda claim: (claim.document, claim.id))
    articles = (article(list(own), packs) for _, own in groupby(by_document, key=lambda c: c.document))
    met, crowded = partners(articles, packs)
    pairs, capped = candidate_pairs((card(claim, packs) for claim in by_document), met)
    return pairs, tuple(sorted((*capped, *crowded)))


def link_block(
    pairs: Iterable[tuple[str, str]], by_id: Mapping[str, Claim], packs: Packs
) -> tuple[Link, ...]:
    """The links among pairs of claim ids, in the pairs' order. by_id: the claims of these pairs."""
    found = (compare(by_id[a], by_id[b], packs) for a, b in pairs)
    return tuple(link for link in found if link is not None)


def links_from(
    focus: Set[str], pairs: Iterable[tuple[str, str]], by_id: Mapping[str, Claim], packs: Packs
) -> tuple[Link, ...]:
    """The links among pairs of claim ids that lead, one after another, to a claim of these articles."""
    beside: dict[str, list[tuple[str, str]]] = {}
    for pair in pairs:
        for ident in pair:
            beside.setdefault(ident, []).append(pair)
    ahead = [ident for ident in beside if by_id[ident].document in focus]
    reached = set(ahead)
    compared: dict[tuple[str, str], Link | None] = {}
    while ahead:
        for pair in beside[ahead.pop()]:
            if pair in compared:
                continue
            compared[pair] = compare(by_id[pair[0]], by_id[pair[1]], packs)
            if compared[pair] is not None:
                further = {*pair} - reached
                reached |= further
                ahead += further
    return tuple(link for _, link in sorted(compared.items()) if link is not None)
