"""Spans of the calendar: this year, last summer, the third quarter, week 31, the nineties, Easter."""

from __future__ import annotations

from consistency.find.times_dates import date, year_after, year_said
from consistency.find.times_digits import numeric
from consistency.find.times_months import month
from consistency.find.times_reader import Read, Reader
from consistency.find.times_words import TimeWord
from consistency.model.timephrase import Civil, DayAway, Decade, Holiday, Nth, Relative, Stretch, Week, WeekOf

# Units long enough to have a beginning, a middle and an end that news speaks of.
PARTED = frozenset(("wk", "mo", "a", "decade", "quarter", "half", "weekend", "century"))
# A quarter or half written short: Q3, H1.
SHORT_PARTS = ("Q", "H")
# How deep one date may stand in another: "the end of the first week of next month" is three.
DEPTH = 4


def unit_of(word: TimeWord) -> str:
    """The id of a singular time unit, or ""."""
    for kind in ("timeunit", "period"):
        if found := word.senses.get(kind):
            if found[0].get("plural") or found[1].ending or found[0].get("times"):
                return ""
            return found[0].id
    return ""


def turned(r: Reader, i: int) -> Read | None:
    """A turn before a unit, month, season: last year, this month, next June, هذا العام."""
    j = i + 1 if "the" in r.roles(i) else i
    direction = r.turn_before(j)
    if not direction:
        return _after_next(r, j)
    k = j + 1
    word = r.word(k)
    unit = unit_of(word)
    if unit:
        after = k + word.size
        if unit == "d" and direction in ("this", "last") and not r.tokens.words[j].isascii():
            return (DayAway(0), after) if direction == "this" else None
        sense = word.senses.get("timeunit")
        definite = word.definite or bool(sense and sense[0].get("alone"))
        if unit in ("s", "min", "h", "half") or (direction != "this" and definite):
            return None  # "في وقت سابق اليوم": the turn belongs to what stands before it
        if direction == "last" and unit == "d" and r.near(after) and "of" in r.roles(after):
            return None
        if unit == "wk" and r.near(after) and (day := _week_day(r, after)):
            return Nth(1, day[0], Relative(unit, direction)), day[1]
        return Relative(unit, direction), after
    if word.id("month"):
        named = month(r, k)
        if named is None or year_after(r, named.next) is not None or (named.weak and r.lower(k)):
            return None
        civil = Civil(month=named.number, other=named.other, shared=named.shared, turn=direction)
        return civil, named.next
    if word.id("season"):
        return Stretch(word.id("season"), turn=direction), k + word.size
    if word.id("holiday"):
        return Holiday(word.id("holiday"), turn=direction), k + word.size
    return None


def _week_day(r: Reader, i: int) -> tuple[str, int] | None:
    """ "Last week Sunday", "next week on Tuesday"."""
    j = i + 1 if "on" in r.roles(i) else i
    named = r.word(j).id("weekday")
    return (named, j + 1) if named and r.near(j) and "homograph" not in r.word(j).senses else None


def _after_next(r: Reader, i: int) -> Read | None:
    """ "The week after next"."""
    unit = unit_of(r.single(i))
    if unit not in ("wk", "mo", "a", "weekend") or not (r.near(i + 1) and "after" in r.roles(i + 1)):
        return None
    j = i + 3 if "the" in r.roles(i + 2) else i + 2
    return (Relative(unit, "next2"), j + 1) if "next" in r.roles(j) and r.near(j) else None


def unit_turned(r: Reader, i: int) -> Read | None:
    """A turn after a unit: العام الماضي, "the year after"."""
    word = r.word(i)
    unit = unit_of(word)
    direction = r.turn(i + word.size)
    if not unit or not direction or unit in ("s", "min", "h", "half"):
        return None
    sense = word.senses.get("timeunit") or word.senses["period"]
    if not (word.definite or sense[0].get("alone") or unit == "weekend"):
        return None
    if "homograph" in word.senses and direction not in ("last", "next"):
        return None  # "العقد الحالي" is a contract
    return Relative(unit, direction), i + word.size + 1


def current(r: Reader, i: int) -> Read | None:
    """ "The year" after "the end of": the current one."""
    j = i
    if "the" in r.roles(j):
        j += 1
    word = r.word(j)
    unit = unit_of(word)
    if unit not in PARTED or not (word.definite or j > i):
        return None
    after = j + word.size
    if r.turn(after) or r.roles(after) & {"that", "fiscal"} or (r.digits(after) and r.near(after)):
        return None
    if r.near(after) and "of" in r.roles(after) and r.whole(r, after + 1, DEPTH - 1):
        return None
    if r.near(after) and r.single(after).ordinal is not None:
        return None
    return Relative(unit, "this"), after


