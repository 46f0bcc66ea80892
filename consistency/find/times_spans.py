"""Dates told by their place in the calendar or by distance: last year, early May, the third week of, days ago."""

from __future__ import annotations

from consistency.find.times_dates import Read, bare_year, date, month, numeric, with_year, year_after
from consistency.find.times_words import CLOSE, DASHES, OPEN, Reader, TimeWord
from consistency.model.timephrase import (
    Civil,
    DayAway,
    Decade,
    Holiday,
    Nth,
    Pair,
    Part,
    Relative,
    Shift,
    Stretch,
    Week,
    WeekOf,
    When,
    Window,
)

_TURNS = ("last", "prev", "next", "foll", "this", "same")
# Units long enough to have a beginning, a middle and an end that news speaks of.
_PARTED = frozenset(("wk", "mo", "a", "decade", "quarter", "half", "weekend", "century"))
_COUNTED_UNITS = frozenset(("d", "wk", "mo", "a", "decade"))
# How deep one date may stand in another: "the end of the first week of next month" is three.
_DEPTH = 4


def whole(r: Reader, i: int, depth: int = 0) -> Read | None:
    """The longest date that begins at token i, with the token after it."""
    if depth > _DEPTH or not 0 <= i < r.size:
        return None
    if "the" in r.roles(i) and r.word(i).size == 1:
        return whole(r, i + 1, depth) if r.near(i + 1) else None
    if digits := r.digits(i):
        return (
            numeric(r, i) or date(r, i) or _ago(r, i, depth) or _nth(r, i, depth) or _windowed(r, i)
            or bare_year(r, i) or _decade(r, i) or (_week_days(r, i) if len(digits) < 3 else None)
        )  # fmt: skip
    if not r.entries[i]:
        return numeric(r, i) if "." in r.tokens.words[i] else None
    return (
        _part(r, i, depth) or _day_word(r, i, depth) or _weekday(r, i, depth) or _nth(r, i, depth) or date(r, i)
        or bare_year(r, i) or _ago(r, i, depth) or _windowed(r, i) or _turned(r, i) or _span_word(r, i)
        or _week(r, i, depth) or _unit_turned(r, i, depth) or _decade(r, i) or _holiday(r, i)
    )  # fmt: skip


def _week_days(r: Reader, i: int) -> Read | None:
    """ "The 9th": a day of the month alone, after a preposition."""
    day = r.day(i)
    if day is None or not day.ordinal or "the" not in r.roles(i - 1):
        return None
    if not r.roles(i - 2) & {"in", "since", "until", "by", "before", "after", "for", "from"}:
        return None
    if (
        r.after(day.next - 1)[:1] == ""
        and day.next < r.size
        and not r.roles(day.next) & {"and", "to", "at", "or"}
    ):
        return None
    return Civil(day=day.value), day.next


def turn(r: Reader, i: int) -> str:
    """The direction a word gives, where it gives one and stands straight after what is before it."""
    if not r.near(i):
        return ""
    roles = r.roles(i)
    return next((t for t in _TURNS if t in roles), "")


def _part(r: Reader, i: int, depth: int) -> Read | None:
    """Begin, middle or end of a time."""
    word = r.single(i)
    mod = word.id("part")
    if not mod:
        return None
    j = i + 1
    if r.mark(j) not in ("", "-", "–"):
        return None
    if "in" in r.roles(j) and not r.roles(j) & {"of"}:
        return None
    if "of" in r.roles(j):
        j += 1
    named = _current(r, j)
    if named is not None:
        return Part(mod, named[0]), named[1]
    k = j + 1 if "the" in r.roles(j) else j
    digits = r.digits(k)
    if (
        len(digits) == 4
        and 1000 <= int(digits) < 2200
        and not r.counts(k + 1)
        and r.tokens.gaps[k + 1] != "%"
    ):
        if (found := _decade(r, k)) is not None:
            return Part(mod, found[0]), found[1]
        return Part(mod, Civil(year=int(digits))), k + 1
    inner = whole(r, j, depth + 1)
    if inner is None or not _divisible(inner[0]):
        return None
    return Part(mod, inner[0]), inner[1]


