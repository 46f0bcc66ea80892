"""What a figure counts: the noun beside it, or the one it stands for."""

from __future__ import annotations

from msgspec.structs import replace

from consistency.claims.ages import told_as_age
from consistency.claims.antecedents import (
    SUM,
    deaths,
    head_of,
    last_concept,
    named,
    number_of,
    size_of,
    subject_of,
)
from consistency.claims.bare_figures import classifier, labelled, numbered, one_of, whole_of
from consistency.claims.consists import change_in, consists_in, led_by_unknown
from consistency.claims.ellipsis import pointed_at
from consistency.claims.figure import Figure
from consistency.claims.noun import head_last, is_of, narrows, possesses
from consistency.claims.scene import Scene
from consistency.claims.sizes import of_subject, size
from consistency.claims.unknown_nouns import noun_before
from consistency.model.claim import Counted

# Classes of what has a level that may be told as a share of something else.
_LEVELS = ("money", "share")
# Classes of what lies where something is so far away.
_SITES = ("place", "building")
# Units of a share, and of what it changed by.
_SHARES = ("%", "[pp]", "[bp]")
# What is no amount of something named behind it.
_NO_GOODS = ("magnitude", "temperature", "speed")
# What stands behind a plural that owns the next noun ("savers' money").
_OWNERS = (["' "], ["’ "])
# Classes of what is given a sum of money, and is no part of it.
_RECEIVE = ("person", "animal", "organisation")
# "A deficit of 3.4 % of output": the figure stands within so many tokens after its noun.
_OF = 3


def counted(scene: Scene, figure: Figure) -> Counted:
    """What the figure counts, as a noun with its id; looks back where the phrase after it does not say.

    A noun beyond another figure belongs to that one.
    """
    phrase, kind = figure.phrase, figure.kind
    amount = kind in ("money", "measure")  # of no noun that another figure counts
    first = max(figure.clause.first, figure.behind if amount else figure.former + 1)
    if kind in ("money", "measure", "share", "multiple", "rank"):
        found = _by_unit(scene, figure, _measured(scene, figure, first, kind))
        if told_as_age(scene, figure) and _class(scene, found.concept) != "person":
            return replace(found, text="", concept="")  # "an attack by a girl of twelve"
        return found
    qualifiers = tuple(sorted({*phrase.qualifiers, *(("other",) if phrase.other else ())}))
    if phrase.concept is None and phrase.head is None and (those := _of_those(scene, figure)) is not None:
        return replace(those, qualifiers=qualifiers)  # "sixteen of the victims"
    if phrase.concept is None and phrase.head is None and (label := labelled(scene, figure)) is not None:
        return replace(label, qualifiers=qualifiers)
    if phrase.concept is None and phrase.head is None and (whole := whole_of(scene, figure)) is not None:
        return replace(whole, role=phrase.role, qualifiers=qualifiers)
    vague = figure.mention.quantity.low != figure.mention.quantity.high and phrase.concept is not None
    if not vague and (known := pointed_at(scene, figure, first)) is not None:
        return replace(known, role=known.role or phrase.role, qualifiers=qualifiers)
    if phrase.concept is None and phrase.head is None and (one := one_of(scene, figure)) is not None:
        return replace(one, qualifiers=qualifiers)
    if phrase.concept is None and phrase.head is None and _who(scene, figure):
        return Counted("", "person", phrase.role, qualifiers)  # "that accounts for all 22 who were there"
    if figure.former < figure.passage.first and phrase.generic and _of_whom(scene, figure):
        whole = last_concept(scene, figure.passage.first, figure.first - 1)
        if whole is not None:
            return replace(whole, qualifiers=qualifiers)  # "observers, 1,250 of whom were sent out"
    if phrase.generic and not (phrase.concept is not None and phrase.concept.get("role")):
        known = _named_before(scene, figure, first)
        if known is not None and (
            phrase.concept is None
            or narrows(scene, phrase.concept.id, known.concept)
            or (known.role and _is_case(scene, phrase.concept.id))
        ):
            return replace(
                known, text=phrase.text or known.text, role=known.role or phrase.role, qualifiers=qualifiers
            )
    if phrase.concept is not None:
        if (lead := _lead_of(scene, figure, phrase.concept.id)) is not None:
            return replace(lead, qualifiers=qualifiers)
        role = phrase.role or _numbered_as(scene, figure, first, phrase.concept.id)
        return Counted(phrase.text, phrase.concept.id, role, qualifiers)
    if phrase.head is not None:
        return Counted(phrase.text, f"text:{scene.plain(phrase.head)}", phrase.role, qualifiers)
    return Counted("", "", phrase.role, qualifiers)


