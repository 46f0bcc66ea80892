"""Days told by their place in the week or from today: Friday the 9th, yesterday, the 9th."""

from __future__ import annotations

from msgspec.structs import replace

from consistency.find.times_counts import final_weekday, last_of
from consistency.find.times_dates import date
from consistency.find.times_digits import numeric, short
from consistency.find.times_reader import CLOSE, OPEN, Read, Reader
from consistency.find.times_units import DEPTH, turned, unit_of, unit_turned
from consistency.find.times_words import TimeWord
from consistency.model.timephrase import Civil, DayAway, Nth, Pair, Range, Relative

# What stands between the two days of a night: "ليل السبت - الأحد", "ليلة الجمعة/السبت".
_BETWEEN_NIGHTS = ("", "-", "–", "—", "/")


def day_alone(r: Reader, i: int) -> Read | None:
    """ "The 9th": a day of the month alone, after a preposition."""
    day = r.day(i)
    if day is None or not day.ordinal or "the" not in r.roles(i - 1):
        return None
    if not r.roles(i - 2) & {"in", "on", "since", "until", "by", "before", "after", "for", "from"}:
        return None
    if (
        r.after(day.next - 1)[:1] == ""
        and day.next < r.size
        and not r.roles(day.next) & {"and", "to", "at", "or"}
    ):
        return None
    return Civil(day=day.value), day.next


def day_word(r: Reader, i: int, depth: int) -> Read | None:
    """Yesterday, today, tomorrow, with the weekday, the date or the editor's gloss beside it."""
    if "daypart" in r.roles(i) and r.near(i + 1) and not r.word(i).id("day"):
        return day_word(r, i + 1, depth) if r.word(i + 1).id("day") or _says_today(r, i + 1) else None
    word = r.word(i)
    j = i
    if word.id("timeunit") == "d" and word.size == 1 and not word.id("day"):
        follow = r.word(i + 1)
        if r.near(i + 1) and follow.id("day"):
            j, word = i + 1, follow
        elif r.near(i + 1) and "that" in follow.roles and r.word(i + 2).id("day"):
            j, word = i + 2, r.word(i + 2)
        elif _says_today(r, i):
            return _today(r, i, depth)
        else:
            return None
    if not word.id("day"):
        return None
    return _beside(r, DayAway(int(word.id("day"))), j + word.size, depth)


def _says_today(r: Reader, i: int) -> bool:
    word = r.word(i)
    if word.id("timeunit") != "d" or word.size != 1:
        return False
    sense, forms = word.senses["timeunit"]
    return bool(sense.get("alone")) and not forms.ending


def _today(r: Reader, i: int, depth: int) -> Read | None:
    """ "اليوم" alone is today; with an ordinal, a turn or an epithet it is not."""
    after = i + 1
    if r.near(after):
        word = r.single(after)
        if r.turn(after) in ("last", "prev", "next", "foll"):
            return Relative("d", r.turn(after)), after + 1
        if r.turn(after) == "this":
            return DayAway(0), after + 1
        if r.turn(after) or "that" in word.roles or word.ordinal is not None or "final" in word.roles:
            return None
        if r.elative(after) and r.has_article(after):
            return None  # "the bloodiest day"
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
    if mark in ("", ",", "،") and (named := word.id("weekday") or (word.id("bareday") if mark == "" else "")):
        found = weekday(r, after, depth)
        if found and isinstance(found[0], Civil) and not found[0].turn:
            if found[0].day is None:
                return DayAway(away.days, int(named)), found[1]
            return Pair(away, found[0]), found[1]
    if mark in ("", ",", "،") and (r.day(after) or r.word(after).id("timeunit") == "d"):
        found = date(r, after) or numeric(r, after)
        if found and isinstance(found[0], Civil) and found[0].day is not None:
            return Pair(away, found[0]), found[1]
    if mark in OPEN:
        found = day_word(r, after, depth + 1) or weekday(r, after, depth + 1) or date(r, after)
        if found and r.after(found[1] - 1)[:1] in CLOSE:
            if isinstance(found[0], DayAway):
                return Pair(away, found[0], gloss=True), found[1]
            if isinstance(found[0], Civil) and found[0].day is None and found[0].weekday:
                return DayAway(away.days, found[0].weekday), found[1]
            if isinstance(found[0], Civil) and found[0].day:
                return Pair(away, found[0]), found[1]
    return away, after