def stretch(r: Reader, name: str, i: int) -> Read | None:
    """The year of a quarter, half or season, if told."""
    if (name[0] == "Q" and not "1" <= name[1:] <= "4") or (name[0] == "H" and name[1:] not in ("1", "2")):
        return None
    j = i + 1 if r.near(i) and "of" in r.roles(i) else i
    year = year_after(r, i)
    if (
        year
        and r.mark(i) in ("", "-")
        and not (j > i and "homograph" in r.single(i - 1).senses and "in" in r.roles(i))
    ):
        return Stretch(name, year.value), year.next
    said = year_said(r, i)
    if (
        said is None
        and j > i
        and r.near(j)
        and (found := current(r, j))
        and found[0] == Relative("a", "this")
    ):
        said = "this-year", found[1]
    if said is not None:
        return Stretch(name, turn=said[0]), said[1]
    if r.turn(i) and name in ("SP", "SU", "FA", "WI"):
        return Stretch(name, turn=r.turn(i)), i + 1
    return None


def season(r: Reader, i: int) -> Read | None:
    """Seasons and "Q3 2021"."""
    word = r.word(i)
    name = word.id("season")
    if name:
        found = stretch(r, name, i + word.size)
        if found:
            return found
        return (
            (Stretch(name), i + word.size)
            if r.near(i) and r.roles(i - 1) & {"since", "last", "next"}
            else None
        )
    surface = r.tokens.words[i]
    if (
        surface in SHORT_PARTS
        and i + 1 < r.size
        and r.tokens.gaps[i + 1] == ""
        and (n := r.digits(i + 1)) in ("1", "2", "3", "4")
    ):
        found = stretch(r, surface + n, i + 2)
        return found or (Stretch(surface + n), i + 2)
    return None


def week(r: Reader, i: int, depth: int) -> Read | None:
    """ "Week 31", "the week of 10 April", "the weekend"."""
    word = r.word(i)
    unit = unit_of(word)
    after = i + word.size
    if (
        unit == "weekend"
        and (word.definite or "the" in r.roles(i - 1) or word.size > 1)
        and not r.turn(after)
    ):
        return Relative("weekend", "near"), after
    if unit == "wk" and not word.definite:
        if (digits := r.digits(after)) and r.near(after) and len(digits) <= 2 and 1 <= int(digits) <= 53:
            year = year_after(r, after + 1)
            return Week(int(digits), year.value if year else None), year.next if year else after + 1
        j = after
        if r.near(j) and "beginning" in r.roles(j):
            j += 2 if "on" in r.roles(j + 1) else 1
        elif r.near(j) and "of" in r.roles(j):
            j += 1
        if j > after and r.near(j):
            j += "the" in r.roles(j)
            found = date(r, j) or numeric(r, j)
            if found is None and (day := r.day(j)) and day.ordinal:
                found = Civil(day=day.value), day.next
            if found and isinstance(found[0], Civil) and found[0].day:
                return WeekOf(found[0]), found[1]
    return None


def decade(r: Reader, i: int) -> Read | None:
    """ "The 1990s", "the nineties", تسعينيات القرن الماضي."""
    digits = r.digits(i)
    if len(digits) == 4 and digits[3] == "0" and i + 1 < r.size:
        gap = r.tokens.gaps[i + 1]
        if gap in ("", "'", "’") and "plural" in r.roles(i + 1):
            return Decade(int(digits)), i + 2
        return None
    if len(digits) == 2 and digits[1] == "0" and r.tokens.gaps[i][-1:] in ("'", "\u2018", "\u2019"):
        spoken = i + 1 < r.size and r.tokens.gaps[i + 1] == "" and "plural" in r.roles(i + 1)
        return (Decade(int(digits)), i + 2) if spoken else None  # "the '90s"
    word = r.single(i)
    if not word.id("decade"):
        return None
    told = "the" in r.roles(i - 1) or word.definite or r.single(i - 1).id("timepart")
    if not told and unit_of(r.single(i + 1)) != "century":
        return None
    start, after = int(word.id("decade")), i + 1
    if r.near(after) and unit_of(r.single(after)) == "century":
        after += 1
        if r.turn(after):
            after += 1
        elif (day := r.day(after)) is not None and r.near(after):
            start, after = (day.value - 1) * 100 + start, day.next
    return Decade(start), after


def holiday(r: Reader, i: int) -> Read | None:
    word = r.word(i)
    if not word.id("holiday"):
        return None
    after = i + word.size
    year = year_after(r, after)
    return Holiday(word.id("holiday"), year.value if year else None), year.next if year else after
