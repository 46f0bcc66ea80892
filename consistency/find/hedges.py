"""Modifiers and ranges: "about 50", "at least 3", "50 or more", "three to five thousand"."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from consistency.find.figures import Figure, Neighbours
from consistency.find.numbers import EXACT, gap_kind
from consistency.model.document import Span
from consistency.model.words import Sense

# A verb of change this many hits before "from" makes it two figures: "fell from 131,000 to zero".
_CHANGE_REACH = 8
_HIGHEST_SCORE = 15
# The verb of change, or the toll, that "reaches" a level stands within so many tokens before the figure.
_CHANGE_FAR = 10
_SPELLS = frozenset(("s", "min", "h", "d", "wk", "mo", "a"))


def attach_hedge(figure: Figure, around: Neighbours) -> None:
    """Read the hedge before or behind a figure into its modifier and open its bounds."""
    if figure.modifier != "exact":
        return
    found = _before(figure, around) or _behind(figure, around)
    if found is None:
        return
    sense, span = found
    if _means_else(sense, span, figure, around):
        return
    figure.modifier, figure.hedge = sense.id, span
    if sense.id in ("more-than", "at-least"):
        figure.high = None
    elif sense.id in ("less-than", "at-most"):
        figure.low = None


def _before(figure: Figure, around: Neighbours) -> tuple[Sense, Span] | None:
    lead, left = figure.lead, figure.left
    hit = around.hit_before(left, lead)
    if hit is not None and hit.sense("article"):
        left, lead = left - 1, hit.first
        hit = around.hit_before(left, lead)
    if hit is None:
        return None
    sense = hit.sense("hedge")
    if sense is not None and (ahead := sense.get("ahead")):
        return replace(sense, id=ahead), Span(hit.start, hit.end)
    if sense is None or sense.get("side") == "after":
        return None
    if sense.get("side") == "both" and around.joined_on(lead):
        return None  # "14 قتيلا على الأقل و30 جريحا": the hedge is the first figure's
    return sense, Span(hit.start, hit.end)


def _means_else(sense: Sense, span: Span, figure: Figure, around: Neighbours) -> bool:
    """Whether what looks like a hedge is none here: "over three days", "the toll rose to reach 40"."""
    doubt = sense.get("unless")
    if not doubt:
        return False
    index = around.index_before(span.start, figure.left)
    if doubt == "time":  # during so long, unless it is told how long something lasts
        if figure.unit not in _SPELLS or figure.kind != "measure":
            return False
        before = around.hits[index] if index >= 0 else None
        return before is None or before.end + 1 != span.start or before.sense("lasting") is None
    while index >= 0 and around.hits[index].last >= figure.first - _CHANGE_FAR:
        hit = around.hits[index]
        if not all(gap_kind(around.tokens.gaps[i]) for i in range(hit.last + 1, figure.first + 1)):
            return False
        if hit.sense("change", "numberof"):
            return True
        index -= 1
    return False


def _behind(figure: Figure, around: Neighbours) -> tuple[Sense, Span] | None:
    for index, hit in around.following(figure):
        if around.reader.word(index) is not None:
            return None
        sense = hit.sense("hedge", "clause", "join")
        if sense is None:
            continue
        if sense.kind == "hedge" and sense.get("ahead") and _leads(index, around):
            return None
        side = sense.get("side") if sense.kind == "hedge" else ""
        if side == "after" or (side == "both" and not _leads(index, around)):
            return sense, Span(hit.start, hit.end)
        return None
    return None


def _leads(index: int, around: Neighbours) -> bool:
    """Whether a hedge that can stand on both sides stands before another number."""
    if not around.reader.link(index + 1) or around.reader.word(index + 1) is None:
        return False
    return not around.joined_on(around.hits[index].last + 1)


def join_ranges(figures: list[Figure], around: Neighbours) -> list[Figure]:
    """Figures with "10-15", "between 3 and 5", "three to five thousand" made one each."""
    joined: list[Figure] = []
    for figure in figures:
        _split(figure, around)
        if joined and (how := _how(joined[-1], figure, around)):
            former = joined[-1]
            _share_scale(former, figure)
            if (
                how == "range"
                and former.low is not None
                and figure.high is not None
                and former.low < figure.high
            ):
                joined[-1] = _range(former, figure)
                continue
            if how == "two":
                _share_unit(former, figure)
            if how == "contest":
                joined.pop()
                continue
        joined.append(figure)
    return joined


def _split(figure: Figure, around: Neighbours) -> None:
    """ "بين خمسة وعشرين": five to twenty, where no second figure follows."""
    number = figure.number
    if not number.split or number.low >= 100 or _opening(figure, around) != "between":
        return
    behind = around.after(figure)
    if behind is not None and behind.forms[0].conjunction and around.reader.word(figure.right):
        return
    unit = number.low % 10
    figure.low, figure.high, figure.modifier = unit, number.low - unit, "between"


def _how(a: Figure, b: Figure, around: Neighbours) -> str:
    """How two figures in a row belong together: `range`, `two`, `contest`, or "" for not at all."""
    if a.vague or b.vague or a.modifier == "between" or a.per or a.kind == "rank" or b.kind == "rank":
        return ""
    if a.unit not in ("1", b.unit) and b.unit != "1":
        return ""
    between = b.lead - a.last - 1
    if between == 0:
        gap = gap_kind(around.tokens.gaps[b.lead])
        if gap == "hyphen":
            return _hyphen(a, b, around)
        form = around.hits[b.left].forms[0] if b.left < len(around.hits) else None
        word = around.tokens.words[b.lead]
        clitic = around.fold(word) if b.lead != b.number.first else ""
        if form and (form.conjunction or (clitic and clitic in around.clitics)):
            start = _opening(a, around)
            if start == "between" and (form.conjunction or clitic):
                return "range"
            if start == "from" and form.preposition:
                return "range"
        elif form and form.preposition and _opening(a, around) == "from":
            return "range"
        return ""
    if (
        between != 1
        or not gap_kind(around.tokens.gaps[b.lead])
        or not gap_kind(around.tokens.gaps[a.last + 1])
    ):
        return ""
    if a.right >= len(around.hits) or around.hits[a.right].first != a.last + 1:
        return ""
    link = around.hits[a.right]
    start = _opening(a, around)
    if link.sense("join"):
        return "range" if start == "between" else ""
    sense = link.sense("range")
    if sense is None or sense.id not in ("to", "or"):
        return ""
    if sense.id == "or" and start == "between":
        return "range"
    if sense.id == "or":
        near = (
            a.low is not None and b.low is not None and b.low - a.low == max(a.number.scale, b.number.scale)
        )
        return "range" if near and not a.number.plain else ""
    before = around.before(a)
    by = before is not None and before.sense("by") is not None
    whole = "1" not in (a.unit, b.unit)  # "from 18 million dollars to 24 million dollars"
    return "two" if by or _changes(a, around, 2 if whole else 1) else "range"


def _hyphen(a: Figure, b: Figure, around: Neighbours) -> str:
    if not a.number.plain or not b.number.plain or a.low is None or b.low is None:
        return "range" if a.low is not None and b.low is not None and a.low < b.low else ""
    if b.unit != "1" or b.number.scale > 1 or b.noun:
        return "range" if a.low < b.low or b.number.scale > 1 else "contest"
    if a.number.low >= b.number.low or (b.number.low <= _HIGHEST_SCORE and _contest(a, around)):
        return "contest"
    return "range"


def _contest(figure: Figure, around: Neighbours) -> bool:
    index = figure.left - 1
    while index >= 0 and around.hits[index].last >= figure.first - 6:
        if around.hits[index].sense("contest"):
            return True
        index -= 1
    return False


def _opening(figure: Figure, around: Neighbours) -> str:
    hit = around.before(figure)
    sense = hit.sense("range") if hit else None
    return sense.id if sense and sense.id in ("from", "between") else ""


def _changes(figure: Figure, around: Neighbours, reach: int) -> bool:
    """Whether a verb of rising or falling stands before: then both ends are figures of their own.

    reach: how many times as far it may stand as before a figure whose unit only the other end tells.
    """
    nearby = around.hits[max(0, figure.left - reach * _CHANGE_REACH) : figure.left]
    for hit in reversed(nearby):
        if hit.last < figure.first - reach * _CHANGE_FAR:
            return False
        if "change" in hit.kinds or "shift" in hit.kinds:
            return True
        gap = around.tokens.gaps[hit.last + 1]
        if "." in gap or "\n" in gap:
            return False
    return False


def _share_scale(a: Figure, b: Figure) -> None:
    """ "3 إلى 5 آلاف": the scale of the second belongs to the first too, if that is the smaller.

    Behind its own unit the first is told in full: "fell 6 per cent to 640 thousand", "rose 6 tonnes to 9 thousand".
    """
    number = b.number
    if a.number.fraction or (a.unit != "1" and a.last > a.number.last):
        return  # "fell by a third to 2.1 million"
    if a.number.scale != 1 or number.scale == 1 or a.low is None:
        return
    if number.low != EXACT.multiply(number.coefficient, number.scale) or a.low >= number.coefficient:
        return
    a.low = a.high = EXACT.multiply(a.low, number.scale)
    a.step = EXACT.multiply(a.step, number.scale)


def _share_unit(a: Figure, b: Figure) -> None:
    """ "From 12 to 15 dollars a day": the first is told in the unit of the second."""
    if a.unit == "1" and a.kind == "count":
        a.unit, a.kind = b.unit, b.kind
    a.per = a.per or b.per


def _range(a: Figure, b: Figure) -> Figure:
    unit, kind = (b.unit, b.kind) if b.unit != "1" or b.kind != "count" else (a.unit, a.kind)
    return Figure(
        b.number, a.low, b.high, min(a.step, b.step, key=Decimal), a.lead, a.first, b.last, a.start, b.end,
        a.left, b.right, unit, kind, "between", noun=b.noun, per=b.per,
    )  # fmt: skip
