"""The words of a language by which an article is taken apart, ready to be looked up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from msgspec import Struct, field

from consistency.packs.ruleset import Packs

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]

_WORD = re.compile(r"[^\W_]+(?:['’\u0610-\u061a\u064b-\u065f\u0670\u0640]+[^\W_]+)*")


class Cues(Struct, frozen=True):
    """Folded words of `layout.yaml`. Phrases stand under their first word, longest first.

    fold: the language's folding, for words of the text. date_word: whether a word is a month or a weekday.
    """

    fold: Callable[[str], str] = str.lower
    titles: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    frequent: frozenset[str] = frozenset()
    credits: Phrases = field(default_factory=dict)
    caption_openers: Phrases = field(default_factory=dict)
    comments_begin: Phrases = field(default_factory=dict)
    replies: Phrases = field(default_factory=dict)
    furniture: Phrases = field(default_factory=dict)
    date_word: Callable[[str], bool] = bool

    def words(self, text: str) -> list[str]:
        """The words of a short piece of text, folded."""
        return [self.fold(word) for word in _WORD.findall(text)]


# Spellings kept folded: the short lines of a few thousand articles.
MOST_REMEMBERED = 50_000

_LOADED: dict[tuple[str, str], Cues] = {}


def load_cues(packs: Packs, language: str) -> Cues:
    """The cues of a language; of no language, empty ones. Made once for each state of the packs."""
    key = (packs.digest, language)
    if key not in _LOADED:
        _LOADED[key] = _make_cues(packs, language)
    return _LOADED[key]


def _make_cues(packs: Packs, language: str) -> Cues:
    written = packs.layout(language)
    if not written:
        return Cues()
    lexicon = packs.lexicon(language)
    fold = lru_cache(maxsize=MOST_REMEMBERED)(lexicon.fold)

    def words(name: str) -> frozenset[str]:
        return frozenset(lexicon.fold(word) for word in written.get(name, ()))

    def phrases(name: str) -> Phrases:
        return _phrases(written.get(name, ()), lexicon.fold)

    def date_word(word: str) -> bool:
        meaning = lexicon[word]
        kinds = {s.kind for form in meaning.forms for s in form.senses} if meaning else set()
        return bool(kinds & {"month", "weekday"})

    return Cues(
        fold,
        words("titles"),
        words("abbreviations"),
        words("frequent"),
        phrases("credits"),
        phrases("caption-openers"),
        phrases("comments-begin"),
        phrases("replies"),
        phrases("furniture"),
        date_word,
    )


def commonest_words(packs: Packs) -> dict[str, tuple[str, frozenset[str]]]:
    """By language: its script and its commonest words as they are written, for guessing a text's language."""
    return {
        language: (
            str(packs.settings(language).get("script", "")),
            frozenset(str(word).lower() for word in packs.layout(language).get("frequent", ())),
        )
        for language in packs.languages
    }


def phrase_at(words: list[str], start: int, phrases: Phrases) -> int:
    """How many words from `start` make up the longest phrase there, 0 for none."""
    if start >= len(words):
        return 0
    for phrase in phrases.get(words[start], ()):
        if tuple(words[start : start + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _phrases(written: Iterable[str], fold: Callable[[str], str]) -> Phrases:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in written:
        parts = tuple(fold(word) for word in _WORD.findall(phrase))
        if parts:
            found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(set(rest), key=lambda p: (-len(p), p))) for first, rest in found.items()}
