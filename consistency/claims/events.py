"""Dates of events to claims: what happened (announced, formed, began ...), to whom, when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from consistency.claims import force
from consistency.claims.about import About
from consistency.claims.event_words import (
    BESIDE,
    NAMING,
    closing,
    event_beside,
    event_of,
    event_of_noun,
    is_deed,
)
from consistency.claims.frame import frame, provenance
from consistency.claims.passage import Passage
from consistency.claims.put_off import put_off
from consistency.claims.scene import Clause, Scene
from consistency.claims.where import most_exact
from consistency.model.claim import Claim, Counted
from consistency.model.document import Moment
from consistency.model.timex import Timex, TimexMention
from consistency.model.words import Hit

# An event's word is looked for this many tokens before and after its date.
_REACH = 14
# The nouns that something happened to stand so near its word, in tokens.
_OBJECT = 8
# Kinds of word that can tell of an event ("announced" is one of saying).
_TELLING = ("event", "say")
# Events that something else was put off, or is announced.
_MOVED = ("postpone", "announce")
# Grains that date an event; a century or an hour does not.
_GRAINS = ("day", "month", "season", "quarter", "half", "year")


def bind_events(
    scene: Scene, times: tuple[TimexMention, ...], published: Moment | None, theme: About
) -> tuple[Claim, ...]:
    """A claim for every date that is settled, with the event whose word stands near it, or is at odds with itself."""
    origin = provenance(scene.document, published)
    claims: list[tuple[TimexMention, Claim]] = []
    for mention in times:
        timex = mention.timex
        bounds = scene.passage(mention.span.start)
        clause = scene.clause(bounds, mention.first, mention.last)
        dated = timex.grain in _GRAINS or timex.interval.days == 1
        told = dated and not _of_speech(bounds, mention, clause)
        found = _event(scene, bounds, mention, clause) if told else None
        word, event = found if found is not None else (None, None)
        settled = told and timex.interval.known
        if event is None and not settled and timex.problem is None and timex.odds is None:
            continue
        phrase = timex.odds.span if timex.odds is not None else mention.span
        claim = Claim(
            **frame(scene, bounds, mention.span, phrase, origin, theme, mention.pack),
            subjects=_named(bounds, "subject"),
            places=most_exact(scene, _named(bounds, "place")),
            time=None,
            attribution=None,
            counted=Counted("", "", qualifiers=_objects(scene, word) if word is not None else ()),
            modality=_modality(scene, mention, clause, bounds, published),
            change="level",
            timex=timex,
            event=event,
            phrase=phrase,
        )
        claims.append((mention, claim))
    return tuple(_told_apart(put_off(scene, claims, published)))


def _modality(
    scene: Scene, mention: TimexMention, clause: Clause, bounds: Passage, published: Moment | None
) -> str:
    """See `force.modality_before`; what is told of a day to come ("takes the oath on Friday") is planned."""
    told = force.modality_before(scene, mention.first, clause, bounds)
    start = mention.timex.interval.start
    ahead = published is not None and start is not None and start > published.day
    return "planned" if told == "asserted" and ahead else told


def _told_apart(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims, of which `several` says where the document dates events of one kind on several days."""
    dates: dict[str, list[Timex]] = {}
    for claim in claims:
        if claim.event is not None and claim.timex is not None:
            dates.setdefault(claim.event, []).append(claim.timex)
    several = {event for event, told in dates.items() if _apart(told)}
    for claim in claims:
        yield replace(claim, several=True) if claim.event in several else claim


def _apart(dates: Sequence[Timex]) -> bool:
    """Whether dates are of several days: "on 14 May, some two months later" is one, "in May" may be the same."""
    known = [timex.fuzzy for timex in dates]
    starts, ends = [days.start for days in known if days.start], [days.end for days in known if days.end]
    if len(starts) < len(dates) or len(ends) < len(dates):
        return len({timex.value for timex in dates}) > 1
    return max(starts) >= min(ends)


