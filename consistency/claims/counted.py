"""What a figure counts: the noun beside it, or the one it stands for.

Arabic puts the noun after the number, then its adjectives; English puts adjectives between. A classifier
("member", "case") gives way to a fuller noun near it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from consistency.claims.antecedents import NEVER, deaths, is_size, last_concept, named, number_of, size_of
from consistency.claims.ellipsis import pointed_at
from consistency.claims.scene import Clause, Scene
from consistency.claims.sizes import of_subject, size
from consistency.model.claim import Counted
from consistency.model.quantity import QuantityMention
from consistency.model.words import Hit, Sense

# A noun phrase is followed this many tokens from its figure.
_PHRASE = 8
# What a nationality counts when it stands as a noun.
_PEOPLE = Sense("concept", "person")
# Classes of what has a level that may be told as a share of something else.
_LEVELS = ("money", "share")
# Classes of what lies where something is so far away.
_SITES = ("place", "building")
# "A deficit of 3.4 % of output": the figure stands within so many tokens after its noun.
_OF = 3
# Kinds of word that end a noun phrase.
_ENDS = (
    "stop",
    "in",
    "say",
    "according",
    "change",
    "comprise",
    "clause",
    "whole",
    "plan",
    "possible",
    "deny",
    "to",
    "remain",
)


class NounPhrase(Struct):
    """The words after (or round) a figure, sorted. last: its last token. Filled while it is read."""

    last: int
    head: int | None = None
    concept: Sense | None = None
    role: str | None = None
    text: str = ""
    qualifiers: list[str] = field(default_factory=list)
    owners: list[Hit] = field(default_factory=list)
    other: bool = False
    more: bool = False

    @property
    def generic(self) -> bool:
        return self.concept is None or self.concept.get("generic") == "yes"

    def take(self, hit: Hit, sense: Sense, text: str) -> None:
        self.head, self.concept, self.text = hit.first, sense, text
        self.role = sense.get("role") or self.role


def noun_phrase(scene: Scene, mention: QuantityMention, taken: Collection[int]) -> NounPhrase:
    """The noun phrase that a figure opens. taken: first tokens of other figures and dates, which end it."""
    inside = scene.hits_of(mention.first, mention.last, "concept")
    found = NounPhrase(mention.last)
    if inside:  # a dual: the noun holds the figure
        _take(scene, found, inside[-1])
    clause = scene.passage(scene.tokens.starts[mention.first])
    unknown: list[int] = []
    index = mention.last + 1
    while (
        index <= min(clause.last, mention.last + _PHRASE) and index not in taken and not scene.breaks(index)
    ):
        hit = scene.hit(index)
        if hit is None:
            if _reads_on(scene, found, unknown, index):
                index += 1
                continue
            break
        if not _absorb(scene, found, hit, index == mention.last + 1, unknown):
            break
        found.last = hit.last
        index = hit.last + 1
    if unknown:
        _settle_unknown(scene, found, unknown)
    if found.head is None and not inside:
        _take_nationality(found, scene)
    return found


def _take_nationality(found: NounPhrase, scene: Scene) -> None:
    """ "12 Palestinians": without a noun, the nationality is the noun, and counts people."""
    for hit in found.owners:
        if hit.sense("demonym"):
            found.head, found.concept = hit.first, _PEOPLE
            found.text = scene.tokens.text[hit.start : hit.end]
            return


def _head_last(scene: Scene) -> bool:
    order = scene.language.get("noun_order", "head-last")
    return bool(order == "head-last")


def _absorb(scene: Scene, found: NounPhrase, hit: Hit, beside: bool, unknown: list[int]) -> bool:
    """Take a known term into the phrase; False when it ends the phrase."""
    if hit.forms[0].conjunction or (hit.forms[0].preposition and not hit.sense("from")):
        return False  # another phrase, or "... by the army", "... to the group"
    if concept := hit.sense("concept"):
        if found.concept is None:
            _take(scene, found, hit)
        elif found.generic and _narrows(scene, found.concept.id, concept.id) and _attached(scene, found, hit):
            told = found.role
            _take(scene, found, hit)
            found.role = found.role or told
        else:
            found.qualifiers.append(concept.id)
        return True
    if hit.sense("demonym", "subject", "actor", "anaphor"):
        found.owners.append(hit)
        return True
    if hit.sense("place") and found.concept is None and _modifies(scene, hit):
        found.owners.append(hit)
        return True
    if sense := hit.sense("other"):
        found.other = True
        found.more = found.more or sense.id == "more"
        return True
    if role := hit.sense("role"):
        found.role = found.role or (None if is_size(scene, hit) else role.id)
        return False
    if hit.sense("from") or _is_of(scene, hit):
        # "3 of the officers", "5 من أفراد الشرطة", "a soldier of the coalition"
        follow = scene.hit(hit.last + 1)
        if follow is not None and not scene.breaks(hit.last + 1):
            if found.generic and not unknown and follow.sense("concept"):
                return True
            return follow.sense("subject", "demonym", "actor", "anaphor") is not None or _force_of_owner(
                scene, follow
            )
        return beside and follow is None
    if hit.sense(*_ENDS):
        return beside and scene.tokens.words[hit.first].lower() in ("of", "the")
    return hit.sense("place", "month", "weekday", "digits", "number", "scale", "hedge") is None and not beside


def _modifies(scene: Scene, hit: Hit) -> bool:
    """Whether a place's name stands before a noun as its adjective would: "US soldiers", "Gaza residents"."""
    after = hit.last + 1
    if not _head_last(scene) or after == len(scene.tokens.words) or scene.breaks(after):
        return False
    follow = scene.hit(after)
    return scene.tokens.words[after].islower() if follow is None else follow.sense("concept") is not None


