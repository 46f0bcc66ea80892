"""One split of a text into tokens, and the known terms among them.

A token is a run of letters (with its marks), a run of digits (with separators between digits), or one symbol
such as % or $. All else is gap. `words[i]` begins at `starts[i]`; `gaps[i]` stands before it, the last gap
after the last word, so that the text is gaps and words in turn.
"""

from __future__ import annotations

import re
from itertools import accumulate, compress, islice, repeat

from consistency.model.document import Span
from consistency.model.tokens import Tokens
from consistency.model.words import COVERED
from consistency.packs.lexicon import Lexicon

_DIGIT = "0-9٠-٩۰-۹"
# Bidirectional controls, tatweel and zero-width marks may stand inside a word or a number.
_MARK = "\u061c\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
# Letters of the scripts news is written in, with Arabic, Hebrew and Indic signs; listed, because \w leaves out
# Arabic vowel signs and takes in digits.
_LETTER = (
    "A-Za-zªµºÀ-ÖØ-öø-ˁ\u0300-\u037d\u037f-\u0481\u0483-\u0559\u0561-\u0588\u0591-\u05bd\u05bf-\u05f2"
    "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06ef\u06fa-\u06ff\u0710-\u0963\u0971-\u0dff"
    "\u0e01-\u0e4e\u0e81-\u0eff\u10a0-\u1fff\u2c60-\u2dff\u3041-\ud7ff\uf900-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
)
_SYMBOL = "%٪‰$€£¥₹₪₺₽₩₦₴₵₫₱₸₮₾₼¢°²³½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"


def _none_of(listed: str) -> str:
    """A set that negates its complement in the plane of common characters, as `re` makes a set of few characters
    quicker than one of many: it walks through each when it compiles one."""
    bounds = [(ord(a), ord(b or a)) for a, b in re.findall("(.)(?:-(.))?", listed, re.DOTALL)]
    left, start = "", 0
    for first, last in sorted(bounds):
        if start < first:
            left += f"\\u{start:04x}-\\u{first - 1:04x}"
        start = max(start, last + 1)
    return f"[^{left}\\u{start:04x}-\\U0010ffff]"


_LETTERS, _BEGINS = _none_of(_LETTER), _none_of(_LETTER + _DIGIT + _SYMBOL)

# One set of characters that any token can begin with, so that what stands between is left behind at once; then the
# rest of a word, for most tokens are words. What is taken is never given back (`+`): nothing after it asks for it.
_SPLIT = re.compile(
    f"({_BEGINS}"
    f"(?:(?<![{_DIGIT}{_SYMBOL}]){_LETTERS}*+(?:[{_MARK}'’]{{1,2}}{_LETTERS}++)*+"
    f"|(?<=[{_DIGIT}])(?:[{_MARK}.,٫٬،'’]{{0,3}}[{_DIGIT}])*|))"
)


def tokenize(text: str, lexicon: Lexicon, part: Span | None = None) -> Tokens:
    """Split a text, or a part of it, look every word up, and find the terms of several words.

    Time: linear in the part; each distinct word is read once.
    """
    start, end = part or (0, len(text))
    parts = _SPLIT.split(text[start:end])
    words, gaps = parts[1::2], parts[0::2]
    starts = list(islice(accumulate(map(len, parts), initial=start), 1, 2 * len(words), 2))
    meanings = list(map(lexicon.__getitem__, words))
    plain = list(map(lexicon.canonicals.__getitem__, words))
    tokens = Tokens(text, words, gaps, starts, plain, meanings, meanings.copy(), {}, lexicon)
    _lengthen(tokens, lexicon)
    return tokens


def _lengthen(tokens: Tokens, lexicon: Lexicon) -> None:
    """Put the terms of several words in the place of those of one: of those that begin at a word the longest."""
    words, gaps, plain, terms = tokens.words, tokens.gaps, tokens.plain, tokens.terms
    size, after = len(words), 0
    for index in compress(range(size), map(lexicon.beginners.__getitem__, words)):
        meaning = terms[index]
        if meaning is None or index < after:
            continue
        if not meaning.forms:
            terms[index] = None
        following = index + 1
        if following == size or (second := plain[following]) not in meaning.seconds:
            continue
        if not joined(gap := gaps[following]) and gap != "/":
            continue
        for rest, term in lexicon.longer(words[index], second):
            if gap == "/" and "unit" not in term.kinds:
                continue  # "km/h" is one term, "and/or" two
            if not rest or _follows(tokens, index + 2, rest):
                last = following + len(rest)
                terms[index : last + 1] = (term, *repeat(COVERED, last - index))
                tokens.lasts[index] = last
                after = last + 1
                break


def _follows(tokens: Tokens, index: int, rest: tuple[str, ...]) -> bool:
    last = index + len(rest)
    return tuple(tokens.plain[index:last]) == rest and all(map(joined, tokens.gaps[index:last]))


def joined(gap: str) -> bool:
    """Whether two words stand side by side: a space, a hyphen, or the full stop of an abbreviation."""
    return gap == " " or (len(gap) <= 2 and (gap == ". " or gap.strip(" \u00a0\u200b-‑'’.") == ""))
