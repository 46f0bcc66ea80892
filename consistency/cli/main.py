"""`consistency`: parse, run, and end with the code that says how it went."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from consistency import __version__
from consistency.cli.streams import BROKEN_PIPE, note, prepare, silence
from consistency.errors import ConsistencyError

DONE, FOUND, TROUBLE, INTERRUPTED = 0, 1, 2, 130

# In the order of the help. Each is a file of this folder, loaded when it is asked for: a check pays for no other.
_COMMANDS = (
    *("check", "extract", "compare", "report", "demo", "explain", "rules"),
    *("archive", "baseline", "waive", "case", "config", "init", "doctor", "completion"),
)
_ENDINGS = """\
exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage, unreadable input or nothing to check,
130 interrupted. Results go to standard output, everything else to standard error.

example: consistency check articles/*.txt --metadata sources.csv
"""


# New objects between two searches for garbage. What is loaded and read for a few articles stays to the end.
_NEW_OBJECTS = 50_000


class _Parser(argparse.ArgumentParser):
    """Tells what is wrong with the command line in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(TROUBLE, f"{self.prog}: {message}; see {self.prog} --help\n")


def command() -> int:
    """`main` as a process of its own."""
    gc.set_threshold(_NEW_OBJECTS)
    code = main()
    gc.freeze()  # the process ends: nothing in it is looked through again
    return code


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code; never raises for what a user did."""
    prepare()
    try:
        given = sys.argv[1:] if argv is None else argv
        arguments = build_parser(given[0] if given else "").parse_args(given)
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except ConsistencyError as error:
        note(_one_line(str(error)))
        return TROUBLE
    except BROKEN_PIPE:
        silence()
        return DONE
    except KeyboardInterrupt:
        silence()
        note("interrupted")
        return INTERRUPTED
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else TROUBLE
    except Exception:  # noqa: BLE001 -- a crash must not end with 1, which says "findings"
        import traceback

        traceback.print_exc()
        note("this is a bug in the program; please report it with the lines above")
        return TROUBLE
    return code


def build_parser(first: str = "") -> argparse.ArgumentParser:
    """The parser of the whole command line; of one command, where the first word names it."""
    parser = _Parser(
        prog="consistency",
        description="Finds figures and dates on which news articles contradict one another.",
        epilog=_ENDINGS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"claim-consistency {__version__}")
    commands = parser.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", required=True, parser_class=_Parser
    )
    for name in (first,) if first in _COMMANDS else _COMMANDS:
        import_module(f"consistency.cli.{name}").add_to(commands)
    return parser


def _one_line(message: str) -> str:
    return " ".join(message.split())


if __name__ == "__main__":
    sys.exit(command())
