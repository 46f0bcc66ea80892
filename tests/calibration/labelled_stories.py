"""The labelled stories under `CONSISTENCY_SHARED`: pairs of figures that are one thing or two, and their own score."""

from __future__ import annotations

import csv
import importlib.util
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import Any

from msgspec import Struct

from consistency.engines.corridor import packs_of
from consistency.model.claim import Claim
from consistency.model.document import Span
from consistency.model.rows import finding_row, group_row
from consistency.packs.ruleset import Packs
from consistency.pipeline import Extraction, check, extract
from consistency.text.cues import commonest_words
from consistency.text.documents import document_of
from tests.calibration.labelled import shared

# Kinds of gold entry whose sides are no two figures of one thing.
_NOT_ONE_THING = frozenset({"scope", "parts", "month gloss", "weekday", "event date", "period start"})
# Kinds of pair to be quiet that are one thing all the same.
_NOT_TWO_THINGS = frozenset({"denied", "planned"})


class LabelledStory(Struct, frozen=True):
    """The articles of a story by their id, and its `gold.json`."""

    folder: Path
    articles: dict[str, Extraction]
    gold: list[Any]

    def pairs(self) -> Iterator[tuple[bool, Claim, Claim]]:
        """Two figures, and whether they are one thing."""
        for row in self.gold:
            mentions: Iterable[tuple[Any, ...]] = ()
            one = row["owed"] != "quiet"
            if row["owed"] == "agreement" or (row["owed"] == "quiet" and row["kind"] not in _NOT_TWO_THINGS):
                mentions = combinations(row["mentions"], 2)
            elif row["owed"] in ("conflict", "update") and row["kind"] not in _NOT_ONE_THING:
                mentions = product(*row["sides"][:2]) if len(row["sides"]) > 1 else ()
            for x, y in mentions:
                yield from ((one, a, b) for a, b in product(self._at(x), self._at(y)) if a.id != b.id)

    def owes(self, places: Sequence[tuple[str, Span]]) -> bool:
        """Whether a conflict that shows these places is one that the story holds."""
        shown = [{"document": document, "span": list(span)} for document, span in places]
        script = _script()
        return any(
            script.touches(shown, row["sides"][0])
            if row["kind"] in script.ONE_SIDE or len(row["sides"]) == 1
            else script.covers(shown, row)
            for row in self.gold
            if row["owed"] == "conflict"
        )

    def _at(self, mention: Any) -> list[Claim]:
        claims = self.articles[mention["doc"]].claims
        inside = (c for c in claims if c.span.start < mention["end"] and mention["start"] < c.span.end)
        return [claim for claim in inside if claim.quantity is not None]


@cache
def labelled_stories() -> tuple[LabelledStory, ...]:
    """By name. Raises: FileNotFoundError without the data."""
    folders = sorted(path.parent for path in _root().glob("*/gold.json"))
    return tuple(
        LabelledStory(folder, _articles(folder), json.loads((folder / "gold.json").read_text("utf-8")))
        for folder in folders
    )


def counts(story: LabelledStory, packs: Packs) -> Counter[Any]:
    """What the stories' own script counts when the story is checked with these packs."""
    script = _script()
    found = check(list(story.articles.values()), packs)
    report = {
        "findings": [finding_row(finding) for finding in found.findings],
        "groups": [group_row(group, found.verdicts, found.origins) for group in found.groups],
    }
    texts = {name: extraction.document.text for name, extraction in story.articles.items()}
    script.check = lambda *_: (json.loads(json.dumps(report, default=float)), texts)
    counted: Counter[Any] = script.score(story.folder, "", False)
    return counted


def _root() -> Path:
    return (shared() or Path()) / "bench" / "stories"


@cache
def _script() -> Any:
    spec = importlib.util.spec_from_file_location("stories_script", _root().parent / "stories.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


def _articles(folder: Path) -> dict[str, Extraction]:
    packs = packs_of(())
    commonest = commonest_words(packs)
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    articles = {}
    for row in rows:
        keys = {
            "id": row["file"],
            "text": (folder / row["file"]).read_bytes().decode("utf-8"),
            "source": row["outlet"] or row["file"],
            **{key: row[key] or None for key in ("language", "agency", "published")},
        }
        articles[row["file"]] = extract(document_of(keys, f"{folder.name}:1", commonest), packs)
    return articles
