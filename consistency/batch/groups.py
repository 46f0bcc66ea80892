"""Groups on the disk: where their claims are, in the order of a report."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from weakref import finalize

from consistency.batch.articles import Articles
from consistency.model.group import ClaimGroup


class Groups:
    """What a report holds of groups: their claims, without the links that made them one."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        # A file without a name, as that of the findings.
        self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        finalize(self, self._file.close)
        self._file.execute(
            "CREATE TABLE groups (article INTEGER, start INTEGER, end INTEGER, id TEXT NOT NULL, label TEXT NOT NULL, "
            "verdict TEXT NOT NULL, claims BLOB NOT NULL, PRIMARY KEY (article, start, end)) WITHOUT ROWID"
        )
        self._file.execute("BEGIN")

    def put(
        self, first: tuple[int, int, int], group: ClaimGroup, verdict: str, claims: Sequence[int]
    ) -> None:
        """first: the article and the span of its first claim. claims: their numbers, in the group's order."""
        self._file.execute(
            "INSERT INTO groups VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*first, group.id, group.label, verdict, array("I", claims).tobytes()),
        )

    def __len__(self) -> int:
        (count,) = self._file.execute("SELECT COUNT(*) FROM groups").fetchone()
        return int(count)

    def __iter__(self) -> Iterator[ClaimGroup]:
        for ident, label, claims in self._in_order("id, label, claims"):
            numbers = array("I")
            numbers.frombytes(claims)
            yield ClaimGroup(ident, label, tuple(map(self._articles.claim, numbers)), ())

    def ids(self) -> Iterator[str]:
        for (ident,) in self._in_order("id"):
            yield ident

    def verdict_counts(self) -> Mapping[str, int]:
        verdicts = self.verdicts()
        return Counter(verdicts[ident] for ident in self.ids())

    def verdicts(self) -> Mapping[str, str]:
        return dict(self._in_order("id, verdict"))

    def _in_order(self, columns: str) -> sqlite3.Cursor:
        return self._file.execute(f"SELECT {columns} FROM groups ORDER BY article, start, end")
