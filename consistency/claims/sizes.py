"""What an amount is a size or a cost of: "140 metres long", "a depth of 12 metres", "the bridge cost 5 million"."""

from __future__ import annotations

from msgspec.structs import replace

from consistency.claims.antecedents import last_concept, named
from consistency.claims.figure import Figure
from consistency.claims.scene import Scene
from consistency.model.claim import Counted
from consistency.model.quantity import QuantityMention
from consistency.model.words import Hit

# A size is named so many tokens before its amount at the most, and right after it.
_BEFORE = 12
_AFTER = 2
# What happens to such classes is told in such dimensions, and outweighs a size ("600 hectares were flooded").
_HAPPENS = {"area": "area", "mass": "goods", "volume": "goods", "energy": "energy", "power": "energy"}
# What has the size stands within so many tokens after its name ("the length of the bridge").
_OWNER = 2


def size(scene: Scene, figure: Figure, first: int) -> Counted | None:
    """The size that words beside an amount name, with what has it; None where they name none.

    first: where the clause begins, or what lies beyond another figure ends.
    """
    passage, mention = figure.passage, figure.mention
    if "role" not in passage.of_kind:
        return None
    before = passage.of("role", max(first, figure.first - _BEFORE), figure.first - 1)
    after = passage.of("role", figure.last + 1, figure.last + _AFTER)
    for hit in (*reversed(before), *(h for h in after if not scene.breaks(h.first))):
        if fits(scene, mention, hit.kinds["role"].id):
            owner = _owner(scene, hit, min(first, figure.first)) if hit.first < figure.first else None
            if owner is None and hit.first > figure.last:
                owner = last_concept(scene, first, figure.first - 1, "measure")
            return replace(owner or Counted("", ""), role=hit.kinds["role"].id)
        if _happens(scene, mention, hit):
            break
    return None


def _happens(scene: Scene, mention: QuantityMention, hit: Hit) -> bool:
    """Whether a verb may have the amount for its object."""
    happened = _HAPPENS.get(scene.packs.units.dimension(mention.quantity.unit) or "")
    return happened in scene.packs.table("roles")[hit.kinds["role"].id]["classes"]


def of_subject(scene: Scene, figure: Figure, first: int) -> Counted | None:
    """What costs an amount of money: where verbs come first, the noun right after, else the last before.

    Who bears the cost stands between: "the exam cost the treasury 14 million".
    """
    roles = scene.packs.table("roles")
    for verb in reversed(figure.passage.of("role", first, figure.first - 1)):
        role = verb.kinds["role"].id
        if roles[role]["of_subject"]:
            break
        if "money" in roles[role]["classes"]:
            return None
    else:
        return None
    beside = scene.hit(verb.last + 1)
    if (
        beside is not None
        and beside.first < figure.first
        and (noun := beside.kinds.get("concept")) is not None
    ):
        return replace(named(scene, beside, noun), role=role)
    found = last_concept(scene, first, verb.first - 1, "money") or Counted("", "")
    return replace(found, role=role)


def fits(scene: Scene, mention: QuantityMention, role: str) -> bool:
    """Whether a figure's unit is one that a size is told in."""
    measures = scene.packs.table("roles").get(role, {}).get("measures", ())
    quantity = mention.quantity
    return quantity.kind == "measure" and scene.packs.units.dimension(quantity.unit) in measures


def _owner(scene: Scene, hit: Hit, first: int) -> Counted | None:
    """What has a size: the noun after its name ("the length of the bridge"), else the last before it."""
    for noun in scene.hits_between(hit.last + 1, hit.last + _OWNER):
        if scene.breaks(noun.first) or (noun.forms[0].preposition and not noun.kinds.get("from")):
            break
        if (concept := noun.kinds.get("concept")) is not None:
            return named(scene, noun, concept)
    last = hit.first - 1
    found = last_concept(scene, first, last, "measure")
    while found is not None and (aside := governed(scene, first, last)) is not None:
        last = aside - 1  # "يربط المدينة بالميناء ويمتد على 212 كيلومترا"
        found = last_concept(scene, first, last, "measure")
    if found is None and _goes_back(scene, first, hit):
        bounds = scene.passage(scene.tokens.starts[hit.first])
        found = last_concept(scene, bounds.first, first - 1, "measure")
    return found


def governed(scene: Scene, first: int, last: int) -> int | None:
    """The preposition of the last noun before a verb's token, where verbs come first: no subject has one."""
    if scene.language.get("verb_order") != "verb-first":
        return None
    nouns = scene.hits_of(first, last, "concept")
    if not nouns or nouns[-1].last == last:
        return None  # "نفق طوله 3 كيلومترات", "في نفق بطول 3 كيلومترات"
    noun = nouns[-1]
    if noun.forms[0].preposition:
        return noun.first
    before = scene.hit(noun.first - 1)
    return before.first if before is not None and before.sense("in", "to", "stop", "from") else None


def _goes_back(scene: Scene, first: int, hit: Hit) -> bool:
    """Whether a clause is about a noun before it: "the bridge, which is 140 metres long"."""
    return (
        bool(scene.hits_of(first, hit.first - 1, "relative")) or hit.forms[0].definite or hit.first == first
    )
