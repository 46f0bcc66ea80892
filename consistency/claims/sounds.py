"""Names by their consonants, so that a name meets itself in another script: Okura, أوكورا."""

from __future__ import annotations

from collections.abc import Mapping

# Letters of the longest spelling of one consonant ("tsch" is written in no pack).
_LONGEST = 2


def skeleton(word: str, table: Mapping[str, str]) -> str:
    """The consonants of a word; vowels and doubled consonants are left out, as Arabic writes neither."""
    written: list[str] = []
    index = 0
    while index < len(word):
        for size in range(_LONGEST, 0, -1):
            sound = table.get(word[index : index + size])
            if sound is not None:
                break
        if sound and (not written or written[-1] != sound):
            written.append(sound)
        index += size
    return "".join(written)
