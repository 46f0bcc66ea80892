"""Two plain rules for when different figures are a conflict, to measure against."""

from __future__ import annotations

from datetime import timedelta

from tests.calibration.labelled import Labelled

# Two counts this close in time are of one moment.
ONE_MOMENT = timedelta(minutes=90)


def every_difference(row: Labelled) -> str:
    """Two figures that differ are a conflict."""
    return "compatible" if row.values[0] == row.values[1] else "conflict"


def by_the_clock(row: Labelled) -> str:
    """As above, but a figure that is higher and more than 90 minutes later is an update.

    Where the hour of either article is unknown, a later day is later.
    """
    if row.values[0] == row.values[1]:
        return "compatible"
    a, b = (extraction.document.published for extraction in row.articles)
    if a is None or b is None:
        return "conflict"
    if a.instant is not None and b.instant is not None:
        later = (b.instant > a.instant) - (b.instant < a.instant)
        later = later if abs(b.instant - a.instant) > ONE_MOMENT else 0
    else:
        later = (b.day > a.day) - (b.day < a.day)
    higher = 1 if row.values[1] > row.values[0] else -1
    return "update" if later == higher else "conflict"
