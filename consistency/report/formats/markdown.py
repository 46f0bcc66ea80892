"""For a pull request or a message: the same order as on a terminal, every article's text escaped."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.model.claim import Claim
from consistency.model.document import Span
from consistency.model.finding import Evidence, Finding
from consistency.model.report import Report
from consistency.report.lines import Lines, snippet
from consistency.report.plain import ISOLATE, POP, composed, is_rtl, markdown
from consistency.report.style import Style
from consistency.report.totals import by_reason, last_line, severity_line
from consistency.report.values import claim_value, claim_words, spokesman, told_aside, told_why

MOST_AGREEMENTS = 100
MOST_ASIDE = 100
MOST_PLACES = 3

_SIGNS = {"error": "🔴", "warning": "🟠", "info": "🔵"}


def write(report: Report, style: Style) -> Iterator[str]:
    words = style.words
    yield f"# {words('heading.report')}\n\n"
    yield f"{markdown(last_line(report, words))}  \n{markdown(severity_line(report, words))}\n\n"
    lines = Lines.of(report.documents)
    claims = {(claim.document, claim.span): claim for claim in report.claims}
    yield f"## {words('heading.findings')}\n\n"
    if not report.standing:
        yield f"{markdown(words('none.findings'))}\n\n"
    for finding in report.standing:
        yield from _finding(finding, style, lines, claims)
    yield from _aside(report, style)
    yield from _agreements(report, style)
    yield from _skipped(report, style, lines)


def _finding(
    finding: Finding, style: Style, lines: Lines, claims: dict[tuple[str, Span], Claim]
) -> Iterator[str]:
    words = style.words
    severity, verdict = words(f"severity.{finding.severity}"), words(f"verdict.{finding.verdict}")
    yield f"### {_SIGNS.get(finding.severity, '')} {finding.code} {severity}: {verdict}\n\n"
    message = finding.says(words.language)
    yield f"{composed(message, escape=markdown)}\n\n"
    for evidence in finding.evidence:
        yield from _evidence(evidence, style, lines, claims.get((evidence.document, evidence.span)))
    if finding.why:
        yield f"- {words('label.why')}: {markdown(told_why(finding.why, words))}\n"
    if finding.lowered_from:
        severity = words(f"severity.{finding.lowered_from}")
        yield f"- {markdown(words('finding.lowered', severity=severity))}\n"
    yield f"- {words('label.explain')}: `consistency explain {finding.code}`\n\n"


def _evidence(evidence: Evidence, style: Style, lines: Lines, claim: Claim | None) -> Iterator[str]:
    words = style.words
    role = words("label.also") if evidence.role == "also" else evidence.role.upper()
    published = (
        f"{words('label.published')} {evidence.published}"
        if evidence.published
        else words("label.unpublished")
    )
    place = markdown(lines.place(evidence.document, evidence.span))
    source = f" · {_text(evidence.source)}" if evidence.source != evidence.document else ""
    value = f" · {markdown(claim_value(claim, words))}" if claim else ""
    yield f"- **{role}** {place} · {published}{value}{source}\n"
    start = evidence.span.start - evidence.quote_start
    before, inside, after = snippet(evidence.quote, start, start + len(evidence.text))
    sentence = f"{markdown(before)}**{markdown(inside)}**{markdown(after)}".strip()
    yield f"  > {_isolate(sentence) if is_rtl(evidence.quote) else sentence}\n"


def _aside(report: Report, style: Style) -> Iterator[str]:
    words = style.words
    aside = [finding for finding in report.findings if finding.suppressed]
    if not aside:
        return
    yield f"## {words('heading.suppressed')}\n\n"
    for finding in aside[:MOST_ASIDE]:
        assert finding.suppressed is not None
        who = markdown(told_aside(finding.suppressed, words))
        yield f"- {finding.code} `{finding.fingerprint}` · {who}  \n"
        yield f"  {composed(finding.says(words.language), escape=markdown)}\n"
        if finding.suppressed.reason:
            yield f"  - {words('label.reason')}: {_text(finding.suppressed.reason)}\n"
    if len(aside) > MOST_ASIDE:
        yield f"- … {words.count('more', len(aside) - MOST_ASIDE)}\n"
    yield "\n"


def _agreements(report: Report, style: Style) -> Iterator[str]:
    groups = [
        group
        for group in report.groups
        if report.verdicts.get(group.id) == "agree" and len({c.document for c in group.claims}) > 1
    ]
    if not groups:
        return
    words = style.words
    yield f"## {words('heading.agreements')}\n\n"
    for group in groups[:MOST_AGREEMENTS]:
        documents = {claim.document for claim in group.claims}
        origins = {report.origins.get(document, document) for document in documents}
        counts = (
            f"{words.count('articles', len(documents))}{words.comma}{words.count('origins', len(origins))}"
        )
        shown = spokesman(group.claims, words)
        about = f"{_text(group.label)} · {_text(claim_words(shown))}"
        yield f"- {markdown(claim_value(shown, words))} · {counts} · {about}\n"
    if len(groups) > MOST_AGREEMENTS:
        yield f"- … {words.count('more', len(groups) - MOST_AGREEMENTS)}\n"
    yield "\n"


def _skipped(report: Report, style: Style, lines: Lines) -> Iterator[str]:
    if not report.skipped:
        return
    words = style.words
    yield f"## {words('heading.skipped')}\n\n"
    for reason, items in by_reason(report.skipped):
        yield f"- {words.count('skipped', len(items))}: {_text(reason)}\n"
        for item in items[:MOST_PLACES]:
            said = lines.words(item.document, item.span)[:80]
            yield f"  - {markdown(lines.place(item.document, item.span))} {_text(said)}".rstrip() + "\n"
        if len(items) > MOST_PLACES:
            yield f"  - … {words.count('more', len(items) - MOST_PLACES)}\n"


def _text(text: str) -> str:
    shown = markdown(text)
    return _isolate(shown) if is_rtl(shown) else shown


def _isolate(shown: str) -> str:
    return f"{ISOLATE}{shown}{POP}"
