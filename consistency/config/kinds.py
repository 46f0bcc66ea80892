"""What a setting may be: how it is read from TOML and from one line of text, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from json import dumps
from pathlib import Path
from typing import Any

from msgspec import Struct

from consistency.model.verdicts import SEVERITIES as _SEVERITIES

# A place is given as the user wrote it; relative ones count from this folder.
Reader = Callable[[object, Path], Any]

MOST_JOBS = 256
MOST_MEGABYTES = 2000
_CODE = re.compile(r"[A-Z]{1,3}|[A-Z]{3}[0-9]{1,3}")
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_WORD = re.compile(r"[A-Za-z0-9_-]+")
_FORMAT = re.compile(r"[a-z-]+(?::[a-z-]+)?")


class KindError(ValueError):
    """A value that makes no sense. wants: what to write instead. trail: the keys to what is wrong inside it."""

    def __init__(self, message: str, wants: str, trail: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.message, self.wants, self.trail = message, wants, trail


class Kind(Struct, frozen=True):
    """wants: what to write, in words. from_toml, from_text: how it is read; they raise KindError.

    from_text: None where one line of text cannot say it.
    """

    wants: str
    from_toml: Reader
    from_text: Reader | None = None


def told(value: object) -> str:
    """A value as TOML has it, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | Path):
        text = value.as_posix() if isinstance(value, Path) else value
        return dumps(text, ensure_ascii=False).replace(
            "\x7f", "\\u007f"
        )  # JSON's strings are strings of TOML too
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(told, value)) + "]"
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(str(key))} = {told(item)}" for key, item in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    return "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)


def _key(name: str) -> str:
    return name if _WORD.fullmatch(name) else told(name)


def _refuse(value: object, wants: str) -> KindError:
    shown = told(value) if isinstance(value, str | bool | int | Decimal | tuple | list | dict) else str(value)
    return KindError(f"cannot be {shown[:60]}", wants)


def one_of(*words: str) -> Kind:
    """One of these words."""
    wants = ", ".join(words[:-1]) + f" or {words[-1]}"

    def read(value: object, _: Path) -> str:
        if value not in words:
            raise _refuse(value, wants)
        return str(value)

    return Kind(wants, read, read)


def _flag(value: object, _: Path) -> bool:
    if not isinstance(value, bool):
        raise _refuse(value, "true or false")
    return value


def _flag_text(value: object, _: Path) -> bool:
    if str(value).lower() not in _FLAGS:
        raise _refuse(value, "true or false")
    return _FLAGS[str(value).lower()]


def _whole(most: int) -> Kind:
    wants = f"a whole number from 1 to {most}"

    def read(value: object, _: Path) -> int:
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 9:
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= most:
            raise _refuse(value, wants)
        return value

    return Kind(wants, read, read)


def _share(value: object, _: Path) -> Decimal:
    wants = "a number from 0 to 1, such as 0.6"
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise _refuse(value, wants)
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise _refuse(value, wants) from None
    if not number.is_finite() or not 0 <= number <= 1:
        raise _refuse(value, wants)
    return number


def _word(value: object, _: Path) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _refuse(value, "a word in quotes")
    return value


def _path(value: object, folder: Path) -> Path:
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise _refuse(value, "a path in quotes")
    return folder / value


def _list(item: Reader, wants: str) -> Kind:
    """Several of them; one alone may stand without brackets."""

    def read(value: object, folder: Path) -> tuple[Any, ...]:
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list):
            raise _refuse(value, wants)
        made = []
        for number, one in enumerate(value):
            try:
                made.append(item(one, folder))
            except KindError as error:
                raise KindError(error.message, wants, (number,)) from None
        return tuple(made)

    def read_text(value: object, folder: Path) -> tuple[Any, ...]:
        return read([part.strip() for part in str(value).split(",") if part.strip()], folder)

    return Kind(wants, read, read_text)


def _code(value: object, _: Path) -> str:
    if not isinstance(value, str) or not _CODE.fullmatch(value.upper()):
        raise _refuse(value, "a code or its beginning")
    return value.upper()


def _severities(value: object, folder: Path) -> tuple[tuple[str, str], ...]:
    wants = '{ NUM101 = "warning" }: codes or their beginnings, each with error, warning or info'
    if not isinstance(value, dict):
        raise _refuse(value, wants)
    made = {}
    for key, level in value.items():
        if not _CODE.fullmatch(str(key).upper()):
            raise KindError(f"{key!r} is no code", wants, (str(key),))
        if level not in _SEVERITIES:
            raise KindError(f"cannot be {told(level)[:60]}", " or ".join(_SEVERITIES), (str(key),))
        made[str(key).upper()] = str(level)
    return tuple(sorted(made.items()))


def _severities_text(value: object, folder: Path) -> tuple[tuple[str, str], ...]:
    pairs = [part.partition("=") for part in str(value).split(",") if part.strip()]
    return _severities({key.strip(): level.strip() for key, _, level in pairs}, folder)


def _format(value: object, folder: Path) -> str:
    """`NAME` or `NAME=FILE`; the file counts from the folder."""
    name, equals, file = _word(value, folder).partition("=")
    if not _FORMAT.fullmatch(name) or (equals and not file):
        raise _refuse(value, '"text", or "json=report.json" for a file')
    return f"{name}={(folder / file).as_posix()}" if equals else name


def table_list(make: Callable[..., Any], known: Mapping[str, Kind], needed: str) -> Kind:
    """Tables of these keys (`[[name]]`), each made into a record."""
    wants = f"tables of {', '.join(known)}"

    def read(value: object, folder: Path) -> tuple[Any, ...]:
        if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
            raise _refuse(value, wants)
        return tuple(record(table, number, folder) for number, table in enumerate(value))

    def record(table: dict[str, object], number: int, folder: Path) -> Any:
        if not table.get(needed):
            raise KindError(f"the table has no {needed!r}", f"{needed} = ...", (number,))
        made = {}
        for key, item in table.items():
            if key not in known:
                raise UnknownKeyError(key, tuple(known), (number, key))
            try:
                made[key.replace("-", "_")] = known[key].from_toml(item, folder)
            except KindError as error:
                raise KindError(
                    f"{key!r} {error.message}", error.wants, (number, key, *error.trail)
                ) from None
        return make(**made)

    return Kind(wants, read)


class UnknownKeyError(KindError):
    """A key inside a table that nobody knows. known: those there are."""

    def __init__(self, key: str, known: tuple[str, ...], trail: tuple[str | int, ...]) -> None:
        super().__init__(f"unknown setting {key!r}", "", trail)
        self.key, self.known = key, known


FLAG = Kind("true or false", _flag, _flag_text)
JOBS = _whole(MOST_JOBS)
MEGABYTES = _whole(MOST_MEGABYTES)
SHARE = Kind("a number from 0 to 1", _share, _share)
WORD = Kind("a word", _word, _word)
PATH = Kind("a path", _path, _path)
WORDS = _list(_word, '["one", "another"]')
PLACES = _list(_word, '["articles/", "drafts/*.md"]')
PATHS = _list(_path, '["rules/"]')
CODES = _list(_code, '["NUM", "DAT301"]: codes or their beginnings')
SEVERITIES = Kind('{ NUM101 = "warning" }', _severities, _severities_text)
FORMATS = _list(_format, '["text", "json=report.json"]')