def _divisible(when: When) -> bool:
    if isinstance(when, Civil):
        return when.day is None and when.weekday is None
    if isinstance(when, Relative):
        return when.unit in _PARTED
    return isinstance(when, (Stretch, Decade, Nth, Week, WeekOf))


def _current(r: Reader, i: int) -> Read | None:
    """ "The year" after "the end of": the current one."""
    j = i
    if "the" in r.roles(j):
        j += 1
    word = r.word(j)
    unit = _unit(word)
    if unit not in _PARTED or not (word.definite or j > i):
        return None
    after = j + word.size
    if turn(r, after) or "that" in r.roles(after) or (r.digits(after) and r.near(after)):
        return None
    if r.near(after) and "of" in r.roles(after) and whole(r, after + 1, _DEPTH - 1):
        return None
    if r.near(after) and r.single(after).ordinal is not None:
        return None
    return Relative(unit, "this"), after


def _unit(word: TimeWord) -> str:
    """The id of a singular time unit, or ""."""
    for kind in ("timeunit", "period"):
        if found := word.senses.get(kind):
            if found[0].get("plural") or found[1].ending or found[0].get("times"):
                return ""
            return found[0].id
    return ""


def _day_word(r: Reader, i: int, depth: int) -> Read | None:
    """Yesterday, today, tomorrow, with the weekday, the date or the editor's gloss beside it."""
    word = r.word(i)
    j = i
    if word.id("timeunit") == "d" and word.size == 1 and not word.id("day"):
        follow = r.word(i + 1)
        if r.near(i + 1) and follow.id("day"):
            j, word = i + 1, follow
        elif r.near(i + 1) and "that" in follow.roles and r.word(i + 2).id("day"):
            j, word = i + 2, r.word(i + 2)
        elif word.senses["timeunit"][0].get("alone"):
            return _today(r, i, depth)
        else:
            return None
    if not word.id("day"):
        return None
    return _beside(r, DayAway(int(word.id("day"))), j + word.size, depth)


def _today(r: Reader, i: int, depth: int) -> Read | None:
    """ "اليوم" alone is today; with an ordinal, a turn or an epithet it is not."""
    after = i + 1
    if r.near(after):
        word = r.single(after)
        if turn(r, after) in ("last", "prev", "next", "foll"):
            return Relative("d", turn(r, after)), after + 1
        if turn(r, after) == "this":
            return DayAway(0), after + 1
        if turn(r, after) or "that" in word.roles or word.ordinal is not None or "final" in word.roles:
            return None
    before = r.single(i - 1)
    if r.near(i) and before.roles & {"in", "every", "of"} and "until" not in before.roles:
        return None
    if (r.near(i) and before.id("which")) or (r.near(i) and "this" in before.roles):
        return DayAway(0), after
    return _beside(r, DayAway(0), after, depth)


def _beside(r: Reader, away: DayAway, after: int, depth: int) -> Read:
    """A weekday, a date or a gloss straight after a day word."""
    mark = r.mark(after)
    while mark == "" and "daypart" in r.roles(after):
        after += 1
        mark = r.mark(after)
    word = r.word(after)
    if mark in ("", ",", "،") and (
        weekday := word.id("weekday") or (word.id("bareday") if mark == "" else "")
    ):
        found = _weekday(r, after, depth)
        if found and isinstance(found[0], Civil) and not found[0].turn:
            if found[0].day is None:
                return DayAway(away.days, int(weekday)), found[1]
            return Pair(away, found[0]), found[1]
    if mark in ("", ",", "،") and (r.day(after) or r.word(after).id("timeunit") == "d"):
        found = date(r, after) or numeric(r, after)
        if found and isinstance(found[0], Civil) and found[0].day is not None:
            return Pair(away, found[0]), found[1]
    if mark in OPEN:
        found = _day_word(r, after, depth + 1) or _weekday(r, after, depth + 1) or date(r, after)
        if found and r.after(found[1] - 1)[:1] in CLOSE:
            if isinstance(found[0], DayAway):
                return Pair(away, found[0], gloss=True), found[1]
            if isinstance(found[0], Civil) and found[0].day is None and found[0].weekday:
                return DayAway(away.days, found[0].weekday), found[1]
            if isinstance(found[0], Civil) and found[0].day:
                return Pair(away, found[0]), found[1]
    return away, after


