"""Named levels: how two claims compare in each facet, and what the packs give for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from consistency.align.keys import EXCLUSIVE, dimension, is_generic, is_standing, is_toll, of_event
from consistency.model import ranges
from consistency.model.claim import Claim
from consistency.model.group import Level, Link
from consistency.model.quantity import Quantity
from consistency.packs.ruleset import Packs

# rapidfuzz.fuzz.ratio of two unknown nouns from which they are taken for spellings of one.
_SIMILAR = 85
# What `rules/alignment/levels.yaml` gives a level that rules a link out.
_NEVER = "never"
# Levels of value at which one figure can satisfy both claims.
FITS = ("exact-long", "exact", "round")
# Figures further apart than this factor are seldom of one thing, unless it is a slip of a digit.
_FAR = 5
# The last sentence (from 0) that still belongs to an article's lead.
_LEAD = 2
# An article with fewer unknown words than this tells too little by them.
_FEW_NAMES = 6
# Event figures dated further apart than this speak of other days (in days).
_NEAR_DAYS = 7


def compare(a: Claim, b: Claim, packs: Packs) -> Link | None:
    """The link of two claims, None when a facet rules it out or the points do not reach `link`.

    Shape: symmetric; the link names the claims in order of their ids.
    """
    if (a.quantity is None) != (b.quantity is None):
        return None
    table: Mapping[str, Any] = packs.table("alignment")["levels"]["figures" if a.quantity else "dates"]
    if _ruled_out(a, b, table, packs):
        return None
    levels = []
    score = 0
    for facet, level in _facets(a, b, packs) if a.quantity else _date_facets(a, b, packs):
        weight = table[facet][level]
        if weight == _NEVER:
            return None
        levels.append(Level(facet, level, int(weight)))
        score += int(weight)
    fits = any(level.facet == "value" and level.level in FITS for level in levels)
    if score < int(table["link-equal" if fits and a.quantity else "link"]):
        return None
    first, second = sorted((a.id, b.id))
    return Link(first, second, tuple(levels), score)


def _ruled_out(a: Claim, b: Claim, table: Mapping[str, Any], packs: Packs) -> bool:
    """Whether a facet that is quickly compared rules it out; of four pairs three end here."""
    if a.quantity is None:
        return bool(table["event"][_event(a, b, packs)] == _NEVER)
    return _NEVER in (
        table["role"][_role(a, b, packs)],
        table["unit"][_unit(a, b, packs)],
        table["place"][_place(a.places, b.places, packs)],
    )


def is_wider(link: Link, packs: Packs) -> bool:
    """Whether the link joins a claim to a wider one rather than to one about the same thing."""
    wider = packs.table("alignment")["levels"]["figures"]["wider"]
    return any(f"{level.facet}.{level.level}" in wider for level in link.levels)


def confidence(link: Link, figure: bool, packs: Packs) -> str:
    """Points as a share of `sure`, two decimals, at most 0.99: how surely two claims are about one thing."""
    sure = int(packs.table("alignment")["levels"]["figures" if figure else "dates"]["sure"])
    hundredths = min(99, link.score * 100 // sure)
    return f"0.{hundredths:02d}"


def _facets(a: Claim, b: Claim, packs: Packs) -> Sequence[tuple[str, str]]:
    value = _value(a, b, packs)
    fits = value in FITS
    return (
        ("unit", _unit(a, b, packs)),
        ("sense", _sense(a, b, fits)),
        ("counted", _counted(a, b, packs, fits)),
        ("role", _role(a, b, packs)),
        ("subject", _subject(a.subjects, b.subjects, packs)),
        ("place", _place(a.places, b.places, packs)),
        ("period", _period(a, b, packs)),
        ("qualifiers", _sets(a.counted.qualifiers, b.counted.qualifiers)),
        ("words", _words(a, b)),
        ("setting", _setting(a, b, packs)),
        ("names", _names(a, b, packs)),
        ("value", value),
        ("article", _article(a, b, packs)),
        ("position", _position(a, b, packs)),
    )


def _date_facets(a: Claim, b: Claim, packs: Packs) -> Sequence[tuple[str, str]]:
    return (
        ("event", _event(a, b, packs)),
        ("relation", "same" if _relation(a) == _relation(b) else "different"),
        ("subject", _subject(a.subjects, b.subjects, packs)),
        ("place", _place(a.places, b.places, packs)),
        ("words", _words(a, b)),
        ("setting", "same" if a.document == b.document else _overlap(a.setting, b.setting)),
        ("names", _names(a, b, packs)),
        ("value", _dates(a, b)),
        ("article", "same" if a.document == b.document else "another"),
    )


def _event(a: Claim, b: Claim, packs: Packs) -> str:
    if a.event is None or a.event != b.event:
        return "different"
    return "same-rare" if a.event in packs.table("alignment")["events"]["rare"] else "same"


def _relation(claim: Claim) -> str:
    relation = claim.timex.relation if claim.timex else None
    return relation if relation in ("since", "until", "by", "before", "after") else "on"


def _unit(a: Claim, b: Claim, packs: Packs) -> str:
    assert a.quantity is not None and b.quantity is not None
    if a.quantity.kind != b.quantity.kind:
        return "different"
    if a.quantity.unit == b.quantity.unit:
        return "count" if a.quantity.kind != "share" and a.quantity.unit == "1" else "measure"
    if dimension(a, packs) == dimension(b, packs):
        return "measure"
    return "family" if packs.units.may_be(a.quantity.unit, b.quantity.unit) else "different"


def _sense(a: Claim, b: Claim, fits: bool) -> str:
    assert a.quantity is not None and b.quantity is not None
    if a.quantity.per != b.quantity.per:
        return "rate-same-value" if fits and "%" not in (a.quantity.unit, b.quantity.unit) else "rate"
    if a.change != b.change:
        return "change-same-value" if fits and a.quantity.unit == "%" else "change"
    if {a.scope, b.scope} == {"day", "cumulative"} or (
        "day" in (a.scope, b.scope) and "alone" in (a.scope, b.scope)
    ):
        return "scope"
    if "alone" in (a.scope, b.scope) and a.scope != b.scope and not fits:
        return "part"  # what one place has alone is a part of what all have
    if a.part_of != b.part_of and ("subset" in (a.part_of, b.part_of) or "whole" in (a.part_of, b.part_of)):
        return "part"
    if a.several != b.several and a.provenance.language == b.provenance.language and not fits:
        return "several"
    return "same" if a.modality == b.modality else "modality"


def _counted(a: Claim, b: Claim, packs: Packs, fits: bool) -> str:
    table = packs.table("counted")
    x, y = a.counted.concept, b.counted.concept
    assert a.quantity is not None
    # The noun an amount belongs to is less sure than what a number counts: equal amounts may meet in spite of it.
    other = "another-noun" if fits and a.quantity.kind != "count" else "different"
    casualty = a.counted.role is not None and a.counted.role == b.counted.role and is_toll(a, packs)
    if not x or not y:
        return "unnamed" if fits else "unnamed-differs"
    if x == y:
        if x not in table:
            return "same-words"
        told = a.counted.role is not None and a.counted.role == b.counted.role
        return "same-generic" if is_generic(x, packs) and not told else "same"
    if casualty and (x not in table or y not in table):
        return "within"  # whoever they are, a pack does not know the word
    if x in table and y in table:
        if x in table[y]["within"] or y in table[x]["within"]:
            broader = x if x in table[y]["within"] else y
            return "within" if casualty or not is_generic(broader, packs) else "generic"
        return other
    if x.startswith("text:") and y.startswith("text:"):
        from rapidfuzz import fuzz

        return "similar" if fuzz.ratio(x[5:], y[5:]) >= _SIMILAR else other
    return other


def _role(a: Claim, b: Claim, packs: Packs) -> str:
    x, y = a.counted.role, b.counted.role
    if x == y:
        return "same" if x else "none"
    if not x or not y:
        return "unknown" if a.quantity is None or a.quantity.kind == "count" else "none"
    table = packs.table("roles")
    if x in table.get(y, {}).get("within", ()) or y in table.get(x, {}).get("within", ()):
        return "within"
    one, two = (table.get(role, {}).get("kind") for role in (x, y))
    return "different" if one == two or {one, two} & EXCLUSIVE else "apart"


def _subject(x: Collection[str], y: Collection[str], packs: Packs) -> str:
    if not x and not y:
        return "none"
    if not x or not y:
        return "unknown"
    if set(x) == set(y):
        return "same"
    table = packs.table("subjects")

    def chain(ids: Collection[str]) -> set[str]:
        rows = {ident: table.get(ident, {}) for ident in ids}
        wider = {up for row in rows.values() for up in (*row.get("within", ()), *row.get("member-of", ()))}
        return {*ids, *wider, *(f"country:{row['country']}" for row in rows.values() if row.get("country"))}

    return "part" if set(x) & chain(y) or set(y) & chain(x) else "different"


def _place(x: tuple[str, ...], y: tuple[str, ...], packs: Packs) -> str:
    if not x and not y:
        return "none"
    if not x or not y:
        return "unknown"
    known = packs.memo("places beside places")
    if (x, y) not in known:
        known[x, y] = _named_places(x, y, packs)
    level: str = known[x, y]
    return level


def _named_places(x: Collection[str], y: Collection[str], packs: Packs) -> str:
    if set(x) == set(y):
        return "same"
    if set(x) < set(y) or set(y) < set(x):
        return "list-within"
    if set(x) & set(y):
        return "overlap"
    table = packs.table("places")

    def inside(inner: Collection[str], outer: Collection[str]) -> bool:
        return all(set(table.get(p, {}).get("within", ())) & set(outer) for p in inner)

    if not (inside(x, y) or inside(y, x)):
        near = _countries(x, packs) & _countries(y, packs) or any(
            set(table.get(p, {}).get("overlaps", ())) & set(y) for p in x
        )
        return "one-country" if near else "different"
    return "within" if len(x) == 1 and len(y) == 1 else "list-within"


def _countries(places: Collection[str], packs: Packs) -> set[str]:
    return {country for place in places for country in packs.countries(place)}


def _period(a: Claim, b: Claim, packs: Packs) -> str:
    if a.time is None or b.time is None:
        return "open"
    x, y = _window(a), _window(b)
    if not x[0] or not x[1] or not y[0] or not y[1]:
        return "open"
    windows = "since" in (a.time.relation, b.time.relation)
    if x[0] < y[1] and y[0] < x[1]:
        return "same" if a.time.mention and b.time.mention and x == y else "overlap"
    if windows and a.time.relation == b.time.relation:
        return "apart"
    if is_standing(a, packs) or is_standing(b, packs):
        return "open"
    explicit = a.time.mention is not None and b.time.mention is not None
    long = x[1] - x[0] > timedelta(days=27) and y[1] - y[0] > timedelta(days=27)
    if explicit and long:
        return "apart"
    if not explicit and not (of_event(a, packs) and of_event(b, packs)):
        return "open"
    gap = y[0] - x[1] if x[1] <= y[0] else x[0] - y[1]
    return "near" if gap <= timedelta(days=_NEAR_DAYS) else "far"


def _window(claim: Claim) -> tuple[date | None, date | None]:
    """First day and day after the last that the figure counts; "since" ends with publication."""
    assert claim.time is not None
    start, end = claim.time.fuzzy.start, claim.time.fuzzy.end
    if claim.time.relation == "since":
        published = claim.provenance.published
        end = published.day + timedelta(days=1) if published else None
    return start, end


def _sets(x: Collection[str], y: Collection[str]) -> str:
    if not x and not y:
        return "none"
    if not x or not y:
        return "unknown"
    return "shared" if set(x) & set(y) else "apart"


def _words(a: Claim, b: Claim) -> str:
    own = {f"concept:{a.counted.concept}", f"concept:{b.counted.concept}", f"role:{a.counted.role}"}
    own.update(f"place:{p}" for p in (*a.places, *b.places))
    own.update(f"subject:{s}" for s in (*a.subjects, *b.subjects))
    shared = len((a.keywords & b.keywords) - own)
    if a.provenance.language != b.provenance.language:  # ids alone can be shared
        return "many" if shared >= 4 else "some" if shared >= 2 else "one"
    few, many = (2, 5) if a.quantity is not None else (3, 6)
    return "many" if shared >= many else "some" if shared >= few else "one" if shared else "none"


def _setting(a: Claim, b: Claim, packs: Packs) -> str:
    if a.document == b.document:
        return "same"
    if is_standing(a, packs) and is_standing(b, packs) and (a.places or a.subjects):
        return "standing"
    return _overlap(a.setting, b.setting)


def _names(a: Claim, b: Claim, packs: Packs) -> str:
    """What two articles share of the words that no pack knows: names, mostly."""
    if a.document == b.document:
        return "one-article"
    if is_standing(a, packs) and is_standing(b, packs) and (a.places or a.subjects):
        return "standing"
    if a.provenance.language != b.provenance.language or min(len(a.names), len(b.names)) < _FEW_NAMES:
        return "unknown"
    shared = len(a.names & b.names)
    share = shared / min(len(a.names), len(b.names))
    if shared >= 4 and share >= 0.3:
        return "many"
    if shared >= 2 and share >= 0.15:
        return "some"
    # Without capitals the unknown words are verbs and adjectives too, and say less.
    return "none" if packs.settings(a.provenance.language).get("capitals") else "few"


def _overlap(x: Collection[str], y: Collection[str]) -> str:
    if not x or not y:
        return "some"
    share = len(set(x) & set(y)) / min(len(x), len(y))
    return "same" if share >= 0.5 else "some" if share >= 0.25 else "other"


def _value(a: Claim, b: Claim, packs: Packs) -> str:
    assert a.quantity is not None and b.quantity is not None
    other = packs.units.quantity(b.quantity, a.quantity.unit)
    x, y = _stated(a.quantity), _stated(other) if other is not None else None
    if x is None or y is None or other is None:
        return "different"
    one, two = x.normalize().as_tuple().digits, y.normalize().as_tuple().digits
    relation = ranges.relation(a.quantity, other)
    if x == y or relation == "equal":
        return ("round", "exact", "exact-long")[min(len(one), 3) - 1]
    if relation == "compatible":
        return "round"
    if one == two and x:
        return "digits"
    return "far" if max(abs(x), abs(y)) > _FAR * min(abs(x), abs(y)) else "different"


def _stated(quantity: Quantity) -> Decimal | None:
    return quantity.low if quantity.low is not None else quantity.high


def _dates(a: Claim, b: Claim) -> str:
    assert a.timex is not None and b.timex is not None
    x, y = a.timex.interval, b.timex.interval
    if not x.known or not y.known:
        return "near"
    return "same" if x == y else "overlap" if x.overlaps(y) else "different"


def _article(a: Claim, b: Claim, packs: Packs) -> str:
    """An article seldom contradicts itself, except in headlines and captions: two figures are two things."""
    if a.document != b.document:
        return "another"
    if _value(a, b, packs) in FITS:
        return "agrees"
    if a.sentence == b.sentence:
        return "one-sentence"
    return "zones" if a.zone != b.zone else "differs"


def _position(a: Claim, b: Claim, packs: Packs) -> str:
    """News leads with the event it is about; what stands further down may be another one."""
    if a.document == b.document or not (of_event(a, packs) and of_event(b, packs)):
        return "any"
    leads = (a.position <= _LEAD) + (b.position <= _LEAD)
    return ("deep", "one-leads", "both-lead")[leads]
