"""What a notebook shows of a report: the findings in a table, with everything from articles escaped."""

from __future__ import annotations

from consistency.model.report import Report
from consistency.report.html.environment import environment
from consistency.report.totals import last_line, severity_line
from consistency.report.words import load_words

# A notebook is scrolled; what has more is asked for with `to_frame`.
MOST_FINDINGS = 50


def fragment(report: Report, language: str = "en") -> str:
    """HTML that needs neither script nor style sheet, to stand in a page of somebody else's."""
    words = load_words(language)
    return (
        environment()
        .get_template("notebook.html")
        .render(
            t=words,
            summary=last_line(report, words),
            severities=severity_line(report, words),
            findings=report.standing[:MOST_FINDINGS],
            more=max(0, len(report.standing) - MOST_FINDINGS),
        )
    )
