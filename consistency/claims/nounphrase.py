"""The noun phrase that a figure opens: its noun, what qualifies it, whose it is.

Arabic puts the noun after the number, then its adjectives; English puts adjectives between. A classifier
("member", "case") gives way to a fuller noun near it.
"""

from __future__ import annotations

from collections.abc import Collection

from consistency.claims.noun import NounPhrase, head_last, hedges_behind, is_of, narrows, possesses
from consistency.claims.passage import Passage
from consistency.claims.plurals import is_plural, plural_word
from consistency.claims.scene import Scene
from consistency.claims.unknown_nouns import reads_on, settle_unknown
from consistency.model.quantity import QuantityMention
from consistency.model.words import Hit, Sense

# A noun phrase is followed this many tokens from its figure.
_PHRASE = 8
_TWO = 2
# What a nationality counts when it stands as a noun.
_PEOPLE = Sense("concept", "person")
# ... and what the name of an armed group counts.
_FIGHTERS = Sense("concept", "fighter")
# Kinds of word that end a noun phrase.
_ENDS = frozenset((
    "stop", "in", "say", "according", "change", "comprise", "clause", "whole", "plan", "possible", "deny", "to",
    "remain", "former", "formerly",
))  # fmt: skip
# Kinds of term that name an owner.
_OWNERS = frozenset(("demonym", "subject", "actor", "anaphor"))


def noun_phrase(
    scene: Scene, mention: QuantityMention, passage: Passage, taken: Collection[int]
) -> NounPhrase:
    """The noun phrase that a figure opens. taken: first tokens of other figures and dates, which end it."""
    inside = scene.hits_of(mention.first, mention.last, "concept")
    found = NounPhrase(mention.last, several=_several(mention))
    if inside:  # a dual: the noun holds the figure
        _take(scene, found, inside[-1])
    unknown: list[int] = []
    beside = index = mention.last + 1
    end = min(passage.last, mention.last + _PHRASE)
    while index <= end and index not in taken and index not in passage.breaks:
        hit = passage.at.get(index)
        if hit is None:
            if reads_on(scene, found, unknown, index):
                index += 1
                continue
            break
        if index == beside and hedges_behind(scene, index):
            found.last, beside = hit.last, hit.last + 1
            index = beside
            continue
        if (
            found.concept is None
            and hit.last + 1 in taken
            and hit.last + 1 not in passage.breaks
            and hit.last < end
            and hit.kinds.get("role")
            and hit.kinds.get("concept")
        ):
            break  # "the 212-kilometre line cost $1.6 billion": a verb
        if not _absorb(scene, found, hit, index == beside, unknown):
            break
        found.last = hit.last
        index = hit.last + 1
    if unknown:
        settle_unknown(scene, found, unknown, beside)
    _pair(scene, found)
    if found.head is None and not inside:
        _take_nationality(found, scene)
    return found


def _take_nationality(found: NounPhrase, scene: Scene) -> None:
    """ "12 Palestinians", "41 داعشيا": without a noun, the nationality or the armed group is the noun."""
    for hit in found.owners:
        group = hit.kinds.get("subject")
        armed = (
            group is not None
            and scene.packs.table("subjects").get(group.id, {}).get("kind") == "armed"
            and not hit.kinds.get("actor")
        )
        if hit.kinds.get("demonym") or armed:
            found.head, found.concept = hit.first, _FIGHTERS if armed else _PEOPLE
            found.text = scene.tokens.text[hit.start : hit.end]
            return


