"""Places in a ranking: "المرتبة الثامنة", "المركز الـ 45", "ثاني أكبر", "third-largest", "ranked 45th"."""

from __future__ import annotations

from decimal import Decimal

from consistency.find.figures import Figure, Neighbours
from consistency.find.numbers import Number
from consistency.model.words import Kinds

_TENS = 20
_NOTHING: Kinds = {}


def stands_in_order(index: int, around: Neighbours) -> bool:
    """Whether an ordinal, or a word that makes one of a number, stands at a hit or beside it."""
    hits = around.hits
    if "ordinal" in hits[index].kinds or (index > 0 and "rankword" in hits[index - 1].kinds):
        return True
    behind = hits[index + 1].kinds if index + 1 < len(hits) else _NOTHING
    return "ordinal" in behind or "nth" in behind


def read_rank(index: int, around: Neighbours) -> Figure | None:
    """The rank that begins at a hit, None where none does. Other ordinals are no figures."""
    hit = around.hits[index]
    reader = around.reader
    form = hit.form("ordinal")
    word = reader.word(index)
    digits = word is not None and word.digits
    if form is None and not any(
        (reader.kind(index - 1, "rankword"), reader.kind(index + 1, "nth"), reader.kind(index + 1, "ordinal"))
    ):
        return None
    if form is None and not (
        digits or (word is not None and word.number is not None and word.number >= _TENS)
    ):
        return None
    value, after = _value(index, around)
    if value is None:
        return None
    last = after - 1
    number = Number(
        value, value, Decimal(1), hit.first, around.hits[last].last, index, after, hit.start,
        around.hits[last].end, value, Decimal(1),
    )  # fmt: skip
    figure = around.figure(number)
    nth = digits and after > index + 1
    before, behind = around.before(figure), around.after(figure)
    ranked = before is not None and before.sense("rankword") is not None
    standing = behind is not None and behind.sense("standing") is not None
    most = behind is not None and behind.sense("elative") is not None
    ordinal = nth or not digits
    if behind is not None and (age := behind.sense("age")) is not None and age.id == "of-age":
        figure.kind, figure.unit = "measure", "a"  # "in the twelfth of her age"
        return figure
    if not (ranked or (ordinal and standing) or (ordinal and most)):
        # "22nd amendment": an ordinal that ranks nothing is passed over, its digits with it.
        return None
    figure.kind = "rank"
    return figure


def passes_over(index: int, around: Neighbours) -> int:
    """The hit behind an ordinal of several parts that ranks nothing ("22nd", "twenty-first"), or `index`."""
    word = around.reader.word(index)
    if word is None or not word.digits:
        value, after = _value(index, around)
        return after if value is not None and after > index + 1 else index
    nxt = index + 1
    if nxt < len(around.hits) and around.reader.link(nxt) == "tight" and around.hits[nxt].sense("nth"):
        return nxt + 1
    return index


def _value(index: int, around: Neighbours) -> tuple[Decimal | None, int]:
    reader, hits = around.reader, around.hits
    hit, word = hits[index], reader.word(index)
    if word is None and hit.form("ordinal") is None:
        return None, index
    if word is not None and word.digits:
        number = reader.number(index)
        if not isinstance(number, Number) or number.low != int(number.low) or number.low > 10_000:
            return None, index
        return number.low, max(passes_over(index, around), number.after)
    sense = hit.sense("ordinal")
    if sense is not None:
        value, after = int(sense.id), index + 1
        if reader.units_first and value < 10:
            at = reader.word(after)
            if at is not None and at.teen and reader.link(after) == "space" and not at.conjunction:
                return Decimal(value + 10), after + 1
            if (
                at is not None
                and at.number is not None
                and at.number >= _TENS
                and at.conjunction
                and reader.link(after)
            ):
                return Decimal(value + at.number), after + 1
        if sense.get("only") == "compound":
            return None, index
        return Decimal(value), after
    if word is not None and word.number is not None and index + 1 < len(hits):
        unit = hits[index + 1].sense("ordinal")
        linked = (
            word.number >= _TENS and reader.link(index + 1) in ("hyphen", "space") and not reader.units_first
        )
        if unit is not None and linked and int(unit.id) < 10:
            return Decimal(word.number + int(unit.id)), index + 2
        if reader.units_first and word.definite:
            return Decimal(word.number), index + 1
    return None, index
