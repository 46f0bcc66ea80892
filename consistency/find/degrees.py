"""Degrees: of heat, of an earthquake's strength, or of what else has them, by the words of the text.

A bare "51 degrees" or "50.8C" is a temperature where the text tells of heat or cold; beside what else is told in
degrees (an angle, an examination, a latitude) it is none.
"""

from __future__ import annotations

from consistency.find.figures import Figure, Neighbours
from consistency.find.numbers import Number
from consistency.model.words import Hit, Sense

# No air was ever hotter in degrees Celsius, so that more are of Fahrenheit (the record is 56.7, WMO).
_HOTTEST = 60
# A word that says of what the degrees are stands at most so many hits before them or behind.
_BEFORE, _BEHIND = 8, 4
_CELSIUS, _FAHRENHEIT = "Cel", "[degF]"
_SCALES = frozenset((_CELSIUS, _FAHRENHEIT))
_ENDS = frozenset(".!?؟\n")


def degrees(figure: Figure, hit: Hit, sense: Sense, around: Neighbours) -> str | None:
    """The unit that a bare word or letter for degrees stands for behind a figure, None where it is no unit."""
    other = _other(figure, around)
    if other is not None:
        return other.id if other.id.startswith("{") and sense.get("bare") == "word" else None
    if sense.get("bare") == "letter":
        return sense.id if is_letter_of_heat(figure.number, around) else None
    if not tells_of_heat(around):
        return None
    if figure.low is not None and abs(figure.low) > _HOTTEST:
        return _FAHRENHEIT
    return _scale(around)


def _scale(around: Neighbours) -> str:
    """The one scale that the text names, else the one that most of the world uses."""
    scales = around.told("unit")
    return _FAHRENHEIT if _FAHRENHEIT in scales and _CELSIUS not in scales else _CELSIUS


def tells_of_heat(around: Neighbours) -> bool:
    """Whether the text has a word of heat or cold, of a scale, or "below zero"."""
    return bool(around.told("heat") or around.told("belowzero")) or not _SCALES.isdisjoint(
        around.told("unit")
    )


def is_letter_of_heat(number: Number, around: Neighbours) -> bool:
    """Whether a "C" or "F" behind digits is of degrees: "50.8C" anywhere, "41F" where the text tells of heat."""
    return number.step < 1 or tells_of_heat(around)


def below_zero(figure: Figure, around: Neighbours) -> None:
    """ "three degrees below zero": the words behind a temperature make it less than nothing."""
    after = around.after(figure)
    if figure.unit not in _SCALES or after is None or after.sense("belowzero") is None:
        return
    if figure.low is not None and figure.high is not None and figure.low >= 0:
        figure.low, figure.high = -figure.high, -figure.low
    figure.last, figure.end = after.last, after.end
    figure.right += 1


def bare_below_zero(figure: Figure, around: Neighbours) -> bool:
    """ "12 below zero": a temperature that names no degrees."""
    after = around.after(figure)
    if figure.kind != "count" or figure.unit != "1" or after is None or after.sense("belowzero") is None:
        return False
    figure.unit, figure.kind = _scale(around), "measure"
    below_zero(figure, around)
    return True


def _other(figure: Figure, around: Neighbours) -> Sense | None:
    """What else has degrees, told in the sentence: `{magnitude}` for an earthquake, `none` for an angle."""
    hits, gaps = around.hits, around.tokens.gaps
    for index in range(figure.left - 1, max(-1, figure.left - 1 - _BEFORE), -1):
        behind = hits[index + 1].first if index + 1 < len(hits) else figure.first
        if any(not _ENDS.isdisjoint(gaps[i]) for i in range(hits[index].last + 1, behind + 1)):
            break
        if (sense := hits[index].sense("degreesof")) is not None:
            return sense
    last = figure.last
    for hit in hits[figure.right : figure.right + _BEHIND]:
        if any(not _ENDS.isdisjoint(gaps[i]) for i in range(last + 1, hit.first + 1)):
            break
        if (sense := hit.sense("degreesof")) is not None:
            return sense
        last = hit.last
    return None
