"""Which numbers are years, though no date is read of them."""

from __future__ import annotations

from decimal import Decimal

from consistency.find.figures import Figure, Neighbours

_FIRST_DATED_YEAR = Decimal(1500)  # behind "in"
_FIRST_YEAR, _LAST_YEAR = Decimal(1900), Decimal(2099)


def is_year(figure: Figure, around: Neighbours) -> bool:
    """A bare number from 1900 to 2099 (from 1500 behind "in") that nothing makes a figure."""
    number = figure.number
    if len(number.plain) != 4 or number.grouped or figure.unit != "1" or figure.kind != "count":
        return False
    if figure.modifier != "exact":
        return False
    before = around.before(figure)
    if (
        figure.noun
        and around.year_before_noun
        and before is not None
        and before.sense("stop", "in", "timelink")
    ):
        return True  # "the 2020 election"
    if (
        figure.noun
        and around.year_before_noun
        and _FIRST_YEAR <= number.low <= _LAST_YEAR
        and _of_a_year(figure, around)
    ):
        return True  # "lifts 2024 profit"
    dated = before is not None and before.sense("in", "timelink") is not None
    first = _FIRST_DATED_YEAR if dated else _FIRST_YEAR
    if not first <= number.low <= _LAST_YEAR:
        return False
    alone = len(around.tokens.words) == 1
    told = before is not None and before.sense("numberof") is not None
    return not (figure.noun or alone or told)


def _of_a_year(figure: Figure, around: Neighbours) -> bool:
    """Whether the noun behind is one that a year has, and no count: profit, inflation."""
    hit = around.after(figure)
    form, sense = (hit.form("concept"), hit.sense("concept")) if hit is not None else (None, None)
    if form is None or sense is None or form.ending:
        return False
    return around.counted.get(sense.id, {}).get("class") in ("money", "share")
