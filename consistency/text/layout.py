"""A document's layout: sentences with their zones and sections, and quotations."""

from __future__ import annotations

from consistency.model.document import Document, Span
from consistency.model.layout import Layout, SentenceList
from consistency.packs.ruleset import Packs
from consistency.text.cues import load_cues
from consistency.text.segment import paragraphs, sentences
from consistency.text.zones import zone_paragraphs


def layout(document: Document, packs: Packs) -> Layout:
    """Take a document apart. Time: linear in its text."""
    text = document.text
    cues = load_cues(packs, document.language)
    found = paragraphs(text)
    stated = {span.start: zone for span, zone in document.zones}
    pieces = SentenceList()
    quotes: list[Span] = []
    for number, zoned in enumerate(zone_paragraphs(text, found, cues, stated)):
        zone, section = zoned.zone, zoned.section
        if zoned.dateline is not None:
            pieces.add((zoned.dateline,), "dateline", number, section)
        bounds, quoted = sentences(text, zoned.paragraph.span, zoned.body, cues)
        pieces.add(bounds, zone, number, section)
        quotes += quoted
    return Layout(pieces, tuple(quotes))
