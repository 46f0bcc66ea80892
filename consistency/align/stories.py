"""Which articles may tell of one event: those of one country that share names, towns or those who act."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consistency.align.keys import FORTNIGHT, countries, is_toll, season_of
from consistency.model.claim import Claim
from consistency.packs.ruleset import Packs

# Articles of one country up to which each is held against each; of more, an article is held against so many that
# were published after it, and the country is reported.
MOST_ARTICLES = 1000
NEXT_ARTICLES = 400
# Kinds of place that are small enough to tell events apart.
_TOWNS = frozenset({"city", "capital", "town", "province", "area", "site"})
_PLACE = "place:"
_SUBJECT = "subject:"
# Those who report, rather than act, begin with this after `subject:`.
_AGENCY = "subject:agency:"


@dataclass(frozen=True, slots=True)
class Article:
    """What of one article can show that it tells of the same event as another.

    names: words that no pack knows; sounds: these free of script. setting: ids of places, subjects and events.
    towns: the places of the setting smaller than a country; known: these and its subjects, without news agencies.
    where: the countries it speaks of. seasons: of the times of its tolls.
    """

    id: str
    day: int | None
    language: str
    names: frozenset[str]
    sounds: frozenset[str]
    setting: frozenset[str]
    known: frozenset[str]
    towns: frozenset[str]
    where: frozenset[str]
    seasons: frozenset[int]


@dataclass(frozen=True, slots=True)
class Enough:
    """One way to share enough: see `rules/alignment/stories.yaml`.

    of_names, of_setting: parts in a hundred. days: None for articles of any days.
    """

    names: int
    towns: int
    known: int
    of_names: int
    of_setting: int
    days: int | None


@dataclass(frozen=True, slots=True)
class Measures:
    """Ways to share enough: in general, with no country in common, in other towns. little: of one article."""

    enough: tuple[Enough, ...]
    apart: tuple[Enough, ...]
    elsewhere: tuple[Enough, ...]
    little: Enough


def article(claims: Sequence[Claim], packs: Packs) -> Article:
    """What the claims of one article tell of it. claims: at least one."""
    first = claims[0]
    published = first.provenance.published
    setting = frozenset[str]().union(*{c.setting for c in claims})
    places = packs.table("places")
    towns = frozenset(
        i
        for i in setting
        if i.startswith(_PLACE) and places.get(i.removeprefix(_PLACE), {}).get("kind") in _TOWNS
    )
    actors = {i for i in setting if i.startswith(_SUBJECT) and not i.startswith(_AGENCY)}
    seasons = (season_of(c) for c in claims if c.quantity is not None and is_toll(c, packs))
    return Article(
        id=first.document,
        day=published.day.toordinal() if published else None,
        language=first.provenance.language,
        names=frozenset[str]().union(*{c.names for c in claims}),
        sounds=frozenset[str]().union(*{c.name_sounds for c in claims}),
        setting=setting,
        known=towns | actors,
        towns=towns,
        where=frozenset[str]().union(*(countries(c, packs) for c in claims)),
        seasons=frozenset(s for s in seasons if s is not None),
    )


def may_meet(a: Article, b: Article, packs: Packs) -> bool:
    """Whether two articles may tell of one event. Shape: symmetric; the order of the articles does not matter."""
    measures = _measures(packs)
    little = measures.little
    for one in (a, b):
        if len(one.names) < little.names and len(one.known) < little.known:
            return True
    if a.where and b.where and a.where.isdisjoint(b.where):
        return _share(a, b, measures.apart)
    if (a.towns and b.towns and a.towns.isdisjoint(b.towns)) or (
        a.known and b.known and a.known.isdisjoint(b.known)
    ):
        return _share(a, b, measures.elsewhere)
    return _share(a, b, measures.enough)


def _share(a: Article, b: Article, ways: tuple[Enough, ...]) -> bool:
    one, two = (a.names, b.names) if a.language == b.language else (a.sounds, b.sounds)
    names, known = len(one & two), len(a.known & b.known)
    if not names and not known:
        return False
    of_names = min(len(one), len(two))
    towns, setting = len(a.towns & b.towns), len(a.setting & b.setting)
    of_setting = min(len(a.setting), len(b.setting))
    for way in ways:
        if names < way.names or known < way.known or towns < way.towns:
            continue
        if names * 100 < way.of_names * of_names or setting * 100 < way.of_setting * of_setting:
            continue
        if way.days is None or (a.day is not None and b.day is not None and abs(a.day - b.day) <= way.days):
            return True
    return False


def partners(
    articles: Iterable[Article], packs: Packs
) -> tuple[dict[str, frozenset[str]], tuple[tuple[str, int], ...]]:
    """By article, those that may tell of the same event, itself included; and shelves too large to look at whole.

    Articles are held against each other that name one country, or were published within about a fortnight.
    """
    in_time = sorted(articles, key=lambda x: (x.day or 0, x.id))
    shelves: dict[str, list[int]] = {}
    for number, item in enumerate(in_time):
        for shelf in shelves_of(item):
            shelves.setdefault(shelf, []).append(number)
    found: list[set[str]] = [{item.id} for item in in_time]
    for number, a in enumerate(in_time):
        later: set[int] = set()
        for shelf in shelves_of(a):
            inside = shelves[shelf]
            first = bisect_right(inside, number)
            reach = None if len(inside) <= MOST_ARTICLES else first + NEXT_ARTICLES
            later.update(inside[first:reach])
        for other in later:
            b = in_time[other]
            if may_meet(a, b, packs):
                found[number].add(b.id)
                found[other].add(a.id)
    capped = tuple(sorted((s, len(inside)) for s, inside in shelves.items() if len(inside) > MOST_ARTICLES))
    return {item.id: frozenset(met) for item, met in zip(in_time, found, strict=True)}, capped


def shelves_of(item: Article) -> set[str]:
    """The keys under which an article is looked for: countries, these with the times of its tolls, fortnights."""
    shelves = set(item.where)
    shelves |= {f"{c}@{s}" for c in item.where for season in item.seasons for s in (season, season + 1)}
    fortnights = ("",) if item.day is None else (item.day // FORTNIGHT, item.day // FORTNIGHT + 1)
    return shelves | {f"@{fortnight}" for fortnight in fortnights}


def _measures(packs: Packs) -> Measures:
    memo = packs.memo("articles of one event")
    if not memo:
        table = packs.table("alignment")["stories"]
        enough, apart, elsewhere = (
            tuple(_enough(row) for row in table[name]) for name in ("enough", "apart", "elsewhere")
        )
        memo["all"] = Measures(enough, apart, elsewhere, _enough(table["little"]))
    measures: Measures = memo["all"]
    return measures


def _enough(row: Mapping[str, str]) -> Enough:
    return Enough(
        names=int(row.get("names", 0)),
        towns=int(row.get("towns", 0)),
        known=int(row.get("known", 0)),
        of_names=int(row.get("part-of-names", 0)),
        of_setting=int(row.get("part-of-setting", 0)),
        days=int(row["days"]) if "days" in row else None,
    )
