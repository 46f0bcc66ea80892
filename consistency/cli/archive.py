"""`consistency archive`: what articles already published claim, in one file."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from consistency.cli.options import Commands, add_command, add_input, read_input, setting, settings_of
from consistency.cli.progress import progress
from consistency.cli.streams import note, write

if TYPE_CHECKING:
    from consistency.model.document import Document
    from consistency.packs.ruleset import Packs
    from consistency.pipeline import Extraction

DONE, TROUBLE = 0, 2


def add_to(commands: Commands) -> None:
    parser = commands.add_parser(
        "archive",
        help="keep what published articles claim in one file, to check new ones against it",
        description="Keep what published articles claim in one file, to check new ones against it.",
        epilog="example: consistency archive add published/ --archive archive.db",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(
        title="actions", metavar="ACTION", required=True, parser_class=type(parser)
    )
    for name, about, run in (
        ("add", "add articles, or newer versions of theirs", _add),
        ("remove", "take articles out, by their ids, with their history", _remove),
        ("stats", "count what the archive holds", _stats),
        ("verify", "check that the archive is whole", _verify),
        ("refresh", "read anew what other rules or another version have read", _refresh),
        ("export", "write every claim as Parquet, in the order of publication", _export),
    ):
        action = add_command(actions, name, about, f"consistency archive {name} {_EXAMPLES[name]}")
        action.add_argument("--archive", metavar="FILE", type=Path, required=True, help="the archive")
        if name == "add":
            add_input(action)
        if name == "remove":
            action.add_argument("ids", nargs="+", metavar="ID", help="ids of articles")
        if name == "export":
            action.add_argument(
                "--output", "-o", metavar="FILE.parquet", type=Path, required=True, help="where to"
            )
        if name in ("add", "refresh"):
            action.add_argument(
                "--jobs", "-j", type=setting("jobs"), metavar="N", help="processes to read with (default: 1)"
            )
        action.set_defaults(run=run)


_EXAMPLES = {
    "add": "published/ --archive archive.db",
    "remove": "published/old.txt --archive archive.db",
    "stats": "--archive archive.db",
    "verify": "--archive archive.db",
    "refresh": "--archive archive.db",
    "export": "--archive archive.db --output claims.parquet",
}


def _add(arguments: argparse.Namespace) -> int:
    from consistency.archive.index import add
    from consistency.archive.readings import AT_ONCE
    from consistency.archive.store import opened

    reading = read_input(arguments)
    # One process keeps article by article; several read a number of them side by side.
    at_once = AT_ONCE if settings_of(arguments).jobs > 1 else 1
    with (
        opened(arguments.archive, make=True) as store,
        progress(len(reading.documents)) as told,
        _reader(arguments, told) as read,
    ):
        added = add(store, reading.documents, _packs(arguments), read, at_once)
    write([f"{added.new} articles added, {added.replaced} replaced by newer versions, {added.known} known\n"])
    return TROUBLE if reading.problems else DONE


def _remove(arguments: argparse.Namespace) -> int:
    from consistency.archive.index import remove
    from consistency.archive.store import opened

    with opened(arguments.archive) as store:
        missing = remove(store, arguments.ids)
    for ident in missing:
        note(f"{ident}: is not in the archive; see its ids with: consistency archive export")
    write([f"{len(arguments.ids) - len(missing)} articles removed\n"])
    return TROUBLE if missing else DONE


def _stats(arguments: argparse.Namespace) -> int:
    from consistency.archive.store import opened
    from consistency.archive.upkeep import stats

    with opened(arguments.archive) as store:
        found = stats(store, _packs(arguments))
    write(
        [
            f"articles          {found.articles}\n",
            f"claims            {found.claims}\n",
            f"older versions    {found.versions}\n",
            f"to be read anew   {found.stale}\n",
            f"keys              {found.keys}\n",
            f"readings kept     {found.readings}\n",
            f"bytes             {found.bytes}\n",
        ]
    )
    return DONE


def _verify(arguments: argparse.Namespace) -> int:
    from consistency.archive.store import opened, telling
    from consistency.archive.upkeep import verify

    with opened(arguments.archive) as store, telling(arguments.archive):
        problems = verify(store, _packs(arguments))
    for problem in problems:
        note(f"{arguments.archive}: {problem}")
    write(["the archive is whole\n" if not problems else "make the archive anew from the articles\n"])
    return TROUBLE if problems else DONE


def _refresh(arguments: argparse.Namespace) -> int:
    from consistency.archive.store import opened
    from consistency.archive.upkeep import refresh, stats

    packs = _packs(arguments)
    with (
        opened(arguments.archive) as store,
        progress(stats(store, packs).stale) as told,
        _reader(arguments, told) as read,
    ):
        count = refresh(store, packs, read)
    write([f"{count} articles read anew\n"])
    return DONE


def _export(arguments: argparse.Namespace) -> int:
    from consistency.archive.store import opened, telling
    from consistency.archive.tables import export

    with opened(arguments.archive) as store, telling(arguments.archive):
        count = export(store, _packs(arguments), arguments.output)
    write([f"{count} claims written to {arguments.output}\n"])
    return DONE


def _packs(arguments: argparse.Namespace) -> Packs:
    from consistency.engines.corridor import packs_of

    return packs_of(settings_of(arguments).rules)


@contextmanager
def _reader(
    arguments: argparse.Namespace, told: Callable[[int], None] | None
) -> Iterator[Callable[[Sequence[Document]], list[Extraction]]]:
    from consistency.engines.corridor import part_by_part

    settings = settings_of(arguments)
    with part_by_part(settings.rules, settings.jobs, told) as read:
        yield read
