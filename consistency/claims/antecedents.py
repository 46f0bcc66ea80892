"""What a figure counts where the words before it say so: "the number of X", "the volume of X", the last noun named."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from consistency.claims.figure import Figure
from consistency.claims.noun import people_of
from consistency.claims.scene import Scene
from consistency.model.claim import Counted
from consistency.model.words import Hit, Sense

# Kinds of figure that belong to a noun before them, rather than count the one after them.
_AMOUNTS = ("money", "measure")
# Classes of what no amount is of, by its kind or its dimension: money is given to them or spent on them, they wait so
# long, go so far, and are no stuff that is weighed.
_NEVER = {
    "money": frozenset({"person", "animal", "organisation"}),
    "time": frozenset({"place", "person", "organisation", "money"}),
    "length": frozenset({"person", "organisation", "goods", "energy", "money", "vote"}),
    "area": frozenset({"person", "organisation", "vehicle", "energy", "money", "vote"}),
    "mass": frozenset({"person", "organisation", "place", "building", "vote"}),
    "volume": frozenset({"person", "organisation", "vote"}),
    "power": frozenset({"person", "organisation", "place", "event", "goods", "thing", "vehicle", "money"}),
    "energy": frozenset({"person", "organisation", "place", "event", "goods", "thing", "vehicle"}),
}
# Classes of what money is of something else: its price, its losses, its share.
_HEADS = ("money", "goods", "energy")
# Kinds of role, and classes of what they happen to, that an amount can be the object of.
_OF_AMOUNTS = frozenset({"money", "trade", "aid", "damage"})
_AMOUNTED = frozenset({"money", "goods", "energy", "area"})
# Between a preposition and its noun stand so many words at the most ("at the High Court").
_STEP = 4
# Classes of what is told to have come to an amount.
_COMES_TO = ("money", "goods", "energy", "share", "area")
# Classes of what tells where something is.
_SITES = ("place", "building")
# Classes of what can say something.
_SPEAKERS = ("person", "organisation", "thing", "place")
# What every sum of money is.
SUM = "money"
# The object of a verb stands within so many tokens after it.
_OBJECT = 2


def named(scene: Scene, hit: Hit, sense: Sense) -> Counted:
    return Counted(scene.tokens.text[hit.start : hit.end], sense.id, sense.get("role") or None)


def deaths(scene: Scene, hit: Hit) -> Counted:
    return Counted(scene.tokens.text[hit.start : hit.end], "person", "killed")


def number_of(scene: Scene, figure: Figure) -> Counted | None:
    """What the sentence's "number of X", "toll" or "rate of X" counts: it rose by N "to M"."""
    passage, share = figure.passage, figure.kind == "share"
    by_former = bool(passage.of("by", figure.former - 2, figure.former - 1))
    for hit in reversed(passage.of("numberof", passage.first, figure.first - 1)):
        sense = hit.kinds["numberof"]
        if sense.id == "number-of-them" or (sense.id == "rate") != share:
            continue
        if sense.id == "deaths" and hit.last < figure.former and not by_former:
            continue  # "the toll stands at 77, with 130 injured and 19 missing"
        if sense.id == "deaths":
            return deaths(scene, hit)
        follow = passage.between(hit.last + 1, min(hit.last + 6, figure.first - 1))
        for position, noun in enumerate(follow[:2]):
            if (concept := noun.kinds.get("concept")) is not None:
                found = named(scene, noun, concept)
                told = next((r.id for h in follow[position + 1 :] if (r := h.kinds.get("role"))), None)
                return replace(found, role=found.role or told)
        if hit.last + 1 < figure.first and scene.hit(hit.last + 1) is None:
            index = hit.last + 1
            return Counted(scene.text(hit.first, index), f"text:{scene.plain(index)}")
        if sense.id == "rate" and hit.first > passage.first and scene.hit(hit.first - 1) is None:
            index = hit.first - 1  # "the jobless rate"
            return Counted(scene.text(index, hit.last), f"text:{scene.plain(index)}")
    return None


