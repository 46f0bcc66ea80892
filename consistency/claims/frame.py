"""What every claim has of the article it stands in, whatever it is about: place, words round it, provenance."""

from __future__ import annotations

from typing import TypedDict

from consistency.claims.about import About
from consistency.claims.keywords import keywords, sounds
from consistency.claims.passage import Passage
from consistency.claims.scene import Scene
from consistency.model.claim import Provenance
from consistency.model.document import Document, Moment, Span


def provenance(document: Document, published: Moment | None) -> Provenance:
    """What comparing needs of the article. published: its own date, or the one its dateline gave."""
    return Provenance(
        document.id,
        document.source,
        document.agency,
        published,
        document.language,
        document.byline,
        document.url,
    )


class Frame(TypedDict):
    """The fields of a Claim that say where it stands, and nothing of what it is about."""

    id: str
    span: Span
    text: str
    sentence: Span
    zone: str
    section: int
    position: int
    provenance: Provenance
    quote: str
    quote_start: int
    keywords: frozenset[str]
    sounds: frozenset[str]
    setting: frozenset[str]
    topic: frozenset[str]
    names: frozenset[str]
    common: frozenset[str]
    name_sounds: frozenset[str]
    figures: frozenset[str]
    home: tuple[str, ...]
    pack: str


def frame(
    scene: Scene, passage: Passage, span: Span, shown: Span, origin: Provenance, theme: About, pack: str
) -> Frame:
    """Where a claim stands. passage: that it stands in. shown: what the quotation must hold. pack: who read it."""
    sentence, position = scene.placed(span.start)
    # A unit on the next line is read with its number, also where a headline ends between them.
    whole = Span(sentence.span.start, max(sentence.span.end, span.end))
    quoted = scene.quote(whole, shown)
    return Frame(
        id=f"{scene.document.id}:{span.start}-{span.end}",
        span=span,
        text=scene.tokens.text[span.start : span.end],
        sentence=whole,
        zone=sentence.zone,
        section=sentence.section,
        position=position,
        provenance=origin,
        quote=scene.words(quoted),
        quote_start=quoted.start,
        keywords=keywords(scene, passage),
        sounds=sounds(scene, passage),
        setting=theme.setting,
        topic=theme.topic,
        names=theme.names,
        common=theme.common,
        name_sounds=theme.name_sounds,
        figures=theme.figures,
        home=theme.home,
        pack=pack,
    )
