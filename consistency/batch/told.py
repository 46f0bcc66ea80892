"""What a large check found as a report's sequences, read from the disk whenever somebody goes through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from consistency.batch.articles import Articles
from consistency.batch.check import Found
from consistency.batch.findings import Findings
from consistency.model.claim import Claim
from consistency.model.document import Document
from consistency.model.finding import Finding
from consistency.model.group import ClaimGroup
from consistency.model.report import Large
from consistency.model.shelved import Shelved


class _ByName(Mapping[str, Document]):
    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._numbers = {ident: number for number, ident in enumerate(articles.ids)}

    def __getitem__(self, ident: str) -> Document:
        return self._articles.extraction(self._numbers[ident]).document

    def __contains__(self, ident: object) -> bool:
        return ident in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


class Told(Struct, frozen=True):
    """The sequences of a report."""

    documents: Shelved[Document]
    claims: Shelved[Claim]
    groups: Shelved[ClaimGroup]
    findings: Shelved[Finding]
    large: Large


def told(found: Found, findings: Iterable[Finding]) -> Told:
    """findings: those that the report shall hold, in any order."""
    kept = Findings(each_once=False)
    kept.put(findings)
    articles, groups = found.articles, found.groups
    severities = kept.severities()
    return Told(
        documents=Shelved(len(articles), articles.documents, _ByName(articles)),
        claims=Shelved(sum(articles.counts), articles.claims),
        groups=Shelved(len(groups), groups.__iter__),
        findings=Shelved(len(kept), kept.__iter__),
        large=Large(
            standing=Shelved(sum(severities.values()), kept.standing),
            severities=severities,
            verdicts=groups.verdict_counts(),
            silent=sum(count == 0 for count in articles.counts),
        ),
    )
