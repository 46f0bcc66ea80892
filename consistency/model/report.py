"""Everything a check found, ready to be written in any format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from consistency.model.claim import Claim
from consistency.model.document import Document, Skipped
from consistency.model.finding import Evidence, Finding
from consistency.model.group import ClaimGroup
from consistency.model.rows import Row, claim_row, document_row, finding_row, group_row
from consistency.model.rule import RuleTold

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class Tool:
    """What made the report. today: ISO date, used only for the expiry of waivers."""

    name: str
    version: str
    rules_digest: str
    today: str


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check, in a fixed order whatever the order of the input.

    rules: those that made the findings, by code.
    new: the articles that were asked about, where they were compared with others; None where all were.

    verdicts: a verdict by group id. origins: an origin id by document id.
    read: how many documents were read, also those without claims.
    """

    tool: Tool
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    groups: tuple[ClaimGroup, ...]
    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...]
    verdicts: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[RuleTold, ...] = ()
    new: frozenset[str] | None = None

    @property
    def standing(self) -> tuple[Finding, ...]:
        """The findings that nobody has set aside: those that count."""
        return tuple(finding for finding in self.findings if finding.suppressed is None)

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
