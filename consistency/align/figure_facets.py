"""How two figures compare, facet by facet: each comparison ends in a named level of `rules/alignment/`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from consistency.align.keys import (
    EXACT,
    EXCLUSIVE,
    dimension,
    does,
    is_generic,
    is_standing,
    is_toll,
    of_event,
)
from consistency.align.shared_facets import figures, names, place, sets, setting, subject, words
from consistency.model import ranges
from consistency.model.claim import Claim
from consistency.model.quantity import Quantity
from consistency.packs.ruleset import Packs

FACETS = (
    "unit", "sense", "counted", "role", "subject", "place", "period", "qualifiers", "words", "setting", "names",
    "figures", "value", "article", "position",
)  # fmt: skip
# rapidfuzz.fuzz.ratio of two unknown nouns from which they are taken for spellings of one.
_SIMILAR = 85
# Levels of value at which one figure can satisfy both claims.
FITS = ("exact-precise", "exact-long", "exact-amount", "exact", "round")
# Of these, where the figure is told so exactly that two things seldom share it.
_KNOWN_AGAIN = ("exact-precise", "exact-long", "exact-amount")
# Levels of value that are likelier a slip of one figure than two figures.
_SLIPS = ("digits-long", "digits-precise", "swapped", "swapped-long")
# Levels at which the digits themselves show that two articles tell one story.
_SURELY_ONE = (*_KNOWN_AGAIN[:2], *_SLIPS)
# Levels of role at which the same happened to both.
_ALIKE = ("same", "within")
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
# Event figures dated further apart than this speak of other days.
_NEAR = timedelta(days=7)
# Two windows of counting longer than this that share no day count apart.
_LONG = timedelta(days=27)


def figure_facets(a: Claim, b: Claim, packs: Packs) -> Iterator[tuple[str, str]]:
    """Facet by facet, so that who asks can end where one rules the rest out, as half of all pairs end at the first
    three. What happened to an amount is told by two verbs where it is one amount ("spent", "cost"), so its value is
    asked before; what costs most comes last. FACETS has the order in which people are told of them."""
    assert a.quantity is not None
    amount = a.quantity.kind != "count"
    yield "unit", unit(a, b, packs)
    yield "place", place(a.places, b.places, packs)
    if not amount:
        yield "role", role(a, b, packs)
    value = _value(a, b, packs)
    fits = value in FITS
    if amount:
        yield "role", role(a, b, packs, fits=fits)
    yield "sense", _sense(a, b, value)
    yield "counted", _counted(a, b, packs, value)
    yield "subject", subject(a.subjects, b.subjects, packs)
    yield "period", _period(a, b, packs)
    yield "qualifiers", sets(a.counted.qualifiers, b.counted.qualifiers)
    yield "words", _words(a, b, value)
    told = setting(a, b, packs)
    yield "setting", "some" if told == "other" and value in _SURELY_ONE else told
    yield "names", names(a, b, packs)
    yield "figures", figures(a, b, fits=fits)
    yield "value", "moved" if value in _APART and _moved(a, b, packs) else value
    yield "article", _article(a, b, packs)
    yield "position", _position(a, b, packs)


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
    if a.part_of != b.part_of and ("subset" in (a.part_of, b.part_of) or "whole" in (a.part_of, b.part_of)):
        return "part-same-value" if value in _KNOWN_AGAIN else "part"
    if a.several != b.several and a.provenance.language == b.provenance.language and not fits:
        return "several"
    return "same" if a.modality == b.modality else "modality"


def _counted(a: Claim, b: Claim, packs: Packs, value: str) -> str:
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
        return "unnamed" if fits or value in _SLIPS else "unnamed-differs"
    if x == y:
        if x not in table:
            return "same-words"
        told = role(a, b, packs) in (("same", "within") if fits else ("same",))
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
        return other
    if (x not in table or y not in table) and a.provenance.language != b.provenance.language:
        # No word of one language is one of the other.
        return "unnamed" if fits or exactly else "unnamed-differs"
    if x.startswith("text:") and y.startswith("text:"):
        from rapidfuzz import fuzz

        return "similar" if fuzz.ratio(x[5:], y[5:]) >= _SIMILAR else other
    return other


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
    one, two = (table.get(role, {}).get("kind") for role in (x, y))
    if fits and a.quantity is not None and a.quantity.kind != "count" and one == two:
        return "apart"
    return "different" if one == two or {one, two} & EXCLUSIVE else "apart"


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
    long = x[1] - x[0] > _LONG and y[1] - y[0] > _LONG
    if explicit and long:
        return "apart"
    if not explicit and not (of_event(a, packs) and of_event(b, packs)):
        return "open"
    gap = y[0] - x[1] if x[1] <= y[0] else x[0] - y[1]
    return "near" if gap <= _NEAR else "far"


def _window(claim: Claim) -> tuple[date | None, date | None]:
    """First day and day after the last that the figure counts; "since" ends with publication."""
    assert claim.time is not None
    start, end = claim.time.fuzzy.start, claim.time.fuzzy.end
    if claim.time.relation == "since":
        published = claim.provenance.published
        end = published.day + timedelta(days=1) if published else None
    return start, end


def _value(a: Claim, b: Claim, packs: Packs) -> str:
    assert a.quantity is not None and b.quantity is not None
    other = packs.units.quantity(b.quantity, a.quantity.unit)
    x, y = _stated(a.quantity), _stated(other) if other is not None else None
    if x is None or y is None or other is None:
        return "different"
    relation = ranges.relation(a.quantity, other)
    if x == y or relation == "equal":
        level = ("round", "exact", "exact-long", "exact-precise")[min(len(_digits(x)), 4) - 1]
        return "exact-amount" if level == "exact" and _is_amount(a, packs) else level
    if relation == "compatible":
        return "round"
    if x and _digits(x) == _digits(y) and (_is_amount(a, packs) or min(abs(x), abs(y)) >= _TOLD_ROUNDLY):
        if len(_digits(x)) >= EXACT:
            return "digits-precise"
        return "digits-long" if len(_digits(x)) == EXACT - 1 and _is_amount(a, packs) else "digits"
    if len(_digits(x)) >= EXACT and ranges.digits_swapped(a.quantity, other):
        return "swapped-long" if len(_digits(x)) > EXACT else "swapped"
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


def _words(a: Claim, b: Claim, value: str) -> str:
    """The words that the two sentences share; what is told to two digits may be told twice in other words."""
    shared = words(a, b)
    known_again = value == "exact" or value in _KNOWN_AGAIN or value in _SLIPS
    goes_on = a.document == b.document and _two_holders(a, b)
    return "reworded" if shared == "none" and (known_again or goes_on) else shared


def _moved(a: Claim, b: Claim, packs: Packs) -> bool:
    """Whether the later article has the figure that is to be expected there: it says itself that the figure has come
    to this ("rose to 40"), or figures of this kind only rise."""
    x, y = a.provenance.published, b.provenance.published
    if a.document == b.document or x is None or y is None:
        return False
    if x.instant is not None and y.instant is not None:
        later, earlier = (b, a) if y.instant > x.instant else (a, b)
    elif x.day != y.day:
        later, earlier = (b, a) if y.day > x.day else (a, b)
    else:
        return False
    assert later.quantity is not None
    other = packs.units.quantity(earlier.quantity, later.quantity.unit) if earlier.quantity else None
    now, then = _stated(later.quantity), _stated(other) if other is not None else None
    if now is None or then is None:
        return False
    if later.moved is not None:
        return (later.moved == "rise") == (now > then)
    return now > then and _only_rises(later, packs) and _only_rises(earlier, packs)


def _only_rises(claim: Claim, packs: Packs) -> bool:
    role = packs.table("roles").get(claim.counted.role or "", {})
    return bool(role.get("monotone") or packs.table("counted").get(claim.counted.concept, {}).get("monotone"))


def _stated(quantity: Quantity) -> Decimal | None:
    return quantity.low if quantity.low is not None else quantity.high


def _article(a: Claim, b: Claim, packs: Packs) -> str:
    """An article seldom contradicts itself, except in headlines and captions: two figures are two things."""
    if a.document != b.document:
        return "another"
    if _value(a, b, packs) in FITS:
        return "agrees"
    if _come_to(a, b) or _come_to(b, a):
        return "from-to" if a.sentence == b.sentence else "then-now"
    if _past(a) != _past(b):
        return "then-now"
    if _two_holders(a, b):
        return "holders-beside" if _beside(a, b) and role(a, b, packs) != "apart" else "holders"
    if a.sentence == b.sentence:
        return "one-sentence"
    return "zones" if a.zone != b.zone else "differs"


def _two_holders(a: Claim, b: Claim) -> bool:
    """Whether two are named who say so: "the police said 3,000, the organisers 15,000" """
    x, y = a.attribution, b.attribution
    beside = a.document == b.document and a.sentence == b.sentence
    return x is not None and y is not None and x.is_another(y, beside=beside)


def _beside(a: Claim, b: Claim) -> bool:
    """Whether one article tells two figures in one sentence, or in two that follow one another."""
    return a.document == b.document and abs(a.position - b.position) <= 1 and a.zone == b.zone


def _come_to(former: Claim, latter: Claim) -> bool:
    """Whether one figure was, and has come to the other: "to 19, from 12"."""
    return _past(former) and latter.moved is not None


def _past(claim: Claim) -> bool:
    return claim.time is not None and claim.time.past


def _position(a: Claim, b: Claim, packs: Packs) -> str:
    """News leads with the event it is about; what stands further down may be another one."""
    if a.document == b.document or not (of_event(a, packs) and of_event(b, packs)):
        return "any"
    leads = (a.position <= _LEAD) + (b.position <= _LEAD)
    return ("deep", "one-leads", "both-lead")[leads]
