"""Rows of findings that somebody reported, as `consistency case` writes them."""

from __future__ import annotations

from typing import Any

import pytest

from consistency.model.rule import Example
from consistency.prove import fired_by
from tests.known_gaps import settle
from tests.tables import rows


@pytest.mark.parametrize("row", rows("findings"))
def test_finding(row: dict[str, Any]) -> None:
    example = Example(
        finds=row["finds"] == "yes",
        texts=tuple(row["texts"]),
        published=tuple(row["published"]),
        languages=tuple(row["languages"]),
        today=row.get("today", ""),
    )
    fired = fired_by(example)
    problem = "fires" if row["code"] in fired else f"does not fire; fired: {', '.join(fired) or 'nothing'}"
    settle(
        "findings",
        row["name"],
        [f"{row['code']} {problem}"] if (row["code"] in fired) != example.finds else [],
    )
