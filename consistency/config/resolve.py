"""Flags over environment over file over defaults, and where each setting came from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from consistency.config.file import ConfigFile
from consistency.config.kinds import KindError, UnknownKeyError
from consistency.config.settings import BASELINE, BY_KEY, OTHERS, PREFIX, TABLE, WAIVERS, Setting, Settings
from consistency.errors import ConfigError


def resolve(
    flags: Mapping[str, object], environ: Mapping[str, str], file: ConfigFile | None, here: Path
) -> Settings:
    """The settings in force. flags: by key, as read from the command line; None means not given.

    here: the folder that flags and the environment count relative paths from; those of the file count from its own.
    Raises: ConfigError for an unknown key and for a value that makes no sense.
    """
    values: dict[str, object] = {}
    sources: dict[str, str] = {}
    base = file.path.parent if file is not None else here
    if file is not None:
        for key, value in file.table.items():
            row = _known(key, file)
            values[key] = _from_file(row, value, file)
            sources[key] = file.place(key)
    for key, value in _from_environment(environ, here).items():
        values[key], sources[key] = value, BY_KEY[key].variable
    for key, value in flags.items():
        if value is not None:
            values[key], sources[key] = value, BY_KEY[key].flag
    if sources.get("paths") in (BY_KEY["paths"].flag, BY_KEY["paths"].variable):
        values["paths"] = moved(values["paths"], here, base)
    for key, name in (("baseline", BASELINE), ("waivers", WAIVERS)):
        if key not in values and (base / name).is_file():
            values[key], sources[key] = base / name, "found there"
    made = {BY_KEY[key].name: value for key, value in values.items()}
    return Settings(**made, base=base, sources=sources)  # type: ignore[arg-type]


def _known(key: str, file: ConfigFile) -> Setting:
    if key not in BY_KEY:
        raise ConfigError(
            f"unknown setting {key!r}", place=file.place(key), advice=_advice(key, [row.key for row in TABLE])
        )
    return BY_KEY[key]


def _from_file(row: Setting, value: object, file: ConfigFile) -> object:
    try:
        return row.kind.from_toml(value, file.path.parent)
    except UnknownKeyError as error:
        place = file.place(row.key, *error.trail)
        raise ConfigError(error.message, place=place, advice=_advice(error.key, error.known)) from None
    except KindError as error:
        raise ConfigError(
            f"{row.key!r}: {error.message}",
            place=file.place(row.key, *error.trail),
            advice=f"write {error.wants}",
        ) from None


def _from_environment(environ: Mapping[str, str], here: Path) -> dict[str, object]:
    by_variable = {row.variable: row for row in TABLE if row.variable}
    found: dict[str, object] = {}
    for name in sorted(environ):
        if not name.startswith(PREFIX) or name in OTHERS:
            continue
        row = by_variable.get(name)
        if row is None:  # what resembles no setting may be somebody else's
            known = [variable.removeprefix(PREFIX) for variable in by_variable]
            if close := _closest(name.removeprefix(PREFIX), known, 0.75):
                raise ConfigError(
                    f"unknown setting {name!r}", place="environment", advice=f"did you mean {PREFIX}{close}?"
                )
            continue
        assert row.kind.from_text is not None
        try:
            found[row.key] = row.kind.from_text(environ[name], here)
        except KindError as error:
            raise ConfigError(
                f"{name}: {error.message}", place="environment", advice=f"write {error.wants}"
            ) from None
    return found


def moved(paths: object, here: Path, base: Path) -> tuple[str, ...]:
    """Paths that count from `here`, counted from `base`."""
    assert isinstance(paths, Iterable)
    if here == base:
        return tuple(paths)
    return tuple(
        path
        if path == "-" or "://" in path or Path(path).is_absolute()
        else os.path.relpath(here / path, base)
        for path in paths
    )


def _advice(key: str, known: Iterable[str]) -> str:
    close = _closest(key, known, 0.6)
    return f"did you mean {close!r}?" if close else "see them all with: consistency config list"


def _closest(key: str, known: Iterable[str], cutoff: float) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(key, list(known), n=1, cutoff=cutoff)), None)
