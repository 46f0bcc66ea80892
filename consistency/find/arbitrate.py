"""Which numbers are no figures: those that are part of a name, of a telephone number or of a list, and pronouns."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from consistency.find.degrees import is_letter_of_heat
from consistency.find.figures import Neighbours
from consistency.find.labels import UNITS, is_address, is_channel, is_label, is_ruling, is_time_of_day
from consistency.find.money import written_as_money
from consistency.find.numbers import Number, gap_kind
from consistency.model.words import Hit

# Straight before or behind digits these make an address, a formula, a path or a time.
_GLUE = frozenset("/@#_=&?~\\:+*^")
# What joins the groups of a telephone number.
_RUN = frozenset(("-", "–", "/", ".", " ", "\u00a0", ") ", " - "))
# A lone word of this many letters glued behind Arabic digits can be what is counted ("250شخصا").
_NOUN_LETTERS = 3
# "0033" is a padded number; longer ones are identifiers.
_PADDED = 4
_FIRST = attrgetter("first")


def is_name(number: Number, around: Neighbours) -> bool:
    """Whether the number belongs to something that is no figure."""
    tokens = around.tokens
    first, last = number.first, number.last
    gap, behind = tokens.gaps[first], tokens.gaps[last + 1]
    if tokens.is_digits(first) or tokens.is_digits(last):
        if (gap != " " or behind != " ") and _glued(number, gap, behind, around):
            return True
        if _run(number, around):
            return True
        if number.plain.startswith("0") and len(number.plain.partition(".")[0]) > _PADDED:
            return True
    elif (
        gap != " "
        and gap_kind(gap) == "hyphen"
        and " " not in gap
        and first > 0
        and not _sums(number, around)
    ):
        return True
    after = _behind(number, around)
    if number.plain and (is_channel(number, after, around) or is_address(number, around)):
        return True
    return (
        is_label(number, after, around)
        or is_ruling(number, after, around)
        or is_time_of_day(number, after, around)
        or _pronoun(number, after, around)
    )


def _glued(number: Number, gap: str, behind: str, around: Neighbours) -> bool:
    """Whether a mark or letters straight before or behind digits make them something else."""
    if (gap and gap[-1] in _GLUE) or (
        behind and behind[0] in _GLUE and _goes_on(behind, number.last, around)
    ):
        return True
    if _glued_name(number, around) or _glued_behind(number, around):
        return True
    return number.plain != "" and _list_number(number, around)


def _goes_on(gap: str, last: int, around: Neighbours) -> bool:
    """Whether something stands straight behind the mark: "9:40", not "the following 3:"."""
    return len(gap) == 1 and last + 1 < len(around.tokens.words)


def _glued_name(number: Number, around: Neighbours) -> bool:
    """ "سي-17", "G7", "الرد1": letters straight before the digits that are no clitic."""
    tokens, first = around.tokens, number.first
    if first == 0 or not tokens.is_digits(first):
        return False
    gap = tokens.gaps[first]
    kind = gap_kind(gap)
    if kind not in ("tight", "hyphen") or (
        kind == "hyphen" and gap.strip() != gap.strip("-‐‑–").join(("", gap.strip()))
    ):
        return False
    if kind == "hyphen" and (" " in gap or "\u00a0" in gap):
        return False
    word = tokens.words[first - 1]
    if tokens.is_digits(first - 1) or not word[0].isalpha():
        return False
    if around.is_clitic(first - 1):
        return False
    hit = around.hit_before(number.hit, first)
    if hit is not None and len(word) == 1 and hit.sense("currency"):
        return kind == "hyphen" or not written_as_money(number)
    known = hit is not None and hit.sense(
        "currency", "hedge", "range", "in", "sign", *(UNITS if kind == "hyphen" else ())
    )
    return not known


def _glued_behind(number: Number, around: Neighbours) -> bool:
    """ "3D", "737s", "2010هـ": letters straight behind the digits that are no unit."""
    tokens, last = around.tokens, number.last
    if last + 1 >= len(tokens.words) or not tokens.is_digits(last):
        return False
    word = tokens.words[last + 1]
    gap = tokens.gaps[last + 1]
    if not word[0].isalpha() or gap_kind(gap) not in ("tight", "hyphen") or " " in gap:
        return False
    hit = _behind(number, around)
    if gap_kind(gap) == "hyphen":
        return word[0].isupper() and not (hit and hit.sense("concept", "range", *UNITS))
    if len(word) == 1 and hit and (sense := hit.sense("currency")) and sense.get("alone") == "no":
        if around.money_before(number.hit, number.first):
            return False  # "20$ 43c", not "row 43c"
        return hit.sense("unit") is None or not is_letter_of_heat(number, around)
    if len(word) == 1 and hit and (sense := hit.sense("unit")) and sense.get("bare"):
        return not is_letter_of_heat(number, around)  # "41F", not "section 4F"
    if hit and hit.sense("concept", "join", "range", "clock", *UNITS):
        return hit.sense("clock") is not None
    return word.isascii() or len(around.fold(word)) < _NOUN_LETTERS


def _run(number: Number, around: Neighbours) -> bool:
    """Digits in a run of three or more, as in "555-123-4567": a telephone number, a date, a version."""
    tokens = around.tokens
    before, beyond = number.first - 1, number.last + 1
    if (before < 0 or not tokens.is_digits(before)) and (
        beyond >= len(tokens.words) or not tokens.is_digits(beyond)
    ):
        return False
    count, padded = 1, _padded(number.first, around)
    at = number.first
    while at > 0 and count < 3 and tokens.is_digits(at - 1) and tokens.gaps[at] in _RUN:
        at, count = at - 1, count + 1
        padded = padded or _padded(at, around)
    at = number.last
    while (
        at + 1 < len(tokens.words) and count < 3 and tokens.is_digits(at + 1) and tokens.gaps[at + 1] in _RUN
    ):
        at, count = at + 1, count + 1
        padded = padded or _padded(at, around)
    return count > 2 or (count > 1 and padded) or _local_number(number, around)


def _local_number(number: Number, around: Neighbours) -> bool:
    """Whether three and four digits joined by a hyphen count nothing: "555-0142" is called."""
    tokens = around.tokens
    for first in (number.first - 1, number.first):
        pair = tokens.words[first : first + 2]
        if first < 0 or [len(word) for word in pair] != [3, 4] or not all(map(str.isdigit, pair)):
            continue
        index = bisect_left(around.hits, first + 2, key=_FIRST)
        follow = around.hits[index] if index < len(around.hits) else None
        counted = follow is not None and follow.first == first + 2 and follow.sense("concept", *UNITS)
        if tokens.gaps[first + 1] == "-" and not counted:
            return True
    return False


def _padded(token: int, around: Neighbours) -> bool:
    """Whether these digits begin as a telephone number does: "0770", "+964"."""
    word = around.tokens.words[token]
    return around.tokens.gaps[token].endswith("+") or (
        word[0] in "0٠۰" and len(word) > 2 and word[1].isdigit()
    )


def _list_number(number: Number, around: Neighbours) -> bool:
    """ "1. ", "2) " at the beginning of a line."""
    tokens, first = around.tokens, number.first
    gap, behind = tokens.gaps[first], tokens.gaps[number.last + 1]
    starts_line = (first == 0 and not gap.strip()) or gap.endswith("\n")
    return (
        starts_line
        and len(number.plain) <= 2
        and behind[:2] in (". ", ") ", "- ", ".\t", ")\t", ".-")
        and number.last + 1 < len(tokens.words)
        and "\n" not in behind
    )


def _sums(number: Number, around: Neighbours) -> bool:
    """A word before the hyphen that leads up to a number: "two-to-three"."""
    hit = around.hits[number.hit - 1] if number.hit else None
    return (
        hit is not None
        and hit.last == number.first - 1
        and (
            around.reader.word(number.hit - 1) is not None or hit.sense("range", "join", "hedge") is not None
        )
    )


def _pronoun(number: Number, behind: Hit | None, around: Neighbours) -> bool:
    """ "one" and the like: a number only before or after what it counts, or behind a hedge, or alone."""
    if not number.like:
        return False
    before = around.hit_before(number.hit, number.first)
    if before is not None and before.sense("hedge", "sign", "outof"):
        return False
    if (
        before is not None
        and (part := before.sense("whole")) is not None
        and part.id in ("subset", "of-them")
    ):
        return False  # "بينهم اثنان"
    if behind is not None and behind.sense("outof"):
        return False
    alone = number.first == 0 and number.last + 1 == len(around.tokens.words)
    if number.like == "homograph":
        return behind is not None and behind.sense("in", "stop") is not None and not behind.sense("part")
    if number.like == "noun":
        named = before is not None and before.sense("concept", *UNITS) is not None
        return not (alone or named or _of_them(number, behind) or _some(number, before, behind))
    return not (alone or (behind is not None and behind.sense("concept", "outof", *UNITS)))


def _some(number: Number, before: Hit | None, behind: Hit | None) -> bool:
    """Whether something happened to so many, or to others: "وأصيب اثنان", "اثنين آخرين"."""
    happened = before is not None and before.last + 1 == number.first and before.sense("role") is not None
    others = behind is not None and behind.sense("other") is not None
    return not number.definite and (happened or others)


def _of_them(number: Number, behind: Hit | None) -> bool:
    return (
        not number.definite
        and behind is not None
        and (s := behind.sense("range")) is not None
        and s.id == "from"
    )


def _behind(number: Number, around: Neighbours) -> Hit | None:
    index = number.after
    if index < len(around.hits) and around.hits[index].first == number.last + 1:
        return around.hits[index] if gap_kind(around.tokens.gaps[number.last + 1]) else None
    return None
