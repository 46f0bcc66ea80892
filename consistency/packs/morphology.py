"""A language's clitics and endings as operators: what a word can be without them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from consistency.packs.memo import Memo


class Ending(Struct, frozen=True):
    """An operator on the end of a word: take `add` off, put `instead` on, and call the result `name`.

    kinds: the kinds of term that take it.
    """

    add: str
    instead: str
    name: str
    kinds: frozenset[str]


class Morphology(Struct, frozen=True):
    """A language's clitics and endings, all in folded spelling.

    contracted: a preposition and article written as one, as (written, preposition).
    loose: an ending that the later words of a phrase may carry or not (the Arabic accusative, the English
        plural and possessive).
    bare: kinds of name that never take an article unless it belongs to them ("Seoul" is not "the floods").
    light: kinds that only help to read others: such a word may be an inflected form of a fuller one too.
    future: a proclitic of verbs alone, reported as their preposition; verbs: the kinds that take it.
    """

    conjunctions: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    article: str = ""
    contracted: tuple[tuple[str, str], ...] = ()
    endings: tuple[Ending, ...] = ()
    loose: str = ""
    future: str = ""
    verbs: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()

    def clitics(self) -> frozenset[str]:
        """Every run of clitics that can stand before a number: "و", "بال", "ولل"."""
        articles = ("", self.article) if self.article else ("",)
        middles = {p + a for p in ("", *self.prepositions) for a in articles}
        middles |= {written for written, _ in self.contracted}
        return frozenset(c + m for c in ("", *self.conjunctions) for m in middles) - {""}

    def plain(self, folded: str) -> str:
        """A word without article and loose ending, as the later words of a phrase are compared."""
        article, loose = self.article, self.loose
        if article and folded.startswith(article) and len(folded) > len(article) + 1:
            folded = folded[len(article) :]
        if loose and folded.endswith(loose) and len(folded) > len(loose) + 2:
            folded = folded[: -len(loose)].rstrip("'")
        return folded


# A word without clitics: conjunction, preposition, stem, whether the article was there, the letters all these take.
Peeled = tuple[str, str, str, bool, int]


class _Prefix(NamedTuple):
    """A run of clitics as it is written. restored: what of it belongs to the stem."""

    written: str
    conjunction: str
    preposition: str
    restored: str
    definite: bool
    letters: int


class Clitics:
    """The runs of clitics that words can begin with, by their first letter: most words begin with none."""

    def __init__(self, shape: Morphology) -> None:
        self._by_first: dict[str, list[_Prefix]] = {}
        for prefix in _prefixes(shape):
            if prefix.written:
                self._by_first.setdefault(prefix.written[0], []).append(prefix)

    def peel(self, folded: str) -> list[Peeled]:
        """Every way to take clitics off a word, that with the fewest first; two letters at least are left."""
        found: list[Peeled] = [("", "", folded, False, 0)]
        size = len(folded) - 1
        for written, conjunction, preposition, restored, definite, letters in self._by_first.get(
            folded[:1], ()
        ):
            if folded.startswith(written) and size > len(written):
                stem = restored + folded[len(written) :]
                found.append((conjunction, preposition, stem, definite, letters))
        return found


def _prefixes(shape: Morphology) -> Iterator[_Prefix]:
    for conjunction in ("", *shape.conjunctions):
        used = len(conjunction)
        for preposition in ("", *shape.prepositions):
            letters = used + len(preposition)
            yield _Prefix(conjunction + preposition, conjunction, preposition, "", False, letters)
            if shape.article:
                written = conjunction + preposition + shape.article
                yield _Prefix(written, conjunction, preposition, "", True, letters)
        if shape.future:
            letters = used + len(shape.future)
            yield _Prefix(conjunction + shape.future, conjunction, shape.future, "", False, letters)
        for contracted, preposition in shape.contracted:
            letters = used + len(preposition)
            written = conjunction + contracted
            yield _Prefix(written, conjunction, preposition, shape.article, False, letters)
            yield _Prefix(written, conjunction, preposition, "", True, letters)


class Endings:
    """The endings by the last two letters of the words that can have them: most words have none."""

    def __init__(self, endings: Sequence[Ending]) -> None:
        self._all = endings
        self._by_tail = Memo(self._of_tail)

    def _of_tail(self, tail: str) -> list[Ending]:
        return [ending for ending in self._all if ending.add.endswith(tail) or tail.endswith(ending.add)]

    def undone(self, stem: str) -> list[tuple[Ending, str]]:
        """Each ending that a word can have, in the pack's order, with what is left, two letters at least."""
        size = len(stem) - 1
        return [
            (ending, stem[: len(stem) - len(ending.add)] + ending.instead)
            for ending in self._by_tail[stem[-2:]]
            if size > len(ending.add) and stem.endswith(ending.add)
        ]
