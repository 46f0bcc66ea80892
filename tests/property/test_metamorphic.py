"""What must not change a verdict: order, company, copies, other words for a figure, another language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from consistency.api import check
from consistency.model.claim import Claim
from consistency.model.report import Report
from tests.articles import article as read_article
from tests.known_gaps import settle
from tests.metamorphic import (
    ALL,
    article,
    articles,
    differences,
    figures,
    loud,
    plain,
    togethers,
    with_article,
)
from tests.story import Story
from tests.surface import forms, hedged, rewritten
from tests.tables import rows

STORY = pytest.mark.parametrize("story", [pytest.param(story, id=story.name) for story in ALL])
ARTICLE = pytest.mark.parametrize(
    ("name", "ident"),
    [
        pytest.param(story.name, document.id, id=f"{story.name}/{document.id}")
        for story in ALL
        for document in articles(story.name)
    ],
)


@STORY
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_order(story: Story, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(articles(story.name)))
    assert check(shuffled) == plain(story.name)


@STORY
def test_unrelated_articles(story: Story) -> None:
    """Every other story beside it: what is found in it, and how its claims group, stays."""
    others = [
        replace(document, id=f"{other.name}/{document.id}")
        for other in ALL
        if other != story
        for document in articles(other.name)
    ]
    mixed, alone = check([*articles(story.name), *others]), plain(story.name)
    own = {document.id for document in articles(story.name)}
    problems = []
    if told(mixed, own) != told(alone, own):
        problems.append("other findings")
    if inside(mixed, own) != inside(alone, own):
        problems.append("other groups")
    problems += [
        f"{f.code} with another story: {f.says('en')}"
        for f in loud(mixed)
        if own.intersection(f.documents) and not own.issuperset(f.documents)
    ]
    settle("metamorphic", f"{story.name}: unrelated articles", problems)


def told(report: Report, own: set[str]) -> set[tuple[str, str]]:
    """Fingerprints and verdicts of the findings that lie in these documents alone."""
    return {(f.fingerprint, f.verdict) for f in report.findings if own.issuperset(f.documents)}


def inside(report: Report, own: set[str]) -> set[tuple[str, ...]]:
    """The claims of these documents that stand in one group, as ids."""
    found = (tuple(sorted(c.id for c in g.claims if c.document in own)) for g in report.groups)
    return {ids for ids in found if len(ids) > 1}


@ARTICLE
def test_a_copy_is_no_further_source(name: str, ident: str) -> None:
    """An article twice: what is found is what was found, and both have one origin."""
    twin = replace(article(name, ident), id="zz-copy-" + ident)
    doubled = check([*articles(name), twin])
    problems = differences(loud(plain(name)), loud(doubled), {twin.id: ident})
    if doubled.origins[twin.id] != doubled.origins[ident]:
        problems.append("two origins")
    settle("metamorphic", f"{name}/{ident}: a copy", problems)


def rewrites(hedges: bool) -> Iterable[Any]:
    """Every figure of every story in every other form; with hedges, those that contradict nothing."""
    for story in ALL:
        contradicted = {
            claim.id
            for group in plain(story.name).groups
            if plain(story.name).verdicts[group.id] in ("conflict", "update")
            for claim in group.claims
        }
        for claim in figures(story.name):
            assert claim.quantity is not None
            if hedges and (claim.quantity.modifier != "exact" or claim.id in contradicted):
                continue
            for new in hedged(claim) if hedges else forms(claim):
                yield pytest.param(story.name, claim, new, id=f"{story.name}: {claim.text} as {new}")


@pytest.mark.parametrize(("name", "claim", "new"), rewrites(hedges=False))
def test_other_words(name: str, claim: Claim, new: str) -> None:
    """Digits, scripts, scale words and units: the same findings and the same groups."""
    report = with_article(name, rewritten(article(name, claim.document), claim.span, new))
    problems = differences(plain(name).findings, report.findings)
    if togethers(report) != togethers(plain(name)):
        problems.append("other groups")
    settle("metamorphic", f"{name}/{claim.document}: {claim.text} as {new}", problems)


@pytest.mark.parametrize(("name", "claim", "new"), rewrites(hedges=True))
def test_a_hedge_that_admits_the_figure(name: str, claim: Claim, new: str) -> None:
    """Nothing loud comes or goes, and what was one thing is one thing still."""
    report = with_article(name, rewritten(article(name, claim.document), claim.span, new))
    problems = differences(loud(plain(name)), loud(report))
    after = togethers(report)
    if not all(any(group <= other for other in after) for group in togethers(plain(name))):
        problems.append("fewer together")
    settle("metamorphic", f"{name}/{claim.document}: {claim.text} as {new}", problems)


@pytest.mark.parametrize("row", rows("translations"))
def test_translation(row: dict[str, Any]) -> None:
    """An article in the other language: the same findings, and its figures beside the same figures."""
    name, before = row["story"], article(row["story"], row["file"])
    after = read_article(row["text"], before.id, row["language"])
    after = replace(after, source=before.source, published=before.published)
    report = with_article(name, after)
    problems = differences(loud(plain(name)), loud(report))
    problems += [f"no longer together: {group}" for group in sorted(beside(plain(name)) - beside(report))]
    settle("metamorphic", row["name"], problems)


def beside(report: Report) -> set[tuple[tuple[str, str], ...]]:
    """The groups that agree, as the articles and values in them."""
    return {
        tuple(sorted((c.document, str(c.quantity and c.quantity.low)) for c in group.claims))
        for group in report.groups
        if report.verdicts[group.id] in ("agree", "compatible")
    }
