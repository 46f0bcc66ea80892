"""`consistency report`: a saved result in any format, without checking again."""

from __future__ import annotations

import argparse

from consistency.cli.options import (
    REPORTS,
    Commands,
    add_command,
    add_output,
    emit,
    standard_input,
)


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "report",
        "write a saved result in another format, without checking again",
        "consistency report result.json --format markdown",
    )
    parser.add_argument(
        "result", metavar="RESULT.json", help="what `check --format json` wrote; - is standard input"
    )
    add_output(parser, REPORTS)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Always 0 for a result that can be read: the check has ended already."""
    from consistency.api import read_report
    from consistency.report.render import render_out

    stdin = standard_input() if arguments.result == "-" else b""
    report = read_report(arguments.result, stdin=stdin)
    emit(arguments, lambda name, style: render_out(report, name, style))
    return 0
