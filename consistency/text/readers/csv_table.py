"""CSV: a document a row, named by the header row; also the form of `--metadata`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from consistency.errors import InputError
from consistency.text.record import Record

# An article may be one cell; the module's own limit is 128 KiB.
LONGEST_CELL = 2**31 - 1


def read_csv(text: str, shown: str, required: tuple[str, ...] = ("text",)) -> Iterator[Record | InputError]:
    """A record a row, or what is wrong with it. Blank rows are left out; line breaks inside cells stay.

    required: columns without which the file cannot be used.
    """
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    before = 0
    while True:
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            yield InputError(
                f"this is no CSV: {error}",
                place=f"{shown}:{before + 1}",
                advice='close every quoted cell, and write a quote inside one twice ("")',
            )
            return
        line, before = before + 1, rows.line_num
        if not any(cell.strip() for cell in row):
            continue
        if header is None:
            header = [cell.strip() for cell in row]
            if problem := _header_problem(header, required):
                yield InputError(
                    problem, place=f"{shown}:{line}", advice=f"name the columns: {','.join(required)}, ..."
                )
                return
        elif len(row) > len(header):
            yield InputError(
                f"this row has {len(row)} cells, the header {len(header)}",
                place=f"{shown}:{line}",
                advice="put cells that hold commas in quotes",
            )
        else:
            yield Record(dict(zip(header, row, strict=False)), line)
    if header is None:
        yield InputError(
            "the file has no header row", place=f"{shown}:1", advice=f"begin with {','.join(required)}"
        )


def _header_problem(header: list[str], required: tuple[str, ...]) -> str | None:
    for column in required:
        if column not in header:
            return f"there is no column {column!r}"
    for column in header:
        if header.count(column) > 1:
            return f"the column {column!r} stands twice"
    return None
