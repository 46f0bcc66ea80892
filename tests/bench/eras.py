"""A long archive out of a short one: its articles again, fortnights earlier, under other ids and with other names.

What was read of an article is copied as it is; its id, its day, the keys of its days and the numbers of its names
are its own. So the blocks of countries, towns and standing figures grow as they do in years of news, and those of
days and events do not.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from datetime import timedelta
from hashlib import blake2b

from msgspec.structs import replace

from consistency.align.keys import FORTNIGHT
from consistency.align.stories import shelves_of
from consistency.archive.evidence import evidence
from consistency.archive.index import number, pack_keys, unpack_keys
from consistency.archive.nouns import pack
from consistency.archive.readings import document_of
from consistency.archive.store import Store
from consistency.packs.ruleset import Packs
from consistency.pipeline import Extraction

# The days of one of `align.keys`' seasons.
SEASON = 60
# Texts of copies from before so many fortnights are not given ids of their own: no check comes by them, since their
# days are too far away and their names are others.
NEAR = 20
# An odd number whose products differ in all bits: what makes the names of one fortnight others in the next.
_OTHER = 0x9E3779B1
_WORD = 0xFFFFFFFF


def multiply(store: Store, read: Iterable[Extraction], packs: Packs, times: int) -> None:
    """Let the archive hold its first articles so many times. read: these, as they were put in."""
    eras = _Eras(store, read, packs)
    file = store.connection
    # Nobody else reads this file, and whoever is killed begins anew.
    file.execute("PRAGMA journal_mode = OFF")
    file.execute("PRAGMA cache_size = -400000")
    for name, function, given in (
        ("key_in", eras.key, 2),
        ("shelves_in", eras.shelves, 2),
        ("told_in", eras.told, 2),
        ("document_in", eras.document, 2),
        ("other", lambda key, era: blake2b(key, digest_size=20, salt=era.to_bytes(16, "big")).digest(), 2),
    ):
        file.create_function(name, given, function, deterministic=True)
    file.execute(
        "CREATE TEMP TABLE first AS SELECT * FROM keys WHERE article <= ? ORDER BY key, day, article",
        (len(eras.read),),
    )
    first = len(eras.read)
    (held,) = file.execute("SELECT COUNT(*) FROM articles").fetchone()
    for era in range(held // first, times):
        told = {"era": era, "days": -FORTNIGHT * era, "moved": first * era, "first": first, "near": NEAR}
        file.execute("BEGIN")
        for statement in _COPIES:
            file.execute(statement, told)
        file.execute("COMMIT")
    file.execute("PRAGMA journal_mode = WAL")


_COPIES = (
    """INSERT INTO readings SELECT number + :moved, other(key, :era), reader, content
    FROM readings WHERE number <= :first""",
    """INSERT INTO texts SELECT reading + :moved,
    CASE WHEN :era < :near THEN document_in(document, :era) ELSE document END FROM texts WHERE reading <= :first""",
    """INSERT INTO articles SELECT number + :moved, id || '-' || :era, url, reading + :moved, reader, day + :days,
    claims, told_in(told, :era), shelves_in(shelves, :era), replaced FROM articles WHERE number <= :first""",
    "INSERT INTO keys SELECT key_in(key, :era), day + :days, article + :moved FROM temp.first",
)


class _Eras:
    """What of an article differs in an era. Eras are counted backwards from the first, in fortnights."""

    def __init__(self, store: Store, read: Iterable[Extraction], packs: Packs) -> None:
        self._store = store
        self.read = tuple(read)
        self._shelves = {
            number(shelf): shelf
            for extraction in self.read
            if extraction.claims
            for shelf in shelves_of(evidence(extraction, packs))
            if "@" in shelf
        }

    def key(self, key: int, era: int) -> int:
        shelf = self._shelves.get(key)
        if shelf is None:
            return key
        country, _, when = shelf.partition("@")
        if not when:
            return key
        moved = int(when) + (-FORTNIGHT * era // SEASON if country else -era)
        return number(f"{country}@{moved}")

    def shelves(self, shelves: bytes, era: int) -> bytes:
        return pack_keys(sorted(self.key(key, era) for key in unpack_keys(shelves)))

    def told(self, told: bytes, era: int) -> bytes:
        """The evidence with other names, on another day: see `archive.evidence` for its layout."""
        head = array("I", told[:24])
        setting, words = sum(head[1:4]), sum(head[1:])
        head[0] -= FORTNIGHT * era
        numbers = array("I", told[24 : 24 + 4 * words])
        mask = era * _OTHER & _WORD
        others = array("I", [one ^ mask for one in numbers[setting:]])
        return b"".join(
            (head.tobytes(), numbers[:setting].tobytes(), others.tobytes(), told[24 + 4 * words :])
        )

    def document(self, content: bytes, era: int) -> bytes:
        document = document_of(self._store, content)
        published = document.published
        assert published is not None and published.instant is not None
        before = timedelta(days=FORTNIGHT * era)
        moved = replace(published, day=published.day - before, instant=published.instant - before)
        return self._store.texts.press(pack(replace(document, id=f"{document.id}-{era}", published=moved)))