def _numbered_as(scene: Scene, figure: Figure, first: int, concept: str) -> str | None:
    """What happened to the counted by the noun whose number it is: "ارتفع عدد الجرحى إلى 11 عاملا"."""
    cues = figure.passage.of("numberof", first, figure.first - 1)
    if not cues or cues[-1].kinds["numberof"].id != "number":
        return None
    for hit in figure.passage.of("concept", cues[-1].last + 1, cues[-1].last + _OF):
        role: str = hit.kinds["concept"].get("role")
        classes = scene.packs.table("roles").get(role, {}).get("classes", ())
        if role and scene.packs.table("counted")[concept]["class"] in classes:
            return role
    return None


def _is_case(scene: Scene, concept: str) -> bool:
    """Whether a classifier counts what happened to people: "the number of deaths reached 400 cases"."""
    return bool(scene.packs.table("counted").get(concept, {}).get("class") == "event")


def _who(scene: Scene, figure: Figure) -> bool:
    """Whether a clause about people stands right behind a figure."""
    follow = scene.hit(figure.last + 1)
    sense = follow.kinds.get("relative") if follow is not None else None
    apart = scene.tokens.gaps[figure.last + 1].strip()  # "the nine, who came back" may be dogs
    return sense is not None and sense.id == "person" and not apart


def _of_whom(scene: Scene, figure: Figure) -> bool:
    """Whether "of whom" stands right behind a figure."""
    follow = scene.hit(figure.last + 1)
    sense = follow.kinds.get("whole") if follow is not None else None
    return sense is not None and sense.id == "of-them"


def _of_those(scene: Scene, figure: Figure) -> Counted | None:
    """ "38 % of their deposits": the noun after "of", whatever article, pronoun or owner stands between."""
    opening, index = scene.hit(figure.last + 1), figure.last + 2
    if opening is None or not is_of(scene, opening):
        return None
    for hit in scene.hits_between(index, index + _OF):
        if hit.first != index or hit.sense("digits", "number"):
            return None  # "412 of the county's 1,080 schools": what these are is said of the whole
        owner = possesses(scene, hit) or scene.tokens.gaps[hit.last + 1 : hit.last + 2] in _OWNERS
        if (sense := hit.kinds.get("concept")) is not None and not owner:
            void = figure.kind == "money" and sense.id == SUM
            return None if void else named(scene, hit, sense)
        if not (hit.kinds.get("stop") or owner):
            return None
        index = hit.last + 1
    return None


def _opens_what(scene: Scene, index: int) -> bool:
    """Whether a word opens what an amount is of: "2 million tonnes of phosphate"."""
    hit = scene.hit(index)
    if hit is None or (hit.sense("from") is None and not is_of(scene, hit)):
        return False
    return not head_last(scene) or is_of(scene, hit)


def _class(scene: Scene, concept: str) -> str | None:
    found: str | None = scene.packs.table("counted").get(concept, {}).get("class")
    return found


def _goes_back(scene: Scene, figure: Figure, dimension: str | None) -> Counted | None:
    """What the clause before ends with, where a clause says more of it: "the vote, which cost 340 million"."""
    first, passage = figure.clause.first, figure.passage
    opening = scene.hit(first)
    if opening is None or opening.sense("relative") is None or first == passage.first:
        return None
    before = scene.clause(passage, first - 1, first - 1)
    kind = figure.kind if figure.kind != "count" else "number"
    return last_concept(scene, max(before.first, figure.former + 1), first - 1, kind, dimension)


def _share_named(scene: Scene, figure: Figure, first: int) -> Counted | None:
    """What is a share by its nature, before what stands between commas: "Turnout in the city, at noon, was 68 %".

    first: the first token of its clause, which is a verb.
    """
    table, verb = scene.packs.table("counted"), scene.hit(first)
    if verb is None or figure.first - first > _OF or not verb.sense("was", "to", "change"):
        return None
    for hit in reversed(figure.passage.of("concept", figure.passage.first, first - 1)):
        if table.get(hit.kinds["concept"].id, {}).get("class") == "share":
            return named(scene, hit, hit.kinds["concept"])
    return None


