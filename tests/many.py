"""Reports as large as newsrooms have, made of a small one told again and again."""

from __future__ import annotations

from msgspec.structs import replace

from consistency.model.claim import Claim
from consistency.model.document import Document
from consistency.model.finding import Finding
from consistency.model.group import ClaimGroup
from consistency.model.report import Report


def told_again(report: Report, copies: int, size: int, more: int = 0) -> Report:
    """The report `copies` times under other names, its articles drawn out to `size` code points.

    more: articles that say nothing.
    """
    made = [_copy(report, f"{number:04}/", size) for number in range(copies)]
    filler = replace(report.documents[0], text="نص لا رقم فيه.\n", title=None)
    rest = tuple(replace(filler, id=f"filler/{number:04}.txt") for number in range(more))
    return replace(
        report,
        documents=(*(document for copy in made for document in copy.documents), *rest),
        claims=tuple(claim for copy in made for claim in copy.claims),
        groups=tuple(group for copy in made for group in copy.groups),
        findings=tuple(finding for copy in made for finding in copy.findings),
        verdicts={ident: verdict for copy in made for ident, verdict in copy.verdicts.items()},
        origins={ident: origin for copy in made for ident, origin in copy.origins.items()},
    )


def _copy(report: Report, prefix: str, size: int) -> Report:
    claims = {claim.id: _claim(claim, prefix) for claim in report.claims}
    return replace(
        report,
        documents=tuple(_document(document, prefix, size) for document in report.documents),
        claims=tuple(claims.values()),
        groups=tuple(_group(group, prefix, claims) for group in report.groups),
        findings=tuple(_finding(finding, prefix) for finding in report.findings),
        verdicts={prefix + ident: verdict for ident, verdict in report.verdicts.items()},
        origins={prefix + ident: prefix + origin for ident, origin in report.origins.items()},
    )


def _document(document: Document, prefix: str, size: int) -> Document:
    text = document.text
    filler = text * (1 + (size - len(text)) // len(text)) if size > len(text) else ""
    return replace(document, id=prefix + document.id, text=text + filler)


def _claim(claim: Claim, prefix: str) -> Claim:
    provenance = replace(claim.provenance, document=prefix + claim.document)
    return replace(claim, id=prefix + claim.id, provenance=provenance)


def _group(group: ClaimGroup, prefix: str, claims: dict[str, Claim]) -> ClaimGroup:
    return replace(group, id=prefix + group.id, claims=tuple(claims[claim.id] for claim in group.claims))


def _finding(finding: Finding, prefix: str) -> Finding:
    return replace(
        finding,
        fingerprint=prefix[:-1] + finding.fingerprint[4:],
        group=prefix + finding.group if finding.group else None,
        documents=tuple(prefix + ident for ident in finding.documents),
        evidence=tuple(replace(item, document=prefix + item.document) for item in finding.evidence),
    )
