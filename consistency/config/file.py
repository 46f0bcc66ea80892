"""The configuration file: `consistency.toml`, or `[tool.consistency]` in `pyproject.toml`, nearest upward."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from consistency.errors import ConfigError, InputError
from consistency.text.decode import decode
from consistency.text.sources import shown_name

if TYPE_CHECKING:
    from consistency.config.places import Trail

OWN = "consistency.toml"
SHARED = "pyproject.toml"
_SECTION = ("tool", "consistency")
# Looked for before a file that is mostly about other things is read at all.
_MENTIONED = re.compile(rb'^[ \t]*\[\[?[ \t]*tool[ \t]*\.[ \t]*"?consistency\b', re.MULTILINE)
_UNREADABLE = "the configuration cannot be read"
_AT = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)$")


class ConfigFile(Struct, frozen=True):
    """path: of the file. shown: how errors name it. table: its settings. root: the keys that lead to them."""

    path: Path
    shown: str
    table: Mapping[str, object]
    root: Trail
    text: str

    def place(self, *trail: str | int) -> str:
        """`path:line:column` of what these keys lead to, or of the nearest thing above it."""
        from consistency.config.places import key_places  # here: without a file nobody asks

        places = key_places(self.text)
        way: Trail = (*self.root, *trail)
        while way and way not in places:
            way = way[:-1]
        line, column = places.get(way, (1, 1))
        return f"{self.shown}:{line}:{column}"


def nearest_file(here: Path) -> ConfigFile | None:
    """The first configuration in this folder or one above it. Raises: ConfigError for a broken one."""
    for folder in (here, *here.parents):
        if (folder / OWN).is_file():
            return read_file(folder / OWN, here)
        shared = folder / SHARED
        if shared.is_file() and _MENTIONED.search(_bytes(shared, shared.as_posix(), _UNREADABLE)):
            return read_file(shared, here)
    return None


def read_file(path: Path, here: Path) -> ConfigFile:
    """A configuration file. here: what its name is shown relative to.

    Raises: ConfigError for a file that is missing, or is no UTF-8, or no TOML.
    """
    shown = shown_name(path, here)
    text = read_text(path, shown, _UNREADABLE)
    whole = parse(text, shown)
    root: Trail = _SECTION if path.name == SHARED else ()
    table: object = whole
    for key in root:
        table = table.get(key, {}) if isinstance(table, dict) else {}
    if not isinstance(table, dict):
        raise ConfigError("[tool.consistency] is no table", place=shown, advice="write settings under it")
    return ConfigFile(path, shown, table, root, text)


def parse(text: str, shown: str) -> dict[str, object]:
    """TOML as plain values, numbers exact. Raises: ConfigError with path:line:column."""
    import tomllib
    from decimal import Decimal

    try:
        return tomllib.loads(text.replace("\r\n", "\n"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError, ArithmeticError) as error:
        message = str(error)
        place = shown
        if at := _AT.search(message):
            line, column = (at[1], at[2]) if at[1] else (str(text.count("\n") + 1), "1")
            message, place = message[: at.start()], f"{shown}:{line}:{column}"
        raise ConfigError(f"this is no TOML: {message}", place=place, advice="mend the line") from None


def read_text(path: Path, shown: str, trouble: str) -> str:
    """A file's text. Raises: ConfigError, which begins with `trouble`, where there is none."""
    try:
        return decode(_bytes(path, shown, trouble), shown)
    except InputError as error:
        raise ConfigError(error.message, place=error.place, advice="save the file as UTF-8") from None


def _bytes(path: Path, shown: str, trouble: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"{trouble}: {error.strerror}", place=shown, advice="check its name and rights"
        ) from None