def size_of(scene: Scene, figure: Figure, first: int) -> Counted | None:
    """What "the volume of X ... N" measures, whatever stands between."""
    for hit in figure.passage.of("numberof", first, figure.first - 1):
        noun = scene.hit(hit.last + 1)
        concept = noun.kinds.get("concept") if noun is not None else None
        if hit.kinds["numberof"].id == "number" and noun is not None and concept is not None:
            return named(scene, noun, concept)
    return None


def never(kind: str, dimension: str | None) -> frozenset[str]:
    """Classes of what no figure of a kind and a dimension is of."""
    return _NEVER.get("money" if kind == "money" else dimension or "", frozenset())


def last_concept(
    scene: Scene, first: int, last: int, kind: str = "count", dimension: str | None = None
) -> Counted | None:
    """The last noun between two tokens that says more than "people" or "pieces"; a group stands for its members.

    What is a share by its nature (inflation) is nothing that money or a length could be of, nor are people money,
    and who bears a cost ("it cost the state ...") is not what costs.
    """
    table, outside = scene.packs.table("counted"), never(kind, dimension)
    lasts, where = dimension == "time", None
    if kind == "money" and (sum_of := _sum(scene, first, last)) is not None:
        return sum_of
    for hit in reversed(scene.hits_of(first, last, "concept", "role", "subject")):
        sense = hit.kinds.get("concept")
        if sense is None and is_size(scene, hit):
            continue
        role = hit.kinds.get("role")
        if role and not role.get("completes") and (sense is None or sense.get("generic") == "yes"):
            if lasts and "time" in scene.packs.table("roles")[role.id]["classes"]:
                continue  # "the sentence was nine years"
            if kind in ("money", "share") and not _has_amount(scene, role.id):
                continue  # "rents hit £1,940"
            if kind == "number":
                continue  # "the stations that opened late, which numbered 52"
            return None  # "rebels killed 7": the figure is the verb's object
        if _names_place(scene, hit):
            continue
        class_ = table.get(sense.id, {}).get("class") if sense is not None else None
        if (
            kind in _AMOUNTS
            and class_ is not None
            and (class_ == "share" or (class_ != "money" and _bears(scene, hit)))
        ):
            continue
        if class_ in outside or (kind == "money" and sense is not None and sense.id == SUM):
            continue
        if sense is not None and (_speaks(scene, hit) or (class_ == "person" and is_title(scene, hit))):
            continue
        if sense is not None and (head := head_of(scene, hit, first, kind)) is not None:
            return named(scene, head, head.kinds["concept"])
        if kind == "money" and hit.kinds.get("actor") and hit.forms[0].definite:
            continue  # "رصدت البلدية 3 ملايين": who gives a sum is none
        if sense is not None and kind in _AMOUNTS and class_ in _SITES and _tells_where(scene, hit):
            where = where or named(scene, hit, sense)
            continue
        if kind == "count" and class_ in _SITES and (people := people_of(scene, hit, first)) is not None:
            return named(scene, people, people.kinds["concept"])
        told = kind == "number" and sense is not None and sense.get("role") and not _qualifies(scene, hit)
        if sense is not None and (sense.get("generic") != "yes" or told):
            hit = _before_phrase(scene, hit, first, outside)
            return named(scene, hit, hit.kinds["concept"])
        if (subject := hit.kinds.get("subject")) is not None:
            members = scene.packs.table("subjects").get(subject.id, {}).get("members")
            if members:
                return Counted(scene.tokens.text[hit.start : hit.end], members)
    return where


def _qualifies(scene: Scene, hit: Hit) -> bool:
    """Whether a word that may be a noun stands behind one that it qualifies: "العائلات النازحة"."""
    before = scene.hit(hit.first - 1) if hit.first and not scene.breaks(hit.first) else None
    return before is not None and "concept" in before.kinds


