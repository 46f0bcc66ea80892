"""Rows as JSON text, in which a Decimal keeps its digits and no character can move the terminal's cursor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from json import JSONEncoder

# What a terminal would obey or reorder by, lone surrogates, and line ends that are none in JSON.
_RISKY = re.compile(
    "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]"
)

# One encoder for each alphabet: `json.dumps` makes a new one for each call.
_WIDE, _ASCII = JSONEncoder(ensure_ascii=False).encode, JSONEncoder().encode


def write_json(value: object, *, ascii_only: bool = False) -> str:
    """One line of JSON. Raises: TypeError for what is no row."""
    if isinstance(value, str | dict | list | tuple):
        try:
            return _RISKY.sub(_escape, _ASCII(value) if ascii_only else _WIDE(value))
        except TypeError:  # a Decimal somewhere inside
            pass
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        inside = (
            f"{_key(str(key), ascii_only)}: {write_json(item, ascii_only=ascii_only)}"
            for key, item in value.items()
        )
        return "{" + ", ".join(inside) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(write_json(item, ascii_only=ascii_only) for item in value) + "]"
    raise TypeError(f"{type(value).__name__} is no part of a row")


def write_tables(value: dict[str, object], *, ascii_only: bool = False) -> Iterator[str]:
    """An object over several lines: a key a line, and a row a line in its lists (or iterators) of rows."""
    yield "{\n"
    last = len(value) - 1
    for index, (key, item) in enumerate(value.items()):
        yield f"  {write_json(key)}: "
        if isinstance(item, Iterator) or (isinstance(item, list) and item and isinstance(item[0], dict)):
            yield from _rows(iter(item), ascii_only)
        else:
            yield write_json(item, ascii_only=ascii_only)
        yield ",\n" if index < last else "\n"
    yield "}\n"


def write_lines(rows: Iterable[dict[str, object]], *, ascii_only: bool = False) -> Iterator[str]:
    """JSON Lines."""
    for row in rows:
        yield write_json(row, ascii_only=ascii_only) + "\n"


def _rows(rows: Iterator[dict[str, object]], ascii_only: bool) -> Iterator[str]:
    before = "[\n"
    for row in rows:
        yield f"{before}    {write_json(row, ascii_only=ascii_only)}"
        before = ",\n"
    yield "[]" if before == "[\n" else "\n  ]"


@lru_cache(maxsize=1024)
def _key(key: str, ascii_only: bool) -> str:
    return write_json(key, ascii_only=ascii_only)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"
