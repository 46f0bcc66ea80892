"""The verb behind a figure, where a part or a place stands between, in languages that put it there."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.claims.figure import Figure
from consistency.claims.noun import head_last
from consistency.claims.resumed import opens
from consistency.claims.scene import Scene
from consistency.claims.verbs import Suffers, told_by
from consistency.model.words import Hit

# The verb stands within so many tokens behind the figure's noun.
_REACH = 10
# Kinds of word that open a phrase of place.
_WHERE = frozenset(("in", "from"))
# The sense of a word that makes a verb passive only with another behind it: "had been killed".
_HAD = "had"


def of_following(figure: Figure, behind: Sequence[Hit]) -> bool:
    """Whether the verb behind a figure stands right before the next one, whose it is: "killing 12 injuring 4"."""
    verbs = [hit for hit in behind if hit.kinds.get("role")]
    return bool(verbs) and verbs[0].last + 1 == figure.following <= figure.passage.last


def is_object(scene: Scene, figure: Figure, before: str, after: str) -> bool:
    """Whether a figure is the object of the verb right before it, so that a participle behind it tells only which.

    "The recall affects 1.2 million cars built between ...", but "left 30 people injured".
    """
    table, opening = scene.packs.table("roles"), scene.hit(figure.first - 1)
    if table[after]["kind"] == "casualty" or opening is None or not opening.kinds.get("role"):
        return False
    behind = figure.passage.between(max(figure.phrase.last, figure.last) + 1, figure.clause.last)[:1]
    bare = bool(behind) and behind[0].kinds.get("role") is not None
    class_ = scene.packs.table("counted").get(figure.phrase.concept.id if figure.phrase.concept else "", {})
    return bare and class_.get("class") in table[before]["classes"]


def verb_beyond(scene: Scene, figure: Figure, end: int, whom: Suffers) -> str | None:
    """The passive verb behind what stands beside a figure's noun: "two people, including a child, were killed", "12
    people in Mosul were killed". end: the last token of the noun."""
    phrase = scene.hit(end + 1)
    if phrase is None or not head_last(scene):
        return None
    part = phrase.kinds.get("whole")
    if part is not None and part.id == "subset":
        aside = scene.tokens.gaps[end + 1].strip() == ","
        return _passive(scene, phrase.last + 1, len(scene.tokens.words), whom, aside=aside)
    if phrase.kinds.get("relative") and not scene.tokens.gaps[end + 1].strip():
        return _beyond_clause(scene, figure, phrase, whom)
    if (
        _WHERE.isdisjoint(phrase.kinds)
        or scene.breaks(end + 1)
        or not opens(scene, figure.clause, figure.first)
    ):
        return None
    return _passive(scene, phrase.last + 1, figure.following, whom, aside=False)


def _beyond_clause(scene: Scene, figure: Figure, opening: Hit, whom: Suffers) -> str | None:
    """The passive verb behind a clause that tells who they are, else that clause's own: "31 people who ate there have
    been taken to hospital", "12 people who were arrested". What had been is past."""
    joins, passives = scene.language.get("conjunctions", ()), scene.language.get("passives", ())
    found = None
    for index in range(opening.last + 1, min(opening.last + 1 + _REACH, figure.following)):
        if scene.breaks(index) or scene.plain(index) in joins:
            break
        hit = scene.hit(index)
        was = hit.kinds.get("was") if hit is not None else None
        if was is not None and was.id == _HAD:
            break
        if was is None and scene.plain(index) not in passives:
            continue
        verb = scene.hit(index + 1)
        if verb is not None and verb.kinds.get("role") and (told := told_by(scene, verb, whom)) is not None:
            found = told
    return found


def _passive(scene: Scene, first: int, until: int, whom: Suffers, *, aside: bool) -> str | None:
    """The first passive verb from a token on. aside: only behind a comma, else not beyond one, nor beyond "and"."""
    joins = scene.language.get("conjunctions", ())
    for index in range(first, min(first + _REACH, until)):
        ends = scene.breaks(index)
        if not aside and (ends or scene.plain(index) in joins):
            return None
        if ends == aside and (verb := passive(scene, index)) is not None:
            return told_by(scene, verb, whom)
    return None


def passive(scene: Scene, index: int) -> Hit | None:
    """The verb of "were killed" or "had been killed" that begins at a token."""
    hit = scene.hit(index)
    sense = hit.kinds.get("was") if hit is not None else None
    if sense is None:
        return None
    verbs = scene.hits_of(index + 1 + (sense.id == _HAD), index + 2, "role")
    return verbs[0] if verbs else None


def against(scene: Scene, figure: Figure) -> bool:
    """Whether the votes of the others stand right behind: "by 143 votes to 131", "against 131"."""
    index = max(figure.last, figure.phrase.last) + 1
    if figure.following != index + 1 or figure.following >= len(scene.tokens.words):
        return False
    hit = scene.hit(index)
    to = hit is not None and hit.sense("to") is not None
    return to or scene.plain(index) in scene.language.get("parallels", ())
