"""Nouns as JSON and back. What comes back is checked against the nouns' types: an archive may be anybody's file.

A noun is the list of its fields. What the claims of an article have in common (their provenance, the article's names
and setting) is written once, in a table that the others point into; words that stand in the article's text are not
written at all where the text is at hand.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import StructMeta

from consistency.claims.frame import provenance
from consistency.errors import InputError
from consistency.model.claim import Claim, ClaimTime, Provenance
from consistency.model.document import Document
from consistency.model.group import Level
from consistency.model.timex import Interval

Noun = TypeVar("Noun")

# Types of which equal values are written once; of claims, one that is met again.
_SHARED = (Provenance, Claim, Level, Interval, ClaimTime)


class Table:
    """Values that several nouns share, each with its number. within: the article whose words may be left out.

    seen: the numbers by `id`, as the nouns live for as long as they are written.
    """

    def __init__(self, within: Document | None) -> None:
        self.within = within
        self.own = None if within is None else provenance(within, within.published)
        self.rows: list[Any] = []
        self.seen: dict[int, int] = {}
        self._number: dict[Any, int] = {}

    def number(self, value: Any, write: Write) -> int:
        known = self.seen.get(id(value))
        if known is None:
            known = None if type(value) is Claim else self._number.get(value)
            if known is None:
                row = write(value, self)
                known = len(self.rows)
                self.rows.append(row)
                if type(value) is not Claim:  # no two are equal, and to look for one takes long
                    self._number[value] = known
            self.seen[id(value)] = known
        return known


class Rows(NamedTuple):
    """The table of what is read back; a row is replaced by its noun when something first points to it."""

    rows: list[Any]
    within: Document | None
    own: Provenance | None


Write = Callable[[Any, Table], Any]
Read = Callable[[Any, Rows], Any]


class Codec(NamedTuple):
    """How values of a type are written and read back.

    write: None where JSON writes the value as it is. read: None where the value is taken as it stands, if its type
    is one of `kinds`; otherwise `kinds` says whether None may stand in its place.
    """

    write: Write | None
    read: Read | None
    kinds: frozenset[type]


def pack(noun: object, within: Document | None = None) -> bytes:
    """A noun as JSON. The same noun gives the same bytes. within: the article it is of, if that is kept elsewhere."""
    table = Table(within)
    kind: Any = type(noun)
    write = codec(kind).write
    written = noun if write is None else write(noun, table)
    try:
        return msgspec.json.encode([table.rows, written])
    except (
        UnicodeEncodeError
    ):  # a text with half a character in it is written by the more patient of two writers
        told = json.dumps([table.rows, written], ensure_ascii=False, separators=(",", ":"))
        return told.encode("utf-8", "surrogatepass")


def _told(content: bytes) -> Any:
    """What JSON says; the same of readers."""
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return json.loads(content.decode("utf-8", "surrogatepass"))


def unpack(kind: type[Noun], content: bytes, place: str, within: Document | None = None) -> Noun:
    """The noun that `pack` wrote within that article. Raises: InputError for anything else, at `place`."""
    try:
        rows, written = _told(content)
        of: Any = kind
        own = None if within is None else provenance(within, within.published)
        noun: Noun = _read(codec(of), written, Rows(_list(rows), within, own))
    except (ValueError, TypeError, LookupError, InvalidOperation, OverflowError, RecursionError):
        raise InputError(
            "holds what is no article's reading", place=place, advice="run: archive verify"
        ) from None
    return noun


@cache
def codec(kind: Any) -> Codec:
    """How values of a type are written and read back; shared ones by their number in the table."""
    if kind in _SHARED or get_origin(kind) is frozenset:
        if kind is Claim:
            return _shared(_in_text(_record(kind)), kind)
        if kind is Provenance:
            return _of_article(_shared(_record(kind), kind))
        return (
            _shared(_record(kind), kind)
            if kind in _SHARED
            else _shared(_set(codec(get_args(kind)[0])), frozenset)
        )
    if isinstance(kind, StructMeta):
        return _record(kind)
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        (only,) = [a for a in inside if a is not types.NoneType]
        return _optional(codec(only))
    if origin is Mapping:
        return _pairs(_many(_fixed([codec(i) for i in inside], tuple)))
    if origin is tuple:
        return _many(codec(inside[0])) if inside[1:] == (...,) else _fixed([codec(i) for i in inside], tuple)
    if isinstance(kind, type) and issubclass(kind, tuple):
        named = get_type_hints(kind)
        return _fixed([codec(named[name]) for name in kind._fields], kind._make)  # type: ignore[attr-defined]
    return _PLAIN[kind]


def _read(part: Codec, value: Any, rows: Rows) -> Any:
    if part.read is not None:
        return part.read(value, rows)
    if type(value) not in part.kinds:
        raise TypeError
    return value


def _shared(inner: Codec, made: type) -> Codec:
    write, read = inner.write, inner.read
    assert write is not None and read is not None

    def found(value: Any, rows: Rows) -> Any:
        row = rows.rows[_number(value)]
        if type(row) is list:  # the first to point here reads it for all
            rows.rows[value] = row = read(row, rows)
        if type(row) is not made:
            raise TypeError
        return row

    return Codec(lambda value, table: table.number(value, write), found, frozenset())


def _record(kind: Any) -> Codec:
    """A noun as the list of its fields. What JSON holds as it is costs a look at the types of all fields at once."""
    hints = get_type_hints(kind)
    names = kind.__struct_fields__
    parts = [codec(hints[name]) for name in names]
    get = attrgetter(*names) if len(names) > 1 else lambda noun: (getattr(noun, names[0]),)
    writers = [(place, part.write) for place, part in enumerate(parts) if part.write is not None]
    readers = [(place, part.read) for place, part in enumerate(parts) if part.read is not None]
    plain = [(place, part.kinds) for place, part in enumerate(parts) if part.read is None]
    shapes: set[tuple[type, ...]] = set()

    def write(noun: Any, table: Table) -> list[Any]:
        row = list(get(noun))
        seen = table.seen
        for place, one in writers:
            value = row[place]
            known = seen.get(id(value))
            row[place] = one(value, table) if known is None else known
        return row

    def read(value: Any, rows: Rows) -> Any:
        if type(value) is not list or len(value) != len(parts):
            raise ValueError
        shape = tuple(map(type, value))
        if shape not in shapes:
            if not all(shape[place] in kinds for place, kinds in plain):
                raise TypeError
            shapes.add(shape)
        for place, one in readers:
            value[place] = one(value[place], rows)
        return kind(*value)

    return Codec(write, read, frozenset())


def _of_article(inner: Codec) -> Codec:
    """Where a claim comes from, unless that is its article."""
    write, read = inner.write, inner.read
    assert write is not None and read is not None

    def found(value: Any, rows: Rows) -> Any:
        return read(value, rows) if value is not None or rows.own is None else rows.own

    return Codec(lambda value, table: None if value == table.own else write(value, table), found, frozenset())


def _in_text(inner: Codec) -> Codec:
    """A claim without the words that stand in its article: these are told by their places."""
    names = Claim.__struct_fields__
    ident, span, text, quote, start = map(names.index, ("id", "span", "text", "quote", "quote_start"))
    write_record, read_record = inner.write, inner.read
    assert write_record is not None and read_record is not None

    def write(claim: Claim, table: Table) -> list[Any]:
        row: list[Any] = write_record(claim, table)
        if table.within is not None:
            article, place = table.within.text, claim.span
            if claim.id == f"{table.within.id}:{place.start}-{place.end}":
                row[ident] = None
            if claim.text == article[place.start : place.end]:
                row[text] = None
            if article.startswith(claim.quote, claim.quote_start):
                row[quote] = len(claim.quote)
        return row

    def read(row: list[Any], rows: Rows) -> Claim:
        if rows.within is not None:
            article, (first, last), begins = rows.within.text, row[span], row[start]
            if row[ident] is None:
                row[ident] = f"{rows.within.id}:{first}-{last}"
            if row[text] is None:
                row[text] = article[_number(first) : _number(last)]
            if type(row[quote]) is int:
                row[quote] = article[_number(begins) : begins + _number(row[quote])]
        claim: Claim = read_record(row, rows)
        return claim

    return Codec(write, read, frozenset())


def _optional(part: Codec) -> Codec:
    write, read = part.write, part.read
    return Codec(
        None if write is None else lambda value, table: None if value is None else write(value, table),
        None if read is None else lambda value, rows: None if value is None else read(value, rows),
        part.kinds | {types.NoneType},
    )


def _many(part: Codec) -> Codec:
    write, read, kinds = part
    return Codec(
        None if write is None else lambda value, table: [write(item, table) for item in value],
        (lambda value, rows: tuple(_each(value, kinds)))
        if read is None
        else lambda value, rows: tuple([read(item, rows) for item in _list(value)]),
        frozenset(),
    )


def _fixed(parts: list[Codec], made: Callable[[Any], Any]) -> Codec:
    def write(value: Any, table: Table) -> list[Any]:
        return [
            part.write(item, table) if part.write else item for part, item in zip(parts, value, strict=True)
        ]

    def read(value: Any, rows: Rows) -> Any:
        return made([_read(part, item, rows) for part, item in zip(parts, _list(value), strict=True)])

    def read_plain(value: Any, rows: Rows) -> Any:
        if type(value) is not list or len(value) != len(parts) or not set(map(type, value)) <= parts[0].kinds:
            raise TypeError
        return made(value)

    alike = all(part.read is None and part.kinds == parts[0].kinds for part in parts)
    return Codec(
        write if any(part.write for part in parts) else None, read_plain if alike else read, frozenset()
    )


def _pairs(part: Codec) -> Codec:
    write, read = part.write, part.read
    assert read is not None
    return Codec(
        lambda value, table: sorted(value.items()) if write is None else write(sorted(value.items()), table),
        lambda value, rows: dict(read(value, rows)),
        frozenset(),
    )


def _set(part: Codec) -> Codec:
    assert part.read is None
    return Codec(
        lambda value, table: sorted(value),
        lambda value, rows: frozenset(_each(value, part.kinds)),
        frozenset(),
    )


def _each(value: Any, kinds: frozenset[type]) -> list[Any]:
    if not set(map(type, _list(value))) <= kinds:
        raise TypeError
    items: list[Any] = value
    return items


def _is(kind: type) -> Callable[[Any], Any]:
    def checked(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError
        return value

    return checked


_list, _text, _whole = _is(list), _is(str), _is(int)


def _number(value: Any) -> int:
    if _whole(value) < 0:
        raise ValueError
    return int(value)


_NONE = frozenset[type]()
_PLAIN: dict[Any, Codec] = {
    str: Codec(None, None, frozenset({str})),
    int: Codec(None, None, frozenset({int})),
    bool: Codec(None, None, frozenset({bool})),
    Decimal: Codec(lambda value, table: str(value), lambda value, rows: Decimal(_text(value)), _NONE),
    date: Codec(
        lambda value, table: value.toordinal(), lambda value, rows: date.fromordinal(_whole(value)), _NONE
    ),
    datetime: Codec(
        lambda value, table: value.isoformat(),
        lambda value, rows: datetime.fromisoformat(_text(value)),
        _NONE,
    ),
}
