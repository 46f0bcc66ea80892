"""Where the keys of a TOML file stand; the standard library's reader does not tell."""

from __future__ import annotations

import re

Trail = tuple["str | int", ...]

# What can hold a bracket or a line end that is none.
_PIECE = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]|\n',
    re.DOTALL,
)
_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_KEY = re.compile(rf"[ \t]*({_PART}(?:[ \t]*\.[ \t]*{_PART})*)[ \t]*=")
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_PART}(?:[ \t]*\.[ \t]*{_PART})*)[ \t]*\]")
_PARTS = re.compile(_PART)


def key_places(text: str) -> dict[Trail, tuple[int, int]]:
    """Line and column, from 1, of every table and key, by the keys and numbers that lead to it.

    text: TOML that could be read. Keys of inline tables are not told apart. Time: linear.
    """
    found: dict[Trail, tuple[int, int]] = {}
    counts: dict[Trail, int] = {}
    table: Trail = ()
    at, line = 0, 1
    while at < len(text):
        value = at
        if header := _HEADER.match(text, at):
            table = _opened(_names(header[2]), header[1] == "[[", counts)
            found.setdefault(table, (line, header.start(1) - at + 1))
        elif key := _KEY.match(text, at):
            trail = (*table, *_names(key[1]))
            for length in range(len(table) + 1, len(trail) + 1):
                found.setdefault(trail[:length], (line, key.start(1) - at + 1))
            value = key.end()
        at, lines = _line_end(text, value)
        line += lines
    return found


def _opened(names: Trail, several: bool, counts: dict[Trail, int]) -> Trail:
    """The way to the table that a header opens: `[[a]]` is a numbered one of `a`, and what follows lies in it."""
    trail: Trail = ()
    for depth, name in enumerate(names):
        trail = (*trail, name)
        last = depth == len(names) - 1
        if last and several:
            counts[trail] = counts.get(trail, -1) + 1
        if trail in counts:
            trail = (*trail, counts[trail])
    return trail


def _names(written: str) -> Trail:
    return tuple(part[1:-1] if part[0] in "\"'" else part for part in _PARTS.findall(written))


def _line_end(text: str, at: int) -> tuple[int, int]:
    """Where the next line outside brackets and strings begins, and how many lines further it is."""
    depth, begun = 0, at
    for piece in _PIECE.finditer(text, at):
        char = piece.group()
        if char in ("[", "{"):
            depth += 1
        elif char in ("]", "}"):
            depth -= 1
        elif char == "\n" and depth <= 0:
            return piece.end(), text.count("\n", begun, piece.end())
    return len(text), 0
