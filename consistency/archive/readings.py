"""What was read of a text is kept by everything it depends on: the text, what is known of the article, the rules and
the code that reads. Never by time: the same is never read twice, and nothing stale is ever used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from hashlib import blake2b
from itertools import accumulate, pairwise
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from consistency.align.holders import MOST_NUMBER
from consistency.align.origins import SKETCH
from consistency.archive.nouns import pack, unpack
from consistency.archive.store import Store
from consistency.errors import InputError
from consistency.model.claim import Claim
from consistency.model.document import Document, Moment, Skipped
from consistency.model.timex import TimexMention
from consistency.packs.locate import contents
from consistency.packs.ruleset import Packs
from consistency.pipeline import Extraction

Reader = Callable[[Sequence[Document]], list[Extraction]]

# What is read between two transactions: so much is lost at most by whoever is killed, and held at a time.
AT_ONCE = 1024
# The rooms that a reading goes through.
_ROOMS = ("model", "packs", "text", "find", "claims", "align/origins.py", "pipeline.py", "archive/nouns.py")


class Read(Struct, frozen=True):
    """An extraction without its document. published: as its dateline has it, if nobody else said.

    gaps: the sketch, which ascends, as differences: so it is shorter.
    """

    published: Moment | None
    claims: tuple[Claim, ...]
    times: tuple[TimexMention, ...]
    gaps: tuple[int, ...]
    skipped: tuple[Skipped, ...]


@cache
def code_digest() -> str:
    """A hash of the code that reads articles."""
    root = Path(__file__).parents[1]
    total = blake2b(digest_size=16)
    for room in _ROOMS:
        files = [("", (root / room).read_bytes())] if room.endswith(".py") else contents(root / room, ".py")
        for name, content in files:
            total.update(f"{room}/{name}\0".encode() + content + b"\0")
    return total.hexdigest()


def reader_of(packs: Packs) -> str:
    """Who reads: the rules and the code. What another reader read is not used."""
    return blake2b(f"{packs.digest} {code_digest()}".encode(), digest_size=16).hexdigest()


def reading_key(document: Document, reader: str) -> bytes:
    """Everything that a reading depends on, as one name."""
    total = blake2b(reader.encode(), digest_size=20)
    for field in document.__struct_fields__:
        value = getattr(document, field)
        told = (f"'{value}" if isinstance(value, str) else repr(value)).encode("utf-8", "surrogatepass")
        total.update(b"%d:" % len(told) + told)
    return total.digest()


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
        found += by_keys(store, keys, some, reader, read)
    return found


def by_keys(
    store: Store, keys: Sequence[bytes], documents: Sequence[Document], reader: str, read: Reader
) -> list[Extraction]:
    """The same of documents whose keys are known. What is read now is kept in one transaction."""
    known = {}
    for key, document in zip(keys, documents, strict=True):
        number = number_of(store, key)
        reading = None if number is None else kept(store, number)
        if reading is not None and reading[0] == document:
            known[key] = reading[1]
    missing = [(key, document) for key, document in zip(keys, documents, strict=True) if key not in known]
    if missing:
        made = read([document for _, document in missing])
        with store.writing():
            keep(store, [key for key, _ in missing], reader, [document for _, document in missing], made)
        known |= {key: extraction for (key, _), extraction in zip(missing, made, strict=True)}
    return [known[key] for key in keys]


def number_of(store: Store, key: bytes) -> int | None:
    """The number of the reading of that key, if there is one."""
    row = store.connection.execute("SELECT number FROM readings WHERE key = ?", (key,)).fetchone()
    return int(row[0]) if row else None


def kept(store: Store, number: int) -> tuple[Document, Extraction]:
    """The document of a reading as it was given, and what was read of it. Raises: InputError."""
    row = store.connection.execute(
        "SELECT document, content FROM readings JOIN texts ON number = reading WHERE number = ?", (number,)
    ).fetchone()
    if row is None:
        raise InputError("lacks a text", place=str(store.path), advice="run: archive verify")
    return whole(store, row[0], row[1])


def as_given(store: Store, number: int) -> Document:
    """The document of a reading as it was given, without what was read of it. Raises: InputError."""
    row = store.connection.execute("SELECT document FROM texts WHERE reading = ?", (number,)).fetchone()
    if row is None:
        raise InputError("lacks a text", place=str(store.path), advice="run: archive verify")
    return document_of(store, row[0])


def document_of(store: Store, content: bytes) -> Document:
    """A document as it was given, from the column that holds it."""
    place = str(store.path)
    return unpack(Document, store.texts.unfold(content, place), place)


def whole(store: Store, document: bytes, content: bytes) -> tuple[Document, Extraction]:
    """A document as it was given, and its reading, from the two columns that hold them."""
    place = str(store.path)
    given = document_of(store, document)
    read = unpack(Read, store.claims.unfold(content, place), place, given)
    for claim in read.claims:
        if claim.document != given.id or claim.id != f"{given.id}:{claim.span.start}-{claim.span.end}":
            raise InputError("holds another article's claim", place=place, advice="run: archive verify")
    known = given if read.published == given.published else replace(given, published=read.published)
    return given, Extraction(known, read.claims, read.times, _sketch(read.gaps, place), read.skipped)


def _sketch(gaps: Sequence[int], place: str) -> tuple[int, ...]:
    sketch = tuple(accumulate(gaps))
    ascends = all(before < after for before, after in pairwise((-1, *sketch, MOST_NUMBER + 1)))
    if not ascends or len(sketch) > SKETCH:
        raise InputError("holds what is no article's sketch", place=place, advice="run: archive verify")
    return sketch


def keep(
    store: Store,
    keys: Sequence[bytes],
    reader: str,
    documents: Sequence[Document],
    extractions: Sequence[Extraction],
) -> None:
    """Keep readings, within a transaction."""
    ask = store.connection.execute
    by = store.reader(reader)
    texts = [pack(document) for document in documents]
    reads = [
        pack(bare(extraction), document) for document, extraction in zip(documents, extractions, strict=True)
    ]
    store.texts.learn(texts)
    store.claims.learn(reads)
    for key, text, read in zip(keys, texts, reads, strict=True):
        (number,) = ask(
            "INSERT INTO readings (key, reader, content) VALUES (?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET content = excluded.content RETURNING number",
            (key, by, store.claims.press(read)),
        ).fetchone()
        ask("INSERT OR REPLACE INTO texts VALUES (?, ?)", (number, store.texts.press(text)))


def bare(extraction: Extraction) -> Read:
    """An extraction without its document."""
    gaps = (after - before for before, after in pairwise((0, *extraction.sketch)))
    return Read(
        extraction.document.published,
        extraction.claims,
        extraction.times,
        tuple(gaps),
        extraction.skipped,
    )
