"""What the archive holds, whether it is whole, and bringing it up to date with the rules."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from consistency.archive.evidence import evidence, pack
from consistency.archive.index import keys_of, pack_keys, shelve, unpack_keys, unshelve
from consistency.archive.readings import (
    AT_ONCE,
    Reader,
    document_of,
    extractions,
    number_of,
    reader_of,
    reading_key,
    whole,
)
from consistency.archive.store import Store
from consistency.errors import InputError
from consistency.packs.ruleset import Packs


class Stats(Struct, frozen=True):
    """articles: now; versions: older ones of theirs; stale: articles that other rules or another version read.

    keys: rows under which articles are found. readings: of texts, also of those that only a check has seen.
    """

    articles: int
    claims: int
    versions: int
    stale: int
    keys: int
    readings: int
    bytes: int


def stats(store: Store, packs: Packs) -> Stats:
    def one(question: str, *values: int) -> int:
        return int(store.connection.execute(question, values).fetchone()[0] or 0)

    now = "FROM articles WHERE replaced IS NULL"
    return Stats(
        articles=one(f"SELECT COUNT(*) {now}"),
        claims=one(f"SELECT SUM(claims) {now}"),
        versions=one("SELECT COUNT(*) FROM articles WHERE replaced IS NOT NULL"),
        stale=one(f"SELECT COUNT(*) {now} AND reader <> ?", store.known_reader(reader_of(packs))),
        keys=one("SELECT COUNT(*) FROM keys"),
        readings=one("SELECT COUNT(*) FROM readings"),
        bytes=one("PRAGMA page_count") * one("PRAGMA page_size"),
    )


def verify(store: Store, packs: Packs) -> list[str]:
    """What is wrong with the archive, in words; nothing where it is whole.

    The file is checked page by page, every article's reading is read back, and its keys are compared with the index.
    """
    ask = store.connection.execute
    problems = [str(told) for (told,) in ask("PRAGMA integrity_check(20)") if told != "ok"]
    if problems:
        return problems
    reader = store.known_reader(reader_of(packs))
    rows = 0
    for ident, number, day, claims, told, shelves, replaced, read_by, document, content in ask(
        "SELECT id, articles.number, day, claims, told, shelves, replaced, readings.reader, document, content "
        "FROM articles LEFT JOIN readings ON readings.number = articles.reading AND readings.reader = articles.reader "
        "LEFT JOIN texts ON texts.reading = articles.reading ORDER BY articles.number"
    ):
        try:
            if read_by is None or document is None:
                raise InputError("has no reading")
            if read_by == reader:
                _, extraction = whole(store, document, content)
                if len(extraction.claims) != claims or told != pack(evidence(extraction, packs)):
                    raise InputError("does not agree with its reading")
            else:
                document_of(store, document)
            keys = unpack_keys(shelves) if replaced is None else ()
            for key in keys:
                rows += 1
                if not ask(
                    "SELECT 1 FROM keys WHERE key = ? AND day = ? AND article = ?", (key, day, number)
                ).fetchone():
                    raise InputError("is missing under one of its keys")
        except InputError as problem:
            problems.append(f"{ident}: {problem.message}")
    (total,) = ask("SELECT COUNT(*) FROM keys").fetchone()
    if total != rows and not problems:
        problems.append(f"{total - rows} keys lead to no article")
    return problems


def refresh(store: Store, packs: Packs, read: Reader) -> int:
    """Read anew what other rules or another version read, and forget readings that nobody can use any more.

    AT_ONCE articles are a transaction. Returns: how many articles were read anew.
    """
    ask = store.connection.execute
    name = reader_of(packs)
    numbers = [
        number
        for (number,) in ask(
            "SELECT number FROM articles WHERE reader <> ? ORDER BY number", (store.known_reader(name),)
        )
    ]
    for start in range(0, len(numbers), AT_ONCE):
        _refresh(store, numbers[start : start + AT_ONCE], packs, read)
    with store.writing():
        old = "SELECT number FROM readings WHERE reader <> ? AND number NOT IN (SELECT reading FROM articles)"
        reader = store.reader(name)
        ask(f"DELETE FROM texts WHERE reading IN ({old})", (reader,))
        ask(f"DELETE FROM readings WHERE number IN ({old})", (reader,))
    return len(numbers)


def _refresh(store: Store, numbers: Sequence[int], packs: Packs, read: Reader) -> None:
    ask = store.connection.execute
    documents = []
    for number in numbers:
        (content,) = ask(
            "SELECT document FROM articles JOIN texts ON texts.reading = articles.reading WHERE number = ?",
            (number,),
        ).fetchone()
        documents.append(document_of(store, content))
    made = extractions(store, documents, packs, read)
    with store.writing():
        for number, document, extraction in zip(numbers, documents, made, strict=True):
            told = evidence(extraction, packs)
            keys = sorted(keys_of(extraction, told, packs))
            reading = number_of(store, reading_key(document, reader_of(packs)))
            unshelve(store, number)
            ask(
                "UPDATE articles SET reading = ?, reader = (SELECT reader FROM readings WHERE number = ?), day = ?, "
                "claims = ?, told = ?, shelves = ? WHERE number = ?",
                (
                    reading,
                    reading,
                    told.day or 0,
                    len(extraction.claims),
                    pack(told),
                    pack_keys(keys),
                    number,
                ),
            )
            (replaced,) = ask("SELECT replaced FROM articles WHERE number = ?", (number,)).fetchone()
            if replaced is None:
                shelve(store, number, told.day or 0, keys)
