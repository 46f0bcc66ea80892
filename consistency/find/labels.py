"""Numbers that name: articles and rulings, addresses, channels, pages, times of day, numbers to call."""

from __future__ import annotations

from decimal import Decimal

from consistency.find.figures import REACH, Neighbours
from consistency.find.numbers import Number, gap_kind
from consistency.model.words import Hit, Meaning

# Kinds of word behind a number that make it a figure, whatever stands before it.
UNITS = ("percent", "currency", "unit", "timeunit", "multiple")
_RULING_DIGITS = 3
_LAST_HOUR, _HOURS, _NOON = 2400, 25, 12
_TENS = frozenset(map(Decimal, range(20, 100, 10)))


def is_label(number: Number, behind: Hit | None, around: Neighbours) -> bool:
    """ "القرار 2254", "Article 5": a number that names."""
    hit = around.hit_before(number.hit, _lead(number, around))
    if number.plain and _paged(number, around):
        return True
    if hit is not None and (hit.sense("per") or (hit.sense("of") and _named_group(number.first, around))):
        return True
    if hit is None and number.first > 0 and around.tokens.gaps[number.first] in (". ", " #", ".", " (", ": "):
        index = number.hit - 1
        hit = around.hits[index] if index >= 0 and around.hits[index].last == number.first - 1 else None
        sense = hit.sense("label") if hit is not None else None
        return sense is not None and sense.id == "number"
    if hit is not None and number.definite and _in_order(number, hit):
        return True
    label = hit.sense("label") if hit is not None else None
    if hit is None or label is None or number.scale != 1 or number.grouped:
        return False
    if label.id == "clock" and number.low < _HOURS:
        return True
    if number.low != int(number.low):
        return False
    if not number.plain and not number.definite and around.tokens.text[hit.start].islower():
        return False
    return not (behind is not None and behind.sense(*UNITS))


def _in_order(number: Number, hit: Hit) -> bool:
    """ "القرن العشرون": tens with the article behind one span of time tell which, not how many."""
    time = hit.sense("timeunit", "period")
    if time is None or time.get("plural") or not hit.forms[0].definite or hit.forms[0].ending:
        return False
    return not number.plain and number.scale == 1 and number.low in _TENS


def is_address(number: Number, around: Neighbours) -> bool:
    """ "2500 Park Avenue": names in capitals up to a word for a street."""
    tokens, hits = around.tokens, around.hits
    if (
        number.grouped
        or number.last + 1 >= len(tokens.words)
        or not tokens.words[number.last + 1][0].isupper()
    ):
        return False
    index = number.after
    while index < len(hits) and hits[index].first <= number.last + REACH:
        hit = hits[index]
        if (sense := hit.sense("clock")) is not None and sense.id in ("street", "way"):
            return tokens.words[hit.first][0].isupper() and all(
                gap_kind(tokens.gaps[i]) or tokens.gaps[i] == ". "
                for i in range(number.last + 1, hit.first + 1)
            )
        if hit.sense("role", "in", "say", "change"):
            return False  # "5 Killed On Main Street"
        index += 1
    return False


def is_channel(number: Number, behind: Hit | None, around: Neighbours) -> bool:
    """ "ABC 7 reported": an abbreviation in capitals with its number, where the words around it are not."""
    tokens, first, last = around.tokens, number.first, number.last
    if number.grouped or len(number.plain) > 4 or first == 0 or tokens.gaps[first] != " ":
        return False
    word = tokens.words[first - 1]
    if not (word.isascii() and word.isupper() and len(word) <= 5):
        return False
    if behind is not None and behind.sense("concept", "clock", *UNITS):
        return False
    hit = around.hit_before(number.hit, first)
    marks = ("currency",) if len(word) > 1 else ()
    if hit is not None and hit.sense(*marks, "hedge", "number", "place", "country", "join", "range"):
        return False
    return last + 1 < len(tokens.words) and tokens.words[last + 1].islower()


def is_ruling(number: Number, behind: Hit | None, around: Neighbours) -> bool:
    """ "قرار مجلس الأمن 2254": the number of a ruling behind the name of the body."""
    if len(number.plain) < _RULING_DIGITS or (behind is not None and behind.sense("concept", *UNITS)):
        return False
    index = number.hit - 1
    while index >= 0 and around.hits[index].last >= number.first - REACH:
        hit = around.hits[index]
        if hit.sense("hedge", "clause", "join") or around.reader.word(index) is not None:
            return False
        if (sense := hit.sense("label")) is not None and sense.id == "rule":
            return all(gap_kind(around.tokens.gaps[i]) for i in range(hit.last + 1, number.first + 1))
        index -= 1
    return False


def is_time_of_day(number: Number, behind: Hit | None, around: Neighbours) -> bool:
    sense = behind.sense("clock") if behind is not None else None
    called = behind.sense("emergency") if behind is not None else None
    if called is not None and number.plain in called.get("of").split():
        return True  # "a 911 call", not "40 calls"
    if behind is None or sense is None or sense.id == "way":
        return False
    if sense.id == "street":  # "the 405 Freeway", not "three street children"
        return bool(number.plain) and around.tokens.words[behind.first][0].isupper()
    if _NOON < number.low < _HOURS and around.taken(behind.start, behind.end):
        return False  # "بعدما كان 23 مساء الأربعاء"
    return bool(number.plain) if sense.id == "block" else sense.id != "clock" or number.low <= _LAST_HOUR


def _paged(number: Number, around: Neighbours) -> bool:
    """ "Image 3 of 10", "3 / 10": where one is in a series of pictures or pages."""
    tokens, first = around.tokens, number.first
    if tokens.gaps[first] == " / " or tokens.gaps[number.last + 1] == " / ":
        return True
    if first < 3 or not tokens.is_digits(first - 2) or tokens.gaps[first - 2] != " ":
        return False
    of, before = tokens.meanings[first - 1], tokens.meanings[first - 3]
    return _means(of, "of", "of") and (_means(before, "label", "page") or _means(before, "label", "thing"))


def _means(meaning: Meaning | None, kind: str, ident: str) -> bool:
    forms = meaning.forms if meaning is not None else ()
    return any(sense.kind == kind and sense.id == ident for form in forms for sense in form.senses)


def _named_group(token: int, around: Neighbours) -> bool:
    """ "the Group of 20": a capital makes it a name."""
    meaning = around.tokens.meanings[token - 2] if token > 1 else None
    senses = [sense for form in meaning.forms for sense in form.senses] if meaning else []
    return any(sense.kind == "label" and sense.get("of") == "yes" for sense in senses)


def _lead(number: Number, around: Neighbours) -> int:
    first = number.first
    return (
        first - 1 if first > 0 and around.tokens.is_digits(first) and around.is_clitic(first - 1) else first
    )
