"""An archive that nobody wrote: articles on invented events, as various in places, people and words as news is.

Countries and their towns are in the news as often as their rank has it (Zipf); villages, streets and people have
invented names; each event is told by several articles in both languages, which share its figures, its people and
its places, and now and then give another figure. Events happen at a steady rate, so that a larger archive is a
longer one.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from msgspec import Struct

from consistency.packs.cache import load_packs
from consistency.packs.strict_yaml import read_yaml

LANGUAGES = ("ar", "en")
ARTICLES_AN_EVENT = 5
EVENTS_A_DAY = 6
# One in so many later articles gives another number of killed.
OTHER_FIGURE = 8
_FIRST_DAY = datetime(2022, 1, 3, 6, tzinfo=UTC)
_COUNTRIES = 60
# Of the words that an article is filled with, one event has so many of each list. Further names are drawn from so
# many, by their rank.
_OWN_WORDS = 5
_NAMES = 20_000
# Articles on one event: the largest bursts, and how steeply their number falls (Pareto's exponent; the mean is 5).
MOST_COPIES = 300
_TAIL = 1.15
_SLOT = re.compile(r"\{(\w+)\}")
_HUNDREDS = {"hurt": 3, "homes": 9, "families": 9, "held": 3, "missing": 1, "refugees": 9}
_MONTHS = {
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
    "en": "January February March April May June July August September October November December".split(),
}


class Press(Struct, frozen=True):
    """How news comes: events a day; from and up to how many sentences with figures, and plain ones, an article has.

    bursts: most events are told by few articles and some by hundreds (Pareto), rather than each by five.
    """

    events_a_day: int = EVENTS_A_DAY
    facts: tuple[int, int] = (4, 7)
    plain: tuple[int, int] = (26, 38)
    bursts: bool = False


USUAL = Press()


def stories(events: int, press: Press = USUAL) -> Iterator[dict[str, str]]:
    """Rows of JSON Lines: id, text, language, source, published. The same for the same number."""
    world = _World(events, press)
    for number in range(events):
        event = world.event()
        for copy in range(world.copies()):
            yield {
                "id": f"{number:05}-{copy}",
                "source": f"outlet {world.deal.randrange(40)}",
                **event.article(LANGUAGES[(number + copy) % 2], copy),
            }


class _World:
    """Countries with towns that the packs know, and syllables to name the rest with."""

    def __init__(self, seed: int, press: Press) -> None:
        self.press = press
        self.deal = random.Random(seed)
        self.told: Any = read_yaml(Path(__file__).parent / "events.yaml")
        self.packs = load_packs()
        towns: dict[str, list[str]] = {}
        for ident, row in sorted(self.packs.table("places").items()):
            if row["kind"] == "city":
                towns.setdefault(row["within"][-1], []).append(ident)
        largest = sorted(towns, key=lambda c: (-len(towns[c]), c))[:_COUNTRIES]
        self.deal.shuffle(largest)
        self._towns = {country: self.deal.sample(towns[country], len(towns[country])) for country in largest}
        self._ranks = list(accumulate(1 / (rank + 20) for rank in range(_NAMES)))
        self._names = [self.invented(3) for _ in range(_NAMES)]
        self._began = _FIRST_DAY

    def event(self) -> _Event:
        self._began += timedelta(minutes=self.deal.randrange(2 * 24 * 60 // self.press.events_a_day))
        country = self._by_rank(list(self._towns))
        return _Event(self, country, self._by_rank(self._towns[country]), self._began)

    def copies(self) -> int:
        """How many articles tell of the next event."""
        if not self.press.bursts:
            return ARTICLES_AN_EVENT
        return min(MOST_COPIES, int(self.deal.paretovariate(_TAIL)))

    def place(self, ident: str) -> dict[str, str]:
        return {language: self.packs.name("place", ident, language) for language in LANGUAGES}

    def invented(self, syllables: int) -> dict[str, str]:
        """A name nobody bears, in both scripts."""
        parts = self.deal.sample(self.told["syllables"], syllables)
        return {"ar": "".join(p[1] for p in parts), "en": "".join(p[0] for p in parts).capitalize()}

    def names(self, count: int) -> list[dict[str, str]]:
        """Names that stand beside an event's own, as often as their rank has it."""
        return self.deal.choices(self._names, cum_weights=self._ranks, k=count)

    def figure(self, slot: str) -> int:
        """A number that ends in 11 to 99, with its hundreds where there are so many of the counted."""
        return self.deal.randint(0, _HUNDREDS.get(slot, 0)) * 100 + self.deal.randint(11, 99)

    def _by_rank(self, ordered: Sequence[str]) -> str:
        return self.deal.choices(ordered, [1 / (rank + 1) for rank in range(len(ordered))])[0]


class _Event:
    """What happened, where, when and to how many; told by each article in its own way."""

    def __init__(self, world: _World, country: str, town: str, began: datetime) -> None:
        self._world = world
        self._began = began
        self._kind = world.deal.choice(sorted(world.told["en"]["kinds"]))
        self._named = {
            "town": world.place(town),
            "country": world.place(country),
            **{slot: world.invented(3) for slot in ("village", "street")},
            **{slot: _full_name(world) for slot in ("name", "other")},
        }
        self._words = {
            language: {
                slot: world.deal.sample(world.told[language][slot], _OWN_WORDS)
                for slot in ("did", "who", "what", "where")
            }
            for language in LANGUAGES
        }
        self._beside = world.names(6 * _OWN_WORDS)
        self._figures = {
            slot: world.figure(slot)
            for slot in ("killed", "hurt", "missing", "held", "homes", "trucks", "crews", "beds", "millions",
                         "percent", "families")
        }  # fmt: skip
        standing = random.Random(
            f"{country} {began.year} {began.month // 6}"
        )  # a figure holds for half a year
        self._figures |= {slot: standing.randint(11, 99) for slot in ("refugees", "troops", "price")}

    def article(self, language: str, copy: int) -> dict[str, str]:
        deal, told = self._world.deal, self._world.told[language]
        figures = dict(self._figures)
        if copy and deal.randrange(OTHER_FIGURE) == 0:
            figures["killed"] += 7
        rest = [
            *deal.sample(told["facts"], deal.randint(*self._world.press.facts)),
            *deal.sample(told["background"], deal.randint(0, 2)),
            *deal.choices(told["plain"], k=deal.randint(*self._world.press.plain)),
        ]
        deal.shuffle(rest)
        sentences = [
            self._fill(line, language, figures) for line in (deal.choice(told["kinds"][self._kind]), *rest)
        ]
        paragraphs = [sentences[0], *(" ".join(sentences[i : i + 3]) for i in range(1, len(sentences), 3))]
        published = self._began + timedelta(minutes=20 + 25 * copy)
        return {"language": language, "published": published.isoformat(), "text": "\n\n".join(paragraphs)}

    def _fill(self, line: str, language: str, figures: dict[str, int]) -> str:
        def word(slot: re.Match[str]) -> str:
            name = slot[1]
            if name in self._named:
                return self._named[name][language]
            if name in figures:
                return str(figures[name])
            if name == "day":
                return f"{self._began.day} {_MONTHS[language][self._began.month - 1]} {self._began.year}"
            if name.startswith("word"):
                return self._world.deal.choice([*self._beside, *self._world.names(30)])[language]
            return str(self._world.deal.choice(self._words[language][name.rstrip("2")]))

        return _SLOT.sub(word, line)


def _full_name(world: _World) -> dict[str, str]:
    first, last = world.invented(2), world.invented(3)
    return {language: f"{first[language]} {last[language]}" for language in LANGUAGES}
