"""Where the sentences, sections and zones of a document lie."""

from __future__ import annotations

from dataclasses import dataclass

from consistency.model.document import Span

ZONES = ("headline", "caption", "body", "comment", "dateline")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the zone it stands in.

    paragraph, section: running numbers; a section is one story of a page that holds several.
    """

    span: Span
    zone: str
    paragraph: int
    section: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's sentences in order, and its quotations (the span inside the marks)."""

    sentences: tuple[Sentence, ...]
    quotes: tuple[Span, ...]
