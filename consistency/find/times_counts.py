"""Dates by counting: three weeks ago, the last two years, the first Friday of July."""

from __future__ import annotations

from consistency.find.times_dates import with_year, year_after
from consistency.find.times_months import month
from consistency.find.times_reader import Read, Reader
from consistency.find.times_units import current, stretch, turned, unit_of, unit_turned
from consistency.find.times_words import COUNTED_UNITS, TOO_SHORT
from consistency.model.timephrase import (
    Civil,
    DayAway,
    Holiday,
    Nth,
    Pair,
    Part,
    Relative,
    Shift,
    When,
    Window,
)

# ... and a verb before "in two days" that tells what is over.
_TAKING_REACH = 8
# How far before "in 20 years" the superlative stands ("the worst drought to hit the south in 20 years").
_RECORD_REACH = 10


def ago(r: Reader, i: int, depth: int) -> Read | None:
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
            if "than" in r.roles(after + 1):
                return None  # "a week later than planned"
            return Shift(amounts, told=True), after + 1
        if "hence" in word.roles:
            return Shift(amounts), after + 1
        if "from" in word.roles or "after" in word.roles or "before" in word.roles:
            back = "before" in word.roles
            if "now" in r.roles(after + 1) and "from" in word.roles:
                return Shift(amounts), after + 2
            base = r.whole(r, after + 1, depth + 1) if r.near(after + 1) else None
            if (
                base is not None
                and _is_day(base[0])
                and not ("from" in word.roles and "of" in word.roles and not depth)
            ):
                return Shift(past if back else amounts, base[0]), base[1]
        if "of" in word.roles and "forwards" in before:
            base = r.whole(r, after + 1, depth + 1)
            return (Shift(amounts, base[0]), base[1]) if base and _is_day(base[0]) else None
        if r.turn(after):
            return None
    elif amounts and "turn" in before:
        return None
    if "inside" in before and len(amounts) == 1:
        return Window(amounts[0][0], amounts[0][1], "next"), after
    if "backwards" in before:  # before something, where that is told: "قبل أسبوعين من الانتخابات"
        of_another = (word is not None and "from" in word.roles) or (
            r.near(after) and "towards" in r.word(after).roles
        )
        return None if of_another else (Shift(past), after)
    if before & {"for", "since"} and not ("lasting" in before and _lasts(r, before_at)):
        return Shift(past), after
    if "within" in before and (_record(r, i - 1) or _took(r, i, after - 1)):
        return None
    if "within" in before and "last" not in before and not r.roles(i) & {"last", "next"}:
        return (Shift(amounts), after) if not (word and (word.counted or "of" in word.roles)) else None
    if "forwards" in before and not (word and word.roles & {"of", "upon"}) and r.ahead(i, after - 1):
        return Shift(amounts), after  # told of the past it is counted from something else
    return None


def _lasts(r: Reader, i: int) -> bool:
    """Whether "for", at i, tells how long something lasts, and not when it began.

    "Was jailed for nine years" lasts; "has led it for nine years" began nine years ago.
    """
    for k in range(i - 1, max(-1, i - 1 - _RECORD_REACH), -1):
        if "goes-on" in r.roles(k):
            return False
        if r.mark(k + 1) != "":
            break
    return i > 0


def _record(r: Reader, i: int) -> bool:
    """ "The first in four months", "the deadliest attack in 20 years": so long back, not ahead."""
    for k in range(i - 1, max(-1, i - 1 - _RECORD_REACH), -1):
        word = r.single(k)
        if r.mark(k + 1) != "":
            return False
        if word.ordinal == 1 or word.id("which") == "final" or "final" in word.roles or r.elative(k):
            return True
    return False


def _took(r: Reader, i: int, last: int) -> bool:
    """Whether "in", before i, tells how long something took: "rose three metres in two days", "has killed 61 in three
    weeks"; where a verb of what is over stands before it and no word of what lies ahead."""
    if r.ahead(i, last):
        return False
    for k in range(i - 2, max(-1, i - 2 - _TAKING_REACH), -1):
        if r.roles(k) & {"goes-on", "done"}:
            return True
        if r.mark(k + 1) != "":
            return False
    return False


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
        if unit[0].id not in COUNTED_UNITS or unit[0].get("plural") or unit[0].get("alone"):
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
        times = 10 if unit[0].id == "decade" else int(unit[0].get("times", "1"))
        return number * times, "a" if unit[0].id == "decade" else unit[0].id, after
    count = r.count(i)
    j = count.next if count else i
    if count is None:
        if "one" not in r.roles(i) or not first:
            return None
        count, j = None, i + 1
    if r.mark(i) == "/":
        return None  # "3 1/2 years ago"
    word = r.word(j)
    unit = word.senses.get("timeunit") or word.senses.get("period")
    if unit is None or unit[0].id not in COUNTED_UNITS or r.mark(j) not in ("", "-"):
        return None
    number = count.value if count else 1
    unit_id, times = unit[0].id, int(unit[0].get("times", "1"))
    return (
        number * times * (10 if unit_id == "decade" else 1),
        "a" if unit_id == "decade" else unit_id,
        j + word.size,
    )


