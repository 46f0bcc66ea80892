"""Options that several commands share, and what they mean to the program."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consistency.cli.outputs import Output, Pieces, output_of, write_all
from consistency.cli.streams import holds_arabic, wants_color
from consistency.report.catalogue import NAMES, TABLES, needs_file

if TYPE_CHECKING:
    from consistency.report.style import Style
    from consistency.text.documents import Reading

Commands = Any  # argparse's sub-parsers, whose class has no public name

READS = ("auto", "text", "markdown", "html", "jsonl", "csv")
WRITES = ("text", "json", "jsonl", "markdown")
# What a whole report can be written in, which is more.
REPORTS = NAMES
INTERFACES = ("en", "ar")
COLORS = ("auto", "always", "never")


def add_command(commands: Commands, name: str, about: str, example: str) -> argparse.ArgumentParser:
    """A command with its help: what it does, and one example."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about,
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=f"example: {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    return parser


def add_input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="files, folders or globs; - is standard input"
    )
    add_reading(parser)


def add_reading(parser: argparse.ArgumentParser) -> None:
    reading = parser.add_argument_group("reading")
    reading.add_argument(
        "--from", dest="reads", choices=READS, default="auto", help="format of the input (default: by suffix)"
    )
    reading.add_argument(
        "--metadata",
        metavar="FILE.csv",
        type=Path,
        help="columns file,outlet,agency,published,language: what plain files lack",
    )
    reading.add_argument("--published", metavar="DATE", help="publication date of articles that give none")
    reading.add_argument(
        "--language", metavar="TAG", help="language of articles that give none (default: guessed)"
    )
    reading.add_argument(
        "--encoding",
        metavar="NAME",
        help="encoding of files that are not UTF-8 and carry no mark, such as windows-1256",
    )
    reading.add_argument(
        "--max-size", type=_megabytes, metavar="MB", help="refuse articles larger than this (default: 16)"
    )
    reading.add_argument(
        "--stdin-filename",
        metavar="NAME",
        help="the name that standard input has in the report, with its suffix",
    )
    reading.add_argument(
        "--keep-going", action="store_true", help="read what can be read, list the rest, and still end with 2"
    )
    reading.add_argument("--allow-empty", action="store_true", help="accept that there is nothing to check")


def add_output(parser: argparse.ArgumentParser, formats: tuple[str, ...] = WRITES) -> None:
    writing = parser.add_argument_group("writing")
    writing.add_argument(
        "--format",
        "-f",
        dest="outputs",
        action="append",
        type=output_of(formats, needs_file),
        metavar="NAME[=FILE]",
        help=f"{_listed(formats)} (default: text); to a file, or to standard output; may be given several times",
    )
    add_interface(writing)
    writing.add_argument(
        "--color", choices=COLORS, default="auto", help="colours (default: on a terminal, without NO_COLOR)"
    )
    detail = writing.add_mutually_exclusive_group()
    detail.add_argument("--quiet", "-q", action="store_true", help="a line each, and no remarks")
    detail.add_argument("--verbose", "-v", action="store_true", help="everything that is known of each")


def _listed(formats: tuple[str, ...]) -> str:
    """The formats, those of one table as `csv[:TABLE]`."""
    plain = [name for name in formats if ":" not in name]
    tabular = {name.partition(":")[0] for name in formats if ":" in name}
    shown = ", ".join(f"{name}[:TABLE]" if name in tabular else name for name in plain)
    return f"{shown}, TABLE being one of {', '.join(TABLES)}" if tabular else shown


def add_interface(parser: Any) -> None:
    parser.add_argument(
        "--ui", choices=INTERFACES, default="en", help="language of messages and headings (default: en)"
    )


def read_input(arguments: argparse.Namespace) -> Reading:
    """The articles that the paths lead to, with the problems told on standard error.

    Raises: InputError for what cannot be read without --keep-going, and for nothing to check.
    """
    from consistency.api import read
    from consistency.cli.streams import note
    from consistency.errors import InputError

    reading = read(
        arguments.paths,
        kind=arguments.reads,
        metadata=arguments.metadata,
        language=arguments.language,
        published=arguments.published,
        keep_going=arguments.keep_going,
        allow_empty=arguments.allow_empty,
        stdin=standard_input() if "-" in arguments.paths else b"",
        stdin_name=arguments.stdin_filename,
        encoding=arguments.encoding,
        max_size=arguments.max_size,
    )
    for problem in reading.problems:
        note(" ".join(str(problem).split()))
    if not reading.documents and not reading.problems and not arguments.allow_empty:
        raise InputError(
            "there is nothing to check",
            place=arguments.paths[0],
            advice="name articles, or accept this with --allow-empty",
        )
    return reading


def emit(arguments: argparse.Namespace, render: Callable[[str, Style], Pieces]) -> None:
    """Write what `render` makes for each format asked for, in the style of the place it goes to."""
    outputs = arguments.outputs or [Output("text")]
    write_all(outputs, lambda output: render(output.name, _style_of(arguments, output.path is not None)))


def style_of_errors(arguments: argparse.Namespace) -> Style:
    """How to write to standard error."""
    from consistency.report.style import Style
    from consistency.report.words import load_words

    color = wants_color(arguments.color, sys.stderr)
    return Style(load_words(arguments.ui), color=color, isolates=holds_arabic(sys.stderr))


def _style_of(arguments: argparse.Namespace, in_file: bool) -> Style:
    """A file is UTF-8 and has no colours; standard output may be otherwise."""
    from consistency.report.style import FULL, NORMAL, QUIET, Style
    from consistency.report.words import load_words

    words = load_words(arguments.ui)
    detail = QUIET if arguments.quiet else FULL if arguments.verbose else NORMAL
    if in_file:
        return Style(words, detail=detail)
    arabic = holds_arabic(sys.stdout)
    color = wants_color(arguments.color, sys.stdout)
    return Style(words, color=color, isolates=arabic, ascii_only=not arabic, detail=detail)


def _megabytes(text: str) -> int:
    """Bytes from a whole number of megabytes."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 2000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of megabytes from 1 to 2000")
    return int(text) * 1_000_000


def standard_input() -> bytes:
    """All of standard input."""
    return sys.stdin.buffer.read()
