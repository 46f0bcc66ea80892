"""Parts that do not make their total: "240 trucks: 150 with food, 60 with medicine and the remaining 20 with fuel"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import groupby, takewhile

from consistency.judge.explain import finding, number
from consistency.model.claim import Claim
from consistency.model.finding import Finding
from consistency.packs.ruleset import Packs

# A total and at least so many parts.
_LEAST_PARTS = 2


def sums(claims: Iterable[Claim], packs: Packs) -> list[Finding]:
    """A finding for every sentence whose total is another number than its parts add up to.

    Only exact counts are added, and only where a word such as "remaining" says that the parts are complete. Parts of
    which none can be another make more than their total nowhere.
    """
    rules = [rule for rule in packs.rules if rule.check == "sum"]
    counts = [c for c in claims if c.quantity is not None and c.quantity.kind == "count"]
    found = []
    for _, sentence in groupby(counts, key=lambda c: (c.document, c.sentence)):
        told = list(sentence)
        for total, *parts in (*_to_the_rest(told), *_listed(told)):
            values = [_exact(claim) for claim in (total, *parts)]
            if any(value is None for value in values):
                continue
            whole, *addends = (value for value in values if value is not None)
            summed = sum(addends, Decimal(0))
            complete = parts[-1].part_of == "rest"
            if summed == whole or max(addends) > whole or not (complete or summed > whole):
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


def _to_the_rest(told: Sequence[Claim]) -> Iterator[Sequence[Claim]]:
    """A sentence's total and parts, where they go down to the rest."""
    rest = next((n for n, claim in enumerate(told) if claim.part_of == "rest"), None)
    if rest is not None and rest >= _LEAST_PARTS:
        yield told[: rest + 1]


def _listed(told: Sequence[Claim]) -> Iterator[Sequence[Claim]]:
    """Every total with the parts listed behind it, where these are of what it is of: ballots of some kind, or people
    of other nations. The injured and those in hospital may be the same."""
    for n, total in enumerate(told):
        parts = list(takewhile(partial(_is_part, total), told[n + 1 :]))
        if len(parts) >= _LEAST_PARTS:
            yield [total, *parts]


def _is_part(total: Claim, part: Claim) -> bool:
    one, two = part.counted, total.counted
    alike = (one.text, one.concept, one.role) == (two.text, two.concept, two.role)
    return part.part_of == "subset" and total.part_of != "subset" and bool(two.text) and alike


def _exact(claim: Claim) -> Decimal | None:
    quantity = claim.quantity
    if quantity is None or quantity.modifier != "exact" or quantity.low != quantity.high:
        return None
    return quantity.low
