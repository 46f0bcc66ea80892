"""For an editor: one page that opens anywhere, needs no network, and prints."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.model.report import Report
from consistency.report.html.page import render_page
from consistency.report.style import Style


def write(report: Report, style: Style) -> Iterator[str]:
    yield render_page(report, style)
