"""Standard output that holds every character, or says it in ASCII, and ends quietly when nobody reads on."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from typing import TextIO

from consistency.errors import ConsistencyError

BROKEN_PIPE = (BrokenPipeError, ConnectionResetError)

# A letter of each kind the reports write; a stream that holds these holds all we need.
_PROBE = "ع\u2068"


def prepare() -> None:
    """Make both streams write UTF-8, unless the user set another encoding: that one, with escapes."""
    chosen = bool(os.environ.get("PYTHONIOENCODING"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if chosen or stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")


def holds_arabic(stream: TextIO) -> bool:
    """Whether the stream can write Arabic as it is."""
    try:
        _PROBE.encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def write(pieces: Iterable[str]) -> None:
    """Write to standard output. Raises: ConsistencyError where it cannot be written (a full disk)."""
    try:
        for piece in pieces:
            sys.stdout.write(piece)
        sys.stdout.flush()
    except BROKEN_PIPE:
        raise
    except OSError as error:
        silence()
        raise ConsistencyError(
            f"the result cannot be written: {error.strerror}",
            place="stdout",
            advice="make room, or write elsewhere",
        ) from None


def note(message: str) -> None:
    """Tell people something that is no result."""
    sys.stderr.write(f"consistency: {message}\n")
    sys.stderr.flush()


def wants_color(mode: str, stream: TextIO) -> bool:
    """mode: `always`, `never`, or `auto`: on a terminal, unless NO_COLOR asks for none (https://no-color.org)."""
    if mode != "auto":
        return mode == "always"
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def silence() -> None:
    """Point standard output at nothing, so that the interpreter's last flush finds no broken pipe."""
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
    except (OSError, ValueError, io.UnsupportedOperation):
        return
