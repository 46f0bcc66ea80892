"""SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/.

Viewers drop much of a result, so the message alone names both values, both sources and both places; where a viewer
can follow them, the places in it are links. What was set aside stays in, marked, since services close and open again
what merely disappears.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from urllib.parse import quote

from consistency.model.finding import Evidence, Finding, Suppression
from consistency.model.report import Report
from consistency.model.rows import Row, plain_number
from consistency.model.rule import RuleTold
from consistency.report.json_text import write_json, write_tables
from consistency.report.lines import Lines
from consistency.report.plain import composed, isolated, markdown, visible
from consistency.report.rulepages import page_address
from consistency.report.style import Style
from consistency.report.totals import by_reason, last_line
from consistency.report.words import Words

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
# GitHub keeps 5,000 results of a run and drops the rest in silence.
MOST_RESULTS = 5_000
# Reasons why something was not read, each with its count.
MOST_REASONS = 100

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
# A comment stands in the article itself, baseline and waivers beside it.
_KINDS = {"comment": "inSource"}
_LINK_MARKS = re.compile(r"([\\\[\]])")


def write(report: Report, style: Style) -> Iterator[str]:
    yield f'{{\n"$schema": {write_json(SCHEMA)},\n"version": "2.1.0",\n"runs": [\n'
    yield from write_tables(_run(report, style), ascii_only=style.ascii_only)
    yield "]\n}\n"


def _run(report: Report, style: Style) -> Row:
    told = [*report.standing, *(finding for finding in report.findings if finding.suppressed)]
    shown = told[:MOST_RESULTS]
    results = _Results(report, style)
    return {
        "tool": {"driver": _driver(report, style)},
        "language": style.words.language,
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": _notifications(report, len(told) - len(shown), style),
            }
        ],
        "artifacts": _artifacts(report, shown),
        "results": [results.row(finding) for finding in shown],
    }


def _driver(report: Report, style: Style) -> Row:
    return {
        "name": report.tool.name,
        "version": report.tool.version,
        "rules": [_rule(rule, style.words.language) for rule in report.rules],
        "properties": {"rulesDigest": report.tool.rules_digest},
    }


def _rule(rule: RuleTold, language: str) -> Row:
    about = rule.explains(language)
    command = f"consistency explain {rule.code}"
    row: Row = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": visible(rule.name.partition(".")[2].replace("-", " ") or rule.name)},
        "fullDescription": {"text": visible(about)},
        "help": {"text": f"{visible(about)}\n{command}", "markdown": f"{markdown(about)}\n\n`{command}`"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": list(dict.fromkeys((rule.name.partition(".")[0], rule.verdict)))},
    }
    address = page_address(rule.code)
    if address:
        row["helpUri"] = address
    return row


def _artifacts(report: Report, shown: Sequence[Finding]) -> list[Row]:
    """The files that the results point at, with the hash of those that are an article."""
    needed = {document for finding in shown for document in finding.documents}
    artifacts: dict[str, Row] = {}
    for document in report.documents:
        if document.id in needed:
            row: Row = {"location": {"uri": _uri(document.file or document.id)}}
            if document.file is None:
                row["hashes"] = {"sha-256": document.sha256}
            artifacts.setdefault(document.file or document.id, row)
    return list(artifacts.values())


def _notifications(report: Report, left: int, style: Style) -> list[Row]:
    """What was read, what could not be, and how many results there was no room for."""
    words = style.words
    told = [("note", last_line(report, words))]
    if left:
        told.append(("warning", words("sarif.left", shown=f"{MOST_RESULTS:,}", left=f"{left:,}")))
    for reason, items in by_reason(report.skipped)[:MOST_REASONS]:
        places = words.count("skipped", len(items))
        told.append(("note", f"{words('heading.skipped')}: {places}: {visible(reason)}"))
    return [{"level": level, "message": {"text": text}} for level, text in told]


class _Results:
    """Makes results, knowing the lines of the articles and the order of the rules."""

    def __init__(self, report: Report, style: Style) -> None:
        self.report = report
        self.style = style
        self.lines = Lines.of(report.documents)
        self.rules = {rule.code: index for index, rule in enumerate(report.rules)}
        self.baseline = any(f.suppressed and f.suppressed.by == "baseline" for f in report.findings)

    def row(self, finding: Finding) -> Row:
        first = self.report.foremost(finding)
        row: Row = {
            "ruleId": finding.code,
            "level": _LEVELS[finding.severity],
            "message": {"text": self._message(finding)},
            "locations": [self._location(first) if first else _whole(self.lines.file(finding.documents[0]))],
            "relatedLocations": [
                {"id": number, **self._location(evidence), "message": {"text": self._told(evidence)}}
                for number, evidence in enumerate(finding.evidence, 1)
            ],
            # GitHub follows a result over time by the second name, and by no other.
            "partialFingerprints": {
                "claimConsistency/v1": finding.fingerprint,
                "primaryLocationLineHash": finding.fingerprint,
            },
            "rank": plain_number(100 * Decimal(finding.confidence)),
            "properties": {"verdict": finding.verdict, "confidence": Decimal(finding.confidence)},
        }
        if finding.code in self.rules:
            row["ruleIndex"] = self.rules[finding.code]
        row["suppressions"] = [_suppression(finding.suppressed)] if finding.suppressed else []
        if self.baseline:
            known = finding.suppressed is not None and finding.suppressed.by == "baseline"
            row["baselineState"] = "unchanged" if known else "new"
        return row

    def _message(self, finding: Finding) -> str:
        """What differs; then each place, linked to its related location."""
        told = composed(finding.says(self.style.words.language), self.style.isolates, escape=_no_link)
        places = [
            f"{_mark(evidence, self.style.words)}: [{self._place(evidence)}]({number})"
            for number, evidence in enumerate(finding.evidence, 1)
        ]
        return f"{told}\n{' · '.join(places)}" if places else told

    def _place(self, evidence: Evidence) -> str:
        return _no_link(self.lines.place(evidence.document, evidence.span))

    def _told(self, evidence: Evidence) -> str:
        """Who says it and in which words."""
        shown = [isolated(text, self.style.isolates) for text in (evidence.source, evidence.text)]
        return f'{_mark(evidence, self.style.words)} · {_no_link(shown[0])}: "{_no_link(shown[1])}"'

    def _location(self, evidence: Evidence) -> Row:
        place = _whole(self.lines.file(evidence.document))
        if evidence.document in self.lines.documents:
            physical = place["physicalLocation"]
            assert isinstance(physical, dict)
            end = evidence.span.end
            physical["region"] = self._region(evidence, evidence.span.start, end, evidence.text)
            start = evidence.quote_start
            stop = max(end, start + len(evidence.quote))
            if start <= evidence.span.start and evidence.quote:
                physical["contextRegion"] = self._region(evidence, start, stop, evidence.quote)
        return place

    def _region(self, evidence: Evidence, start: int, end: int, text: str) -> Row:
        """SARIF's last column is the one after the last character."""
        line, column, last, after = self.lines.in_file(evidence.document, start, end)
        if column is None:
            return {"startLine": line, "snippet": {"text": text}}
        return {
            "startLine": line,
            "startColumn": column,
            "endLine": last,
            "endColumn": after,
            "snippet": {"text": text},
        }


def _whole(file: str) -> Row:
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(file)}}}


def _suppression(suppressed: Suppression) -> Row:
    row: Row = {"kind": _KINDS.get(suppressed.by, "external"), "status": "accepted"}
    told = [suppressed.by, suppressed.who or "", suppressed.until or "", suppressed.reason or ""]
    row["justification"] = visible(" · ".join(filter(None, told)))
    return row


def _mark(evidence: Evidence, words: Words) -> str:
    return words("label.also") if evidence.role == "also" else evidence.role.upper()


def _uri(file: str) -> str:
    return quote(file, safe="/", errors="replace")


def _no_link(text: str) -> str:
    r"""The visible text, in which no bracket begins a link."""
    return _LINK_MARKS.sub(r"\\\1", visible(text))
