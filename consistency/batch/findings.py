"""Findings on the disk: put as they are made, given back each once and the gravest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from weakref import finalize

from consistency.archive.nouns import pack, unpack
from consistency.model.finding import Finding

# A file of SQLite's own without a name, which goes when it is closed.
_NAMELESS = ""


class Findings:
    """What `pipeline.in_order` does for a list, for more findings than memory holds.

    each_once: of several with one fingerprint, keep one.
    """

    def __init__(self, each_once: bool = True) -> None:
        self._each_once = each_once
        self._count = 0
        self._file = sqlite3.connect(_NAMELESS, isolation_level=None, check_same_thread=False)
        finalize(self, self._file.close)
        self._file.execute(
            "CREATE TABLE findings (mark TEXT NOT NULL UNIQUE, turn BLOB NOT NULL, place BLOB NOT NULL, "
            "severity TEXT NOT NULL, standing INTEGER NOT NULL, content BLOB NOT NULL)"
        )
        self._file.execute("BEGIN")

    def put(self, found: Iterable[Finding], turn: bytes = b"") -> None:
        """turn: of two findings with one fingerprint that of the lower turn is kept, of one turn the first."""
        for finding in found:
            self._file.execute(
                "INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (mark) DO UPDATE SET turn = excluded.turn, "
                "place = excluded.place, severity = excluded.severity, standing = excluded.standing, "
                "content = excluded.content WHERE excluded.turn < turn",
                (
                    finding.fingerprint if self._each_once else f"{finding.fingerprint} {self._count}",
                    turn,
                    place(finding),
                    finding.severity,
                    finding.suppressed is None,
                    pack(finding),
                ),
            )
            self._count += 1

    def __len__(self) -> int:
        (count,) = self._file.execute("SELECT COUNT(*) FROM findings").fetchone()
        return int(count)

    def __iter__(self) -> Iterator[Finding]:
        return self._some("")

    def standing(self) -> Iterator[Finding]:
        """Those that nobody has set aside."""
        return self._some("WHERE standing")

    def severities(self) -> dict[str, int]:
        """How many of each severity stand."""
        return dict(
            self._file.execute("SELECT severity, COUNT(*) FROM findings WHERE standing GROUP BY severity")
        )

    def _some(self, which: str) -> Iterator[Finding]:
        self._file.execute("CREATE INDEX IF NOT EXISTS in_order ON findings (place)")
        for (content,) in self._file.execute(f"SELECT content FROM findings {which} ORDER BY place, mark"):
            yield unpack(Finding, content, "the findings")


def place(finding: Finding) -> bytes:
    """`Finding.order` as bytes that sort alike."""
    severity, code, documents, places, fingerprint = finding.order()
    told = [bytes([severity]), _text(code)]
    told += [b"\x01" + _text(document) for document in documents]
    told.append(b"\x00")
    told += [b"\x01" + _text(ident) + b"%012d%012d" % span for ident, span in places]
    return b"".join((*told, b"\x00", _text(fingerprint)))


def _text(text: str) -> bytes:
    """UTF-8 sorts as code points do; the end sorts before everything that could follow."""
    return text.encode("utf-8", "surrogatepass").replace(b"\x00", b"\x00\xff") + b"\x00\x00"
