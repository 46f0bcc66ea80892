"""Links to wider claims on the disk: put in any order, given back with those that are judged together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from weakref import finalize


class Wider:
    """What `judge.single.together` does for a list, for more links than memory holds."""

    def __init__(self) -> None:
        # A file without a name, as that of the findings.
        self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        finalize(self, self._file.close)
        self._file.execute(
            "CREATE TABLE wider (one BLOB NOT NULL, other BLOB NOT NULL, a BLOB NOT NULL, b BLOB NOT NULL, "
            "link INTEGER NOT NULL)"
        )
        self._file.execute("BEGIN")

    def put(self, sides: tuple[str, str], claims: tuple[str, str], link: int) -> None:
        """sides: the groups' ids, or those of claims of none. claims: the ids of both. link: a number of it."""
        texts = (*sorted(sides), *sorted(claims))
        self._file.execute("INSERT INTO wider VALUES (?, ?, ?, ?, ?)", (*map(_bytes, texts), link))

    def sets(self) -> int:
        """How many sets are judged together."""
        (count,) = self._file.execute(
            "SELECT COUNT(*) FROM (SELECT DISTINCT one, other FROM wider)"
        ).fetchone()
        return int(count)

    def together(self) -> Iterator[list[int]]:
        """The links between the same two sides, in the order of the sides and of their claims."""
        rows = self._file.execute("SELECT one, other, link FROM wider ORDER BY one, other, a, b")
        for _, some in groupby(rows, key=itemgetter(0, 1)):
            yield [link for _, _, link in some]


def _bytes(text: str) -> bytes:
    """Bytes that sort as texts do."""
    return text.encode("utf-8", "surrogatepass")