def _weekday(r: Reader, i: int, depth: int) -> Read | None:
    """A weekday with what stands beside it: a date, a day of the month, a week, a turn."""
    j, said = i, False
    while r.near(j + 1) and ("daypart" in r.roles(j) or r.single(j).id("timeunit") == "d") and j < i + 3:
        if r.word(j).id("weekday") or r.word(j).id("day"):
            break
        said = True
        j += 1
    before = turn_before(r, j)
    if before and j == i and r.roles(i) & {"this", "last", "next"}:
        j += 1
    word = r.word(j)
    named = word.id("weekday") or (word.id("bareday") if said else "")
    if not named and word.id("bareday"):
        week = _unit_turned(r, j + 1, depth)
        if week and isinstance(week[0], Relative) and week[0].unit == "wk" and r.near(j + 1):
            return Nth(1, word.id("bareday"), week[0]), week[1]
    if not named:
        if said and j > i and r.single(i).id("timeunit") == "d":
            found = date(r, j) or numeric(r, j)
            return found if found and isinstance(found[0], Civil) and found[0].day else None
        return None
    if _no_day(r, i, j, word, said):
        return None
    weekday, after = int(named), j + word.size
    if "habit" in word.senses:
        return None
    direction = before or turn(r, after)
    if not before and direction:
        after += 1
    while r.near(after) and "daypart" in r.roles(after) and not r.word(after).id("period"):
        after += 1
    found = _date_beside(r, after, weekday, direction)
    if found is not None:
        return found
    if not direction and (week := _week_beside(r, after, depth)):
        return Nth(1, str(weekday), week[0]), week[1]
    if not _last_of(r, after):
        found = _final_weekday(r, after, weekday, depth)
        if found:
            return found
    return Civil(weekday=weekday, turn=direction), after


def turn_before(r: Reader, i: int) -> str:
    """The direction given by the word at i itself, when a weekday, month or unit follows it."""
    roles = r.roles(i)
    if not r.near(i + 1):
        return ""
    return next((t for t in ("last", "next", "this", "prev", "foll") if t in roles), "")


def _no_day(r: Reader, i: int, j: int, word: TimeWord, said: bool) -> bool:
    """Whether a weekday's name is no day here: a market, a prayer, "every Friday", an abbreviation of a word."""
    before = r.roles(i - 1) if r.near(i) else frozenset()
    if before & {"noday", "every"}:
        return True
    if "homograph" in word.senses and r.tokens.words[j][:1].islower():
        return not (r.day(j + 1) or "," in r.mark(j + 1))
    if "homograph" in word.senses and not said:
        return not (
            r.after(j)[:1] == "." or r.mark(j + 1) == "," or r.day(j + 1) or before & {"in", "since", "by"}
        )
    return False