def _absorb(scene: Scene, found: NounPhrase, hit: Hit, beside: bool, unknown: list[int]) -> bool:
    """Take a known term into the phrase; False when it ends the phrase."""
    if hit.forms[0].conjunction and _doubles(found, hit):
        return True
    if hit.forms[0].conjunction or (hit.forms[0].preposition and not hit.kinds.get("from")):
        return False  # another phrase, or "... by the army", "... to the group"
    if concept := hit.kinds.get("concept"):
        if possesses(scene, hit):
            return True  # "the county's 40 schools", "40 of the county's schools"
        if found.concept is None:
            if found.owners and not head_last(scene) and _defined(found.owners[-1]) != _defined(hit):
                return False  # "شيع آلاف اللبنانيين جثامين 11 قتيلا": the nationality is the noun
            _take(scene, found, hit)
        elif found.generic and narrows(scene, found.concept.id, concept.id) and _attached(scene, found, hit):
            told = found.role
            _take(scene, found, hit)
            found.role = found.role or told
        elif concept.get("role") and _tolls(scene, found, hit):
            found.role, found.tail = found.role or concept.get("role"), hit.last  # "14 civilian deaths"
        elif _compounds(scene, found, hit):
            found.qualifiers.append(found.concept.id)
            _take(scene, found, hit)
        elif (
            concept.get("role") and hit.kinds.get("role") and hit.first == found.last + 1 and head_last(scene)
        ):
            found.role = found.role or concept.get(
                "role"
            )  # "left 40 rebels dead", "the two officers injured"
        else:
            found.qualifiers.append(concept.id)
            found.beyond = True
        return True
    if not _OWNERS.isdisjoint(hit.kinds):
        if hit.kinds.get("in") and _leads_place(scene, hit.last + 1):
            return False  # "5 جنود غربي كركوك": west of it, and no Western soldiers
        if found.beyond and not head_last(scene) and not hit.kinds.get("demonym"):
            return False  # "2000 متظاهر مبنى البرلمان": the building is the parliament's
        found.owners.append(hit)
        return True
    if hit.kinds.get("place") and found.concept is None and _modifies(scene, hit):
        found.owners.append(hit)
        return True
    if sense := hit.kinds.get("other"):
        found.other = True
        found.more = found.more or sense.id == "more"
        return True
    role = hit.kinds.get("role")
    if role and (role.get("completes") or role.get("still")):
        return False
    if role and not role.get("of"):
        if not _befalls_another(scene, found, role.id):
            found.trailing = found.trailing or (found.concept is not None and found.role is None)
            found.role = found.role or (None if scene.packs.table("roles")[role.id]["measures"] else role.id)
        return found.concept is None and not unknown and _is_participle(scene, hit, role.id)
    if hit.kinds.get("from") or is_of(scene, hit):
        # "3 of the officers", "5 من أفراد الشرطة", "a soldier of the coalition"
        follow = scene.hit(hit.last + 1)
        if follow is not None and not scene.breaks(hit.last + 1):
            if found.generic and not unknown and follow.kinds.get("concept"):
                return True
            return follow.sense("subject", "demonym", "actor", "anaphor") is not None or _force_of_owner(
                scene, follow
            )
        return beside and follow is None
    if found.head is None and found.several and hit.kinds.get("say") and plural_word(scene, hit.first):
        found.take_unknown(hit.first, scene.tokens.words[hit.first])  # "5,650 claims"
        return True
    if not _ENDS.isdisjoint(hit.kinds):
        return beside and scene.plain(hit.first) in scene.language.get("part_of_known", ())
    return hit.sense("place", "month", "weekday", "digits", "number", "scale", "hedge") is None and not beside


def _several(mention: QuantityMention) -> bool:
    quantity = mention.quantity
    return quantity.kind == "count" and (quantity.low is None or quantity.low >= _TWO)


def _pair(scene: Scene, found: NounPhrase) -> None:
    """ "1,050 men and women": what both nouns are, where no other figure counts the second."""
    joins, index = scene.language.get("conjunctions", ()), found.tail + 1
    if found.concept is None or found.role or not head_last(scene) or index + 1 >= len(scene.tokens.words):
        return
    second = scene.hit(index + 1)
    sense = second.kinds.get("concept") if second is not None else None
    if (
        second is None
        or sense is None
        or sense.get("role")
        or scene.plain(index) not in joins
        or second.first != index + 1
    ):
        return
    table = scene.packs.table("counted")
    wider = table[sense.id]["within"]
    both = next((ident for ident in table[found.concept.id]["within"] if ident in wider), None)
    if both is not None:
        found.concept = Sense("concept", both)


