"""`consistency baseline`: draw a line under the findings there are, so that only new ones count."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from consistency.cli.checking import add_checking, checked
from consistency.cli.options import Commands, add_command, add_input, add_output, emit, settings_of
from consistency.cli.outputs import write_file
from consistency.cli.streams import note
from consistency.config.settings import BASELINE

if TYPE_CHECKING:
    from consistency.config.baseline import Known
    from consistency.model.report import Report

_ABOUT = (
    ("write", "write down all findings there are as known"),
    ("prune", "take out of the baseline what is not found any more"),
    ("status", "tell what of the baseline is still found, and what is new"),
)
# Findings of these rules are mended, never known: they are about baselines and waivers themselves.
_NEVER = "WVR"


def add_to(commands: Commands) -> None:
    parser = commands.add_parser("baseline", help="write down known findings, so that only new ones count")
    inner = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    for name, about in _ABOUT:
        command = add_command(inner, name, about, f"consistency baseline {name} articles/")
        add_input(command)
        add_output(command, ("text",))
        add_checking(command)
        command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Always 0, unless something could not be read: then nothing is written, and 2."""
    from consistency.config.baseline import written

    path, report, old, unread = _state(arguments)
    found = {known.fingerprint: known for known in _known(report)}
    gone = [entry for entry in old if not _found(entry, report)]
    kept = [entry for entry in gone if not _read(entry, report)]  # it may be found where all is read
    if arguments.what == "status":
        _tell(arguments, report, old, gone, kept)
        return 2 if unread else 0
    if unread:
        note("the baseline stays as it is: not everything could be read")
        return 2
    if arguments.what == "write":
        entries = [*found.values(), *(entry for entry in kept if entry.fingerprint not in found)]
    else:
        entries = [entry for entry in old if entry not in gone or entry in kept]
    write_file(path, written(entries))
    taken = f"{len(gone) - len(kept)} taken out" if old else "new"
    note(f"{_shown(path)}: {len(set(entries))} known findings, {taken}")
    if kept:
        note(f"{len(kept)} of them are of articles that were not read, and stay")
    return 0


def _state(arguments: argparse.Namespace) -> tuple[Path, Report, tuple[Known, ...], bool]:
    """Where the baseline lies, what is found now, what it holds, and whether something could not be read."""
    from consistency.config.baseline import read_baseline

    settings = settings_of(arguments)
    base = settings.base or Path.cwd()
    path = settings.baseline or base / BASELINE
    if settings.baseline is not None and not path.exists() and arguments.what == "write":
        arguments.settings = replace(settings, baseline=None)  # this command is about to make it
    old = read_baseline(path, _shown(path)) if path.exists() else ()
    report, reading = checked(arguments)
    return path, report, old, bool(reading.problems)


def _known(report: Report) -> list[Known]:
    """All that counts or is known already; what a waiver or a comment sets aside needs no second entry."""
    from consistency.config.baseline import Known

    return [
        Known.of(finding)
        for finding in report.findings
        if not finding.code.startswith(_NEVER)
        and (finding.suppressed is None or finding.suppressed.by == "baseline")
    ]


def _found(entry: Known, report: Report) -> bool:
    return any(
        entry.fingerprint == finding.fingerprint or entry.fingerprint in dict(finding.pairs)
        for finding in report.findings
    )


def _read(entry: Known, report: Report) -> bool:
    return {document.id for document in report.documents}.issuperset(entry.documents)


def _tell(
    arguments: argparse.Namespace,
    report: Report,
    old: tuple[Known, ...],
    gone: list[Known],
    kept: list[Known],
) -> None:
    from consistency.report.plain import isolated

    new = [f for f in report.standing if not f.code.startswith(_NEVER)]
    there = f"{len(old)} known findings, {len(old) - len(gone)} of them found, {len(gone) - len(kept)} gone"
    last = f"{there}, {len(kept)} of articles that were not read; {len(new)} new findings\n"
    emit(
        arguments,
        lambda name, style: [
            *(
                f"gone {e.fingerprint} {e.code} {isolated(e.says, style.isolates)}\n"
                for e in gone
                if e not in kept
            ),
            *(
                f"new  {f.fingerprint} {f.code} {isolated(f.says(style.words.language), style.isolates)}\n"
                for f in new
            ),
            last,
        ],
    )


def _shown(path: Path) -> str:
    from consistency.text.sources import shown_name

    return shown_name(path, Path.cwd())
