"""How often the program is right: figures that may only rise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from consistency.packs.strict_yaml import read_yaml
from tests.end_to_end.test_stories import judged
from tests.quality.measured import FLOORS, SHARED, output
from tests.story import HELD_OUT, OPENED, STORIES, expected, stories
from tests.tables import CASES
from tests.unit.test_claim_facets import misread


def inside(figure: Decimal, floor: Mapping[str, str]) -> None:
    """Fail when the figure lies below `least` or above `most`."""
    assert figure >= Decimal(floor.get("least", figure))
    assert figure <= Decimal(floor.get("most", figure))


def share(right: list[bool]) -> Decimal:
    return Decimal(sum(right)) / Decimal(len(right))


def story_share(kind: str, folder: Path = STORIES) -> Decimal:
    rows = [(story, row) for story in stories(folder) for row in expected(story)[kind]]
    return share([not judged(story, kind, row) for story, row in rows])


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
    "conflicts found in stories opened": lambda: story_share("conflicts", OPENED),
    "updates told in stories opened": lambda: story_share("updates", OPENED),
    "agreements in one group, opened": lambda: story_share("agreements", OPENED),
    "pairs that stay quiet, opened": lambda: story_share("quiet", OPENED),
    "conflicts found in stories held out": lambda: story_share("conflicts", HELD_OUT),
    "updates told in stories held out": lambda: story_share("updates", HELD_OUT),
    "agreements in one group, held out": lambda: story_share("agreements", HELD_OUT),
    "pairs that stay quiet, held out": lambda: story_share("quiet", HELD_OUT),
}


@pytest.mark.parametrize("name", sorted(OWN))
def test_own(name: str) -> None:
    inside(OWN[name](), FLOORS["own"][name])


@pytest.mark.skipif(not SHARED, reason="CONSISTENCY_SHARED names no folder of labelled data")
@pytest.mark.parametrize(
    "floor", [pytest.param(row, id=f"{row['run']}: {row['what']}") for row in FLOORS["shared"]]
)
def test_shared(floor: dict[str, str]) -> None:
    told = output(floor["run"])
    found = re.search(floor["pattern"], told)
    assert found is not None, told[-2000:]
    inside(Decimal(found[1]), floor)
