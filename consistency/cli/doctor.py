"""`consistency doctor`: what this installation is made of, and what keeps it from working."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from consistency import __version__
from consistency.cli.options import Commands, add_command, settings_of
from consistency.cli.streams import holds_arabic, write
from consistency.errors import ConsistencyError

FORMATS = ("text", "json")
# How a part is: as it should be; missing or odd, but not needed by every check; broken.
OK, NOTE, BROKEN = "ok", "note", "broken"

# The library by which each extra is told.
EXTRAS = {
    "web": ("trafilatura", "HTML articles"),
    "tables": ("pyarrow", "Parquet files"),
    "spark": ("pyspark", "check --engine spark"),
}


class Part(Struct, frozen=True):
    """A part of the installation. state: OK, NOTE or BROKEN; advice: what to do where it is not OK."""

    name: str
    state: str
    value: str
    advice: str = ""


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "doctor",
        "show what this installation can read and write, its rules and libraries, and what is wrong with it",
        "consistency doctor",
    )
    parser.add_argument(
        "--format", "-f", dest="shape", choices=FORMATS, default="text", help="how to show it (default: text)"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """0, or 2 where a part is broken."""
    parts = [*_program(), *_libraries(), *_extras(), *_rules(), _configuration(arguments), *_surroundings()]
    write(_as_json(parts) if arguments.shape == "json" else _as_text(parts))
    return 2 if any(part.state == BROKEN for part in parts) else 0


def _as_text(parts: list[Part]) -> Iterator[str]:
    width = max(len(part.name) for part in parts)
    for part in parts:
        yield f"{part.state:6}  {part.name:{width}}  {part.value}\n"
        if part.advice:
            yield f"{'':6}  {'':{width}}  {part.advice}\n"


def _as_json(parts: list[Part]) -> Iterator[str]:
    import json

    rows = [{"name": p.name, "state": p.state, "value": p.value, "advice": p.advice or None} for p in parts]
    yield (
        json.dumps(
            {"version": __version__, "parts": rows}, ensure_ascii=not holds_arabic(sys.stdout), indent=2
        )
        + "\n"
    )


def _program() -> Iterator[Part]:
    import platform

    from consistency.cli.options import REPORTS
    from consistency.text.sources import SUFFIXES

    yield Part("claim-consistency", OK, f"{__version__}, in {Path(__file__).parents[1].as_posix()}")
    yield Part("python", OK, f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield Part("reads", OK, " ".join(SUFFIXES))
    yield Part("writes", OK, " ".join(name for name in REPORTS if ":" not in name))


def _libraries() -> Iterator[Part]:
    """The libraries that the distribution names as needed, with their versions."""
    from importlib.metadata import PackageNotFoundError, version  # brings email, zipfile and more

    for name in _needed():
        try:
            yield Part(name, OK, version(name))
        except PackageNotFoundError:
            yield Part(name, BROKEN, "missing", "install the program anew with pip, which brings it")


def _needed() -> list[str]:
    import re
    from importlib.metadata import PackageNotFoundError, requires

    try:
        given = requires("claim-consistency") or []
    except PackageNotFoundError:  # a source tree that is not installed
        return []
    return sorted(re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in given if "extra ==" not in line)


def _extras() -> Iterator[Part]:
    from importlib.metadata import PackageNotFoundError, version

    for extra, (library, purpose) in EXTRAS.items():
        try:
            yield Part(f"extra {extra}", OK, f"{library} {version(library)}")
        except PackageNotFoundError:
            install = f"for {purpose}: pip install 'claim-consistency[{extra}]'"
            yield Part(f"extra {extra}", NOTE, "not installed", install)


def _rules() -> Iterator[Part]:
    from consistency.packs.cache import cache_folder, load_packs

    try:
        packs = load_packs()
    except ConsistencyError as error:
        yield Part("rules", BROKEN, str(error), "mend the file, or install the program anew")
    else:
        languages = " ".join(sorted(packs.languages))
        yield Part("rules", OK, f"{len(packs.rules)} rules, languages {languages}, digest {packs.digest}")
    folder = cache_folder()
    if folder is None or not _writable(folder):
        shown = folder.as_posix() if folder else "none"
        advice = "every check compiles the rules anew: name a folder in CONSISTENCY_CACHE"
        yield Part("cache", NOTE, f"{shown} cannot be written", advice)
    else:
        yield Part("cache", OK, folder.as_posix())


def _configuration(arguments: argparse.Namespace) -> Part:
    """The file whose settings are in force here, read as a check would read it."""
    try:
        places = settings_of(arguments).sources.values()
    except ConsistencyError as error:
        return Part("configuration", BROKEN, str(error))
    files = sorted({place.split(":")[0] for place in places if ":" in place})
    return Part("configuration", OK, ", ".join(files) or "none; begin one with: consistency init config")


def _surroundings() -> Iterator[Part]:
    import locale
    import shutil

    encoding = getattr(sys.stdout, "encoding", None) or "none"
    if holds_arabic(sys.stdout):
        yield Part("output", OK, encoding)
    else:
        yield Part("output", NOTE, f"{encoding}, which holds no Arabic", "set PYTHONIOENCODING=utf-8")
    yield Part("locale", OK, ".".join(part for part in locale.getlocale() if part) or "C")
    git = shutil.which("git")
    missing = "needed only by check --diff"
    yield _java()
    yield Part("git", OK, Path(git).as_posix()) if git else Part("git", NOTE, "not found", missing)


def _java() -> Part:
    """What Spark runs on. It is not started: that takes longer than all the rest."""
    from consistency.engines.spark import JAVA, installed, java

    found = java()
    if found is not None:
        return Part("java", OK, Path(found).as_posix())
    wanted = f"for check --engine spark: {JAVA}" if installed() else "needed only by check --engine spark"
    return Part("java", NOTE, "not found", wanted)


def _writable(folder: Path) -> bool:
    """Whether a file can be put there; a folder that is not there yet, whether it can be made."""
    there = next((path for path in (folder, *folder.parents) if path.exists()), None)
    return there is not None and there.is_dir() and os.access(there, os.W_OK | os.X_OK)