def weekday(r: Reader, i: int, depth: int) -> Read | None:
    """A weekday with what stands beside it: a date, a day of the month, a week, a turn."""
    j, said = i, False
    while r.near(j + 1) and ("daypart" in r.roles(j) or r.single(j).id("timeunit") == "d") and j < i + 3:
        if r.word(j).id("weekday") or r.word(j).id("day"):
            break
        said = True
        j += 1
    before = r.turn_before(j)
    if before and j == i and r.roles(i) & {"this", "last", "next"}:
        j += 1
    word = r.word(j)
    named = word.id("weekday") or (word.id("bareday") if said else "")
    if not named and word.id("bareday"):
        week = unit_turned(r, j + 1)
        if week and isinstance(week[0], Relative) and week[0].unit == "wk" and r.near(j + 1):
            return Nth(1, word.id("bareday"), week[0]), week[1]
    if not named:
        if said and j > i and unit_of(r.single(i)) == "d":
            found = date(r, j) or numeric(r, j)
            return found if found and isinstance(found[0], Civil) and found[0].day else None
        return None
    if _no_day(r, i, j, word, said):
        return None
    number, after = int(named), j + word.size
    if "habit" in word.senses:
        return None
    direction = before
    if not before and not (r.near(after + 1) and unit_of(r.word(after + 1))):
        direction = r.turn(after)
        after += direction != ""
    while r.near(after) and "daypart" in r.roles(after) and not r.word(after).id("period"):
        after += 1
    found = _date_beside(r, after, number, direction)
    if found is not None:
        return found
    if not direction and (week := _week_beside(r, after, depth)):
        return Nth(1, str(number), week[0]), week[1]
    if not last_of(r, after):
        found = final_weekday(r, after, number, depth)
        if found:
            return found
    told = Civil(weekday=number, turn=direction)
    night = _into_the_next(r, after, number) if said or "daypart" in r.roles(after - 1) else None
    return (Range(told, night[0]), night[1]) if night else (told, after)


def _into_the_next(r: Reader, i: int, weekday: int) -> Read | None:
    """The day after a weekday, for the night between them: "ليل السبت الأحد", "Saturday night into Sunday"."""
    mark = r.mark(i)
    if mark == "" and "to" in r.roles(i):
        i += 1
        mark = r.mark(i)
    if mark not in _BETWEEN_NIGHTS or r.word(i).id("weekday") != str(weekday % 7 + 1):
        return None
    return Civil(weekday=weekday % 7 + 1), i + r.word(i).size


def _no_day(r: Reader, i: int, j: int, word: TimeWord, said: bool) -> bool:
    """Whether a weekday's name is no day here: a market, a prayer, "every Friday", another word."""
    before = r.roles(i - 1) if r.near(i) else frozenset()
    if before & {"noday", "every"}:
        return True
    if "homograph" in word.senses and r.lower(j):
        return not (r.day(j + 1) or "," in r.mark(j + 1))
    if "homograph" in word.senses and not said:
        return not (
            r.after(j)[:1] == "."
            or r.mark(j + 1) == ","
            or r.day(j + 1)
            or (r.near(j + 1) and r.word(j + 1).id("month"))
            or before & {"in", "on", "since", "by"}
        )
    return False


def _date_beside(r: Reader, i: int, weekday: int, direction: str) -> Read | None:
    """A date after a weekday: "Friday, 9 December", "Friday the 9th", "الجمعة الموافق 9 ديسمبر"."""
    mark = r.mark(i)
    if mark not in ("", ",", "،", ".", "-", "(", ".,", "–"):
        return None
    j = i
    while (
        j < i + 3 and r.near(j + (mark != "" and j == i)) and r.roles(j) & {"of", "in", "on", "equal", "the"}
    ):
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
        elif (pair := short(r, j)) is not None:
            found = pair
    if found is not None and isinstance(found[0], Civil) and found[0].day and not found[0].weekday:
        if mark == "(" and r.after(found[1] - 1)[:1] not in CLOSE:
            return None
        return replace(found[0], weekday=weekday), found[1]
    if mark != "" or direction:
        return None
    day = r.day(j)
    if day is None or (day.digits and not day.ordinal and j > i and "the" not in r.roles(j - 1)):
        return None
    if r.counts(day.next) or (not day.digits and not day.ordinal and "the" not in r.roles(j - 1)):
        return None
    if r.near(day.next) and (r.single(day.next).id("timeunit") or r.single(day.next).scale):
        return None
    if day.ordinal and not day.digits and _goes_on(r, day.next):
        return None  # "Saturday in the first block of", "الأحد أول خط للمترو"
    if day.digits and r.mark(day.next) in (":", "/", "-", "."[:0]) and r.digits(day.next):
        return None
    if "of" in r.roles(day.next) and r.near(day.next):
        from_month = r.whole(r, day.next + 1, DEPTH - 1)
        if from_month and isinstance(from_month[0], Relative) and from_month[0].unit == "mo":
            return Nth(day.value, "d", from_month[0]), from_month[1]
        if day.digits and not day.ordinal:
            return None  # "by Tuesday night 22 of them had left"
    return Civil(day=day.value, weekday=weekday), day.next


def _goes_on(r: Reader, i: int) -> bool:
    """Whether a plain word follows, which an ordinal before it counts."""
    return r.near(i) and i < r.size and not (r.roles(i) or r.single(i).senses)


def _week_beside(r: Reader, i: int, depth: int) -> Read | None:
    """The week after a weekday: "Tuesday of next week", "الأحد من الأسبوع الماضي"."""
    if not r.near(i):
        return None
    j = i + 1 if r.roles(i) & {"of"} else i
    found = turned(r, j) or unit_turned(r, j)
    return found if found and isinstance(found[0], Relative) and found[0].unit == "wk" else None
