"""Names by their consonants, so that a name meets itself in another script: Okura, أوكورا."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from consistency.claims.scene import Clause, Scene

# Fewer consonants are no name's own.
_FEWEST = 3
# Letters of the longest spelling of one consonant ("tsch" is written in no pack).
_LONGEST = 2


def sounds(scene: Scene, bounds: Clause) -> frozenset[str]:
    """The consonants of each name between two tokens, as the pack's `sounds` write them; spellings fall together.

    A name is a word that no pack knows, where the script has capitals one that begins with one.
    """
    if bounds not in scene.sounds:
        table = scene.language.get("sounds") or {}
        found = (skeleton(word, table) for word in _names(scene, bounds))
        scene.sounds[bounds] = frozenset(told for told in found if len(told) >= _FEWEST)
    return scene.sounds[bounds]


def _names(scene: Scene, bounds: Clause) -> Iterator[str]:
    cased = bool(scene.language.get("capitals"))
    for index in range(bounds.first, bounds.last + 1):
        if scene.hit(index) is None and (not cased or scene.tokens.words[index][0].isupper()):
            yield scene.plain(index)


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
