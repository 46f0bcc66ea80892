"""Nouns as JSON and back. What comes back is checked against the nouns' types: an archive may be anybody's file.

A noun is the list of its fields. What the claims of an article have in common (their provenance, the article's names
and setting) is written once, in a table that the others point into.
"""

from __future__ import annotations

import json
import types
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from consistency.errors import InputError
from consistency.model.claim import Claim, Provenance
from consistency.model.group import Level

Noun = TypeVar("Noun")
Write = Callable[[Any, "Table"], Any]
Read = Callable[[Any, list[Any]], Any]

# A noun of more bytes than this is no article's.
LARGEST = 1 << 28
# Types of which equal values are written once.
_SHARED = (Provenance, Claim, Level)


class Table:
    """Values that several nouns share, each with its number."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self._number: dict[Any, int] = {}

    def number(self, value: Any, write: Write) -> int:
        if value not in self._number:
            row = write(value, self)
            self._number[value] = len(self.rows)
            self.rows.append(row)
        return self._number[value]


class Codec(NamedTuple):
    write: Write
    read: Read


def pack(noun: object) -> bytes:
    """A noun, compressed. The same noun gives the same bytes."""
    table = Table()
    kind: Any = type(noun)
    written = codec(kind).write(noun, table)
    text = json.dumps([table.rows, written], ensure_ascii=True, separators=(",", ":"))
    return zlib.compress(text.encode("ascii"), 1)


def unpack(kind: type[Noun], content: bytes, place: str) -> Noun:
    """The noun that `pack` wrote. Raises: InputError for anything else, at `place`."""
    try:
        unzip = zlib.decompressobj()
        text = unzip.decompress(content, LARGEST)
        if not unzip.eof:
            raise ValueError
        rows, written = json.loads(text)
        of: Any = kind
        noun: Noun = codec(of).read(written, rows)
    except (ValueError, TypeError, LookupError, InvalidOperation, RecursionError, zlib.error):
        raise InputError(
            "holds what is no article's reading", place=place, advice="run: archive verify"
        ) from None
    return noun


@cache
def codec(kind: Any) -> Codec:
    """How values of a type are written and read back; shared ones by their number in the table."""
    if kind in _SHARED or get_origin(kind) is frozenset:
        inner = _record(kind) if kind in _SHARED else _set(codec(get_args(kind)[0]))
        made = kind if kind in _SHARED else frozenset

        def read(value: Any, rows: list[Any]) -> Any:
            row = rows[_number(value)]
            if isinstance(row, list):  # the first to point here reads it for all
                rows[value] = row = inner.read(row, rows)
            if not isinstance(row, made):
                raise TypeError
            return row

        return Codec(lambda value, table: table.number(value, inner.write), read)
    if is_dataclass(kind):
        return _record(kind)
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        (only,) = [a for a in inside if a is not types.NoneType]
        return _optional(codec(only))
    if origin is Mapping:
        pairs = _many(_fixed([codec(i) for i in inside]))
        return Codec(
            lambda value, table: pairs.write(sorted(value.items()), table),
            lambda value, rows: dict(pairs.read(value, rows)),
        )
    if origin is tuple:
        return _many(codec(inside[0])) if inside[1:] == (...,) else _fixed([codec(i) for i in inside])
    if isinstance(kind, type) and issubclass(kind, tuple):
        named = get_type_hints(kind)
        parts = _fixed([codec(named[name]) for name in kind._fields])  # type: ignore[attr-defined]
        return Codec(parts.write, lambda value, rows: kind(*parts.read(value, rows)))
    return _PLAIN[kind]


def _record(kind: Any) -> Codec:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    parts = [codec(hints[name]) for name in names]
    writers = [(name, part.write) for name, part in zip(names, parts, strict=True)]
    readers = [part.read for part in parts]

    def read(value: Any, rows: list[Any]) -> Any:
        if type(value) is not list or len(value) != len(readers):
            raise ValueError
        return kind(*[read(item, rows) for read, item in zip(readers, value, strict=True)])

    return Codec(lambda value, table: [write(getattr(value, name), table) for name, write in writers], read)


def _optional(part: Codec) -> Codec:
    return Codec(
        lambda value, table: None if value is None else part.write(value, table),
        lambda value, rows: None if value is None else part.read(value, rows),
    )


def _many(part: Codec) -> Codec:
    return Codec(
        lambda value, table: [part.write(item, table) for item in value],
        lambda value, rows: tuple([part.read(item, rows) for item in _list(value)]),
    )


def _fixed(parts: list[Codec]) -> Codec:
    return Codec(
        lambda value, table: [part.write(item, table) for part, item in zip(parts, value, strict=True)],
        lambda value, rows: tuple([p.read(item, rows) for p, item in zip(parts, _list(value), strict=True)]),
    )


def _set(part: Codec) -> Codec:
    return Codec(
        lambda value, table: sorted(part.write(item, table) for item in value),
        lambda value, rows: frozenset([part.read(item, rows) for item in _list(value)]),
    )


def _is(kind: type) -> Callable[[Any], Any]:
    def checked(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError
        return value

    return checked


_list, _text, _whole, _flag = _is(list), _is(str), _is(int), _is(bool)


def _number(value: Any) -> int:
    if _whole(value) < 0:
        raise ValueError
    return int(value)


_PLAIN: dict[Any, Codec] = {
    str: Codec(lambda value, table: value, lambda value, rows: _text(value)),
    int: Codec(lambda value, table: value, lambda value, rows: _whole(value)),
    bool: Codec(lambda value, table: value, lambda value, rows: _flag(value)),
    Decimal: Codec(lambda value, table: str(value), lambda value, rows: Decimal(_text(value))),
    date: Codec(lambda value, table: value.isoformat(), lambda value, rows: date.fromisoformat(_text(value))),
    datetime: Codec(
        lambda value, table: value.isoformat(), lambda value, rows: datetime.fromisoformat(_text(value))
    ),
}
