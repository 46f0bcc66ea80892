"""Clusters to groups: the claims about one thing with an id and a label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from consistency.align.keys import dimension
from consistency.model.claim import Claim
from consistency.model.group import ClaimGroup, Link
from consistency.packs.ruleset import Packs
from consistency.packs.told_units import unit_name

# The language of labels; messages have the reader's.
_LABELS = "en"


def claim_group(claims: Iterable[Claim], links: Iterable[Link], packs: Packs) -> ClaimGroup:
    """The group of a cluster's claims, in any order, and the links between them."""
    ordered = tuple(sorted(claims, key=lambda claim: (claim.document, claim.span)))
    inside = tuple(sorted(links, key=lambda link: (link.a, link.b)))
    return ClaimGroup(group_id(ordered), label(ordered, packs), ordered, inside)


def in_order(groups: Iterable[ClaimGroup]) -> tuple[ClaimGroup, ...]:
    """Groups by the place of their first claim."""
    return tuple(sorted(groups, key=lambda group: (group.claims[0].document, group.claims[0].span, group.id)))


def group_id(claims: Sequence[Claim]) -> str:
    """A digest of what the claims are about and where they stand, free of offsets."""
    facets = sorted({"\x1f".join(_facets(claim)) for claim in claims})
    return blake2b("\x1e".join(facets).encode(), digest_size=6).hexdigest()


def _facets(claim: Claim) -> list[str]:
    return [claim.document, claim.counted.concept, claim.counted.role or "", claim.event or "", *claim.subjects,
            *claim.places, claim.text]  # fmt: skip


def label(claims: Sequence[Claim], packs: Packs) -> str:
    """The thing in words, as the packs name it in English: `soldier · United States · Iraq`."""
    first = max(claims, key=lambda c: (len(c.subjects) + len(c.places) + bool(c.counted.role), c.id))
    places = [packs.name("place", place, _LABELS) for place in first.places]
    subjects = [_subject_name(subject, packs) for subject in first.subjects]
    if first.timex is not None:
        return " · ".join([*([first.event] if first.event else []), *subjects, *places]) or first.text
    concept = first.counted.concept
    thing = (
        packs.name("concept", concept, _LABELS) if concept in packs.table("counted") else first.counted.text
    )
    role = packs.name("role", first.counted.role, _LABELS) if first.counted.role else ""
    assert first.quantity is not None
    money = first.quantity.kind == "money"
    measured = thing or (unit_name(first.quantity.unit, _LABELS, packs) if money else dimension(first, packs))
    return " · ".join(part for part in (measured, role, *subjects, *places) if part)


def _subject_name(ident: str, packs: Packs) -> str:
    kind, _, rest = ident.partition(":")
    if kind == "country":
        return packs.name("place", rest, _LABELS)
    return packs.name("actor" if kind == "actor" else "subject", ident, _LABELS)
