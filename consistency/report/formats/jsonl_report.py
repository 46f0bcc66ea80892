"""JSON Lines: the same rows as the JSON report, each with a `type`, the totals first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from consistency.model.report import Report
from consistency.model.rows import Row
from consistency.report.formats.json_report import report_row
from consistency.report.json_text import write_lines
from consistency.report.style import Style

_TYPES = {
    "documents": "document",
    "claims": "",
    "groups": "group",
    "findings": "finding",
    "rules": "rule",
    "skipped": "skipped",
}


def write(report: Report, style: Style) -> Iterator[str]:
    yield from write_lines(_rows(report_row(report, style.words.language)), ascii_only=style.ascii_only)


def _rows(whole: dict[str, Any]) -> Iterator[Row]:
    yield {"type": "report", **{key: whole[key] for key in ("schema", "tool", "summary")}}
    for table, kind in _TYPES.items():
        for row in whole[table]:
            yield {"type": kind, **row} if kind else row
