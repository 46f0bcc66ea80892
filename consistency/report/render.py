"""A report in any of the formats; each format is one file in `formats/`, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from consistency.errors import ConfigError
from consistency.model.report import Report
from consistency.report.catalogue import FILES, FOLDERS, FORMATS, NAMES, advice, needs_file
from consistency.report.style import Style

__all__ = ["FORMATS", "render", "render_any", "render_out"]


def render(report: Report, name: str, style: Style) -> Iterator[str]:
    """The report in a format that is text, piece by piece. Raises: ConfigError for another name."""
    if name in NAMES and needs_file(name):
        raise ConfigError(f"{name} is no text", place="--format", advice=f"name a file: --format {name}=FILE")
    base, _, table = _known(name).partition(":")
    write: Callable[..., Iterator[str]] = import_module(FORMATS[base]).write
    return write(report, style, table) if table else write(report, style)


def render_any(report: Report, name: str, style: Style) -> Iterator[str] | Iterator[bytes]:
    """The report in any format of one file, piece by piece: text, or the bytes of a format that is none.

    Raises: ConfigError for another name, and for a format that needs a library which is missing.
    """
    if not needs_file(name):
        return render(report, name, style)
    base, _, table = _known(name).partition(":")
    write: Callable[..., Iterator[bytes]] = import_module(FILES[base]).write
    return write(report, style, table) if table else write(report, style)


def render_out(
    report: Report, name: str, style: Style
) -> Iterator[str] | Iterator[bytes] | Iterator[tuple[str, str]]:
    """The same for every format: of one that is a folder, the names of its files and what stands in them."""
    if name not in FOLDERS:
        return render_any(report, name, style)
    write: Callable[[Report, Style], Iterator[tuple[str, str]]] = import_module(FOLDERS[name]).write
    return write(report, style)


def _known(name: str) -> str:
    if name in NAMES:
        return name
    raise ConfigError(f"there is no format {name!r}", place="--format", advice=advice(name))
