"""Days to which something was put off, and from which: "meant for 8 May, the talks will now open on 10 May"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby

from msgspec.structs import replace

from consistency.claims.passage import Passage
from consistency.claims.scene import Scene
from consistency.model.claim import PUT_OFF, Claim
from consistency.model.document import Moment
from consistency.model.timex import Interval, TimexMention
from consistency.model.words import Hit

# A word such as "was due" stands within so many tokens before the day that no longer holds; one such as "instead of"
# right before it.
_NEAR, _BESIDE = 8, 3
_INSTEAD = "instead"
_WEEK, _GONE = timedelta(days=7), timedelta(days=2)

Dated = tuple[TimexMention, Claim]


def put_off(scene: Scene, dated: Sequence[Dated], published: Moment | None) -> tuple[Claim, ...]:
    """The claims of dates, in text order. `moved` marks a day to come to which something was put off; `was_on` has the
    day that no longer holds, where the sentence tells that too."""
    claims: list[Claim] = []
    for _, one in groupby(dated, key=lambda both: both[1].sentence):
        claims += _in_sentence(scene, list(one), published)
    return tuple(claims)


def _in_sentence(scene: Scene, dated: Sequence[Dated], published: Moment | None) -> Iterator[Claim]:
    bounds = scene.passage(dated[0][0].span.start)
    told = bounds.of_kind.get("putoff", ())
    meant = bounds.of_kind.get("meant", ())
    if not told and not meant:
        yield from (claim for _, claim in dated)
        return
    former = [_no_longer(scene, bounds, dated, place) for place in range(len(dated))]
    dated = [_gone_by(*one, published) if word else one for one, word in zip(dated, former, strict=True)]
    sure = bool(told) or _INSTEAD in former
    moved = _moved(dated, former, told, published) if sure else None
    for place, (_, claim) in enumerate(dated):
        if place != moved:
            yield claim
            continue
        old = _nearest(dated, former, place)
        yield replace(claim, moved=PUT_OFF, was_on=old.timex.interval if old and old.timex else None)


def _no_longer(scene: Scene, bounds: Passage, dated: Sequence[Dated], place: int) -> str:
    """The word by which a day is one that no longer holds: `from`, `meant` or `instead`; empty where none does."""
    mention, _ = dated[place]
    behind = dated[place - 1][0].last if place else bounds.first - 1
    near = bounds.of("meant", max(behind + 1, mention.first - _NEAR), mention.first - 1)
    for hit in reversed(near):
        ident = hit.kinds["meant"].id
        if ident != _INSTEAD or mention.first - hit.last <= _BESIDE:
            return ident
    opening = scene.hit(mention.first - 1) if mention.first else None
    put = bounds.of("putoff", bounds.first, mention.first - 1)
    return "from" if put and opening is not None and opening.sense("from") else ""


def _gone_by(mention: TimexMention, claim: Claim, published: Moment | None) -> Dated:
    """A date with the weekday just gone, where one that no longer holds was taken for the coming one: "the road, which
    was to have reopened on Tuesday", told on Wednesday."""
    timex = claim.timex
    start = timex.interval.start if timex is not None and timex.anchor == "week" else None
    if timex is None or start is None or published is None or start < published.day:
        return mention, claim
    before = start - _WEEK
    if published.day - before > _GONE:
        return mention, claim
    days = Interval(before, before + timedelta(days=1))
    return mention, replace(claim, timex=replace(timex, value=before.isoformat(), interval=days, fuzzy=days))


def _moved(
    dated: Sequence[Dated], former: Sequence[str], told: Sequence[Hit], published: Moment | None
) -> int | None:
    """Which of the dates of a sentence is the one that holds now: the one beside the day that no longer does, or the
    only one to come, or to come behind the word that says so."""
    ahead = [
        place for place, (_, claim) in enumerate(dated) if not former[place] and _is_ahead(claim, published)
    ]
    old = next((place for place, told in enumerate(former) if told), None)
    if old is None and told and len(ahead) > 1:
        ahead = [place for place in ahead if dated[place][0].first > told[-1].last]
    if old is None:
        return ahead[0] if len(ahead) == 1 else None
    return min(ahead, key=lambda place: (abs(place - old), -place), default=None)


def _is_ahead(claim: Claim, published: Moment | None) -> bool:
    start = claim.timex.interval.start if claim.timex is not None else None
    return start is not None and (published is None or start > published.day)


def _nearest(dated: Sequence[Dated], former: Sequence[str], place: int) -> Claim | None:
    """The claim of the day that no longer holds, where it is another day than the one that does."""
    here = dated[place][1].timex
    old = [
        (abs(at - place), claim)
        for at, (_, claim) in enumerate(dated)
        if former[at] and claim.timex and here and claim.timex.interval != here.interval
    ]
    return min(old, key=lambda found: found[0])[1] if old else None
