"""For an editor with a large run: an overview, and a page for each thing on which something was found."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.model.report import Report
from consistency.report.html.folder import pages
from consistency.report.style import Style


def write(report: Report, style: Style) -> Iterator[tuple[str, str]]:
    yield from pages(report, style)
