"""Annotations on GitHub, as workflow commands on standard output; the totals, as plain text, in the last line.

Source of the syntax and of what must be escaped: "Workflow commands for GitHub Actions" in GitHub's documentation, and
`packages/core/src/command.ts` of its toolkit.
"""

from __future__ import annotations

from collections.abc import Iterator

from consistency.model.finding import Finding
from consistency.model.report import Report
from consistency.model.verdicts import SEVERITIES
from consistency.report.lines import Lines
from consistency.report.plain import composed, visible
from consistency.report.style import Style
from consistency.report.totals import last_line, severity_line

# GitHub shows ten annotations of a level in each step, and drops the others in silence.
MOST = 10
# Bytes of a message; GitHub cuts an annotation at about 4 KB.
LONGEST = 3_500

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def write(report: Report, style: Style) -> Iterator[str]:
    lines = Lines.of(report.documents)
    for severity in SEVERITIES:
        found = [finding for finding in report.standing if finding.severity == severity]
        for number, finding in enumerate(found[:MOST], 1):
            left = len(found) - MOST if number == MOST else 0
            yield _annotation(finding, report, max(left, 0), lines, style)
    yield f"{severity_line(report, style.words)}\n{last_line(report, style.words)}\n"


def _annotation(finding: Finding, report: Report, left: int, lines: Lines, style: Style) -> str:
    words = style.words
    told = [composed(finding.says(words.language), style.isolates)]
    told += (
        visible(f"{lines.place(e.document, e.span)}: {e.source}")
        for e in finding.evidence
        if e.role != "also"
    )
    message = _shortened("\n".join(told))
    if left:
        message = f"{message}\n… {words.count('more', left)}"
    where = ",".join(
        f"{key}={_property(value)}"
        for key, value in _where(finding, report, lines, words(f"verdict.{finding.verdict}"))
    )
    return f"::{_COMMANDS[finding.severity]} {where}::{_data(message)}\n"


def _where(finding: Finding, report: Report, lines: Lines, verdict: str) -> list[tuple[str, str]]:
    first = report.foremost(finding)
    where = [("file", lines.file(first.document if first else finding.documents[0]))]
    if first and first.document in lines.documents:
        line, column, last, after = lines.in_file(first.document, *first.span)
        where += [("line", str(line)), ("endLine", str(last))]
        if line == last and column is not None:
            where += [("col", str(column)), ("endColumn", str(after))]
    return [*where, ("title", f"{finding.code} {finding.name} · {verdict}")]


def _shortened(message: str) -> str:
    data = message.encode("utf-8", "replace")
    return message if len(data) <= LONGEST else f"{data[:LONGEST].decode('utf-8', 'ignore')} …"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
