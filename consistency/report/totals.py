"""The numbers in a report's last line, and its list of what was not read."""

from __future__ import annotations

from collections.abc import Iterable

from consistency.model.document import Skipped
from consistency.model.report import Report
from consistency.model.rows import Row
from consistency.model.verdicts import SEVERITIES, VERDICTS
from consistency.report.words import Words


def summary_row(report: Report) -> Row:
    """Articles, claims, groups, groups by verdict, findings by severity and set aside, origins, places skipped."""
    verdicts, severities = report.by_verdict(), report.by_severity()
    return {
        "articles": len(report.documents),
        "claims": len(report.claims),
        "groups": len(report.groups),
        "verdicts": {verdict: verdicts[verdict] for verdict in VERDICTS},
        "findings": {severity: severities[severity] for severity in SEVERITIES},
        "suppressed": len(report.findings) - severities.total(),
        "origins": report.origin_count(),
        "skipped": len(report.skipped),
    }


def last_line(report: Report, words: Words) -> str:
    """`5 articles, 61 claims, 12 groups: 9 agree, 1 update, 2 conflicts · 3 independent origins`."""
    verdicts = report.by_verdict()
    read = words.comma.join(
        (
            words.count("articles", len(report.documents)),
            words.count("claims", len(report.claims)),
            words.count("groups", len(report.groups)),
        )
    )
    told = words.comma.join(
        words.count(verdict, verdicts[verdict]) for verdict in VERDICTS if verdicts[verdict]
    )
    return f"{read}{': ' if told else ''}{told} · {words.count('origins', report.origin_count())}"


def severity_line(report: Report, words: Words) -> str:
    """`2 errors, 1 warning, 0 notes`, and what was set aside, if anything was."""
    found = report.by_severity()
    counts = [words.count(f"{severity}s", found[severity]) for severity in SEVERITIES]
    aside = len(report.findings) - found.total()
    return words.comma.join((*counts, *((words.count("suppressed", aside),) if aside else ())))


def by_reason(skipped: Iterable[Skipped]) -> list[tuple[str, list[Skipped]]]:
    """What was not read, by reason, the commonest first."""
    reasons: dict[str, list[Skipped]] = {}
    for item in skipped:
        reasons.setdefault(item.reason, []).append(item)
    return sorted(reasons.items(), key=lambda pair: (-len(pair[1]), pair[0]))
