"""Date expressions in a text, by the words of its language's pack.

The reader visits the words that a date can be found by, steps back over what may stand before them (turns,
numbers, "the", "end of") a bounded number of tokens, and reads forward from the farthest start that fits:
linear in the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from consistency.find.times_beside import with_beside
from consistency.find.times_dates import YEARS
from consistency.find.times_foreign import read_foreign
from consistency.find.times_grammar import whole
from consistency.find.times_moved import lasts, moved_to
from consistency.find.times_ranges import doubled, ranged
from consistency.find.times_reader import CLOSE, DASHES, OPEN, Read, Reader
from consistency.find.times_units import SHORT_PARTS
from consistency.find.times_words import NOTHING, TimeWord, Vocabulary
from consistency.model.document import Span
from consistency.model.timephrase import Civil, DayAway, Part, Range, Shift, TimePhrase, When
from consistency.model.tokens import Tokens
from consistency.packs.ruleset import Packs

# Farther back no date begins before the word it is found by ("on the last working day of next month").
_BACK = 8
_STEP_BACK = frozenset(
    (
        "the",
        "of",
        "last",
        "next",
        "this",
        "prev",
        "foll",
        "final",
        "and",
        "to",
        "one",
        "th",
        "daypart",
        "from",
    )
)
# "Scheduled for Friday", "the deadline of 31 May": the word for a planned date stands this near before it.
_DUE = 3
_RELATIONS = ("since", "until", "by", "before", "after")

_vocabularies: dict[tuple[str, str], Vocabulary] = {}


def read_times(tokens: Tokens, packs: Packs, language: str) -> tuple[TimePhrase, ...]:
    """The date expressions of a text in order; they do not overlap."""
    reader = Reader(tokens, _vocabulary(packs, language), whole)
    if not packs.has(language):
        tables: Mapping[str, Any] = packs.table("calendars")
        return read_foreign(reader, language.lower().partition("-")[0], tables.get("jalali", {}))
    found: list[TimePhrase] = []
    free = 0
    for i in [i for i, entry in enumerate(reader.entries) if entry.trigger]:
        word = reader.entries[i]
        if i < free or (word.digits and not _worth(reader, i)) or (word.needs and not reader.needed(i)):
            continue
        if word.scale is not None and reader.scales(i):
            continue
        for phrase in _phrases(reader, i, free, found[-1] if found else None):
            if found and phrase.first - found[-1].last <= 2:
                found[-1] = _shared_year(reader, found[-1], phrase)
            found.append(phrase)
            free = phrase.last + 1
    return tuple(with_beside(reader, found))


def _vocabulary(packs: Packs, language: str) -> Vocabulary:
    lexicon = packs.lexicon(language)
    key = (packs.digest, lexicon.language)
    known = _vocabularies.get(key)
    if known is None or known.lexicon is not lexicon:
        happens = (ident for ident, row in packs.table("counted").items() if row.get("class") == "event")
        known = _vocabularies[key] = Vocabulary(lexicon, frozenset(happens), _named_days(packs))
    return known


def _named_days(packs: Packs) -> Mapping[str, str]:
    tables: Mapping[str, Any] = packs.table("calendars")
    days: Mapping[str, str] = tables.get("named", {}).get("days", {})
    return days


def _worth(r: Reader, i: int) -> bool:
    """Whether digits can begin or be a date by themselves, without a word it is found by."""
    size = len(r.tokens.words[i])
    if size == 4 or (5 < size < 11):
        return True
    if size > 10:
        return False
    if r.tokens.gaps[i] == "" and i > 0 and r.tokens.words[i - 1] in SHORT_PARTS:
        return True
    if size < 3 and not r.roles(i + 1).isdisjoint(("last", "this", "next")):
        return True
    if size == 2 and r.tokens.gaps[i][-1:] in ("'", "\u2018", "\u2019"):
        return True
    following = r.tokens.gaps[i + 1][:1]
    if following in ("/", "-") or (i + 1 < r.size and "th" in r.roles(i + 1) and r.tokens.gaps[i + 1] == ""):
        return True
    if size < 3 and i > 1 and "and" in r.roles(i - 1):
        return True
    return r.tokens.gaps[i][-1:] in DASHES


def _phrases(r: Reader, i: int, free: int, before: TimePhrase | None) -> list[TimePhrase]:
    """The date that holds token i (two where one head is shared: "18 and 19 June"), or nothing."""
    for start in range(_farthest(r, i, free), i + 1):
        read = whole(r, start) if not lasts(r, start) else None
        if read is None or read[1] <= i:
            continue
        return _listed(r, start, read, free)
    if before is not None and (read := _second_year(r, i, before)):
        return _listed(r, i, read, free)
    return []


def _farthest(r: Reader, i: int, free: int) -> int:
    """The first token from which a date that holds token i could begin."""
    start = i
    while start > max(free, i - _BACK):
        mark = r.mark(start)
        before = r.single(start - 1)
        if mark not in ("", ",", "،", "-", "–", "/", ".") or not _steps(r, start - 1, mark, before):
            break
        start -= 1
    return start


def _steps(r: Reader, i: int, mark: str, before: TimeWord) -> bool:
    if r.tokens.words[i] in SHORT_PARTS and r.tokens.gaps[i + 1] == "":
        return True
    if before is NOTHING:
        return False
    if before.digits or before.number is not None or before.ordinal is not None or before.scale is not None:
        return True
    if mark not in ("", "-"):
        return False
    return bool(before.id("timepart") or before.trigger or not _STEP_BACK.isdisjoint(before.roles))


def _second_year(r: Reader, i: int, before: TimePhrase) -> Read | None:
    """ "2018" of "in 2014 and 2018": a year joined to the year before it."""
    digits = r.digits(i)
    if len(digits) < 3 and (read := _second_day(r, i, before)):
        return read
    if len(digits) != 4 or int(digits) not in YEARS or r.counts(i + 1):
        return None
    joined = i - 1 if "and" in r.roles(i - 1) or "or" in r.roles(i - 1) else i
    if joined != before.last + 1 or (joined == i and r.mark(i) not in (",", "،")):
        return None
    if isinstance(before.when, Civil) and before.when.year and before.when.month is None:
        return Civil(year=int(digits)), i + 1
    return None


def _second_day(r: Reader, i: int, before: TimePhrase) -> Read | None:
    """ "6" of "January 5 and 6"."""
    day = r.day(i)
    if (
        day is None
        or not r.near(i)
        or before.last != i - 2
        or "and" not in r.roles(i - 1)
        or r.counts(day.next)
    ):
        return None
    when = before.when
    if (
        not isinstance(when, Civil)
        or when.style != "month-first"
        or when.year
        or when.weekday
        or not when.day
    ):
        return None
    return (replace(when, day=day.value), day.next) if day.value > when.day else None


def _listed(r: Reader, start: int, read: Read, free: int) -> list[TimePhrase]:
    when, after = read
    if "every" in r.roles(start - 1) and r.near(start):
        return []  # a habit, no date
    if r.near(after) and "of" in r.roles(after) and "every" in r.roles(after + 1):
        return []  # "30 مارس من كل عام"
    when, start, after = ranged(r, start, when, after, free)
    when, after = doubled(r, when, after)
    when = _known_day(r, start, when, after)
    return [*_shared_heads(r, start, when, free), _phrase(r, start, after - 1, when)]


def _known_day(r: Reader, start: int, when: When, after: int) -> When:
    """ "The September 11 attacks", "هجمات 11 سبتمبر": a day that its events have made a name, with its year."""
    if not isinstance(when, Civil) or when.year or not when.month or not when.day or when.turn:
        return when
    year = r.named.get(f"{when.month:02d}-{when.day:02d}")
    if year is None:
        return when
    before = start - 1 if "of" not in r.roles(start - 1) or "in" in r.roles(start - 1) else start - 2
    told = (r.near(after) and "attacks" in r.roles(after)) or (
        r.near(start) and r.near(before + 1) and "attacks" in r.roles(before)
    )
    return replace(when, year=int(year)) if told else when


def _shared_heads(r: Reader, start: int, when: When, free: int) -> list[TimePhrase]:
    """The first days of "5, 6 and 7 May": dates of their own with the month of the last."""
    heads: list[TimePhrase] = []
    if not isinstance(when, Civil) or not when.day or not when.month or when.weekday:
        return heads
    while len(heads) < 4:
        k = start - 1
        if r.near(start) and r.roles(k) & {"and", "or"} and r.mark(k) in ("", ",", "،"):
            k -= 1
        elif not heads or r.mark(start) not in (",", "،"):
            break
        first = k - 1 if "th" in r.roles(k) else k
        day = r.day(first) if first >= free else None
        if day is None or not day.digits or day.next != k + 1 or (r.digits(first - 1) and r.near(first)):
            break
        heads.insert(0, _phrase(r, first, k, replace(when, day=day.value)))
        start = first
    return heads


def _shared_year(r: Reader, first: TimePhrase, second: TimePhrase) -> TimePhrase:
    """The first of "April and May 2020" with the year of the second."""
    a, b = first.when, second.when
    if not isinstance(a, Civil) or not isinstance(b, Civil) or not a.month or not b.month or not b.year:
        return first
    k = second.first
    joined = "and" in r.roles(k - 1) if k - 1 > first.last else r.single(k).conjunction
    if a.year or a.turn or a.calendar != b.calendar or not joined or r.mark(k) != "":
        return first
    return replace(first, when=replace(a, year=b.year if a.month <= b.month else b.year - 1))


def _phrase(r: Reader, first: int, last: int, when: When) -> TimePhrase:
    starts, text = r.tokens.starts, r.tokens.text
    begin = starts[first] + _skip(r, first)
    end = r.tokens.end(last)
    if r.tokens.gaps[last + 1][:1] in CLOSE and _open(text, begin, end):
        end += 1
    if r.possessed(last):
        end -= 2
    relation, approx = _relation(r, first, last, when)
    ahead = r.ahead(first, last)
    return TimePhrase(
        span=Span(begin, end),
        first=first,
        last=last,
        when=when,
        relation=relation,
        approx=approx or (isinstance(when, Range) and when.approx),
        ahead=(relation in ("by", "before") and not r.over(first, last))
        or (relation != "since" and (ahead or moved_to(r, first)) and _open_ended(when)),
        pack=r.tokens.lexicon.language,
        planned="" if not ahead or relation in ("before", "since", "after") else _planned(r, first),
    )


def _open(text: str, begin: int, end: int) -> bool:
    """Whether a parenthesis opened in the span is still open at its end."""
    return max(text.rfind(m, begin, end) for m in OPEN) > max(text.rfind(m, begin, end) for m in CLOSE)


def _skip(r: Reader, i: int) -> int:
    return r.word(i).skip


def _open_ended(when: When) -> bool:
    """Whether it matters for a date that it may lie ahead."""
    return not (isinstance(when, DayAway) or (isinstance(when, Civil) and when.year is not None))


def _planned(r: Reader, first: int) -> str:
    """How near the word stands that says that a date lies ahead."""
    for k in range(first - 1, max(-1, first - 1 - _DUE), -1):
        if not r.near(k + 1):
            break
        if "future" in r.word(k).roles:
            return "due"
    return "ahead"


def _relation(r: Reader, first: int, last: int, when: When) -> tuple[str | None, bool]:
    """How what is told lies to the date, by the words before it; and whether it is told roughly."""
    k = first - 1
    approx = r.near(last + 1) and "approx" in r.roles(last + 1) and "in" not in r.roles(last + 1)
    while k >= 0 and r.near(k + 1) and k > first - 5:
        roles = r.roles(k)
        if "approx" in roles and "in" not in roles:
            approx = True
        elif not ("the" in roles or r.single(k).id("timeunit")):
            break
        k -= 1
    roles = r.roles(k) if k >= 0 and r.near(k + 1) else frozenset()
    if isinstance(when, Range):
        return None, approx
    if isinstance(when, Shift) and (roles & {"backwards", "forwards"}):
        return None, approx
    if isinstance(when, Shift) and when.base is None and not when.told:
        return ("since" if roles & {"since", "for"} else None), approx
    if roles & {"by"} and "in" not in roles and "during" not in roles:
        if len(roles) > 1 and not isinstance(when, Part) and roles - {"by"} & {"of"}:
            return None, approx
        return "by", approx
    for name in _RELATIONS:
        if name in roles:
            return name, approx
    return None, approx


__all__ = ["read_times"]
