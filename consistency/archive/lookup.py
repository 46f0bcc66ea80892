"""Which archived articles a new one is held against: those that share a key with it and may tell of the same event,
and those with figures of the same kind that stand by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from consistency.align.keys import stands_alone
from consistency.align.partners import MOST_ARTICLES, NEXT_ARTICLES
from consistency.align.stories import Article, may_meet, shelves_of
from consistency.archive.evidence import evidence, in_numbers, unpack
from consistency.archive.history import of_kept, of_new
from consistency.archive.index import number, standing_keys
from consistency.archive.readings import kept, reader_of
from consistency.archive.store import Store
from consistency.model.document import Skipped
from consistency.packs.ruleset import Packs
from consistency.pipeline import Extraction

# Articles that may tell of the same event: those that share most with a new one.
MOST_MET = 24
# Articles with a figure of the same kind that a new one's figures are held against: so many before it and after it.
NEXT_STANDING = 20
# Articles under one key are counted for the report up to so many.
MOST_COUNTED = 20_000
# Articles asked for in one question; SQLite takes 999 in any build.
_ASKED = 500


def beside(
    store: Store, new: Sequence[Extraction], packs: Packs
) -> tuple[list[Extraction], tuple[Skipped, ...]]:
    """The archived articles that the new ones are to be held against, by id, and what was too much to look at.

    An older version of a new article (the same id or address) is not among them.
    """
    reader = store.known_reader(reader_of(packs))
    skipped = set(_unread(store, reader))
    met: set[int] = set()
    standing: set[int] = set()
    for extraction in new:
        skipped |= set(of_new(store, extraction, packs, reader))
        if extraction.claims:
            met |= _met(store, reader, extraction, packs, skipped)
            day = _day(extraction)
            for key in sorted(standing_keys(extraction, packs)):
                standing |= _nearest(store, key, day, 2 * NEXT_STANDING, NEXT_STANDING, skipped)
    own = {extraction.document.id for extraction in new}
    addresses = {extraction.document.url for extraction in new} - {None}
    found: list[Extraction] = []
    for article, extraction in _extractions(store, met | standing, reader):
        if extraction.document.id in own or extraction.document.url in addresses:
            continue
        if article in met:
            skipped |= set(of_kept(store, article, extraction, packs))
        found.append(extraction if article in met else _standing_alone(extraction, packs))
    return sorted(found, key=lambda e: e.document.id), tuple(sorted(skipped, key=lambda s: s.reason))


def _met(store: Store, reader: int, extraction: Extraction, packs: Packs, skipped: set[Skipped]) -> set[int]:
    """The articles that may tell of the event of a new one; of more than MOST_MET those that share most with it."""
    told = evidence(extraction, packs)
    near: set[int] = set()
    for shelf in sorted(shelves_of(told)):
        near |= _nearest(store, shelf, told.day or 0, MOST_ARTICLES, NEXT_ARTICLES, skipped)
    seen, place = in_numbers(told), str(store.path)
    others = (
        (n, unpack(kept, place, seen.language))
        for n, kept in _rows(store, "number, told", "articles", "number", near, reader)
    )
    found = {n: _closeness(seen, other) for n, other in others if may_meet(seen, other, packs)}
    if len(found) > MOST_MET:
        skipped.add(
            Skipped(
                extraction.document.id,
                None,
                f"{len(found)} archived articles may tell of the same event: "
                f"only the {MOST_MET} that share most with this one are compared",
            )
        )
    return set(sorted(found, key=lambda n: (found[n], n))[:MOST_MET])


def _closeness(a: Article, b: Article) -> tuple[int, int]:
    """Sorts articles: what they share, most first, then how far they are apart in time."""
    names = a.names & b.names if a.language == b.language else a.sounds & b.sounds
    return -len(names) - len(a.figures & b.figures) - len(a.known & b.known), abs((a.day or 0) - (b.day or 0))


def _day(extraction: Extraction) -> int:
    published = extraction.document.published
    return published.day.toordinal() if published else 0


def _standing_alone(extraction: Extraction, packs: Packs) -> Extraction:
    """An article on another matter: only figures that stand by themselves can be held against any."""
    return replace(extraction, claims=tuple(c for c in extraction.claims if stands_alone(c, packs)))


def _unread(store: Store, reader: int) -> Iterator[Skipped]:
    """Told when articles stand there that other rules or another version read: how many."""
    (others,) = store.connection.execute(
        "SELECT (SELECT COUNT(*) FROM articles WHERE replaced IS NULL AND reader < ?) "
        "+ (SELECT COUNT(*) FROM articles WHERE replaced IS NULL AND reader > ?)",
        (reader, reader),
    ).fetchone()
    if others:
        yield Skipped(
            str(store.path),
            None,
            f"{others} archived articles were read by other rules or another version and are not compared; "
            "run: consistency archive refresh",
        )


def _nearest(store: Store, shelf: str, day: int, most: int, beside: int, skipped: set[Skipped]) -> set[int]:
    """The articles under a key; where there are more than `most`, so many `beside` a day, before it and after it."""
    ask = store.connection.execute
    key = number(shelf)
    sooner = ask(
        "SELECT article FROM keys WHERE key = ? AND day <= ? ORDER BY day DESC, article DESC LIMIT ?",
        (key, day, most + 1),
    ).fetchall()
    later = ask(
        "SELECT article FROM keys WHERE key = ? AND day > ? ORDER BY day, article LIMIT ?",
        (key, day, most + 1),
    ).fetchall()
    if len(sooner) + len(later) > most:
        sooner, later = sooner[:beside], later[:beside]
        (total,) = ask(
            "SELECT COUNT(*) FROM (SELECT 1 FROM keys WHERE key = ? LIMIT ?)", (key, MOST_COUNTED + 1)
        ).fetchone()
        counted = f"{total}" if total <= MOST_COUNTED else f"more than {MOST_COUNTED}"
        skipped.add(
            Skipped(
                "",
                None,
                f"{counted} archived articles share the key {shelf}: "
                f"only the {beside} before and the {beside} after are compared",
            )
        )
    return {article for (article,) in (*sooner, *later)}


def _extractions(store: Store, numbers: set[int], reader: int) -> Iterator[tuple[int, Extraction]]:
    """The archived articles of these numbers, with their numbers."""
    for article, reading in list(_rows(store, "number, reading", "articles", "number", numbers, reader)):
        yield article, kept(store, reading)[1]


def _rows(
    store: Store, columns: str, table: str, by: str, numbers: set[int], reader: int
) -> Iterator[tuple[Any, ...]]:
    """Columns of the rows of these numbers, of those that this reader read."""
    ordered = sorted(numbers)
    for start in range(0, len(ordered), _ASKED):
        some = ordered[start : start + _ASKED]
        yield from store.connection.execute(
            f"SELECT {columns} FROM {table} WHERE reader = ? AND {by} IN ({','.join('?' * len(some))})",
            (reader, *some),
        )
