"""`consistency config`: the settings in force and where each came from, and all there are."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from consistency.cli.options import (
    Commands,
    add_command,
    add_output,
    emit,
    settings_of,
)
from consistency.config.kinds import told
from consistency.config.settings import TABLE, PerPath, Settings

if TYPE_CHECKING:
    from consistency.model.rows import Row
    from consistency.report.style import Style

FORMATS = ("text", "json", "markdown")


def add_to(commands: Commands) -> None:
    parser = commands.add_parser("config", help="show the settings in force, or list all there are")
    inner = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    show = add_command(
        inner, "show", "show the settings in force and where each came from", "consistency config show"
    )
    add_output(show, FORMATS)
    show.set_defaults(run=run_show)
    every = add_command(inner, "list", "list all settings", "consistency config list --format markdown")
    add_output(every, FORMATS)
    every.set_defaults(run=run_list)


def run_show(arguments: argparse.Namespace) -> int:
    outputs, arguments.outputs = arguments.outputs, None  # of this command, not of the check
    settings = settings_of(arguments)
    emit(arguments, lambda name, style: _shown(settings, name, style), outputs)
    return 0


def run_list(arguments: argparse.Namespace) -> int:
    emit(arguments, _listed)
    return 0


def _shown(settings: Settings, name: str, style: Style) -> Iterator[str]:
    """A line a setting: its name, its value as a file would say it, where it came from."""
    from consistency.report.json_text import write_tables
    from consistency.report.plain import isolated, markdown

    words = style.words
    rows = [(row.key, _plain(getattr(settings, row.name)), settings.sources.get(row.key)) for row in TABLE]
    if name == "json":
        table: list[Row] = [{"setting": key, "value": value, "from": source} for key, value, source in rows]
        folder = settings.base.as_posix() if settings.base else None
        yield from write_tables({"folder": folder, "settings": table}, ascii_only=style.ascii_only)
        return
    default = words("config.default")
    if name == "markdown":
        yield f"| {words('label.setting')} | {words('label.value')} | {words('label.from')} |\n|---|---|---|\n"
        for key, value, source in rows:
            yield f"| `{key}` | {markdown(told(value)) or '–'} | {markdown(source or default)} |\n"
        return
    for key, value, source in rows:
        yield f"{key:16}{source or default:28}{isolated(told(value), style.isolates) or '–'}\n"


def _listed(name: str, style: Style) -> Iterator[str]:
    """A line a setting: its name, what sets it elsewhere, its default, what it is for."""
    from consistency.report.json_text import write_tables
    from consistency.report.plain import markdown, visible, with_isolates

    words = style.words
    if name == "json":
        rows: list[Row] = [
            {
                "setting": row.key,
                "flag": row.flag or None,
                "variable": row.variable or None,
                "default": _plain(row.default),
                "wants": row.kind.wants,
                "about": words(f"setting.{row.key}"),
            }
            for row in TABLE
        ]
        yield from write_tables({"settings": rows}, ascii_only=style.ascii_only)
        return
    if name == "markdown":
        heads = ("label.setting", "label.flag", "label.default", "label.about", "label.value")
        yield f"| {' | '.join(map(words, heads))} |\n|{'---|' * len(heads)}\n"
        for row in TABLE:
            flag = f"`{row.flag}`" if row.flag else "–"
            default = f"`{told(row.default)}`" if row.default not in (None, ()) else "–"
            about = markdown(words(f"setting.{row.key}"))
            yield f"| `{row.key}` | {flag} | {default} | {about} | {markdown(row.kind.wants)} |\n"
        return
    for row in TABLE:
        about = words(f"setting.{row.key}")
        yield f"{row.key:16}{row.flag:18}{visible(about) if words.rtl else with_isolates(about, style.isolates)}\n"


def _plain(value: object) -> object:
    """A value as JSON and TOML can have it."""
    if isinstance(value, PerPath):
        keys = {"files": value.files, "select": value.select, "ignore": value.ignore}
        least = {"min-confidence": value.min_confidence}
        table = {**keys, "severity": dict(value.severity), **least}
        return {key: _plain(item) for key, item in table.items() if item not in (None, (), {})}
    if isinstance(value, tuple):
        if value and all(isinstance(pair, tuple) for pair in value):
            return dict(value)
        return [_plain(item) for item in value]
    return value.as_posix() if hasattr(value, "as_posix") else value
