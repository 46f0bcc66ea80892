"""Figures that one verb tells of, where it does not come first: "two men and three women were hurt in Lima"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from consistency.claims.figure import Figure
from consistency.claims.parts import is_count
from consistency.claims.resumed import opens
from consistency.claims.scene import Scene
from consistency.model.claim import Claim

# Between two figures that are joined stand so many tokens at the most ("and at least another").
_BETWEEN = 4
# A verb stands so near behind its noun, in tokens.
_VERB = 5


def coordinated(scene: Scene, claims: Sequence[Claim], figures: Sequence[Figure]) -> list[Claim]:
    """The claims; what is told once of two figures that are joined, or of a whole and the part named behind it, is
    told of both: what happened to them, where and when."""
    told = list(claims)
    if scene.language.get("verb_order") == "verb-first":
        return told
    joined = behind = False
    for position in range(len(told) - 2, -1, -1):
        a, b = figures[position], figures[position + 1]
        if a.passage is not b.passage:
            joined = behind = False
            continue
        link = _link(scene, a, b)
        behind = _has_verb_behind(scene, b) or (joined and behind)
        joined = link == "and" or (link == "," and joined)
        if not (is_count(told[position]) and is_count(told[position + 1])):
            continue
        if joined and behind and opens(scene, a.clause, a.first):
            told[position] = _with_verb(scene, told[position], told[position + 1])
        if joined or (link == "including" and told[position + 1].part_of == "subset"):
            told[position] = _set_in(told[position], told[position + 1])
    for position in range(1, len(told)):
        a, b = figures[position - 1], figures[position]
        if a.passage is not b.passage or not (is_count(told[position - 1]) and is_count(told[position])):
            continue
        if _link(scene, a, b) == "and" and not (_has_verb_behind(scene, a) or _has_verb_behind(scene, b)):
            told[position] = _with_verb(scene, told[position], told[position - 1])
    return told


def _link(scene: Scene, a: Figure, b: Figure) -> str:
    """`and`, `,` or `including` where nothing else stands between the noun of a figure and the next; else ""."""
    first = max(a.phrase.last, a.last) + 1
    if not 0 <= b.first - first <= _BETWEEN:
        return ""
    link, joins = "", scene.language.get("conjunctions", ())
    index = first
    while index < b.first:
        hit = scene.hit(index)
        if scene.plain(index) in joins:
            link = "and"
        elif hit is None or not hit.sense("hedge", "other", "whole"):
            return ""
        elif (whole := hit.kinds.get("whole")) is not None:
            if whole.id != "subset":
                return ""
            link = "including"
        index = index + 1 if hit is None else hit.last + 1
    return link or ("," if scene.tokens.gaps[first].strip() == "," else "")


def _has_verb_behind(scene: Scene, figure: Figure) -> bool:
    """Whether what happened to a figure's noun is told behind it."""
    last = max(figure.phrase.last, figure.last)
    end = min(figure.clause.last, figure.following - 1, last + _VERB)
    near = figure.passage.of("role", last + 1, end)
    joins = scene.language.get("conjunctions", ())
    own = near and not any(scene.plain(index) in joins for index in range(last + 1, near[0].first))
    return bool(own) or figure.phrase.trailing or figure.rest is not None


def _with_verb(scene: Scene, claim: Claim, other: Claim) -> Claim:
    """A claim with what happened to the other, if nothing is told of it and it can."""
    row = scene.packs.table("counted").get(claim.counted.concept)
    happened = scene.packs.table("roles").get(other.counted.role or "")
    if claim.counted.role or row is None or happened is None or row["class"] not in happened["classes"]:
        return claim
    modality = other.modality if claim.modality == "asserted" else claim.modality
    return replace(claim, counted=replace(claim.counted, role=other.counted.role), modality=modality)


def _set_in(claim: Claim, other: Claim) -> Claim:
    """A claim with the place and the date of the other, if it has none of its own."""
    places = claim.places or other.places
    dated = claim.time is not None and claim.time.mention is not None
    told = other.time is not None and other.time.mention is not None
    return replace(claim, places=places, time=other.time if told and not dated else claim.time)