def _compounds(scene: Scene, found: NounPhrase, hit: Hit) -> bool:
    """Whether a noun right behind another is the one that is counted: "19 shell companies", "tonnes of fuel oil".

    A noun in the plural is no part of another's name, and what several are is in the plural.
    """
    if not head_last(scene) or found.plural or hit.first != found.tail + 1:
        return False
    return is_plural(hit) or not found.several


def _tolls(scene: Scene, found: NounPhrase, hit: Hit) -> bool:
    """Whether a noun right behind another only says what happened to those it names."""
    sense = hit.kinds["concept"]
    beside = head_last(scene) and hit.first == found.tail + 1 and sense.get("generic") == "yes"
    within = scene.packs.table("counted").get(found.concept.id if found.concept else "", {}).get("within", ())
    return beside and sense.id in within


def _doubles(found: NounPhrase, hit: Hit) -> bool:
    """Whether "and" joins on the feminine of what is counted: "طالبا وطالبة"."""
    sense = hit.kinds.get("concept")
    return (
        found.concept is not None and sense is not None and sense.id == found.concept.id and not found.beyond
    )


def _befalls_another(scene: Scene, found: NounPhrase, role: str) -> bool:
    """Whether a word tells what happened to something named in between: "seven people by bullets fired ..."."""
    if found.concept is None or not found.qualifiers:
        return False
    happens = scene.packs.table("roles")[role]["classes"]
    return bool(happens) and scene.packs.table("counted")[found.concept.id]["class"] not in happens


def _is_participle(scene: Scene, hit: Hit, role: str) -> bool:
    """Whether a word tells what happened to the noun right behind it: "15 damaged houses", not "4,000 lost homes"."""
    after = hit.last + 1
    if not head_last(scene) or after == len(scene.tokens.words) or scene.breaks(after):
        return False
    follow = scene.hit(after)
    sense = follow.kinds.get("concept") if follow is not None else None
    if sense is None:
        return False
    happens = scene.packs.table("roles")[role]["classes"]
    return scene.packs.table("counted")[sense.id]["class"] in happens


def _defined(hit: Hit) -> bool:
    return hit.forms[0].definite


def _leads_place(scene: Scene, index: int) -> bool:
    follow = scene.hit(index)
    return follow is not None and not scene.breaks(index) and follow.sense("place", "placekind") is not None


def _modifies(scene: Scene, hit: Hit) -> bool:
    """Whether a place's name stands before a noun as its adjective would: "US soldiers", "Gaza residents"."""
    after = hit.last + 1
    if not head_last(scene) or after == len(scene.tokens.words) or scene.breaks(after):
        return False
    follow = scene.hit(after)
    return scene.tokens.words[after].islower() if follow is None else follow.kinds.get("concept") is not None


def _attached(scene: Scene, found: NounPhrase, hit: Hit) -> bool:
    """Whether a noun belongs to the classifier before it: at once, or by "of"; the "wounded" stand for themselves."""
    if found.concept is None or not found.concept.get("role"):
        return True
    if head_last(scene) and hit.first == found.last + 1:
        return True  # "30 injured passengers"
    before = scene.hit(hit.first - 1)
    return before is not None and (before.kinds.get("from") is not None or is_of(scene, before))


def _force_of_owner(scene: Scene, hit: Hit) -> bool:
    """Whether a concept is followed by whose it is ("troops of the coalition")."""
    if not hit.kinds.get("concept"):
        return False
    follow = scene.hit(hit.last + 1)
    return follow is not None and follow.sense("subject", "demonym", "anaphor") is not None


def _take(scene: Scene, found: NounPhrase, hit: Hit) -> None:
    sense = hit.kinds.get("concept")
    assert sense is not None
    found.take(hit, sense, scene.tokens.text[hit.start : hit.end])
