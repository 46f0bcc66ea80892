"""Which of many articles may tell of one event: `may_meet` of every two that share a shelf, without asking each two.

An article is held against all later ones of its shelf at once. Each later one is a bit, a name (a town, a subject)
the number whose bits are the articles that have it, and "shares at least three names" a number again: the time
does not depend on how many articles have a name in common.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import or_

from msgspec import Struct

from consistency.align.closest import Near, closest, closest_to, near
from consistency.align.numbered import Row, Rows
from consistency.align.stories import Article, Enough, Measures, measures
from consistency.packs.ruleset import Packs

# Articles of one country up to which each is held against each; of more, an article is held against so many that
# were published after it, and the country is reported.
MOST_ARTICLES = 1000
NEXT_ARTICLES = 400

# When so many have been found for an article, all but the closest are let go: memory grows with the articles alone.
_MOST_FOUND = 256
# Articles whose partners' names are held.
_AT_HAND = 4096

# By article, those that may tell of the same event, of many those that share most with it.
Partners = Mapping[str, frozenset[str]]
# Shelves too large to look at whole; under no name, the articles that have more partners than they are held against.
Crowded = tuple[tuple[str, int], ...]


def partners(articles: Iterable[Article], packs: Packs) -> tuple[Partners, Crowded]:
    """By article, those that may tell of the same event, itself included; and what was too large to look at whole."""
    ids, kept, crowded = held_against(articles, packs)
    return Met(ids, kept), crowded


def held_against(articles: Iterable[Article], packs: Packs) -> tuple[list[str], list[array[int]], Crowded]:
    """The articles' ids in the order of publication; by place among these, the places of those that `partners` tells;
    and what was too large to look at whole.

    Articles are held against each other that name one country, or were published within about a fortnight.
    Time: grows with the articles on each shelf, in steps of some hundred at once.
    """
    rows = Rows(articles)
    shelves = rows.on_shelves()
    found = [array("I") for _ in range(len(rows))]
    thinned: set[int] = set()
    for shelf, inside in shelves.items():
        country, at, _ = shelf.partition("@")
        if at and country and len(shelves[country]) <= MOST_ARTICLES:
            continue  # what a season of a country holds, its whole shelf holds
        whole = len(inside) <= MOST_ARTICLES
        step, reach = (len(inside), len(inside)) if whole else (NEXT_ARTICLES, NEXT_ARTICLES)
        for first in range(0, len(inside), step):
            some = inside[first : first + step + reach]
            _hold(rows, some, step, reach, measures(packs), found)
            thinned |= _thin(rows, some, found)
    capped = [(s, len(inside)) for s, inside in shelves.items() if len(inside) > MOST_ARTICLES]
    kept, left_out = closest(rows, _given_up(found))
    many = sum(some or place in thinned for place, some in enumerate(left_out))
    return rows.ids, kept, tuple(sorted([*capped, ("", many)] if many else capped))


def _thin(rows: Rows, places: Iterable[int], found: list[array[int]]) -> set[int]:
    """Let go of what was found and is not among the closest. Returns: of which articles some were let go."""
    thinned = set()
    for place in places:
        if len(found[place]) > _MOST_FOUND:
            chosen, whole = closest_to(rows, place, found[place])
            found[place] = array("I", chosen)
            if not whole:
                thinned.add(place)
    return thinned


def _given_up(found: list[array[int]]) -> Iterator[array[int]]:
    """What was found, of which nothing is held once it has been given."""
    found.reverse()
    while found:
        yield found.pop()


def on_one_shelf(articles: Iterable[Article], own: int, reach: int, packs: Packs) -> list[Near]:
    """The pairs that `partners` finds on a part of a shelf, before it keeps the closest: the first `own` articles (in
    the order of publication), each held against at most `reach` after it."""
    rows = Rows(articles)
    found = [array("I") for _ in range(len(rows))]
    _hold(rows, range(len(rows)), own, reach, measures(packs), found)
    return sorted(near(rows, a, b) for a, met in enumerate(found) for b in met if a < b)


def _hold(
    rows: Rows,
    numbers: Sequence[int],
    step: int,
    reach: int,
    told: Measures,
    found: list[array[int]],
) -> None:
    """Hold the first `step` of the numbered articles against those after them, at most `reach`."""
    shelf = _Shelf([rows[number] for number in numbers], told)
    for place in reversed(range(len(numbers))):
        if place < step:
            own = found[numbers[place]]
            for other in _bits(shelf.met(place, reach)):
                own.append(numbers[other])
                found[numbers[other]].append(numbers[place])
        shelf.put(place)


class Met(Mapping[str, frozenset[str]]):
    """Partners as numbers of articles: a set of names is made when it is asked for."""

    def __init__(self, ids: Sequence[str], found: Sequence[array[int]]) -> None:
        """found: by article, its partners' places among the ids, its own too."""
        self._ids = ids
        self._places = {ident: place for place, ident in enumerate(ids)}
        self._found = found
        self._names = lru_cache(maxsize=_AT_HAND)(self._named)

    def __getitem__(self, ident: str) -> frozenset[str]:
        return self._names(self._places[ident])

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def _named(self, place: int) -> frozenset[str]:
        return frozenset(map(self._ids.__getitem__, self._found[place]))


