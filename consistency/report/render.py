"""A report in any of the formats; each format is one file in `formats/`, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from consistency.errors import ConfigError
from consistency.model.report import Report
from consistency.report.style import Style

FORMATS = {
    "text": "consistency.report.formats.text",
    "json": "consistency.report.formats.json_report",
    "jsonl": "consistency.report.formats.jsonl_report",
    "markdown": "consistency.report.formats.markdown",
}


def render(report: Report, name: str, style: Style) -> Iterator[str]:
    """The report in a format of FORMATS, piece by piece. Raises: ConfigError for another name."""
    if name not in FORMATS:
        raise ConfigError(
            f"there is no format {name!r}", place="--format", advice=f"use {', '.join(FORMATS)}"
        )
    write: Callable[[Report, Style], Iterator[str]] = import_module(FORMATS[name]).write
    return write(report, style)
