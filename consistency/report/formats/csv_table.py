"""A table as CSV (RFC 4180), for spreadsheets: with a byte order mark, without which they garble Arabic.

Several values in a cell are parted by `; `. A text that a spreadsheet would take for a formula has an apostrophe
before it, as OWASP advises against "CSV injection".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from consistency.model.report import Report
from consistency.report.plain import visible
from consistency.report.style import Style
from consistency.report.tables import COLUMNS, Cell, table_rows

_FORMULA = ("=", "+", "-", "@")
# Code points in a cell; spreadsheets cut at 32,767.
LONGEST = 32_000


def write(report: Report, style: Style, table: str = "findings") -> Iterator[str]:
    rows = table_rows(report, table, style)
    first = next(rows, None)
    yield "\ufeff" + _line(list(COLUMNS[table]))
    if first is not None:
        yield _line([_cell(cell) for cell in first.values()])
    for row in rows:
        yield _line([_cell(cell) for cell in row.values()])


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, int):
        return str(cell)
    text = visible(cell if isinstance(cell, str) else "; ".join(cell))[:LONGEST]
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
