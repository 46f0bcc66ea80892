"""A report whose articles try to break out of every format: in their names, sources and texts."""

from __future__ import annotations

from itertools import cycle, islice

from msgspec.structs import replace

from consistency.api import check
from consistency.model.finding import Suppression
from consistency.model.report import Report
from tests.articles import article

# What XML, Markdown, workflow commands, spreadsheets, terminals and SARIF's links would each obey.
_TRICKS = (
    "]]><script>alert(1)</script>&amp; ",
    "::error::owned %0A::stop-commands::x ",
    "=HYPERLINK(0)|'!A1 ",
    "[here](javascript:alert(1)) @everyone <!-- ",
    "\x1b[31m\x00\x07\ufffe\uffff\u202e\u2066 ",
    "</td></details><img src=x onerror=alert(1)> {0} ",
)
_NAMES = ("=cmd.txt", "a,b:c%0A.txt", "//x]](1).txt", "نص <b>.txt", "e\x1b\ufffe.txt", "@me|.txt")


def hostile_report() -> Report:
    """Six articles that contradict one another about one explosion; one finding waived, one in the baseline."""
    articles = []
    for number, (trick, name) in enumerate(zip(_TRICKS, _NAMES, strict=True)):
        text = f"{trick}The explosion in Aleppo killed {12 + 7 * number} people on Sunday. {trick}\n{trick}"
        told = article(text, name, "en", "2023-05-08")
        articles.append(replace(told, source=trick, title=trick, file=None, record=None))
    report = check(articles)
    assert len(report.findings) > 4
    waived = replace(
        report.findings[0], suppressed=Suppression("waiver", _TRICKS[0], "2030-01-01", _TRICKS[2])
    )
    known = replace(report.findings[1], suppressed=Suppression("baseline"))
    return replace(report, findings=(waived, known, *report.findings[2:]))


def large_report(report: Report, size: int) -> Report:
    """The report with its findings told again and again, each with a fingerprint of its own."""
    many = islice(cycle(report.findings), size)
    told = (replace(finding, fingerprint=f"{number:016x}") for number, finding in enumerate(many))
    return replace(report, findings=tuple(told))
