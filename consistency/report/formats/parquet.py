"""A table as Parquet, for data frames: columns with types, lists as lists, every text as it was written.

Needs pyarrow, which the extra `tables` installs.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal

from consistency.errors import ConfigError
from consistency.model.report import Report
from consistency.report.style import Style
from consistency.report.tables import COLUMNS, COUNT, LIST, NUMBER, TEXT, Cell, table_rows


def write(report: Report, style: Style, table: str = "findings") -> Iterator[bytes]:
    """The file, in one piece. Raises: ConfigError where pyarrow is missing."""
    rows = list(table_rows(report, table, style))
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise ConfigError(
            "Parquet needs pyarrow, which is not installed",
            place="--format",
            advice="pip install 'claim-consistency[tables]', or write csv",
        ) from None
    types = {
        TEXT: pyarrow.string(),
        COUNT: pyarrow.int64(),
        NUMBER: pyarrow.float64(),
        LIST: pyarrow.list_(pyarrow.string()),
    }
    columns = {
        name: pyarrow.array([_cell(row[name]) for row in rows], types[kind])
        for name, kind in COLUMNS[table].items()
    }
    file = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), file)
    yield file.getvalue()


def _cell(cell: Cell) -> object:
    """Lone surrogates, which no UTF-8 holds, as question marks."""
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, str):
        return cell.encode("utf-8", "replace").decode("utf-8")
    if isinstance(cell, tuple):
        return [item.encode("utf-8", "replace").decode("utf-8") for item in cell]
    return cell
