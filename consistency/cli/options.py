"""Options that several commands share, and what they mean to the program."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consistency.cli.outputs import Files, Output, Pieces, output_of, write_all
from consistency.cli.streams import holds_arabic, wants_color
from consistency.config.kinds import KindError
from consistency.config.resolve import resolve
from consistency.config.settings import BASELINE, BY_KEY, TABLE, WAIVERS, Settings
from consistency.errors import ConfigError
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
    """A command with its help: what it does, one example, and where its settings come from."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about,
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=f"example: {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    configuration = parser.add_argument_group("configuration")
    configuration.add_argument(
        "--config",
        metavar="FILE",
        type=Path,
        help="the settings to use (default: the nearest consistency.toml or pyproject.toml, upward)",
    )
    configuration.add_argument("--isolated", action="store_true", help="use no configuration file")
    return parser


def add_input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="*",
        default=[],
        metavar="PATH",
        help="files, folders or globs (default: `paths` of the configuration); - is standard input",
    )
    add_reading(parser)


def add_reading(parser: argparse.ArgumentParser) -> None:
    reading = parser.add_argument_group("reading")
    reading.add_argument(
        "--from", dest="reads", choices=READS, help="format of the input (default: by suffix)"
    )
    reading.add_argument(
        "--metadata",
        metavar="FILE.csv",
        type=setting("metadata"),
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
        "--max-size",
        type=setting("max-size"),
        metavar="MB",
        help=f"refuse articles larger than this (default: {Settings().max_size})",
    )
    reading.add_argument(
        "--stdin-filename",
        metavar="NAME",
        help="the name that standard input has in the report, with its suffix",
    )
    _add_list(
        reading, "--include", "PATTERN", "of the articles found, only these, as a .gitignore writes them"
    )
    _add_list(reading, "--exclude", "PATTERN", "of the articles found, not these")
    _add_list(reading, "--rules", "FOLDER", "folders laid out like rules/, read after it")
    reading.add_argument(
        "--keep-going",
        action="store_true",
        default=None,
        help="read what can be read, list the rest, and still end with 2",
    )
    reading.add_argument(
        "--allow-empty", action="store_true", default=None, help="accept that there is nothing to check"
    )


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
    tabular = {name.partition(":")[0] for name in formats if name.partition(":")[2] in TABLES}
    shown = ", ".join(f"{name}[:TABLE]" if name in tabular else name for name in plain)
    folder = "; html=FOLDER/ writes a page for each thing found" if "html:folder" in formats else ""
    return f"{shown}{folder}; TABLE is one of {', '.join(TABLES)}" if tabular else shown


def add_interface(parser: Any) -> None:
    parser.add_argument("--ui", choices=INTERFACES, help="language of messages and headings (default: en)")


def add_selection(parser: argparse.ArgumentParser) -> None:
    """Which findings count, and how much."""
    selecting = parser.add_argument_group("findings")
    _add_list(selecting, "--select", "CODES", "only rules whose codes begin so: NUM,DAT301")
    _add_list(selecting, "--ignore", "CODES", "all but rules whose codes begin so")
    _add_list(selecting, "--severity", "CODE=LEVEL", "another severity for rules: NUM101=warning,SCP=info")
    selecting.add_argument(
        "--min-confidence",
        metavar="SHARE",
        type=setting("min-confidence"),
        help="make notes of findings less certain than this, from 0 to 1 (default: 0)",
    )
    selecting.add_argument(
        "--preview", action="store_true", default=None, help="also apply rules that are still being tried"
    )
    selecting.add_argument(
        "--baseline", metavar="FILE", type=setting("baseline"), help=f"known findings (default: {BASELINE})"
    )
    selecting.add_argument(
        "--waivers", metavar="FILE", type=setting("waivers"), help=f"waived findings (default: {WAIVERS})"
    )


def setting(key: str) -> Callable[[str], object]:
    """A reader of a flag's text as the setting of that name."""

    def read(text: str) -> object:
        row = BY_KEY[key]
        assert row.kind.from_text is not None
        try:
            return row.kind.from_text(text, Path.cwd())
        except KindError as error:
            raise argparse.ArgumentTypeError(f"{error.message}; write {error.wants}") from None

    return read


