"""Which articles may tell of one event: those of one country that share names, towns or those who act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from consistency.align.keys import FORTNIGHT, countries, is_toll, season_of
from consistency.model.claim import Claim
from consistency.packs.ruleset import Packs

# Kinds of place that are small enough to tell events apart.
_TOWNS = frozenset({"city", "capital", "town", "province", "area", "site"})
_PLACE = "place:"
_SUBJECT = "subject:"
# Those who report, rather than act, begin with this after `subject:`.
_AGENCY = "subject:agency:"


# Ends the figures that are durations or ages, which are told of anything.
_TIME = " time"

# Words and ids, or numbers that stand for them.
Words: TypeAlias = frozenset[str | int]


class Article(Struct, frozen=True):
    """What of one article can show that it tells of the same event as another.

    names: words that no pack knows; sounds: these free of script. figures: of two digits or more, without durations; a
    figure that two articles share tells of one event as a name does. setting: ids of places, subjects and events.
    towns: the places of the setting smaller than a country; known: these and its subjects, without news agencies.
    where: the countries it speaks of. seasons: of the times of its tolls.
    """

    id: str
    day: int | None
    language: str
    names: Words
    sounds: Words
    figures: Words
    setting: Words
    known: Words
    towns: Words
    where: frozenset[str]
    seasons: frozenset[int]


class Enough(Struct, frozen=True):
    """One way to share enough: see `rules/alignment/stories.yaml`.

    of_names, of_setting: parts in a hundred. days: None for articles of any days.
    """

    names: int
    towns: int
    known: int
    of_names: int
    of_setting: int
    days: int | None


class Measures(Struct, frozen=True):
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
        figures=frozenset(figure for figure in first.figures if not figure.endswith(_TIME)),
        setting=setting,
        known=towns | actors,
        towns=towns,
        where=frozenset[str]().union(*(countries(c, packs) for c in claims)),
        seasons=frozenset(s for s in seasons if s is not None),
    )


def may_meet(a: Article, b: Article, packs: Packs) -> bool:
    """Whether two articles may tell of one event. Shape: symmetric; the order of the articles does not matter."""
    told = measures(packs)
    little = told.little
    for one in (a, b):
        if len(one.names) < little.names and len(one.known) < little.known:
            return True
    if a.where and b.where and a.where.isdisjoint(b.where):
        return _share(a, b, told.apart)
    if (a.towns and b.towns and a.towns.isdisjoint(b.towns)) or (
        a.known and b.known and a.known.isdisjoint(b.known)
    ):
        return _share(a, b, told.elsewhere)
    return _share(a, b, told.enough)


def _share(a: Article, b: Article, ways: tuple[Enough, ...]) -> bool:
    one, two = (a.names, b.names) if a.language == b.language else (a.sounds, b.sounds)
    names, known = len(one & two) + len(a.figures & b.figures), len(a.known & b.known)
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


def shelves_of(item: Article) -> set[str]:
    """The keys under which an article is looked for: countries, these with the times of its tolls, fortnights."""
    shelves = set(item.where)
    shelves |= {f"{c}@{s}" for c in item.where for season in item.seasons for s in (season, season + 1)}
    fortnights = ("",) if item.day is None else (item.day // FORTNIGHT, item.day // FORTNIGHT + 1)
    return shelves | {f"@{fortnight}" for fortnight in fortnights}


def measures(packs: Packs) -> Measures:
    """The ways to share enough, of `rules/alignment/stories.yaml`."""
    memo = packs.memo("articles of one event")
    if not memo:
        table = packs.table("alignment")["stories"]
        enough, apart, elsewhere = (
            tuple(_enough(row) for row in table[name]) for name in ("enough", "apart", "elsewhere")
        )
        memo["all"] = Measures(enough, apart, elsewhere, _enough(table["little"]))
    told: Measures = memo["all"]
    return told


def _enough(row: Mapping[str, str]) -> Enough:
    return Enough(
        names=int(row.get("names", 0)),
        towns=int(row.get("towns", 0)),
        known=int(row.get("known", 0)),
        of_names=int(row.get("part-of-names", 0)),
        of_setting=int(row.get("part-of-setting", 0)),
        days=int(row["days"]) if "days" in row else None,
    )
