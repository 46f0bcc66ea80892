"""What each figure of a sentence is a claim about, by tables."""

from __future__ import annotations

from typing import Any

import pytest

from consistency.model.claim import Claim, ClaimTime
from tests.articles import claims
from tests.known_gaps import settle
from tests.tables import rows

PUBLISHED = "2024-03-05"
TABLES = (
    "ar/claims", "ar/counted", "ar/former", "en/claims", "en/counted", "en/former", "en/news",
)  # fmt: skip
CASES = [pytest.param(table, *case.values, id=case.id) for table in TABLES for case in rows(table)]


@pytest.mark.parametrize(("table", "row"), CASES)
def test_facets(table: str, row: dict[str, Any]) -> None:
    settle(table, row["name"], misread(table.partition("/")[0], row))


def misread(language: str, row: dict[str, Any]) -> list[str]:
    """What a row's text is read as, where that is not what the row says."""
    published = row.get("published", PUBLISHED)
    found = claims(row["text"], language, None if published == "-" else published)
    figures = {claim.text: claim for claim in found if claim.quantity is not None}
    problems = [f"{text} is read as a figure" for text in row.get("no-figures", []) if text in figures]
    for text, wanted in row["figures"].items():
        if text not in figures:
            problems.append(f"no figure {text!r}; there are {', '.join(figures) or 'none'}")
            continue
        told = facets(figures[text])
        problems += [
            f"{text}: {facet} is {told[facet]}, not {value}"
            for facet, value in wanted.items()
            if told[facet] not in value.split(" | ")
        ]
    return problems


def facets(claim: Claim) -> dict[str, str]:
    """A claim's facets as the tables write them."""
    return {
        "concept": claim.counted.concept or "-",
        "role": claim.counted.role or "-",
        "subjects": " ".join(claim.subjects) or "-",
        "places": " ".join(claim.places) or "-",
        "holder": (claim.attribution.holder if claim.attribution else None) or "-",
        "modality": claim.modality,
        "change": claim.change,
        "moved": claim.moved or "-",
        "unit": claim.quantity.unit if claim.quantity else "-",
        "part": claim.part_of or "-",
        "scope": claim.scope or "-",
        "time": told_time(claim.time),
        "modifier": claim.quantity.modifier if claim.quantity else "-",
        "several": "yes" if claim.several else "no",
        "attacker": "yes" if claim.with_attacker else "no",
        "past": "yes" if claim.time is not None and claim.time.past else "no",
    }


def told_time(time: ClaimTime | None) -> str:
    """`since 2024-03-01`, `since month 8`, or `-`."""
    if time is None:
        return "-"
    if time.interval.start is not None:
        return f"{time.relation} {time.interval.start}"
    return f"{time.relation} month {time.months[0]}" if time.months else f"{time.relation} ?"