def windowed(r: Reader, i: int) -> Read | None:
    """The last three years, السنوات الثلاث الماضية, the next two weeks."""
    word = r.single(i)
    unit = word.senses.get("timeunit")
    if (
        unit and unit[0].id in COUNTED_UNITS and (word.definite or unit[0].get("alone"))
    ):  # الأيام العشرة الماضية, العامين الماضيين
        dual = "dual" in unit[1].ending
        count = None if dual else r.count(i + 1) if unit[0].get("plural") and r.near(i + 1) else None
        after = count.next if count else i + 1
        direction = r.turn(after) or ("last" if "final" in r.roles(after) and r.near(after) else "")
        if direction in ("last", "next", "prev", "foll") and (count or dual):
            return Window(count.value if count else 2, unit[0].id, direction), after + 1
        return None
    # Where an article is written on its noun adjectives follow theirs: "وزير سابق ثماني سنوات" tells no years.
    direction = "" if r.article else r.turn_before(i)
    if direction in ("last", "next", "prev", "foll"):
        amounts, after = _amounts(r, i + 1)
        if len(amounts) == 1 and r.count(i + 1):
            return Window(amounts[0][0], amounts[0][1], direction), after
    amounts, after = _amounts(r, i) if r.count(i) else ((), i)
    if (
        len(amounts) == 1
        and r.turn(after) in ("last", "next")
        and not r.single(after).trigger
        and not _cased_unit(r, after)
    ):
        return Window(amounts[0][0], amounts[0][1], r.turn(after)), after + 1
    return None


def _cased_unit(r: Reader, i: int) -> bool:
    """Whether the turn at i belongs to a unit after it ("two days last week")."""
    following = r.word(i + 1)
    return r.near(i + 1) and (following.trigger or bool(unit_of(following)))


def nth(r: Reader, i: int, depth: int) -> Read | None:
    """An ordinal before or after a weekday or unit, and the time it is counted in."""
    word = r.single(i)
    unit = unit_of(word)
    if found := first_days(r, i, depth):
        return found
    if unit and unit not in TOO_SHORT and r.near(i + 1):  # الأسبوع الأول من
        follow = r.single(i + 1)
        day = r.day(i + 1)
        number = -1 if "final" in follow.roles else day.value if day and day.ordinal else None
        after = day.next if day and number != -1 else i + 2
        if number:
            if unit in ("quarter", "half"):
                last = "Q4" if unit == "quarter" else "H2"
                return stretch(r, last if number < 0 else f"{last[0]}{number}", after)
            if unit == "mo" and number > 0 and (year := year_after(r, after)):
                return Civil(year=year.value, month=number), year.next
            inner = of_time(r, after, depth)
            if inner:
                return Nth(number, unit, inner[0]), inner[1]
        return None
    number, j = _ordinal(r, i)
    if not number:
        return _day_of_turn(r, i)
    follow = r.word(j)
    if not r.near(j):
        return None
    if follow.id("timeunit") == "d" and (r.word(j + 1).id("weekday") or r.word(j + 1).id("bareday")):
        j, follow = j + 1, r.word(j + 1)
    counted = follow.id("weekday") or follow.id("bareday") or unit_of(follow)
    if not counted:
        if number > 0 and "of" in r.roles(j):
            inner = turned(r, j + 1) or unit_turned(r, j + 1) or current(r, j + 1)
            if inner and isinstance(inner[0], Relative) and inner[0].unit == "mo":
                return Nth(number, "d", inner[0]), inner[1]
        return None
    after = j + follow.size
    if counted in ("quarter", "half") and number > 0:
        return stretch(r, ("Q" if counted == "quarter" else "H") + str(number), after)
    if counted in TOO_SHORT or counted in ("weekend", "century", "decade"):
        return None
    inner = of_time(r, after, depth)
    if inner is None or not _holds(inner[0]):
        return None
    return Nth(number, counted, inner[0]), inner[1]


def _day_of_turn(r: Reader, i: int) -> Read | None:
    """ "15 الجاري": a day of the current, last or coming month, the month left out."""
    day = r.day(i)
    if day is None or not day.digits or r.turn(day.next) not in ("last", "this", "next") or not r.near(i):
        return None
    before = r.single(i - 1)
    following = r.word(day.next + 1)
    told = before.roles & {"in", "since", "until", "by", "before", "after"} or before.id("timeunit") == "d"
    if not told or r.lower(day.next) or (r.near(day.next + 1) and following.trigger):
        return None
    return Nth(day.value, "d", Relative("mo", r.turn(day.next))), day.next + 1


def first_days(r: Reader, i: int, depth: int) -> Read | None:
    """ "الأيام الأولى من مايو": the beginning or the end of what follows."""
    unit = r.single(i).senses.get("timeunit")
    follow = r.single(i + 1)
    if (
        not unit
        or not unit[0].get("plural")
        or not r.near(i + 1)
        or not (follow.ordinal == 1 or "final" in follow.roles)
    ):
        return None
    inner = of_time(r, i + 2, depth)
    return (Part("START" if follow.ordinal == 1 else "END", inner[0]), inner[1]) if inner else None


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
    if day and day.digits and "of" in r.roles(day.next) and r.near(day.next):
        inner = unit_turned(r, day.next + 1)  # "20 من الشهر الماضي"
        if inner and isinstance(inner[0], Relative) and inner[0].unit == "mo":
            return day.value, day.next
    return 0, i


def of_time(r: Reader, i: int, depth: int) -> Read | None:
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
    if (year_told := r.year(j)) and not r.digits(j):
        return Civil(year=year_told.value), year_told.next
    return turned(r, j) or unit_turned(r, j) or r.whole(r, j, depth + 1) or current(r, j)


def final_weekday(r: Reader, i: int, weekday: int, depth: int) -> Read | None:
    """ "الثلاثاء الأول من أكتوبر": the ordinal after the weekday."""
    word = r.single(i)
    number = -1 if "final" in word.roles else word.ordinal
    inner = of_time(r, i + 1, depth)
    return (Nth(number, str(weekday), inner[0]), inner[1]) if number and inner else None


def last_of(r: Reader, i: int) -> bool:
    return not r.near(i) or (r.single(i).ordinal is None and "final" not in r.roles(i))
