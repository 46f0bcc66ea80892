"""Stories checked once, and what two reports of one story have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations

from consistency.api import check
from consistency.model.claim import Claim
from consistency.model.document import Document, Span
from consistency.model.finding import Finding
from consistency.model.report import Report
from tests.story import STORIES, Story, stories

ALL = stories()
Sides = tuple[str, tuple[str, ...]]


@cache
def articles(name: str) -> tuple[Document, ...]:
    return Story(STORIES / name).articles()


@cache
def plain(name: str) -> Report:
    """The story as it is."""
    return check(articles(name))


def with_article(name: str, *others: Document) -> Report:
    """The story with other versions of some of its articles."""
    new = {document.id: document for document in others}
    return check([new.get(document.id, document) for document in articles(name)])


def figures(name: str) -> list[Claim]:
    """Every figure of a story that tells one value, in order."""
    return [
        claim
        for claim in plain(name).claims
        if claim.quantity is not None
        and claim.quantity.low is not None
        and claim.quantity.high in (claim.quantity.low, None)
    ]


def article(name: str, ident: str) -> Document:
    return next(document for document in articles(name) if document.id == ident)


def loud(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.severity != "info"]


def sides(findings: Iterable[Finding], same: Mapping[str, str] | None = None) -> set[Sides]:
    """Code and documents of the two sides of each finding. same: copies, and of which document."""
    originals = same or {}
    return {
        (
            f.code,
            tuple(sorted({originals.get(e.document, e.document) for e in f.evidence if e.role != "also"})),
        )
        for f in findings
    }


def shown(findings: Iterable[Finding]) -> set[Sides]:
    """Code and documents of any two that a finding shows, also beside its sides: it is said of them too."""
    return {
        (f.code, documents)
        for f in findings
        for width in (1, 2)
        for documents in combinations(sorted({e.document for e in f.evidence}), width)
    }


def togethers(report: Report) -> set[frozenset[tuple[str, int]]]:
    """The groups, each claim as its article and its place in the order of that article's claims."""
    number: Counter[str] = Counter()
    named = {}
    for claim in report.claims:
        named[claim.id] = (claim.document, number[claim.document])
        number[claim.document] += 1
    return {frozenset(named[claim.id] for claim in group.claims) for group in report.groups}


def differences(
    before: Sequence[Finding], after: Sequence[Finding], same: Mapping[str, str] | None = None
) -> list[str]:
    """Findings that are gone and that are new, in words."""
    gone, new = sides(before) - shown(after), sides(after, same) - shown(before)
    return [f"gone: {code} {' '.join(documents)}" for code, documents in sorted(gone)] + [
        f"new: {code} {' '.join(documents)}" for code, documents in sorted(new)
    ]


def about(findings: Sequence[Finding], document: str, place: Span) -> list[Finding]:
    """The findings one side of which stands there."""
    return [
        finding
        for finding in findings
        if any(
            e.document == document and e.role != "also" and place.overlaps(e.span) for e in finding.evidence
        )
    ]
