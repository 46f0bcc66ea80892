"""Words that no pack knows, which are names for the most part: how they are compared, worked out once for each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from msgspec import Struct

from consistency.claims.sounds import skeleton
from consistency.claims.terms import NO_KEYWORD
from consistency.packs.lexicon import Lexicon
from consistency.packs.memo import Memo
from consistency.packs.ruleset import Packs

# Shorter words are particles more often than names.
_SHORTEST = 3
# Letters of a word that bring its inflected forms together, in either language; and of a name that are kept.
_STEM, _NAME = 5, 6
# Fewer consonants are no name's own.
_CONSONANTS = 3


class Name(Struct, frozen=True):
    """An unknown word. keyword: see `stem`, NO_KEYWORD for one that is too short.

    name: cut short; "" for what is none: where the script has capitals, a word that begins with none. common:
        whether it is a common word in spite of that. sound: its consonants, free of script; "" for a common word
        and for what is no name.
    """

    keyword: str
    name: str
    common: bool
    sound: str


def names(packs: Packs, language: str) -> Memo[str, Name]:
    """What each unknown word of a language is compared by."""
    lexicon, memos = packs.lexicon(language), packs.memo("names")
    if lexicon.language not in memos:
        settings = packs.settings(language)
        cased, table = bool(settings.get("capitals")), settings.get("sounds") or {}
        memos[lexicon.language] = Memo(partial(_name, lexicon, cased, table))
    found: Memo[str, Name] = memos[lexicon.language]
    return found


def _name(lexicon: Lexicon, cased: bool, table: Mapping[str, str], word: str) -> Name:
    plain = lexicon.canonical(word)
    keyword = stem(plain) if len(plain) >= _SHORTEST else NO_KEYWORD
    if cased and not word[0].isupper():
        return Name(keyword, "", False, "")
    common = lexicon.is_common(word)
    named = len(word) >= _SHORTEST and lexicon[word] is None
    return Name(keyword, plain[:_NAME] if named else "", common, "" if common else _sound(plain, table))


def _sound(plain: str, table: Mapping[str, str]) -> str:
    """A name's consonants; "" where it has too few."""
    told = skeleton(plain, table)
    return told if len(told) >= _CONSONANTS else ""


def stem(word: str) -> str:
    """A word cut to its first five letters: enough to bring inflected forms together, in either language."""
    return word[:_STEM]
