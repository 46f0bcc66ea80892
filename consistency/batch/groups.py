"""Groups on the disk: where their claims are, in the order of a report."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from sys import intern
from weakref import finalize

from consistency.batch.articles import Articles
from consistency.model.group import ClaimGroup

_IN_ORDER, _ONE = "ORDER BY article, start, end", "WHERE number = ?"


class Groups:
    """What a report holds of groups: their claims, without the links that made them one."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._of_claim = array("I")
        # A file without a name, as that of the findings.
        self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        finalize(self, self._file.close)
        self._file.execute(
            "CREATE TABLE groups (number INTEGER PRIMARY KEY, article INTEGER, start INTEGER, end INTEGER, "
            "id TEXT NOT NULL, label TEXT NOT NULL, verdict TEXT NOT NULL, claims BLOB NOT NULL)"
        )
        self._file.execute("CREATE UNIQUE INDEX in_order ON groups (article, start, end)")
        self._file.execute("BEGIN")

    def put(
        self, first: tuple[int, int, int], group: ClaimGroup, verdict: str, claims: Sequence[int]
    ) -> None:
        """first: the article and the span of its first claim. claims: their numbers, in the group's order."""
        if not self._of_claim:
            self._of_claim = array("I", [0]) * self._articles.claims_numbered
        (number,) = self._file.execute(
            "INSERT INTO groups (article, start, end, id, label, verdict, claims) VALUES (?, ?, ?, ?, ?, ?, ?) "
            "RETURNING number",
            (*first, group.id, group.label, verdict, array("I", claims).tobytes()),
        ).fetchone()
        for claim in claims:
            self._of_claim[claim] = number

    def __len__(self) -> int:
        (count,) = self._file.execute("SELECT COUNT(*) FROM groups").fetchone()
        return int(count)

    def __iter__(self) -> Iterator[ClaimGroup]:
        for row in self._some("id, label, claims", _IN_ORDER):
            yield self._whole(*row)

    def of_claim(self, claim: int) -> ClaimGroup | None:
        """The group of a numbered claim, if it is of one."""
        number = self._of_claim[claim] if self._of_claim else 0
        row = self._some("id, label, claims", _ONE, number).fetchone()
        return None if row is None else self._whole(*row)

    def id_of_claim(self, claim: int) -> str | None:
        """The id of that group."""
        number = self._of_claim[claim] if self._of_claim else 0
        row = self._some("id", _ONE, number).fetchone()
        return None if row is None else str(row[0])

    def verdict_counts(self) -> Mapping[str, int]:
        verdicts = self.verdicts()
        return Counter(verdicts[ident] for (ident,) in self._some("id", _IN_ORDER))

    def verdicts(self) -> Mapping[str, str]:
        return {ident: intern(verdict) for ident, verdict in self._some("id, verdict", _IN_ORDER)}

    def _whole(self, ident: str, label: str, claims: bytes) -> ClaimGroup:
        numbers = array("I")
        numbers.frombytes(claims)
        return ClaimGroup(ident, label, tuple(map(self._articles.claim, numbers)), ())

    def _some(self, columns: str, which: str, *given: int) -> sqlite3.Cursor:
        return self._file.execute(f"SELECT {columns} FROM groups {which}", given)
