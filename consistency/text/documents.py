"""Files and records to documents, with all that could not be read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct
from msgspec.structs import replace

from consistency.errors import InputError
from consistency.model.document import Document, Skipped
from consistency.text.decode import checked_encoding, decode, decode_page, is_plain
from consistency.text.formats import WHOLE, read_rows
from consistency.text.language import checked_tag, guess_language, written_alike
from consistency.text.published import read_moment
from consistency.text.readers.jsonl import read_lines
from consistency.text.record import (
    NoArticleError,
    Placed,
    Record,
    known_keys,
    refuse_misspelled,
    to_document,
)
from consistency.text.sources import Source, find_sources

if TYPE_CHECKING:
    from consistency.text.metadata import Metadata

# Bytes of one article: more than the longest novels. A page of half that size took 390 MB of memory to read.
LARGEST = 16_000_000
# Bytes of a file of many articles from which it is read line by line.
LONG = 8_000_000


class EmptyArticleError(InputError):
    """An article without text."""


class Gathered(Protocol):
    """Where articles are put as they are read."""

    def __contains__(self, ident: str) -> bool: ...
    def __len__(self) -> int: ...
    def add(self, document: Document) -> None: ...
    def in_order(self) -> Sequence[Document]:
        """By id."""
        ...


class InMemory(dict[str, Document]):
    """The plain way."""

    def add(self, document: Document) -> None:
        self[document.id] = document

    def in_order(self) -> Sequence[Document]:
        return tuple(self[ident] for ident in sorted(self))


class ReadOptions(Struct, frozen=True):
    """How to read. kind: `auto` or a format; base: the folder that ids are relative to.

    language, published: for articles that give none. keep_going: go on after what cannot be read.
    allow_empty: a folder without articles, and an article without text, are no problems.
    wanted: whether to read a file of this name, relative to `base`. gathered: makes what the articles are put into.
    commonest: by tag, script and commonest words, to guess a language by. stdin: the bytes of standard input,
    stdin_name: the name they would have as a file. encoding: of files that are not UTF-8. largest: bytes that a
    file of one article may have.
    """

    base: Path
    kind: str = "auto"
    metadata: Path | None = None
    language: str | None = None
    published: str | None = None
    keep_going: bool = False
    allow_empty: bool = False
    commonest: Mapping[str, tuple[str, frozenset[str]]] | None = None
    stdin: bytes = b""
    stdin_name: str | None = None
    encoding: str | None = None
    largest: int = LARGEST
    wanted: Callable[[str], bool] | None = None
    gathered: Callable[[], Gathered] = InMemory


class Reading(Struct, frozen=True):
    """documents: by id. skipped: what is not or not wholly among them. problems: the errors behind it."""

    documents: Sequence[Document]
    skipped: tuple[Skipped, ...]
    problems: tuple[InputError, ...]


def read_paths(paths: Iterable[str | os.PathLike[str]], options: ReadOptions) -> Reading:
    """Read everything the paths lead to.

    Raises: InputError for the first thing that cannot be read, unless `keep_going`: then it is among the
        problems, and everything else is read.
    """
    if options.language is not None:
        options = replace(options, language=checked_tag(options.language, "--language"))
    if options.published is not None:
        read_moment(options.published, "--published")
    if options.encoding is not None:
        options = replace(options, encoding=checked_encoding(options.encoding))
    metadata, leave_out = None, None
    if options.metadata:
        from consistency.text.metadata import read_metadata  # here, as the readers below: few need each

        leave_out = options.base / options.metadata
        metadata = read_metadata(leave_out, options.base, options.encoding)
    sources, problems = find_sources(
        paths,
        options.kind,
        options.base,
        leave_out,
        options.allow_empty,
        (options.stdin, options.stdin_name),
    )
    skipped = [Skipped(problem.place or "", None, problem.message) for problem in problems]
    if problems and not options.keep_going:
        raise problems[0]
    documents = options.gathered()
    places: dict[str, str] = {}
    for source in sources:
        if source.path is not None and options.wanted is not None and not options.wanted(source.shown):
            continue
        for item in _placed(source, options, metadata):
            problem = item if isinstance(item, InputError) else None
            if isinstance(item, Placed):
                try:
                    _add(item, documents, places, options, skipped)
                except InputError as error:
                    problem = error
            if problem is not None:
                if not _is_harmless(problem, options):
                    if not options.keep_going:
                        raise problem
                    problems.append(problem)
                name = item.id if isinstance(item, Placed) else source.shown
                skipped.append(Skipped(name, None, f"{problem.place}: {problem.message}"))
    if metadata and places and not any(metadata.of(ident) for ident in places):
        skipped.append(Skipped(metadata.shown, None, "no row of the metadata names an article that was read"))
    return Reading(documents.in_order(), tuple(skipped), tuple(problems))


def _is_harmless(problem: InputError, options: ReadOptions) -> bool:
    """Whether it is told, and stops nothing."""
    empty = isinstance(problem, EmptyArticleError) and options.allow_empty
    return empty or isinstance(problem, NoArticleError)


def document_of(
    keys: Mapping[str, object], place: str, commonest: Mapping[str, tuple[str, frozenset[str]]]
) -> Document:
    """One article from the keys of a record at `path:line`. Raises: InputError."""
    shown, _, line = place.rpartition(":")
    source = Source(None, shown, "jsonl")
    placed = _row_article(source, Record(keys, int(line)), ReadOptions(Path()), None)
    if isinstance(placed, InputError):
        raise placed
    return to_document(placed, guess_language(placed.text, commonest), [])


def _add(
    placed: Placed,
    documents: Gathered,
    places: dict[str, str],
    options: ReadOptions,
    notes: list[Skipped],
) -> None:
    if placed.id in documents:
        raise InputError(
            f"a second article with the id {placed.id!r}",
            place=placed.place,
            advice=f"give it an id of its own; the first is {places[placed.id]}",
        )
    language = (
        ""
        if "language" in placed.keys
        else options.language or guess_language(placed.text, options.commonest or {})
    )
    documents.add(to_document(placed, language, notes))
    places[placed.id] = placed.place


def _placed(source: Source, options: ReadOptions, metadata: Metadata | None) -> Iterator[Placed | InputError]:
    """The articles of one file. A file that cannot be read at all is one problem."""
    try:
        if source.kind == "jsonl" and _is_long(source) and source.path is not None and is_plain(source.path):
            with source.path.open(encoding="utf-8-sig", newline="\n") as file:
                for record in read_lines(file, source.shown):
                    yield _row_or_problem(source, record, options, metadata)
            return
        data = _bytes(source, options)
        decoded = decode_page if source.kind == "html" else decode
        text = decoded(data, source.shown, options.encoding)
        if source.kind in WHOLE:
            whole = WHOLE[source.kind](text, source.shown)
            yield _file_article(source, whole, data, options, metadata)
        else:
            for record in read_rows(source.kind, text, source.shown):
                yield _row_or_problem(source, record, options, metadata)
    except InputError as problem:
        yield problem
    except OSError as error:
        yield InputError(
            f"cannot be read: {error.strerror}", place=source.shown, advice="check the file and its rights"
        )


def _is_long(source: Source) -> bool:
    return source.path is not None and source.path.stat().st_size > LONG


def _row_or_problem(
    source: Source, record: Record | InputError, options: ReadOptions, metadata: Metadata | None
) -> Placed | InputError:
    return record if isinstance(record, InputError) else _row_article(source, record, options, metadata)


def _bytes(source: Source, options: ReadOptions) -> bytes:
    """The bytes of a file; of one article never more than are allowed. Raises: InputError, OSError."""
    if source.path is None:
        data = options.stdin
    elif source.kind in WHOLE:
        with source.path.open("rb") as file:
            data = file.read(options.largest + 1)
    else:
        return source.path.read_bytes()
    if source.kind in WHOLE:
        _refuse_larger(len(data), source.shown, options)
    return data


def _refuse_larger(size: int, place: str, options: ReadOptions) -> None:
    """Raises: InputError for an article of more bytes (a row: of more code points) than are allowed."""
    if size > options.largest:
        raise InputError(
            f"the article has more than {options.largest // 1_000_000} MB",
            place=place,
            advice="split it, or allow more with --max-size MB",
        )


def _file_article(
    source: Source, record: Record, data: bytes, options: ReadOptions, metadata: Metadata | None
) -> Placed | InputError:
    try:
        refuse_misspelled(record, source.shown)
        keys, extra = known_keys(record.keys, source.shown)
        text = keys.pop("text", "")
        if not text.strip():
            page = source.kind == "html" and data.strip()
            raise EmptyArticleError(
                "no main text was found in the page" if page else "the article is empty",
                place=source.shown,
                advice="save its text as .txt, or leave it out"
                if page
                else "write its text, or leave it out",
            )
        if source.kind == "html" and not written_alike(keys.get("language"), text, options.commonest or {}):
            del keys["language"]  # a page's template may state the language of another edition
        digest = hashlib.sha256(data).hexdigest()
        ident = source.shown
        completed = _completed(keys, ident, metadata, options)
        return Placed(
            ident,
            text,
            source.shown,
            completed,
            extra,
            digest,
            record.lines,
            record.zones,
            record.comments,
            record=1 if source.kind == "html" else None,
            text_lines=record.text_lines,
        )
    except InputError as problem:
        return problem


def _row_article(
    source: Source, record: Record, options: ReadOptions, metadata: Metadata | None
) -> Placed | InputError:
    place = f"{source.shown}:{record.line}"
    try:
        if source.kind == "csv":
            refuse_misspelled(record, source.shown)
        keys, extra = known_keys(record.keys, place)
        if "id" not in keys:
            if source.kind == "jsonl":
                raise InputError(
                    "the article has no 'id'", place=place, advice="give each line an id of its own"
                )
            keys["id"] = f"{source.shown}:{record.line}"
        if "text" not in record.keys or record.keys["text"] is None:
            raise InputError(
                "the article has no 'text'", place=place, advice="add its text, or delete the line"
            )
        text = keys.pop("text", "")
        if not text.strip():
            raise EmptyArticleError(
                "the article is empty", place=place, advice="write its text, or delete the line"
            )
        _refuse_larger(len(text), place, options)
        ident = keys.pop("id")
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        completed = _completed(keys, ident, metadata, options)
        return Placed(ident, text, place, completed, extra, digest, file=source.shown, record=record.line)
    except InputError as problem:
        return problem


def _completed(
    keys: dict[str, str], ident: str, metadata: Metadata | None, options: ReadOptions
) -> dict[str, str]:
    """The article's own keys, then the metadata's, then the options'."""
    if metadata and (row := metadata.of(ident)):
        more, _ = known_keys(row[1], row[0])
        for key, value in more.items():
            if key == "published":
                read_moment(value, row[0])  # here, so that the error names the metadata's line
            if key == "language":
                value = checked_tag(value, row[0])
            keys.setdefault(key, value)
    if options.published is not None:
        keys.setdefault("published", options.published)
    keys.pop("id", None)
    return keys
