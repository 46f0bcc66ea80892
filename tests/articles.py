"""Articles for tests, read the way the command reads them."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.engines.corridor import packs_of
from consistency.model.claim import Claim
from consistency.model.document import Document
from consistency.pipeline import Result, check, extract
from consistency.text.cues import commonest_words
from consistency.text.documents import document_of

PACKS = packs_of(())
_COMMONEST = commonest_words(PACKS)


def article(
    text: str, ident: str = "a", language: str | None = None, published: str | None = None
) -> Document:
    """A document without a named source. published: ISO 8601; language: guessed where None."""
    keys = {"id": ident, "text": text, "language": language or None, "published": published or None}
    return document_of(keys, "test:1", _COMMONEST)


def claims(text: str, language: str, published: str | None = None) -> tuple[Claim, ...]:
    """The claims of one text."""
    return extract(article(text, language=language, published=published), PACKS).claims


def checked(articles: Sequence[Document]) -> Result:
    """The articles, read and compared."""
    return check([extract(document, PACKS) for document in articles], PACKS)
