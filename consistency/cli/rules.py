"""`consistency rules`: every rule in a line; the linter and the examples of rules of your own."""

from __future__ import annotations

import argparse
from pathlib import Path

from consistency.cli.options import Commands, add_command, add_output, settings_of
from consistency.cli.outputs import Output
from consistency.cli.rules_proof import run_lint, run_test


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands, "rules", "list the rules, or try rules of your own", "consistency rules --json"
    )
    _add_list_options(parser)
    parser.set_defaults(run=run)
    inner = parser.add_subparsers(dest="what", metavar="WHAT")
    every = add_command(inner, "list", "list the rules, a line each", "consistency rules list --json")
    _add_list_options(every)
    every.set_defaults(run=run)
    for name, about, verb in (
        ("lint", "tell what is wrong in folders of rules: path:line:column, the line, what to do", run_lint),
        ("test", "run the examples of the rules in folders", run_test),
    ):
        command = add_command(inner, name, about, f"consistency rules {name} rules/")
        command.add_argument(
            "folders",
            nargs="*",
            type=Path,
            metavar="FOLDER",
            help="laid out like rules/ (default: `rules` of the configuration, else those that come with the program)",
        )
        add_output(command, ("text", "json"))
        command.set_defaults(run=verb)


def _add_list_options(parser: argparse.ArgumentParser) -> None:
    add_output(parser, ("text", "json", "markdown"))
    parser.add_argument(
        "--json", dest="outputs", action="append_const", const=Output("json"), help="short for --format json"
    )


def run(arguments: argparse.Namespace) -> int:
    from consistency.api import load_rules
    from consistency.cli.options import emit
    from consistency.report.rulebook import render_rules

    rules = load_rules(*settings_of(arguments).rules).rules
    emit(arguments, lambda name, style: render_rules(rules, name, style))
    return 0
