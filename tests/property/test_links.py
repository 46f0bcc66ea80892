"""A link of two claims is the same whichever comes first: engines hand them over in orders of their own."""

from __future__ import annotations

from itertools import combinations

import pytest

from consistency.align.levels import compare
from consistency.packs.cache import load_packs
from tests.story import OPENED, Story, stories

SEVERAL = [story for story in stories(OPENED) if story.name in ("gasfield", "railway", "tanker")]


@pytest.mark.parametrize("story", SEVERAL, ids=lambda story: story.name)
def test_either_way_round(story: Story) -> None:
    """Of two languages, and with units of both kinds; figures and dates."""
    packs = load_packs()
    claims = story.check().claims
    pairs = list(combinations(claims, 2))
    links = [compare(a, b, packs) for a, b in pairs]
    assert any(links)
    assert links == [compare(b, a, packs) for a, b in pairs]
