"""What a figure is a figure of: percent, money, a measure, a multiple, an age, a rate."""

from __future__ import annotations

from decimal import Decimal

from consistency.find.figures import REACH, Figure, Neighbours
from consistency.find.numbers import Number, gap_kind
from consistency.model.words import Hit, Sense

_UNITS = ("percent", "currency", "unit", "timeunit")


def attach_unit(figure: Figure, around: Neighbours) -> None:
    """Take the unit beside a number into its figure."""
    if _sign(figure, around):
        return
    after = around.after(figure)
    if after is None:
        _money_before(figure, around)
        return
    sense = _unit(after)
    if sense is None:
        if _multiple(figure, after, around):
            return
        _money_before(figure, around)
        return
    if sense.kind == "currency" and not _money_before(figure, around):
        _take(figure, after, sense.id, "money")
    elif sense.kind == "percent":
        _take(figure, after, sense.id, "share")
    elif sense.kind in ("unit", "timeunit") and figure.unit == "1":
        if sense.kind == "unit" and len(after.forms[0].senses) and _too_short(after, figure, around):
            return
        _take(figure, after, sense.id, "measure")
        if sense.get("times"):
            _times(figure, Decimal(sense.get("times")))


def attach_age(figure: Figure, around: Neighbours) -> None:
    """ "aged 34", "in his fifties year of life", ", 34,": years of age."""
    if figure.kind != "count" or figure.low is None or not 0 < figure.low < 130:
        return
    before, after = around.before(figure), around.after(figure)
    if (before and before.sense("age")) or (after and (s := after.sense("age")) and s.id == "of-age"):
        figure.unit, figure.kind = "a", "measure"
        return
    tokens, first, last = around.tokens, figure.first, figure.last
    if (
        figure.number.plain
        and 0 < first
        and tokens.gaps[first] == ", "
        and tokens.gaps[last + 1].startswith(",")
        and tokens.words[first - 1][0].isupper()
    ):
        figure.unit, figure.kind = "a", "measure"


def attach_rate(figure: Figure, around: Neighbours) -> int:
    """Note "a day", "per 100,000"; returns the hit of a number that belongs to the rate, or -1."""
    index, token = figure.right, figure.last + 1
    hits, reader = around.hits, around.reader
    while index < len(hits) and hits[index].first <= token + REACH:
        hit = hits[index]
        if not _in_clause(around, figure.last + 1, hit.first):
            return -1
        if rate := hit.sense("rate"):
            figure.per = rate.id
            return -1
        if hit.sense("per"):
            behind = reader.number(index + 1) if reader.link(index + 1) else None
            if isinstance(behind, Number):
                figure.per = str(behind.low)
                return index + 1
            if index + 1 < len(hits) and reader.link(index + 1):
                unit = hits[index + 1].sense("timeunit", "unit", "concept")
                figure.per = unit.id if unit else None
            return -1
        if reader.word(index) is not None or hit.sense("clause"):
            return -1
        index += 1
    return -1


def _in_clause(around: Neighbours, first: int, last: int) -> bool:
    return all(gap_kind(around.tokens.gaps[i]) for i in range(first, last + 1))


def _sign(figure: Figure, around: Neighbours) -> bool:
    """ "٪٢٠": a percent sign on the wrong side, as bidirectional text has it."""
    lead = figure.first
    if lead < 1 or gap_kind(around.tokens.gaps[lead]) != "tight":
        return False
    word, gap = around.tokens.words[lead - 1], around.tokens.gaps[lead - 1]
    if word not in ("%", "٪") or (gap and gap_kind(gap) != "space" and not gap.endswith(("(", "\n", "«", '"', "“"))):
        return False
    after = around.after(figure)
    if after and after.sense("percent"):
        return False
    figure.unit, figure.kind = "%", "share"
    figure.first, figure.start = lead - 1, around.tokens.starts[lead - 1]
    figure.lead, figure.left = lead - 1, figure.left - 1
    return True


def _unit(hit: Hit) -> Sense | None:
    """The unit a hit names, if that is what it most likely is."""
    for kind in _UNITS:
        form = hit.form(kind)
        if form is not None and not form.conjunction and not (form.preposition and kind != "percent"):
            if kind == "percent" or not form.definite:
                return hit.sense(kind)
    return None


def _too_short(hit: Hit, figure: Figure, around: Neighbours) -> bool:
    """A symbol of one letter counts as a unit only beside digits."""
    return len(around.tokens.words[hit.first]) <= 2 and not figure.number.plain and hit.first == hit.last


def _take(figure: Figure, hit: Hit, unit: str, kind: str) -> None:
    figure.unit, figure.kind = unit, kind
    figure.last, figure.end = hit.last, hit.end
    figure.right += 1


def _times(figure: Figure, factor: Decimal) -> None:
    figure.low = None if figure.low is None else figure.low * factor
    figure.high = None if figure.high is None else figure.high * factor


def _money_before(figure: Figure, around: Neighbours) -> bool:
    """ "$3.2m", "EUR 20": a symbol or code before the digits."""
    hit = around.hit_before(figure.left, figure.first)
    sense = hit.sense("currency") if hit else None
    if hit is None or sense is None:
        return False
    word = around.tokens.words[hit.last]
    if word[0].isalpha() and not (word.isascii() and (len(word) <= 3 or sense.get("before") == "yes")):
        return False
    figure.unit, figure.kind = sense.id, "money"
    figure.first, figure.start, figure.lead = hit.first, hit.start, hit.first
    figure.left -= 1
    return True


def _multiple(figure: Figure, hit: Hit, around: Neighbours) -> bool:
    """ "ثلاثة أضعاف", "five-fold", "three times"."""
    if hit.sense("multiple") is None or figure.kind != "count":
        return False
    figure.kind = "multiple"
    figure.last, figure.end = hit.last, hit.end
    figure.right += 1
    return True
