"""How two dates of events compare, facet by facet."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.align.shared_facets import names, overlap, place, subject, words
from consistency.model.claim import Claim
from consistency.packs.ruleset import Packs


def date_facets(a: Claim, b: Claim, packs: Packs) -> Sequence[tuple[str, str]]:
    return (
        ("event", event(a, b, packs)),
        ("relation", "same" if _relation(a) == _relation(b) else "different"),
        ("subject", subject(a.subjects, b.subjects, packs)),
        ("place", place(a.places, b.places, packs)),
        ("words", words(a, b)),
        ("setting", "same" if a.document == b.document else overlap(a.setting, b.setting)),
        ("names", names(a, b, packs)),
        ("value", _dates(a, b)),
        ("article", "same" if a.document == b.document else "another"),
    )


def event(a: Claim, b: Claim, packs: Packs) -> str:
    if a.event is None or a.event != b.event:
        return "different"
    return "same-rare" if a.event in packs.table("alignment")["events"]["rare"] else "same"


def _relation(claim: Claim) -> str:
    relation = claim.timex.relation if claim.timex else None
    return relation if relation in ("since", "until", "by", "before", "after") else "on"


def _dates(a: Claim, b: Claim) -> str:
    assert a.timex is not None and b.timex is not None
    x, y = a.timex.interval, b.timex.interval
    if not x.known or not y.known:
        return "near"
    return "same" if x == y else "overlap" if x.overlaps(y) else "different"
