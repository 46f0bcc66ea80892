"""`consistency compare`: two articles side by side, or many pairs from a file."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from consistency.cli.options import (
    Commands,
    add_command,
    add_output,
    add_reading,
    emit,
    read_input,
    standard_input,
)
from consistency.cli.streams import note

if TYPE_CHECKING:
    from consistency.model.comparison import Comparison


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "compare",
        "compare two articles claim by claim, facet by facet",
        "consistency compare first.txt second.txt\n"
        "         consistency compare --pairs pairs.jsonl --format jsonl",
    )
    parser.add_argument("paths", nargs="*", metavar="ARTICLE", help="the two articles; - is standard input")
    parser.add_argument(
        "--pairs",
        metavar="FILE.jsonl",
        help='a pair a line: {"id": ..., "a": {an article, "focus": [start, end]}, "b": {...}}',
    )
    add_reading(parser)
    add_output(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from consistency.api import compare
    from consistency.errors import ConfigError
    from consistency.pairs import compare_pairs, read_pairs
    from consistency.report.pairs import render_comparisons

    comparisons: Iterable[Comparison]
    if arguments.pairs is not None:
        if arguments.paths:
            raise ConfigError("articles and --pairs together", place="compare", advice="give either")
        pairs, problems = read_pairs(
            arguments.pairs,
            keep_going=arguments.keep_going,
            stdin=standard_input() if arguments.pairs == "-" else b"",
        )
        for problem in problems:
            note(" ".join(str(problem).split()))
        comparisons = compare_pairs(pairs)
        if len(arguments.outputs or ()) > 1:  # one output needs them one at a time
            comparisons = list(comparisons)
    else:
        if len(arguments.paths) != 2:
            raise ConfigError("two articles are needed", place="compare", advice="give two, or --pairs FILE")
        reading = read_input(arguments)
        if len(reading.documents) != 2:
            raise ConfigError(
                f"these are {len(reading.documents)} articles, not two",
                place="compare",
                advice="give two files",
            )
        problems = list(reading.problems)
        comparisons = [compare(*reading.documents)]
    emit(arguments, lambda name, style: render_comparisons(comparisons, name, style))
    return 2 if problems else 0
