"""The labelled pairs of articles under `CONSISTENCY_SHARED`, read once, and what the program says of each."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from consistency.engines.corridor import packs_of
from consistency.model.claim import Claim
from consistency.model.document import Document, Span
from consistency.packs.ruleset import Packs
from consistency.pairs import read_pairs
from consistency.pipeline import Extraction, compare_two, extract

LANGUAGES = ("ar", "en")
# What two readers called one thing told twice, and what they called two matters.
ONE_THING = frozenset({"same", "update", "conflict"})
TWO_THINGS = frozenset({"unrelated"})
# The gravest verdict counts; what is none of these says that the figures are of two things.
_SAID = (("conflict", {"conflict"}), ("update", {"update"}), ("compatible", {"agree", "compatible"}))


class Labelled(Struct, frozen=True):
    """Two articles and the figure of each that two readers compared.

    fine: `conflict update compatible same unrelated other`. values: the two figures. cluster: pairs that share
    an article have one number, so that no story is in two halves of a division.
    """

    ident: str
    fine: str
    values: tuple[float, float]
    articles: tuple[Extraction, Extraction]
    focus: tuple[Span | None, Span | None]
    cluster: int

    def marked(self, a: Claim, b: Claim) -> bool:
        """Whether these are the two figures that were compared."""
        return all(
            claim.quantity is not None
            and any(math.isclose(end, value, rel_tol=1e-4) for end in _ends(claim))
            and (focus is None or focus.overlaps(claim.span))
            for claim, value, focus in zip((a, b), self.values, self.focus, strict=True)
        )


class Said(Struct, frozen=True):
    """The verdict on a labelled pair (`conflict update compatible unrelated`) and the confidence it came with."""

    verdict: str
    confidence: str


class Score(Struct, frozen=True):
    """right, called, owed: conflicts. aligned, equal: pairs of one figure that were taken for one thing."""

    right: int
    called: int
    owed: int
    aligned: int
    equal: int

    @property
    def precision(self) -> float:
        return self.right / self.called if self.called else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.owed if self.owed else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.called + self.owed) if self.called + self.owed else 0.0

    @property
    def alignment(self) -> float:
        return self.aligned / self.equal if self.equal else 0.0


def shared() -> Path | None:
    """The folder of labelled data, where the environment names one."""
    told = os.environ.get("CONSISTENCY_SHARED")
    return Path(told) if told else None


def score(rows: Sequence[Labelled], said: Iterable[str]) -> Score:
    """What a list of verdicts is worth."""
    both = list(zip(rows, said, strict=True))
    return Score(
        right=sum(row.fine == verdict == "conflict" for row, verdict in both),
        called=sum(verdict == "conflict" for _, verdict in both),
        owed=sum(row.fine == "conflict" for row in rows),
        aligned=sum(row.fine == "same" and verdict != "unrelated" for row, verdict in both),
        equal=sum(row.fine == "same" for row in rows),
    )


def judged(row: Labelled, packs: Packs) -> Said:
    """What the program says of a labelled pair with these packs, as `bench.py pairs` reads it."""
    found = compare_two(row.ident, *row.articles, packs, row.focus)
    pairs = [pair for pair in found.pairs if row.marked(pair.a, pair.b)]
    for verdict, told in _SAID:
        sure = [pair.confidence for pair in pairs if pair.verdict in told]
        if sure:
            return Said(verdict, max(sure))
    return Said("unrelated", "")


@cache
def development(language: str) -> tuple[Labelled, ...]:
    """The development half of the labelled pairs of a language. Raises: FileNotFoundError without the data."""
    path = (shared() or Path()) / "bench" / "pairs" / f"dev_{language}.jsonl"
    labels = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    pairs, _ = read_pairs(path)
    packs = packs_of(())
    read: dict[tuple[str, str], Extraction] = {}

    def extraction(document: Document) -> Extraction:
        key = (document.id, document.text)
        if key not in read:
            read[key] = extract(document, packs)
        return read[key]

    clusters = _clusters([(label["a"]["text"], label["b"]["text"]) for label in labels])
    return tuple(
        Labelled(
            ident=pair.id,
            fine=label["fine"],
            values=(float(label["va"]), float(label["vb"])),
            articles=(extraction(pair.a), extraction(pair.b)),
            focus=pair.focus,
            cluster=cluster,
        )
        for pair, label, cluster in zip(pairs, labels, clusters, strict=True)
    )


def _clusters(pairs: Sequence[tuple[Any, Any]]) -> list[int]:
    """A number for each pair; pairs that share a member, or share one with a third, have the same."""
    first: dict[Any, Any] = {}

    def root(member: Any) -> Any:
        while first.setdefault(member, member) != member:
            member = first[member]
        return member

    for a, b in pairs:
        first[root(a)] = root(b)
    numbers: dict[Any, int] = {}
    return [numbers.setdefault(root(a), len(numbers)) for a, _ in pairs]


def _ends(claim: Claim) -> list[float]:
    assert claim.quantity is not None
    return [float(end) for end in (claim.quantity.low, claim.quantity.high) if end is not None]
