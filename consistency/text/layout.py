"""A document's layout: sentences with their zones and sections, and quotations."""

from __future__ import annotations

from consistency.model.document import Document, Span
from consistency.model.layout import Layout, Sentence
from consistency.packs.ruleset import Packs
from consistency.text.cues import load_cues
from consistency.text.segment import paragraphs, quotations, sentences
from consistency.text.zones import zone_paragraphs


def layout(document: Document, packs: Packs) -> Layout:
    """Take a document apart. Time: linear in its text."""
    text = document.text
    cues = load_cues(packs, document.language)
    found = paragraphs(text)
    stated = {span.start: zone for span, zone in document.zones}
    pieces: list[Sentence] = []
    for number, zoned in enumerate(zone_paragraphs(text, found, cues, stated)):
        span = zoned.paragraph.span
        if zoned.dateline is not None:
            pieces.append(Sentence(zoned.dateline, "dateline", number, zoned.section))
            span = Span(zoned.body, span.end)
        pieces += [Sentence(s, zoned.zone, number, zoned.section) for s in sentences(text, span, cues)]
    return Layout(tuple(pieces), tuple(quotations(text, found)))
