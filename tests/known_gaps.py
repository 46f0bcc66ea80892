"""What the program is known to get wrong: rows that `cases/known_gaps.yaml` and `metamorphic_gaps.yaml` list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from consistency.packs.strict_yaml import read_yaml
from tests.tables import CASES

LISTS: tuple[Any, ...] = tuple(
    read_yaml(CASES / f"{name}.yaml") for name in ("known_gaps", "metamorphic_gaps")
)
GAPS: dict[tuple[str, str], str] = {
    (table, row): reason
    for listed in LISTS
    for table, gaps in listed["gaps"].items()
    for row, reason in gaps.items()
}


def settle(table: str, row: str, problems: Sequence[str]) -> None:
    """Fail a row that has problems, unless it is a known gap; fail a known gap that has none any more."""
    reason = GAPS.get((table, row))
    if reason is None:
        assert not problems, "\n".join(problems)
        return
    assert problems, f"this gap is closed: take {row!r} out of its list of gaps and lower `most`"
    pytest.xfail(f"{reason}: {'; '.join(problems)}")
