"""Keys to pairs: which claims of a block are compared with one another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from typing import Protocol, TypeVar

from msgspec import Struct

from consistency.align.alike import MOST_ALIKE, after, statement
from consistency.align.keys import OPEN, block_keys, season_of, stands_alone
from consistency.align.partners import Partners
from consistency.model.claim import Claim
from consistency.packs.ruleset import Packs

# A claim that would meet more others of a block than this, in articles of its event, meets only its neighbours in time
# (the sorted neighbourhood of Hernández and Stolfo, 1995), and the block is reported.
MOST_MET = 400
NEIGHBOURS = 100

# A document's id or its number.
Doc = TypeVar("Doc")

# Keys of blocks, or of countries, too large to compare whole, with their number of claims or articles.
Capped = tuple[tuple[str, int], ...]


class Card(Struct, frozen=True):
    """What finds a claim's like: as much of it as choosing the pairs needs.

    published: as text that sorts by time, empty where unknown. keys: of its blocks. alone: it may be held against
    figures of articles on other matters. says: what such a figure says, of what; 0 of others. timed: the season in
    which it holds is known.
    """

    id: str
    document: str
    published: str
    keys: tuple[str, ...]
    alone: bool
    says: int
    timed: bool


class Beside(Protocol[Doc]):
    """By document, those that may tell of the same event."""

    def __getitem__(self, document: Doc, /) -> Collection[Doc]: ...


class Told(Protocol):
    """What of a card tells which others the claim meets."""

    @property
    def alone(self) -> bool: ...
    @property
    def says(self) -> int: ...
    @property
    def timed(self) -> bool: ...


def card(claim: Claim, packs: Packs) -> Card:
    published = claim.provenance.published
    alone = stands_alone(claim, packs)
    return Card(
        id=claim.id,
        document=claim.document,
        published=str(published) if published else "",
        keys=block_keys(claim, packs),
        alone=alone,
        says=statement(claim) if alone else 0,
        timed=season_of(claim) is not None,
    )


def candidate_pairs(cards: Iterable[Card], met: Partners) -> tuple[list[tuple[str, str]], Capped]:
    """The pairs of claim ids to compare, sorted, and the blocks too large to compare whole.

    Two claims are compared if they share a key, and if their articles may tell of one event (`met`) or both are
    figures that stand by themselves. Shape: each pair once, its ids in order; the order of the cards does not matter.
    """
    ordered = sorted(cards, key=lambda one: one.id)
    ids = [one.id for one in ordered]
    blocks: dict[str, list[int]] = {}
    for number in sorted(range(len(ordered)), key=lambda n: (ordered[n].published, n)):
        for key in ordered[number].keys:
            blocks.setdefault(key, []).append(number)
    # A pair is one number, the lesser claim's first: in the order of these the pairs are in the order of their ids.
    pairs: set[int] = set()
    many = len(ids)
    capped = []
    for key, numbers in blocks.items():
        if len(numbers) > 1:
            whole = True
            cards_here = [ordered[n] for n in numbers]
            for place, later, all_of_them in meetings(key, cards_here, [c.document for c in cards_here], met):
                one = numbers[place]
                others = [numbers[other] for other in later]
                pairs.update([one * many + two if one < two else two * many + one for two in others])
                whole = whole and all_of_them
            capped += [] if whole else [(key, len(numbers))]
    return [(ids[pair // many], ids[pair % many]) for pair in sorted(pairs)], tuple(sorted(capped))


def meetings(
    key: str, cards: Sequence[Told], documents: Sequence[Doc], met: Beside[Doc]
) -> Iterator[tuple[int, Collection[int], bool]]:
    """The place of each claim under a key, with those of the later ones that it meets, and whether these are all.

    Under a key that ends with `OPEN`, figures whose time is not known meet all others; those others meet by their
    times, under keys of their own. cards: in the order of their articles' publication. documents: their articles.
    """
    # What stands by itself is of a place or of someone, and meets its like under a country, not under a time.
    alone = [] if "|@" in key else [place for place, one in enumerate(cards) if one.alone]
    crowded = len(alone) > MOST_ALIKE
    like = after([(place, cards[place].says) for place in alone]) if crowded else {}
    timed = [one.timed for one in cards] if key.endswith(OPEN) else [False] * len(cards)
    of_document: dict[Doc, list[int]] = {}  # the later ones, the last first
    for place in reversed(range(len(cards))):
        one = cards[place]
        beside = _beside(met[documents[place]], of_document)
        alike: Collection[int] = ()
        if one.alone and alone:
            alike = like.get(place, ()) if crowded else alone[bisect_right(alone, place) :]
        later: Collection[int] = [n for some in beside for n in some if not (timed[place] and timed[n])]
        whole = len(later) <= MOST_MET
        if not whole:
            later = nsmallest(NEIGHBOURS, later)
        if alike:
            later = {*later, *(n for n in alike if not (timed[place] and timed[n]))}
        yield place, later, whole and not (crowded and one.alone)
        of_document.setdefault(documents[place], []).append(place)


def _beside(documents: Collection[Doc], of_document: Mapping[Doc, list[int]]) -> list[list[int]]:
    """What some documents have, asked in the order that asks less."""
    if len(documents) < len(of_document):
        return [of_document[document] for document in documents if document in of_document]
    wanted = frozenset(documents)
    return [places for document, places in of_document.items() if document in wanted]
