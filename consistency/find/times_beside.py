"""Counts beside a date that must agree with it: an anniversary, a duration, a birth and an age.

What they say is only noted here; whether it fits is for those who know what every date means.
"""

from __future__ import annotations

from msgspec.structs import replace

from consistency.find.times_reader import OPEN, Number, Reader
from consistency.find.times_words import TRIGGERS
from consistency.model.document import Span
from consistency.model.timephrase import Beside, Civil, Range, TimePhrase

# An anniversary is told of a date at most this many words before it, without a mark between them.
_REACH = 10
# Between the verb and its anniversary ("marked on Friday evening the third anniversary").
_MARK_REACH = 6
# "Ten years of civil war, from 2014 to 2018": the words between a duration and its range.
_NOUN = 2
_OLDEST = 130
_UNITS = frozenset(("d", "mo", "a"))


def with_beside(r: Reader, phrases: list[TimePhrase]) -> list[TimePhrase]:
    """The phrases, each with the count that stands beside it; linear in the phrases."""
    return [replace(phrase, beside=found) if (found := _beside(r, phrase)) else phrase for phrase in phrases]


def _beside(r: Reader, phrase: TimePhrase) -> Beside | None:
    if isinstance(phrase.when, Range):
        return _duration(r, phrase)
    if not isinstance(phrase.when, Civil) or phrase.when.turn:
        return None
    if phrase.when.year is None or phrase.when.calendar != "gregorian":
        return None
    return _anniversary(r, phrase) or _born(r, phrase) or _age(r, phrase)


def _anniversary(r: Reader, phrase: TimePhrase) -> Beside | None:
    """ "The fourth anniversary of the 2017 victory"."""
    for k in range(phrase.first - 1, max(-1, phrase.first - 1 - _REACH), -1):
        if not r.near(k + 1):
            return None
        if "anniversary" in r.roles(k):
            found = _which(r, k)
            if found is None:
                return None
            number, first = found
            marked = any(
                "marks" in r.roles(i) for i in range(max(0, first - _MARK_REACH), min(first, r.size))
            )
            return Beside("anniversary", _span(r, first, phrase), number, marked=marked)
    return None


def _which(r: Reader, k: int) -> tuple[int, int] | None:
    """The number of an anniversary whose noun stands at k, and the first token of the two."""
    for first in range(max(0, k - 3), k):  # "third anniversary", "40th anniversary"
        found = _ordinal(r, first)
        if found is not None and found.next == k and r.near(k):
            return found.value, first
    for i in (k + 1, k + 2):  # الذكرى السنوية الرابعة
        if not r.near(i):
            return None
        found = _ordinal(r, i)
        if found is not None:
            return found.value, k
    return None


def _ordinal(r: Reader, i: int) -> Number | None:
    word = r.single(i)
    if digits := r.digits(i):
        value = int(digits)
        glued = r.tokens.gaps[i + 1] == "" and "th" in r.roles(i + 1)
        if not 1 <= value <= _OLDEST * 10:
            return None
        if glued:
            return Number(value, i + 2, True, True)
        return Number(value, i + 1, True, True) if "th" in r.roles(i - 1) and r.tokens.gaps[i] == "" else None
    value = word.ordinal if word.ordinal is not None else 0
    tens = r.single(i + 1)
    if (
        0 < value < 10
        and tens.number is not None
        and tens.number >= 20
        and tens.conjunction
        and r.near(i + 1)
    ):
        return Number(value + tens.number, i + 2, True)
    if word.number is not None and word.number >= 20 and word.number % 10 == 0:
        unit = tens.ordinal if tens.ordinal is not None and r.mark(i + 1) in ("", "-") else None
        if unit is not None and unit < 10 and not tens.conjunction:
            return Number(word.number + unit, i + 2, True)
        return Number(word.number, i + 1, True) if word.definite else None
    return Number(value, i + 1, True) if value > 0 else None


