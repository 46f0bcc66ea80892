"""What a figure is a figure of: percent, money, a measure, a multiple, a rate."""

from __future__ import annotations

from decimal import Decimal

from consistency.find.degrees import bare_below_zero, below_zero, degrees
from consistency.find.figures import Figure, Neighbours
from consistency.find.halves import attach_half
from consistency.find.money import stands_as_mark, weighs
from consistency.find.multiples import multiple
from consistency.find.numbers import EXACT, Number, gap_kind
from consistency.model.words import Hit, Sense

# What shares are told of: "six in ten".
_ROUND = frozenset(map(Decimal, (3, 4, 5, 10, 100, 1000)))
# What stands between a currency's mark with its full stop and the amount.
_STOPS = frozenset((".", ". ", ".\u00a0"))
_UNITS = ("percent", "currency", "unit", "timeunit")


def attach_unit(figure: Figure, around: Neighbours) -> None:
    """Take the unit beside a number into its figure."""
    if figure.number.fold:
        figure.kind = "multiple"
        return
    if _sign(figure, around):
        return
    after = around.after(figure)
    if _time_before(figure, after, around) or _one_of(figure, around):
        return
    if after is None:
        _money_before(figure, around)
        return
    if figure.vague and after.first == after.last and after.sense("of", "range"):
        after = _behind_of(figure, after, around)
    sense = _unit(after, figure.vague)
    if sense is not None and sense.get("alone") == "no" and not around.money_before(figure.left, figure.lead):
        sense = after.sense("unit")  # "43 c" are no cents, as no money stands before them
    if sense is None and after.sense("other") and (behind := _behind_other(figure, around)) is not None:
        after, sense = behind, _unit(behind)
    if sense is None:
        if multiple(figure, after, around) or _part_of_one(figure, around) or bare_below_zero(figure, around):
            return
        _money_before(figure, around)
        return
    if sense.kind == "currency" and not _money_before(figure, around):
        _currency(figure, after, sense, around)
    elif sense.kind == "percent":
        _take(figure, after, sense.id, "share")
    elif sense.kind == "timeunit" and around.taken(after.start, after.end):
        return  # "14 يوم الاثنين": the day is a date's
    elif sense.kind in ("unit", "timeunit") and figure.unit == "1":
        if sense.kind == "unit" and _too_short(after, figure, around):
            return
        unit = degrees(figure, after, sense, around) if sense.get("bare") else sense.id
        if unit is None:
            return
        _take(figure, after, unit, "measure")
        below_zero(figure, around)
        if sense.get("times"):
            _times(figure, Decimal(sense.get("times")))
    attach_half(figure, around)


def _behind_other(figure: Figure, around: Neighbours) -> Hit | None:
    """The span of time behind "more": "two more days"; the figure then ends there."""
    index = figure.right + 1
    behind = around.hits[index] if around.reader.link(index) == "space" else None
    if behind is None or (sense := _unit(behind)) is None or sense.kind != "timeunit":
        return None
    figure.right = index
    return behind


def _part_of_one(figure: Figure, around: Neighbours) -> bool:
    """ "half a metre", "a quarter of a percent": a part of one unit, which the article stands for."""
    index = figure.right
    if figure.kind != "share" or figure.unit != "1" or not figure.number.fraction:
        return False
    for kind in ("of", "article"):
        joined = around.reader.kind(index, kind) and around.reader.link(index) == "space"
        if kind == "article" and not joined:
            return False
        index += bool(joined)
    if index >= len(around.hits) or around.reader.link(index) != "space":
        return False
    hit = around.hits[index]
    sense = _unit(hit)
    if sense is None or sense.kind == "timeunit" or sense.get("alone") == "no":
        return False
    figure.right = index
    _take(figure, hit, sense.id, {"percent": "share", "currency": "money"}.get(sense.kind, "measure"))
    return True


