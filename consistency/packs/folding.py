"""Spelling folded for look-up only: the text itself, and every span into it, stays as it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from msgspec import Struct

# Marks that carry no letter: Arabic vowel signs, tatweel, joiners, bidirectional controls, byte order mark.
DROPPED = frozenset(
    chr(code)
    for first, last in (
        (0x0610, 0x061A),
        (0x061C, 0x061C),
        (0x0640, 0x0640),
        (0x064B, 0x065F),
        (0x0670, 0x0670),
        (0x06D6, 0x06DC),
        (0x06DF, 0x06E8),
        (0x06EA, 0x06ED),
        (0x200B, 0x200F),
        (0x202A, 0x202E),
        (0x2066, 0x2069),
        (0xFEFF, 0xFEFF),
    )
    for code in range(first, last + 1)
)

_ACCENTED = re.compile("[\u00c0-\u024f]")
# Presentation forms and whatever else stands beyond the letters of the common scripts.
_PRESENTED = re.compile("[\ufb50-\U0010ffff]")

DIGITS = {chr(zero + value): str(value) for zero in (0x0660, 0x06F0) for value in range(10)}


class Folding(Struct, frozen=True):
    """How a language's spellings are made one. table: for str.translate, letters to letters or to nothing."""

    table: Mapping[int, str | None]

    @classmethod
    def of(cls, letters: Mapping[str, str]) -> Folding:
        table: dict[int, str | None] = {ord(mark): None for mark in DROPPED}
        table.update({ord(digit): value for digit, value in DIGITS.items()})
        table[0x2019] = "'"
        table.update({ord(letter): into for letter, into in letters.items()})
        return cls(table)

    def fold(self, surface: str) -> str:
        """The spelling under which a word is looked up: lower case, no marks, letters made one."""
        if surface.isascii():
            return surface.lower()
        if _PRESENTED.search(surface):
            surface = unicodedata.normalize("NFKC", surface)
        folded = surface.translate(self.table)
        if not folded.isascii() and _ACCENTED.search(folded):
            folded = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
        return folded.lower()

    def taken(self, surface: str, letters: int) -> int:
        """How many code points of the surface its first `letters` folded letters take, marks included."""
        used = count = 0
        for char in surface:
            if used >= letters and char not in DROPPED:
                break
            used += len(self.fold(char))
            count += 1
        return count
