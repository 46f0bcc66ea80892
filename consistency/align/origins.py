"""Who copied whom: articles that repeat one another's sentences share an origin.

Method: bottom-k sketches of three-word shingles (Broder 1997), with zlib's CRC-32, which is the same on every
machine; two articles with enough of the sketch in common are copies, and copies of copies are one origin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

from consistency.model.tokens import Tokens

SKETCH = 32
# Shared of a sketch's hashes from which two articles are copies; unrelated articles share none or one.
COPIES = 10
# A text of fewer shingles is too short to tell a copy from a common phrase.
SHORTEST = 30
_SHINGLE = 3


def profile(tokens: Tokens) -> tuple[int, ...]:
    """The article's sketch: its smallest shingle hashes, sorted; empty for a text too short to tell."""
    words = list(map(tokens.lexicon.canonicals.__getitem__, tokens.words))
    encoded = {word: word.encode("utf-8", "surrogatepass") for word in set(words)}
    in_row = list(map(encoded.__getitem__, words))
    shingles = map(b" ".join, zip(*(in_row[place:] for place in range(_SHINGLE)), strict=False))
    hashes = set(map(crc32, shingles))
    return tuple(sorted(hashes)[:SKETCH]) if len(hashes) >= SHORTEST else ()


def origins(profiles: Mapping[str, Sequence[int]]) -> dict[str, str]:
    """An origin by document id: the id of the first of the documents that copy one another."""
    by_hash: dict[int, list[str]] = {}
    for ident in sorted(profiles):
        for value in profiles[ident]:
            by_hash.setdefault(value, []).append(ident)
    shared: dict[tuple[str, str], int] = {}
    for holders in by_hash.values():
        for position, a in enumerate(holders[:50]):
            for b in holders[position + 1 : 50]:
                shared[a, b] = shared.get((a, b), 0) + 1
    root = {ident: ident for ident in profiles}

    def find(ident: str) -> str:
        while root[ident] != ident:
            root[ident] = root[root[ident]]
            ident = root[ident]
        return ident

    for (a, b), count in sorted(shared.items()):
        if count >= min(COPIES, len(profiles[a]) // 3 + 1, len(profiles[b]) // 3 + 1) and count > 2:
            x, y = find(a), find(b)
            root[max(x, y)] = min(x, y)
    return {ident: find(ident) for ident in profiles}
