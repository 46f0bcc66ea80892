"""The names of the formats that a report can be written in; imports little, so that help is quick."""

from __future__ import annotations

from collections.abc import Sequence

_ROOM = "consistency.report.formats"

# Formats that are text: name and module.
FORMATS = {
    "text": f"{_ROOM}.text",
    "markdown": f"{_ROOM}.markdown",
    "html": f"{_ROOM}.html",
    "json": f"{_ROOM}.json_report",
    "jsonl": f"{_ROOM}.jsonl_report",
    "sarif": f"{_ROOM}.sarif",
    "junit": f"{_ROOM}.junit",
    "github": f"{_ROOM}.github",
    "gitlab": f"{_ROOM}.gitlab",
    "csv": f"{_ROOM}.csv_table",
}
# Formats that no terminal can show.
FILES = {"parquet": f"{_ROOM}.parquet"}
# Formats that are several files in a folder.
FOLDERS = {"html:folder": f"{_ROOM}.html_folder"}
# Formats that write one table: `csv` the findings, `csv:claims` the claims.
TABLES = ("findings", "claims", "groups", "documents")
TABULAR = ("csv", "parquet")

# Everything that may be asked for.
NAMES = (*FORMATS, *FILES, *FOLDERS, *(f"{name}:{table}" for name in TABULAR for table in TABLES))


def advice(name: str, names: Sequence[str] = NAMES) -> str:
    """What to write instead of a name that is none of these."""
    from difflib import get_close_matches  # here: well-spelled names need none of it

    close = get_close_matches(name, names, n=1)
    plain = ", ".join(known for known in names if ":" not in known)
    return f"did you mean {close[0]}?" if close else f"use {plain}"


def needs_file(name: str) -> bool:
    """Whether the format is no text, or more than one."""
    return name in FOLDERS or name.partition(":")[0] in FILES
