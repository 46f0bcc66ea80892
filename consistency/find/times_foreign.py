"""Absolute dates of languages without a pack, by dateparser.

Our own scan finds the candidates (a month's name beside a day or a year); dateparser reads each as an
isolated string in the document's language, once per distinct string. It never sees the text, asks no clock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from importlib import import_module
from typing import Any

from consistency.find.times_digits import numeric
from consistency.find.times_reader import Reader
from consistency.model.document import Span
from consistency.model.timephrase import Civil, Range, TimePhrase
from consistency.model.tokens import Tokens
from consistency.packs.jalali import YEARS

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
# A leap year for days told without one, so that 29 February is read.
_SOME_YEAR = 2000
# The words between day, month and year of one date ("3 de mayo de 2020").
_WORDS_BETWEEN = 2
_LONGEST = 40
# A name this long is known without its last letter, the ending of its case.
_LONG_NAME = 5
_UNKNOWN = "und"
# Languages that an article without a tag is tried for, commonest in news first; ISO 639-1.
_GUESSED = ("fr", "es", "de", "ru", "tr", "fa", "ur", "he", "pt", "it", "uk", "id", "nl", "pl")


def read_foreign(r: Reader, language: str, solar: Mapping[str, Any]) -> tuple[TimePhrase, ...]:
    """The absolute dates of a text in a language that dateparser knows; in others those of digits alone.

    Where the language is unknown, the names of months beside digits tell it. solar: by language, the names of
    the Solar Hijri months and the words before its years.
    """
    if language == _UNKNOWN:
        language = _by_months(r.tokens)
    months, cased = month_words(language), _cased_names(language)
    calendar = solar.get(language)
    names = {name: number for number, name in enumerate(calendar["months"], 1)} if calendar else {}
    cues = frozenset(calendar["year"]) if calendar else frozenset()
    found: list[TimePhrase] = []
    free = 0
    for i, word in enumerate(r.tokens.words):
        if i < free:
            continue
        if r.entries[i].digits:
            phrase = _digits(r, i)
        elif word in names or word in cues:
            phrase = _solar(r.tokens, i, free, names.get(word), language)
        elif name := _month_named(word.casefold(), months, cased):
            phrase = _around(r.tokens, i, free, language, name)
        else:
            continue
        if phrase is not None:
            found.append(phrase)
            free = phrase.last + 1
    return tuple(found)


def _solar(tokens: Tokens, i: int, free: int, month: int | None, language: str) -> TimePhrase | None:
    """ "۱۲ اسفند ۱۳۹۹", "اسفند ۱۳۹۹", "سال ۱۳۹۹": only with a year, for the names are other words too."""
    if i + 1 >= len(tokens.words) or tokens.gaps[i + 1] != " " or not _number(tokens, i + 1, 4):
        return None
    year = int(tokens.fold(i + 1))
    if year not in YEARS:
        return None
    day = i - 1 if month and i > free and _day(tokens, i - 1) and tokens.gaps[i] == " " else None
    first = i if day is None else day
    when = Civil(year, month, int(tokens.fold(day)) if day is not None else None, calendar="jalali")
    return TimePhrase(tokens.span(first, i + 1), first, i + 1, when, pack=f"calendars:{language}")


def _by_months(tokens: Tokens) -> str:
    """The language whose names of months stand beside digits most often; `und` where none does."""
    beside = Counter(
        word.casefold()
        for i, word in enumerate(tokens.words)
        if not tokens.is_digits(i) and _beside_digits(tokens, i)
    )
    if not beside:
        return _UNKNOWN
    counts = {tag: sum(beside[word] for word in beside.keys() & month_words(tag)) for tag in _GUESSED}
    best = max(_GUESSED, key=lambda tag: counts[tag])
    return best if counts[best] else _UNKNOWN


def _beside_digits(tokens: Tokens, i: int) -> bool:
    near = range(max(0, i - 1 - _WORDS_BETWEEN), min(len(tokens.words), i + 2 + _WORDS_BETWEEN))
    return any(tokens.is_digits(k) for k in near)


def _month_named(word: str, months: frozenset[str], cased: Mapping[str, str]) -> str:
    """The month's name as dateparser has it, where the word is one or differs from one in its last letter."""
    if word in months:
        return word
    return cased.get(f"{word[:-1]}{len(word)}", "") if len(word) >= _LONG_NAME else ""


