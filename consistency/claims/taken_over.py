"""What a figure takes over from the one before it: somebody else gives another of the same thing, or the text goes on
about an amount."""

from __future__ import annotations

from msgspec.structs import replace

from consistency.claims.figure import Figure
from consistency.claims.scene import Scene
from consistency.model.claim import Claim

# A sentence that goes on about an amount has its figure within so many tokens.
_OPENING = 6


def says_otherwise(former: Claim, latter: Claim) -> bool:
    """Whether somebody else gives, right after, a figure that says of nothing else what it counts.

    "About 6,200 people marched, the police said. The union spoke of 15,000."
    """
    one, two = former.quantity, latter.quantity
    if (
        one is None
        or two is None
        or (one.kind, one.unit) != (two.kind, two.unit)
        or not _names_nothing(latter)
    ):
        return False
    near = former.section == latter.section and 0 <= latter.position - former.position <= 1
    x, y = former.attribution, latter.attribution
    beside = former.sentence == latter.sentence
    another = y is not None and (x is None or x.is_another(y, beside=beside))
    return near and another and not latter.counted.role and latter.part_of is None


def _names_nothing(claim: Claim) -> bool:
    """Whether no noun is told that a figure could count but the one of who gives it: "the ministry close to 2,000"."""
    said = claim.attribution
    return not claim.counted.concept or (said is not None and claim.counted.text in said.text)


def in_its_terms(former: Claim, latter: Claim) -> bool:
    """Whether somebody else gives another figure of the thing, and leaves out how it is reckoned.

    "No more than 10 hours a day, says the ministry; the association says 16".
    """
    one, two, x, y = former.quantity, latter.quantity, former.attribution, latter.attribution
    if one is None or two is None or x is None or y is None or not x.is_another(y, beside=True):
        return False
    alike = (one.kind, one.unit, former.counted.concept) == (two.kind, two.unit, latter.counted.concept)
    return former.sentence == latter.sentence and alike and one.per is not None and two.per is None


def at_its_rate(former: Claim, latter: Claim) -> Claim:
    if former.quantity is None or latter.quantity is None:
        return latter
    quantity = replace(latter.quantity, per=former.quantity.per)
    return replace(latter, quantity=quantity, scope=latter.scope or former.scope)


def goes_on(scene: Scene, former: Claim, latter: Claim, item: Figure) -> bool:
    """Whether a sentence names nothing that its amount could be of: "It is at 61 %. In 2022 it was 93 %." """
    one, two = former.quantity, latter.quantity
    if one is None or two is None or one.unit != two.unit or two.unit == "1" or latter.counted.concept:
        return False
    if former.section != latter.section or latter.position - former.position != 1 or latter.counted.role:
        return False
    first = scene.passage(latter.span.start).first
    last = item.first - 1
    if last - first >= _OPENING or scene.unknown(first, last):
        return False
    named = ("concept", "role", "subject", "actor", "demonym", "place", "say")
    return not scene.hits_of(first, item.last + 1, *named)


def of_the_same(former: Claim, latter: Claim) -> Claim:
    places, owners = latter.places or former.places, latter.subjects or former.subjects
    return replace(latter, counted=former.counted, places=places, subjects=owners)
