"""Paths, folders, globs and standard input as a list of files to read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from msgspec import Struct

from consistency.errors import InputError
from consistency.text.gitignore import Ignored

FORMATS = ("text", "markdown", "html", "jsonl", "csv")
SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
}
_BEGINNINGS = (
    (b"<!doctype html", "html"),
    (b"<html", "html"),
    (b'{"', "jsonl"),
    (b"---\n", "markdown"),
    (b"---\r\n", "markdown"),
)
# Taken from folders. A table beside articles is more often their metadata than more articles.
IN_FOLDERS = frozenset(suffix for suffix, kind in SUFFIXES.items() if kind != "csv")

STANDARD_INPUT = "-"
STANDARD_INPUT_ID = "stdin"
_MAGIC = frozenset("*?[")


class EmptySourceError(InputError):
    """A folder or a glob without articles."""


class Source(Struct, frozen=True):
    """A file to read, of a kind in FORMATS. path: None for standard input; shown: its name to people."""

    path: Path | None
    shown: str
    kind: str


def find_sources(
    paths: Iterable[str | os.PathLike[str]],
    kind: str,
    base: Path,
    leave_out: Path | None = None,
    allow_empty: bool = False,
    stdin: tuple[bytes, str | None] = (b"", None),
) -> tuple[list[Source], list[InputError]]:
    """The files behind the paths, each once, by name; and what could not be found.

    kind: one of FORMATS, or `auto` (by suffix). base: the folder that names are relative to.
    leave_out: a file that folders and globs do not yield (the metadata).
    allow_empty: a folder without articles and a glob that nothing matches are no problem.
    stdin: the bytes of standard input, and the name that they shall have.
    """
    found: dict[str, Source] = {}
    problems: list[InputError] = []
    for given in paths:
        text = os.fspath(given)
        if text == STANDARD_INPUT:
            data, name = stdin
            shown = printable(PurePath(name).as_posix()) if name else STANDARD_INPUT_ID
            found[STANDARD_INPUT] = Source(
                None, shown, _kind_of_input(data, name) if kind == "auto" else kind
            )
            continue
        try:
            for path in _expand(text, kind, base, leave_out):
                found.setdefault(
                    str(path.resolve()), Source(path, shown_name(path, base), _kind_of(path, kind))
                )
        except EmptySourceError as problem:
            problems += [] if allow_empty else [problem]
        except InputError as problem:
            problems.append(problem)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            problems.append(
                InputError(
                    f"cannot be read: {reason}", place=printable(text), advice="check its name and rights"
                )
            )
    return sorted(found.values(), key=lambda source: source.shown), problems


def shown_name(path: Path, base: Path) -> str:
    """The path, POSIX, relative to `base`; as it is where no relative path leads there (another drive)."""
    try:
        relative = os.path.relpath(path, base)
    except ValueError:
        relative = str(path)
    return printable(PurePath(relative).as_posix())


def printable(name: str) -> str:
    """A file name whose bytes may be no UTF-8, as text that can be written."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _kind_of(path: Path, kind: str) -> str:
    return SUFFIXES.get(path.suffix.lower(), "text") if kind == "auto" else kind


def _kind_of_input(data: bytes, name: str | None) -> str:
    """Of standard input: by the suffix of its name, else by how it begins, where no article begins so."""
    if name and PurePath(name).suffix:
        return _kind_of(Path(name), "auto")
    beginning = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return next((kind for start, kind in _BEGINNINGS if beginning.startswith(start)), "text")


def _expand(text: str, kind: str, base: Path, leave_out: Path | None) -> Iterator[Path]:
    path = base / text
    if path.is_dir():
        files = [p for p in _walk(path) if _wanted(p, kind) and not _same(p, leave_out)]
        if not files:
            raise EmptySourceError(
                "the folder holds no articles",
                place=printable(text),
                advice=f"put {', '.join(sorted(IN_FOLDERS))} files there, or say which with --from",
            )
        yield from files
    elif path.exists():
        yield path
    elif _MAGIC & set(text):
        files = sorted(p for p in _glob(text, base) if p.is_file() and not _same(p, leave_out))
        if not files:
            raise EmptySourceError(
                "nothing matches", place=printable(text), advice="check the pattern and the folder"
            )
        yield from files
    else:
        raise InputError(
            "there is no such file", place=printable(text), advice="check its name and the folder"
        )


def _walk(folder: Path) -> Iterator[Path]:
    """The files below a folder, without hidden ones and those that `.gitignore` leaves out."""
    ignored = Ignored(folder)
    start = folder.resolve()
    for here, folders, files in os.walk(folder):
        real = start / os.path.relpath(here, folder)
        ignored.enter(real)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not ignored.leaves_out(real / name, is_folder=True)
        )
        for name in sorted(files):
            if not name.startswith(".") and not ignored.leaves_out(real / name, is_folder=False):
                yield Path(here) / name


def _wanted(path: Path, kind: str) -> bool:
    suffix = path.suffix.lower()
    return suffix in IN_FOLDERS if kind == "auto" else SUFFIXES.get(suffix) == kind


def _glob(pattern: str, base: Path) -> Iterator[Path]:
    parts = PurePath(pattern).parts
    first = next(index for index, part in enumerate(parts) if _MAGIC & set(part))
    return base.joinpath(*parts[:first]).glob(str(PurePath(*parts[first:])))


def _same(path: Path, other: Path | None) -> bool:
    return other is not None and other.exists() and path.samefile(other)
