"""A check as the command line asks for it: which articles are new, which are compared, what is set aside."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consistency.cli.options import add_selection, read_input, setting, settings_of
from consistency.cli.progress import progress
from consistency.cli.streams import note
from consistency.config.settings import ENGINES
from consistency.errors import ConfigError

if TYPE_CHECKING:
    from consistency.model.report import Report
    from consistency.text.documents import Reading

# From so many articles on, it is told when most of them hold nothing to compare.
MANY = 3
# From so many articles on, an interrupted check is worth going on with.
_WORTH_KEEPING = 1000


def add_checking(parser: argparse.ArgumentParser) -> Any:
    """The options of every command that runs a check."""
    add_selection(parser)
    checking = parser.add_argument_group("checking")
    checking.add_argument(
        "--against",
        action="append",
        metavar="CORPUS",
        help="files, folders or globs to judge the articles against; only findings that touch the articles are told",
    )
    checking.add_argument(
        "--archive",
        metavar="FILE",
        type=setting("archive"),
        help="judge the articles also against this archive; only findings that touch the articles are told",
    )
    checking.add_argument(
        "--cache",
        metavar="FILE",
        type=setting("cache"),
        help="an archive that keeps what is read, so that no article is read twice; made where there is none",
    )
    checking.add_argument(
        "--diff",
        metavar="REF",
        help="only findings that touch articles changed since this commit or branch, by git, or not yet committed",
    )
    checking.add_argument(
        "--no-waivers",
        dest="audit",
        action="store_true",
        help="set nothing aside: tell also what comments, waivers and the baseline hide",
    )
    checking.add_argument(
        "--jobs",
        "-j",
        type=setting("jobs"),
        metavar="N",
        help="processes to read articles with (default: 1)",
    )
    checking.add_argument(
        "--engine",
        choices=ENGINES,
        help="who runs the check: this machine, or Spark, which reads Parquet and Hadoop's paths too (default: local)",
    )
    checking.add_argument(
        "--today",
        type=day,
        metavar="DATE",
        help="the day to judge the expiry of waivers by (default: today)",
    )
    return checking


def checked(arguments: argparse.Namespace) -> tuple[Report, Reading]:
    """The report on what the command line names, and the reading of its articles.

    Raises: ConfigError, InputError.
    """
    from consistency.api import check

    settings = settings_of(arguments)
    if arguments.diff is not None and arguments.against:
        raise ConfigError("--against and --diff together", place=arguments.command, advice="give either")
    if arguments.diff is not None and "-" in settings.paths:
        raise ConfigError(
            "git knows nothing of standard input", place="--diff", advice="name files, or use --against"
        )
    reading = read_input(arguments)
    new, corpus = reading, None
    if arguments.diff is not None:
        new, corpus = _changed(arguments, reading), reading
        if not new.documents:
            note(f"no article has changed since {arguments.diff}: nothing new to judge")
    elif arguments.against:
        corpus = _corpus(arguments)
    today = arguments.today or date.today()  # noqa: DTZ011 -- the civil day of whoever runs the check
    every = len(new.documents) + (len(corpus.documents) if corpus else 0)
    with progress(every, not arguments.quiet) as told:
        try:
            report = check(
                new,
                settings,
                today=today,
                against=corpus,
                audit=arguments.audit,
                progress=told,
            )
        except KeyboardInterrupt:
            if every > _WORTH_KEEPING:
                note(_how_to_go_on(settings.cache))
            raise
    warn_of_silence(report)
    return report, reading


def _how_to_go_on(cache: Path | None) -> str:
    if cache is None:
        return "interrupted: with --cache FILE, what is read is kept, and the next check goes on from there"
    return f"interrupted: what was read is kept in {cache}; the same command goes on from there"


def day(text: str) -> date:
    """A flag's text as a day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2024-01-26") from None


def warn_of_silence(report: Report) -> None:
    """Tell when most articles hold no figure and no date: a green check that read nothing is no check."""
    silent = report.silent()
    if len(report.documents) >= MANY and silent * 2 > len(report.documents):
        note(
            f"warning: {silent} of {len(report.documents)} articles hold no figure and no date that could be compared;"
            " see what is read in them with: consistency extract"
        )


def _corpus(arguments: argparse.Namespace) -> Reading:
    from consistency.articles import read
    from consistency.config.resolve import moved

    settings = settings_of(arguments)
    here = Path.cwd()
    reading = read(
        moved(arguments.against, here, settings.base or here),
        settings,
        published=arguments.published,
        max_size=arguments.max_size,
    )
    for problem in reading.problems:
        note(" ".join(str(problem).split()))
    return reading


def _changed(arguments: argparse.Namespace, reading: Reading) -> Reading:
    """Of what was read, the articles of files that git holds for changed."""
    from consistency.articles import read
    from consistency.cli.git import changed_files
    from consistency.text.sources import shown_name

    settings = settings_of(arguments)
    base = settings.base or Path.cwd()
    names = frozenset(shown_name(path, base) for path in changed_files(arguments.diff, base))
    return read(
        settings.paths,
        settings,
        published=arguments.published,
        max_size=arguments.max_size,
        only=names,
    )
