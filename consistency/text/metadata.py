"""`--metadata FILE.csv`: what plain files lack, a row per file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct

from consistency.errors import InputError
from consistency.text.decode import decode
from consistency.text.readers.csv_table import read_csv
from consistency.text.record import closest
from consistency.text.sources import shown_name

COLUMNS = ("file", "outlet", "source", "agency", "published", "language", "title", "url")


class Metadata(Struct, frozen=True):
    """Rows by file. folder: of the metadata file, to which its names may be relative; shown: its own name.

    rows: by the name as it stands in the file, the row's place and keys.
    """

    shown: str
    folder: str
    rows: Mapping[str, tuple[str, Mapping[str, object]]]

    def of(self, document: str) -> tuple[str, Mapping[str, object]] | None:
        """Place and keys of the row for a document id: its path from here, from the folder, or its name."""
        path = PurePosixPath(document)
        for name in (document, _relative(path, self.folder), path.name):
            if name is not None and name in self.rows:
                return self.rows[name]
        return None


def read_metadata(path: Path, base: Path, encoding: str | None = None) -> Metadata:
    """encoding: of a table that is not UTF-8 and carries no mark, as spreadsheets write it.

    Raises: InputError for a file that cannot be used, a column nobody knows, or two rows for one file."""
    shown = shown_name(path, base)
    try:
        text = decode(path.read_bytes(), shown, encoding)
    except OSError as error:
        raise InputError(
            f"the metadata cannot be read: {error.strerror}",
            place=shown,
            advice="check the name after --metadata",
        ) from None
    rows: dict[str, tuple[str, Mapping[str, object]]] = {}
    for record in read_csv(text, shown, required=("file",)):
        if isinstance(record, InputError):
            raise record
        place = f"{shown}:{record.line}"
        for column in record.keys:
            if column not in COLUMNS:
                close = closest(column, COLUMNS)
                advice = f"did you mean {close!r}?" if close else f"the columns are {', '.join(COLUMNS)}"
                raise InputError(f"unknown key {column!r}", place=f"{shown}:1", advice=advice)
        name = PurePosixPath(str(record.keys["file"]).strip().replace("\\", "/")).as_posix()
        if not name.strip(". "):
            raise InputError("this row names no file", place=place, advice="fill the column 'file'")
        if name in rows:
            raise InputError(
                f"a second row for {name!r}", place=place, advice=f"the first is {rows[name][0]}"
            )
        rows[name] = place, {key: value for key, value in record.keys.items() if key != "file"}
    return Metadata(shown, PurePosixPath(shown).parent.as_posix(), rows)


def _relative(path: PurePosixPath, folder: str) -> str | None:
    try:
        return path.relative_to(folder).as_posix()
    except ValueError:
        return None
