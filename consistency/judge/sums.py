"""Parts that do not make their total: "240 trucks: 150 with food, 60 with medicine and the remaining 20 with fuel"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from consistency.judge.explain import finding, number
from consistency.judge.parts import Parts, parts_of, to_the_rest
from consistency.model.claim import Claim
from consistency.model.finding import Finding
from consistency.packs.ruleset import Packs

# Parts that make so much more than their total, or so much less, were told as its parts; others of other things.
_TOLD_AS_PARTS = Decimal("1.25")
# From here on a total is often rounded.
_ROUNDED = Decimal(10_000)


def sums(claims: Iterable[Claim], packs: Packs) -> list[Finding]:
    """A finding for every sentence whose total is another number than its parts add up to.

    Only exact counts are added. They may make less where no word such as "remaining" says that the parts are all;
    more than their total they make nowhere, if they are told apart by what none of two can be at once.
    """
    rules = [rule for rule in packs.rules if rule.check == "sum"]
    counts = [c for c in claims if c.quantity is not None and c.quantity.kind == "count"]
    found = []
    for _, sentence in groupby(counts, key=lambda c: (c.document, c.sentence)):
        told = list(sentence)
        for group in _totals(told, packs) if len(told) > 2 else ():
            summed = _odd_sum(group)
            if summed is None:
                continue
            found += [
                finding(
                    rule,
                    group.total,
                    None,
                    group.parts,
                    group=None,
                    confidence="0.80",
                    why=(),
                    packs=packs,
                    further={"sum": number(summed)},
                )
                for rule in rules
            ]
    return found


def _totals(told: Sequence[Claim], packs: Packs) -> Iterator[Parts]:
    """The totals of a sentence with their parts, each part once."""
    taken: set[str] = set()
    for rest in to_the_rest(told):
        taken |= {claim.id for claim in (rest.total, *rest.parts)}
        yield rest
    for n, total in enumerate(told):
        if total.id in taken or (group := parts_of(told, n, packs)) is None:
            continue
        taken |= {part.id for part in group.parts}
        yield group


def _odd_sum(group: Parts) -> Decimal | None:
    """What the parts of a total make, where that is another number than it; None where one is not exact."""
    values = _exact(group.total, *group.parts)
    if values is None:
        return None
    whole, *addends = values
    summed = sum(addends, Decimal(0))
    if summed == whole or max(addends) > whole or not (group.whole or summed > whole):
        return None
    step = group.total.quantity.step if group.total.quantity is not None else Decimal(1)
    if whole >= _ROUNDED and abs(summed - whole) <= step / 2:
        return None  # "1.2 million, 700,000 in the first week and 550,000 in the second"
    rest = group.parts[-1].part_of == "rest"
    return summed if rest or whole / _TOLD_AS_PARTS <= summed <= whole * _TOLD_AS_PARTS else None


def _exact(*claims: Claim) -> list[Decimal] | None:
    """The figures of claims; None where one is not exact."""
    found = []
    for claim in claims:
        quantity = claim.quantity
        if (
            quantity is None
            or quantity.modifier != "exact"
            or quantity.low is None
            or quantity.low != quantity.high
        ):
            return None
        found.append(quantity.low)
    return found
