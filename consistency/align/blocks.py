"""Keys to pairs: which claims of a block are compared with one another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from consistency.align.keys import OPEN, block_keys, season_of, stands_alone
from consistency.align.partners import Partners
from consistency.model.claim import Claim
from consistency.packs.ruleset import Packs

# A claim that would meet more others of a block than this meets only its neighbours in time (the sorted
# neighbourhood of Hernández and Stolfo, 1995), and the block is reported.
MOST_MET = 400
NEIGHBOURS = 100

# Keys of blocks, or of countries, too large to compare whole, with their number of claims or articles.
Capped = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What finds a claim's like: as much of it as choosing the pairs needs.

    published: as text that sorts by time, empty where unknown. keys: of its blocks. alone: it may be held against
    figures of articles on other matters. timed: the season in which it holds is known.
    """

    id: str
    document: str
    published: str
    keys: tuple[str, ...]
    alone: bool
    timed: bool


def card(claim: Claim, packs: Packs) -> Card:
    published = claim.provenance.published
    return Card(
        id=claim.id,
        document=claim.document,
        published=str(published) if published else "",
        keys=block_keys(claim, packs),
        alone=stands_alone(claim, packs),
        timed=season_of(claim) is not None,
    )


def candidate_pairs(cards: Iterable[Card], met: Partners) -> tuple[list[tuple[str, str]], Capped]:
    """The pairs of claim ids to compare, sorted, and the blocks too large to compare whole.

    Two claims are compared if they share a key, and if their articles may tell of one event (`met`) or both are
    figures that stand by themselves. Shape: each pair once, its ids in order; the order of the cards does not matter.
    """
    blocks: dict[str, list[Card]] = {}
    for one in cards:
        for key in one.keys:
            blocks.setdefault(key, []).append(one)
    pairs: set[tuple[str, str]] = set()
    capped = []
    for key, inside in blocks.items():
        if len(inside) > 1:
            found, whole = block_pairs(key, inside, met)
            pairs.update(found)
            capped += [] if whole else [(key, len(inside))]
    return sorted(pairs), tuple(sorted(capped))


def block_pairs(key: str, cards: Iterable[Card], met: Partners) -> tuple[set[tuple[str, str]], bool]:
    """The pairs to compare among all claims that have a key, and whether none was left out for want of time.

    met: needs only the cards' articles. Claims of two keys make the same pair twice: who calls this drops one.
    """
    block = _Block(key, cards)
    pairs: set[tuple[str, str]] = set()
    return pairs, block.pairs(met, pairs)


class _Block:
    """The claims under one key, in the order of their articles' publication.

    Under a key that ends with `OPEN`, figures whose time is not known meet all others; those others meet by their
    times, under keys of their own.
    """

    def __init__(self, key: str, cards: Iterable[Card]) -> None:
        self._cards = sorted(cards, key=lambda c: (c.published, c.id))
        # What stands by itself is of a place or of someone, and meets its like under a country, not under a time.
        alone = () if "|@" in key else enumerate(self._cards)
        self._alone = [number for number, one in alone if one.alone]
        self._timed = [key.endswith(OPEN) and one.timed for one in self._cards]
        self._places: dict[str, list[int]] = {}
        for number, one in enumerate(self._cards):
            self._places.setdefault(one.document, []).append(number)

    def pairs(self, met: Partners, found: set[tuple[str, str]]) -> bool:
        """Add the pairs to compare to `found`. Returns: whether none was left out."""
        whole = True
        alone = set(self._alone)
        for number, one in enumerate(self._cards):
            later = {n for document in self._beside(met[one.document])
                     for n in self._places[document] if n > number}  # fmt: skip
            if number in alone:
                first = bisect_right(self._alone, number)
                later.update(self._alone[first : first + MOST_MET + 1])
            meets: Sequence[int] = [n for n in later if not (self._timed[number] and self._timed[n])]
            if len(meets) > MOST_MET:
                whole = False
                meets = sorted(meets)[:NEIGHBOURS]
            found.update(_in_order(one.id, self._cards[n].id) for n in meets)
        return whole

    def _beside(self, documents: frozenset[str]) -> Iterator[str]:
        if len(documents) < len(self._places):
            return (document for document in documents if document in self._places)
        return (document for document in self._places if document in documents)


def _in_order(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
