"""Days and moments in the words of the interface language; the page's script refines them to the reader's locale."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache

from babel import Locale
from babel.dates import format_date

from consistency.model.document import Moment

# Patterns of our own: CLDR's change between versions of the library, and the page's bytes must not.
_DAY, _MONTH, _YEAR = "d MMM y", "MMM y", "y"


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


def day(value: date, language: str, pattern: str = _DAY) -> str:
    """`8 Nov 2024`; digits are Western ones."""
    return format_date(value, pattern, locale=_locale(language))


def month(value: date, language: str) -> str:
    return day(value, language, _MONTH)


def year(value: date, language: str) -> str:
    return day(value, language, _YEAR)


def moment(value: Moment, language: str) -> str:
    """`8 Nov 2024, 07:30 UTC`, or the day alone where no time is known."""
    if value.instant is None:
        return day(value.day, language)
    comma = "،" if language == "ar" else ","
    return f"{day(value.instant.date(), language)}{comma} {value.instant:%H:%M} UTC"


def hours(value: Moment) -> float:
    """Hours since the year 1, for drawing; noon where only the day is known."""
    at = value.instant or datetime(value.day.year, value.day.month, value.day.day, 12, tzinfo=UTC)
    return at.toordinal() * 24 + at.hour + at.minute / 60


def day_hours(value: date) -> float:
    """The beginning of a day, in hours since the year 1."""
    return value.toordinal() * 24.0
