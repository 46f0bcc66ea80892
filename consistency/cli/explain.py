"""`consistency explain CODE`: what a rule says, why, and examples of both sides."""

from __future__ import annotations

import argparse

from consistency.cli.options import Commands, add_command, add_output, emit, settings_of


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "explain",
        "explain a rule, with examples on which it fires and stays silent",
        "consistency explain NUM101",
    )
    parser.add_argument("code", metavar="CODE", help="the rule's code or name, as a report shows it")
    add_output(parser, ("text", "json", "markdown"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from difflib import get_close_matches

    from consistency.api import load_rules
    from consistency.errors import ConfigError
    from consistency.report.rulebook import render_rule

    settings = settings_of(arguments)
    rules = load_rules(*settings.rules).rules
    wanted = arguments.code.upper()
    found = next((rule for rule in rules if wanted in (rule.code, rule.name.upper())), None)
    if found is not None:
        emit(arguments, lambda name, style: render_rule(found, name, style))
        return 0
    close = get_close_matches(wanted, [rule.code for rule in rules], n=1, cutoff=0.5)
    advice = f"did you mean {close[0]}?" if close else "see them all with: consistency rules"
    raise ConfigError(f"there is no rule {arguments.code!r}", place="explain", advice=advice)
