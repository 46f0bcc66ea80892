"""For a terminal: logical order, one snippet a line, right-to-left text last on its line, no boxes.

Quiet, a finding is a line. Otherwise each side has two: where it stands, and what it says. Notes, which explain
themselves, show their places alone unless everything is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from consistency.model.claim import Claim
from consistency.model.document import Span
from consistency.model.finding import Evidence, Finding
from consistency.model.group import ClaimGroup
from consistency.model.report import Report
from consistency.report.lines import Lines, snippet
from consistency.report.names import group_thing
from consistency.report.plain import (
    ISOLATE,
    POP,
    composed,
    dates_apart,
    is_rtl,
    isolated,
    visible,
    with_isolates,
)
from consistency.report.style import FULL, QUIET, Style
from consistency.report.totals import by_reason, last_line, severity_line
from consistency.report.values import MOST_FACETS, claim_value, claim_words, spokesman, told_aside, told_why

# Agreements are told in a line each; beyond these they are counted.
MOST_AGREEMENTS = 30
# Places shown for each reason why something was not read.
MOST_PLACES = 3

# Findings that were set aside have two lines each; beyond these they are counted.
MOST_ASIDE = 30

Claims = dict[tuple[str, Span], Claim]


def write(report: Report, style: Style) -> Iterator[str]:
    """Findings, those set aside, agreements, what could not be read, and the totals in the last line."""
    lines = Lines.of(report.documents)
    if style.detail == QUIET:
        yield from (_line(finding, report, style, lines) for finding in report.standing)
    else:
        claims = report.claims_shown()
        yield from _findings(report, style, lines, claims)
        yield from _aside(report, style)
        yield from _agreements(report, style)
        yield from _skipped(report, style, lines)
        yield f"{severity_line(report, style.words)}\n"
    yield f"{last_line(report, style.words)}\n"


def _line(finding: Finding, report: Report, style: Style, lines: Lines) -> str:
    """`file:line:column: CODE severity: message`, which editors and `grep` know what to do with."""
    first = report.foremost(finding)
    place = lines.place(first.document, first.span) if first else finding.documents[0]
    severity = style.paint(style.words(f"severity.{finding.severity}"), finding.severity)
    return f"{visible(place)}: {finding.code} {severity}: {_message(finding, style)}\n"


def _findings(report: Report, style: Style, lines: Lines, claims: Claims) -> Iterator[str]:
    words = style.words
    if not report.standing:
        yield f"{words('none.findings')}\n\n"
        return
    yield f"{style.paint(words('heading.findings'), 'strong')}\n\n"
    for finding in report.standing:
        yield from _finding(finding, style, lines, claims)
        yield "\n"
    yield f"{style.paint(words('label.codes'), 'faint')}: consistency explain CODE\n"
    yield f"{style.paint(words('label.waive'), 'faint')}: consistency waive FINGERPRINT --reason TEXT\n\n"


def _finding(finding: Finding, style: Style, lines: Lines, claims: Claims) -> Iterator[str]:
    words = style.words
    severity = style.paint(words(f"severity.{finding.severity}"), finding.severity)
    ident = style.paint(finding.fingerprint, "faint")
    yield f"{severity} {finding.code} {finding.name} · {words(f'verdict.{finding.verdict}')} · {ident}\n"
    yield f"  {_message(finding, style)}\n"
    full = style.detail == FULL
    also = [] if full else [evidence for evidence in finding.evidence if evidence.role == "also"]
    for evidence in finding.evidence[: len(finding.evidence) - len(also)]:
        yield f"  {_place(evidence, style, lines)}\n"
        if full or finding.severity != "info":
            yield f"     {_says(evidence, style, claims.get((evidence.document, evidence.span)))}\n"
    if also:
        places = words.comma.join(visible(lines.place(item.document, item.span)) for item in also)
        yield f"  {style.paint(words('label.also'), 'strong')}  {places}\n"
    if finding.why and (full or finding.severity != "info"):
        yield f"  {words('label.why')}: {told_why(finding.why, words, None if full else MOST_FACETS)}\n"
    if full:
        yield f"  {words('label.confidence')}: {finding.confidence}\n"
    if finding.lowered_from:
        yield f"  {words('finding.lowered', severity=words(f'severity.{finding.lowered_from}'))}\n"


def _message(finding: Finding, style: Style) -> str:
    return composed(finding.says(style.words.language), style.isolates)


def _place(evidence: Evidence, style: Style, lines: Lines) -> str:
    """Which side it is, where it stands, when it was published, and by whom."""
    words = style.words
    role = words("label.also") if evidence.role == "also" else evidence.role.upper()
    told = [
        f"{style.paint(role, 'strong')}  {visible(lines.place(evidence.document, evidence.span))}",
        _moment(evidence.published) if evidence.published else words("label.unpublished"),
    ]
    if evidence.source and evidence.source != evidence.document:
        told.append(isolated(evidence.source, style.isolates))
    return " · ".join(told)


def _says(evidence: Evidence, style: Style, claim: Claim | None) -> str:
    """The value as it was read, and the sentence it stands in."""
    start = evidence.span.start - evidence.quote_start
    before, inside, after = snippet(evidence.quote, start, start + len(evidence.text))
    sentence = f"{visible(before)}{style.paint(visible(inside), 'strong')}{visible(after)}".strip()
    value = f"{_value(claim, style)} · " if claim else ""
    return f"{value}{_wrapped(sentence, evidence.quote, style)}"


def _moment(published: str) -> str:
    """`2024-11-08 07:30 UTC`; a day stays a day."""
    return f"{published[:10]} {published[11:16]} UTC" if "T" in published else visible(published)


def _value(claim: Claim, style: Style) -> str:
    """Its Latin letters (a unit) and its dates turn no right-to-left line round."""
    value = claim_value(claim, style.words)
    if style.words.rtl and style.isolates and not is_rtl(value):
        return f"{ISOLATE}{value}{POP}"
    return dates_apart(value, style.isolates)


def _quoted(text: str, style: Style) -> str:
    return f'"{isolated(text, style.isolates)}"'


def _wrapped(shown: str, text: str, style: Style) -> str:
    """`shown` as it is, between isolates where `text` is right-to-left."""
    marked = isolated(text, style.isolates)
    return f"{marked[0]}{shown}{marked[-1]}" if marked and marked[0] == "\u2068" else shown


def _aside(report: Report, style: Style) -> Iterator[str]:
    """What it was and who set it aside; then what it says, and why it was set aside."""
    words = style.words
    aside = [finding for finding in report.findings if finding.suppressed]
    if not aside:
        return
    yield f"{style.paint(words('heading.suppressed'), 'strong')}\n\n"
    for finding in aside[:MOST_ASIDE]:
        assert finding.suppressed is not None
        who = with_isolates(told_aside(finding.suppressed, words), style.isolates and not words.rtl)
        who = dates_apart(who, style.isolates and words.rtl)
        yield f"  {finding.code} {finding.fingerprint} · {who}\n"
        yield f"     {_message(finding, style)}\n"
        if finding.suppressed.reason:
            yield f"     {words('label.reason')}: {isolated(finding.suppressed.reason, style.isolates)}\n"
    if len(aside) > MOST_ASIDE:
        yield f"  … {words.count('more', len(aside) - MOST_ASIDE)}\n"
    yield "\n"


def _agreements(report: Report, style: Style) -> Iterator[str]:
    agreeing = [group for group in report.groups if report.verdicts.get(group.id) == "agree"]
    shown = [group for group in agreeing if len({c.document for c in group.claims}) > 1]
    if not shown:
        return
    yield f"{style.paint(style.words('heading.agreements'), 'strong')}\n\n"
    for group in shown[:MOST_AGREEMENTS]:
        yield _agreement(group, report, style)
    if len(shown) > MOST_AGREEMENTS:
        yield f"  … {style.words.count('more', len(shown) - MOST_AGREEMENTS)}\n"
    yield "\n"


def _agreement(group: ClaimGroup, report: Report, style: Style) -> str:
    words = style.words
    documents = {claim.document for claim in group.claims}
    origins = {report.origins.get(document, document) for document in documents}
    counts = f"{words.count('articles', len(documents))}{words.comma}{words.count('origins', len(origins))}"
    shown = spokesman(group.claims, words)
    thing = isolated(group_thing(group, words), style.isolates)
    about = f"{thing} · {_quoted(claim_words(shown), style)}"
    return f"  {_value(shown, style)} · {counts} · {about}\n"


def _skipped(report: Report, style: Style, lines: Lines) -> Iterator[str]:
    if not report.skipped:
        return
    words = style.words
    yield f"{style.paint(words('heading.skipped'), 'strong')}\n\n"
    for reason, items in by_reason(report.skipped):
        yield f"  {words.count('skipped', len(items))}: {with_isolates(reason, style.isolates)}\n"
        shown = items if style.detail == FULL else items[:MOST_PLACES]
        for item in shown:
            said = lines.words(item.document, item.span)
            quoted = f"  {_quoted(said[:80], style)}" if said else ""
            yield f"     {visible(lines.place(item.document, item.span))}{quoted}\n"
        if len(items) > len(shown):
            yield f"     … {words.count('more', len(items) - len(shown))}\n"
    yield "\n"
