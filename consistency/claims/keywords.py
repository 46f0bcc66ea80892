"""The content words of a sentence, and its names: what two texts on one matter share."""

from __future__ import annotations

from itertools import compress
from operator import attrgetter, not_

from consistency.claims.names import names, stem
from consistency.claims.passage import Passage
from consistency.claims.scene import Scene
from consistency.claims.terms import NO_KEYWORD

_KEYWORD = attrgetter("keyword")
_NONE = {"", NO_KEYWORD}


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
    tokens, tells = scene.tokens, scene.told
    found = set(map(_KEYWORD, passage.tells))
    if "" in found:
        told = zip(passage.hits, passage.tells, strict=True)
        found.update([stem(tokens.plain[hit.first]) for hit, tell in told if not tell.keyword])
    if passage.before is not None:
        first = passage.before.first
        found.add(tells[tokens.terms[first]].keyword or stem(tokens.plain[first]))
    inside = slice(passage.first, passage.last + 1)
    unknown = set(compress(tokens.words[inside], map(not_, tokens.terms[inside])))
    named = list(map(names(scene.packs, scene.document.language).__getitem__, unknown))
    found.update([name.keyword for name in named])
    found -= _NONE
    passage.keywords = frozenset(found)
    passage.sounds = frozenset([name.sound for name in named if name.sound])
