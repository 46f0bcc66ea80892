"""One split of a text into tokens, and the known terms among them.

A token is a run of letters (with its marks), a run of digits (with separators between digits), or one symbol
such as % or $. All else is gap. `words[i]` begins at `starts[i]`; `gaps[i]` stands before it, the last gap
after the last word, so that the text is gaps and words in turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate, chain, islice

from consistency.model.document import Span
from consistency.model.tokens import Tokens
from consistency.model.words import Hit
from consistency.packs.lexicon import Lexicon

__all__ = ["Tokens", "find_hits", "tokenize"]

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
_SYMBOL = "%٪‰$€£¥₹₪₺₽₩₦₴¢°²³½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"

# Words first, for most tokens are; a run of letters is never given back (`++`), for nothing after it asks for one.
_SPLIT = re.compile(
    f"([{_LETTER}]++(?:[{_MARK}'’]{{1,2}}[{_LETTER}]++)*+"
    f"|[{_DIGIT}](?:[{_MARK}.,٫٬،'’]{{0,3}}[{_DIGIT}])*"
    f"|[{_SYMBOL}])"
)


def tokenize(text: str, lexicon: Lexicon, part: Span | None = None) -> Tokens:
    """Split a text, or a part of it, and look every word up.

    Time: linear in the part; each distinct word is read once.
    """
    start, end = part or (0, len(text))
    parts = _SPLIT.split(text[start:end])
    words = parts[1::2]
    starts = list(islice(accumulate(map(len, parts), initial=start), 1, 2 * len(words), 2))
    meanings = list(map(lexicon.__getitem__, words))
    return Tokens(text, words, parts[0::2], starts, meanings, lexicon)


def find_hits(tokens: Tokens, stretches: Iterable[range] | None = None) -> tuple[Hit, ...]:
    """The known terms in order, longest first where they begin at one word; digits are hits of kind `digits`.

    stretches: of these tokens only; no term may lie over an end of one.
    """
    # The loop that every word goes through: local names.
    hits: list[Hit] = []
    add = hits.append
    words, gaps, starts, canonicals = tokens.words, tokens.gaps, tokens.starts, tokens.lexicon.canonicals
    meanings, size, after = tokens.meanings, len(words), 0
    for index in chain.from_iterable(stretches) if stretches is not None else range(size):
        meaning = meanings[index]
        if meaning is None or index < after:
            continue
        seconds, following = meaning.seconds, index + 1
        if seconds and following < size and (second := canonicals[words[following]]) in seconds:
            gap = gaps[following]
            hit = _phrase(tokens, index, second) if gap == " " or joined(gap) else None
            if hit is not None:
                add(hit)
                after = hit.last + 1
                continue
        if meaning.forms:
            start = starts[index]
            end = start + len(words[index])
            add(Hit(index, index, start + meaning.skip, end, meaning.forms, meaning.kinds))
    return tuple(hits)


def _phrase(tokens: Tokens, index: int, second: str) -> Hit | None:
    """The longest term that begins at this word and goes on with `second`, or None."""
    for rest, skip, forms, kinds in tokens.lexicon.longer(tokens.words[index], second):
        if not rest or _follows(tokens, index + 2, rest):
            last = index + 1 + len(rest)
            return Hit(index, last, tokens.starts[index] + skip, tokens.end(last), forms, kinds)
    return None


def _follows(tokens: Tokens, index: int, rest: tuple[str, ...]) -> bool:
    if index + len(rest) > len(tokens.words):
        return False
    words, gaps, canonicals = tokens.words, tokens.gaps, tokens.lexicon.canonicals
    for offset, wanted in enumerate(rest, index):
        if canonicals[words[offset]] != wanted or not joined(gaps[offset]):
            return False
    return True


def joined(gap: str) -> bool:
    """Whether two words stand side by side: a space, a hyphen, or the full stop of an abbreviation."""
    return gap == " " or (len(gap) <= 2 and (gap == ". " or gap.strip(" \u00a0\u200b-‑'’.") == ""))
