"""The content words of a sentence, and its names: what two texts on one matter share."""

from __future__ import annotations

from consistency.claims.names import names, stem
from consistency.claims.passage import Passage
from consistency.claims.scene import Scene
from consistency.claims.terms import NO_KEYWORD, told


def keywords(scene: Scene, passage: Passage) -> frozenset[str]:
    """Ids of known words and plain forms of unknown ones in a passage; figures and dates are none."""
    if passage.keywords is None:
        _read(scene, passage)
    assert passage.keywords is not None
    return passage.keywords


def sounds(scene: Scene, passage: Passage) -> frozenset[str]:
    """The consonants of each name in a passage, as the pack's `sounds` write them; spellings fall together."""
    if passage.sounds is None:
        _read(scene, passage)
    assert passage.sounds is not None
    return passage.sounds


def _read(scene: Scene, passage: Passage) -> None:
    tokens, tells = scene.tokens, told(scene.packs)
    terms, plain = tokens.terms, tokens.plain
    firsts = [hit.first for hit in passage.hits]
    if passage.before is not None:
        firsts.append(passage.before.first)
    found = {tells[terms[first]].keyword or stem(plain[first]) for first in firsts}
    words = {tokens.words[index] for index in passage.unknown()}
    unknown = list(map(names(scene.packs, scene.document.language).__getitem__, words))
    found.update([name.keyword for name in unknown])
    found.discard(NO_KEYWORD)
    passage.keywords = frozenset(found)
    passage.sounds = frozenset([name.sound for name in unknown if name.sound])
