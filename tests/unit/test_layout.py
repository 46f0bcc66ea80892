"""Sentences, zones and sections, by tables; spans that hold on any text."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.model.document import Document
from consistency.model.layout import ZONES
from consistency.packs.cache import load_packs
from consistency.text.layout import layout
from tests.tables import rows

PACKS = load_packs()


def document(text: str, language: str = "en") -> Document:
    return Document("d", text, language, "")


@pytest.mark.parametrize("row", rows("sentences"))
def test_sentences(row: dict[str, Any]) -> None:
    text = row.get("glue", " ").join(row["sentences"])
    found = layout(document(text, row["language"]), PACKS)
    assert [text[s.span.start : s.span.end] for s in found.sentences] == row["sentences"]


@pytest.mark.parametrize("row", rows("zones"))
def test_zones(row: dict[str, Any]) -> None:
    text = row["text"]
    found = layout(document(text, row["language"]), PACKS)
    told = [
        f"{s.zone} {s.section} {' '.join(text[s.span.start : s.span.end].split()[:2])}"
        for s in found.sentences
    ]
    assert told == row["zones"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('He said "no" and left.', ["no"]),
        ("قال «لن نغادر» ثم صمت “طويلا”", ["لن نغادر", "طويلا"]),
        ('One "open mark.\nAnother "quote" here.', ["quote"]),
    ],
)
def test_quotes(text: str, quotes: list[str]) -> None:
    found = layout(document(text), PACKS)
    assert [text[q.start : q.end] for q in found.quotes] == quotes


ODD = st.text(
    alphabet=st.sampled_from(list('aB1٣\u064b\u0640\u200f\u202b\u2069.!؟"“”«»()-– \t\n\r\u2028😀قالوa')),
    max_size=300,
)


@given(ODD, st.sampled_from(["ar", "en", "und"]))
def test_sentences_are_in_order_and_hold_all_that_is_no_blank(text: str, language: str) -> None:
    found = layout(document(text, language), PACKS).sentences
    at = 0
    covered = set()
    for sentence in found:
        assert at <= sentence.span.start < sentence.span.end <= len(text)
        assert sentence.zone in ZONES
        at = sentence.span.end
        covered |= set(range(*sentence.span))
    outside = {text[i] for i in range(len(text)) if i not in covered}
    assert not {c for c in outside if c.isalnum()}


@pytest.mark.parametrize(
    "unit", ["word ", ". ", '"', "(", "Mr. ", "A. ", "- ", "ab\n", "\n", "...", "قال. ", "1. "], ids=repr
)
def test_time_is_linear_in_hostile_text(unit: str) -> None:
    def spent(size: int) -> float:
        text = unit * (size // len(unit))
        began = time.perf_counter()
        layout(document(text), PACKS)
        return time.perf_counter() - began

    spent(1000)
    assert spent(200_000) < 0.5 + 40 * spent(20_000)
