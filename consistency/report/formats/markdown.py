"""For a pull request or a step's summary: the same order as on a terminal, every article's text escaped.

Each block runs in the direction of its own language. GitHub shows no summary of more than 1 MiB: the findings that
have no room are counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from consistency.model.claim import Claim
from consistency.model.document import Span
from consistency.model.finding import Evidence, Finding
from consistency.model.report import Report
from consistency.report.lines import Lines, snippet
from consistency.report.names import group_thing
from consistency.report.plain import ISOLATE, POP, composed, dates_apart, is_rtl, markdown
from consistency.report.style import Style
from consistency.report.totals import by_reason, last_line, severity_line
from consistency.report.values import MOST_FACETS, claim_value, claim_words, spokesman, told_aside, told_why

MOST_BYTES = 900_000
MOST_AGREEMENTS = 100
MOST_ASIDE = 100
MOST_REASONS = 50
MOST_PLACES = 3
# Code points of a text in a list.
LONGEST = 200

_SIGNS = {"error": "🔴", "warning": "🟠", "info": "🔵"}

Claims = dict[tuple[str, Span], Claim]


def write(report: Report, style: Style) -> Iterator[str]:
    words = style.words
    lines = Lines.of(report.documents)
    head = f"# {words('heading.report')}\n\n"
    head += f"**{markdown(severity_line(report, words))}**  \n{markdown(last_line(report, words))}\n\n"
    head += f"## {words('heading.findings')}\n\n"
    rest = "".join((*_aside(report, style), *_agreements(report, style), *_skipped(report, style, lines)))
    before, after = ('<div dir="rtl">\n\n', "</div>\n") if words.rtl else ("", "")
    room = MOST_BYTES - sum(len(part.encode("utf-8", "replace")) for part in (before, head, rest, after))
    yield before + head
    yield from _findings(report, style, lines, room)
    yield rest + after


def _findings(report: Report, style: Style, lines: Lines, room: int) -> Iterator[str]:
    """As many as the room holds, and how many more there are."""
    words = style.words
    claims = report.claims_shown()
    standing = report.standing
    if not standing:
        yield f"{markdown(words('none.findings'))}\n\n"
    for number, finding in enumerate(standing):
        told = "".join(_finding(finding, style, lines, claims))
        room -= len(told.encode("utf-8", "replace"))
        if room < LONGEST:
            yield f"… {words.count('more', len(standing) - number)}\n\n"
            return
        yield told


def _finding(finding: Finding, style: Style, lines: Lines, claims: Claims) -> Iterator[str]:
    words = style.words
    severity, verdict = words(f"severity.{finding.severity}"), words(f"verdict.{finding.verdict}")
    yield f"### {_SIGNS[finding.severity]} {finding.code} {severity}: {verdict}\n\n"
    yield f"{composed(finding.says(words.language), escape=markdown)}\n\n"
    sides = [evidence for evidence in finding.evidence if evidence.role != "also"]
    for evidence in sides:
        yield from _evidence(evidence, style, lines, claims.get((evidence.document, evidence.span)))
    for evidence in finding.evidence:
        if evidence.role == "also":
            place = markdown(lines.place(evidence.document, evidence.span))
            yield f"- {words('label.also')}: {_name(evidence)} · {place}\n"
    if finding.why:
        yield f"- {words('label.why')}: {markdown(told_why(finding.why, words, MOST_FACETS))}\n"
    if finding.lowered_from:
        severity = words(f"severity.{finding.lowered_from}")
        yield f"- {markdown(words('finding.lowered', severity=severity))}\n"
    yield f"- {words('label.explain')}: `consistency explain {finding.code}`\n"
    yield f"- {words('label.waive')}: `consistency waive {finding.fingerprint} --reason TEXT`\n\n"


def _evidence(evidence: Evidence, style: Style, lines: Lines, claim: Claim | None) -> Iterator[str]:
    """Who says what, when and where; then the sentence, in a block of its own direction."""
    words = style.words
    published = words("label.published") + f" {evidence.published}" if evidence.published else ""
    told = [
        f"**{evidence.role.upper()}** {_name(evidence)}",
        f"**{dates_apart(markdown(claim_value(claim, words)))}**" if claim else "",
        dates_apart(published or words("label.unpublished")),
        markdown(lines.place(evidence.document, evidence.span)),
    ]
    yield f"{' · '.join(filter(None, told))}\n\n"
    start = evidence.span.start - evidence.quote_start
    before, inside, after = snippet(evidence.quote, start, start + len(evidence.text))
    sentence = f"> {markdown(before)}**{markdown(inside)}**{markdown(after)}".rstrip()
    rtl = is_rtl(evidence.quote)
    if rtl == words.rtl:
        yield f"{sentence}\n\n"
    else:
        yield f'<div dir="{"rtl" if rtl else "ltr"}">\n\n{sentence}\n\n</div>\n\n'


def _aside(report: Report, style: Style) -> Iterator[str]:
    words = style.words
    aside = [finding for finding in report.findings if finding.suppressed]
    if not aside:
        return
    yield f"## {words('heading.suppressed')}\n\n"
    for finding in aside[:MOST_ASIDE]:
        assert finding.suppressed is not None
        who = dates_apart(markdown(told_aside(finding.suppressed, words)[:LONGEST]))
        yield f"- {finding.code} `{finding.fingerprint}` · {who}  \n"
        yield f"  {composed(finding.says(words.language), escape=markdown)}\n"
        if finding.suppressed.reason:
            yield f"  - {words('label.reason')}: {_text(finding.suppressed.reason[: 2 * LONGEST])}\n"
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
        about = f"{_text(group_thing(group, words)[:LONGEST])} · {_text(claim_words(shown)[:LONGEST])}"
        yield f"- {dates_apart(markdown(claim_value(shown, words)))} · {counts} · {about}\n"
    if len(groups) > MOST_AGREEMENTS:
        yield f"- … {words.count('more', len(groups) - MOST_AGREEMENTS)}\n"
    yield "\n"


def _skipped(report: Report, style: Style, lines: Lines) -> Iterator[str]:
    if not report.skipped:
        return
    words = style.words
    reasons = by_reason(report.skipped)
    yield f"## {words('heading.skipped')}\n\n"
    for reason, items in reasons[:MOST_REASONS]:
        yield f"- {words.count('skipped', len(items))}: {_text(reason[: 2 * LONGEST])}\n"
        for item in items[:MOST_PLACES]:
            said = lines.words(item.document, item.span)[:80]
            yield f"  - {markdown(lines.place(item.document, item.span))} {_text(said)}".rstrip() + "\n"
        if len(items) > MOST_PLACES:
            yield f"  - … {words.count('more', len(items) - MOST_PLACES)}\n"
    if len(reasons) > MOST_REASONS:
        yield f"- … {words.count('more', sum(len(items) for _, items in reasons[MOST_REASONS:]))}\n"
    yield "\n"


def _name(evidence: Evidence) -> str:
    return _text(evidence.source)


def _text(text: str) -> str:
    shown = markdown(text)
    return f"{ISOLATE}{shown}{POP}" if is_rtl(shown) else shown
