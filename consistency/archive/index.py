"""Under which keys articles stand in the archive, and which of them a new article is held against.

A key is a shelf of `align.stories` (a country, a fortnight) or a block of `align.keys` for a figure that stands by
itself. Rows name articles, not claims: those of an article are wanted together, and so a claim costs no row.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from consistency.align.keys import block_keys, stands_alone
from consistency.align.partners import MOST_ARTICLES
from consistency.align.stories import Article, article, may_meet, shelves_of
from consistency.archive.nouns import pack, unpack
from consistency.archive.readings import AT_ONCE, Reader, extractions, reader_of, reading_key, whole
from consistency.archive.store import Store
from consistency.model.document import Document, Skipped
from consistency.packs.ruleset import Packs
from consistency.pipeline import Extraction

# Articles with a figure of the same kind that a new one's figures are held against: the nearest in time.
MOST_STANDING = 200
# Articles asked for in one question; SQLite takes 999 in any build.
_ASKED = 500


@dataclass(frozen=True, slots=True)
class Added:
    """How many articles were new, were there before as they are, or replaced an older version of theirs."""

    new: int
    known: int
    replaced: int


def add(store: Store, documents: Sequence[Document], packs: Packs, read: Reader) -> Added:
    """Put articles into the archive; each is a transaction of its own, after the reading of some at a time.

    An article whose id or address stands there with another content is a new version: the old one is kept as its
    history, and no longer held against others. Raises: InputError.
    """
    counts = Counter[str]()
    reader = reader_of(packs)
    for start in range(0, len(documents), AT_ONCE):
        some = documents[start : start + AT_ONCE]
        for document, extraction in zip(some, extractions(store, some, packs, read), strict=True):
            with store.writing():
                counts[_put(store, reading_key(document, reader), extraction, packs)] += 1
    return Added(counts["new"], counts["known"], counts["replaced"])


def _put(store: Store, key: str, extraction: Extraction, packs: Packs) -> str:
    ask = store.connection.execute
    document = extraction.document
    ident, url = plain(document.id), plain(document.url) if document.url else None
    (reading,) = ask("SELECT number FROM readings WHERE key = ?", (key,)).fetchone()
    before = ask(
        "SELECT number, id, reading FROM articles WHERE replaced IS NULL AND (id = ? OR url = ?)",
        (ident, url),
    ).fetchall()
    if [(known, of) for _, known, of in before] == [(ident, reading)]:
        return "known"
    for old, _, _ in before:
        unshelve(store, old)
        ask("UPDATE articles SET replaced = 0 WHERE number = ?", (old,))  # so that its id is free
    told = evidence(extraction, packs)
    keys = sorted(keys_of(extraction, told, packs))
    made = ask(
        "INSERT INTO articles (id, url, reading, day, claims, told, shelves) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (ident, url, reading, told.day or 0, len(extraction.claims), pack(told), pack_keys(keys)),
    ).lastrowid
    for old, _, _ in before:
        ask("UPDATE articles SET replaced = ? WHERE number = ?", (made, old))
    store.connection.executemany(
        "INSERT INTO keys VALUES (?, ?, ?)", [(key, told.day or 0, made) for key in keys]
    )
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
        missing += [] if rows else [ident]
    return missing


def unshelve(store: Store, old: int) -> None:
    """Take an article's rows from the keys."""
    day, shelves = store.connection.execute(
        "SELECT day, shelves FROM articles WHERE number = ?", (old,)
    ).fetchone()
    store.connection.executemany(
        "DELETE FROM keys WHERE key = ? AND day = ? AND article = ?",
        [(key, day, old) for key in unpack_keys(shelves)],
    )


