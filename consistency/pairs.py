"""Many pairs of articles from one file, compared one after another."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from consistency.engines.corridor import packs_of, read_all
from consistency.errors import InputError
from consistency.model.comparison import Comparison
from consistency.model.document import Document, Span
from consistency.pipeline import compare_two
from consistency.text.cues import commonest_words
from consistency.text.decode import decode
from consistency.text.documents import document_of
from consistency.text.readers.jsonl import read_jsonl
from consistency.text.sources import shown_name


class PairToCompare(Struct, frozen=True):
    """Two articles and, for each, the span that its claims must overlap, if any."""

    id: str
    a: Document
    b: Document
    focus: tuple[Span | None, Span | None] = (None, None)


def compare_pairs(pairs: Iterable[PairToCompare]) -> Iterator[Comparison]:
    """The comparison of each pair, in order."""
    packs = packs_of(())
    for pair in pairs:
        a, b = read_all((pair.a, pair.b), (), jobs=1)
        yield compare_two(pair.id, a, b, packs, pair.focus)


def read_pairs(
    path: str | os.PathLike[str], *, keep_going: bool = False, stdin: bytes = b""
) -> tuple[list[PairToCompare], list[InputError]]:
    """Pairs of articles from JSON Lines: `{"id", "a": {..., "focus": [start, end]}, "b": {...}}`.

    path: `-` is `stdin`.

    Raises: InputError for the first line that cannot be used, unless `keep_going`: then they are listed.
    """
    shown = "stdin" if os.fspath(path) == "-" else shown_name(Path(path), Path.cwd())
    try:
        data = stdin if os.fspath(path) == "-" else Path(path).read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror}", place=shown, advice="check the name after --pairs"
        ) from None
    commonest = commonest_words(packs_of(()))
    pairs: list[PairToCompare] = []
    problems: list[InputError] = []
    for record in read_jsonl(decode(data, shown), shown):
        try:
            if isinstance(record, InputError):
                raise record
            place = f"{shown}:{record.line}"
            sides = [_side(record.keys.get(name), name, place, commonest) for name in ("a", "b")]
            ident = record.keys.get("id")
            pairs.append(
                PairToCompare(
                    str(ident) if ident is not None else str(record.line),
                    sides[0][0],
                    sides[1][0],
                    (sides[0][1], sides[1][1]),
                )
            )
        except InputError as problem:
            if not keep_going:
                raise
            problems.append(problem)
    return pairs, problems


def _side(
    value: object, name: str, place: str, commonest: dict[str, tuple[str, frozenset[str]]]
) -> tuple[Document, Span | None]:
    """An article of a pair, and its focus."""
    if not isinstance(value, dict):
        raise InputError(f"{name!r} is no article", place=place, advice='write {"id": ..., "text": ...}')
    keys = {key: item for key, item in value.items() if key != "focus"}
    document = document_of({"id": name, **keys}, place, commonest)
    focus = value.get("focus")
    if focus is None:
        return document, None
    numbers = focus if isinstance(focus, list) and len(focus) == 2 else []
    if not numbers or not all(isinstance(n, int) and not isinstance(n, bool) for n in numbers):
        raise InputError(f"the focus of {name!r} is no span", place=place, advice="write [start, end]")
    if not 0 <= numbers[0] <= numbers[1] <= len(document.text):
        raise InputError(
            f"the focus of {name!r} lies outside its text", place=place, advice="count code points"
        )
    return document, Span(numbers[0], numbers[1])
