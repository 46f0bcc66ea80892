"""Where results go: standard output, or files that are written whole or not at all."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import cast

from msgspec import Struct

from consistency.cli.streams import write
from consistency.errors import ConfigError, ConsistencyError
from consistency.report.catalogue import advice

# What a file holds, or the files of a folder by name.
Pieces = Iterable[str] | Iterable[bytes]
Files = Iterable[tuple[str, str]]


class Output(Struct, frozen=True):
    """A format, and the file or folder it goes to; None is standard output.

    far: a path with a scheme (`hdfs://...`), which only Spark writes to; then there is no other.
    """

    name: str
    path: Path | None = None
    far: str | None = None

    @property
    def folder(self) -> bool:
        """Whether it is written as several files."""
        return self.name.endswith(":folder")

    def __str__(self) -> str:
        where = self.path.as_posix() if self.path is not None else self.far
        return self.name if where is None else f"{self.name}={where}"


def output_of(formats: Sequence[str], needs_file: Callable[[str], bool]) -> Callable[[str], Output]:
    """A reader of `NAME` or `NAME=FILE` for a command that writes these formats.

    needs_file: whether a format is no text.
    """

    def read(text: str) -> Output:
        name, equals, file = text.partition("=")
        if name not in formats:
            raise argparse.ArgumentTypeError(f"there is no format {name!r}; {advice(name, formats)}")
        if equals and not file:
            raise argparse.ArgumentTypeError(f"{text!r} names no file; write {name}=FILE, or {name} alone")
        if not file and needs_file(name):
            raise argparse.ArgumentTypeError(f"{name} is no text; write {name}=FILE")
        if "://" in file:
            return Output(name, far=file)
        in_folder = file.endswith(("/", os.sep)) or (bool(file) and Path(file).is_dir())
        if in_folder and f"{name}:folder" in formats:
            name = f"{name}:folder"
        return Output(name, Path(file) if file else None)

    return read


def write_all(outputs: Sequence[Output], render: Callable[[Output], Pieces | Files]) -> None:
    """Write every output, files first: a reader who closes the pipe takes none of them away.

    A file that cannot be written keeps none of the others from being written.
    Raises: ConsistencyError for the first output that could not be written, or for two of one name.
    """
    for output in outputs:
        if output.far is not None:
            raise ConfigError(
                f"only a check by Spark writes to {output.far}, and its findings only",
                place="--format",
                advice="write: check --engine spark --format parquet=URL, and no other format",
            )
    problems: list[ConsistencyError] = []
    for output in _apart(outputs):
        if output.path is not None:
            try:
                if output.folder:
                    _write_folder(output.path, cast("Files", render(output)))
                else:
                    write_file(output.path, cast("Pieces", render(output)))
            except ConsistencyError as problem:
                problems.append(problem)
    for output in outputs:
        if output.path is None:
            pieces = cast("Pieces", render(output))
            write(piece if isinstance(piece, str) else piece.decode() for piece in pieces)
    if problems:
        raise problems[0]


def write_file(path: Path, pieces: Pieces) -> None:
    """Write a file whole: beside its place first, then renamed into it. Folders on the way are made.

    What is no plain file (a device, a named pipe) is written as it is.
    Raises: ConsistencyError where that is not possible; an old file of that name is then as it was.
    """
    try:
        place = Path(os.path.realpath(path))  # what a link points to is replaced, not the link
        if place.is_dir():
            raise IsADirectoryError(None, "this is a folder")
        if place.exists() and not place.is_file():
            with place.open("wb") as file:
                _fill(file.write, pieces)
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        _replace(place, pieces)
    except OSError as error:
        raise ConsistencyError(
            f"the file cannot be written: {error.strerror}",
            place=path.as_posix(),
            advice="check the folder, its rights and the room on the disk, or write elsewhere",
        ) from None


def _write_folder(folder: Path, files: Files) -> None:
    """Write the files, then take away pages that an earlier report left here and this one has not."""
    from consistency.report.html.folder import is_page  # here: most runs write no folder

    written = set()
    for name, text in files:
        write_file(folder / name, [text])
        written.add(name)
    for path in sorted(folder.iterdir()):
        if path.name not in written and is_page(path.name):
            with contextlib.suppress(OSError):  # it is still there, and nothing leads to it
                path.unlink()


def _replace(place: Path, pieces: Pieces) -> None:
    import tempfile  # here: most runs write to standard output, and --help writes nothing

    handle, name = tempfile.mkstemp(prefix=f".{place.name[:60]}.", suffix=".part", dir=place.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            _fill(file.write, pieces)
        beside.chmod(place.stat().st_mode & 0o777 if place.exists() else _usual_mode())
        beside.replace(place)
    except BaseException:  # also an interruption: nothing half-written may stay
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def _fill(put: Callable[[bytes], int], pieces: Pieces) -> None:
    for piece in pieces:
        put(piece.encode("utf-8") if isinstance(piece, str) else piece)


def _usual_mode() -> int:
    """The rights a new file has here: temporary files have fewer."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _apart(outputs: Sequence[Output]) -> Sequence[Output]:
    seen: set[str] = set()
    for output in outputs:
        where = "standard output" if output.path is None else os.path.realpath(output.path)
        if where in seen:
            shown = where if output.path is None else output.path.as_posix()
            raise ConfigError(
                f"two formats go to {shown}", place="--format", advice="give each a file: NAME=FILE"
            )
        seen.add(where)
    return outputs
