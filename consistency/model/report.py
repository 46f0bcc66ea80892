"""Everything a check found, ready to be written in any format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field

from consistency.model.claim import Claim
from consistency.model.document import Document, Skipped, Span
from consistency.model.finding import Evidence, Finding
from consistency.model.group import ClaimGroup
from consistency.model.rows import Row, claim_row, document_row, finding_row, group_row
from consistency.model.rule import RuleTold

if TYPE_CHECKING:
    import pandas


class Tool(Struct, frozen=True):
    """What made the report. today: ISO date, used only for the expiry of waivers."""

    name: str
    version: str
    rules_digest: str
    today: str


class Large(Struct, frozen=True):
    """What was counted of a check whose articles, claims, groups and findings lie on the disk.

    standing: the findings that nobody has set aside. severities: of these. verdicts: of the groups.
    silent: articles without claims.
    """

    standing: Sequence[Finding]
    severities: Mapping[str, int]
    verdicts: Mapping[str, int]
    silent: int


class Report(Struct, frozen=True):
    """The result of a check, in a fixed order whatever the order of the input.

    rules: those that made the findings, by code.
    new: the articles that were asked about, where they were compared with others; None where all were.

    verdicts: a verdict by group id. origins: an origin id by document id.
    large: where the sequences are `Shelved`, what was counted of them; else None.
    """

    tool: Tool
    documents: Sequence[Document]
    claims: Sequence[Claim]
    groups: Sequence[ClaimGroup]
    findings: Sequence[Finding]
    skipped: tuple[Skipped, ...]
    verdicts: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[RuleTold, ...] = ()
    new: frozenset[str] | None = None
    large: Large | None = None

    @property
    def standing(self) -> Sequence[Finding]:
        """The findings that nobody has set aside: those that count."""
        if self.large is not None:
            return self.large.standing
        return tuple(finding for finding in self.findings if finding.suppressed is None)

    def claims_shown(self) -> dict[tuple[str, Span], Claim]:
        """The claims that stand where a standing finding shows something, by article and place."""
        places = {(item.document, item.span) for finding in self.standing for item in finding.evidence}
        return {place: claim for claim in self.claims if (place := (claim.document, claim.span)) in places}

    def by_severity(self) -> Counter[str]:
        """How many findings of each severity stand."""
        if self.large is not None:
            return Counter(self.large.severities)
        return Counter(finding.severity for finding in self.standing)

    def by_verdict(self) -> Counter[str]:
        """How many groups have each verdict."""
        if self.large is not None:
            return Counter(self.large.verdicts)
        return Counter(self.verdicts.get(group.id, "undecided") for group in self.groups)

    def silent(self) -> int:
        """How many articles hold no claim."""
        if self.large is not None:
            return self.large.silent
        spoken = {claim.document for claim in self.claims}
        return sum(document.id not in spoken for document in self.documents)

    def origin_count(self) -> int:
        """From how many independent origins the articles are."""
        if self.large is not None:
            return len(set(self.origins.values()))
        return len({self.origins.get(document.id, document.id) for document in self.documents})

    def foremost(self, finding: Finding) -> Evidence | None:
        """The place to point at: the first side, or the first place in an article that was asked about."""
        places = finding.evidence
        if self.new is not None:
            places = tuple(item for item in places if item.document in self.new) or places
        return places[0] if places else None

    def _repr_html_(self) -> str:
        """What a notebook shows of it."""
        # Here, because only a notebook asks, and pays for templates.
        from consistency.report.html.notebook import fragment

        return fragment(self)

    def to_frame(self, table: str = "findings") -> pandas.DataFrame:
        """One of the tables `claims`, `groups`, `findings`, `documents` as a DataFrame, a row an item.

        Raises: ValueError for another name.
        """
        import pandas  # here, because the check of an article must not pay for it

        tables: dict[str, list[Row]] = {
            "claims": [claim_row(c) for c in self.claims],
            "groups": [group_row(g, self.verdicts, self.origins) for g in self.groups],
            "findings": [finding_row(f) for f in self.findings],
            "documents": [document_row(d, self.origins) for d in self.documents],
        }
        if table not in tables:
            raise ValueError(f"no table {table!r}; there are {', '.join(tables)}")
        return pandas.DataFrame(tables[table])
