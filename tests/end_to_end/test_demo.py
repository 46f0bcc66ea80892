"""The demo story shows what it was written to show."""

from __future__ import annotations

from typing import Any

from consistency.api import demo_story
from consistency.packs.strict_yaml import read_yaml
from tests.story import Story
from tests.tables import CASES

TABLE: Any = read_yaml(CASES / "demo.yaml")
REPORT = Story(demo_story()).check()


def test_every_row_is_found() -> None:
    there = [(f.code, [e.text for e in f.evidence if e.role != "also"]) for f in REPORT.findings]
    assert [row for row in TABLE["finds"] if (row["code"], row["sides"]) not in there] == []


def test_nothing_else_is_loud() -> None:
    assert sorted(f.code for f in REPORT.findings if f.severity != "info") == TABLE["loud"]


def test_what_agrees_or_is_denied_stays_quiet() -> None:
    assert not {e.text for f in REPORT.findings for e in f.evidence} & set(TABLE["never"])


def test_a_copy_is_no_further_source() -> None:
    assert len({REPORT.origins[name] for name in TABLE["copies"]}) == 1