def _attached(scene: Scene, found: NounPhrase, hit: Hit) -> bool:
    """Whether a noun belongs to the classifier before it: at once, or by "of"; the "wounded" stand for themselves."""
    if found.concept is None or not found.concept.get("role"):
        return True
    before = scene.hit(hit.first - 1)
    return before is not None and (before.sense("from") is not None or _is_of(scene, before))


def _narrows(scene: Scene, classifier: str, concept: str) -> bool:
    """Whether a noun says more exactly what a classifier counts: "pieces of artillery", not "people of the city"."""
    table = scene.packs.table("counted")
    kind = table.get(classifier, {}).get("class")
    return bool(kind) and kind in ("thing", table.get(concept, {}).get("class"))


def _force_of_owner(scene: Scene, hit: Hit) -> bool:
    """Whether a concept is followed by whose it is ("troops of the coalition")."""
    if not hit.sense("concept"):
        return False
    follow = scene.hit(hit.last + 1)
    return follow is not None and follow.sense("subject", "demonym", "anaphor") is not None


def _is_of(scene: Scene, hit: Hit) -> bool:
    return hit.first == hit.last and scene.tokens.words[hit.first].lower() == "of"


def _take(scene: Scene, found: NounPhrase, hit: Hit) -> None:
    sense = hit.sense("concept")
    assert sense is not None
    found.take(hit, sense, scene.tokens.text[hit.start : hit.end])


def _reads_on(scene: Scene, found: NounPhrase, unknown: list[int], index: int) -> bool:
    """Whether an unknown word may belong to the phrase: before a known head, or as its qualifier."""
    if found.head is None and (found.other or (found.owners and not _head_last(scene))):
        return False  # "13 others": whoever they are was named before; "12 Palestinians": they are the noun
    if scene.tokens.lexicon.is_led(scene.tokens.words[index]):
        return False  # "and ...", "by ...": another phrase
    if found.concept is not None:
        if len(found.qualifiers) < 2:
            found.qualifiers.append(scene.plain(index))
            found.last = index
            return True
        return False
    unknown.append(index)
    return len(unknown) <= 4


