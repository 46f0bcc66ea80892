"""How two figures of one article compare."""

from __future__ import annotations

from consistency.model.claim import Claim

# What stands among the qualifiers of "21 others".
_OTHERS = "other"
# A sentence with fewer content words than this tells too little to be known again by them.
_FEW = 4
# Of the words of a sentence that is told again, so large a part stands in both tellings.
_MOST = 0.8


def article(a: Claim, b: Claim, role: str, *, fits: bool, slip: bool) -> str:
    """An article seldom contradicts itself, except in headlines and captions: two figures are two things.

    role: the level of what happened to the two. fits: one figure satisfies both.
    slip: one has the digits of the other.
    """
    if fits:
        return "agrees"
    if _come_to(a, b) or _come_to(b, a):
        return "from-to" if a.sentence == b.sentence else "then-now"
    if _past(a) != _past(b):
        return "then-now"
    if two_holders(a, b):
        if _counts_on(a, b):
            return "differs"
        return "holders-beside" if _beside(a, b) and role != "apart" else "holders"
    if slip:
        return "slip"
    if a.sentence == b.sentence:
        return "one-sentence"
    if a.zone != b.zone:
        return "zones"
    return "retold" if _retold(a, b) else "differs"


def _retold(a: Claim, b: Claim) -> bool:
    """Whether two sentences are one, told again: all words of the shorter stand in the other, and few besides."""
    shorter, longer = sorted((a.keywords, b.keywords), key=len)
    return len(longer) >= _FEW and shorter <= longer and len(shorter) >= _MOST * len(longer)


def two_holders(a: Claim, b: Claim) -> bool:
    """Whether two are named who say so: "the police said 3,000, the organisers 15,000" """
    x, y = a.attribution, b.attribution
    beside = a.document == b.document and a.sentence == b.sentence
    return x is not None and y is not None and x.is_another(y, beside=beside)


def _counts_on(a: Claim, b: Claim) -> bool:
    """Whether one figure is of others than those told before, or both are of parts to which nothing happened: "as well
    as the 10, 21 others"."""
    if not (a.counted.role or b.counted.role) and a.part_of == b.part_of == "subset":
        return True
    return (_OTHERS in a.counted.qualifiers) != (_OTHERS in b.counted.qualifiers)


def _beside(a: Claim, b: Claim) -> bool:
    """Whether one article tells two figures in one sentence, or in two that follow one another."""
    return a.document == b.document and abs(a.position - b.position) <= 1 and a.zone == b.zone


def _come_to(former: Claim, latter: Claim) -> bool:
    """Whether one figure was, and has come to the other: "to 19, from 12"."""
    return _past(former) and latter.moved is not None


def _past(claim: Claim) -> bool:
    return claim.time is not None and claim.time.past