def _event(scene: Scene, bounds: Passage, mention: TimexMention, clause: Clause) -> tuple[Hit, str] | None:
    """The word of the event whose date this is, and the event: what "Saturday's fire" names, else the nearest
    word before the date in its sentence, else after it, else the noun right before the date."""
    noun = _noun_before(scene, bounds, mention)
    if noun is not None and not noun[0].forms[0].definite:
        told = bounds.of_any(_TELLING, noun[0].first - BESIDE, noun[0].first - 1)
        if not any(event_of(scene, bounds, hit) for hit in told):
            return noun
    before = bounds.of_any(_TELLING, bounds.first, mention.first - 1)
    near = [hit for hit in reversed(before) if hit.first >= mention.first - _REACH]
    after = bounds.of_any(_TELLING, mention.last + 1, min(clause.last, mention.last + _REACH))
    towards = _from_or_to(scene, mention) if any(map(_puts_off, before)) else ""
    for hit in reversed(before) if towards else near:
        if (event := event_of(scene, bounds, hit)) and not (towards and event in _MOVED):
            return hit, closing(bounds, hit, event)
        if towards and _puts_off(hit) and (event := event_beside(scene, bounds, hit)):
            return hit, event
    if after and (subject := _noun_of_clause(scene, bounds, mention, clause)):
        return subject
    for hit in after:
        if (event := event_of(scene, bounds, hit)) and not (towards and event in _MOVED):
            return hit, closing(bounds, hit, event)
    if noun is not None or (noun := _noun_before(scene, bounds, mention, places=True)) is not None:
        return noun
    told_before = ((hit, event) for hit in reversed(before) if (event := event_of(scene, bounds, hit)))
    told_before = (found for found in told_before if not (towards and found[1] in _MOVED))
    named = next(told_before, None) or _noun_of_clause(scene, bounds, mention, clause)
    if named is None and towards == "to":
        return next(((hit, event) for hit in near if (event := event_of(scene, bounds, hit))), None)
    return named


def _puts_off(hit: Hit) -> bool:
    sense = hit.kinds.get("event")
    return sense is not None and sense.id == _MOVED[0]


def _from_or_to(scene: Scene, mention: TimexMention) -> str:
    """`from` or `to` where a date is one from which or to which something is put off; it was put off on another."""
    hit = scene.hit(mention.first - 1) if mention.first else None
    opening = hit if hit is not None and hit.first >= mention.first - 2 else None
    link = opening.kinds.get("timelink") if opening is not None else None
    if opening is not None and (sense := opening.sense("from", "to")):
        return sense.kind
    return "to" if link is not None and link.id in ("until", "to") else ""


def _noun_of_clause(
    scene: Scene, bounds: Passage, mention: TimexMention, clause: Clause
) -> tuple[Hit, str] | None:
    """The noun of what happened, with its place before the date: "a fire at a station on Saturday halted work".

    A festival or a truce that stands somewhere before a date may do anything then: it charges less, it was broken.
    """
    nouns = bounds.of_any(NAMING, max(clause.first, mention.first - _REACH), mention.first - 1)
    deeds = (hit for hit in nouns if is_deed(scene, hit))
    told = ((hit, event) for hit in deeds if (event := event_of_noun(scene, bounds, hit)))
    sudden = scene.packs.table("alignment")["events"]["sudden"]
    return next((found for found in told if found[1] in sudden), None)


def _noun_before(
    scene: Scene, bounds: Passage, mention: TimexMention, places: bool = False
) -> tuple[Hit, str] | None:
    """A noun right before a date that tells what happened then: "in the fire of 13 June".

    places: whether its place may stand between them: "under the agreement in Doha of 23 April".
    """
    hit = bounds.at.get(mention.first - 1)
    if hit is not None and hit.sense("stop", "in") and not scene.breaks(hit.first):
        hit = bounds.at.get(hit.first - 1)  # "in the fire on Saturday"
    while places and hit is not None and not scene.breaks(hit.first) and hit.sense("place", "stop", "in"):
        hit = bounds.at.get(hit.first - 1)
    if hit is None or scene.breaks(mention.first):
        return None
    event = event_of_noun(scene, bounds, hit)
    return (hit, event) if event else None


def _objects(scene: Scene, word: Hit) -> tuple[str, ...]:
    """The nouns beside an event's word, one of which it happened to: "the talks resume", "the bridge was opened"; and
    the one that it is the verb of: "the ministers meet"."""
    near = scene.passage(word.start).of("concept", word.first - _OBJECT, word.last + _OBJECT)
    nouns = {hit.kinds["concept"].id for hit in near}
    if (sense := word.kinds.get("event")) is not None and (thing := sense.get("thing")):
        nouns.add(thing)
    return tuple(sorted(nouns))


def _of_speech(bounds: Passage, mention: TimexMention, clause: Clause) -> bool:
    """Whether the date is of what is said, not of what happened: "the coast guard said on Saturday"."""
    first = max(clause.first, mention.first - 4)
    for hit in reversed(bounds.of_any(("say", "event", "role"), first, mention.first - 1)):
        if sense := hit.kinds.get("say"):
            if sense.get("with") and hit.last + 1 < mention.first:
                continue  # بين أيدي المسلحين الثلاثاء
            return sense.id == "say"
        return False
    return False


def _named(bounds: Passage, kind: str) -> tuple[str, ...]:
    """The ids of one kind that a sentence names, sorted."""
    return tuple(sorted({hit.kinds[kind].id for hit in bounds.of_kind.get(kind, ())}))
