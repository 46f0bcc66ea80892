"""Words of a text that a pack knows, and what they can mean."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Sense(Struct, frozen=True):
    """One meaning of a word: what kind of thing (`number`, `month`, `concept` ...) and which one.

    data: further facts of the pack's entry, sorted by key.
    """

    kind: str
    id: str
    data: tuple[tuple[str, str], ...] = ()

    def get(self, key: str, default: str = "") -> str:
        for name, value in self.data:
            if name == key:
                return value
        return default


class Form(Struct, frozen=True):
    """One way to take a surface form apart: proclitics, stem with its senses, ending.

    skip: code points of the surface that the conjunction and preposition take.
    conjunction, preposition: the folded clitic, or "".
    definite: the article was there.
    ending: the operator that matched the ending (`dual`, `plural`, `accusative` ...), or "".
    """

    senses: tuple[Sense, ...]
    skip: int = 0
    conjunction: str = ""
    preposition: str = ""
    definite: bool = False
    ending: str = ""


class Follow(Struct, frozen=True, eq=False):
    """What may follow the first word of longer terms, by the canonical second word.

    lines: the terms as the compiled packs keep them. kinds: the kinds of what they mean.
    """

    lines: Mapping[str, list[str]]
    kinds: Mapping[str, frozenset[str]]

    def seconds(self, kinds: frozenset[str]) -> list[str]:
        """The second words of the terms of some kinds."""
        return [second for second, known in self.kinds.items() if not known.isdisjoint(kinds)]


class PhraseStart(Struct, frozen=True):
    """A word that can begin a longer term: how it was taken apart, and what may follow."""

    form: Form
    follow: Follow


# Two are never compared by what they hold: there is one for each word and each longer term of a pack.
class Meaning(Struct, frozen=True, eq=False):
    """What a surface form can mean alone, and the longer terms that it can begin; or what a longer term means.

    skip: code points before the term in its first form. seconds: the canonical words that any of the longer
    terms goes on with.
    """

    forms: tuple[Form, ...]
    starts: tuple[PhraseStart, ...]
    kinds: Mapping[str, Sense]
    skip: int
    seconds: frozenset[str]


Kinds = Mapping[str, Sense]

# A longer term: its canonical words after the second, and what it means.
Phrase = tuple[tuple[str, ...], Meaning]

# Of the later words of a longer term.
COVERED = Meaning((), (), {}, 0, frozenset())


def kinds_of(forms: tuple[Form, ...]) -> Kinds:
    """The first sense of each kind, in the order of the forms."""
    found: dict[str, Sense] = {}
    for form in forms:
        for sense in form.senses:
            if sense.kind not in found:
                found[sense.kind] = sense
    return found


class Hit(Struct, frozen=True):
    """A known term in a text: tokens `first` to `last` (inclusive), code points `start` to `end`.

    The span leaves out a glued conjunction or preposition and keeps the article.
    forms: every way to read it, most likely first; never empty. kinds: the first sense of each kind.
    """

    first: int
    last: int
    start: int
    end: int
    forms: tuple[Form, ...]
    kinds: Kinds

    def sense(self, *kinds: str) -> Sense | None:
        """The first sense of one of these kinds, in the order of the kinds."""
        known = self.kinds
        for kind in kinds:
            if kind in known:
                return known[kind]
        return None

    def form(self, *kinds: str) -> Form | None:
        """The first form that has a sense of one of these kinds."""
        for form in self.forms:
            for sense in form.senses:
                if sense.kind in kinds:
                    return form
        return None