def _date_beside(r: Reader, i: int, weekday: int, direction: str) -> Read | None:
    """A date after a weekday: "Friday, 9 December", "Friday the 9th", "الجمعة الموافق 9 ديسمبر"."""
    mark = r.mark(i)
    if mark not in ("", ",", "،", ".", "-", "(", ".,", "–"):
        return None
    j = i
    while j < i + 3 and r.near(j + (mark != "" and j == i)) and r.roles(j) & {"of", "in", "equal", "the"}:
        j += 1
    if j > i and not r.near(j):
        return None
    found = date(r, j)
    if found is None:
        found = numeric(r, j)
    if found is None:
        dotted = r.tokens.fold(j) if j < r.size and len(r.tokens.words[j]) < 6 else ""
        first, _, second = dotted.partition(".")
        if (
            first.isdecimal()
            and second.isdecimal()
            and 1 <= int(first) <= 12
            and 1 <= int(second) <= 12
            and mark == ""
        ):
            found = Civil(month=int(second), day=int(first), either=first != second), j + 1
        elif (pair := _short(r, j)) is not None:
            found = pair
    if found is not None and isinstance(found[0], Civil) and found[0].day and not found[0].weekday:
        if mark == "(" and r.after(found[1] - 1)[:1] not in CLOSE:
            return None
        return _with_weekday(found[0], weekday), found[1]
    if mark != "" or direction:
        return None
    day = r.day(j)
    if day is None or (day.digits and not day.ordinal and j > i and "the" not in r.roles(j - 1)):
        return None
    if r.counts(day.next) or (not day.digits and not day.ordinal and "the" not in r.roles(j - 1)):
        return None
    if r.near(day.next) and (r.single(day.next).id("timeunit") or r.single(day.next).scale):
        return None
    if day.digits and r.mark(day.next) in (":", "/", "-", "."[:0]) and r.digits(day.next):
        return None
    if "of" in r.roles(day.next) and r.near(day.next):
        from_month = whole(r, day.next + 1, _DEPTH - 1)
        if from_month and isinstance(from_month[0], Relative) and from_month[0].unit == "mo":
            return Nth(day.value, "d", from_month[0]), from_month[1]
    return Civil(day=day.value, weekday=weekday), day.next


def _short(r: Reader, j: int) -> Read | None:
    """ "7/6" or "7-6" straight after a weekday."""
    first, second = r.digits(j), r.digits(j + 1)
    if not first or not second or r.mark(j + 1) not in ("/", "-") or max(len(first), len(second)) > 2:
        return None
    a, b = int(first), int(second)
    if not (1 <= a <= 31 and 1 <= b <= 31) or (a > 12 and b > 12):
        return None
    day, month_ = (b, a) if b > 12 else (a, b)
    return Civil(month=month_, day=day, either=a <= 12 and b <= 12 and a != b), j + 2


def _with_weekday(civil: Civil, weekday: int) -> Civil:
    return Civil(
        civil.year, civil.month, civil.day, weekday, civil.other, civil.shared, civil.calendar, civil.turn,
        civil.either, civil.style,
    )  # fmt: skip


def _week_beside(r: Reader, i: int, depth: int) -> Read | None:
    """The week after a weekday: "Tuesday of next week", "الأحد من الأسبوع الماضي"."""
    if not r.near(i):
        return None
    j = i + 1 if r.roles(i) & {"of"} else i
    found = _turned(r, j) or _unit_turned(r, j, depth)
    return found if found and isinstance(found[0], Relative) and found[0].unit == "wk" else None


def _last_of(r: Reader, i: int) -> bool:
    return not r.near(i) or (r.single(i).ordinal is None and "final" not in r.roles(i))


def _final_weekday(r: Reader, i: int, weekday: int, depth: int) -> Read | None:
    """ "الثلاثاء الأول من أكتوبر": the ordinal after the weekday."""
    word = r.single(i)
    number = -1 if "final" in word.roles else word.ordinal
    inner = _of(r, i + 1, depth)
    return (Nth(number, str(weekday), inner[0]), inner[1]) if number and inner else None


