"""Which of two claims was published first, and what the later one says of the earlier one's day."""

from __future__ import annotations

from consistency.model.claim import PUT_OFF, Claim


def in_turn(a: Claim, b: Claim) -> tuple[Claim, Claim] | None:
    """The claim of the article that was published first, and the other; None of one article, and where it is not
    known which came first."""
    x, y = a.provenance.published, b.provenance.published
    if a.document == b.document or x is None or y is None:
        return None
    if x.instant is not None and y.instant is not None:
        return (a, b) if y.instant > x.instant else (b, a)
    if x.day != y.day:
        return (a, b) if y.day > x.day else (b, a)
    return None


def put_off(a: Claim, b: Claim) -> str:
    """Whether one article says that something was put off to its day: `put-off-from` where it also says that it was to
    be on the other's, `put-off` where it does not say on which; empty where neither was put off."""
    if PUT_OFF not in (a.moved, b.moved):
        return ""
    turn = in_turn(a, b) if a.document != b.document else (a, b) if b.moved == PUT_OFF else (b, a)
    if turn is None or turn[1].moved != PUT_OFF:
        return ""
    former, latter = turn
    assert former.timex is not None
    if latter.was_on is not None:
        return "put-off-from" if former.timex.interval == latter.was_on else ""
    return "put-off" if former.document != latter.document and former.moved != PUT_OFF else ""
