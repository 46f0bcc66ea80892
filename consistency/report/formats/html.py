"""For an editor: one page that opens anywhere, needs no network, and prints."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.model.report import Report
from consistency.packs.cache import load_packs
from consistency.report.html.compose import whole
from consistency.report.html.story import Story
from consistency.report.style import Style


def write(report: Report, style: Style) -> Iterator[str]:
    yield whole(Story(report, style.words, load_packs())).render()
