"""Who copied whom: articles that repeat one another's sentences share an origin.

Method: bottom-k sketches of three-word shingles (Broder 1997). A shingle's number comes of those of its words, which
are worked out once each and are the same on every machine; two articles with enough of the sketch in common are
copies, and copies of copies are one origin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from itertools import combinations, groupby, islice

from consistency.model.tokens import Tokens
from consistency.packs.memo import Memo

SKETCH = 32
# Shared of a sketch's hashes from which two articles are copies; unrelated articles share none or one.
COPIES = 10
# A text of fewer shingles is too short to tell a copy from a common phrase.
SHORTEST = 30
# Of more articles that share a number, only the first are compared by it.
MOST_HOLDERS = 50
# Numbers of words and of shingles are below these, so that Python counts with them in one step each: a shingle's is
# those of its three words, shifted against each other.
_WORDS = 1 << 28
_SHINGLES = _WORDS << 2
# Of a long text's numbers only the smallest are gathered: so many times a sketch of them.
_ENOUGH = 3


def profile(tokens: Tokens) -> tuple[int, ...]:
    """The article's sketch: its smallest shingle numbers, sorted; empty for a text too short to tell."""
    words = list(map(_NUMBERS.__getitem__, map(tokens.lexicon.canonicals.__getitem__, tokens.words)))
    if len(words) > _ENOUGH * SKETCH:
        found = _below(_SHINGLES * _ENOUGH * SKETCH // len(words), words)
        if len(found) >= SKETCH:
            return tuple(sorted(found)[:SKETCH])
    found = _below(_SHINGLES, words)
    return tuple(sorted(found)[:SKETCH]) if len(found) >= SHORTEST else ()


def _below(bound: int, words: Sequence[int]) -> set[int]:
    """The numbers below a bound of the shingles that words of these numbers make."""
    threes = zip(words, words[1:], words[2:], strict=False)
    return {number for a, b, c in threes if (number := a ^ b << 1 ^ c << 2) < bound}


def _number(word: str) -> int:
    digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(digest, "big") % _WORDS


_NUMBERS = Memo(_number)


def _hash(held: int) -> int:
    return held >> 32


def origins(profiles: Mapping[str, Sequence[int]]) -> dict[str, str]:
    """An origin by document id: the id of the first of the documents that copy one another."""
    idents = sorted(profiles)
    # Sorted together with the places of their articles they take a tenth of what a dictionary of lists does.
    held = sorted(value << 32 | place for place, ident in enumerate(idents) for value in profiles[ident])
    shared: dict[tuple[str, str], int] = {}
    for _, same in groupby(held, key=_hash):
        holders = [idents[one & 0xFFFFFFFF] for one in islice(same, MOST_HOLDERS)]
        for pair in combinations(holders, 2):
            shared[pair] = shared.get(pair, 0) + 1
    del held
    root = {ident: ident for ident in profiles}

    def find(ident: str) -> str:
        while root[ident] != ident:
            root[ident] = root[root[ident]]
            ident = root[ident]
        return ident

    for (a, b), count in sorted(shared.items()):
        if are_copies(count, len(profiles[a]), len(profiles[b])):
            x, y = find(a), find(b)
            root[max(x, y)] = min(x, y)
    return {ident: find(ident) for ident in profiles}


def are_copies(shared: int, a: int, b: int) -> bool:
    """Whether two articles are copies. shared: hashes that both sketches hold; a, b: the sketches' lengths."""
    return shared >= min(COPIES, a // 3 + 1, b // 3 + 1) and shared > 2
