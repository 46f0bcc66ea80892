"""A scene's index gives what looking at every word gives."""

from __future__ import annotations

import pytest

from consistency.claims.scene import Scene
from consistency.claims.sentences import Sentences
from consistency.find.tokens import tokenize
from consistency.model.document import Document, Span
from consistency.packs.cache import load_packs
from consistency.text.layout import layout
from tests.bench.news import articles

KINDS = (
    ("change",),
    ("say", "according"),
    ("place", "demonym", "subject"),
    ("concept", "role", "subject"),
    ("no such kind",),
)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("kinds", KINDS, ids=" ".join)
def test_hits_of(language: str, kinds: tuple[str, ...]) -> None:
    packs = load_packs()
    for text in articles(language, 3000):
        document = Document(id="a", text=text, language=language, sha256="")
        whole = Span(0, len(text))
        tokens = tokenize(text, packs.lexicon(language), whole)
        scene = Scene(document, tokens, Sentences(layout(document, packs), whole), packs)
        size = len(tokens.words)
        for first, last in ((0, size - 1), (5, 25), (size // 2, size // 2 + 12), (7, 6)):
            every = [hit for hit in scene.hits_between(first, last) if hit.sense(*kinds)]
            assert list(scene.hits_of(first, last, *kinds)) == every
        assert list(scene.hits_before(size // 2, 20)) == scene.hits_between(0, size // 2 - 1)[: -20 - 1 : -1]
