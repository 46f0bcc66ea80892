"""What a figure leaves out because a figure or a noun before it said so: its unit, or the noun it points back to."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from consistency.claims.antecedents import is_size, named
from consistency.claims.figure import Figure
from consistency.claims.passage import Passage
from consistency.claims.scene import Scene
from consistency.model.claim import Counted
from consistency.model.quantity import Quantity, QuantityMention
from consistency.model.words import Hit

# Kinds of figure whose unit the next one may leave out.
_AMOUNTS = ("money", "measure")
# A figure that leaves out its unit stands within so many tokens behind the one that has it.
_REACH = 24
# "From 4.5": what was before stands right behind its word.
_FORMER = 2
# A numeral that points back stands so many nouns after the one it counts.
_CHAIN = 4


def with_unit(
    scene: Scene,
    mention: QuantityMention,
    passage: Passage,
    before: QuantityMention | None,
    named_after: bool,
) -> QuantityMention:
    """A bare figure with the unit of the one before it in its sentence: "to 138 million dollars, from 76 million".

    A figure told in thousands or more counts nothing without a noun; one told in ones may, unless words say that
    it was before. before: the figure before it. named_after: whether a noun follows that it may count.
    """
    one, other = mention.quantity, before.quantity if before is not None else None
    if named_after or one.kind != "count" or other is None or other.kind not in _AMOUNTS:
        return mention
    assert before is not None
    if before.first < passage.first or mention.first - before.last > _REACH:
        return mention
    told = scene.hits_between(mention.first - _FORMER, mention.first - 1)
    former = any(hit.sense("former", "from", "to") for hit in told)
    last = scene.hit(mention.last)
    scaled = last is not None and last.sense("scale") is not None
    between = before.last + 1, mention.first - 1
    if not (scaled or former) or scene.hits_of(*between, "numberof") or _of_people(scene, *between):
        return mention
    one = _unscaled(one, last, other.unit)
    return replace(mention, quantity=replace(one, unit=other.unit, kind=other.kind, per=one.per or other.per))


def _unscaled(quantity: Quantity, last: Hit | None, unit: str) -> Quantity:
    """A figure whose last letter is the unit that was taken for a scale: "720m deep, stopped at 480m"."""
    scale, own = (last.kinds.get("scale"), last.kinds.get("unit")) if last is not None else (None, None)
    if scale is None or own is None or own.id != unit:
        return quantity
    low, high, step = (
        value / Decimal(scale.id) if value is not None else None
        for value in (quantity.low, quantity.high, quantity.step)
    )
    return replace(quantity, low=low, high=high, step=step or quantity.step)


def converted(scene: Scene, before: QuantityMention, mention: QuantityMention) -> bool:
    """Whether an amount stands in brackets behind the one it is in another unit: "62 million euros ($73 million)"."""
    one, two = before.quantity, mention.quantity
    amounts = one.kind == two.kind != "count" and one.unit != two.unit
    return amounts and mention.first == before.last + 1 and "(" in scene.tokens.gaps[mention.first]


def _of_people(scene: Scene, first: int, last: int) -> bool:
    """Whether something stands between two tokens that happens to people, or a noun that they are."""
    roles, concepts = scene.packs.table("roles"), scene.packs.table("counted")
    for hit in scene.hits_of(first, last, "role", "concept"):
        role, concept = hit.kinds.get("role"), hit.kinds.get("concept")
        if role is not None and "person" in roles[role.id]["classes"] and not is_size(scene, hit):
            return "money" not in roles[role.id]["classes"]
        if concept is not None and concepts[concept.id]["class"] == "person":
            return True
    return False


def pointed_at(scene: Scene, figure: Figure, first: int) -> Counted | None:
    """The head of the nouns right before a numeral with the article: "the victims of the bridge, the eight of them".

    Arabic says so of what is known ("ضحايا الجسر الثمانية"): the numeral is an adjective of the first noun.
    """
    opening, index = scene.hit(figure.first), figure.first - 1
    article = scene.language.get("clitics", {}).get("article")
    if opening is None or scene.breaks(figure.first):
        return None
    if article and index > first and scene.tokens.fold(index) == article:
        index -= 1  # "الضحايا الـ34"
    elif not opening.forms[0].definite:
        return None
    found = None
    while index >= first and figure.first - index <= 2 * _CHAIN:
        hit = scene.hit(index)
        if hit is not None and (noun := hit.kinds.get("concept")) is not None:
            if found is not None and hit.forms[0].definite:
                break  # a noun with the article is no head of one behind it
            found = named(scene, hit, noun)
            if hit.forms[0].preposition or hit.forms[0].conjunction:
                break
        elif hit is not None and not hit.sense("place", "placekind", "demonym", "subject", "actor"):
            break
        if scene.breaks(index):
            break
        index -= 1
    return found