def _time_before(figure: Figure, after: Hit | None, around: Neighbours) -> bool:
    """ "الساعات الأربع والعشرين الماضية": a span of time named, with its article, before how many they are."""
    hit = around.before(figure)
    unit = hit.sense("timeunit") if hit is not None else None
    if hit is None or unit is None or not hit.forms[0].definite:
        return False
    if not unit.get("plural") and hit.forms[0].ending != "plural":
        return False
    if after is not None and (after.sense("concept") or _unit(after) is not None):
        return False
    figure.unit, figure.kind = unit.id, "measure"
    return True


def _one_of(figure: Figure, around: Neighbours) -> bool:
    """ "ساعة واحدة": the numeral "one" behind the unit it is one of, where numerals may follow their noun."""
    hit = around.before(figure)
    if hit is None or figure.number.like != "noun" or figure.low != 1:
        return False
    sense = hit.sense("timeunit", "unit", "currency")
    if sense is None or sense.get("times") or sense.get("plural") or hit.forms[0].definite:
        return False
    figure.unit, figure.kind = sense.id, "money" if sense.kind == "currency" else "measure"
    return True


def _currency(figure: Figure, hit: Hit, sense: Sense, around: Neighbours) -> None:
    """Take a currency behind the number into the figure: money, or a weight where pounds are weighed."""
    word = around.tokens.words[hit.last]
    if len(word) == 1 and word.isupper():
        return  # a letter marks the amount that follows it
    _take(figure, hit, sense.id, "money")
    figure.minor = tuple(sense.get("of").split())
    if sense.get("times"):
        _times(figure, Decimal(sense.get("times")))
    if weighs(figure, sense, around):
        figure.unit, figure.kind = sense.get("mass"), "measure"


def attach_whole(figure: Figure, around: Neighbours) -> None:
    """ "7 out of 10", "one in five", "سبعة من كل عشرة": two counts that are one share."""
    link = around.after(figure)
    sense = link.sense("outof") if link is not None else None
    if (
        link is None
        or sense is None
        or figure.kind != "count"
        or figure.low != figure.high
        or figure.low is None
    ):
        return
    whole = (
        around.reader.number(figure.right + 1) if around.reader.link(figure.right + 1) == "space" else None
    )
    if not isinstance(whole, Number) or whole.vague or whole.low <= figure.low or whole.fraction:
        return
    loose = sense.get("loose") == "yes" and link.first == link.last
    if loose and ((figure.low != 1 and whole.low not in _ROUND) or _starts_measure(whole, around)):
        return
    figure.low = figure.high = EXACT.divide(figure.low, whole.low)
    figure.kind, figure.step = "share", Decimal("0.01")
    figure.last, figure.end, figure.right = whole.last, whole.end, whole.after


def _starts_measure(whole: Number, around: Neighbours) -> bool:
    """ "3 in 24 hours" is no share."""
    behind = around.hits[whole.after] if whole.after < len(around.hits) else None
    return (
        (behind is not None and behind.first == whole.last + 1 and _unit(behind) is not None)
        or len(whole.plain) > 3
        or whole.scale > 1
    )


def attach_rate(figure: Figure, around: Neighbours) -> int:
    """Note "a day", "per 100,000"; returns the hit of a number that belongs to the rate, or -1."""
    reader, hits = around.reader, around.hits
    for index, hit in around.following(figure):
        sense = hit.sense("rate", "per", "clause")
        if sense is None:
            if reader.word(index) is not None:
                return -1
            continue
        if around.taken(hit.start, hit.end):
            return -1
        if sense.kind == "rate":
            if figure.kind == "share" and figure.unit == "1" and index == figure.right:
                _take(figure, hit, sense.id, "measure")  # "half an hour"
                return -1
            numbered = reader.link(index + 1) and (
                reader.word(index + 1) or reader.kind(index + 1, "ordinal")
            )
            figure.per = None if numbered else sense.id  # "in the year 2018" is no rate
            return -1
        if sense.kind == "per":
            behind = reader.number(index + 1) if reader.link(index + 1) else None
            if isinstance(behind, Number):
                figure.per = str(behind.low)
                return index + 1
            if index + 1 < len(hits) and reader.link(index + 1):
                unit = hits[index + 1].sense("timeunit", "unit", "concept")
                figure.per = unit.id if unit else None
        return -1
    return -1


