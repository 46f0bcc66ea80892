"""`consistency check`: find where articles differ."""

from __future__ import annotations

import argparse
import sys
import time

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
    from consistency.report.statistics import render_statistics
    from consistency.report.totals import last_line, severity_line
    from consistency.report.words import load_words

    began = time.perf_counter()
    settings = settings_of(arguments)
    outputs = outputs_of(settings)
    report, reading = checked(arguments)
    emit(arguments, lambda name, style: render_out(report, name, style), outputs)
    if all(output.path for output in outputs):
        # Nobody sees the files yet: what was read is told in any case.
        words = load_words(settings.ui)
        note(f"{severity_line(report, words)}; {last_line(report, words)}")
    if arguments.statistics:
        sys.stderr.writelines(render_statistics(report, style_of_errors(arguments)))
    if not arguments.quiet:
        note(f"checked in {time.perf_counter() - began:.2f} s")
    if reading.problems:
        return 2
    grave = FAIL_ON[: FAIL_ON.index(settings.fail_on) + 1]
    failed = settings.fail_on != "never" and any(report.by_severity()[severity] for severity in grave)
    return 1 if failed else 0
