"""Money in two units ("20 dollars and 43 cents"), and pounds that weigh."""

from __future__ import annotations

from decimal import Decimal

from consistency.find.figures import Figure, Neighbours
from consistency.find.numbers import EXACT, Number, gap_kind
from consistency.model.words import Sense

# A word of weighing stands at most so many tokens before its figure ("he weighs no more than 200 pounds").
_REACH = 6
_CENT = Decimal("0.01")
_OPENING = "([\"'“‘—–-"
# Behind one letter, fewer digits are a name as a rule ("G7", "R22").
_LEAST_DIGITS = 3


def add_minor(former: Figure, figure: Figure, around: Neighbours) -> bool:
    """Add cents to the dollars before them; False where the two are figures of their own."""
    if former.kind != "money" or former.unit not in figure.minor or former.vague or former.low is None:
        return False
    if former.low != former.high or former.low % 1 or figure.low is None or figure.low != figure.high:
        return False
    if not 0 < figure.low < 1 or not joined(former, figure, around):
        return False
    former.low = former.high = EXACT.add(former.low, figure.low)
    former.step = figure.step
    former.last, former.end, former.right = figure.last, figure.end, figure.right
    return True


def joined(former: Figure, figure: Figure, around: Neighbours) -> bool:
    """Whether nothing but a word of joining stands between two figures."""
    gaps, between = around.tokens.gaps, range(former.last + 1, figure.lead + 1)
    if len(between) > 2 or any(gap_kind(gaps[i]) not in ("space", "tight") for i in between):
        return False
    if len(between) == 1:
        return True
    link = around.before(figure)
    return link is not None and link.sense("join") is not None


def written_as_money(number: Number) -> bool:
    """Whether a letter before the number can be a currency's mark: "R3bn", "N1,200", "R12.50", "K750"; hardly "R5"."""
    cents = number.step == _CENT
    return number.scale > 1 or number.grouped or cents or len(number.plain) >= _LEAST_DIGITS


def stands_as_mark(token: int, number: Number, around: Neighbours) -> bool:
    """Whether a letter is a word of its own before a sum: "R5 million", not "S&P 500" or "plan N 500"."""
    gap, behind = around.tokens.gaps[token], around.tokens.gaps[token + 1]
    alone = not gap or gap[-1].isspace() or gap[-1] in _OPENING
    return alone and (not behind or number.scale > 1)


def weighs(figure: Figure, sense: Sense, around: Neighbours) -> bool:
    """Whether "pounds" are a weight here: by a verb of weighing before, or by what is weighed after."""
    if not sense.get("mass"):
        return False
    index, gaps = figure.left - 1, around.tokens.gaps
    while index >= 0 and around.hits[index].last >= figure.first - _REACH:
        hit = around.hits[index]
        if not all(gap_kind(gaps[i]) for i in range(hit.last + 1, figure.first + 1)):
            break
        if (word := hit.sense("weighing")) is not None and word.id == "verb":
            return True
        if around.reader.word(index) is not None:
            break
        index -= 1
    for _, hit in around.following(figure):
        if (word := hit.sense("weighing")) is not None:
            return True
        if hit.sense("currency", "in", "clause", "join") and not hit.sense("of"):
            return False
    return False
