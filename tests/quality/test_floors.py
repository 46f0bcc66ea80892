"""How often the program is right: figures that may only rise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from consistency.packs.strict_yaml import read_yaml
from tests.end_to_end.test_stories import KINDS, judged
from tests.quality.measured import FLOORS, SHARED, output
from tests.story import HELD_OUT, OPENED, Story, expected, stories
from tests.tables import CASES
from tests.unit.test_claim_facets import misread


def inside(figure: Decimal, floor: Mapping[str, str]) -> None:
    """Fail when the figure lies below `least` or above `most`."""
    assert figure >= Decimal(floor.get("least", figure))
    assert figure <= Decimal(floor.get("most", figure))


def share(right: list[bool]) -> Decimal:
    return Decimal(sum(right)) / Decimal(len(right))


def story_share(kind: str) -> Decimal:
    return share([right for story in stories() for right in rows_that_hold(story, kind)])


def rows_that_hold(story: Story, kind: str) -> list[bool]:
    return [not judged(story, kind, row) for row in expected(story)[kind]]


def claim_rows(language: str) -> list[dict[str, Any]]:
    rows: Any = read_yaml(CASES / language / "claims.yaml")
    return list(rows)


def claim_share(language: str) -> Decimal:
    return share([not misread(language, row) for row in claim_rows(language)])


OWN = {
    "claim rows that hold, Arabic": lambda: claim_share("ar"),
    "claim rows that hold, English": lambda: claim_share("en"),
    "conflicts found in the stories": lambda: story_share("conflicts"),
    "updates told in the stories": lambda: story_share("updates"),
    "agreements in one group": lambda: story_share("agreements"),
    "pairs that stay quiet": lambda: story_share("quiet"),
}


@pytest.mark.parametrize("name", sorted(OWN))
def test_own(name: str) -> None:
    inside(OWN[name](), FLOORS["own"][name])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "story",
    [pytest.param(story, id=story.name) for folder in (OPENED, HELD_OUT) for story in stories(folder)],
)
def test_by_story(story: Story, kind: str) -> None:
    inside(Decimal(sum(rows_that_hold(story, kind))), {"least": FLOORS["by_story"][story.name][kind]})


@pytest.mark.skipif(not SHARED, reason="CONSISTENCY_SHARED names no folder of labelled data")
@pytest.mark.parametrize(
    "floor", [pytest.param(row, id=f"{row['run']}: {row['what']}") for row in FLOORS["shared"]]
)
def test_shared(floor: dict[str, str]) -> None:
    told = output(floor["run"])
    found = re.search(floor["pattern"], told)
    assert found is not None, told[-2000:]
    inside(Decimal(found[1]), floor)