def _tells_where(scene: Scene, hit: Hit) -> bool:
    """Whether a noun tells where something is, which has the amount rather: "نصيب الفرد في المخيم زاد إلى 12 لترا"."""
    if scene.language.get("verb_order") != "verb-first" or not hit.first or scene.breaks(hit.first):
        return False
    before = scene.hit(hit.first - 1)
    sense = before.kinds.get("in") if before is not None else None
    return sense is not None and before is not None and not before.kinds.get("concept")


def _names_place(scene: Scene, hit: Hit) -> bool:
    """Whether a noun is what a place is called, where heads come first: "سد وادي النخلة" has no palms."""
    if scene.language.get("noun_order") != "head-first" or not hit.forms[0].definite or not hit.first:
        return False
    before = scene.hit(hit.first - 1)
    sense = before.kinds.get("placekind") if before is not None else None
    return sense is not None and bool(sense.get("named")) and not scene.breaks(hit.first)


def subject_of(scene: Scene, figure: Figure, first: int) -> Counted | None:
    """What has come to an amount, by the noun right behind its verb: "تراجع العجز الناجم عن الحريق إلى 1100 ميغاواط".

    Only where verbs come first; who did it may stand between: "رفعت الحكومة سعر الخبز إلى 20 قرشا".
    """
    if scene.language.get("verb_order") != "verb-first":
        return None
    verbs = figure.passage.of_any(("change", "to"), first, figure.first - 1)
    verb = next((hit for hit in reversed(verbs) if not hit.kinds.get("range")), None)
    if verb is None or verb.forms[0].definite:
        return None
    index, table = verb.last + 1, scene.packs.table("counted")
    while index < figure.first and not scene.breaks(index):
        hit = scene.hit(index)
        if hit is None or hit.forms[0].preposition or hit.forms[0].conjunction:
            return None
        sense = hit.kinds.get("concept")
        if sense is not None and figure.kind == "count" and sense.get("role"):
            return named(scene, hit, sense)  # "ترفع ضحايا الحافلة إلى 16"
        if sense is not None and table[sense.id]["class"] in _COMES_TO and not hit.kinds.get("actor"):
            some = (
                figure.passage.of("concept", hit.last + 1, figure.first - 1) if figure.kind == "share" else ()
            )
            if any(table[other.kinds["concept"].id]["class"] == "person" for other in some):
                return None  # "بلغت نسبة النجاح بين الإناث": a share of these alone
            return named(scene, hit, sense)
        if not hit.sense("actor", "subject", "demonym", "place", "whole"):
            return None
        index = hit.last + 1
    return None


def head_of(scene: Scene, hit: Hit, first: int, kind: str) -> Hit | None:
    """The noun that one is the last of several of, where heads come first: "the losses of the company".

    The head has no article; a unit may stand between ("the price of a barrel of oil").
    """
    if scene.language.get("noun_order") != "head-first" or kind not in ("money", "measure", "share"):
        return None
    table, found, at = scene.packs.table("counted"), None, hit
    heads = ("share",) if kind == "share" else _HEADS
    while (
        at.first > first
        and not scene.breaks(at.first)
        and not (at.forms[0].preposition or at.forms[0].conjunction)
    ):
        before = scene.hit(at.first - 1)
        if before is None or before.forms[0].definite or not before.sense("concept", "unit"):
            break
        if (sense := before.sense("concept")) is not None and table[sense.id]["class"] in heads:
            found = before
        at = before
    return found


def _has_amount(scene: Scene, role: str) -> bool:
    """Whether what happens may have an amount for its object."""
    row = scene.packs.table("roles")[role]
    return row["kind"] in _OF_AMOUNTS or not _AMOUNTED.isdisjoint(row["classes"])