def _of(r: Reader, i: int, depth: int) -> Read | None:
    """What follows "of": a time; or a time with a glued preposition."""
    if not r.near(i):
        return None
    j = i + 1 if "of" in r.roles(i) else i
    if j == i and not r.single(i).preposition:
        return None
    if j > i and not r.near(j):
        return None
    year = r.digits(j)
    if len(year) == 4 and 1900 <= int(year) < 2100 and not r.counts(j + 1):
        return Civil(year=int(year)), j + 1
    named = month(r, j)
    if named:
        civil = Civil(month=named.number, other=named.other, shared=named.shared, calendar=named.calendar)
        return with_year(r, civil, named)
    if len(found := r.year(j) or ()) and not r.digits(j):
        return Civil(year=found[0]), found[1]
    return _turned(r, j) or _unit_turned(r, j, depth) or whole(r, j, depth + 1)


def _nth(r: Reader, i: int, depth: int) -> Read | None:
    """An ordinal before or after a weekday or unit, and the time it is counted in."""
    word = r.single(i)
    unit = _unit(word)
    if unit and r.near(i + 1):  # الأسبوع الأول من
        follow = r.single(i + 1)
        number = (
            -1 if "final" in follow.roles else (day.value if (day := r.day(i + 1)) and day.ordinal else None)
        )
        after = day.next if number != -1 and day else i + 2
        if number:
            if unit in ("quarter", "half") and number > 0:
                return _stretch(r, ("Q" if unit == "quarter" else "H") + str(number), after)
            if unit == "mo" and number > 0 and (year := year_after(r, after)):
                return Civil(year=year.value, month=number), year.next
            inner = _of(r, after, depth)
            if inner:
                return Nth(number, unit, inner[0]), inner[1]
        return None
    number, j = _ordinal(r, i)
    if not number:
        return None
    follow = r.word(j)
    if not r.near(j):
        return None
    if follow.id("timeunit") == "d" and (r.word(j + 1).id("weekday") or r.word(j + 1).id("bareday")):
        j, follow = j + 1, r.word(j + 1)
    counted = follow.id("weekday") or follow.id("bareday") or _unit(follow)
    if not counted:
        if number > 0 and "of" in r.roles(j):
            inner = _turned(r, j + 1) or _unit_turned(r, j + 1, depth)
            if inner and isinstance(inner[0], Relative) and inner[0].unit == "mo":
                return Nth(number, "d", inner[0]), inner[1]
        return None
    after = j + follow.size
    if counted in ("quarter", "half") and number > 0:
        return _stretch(r, ("Q" if counted == "quarter" else "H") + str(number), after)
    if counted in ("weekend", "century", "decade", "s", "min", "h"):
        return None
    inner = _of(r, after, depth)
    if inner is None or not _holds(inner[0]):
        return None
    return Nth(number, counted, inner[0]), inner[1]


def _holds(when: When) -> bool:
    """Whether a time is long enough to count days or weeks in it."""
    return not isinstance(when, (DayAway, Shift)) and not (isinstance(when, Civil) and when.day)


def _ordinal(r: Reader, i: int) -> tuple[int, int]:
    """An ordinal before a unit, -1 for the last; 0 where there is none."""
    if "final" in r.roles(i):
        return -1, i + 1
    day = r.day(i)
    if day and day.ordinal:
        return day.value, day.next
    return 0, i


def _stretch(r: Reader, name: str, i: int) -> Read | None:
    """The year of a quarter, half or season, if told."""
    if (name[0] == "Q" and not "1" <= name[1:] <= "4") or (name[0] == "H" and name[1:] not in ("1", "2")):
        return None
    j = i + 1 if r.near(i) and "of" in r.roles(i) else i
    year = year_after(r, i)
    if year and r.mark(i) in ("", "-"):
        return Stretch(name, year.value), year.next
    if r.near(j) and (found := _turned(r, j) or _unit_turned(r, j, _DEPTH)):
        if isinstance(found[0], Relative) and found[0].unit == "a":
            return Stretch(name, turn=found[0].turn + "-year"), found[1]
    if (
        r.near(j)
        and (found := _current(r, j))
        and isinstance(found[0], Relative)
        and found[0].unit == "a"
        and j > i
    ):
        return Stretch(name, turn="this-year"), found[1]
    if turn(r, i) and name in ("SP", "SU", "FA", "WI"):
        return Stretch(name, turn=turn(r, i)), i + 1
    return None


