"""`consistency check`: find where articles differ."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from consistency.cli.checking import add_checking, checked
from consistency.cli.options import (
    REPORTS,
    Commands,
    add_command,
    add_input,
    add_output,
    emit,
    outputs_of,
    settings_of,
    style_of_errors,
)
from consistency.cli.streams import note
from consistency.errors import ConfigError

if TYPE_CHECKING:
    from consistency.cli.outputs import Output
    from consistency.config.settings import Settings

FAIL_ON = ("error", "warning", "info", "never")


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "check",
        "find figures and dates on which articles differ",
        "consistency check articles/ --metadata sources.csv --format markdown",
    )
    add_input(parser)
    add_output(parser, REPORTS)
    checking = add_checking(parser)
    checking.add_argument(
        "--fail-on",
        choices=FAIL_ON,
        help="gravity from which the exit code is 1 (default: error)",
    )
    checking.add_argument(
        "--statistics",
        action="store_true",
        help="count findings by rule and article, on standard error",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """0 clean, 1 findings at or above --fail-on, 2 when something could not be read."""
    from consistency.report.render import render_out
    from consistency.report.totals import last_line, severity_line
    from consistency.report.words import load_words

    began = time.perf_counter()
    settings = settings_of(arguments)
    outputs = outputs_of(settings)
    if settings.engine == "spark" and len(outputs) == 1 and outputs[0].far is not None:
        return _from_lake_to_lake(arguments, outputs[0])
    report, reading = checked(arguments)
    emit(arguments, lambda name, style: render_out(report, name, style), outputs)
    if all(output.path for output in outputs):
        # Nobody sees the files yet: what was read is told in any case.
        words = load_words(settings.ui)
        note(f"{severity_line(report, words)}; {last_line(report, words)}")
    if arguments.statistics:
        from consistency.report.statistics import render_statistics

        sys.stderr.writelines(render_statistics(report, style_of_errors(arguments)))
    if not arguments.quiet:
        note(f"checked in {time.perf_counter() - began:.2f} s")
    if reading.problems:
        return 2
    return _code(settings, report.by_severity())


def _code(settings: Settings, counts: Mapping[str, int]) -> int:
    """Whether so many findings of each severity fail the check."""
    grave = FAIL_ON[: FAIL_ON.index(settings.fail_on) + 1]
    failed = settings.fail_on != "never" and any(counts.get(severity) for severity in grave)
    return 1 if failed else 0


def _from_lake_to_lake(arguments: argparse.Namespace, output: Output) -> int:
    """A check whose articles and findings never pass through here. Raises: ConsistencyError."""
    from consistency.spark import check_paths

    settings = settings_of(arguments)
    flags = ("against", "diff", "archive", "cache", "metadata", "baseline", "waivers", "stdin_filename")
    given = [flag for flag in flags if getattr(arguments, flag, None)]
    if (
        given
        or output.name.partition(":")[2] not in ("", "findings")
        or not output.name.startswith("parquet")
    ):
        raise ConfigError(
            f"findings go to {output.far} as --format parquet, and without {', '.join(given) or 'other tables'}",
            place="--format",
            advice="leave that out, or write to a file of this machine",
        )
    assert output.far is not None
    counts, skipped, whole = check_paths(settings.paths, output.far, settings, published=arguments.published)
    if not arguments.quiet:
        for item in skipped:
            note(f"{item.document}: {item.reason}" if item.document else item.reason)
    told = ", ".join(f"{counts[severity]} {severity}" for severity in FAIL_ON if severity in counts)
    note(f"findings: {told or 'none'}; written to {output.far}")
    return _code(settings, counts) if whole else 2
