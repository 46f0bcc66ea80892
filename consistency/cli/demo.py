"""`consistency demo`: check the story that comes with the program."""

from __future__ import annotations

import argparse

from consistency.cli.options import REPORTS, Commands, add_command, add_output, emit
from consistency.cli.streams import note


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "demo",
        "check a bundled story of several sources, to see what a report looks like",
        "consistency demo",
    )
    add_output(parser, REPORTS)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Always 0: a demonstration is no gate."""
    from consistency.api import check, demo_story
    from consistency.articles import read
    from consistency.report.render import render_out

    folder = demo_story()
    report = check(read(["."], base=folder, metadata="sources.csv"))
    if not arguments.quiet:
        note(f"an invented story; its articles are in {folder}")
    emit(arguments, lambda name, style: render_out(report, name, style))
    return 0
