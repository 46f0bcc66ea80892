"""Publication dates: ISO 8601 or nothing. An unknown date is a state, never today's date."""

from __future__ import annotations

from datetime import UTC, date, datetime

from consistency.errors import InputError
from consistency.model.document import Moment

NAIVE = "published has a time without an offset: only its day is used"


def read_moment(given: str, place: str) -> tuple[Moment, str | None]:
    """An ISO 8601 date, or a time with its offset; and a note where something of it could not be used.

    Raises: InputError.
    """
    text = given.strip()
    try:
        if len(text) <= 10 and "T" not in text:
            return Moment(date.fromisoformat(text)), None
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            return Moment(moment.date()), NAIVE
        return Moment(moment.date(), moment.astimezone(UTC)), None
    except (ValueError, OverflowError):
        raise InputError(
            f"published is {given[:40]!r}, which is no ISO 8601 date",
            place=place,
            advice="write it as 2024-01-26 or 2024-01-26T10:30:00+03:00, or leave it out",
        ) from None