def _duration(r: Reader, phrase: TimePhrase) -> Beside | None:
    """ "Ten years of war, from 2014 to 2018": a duration straight before the range it lasted."""
    mark = r.mark(phrase.first)
    if mark not in ("", ",", "،", *OPEN):
        return None
    for last in range(phrase.first - 1, max(-1, phrase.first - 3 - _NOUN), -1):
        unit = r.single(last).senses.get("timeunit")
        if unit is not None:
            between = range(last + 1, phrase.first)
            if between and not ("of" in r.roles(last + 1) and len(between) <= 1 + _NOUN):
                return None
            return _amount(r, last, phrase)
        if not r.near(last) or not TRIGGERS.isdisjoint(r.single(last).senses) or r.digits(last):
            return None
    return None


def _amount(r: Reader, last: int, phrase: TimePhrase) -> Beside | None:
    """The number before the unit at `last`, unless a hedge or another number makes it a rough one."""
    sense, form = r.single(last).senses["timeunit"]
    if sense.id not in _UNITS or form.definite or sense.get("times"):
        return None
    for first in range(max(0, last - 4), last):
        count = r.count(first)
        if count is None or count.next != last or r.mark(last) not in ("", "-"):
            continue
        before = r.roles(first - 1) if r.near(first) else frozenset()
        if (
            "approx" in before
            or "every" in before
            or before & {"to", "or", "and", "within"}
            or r.hedged(first - 1)
        ):
            return None
        if r.hedged(first - 2) and r.near(first) and r.near(first - 1):
            return None
        return Beside("duration", _span(r, first, phrase), count.value, sense.id)
    return None


def _born(r: Reader, phrase: TimePhrase) -> Beside | None:
    for k in (phrase.first - 1, phrase.first - 2):
        if k >= 0 and r.near(k + 1) and "born" in r.roles(k):
            return Beside("born", phrase.span)
        if not r.near(k + 1):
            return None
    return None


def _age(r: Reader, phrase: TimePhrase) -> Beside | None:
    """ "Aged 34 in 2020", "in 2020 at the age of 34": an age straight before or after a year."""
    first = phrase.first - 1
    if r.near(phrase.first) and r.roles(first) & {"in", "on"}:
        first -= 1
    unit = r.single(first).senses.get("timeunit")
    if unit is not None and unit[0].id == "a" and r.near(first + 1):  # عمره 34 عاما في 2020
        first -= 1
    elif "old" in r.roles(first) and r.near(first + 1) and r.single(first - 1).id("timeunit") == "a":
        first -= 2  # 34 years old in 2020
        return _old(r, first, first, phrase) if r.mark(first + 1) in ("", "-") else None
    if r.near(first + 1) and r.digits(first) and r.near(first) and "aged" in r.roles(first - 1):
        return _old(r, first, first - 1, phrase)
    after = phrase.last + 1
    if r.mark(after) not in ("", ",", "،"):
        return None
    for i in range(after, after + 4):  # "in 2020 at the age of 34"
        if i > after and not r.near(i):
            return None
        if "aged" in r.roles(i):
            at = i + 1 if not ("of" in r.roles(i + 1) and r.near(i + 1)) else i + 2
            return _old(r, at, phrase.first, phrase) if r.near(at) else None
        if not TRIGGERS.isdisjoint(r.single(i).senses) or r.digits(i):
            return None
    return None


def _old(r: Reader, at: int, first: int, phrase: TimePhrase) -> Beside | None:
    digits = r.digits(at)
    if not digits or len(digits) > 3 or not 0 < int(digits) < _OLDEST:
        return None
    begin = min(r.tokens.starts[first], phrase.span.start)
    return Beside("age", Span(begin, max(r.tokens.end(at), phrase.span.end)), int(digits))


def _span(r: Reader, first: int, phrase: TimePhrase) -> Span:
    """From a count to its date, with the event that a year is the epithet of: "the 2017 victory"."""
    after = phrase.last + 1
    end = r.tokens.end(after) if r.near(after) and r.one_event(after) else phrase.span.end
    return Span(r.tokens.starts[first] + r.word(first).skip, end)


__all__ = ["with_beside"]
