"""`consistency waive FINGERPRINT`: set one finding aside, with a reason."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from consistency.cli.checking import add_checking, day
from consistency.cli.choosing import add_fingerprint, chosen_finding
from consistency.cli.options import Commands, add_command, add_input, add_output, settings_of
from consistency.cli.outputs import write_file
from consistency.cli.streams import note
from consistency.config.settings import WAIVERS
from consistency.errors import ConfigError


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "waive",
        "set one finding aside, with a reason, in consistency-waivers.toml",
        "consistency waive 3f0a5c1e --reason 'the ministry has corrected it' --until 2026-12-31",
    )
    add_fingerprint(parser)
    add_input(parser)
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why it may stand")
    parser.add_argument("--until", type=day, metavar="DATE", help="the last day of it (default: for good)")
    parser.add_argument("--who", metavar="NAME", help="who decided so")
    add_output(parser, ("text",))
    add_checking(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from consistency.api import kept_aside
    from consistency.config.file import read_text
    from consistency.config.waivers import Waiver
    from consistency.report.plain import composed
    from consistency.text.sources import shown_name

    reason = " ".join(arguments.reason.split())
    if not reason:
        raise ConfigError("the reason is empty", place="waive", advice="say why the finding may stand")
    today = arguments.today or date.today()  # noqa: DTZ011 -- the civil day of whoever waives
    if arguments.until is not None and arguments.until < today:
        raise ConfigError(f"{arguments.until} is over", place="--until", advice="give a day to come, or none")
    finding, _ = chosen_finding(arguments)
    if finding.code.startswith("WVR"):
        raise ConfigError(
            f"{finding.code} is about a waiver itself", place="waive", advice="mend what its message names"
        )
    settings = settings_of(arguments)
    for waiver in kept_aside(settings).waivers:
        if waiver.fingerprint == finding.fingerprint:
            raise ConfigError(
                f"{waiver.fingerprint} is waived already", place=waiver.place, advice="change that entry"
            )
    path = settings.waivers or (settings.base or Path.cwd()) / WAIVERS
    shown = shown_name(path, Path.cwd())
    before = read_text(path, shown, "the waivers cannot be read") if path.exists() else ""
    waiver = Waiver(
        finding.fingerprint, reason, arguments.who, arguments.until, finding.code, finding.parties
    )
    says = composed(finding.says("en"), isolates=False)
    gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    write_file(path, [before, gap, waiver.written(says)])
    note(f"{shown}: {finding.code} {finding.fingerprint} waived")
    return 0
