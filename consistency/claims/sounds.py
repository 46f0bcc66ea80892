"""Names by their consonants, so that a name meets itself in another script: Okura, أوكورا."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from consistency.claims.scene import Clause, Scene
from consistency.packs.lexicon import MOST_REMEMBERED

# Fewer consonants are no name's own.
_FEWEST = 3
# Letters of the longest spelling of one consonant ("tsch" is written in no pack).
_LONGEST = 2


def sounds(scene: Scene, bounds: Clause) -> frozenset[str]:
    """The consonants of each name between two tokens, as the pack's `sounds` write them; spellings fall together.

    A name is a word that no pack knows, where the script has capitals one that begins with one.
    """
    if bounds not in scene.sounds:
        known = _skeletons(scene)
        found = {known[word] for word in _names(scene, bounds)}
        scene.sounds[bounds] = frozenset(told for told in found if len(told) >= _FEWEST)
    return scene.sounds[bounds]


class _Skeletons(dict[str, str]):
    """word -> its consonants: taken apart where it is met first."""

    def __init__(self, table: Mapping[str, str]) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, word: str) -> str:
        known = skeleton(word, self._table)
        if len(self) < MOST_REMEMBERED:
            self[word] = known
        return known


_KNOWN: dict[tuple[str, str], _Skeletons] = {}


def _skeletons(scene: Scene) -> _Skeletons:
    key = scene.packs.digest, scene.document.language
    if key not in _KNOWN:
        _KNOWN[key] = _Skeletons(scene.language.get("sounds") or {})
    return _KNOWN[key]


def _names(scene: Scene, bounds: Clause) -> Iterator[str]:
    cased = bool(scene.language.get("capitals"))
    plain, unknown = scene.tokens.lexicon.canonical, scene.unknown(bounds.first, bounds.last)
    return (plain(word) for word in unknown if not cased or word[0].isupper())


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
