"""Whole stories: what differs, what moved on, what agrees, and what must stay quiet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import pytest

from consistency.model.document import Span
from consistency.model.finding import Finding
from consistency.model.report import Report
from tests.known_gaps import settle
from tests.story import Mention, Story, expected, find, stories

KINDS = ("conflicts", "updates", "agreements", "quiet")
ROWS = [
    pytest.param(story, kind, row, id=f"{story.name}-{row['name']}")
    for story in stories()
    for kind in KINDS
    for row in expected(story)[kind]
]


@cache
def report(story: Story) -> Report:
    return story.check()


@pytest.mark.parametrize(("story", "kind", "row"), ROWS)
def test_row(story: Story, kind: str, row: dict[str, Any]) -> None:
    settle("stories", f"{story.name}: {row['name']}", judged(story, kind, row))


def judged(story: Story, kind: str, row: dict[str, Any]) -> list[str]:
    """What a row asks of its story and the report does not give."""
    sides = [find(story, told) for told in row.get("sides") or row["mentions"]]
    return JUDGES[kind](report(story), story, row, sides)


@pytest.mark.parametrize("story", [pytest.param(story, id=story.name) for story in stories()])
def test_nothing_else_is_loud(story: Story) -> None:
    told = expected(story)
    known = [[find(story, side) for side in row["sides"]] for row in (*told["conflicts"], *told["updates"])]
    # What a row asks to be quiet is that row's matter.
    known += [
        [find(story, side) for side in row["mentions"]] for row in (*told["agreements"], *told["quiet"])
    ]
    others = [f for f in loud(report(story)) if not any(covers(f, sides) for sides in known)]
    settle("stories", f"{story.name}: nothing else", [f"{f.code}: {f.says('en')}" for f in others])


def conflict(found: Report, story: Story, row: dict[str, Any], sides: Sequence[Mention]) -> list[str]:
    hits = [f for f in loud(found) if f.verdict == "conflict" and covers(f, sides)]
    if not hits:
        return ["no conflict is found"]
    codes = sorted({f.code for f in hits})
    return [] if row["code"] in codes else [f"found as {codes}, not as {row['code']}"]


def update(found: Report, story: Story, row: dict[str, Any], sides: Sequence[Mention]) -> list[str]:
    problems = [
        f"{f.code} calls it a conflict" for f in loud(found) if f.verdict == "conflict" and covers(f, sides)
    ]
    told = any(f.verdict == "update" and covers(f, sides) for f in found.findings)
    return problems + ([] if told else ["no update is told"])


def agreement(found: Report, story: Story, row: dict[str, Any], sides: Sequence[Mention]) -> list[str]:
    groups = [
        g
        for g in found.groups
        if all(any(side.holds(c.document, c.span) for c in g.claims) for side in sides)
    ]
    owed = [[find(story, side) for side in told["sides"]] for told in _owed(story)]
    noise = [f for f in loud(found) if touched(f, sides) > 1 and not any(covers(f, known) for known in owed)]
    return [f"{f.code}: {f.says('en')}" for f in noise] + ([] if groups else ["not in one group"])


def _owed(story: Story) -> list[dict[str, Any]]:
    """The differences that a story has: a finding of one may well name all who agree on either side."""
    told = expected(story)
    return [*told["conflicts"], *told["updates"]]


def quiet(found: Report, story: Story, row: dict[str, Any], sides: Sequence[Mention]) -> list[str]:
    return [f"{f.code}: {f.says('en')}" for f in loud(found) if touched(f, sides) > 1]


JUDGES = {"conflicts": conflict, "updates": update, "agreements": agreement, "quiet": quiet}


def loud(found: Report) -> list[Finding]:
    return [f for f in found.findings if f.severity != "info"]


def covers(finding: Finding, sides: Sequence[Mention]) -> bool:
    return touched(finding, sides) == len(sides)


def touched(finding: Finding, sides: Iterable[Mention]) -> int:
    places: list[tuple[str, Span]] = [(e.document, e.span) for e in finding.evidence]
    return sum(any(side.holds(document, span) for document, span in places) for side in sides)
