"""What every claim has of the article it stands in, whatever it is about: place, words round it, provenance."""

from __future__ import annotations

from consistency.claims.keywords import About, keywords
from consistency.claims.scene import Scene
from consistency.claims.sounds import sounds
from consistency.model.claim import Claim, Counted, Provenance
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


def framed(scene: Scene, span: Span, shown: Span, origin: Provenance, theme: About, pack: str) -> Claim:
    """A claim that says where it stands and nothing yet of what it is about.

    shown: what the quotation must hold. pack: who read it.
    """
    sentence = scene.sentence(span.start)
    quoted = scene.quote(sentence.span, shown)
    bounds = scene.sentence_tokens(span.start)
    return Claim(
        id=f"{scene.document.id}:{span.start}-{span.end}",
        span=span,
        text=scene.tokens.text[span.start : span.end],
        sentence=sentence.span,
        zone=sentence.zone,
        section=sentence.section,
        position=scene.position(span.start),
        provenance=origin,
        counted=Counted("", ""),
        subjects=(),
        places=(),
        time=None,
        attribution=None,
        modality="asserted",
        change="level",
        quote=scene.tokens.text[quoted.start : quoted.end],
        quote_start=quoted.start,
        keywords=keywords(scene, bounds),
        sounds=sounds(scene, bounds),
        setting=theme.setting,
        names=theme.names,
        name_sounds=theme.name_sounds,
        figures=theme.figures,
        home=theme.home,
        pack=pack,
    )
