"""What a verb tells of a figure's noun: of several senses the one that can happen to it, from far before it, or
together with words behind it. Most of this is of languages where verbs come first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from consistency.claims.figure import Figure
from consistency.claims.scene import Scene
from consistency.claims.unknown_nouns import finite_verb
from consistency.model.claim import Counted
from consistency.model.words import Hit

# The class of what an amount is, by its dimension.
_STUFF = {
    "energy": "energy", "power": "energy", "area": "area", "mass": "goods", "volume": "goods", "time": "time",
}  # fmt: skip
# "There are still 39 children in hospital": the word of remaining stands within so many tokens before.
_STILL = 6
# What is told beside, between so many commas, is no longer than this, in tokens.
_BESIDE, _ASIDE = 2, 12


class Suffers(NamedTuple):
    """What a verb may have happened to: a concept that a pack knows and its class, or "" and a class or None."""

    concept: str
    class_: str | None


def suffers(scene: Scene, figure: Figure, what: Counted) -> Suffers:
    """The noun of a figure as the one to which something happened; an amount by its unit where no noun is known."""
    known = scene.packs.table("counted").get(what.concept)
    if known is not None:
        return Suffers(what.concept, known["class"])
    unit = figure.mention.quantity.unit
    kind = "money" if figure.kind == "money" else _STUFF.get(scene.packs.units.dimension(unit) or "")
    return Suffers("", None if figure.kind == "count" else kind)


def told_by(scene: Scene, hit: Hit, whom: Suffers) -> str | None:
    """What a verb tells: of several things that it may, the first that can happen to something, else the first.

    "حصد القمح" is to harvest, "حصد الجوائز" to win. A sense may say of what alone it is one ("سجل" is to score of
    goals alone), or of what it only goes on to tell.
    """
    table, first = scene.packs.table("roles"), None
    for form in hit.forms:
        for sense in form.senses:
            if sense.kind != "role" or sense.get("completes"):
                continue
            only = sense.get("of")
            if (only and whom.concept not in only.split()) or (
                sense.get("needs") and _before_verb(scene, hit)
            ):
                continue
            if sense.get("still") and not scene.hits_of(hit.first - _STILL, hit.first - 1, "remain"):
                continue  # "زار 12 جريحا في المستشفى"
            row = table[sense.id]
            if whom.class_ in row["classes"] or whom.concept in row["of"]:
                return sense.id
            first = first or sense.id
    return first


def _before_verb(scene: Scene, hit: Hit) -> bool:
    """Whether a verb stands right behind a word: "فقد بلغ" is "for it has come to", and nothing is lost."""
    index = hit.last + 1
    beside = scene.hit(index)
    if beside is None:
        return index < len(scene.tokens.words) and not scene.breaks(index) and finite_verb(scene, index)
    noun = beside.forms[0].definite or beside.sense("concept", "number", "actor", "subject")
    return not noun and beside.sense("role", "say", "event", "to") is not None


def has_subject(scene: Scene, hit: Hit, first: int) -> bool:
    """Whether a verb that takes no object has its subject right behind it: "غرق قارب يقل 60 مهاجرا" drowned nobody.

    first: the first token of the figure.
    """
    index, sense = hit.last + 1, hit.kinds.get("role")
    if sense is None or not sense.get("subject") or index >= first or scene.breaks(index):
        return False
    beside = scene.hit(index)
    if beside is None:
        return not scene.tokens.lexicon.is_led(scene.tokens.words[index])
    if beside.kinds.get("numberof") is not None:
        return True  # "وصل عدد سكان المدينة إلى 40 ألف نسمة"
    return beside.sense("concept", "actor", "subject") is not None and not beside.forms[0].preposition


def done_by(scene: Scene, figure: Figure) -> str | None:
    """What a share of people did, by the verb right before it: "نجح 52 بالمئة", "نجاح 65 في المئة من ..."."""
    for hit in reversed(figure.passage.between(figure.clause.first, figure.first - 1)):
        if (sense := hit.kinds.get("role")) is not None:
            shared = scene.packs.table("roles")[sense.id]["share"]
            return sense.id if shared and not hit.forms[0].definite else None
        if not hit.sense("hedge", "whole"):
            return None
    return None


def opening(scene: Scene, figure: Figure, whom: Suffers) -> str | None:
    """The verb that opens the clause, however much stands between it and its noun where verbs come first.

    "اجتاز الامتحانات هذه السنة في عموم البلاد 120 ألف مترشح". A person named right behind it is who it tells of.
    """
    first = max(figure.clause.first, figure.behind)
    hits = figure.passage.between(first, figure.first - 1)
    if figure.kind != "count" or whom.class_ is None or not hits or hits[0].first > first + 1:
        return None
    verb, table = hits[0], scene.packs.table("roles")
    if "role" not in verb.kinds or table[verb.kinds["role"].id]["measures"] or verb.forms[0].definite:
        return None
    beside = scene.hit(verb.last + 1)
    if beside is None and verb.first == verb.last:
        return None  # whoever that is; a verb of several words has its object with it
    if beside is not None and beside.sense("concept", "actor", "subject") and not beside.forms[0].preposition:
        return None
    if has_subject(scene, verb, figure.first):
        return None
    told = told_by(scene, verb, whom)
    return told if told is not None and whom.class_ in table[told]["classes"] else None


def completed(scene: Scene, role: str | None, behind: Sequence[Hit], whom: Suffers) -> str | None:
    """What a verb and words behind its noun tell together: "نقل 43 تلميذا إلى المستشفى".

    What cannot happen to the noun is none of it: doses are received, and nobody vaccinates them.
    """
    table = scene.packs.table("roles")
    for hit in behind if role is not None else ():
        sense = hit.kinds.get("role")
        if sense is not None and role in sense.get("completes").split():
            fits = whom.class_ is None or whom.class_ in table[sense.id]["classes"]
            return sense.id if fits else None
    return None


def own_behind(scene: Scene, hits: Sequence[Hit], following: int) -> Sequence[Hit]:
    """The terms behind a figure without the verb right before the next: "a bus with 7 people, killing 4"."""
    last = len(hits) - 1
    while last > 0 and hits[last].kinds.get("hedge"):
        last -= 1
    verb, next_ = hits[last], scene.hit(following)
    joined = next_ is not None and bool(next_.forms[0].conjunction)
    near = all(scene.hit(index) is not None for index in range(verb.last + 1, following))
    return hits[:last] if verb.kinds.get("role") and near and not joined else hits


def common_role(scene: Scene, a: str, b: str) -> str:
    """What two roles have in common ("killed" and "injured" are casualties); the second where they share nothing."""
    table = scene.packs.table("roles")
    if a in table and b in table and a != b and table[a]["kind"] == table[b]["kind"]:
        kind = table[a]["kind"]
        return kind if kind in table else b
    return b


def behind_aside(scene: Scene, figure: Figure, end: int, whom: Suffers) -> str | None:
    """A verb that goes on behind what is told beside: "14 مقاتلا على الأقل، بينهم إيرانيون، قتلوا".

    end: the last token of what the figure counts.
    """
    passage = figure.passage
    closing = [index for index in passage.breaks if index > end][:_BESIDE]
    if len(closing) < _BESIDE or closing[-1] - closing[0] > _ASIDE:
        return None
    if any(scene.tokens.gaps[index].strip() not in ("،", ",") for index in closing):
        return None
    hit, inside = passage.at.get(closing[-1]), scene.hit(closing[0])
    if hit is None or hit.forms[0].conjunction or hit.kinds.get("role") is None:
        return None
    if inside is None or inside.forms[0].conjunction or not (inside.sense("whole", "from")):
        return None
    return told_by(scene, hit, whom)


def tells_of(figure: Figure, roles: Sequence[str]) -> bool:
    """Whether a figure's passage tells of one of these roles at all."""
    hits = figure.passage.of("role", figure.passage.first, figure.passage.last)
    return any(hit.kinds["role"].id in roles for hit in hits)


def outdone(scene: Scene, role: str, later: str, whom: Suffers) -> bool:
    """Whether the later of two verbs tells nothing that may happen to what is counted, and the first does."""
    table = scene.packs.table("roles")
    may = [
        whom.class_ is None or not (classes := table[told]["classes"]) or whom.class_ in classes
        for told in (role, later)
    ]
    return may == [True, False]