def _share_before(scene: Scene, figure: Figure, first: int) -> Counted | None:
    """What is a share by its nature, before what it is told of: "بلغت نسبة المشاركة في الانتخابات 41 في المئة"."""
    table, last = scene.packs.table("counted"), figure.first - 1
    if scene.language.get("verb_order") != "verb-first":
        return None
    for hit in reversed(figure.passage.of("concept", first, last)):
        class_ = table.get(hit.kinds["concept"].id, {}).get("class")
        if class_ == "share":
            between = figure.passage.of_any(("role", "say", "was", "change"), hit.last + 1, last)
            return None if between else named(scene, hit, hit.kinds["concept"])
        if class_ in _SITES:
            return None  # there may be several of them, each with its share
    return None


def _lead_of(scene: Scene, figure: Figure, concept: str) -> Counted | None:
    """ "A majority of 12 votes": a noun before "of" that is counted in the noun behind the figure."""
    table = scene.packs.table("counted")
    of, lead = scene.hit(figure.first - 1), scene.hit(figure.first - 2)
    if table[concept]["class"] != "vote" or of is None or lead is None or not is_of(scene, of):
        return None
    sense = lead.kinds.get("concept")
    return named(scene, lead, sense) if sense and table[sense.id]["class"] == "vote" else None


def _level_of(scene: Scene, figure: Figure, first: int) -> Counted | None:
    """ "Debt stood at 61 % of output": what is told in shares of something else, named before its verb."""
    table = scene.packs.table("counted")
    for hit in reversed(figure.passage.of("concept", first, figure.first - 1)):
        sense = hit.kinds["concept"]
        if table.get(sense.id, {}).get("class") not in _LEVELS:
            return None
        if (head := head_of(scene, hit, first, "money")) is not None:
            hit, sense = head, head.kinds["concept"]  # "the deficit of the budget"
        near = figure.first - hit.last <= _OF
        told = figure.passage.of_any(("to", "was", "change", "exceed"), hit.last + 1, figure.first - 1)
        return named(scene, hit, sense) if near or told else None
    return None


def _named_before(scene: Scene, figure: Figure, first: int) -> Counted | None:
    """The noun of "the number of X ... N", "their number ... N", "forces that comprise N", or the last named."""
    passage, phrase, last = figure.passage, figure.phrase, figure.first - 1
    cued = passage.of_any(("numberof", "comprise"), first, last)
    before = passage.between(first, last) if cued else ()
    for position in range(len(before) - 1, -1, -1):
        cue = before[position].sense("numberof", "comprise")
        if cue is None:
            continue
        if cue.kind == "numberof" and cue.id == "deaths":
            return deaths(scene, before[position])
        if cue.kind == "numberof" and cue.id == "number":
            for number, follow in enumerate(before[position + 1 :], position + 1):
                if (sense := follow.kinds.get("concept")) is not None:
                    found = named(scene, follow, sense)
                    told = next(
                        (r.id for h in before[number + 1 : number + 4] if (r := h.kinds.get("role"))), None
                    )
                    return replace(found, role=found.role or told)
            return None  # "her tally climbed to N": it is of no noun named before it
        beside = scene.hit(before[position].last + 1)
        if beside is not None and head_last(scene) and (sense := beside.kinds.get("concept")) is not None:
            return named(scene, beside, sense)  # "the number out of work"
        return numbered(scene, passage.first, before[position].first - 1)
    if phrase.concept is None and phrase.head is None and phrase.role is None:
        nearest = scene.hit(last) if figure.first else None
        exceeds = nearest is not None and nearest.kinds.get("exceed") and head_last(scene)
        if nearest is not None and (exceeds or nearest.kinds.get("to")):
            # "... rose to 21", "... topped 900": what rose was named first
            noun = scene.hit(nearest.first - 1) if nearest.first else None
            sense = noun.kinds.get("concept") if noun is not None else None
            joined = head_last(scene) or (noun is not None and bool(noun.forms[0].conjunction))
            if noun is not None and sense is not None and sense.get("role") and joined:
                return named(scene, noun, sense)  # "brings this year's deaths to 16", "والجرحى إلى 45"
            known = number_of(scene, figure) or subject_of(scene, figure, first)
            return known or last_concept(scene, first, last) or classifier(scene, figure, first)
        latest = last_concept(scene, first, last)
        if latest is None and figure.former >= passage.first and passage.of("role", first, last):
            return None  # "ارتفع عدد القتلى إلى 30 وأصيب 45": these are no dead
        return latest or number_of(scene, figure)
    return None


