"""One JSON object: the artefact that every other view could be made from. Its schema is `reports/schema/`."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.model.report import Report
from consistency.model.rows import (
    claim_row,
    document_row,
    finding_row,
    group_row,
    skipped_row,
    told_rule_row,
)
from consistency.report.json_text import write_tables
from consistency.report.style import Style
from consistency.report.totals import summary_row

SCHEMA = "claim-consistency/report-1"


def write(report: Report, style: Style) -> Iterator[str]:
    yield from write_tables(report_row(report, style.words.language), ascii_only=style.ascii_only)


def report_row(report: Report, language: str = "en") -> dict[str, object]:
    """The whole report as one row, its tables as iterators. language: of the findings' `message`."""
    return {
        "schema": SCHEMA,
        "tool": {
            "name": report.tool.name,
            "version": report.tool.version,
            "rules_digest": report.tool.rules_digest,
            "today": report.tool.today,
        },
        "summary": summary_row(report),
        "skipped": (skipped_row(item) for item in report.skipped),
        "documents": (document_row(document, report.origins, report.new) for document in report.documents),
        "claims": (claim_row(claim) for claim in report.claims),
        "groups": (group_row(group, report.verdicts, report.origins) for group in report.groups),
        "findings": (finding_row(finding, language) for finding in report.findings),
        "rules": (told_rule_row(rule) for rule in report.rules),
    }