def _settle_unknown(scene: Scene, found: NounPhrase, unknown: list[int]) -> None:
    """Unknown words before a known head qualify it; without one, they hold the head themselves."""
    if found.concept is not None and found.concept.get("generic") != "yes":
        found.qualifiers[:0] = [scene.plain(i) for i in unknown if found.head is not None and i < found.head][
            :2
        ]
        return
    if found.concept is not None:
        return
    head_last = _head_last(scene)
    words = [i for i in unknown if len(scene.plain(i)) > 1]
    if not words:
        return
    head = words[-1] if head_last else words[0]
    if head_last and len(words) == 1 and scene.plain(head).endswith(("ed", "ing")):
        return  # "three escaped": a verb, and nobody counted by name
    found.head, found.text = head, scene.tokens.words[head]
    found.qualifiers = [scene.plain(i) for i in words if i != head][:2]
    found.last = max(found.last, words[-1])


def counted(
    scene: Scene, mention: QuantityMention, phrase: NounPhrase, clause: Clause, others: Sequence[int]
) -> Counted:
    """What the figure counts, as a noun with its id; looks back where the phrase after it does not say.

    others: first tokens of all figures, sorted; a noun beyond another figure belongs to that one.
    """
    position = bisect_left(others, mention.first)
    first = max(clause.first, others[position - 1] + 1 if position else 0)
    kind = mention.quantity.kind
    if kind in ("money", "measure", "share", "multiple", "rank"):
        return _measured(scene, mention, phrase, first, kind)
    qualifiers = tuple(sorted({*phrase.qualifiers, *(("other",) if phrase.other else ())}))
    if phrase.concept is None and phrase.head is None and (those := _of_those(scene, mention)) is not None:
        return replace(those, qualifiers=qualifiers)  # "sixteen of the victims"
    if (known := pointed_at(scene, mention, first)) is not None:
        return replace(known, role=known.role or phrase.role, qualifiers=qualifiers)
    if phrase.generic and not (phrase.concept is not None and phrase.concept.get("role")):
        known = _named_before(scene, mention, first, phrase)
        if known is not None and (
            phrase.concept is None or _narrows(scene, phrase.concept.id, known.concept)
        ):
            return replace(
                known, text=phrase.text or known.text, role=known.role or phrase.role, qualifiers=qualifiers
            )
    if phrase.concept is not None:
        return Counted(phrase.text, phrase.concept.id, phrase.role, qualifiers)
    if phrase.head is not None:
        return Counted(phrase.text, f"text:{scene.plain(phrase.head)}", phrase.role, qualifiers)
    return Counted("", "", phrase.role, qualifiers)


def _of_those(scene: Scene, mention: QuantityMention) -> Counted | None:
    """ "38 % of their deposits": the noun after "of", whatever article or pronoun stands between."""
    opening, index = scene.hit(mention.last + 1), mention.last + 2
    if opening is None or not _is_of(scene, opening):
        return None
    for hit in scene.hits_between(index, index + 1):
        if hit.first == index and hit.sense("stop") and not hit.sense("concept"):
            index = hit.last + 1
        elif (sense := hit.sense("concept")) is not None and hit.first == index:
            return named(scene, hit, sense)
    return None


def _level_of(scene: Scene, mention: QuantityMention, first: int) -> Counted | None:
    """ "Debt stood at 61 % of output": what is told in shares of something else, named before its verb."""
    table = scene.packs.table("counted")
    for hit in reversed(scene.hits_of(first, mention.first - 1, "concept")):
        sense = hit.kinds["concept"]
        if table.get(sense.id, {}).get("class") not in _LEVELS:
            return None
        near = mention.first - hit.last <= _OF
        told = scene.hits_of(hit.last + 1, mention.first - 1, "to", "was", "change", "exceed")
        return named(scene, hit, sense) if near or told else None
    return None


