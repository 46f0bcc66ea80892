"""Hostile texts: no crash, spans that lie in the text, and time that grows as the text does."""

from __future__ import annotations

import time
from typing import Any

import pytest

from consistency.model.document import Document
from consistency.packs.cache import load_packs
from consistency.pipeline import BLOCK, extract, read
from tests.tables import rows

PACKS = load_packs()

SHORT, LONGER = 100, 8
# Eight times the text may take so many times as long: twice what linear is, and more for a busy machine.
MOST = 20
# Below this many seconds a clock tells noise.
FLOOR = 0.01
TRIES = 3


def _document(text: str, language: str) -> Document:
    return Document(id="hostile", text=text, language=language, sha256="")


def _seconds(text: str, language: str) -> float:
    began = time.process_time()
    found = extract(_document(text, language), PACKS)
    spent = time.process_time() - began
    for claim in found.claims:
        assert 0 <= claim.span.start < claim.span.end <= len(text)
    for item in found.skipped:
        assert item.reason and item.span is not None and item.span.end <= len(text)
    return spent


@pytest.mark.parametrize("row", rows("hostile", "repeated"))
def test_time_grows_as_the_text(row: dict[str, Any]) -> None:
    piece, language = row["piece"], row["language"]
    _seconds(piece * SHORT, language)
    ratios = []
    for _ in range(TRIES):
        short = _seconds(piece * SHORT, language)
        ratios.append(_seconds(piece * SHORT * LONGER, language) / max(short, FLOOR))
        if ratios[-1] < MOST:
            return
    pytest.fail(f"{LONGER} times the text took {min(ratios):.0f} times as long")


def test_a_million_digits_are_named() -> None:
    found = extract(_document("7" * 1_000_000, "en"), PACKS)
    assert not found.claims
    assert [item.reason for item in found.skipped] == ["more than 30 digits"]


def test_lone_surrogates_are_no_words() -> None:
    found = extract(_document("\ud800 3 men \udfff12 " * 5, "en"), PACKS)
    assert {claim.quantity.low for claim in found.claims if claim.quantity} == {3, 12}


@pytest.mark.parametrize("joint", ["\n\n", " "], ids=["paragraphs", "one paragraph"])
def test_a_long_text_is_read_as_its_parts(joint: str) -> None:
    """A text of several blocks gives what one of its pieces gives, each time."""
    piece = "In March 2019 the city counted 2,483 visitors, 12 % more than in 2018."
    times = 3 * BLOCK // len(piece)
    long = read(_document(joint.join([piece] * times), "en"), PACKS)
    one = read(_document(piece, "en"), PACKS)
    assert len(long.blocks) > 1
    assert len(long.times) == times * len(one.times)
    assert sum(len(b.quantities) for b in long.blocks) == times * sum(len(b.quantities) for b in one.blocks)
    assert all(long.document.text[m.span.start : m.span.end] in piece for m in long.times)
