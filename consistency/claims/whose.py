"""Whose the counted are: nationality, organisation, party, as ids.

Only what belongs to somebody by its nature (soldiers, fighters, seats) looks for an owner beyond its own noun
phrase: the people killed in an American raid are not Americans.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from consistency.claims.figure import Figure
from consistency.claims.noun import NounPhrase
from consistency.claims.scene import Scene
from consistency.model.claim import Counted
from consistency.model.words import Hit, Sense

# Classes of concept for which an adjective of nationality tells where, not whose.
PLACE_CLASSES = ("building", "area", "place")
# "147,400 votes for Daniel Kiptoo": the name begins so many tokens after its preposition at the most.
_FOR = 1
# Who has no fighters of its own, and how many tokens from a word of saying it stands that says something.
_TELLERS = ("ngo", "agency", "media", "institute")
_SAYS = 4
# A word such as "the group" points back over this many known terms at most.
_BACK = 200


def subjects(scene: Scene, figure: Figure, counted: Counted) -> tuple[str, ...]:
    """Ids of the owners: `country:US`, `org:isis`, `actor:police`. Empty when the text names none."""
    found = [ident for hit in figure.phrase.owners for ident in owner_ids(scene, hit, counted)]
    found += _between(scene, figure.phrase, counted)
    if not found and belongs(scene, counted):
        found = _before(scene, figure, counted)
    return tuple(sorted(set(found)))


def belongs(scene: Scene, counted: Counted) -> bool:
    """Whether the counted thing is somebody's by its nature."""
    row = scene.packs.table("counted").get(counted.concept)
    return bool(row and row.get("belongs"))


def owner_ids(scene: Scene, hit: Hit, counted: Counted) -> list[str]:
    """What owner a term names; none for a nationality that only tells where a building stands.

    A country before its noun ("US soldiers") is what its adjective would be.
    """
    if sense := hit.sense("subject", "actor"):
        return [sense.id]
    if _is_direction(scene, hit):
        return []
    if (sense := hit.sense("demonym", "place")) is not None and is_country(scene, sense):
        row = scene.packs.table("counted").get(counted.concept, {})
        return [] if row.get("class") in PLACE_CLASSES else [f"country:{sense.id}"]
    if sense := hit.kinds.get("anaphor"):
        return antecedent(scene, sense.id, hit.first)
    return []


def _is_direction(scene: Scene, hit: Hit) -> bool:
    """Whether an adjective tells where, by what follows: "غربي البلاد", "غربي ليبيا", not "مسؤول غربي"."""
    if not (hit.kinds.get("demonym") and hit.kinds.get("in")) or hit.forms[0].definite:
        return False
    index, article = hit.last + 1, scene.language.get("clitics", {}).get("article", "")
    if not article or index >= len(scene.tokens.words) or scene.breaks(index):
        return False
    behind = scene.hit(index)
    named = behind is not None and behind.kinds.get("place") is not None
    return named or scene.tokens.fold(index).startswith(article)


def is_country(scene: Scene, sense: Sense) -> bool:
    """Whether a sense is a nationality or a country's name."""
    if sense.kind == "demonym":
        return True
    facts = scene.packs.table("places").get(sense.id, {})
    return str(facts.get("kind")) == "country"


def antecedent(scene: Scene, kind: str, before: int) -> list[str]:
    """Whom "the group", "the coalition", "his country" stands for: the last of that kind named before."""
    facts = scene.packs.table("subjects")
    for hit in scene.hits_before(before, _BACK):
        if kind == "country":
            if sense := hit.kinds.get("demonym"):
                return [f"country:{sense.id}"]
        elif (sense := hit.kinds.get("subject")) and _fits(sense.id, facts.get(sense.id, {}), kind):
            return [sense.id]
    return []


# What each kind of pointing word may stand for: kinds of `rules/subjects`.
_STANDS_FOR = {
    "armed-group": ("armed",),
    "organisation": ("international", "agency", "ngo", "body", "company", "institute", "union"),
    "coalition": ("armed",),
    "observatory": ("ngo", "body", "institute", "international"),
}
# ... of which these are called so.
_CALLED = frozenset(("coalition", "observatory"))


def _fits(ident: str, facts: Mapping[str, Any], kind: str) -> bool:
    if kind in _CALLED and kind not in ident:
        return False
    return facts.get("kind") in _STANDS_FOR.get(kind, ())


