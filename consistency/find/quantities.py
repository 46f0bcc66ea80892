"""The figures of a text, with unit, modifier, range and rate.

One pass over the hits near words that a figure can begin with: a number is read where a hit begins one, names
and labels are set aside, then units, ranges and hedges are taken in from its neighbours. Cost: linear in the hits.
"""

from __future__ import annotations

from bisect import bisect_left
from decimal import Context, Decimal
from functools import lru_cache
from itertools import accumulate, chain

from consistency.find.ages import attach_age, share_age, share_name
from consistency.find.arbitrate import is_name
from consistency.find.degrees import below_zero, degrees
from consistency.find.digits import MOST_REMEMBERED
from consistency.find.figures import Figure, Neighbours, Unread
from consistency.find.halves import added_part, attach_half, attach_one
from consistency.find.hedges import attach_hedge, join_ranges
from consistency.find.measures import attach_rate, attach_unit, attach_whole
from consistency.find.money import add_minor
from consistency.find.numbers import Number, NumberReader, Refused, gap_kind
from consistency.find.numberwords import DUALS
from consistency.find.ranks import passes_over, read_rank, stands_in_order
from consistency.find.stretches import stretches
from consistency.find.two_units import add_smaller
from consistency.find.years import is_year
from consistency.model.document import Span
from consistency.model.quantity import QuantityMention
from consistency.model.tokens import Tokens
from consistency.model.words import Hit, Sense
from consistency.packs.ruleset import Packs
from consistency.packs.units import Units

__all__ = ["Unread", "read_quantities"]

_TOLD = Context(prec=36)
# "ينين" may be two yen; far more often it is the end of a name.
_SHORTEST_DUAL = 5
# ... but for a unit in the nominative, or before "of": "طنان", "طنين من القمح".
_SHORTEST_UNIT = 4


def read_quantities(
    tokens: Tokens, taken: tuple[Span, ...], packs: Packs, language: str
) -> tuple[tuple[QuantityMention, ...], tuple[Unread, ...]]:
    """Every figure outside the spans that dates have claimed, in the order of the text.

    taken: spans of dates, in any order. Returns (mentions, what looked like a number and was not understood).
    Raises: nothing; an impossible number is in the second result.
    """
    lexicon = packs.lexicon(language)
    habits = packs.settings(language).get("numbers")
    claimed = _Taken(taken)
    hits = tuple(tokens.hits(chain.from_iterable(stretches(tokens, claimed.holds, packs, language))))
    reader = NumberReader(tokens, hits, habits if isinstance(habits, dict) else {})
    around = Neighbours(reader, lexicon.clitics, packs.table("counted"))
    around.taken = claimed.holds
    figures, unread = _figures(around, claimed, packs.units)
    around.floor = -1
    figures = join_ranges(figures, around)
    kept = []
    for figure in figures:
        attach_hedge(figure, around)
        if not is_year(figure, around):
            kept.append(figure)
    _normalise(kept)
    pack = lexicon.language if packs.has(language) else "digits"
    return tuple(figure.mention(pack) for figure in kept), tuple(unread)


def _normalise(figures: list[Figure]) -> None:
    for figure in figures:
        single = figure.low == figure.high
        figure.low = _plain(figure.low)
        figure.high = figure.low if single else _plain(figure.high)
        figure.step = _plain(figure.step) or figure.step


@lru_cache(maxsize=MOST_REMEMBERED)
def _plain(value: Decimal | None) -> Decimal | None:
    """Whole numbers without an exponent, others to 36 digits without trailing zeros."""
    if value is None:
        return None
    whole = int(value)
    return Decimal(whole) if whole == value else value.normalize(_TOLD)


