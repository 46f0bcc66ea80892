"""Words that no pack knows, which are names for the most part: how they are compared, worked out once for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from msgspec import Struct

from consistency.claims.sounds import skeleton
from consistency.claims.terms import NO_KEYWORD
from consistency.model.tokens import Tokens
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


def places_named(tokens: Tokens, packs: Packs) -> Iterator[Name]:
    """The names behind a noun for a kind of place, also where they are common words: "مدينة الكرامة".

    Only in a language that writes an article and no capitals.
    """
    settings = packs.settings(tokens.lexicon.language)
    article, openers = (settings.get("clitics") or {}).get("article"), settings.get("name_openers", ())
    if not article or settings.get("capitals"):
        return
    table = settings.get("sounds") or {}
    words, plain, gaps = tokens.words, tokens.plain, tokens.gaps
    for index, meaning in enumerate(tokens.terms[:-1]):
        if meaning is None or "placekind" not in meaning.kinds:
            continue
        name = index + 1
        if plain[name] in openers and name + 1 < len(words) and gaps[name + 1] == " ":
            name += 1
        elif not tokens.lexicon.fold(words[name]).startswith(article):
            continue
        if gaps[name] == " " and tokens.meanings[name] is None and len(plain[name]) >= _SHORTEST:
            yield Name("", plain[name][:_NAME], False, _sound(plain[name], table))


def _sound(plain: str, table: Mapping[str, str]) -> str:
    """A name's consonants; "" where it has too few."""
    told = skeleton(plain, table)
    return told if len(told) >= _CONSONANTS else ""


def stem(word: str) -> str:
    """A word cut to its first five letters: enough to bring inflected forms together, in either language."""
    return word[:_STEM]