def _span_word(r: Reader, i: int) -> Read | None:
    """Seasons and "Q3 2021"."""
    word = r.word(i)
    season = word.id("season")
    if season:
        found = _stretch(r, season, i + word.size)
        if found:
            return found
        return (
            (Stretch(season), i + word.size)
            if r.near(i) and r.roles(i - 1) & {"since", "last", "next"}
            else None
        )
    surface = r.tokens.words[i]
    if (
        surface in ("Q", "H")
        and i + 1 < r.size
        and r.tokens.gaps[i + 1] == ""
        and (n := r.digits(i + 1)) in ("1", "2", "3", "4")
    ):
        found = _stretch(r, surface + n, i + 2)
        return found or (Stretch(surface + n), i + 2)
    return None


def _ago(r: Reader, i: int, depth: int) -> Read | None:
    """Amounts of time before or after something: three weeks ago, in two days, two weeks after tomorrow."""
    amounts, after = _amounts(r, i)
    if not amounts:
        return None
    before = r.roles(i - 1) if r.near(i) else frozenset()
    before_at = i - 1
    if "approx" in before and not before & {"in"}:
        before_at -= 1
        before = r.roles(before_at)
    past = tuple((-n, unit) for n, unit in amounts)
    word = r.single(after) if r.near(after) else None
    if word is not None:
        if "ago" in word.roles:
            return Shift(past), after + 1
        if "earlier" in word.roles:
            return Shift(past, told=True), after + 1
        if "later" in word.roles:
            return Shift(amounts, told=True), after + 1
        if "hence" in word.roles:
            return Shift(amounts), after + 1
        if "from" in word.roles or "after" in word.roles or "before" in word.roles:
            back = "before" in word.roles
            if "now" in r.roles(after + 1) and "from" in word.roles:
                return Shift(amounts), after + 2
            base = whole(r, after + 1, depth + 1) if r.near(after + 1) else None
            if (
                base is not None
                and _is_day(base[0])
                and not ("from" in word.roles and "of" in word.roles and not depth)
            ):
                return Shift(past if back else amounts, base[0]), base[1]
        if "of" in word.roles and "forwards" in before:
            base = whole(r, after + 1, depth + 1)
            return (Shift(amounts, base[0]), base[1]) if base and _is_day(base[0]) else None
        if turn(r, after):
            return None
    elif amounts and "turn" in before:
        return None
    if "backwards" in before:
        return Shift(past), after
    if before & {"for", "since"}:
        return Shift(past), after
    if "within" in before and "last" not in before and not r.roles(i) & {"last", "next"}:
        return (Shift(amounts), after) if not (word and (word.counted or "of" in word.roles)) else None
    if "forwards" in before and not (word and "of" in word.roles):
        return Shift(amounts), after
    return None


def _is_day(when: When) -> bool:
    if isinstance(when, Civil):
        return when.day is not None or when.weekday is not None
    return isinstance(when, (DayAway, Shift, Holiday, Pair))


def _amounts(r: Reader, i: int) -> tuple[tuple[tuple[int, str], ...], int]:
    """ "1 month and 21 days", "يومين", "a week": the amounts and the token after them."""
    found: list[tuple[int, str]] = []
    j = i
    while len(found) < 3:
        start = j
        if found:
            if ("and" in r.roles(j) and r.near(j)) or (r.single(j).conjunction and r.near(j)):
                j += "and" in r.roles(j)
            elif r.mark(j) not in ("", ",", "،"):
                break
        amount = _amount(r, j, first=not found)
        if amount is None:
            j = start
            break
        number, unit, j = amount
        found.append((number, unit))
    return tuple(found), j


