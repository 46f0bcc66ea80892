"""A clause that goes on behind what is told beside, between commas: "أصيب في الحريق، الذي اندلع فجرا، 11 عاملا"."""

from __future__ import annotations

from bisect import bisect_left

from consistency.claims.antecedents import is_preposition
from consistency.claims.passage import Passage
from consistency.claims.scene import REACH, Clause, Scene
from consistency.model.quantity import QuantityMention

# What is told beside is no longer than this, in tokens.
_ASIDE = 12
_COMMAS = ("،", ",")
# ... and what is told between a noun and its verb no longer than this, with so many marks in it.
_BESIDE = 20
_MARKS = 5
# An aside stands so near behind its noun.
_NEAR = 6
# Kinds of word that may stand between the comma and the figure that goes on.
_LEADS = ("hedge", "to", "from", "by", "in", "stop")


def resumed(
    scene: Scene, passage: Passage, clause: Clause, mention: QuantityMention, former: int
) -> tuple[Clause, range]:
    """The clause of a figure with what stood before an aside, and the tokens of the aside; else the clause alone.

    Only where verbs come first: elsewhere what a verb tells of stands before it. The figure has to open what follows
    the aside, and no other to stand before it. former: the first token of the figure before.
    """
    alone = clause, range(0)
    if scene.language.get("verb_order") != "verb-first" or former >= passage.first:
        return alone
    breaks, first = passage.breaks, clause.first
    behind = bisect_left(breaks, first)
    if not 0 < behind < len(breaks) or breaks[behind] != first:
        return alone
    opening = breaks[behind - 1]
    if first - opening > _ASIDE or not (_at_comma(scene, first) and _at_comma(scene, opening)):
        return alone
    head = scene.hit(opening)
    if head is not None and head.forms[0].conjunction:
        return alone  # another clause
    index = first
    while index < mention.first:
        hit = scene.hit(index)
        if hit is None or hit.sense(*_LEADS) is None:
            return alone
        index = hit.last + 1
    begin = breaks[behind - 2] if behind > 1 else passage.first
    return Clause(max(begin, mention.first - REACH), clause.last), range(opening, first)


def goes_on(
    scene: Scene, passage: Passage, clause: Clause, mention: QuantityMention, last: int
) -> Clause | None:
    """The clause that goes on with the verb of a noun behind what is told beside: "Five people, two of them children,
    were hurt in Lima". last: the noun's last token. None where verbs come first, or where no such clause follows."""
    last = max(last, mention.last)
    predicates, breaks = scene.language.get("predicates"), passage.breaks
    behind = bisect_left(breaks, clause.last + 1)
    if (
        not predicates
        or mention.quantity.kind != "count"
        or behind >= len(breaks)
        or clause.last - last > _NEAR
    ):
        return None
    if passage.of("role", last + 1, clause.last) or not opens(scene, clause, mention.first):
        return None
    for number in range(behind + 1, min(behind + 1 + _MARKS, len(breaks))):
        first = breaks[number]
        if first - clause.last > _BESIDE:
            return None
        if scene.plain(first) in predicates and scene.tokens.gaps[first] != " ":
            until = breaks[number + 1] - 1 if number + 1 < len(breaks) else passage.last
            return Clause(first, min(until, first + REACH))
    return None


def opens(scene: Scene, clause: Clause, first: int) -> bool:
    """Whether a figure is what its clause is about: it opens it, or stands right behind who says so."""
    index = first - 1
    while index >= clause.first:
        hit = scene.hit(index)
        if (
            hit is None
            or not hit.sense("hedge", "stop", "say", "clause", "other")
            or (is_preposition(scene, hit) and not hit.sense("hedge"))
        ):
            return False
        if hit.sense("say", "clause"):
            return True
        index = hit.first - 1
    return True


def _at_comma(scene: Scene, index: int) -> bool:
    return scene.tokens.gaps[index].strip() in _COMMAS
