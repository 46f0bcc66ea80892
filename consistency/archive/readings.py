"""What was read of a text is kept by everything it depends on: the text, what is known of the article, the rules and
the code that reads. Never by time: the same is never read twice, and nothing stale is ever used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path

from consistency.archive.nouns import pack, unpack
from consistency.archive.store import Store
from consistency.model.document import Document
from consistency.packs.ruleset import Packs
from consistency.pipeline import Extraction

Reader = Callable[[Sequence[Document]], list[Extraction]]

# What is read between two transactions: so much is lost at most by whoever is killed, and held at a time.
AT_ONCE = 1024
# The rooms that a reading goes through.
_ROOMS = ("model", "packs", "text", "find", "claims", "align/origins.py", "pipeline.py", "archive/nouns.py")


@cache
def code_digest() -> str:
    """A hash of the code that reads articles."""
    root = Path(__file__).parents[1]
    total = blake2b(digest_size=16)
    for room in _ROOMS:
        for path in sorted((root / room).glob("**/*.py")) if not room.endswith(".py") else [root / room]:
            total.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def reader_of(packs: Packs) -> str:
    """Who reads: the rules and the code. What another reader read is not used."""
    return blake2b(f"{packs.digest} {code_digest()}".encode(), digest_size=16).hexdigest()


def reading_key(document: Document, reader: str) -> str:
    """Everything that a reading depends on, as one name."""
    total = blake2b(reader.encode(), digest_size=20)
    for field in fields(document):
        told = repr(getattr(document, field.name)).encode("utf-8", "surrogatepass")
        total.update(b"%d:" % len(told) + told)
    return total.hexdigest()


def extractions(store: Store, documents: Sequence[Document], packs: Packs, read: Reader) -> list[Extraction]:
    """What is read of each document, in their order: from the archive where it is there, else by `read`, and kept.

    read: as `engines.corridor.read_all` does it, with any number of processes.
    Raises: InputError where the archive cannot be read or written.
    """
    reader = reader_of(packs)
    found: list[Extraction] = []
    for start in range(0, len(documents), AT_ONCE):
        some = documents[start : start + AT_ONCE]
        keys = [reading_key(document, reader) for document in some]
        known = {}
        for key, document in zip(keys, some, strict=True):
            reading = kept(store, key)
            if reading is not None and reading[0] == document:
                known[key] = reading[1]
        missing = [(key, document) for key, document in zip(keys, some, strict=True) if key not in known]
        if missing:
            made = read([document for _, document in missing])
            with store.writing():
                for (key, document), extraction in zip(missing, made, strict=True):
                    keep(store, key, reader, document, extraction)
                    known[key] = extraction
        found += (known[key] for key in keys)
    return found


def kept(store: Store, key: str) -> tuple[Document, Extraction] | None:
    """A document and what was read of it, if it was."""
    row = store.connection.execute("SELECT document, content FROM readings WHERE key = ?", (key,)).fetchone()
    return whole(store, row[0], row[1]) if row else None


def whole(store: Store, document: bytes, content: bytes) -> tuple[Document, Extraction]:
    """A document as it was given, and its reading, from the two columns that hold them."""
    given = unpack(Document, document, str(store.path))
    read = unpack(Extraction, content, str(store.path))
    return given, replace(read, document=replace(given, published=read.document.published))


def keep(store: Store, key: str, reader: str, document: Document, extraction: Extraction) -> None:
    """Keep a reading, within a transaction. The document's text is written once."""
    bare = replace(extraction, document=replace(extraction.document, text="", extra=()))
    store.connection.execute(
        "INSERT INTO readings (key, reader, document, content) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (key) DO UPDATE SET document = excluded.document, content = excluded.content",
        (key, reader, pack(document), pack(bare)),
    )
