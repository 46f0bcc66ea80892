"""Articles in the order of publication, with numbers for what they could share: quicker to hold against each other."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from msgspec import Struct

from consistency.align.stories import Article, shelves_of


class Row(Struct, frozen=True):
    """An article as `Article` has it, words and ids as numbers."""

    id: str
    day: int | None
    language: str
    names: array[int]
    sounds: array[int]
    setting: array[int]
    known: array[int]
    towns: array[int]
    where: array[int]
    shelves: tuple[str, ...]


def numbered(articles: Iterable[Article]) -> list[Row]:
    """The articles in the order of publication."""
    known: dict[str | int, int] = {}
    names: dict[str, str] = {}  # each shelf's name once

    def numbers(words: Iterable[str | int]) -> array[int]:
        return array("I", [known.setdefault(word, len(known)) for word in words])

    rows = (
        Row(
            id=item.id,
            day=item.day,
            language=item.language,
            names=numbers(item.names),
            sounds=numbers(item.sounds),
            setting=numbers(item.setting),
            known=numbers(item.known),
            towns=numbers(item.towns),
            where=numbers(item.where),
            shelves=tuple([names.setdefault(shelf, shelf) for shelf in sorted(shelves_of(item))]),
        )
        for item in articles
    )
    return sorted(rows, key=lambda row: (row.day or 0, row.id))
