"""Who is held against whom: articles on a shelf, claims of a block too large for one task.

Both are cut into chunks of a length that does not grow with the corpus. A row is `own` in one chunk, which looks for
its partners; the chunks before have it too where their own rows may meet it. So no task is larger than a chunk, and
what meets is what meets on one machine.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import groupby
from typing import Any, NamedTuple

from consistency.align import blocks, partners
from consistency.align.blocks import card
from consistency.align.keys import OPEN
from consistency.align.partners import on_one_shelf
from consistency.cluster.carried import Carried, rules_of, unpacked
from consistency.cluster.evidence import evidence_of
from consistency.pipeline import Extraction

Row = tuple[Any, ...]

# Articles on a shelf, in the order of their days. whole: all of the shelf is in this chunk.
SHELVES = "shelf string, chunk int, at int, own boolean, whole boolean, told binary"
PARTNERS = "a string, b string"
# Claims under a key, in the order of publication. met: the articles that may tell of the event of an own claim's.
CLAIMS = "key string, claim string, document string, published string, alone boolean, timed boolean"
BLOCKS = (
    "key string, chunk int, at int, own boolean, claim string, document string, alone boolean, timed boolean, "
    "met array<string>"
)
# Two claims that meet; or a key alone, of whose claims some met only their neighbours in time.
MEETINGS = "capped string, a string, a_document string, b string, b_document string"


class Limits(NamedTuple):
    """Up to where all meet all, as on one machine. They travel with the verbs.

    chunk: rows of a chunk that are its own; of a shelf no longer than this, all articles meet each other. reach: of
    a longer one, how many of the next an article meets. met: the most claims that one meets under a key, of more
    the `neighbours` next to it.
    """

    chunk: int
    reach: int
    met: int
    neighbours: int


def limits() -> Limits:
    """The limits of one machine."""
    return Limits(partners.MOST_ARTICLES, partners.NEXT_ARTICLES, blocks.MOST_MET, blocks.NEIGHBOURS)


def meet_on_shelves(rules: Carried[bytes], most: Limits, rows: Iterable[Row]) -> Iterator[Row]:
    """Rows of SHELVES, sorted by shelf, chunk and place, to PARTNERS: articles that may tell of one event."""
    packs = rules_of(rules.value)
    for _, group in groupby(rows, key=lambda row: row[:2]):
        inside = list(group)
        own = sum(is_own for _, _, _, is_own, _, _ in inside)
        reach = len(inside) if inside[0][4] else most.reach
        articles = (evidence_of(told) for *_, told in inside)
        yield from sorted(on_one_shelf(articles, own, reach, packs))


def claims_in_blocks(rules: Carried[bytes], large: Carried[Set[str]], rows: Iterable[Row]) -> Iterator[Row]:
    """Rows of (id, reading) to CLAIMS: the claims under large keys."""
    packs = rules_of(rules.value)
    for ident, content in rows:
        for claim in unpacked(Extraction, content).claims:
            one = card(claim, packs)
            for key in one.keys:
                if key in large.value:
                    alone, timed = one.alone and "|@" not in key, one.timed and key.endswith(OPEN)
                    yield (key, one.id, ident, one.published, alone, timed)


def meet_in_blocks(most: Limits, rows: Iterable[Row]) -> Iterator[Row]:
    """Rows of BLOCKS, sorted by key, chunk and place, to MEETINGS."""
    for (key, _), group in groupby(rows, key=lambda row: row[:2]):
        inside = list(group)
        of_document: dict[str, list[int]] = {}
        for number, row in enumerate(inside):
            of_document.setdefault(row[5], []).append(number)
        lone = [number for number, row in enumerate(inside) if row[6]]
        capped = False
        for number, (_, _, _, own, claim, document, alone, timed, met) in enumerate(inside):
            if not own:
                continue
            later = {n for other in met for n in of_document.get(other, ()) if n > number}
            if alone:
                first = bisect_right(lone, number)
                later.update(lone[first : first + most.met + 1])
            meets: Sequence[int] = [n for n in later if not (timed and inside[n][7])]
            if len(meets) > most.met:
                capped = True
                meets = sorted(meets)[: most.neighbours]
            for n in meets:
                yield (None, claim, document, inside[n][4], inside[n][5])
        if capped:
            yield (key, "", "", "", "")
