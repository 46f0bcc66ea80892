"""Who is held against whom: articles on a shelf, claims of a block too large for one task.

Both are cut into chunks of a length that does not grow with the corpus. A row is `own` in one chunk, which looks for
its partners; the chunks before have it too where their own rows may meet it. So no task is larger than a chunk, and
what meets is what meets on one machine. Figures that stand by themselves are read along, key by key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from heapq import nsmallest
from itertools import groupby
from typing import Any, NamedTuple

from consistency.align import alike, blocks, closest, partners
from consistency.align.alike import Told
from consistency.align.blocks import card
from consistency.align.keys import OPEN
from consistency.align.partners import on_one_shelf
from consistency.cluster.carried import Carried, rules_of, unpacked
from consistency.cluster.evidence import evidence_of
from consistency.pipeline import Extraction

Row = tuple[Any, ...]

# Articles on a shelf, in the order of their days. whole: all of the shelf is in this chunk.
SHELVES = "shelf string, chunk int, at int, own boolean, whole boolean, told binary"
# `align.closest.Near`.
PARTNERS = "a string, b string, a_language string, b_language string, shared int, apart int"
# Claims under a key, in the order of publication. met: the articles that may tell of the event of an own claim's.
CLAIMS = (
    "key string, claim string, document string, published string, alone boolean, says bigint, timed boolean"
)
BLOCKS = "key string, chunk int, at int, own boolean, claim string, document string, timed boolean, met array<string>"
# Figures that stand by themselves, under a key that so many have.
ALIKE = "key string, many int, claim string, document string, says bigint, timed boolean"
# Two claims that meet; or a key alone, of whose claims some met only their neighbours in time.
MEETINGS = "capped string, a string, a_document string, b string, b_document string"


class Limits(NamedTuple):
    """Up to where all meet all, as on one machine. They travel with the verbs.

    chunk: rows of a chunk that are its own; of a shelf no longer than this, all articles meet each other. reach: of
    a longer one, how many of the next an article meets. partners: of each language, the articles one is held against.
    met: the most claims of these that one meets under a key, of more the `neighbours` next to it. alike: the most
    figures that stand by themselves, under a key, that all meet; of more one meets the `last` that say the same, and
    so many `others`.
    """

    chunk: int
    reach: int
    partners: int
    met: int
    neighbours: int
    alike: int
    last: int
    others: int

    @property
    def small(self) -> int:
        """Claims under a key up to which all meet all they may."""
        return min(self.alike, self.met + 1)


def limits() -> Limits:
    """The limits of one machine."""
    return Limits(
        partners.MOST_ARTICLES,
        partners.NEXT_ARTICLES,
        closest.MOST_PARTNERS,
        blocks.MOST_MET,
        blocks.NEIGHBOURS,
        alike.MOST_ALIKE,
        alike.LAST,
        alike.OTHERS,
    )


def meet_on_shelves(rules: Carried[bytes], most: Limits, rows: Iterable[Row]) -> Iterator[Row]:
    """Rows of SHELVES, sorted by shelf, chunk and place, to PARTNERS: articles that may tell of one event."""
    packs = rules_of(rules.value)
    for _, group in groupby(rows, key=lambda row: row[:2]):
        inside = list(group)
        own = sum(is_own for _, _, _, is_own, _, _ in inside)
        reach = len(inside) if inside[0][4] else most.reach
        articles = (evidence_of(told) for *_, told in inside)
        yield from on_one_shelf(articles, own, reach, packs)


def claims_in_blocks(rules: Carried[bytes], large: Carried[Set[str]], rows: Iterable[Row]) -> Iterator[Row]:
    """Rows of (id, reading) to CLAIMS: the claims under large keys."""
    packs = rules_of(rules.value)
    for ident, content in rows:
        for claim in unpacked(Extraction, content).claims:
            one = card(claim, packs)
            for key in one.keys:
                if key in large.value:
                    alone, timed = one.alone and "|@" not in key, one.timed and key.endswith(OPEN)
                    yield (key, one.id, ident, one.published, alone, one.says, timed)


def meet_in_blocks(most: Limits, rows: Iterable[Row]) -> Iterator[Row]:
    """Rows of BLOCKS, sorted by key, chunk and place, to MEETINGS: claims of articles that may tell of one event."""
    for (key, _), group in groupby(rows, key=lambda row: row[:2]):
        inside = list(group)
        of_document: dict[str, list[int]] = {}
        for number, row in enumerate(inside):
            of_document.setdefault(row[5], []).append(number)
        capped = False
        for number, (_, _, _, own, claim, document, timed, met) in enumerate(inside):
            if not own:
                continue
            later = (n for other in met for n in of_document.get(other, ()) if n > number)
            meets = [n for n in later if not (timed and inside[n][6])]
            if len(meets) > most.met:
                capped = True
                meets = nsmallest(most.neighbours, meets)
            for n in meets:
                yield (None, claim, document, inside[n][4], inside[n][5])
        if capped:
            yield (key, "", "", "", "")


def meet_alike(most: Limits, rows: Iterable[Row]) -> Iterator[Row]:
    """Rows of ALIKE, sorted by key and by the time of publication, to MEETINGS. A key of any size is read along."""
    for (key, many), group in groupby(rows, key=lambda row: row[:2]):
        crowded = many > most.alike
        told = Told[Row](most.last, most.others)
        earlier: list[Row] = []
        for _, _, claim, document, says, timed in group:
            one = (claim, document, timed)
            for other, its_document, its_timed in told.next(one, says) if crowded else earlier:
                if not (timed and its_timed):
                    yield (None, other, its_document, claim, document)
            if not crowded:
                earlier.append(one)
        if crowded:
            yield (key, "", "", "", "")
