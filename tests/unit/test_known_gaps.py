"""The list of known gaps: it names rows that there are, and grows no longer."""

from __future__ import annotations

from typing import Any

from consistency.packs.strict_yaml import read_yaml
from tests.articles import PACKS
from tests.known_gaps import GAPS, LISTS
from tests.story import expected, stories
from tests.tables import CASES


def table_of(name: str) -> Any:
    return read_yaml(CASES / f"{name}.yaml")


def names(table: str) -> set[str]:
    return {row["name"] for row in table_of(table)}


def test_the_number_of_gaps_is_told() -> None:
    for listed in LISTS:
        assert sum(len(gaps) for gaps in listed["gaps"].values()) == int(listed["most"])


def test_every_gap_is_a_row() -> None:
    there = {(table, name) for table in ("ar/claims", "en/claims") for name in names(table)}
    there |= {("rules", f"{rule.code}-{n}") for rule in PACKS.rules for n, _ in enumerate(rule.examples, 1)}
    there |= {("metamorphic", name) for name in names("translations")}
    there |= {("metamorphic", f"{row['story']}: {row['name']} denied") for row in table_of("denials")}
    for story in stories():
        rows = [row["name"] for kind in expected(story).values() for row in kind]
        there |= {("stories", f"{story.name}: {name}") for name in [*rows, "nothing else"]}
        there |= {
            ("metamorphic", f"{story.name}: {name} {how}")
            for name in rows
            for how in ("changed", "by the hour")
        }
    assert set(GAPS) <= there
