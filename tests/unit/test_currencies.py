"""Bare names of money by a table: the currency of the story's country."""

from __future__ import annotations

from typing import Any

import pytest

from consistency.model.document import Document
from consistency.packs.cache import load_packs
from consistency.pipeline import extract
from tests.tables import rows

PACKS = load_packs()


@pytest.mark.parametrize("row", rows("currencies"))
def test_currency_of_the_story(row: Any) -> None:
    claims = extract(Document("text", row["text"], row["language"], ""), PACKS).claims
    assert [c.quantity.unit for c in claims if c.quantity and c.quantity.kind == "money"] == row["finds"]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("It cost $123456789012345678901234567891 in New York.", "123456789012345678901234567891"),
        ("In Dubai petrol costs 550 fils more.", "5.5"),
    ],
)
def test_amounts_stay_exact(text: str, low: str) -> None:
    """Every digit that was read, also beyond the 28 that decimals are reckoned with."""
    (claim,) = extract(Document("text", text, "en", ""), PACKS).claims
    assert claim.quantity is not None and str(claim.quantity.low) == low
