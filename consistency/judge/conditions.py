"""Named facts about two claims, on which the rules of `rules/conflicts/` decide.

A rule fires when every name under `when` holds and none under `unless`. The names are a closed list: CONDITIONS
says what each means, and the packs refuse others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter

from consistency.judge import times
from consistency.judge.narrower import narrower
from consistency.judge.one_count import one_count, places_alike, vague
from consistency.judge.pair import SLIPPED, Pair
from consistency.model import ranges, timepair
from consistency.model.claim import AGE
from consistency.model.turn import in_turn, put_off

# Figures this far apart are not taken for one another.
_TENFOLD = 10


def _figures(pair: Pair) -> bool:
    return pair.a.quantity is not None and pair.b.quantity is not None


def _equal(pair: Pair) -> bool:
    return _figures(pair) and pair.relation == "equal"


def _fit(pair: Pair) -> bool:
    return _figures(pair) and pair.relation in ("equal", "compatible")


def _differ(pair: Pair) -> bool:
    return _figures(pair) and pair.relation == "differ"


def _role(pair: Pair) -> Mapping[str, object]:
    role: Mapping[str, object] = pair.packs.table("roles").get(
        pair.a.counted.role or pair.b.counted.role or "", {}
    )
    return role


def _monotone(pair: Pair) -> bool:
    return bool(pair.row().get("monotone") or _role(pair).get("monotone"))


def _standing(pair: Pair) -> bool:
    if pair.a.modality == pair.b.modality != "asserted":
        return False  # nothing stands yet: plans and forecasts move from week to week
    return (
        bool(pair.row().get("standing"))
        and not _role(pair).get("monotone")
        and _role(pair).get("kind") != "casualty"
    )


def _expired(pair: Pair) -> bool:
    between = pair.gap
    return between is not None and between > times.validity(pair.a, pair.packs)


def _rival(pair: Pair) -> bool:
    if _moment(pair):
        return True
    if _monotone(pair) or _revised(pair) or _moving(pair) or _going_on(pair):
        return False
    between = pair.gap
    if between is None:
        return False
    return not _expired(pair) if _standing(pair) else between <= times.ONE_STORY


def _doubtful(pair: Pair) -> bool:
    loud: str = pair.packs.table("alignment")["levels"]["figures"]["loud"]
    return pair.score < int(loud)


def _at_odds(pair: Pair) -> bool:
    """Given for one time; but where that is doubtful, a higher figure of a later day may simply be newer."""
    if _turned_out(pair) or not _rival(pair):
        return False
    between = times.published_apart(pair.a, pair.b)
    return not (between and _doubtful(pair) and _rising(pair))


def _moving(pair: Pair) -> bool:
    """Whether the figure moves either way by the hour: the missing are found, dead or alive."""
    return bool(pair.order) and bool(_role(pair).get("moves"))


def _going_on(pair: Pair) -> bool:
    """Whether both are parts of one whole, and the later one the greater: 412, then 905 of 1,080 stations counted."""
    return pair.a.part_of == pair.b.part_of == "subset" and _rising(pair)


def _slip_rival(pair: Pair) -> bool:
    """As `rival`, and within the weeks of one story for digits that a change would hardly have left the same.

    A change by chance keeps all digits of a long figure seldom; a slip of the hand always does.
    """
    if _rival(pair):
        return True
    between = pair.gap if not pair.sure_slip else times.published_apart(pair.a, pair.b)
    if between is None or between > times.FOLLOWED or not pair.points:
        return False
    if _monotone(pair) or _revised(pair):
        return pair.sure_slip
    return pair.told_digits >= SLIPPED


def _revised(pair: Pair) -> bool:
    """The later claim itself says that the figure has come to this, and by that it has."""
    order = pair.order
    if not order:
        return False
    later = pair.b if order < 0 else pair.a
    if later.moved is None:
        return False
    return (later.moved == "rise") == _rising(pair)


def _past(pair: Pair) -> bool:
    return any(claim.time is not None and claim.time.past for claim in (pair.a, pair.b))


def _history(pair: Pair) -> bool:
    """One of the two is told as history, and by then the figure may have been another: but hardly one with the same
    digits."""
    return _past(pair) and not pair.sure_slip


def _undated(pair: Pair) -> bool:
    if pair.a.document == pair.b.document:
        return False
    return pair.order is None


def _moment(pair: Pair) -> bool:
    return pair.order == 0


def _rising(pair: Pair) -> bool:
    order = pair.order
    if not order or pair.points is None:
        return False
    x, y = pair.points
    return (x < y) == (order < 0)


def _falling(pair: Pair) -> bool:
    return bool(pair.order) and not _rising(pair)


def _denied(pair: Pair) -> bool:
    return "denied" in (pair.a.modality, pair.b.modality)


def _modality(pair: Pair) -> bool:
    return pair.a.modality != pair.b.modality or _denied(pair)


def _turned_out(pair: Pair) -> bool:
    """Whether the earlier article tells what is planned or expected, and the later one what it has come to; or the
    earlier one what is, and the later one what will be."""
    turn = in_turn(pair.a, pair.b)
    if turn is None:
        return False
    earlier, later = (claim.modality for claim in turn)
    if earlier == "asserted":
        return later == "planned" and not _monotone(pair)
    return earlier in ("planned", "possible") and later == "asserted"


def _another_sense(pair: Pair) -> bool:
    return _modality(pair) and not _turned_out(pair)


def _holders(pair: Pair) -> bool:
    x, y = pair.a.attribution, pair.b.attribution
    beside = pair.a.document == pair.b.document and pair.a.sentence == pair.b.sentence
    return x is not None and y is not None and x.is_another(y, beside=beside)


def _wider_place(pair: Pair) -> bool:
    x, y = set(pair.a.places), set(pair.b.places)
    return _has_scope(pair) and bool(x and y) and x != y and (x < y or y < x)


def _has_scope(pair: Pair) -> bool:
    """Whether the figures are of places at all: no age is."""
    return AGE not in (pair.a.counted.role, pair.b.counted.role)


def _put_off(pair: Pair) -> bool:
    x, y = pair.a.timex, pair.b.timex
    return x is not None and y is not None and x.interval != y.interval and put_off(pair.a, pair.b) != ""


def _zone(name: str) -> Callable[[Pair], bool]:
    return lambda pair: pair.a.document == pair.b.document and (pair.a.zone == name) != (pair.b.zone == name)


def _unlike(pair: Pair) -> bool:
    """Ten times as much, or something beside nothing: of another time, and nobody would take one for the other."""
    if not _figures(pair):
        return False
    assert pair.a.quantity is not None and pair.b.quantity is not None
    x, y = ranges.point(pair.a.quantity), ranges.point(pair.b.quantity)
    return (
        x is not None and y is not None and x != y and max(abs(x), abs(y)) >= _TENFOLD * min(abs(x), abs(y))
    )


def _dates_apart(pair: Pair) -> bool:
    if pair.a.timex is None or pair.b.timex is None:
        return False
    x, y = pair.a.timex, pair.b.timex
    if "APPROX" in (x.mod, y.mod) or x.planned != y.planned:
        return False
    return timepair.compare(x, y) == "disjoint"


CONDITIONS: Mapping[str, Callable[[Pair], bool]] = {
    # the two figures have the same bounds
    "values-equal": _equal,
    # one figure satisfies both: equal, or by hedge, bound or rounding
    "values-fit": _fit,
    # no figure satisfies both
    "values-differ": _differ,
    # one figure satisfies both, and both may be one count: ten or more, told by a number, not far from one another,
    # and not a round one beside "more than" that
    "one-count": one_count,
    # one of the two is a word such as "dozens"
    "vague": vague,
    # the same digits, a power of ten apart
    "magnitude": attrgetter("magnitude"),
    # the same digits in another order
    "digits-swapped": attrgetter("swapped"),
    # the concept's figure stands until something changes it (troops, prices)
    "standing": _standing,
    # the figure can only rise (tolls, cases)
    "monotone": _monotone,
    # the two times lie further apart than the concept's validity period
    "expired": _expired,
    # both are given for one time: at one moment, within the validity period (standing figures), or within the
    # days of one story (figures that neither stand nor rise)
    "rival": _rival,
    # the same, unless the points are too few to trust a contradiction, and the article of a later day has the higher
    # figure
    "at-odds": _at_odds,
    # as "rival", or within the weeks of one story where the digits are long and stayed the same, even of figures that
    # rise where these are longer still
    "slip-rival": _slip_rival,
    # one of the two is told as history
    "past": _past,
    # the same, unless the other figure has the same digits, and too many of them for a change to have left them so
    "history": _history,
    # for one of two articles it is not known when its figure holds
    "undated": _undated,
    # both hold at one moment: within 90 minutes, or on days that overlap
    "same-moment": _moment,
    # the later article says that the figure has risen or fallen to what it gives
    "revised": _revised,
    # the points of the alignment are too few to trust a contradiction
    "doubtful": _doubtful,
    # one of the two articles gives the other's figure, or the other's day, too, or a third says that something was put
    # off from the one day to the other
    "answered": lambda pair: pair.answered,
    # the later figure is the higher one
    "rising": _rising,
    # the later figure is the lower one
    "falling": _falling,
    # one is asserted, the other denied, planned or only possible
    "modality-differs": _modality,
    # the same, unless the earlier article tells a plan or an estimate and the later one what has become of it, or the
    # later one what is to become of the earlier one's figure
    "another-sense": _another_sense,
    # one of them is denied
    "one-denied": _denied,
    # more weeks lie between them than a story is followed
    "long-after": lambda pair: pair.gap is not None and pair.gap > times.FOLLOWED,
    # two different holders are named
    "holders-differ": _holders,
    # the narrower claim (soldiers among people, a town in a country) gives the lower figure
    "narrower": narrower,
    # one names all the places of the other, and more
    "place-wider": _wider_place,
    # the places are of one kind: all countries, all parts of one, all towns
    "places-alike": places_alike,
    # one is told of one place alone, the other of more
    "one-alone": lambda pair: _has_scope(pair) and (pair.a.scope == "alone") != (pair.b.scope == "alone"),
    # both count since a day, and not the same day
    "windows-differ": lambda pair: times.windows_differ(pair.a, pair.b),
    # both stand in one article
    "same-document": lambda pair: pair.a.document == pair.b.document,
    # exactly one of them stands in a headline (a caption)
    "headline": _zone("headline"),
    "caption": _zone("caption"),
    # two articles copy one another or one agency
    "same-origin": lambda pair: (
        pair.a.document != pair.b.document
        and pair.origins.get(pair.a.document) == pair.origins.get(pair.b.document)
    ),
    # one is ten times the other, or nothing
    "unlike": _unlike,
    # two dates of one event share no day
    "dates-apart": _dates_apart,
    # the later article says that something was put off to the day that it gives
    "put-off": _put_off,
}


class Facts(dict[str, bool]):
    """Which conditions hold of a pair, each worked out when it is first asked for.

    Raises: KeyError for a name that is no condition.
    """

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self._pair = pair

    def __missing__(self, name: str) -> bool:
        holds = self[name] = CONDITIONS[name](self._pair)
        return holds
