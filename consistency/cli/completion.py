"""`consistency completion SHELL`: a script by which the shell completes commands, options and their values."""

from __future__ import annotations

import argparse

from consistency.cli.options import Commands, add_command
from consistency.cli.streams import write

SHELLS = ("bash", "zsh", "fish")


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "completion",
        "print a script by which a shell completes commands and options",
        "consistency completion bash > ~/.local/share/bash-completion/completions/consistency",
    )
    parser.add_argument("shell", choices=SHELLS, help="the shell to write for")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    import shtab  # here: no other command needs it

    from consistency.cli.main import build_parser

    write([shtab.complete(build_parser(), shell=arguments.shell), "\n"])
    return 0