def _between(scene: Scene, phrase: NounPhrase, counted: Counted) -> list[str]:
    """Owners between the noun and the end of its phrase ("fighters of the group")."""
    if phrase.head is None or phrase.head == phrase.last:
        return []
    return [
        ident
        for hit in scene.hits_between(phrase.head, phrase.last)
        if hit not in phrase.owners and hit.first != phrase.head
        for ident in owner_ids(scene, hit, counted)
        if not hit.kinds.get("concept")
    ]


def _before(scene: Scene, figure: Figure, counted: Counted) -> list[str]:
    """The last owner named before the figure in its clause, else in its sentence."""
    passage = figure.passage
    for first in (figure.clause.first, passage.first):
        hits = passage.between(first, figure.first - 1)
        for position in range(len(hits) - 1, -1, -1):
            if hits[position].sense("subject", "demonym", "anaphor") and not (
                _speaks(scene, hits, position)
                or _tells(scene, hits, position)
                or of_a_strike(scene, hits[position])
            ):
                ids = owner_ids(scene, hits[position], counted)
                if ids:
                    return ids
    return []


def _tells(scene: Scene, hits: Sequence[Hit], position: int) -> bool:
    """Whether one who has no fighters of its own says so: "قال المرصد السوري إن 14 مقاتلا", "the agency said"."""
    here = hits[position]
    sense = here.kinds.get("subject")
    kind = scene.packs.table("subjects").get(sense.id, {}).get("kind") if sense is not None else None
    near = (*hits[max(position - 1, 0) : position], *hits[position + 1 : position + 2])
    said = any(hit.sense("say", "according") for hit in near if abs(hit.first - here.first) <= _SAYS)
    return said and kind in _TELLERS


def of_a_strike(scene: Scene, here: Hit) -> bool:
    """Whether a nationality is that of a strike, not of whom it hit: "the latest US strikes ... killed two"."""
    beside = (here.first - 1, here.last + 1) if here.kinds.get("demonym") else ()
    told = ((index, scene.hit(index)) for index in beside if 0 <= index < len(scene.tokens.words))
    table = scene.packs.table("counted")
    senses = (hit.kinds.get("concept") for _, hit in told if hit is not None)
    return any(table.get(sense.id, {}).get("class") == "event" for sense in senses if sense is not None)


def _speaks(scene: Scene, hits: Sequence[Hit], position: int) -> bool:
    """Whether a term names who speaks ("a US official said ..."), not whose the counted are."""
    here = hits[position]
    table = scene.packs.table("counted")
    for hit in hits[max(position - 2, 0) : position + 2]:
        if hit is here or not hit.kinds.get("actor") or abs(hit.first - here.first) > 2:
            continue
        concept = hit.kinds.get("concept")
        if concept is None:
            return True
        if here.kinds.get("demonym") and not table.get(concept.id, {}).get("belongs"):
            return True
    return False


def named_owner(scene: Scene, figure: Figure, behind: int, *, alone: bool) -> str:
    """The last name that no pack knows before a figure, or that follows with "for"; "" where there is none.

    behind: the first token after the figure before. alone: the figure has no noun, and what stands between
    commas belongs to it ("her rival, Daniel Kiptoo, 66,850").
    """
    if not scene.language.get("capitals"):
        return ""
    after = max(figure.phrase.last, figure.last) + 1
    index = after + _FOR
    opens = scene.language.get("in_favour", ())
    if after < len(scene.tokens.words) and scene.plain(after) in opens and _is_name(scene, index):
        while _is_name(scene, index + 1) and not scene.breaks(index + 1):
            index += 1
        return scene.plain(index)
    first = max(behind, figure.passage.first if alone else figure.clause.first)
    said = figure.passage.of("say", first, figure.first - 1)
    first = said[-1].last + 1 if said else first
    before = range(figure.first - 1, first - 1, -1)
    return next((name for i in before if (name := _party(scene, i) or _name(scene, i))), "")


def _name(scene: Scene, index: int) -> str:
    return scene.plain(index) if _is_name(scene, index) else ""


def _party(scene: Scene, index: int) -> str:
    """The first word of a party's name that ends at a token, also where packs know it: "the Farmers' Union"."""
    parties = scene.language.get("parties", ())
    words = scene.tokens.words
    if not index or scene.plain(index) not in parties or not words[index][0].isupper():
        return ""
    return scene.plain(index - 1) if words[index - 1][0].isupper() else ""


def _is_name(scene: Scene, index: int) -> bool:
    """Whether a token is a word with a capital that no pack knows."""
    if index >= len(scene.tokens.words) or scene.hit(index) is not None:
        return False
    word = scene.tokens.words[index]
    return word[:1].isupper() and not scene.tokens.lexicon.is_common(word)
