"""Which event a word tells: by itself ("resigned"), or of a noun beside it ("the truce begins", "broke out")."""

from __future__ import annotations

from collections.abc import Iterator

from consistency.claims.passage import Passage
from consistency.claims.scene import Scene
from consistency.model.words import Hit

# A noun that tells what another word is of stands so near it, in tokens.
BESIDE = 4
# ... as the subject of a verb before it, and behind one where verbs come first.
_SUBJECT, _BEHIND = 14, 7
# A word so near the beginning of a clause without a noun has it in the clause before: "a truce, which begins".
_OPENING = 5
# Classes of what is built where it is "founded" or "established".
_BUILT = ("building", "place", "vehicle")
# ... and of what falls down or out of the sky; a place falls to those who take it.
_FALLS = ("building", "vehicle")
_PLACE = "place"
# So many known terms back, "it" stands for something that was named.
_BACK = 14
# A longer word before a hyphen is no prefix.
_PREFIX = 3
# What ends on the day of a deadline.
_ENDS = ("shut", "end")
_DEADLINE = "deadline"
_ANNOUNCE, _HAPPEN = "announce", "happen"
# Events that are no more than that they are announced.
_TOLD = ("results", "sentence")
# Kinds of word that can name what happened.
NAMING = ("concept", "event")


def event_of(scene: Scene, bounds: Passage, hit: Hit) -> str | None:
    """The event that a verb or its noun tells; one that says only that it happened, or begins, has it of a noun."""
    sense = hit.kinds.get("event")
    if sense is None:
        said = hit.kinds.get("say")
        if said is None or said.id != _ANNOUNCE:
            return None
        told = event_beside(scene, bounds, hit)
        return told if told in _TOLD else said.id
    if sense.get("noun") or _is_compound(scene, hit):
        return None
    nouns = bounds.of("concept", hit.first - BESIDE, hit.last + BESIDE)
    if (of := sense.get("of")) and not any(noun.kinds["concept"].id in of.split() for noun in nouns):
        return None
    needs = sense.get("needs")
    if (taken := sense.get(_PLACE)) or needs == "building":
        classes = {_class(scene, noun) for noun in nouns}
        if _PLACE in classes and classes.isdisjoint(_FALLS):
            return taken or None
        return None if needs and classes.isdisjoint(_FALLS) else sense.id
    if built := sense.get("building"):
        after = bounds.at.get(hit.last + 1)
        return built if after is not None and _class(scene, after) in _BUILT else sense.id
    needs = needs or sense.get("light")
    if not (needs or sense.get("generic")):
        return sense.id
    found = event_beside(scene, bounds, hit, things=bool(needs))
    if needs:
        return found if sense.id in (_HAPPEN, found) else None
    return found or (_told_before(scene, hit) if sense.get("back") else None) or sense.id


def event_of_noun(scene: Scene, bounds: Passage, hit: Hit) -> str | None:
    """The event that a noun names ("truce", "fire"), unless it only tells which building it is ("fire station")."""
    sense = hit.kinds.get("event")
    if sense is not None and sense.get("noun"):
        return None if _tells_which(scene, bounds, hit) else sense.id
    concept = hit.kinds.get("concept")
    if concept is None:
        return None
    event: str | None = scene.packs.table("counted")[concept.id]["event"]
    return event if event is not None and not _tells_which(scene, bounds, hit) else None


def is_deed(scene: Scene, hit: Hit) -> bool:
    """Whether a noun names what happens, not a thing that something happens to: "truce", but not "agreement"."""
    return "concept" not in hit.kinds or _class(scene, hit) == "event"


def closing(bounds: Passage, hit: Hit, event: str) -> str:
    """The event that a word tells beside one of a deadline: "باب الاعتراض يغلق في 22 آب" is no gate that is shut."""
    beside = bounds.of("event", hit.first - BESIDE, hit.last + BESIDE)
    closes = event in _ENDS and any(other.kinds["event"].id == _DEADLINE for other in beside)
    return _DEADLINE if closes else event


def event_beside(scene: Scene, bounds: Passage, hit: Hit, things: bool = False) -> str | None:
    """What a noun near a verb names: its subject, behind the verb where verbs come first, else before it.

    things: whether that of a thing will do: an agreement that "وقع" was signed.
    """
    for noun in _nouns_beside(scene, bounds, hit):
        event = event_of_noun(scene, bounds, noun)
        if event is not None and (things or is_deed(scene, noun)):
            return event
    return None


def _told_before(scene: Scene, hit: Hit) -> str | None:
    """What was told of last: "signed a truce in Doha on Thursday. It takes effect on Sunday"."""
    for term in scene.hits_before(hit.first, _BACK):
        event = event_of_noun(scene, scene.passage(term.start), term)
        if event is not None and is_deed(scene, term):
            return event
    return None


def _nouns_beside(scene: Scene, bounds: Passage, hit: Hit) -> Iterator[Hit]:
    clause = scene.clause(bounds, hit.first, hit.last)
    opens = hit.first <= clause.first + _OPENING and not bounds.of("concept", clause.first, hit.first - 1)
    first = bounds.first if opens else clause.first
    verb_first = scene.language.get("verb_order") == "verb-first"
    reach = _BEHIND if verb_first else BESIDE
    before = reversed(bounds.of_any(NAMING, max(first, hit.first - _SUBJECT), hit.first - 1))
    after = bounds.of_any(NAMING, hit.last + 1, min(clause.last, hit.last + reach))
    if verb_first:
        yield from after
        yield from before
    else:
        yield from before
        yield from after


def _tells_which(scene: Scene, bounds: Passage, hit: Hit) -> bool:
    """Whether a noun stands beside that of a building or of men whom it only tells apart: "conference hall"."""
    head_first = scene.language.get("noun_order") == "head-first"
    beside = hit.first - 1 if head_first else hit.last + 1
    other = bounds.at.get(beside)
    if other is None or (head_first and other.forms[0].definite):
        return False  # "the governor" does not belong to "a curfew" behind him, as "hall" does to "of a conference"
    if scene.tokens.gaps[max(hit.first, other.first)] not in (" ", "-"):
        return False
    return _class(scene, other) in ("building", "person") or "actor" in other.kinds


def _is_compound(scene: Scene, hit: Hit) -> bool:
    """Whether a word is tied to one before it, and tells only which: "the rebel-held city", but not "re-opened"."""
    tied = hit.first > 0 and scene.tokens.gaps[hit.first] == "-"
    return tied and len(scene.tokens.words[hit.first - 1]) > _PREFIX


def _class(scene: Scene, hit: Hit) -> str | None:
    sense = hit.kinds.get("concept")
    found: str | None = scene.packs.table("counted")[sense.id]["class"] if sense is not None else None
    return found
