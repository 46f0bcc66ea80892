"""Days to which something was put off, by a table."""

from __future__ import annotations

from typing import Any

import pytest

from consistency.model.claim import Claim
from tests.articles import claims
from tests.tables import rows


@pytest.mark.parametrize("row", rows("put_off"))
def test_days(row: dict[str, Any]) -> None:
    found = {c.text: told(c) for c in claims(row["text"], row["language"], "2024-03-05") if c.timex}
    assert {words: found.get(words) for words in row["moved"]} == row["moved"]


def told(claim: Claim) -> str:
    return claim.was_on.named if claim.was_on is not None else claim.moved or "-"
