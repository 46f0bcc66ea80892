"""Compression with what articles of an archive have in common: zlib with dictionaries that the archive itself keeps.

A dictionary is some pieces as they are; what is compressed after it points into it. Which one a piece needs stands
in its own head (RFC 1950: the check sum of the dictionary), so that pieces of several live side by side.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence

from consistency.errors import InputError

# Compressing harder than this saves a tenth and costs as much time again.
LEVEL = 4
# zlib looks back no further, so that a dictionary is of so many bytes; it is cut from so many pieces.
REACH = 1 << 15
SAMPLES = 16
# A piece that unfolds to more bytes than this is no article's.
LARGEST = 1 << 28
# In a piece's second byte: it needs a dictionary, whose check sum follows.
_NEEDS = 0x20


class Press:
    """Compresses pieces of one kind in one archive. kind: the name that its dictionaries have there."""

    def __init__(self, connection: sqlite3.Connection, kind: str) -> None:
        self._ask = connection.execute
        self._kind = kind
        self._known: dict[int, bytes] = {}
        self._ready: zlib._Compress | None = None

    def learn(self, pieces: Sequence[bytes]) -> None:
        """Make a dictionary of these pieces if there is none and they fill one. Within a transaction."""
        if sum(map(len, pieces)) < REACH or self._newest() is not None:
            return
        some = b"".join(pieces[:: max(1, len(pieces) // SAMPLES)])
        content = (some if len(some) >= REACH else b"".join(pieces))[-REACH:]
        self._ask(
            "INSERT OR IGNORE INTO dictionaries (sum, kind, content) VALUES (?, ?, ?)",
            (zlib.adler32(content), self._kind, content),
        )
        self.forget()

    def forget(self) -> None:
        """Look up anew which dictionary there is."""
        self._ready = None

    def press(self, piece: bytes) -> bytes:
        if self._ready is None:
            content = self._newest()
            self._ready = (
                zlib.compressobj(LEVEL) if content is None else zlib.compressobj(LEVEL, zdict=content)
            )
        one = self._ready.copy()
        return one.compress(piece) + one.flush()

    def unfold(self, pressed: bytes, place: str) -> bytes:
        """The piece again. Raises: InputError for bytes that `press` did not make, at `place`."""
        try:
            if pressed[1] & _NEEDS:
                unzip = zlib.decompressobj(zdict=self._dictionary(int.from_bytes(pressed[2:6], "big")))
            else:
                unzip = zlib.decompressobj()
            piece = unzip.decompress(pressed, LARGEST)
            if not unzip.eof:
                raise ValueError
        except (ValueError, LookupError, zlib.error):
            raise InputError(
                "holds what this program did not write", place=place, advice="run: archive verify"
            ) from None
        return piece

    def _newest(self) -> bytes | None:
        row = self._ask(
            "SELECT content FROM dictionaries WHERE kind = ? ORDER BY number DESC LIMIT 1", (self._kind,)
        ).fetchone()
        return row[0] if row else None

    def _dictionary(self, check_sum: int) -> bytes:
        if check_sum not in self._known:
            row = self._ask("SELECT content FROM dictionaries WHERE sum = ?", (check_sum,)).fetchone()
            if row is None:
                raise LookupError
            self._known[check_sum] = row[0]
        return self._known[check_sum]
