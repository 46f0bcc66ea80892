"""GitLab's Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/. What was set aside is left out,
since GitLab has no word for it."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.model.finding import Finding
from consistency.model.report import Report
from consistency.model.rows import Row
from consistency.report.json_text import write_json
from consistency.report.lines import Lines
from consistency.report.plain import composed
from consistency.report.style import Style

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def write(report: Report, style: Style) -> Iterator[str]:
    lines = Lines.of(report.documents)
    before = "[\n"
    for finding in report.standing:
        yield before + write_json(_row(finding, report, lines, style), ascii_only=style.ascii_only)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _row(finding: Finding, report: Report, lines: Lines, style: Style) -> Row:
    document, line = finding.documents[0], 1
    first = report.foremost(finding)
    if first:
        document = first.document
        if document in lines.documents:
            line, _, _, _ = lines.in_file(document, *first.span)
    return {
        "description": composed(finding.says(style.words.language), style.isolates),
        "check_name": finding.code,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": lines.file(document), "lines": {"begin": line}},
    }
