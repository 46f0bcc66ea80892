"""Where the sentences, sections and zones of a document lie."""

from __future__ import annotations

from msgspec import Struct

from consistency.model.document import Span

ZONES = ("headline", "caption", "body", "comment", "dateline")


class Sentence(Struct, frozen=True):
    """A sentence and the zone it stands in.

    paragraph, section: running numbers; a section is one story of a page that holds several.
    """

    span: Span
    zone: str
    paragraph: int
    section: int


class Layout(Struct, frozen=True):
    """A document's sentences in order, and its quotations (the span inside the marks)."""

    sentences: tuple[Sentence, ...]
    quotes: tuple[Span, ...]
