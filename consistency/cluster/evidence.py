"""An article's evidence as bytes that travel: with its words, of which the archive keeps only numbers."""

from __future__ import annotations

import json
import zlib
from typing import Any

from consistency.align.stories import Article

_FIELDS = Article.__struct_fields__


def packed_evidence(told: Article) -> bytes:
    """The same evidence gives the same bytes."""
    values = (getattr(told, name) for name in _FIELDS)
    row = [sorted(value) if isinstance(value, frozenset) else value for value in values]
    return zlib.compress(json.dumps(row, separators=(",", ":")).encode("ascii"), 1)


def evidence_of(content: bytes) -> Article:
    """The evidence that `packed_evidence` wrote."""
    row: list[Any] = json.loads(zlib.decompress(content))
    values: list[Any] = [frozenset(value) if isinstance(value, list) else value for value in row]
    return Article(*values)
