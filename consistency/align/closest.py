"""Of the many articles that may tell of one event, those that an article is held against: the ones that share most."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from typing import NamedTuple

from consistency.align.numbered import Rows

# So many articles of each language one is held against, for its own and for theirs: in a place that is in the news
# every day, thousands share its name. Of 2,000 generated articles, five on an event, it loses one of 8,000 pairs of
# one event; with half as many, articles on an event of which two hundred tell fall into several groups.
MOST_PARTNERS = 16


class Near(NamedTuple):
    """Two articles that may tell of one event. shared: names, figures, towns and subjects; apart: days."""

    a: str
    b: str
    a_language: str
    b_language: str
    shared: int
    apart: int


def closest(rows: Rows, found: Iterable[Iterable[int]]) -> tuple[list[array[int]], list[bool]]:
    """By article, its own place and those it is held against; and whether some were left out of its closest.

    found: by article, the places of those that may tell of the same event, in any order, each once or several times.
    Two articles are held against each other if either is among the closest of the other.
    Method: blocking by nearest neighbours (Papadakis and others, 2020, call it cardinality-based pruning).
    """
    kept = [array("I", [place]) for place in range(len(rows))]
    crowded = []
    for place, met in enumerate(found):
        chosen, whole = closest_to(rows, place, met)
        crowded.append(not whole)
        kept[place].extend(chosen)
        for other in chosen:
            kept[other].append(place)
    for place, some in enumerate(kept):
        kept[place] = array("I", sorted({*some}))
    return kept, crowded


def closest_to(rows: Rows, place: int, met: Iterable[int]) -> tuple[list[int], bool]:
    """Of the articles that an article may meet those of each language that share most with it, and whether these
    are all. What is left out of some of them is left out of all: the closest can be chosen bit by bit."""
    by_language: dict[str, list[int]] = {}
    for other in {*met} - {place}:
        by_language.setdefault(rows.languages[other], []).append(other)
    chosen: list[int] = []
    whole = True
    for others in by_language.values():
        few = len(others) <= MOST_PARTNERS
        chosen += others if few else _closest_of(rows, place, others)
        whole = whole and few
    return chosen, whole


def _closest_of(rows: Rows, place: int, others: Sequence[int]) -> list[int]:
    """others: articles of one language."""
    alike = rows.languages[others[0]] == rows.languages[place]
    own = rows.shareable(place, alike=alike)

    def farness(other: int) -> tuple[int, int, str]:
        shared = len(own & rows.shareable(other, alike=alike))
        return -shared, _apart(rows, place, other), rows.ids[other]

    return nsmallest(MOST_PARTNERS, others, key=farness)


def near(rows: Rows, a: int, b: int) -> Near:
    """What `closest` looks at, of two articles; the lesser id first."""
    x, y = sorted((a, b), key=rows.ids.__getitem__)
    alike = rows.languages[x] == rows.languages[y]
    shared = len(rows.shareable(x, alike=alike) & rows.shareable(y, alike=alike))
    return Near(rows.ids[x], rows.ids[y], rows.languages[x], rows.languages[y], shared, _apart(rows, x, y))


def _apart(rows: Rows, x: int, y: int) -> int:
    return abs((rows.days[x] or 0) - (rows.days[y] or 0))
