"""What an article shows of its event, as the archive keeps it: its words as numbers, so that thousands are looked
through at once.

A number is the check sum of a word (CRC-32): two words seldom share one, and then an article too many is looked at,
whose own words decide.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

from msgspec.structs import replace

from consistency.align.stories import Article, article
from consistency.errors import InputError
from consistency.packs.ruleset import Packs
from consistency.pipeline import Extraction

# The day, then how many towns, other known places and subjects, others of the setting, figures, names, sounds follow.
_HEAD = struct.Struct("<7I")
# Between the language and the countries.
_SEP = "\x1f"


def evidence(extraction: Extraction, packs: Packs) -> Article:
    """What the article shows of its event; of one without claims nothing, which nothing is held against."""
    if extraction.claims:
        return article(extraction.claims, packs)
    empty = frozenset[str]()
    document = extraction.document
    day = document.published.day.toordinal() if document.published else None
    return Article(
        document.id, day, document.language, empty, empty, empty, empty, empty, empty, empty, frozenset()
    )


def in_numbers(told: Article) -> Article:
    """The same with numbers for words, as `unpack` gives others."""
    return replace(
        told,
        names=_numbers(told.names),
        sounds=_numbers(told.sounds),
        figures=_numbers(told.figures),
        setting=_numbers(told.setting),
        known=_numbers(told.known),
        towns=_numbers(told.towns),
    )


def pack(told: Article) -> bytes:
    """An article's evidence as bytes, four for each word. The same evidence gives the same bytes."""
    parts = [
        sorted(_numbers(words))
        for words in (
            told.towns,
            told.known - told.towns,
            told.setting - told.known,
            told.figures,
            told.names,
            told.sounds,
        )
    ]
    numbers = [number for part in parts for number in part]
    head = _HEAD.pack(told.day or 0, *map(len, parts))
    tail = _SEP.join([told.language, *sorted(told.where)])
    return head + struct.pack(f"<{len(numbers)}I", *numbers) + tail.encode("utf-8", "surrogatepass")


def unpack(content: bytes, place: str, beside: str) -> Article:
    """What `pack` wrote, in numbers; without the id and the times of its tolls. Raises: InputError, at `place`.

    beside: the language of the article that it is held against; in that language the sounds of names are not asked.
    """
    try:
        day, towns, known, setting, figures, names, sounds = _HEAD.unpack_from(content)
        known += towns
        setting += known
        figures += setting
        names += figures
        sounds += names
        numbers = struct.unpack_from(f"<{sounds}I", content, _HEAD.size)
        language, *where = content[_HEAD.size + 4 * sounds :].decode("utf-8", "surrogatepass").split(_SEP)
    except (ValueError, struct.error, OverflowError, MemoryError):
        raise InputError(
            "holds no evidence of an article", place=place, advice="run: archive verify"
        ) from None
    return Article(
        "",
        day or None,
        language,
        frozenset(numbers[figures:names]),
        frozenset(() if language == beside else numbers[names:]),
        frozenset(numbers[setting:figures]),
        frozenset(numbers[:setting]),
        frozenset(numbers[:known]),
        frozenset(numbers[:towns]),
        frozenset(where),
        frozenset(),
    )


def _numbers(words: Iterable[str | int]) -> frozenset[int]:
    return frozenset([_number(word) for word in words])


@lru_cache(maxsize=100_000)
def _number(word: str | int) -> int:
    return word if isinstance(word, int) else crc32(word.encode("utf-8", "surrogatepass"))
