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
# Behind such a mark stand the parts of what stands before it.
_SHOWS = frozenset(":–—(")
# Parts that make so much more than their total were told as its parts; what makes more was told of other things.
_TOLD_AS_PARTS = Decimal("1.25")
_COMMAS = frozenset(",،;؛")
# Between two parts of a list stand at most so many words, after the last figure of a total so many code points.
_WORDS_BETWEEN, _BEHIND = 7, 120


def sums(claims: Iterable[Claim], packs: Packs) -> list[Finding]:
    """A finding for every sentence whose total is another number than its parts add up to.

    Only exact counts are added, and only where a word such as "remaining" says that the parts are complete. Parts of
    which none can be another make more than their total nowhere; nor do the parts of a list, if a little more.
    """
    rules = [rule for rule in packs.rules if rule.check == "sum"]
    counts = [c for c in claims if c.quantity is not None and c.quantity.kind == "count"]
    found = []
    for _, sentence in groupby(counts, key=lambda c: (c.document, c.sentence)):
        told = list(sentence)
        for total, *parts in dict.fromkeys(map(tuple, _totals(told, packs))):
            values = _exact(total, *parts)
            if values is None:
                continue
            whole, *addends = values
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


def _totals(told: Sequence[Claim], packs: Packs) -> Iterator[Sequence[Claim]]:
    """The totals of a sentence with their parts; one may be found in several ways."""
    yield from _to_the_rest(told)
    yield from _listed(told)
    yield from _one_by_one(told, packs)


def _to_the_rest(told: Sequence[Claim]) -> Iterator[Sequence[Claim]]:
    """A sentence's total and parts, where they go down to the rest."""
    rest = next((n for n, claim in enumerate(told) if claim.part_of == "rest"), None)
    if rest is not None and rest >= _LEAST_PARTS:
        yield told[: rest + 1]


def _listed(told: Sequence[Claim]) -> Iterator[Sequence[Claim]]:
    """Every total with the parts listed behind it, where these are of what it is of: ballots of some kind, or people
    of other nations. The injured and those in hospital may be the same."""
    for n, total in enumerate(told):
        parts = list(takewhile(partial(_is_part, total), _behind(told, n)))
        if len(parts) >= _LEAST_PARTS:
            yield [total, *parts]


def _is_part(total: Claim, part: Claim) -> bool:
    one, two = part.counted, total.counted
    alike = (one.text, one.concept, one.role) == (two.text, two.concept, two.role)
    return part.part_of == "subset" and total.part_of != "subset" and bool(two.text) and alike


def _one_by_one(told: Sequence[Claim], packs: Packs) -> Iterator[Sequence[Claim]]:
    """Every total with the items of a list behind it that make a little more than it: "11 people, six men, three women
    and three children", "600 jobs: 380 in Kenya, 140 in Uganda and 120 in Tanzania"."""
    listed: set[str] = set()
    for n, total in enumerate(told):
        parts: list[Claim] = []
        for part in _behind(told, n) if total.id not in listed else ():
            gap = _between(parts[-1] if parts else total, part)
            if len(gap) > _BEHIND or (parts and not _goes_on(gap, part, packs)):
                break
            parts.append(part)
        listed |= {part.id for part in parts}
        values = _exact(total, *parts) if _are_parts(total, parts, packs) else None
        if values is not None and sum(values[1:]) <= values[0] * _TOLD_AS_PARTS:
            yield [total, *parts]


def _are_parts(total: Claim, parts: Sequence[Claim], packs: Packs) -> bool:
    """Whether the items of a list are parts of what stands before it, and not further things: to each other they are
    that, too ("ten cars, five lorries and four buses"), but they are not of the first one's kind."""
    roles = {None, total.counted.role}
    if len(parts) < _LEAST_PARTS or total.part_of == "subset":
        return False
    if any(
        p.counted.role not in roles or p.attribution != total.attribution or _named_alike(total, p)
        for p in parts
    ):
        return False
    table = packs.table("counted")
    whole = table.get(total.counted.concept)
    if not _SHOWS.isdisjoint(_between(total, parts[0])) or parts[0].part_of == "subset":
        known = [table[part.counted.concept] for part in parts if part.counted.concept in table]
        return whole is None or all(row["class"] == whole["class"] for row in known)
    return all(
        not part.counted.concept
        or total.counted.concept in table.get(part.counted.concept, {}).get("within", ())
        for part in parts
    )


def _named_alike(total: Claim, part: Claim) -> bool:
    """Whether a figure has a noun of its own, and the total's: "17 trucks with flour, 12 trucks with tents"."""
    own = part.phrase is not None and part.phrase.end > part.span.end
    return own and part.counted.concept == total.counted.concept


def _goes_on(gap: str, part: Claim, packs: Packs) -> bool:
    """Whether words between two figures are those of a list that goes on: few, with a comma or "and"."""
    ands = packs.settings(part.provenance.language).get("conjunctions", ())
    words = gap.split()
    listed = bool(_COMMAS & set(gap)) or any(word in ands for word in words)
    return listed and len(words) <= _WORDS_BETWEEN


def _between(a: Claim, b: Claim) -> str:
    """The text between two figures of one sentence, as far as it is quoted."""
    return a.quote[a.span.end - a.quote_start : b.span.start - a.quote_start]


def _behind(told: Sequence[Claim], n: int) -> Iterator[Claim]:
    """The claims behind the n-th, no copy of them: a sentence may hold any number of figures."""
    return map(told.__getitem__, range(n + 1, len(told)))


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