def plain(text: str) -> str:
    """A name as SQLite takes it: lone surrogates, which no UTF-8 holds, are spelled out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def pack_keys(keys: Sequence[int]) -> bytes:
    return struct.pack(f">{len(keys)}q", *keys)


def unpack_keys(shelves: bytes) -> tuple[int, ...]:
    return struct.unpack(f">{len(shelves) // 8}q", shelves[: len(shelves) // 8 * 8])


def evidence(extraction: Extraction, packs: Packs) -> Article:
    """What the article shows of its event; of one without claims nothing, which nothing is held against."""
    if extraction.claims:
        return article(extraction.claims, packs)
    empty = frozenset[str]()
    document = extraction.document
    day = document.published.day.toordinal() if document.published else None
    return Article(document.id, day, document.language, empty, empty, empty, empty, empty, empty, frozenset())


def keys_of(extraction: Extraction, told: Article, packs: Packs) -> set[int]:
    """The keys of an article, as 64-bit numbers."""
    if not extraction.claims:
        return set()
    return {number(key) for key in (*shelves_of(told), *_standing(extraction, packs))}


def _standing(extraction: Extraction, packs: Packs) -> set[str]:
    alone = (claim for claim in extraction.claims if stands_alone(claim, packs))
    return {f"stands|{key}" for claim in alone for key in block_keys(claim, packs) if "|@" not in key}


def number(key: str) -> int:
    """A key as SQLite holds it: signed, the same on every machine."""
    return int.from_bytes(
        blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )


def beside(
    store: Store, new: Sequence[Extraction], packs: Packs
) -> tuple[list[Extraction], tuple[Skipped, ...]]:
    """The archived articles that the new ones are to be held against, by id, and what was too much to look at.

    An older version of a new article (the same id or address) is not among them.
    """
    reader = reader_of(packs)
    wanted: set[int] = set()
    skipped: set[Skipped] = set()
    for extraction in new:
        if not extraction.claims:
            continue
        told = evidence(extraction, packs)
        near: set[int] = set()
        for shelf in sorted(shelves_of(told)):
            near |= _nearest(store, shelf, told.day or 0, MOST_ARTICLES, skipped)
        wanted |= {n for n, other in _told(store, near, reader) if may_meet(told, other, packs)}
        for key in sorted(_standing(extraction, packs)):
            wanted |= _nearest(store, key, told.day or 0, MOST_STANDING, skipped)
    others = store.connection.execute(
        "SELECT COUNT(*) FROM articles JOIN readings ON readings.number = reading "
        "WHERE replaced IS NULL AND reader <> ?",
        (reader,),
    ).fetchone()[0]
    if others:
        skipped.add(
            Skipped(
                str(store.path),
                None,
                f"{others} archived articles were read by other rules or another version and are not compared; "
                "run: consistency archive refresh",
            )
        )
    idents = {extraction.document.id for extraction in new}
    urls = {extraction.document.url for extraction in new} - {None}
    found = [
        extraction
        for extraction in _extractions(store, wanted, reader)
        if extraction.document.id not in idents and extraction.document.url not in urls
    ]
    return sorted(found, key=lambda e: e.document.id), tuple(sorted(skipped, key=lambda s: s.reason))


def _nearest(store: Store, key: str, day: int, most: int, skipped: set[Skipped]) -> set[int]:
    """The articles under a key, those published nearest to a day where there are more than `most`."""
    ask = store.connection.execute
    wanted = number(key)
    later = ask(
        "SELECT day, article FROM keys WHERE key = ? AND day >= ? ORDER BY day, article LIMIT ?",
        (wanted, day, most + 1),
    ).fetchall()
    sooner = ask(
        "SELECT day, article FROM keys WHERE key = ? AND day < ? ORDER BY day DESC, article LIMIT ?",
        (wanted, day, most + 1),
    ).fetchall()
    rows = sorted((abs(at - day), article) for at, article in (*later, *sooner))
    if len(rows) > most:
        (total,) = ask("SELECT COUNT(*) FROM keys WHERE key = ?", (wanted,)).fetchone()
        skipped.add(
            Skipped(
                "",
                None,
                f"{total} archived articles share the key {key}: only the {most} nearest in time are compared",
            )
        )
    return {article for _, article in rows[:most]}


def _told(store: Store, numbers: set[int], reader: str) -> Iterator[tuple[int, Article]]:
    for found, told in _rows(store, "articles.number, told", numbers, reader):
        yield found, unpack(Article, told, str(store.path))


def _extractions(store: Store, numbers: set[int], reader: str) -> Iterator[Extraction]:
    for document, content in _rows(store, "document, content", numbers, reader):
        yield whole(store, document, content)[1]


def _rows(store: Store, columns: str, numbers: set[int], reader: str) -> Iterator[tuple[Any, Any]]:
    """Columns of the articles of these numbers, of those that this reader read."""
    ordered = sorted(numbers)
    for start in range(0, len(ordered), _ASKED):
        some = ordered[start : start + _ASKED]
        yield from store.connection.execute(
            f"SELECT {columns} FROM articles JOIN readings ON readings.number = reading "
            f"WHERE reader = ? AND articles.number IN ({','.join('?' * len(some))})",
            (reader, *some),
        )
