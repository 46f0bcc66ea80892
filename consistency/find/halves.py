"""Parts added to one or more of a unit: "ساعتين ونصف", "two years and a half", "an hour and a quarter"."""

from __future__ import annotations

from decimal import Decimal

from consistency.find.figures import Figure, Neighbours
from consistency.find.numbers import EXACT
from consistency.model.words import Hit

_UNITS = ("timeunit", "unit")
# Endings of a noun of which there is one: before "and", an accusative is no dual.
_SINGULAR = ("", "accusative-or-dual")


def attach_half(figure: Figure, around: Neighbours) -> None:
    """ "ساعتين ونصف", "3 ملايين دولار ونصف": a part added behind the unit."""
    after = around.after(figure)
    word = around.reader.word(figure.right) if after is not None else None
    if after is None or word is None or not word.conjunction or word.number is not None or word.plural:
        return
    if word.fraction is None or word.twice or figure.low is None or figure.low != figure.high or figure.vague:
        return
    over, under = word.fraction
    scale = figure.number.scale
    figure.low = figure.high = EXACT.add(figure.low, EXACT.divide(over * scale, Decimal(under)))
    figure.step = min(figure.step, scale / 20)
    figure.last, figure.end = after.last, after.end
    figure.right += 1
    nxt = around.reader.word(figure.right)
    behind = around.after(figure)
    if behind is not None and nxt is not None and nxt.scale == scale and nxt.definite:
        figure.last, figure.end = behind.last, behind.end
        figure.right += 1


def attach_one(figure: Figure, around: Neighbours) -> None:
    """ "عام ونصف العام": one of the unit and a part of it."""
    word = around.reader.word(figure.left)
    before = around.before(figure)
    if (
        not figure.number.fraction
        or word is None
        or not word.conjunction
        or before is None
        or figure.low is None
    ):
        return
    sense = before.sense(*_UNITS)
    form = before.forms[0]
    if sense is None or form.definite or form.ending not in _SINGULAR:
        return
    if figure.kind != "share" and figure.unit != sense.id:  # "عاما ونصف عام"
        return
    figure.low = figure.high = EXACT.add(figure.low, Decimal(1))
    figure.unit, figure.kind = sense.id, "measure"
    figure.first, figure.start, figure.lead, figure.left = (
        before.first,
        before.start,
        before.first,
        figure.left - 1,
    )


def added_part(former: Figure | None, figure: Figure, around: Neighbours) -> bool:
    """Whether a figure is a part joined on to the units before it: "two years and a half", which are then one figure.

    The one unit of "an hour and a half" is none before; the part takes it in.
    """
    link = around.before(figure) if figure.kind == "share" and figure.number.fraction else None
    if link is None or link.sense("join") is None or figure.low is None:
        return False
    if former is not None and former.last == link.first - 1:
        compound = former.unit == "1" or "/" in former.unit
        if compound or former.low is None or former.low != former.high or former.low % 1:
            return False
        former.low = former.high = EXACT.add(former.low, figure.low)
        former.step = figure.step
        former.last, former.end, former.right = figure.last, figure.end, figure.right
        return True
    whole = _one(link, figure.left - 1, around)
    if whole is not None and (former is None or former.last < whole[1] - 1):
        start, first, unit, figure.left = whole
        figure.start, figure.first, figure.lead = start, first, first
        figure.low = figure.high = EXACT.add(figure.low, Decimal(1))
        figure.unit, figure.kind = unit, "measure"
    return False


def _one(link: Hit, left: int, around: Neighbours) -> tuple[int, int, str, int] | None:
    """ "A mile", "an hour" before a word of joining: where it starts, its first token, its unit and its first hit."""
    hit = around.hit_before(left, link.first)
    if hit is None:
        return None
    if (rate := hit.sense("rate")) is not None:  # elsewhere "an hour" is what so much is done in
        opening = around.tokens.meanings[hit.first]
        is_one = hit.first < hit.last and opening is not None and "article" in opening.kinds
        return (hit.start, hit.first, rate.id, left - 1) if is_one else None
    sense, article = hit.sense(*_UNITS), around.hit_before(left - 1, hit.first)
    if sense is None or article is None or article.sense("article") is None:
        return None
    return article.start, article.first, sense.id, left - 2
