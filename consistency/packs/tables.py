"""Tables of facts: files of `id: {field: value}` under a section's name, read against what a field may hold.

source: where the facts come from
concepts:
  soldier: {broader: service-member, standing: yes, validity: P6M}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Any

from msgspec import Struct

from consistency.packs.marks import fail
from consistency.packs.strict_yaml import Plain, read_yaml

Roots = Sequence[tuple[Path, str]]
Row = dict[str, Any]

_DURATION = re.compile(
    r"P(?=.)(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+W)?(?:[0-9]+D)?(?:T(?=.)(?:[0-9]+H)?(?:[0-9]+M)?)?"
)
_FREE_KEYS = ("source", "note")


class Field(Struct, frozen=True):
    """What a field holds. read: from the written word to JSON's value, ValueError where it makes no sense.

    wants: what to write, for the error. many: a list of words, each read so. needed: it must be there.
    """

    read: Callable[[str], Any]
    wants: str
    many: bool = False
    needed: bool = False


def flag(word: str) -> bool:
    if word not in ("yes", "no"):
        raise ValueError(word)
    return word == "yes"


def duration(word: str) -> str:
    """An ISO 8601 duration of whole units, kept as written."""
    if not _DURATION.fullmatch(word):
        raise ValueError(word)
    return word


def decimal(word: str) -> str:
    """An exact decimal, kept as written."""
    try:
        if not Decimal(word).is_finite():
            raise ValueError(word)
    except InvalidOperation:
        raise ValueError(word) from None
    return word


def fraction(word: str) -> str:
    """An exact number: `1609.344` or `5/9`, kept as written."""
    Fraction(word)
    return word


def one_of(*words: str) -> Callable[[str], str]:
    def read(word: str) -> str:
        if word not in words:
            raise ValueError(word)
        return word

    return read


FLAG = Field(flag, "yes or no")
WORD = Field(str, "a word")
WORDS = Field(str, "a list of words", many=True)
DURATION = Field(duration, "an ISO 8601 duration such as P6M")
DECIMAL = Field(decimal, "a decimal such as 0.05")
FRACTION = Field(fraction, "a decimal or a fraction such as 5/9", needed=True)


def read_tables(
    roots: Roots, folder: str, sections: Mapping[str, Mapping[str, Field]]
) -> dict[str, dict[str, Row]]:
    """Section -> id -> row, from every file of the folder in every root; a later root's row replaces.

    Raises: PackError with path:line:column for an unknown section or field, a missing field, a bad value, or
        an id that stands in two files of one root.
    """
    tables: dict[str, dict[str, Row]] = {name: {} for name in sections}
    for root, shown in roots:
        seen: dict[tuple[str, str], str] = {}
        for path in sorted((root / folder).glob("*.yaml")):
            where = f"{shown}/{folder}/{path.name}"
            for section, ident, row in _rows(path, where, sections):
                if (section, ident) in seen:
                    raise fail(
                        path,
                        where,
                        (section, ident),
                        f"{ident!r} stands in {seen[section, ident]} too",
                        "keep one",
                    )
                seen[section, ident] = where
                tables[section][ident] = row
    return tables


def _rows(
    path: Path, shown: str, sections: Mapping[str, Mapping[str, Field]]
) -> Iterator[tuple[str, str, Row]]:
    content = read_yaml(path, shown)
    if not isinstance(content, dict):
        raise fail(
            path, shown, (), "a file of facts is a mapping", f"begin with `source:` and {_list(sections)}"
        )
    if "source" not in content:
        raise fail(
            path, shown, (), "the file says no source", "begin with `source:` and where its facts come from"
        )
    for section, entries in content.items():
        if section in _FREE_KEYS:
            continue
        if section not in sections:
            raise fail(path, shown, (section,), f"unknown section {section!r}", f"use {_list(sections)}")
        if not isinstance(entries, dict):
            raise fail(
                path, shown, (section,), f"{section!r} must map ids to facts", "write `id: {field: value}`"
            )
        for ident, facts in entries.items():
            yield section, ident, _row(path, shown, (section, ident), facts, sections[section])


def _row(path: Path, shown: str, trail: tuple[str, str], facts: Plain, fields: Mapping[str, Field]) -> Row:
    if not isinstance(facts, dict):
        raise fail(
            path, shown, trail, f"{trail[1]!r} must hold facts", "write `{field: value}`, or `{}` for none"
        )
    row: Row = {}
    for name, value in facts.items():
        if name in _FREE_KEYS:
            continue
        field = fields.get(name)
        if field is None:
            raise fail(path, shown, (*trail, name), f"unknown field {name!r}", f"use {_list(fields)}")
        try:
            if field.many:
                row[name] = [
                    field.read(_word(item)) for item in (value if isinstance(value, list) else [value])
                ]
            else:
                row[name] = field.read(_word(value))
        except (ValueError, ZeroDivisionError):
            advice = f"write {field.wants}"
            raise fail(
                path, shown, (*trail, name), f"{name!r} of {trail[1]!r} cannot be {value!r}", advice
            ) from None
    for name, field in fields.items():
        if field.needed and name not in row:
            raise fail(path, shown, trail, f"{trail[1]!r} lacks {name!r}", f"add {name}: {field.wants}")
    return row


def _word(value: Plain) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return value


def _list(names: Mapping[str, object]) -> str:
    return ", ".join(sorted(names))