class _Taken:
    """The claimed spans."""

    def __init__(self, spans: tuple[Span, ...]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        # The furthest end so far, so that a span inside another hides nothing.
        self._ends = list(accumulate((span.end for span in ordered), max))

    def holds(self, start: int, end: int) -> bool:
        """Whether a claimed span reaches into this one."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start


def _figures(around: Neighbours, taken: _Taken, units: Units) -> tuple[list[Figure], list[Unread]]:
    reader, hits, tokens = around.reader, around.hits, around.tokens
    figures: list[Figure] = []
    unread: list[Unread] = []
    index = 0
    for begins in reader.beginnings:
        if begins < index:
            continue
        index, hit = begins, hits[begins]
        if taken.holds(hit.start, hit.end) and reader.alone(index):
            index += 1
            continue
        if stands_in_order(index, around):
            rank = read_rank(index, around)
            if rank is not None:
                if not taken.holds(rank.start, rank.end):
                    figures.append(rank)
                    around.floor = rank.last
                index = rank.right
                continue
            if (beyond := passes_over(index, around)) > index:
                index = beyond
                continue
        number = reader.number(index)
        if number is None:
            if (pair := _pair(index, around)) is not None and not taken.holds(hit.start, hit.end):
                figures.append(pair)
                around.floor = pair.last
                index = pair.right
            else:
                index += 1
            continue
        index = number.after
        if isinstance(number, Refused):
            span = tokens.span(number.first, number.last)
            if not taken.holds(*span):
                unread.append(Unread(span, number.reason))
            continue
        if taken.holds(number.start, number.end) or is_name(number, around):
            continue
        figure = around.figure(number)
        if figures and _repeats(figures[-1], figure, around):
            index = number.after
            continue
        _negative(figure, around)
        attach_unit(figure, around)
        if figures and figure.minor and add_minor(figures[-1], figure, around):
            around.floor, index = figure.last, figure.right
            continue
        if added_part(figures[-1] if figures else None, figure, around):
            around.floor, index = figure.last, figure.right
            continue
        if figures and add_smaller(figures[-1], figure, around, units):
            around.floor, index = figure.last, figure.right
            continue
        attach_one(figure, around)
        attach_whole(figure, around)
        attach_age(figure, around)
        if figures and around.tokens.is_digits(figure.first):
            share_name(figures[-1], figure, around)
        if figure.unit == "a" and figures and figure.last == figure.number.last:
            share_age(figures[-1], figure, around)
        belongs = attach_rate(figure, around)
        after = around.after(figure)
        figure.noun = after is not None and after.sense("concept") is not None
        figures.append(figure)
        around.floor = figure.last
        index = figure.right
        if belongs >= 0:
            behind = reader.number(belongs)
            index = max(index, behind.after if behind is not None else index)
    return figures, unread


def _repeats(former: Figure, figure: Figure, around: Neighbours) -> bool:
    """ "خمسة (5)": the same figure again in brackets."""
    gaps = around.tokens.gaps
    return (
        figure.first == former.last + 1
        and gaps[figure.first].strip() == "("
        and gaps[figure.last + 1].startswith(")")
        and figure.low == former.low
    )


def _pair(index: int, around: Neighbours) -> Figure | None:
    """A dual noun, where its ending can be nothing else: "جنديان"."""
    hit = around.hits[index]
    form = hit.forms[0]
    if (points := hit.sense("percent")) is not None and points.get("two"):
        pair = around.figure(_two(index, hit))
        pair.unit, pair.kind = points.id, "share"
        return pair
    if not form.ending.endswith(DUALS):
        return None
    noun = hit.sense("concept")
    concept = noun is not None
    unit = next((s for s in form.senses if s.kind in ("unit", "currency", "timeunit")), None)
    if unit is not None and unit.get("of"):
        unit = hit.sense("timeunit")  # "سنتان" are two years, hardly two cents
    if form.definite or form.ending == "accusative-or-dual":
        return None  # "the two countries" names them and counts nothing
    broken = noun is not None and noun.get("plural") == "broken"  # such a noun has no other form in "ين"
    if form.ending != "dual" and not broken and (not around.is_thing(hit) if unit is None else concept):
        return None
    if unit is None and not concept:
        return None
    if len(around.tokens.words[hit.last]) - form.skip < _SHORTEST_DUAL and not _two_units(hit, unit, around):
        return None
    if concept and _agrees(hit.last, around):
        return None
    figure = around.figure(_two(index, hit))
    if unit is not None:
        name = degrees(figure, hit, unit, around) if unit.get("bare") else unit.id
        if name is None:
            return None
        figure.unit, figure.kind = name, "money" if unit.kind == "currency" else "measure"
        below_zero(figure, around)
        attach_half(figure, around)
    figure.noun = concept
    return figure


def _two_units(hit: Hit, unit: Sense | None, around: Neighbours) -> bool:
    """Whether a short word can only be two of a unit: "طنان", "طنين من القمح"."""
    form = hit.forms[0]
    if unit is None or len(around.tokens.words[hit.last]) - form.skip < _SHORTEST_UNIT:
        return False
    if form.ending == "dual":
        return True
    after = around.tokens.covering(hit.last + 1) if hit.last + 1 < len(around.tokens.words) else None
    return after is not None and "from" in after.kinds and around.tokens.gaps[after.first] == " "


def _two(index: int, hit: Hit) -> Number:
    two, one = Decimal(2), Decimal(1)
    return Number(two, two, one, hit.first, hit.last, index, index + 1, hit.start, hit.end, two, one)


def _agrees(token: int, around: Neighbours) -> bool:
    """Whether the word before has the same dual ending: then this one is its adjective."""
    tokens = around.tokens
    if token < 1 or gap_kind(tokens.gaps[token]) != "space":
        return False
    before = tokens.meanings[token - 1]
    if before is not None and before.forms and "dual" not in before.forms[0].ending:
        return False
    word = tokens.fold(token - 1)
    return len(word) >= _SHORTEST_DUAL and tokens.fold(token)[-2:] == word[-2:]


def _negative(figure: Figure, around: Neighbours) -> None:
    """ "-504", "minus five"."""
    tokens, first = around.tokens, figure.number.first
    gap = tokens.gaps[first]
    hit = around.before(figure)
    apart = first == 0 if len(gap) == 1 else gap[-2:-1].isspace()
    sign = gap.endswith(("-", "\u2212")) and tokens.is_digits(first) and apart
    if hit is not None and hit.sense("sign"):
        figure.start, figure.first, figure.lead, figure.left = (
            hit.start,
            hit.first,
            hit.first,
            figure.left - 1,
        )
        sign = True
    elif sign:
        figure.start -= 1
    if sign and figure.low is not None and figure.high is not None:
        figure.low, figure.high = -figure.high, -figure.low
