"""Whether two articles are on one matter, by what they name in common."""

from __future__ import annotations

import pytest

from consistency.align.shared_facets import setting
from consistency.model.claim import Claim
from consistency.model.document import Document
from consistency.packs.cache import load_packs
from consistency.pipeline import extract

PACKS = load_packs()
DAM = "In Spain, engineers checked the dam and its turbines after 14 farmers were hurt in the wheat."


def claim(ident: str, text: str) -> Claim:
    return extract(Document(ident, text, "en", "", published=None), PACKS).claims[0]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Peru lent a dam's engineers turbines after 14 farmers were hurt in wheat.", "some"),
        ("Peru lent a club's players boots after 14 nurses were hurt in salt.", "other"),
        ("Peru lent a dam's crew boots after 14 nurses were hurt in salt.", "other"),
    ],
)
def test_other_places_but_one_topic(text: str, level: str) -> None:
    assert setting(claim("a", DAM), claim("b", text), PACKS) == level