def _sign(figure: Figure, around: Neighbours) -> bool:
    """ "٪٢٠": a percent sign on the wrong side, as bidirectional text has it."""
    lead = figure.first
    if lead < 1 or gap_kind(around.tokens.gaps[lead]) != "tight":
        return False
    word, gap = around.tokens.words[lead - 1], around.tokens.gaps[lead - 1]
    if word not in ("%", "٪") or (
        gap and gap_kind(gap) != "space" and not gap.endswith(("(", "\n", "«", '"', "“"))
    ):
        return False
    if lead - 1 <= around.floor:
        return False
    after = around.after(figure)
    if after and after.sense("percent"):
        return False
    figure.unit, figure.kind = "%", "share"
    figure.first, figure.start = lead - 1, around.tokens.starts[lead - 1]
    figure.lead, figure.left = lead - 1, figure.left - 1
    return True


def _behind_of(figure: Figure, of: Hit, around: Neighbours) -> Hit:
    """ "millions of dollars", "ملايين من الدولارات": the unit behind the preposition, or the preposition."""
    index = figure.right + 1
    behind = around.hits[index] if around.reader.link(index) == "space" else None
    if behind is None or behind.sense("currency", "unit") is None or _unit(behind, vague=True) is None:
        return of
    figure.right = index
    return behind


def _unit(hit: Hit, vague: bool = False) -> Sense | None:
    """The unit a hit names, if that is what it most likely is. vague: it may have the article."""
    for kind in _UNITS:
        form = hit.form(kind)
        if form is not None and not form.conjunction and not (form.preposition and kind != "percent"):
            return hit.sense(kind) if kind == "percent" or vague or not form.definite else None
    return None


def _too_short(hit: Hit, figure: Figure, around: Neighbours) -> bool:
    """A symbol of one letter counts as a unit only beside digits."""
    word = around.tokens.words[hit.first]
    return len(word) <= (2 if word.isascii() else 1) and not figure.number.plain and hit.first == hit.last


def _take(figure: Figure, hit: Hit, unit: str, kind: str) -> None:
    figure.unit, figure.kind = unit, kind
    figure.last, figure.end = hit.last, hit.end
    figure.right += 1


def _times(figure: Figure, factor: Decimal) -> None:
    figure.low = None if figure.low is None else figure.low * factor
    figure.high = None if figure.high is None else figure.high * factor
    figure.step *= factor


def _money_before(figure: Figure, around: Neighbours) -> bool:
    """ "$3.2m", "EUR 20": a symbol or code before the digits."""
    hit = around.hit_before(figure.left, figure.first) or _dotted(figure, around)
    sense = hit.sense("currency") if hit else None
    if hit is None or sense is None:
        return False
    word = around.tokens.words[hit.last]
    if hit.first != hit.last and around.tokens.gaps[hit.last] and not word[0].isalpha():
        # "a $2 fee" is no Australian dollar: only the sign belongs to the figure.
        meaning = around.tokens.meanings[hit.last]
        hit = Hit(
            hit.last,
            hit.last,
            around.tokens.starts[hit.last],
            hit.end,
            meaning.forms if meaning else hit.forms,
            meaning.kinds if meaning else hit.kinds,
        )
        sense = hit.sense("currency") or sense
    if len(word) == 1 and word.isalpha() and not stands_as_mark(hit.last, figure.number, around):
        return False
    if word[0].isalpha() and not ((word.isascii() and len(word) <= 3) or sense.get("before") == "yes"):
        return False
    figure.unit, figure.kind = sense.id, "money"
    figure.first, figure.start, figure.lead = hit.first, hit.start, hit.first
    figure.left -= 1
    return True


def _dotted(figure: Figure, around: Neighbours) -> Hit | None:
    """ "Rs. 500", "Sh.20": a mark that is written with a full stop, straight before the digits."""
    tokens, left = around.tokens, figure.left - 1
    if left < 0 or tokens.gaps[figure.first] not in _STOPS or not tokens.is_digits(figure.first):
        return None
    hit = around.hits[left]
    word = tokens.words[hit.last]
    stands = hit.last == figure.first - 1 > around.floor
    return hit if stands and word[0].isupper() and not word.isupper() else None
