"""Quantities by tables, and what must hold on any text."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.find.quantities import Unread, read_quantities
from consistency.find.tokens import tokenize
from consistency.model.quantity import KINDS, MODIFIERS, Quantity, QuantityMention
from consistency.packs.cache import load_packs
from tests.tables import rows

PACKS = load_packs()


def read(text: str, language: str) -> tuple[tuple[QuantityMention, ...], tuple[Unread, ...]]:
    tokens = tokenize(text, PACKS.lexicon(language))
    return read_quantities(tokens, (), PACKS, language)


def told(quantity: Quantity) -> str:
    """A quantity as the tables write it."""
    low, high = (format(v, "f") if v is not None else "" for v in (quantity.low, quantity.high))
    facets = [quantity.modifier, quantity.kind, quantity.unit]
    facets += ["vague"] if quantity.vague else []
    facets += [f"per:{quantity.per}"] if quantity.per else []
    return " ".join(
        [low if low == high else f"{low}..{high}", *(f for f in facets if f not in ("exact", "count", "1"))]
    )


@pytest.mark.parametrize(
    ("language", "row"),
    [
        pytest.param(language, *case.values)
        for language in ("ar", "en")
        for case in rows(f"{language}/quantities")
    ],
)
def test_rows(language: str, row: dict[str, Any]) -> None:
    text = row["text"]
    mentions, _ = read(text, language)
    assert [told(m.quantity) for m in mentions] == row["finds"]
    if "span" in row:
        assert [text[m.span.start : m.span.end] for m in mentions] == row["span"]


@pytest.mark.parametrize("row", rows("refused_numbers"))
def test_what_is_refused_is_named(row: dict[str, Any]) -> None:
    text = row["text"] * int(row.get("times", "1"))
    mentions, unread = read(text, row["language"])
    assert [told(m.quantity) for m in mentions] == row["finds"]
    assert [u.reason for u in unread] == row["refuses"]


ODD = st.lists(
    st.sampled_from(
        [
            *"aبوال17٣۴ .,٫٬،-–/:%$½\u064b\u0640\u200f\u202b\n\u0000\ud800😀()",
            *(" مليون ", " ألفا", " ونصف ", " بين ", " million ", " two ", " to ", " half ", " third "),
        ]
    ),
    max_size=60,
).map("".join)


@given(ODD, st.sampled_from(["ar", "en", "und"]))
def test_any_text_gives_ordered_spans_and_known_values(text: str, language: str) -> None:
    mentions, unread = read(text, language)
    at = 0
    for mention in mentions:
        quantity = mention.quantity
        assert at <= mention.span.start < mention.span.end <= len(text)
        assert quantity.modifier in MODIFIERS
        assert quantity.kind in KINDS
        assert quantity.step > 0
        assert quantity.low is not None or quantity.high is not None
        at = mention.span.end
    assert all(0 <= u.span.start < u.span.end <= len(text) for u in unread)


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        ("ar", unit)
        for unit in ("7", "7 ", "ألف ", "خمسة و", "مليون و", "عشرات ", "نصف ", "1/", "1-", "5 على ", "١,")
    ]
    + [("ar", "من 3 إلى ")]
    + [
        ("en", unit)
        for unit in ("one ", "hundred ", "thousand, ", "a half of ", "point 5 ", "5 per ", "3 or ")
    ]
    + [("en", unit) for unit in ("3rd ", "one in ", "$", "5 a ", "minus ")],
    ids=repr,
)
def test_time_is_linear_in_hostile_text(language: str, unit: str) -> None:
    def spent(size: int) -> float:
        text = unit * (size // len(unit))
        began = time.perf_counter()
        read(text, language)
        return time.perf_counter() - began

    spent(1000)
    assert spent(60_000) < 0.5 + 40 * spent(6_000)
