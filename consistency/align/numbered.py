"""Articles in the order of publication, with numbers for what they could share: quicker to hold against each other."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import TypeVar

from msgspec import Struct

from consistency.align.stories import Article, shelves_of

Thing = TypeVar("Thing")


class Row(Struct, frozen=True):
    """An article as `Article` has it, words and ids as numbers."""

    id: str
    day: int | None
    language: str
    names: array[int]
    sounds: array[int]
    figures: array[int]
    setting: array[int]
    known: array[int]
    towns: array[int]
    where: array[int]


# What of rows lies in one long array, in this order; the shelves come last.
_PARTS = Row.__struct_fields__[3:]
_NAMES, _SOUNDS, _FIGURES, _KNOWN = map(_PARTS.index, ("names", "sounds", "figures", "known"))
_SHELVES = len(_PARTS)


class Rows:
    """Articles by their places in the order of publication: some 500 bytes each. Rows are made when asked for."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.ids: list[str] = []
        self.days: list[int | None] = []
        self.languages: list[str] = []
        self._told, self._ends = array("I"), array("Q", [0])
        self._shelves: dict[str, int] = {}
        words: dict[str | int, int] = {}
        for item in articles:
            self.ids.append(item.id)
            self.days.append(item.day)
            self.languages.append(item.language)
            for name in _PARTS:
                self._put(words, getattr(item, name))
            self._put(self._shelves, sorted(shelves_of(item)))
        del words
        self._in_turn = sorted(range(len(self.ids)), key=lambda at: (self.days[at] or 0, self.ids[at]))
        for column in (self.ids, self.days, self.languages):
            column[:] = map(column.__getitem__, self._in_turn)  # type: ignore[arg-type]

    def _put(self, known: dict[Thing, int], things: Iterable[Thing]) -> None:
        self._told.extend([known.setdefault(thing, len(known)) for thing in things])
        self._ends.append(len(self._told))

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, place: int) -> Row:
        parts = [self._part(place, part) for part in range(len(_PARTS))]
        return Row(self.ids[place], self.days[place], self.languages[place], *parts)

    def shareable(self, place: int, *, alike: bool) -> frozenset[int]:
        """What an article can share with one of its language (else with another): names, figures, the known."""
        parts = (_NAMES if alike else _SOUNDS, _FIGURES, _KNOWN)
        return frozenset().union(*(self._part(place, part) for part in parts))

    def on_shelves(self) -> dict[str, array[int]]:
        """The places of the articles of each shelf."""
        shelves = {name: array("I") for name in self._shelves}
        by_number = list(shelves.values())
        for place in range(len(self)):
            for number in self._part(place, _SHELVES):
                by_number[number].append(place)
        return shelves

    def _part(self, place: int, part: int) -> array[int]:
        at = self._in_turn[place] * (len(_PARTS) + 1) + part
        return self._told[self._ends[at] : self._ends[at + 1]]
