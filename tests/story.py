"""The project's own stories, and what each is expected to show.

Those under `tests/stories/` the program is developed on. Those under `tests/held_out/` were written before it could
read them, and tell how it does on matters it does not know: nothing is mended because of what is missed there. When
one is looked into after all, it moves to `tests/opened/`, and others are written in its place.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct

from consistency.api import check
from consistency.articles import read
from consistency.model.document import Document, Span
from consistency.model.report import Report
from consistency.packs.strict_yaml import read_yaml

STORIES = Path(__file__).parent / "stories"
HELD_OUT = Path(__file__).parent / "held_out"
OPENED = Path(__file__).parent / "opened"


class Story(Struct, frozen=True):
    """A folder of articles with `sources.csv` and, but for the demo, `expected.yaml`."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    def articles(self) -> tuple[Document, ...]:
        return tuple(read(["."], base=self.folder, metadata="sources.csv").documents)

    def check(self) -> Report:
        return check(self.articles())


class Mention(Struct, frozen=True):
    """A place in an article of a story."""

    document: str
    span: Span

    def holds(self, document: str, span: Span) -> bool:
        return document == self.document and self.span.overlaps(span)


def stories(folder: Path = STORIES) -> list[Story]:
    """The stories that say what they are expected to show, by name."""
    return [Story(path.parent) for path in sorted(folder.glob("*/expected.yaml"))]


def expected(story: Story) -> Any:
    """The tables `conflicts`, `updates`, `agreements` and `quiet`."""
    return read_yaml(story.folder / "expected.yaml")


def find(story: Story, told: str) -> Mention:
    """The place that `file | words` names; the words stand once in the file."""
    name, _, words = told.partition(" | ")
    text = next(document.text for document in story.articles() if document.id == name)
    assert text.count(words) == 1, f"{story.name}/{name}: {words!r} stands there {text.count(words)} times"
    start = text.index(words)
    return Mention(name, Span(start, start + len(words)))
