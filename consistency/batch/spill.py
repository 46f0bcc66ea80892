"""Articles as they come out of files: in memory while they are few, on the disk when they are many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from weakref import finalize

from consistency.model.document import Document
from consistency.model.shelved import Shelved

if TYPE_CHECKING:
    import sqlite3

# Articles held in memory, and checked there: of so many the check takes some 900 MB, and two thirds of the time
# that it takes by way of the disk.
MOST_HELD = 10_000


class Spilled:
    """Articles by id, for `ReadOptions.gathered`. most: so many are held in memory (`MOST_HELD`)."""

    def __init__(self, most: int | None = None) -> None:
        self._most = MOST_HELD if most is None else most
        self._held: dict[str, Document] = {}
        self._numbers: dict[str, int] = {}
        self._file: sqlite3.Connection | None = None

    def __contains__(self, ident: str) -> bool:
        return ident in self._numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, document: Document) -> None:
        self._numbers[document.id] = len(self._numbers)
        if self._file is None:
            self._held[document.id] = document
            if len(self._held) <= self._most:
                return
            import sqlite3  # here: a check of few articles needs none of it

            # A file of SQLite's own without a name, which goes when it is closed.
            self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
            finalize(self, self._file.close)
            self._file.execute("CREATE TABLE documents (number INTEGER PRIMARY KEY, content BLOB NOT NULL)")
            self._file.execute("BEGIN")
            some = list(self._held.values())
            self._held = {}
        else:
            some = [document]
        from consistency.archive.nouns import pack

        self._file.executemany(
            "INSERT INTO documents VALUES (?, ?)", ((self._numbers[d.id], pack(d)) for d in some)
        )

    def in_order(self) -> Sequence[Document]:
        """By id."""
        if self._file is None:
            return tuple(self._held[ident] for ident in sorted(self._held))
        return Shelved(len(self._numbers), self._read)

    def _read(self) -> Iterator[Document]:
        from consistency.archive.nouns import unpack

        assert self._file is not None
        for ident in sorted(self._numbers):
            (content,) = self._file.execute(
                "SELECT content FROM documents WHERE number = ?", (self._numbers[ident],)
            ).fetchone()
            yield unpack(Document, content, ident)