class _Sharing:
    """What articles have of one kind of thing. sizes: how many of it each of them has."""

    def __init__(self, sizes: Iterable[int]) -> None:
        self._having: dict[int, int] = {}
        of_size: dict[int, int] = {}
        for place, size in enumerate(sizes):
            of_size[size] = of_size.get(size, 0) | 1 << place
        by_size = (of_size.get(size, 0) for size in range(max(of_size) + 1))
        self._up_to: list[int] = list(accumulate(by_size, or_))

    def put(self, things: Iterable[int], bit: int) -> None:
        having = self._having
        for thing in things:
            having[thing] = having.get(thing, 0) | bit

    def any(self, things: Iterable[int]) -> int:
        """The articles that share something of these."""
        shared = 0
        for thing in things:
            shared |= self._having.get(thing, 0)
        return shared

    def shared(self, things: Iterable[int]) -> list[int]:
        """The articles that share at least one of these things, at least two, and so on."""
        least: list[int] = []
        for thing in things:
            more = self._having.get(thing, 0)
            for count, before in enumerate(least):
                if not more:
                    break
                least[count] = before | more
                more &= before
            if more:
                least.append(more)
        return least

    def up_to(self, size: int) -> int:
        """The articles that have no more than so many things."""
        return self._up_to[min(size, len(self._up_to) - 1)]


class _Held(Struct, frozen=True):
    """How much later articles share with one. at_least: of each kind, by how many; sizes: of the article itself."""

    names: list[int]
    named: _Sharing
    name_count: int
    known: list[int]
    towns: list[int]
    setting: list[int]
    setting_count: int


class _Shelf:
    """Articles in the order of publication, of which the later ones have been put in already."""

    def __init__(self, rows: Sequence[Row], told: Measures) -> None:
        self._rows = rows
        self._told = told
        self._later = 0
        self._names = _Sharing(len(row.names) for row in rows)
        self._sounds = _Sharing(len(row.sounds) for row in rows)
        self._setting = _Sharing(len(row.setting) for row in rows)
        self._known = _Sharing(len(row.known) for row in rows)
        self._towns = _Sharing(len(row.towns) for row in rows)
        self._where = _Sharing(len(row.where) for row in rows)
        self._speaking: dict[str, int] = {}
        for place, row in enumerate(rows):
            self._speaking[row.language] = self._speaking.get(row.language, 0) | 1 << place
        self._days = [row.day or 0 for row in rows]
        self._little = sum(1 << place for place, row in enumerate(rows) if self._tells_little(row))

    def put(self, place: int) -> None:
        """Put in the article of a place, when all later ones are in."""
        row, bit = self._rows[place], 1 << place
        self._later |= bit
        self._names.put((*row.names, *row.figures), bit)
        self._sounds.put((*row.sounds, *row.figures), bit)
        self._setting.put(row.setting, bit)
        self._known.put(row.known, bit)
        self._towns.put(row.towns, bit)
        self._where.put(row.where, bit)

    def met(self, place: int, reach: int) -> int:
        """The articles, of the `reach` next ones, that may tell of the same event as the one of a place."""
        row = self._rows[place]
        near = self._later & ((1 << place + 1 + reach) - 1)
        if self._tells_little(row):
            return near
        known, towns = self._known.shared(row.known), self._towns.shared(row.towns)
        apart = near & ~self._where.any(row.where) & ~self._where.up_to(0) if row.where else 0
        elsewhere = 0
        if row.towns:
            elsewhere |= near & ~_least(towns, 1, 0) & ~self._towns.up_to(0)
        if row.known:
            elsewhere |= near & ~_least(known, 1, 0) & ~self._known.up_to(0)
        setting = self._setting.shared(row.setting)
        same = near & self._speaking[row.language]
        met = near & self._little
        for among, named, own in ((same, self._names, row.names), (near & ~same, self._sounds, row.sounds)):
            if not among:
                continue
            held = _Held(
                named.shared((*own, *row.figures)), named, len(own), known, towns, setting, len(row.setting)
            )
            met |= self._share(among & apart, row, held, self._told.apart)
            met |= self._share(among & elsewhere & ~apart, row, held, self._told.elsewhere)
            met |= self._share(among & ~elsewhere & ~apart, row, held, self._told.enough)
        return met

    def _share(self, among: int, row: Row, held: _Held, ways: Iterable[Enough]) -> int:
        """Which of some articles share enough in one of the ways."""
        among &= _least(held.names, 1, 0) | _least(held.known, 1, 0)
        met = 0
        for way in ways:
            if not among:
                break
            left = among & _least(held.names, way.names, among) & _least(held.known, way.known, among)
            left &= _least(held.towns, way.towns, among)
            if left and way.days is not None:
                left &= self._within(row.day, way.days)
            if left:
                left &= _part(held.names, held.named, held.name_count, way.of_names, left)
            if left:
                left &= _part(held.setting, self._setting, held.setting_count, way.of_setting, left)
            met |= left
            among &= ~left
        return met

    def _within(self, day: int | None, days: int) -> int:
        """The articles published no more than so many days after a day."""
        return (1 << bisect_right(self._days, day + days)) - 1 if day is not None else 0

    def _tells_little(self, row: Row) -> bool:
        little = self._told.little
        return len(row.names) < little.names and len(row.known) < little.known


def _least(shared: Sequence[int], count: int, everything: int) -> int:
    """The articles that share at least so many things."""
    if count == 0:
        return everything
    return shared[count - 1] if count <= len(shared) else 0


def _part(shared: Sequence[int], sharing: _Sharing, own: int, percent: int, everything: int) -> int:
    """The articles that share so many in a hundred of what the one has that has less."""
    needed = -(-percent * own // 100)
    part = _least(shared, needed, everything)
    for count in range(min(needed, len(shared) + 1)):
        part |= _least(shared, count, everything) & sharing.up_to(100 * count // percent)
    return part


def _bits(number: int) -> Iterable[int]:
    """The places of the bits of a number."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
