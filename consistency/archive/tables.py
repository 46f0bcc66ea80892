"""The archive's claims as Parquet, for lakes and data frames, in the order of publication."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from consistency.archive.readings import reader_of, whole
from consistency.archive.store import Store
from consistency.errors import ConfigError
from consistency.model.claim import Claim
from consistency.model.document import Document
from consistency.packs.ruleset import Packs

# Rows of one row group; so many are held at a time.
GROUP = 50_000
TEXTS = ("document", "source", "url", "language", "published", "claim", "type", "text", "low", "high", "modifier",
         "unit", "kind", "value", "concept", "role", "event", "modality", "change", "holder", "quote")  # fmt: skip
LISTS = ("subjects", "places")
NUMBERS = ("start", "end")
DAYS = ("from", "until")


def export(store: Store, packs: Packs, path: Path) -> int:
    """Write every claim of the articles as they stand now, sorted by publication, article and place in it.

    Figures are exact decimals, as text. The file is written beside its place and renamed into it.
    Returns: how many claims. Raises: ConfigError where pyarrow is missing or the file cannot be written.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise ConfigError(
            "Parquet needs pyarrow, which is not installed",
            place="archive export",
            advice="pip install 'claim-consistency[tables]'",
        ) from None
    shape = pyarrow.schema(
        [
            *((name, pyarrow.string()) for name in TEXTS),
            *((name, pyarrow.list_(pyarrow.string())) for name in LISTS),
            *((name, pyarrow.int64()) for name in NUMBERS),
            *((name, pyarrow.date32()) for name in DAYS),
        ]
    )
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    total = 0
    try:
        with parquet.ParquetWriter(beside, shape) as file:
            for rows in _groups(store, packs):
                file.write_table(pyarrow.Table.from_pylist(rows, schema=shape))
                total += len(rows)
        beside.replace(path)
    except OSError as error:
        raise ConfigError(
            f"cannot be written: {error.strerror}", place=str(path), advice="check the folder and its rights"
        ) from None
    finally:
        with suppress(OSError):
            beside.unlink()
    return total


def _groups(store: Store, packs: Packs) -> Iterator[list[dict[str, Any]]]:
    rows: list[dict[str, Any]] = []
    for document, content in store.connection.execute(
        "SELECT document, content FROM articles JOIN readings ON readings.number = articles.reading "
        "JOIN texts ON texts.reading = articles.reading "
        "WHERE replaced IS NULL AND articles.reader = ? ORDER BY day, id",
        (store.known_reader(reader_of(packs)),),
    ):
        extraction = whole(store, document, content)[1]
        rows += (
            _row(extraction.document, claim) for claim in sorted(extraction.claims, key=lambda c: c.span)
        )
        if len(rows) >= GROUP:
            yield rows
            rows = []
    if rows:
        yield rows


def _row(document: Document, claim: Claim) -> dict[str, Any]:
    quantity, timex, time = claim.quantity, claim.timex, claim.time
    days = timex.interval if timex else time.interval if time else None
    texts = (
        document.id, document.source, document.url, document.language, document.published, claim.id,
        "quantity" if quantity else "date", claim.text,
        quantity and quantity.low, quantity and quantity.high, quantity and quantity.modifier,
        quantity and quantity.unit, quantity and quantity.kind, timex and timex.value, claim.counted.concept,
        claim.counted.role, claim.event, claim.modality, claim.change,
        claim.attribution and claim.attribution.holder, claim.quote,
    )  # fmt: skip
    return {
        **{
            name: None if cell is None else _plain(str(cell)) for name, cell in zip(TEXTS, texts, strict=True)
        },
        "subjects": list(claim.subjects),
        "places": list(claim.places),
        "start": claim.span.start,
        "end": claim.span.end,
        "from": days.start if days else None,
        "until": days.end if days else None,
    }


def _plain(text: str) -> str:
    """Lone surrogates, which no UTF-8 holds, as question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")
