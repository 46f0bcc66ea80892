"""Articles to readings: the corridor's first half, an article at a time.

A reading has its article's claims without its text, and what the native steps look at: the article's day, the shelves
on which its like may stand, its claims' keys, its sketch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from typing import Any

from msgspec.structs import replace

from consistency.align.blocks import card
from consistency.align.stories import Article, article, shelves_of
from consistency.cluster.carried import Carried, packed, rules_of, unpacked
from consistency.cluster.evidence import packed_evidence
from consistency.judge.single import is_odd, undated
from consistency.judge.sums import sums
from consistency.model.document import Document
from consistency.model.finding import Finding
from consistency.packs.ruleset import Packs
from consistency.pipeline import Extraction, extract

Row = tuple[Any, ...]

# reading: the extraction without the text; told: the article's evidence, empty where it has no claims.
# counts: claims under each of the keys. alone: the keys under which a figure stands by itself.
# odd: the claims that are dates at odds with themselves.
READINGS = (
    "id string, day int, claims int, reading binary, told binary, shelves array<string>, "
    "keys array<string>, counts array<int>, alone array<string>, odd array<string>, sketch array<bigint>"
)
ARTICLES = "id string, content binary"
# What a finding is kept by, where two have one fingerprint: the first in this order.
FINDINGS = (
    "kind int, place string, starts int, ends int, tie string, nth int, fingerprint string, content binary"
)
JUDGEMENTS, SUMS, SLIPS, SCOPES, UNDATED = range(5)


def packed_articles(documents: Iterable[Document]) -> Iterator[Row]:
    """Documents that were read here, for `read`."""
    return ((document.id, packed(document)) for document in documents)


def read(rules: Carried[bytes], rows: Iterable[Row]) -> Iterator[Row]:
    """Rows of ARTICLES to READINGS."""
    packs = rules_of(rules.value)
    for _, content in rows:
        yield reading(extract(unpacked(Document, content), packs), packs)


def reading(extraction: Extraction, packs: Packs) -> Row:
    """One row of READINGS."""
    document, claims = extraction.document, extraction.claims
    bare = replace(extraction, document=replace(document, text="", extra=()))
    cards = [card(claim, packs) for claim in claims]
    counts = Counter(key for one in cards for key in one.keys)
    alone = {key for one in cards if one.alone for key in one.keys if "|@" not in key}
    told: Article | None = article(claims, packs) if claims else None
    ordered = sorted(counts)
    return (
        document.id,
        document.published.day.toordinal() if document.published else 0,
        len(claims),
        packed(bare),
        packed_evidence(told) if told else b"",
        sorted(shelves_of(told)) if told else [],
        ordered,
        [counts[key] for key in ordered],
        sorted(alone),
        [claim.id for claim in claims if is_odd(claim)],
        list(extraction.sketch),
    )


def lone_findings(
    rules: Carried[bytes], focus: Carried[Set[str] | None], rows: Iterable[Row]
) -> Iterator[Row]:
    """What an article alone shows: sums that are none, an unknown day. Rows of (id, reading) to FINDINGS."""
    packs = rules_of(rules.value)
    for ident, content in rows:
        extraction = unpacked(Extraction, content)
        document = extraction.document
        yield from finding_rows(SUMS, (ident, 0, 0, ""), sums(extraction.claims, packs), focus.value)
        if document.published is None:
            found = undated([(ident, document.byline)], packs)
            yield from finding_rows(UNDATED, (ident, 0, 0, ""), found, focus.value)


def finding_rows(
    kind: int, at: tuple[str, int, int, str], found: Iterable[Finding], focus: Set[str] | None
) -> Iterator[Row]:
    """Rows of FINDINGS, without those that touch no article of the focus."""
    for nth, item in enumerate(found):
        if focus is None or not focus.isdisjoint(item.parties):
            yield (kind, *at, nth, item.fingerprint, packed(item))
