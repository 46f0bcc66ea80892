"""Dates of events to claims: what happened (announced, formed, began ...), to whom, when."""

from __future__ import annotations

from dataclasses import replace

from consistency.claims import force
from consistency.claims.frame import framed, provenance
from consistency.claims.keywords import About
from consistency.claims.scene import Scene
from consistency.claims.where import most_exact
from consistency.model.claim import Claim
from consistency.model.document import Moment
from consistency.model.timex import TimexMention
from consistency.model.words import Hit

# An event's word is looked for this many tokens before and after its date.
_REACH = 14
# Grains that date an event; a century or an hour does not.
_GRAINS = ("day", "month", "season", "quarter", "half", "year")


def bind_events(
    scene: Scene, times: tuple[TimexMention, ...], published: Moment | None, theme: About
) -> tuple[Claim, ...]:
    """A claim for every date that an event's word stands near, and for every date at odds with itself."""
    origin = provenance(scene.document, published)
    claims = []
    for mention in times:
        timex = mention.timex
        event = _event(scene, mention) if timex.grain in _GRAINS else None
        if event is None and timex.problem is None and timex.odds is None:
            continue
        bounds = scene.sentence_tokens(mention.span.start)
        inside = scene.hits_between(bounds.first, bounds.last)
        clause = scene.clause(mention.first, mention.last)
        phrase = timex.odds.span if timex.odds is not None else mention.span
        claims.append(
            replace(
                framed(scene, mention.span, phrase, origin, theme, mention.pack),
                subjects=tuple(sorted({s.id for hit in inside if (s := hit.sense("subject"))})),
                places=most_exact(scene, [s.id for hit in inside if (s := hit.sense("place"))]),
                modality=force.modality_before(scene, mention.first, clause),
                timex=timex,
                event=event,
                phrase=phrase,
            )
        )
    return tuple(claims)


def _event(scene: Scene, mention: TimexMention) -> str | None:
    """The event whose date this is: the nearest event word before the date in its sentence, else after it."""
    if _of_speech(scene, mention):
        return None
    bounds = scene.sentence_tokens(mention.span.start)
    before = scene.hits_between(max(bounds.first, mention.first - _REACH), mention.first - 1)
    for hit in reversed(before):
        if ident := _event_word(hit):
            return ident
    clause = scene.clause(mention.first, mention.last)
    for hit in scene.hits_between(mention.last + 1, min(clause.last, mention.last + _REACH)):
        if ident := _event_word(hit):
            return ident
    for hit in reversed(scene.hits_between(bounds.first, mention.first - 1)):
        if ident := _event_word(hit):
            return ident
    return None


def _of_speech(scene: Scene, mention: TimexMention) -> bool:
    """Whether the date is of what is said, not of what happened: "the coast guard said on Saturday"."""
    clause = scene.clause(mention.first, mention.last)
    for hit in reversed(scene.hits_between(max(clause.first, mention.first - 4), mention.first - 1)):
        if sense := hit.sense("say"):
            return sense.id != "announce"
        if hit.sense("event", "role"):
            return False
    return False


def _event_word(hit: Hit) -> str | None:
    if sense := hit.sense("event"):
        return sense.id
    if (sense := hit.sense("say")) is not None and sense.id == "announce":
        return sense.id
    return None
