"""One finding of a check, by its fingerprint or the beginning of it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from consistency.cli.checking import checked
from consistency.errors import ConfigError

if TYPE_CHECKING:
    from consistency.model.finding import Finding
    from consistency.model.report import Report

# Fewer digits would fit too many findings.
LEAST = 4


def add_fingerprint(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "fingerprint",
        metavar="FINGERPRINT",
        help="the finding's, as a report shows it, or the beginning of it",
    )


def chosen_finding(arguments: argparse.Namespace) -> tuple[Finding, Report]:
    """The finding that the command line names, from a check of its articles.

    Raises: ConfigError where none or several begin so.
    """
    wanted = arguments.fingerprint.lower()
    if len(wanted) < LEAST:
        raise ConfigError(
            f"{wanted!r} is too short", place=arguments.command, advice=f"give {LEAST} digits or more"
        )
    report, _ = checked(arguments)
    fitting = [finding for finding in report.findings if finding.fingerprint.startswith(wanted)]
    if not fitting:
        raise ConfigError(
            f"no finding's fingerprint begins with {wanted!r}",
            place=arguments.command,
            advice="copy it from a report on the same articles: consistency check",
        )
    if len(fitting) > 1:
        several = ", ".join(finding.fingerprint for finding in fitting[:3])
        raise ConfigError(
            f"{len(fitting)} findings begin with {wanted!r}",
            place=arguments.command,
            advice=f"give one: {several}",
        )
    return fitting[0], report
