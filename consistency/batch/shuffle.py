"""Claims to the blocks they share, and pairs to the articles they are of, through files: sorting what memory does not
hold, by parts (as joins by hash do) and by merging sorted runs.
"""

from __future__ import annotations

import heapq
import struct
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from typing import IO, NamedTuple
from zlib import crc32

# Parts that the keys are dealt to, so that one fits into memory.
PARTS = 64
# Pairs sorted at a time: some 25 MB of them.
RUN = 250_000
# Pairs read of each run at a time.
_READ = 8_192
_HEAD = struct.Struct(">IIBQBH")


class Dealt(NamedTuple):
    """A claim under one of its keys: what `align.blocks.Card` holds, with its article and its place there as numbers.

    ending: what its id has after that of its article.
    """

    article: int
    place: int
    ending: str
    alone: bool
    says: int
    timed: bool


class Cards:
    """Claims under their keys: put in any order, given back key by key."""

    def __init__(self) -> None:
        self._files: list[IO[bytes]] = [tempfile.TemporaryFile() for _ in range(PARTS)]  # noqa: SIM115

    def put(self, keys: Iterable[str], one: Dealt) -> None:
        ending = one.ending.encode("ascii")
        for key in keys:
            told = key.encode("utf-8", "surrogatepass")
            head = _HEAD.pack(
                one.article, one.place, one.alone | one.timed << 1, one.says, len(ending), len(told)
            )
            self._files[crc32(told) % PARTS].write(head + ending + told)

    def close(self) -> None:
        for file in self._files:
            file.close()

    def blocks(self) -> Iterator[dict[str, list[Dealt]]]:
        """Part by part, the claims of each key. Each part is given once."""
        for file in self._files:
            file.seek(0)
            content = file.read()
            file.close()
            blocks: dict[str, list[Dealt]] = {}
            at = 0
            while at < len(content):
                article, index, flags, says, ends, length = _HEAD.unpack_from(content, at)
                at += _HEAD.size
                ending = content[at : at + ends].decode("ascii")
                key = content[at + ends : at + ends + length].decode("utf-8", "surrogatepass")
                at += ends + length
                blocks.setdefault(key, []).append(
                    Dealt(article, index, ending, bool(flags & 1), says, bool(flags & 2))
                )
            yield blocks


class Pairs:
    """Pairs of claim numbers: put in any order, given back sorted, each once."""

    def __init__(self) -> None:
        self._now: set[int] = set()
        self._runs: list[IO[bytes]] = []

    def put(self, a: int, others: Iterable[int]) -> None:
        """A claim's pairs with others."""
        self._now.update([a << 32 | b if a < b else b << 32 | a for b in others])
        if len(self._now) >= RUN:
            self._store()

    def close(self) -> None:
        for file in self._runs:
            file.close()

    def _store(self) -> None:
        file = tempfile.TemporaryFile()  # noqa: SIM115
        array("Q", sorted(self._now)).tofile(file)
        self._runs.append(file)
        self._now = set()

    def sorted(self) -> Iterator[tuple[int, int]]:
        last, self._now = sorted(self._now), set()
        before = -1
        for pair in heapq.merge(*map(_run, self._runs), last):
            if pair != before:
                before = pair
                yield pair >> 32, pair & 0xFFFFFFFF


def _run(file: IO[bytes]) -> Iterator[int]:
    file.seek(0)
    while content := file.read(8 * _READ):
        yield from array("Q", content)
    file.close()