def _named_before(scene: Scene, mention: QuantityMention, first: int, phrase: NounPhrase) -> Counted | None:
    """The noun of "the number of X ... N", "their number ... N", "forces that comprise N", or the last named."""
    before = scene.hits_between(first, mention.first - 1)
    for position in range(len(before) - 1, -1, -1):
        cue = before[position].sense("numberof", "comprise")
        if cue is None:
            continue
        if cue.kind == "numberof" and cue.id == "deaths":
            return deaths(scene, before[position])
        if cue.kind == "numberof" and cue.id == "number":
            for number, follow in enumerate(before[position + 1 :], position + 1):
                if (sense := follow.sense("concept")) is not None:
                    found = named(scene, follow, sense)
                    told = next(
                        (r.id for h in before[number + 1 : number + 4] if (r := h.sense("role"))), None
                    )
                    return replace(found, role=found.role or told)
            continue
        bounds = scene.passage(scene.tokens.starts[mention.first])
        return last_concept(scene, bounds.first, before[position].first - 1)
    if phrase.concept is None and phrase.head is None and phrase.role is None:
        nearest = scene.hit(mention.first - 1) if mention.first else None
        if nearest is not None and nearest.sense("to"):  # "... rose to 21": what rose was named first
            return number_of(scene, mention) or last_concept(scene, first, mention.first - 1)
        return last_concept(scene, first, mention.first - 1) or number_of(scene, mention)
    return None


def _measured(scene: Scene, mention: QuantityMention, phrase: NounPhrase, first: int, kind: str) -> Counted:
    """What an amount measures: the noun it belongs to (before it, or after "of")."""
    qualifiers = tuple(sorted(set(phrase.qualifiers)))
    own = (
        Counted(phrase.text, phrase.concept.id, phrase.role, qualifiers)
        if phrase.concept is not None
        else None
    )
    if own is not None and scene.packs.table("counted")[own.concept]["class"] in NEVER.get(kind, ()):
        own = None
    if kind == "measure" and (told := size(scene, mention, first)) is not None:
        # "30 km from the city" is no size of the city; "15 million cubic metres of water" is one of the water.
        beyond = own is None or (
            told.concept and scene.packs.table("counted")[own.concept]["class"] in _SITES
        )
        owner = told if beyond or own is None else own
        return replace(
            owner, role=(own.role if own is not None else None) or told.role, qualifiers=qualifiers
        )
    if kind == "money" and scene.language.get("verb_order") == "verb-first":
        told = of_subject(scene, mention, first)
        if told is not None:
            return replace(told, qualifiers=qualifiers)
    if own is None and kind == "share":
        own = _of_those(scene, mention)
    if kind in ("share", "multiple"):
        told = _level_of(scene, mention, first) if own is not None and kind == "share" else None
        told = told or own
        if told is None and mention.quantity.unit == "%":
            told = number_of(scene, mention) or last_concept(scene, first, mention.first - 1, kind)
        return told or Counted("", "", phrase.role, qualifiers)
    if own is not None and kind == "measure":
        return own  # "90,000 barrels of oil"
    lasts = scene.packs.units.dimension(mention.quantity.unit) == "time"
    known = size_of(scene, mention, first) or last_concept(
        scene, first, mention.first - 1, "duration" if lasts else kind
    )
    if known is not None or own is not None:
        return replace(known, qualifiers=qualifiers) if known is not None else own or Counted("", "")
    index = mention.first - 1
    while index >= first and not _head_last(scene):  # in English the word before is a verb
        hit = scene.hit(index)
        if hit is None and len(scene.plain(index)) > 2:
            return Counted(scene.tokens.words[index], f"text:{scene.plain(index)}", phrase.role, qualifiers)
        if hit is not None and not hit.sense("hedge", "stop", "to", "by", "from", "in", "change", "numberof"):
            break
        index -= 1
    return Counted("", "", phrase.role, qualifiers)
