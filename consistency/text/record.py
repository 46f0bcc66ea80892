"""A record as a reader found it, and the document it becomes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from consistency.errors import InputError
from consistency.model.document import Comment, Document, Skipped, Span
from consistency.text.language import checked_tag
from consistency.text.published import read_moment

# Other names for the same key, as metadata files and front matter have them.
ALIASES = {"outlet": "source"}
KEYS = ("id", "text", "title", "source", "agency", "url", "published", "language")


class NoArticleError(InputError):
    """A file that is plainly no article: it is left out and told, and stops nothing."""


class Record(Struct, frozen=True):
    """Keys and values of one article. line: where it begins in its file, 1-based; None for a whole file.

    lines: where single keys stand, for a file whose keys have lines of their own.
    zones, comments, text_lines: as the document has them (`lines`).
    """

    keys: Mapping[str, object]
    line: int | None = None
    lines: Mapping[str, int] = field(default_factory=dict)
    zones: tuple[tuple[Span, str], ...] = ()
    comments: tuple[Comment, ...] = ()
    text_lines: tuple[tuple[int, int], ...] = ()


class Placed(Struct, frozen=True):
    """A record with its text, its id and the place that errors name. lines: of keys that have their own.

    file, record: as the document has them.
    """

    id: str
    text: str
    place: str
    keys: Mapping[str, str]
    extra: tuple[tuple[str, str], ...]
    sha256: str
    lines: Mapping[str, int] = field(default_factory=dict)
    zones: tuple[tuple[Span, str], ...] = ()
    comments: tuple[Comment, ...] = ()
    file: str | None = None
    record: int | None = None
    text_lines: tuple[tuple[int, int], ...] = ()

    def place_of(self, key: str) -> str:
        return f"{self.place}:{self.lines[key]}" if key in self.lines else self.place


def known_keys(keys: Mapping[str, object], place: str) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """The keys that a document has, as strings, and all others as (key, JSON text).

    `null` means absent, and so does an empty string. Raises: InputError for a value that is no string.
    """
    known: dict[str, str] = {}
    extra: list[tuple[str, str]] = []
    for key, value in keys.items():
        name = ALIASES.get(key, key)
        if name not in KEYS:
            extra.append((key, json.dumps(value, ensure_ascii=False, sort_keys=True)))
            continue
        if value is None or value == "":
            continue
        if name == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise InputError(
                f"{key!r} must be a string, not {json.dumps(value)[:40]}",
                place=place,
                advice=f"put the value of {key!r} in quotes, or leave the key out",
            )
        if not _encodable(value):
            raise InputError(
                f"{key!r} holds half of a surrogate pair, which is no character",
                place=place,
                advice="write the character itself, or both halves",
            )
        known.setdefault(name, value)
    return known, tuple(sorted(extra))


def is_comment(words: str) -> bool:
    """Whether the words of a comment are addressed to this program."""
    return words.startswith("consistency:")


def closest(key: str, known: Sequence[str], cutoff: float = 0.6) -> str | None:
    """The known key that an unknown one was probably meant to be."""
    from difflib import get_close_matches  # here: reading well-spelled input needs none of it

    return next(iter(get_close_matches(key.lower(), known, n=1, cutoff=cutoff)), None)


def refuse_misspelled(record: Record, shown: str) -> None:
    """Raises: InputError for a key that looks like a known one but is not."""
    for key in record.keys:
        if key in KEYS or key in ALIASES:
            continue
        if close := closest(key, (*KEYS, *ALIASES), 0.8):
            place = f"{shown}:{record.lines.get(key, 1)}"
            raise InputError(f"unknown key {key!r}", place=place, advice=f"did you mean {close!r}?")


def to_document(placed: Placed, language: str, notes: list[Skipped]) -> Document:
    """The document of a record. language: the tag to use when the record gives none.

    notes: receives what was read only in part. Raises: InputError.
    """
    keys = placed.keys
    if lost := placed.text.count("\ufffd"):
        notes.append(
            Skipped(placed.id, None, f"replacement characters (U+FFFD), for letters that are lost: {lost}")
        )
    published = None
    if given := keys.get("published"):
        published, note = read_moment(given, placed.place_of("published"))
        if note:
            notes.append(Skipped(placed.id, None, note))
    tag = checked_tag(keys["language"], placed.place_of("language")) if "language" in keys else language
    return Document(
        id=placed.id,
        text=placed.text,
        language=tag,
        sha256=placed.sha256,
        title=keys.get("title"),
        source=keys.get("source"),
        agency=keys.get("agency"),
        url=keys.get("url"),
        published=published,
        extra=placed.extra,
        zones=placed.zones,
        comments=placed.comments,
        file=placed.file,
        record=placed.record,
        lines=placed.text_lines,
    )


def _encodable(value: str) -> bool:
    if value.isascii():
        return True
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
