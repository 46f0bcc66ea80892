"""`consistency check`: find where articles differ."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date

from consistency.cli.options import (
    REPORTS,
    Commands,
    add_command,
    add_input,
    add_output,
    add_selection,
    emit,
    outputs_of,
    read_input,
    setting,
    settings_of,
    style_of_errors,
)
from consistency.cli.progress import progress
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
    add_selection(parser)
    checking = parser.add_argument_group("checking")
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
    checking.add_argument(
        "--jobs",
        "-j",
        type=setting("jobs"),
        metavar="N",
        help="processes to read articles with (default: 1)",
    )
    checking.add_argument(
        "--today",
        type=_day,
        metavar="DATE",
        help="the day to judge the expiry of waivers by (default: today)",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """0 clean, 1 findings at or above --fail-on, 2 when something could not be read."""
    from consistency.api import check
    from consistency.report.render import render_any
    from consistency.report.statistics import render_statistics
    from consistency.report.totals import last_line, severity_line
    from consistency.report.words import load_words

    began = time.perf_counter()
    settings = settings_of(arguments)
    outputs = outputs_of(settings)
    reading = read_input(arguments)
    today = arguments.today or date.today()  # noqa: DTZ011 -- the civil day of whoever runs the check
    with progress(len(reading.documents), not arguments.quiet) as told:
        report = check(reading, settings, today=today, progress=told)
    emit(arguments, lambda name, style: render_any(report, name, style), outputs)
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
    failed = settings.fail_on != "never" and any(f.severity in grave for f in report.standing)
    return 1 if failed else 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2024-01-26") from None
