"""Parts that do not make their total: "240 trucks: 150 with food, 60 with medicine and the remaining 20 with fuel"."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby

from consistency.judge.explain import finding, number
from consistency.model.claim import Claim
from consistency.model.finding import Finding
from consistency.packs.ruleset import Packs

# A total and at least so many parts.
_LEAST_PARTS = 2


def sums(claims: Iterable[Claim], packs: Packs) -> list[Finding]:
    """A finding for every sentence whose total is another number than its parts, down to "the rest", add up to.

    Only exact counts are added, and only where a word such as "remaining" says that the parts are complete.
    """
    rules = [rule for rule in packs.rules if rule.check == "sum"]
    counts = [c for c in claims if c.quantity is not None and c.quantity.kind == "count"]
    found = []
    for _, sentence in groupby(counts, key=lambda c: (c.document, c.sentence)):
        told = list(sentence)
        rest = next((n for n, claim in enumerate(told) if claim.part_of == "rest"), None)
        if rest is None or rest < _LEAST_PARTS:
            continue
        total, *parts = told[: rest + 1]
        values = [_exact(claim) for claim in (total, *parts)]
        if any(value is None for value in values):
            continue
        whole, *addends = (value for value in values if value is not None)
        summed = sum(addends, Decimal(0))
        if summed == whole or max(addends) > whole:
            continue
        found += [
            finding(
                rule,
                total,
                None,
                parts,
                group=None,
                confidence="0.80",
                why=(),
                packs=packs,
                further={"sum": number(summed)},
            )
            for rule in rules
        ]
    return found


def _exact(claim: Claim) -> Decimal | None:
    quantity = claim.quantity
    if quantity is None or quantity.modifier != "exact" or quantity.low != quantity.high:
        return None
    return quantity.low
