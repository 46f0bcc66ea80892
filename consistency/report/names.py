"""What a claim is about, in the interface language."""

from __future__ import annotations

from functools import lru_cache

from consistency.model.claim import Attribution, Claim
from consistency.model.group import ClaimGroup
from consistency.model.timex import Interval
from consistency.packs.cache import load_packs
from consistency.packs.ruleset import Packs
from consistency.packs.told_units import unit_name
from consistency.report.direction import shown
from consistency.report.words import Words


@lru_cache(maxsize=1)
def installed() -> Packs:
    """The packs whose names are shown where no others are at hand, read once."""
    return load_packs()


def thing(claim: Claim, packs: Packs, words: Words) -> str:
    """`house · destroyed · Jordan`."""
    language = words.language
    if claim.timex is not None:
        what = [event(claim.event, packs, words) if claim.event else claim.text]
    else:
        what = [counted(claim, packs, words)]
        if claim.counted.role:
            what.append(role(claim.counted.role, packs, words))
    parts = [*what, *(subject(ident, packs, words) for ident in claim.subjects)]
    parts += [packs.name("place", place, language) for place in claim.places]
    return " · ".join(dict.fromkeys(shown(part, 80) for part in parts if part))


def group_thing(group: ClaimGroup, words: Words) -> str:
    """What a group is about. Its label is English; in another language its fullest claim is named."""
    if words.language == "en":
        return group.label
    fullest = max(group.claims, key=lambda c: (len(c.subjects) + len(c.places) + bool(c.counted.role), c.id))
    return thing(fullest, installed(), words)


def counted(claim: Claim, packs: Packs, words: Words) -> str:
    """What is counted: the concept's name, else the words of the text, else the unit's name."""
    concept = claim.counted.concept
    if concept and not concept.startswith("text:"):
        name = packs.name("concept", concept, words.language)
        return name if name != concept else concept.replace("-", " ")
    unit = unit_name(claim.quantity.unit, words.language, packs) if claim.quantity else ""
    return claim.counted.text or unit or claim.text


def role(ident: str, packs: Packs, words: Words) -> str:
    """What happened to it. An id that no pack names is shown as it is."""
    return packs.name("role", ident.removeprefix("text:"), words.language).replace("-", " ")


def event(ident: str, packs: Packs, words: Words) -> str:
    """What happened on a day. Some events are roles too, and have their names."""
    name = role(ident, packs, words)
    return packs.name("event", ident, words.language) if name == ident.replace("-", " ") else name


def subject(ident: str, packs: Packs, words: Words) -> str:
    """`country:JO`, `org:unhcr`, `actor:army@IQ` (an actor and its country) or `text:...` by name."""
    kind, _, rest = ident.partition(":")
    if kind == "text":
        return rest
    if kind == "country":
        return packs.name("place", rest, words.language)
    base, _, place = ident.partition("@")
    name = packs.name("actor" if kind == "actor" else "subject", base, words.language)
    if name == base:  # no pack names it
        name = base.partition(":")[2].replace("-", " ")
    return f"{name} ({packs.name('place', place, words.language)})" if place else name


def holder(said: Attribution, packs: Packs, words: Words) -> str:
    """Who says so: by name where a pack knows them, else in the article's words."""
    return shown(subject(said.holder, packs, words) if said.holder else said.text, 80)


def places(claim: Claim, packs: Packs, words: Words) -> str:
    return words.comma.join(packs.name("place", place, words.language) for place in claim.places)


def subjects(claim: Claim, packs: Packs, words: Words) -> str:
    return words.comma.join(subject(ident, packs, words) for ident in claim.subjects)


def as_of(claim: Claim, words: Words) -> str:
    """When the claim holds: `as of 2022-03`, `since 2024-08`; empty where nothing is known."""
    time = claim.time
    if time is None or (time.fuzzy.start is None and time.fuzzy.end is None):
        return ""
    named = _named(time.fuzzy, time.relation)
    told = words(f"page.time.{time.relation}", date=named)
    return told if time.mention else words("page.time.publication", time=told)


def _named(interval: Interval, relation: str) -> str:
    """The days by the bound that the relation looks at."""
    if relation == "since" and interval.start is not None and interval.end is None:
        return interval.start.isoformat()
    return interval.named
