"""The list of known gaps: it names rows that there are, and grows no longer."""

from __future__ import annotations

from typing import Any

from consistency.packs.strict_yaml import read_yaml
from tests.articles import PACKS
from tests.known_gaps import GAPS, LISTED
from tests.story import expected, stories
from tests.tables import CASES


def names(table: str) -> set[str]:
    rows: Any = read_yaml(CASES / f"{table}.yaml")
    return {row["name"] for row in rows}


def test_the_number_of_gaps_is_told() -> None:
    assert len(GAPS) == int(LISTED["most"])


def test_every_gap_is_a_row() -> None:
    there = {(table, name) for table in ("ar/claims", "en/claims", "rewrites") for name in names(table)}
    there |= {("rules", f"{rule.code}-{n}") for rule in PACKS.rules for n, _ in enumerate(rule.examples, 1)}
    for story in stories():
        rows = [row["name"] for kind in expected(story).values() for row in kind]
        there |= {("stories", f"{story.name}: {name}") for name in [*rows, "nothing else"]}
        there |= {("metamorphic", f"{story.name}: {name}") for name in ("unrelated articles", "a copy")}
    assert set(GAPS) <= there
