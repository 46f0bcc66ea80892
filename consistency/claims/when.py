"""When a figure holds: the date beside it, the date of the report behind it, else the day of publication."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import timedelta

from consistency.claims.figure import Figure
from consistency.claims.passage import Passage
from consistency.claims.said import Source
from consistency.claims.scene import Scene
from consistency.model.claim import ClaimTime
from consistency.model.document import Moment
from consistency.model.timex import Interval, TimexMention
from consistency.model.words import Hit

# The date of what a figure had been stands within so many tokens after it.
_FORMER = 6
# A date with which a sentence begins has so many words before it ("وفي يوم الجمعة").
_OPENING = 1
_RELATIONS = {"since": "since", "until": "until", "by": "by", "before": "by", "after": "since"}


def claim_time(
    scene: Scene,
    figure: Figure,
    others: Sequence[int],
    source: Source | None,
    published: Moment | None,
    past: bool,
    standing: bool,
    befell: bool,
    asserted: bool,
) -> ClaimTime | None:
    """The claim's time, None when nothing tells it (no date and an unknown publication date).

    others: first tokens of all figures, sorted. asserted: whether the figure is told as one that is, so that no day to
    come is the last that it holds on. befell: whether people came to harm, when what is told next happened.
    A date in the clause goes first: the one right after the figure, then the one before it (unless another
    figure stands between). A report's own date dates what it says. A date further on in the sentence dates an
    event's figure; a standing one only where it is the date of an estimate ("according to figures of 2020").
    """
    date = _beside(scene, figure, others)
    if date is None and source is not None and source.date is not None:
        date = source.date
    if date is None:
        date = _in_sentence(scene, figure, others, standing, befell)
    if date is not None and asserted and _to_come(date, published):
        date = None
    if date is not None and (date.timex.interval.start or date.timex.interval.end or date.timex.months):
        relation = _RELATIONS.get(date.timex.relation or "", "as-of")
        ended = _over(date, published)
        months = () if date.timex.interval.known else date.timex.months
        return ClaimTime(date.timex.interval, date.timex.fuzzy, relation, past or ended, date.span, months)
    if published is None:
        return ClaimTime(Interval(None, None), Interval(None, None), "as-of", True) if past else None
    day = Interval(published.day, published.day + timedelta(days=1))
    return ClaimTime(day, day, "as-of", past)


def _to_come(date: TimexMention, published: Moment | None) -> bool:
    """Whether something else lasts until a day behind publication: "is closed until Monday, and 12 flights were
    diverted"."""
    start = date.timex.fuzzy.start if date.timex.relation in ("until", "by") else None
    return published is not None and start is not None and start > published.day + timedelta(days=1)


def _over(date: TimexMention, published: Moment | None) -> bool:
    """Whether a date lies a year or more before publication, so that the figure is told as history."""
    end = date.timex.fuzzy.end
    if published is None or end is None or date.timex.relation in ("since", "after"):
        return False
    return end + timedelta(days=365) <= published.day


def _beside(scene: Scene, figure: Figure, others: Sequence[int]) -> TimexMention | None:
    after, before, clause = figure.later, figure.earlier, figure.clause
    if (rest := figure.rest) is not None and after is not None and after.first <= rest.last:
        return None if _between(others, rest.first, after.first) else after
    if after is not None and after.first <= clause.last and not _between(others, figure.last, after.first):
        another = _of_another(scene, figure.last, after.first, "relative") or _of_the_most(
            scene, figure, after
        )
        return None if another else after
    if (
        before is not None
        and before.first >= clause.first
        and not _between(others, before.last, figure.first)
        and not _of_former(scene, before, others)
    ):
        return before
    return None


def _of_former(scene: Scene, date: TimexMention, others: Sequence[int]) -> bool:
    """Whether a date is that of what a figure before it had been: "up from five in February, and 300 ..." """
    position = bisect_left(others, date.first) - 1
    if position < 0 or date.first - others[position] > _FORMER:
        return False
    figure = others[position]
    return bool(scene.hits_of(figure - 2, figure - 1, "from", "former"))


def _in_sentence(
    scene: Scene, figure: Figure, others: Sequence[int], standing: bool, befell: bool
) -> TimexMention | None:
    after, before, bounds = figure.later, figure.earlier, figure.passage
    told = bounds.of("relative", figure.clause.first, figure.first - 1)
    if told and not _dates_noun(scene, before, told[0]):
        return None  # the figure tells of a noun; a date beyond its clause belongs to the main verb
    if (
        after is not None
        and after.first <= bounds.last
        and not _between(others, figure.last, after.first)
        and not _of_another(scene, figure.last, after.first, "relative", "clause", befell=befell)
        and not _of_the_most(scene, figure, after)
        and (not standing or _estimate(scene, after))
    ):
        return after
    if (
        before is not None
        and before.first >= bounds.first
        and (not _between(others, before.last, figure.first) or _opens(before, bounds))
        and not _of_former(scene, before, others)
        and (not standing or _estimate(scene, before))
    ):
        return before
    return None


def _dates_noun(scene: Scene, date: TimexMention | None, relative: Hit) -> bool:
    """Whether a date is that of the noun a figure tells of: "the sinking of 2010, which cost 46 lives", "the March 9
    ambush that killed six"."""
    if date is None or date.last >= relative.first:
        return False
    if scene.plain(relative.first) in scene.language.get("opens_speech", ()) and _said_on(scene, date):
        return False  # "police said on Sunday that ..."
    noun = scene.hit(relative.first - 1)
    named = noun is not None and noun.first == date.last + 1 and "concept" in noun.kinds
    return date.last + 1 == relative.first or (named and not scene.breaks(date.last + 1))


def _said_on(scene: Scene, date: TimexMention) -> bool:
    return bool(scene.hits_of(date.first - 2, date.first - 1, "say"))


def _opens(date: TimexMention, bounds: Passage) -> bool:
    """Whether a sentence begins with a date, which is that of all it tells: "In 2005 a quake of 7.6 killed 73,000"."""
    return date.first - bounds.first <= _OPENING


def _of_another(scene: Scene, first: int, last: int, *kinds: str, befell: bool = False) -> bool:
    """Whether a word between figure and date opens a clause of its own, to which the date belongs.

    befell: a clause with "when" tells of the figure's own time.
    """
    same = scene.language.get("same_time", ()) if befell else ()
    return any(scene.plain(hit.first) not in same for hit in scene.hits_of(first + 1, last - 1, *kinds))


def _of_the_most(scene: Scene, figure: Figure, date: TimexMention) -> bool:
    """Whether a date says since when something is the most: "51 dead in the deadliest attack since 2013"."""
    return date.timex.relation == "since" and bool(scene.hits_of(figure.last + 1, date.first - 1, "elative"))


def _estimate(scene: Scene, date: TimexMention) -> bool:
    near = scene.hits_of(max(date.first - 3, 0), date.first - 1, "report", "according", "say")
    return any(hit.sense("report", "according") or _estimates(hit) for hit in near)


def _estimates(hit: Hit) -> bool:
    sense = hit.kinds.get("say")
    return sense is not None and sense.id == "estimate"


def _between(others: Sequence[int], first: int, last: int) -> bool:
    position = bisect_left(others, first + 1)
    return position < len(others) and others[position] < last
