"""Figures and events that a great many articles tell of: what is left out is told, and what is rare is still found."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from consistency.align import alike, closest
from consistency.api import check, extract
from consistency.model.document import Document, Moment
from consistency.packs.cache import load_packs
from consistency.pipeline import Extraction, Result
from consistency.pipeline import check as check_read

PACKS = load_packs()
FIRST = date(2024, 1, 1)
STANDS = "Baghdad - Some {} soldiers are deployed in Iraq, said Colonel Myles Caggins."
HAPPENED = "Aleppo - A fire killed {} workers, said {}. {} and the engineer {} helped {}."
PEOPLE = (
    "Hadi Sarwan",
    "Nadia Qutrib",
    "Tamer Wahdan",
    "Rima Daqqaq",
    "Loay Barazi",
    "Dima Koussa",
    "Samer Jabri",
)


def read(ident: str, text: str, day: date) -> Extraction:
    return extract(Document(ident, text, "en", "0" * 64, published=Moment(day)))[0]


def again(one: Extraction, ident: str, day: date) -> Extraction:
    """The same told by another article, on another day."""
    published = Moment(day)
    claims = tuple(
        replace(
            claim,
            id=ident + claim.id[len(one.document.id) :],
            provenance=replace(claim.provenance, document=ident, published=published),
        )
        for claim in one.claims
    )
    document = replace(one.document, id=ident, published=published)
    return replace(one, document=document, claims=claims, sketch=())


@pytest.fixture(scope="module")
def told() -> list[Extraction]:
    """A figure that a thousand articles give, in the course of 50 days, and one in the midst of them that differs."""
    common, rare = (read("x", STANDS.format(f"{figure} American"), FIRST) for figure in ("2,500", "900"))
    names = [f"{number:04}" for number in range(1001)]
    random.Random(7).shuffle(names)  # names do not tell the time
    return [
        again(rare if number == 500 else common, name, FIRST + timedelta(days=number // 20))
        for number, name in enumerate(names)
    ]


def shown(result: Result) -> tuple[object, ...]:
    return result.groups, result.findings, result.skipped, sorted(result.verdicts.items())


def test_a_rare_figure_among_a_thousand_equal_ones(told: list[Extraction]) -> None:
    result = check_read(told, PACKS)
    assert [len(group.claims) for group in result.groups] == [1001]
    (finding,) = result.findings
    assert (finding.code, {item.text for item in finding.evidence[:2]}) == (
        "NUM101",
        {"2,500", "900"},
    )
    reasons = {item.reason for item in result.skipped}
    assert "1001 claims share the key 1|soldier|IQ: too many to compare with one another" in reasons
    assert (
        "1001 articles may each tell of the same event as a great many others: "
        "compared with the 16 of each language that share most with them"
    ) in reasons


def test_the_order_of_articles_changes_nothing_where_there_are_many(told: list[Extraction]) -> None:
    some = told[400:600]
    other = random.Random(3).sample(some, len(some))
    assert shown(check_read(some, PACKS)) == shown(check_read(other, PACKS))


def test_what_was_told_years_ago_meets_the_first_that_differs() -> None:
    """Of other soldiers articles have told since."""
    articles = [
        read(f"{year}-{n:02}", STANDS.format(figure), date(year, 1, 1) + timedelta(days=n))
        for year, figure in ((2021, "10,000 American"), (2022, "300 French"), (2024, "1,200 American"))
        for n in range(60)
    ]
    findings = check_read(articles, PACKS).findings
    (finding,) = findings
    assert finding.code == "UPD401"
    assert [item.document[:5] for item in finding.evidence[:2]] == ["2021-", "2024-"]


def test_many_articles_on_one_event_are_one_group() -> None:
    deal = random.Random(11)
    documents = [
        Document(
            f"{n:03}", HAPPENED.format(19 if n == 30 else 12, *deal.sample(PEOPLE, 4)), "en", "0" * 64,
            published=Moment(FIRST),
        )
        for n in range(120)
    ]  # fmt: skip
    report = check(documents)
    assert [len(group.claims) for group in report.groups] == [120]
    assert ["030" in finding.documents for finding in report.findings if finding.code == "NUM101"] == [True]
    assert any(item.reason.startswith("120 articles may each tell") for item in report.skipped)


def test_up_to_a_limit_all_meet_all(monkeypatch: pytest.MonkeyPatch, told: list[Extraction]) -> None:
    few = told[480 : 480 + alike.MOST_ALIKE]
    monkeypatch.setattr(closest, "MOST_PARTNERS", alike.MOST_ALIKE)
    result = check_read(few, PACKS)
    assert result.skipped == ()
    (group,) = result.groups
    assert len(group.links) == len(few) * (len(few) - 1) // 2
