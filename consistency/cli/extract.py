"""`consistency extract`: every figure and date that articles mention."""

from __future__ import annotations

import argparse

from consistency.cli.options import (
    Commands,
    add_command,
    add_input,
    add_output,
    emit,
    read_input,
    settings_of,
)


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "extract",
        "list every figure and date that articles mention, and what each is about",
        "consistency extract article.txt --format jsonl",
    )
    add_input(parser)
    add_output(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from consistency.api import extract
    from consistency.report.mentions import render_mentions

    reading = read_input(arguments)
    mentions = extract(reading, settings_of(arguments))
    emit(arguments, lambda name, style: render_mentions(mentions, reading.skipped, name, style))
    return 2 if reading.problems else 0
