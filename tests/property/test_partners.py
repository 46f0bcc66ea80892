"""Articles found at once are those that are found one by one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.align import closest
from consistency.align import partners as shelves
from consistency.align.partners import Partners, partners
from consistency.align.stories import Article, may_meet, shelves_of
from consistency.packs.cache import load_packs

PACKS = load_packs()


def some(prefix: str, kinds: int, most: int) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.integers(0, kinds).map(lambda number: f"{prefix}{number}"), max_size=most)


@st.composite
def article(draw: st.DrawFn, ident: str) -> Article:
    towns, known, rest = (
        draw(some("place:t", 3, 2)),
        draw(some("subject:s", 3, 3)),
        draw(some("event:e", 3, 3)),
    )
    return Article(
        id=ident,
        day=draw(st.none() | st.integers(700_000, 700_060)),
        language=draw(st.sampled_from(["ar", "en"])),
        names=draw(some("n", 25, 18)),
        sounds=draw(some("s", 15, 9)),
        figures=draw(some("f", 12, 5)),
        setting=towns | known | rest,
        known=towns | known,
        towns=towns,
        where=draw(some("C", 2, 2)),
        seasons=draw(st.frozensets(st.integers(1, 3), max_size=1)),
    )


def articles(most: int) -> st.SearchStrategy[list[Article]]:
    return st.integers(0, most).flatmap(
        lambda count: st.tuples(*(article(f"a{n}") for n in range(count))).map(list)
    )


def one_by_one(items: Iterable[Article]) -> Partners:
    in_time = sorted(items, key=lambda item: (item.day or 0, item.id))
    on_shelf: dict[str, list[int]] = {}
    for number, item in enumerate(in_time):
        for shelf in shelves_of(item):
            on_shelf.setdefault(shelf, []).append(number)
    found = {item.id: {item.id} for item in in_time}
    for number, item in enumerate(in_time):
        for shelf in shelves_of(item):
            inside = on_shelf[shelf]
            first = bisect_right(inside, number)
            whole = len(inside) <= shelves.MOST_ARTICLES
            for other in inside[first : None if whole else first + shelves.NEXT_ARTICLES]:
                if may_meet(item, in_time[other], PACKS):
                    found[item.id].add(in_time[other].id)
                    found[in_time[other].id].add(item.id)
    of_id = {item.id: item for item in in_time}
    near = {ident: closest_of(of_id[ident], [of_id[other] for other in met]) for ident, met in found.items()}
    return {
        ident: frozenset({ident, *(other for other in met if other in near[ident] or ident in near[other])})
        for ident, met in found.items()
    }


def closest_of(item: Article, met: Iterable[Article]) -> set[str]:
    """Of each language, those that share most with an article, then the nearest in time."""
    told: dict[str, list[tuple[int, int, str]]] = {}
    for other in met:
        named = item.names & other.names if item.language == other.language else item.sounds & other.sounds
        shared = len(named) + len(item.figures & other.figures) + len(item.known & other.known)
        apart = abs((item.day or 0) - (other.day or 0))
        if other is not item:
            told.setdefault(other.language, []).append((-shared, apart, other.id))
    return {ident for some in told.values() for _, _, ident in sorted(some)[: closest.MOST_PARTNERS]}


@settings(deadline=None)
@given(
    articles(14),
    st.sampled_from([(1000, 400), (6, 3), (3, 1)]),
    st.sampled_from([16, 2, 1]),
    st.sampled_from([256, 2]),
)
def test_all_at_once_as_one_by_one(
    items: Sequence[Article], limits: tuple[int, int], most: int, found: int
) -> None:
    with (
        patch.object(shelves, "MOST_ARTICLES", limits[0]),
        patch.object(shelves, "NEXT_ARTICLES", limits[1]),
        patch.object(closest, "MOST_PARTNERS", most),
        patch.object(shelves, "_MOST_FOUND", found),
    ):
        assert partners(items, PACKS)[0] == one_by_one(items) == partners(items[::-1], PACKS)[0]
