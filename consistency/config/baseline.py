"""`consistency-baseline.jsonl`: findings that were known when somebody drew a line, one a line, sorted.

{"fingerprint": "3f0a5c1e9d7b2a44", "code": "NUM101", "documents": ["a.txt", "b.txt"], "says": "Sources differ ..."}

Lines of two branches merge like those of any sorted list. A finding has no place in its line, so that edits elsewhere
in an article change nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from consistency.config.file import read_text
from consistency.config.waivers import FINGERPRINT
from consistency.errors import ConfigError
from consistency.model.finding import Finding
from consistency.report.plain import composed

# Words of a finding that stay with its line, for whoever reads the file.
LONGEST = 120


class Known(Struct, frozen=True, order=True):
    """A known finding. documents: its articles; a finding that has come to involve another one is not known."""

    fingerprint: str
    code: str
    documents: tuple[str, ...]
    says: str

    @classmethod
    def of(cls, finding: Finding) -> Known:
        says = composed(finding.says("en"), isolates=False)
        short = says if len(says) <= LONGEST else says[: LONGEST - 1].rstrip() + "…"
        return cls(finding.fingerprint, finding.code, finding.parties, short)


def read_baseline(path: Path, shown: str) -> tuple[Known, ...]:
    """Raises: ConfigError for a file that cannot be read, with the line that is no entry."""
    text = read_text(path, shown, "the baseline cannot be read")
    return tuple(
        _entry(line, f"{shown}:{number}") for number, line in enumerate(text.split("\n"), 1) if line.strip()
    )


def written(entries: Iterable[Known]) -> Iterator[str]:
    """The lines of the file, sorted, each entry once."""
    for entry in sorted(set(entries)):
        row = {
            "fingerprint": entry.fingerprint,
            "code": entry.code,
            "documents": list(entry.documents),
            "says": entry.says,
        }
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _entry(line: str, place: str) -> Known:
    try:
        row = json.loads(line)
        mark, documents = row["fingerprint"], row["documents"]
        if FINGERPRINT.fullmatch(mark) and all(isinstance(name, str) for name in documents):
            return Known(mark, str(row.get("code", "")), tuple(documents), str(row.get("says", "")))
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise ConfigError(
        "this line is no entry of a baseline",
        place=place,
        advice="delete it, or write the file anew: consistency baseline write",
    )
