"""No quantity is read as a date and no date as a quantity, on labelled data kept outside of the repository."""

from __future__ import annotations

import csv
import json
import math
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from consistency.model.document import Document, Moment, Span
from consistency.packs.cache import load_packs
from consistency.pipeline import Extraction, extract

SHARED = os.environ.get("CONSISTENCY_SHARED")
PACKS = load_packs()
# "In three years" is a date by the contract, counted from a day that these rows do not have.
COUNTED_FROM_AN_UNKNOWN_DAY = "XXXX-XX-XX"

pytestmark = pytest.mark.skipif(not SHARED, reason="CONSISTENCY_SHARED names no folder of labelled data")


def json_lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def articles() -> Iterator[tuple[str, Extraction]]:
    folder = Path(SHARED or "") / "seeds"
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as file:
        told = {row["file"]: row for row in csv.DictReader(file)}
    for path in sorted(folder.glob("*.txt")):
        row = told[path.name]
        published = row.get("published", "")[:10]
        moment = Moment(date.fromisoformat(published)) if len(published) == 10 else None
        text = path.read_text(encoding="utf-8-sig")
        yield path.name, extract(Document(path.name, text, row["language"], "", published=moment), PACKS)


def test_the_articles() -> None:
    gold = Path(SHARED or "") / "gold"
    figures, dates = json_lines(gold / "seeds_quantities.jsonl"), json_lines(gold / "seeds_dates.jsonl")
    wrong = []
    for name, read in articles():
        told = [m.span for m in read.times]
        counted = [c.span for c in read.claims if c.quantity]
        wrong += [
            f"{name}: the figure {row['text']} is read as a date"
            for row in figures
            if row["doc"] == name and any(Span(row["start"], row["end"]).overlaps(s) for s in told)
        ]
        wrong += [
            f"{name}: the date {row['surface']} is read as a figure"
            for row in dates
            if row["file"] == name
            and row["class"] == "core"  # a bare duration is a figure by the contract
            and any(Span(row["start"], row["end"]).overlaps(s) for s in counted)
        ]
        wrong += [f"{name}: {s} is read twice" for s in told if any(s.overlaps(c) for c in counted)]
    assert not wrong


def test_the_numbers() -> None:
    """The digits of a labelled figure are in no date."""
    wrong = []
    for path in sorted((Path(SHARED or "") / "bench" / "numbers").glob("*.jsonl")):
        for row in json_lines(path):
            language = row.get("lang") or ("ar" if "_ar_" in path.name else "en")
            read = extract(Document("row", row["text"], language, ""), PACKS)
            for mention in read.times:
                if mention.timex.value == COUNTED_FROM_AN_UNKNOWN_DAY:
                    continue
                said = row["text"][mention.span.start : mention.span.end]
                if any(_is_in(value, said) for value in _values(row)):
                    wrong.append(f"{row['id']}: {row['text']!r} has the date {said!r}")
    assert not wrong


def _values(row: Any) -> list[float]:
    ends = [e[key] for e in row["expected"] for key in ("value", "low", "high") if e.get(key) is not None]
    return [float(end) for end in ends]


def _is_in(value: float, said: str) -> bool:
    """Whether a text in digits tells a value."""
    digits = "".join(c for c in said if c.isdecimal())
    return bool(digits) and math.isclose(float(digits), value)
