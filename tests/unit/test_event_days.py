"""What happened on the days that a text names, by a table."""

from __future__ import annotations

from typing import Any

import pytest

from tests.articles import claims
from tests.tables import rows


@pytest.mark.parametrize("row", rows("event_days"))
def test_events(row: dict[str, Any]) -> None:
    found = {c.text: c.event or "-" for c in claims(row["text"], row["language"], "2024-03-05") if c.timex}
    assert {words: found.get(words) for words in row["events"]} == row["events"]
