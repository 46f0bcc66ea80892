"""Keys to pairs: which claims of a block are compared with one another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from consistency.align.keys import OPEN, block_keys, season_of, stands_alone
from consistency.align.stories import article, partners
from consistency.model.claim import Claim
from consistency.packs.ruleset import Packs

# A claim that would meet more others of a block than this meets only its neighbours in time (the sorted
# neighbourhood of Hernández and Stolfo, 1995), and the block is reported.
MOST_MET = 400
NEIGHBOURS = 100

Capped = tuple[tuple[str, int], ...]


def candidate_pairs(by_id: Mapping[str, Claim], packs: Packs) -> tuple[list[tuple[str, str]], Capped]:
    """The pairs of claim ids to compare, sorted, and what was too large to compare whole, with its size.

    Two claims are compared if they share a key, and if their articles may tell of one event or both are figures
    that stand by themselves. by_id: the claims by id. Capped: keys with claims, countries with articles.
    """
    in_order = [by_id[ident] for ident in sorted(by_id)]
    by_document = sorted(in_order, key=lambda c: c.document)
    articles = (article(list(own), packs) for _, own in groupby(by_document, key=lambda c: c.document))
    met, crowded = partners(articles, packs)
    blocks: dict[str, list[Claim]] = {}
    for claim in in_order:
        for key in block_keys(claim, packs):
            blocks.setdefault(key, []).append(claim)
    pairs: set[tuple[str, str]] = set()
    capped = []
    for key, claims in blocks.items():
        if len(claims) > 1:
            whole = _Block(key, claims, packs).pairs(met, pairs)
            capped += [] if whole else [(key, len(claims))]
    return sorted(pairs), tuple(sorted((*capped, *crowded)))


class _Block:
    """The claims under one key, in the order of their articles' publication.

    Under a key that ends with `OPEN`, figures whose time is not known meet all others; those others meet by their
    times, under keys of their own.
    """

    def __init__(self, key: str, claims: Iterable[Claim], packs: Packs) -> None:
        self._claims = sorted(claims, key=lambda c: (_published(c), c.id))
        # What stands by itself is of a place or of someone, and meets its like under a country, not under a time.
        alone = () if "|@" in key else enumerate(self._claims)
        self._alone = [n for n, claim in alone if stands_alone(claim, packs)]
        self._dated = [key.endswith(OPEN) and season_of(claim) is not None for claim in self._claims]
        self._places: dict[str, list[int]] = {}
        for number, claim in enumerate(self._claims):
            self._places.setdefault(claim.document, []).append(number)

    def pairs(self, met: Mapping[str, frozenset[str]], found: set[tuple[str, str]]) -> bool:
        """Add the pairs to compare to `found`. met: articles by article. Returns: whether none was left out."""
        whole = True
        alone = set(self._alone)
        for number, claim in enumerate(self._claims):
            later = {n for document in self._beside(met[claim.document])
                     for n in self._places[document] if n > number}  # fmt: skip
            if number in alone:
                first = bisect_right(self._alone, number)
                later.update(self._alone[first : first + MOST_MET + 1])
            meets: Sequence[int] = [n for n in later if not (self._dated[number] and self._dated[n])]
            if len(meets) > MOST_MET:
                whole = False
                meets = sorted(meets)[:NEIGHBOURS]
            found.update(_in_order(claim.id, self._claims[n].id) for n in meets)
        return whole

    def _beside(self, documents: frozenset[str]) -> Iterator[str]:
        if len(documents) < len(self._places):
            return (document for document in documents if document in self._places)
        return (document for document in self._places if document in documents)


def _published(claim: Claim) -> str:
    published = claim.provenance.published
    return str(published) if published else ""


def _in_order(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
