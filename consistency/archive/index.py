"""Under which keys articles stand in the archive, and putting them there and taking them out.

A key is a shelf of `align.stories` (a country, a fortnight) or a block of `align.keys` for a figure that stands by
itself. Rows name articles, not claims: those of an article are wanted together, and so a claim costs no row.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from msgspec import Struct

from consistency.align.keys import block_keys, stands_alone
from consistency.align.stories import Article, shelves_of
from consistency.archive.evidence import evidence, pack
from consistency.archive.readings import AT_ONCE, Reader, by_keys, number_of, reader_of, reading_key
from consistency.archive.store import Store
from consistency.model.document import Document
from consistency.packs.ruleset import Packs
from consistency.pipeline import Extraction


class Added(Struct, frozen=True):
    """How many articles were new, were there before as they are, or replaced an older version of theirs."""

    new: int
    known: int
    replaced: int


def add(
    store: Store, documents: Sequence[Document], packs: Packs, read: Reader, at_once: int = AT_ONCE
) -> Added:
    """Put articles into the archive, so many of them in a transaction: what ends it loses no more.

    An article whose id or address stands there with another content is a new version: the old one is kept as its
    history, and no longer held against others. Raises: InputError.
    """
    counts = Counter[str]()
    reader = reader_of(packs)
    for start in range(0, len(documents), at_once):
        some = documents[start : start + at_once]
        given = [(reading_key(document, reader), document) for document in some]
        new = [(key, document) for key, document in given if not _stands(store, document, key)]
        counts["known"] += len(some) - len(new)
        keys, fresh = [key for key, _ in new], [document for _, document in new]
        read_now = by_keys(store, keys, fresh, reader, read)
        with store.writing():
            for key, extraction in zip(keys, read_now, strict=True):
                counts[put(store, key, extraction, packs)] += 1
    return Added(counts["new"], counts["known"], counts["replaced"])


def _stands(store: Store, document: Document, key: bytes) -> bool:
    """Whether an article stands in the archive just as it is now given. key: of its reading."""
    number = number_of(store, key)
    return number is not None and _before(store, document) == [(plain(document.id), number)]


def _before(store: Store, document: Document) -> list[tuple[str, int]]:
    """The ids and readings of the articles that a version of this one stands as."""
    return [(ident, reading) for _, ident, reading, _ in versions(store, document)]


def versions(store: Store, document: Document) -> list[tuple[int, str, int, int]]:
    """Number, id, reading and reader of the articles of this id or address, as they stand now."""
    columns = "SELECT number, id, reading, reader FROM articles WHERE replaced IS NULL AND"
    return store.connection.execute(
        f"{columns} id = ? UNION {columns} url = ? ORDER BY number", names(document)
    ).fetchall()


def put(store: Store, key: bytes, extraction: Extraction, packs: Packs) -> str:
    """Put an article into the archive whose reading is kept under a key, within a transaction.

    Returns: `new`, `replaced` or `known`.
    """
    ask = store.connection.execute
    ident, url = names(extraction.document)
    reading, reader = ask("SELECT number, reader FROM readings WHERE key = ?", (key,)).fetchone()
    before = versions(store, extraction.document)
    if [(known, of) for _, known, of, _ in before] == [(ident, reading)]:
        return "known"  # given twice, or another writer was faster
    for old, *_ in before:
        unshelve(store, old)
        ask("UPDATE articles SET replaced = 0 WHERE number = ?", (old,))  # so that its id is free
    told = evidence(extraction, packs)
    keys = sorted(keys_of(extraction, told, packs))
    made = ask(
        "INSERT INTO articles (id, url, reading, reader, day, claims, told, shelves) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (ident, url, reading, reader, told.day or 0, len(extraction.claims), pack(told), pack_keys(keys)),
    ).lastrowid
    assert made is not None
    for old, *_ in before:
        ask("UPDATE articles SET replaced = ? WHERE number = ?", (made, old))
    shelve(store, made, told.day or 0, keys)
    return "replaced" if before else "new"


def remove(store: Store, idents: Iterable[str]) -> list[str]:
    """Take articles out, with their history. Returns: the ids that are not there."""
    missing = []
    for ident in idents:
        with store.writing():
            ask = store.connection.execute
            rows = ask("SELECT number, reading FROM articles WHERE id = ?", (plain(ident),)).fetchall()
            for old, reading in rows:
                unshelve(store, old)
                ask("DELETE FROM articles WHERE number = ?", (old,))
                if not ask("SELECT 1 FROM articles WHERE reading = ?", (reading,)).fetchone():
                    ask("DELETE FROM readings WHERE number = ?", (reading,))
                    ask("DELETE FROM texts WHERE reading = ?", (reading,))
        missing += [] if rows else [ident]
    return missing


def shelve(store: Store, number: int, day: int, keys: Iterable[int]) -> None:
    """Put an article under keys."""
    store.connection.executemany("INSERT INTO keys VALUES (?, ?, ?)", [(key, day, number) for key in keys])


def unshelve(store: Store, old: int) -> None:
    """Take an article's rows from the keys."""
    day, shelves = store.connection.execute(
        "SELECT day, shelves FROM articles WHERE number = ?", (old,)
    ).fetchone()
    store.connection.executemany(
        "DELETE FROM keys WHERE key = ? AND day = ? AND article = ?",
        [(key, day, old) for key in unpack_keys(shelves)],
    )


def names(document: Document) -> tuple[str, str | None]:
    """The id and the address by which versions of an article are known."""
    return plain(document.id), plain(document.url) if document.url else None


def plain(text: str) -> str:
    """A name as SQLite takes it: lone surrogates, which no UTF-8 holds, are spelled out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def pack_keys(keys: Sequence[int]) -> bytes:
    return struct.pack(f">{len(keys)}q", *keys)


def unpack_keys(shelves: bytes) -> tuple[int, ...]:
    return struct.unpack(f">{len(shelves) // 8}q", shelves[: len(shelves) // 8 * 8])


def keys_of(extraction: Extraction, told: Article, packs: Packs) -> set[int]:
    """The keys of an article, as 64-bit numbers."""
    if not extraction.claims:
        return set()
    return {number(key) for key in (*shelves_of(told), *standing_keys(extraction, packs))}


def standing_keys(extraction: Extraction, packs: Packs) -> set[str]:
    """The blocks of its figures that may be held against those of any article."""
    alone = (claim for claim in extraction.claims if stands_alone(claim, packs))
    return {f"stands|{key}" for claim in alone for key in block_keys(claim, packs) if "|@" not in key}


def number(key: str) -> int:
    """A key as SQLite holds it: signed, the same on every machine."""
    return int.from_bytes(
        blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )
