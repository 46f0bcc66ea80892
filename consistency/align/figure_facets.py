"""How two figures compare, facet by facet: each comparison ends in a named level of `rules/alignment/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from msgspec.structs import replace

from consistency.align.keys import (
    EXACT,
    EXCLUSIVE,
    dimension,
    does,
    is_generic,
    is_toll,
    of_event,
)
from consistency.align.one_article import article, two_holders
from consistency.align.periods import moved, period, says_moved, stated
from consistency.align.persons import same_person
from consistency.align.shared_facets import figures, names, place, sets, setting, subject, words
from consistency.model import ranges
from consistency.model.claim import Claim
from consistency.model.turn import in_turn
from consistency.packs.ruleset import Packs

FACETS = (
    "unit", "sense", "counted", "role", "subject", "place", "period", "qualifiers", "words", "setting", "names",
    "figures", "value", "article", "position",
)  # fmt: skip
# rapidfuzz.fuzz.ratio of two unknown nouns from which they are taken for spellings of one.
_SIMILAR = 85
# Levels of value at which one figure can satisfy both claims.
FITS = ("exact-precise", "exact-long", "exact-amount", "exact", "round-amount", "round")
_ROUNDLY = FITS[-1]
# Of these, where the figure is told so exactly that two things seldom share it.
_KNOWN_AGAIN = ("exact-precise", "exact-long", "exact-amount")
# Levels of value that are likelier a slip of one figure than two figures.
_SLIPS = ("digits-long", "digits-precise", "swapped", "swapped-long")
# One that is likelier a slip of the figure of something that is one thing by all else.
_TURNED = "swapped-short"
# Levels at which the digits themselves show that two articles tell one story.
_SURELY_ONE = (*_KNOWN_AGAIN[:2], *_SLIPS)
# Two roles of which an equal figure is likely one of the same people: the injured, and those taken to hospital.
_LIKE = "alike"
# Levels of role at which the same happened to both.
_ALIKE = ("same", "within", _LIKE)
# Levels at which it cannot, and neither seems a slip of the other.
_APART = ("different", "far", "beyond")
# Figures further apart than this factor are seldom of one thing, unless it is a slip of a digit.
_FAR = 5
# ... and further than this never: the fare is not the cost of the railway, though both are prices.
_BEYOND = 1000
# The last sentence (from 0) that still belongs to an article's lead.
_LEAD = 2
# A count below this is told as it is: 4 is no slip of 400.
_TOLD_ROUNDLY = 10


def figure_facets(a: Claim, b: Claim, packs: Packs) -> Iterator[tuple[str, str]]:
    """Facet by facet, so that who asks can end where one rules the rest out, as half of all pairs end at the first
    three. What happened to an amount is told by two verbs where it is one amount ("spent", "cost"), so its value is
    asked before; what costs most comes last. FACETS has the order in which people are told of them."""
    assert a.quantity is not None
    amount = a.quantity.kind != "count"
    yield "unit", unit(a, b, packs)
    yield "place", place(a.places, b.places, packs)
    happened = "" if amount else role(a, b, packs)
    if happened not in ("", "unknown", _LIKE):
        yield "role", happened
    value = _value(a, b, packs)
    was = "" if value in FITS else _was(a, b, packs)
    value = was or value
    fits = value in FITS
    come_to = not fits and value in _APART and moved(a, b, packs)
    said = come_to and says_moved(a, b)
    if amount:
        happened = role(a, b, packs, fits=fits)
    if happened == _LIKE:
        yield "role", "within" if fits else "different"
    elif amount:
        yield "role", happened
    elif happened == "unknown":
        untold = not fits and (is_toll(a, packs) or is_toll(b, packs))
        yield "role", "unknown-toll" if untold else happened
    yield "sense", _sense(a, b, value)
    yield "counted", _counted(a, b, packs, value, said) if fits or same_person(a, b, packs) else "different"
    yield "subject", subject(a.subjects, b.subjects, packs)
    yield "period", period(a, b, packs, fits=fits)
    yield "qualifiers", sets(a.counted.qualifiers, b.counted.qualifiers)
    yield "words", _words(a, b, value, was=bool(was))
    told = setting(a, b, packs)
    yield "setting", "some" if told == "other" and value in _SURELY_ONE else told
    yield "names", names(a, b, packs)
    yield "figures", figures(a, b, fits=fits)
    if was:
        yield "value", "was" if was == _ROUNDLY else "was-exact"
    else:
        yield "value", "moved" if come_to else value
    if a.document == b.document:
        yield "article", article(a, b, role(a, b, packs), fits=fits, slip=value in _SLIPS)
    else:
        yield "article", "another"
    yield "position", _position(a, b, packs)


def _was(a: Claim, b: Claim, packs: Packs) -> str:
    """At which level of value the later article gives the earlier one's figure as what it was ("to 326 from 187");
    empty where it does not."""
    if a.was is None and b.was is None:
        return ""
    turn = in_turn(a, b)
    if turn is None or turn[1].was is None:
        return ""
    earlier, later = turn
    level = _value(earlier, replace(later, quantity=later.was), packs)
    return level if level in FITS else ""


def unit(a: Claim, b: Claim, packs: Packs) -> str:
    assert a.quantity is not None and b.quantity is not None
    if a.quantity.kind != b.quantity.kind:
        return "different"
    if a.quantity.unit == b.quantity.unit:
        return "count" if a.quantity.kind != "share" and a.quantity.unit == "1" else "measure"
    if dimension(a, packs) == dimension(b, packs):
        return "measure"
    return "family" if packs.units.may_be(a.quantity.unit, b.quantity.unit) else "different"


def _sense(a: Claim, b: Claim, value: str) -> str:
    assert a.quantity is not None and b.quantity is not None
    fits = value in FITS
    if a.quantity.per != b.quantity.per:
        return "rate-same-value" if fits and "%" not in (a.quantity.unit, b.quantity.unit) else "rate"
    if a.change != b.change:
        return "change-same-value" if fits and a.quantity.kind != "count" else "change"
    if {a.scope, b.scope} == {"day", "cumulative"} or (
        "day" in (a.scope, b.scope) and "alone" in (a.scope, b.scope)
    ):
        return "scope"
    if a.scope != b.scope and not fits:
        if "quarter" in (a.scope, b.scope):
            return "scope"  # a ward's turnout is not its town's, and may be higher
        if "alone" in (a.scope, b.scope):
            return "part"  # what one place has alone is a part of what all have
    parts = {a.part_of, b.part_of}
    if len(parts) > 1 and ("subset" in parts or ("whole" in parts and not fits)):
        known = value in _KNOWN_AGAIN or value in _SLIPS or value == _TURNED
        return "part-same-value" if known else "part"
    if a.several != b.several and a.provenance.language == b.provenance.language and not fits:
        return "several"
    return "same" if a.modality == b.modality else "modality"


def _counted(a: Claim, b: Claim, packs: Packs, value: str, come_to: bool) -> str:
    """come_to: the later article says itself that the figure has come to this."""
    table = packs.table("counted")
    x, y = a.counted.concept, b.counted.concept
    assert a.quantity is not None
    fits = value in FITS
    # The noun an amount belongs to is less sure than what a number counts: equal amounts may meet in spite of it.
    # So is a noun that no pack knows: it may be another word for the same thing.
    # And so is any noun of a figure that is told so exactly that two things hardly share it, or its digits.
    exactly = value in _KNOWN_AGAIN or value in _SLIPS
    unsure = a.quantity.kind != "count" or x not in table or y not in table
    one_role = a.counted.role is not None and a.counted.role == b.counted.role
    # Interest of 41.2 billion beside loans of 412 billion.
    slip = value in _SLIPS and x in table and y in table and not one_role
    other = "other-noun" if slip else "another-noun" if exactly or (fits and unsure) else "different"
    casualty = one_role and is_toll(a, packs)
    if not x or not y:
        if a.quantity.kind != "count" and one_role:
            return "unnamed-one-role"  # "appealed for 75 million" beside "raised its appeal to 90 million"
        changed = come_to and a.quantity.kind != "count"
        return "unnamed" if fits or changed or value in _SLIPS else "unnamed-differs"
    if x == y:
        if x not in table:
            return "same-words"
        told = role(a, b, packs) in (_ALIKE if fits or come_to else ("same",))
        return "same-generic" if is_generic(x, packs) and not told else "same"
    if one_role and _are_cut(a, b, packs):
        return "within"
    if casualty and (x not in table or y not in table):
        return "within"  # whoever they are, a pack does not know the word
    if x in table and y in table:
        if a.counted.is_short_for(b.counted) or b.counted.is_short_for(a.counted):
            return "same" if a.counted.role == b.counted.role else "within"
        if x in table[y]["within"] or y in table[x]["within"]:
            broader = x if x in table[y]["within"] else y
            alike = role(a, b, packs) in _ALIKE
            return "within" if alike or not is_generic(broader, packs) else "generic"
        if (fits or (come_to and one_role)) and _may_be_both(table[x], table[y]):
            return "within" if role(a, b, packs) in _ALIKE else "generic"
        return other
    if (x not in table or y not in table) and a.provenance.language != b.provenance.language:
        # No word of one language is one of the other.
        return "unnamed" if fits or exactly else "unnamed-differs"
    if x.startswith("text:") and y.startswith("text:"):
        from rapidfuzz import fuzz

        return "similar" if fuzz.ratio(x[5:], y[5:]) >= _SIMILAR else other
    return other


def _may_be_both(x: Mapping[str, Any], y: Mapping[str, Any]) -> bool:
    """Whether one noun tells people's age or sex and the other what they do: "33 men" beside "33 miners"."""
    return x["class"] == y["class"] == "person" and bool(x.get("across")) != bool(y.get("across"))


def _are_cut(a: Claim, b: Claim, packs: Packs) -> bool:
    """Of two claims of one role, whether one counts the jobs that were cut and the other the people who held them, or
    what no pack knows."""
    table, happened = packs.table("counted"), a.counted.role
    rows = [table.get(claim.counted.concept, {}) for claim in (a, b)]
    cut = [row.get("cut") == happened for row in rows]
    return any(cut) and all(
        is_cut or row.get("class", "person") == "person" for is_cut, row in zip(cut, rows, strict=True)
    )


def role(a: Claim, b: Claim, packs: Packs, *, fits: bool = False) -> str:
    """fits: one figure satisfies both; an amount told twice may be told by two verbs ("spent", "cost")."""
    x, y = a.counted.role, b.counted.role
    if x == y:
        return "same" if x else "none"
    table = packs.table("roles")
    if not x or not y:
        natural = does(b, packs) if x else does(a, packs)
        if natural is not None and natural in table.get(x or y or "", {}).get("within", ()):
            return "same" if natural == (x or y) else "within"  # "3,000 protesters" beside "3,000 marched"
        return "unknown" if a.quantity is None or a.quantity.kind == "count" else "none"
    if x in table.get(y, {}).get("within", ()) or y in table.get(x, {}).get("within", ()):
        return "within"
    if x in table.get(y, {}).get("alike", ()) or y in table.get(x, {}).get("alike", ()):
        return _LIKE
    one, two = (table.get(role, {}).get("kind") for role in (x, y))
    if fits and a.quantity is not None and a.quantity.kind != "count" and one == two:
        return "apart"
    return "different" if one == two or {one, two} & EXCLUSIVE else "apart"


def _value(a: Claim, b: Claim, packs: Packs) -> str:
    assert a.quantity is not None and b.quantity is not None
    other = packs.units.quantity(b.quantity, a.quantity.unit)
    x, y = stated(a.quantity), stated(other) if other is not None else None
    if x is None or y is None or other is None:
        return "different"
    relation = ranges.relation(a.quantity, other)
    if x == y or relation == "equal":
        level = ("round", "exact", "exact-long", "exact-precise")[min(len(_digits(x)), 4) - 1]
        if not _is_amount(a, packs):
            return level
        return {"exact": "exact-amount", "round": "round-amount"}.get(level, level)
    if relation == "compatible":
        near = None not in (a.quantity.low, a.quantity.high, other.low, other.high)
        return "round-amount" if near and _is_amount(a, packs) else "round"
    if x and _digits(x) == _digits(y) and (_is_amount(a, packs) or min(abs(x), abs(y)) >= _TOLD_ROUNDLY):
        if len(_digits(x)) >= EXACT:
            return "digits-precise"
        return "digits-long" if len(_digits(x)) == EXACT - 1 and _is_amount(a, packs) else "digits"
    if ranges.digits_swapped(a.quantity, other):
        told = max(len(_digits(x)), len(_digits(y)))
        return "swapped-long" if told > EXACT else "swapped" if told == EXACT else _TURNED
    # What is told as history may well lie far from today's.
    history = any(claim.time is not None and claim.time.past for claim in (a, b))
    less, more = sorted((abs(x), abs(y)))
    if less and more > _BEYOND * less:
        return "beyond"
    return "far" if more > _FAR * less and not history else "different"


def _is_amount(claim: Claim, packs: Packs) -> bool:
    """Whether the unit says much of what it is: money, lengths, weights, but not "24 hours", which is said of all."""
    assert claim.quantity is not None
    return claim.quantity.kind in ("money", "measure") and dimension(claim, packs) != "time"


@lru_cache(maxsize=4096)
def _digits(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits


def _words(a: Claim, b: Claim, value: str, *, was: bool) -> str:
    """The words that the two sentences share; what is told to two digits may be told twice in other words.

    was: the one figure is told beside the other as what that was before.
    """
    shared = words(a, b)
    known_again = was or value == "exact" or value in _KNOWN_AGAIN or value in _SLIPS
    goes_on = a.document == b.document and two_holders(a, b)
    return "reworded" if shared == "none" and (known_again or goes_on) else shared


def _position(a: Claim, b: Claim, packs: Packs) -> str:
    """News leads with the event it is about; what stands further down may be another one."""
    if a.document == b.document or not (of_event(a, packs) and of_event(b, packs)):
        return "any"
    leads = (a.position <= _LEAD) + (b.position <= _LEAD)
    return ("deep", "one-leads", "both-lead")[leads]
