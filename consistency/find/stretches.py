"""Where figures can stand: known terms are looked for only there when figures are read.

About half of a news text lies far from any word that a figure can begin with.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import compress

from consistency.find.numberwords import DUALS, KINDS
from consistency.model.tokens import Tokens
from consistency.model.words import COVERED, Meaning
from consistency.packs.lexicon import LONGEST_DIGITS, Lexicon
from consistency.packs.memo import MOST_REMEMBERED
from consistency.packs.ruleset import Packs

# No rule for figures looks at a word farther before the one that a figure begins with, or behind it.
BEFORE, BEHIND = 12, 8
_OPENING = KINDS | {"ordinal"}
ANY = frozenset(("any",))
_NONE: frozenset[str] = frozenset()


class Openers(dict[str, frozenset[str]]):
    """surface form -> the canonical words with which it begins a figure: ANY, those of longer terms, or none."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon

    def __missing__(self, surface: str) -> frozenset[str]:
        meaning = self.lexicon[surface]
        opens = _opens(meaning) if meaning is not None else _NONE
        if len(self) < MOST_REMEMBERED and (not surface[0].isdigit() or len(surface) <= LONGEST_DIGITS):
            self[surface] = opens
        return opens


def stretches(tokens: Tokens, taken: Callable[[int, int], bool], packs: Packs, language: str) -> list[range]:
    """The tokens near the words that a figure can begin with, in order; no known term lies over a beginning of one.

    taken: whether something else has claimed a span of code points. Time: linear in the tokens.
    """
    words, plain, starts, terms = tokens.words, tokens.plain, tokens.starts, tokens.terms
    openers, size, free = _openers_of(packs, language), len(words), 0
    found: list[range] = []
    for index in compress(range(size), map(openers.__getitem__, words)):
        word = words[index]
        opens = openers[word]
        if opens is not ANY and (index + 1 == size or plain[index + 1] not in opens):
            continue
        if taken(starts[index], starts[index] + len(word)):
            continue
        first = max(index - BEFORE, free)
        while first > free and terms[first] is COVERED:
            first -= 1
        free = min(index + BEHIND + 1, size)
        found.append(range(first, free))
    return found


def _openers_of(packs: Packs, language: str) -> Openers:
    lexicon, known = packs.lexicon(language), packs.memo("what begins figures")
    if lexicon.language not in known:
        known[lexicon.language] = Openers(lexicon)
    found: Openers = known[lexicon.language]
    return found


def _opens(meaning: Meaning) -> frozenset[str]:
    if not _OPENING.isdisjoint(meaning.kinds) or any(form.ending.endswith(DUALS) for form in meaning.forms):
        return ANY
    return frozenset(second for start in meaning.starts for second in start.follow.seconds(_OPENING))
