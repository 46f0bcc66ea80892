"""What a verb tells of a figure's noun: of several senses the one that can happen to it, from far before it, or
together with words behind it. Most of this is of languages where verbs come first."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.claims.figure import Figure
from consistency.claims.scene import Scene
from consistency.model.claim import Counted
from consistency.model.words import Hit


def class_of(scene: Scene, what: Counted) -> str | None:
    """The class of a noun that a pack knows."""
    found: str | None = scene.packs.table("counted").get(what.concept, {}).get("class")
    return found


def told_by(scene: Scene, hit: Hit, class_: str | None) -> str:
    """What a verb tells: of several things that it may, the first that can happen to a class ("حصد")."""
    first = hit.kinds["role"].id
    if class_ is not None:
        table = scene.packs.table("roles")
        for form in hit.forms:
            for sense in form.senses:
                if sense.kind == "role" and class_ in table[sense.id]["classes"]:
                    return sense.id
    return first


def done_by(scene: Scene, figure: Figure) -> str | None:
    """What a share of people did, by the verb right before it: "نجح 52 بالمئة", "نجاح 65 في المئة من ..."."""
    for hit in reversed(figure.passage.between(figure.clause.first, figure.first - 1)):
        if (sense := hit.kinds.get("role")) is not None:
            shared = scene.packs.table("roles")[sense.id]["share"]
            return sense.id if shared and not hit.forms[0].definite else None
        if not hit.sense("hedge", "whole"):
            return None
    return None


def opening(scene: Scene, figure: Figure, class_: str | None) -> str | None:
    """The verb that opens the clause, however much stands between it and its noun where verbs come first.

    "اجتاز الامتحانات هذه السنة في عموم البلاد 120 ألف مترشح". A person named right behind it is who it tells of.
    """
    first = max(figure.clause.first, figure.behind)
    hits = figure.passage.between(first, figure.first - 1)
    if figure.kind != "count" or class_ is None or not hits or hits[0].first > first + 1:
        return None
    verb, table = hits[0], scene.packs.table("roles")
    if "role" not in verb.kinds or table[verb.kinds["role"].id]["measures"] or verb.forms[0].definite:
        return None
    beside = scene.hit(verb.last + 1)
    if beside is None and verb.first == verb.last:
        return None  # whoever that is; a verb of several words has its object with it
    if beside is not None and beside.sense("concept", "actor", "subject") and not beside.forms[0].preposition:
        return None
    told = told_by(scene, verb, class_)
    return told if class_ in table[told]["classes"] else None


def completed(role: str | None, behind: Sequence[Hit]) -> str | None:
    """What a verb and words behind its noun tell together: "نقل 43 تلميذا إلى المستشفى"."""
    for hit in behind if role is not None else ():
        sense = hit.kinds.get("role")
        if sense is not None and role in sense.get("completes").split():
            return sense.id
    return None
