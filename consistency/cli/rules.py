"""`consistency rules`: every rule in a line."""

from __future__ import annotations

import argparse

from consistency.cli.options import Commands, add_command, add_output, emit, settings_of
from consistency.cli.outputs import Output


def add_to(commands: Commands) -> None:
    parser = add_command(commands, "rules", "list the rules, a line each", "consistency rules --json")
    add_output(parser, ("text", "json", "markdown"))
    parser.add_argument(
        "--json", dest="outputs", action="append_const", const=Output("json"), help="short for --format json"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from consistency.api import load_rules
    from consistency.report.rulebook import render_rules

    settings = settings_of(arguments)
    rules = load_rules(*settings.rules).rules
    emit(arguments, lambda name, style: render_rules(rules, name, style))
    return 0
