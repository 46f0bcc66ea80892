"""What must not change a verdict, and what must."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.api import check
from consistency.model.document import Document, Span
from consistency.model.finding import Finding
from consistency.model.report import Report
from tests.known_gaps import settle
from tests.story import STORIES, Story, stories
from tests.tables import rows

ALL = stories()
AGREEING = Story(STORIES / "museum")


@cache
def plain(name: str) -> Report:
    return check(Story(STORIES / name).articles())


def told(report: Report, documents: Iterable[str]) -> set[tuple[str, str]]:
    """Fingerprints and verdicts of the findings that lie in these documents alone."""
    inside = set(documents)
    return {(f.fingerprint, f.verdict) for f in report.findings if inside.issuperset(f.documents)}


def named(story: Story) -> list[str]:
    return [document.id for document in story.articles()]


@pytest.mark.parametrize("story", [pytest.param(story, id=story.name) for story in ALL])
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_order(story: Story, data: st.DataObject) -> None:
    articles = data.draw(st.permutations(story.articles()))
    assert check(articles) == plain(story.name)


@pytest.mark.parametrize("story", [pytest.param(story, id=story.name) for story in ALL])
def test_unrelated_articles(story: Story) -> None:
    """Every other story beside it: what is found in it, and how its claims group, stays."""
    others = [
        replace(document, id=f"{other.name}/{document.id}")
        for other in ALL
        if other != story
        for document in other.articles()
    ]
    mixed = check([*story.articles(), *others])
    alone = plain(story.name)
    problems = []
    if told(mixed, named(story)) != told(alone, named(story)):
        problems.append("other findings")
    if groups(mixed, named(story)) != groups(alone, named(story)):
        problems.append("other groups")
    own = set(named(story))
    problems += [
        f"{f.code} with another story: {f.says('en')}"
        for f in mixed.findings
        if f.severity != "info" and own.intersection(f.documents) and not own.issuperset(f.documents)
    ]
    settle("metamorphic", f"{story.name}: unrelated articles", problems)


def groups(report: Report, documents: Iterable[str]) -> set[tuple[str, ...]]:
    """The claims of these documents that stand in one group, as ids."""
    inside = set(documents)
    found = (tuple(sorted(c.id for c in g.claims if c.document in inside)) for g in report.groups)
    return {ids for ids in found if len(ids) > 1}


@pytest.mark.parametrize("story", [pytest.param(story, id=story.name) for story in ALL])
def test_a_copy_is_no_further_source(story: Story) -> None:
    """An article twice: what is found is what was found, and both have one origin."""
    articles = story.articles()
    twin = replace(articles[0], id="zz-copy-" + articles[0].id)
    doubled = check([*articles, twin])
    same = {twin.id: articles[0].id}
    before, after = (kinds(report, same) for report in (plain(story.name), doubled))
    problems = [f"no longer found: {kind}" for kind in sorted(before - after)]
    problems += [f"newly found: {kind}" for kind in sorted(after - before)]
    if doubled.origins[twin.id] != doubled.origins[articles[0].id]:
        problems.append("two origins")
    settle("metamorphic", f"{story.name}: a copy", problems)


def kinds(report: Report, same: Mapping[str, str]) -> set[str]:
    """Code and documents of the two sides of each finding, with copies under the name of their original."""
    return {
        " ".join(
            [f.code, *sorted({same.get(e.document, e.document) for e in f.evidence if e.role != "also"})]
        )
        for f in report.findings
        if f.severity != "info"
    }


@pytest.mark.parametrize("row", rows("rewrites"))
def test_rewrites(row: dict[str, Any]) -> None:
    articles = AGREEING.articles()
    before = next(document for document in articles if document.id == row["file"])
    assert before.text.count(row["from"]) == 1
    start = before.text.index(row["from"])
    after = rewritten(before, row["from"], row["to"])
    report = check([after if document is before else document for document in articles])
    place = Span(start, start + len(row["to"]))
    about = [f for f in report.findings if f.severity == "error" and stands(f, after.id, place)]
    others = [f for f in report.findings if f.severity != "info" and f not in about]
    problems = [f"{f.code}: {f.says('en')}" for f in others]
    if row["says"] == "conflict":
        problems += [] if len(about) == 1 else [f"{len(about)} conflicts about the figure"]
    else:
        problems += [f"{f.code}: {f.says('en')}" for f in about]
    if row["says"] == "same" and sizes(report) != sizes(plain(AGREEING.name)):
        problems.append(f"groups of {sizes(report)} claims, not {sizes(plain(AGREEING.name))}")
    settle("rewrites", row["name"], problems)


def rewritten(document: Document, old: str, new: str) -> Document:
    text = document.text.replace(old, new)
    return replace(document, text=text, sha256=sha256(text.encode()).hexdigest())


def stands(finding: Finding, document: str, place: Span) -> bool:
    return any(e.document == document and place.overlaps(e.span) for e in finding.evidence)


def sizes(report: Report) -> list[tuple[int, str]]:
    return sorted((len(group.claims), report.verdicts[group.id]) for group in report.groups)
