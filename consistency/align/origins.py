"""Who copied whom: articles that repeat one another's sentences share an origin.

Method: bottom-k sketches of three-word shingles (Broder 1997), numbered by tabulation (Pătraşcu and Thorup 2012): a
shingle's number comes of those of its words, which are worked out once each and are the same on every machine. Two
articles with enough of the sketch in common are copies, and copies of copies are one origin.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from operator import xor

from consistency.align.holders import Holders
from consistency.model.tokens import Tokens
from consistency.packs.memo import Memo

SKETCH = 32
# Shared of a sketch's hashes from which two articles are copies; unrelated articles share none or one.
COPIES = 10
# A text of fewer shingles is too short to tell a copy from a common phrase.
SHORTEST = 30
# Numbers of words and of shingles are below this, so that Python counts with them in one step each.
_ALL = 1 << 30
# Of a long text's numbers only the smallest are gathered: so many times a sketch of them.
_ENOUGH = 3


def profile(tokens: Tokens) -> tuple[int, ...]:
    """The article's sketch: its smallest shingle numbers, sorted; empty for a text too short to tell."""
    words = list(map(_NUMBERS.__getitem__, tokens.plain))
    if len(words) > _ENOUGH * SKETCH:
        found = _below(_ALL * _ENOUGH * SKETCH // len(words), words)
        if len(found) >= SKETCH:
            return tuple(sorted(found)[:SKETCH])
    found = _below(_ALL, words)
    return tuple(sorted(found)[:SKETCH]) if len(found) >= SHORTEST else ()


def _below(bound: int, words: Sequence[tuple[int, int, int]]) -> set[int]:
    """The numbers below a bound of the shingles that words of these numbers make."""
    if len(words) < 3:
        return set()
    first, second, third = zip(*words, strict=True)
    threes = map(xor, map(xor, first, second[1:]), third[2:])
    return {number for number in threes if number < bound}


def _numbers(word: str) -> tuple[int, int, int]:
    """What a word adds to a shingle as its first, second and third word."""
    digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=12).digest()
    a, b, c = (int.from_bytes(digest[start : start + 4], "big") % _ALL for start in (0, 4, 8))
    return a, b, c


_NUMBERS = Memo(_numbers)


def origins(profiles: Mapping[str, Sequence[int]]) -> dict[str, str]:
    """An origin by document id: the id of the first of the documents that copy one another."""
    idents = sorted(profiles)
    sketches = [profiles[ident] for ident in idents]
    holders = Holders(sketches)
    root = array("I", range(len(idents)))

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for place, sketch in enumerate(sketches):
        for other, shared in holders.later(place, sketch).items():
            if are_copies(shared, len(sketch), len(sketches[other])):
                x, y = find(place), find(other)
                root[max(x, y)] = min(x, y)
    return {ident: idents[find(place)] for place, ident in enumerate(idents)}


def are_copies(shared: int, a: int, b: int) -> bool:
    """Whether two articles are copies. shared: hashes that both sketches hold; a, b: the sketches' lengths."""
    return shared >= min(COPIES, a // 3 + 1, b // 3 + 1) and shared > 2