def _add_list(parser: Any, flag: str, metavar: str, about: str) -> None:
    """A flag that takes several, separated by commas or given again."""
    key = flag.removeprefix("--")
    parser.add_argument(
        flag, metavar=metavar, action="extend", type=setting(key), help=f"{about}; separated by commas"
    )


def settings_of(arguments: argparse.Namespace) -> Settings:
    """The settings in force: flags over environment over file over defaults. Raises: ConfigError."""
    if "settings" not in arguments:
        arguments.settings = _read_settings(arguments)
    found: Settings = arguments.settings
    return found


def _read_settings(arguments: argparse.Namespace) -> Settings:
    from consistency.config.file import nearest_file, read_file

    here = Path.cwd()
    named = arguments.config or (Path(name) if (name := os.environ.get("CONSISTENCY_CONFIG")) else None)
    if arguments.isolated:
        file = None
    else:
        file = read_file(here / named, here) if named else nearest_file(here)
    flags: dict[str, object] = {}
    for row in TABLE:
        value = getattr(arguments, row.name, None)
        flags[row.key] = tuple(value) if isinstance(value, list) else value
    flags["paths"] = flags["paths"] or None
    flags["format"] = tuple(map(str, arguments.outputs)) if getattr(arguments, "outputs", None) else None
    return resolve(flags, os.environ, file, here)


def outputs_of(settings: Settings) -> list[Output]:
    """The formats that the settings name. Raises: ConfigError for one that there is not."""
    try:
        return [output_of(REPORTS, needs_file)(text) for text in settings.format]
    except argparse.ArgumentTypeError as error:
        message, _, advice = str(error).partition("; ")
        raise ConfigError(message, place=settings.sources.get("format", "--format"), advice=advice) from None


def read_input(arguments: argparse.Namespace) -> Reading:
    """The articles that the paths lead to, with the problems told on standard error.

    Raises: ConfigError where no paths are named, InputError for what cannot be read without --keep-going, and
        for nothing to check.
    """
    from consistency.articles import read
    from consistency.cli.streams import note
    from consistency.errors import InputError

    settings = settings_of(arguments)
    if not settings.paths:
        raise ConfigError(
            "no articles are named",
            place=arguments.command,
            advice="give files, folders or globs, or set `paths` in consistency.toml",
        )
    reading = read(
        settings.paths,
        settings,
        published=arguments.published,
        stdin=standard_input() if "-" in settings.paths else b"",
        stdin_name=arguments.stdin_filename,
    )
    for problem in reading.problems:
        note(" ".join(str(problem).split()))
    if not reading.documents and not reading.problems and not settings.allow_empty:
        raise InputError(
            "there is nothing to check",
            place=settings.paths[0],
            advice="name articles, or accept this with --allow-empty",
        )
    return reading


def emit(
    arguments: argparse.Namespace,
    render: Callable[[str, Style], Pieces | Files],
    outputs: Sequence[Output] | None = None,
) -> None:
    """Write what `render` makes for each format asked for (text, if none), in the style of where it goes."""
    write_all(
        outputs or arguments.outputs or [Output("text")],
        lambda output: render(output.name, _style_of(arguments, output.path is not None)),
    )


def style_of_errors(arguments: argparse.Namespace) -> Style:
    """How to write to standard error."""
    from consistency.report.style import Style
    from consistency.report.words import load_words

    color = wants_color(arguments.color, sys.stderr)
    return Style(load_words(settings_of(arguments).ui), color=color, isolates=holds_arabic(sys.stderr))


def _style_of(arguments: argparse.Namespace, in_file: bool) -> Style:
    """A file is UTF-8 and has no colours; standard output may be otherwise."""
    from consistency.report.style import FULL, NORMAL, QUIET, Style
    from consistency.report.words import load_words

    words = load_words(settings_of(arguments).ui)
    detail = QUIET if arguments.quiet else FULL if arguments.verbose else NORMAL
    if in_file:
        return Style(words, detail=detail)
    arabic = holds_arabic(sys.stdout)
    color = wants_color(arguments.color, sys.stdout)
    return Style(words, color=color, isolates=arabic, ascii_only=not arabic, detail=detail)


def standard_input() -> bytes:
    """All of standard input."""
    return sys.stdin.buffer.read()