def _by_unit(scene: Scene, figure: Figure, found: Counted) -> Counted:
    """What every amount in its unit is of: "a bus at 118 km/h", "640 gigabytes of files".

    A noun that no pack knows, or of the same class, says more exactly of what: "winds of 120 km/h", "a limit of 50".
    """
    told = scene.packs.units.told_of(figure.mention.quantity.unit)
    if not told or found.concept.startswith("text:") or _class(scene, found.concept) == _class(scene, told):
        return found
    return replace(found, text="", concept=told)


def _measured(scene: Scene, figure: Figure, first: int, kind: str) -> Counted:
    """What an amount measures: the noun it belongs to (before it, or after "of")."""
    phrase, unit, last = figure.phrase, figure.mention.quantity.unit, figure.first - 1
    another = any(hit.kinds["other"].id == "neighbour" for hit in figure.passage.of("other", first, last))
    qualifiers = tuple(sorted({*phrase.qualifiers, *(("other",) if another else ())}))
    own = (
        Counted(phrase.text, phrase.concept.id, phrase.role, qualifiers)
        if phrase.concept is not None
        else None
    )
    if own is not None and kind == "money" and _class(scene, own.concept) in _RECEIVE:
        own = None
    dimension = scene.packs.units.dimension(unit)
    if own is not None and dimension in _NO_GOODS:
        own = None  # "بقوة 5.8 درجات على مقياس ريختر إقليم الحوز"
    if (
        own is None
        and kind == "measure"
        and phrase.head is not None
        and _opens_what(scene, figure.mention.last + 1)
    ):
        own = Counted(phrase.text, f"text:{scene.plain(phrase.head)}", phrase.role, qualifiers)
    if kind == "measure" and (told := size(scene, figure, first)) is not None:
        # "30 km from the city" is no size of the city; "15 million cubic metres of water" is one of the water.
        beyond = own is None or (
            told.concept and scene.packs.table("counted").get(own.concept, {}).get("class") in _SITES
        )
        owner = told if beyond or own is None else own
        return replace(
            owner, role=(own.role if own is not None else None) or told.role, qualifiers=qualifiers
        )
    if kind == "money" and scene.language.get("verb_order") == "verb-first":
        told = of_subject(scene, figure, first)
        if told is not None:
            return replace(told, qualifiers=qualifiers)
    if own is None:
        own = change_in(scene, figure) or _of_those(scene, figure) or consists_in(scene, figure)
    if kind in ("share", "multiple"):
        told = _level_of(scene, figure, first) if own is not None and kind == "share" else None
        told = told or own
        by = bool(figure.passage.of("by", figure.first - 2, figure.first - 1))  # "fell by a fifth"
        if told is None and (unit in _SHARES or by):
            told = number_of(scene, figure) or _share_before(scene, figure, first)
            told = told or subject_of(scene, figure, first) or last_concept(scene, first, last, kind)
            told = told or _share_named(scene, figure, first) or _goes_back(scene, figure, dimension)
        if told is not None and another:
            return replace(told, qualifiers=qualifiers)
        return told or Counted("", "", phrase.role, qualifiers)
    if own is not None and kind == "measure":
        return own  # "90,000 barrels of oil"
    known = size_of(scene, figure, first) or subject_of(scene, figure, first)
    known = known or led_by_unknown(scene, figure) or last_concept(scene, first, last, kind, dimension)
    known = known or _goes_back(scene, figure, dimension)
    if known is not None or own is not None:
        return replace(known, qualifiers=qualifiers) if known is not None else own or Counted("", "")
    index = None if dimension == "time" else noun_before(scene, max(first, figure.behind), last)
    if index is None:
        return Counted("", "", phrase.role, qualifiers)
    return Counted(scene.tokens.words[index], f"text:{scene.plain(index)}", phrase.role, qualifiers)
