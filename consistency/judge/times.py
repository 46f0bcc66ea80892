"""When two claims hold, and what lies between."""

from __future__ import annotations

import re
from datetime import date, timedelta

from consistency.model.claim import Claim, ClaimTime
from consistency.packs.ruleset import Packs

# Figures of one event within this many minutes are of one moment: later than that, tolls move.
SAME_MOMENT = timedelta(minutes=90)
# A day this close before publication is the day of the news; the figure itself is as new as the article.
NEWS = timedelta(days=2)
# ... and this close before, it is the day of what happened to the counted: "19 died on Friday" is news for days.
STORY = timedelta(days=10)
# So long news follows a toll that an article says to have risen.
FOLLOWED = timedelta(days=30)
# Figures that neither stand nor rise are of one story when their times are this close.
ONE_STORY = timedelta(days=2)
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
# How long a standing figure stays current when its concept does not say.
_DEFAULT_VALIDITY = "P1M"


def as_of(claim: Claim) -> tuple[date, date] | None:
    """First day and day after the last for which the claim is made; None when that is unknown.

    A date in the text that could not be resolved is unknown, not the day of publication.
    """
    published = claim.provenance.published
    if claim.time is not None and claim.time.relation != "by":
        start, end = claim.time.fuzzy.start, claim.time.fuzzy.end
        if claim.time.relation == "since":
            return (published.day, published.day + timedelta(days=1)) if published else None
        if start is not None and end is not None:
            return start, end
        if claim.time.mention is not None and claim.time.relation == "as-of":
            return None
    return (published.day, published.day + timedelta(days=1)) if published else None


def gap(a: Claim, b: Claim) -> timedelta | None:
    """Between the middles of the two claims' times, zero where they overlap; None where one is unknown."""
    x, y = as_of(a), as_of(b)
    if x is None or y is None:
        return None
    if x[0] < y[1] and y[0] < x[1]:
        return timedelta(0)
    return abs(_middle(x) - _middle(y))


def published_apart(a: Claim, b: Claim) -> timedelta | None:
    """Days between the two articles; None where one is not dated."""
    x, y = a.provenance.published, b.provenance.published
    return abs(x.day - y.day) if x is not None and y is not None else None


def _middle(days: tuple[date, date]) -> date:
    return days[0] + (days[1] - days[0] - timedelta(days=1)) / 2


def width(claim: Claim) -> int:
    """Days that the claim's time spans, to prefer the exact one; a large number where it is unknown."""
    days = as_of(claim)
    return (days[1] - days[0]).days if days else 10**6


def validity(claim: Claim, packs: Packs) -> timedelta:
    """How long a standing figure of this concept stays current (`rules/counted`)."""
    row = packs.table("counted").get(claim.counted.concept, {})
    match = _DURATION.fullmatch(row.get("validity") or _DEFAULT_VALIDITY) or _DURATION.fullmatch(
        _DEFAULT_VALIDITY
    )
    assert match is not None
    years, months, weeks, days = (int(part or 0) for part in match.groups())
    return timedelta(days=365 * years + 30 * months + 7 * weeks + days)


def order(a: Claim, b: Claim) -> int | None:
    """-1 when `a` speaks of an earlier time than `b`, 1 of a later, 0 of one moment, None where that is unknown.

    A figure without a date of its own, or with the day of what happened, is as new as its article; in a headline, as
    what its text tells.
    """
    if _undated_headline(a, b) or _undated_headline(b, a):
        return 0
    x, y = a.provenance.published, b.provenance.published
    if x is not None and y is not None and _as_new(a) and _as_new(b) and not _until_one_day(a, b):
        if x.instant is not None and y.instant is not None:
            apart = y.instant - x.instant
            return 0 if abs(apart) <= SAME_MOMENT else (-1 if apart > timedelta(0) else 1)
        return (x.day > y.day) - (x.day < y.day)
    one, two = as_of(a), as_of(b)
    if one is None or two is None:
        return None
    if one[0] < two[1] and two[0] < one[1]:
        return 0
    return -1 if one[1] <= two[0] else 1


def _undated_headline(a: Claim, b: Claim) -> bool:
    """Whether one claim is of the headline of the other's article, and tells no time."""
    if a.document != b.document or a.zone != "headline" or b.zone == "headline":
        return False
    return a.time is None or a.time.mention is None


def _as_new(claim: Claim) -> bool:
    """Whether a figure is as new as its article: undated, counted until now, or of a day just before.

    What has risen or fallen since then ("the toll of Monday's storm has risen to 21") is as new, too.
    """
    if claim.time is None or claim.time.mention is None or claim.time.relation == "since":
        return True
    published, days = claim.provenance.published, as_of(claim)
    if published is None or days is None:
        return False
    if claim.time.relation == "until":
        return days[0] == published.day  # "by this afternoon"
    if claim.time.relation not in ("as-of", "by"):
        return False
    if days[0] < published.day < days[1]:
        return True  # "this summer": so far
    passed = published.day - days[0]
    reach = FOLLOWED if claim.moved else STORY if claim.counted.role else NEWS
    return (claim.moved is not None or (days[1] - days[0]).days == 1) and timedelta(0) <= passed <= reach


def _until_one_day(a: Claim, b: Claim) -> bool:
    """Whether both figures are told as those of one hour or day, whenever the articles appeared."""
    if a.time is None or b.time is None:
        return False
    return a.time.relation == b.time.relation == "until" and a.time.interval == b.time.interval


def gap_in_words(between: timedelta, language: str, packs: Packs) -> str:
    """ "almost three years": the gap in the words of an interface language (CLDR's names of durations)."""
    days = between.days
    if days >= 350:
        unit, size = "year", 365.25
    elif days >= 45:
        unit, size = "month", 30.44
    else:
        unit, size = "day", 1.0
    whole, rest = divmod(days / size, 1)
    table = packs.table("durations").get(language) or packs.table("durations")["en"]
    if rest >= 0.8:
        shape, count = "almost", int(whole) + 1
    elif rest <= 0.1:
        shape, count = "exact", int(whole)
    else:
        shape, count = "more", int(whole)
    names = table[unit]
    return str(table[shape]).format(names[min(count, len(names) - 1)])


def windows_differ(a: Claim, b: Claim) -> bool:
    """Both count since a day, and the two days cannot be the same."""
    if a.time is None or b.time is None or a.time.relation != "since" or b.time.relation != "since":
        return False
    x, y = a.time.fuzzy, b.time.fuzzy
    if x.known and y.known:
        return not x.overlaps(y)
    one, two = _months(a.time), _months(b.time)
    return bool(one and two) and not one & two


def _months(time: ClaimTime) -> set[int]:
    """The months a time touches, with or without its year; empty when it is wider than a quarter or unknown."""
    if time.months:
        return set(time.months)
    start, end = time.fuzzy.start, time.fuzzy.end
    if start is None or end is None or (end - start).days > 92:
        return set()
    return {(start + timedelta(days=day)).month for day in range((end - start).days)}
