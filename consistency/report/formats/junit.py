"""JUnit XML, which every CI shows: a suite for each article, a case for each thing that it makes claims about.

A case fails where an error stands. Warnings and notes are told in its output, and it counts as skipped where all that
was found on it has been set aside. Findings outside any group are cases of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct, field

from consistency.model.finding import Finding
from consistency.model.report import Report
from consistency.report.lines import Lines
from consistency.report.plain import composed, visible
from consistency.report.style import Style
from consistency.report.values import told_aside

# What XML 1.0 holds no more than a control character. `visible` has shown the others as escapes.
_ILLEGAL = re.compile("[\ufffe\uffff]")


class _Case(Struct):
    name: str
    findings: list[Finding] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        return any(map(_fails, self.findings))

    @property
    def skipped(self) -> bool:
        return bool(self.findings) and all(f.suppressed for f in self.findings)


def _fails(finding: Finding) -> bool:
    return finding.severity == "error" and not finding.suppressed


def write(report: Report, style: Style) -> Iterator[str]:
    suites = _suites(report)
    lines = Lines.of(report.documents)
    every = [case for cases in suites.values() for case in cases.values()]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<testsuites name={_quoted(report.tool.name)} {_counts(every)}>\n"
    for document, cases in suites.items():
        yield f"  <testsuite name={_quoted(document)} {_counts(list(cases.values()))}>\n"
        for case in cases.values():
            yield from _case(document, case, lines, style)
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


def _suites(report: Report) -> dict[str, dict[str, _Case]]:
    """The cases of each article that was asked about, by group or by fingerprint."""
    asked = [document.id for document in report.documents if report.new is None or document.id in report.new]
    suites: dict[str, dict[str, _Case]] = {document: {} for document in asked}
    known = {document.id for document in report.documents} - suites.keys()
    for group in report.groups:
        for claim in group.claims:
            if claim.document in suites:
                suites[claim.document].setdefault(group.id, _Case(group.label))
    for finding in report.findings:
        for document in finding.documents:
            if document in known:
                continue
            cases = suites.setdefault(document, {})
            key = finding.group if finding.group in cases else finding.fingerprint
            case = cases.setdefault(key, _Case(f"{finding.code} {finding.name}"))
            case.findings.append(finding)
    for cases in suites.values():
        _tell_apart(cases)
    return suites


def _tell_apart(cases: dict[str, _Case]) -> None:
    """Services take two cases of one name for one: those get their key behind it."""
    names = Counter(case.name for case in cases.values())
    for key, case in cases.items():
        if names[case.name] > 1:
            case.name = f"{case.name} ({key})"


def _case(document: str, case: _Case, lines: Lines, style: Style) -> Iterator[str]:
    file = _quoted(lines.file(document))
    head = f"    <testcase classname={_quoted(document)} name={_quoted(case.name)} file={file}"
    if not case.findings:
        yield f"{head}/>\n"
        return
    yield f"{head}>\n"
    errors = [f for f in case.findings if _fails(f)]
    others = [f for f in case.findings if not _fails(f)]
    for finding in errors:
        told = composed(finding.says(style.words.language), style.isolates)
        yield f"      <failure type={_quoted(finding.code)} message={_quoted(told, safe=True)}>"
        yield f"{_text(_told(finding, lines, style))}</failure>\n"
    if case.skipped:
        asides = (told_aside(f.suppressed, style.words) for f in case.findings if f.suppressed)
        yield f"      <skipped message={_quoted(' · '.join(asides))}/>\n"
    if others:
        told = "\n".join(_told(finding, lines, style) for finding in others)
        yield f"      <system-out>{_text(told)}</system-out>\n"
    yield "    </testcase>\n"


def _told(finding: Finding, lines: Lines, style: Style) -> str:
    """The finding with its places, a line each."""
    words = style.words
    severity = words(f"severity.{finding.severity}")
    aside = f" ({told_aside(finding.suppressed, words)})" if finding.suppressed else ""
    told = [
        f"{finding.code} {severity}{visible(aside)}: {composed(finding.says(words.language), style.isolates)}"
    ]
    told += (
        visible(f"{lines.place(e.document, e.span)}: {e.source}: {e.quote}")
        for e in finding.evidence
        if e.role != "also"
    )
    return "\n".join(told)


def _counts(cases: list[_Case]) -> str:
    failures = sum(case.failed for case in cases)
    skipped = sum(case.skipped for case in cases)
    return f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="{skipped}"'


def _quoted(text: str, safe: bool = False) -> str:
    return quoteattr(_legal(text if safe else visible(text)))


def _text(text: str) -> str:
    return escape(_legal(text))


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)