def _before_phrase(scene: Scene, hit: Hit, first: int, outside: Collection[str]) -> Hit:
    """The noun that "in the ..." behind it belongs to, where heads come before that: "the trial at the High Court"."""
    table = scene.packs.table("counted")
    if (of := scene.hit(hit.last + 1)) is not None and scene.plain(of.first) in scene.language.get(
        "genitives", ()
    ):
        return hit  # "in front of a crowd of 41,200"
    while (at := _preposition(scene, hit, first)) is not None:
        head = scene.hit(at - 1)
        sense = head.kinds.get("concept") if head is not None else None
        if head is None or sense is None or head.first < first or scene.breaks(at):
            break
        if (
            sense.get("generic")
            or table[sense.id]["class"] in outside
            or table[sense.id]["class"] == "person"
        ):
            break
        hit = head
    return hit


def _preposition(scene: Scene, hit: Hit, first: int) -> int | None:
    """Where the preposition stands that a noun belongs to; None for one that has none."""
    if scene.language.get("noun_order") != "head-last":
        return None
    for index in range(hit.first - 1, max(first, hit.first - 1 - _STEP), -1):
        if scene.breaks(index + 1):
            return None
        word = scene.hit(index)
        if word is None or word.kinds.get("concept"):
            continue
        if word.sense("in", "from", "to") or is_preposition(scene, word):
            return index
        if word.sense("role", "say", "was", "change", "by", "relative", "digits", "number"):
            return None
    return None


def is_preposition(scene: Scene, hit: Hit) -> bool:
    sense = hit.kinds.get("stop")
    return sense is not None and sense.id == "preposition"


def _sum(scene: Scene, first: int, last: int) -> Counted | None:
    """The noun of money that another noun follows: "the price of the exercise", "the bill for the repairs"."""
    table = scene.packs.table("counted")
    for hit in reversed(scene.hits_of(first, last, "concept")):
        sense = hit.kinds["concept"]
        of, own = scene.hit(hit.last + 1), scene.hit(hit.last)
        led = of is not None and of.sense("stop", "from") is not None
        led = led or (
            own is not None
            and hit.last > hit.first
            and scene.plain(hit.last) in scene.language.get("in_favour", ())
        )
        if table.get(sense.id, {}).get("class") == "money" and led:
            return named(scene, hit, sense)
    return None


def is_title(scene: Scene, hit: Hit) -> bool:
    """Whether a noun stands before the name of the one who bears it: "Senator Grace Omondi"."""
    after = hit.last + 1
    if not scene.language.get("capitals") or after >= len(scene.tokens.words) or scene.breaks(after):
        return False
    return scene.hit(after) is None and scene.tokens.words[after][:1].isupper()


def _speaks(scene: Scene, hit: Hit) -> bool:
    """Whether a noun names who says it ("witnesses said 12 were hurt"), not what is counted."""
    if scene.packs.table("counted")[hit.kinds["concept"].id]["class"] not in _SPEAKERS:
        return False
    if _names_speaker(scene, hit):
        return True
    verb_first = scene.language.get("verb_order") == "verb-first"
    beside = scene.hit(hit.first - 1) if verb_first and hit.first else scene.hit(hit.last + 1)
    if beside is None or not beside.kinds.get("say") or beside.sense("in", "report"):
        return False
    return not scene.breaks(max(hit.first, beside.first))


def _names_speaker(scene: Scene, hit: Hit) -> bool:
    """Whether a noun is part of what a holder is called, where heads come first: "the association of farmers"."""
    if scene.language.get("noun_order") != "head-first" or not hit.forms[0].definite or not hit.first:
        return False
    before = scene.hit(hit.first - 1)
    return before is not None and before.kinds.get("actor") is not None and not scene.breaks(hit.first)


def is_size(scene: Scene, hit: Hit) -> bool:
    """Whether a word names a size ("along a length of"), so that nothing happens to anything."""
    role = hit.kinds.get("role")
    return role is not None and bool(scene.packs.table("roles")[role.id]["measures"])


def _bears(scene: Scene, hit: Hit) -> bool:
    """Whether a noun is the object of a verb of money right before it."""
    roles = scene.packs.table("roles")
    for verb in scene.hits_of(hit.first - _OBJECT, hit.first - 1, "role"):
        if roles.get(verb.kinds["role"].id, {}).get("kind") == "money":
            return True
    return False
