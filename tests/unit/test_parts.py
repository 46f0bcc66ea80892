"""Totals and their parts within a sentence, by a table."""

from __future__ import annotations

from typing import Any

import pytest

from consistency.judge.sums import sums
from tests.articles import PACKS, claims
from tests.tables import rows


@pytest.mark.parametrize("row", rows("parts"))
def test_parts(row: dict[str, Any]) -> None:
    found = sums(claims(row["text"], row["language"], "2024-03-05"), PACKS)
    assert ["SCP202"] * (row["finds"] == "yes") == [item.code for item in found]
