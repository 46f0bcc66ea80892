"""Dates by tables: the phrase, its value, what it was counted from, and what must not be found."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from consistency.claims.anchor import anchor_times, dateline_moment
from consistency.find.times import read_times
from consistency.find.tokens import tokenize
from consistency.model.document import Document, Moment
from consistency.model.timepair import compare
from consistency.model.timex import Interval, Timex, TimexMention
from consistency.packs.cache import load_packs
from consistency.text.layout import layout
from tests.tables import rows

PACKS = load_packs()


def read(text: str, language: str, published: str | None) -> tuple[TimexMention, ...]:
    """The dates of a text as the pipeline reads them."""
    moment = Moment(date.fromisoformat(published)) if published else None
    document = Document("text", text, language, "", published=moment)
    tokens = tokenize(text, PACKS.lexicon(language))
    phrases = read_times(tokens, PACKS, language)
    arranged = layout(document, PACKS)
    moment = moment or dateline_moment(phrases, arranged, document)
    return anchor_times(phrases, arranged, document, moment, PACKS)


def told(timex: Timex) -> str:
    """A date as the tables write it."""
    facets = [timex.value, timex.mod, timex.relation]
    if timex.problem:
        facets += [f"!{timex.problem}", "|".join(map(span, timex.alternatives))]
    return " ".join(facet for facet in facets if facet)


def span(interval: Interval) -> str:
    return f"{interval.start or ''}..{interval.end or ''}"


@pytest.mark.parametrize("row", rows("ar/dates"))
def test_arabic(row: Any) -> None:
    text = row["text"]
    assert [f"{text[slice(*m.span)]} = {told(m.timex)}" for m in read(text, "ar", "2021-12-10")] == row[
        "finds"
    ]


@pytest.mark.parametrize("row", rows("en/dates"))
def test_english(row: Any) -> None:
    text = row["text"]
    assert [f"{text[slice(*m.span)]} = {told(m.timex)}" for m in read(text, "en", "2021-12-10")] == row[
        "finds"
    ]


@pytest.mark.parametrize("row", rows("anchors"))
def test_anchors(row: Any) -> None:
    text, published = row["text"], row["published"]
    found = read(text, row["language"], None if published == "none" else published)
    said = [f"{text[slice(*m.span)]} = {told(m.timex)} @{m.timex.anchor}" for m in found]
    assert said == row["finds"]


@pytest.mark.parametrize("row", rows("date_intervals"))
def test_intervals(row: Any) -> None:
    mention = read(row["text"], row["language"], "2021-12-10")[0]
    timex = mention.timex
    assert [span(timex.interval), span(timex.fuzzy), timex.grain] == [
        row["interval"],
        row["fuzzy"],
        row["grain"],
    ]


@pytest.mark.parametrize("row", rows("foreign_dates"))
def test_languages_without_a_pack(row: Any) -> None:
    found = read(row["text"], row["language"], "2021-12-10")
    assert [f"{row['text'][slice(*m.span)]} = {told(m.timex)} {m.pack}" for m in found] == row["finds"]


@pytest.mark.parametrize("row", rows("date_odds"))
def test_counts_that_dates_contradict(row: Any) -> None:
    text = row["text"]
    found = [m.timex.odds for m in read(text, row["language"], row.get("published", "2021-12-10"))]
    said = [f"{o.kind} {text[slice(*o.span)]} = {'|'.join(map(span, o.readings))}" for o in found if o]
    assert said == row["finds"]


@pytest.mark.parametrize("row", rows("date_pairs"))
def test_pairs(row: Any) -> None:
    published = None if row.get("published") == "none" else "2021-12-10"
    a, b = (read(row[side], row.get("language", "en"), published)[0].timex for side in ("a", "b"))
    assert [compare(a, b), compare(b, a)] == [row["is"], row["is"]]


@pytest.mark.parametrize("row", rows("planned_dates"))
def test_planned_dates(row: Any) -> None:
    text = row["text"]
    found = read(text, row["language"], "2021-12-10")
    assert [text[slice(*m.span)] for m in found if m.timex.planned] == row["finds"]