def _amount(r: Reader, i: int, *, first: bool) -> tuple[int, str, int] | None:
    word = r.word(i)
    unit = word.senses.get("timeunit") or word.senses.get("period")
    if unit is not None and first and not word.definite:
        ending = unit[1].ending
        if unit[0].id not in _COUNTED_UNITS or unit[0].get("plural") or unit[0].get("alone"):
            return None
        if ending == "plural" or ending == "possessed":
            return None
        if r.digits(i + 1) and r.near(i + 1):
            return None
        if r.single(i + 1).id("weekday") or r.word(i + 1).id("month") or r.single(i + 1).id("day"):
            return None
        number = 2 if "dual" in ending and "accusative" not in ending else 1
        after = i + word.size
        if number == 1 and r.near(after) and "one" in r.roles(after):
            after += 1
        return number * int(unit[0].get("times", "1")), unit[0].id, after
    count = r.count(i)
    j = count.next if count else i
    if count is None:
        if "one" not in r.roles(i) or not first:
            return None
        count, j = None, i + 1
    word = r.word(j)
    unit = word.senses.get("timeunit") or word.senses.get("period")
    if unit is None or unit[0].id not in _COUNTED_UNITS or r.mark(j) not in ("", "-"):
        return None
    number = count.value if count else 1
    unit_id, times = unit[0].id, int(unit[0].get("times", "1"))
    return (
        number * times * (10 if unit_id == "decade" else 1),
        "a" if unit_id == "decade" else unit_id,
        j + word.size,
    )


def _windowed(r: Reader, i: int) -> Read | None:
    """The last three years, السنوات الثلاث الماضية, the next two weeks."""
    word = r.single(i)
    unit = word.senses.get("timeunit")
    if unit and unit[0].id in _COUNTED_UNITS and word.definite:  # الأيام العشرة الماضية, العامين الماضيين
        dual = "dual" in unit[1].ending
        count = None if dual else r.count(i + 1) if unit[0].get("plural") and r.near(i + 1) else None
        after = count.next if count else i + 1
        direction = turn(r, after)
        if direction in ("last", "next", "prev", "foll") and (count or dual):
            return Window(count.value if count else 2, unit[0].id, direction), after + 1
        return None
    direction = turn_before(r, i)
    if direction in ("last", "next", "prev", "foll"):
        amounts, after = _amounts(r, i + 1)
        if len(amounts) == 1 and r.count(i + 1):
            return Window(amounts[0][0], amounts[0][1], direction), after
    amounts, after = _amounts(r, i) if r.count(i) else ((), i)
    if (
        len(amounts) == 1
        and turn(r, after) in ("last", "next")
        and not r.single(after).trigger
        and not _cased_unit(r, after)
    ):
        return Window(amounts[0][0], amounts[0][1], turn(r, after)), after + 1
    return None


def _cased_unit(r: Reader, i: int) -> bool:
    """Whether the turn at i belongs to a unit after it ("two days last week")."""
    following = r.word(i + 1)
    return r.near(i + 1) and (following.trigger or bool(_unit(following)))


def _turned(r: Reader, i: int) -> Read | None:
    """A turn before a unit, month, season: last year, this month, next June, هذا العام."""
    j = i + 1 if "the" in r.roles(i) else i
    direction = turn_before(r, j)
    if not direction:
        return _after_next(r, j)
    k = j + 1
    word = r.word(k)
    unit = _unit(word)
    if unit:
        after = k + word.size
        if unit == "d" and direction in ("this", "last") and not r.tokens.words[j].isascii():
            return (DayAway(0), after) if direction == "this" else None
        if unit in ("s", "min", "h", "half"):
            return None
        if direction == "last" and unit == "d" and r.near(after) and "of" in r.roles(after):
            return None
        if unit == "wk" and r.near(after) and (named := _week_day(r, after)):
            return Nth(1, named[0], Relative(unit, direction)), named[1]
        return Relative(unit, direction), after
    if word.id("month"):
        named = month(r, k)
        if (
            named
            and (year := year_after(r, named.next)) is None
            and not (named.weak and r.tokens.words[k][:1].islower())
        ):
            return Civil(
                month=named.number, other=named.other, shared=named.shared, turn=direction
            ), named.next
        return None
    if word.id("season"):
        return Stretch(word.id("season"), turn=direction), k + word.size
    if word.id("holiday"):
        return Holiday(word.id("holiday"), turn=direction), k + word.size
    return None


