"""Days to which something was put off, by a table."""

from __future__ import annotations

from typing import Any

import pytest

from consistency.model.claim import Claim
from tests.articles import article, checked, claims
from tests.tables import rows


@pytest.mark.parametrize("row", rows("put_off"))
def test_days(row: dict[str, Any]) -> None:
    found = {c.text: told(c) for c in claims(row["text"], row["language"], "2024-03-05") if c.timex}
    assert {words: found.get(words) for words in row["moved"]} == row["moved"]


def told(claim: Claim) -> str:
    return claim.was_on.named if claim.was_on is not None else claim.moved or "-"


def test_the_day_that_holds_is_told_last() -> None:
    """Also where the sentence names it first, in one article."""
    text = "The match in Basra will be played on March 14 instead of March 12."
    result = checked([article(text, language="en", published="2024-03-05")])
    (found,) = [f for f in result.findings if f.code == "UPD407"]
    assert found.says("en").index("March 12") < found.says("en").index("March 14")
