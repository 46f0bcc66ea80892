"""Names by their consonants, so that a name meets itself in another script: Okura, أوكورا."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from consistency.claims.scene import Clause, Scene
from consistency.model.tokens import Speller
from consistency.packs.memo import Memo

# Fewer consonants are no name's own.
_FEWEST = 3
# Letters of the longest spelling of one consonant ("tsch" is written in no pack).
_LONGEST = 2


def sounds(scene: Scene, bounds: Clause) -> frozenset[str]:
    """The consonants of each name between two tokens, as the pack's `sounds` write them; spellings fall together.

    A name is a word that no pack knows and that is not common, where the script has capitals one that begins with one.
    """
    known = scene.sounds.get(bounds)
    if known is None:
        found = set(map(_sounding(scene).__getitem__, scene.unknown(bounds.first, bounds.last)))
        found.discard("")
        known = scene.sounds[bounds] = frozenset(found)
    return known


def _sounding(scene: Scene) -> Memo[str]:
    lexicon, memos = scene.tokens.lexicon, scene.packs.memo("sounds of names")
    if lexicon.language not in memos:
        cased, table = bool(scene.language.get("capitals")), scene.language.get("sounds") or {}
        memos[lexicon.language] = Memo(partial(_sound, lexicon, cased, table))
    found: Memo[str] = memos[lexicon.language]
    return found


def _sound(lexicon: Speller, cased: bool, table: Mapping[str, str], word: str) -> str:
    """A name's consonants; "" for what is none, or has too few."""
    if (cased and not word[0].isupper()) or lexicon.is_common(word):
        return ""
    told = skeleton(lexicon.canonical(word), table)
    return told if len(told) >= _FEWEST else ""


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