def _week_day(r: Reader, i: int) -> tuple[str, int] | None:
    """ "Last week Sunday", "next week on Tuesday"."""
    j = i + 1 if "in" in r.roles(i) and "of" not in r.roles(i) else i
    named = r.word(j).id("weekday")
    return (named, j + 1) if named and r.near(j) and "homograph" not in r.word(j).senses else None


def _after_next(r: Reader, i: int) -> Read | None:
    """ "The week after next"."""
    unit = _unit(r.single(i))
    if unit not in ("wk", "mo", "a", "weekend") or not (r.near(i + 1) and "after" in r.roles(i + 1)):
        return None
    j = i + 3 if "the" in r.roles(i + 2) else i + 2
    return (Relative(unit, "next2"), j + 1) if "next" in r.roles(j) and r.near(j) else None


def _unit_turned(r: Reader, i: int, depth: int) -> Read | None:
    """A turn after a unit, month or season: العام الماضي, نوفمبر المقبل."""
    word = r.word(i)
    unit = _unit(word)
    if unit:
        after = i + word.size
        direction = turn(r, after)
        if not direction or not (
            word.definite or word.senses.get("timeunit", word.senses.get("period"))[0].get("alone")
        ):  # type: ignore[index]
            if not (unit == "weekend" and direction):
                return None
        if unit in ("s", "min", "h", "half"):
            return None
        return Relative(unit, direction), after + 1
    return None


def _week(r: Reader, i: int, depth: int) -> Read | None:
    """ "Week 31", "the week of 10 April", "the weekend"."""
    word = r.word(i)
    unit = _unit(word)
    after = i + word.size
    if (
        unit == "weekend"
        and (word.definite or "the" in r.roles(i - 1) or word.size > 1)
        and not turn(r, after)
    ):
        return Relative("weekend", "near"), after
    if unit == "wk" and not word.definite:
        if (digits := r.digits(after)) and r.near(after) and len(digits) <= 2 and 1 <= int(digits) <= 53:
            year = year_after(r, after + 1)
            return Week(int(digits), year.value if year else None), year.next if year else after + 1
        j = after
        if r.near(j) and "beginning" in r.roles(j):
            j += 2 if "in" in r.roles(j + 1) else 1
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


def _decade(r: Reader, i: int) -> Read | None:
    """ "The 1990s", "the nineties", تسعينيات القرن الماضي."""
    digits = r.digits(i)
    if len(digits) == 4 and digits[3] == "0" and i + 1 < r.size:
        gap = r.tokens.gaps[i + 1]
        if gap in ("", "'", "’") and "plural" in r.roles(i + 1):
            return Decade(int(digits)), i + 2
        return None
    word = r.single(i)
    if not word.id("decade"):
        return None
    if "the" not in r.roles(i - 1) and not word.definite and not r.single(i - 1).id("part"):
        if _unit(r.single(i + 1)) != "century":
            return None
    start, after = int(word.id("decade")), i + 1
    if r.near(after) and _unit(r.single(after)) == "century":
        after += 1
        if turn(r, after):
            after += 1
        elif (day := r.day(after)) is not None and r.near(after):
            start, after = (day.value - 1) * 100 + start, day.next
    return Decade(start), after


def _holiday(r: Reader, i: int) -> Read | None:
    word = r.word(i)
    if not word.id("holiday"):
        return None
    after = i + word.size
    year = year_after(r, after)
    return Holiday(word.id("holiday"), year.value if year else None), year.next if year else after


__all__ = ["DASHES", "whole"]
