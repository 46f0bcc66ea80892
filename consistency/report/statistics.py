"""How many findings each rule and each article has, and what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from consistency.model.report import Report
from consistency.model.verdicts import SEVERITIES
from consistency.report.plain import isolated, visible
from consistency.report.style import Style
from consistency.report.totals import by_reason


def render_statistics(report: Report, style: Style) -> Iterator[str]:
    """A line for each rule, each article asked about, and each reason why something was not read."""
    words = style.words
    rules = Counter((f.severity, f.code, f.name) for f in report.standing)
    if rules:
        yield f"{style.paint(words('heading.rules'), 'strong')}\n"
    for (severity, code, name), count in sorted(rules.items(), key=lambda rule: _loudest(rule[0])):
        shown = style.paint(words(f"severity.{severity}"), severity)
        yield f"{count:7,}  {code} {name} · {shown}\n"
    found = Counter(document for finding in report.standing for document in finding.documents)
    claims = Counter(claim.document for claim in report.claims)
    asked = [d for d in report.documents if report.new is None or d.id in report.new]
    if asked:
        yield f"{style.paint(words('heading.articles'), 'strong')}\n"
    for document in asked:
        read = words.count("claims", claims[document.id])
        byline = isolated(document.byline, style.isolates)
        yield f"{found[document.id]:7,}  {visible(document.id)} · {read} · {byline}\n"
    if report.skipped:
        yield f"{style.paint(words('heading.skipped'), 'strong')}\n"
    for reason, items in by_reason(report.skipped):
        yield f"{len(items):7,}  {isolated(reason, style.isolates)}\n"


def _loudest(rule: tuple[str, str, str]) -> tuple[int, str]:
    severity, code, _ = rule
    return SEVERITIES.index(severity), code
