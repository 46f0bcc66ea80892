"""What must change a verdict, and that one alone: another figure, a denial, another hour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from consistency.model.claim import Claim
from consistency.model.document import Document, Moment, Span
from consistency.model.finding import Finding
from consistency.model.report import Report
from tests.articles import PACKS
from tests.known_gaps import settle
from tests.metamorphic import ALL, about, article, articles, differences, figures, loud, plain, with_article
from tests.story import expected, find
from tests.surface import changed, rewritten
from tests.tables import rows

# A figure becomes so much more, or less, than it was: too much for a hedge or a rounding.
SHARES = (Decimal("0.4"), Decimal("-0.4"))
# On either side of the 90 minutes within which two tolls are of one moment.
BEFORE, AFTER = timedelta(minutes=60), timedelta(minutes=120)


def agreements() -> Iterator[tuple[str, str, list[Claim]]]:
    """Story, name and figures of every agreement; not those that state a bound, which leaves room."""
    for story in ALL:
        for row in expected(story)["agreements"]:
            places = [find(story, words) for words in row["mentions"]]
            told = [
                claim
                for place in places
                for claim in figures(story.name)
                if place.holds(claim.document, claim.span)
            ]
            if all(claim.quantity is not None and claim.quantity.high is not None for claim in told):
                yield story.name, row["name"], told


def differing(name: str, claim: Claim, share: Decimal) -> tuple[Document, Span]:
    """The claim's article with another figure, and where that stands."""
    new = changed(claim, share)
    place = Span(claim.span.start, claim.span.start + len(new))
    return rewritten(article(name, claim.document), claim.span, new), place


def touching(report: Report, document: str, place: Span) -> list[Finding]:
    """The findings that show this place."""
    return [
        f
        for f in report.findings
        if any(e.document == document and place.overlaps(e.span) for e in f.evidence)
    ]


def moved(before: Report, was: Span, after: Report, place: Span, document: str) -> list[str]:
    """What two reports say differently of anything but one place in a document."""
    old, new = touching(before, document, was), touching(after, document, place)
    gone = differences([f for f in before.findings if f not in old], after.findings)
    came = differences(before.findings, [f for f in after.findings if f not in new])
    return [x for x in gone if x.startswith("gone")] + [x for x in came if x.startswith("new")]


@pytest.mark.parametrize(
    ("name", "row", "claims"), [pytest.param(*found, id=f"{found[0]}: {found[1]}") for found in agreements()]
)
def test_one_other_figure(name: str, row: str, claims: Sequence[Claim]) -> None:
    """Where all agree, one changed figure gives exactly one conflict, about it; the rest stays."""
    problems = []
    for claim in claims:
        for share in SHARES:
            new, place = differing(name, claim, share)
            report = with_article(name, new)
            found = about(loud(report), claim.document, place)
            verdicts = sorted(f.verdict for f in found)
            problems += [] if verdicts == ["conflict"] else [f"{new.text[slice(*place)]}: {verdicts}"]
            problems += moved(plain(name), claim.span, report, place, claim.document)
    settle("metamorphic", f"{name}: {row} changed", problems)


@pytest.mark.parametrize("row", rows("denials"))
def test_a_denial(row: dict[str, Any]) -> None:
    name, before = row["story"], article(row["story"], row["file"])
    assert before.text.count(row["from"]) == 1
    start = before.text.index(row["from"])
    new = rewritten(before, Span(start, start + len(row["from"])), row["to"])
    assert new.text.count(row["figure"]) == 1
    start = new.text.index(row["figure"])
    report = with_article(name, new)
    found = about(report.findings, new.id, Span(start, start + len(row["figure"])))
    settle("metamorphic", f"{name}: {row['name']} denied", [f"{f.code}: {f.says('en')}" for f in found])


def tolls() -> Iterator[Any]:
    """Agreements on figures that can only rise, told on one day."""
    for name, row, claims in agreements():
        days = {claim.provenance.published.day for claim in claims if claim.provenance.published}
        roles = (PACKS.table("roles").get(claim.counted.role or "", {}) for claim in claims)
        if len(days) == 1 and all(role.get("monotone") for role in roles):
            yield pytest.param(name, row, claims, id=f"{name}: {row}")


@pytest.mark.parametrize(("name", "row", "claims"), tolls())
def test_the_hour_of_a_toll(name: str, row: str, claims: Sequence[Claim]) -> None:
    """A higher toll within 90 minutes is a conflict, later on an update; and nothing else moves."""
    problems = []
    for claim in claims:
        new, place = differing(name, claim, SHARES[0])
        seen = []
        for apart, wanted in ((BEFORE, "conflict"), (AFTER, "update")):
            others = (at_noon(document) for document in articles(name))
            report = with_article(name, *others, at_noon(new, apart))
            seen.append(report)
            own = {c.document for c in claims}
            found = {
                f.verdict
                for f in about(report.findings, claim.document, place)
                if all(e.document in own for e in f.evidence if e.role != "also")
            }
            problems += [] if found == {wanted} else [f"{claim.document} {apart} later: {sorted(found)}"]
        problems += moved(seen[0], place, seen[1], place, claim.document)
    settle("metamorphic", f"{name}: {row} by the hour", problems)


def at_noon(document: Document, later: timedelta = timedelta(0)) -> Document:
    assert document.published is not None
    instant = datetime.combine(document.published.day, time(12), UTC) + later
    return replace(document, published=Moment(instant.date(), instant))