@lru_cache(maxsize=64)
def _cased_names(language: str) -> Mapping[str, str]:
    """ "августе" beside dateparser's "августа": a name without its last letter, with its length -> the name."""
    return {f"{n[:-1]}{len(n)}": n for n in sorted(month_words(language)) if len(n) >= _LONG_NAME}


def _digits(r: Reader, i: int) -> TimePhrase | None:
    read = numeric(r, i)
    if read is None or not isinstance(read[0], (Civil, Range)):
        return None
    return TimePhrase(r.tokens.span(i, read[1] - 1), i, read[1] - 1, read[0])


def _around(tokens: Tokens, i: int, free: int, language: str, name: str) -> TimePhrase | None:
    """The date whose month stands at token i."""
    day = next((k for k in range(i - 1, max(free, i - 1 - _WORDS_BETWEEN) - 1, -1) if _day(tokens, k)), None)
    year = next(
        (k for k in range(i + 1, min(len(tokens.words), i + 2 + _WORDS_BETWEEN)) if _number(tokens, k, 4)),
        None,
    )
    for first, last in ((day, year), (day, i), (i, year)):
        if first is None or last is None or not _joined(tokens, first, last, i):
            continue
        span = tokens.span(first, last)
        words = tokens.text[slice(*span)]
        if name != tokens.words[i].casefold():
            words = words.replace(tokens.words[i], name)
        when = _read(words, language, first != i, last != i)
        if when is not None:
            return TimePhrase(Span(*span), first, last, when, pack=f"dateparser:{language}")
        if first == day:
            return None  # no such day: better no date than a month of it
    return None


def _day(tokens: Tokens, k: int) -> bool:
    return _number(tokens, k, 2) and 1 <= int(tokens.fold(k)) <= 31


def _number(tokens: Tokens, k: int, digits: int) -> bool:
    folded = tokens.fold(k) if tokens.is_digits(k) else ""
    return folded.isdecimal() and (len(folded) == 4 if digits == 4 else 0 < len(folded) <= digits)


def _joined(tokens: Tokens, first: int, last: int, month: int) -> bool:
    """Whether nothing but spaces and commas stands between the tokens of a short span.

    A point may stand behind the day ("3. Mai") and behind a month cut short ("3 janv. 2020"); elsewhere it
    ends a sentence.
    """
    if tokens.end(last) - tokens.starts[first] > _LONGEST:
        return False
    for k in range(first + 1, last + 1):
        marks = " .,،\u00a0\u200f\u200e" if k - 1 in (first, month) else " ,،\u00a0\u200f\u200e"
        if "\n" in tokens.gaps[k] or tokens.gaps[k].strip(marks):
            return False
    return True


@lru_cache(maxsize=4096)
def _read(words: str, language: str, with_day: bool, with_year: bool) -> Civil | None:
    """dateparser's reading of an isolated string, or None."""
    import dateparser  # only for documents in such a language

    text = words if with_year else f"{words} {_SOME_YEAR}"
    parts = ["day", "month", "year"] if with_day else ["month", "year"]
    found = dateparser.parse(
        text,
        languages=[language],
        settings={
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": parts,
            "PREFER_DAY_OF_MONTH": "first",
            "RELATIVE_BASE": datetime(_SOME_YEAR, 1, 1),  # noqa: DTZ001 - dateparser wants it naive
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    if found is None or not 1000 <= found.year < 3000:
        return None
    return Civil(found.year if with_year else None, found.month, found.day if with_day else None)


@lru_cache(maxsize=64)
def month_words(language: str) -> frozenset[str]:
    """The month names of a language as dateparser holds them; none where it does not know the language."""
    if not language.isalpha() or len(language) > 3:
        return frozenset()
    try:
        data = import_module(f"dateparser.data.date_translation_data.{language}")
    except ModuleNotFoundError:
        return frozenset()
    return frozenset(
        name.casefold() for month in _MONTHS for name in data.info.get(month, ()) if len(name) > 1
    )
