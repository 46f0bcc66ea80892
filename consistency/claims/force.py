"""In what sense a figure is stated: asserted or denied, planned or possible, a level or a change, a part or all."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.claims.scene import Clause, Scene
from consistency.model.quantity import QuantityMention
from consistency.model.words import Hit

# Who did it, where the text says that the dead include them.
_ATTACKERS = frozenset({"attacker", "militant"})
# A cue binds a figure that follows within this many tokens.
_NEAR = 12
# "On the day of the opening alone": the day stands this near before.
_DAY_OF = 3


def modality(scene: Scene, mention: QuantityMention, clause: Clause, last: int) -> str:
    """`asserted`, `denied`, `planned` or `possible`, by the nearest cue before the figure in its sentence.

    last: the last token of the figure's noun phrase.
    What "will remain" is there now: a word of remaining undoes a future.
    """
    before = modality_before(scene, mention.first, clause)
    if before == "asserted" and scene.language.get("verb_order") != "verb-first":
        # English puts the verb behind: "200 people could be trapped".
        for hit in scene.hits_of(last + 1, min(clause.last, last + 2), "plan", "possible"):
            if hit.sense("plan"):
                return "planned"
            if _possible(scene, hit):
                return "possible"
    return before


def modality_before(scene: Scene, token: int, clause: Clause) -> str:
    """The same for whatever begins at a token."""
    bounds = scene.passage(scene.tokens.starts[token])
    clitics = scene.language.get("clitics", {})
    future, verbs = clitics.get("future"), clitics.get("verbs", ())
    cues = ("deny", "say", "possible", "remain", "plan", *verbs)
    denied = found = ""
    for hit in scene.hits_of(max(bounds.first, token - 3 * _NEAR), token - 1, *cues):
        if hit.sense("deny"):
            denied = "denied"
        elif denied and hit.sense("say") and _joined_on(scene, hit):
            denied = ""  # "denied ... and said that N": what follows is said
        if hit.first < clause.first and not denied:
            sense = hit.sense("possible")
            if sense is not None and sense.get("reach") == "sentence":
                found = "possible"  # "if the dam broke, 9,000 people ..."
            continue
        if hit.sense("remain"):
            found = ""
        elif hit.first < clause.first:
            continue
        elif hit.sense("plan") or (future and _has(hit, future)):
            found = "planned"
        elif _possible(scene, hit):
            found = "possible"
    return denied or found or "asserted"


def _joined_on(scene: Scene, hit: Hit) -> bool:
    """Whether a word is joined on by "and", or opens a clause of its own."""
    if hit.forms[0].conjunction or scene.breaks(hit.first):
        return True
    joins = scene.language.get("conjunctions", [])
    return hit.first > 0 and scene.plain(hit.first - 1) in joins


def _possible(scene: Scene, hit: Hit) -> bool:
    """Whether a word tells a possibility; some do only before the imperfect."""
    sense, form = hit.sense("possible"), hit.form("possible")
    if sense is None or form is None:
        return False
    if sense.get("needs") != "imperfect":
        return True
    letters = tuple(scene.language.get("imperfect", ()))
    following = scene.tokens.words[hit.last + 1] if hit.last + 1 < len(scene.tokens.words) else ""
    told_before = scene.hits_of(max(hit.first - 5, 0), hit.first - 1, "was")
    return not form.conjunction and not told_before and following.startswith(letters)


def _has(hit: Hit, clitic: str) -> bool:
    """Whether a word carries a clitic, such as the one of the future."""
    return any(form.preposition == clitic for form in hit.forms)


def changes(scene: Scene, mention: QuantityMention, clause: Clause) -> Sequence[Hit]:
    """The words of rising and falling before the figure in its clause."""
    return scene.hits_of(max(clause.first, mention.first - _NEAR), mention.first - 1, "change")


def change(scene: Scene, mention: QuantityMention, cues: Sequence[Hit], more: bool) -> str:
    """`rise` or `fall` for what something changed by; `level` for what it changed to, from, or simply is.

    "rose by 500", "a rise of 500" and "rose 12 percent" are changes, "rose to 2,500" is a level.
    cues: see `changes`. more: the noun phrase says that these come on top ("seven more bodies").
    """
    if more:
        return "rise"
    if not cues:
        return "level"
    direction, cue_at = cues[-1].kinds["change"].id, cues[-1].last
    between = scene.hits_between(cue_at + 1, mention.first - 1)
    for hit in reversed(between):
        if hit.sense("by"):
            return direction
        if hit.sense("to", "from", "concept"):
            return "level"
    form_prepositions = {form.preposition for hit in between[-1:] for form in hit.forms}
    marks = set(scene.language.get("change_clitics", []))
    if marks & (form_prepositions | {scene.plain(mention.first - 1)}):
        return direction
    start = scene.hit(mention.first)
    if start is not None and any(form.preposition in marks for form in start.forms):
        return direction
    return direction if mention.first - cue_at <= 2 else "level"


def moved(cues: Sequence[Hit]) -> str | None:
    """`rise` or `fall` where the text says that the figure has come to this ("rose to 2,500"), else None."""
    return cues[-1].kinds["change"].id if cues else None


def part_of(scene: Scene, mention: QuantityMention, clause: Clause) -> str | None:
    """`subset` after "including", "of whom"; `whole` after "out of"; `total` beside "in total"; else None."""
    bounds = scene.passage(scene.tokens.starts[mention.first])
    for hit in reversed(scene.hits_of(max(bounds.first, mention.first - 4), mention.first - 1, "whole")):
        told = hit.kinds["whole"].id
        return "subset" if told == "of-them" else told
    if scene.hits_of(max(clause.first, mention.first - 2), min(clause.last, mention.last + 5), "degree"):
        return "subset"  # "two critically injured": some of the injured
    if _of_the(scene, mention.last + 1) or _of_those(scene, mention.last + 1):
        return "subset"  # "two of the dead"
    after = scene.hits_of(mention.last + 1, min(bounds.last, mention.last + 4), "whole")
    if any(hit.kinds["whole"].id == "of-them" and hit.first <= mention.last + 2 for hit in after):
        return "subset"  # "three of them"
    return "total" if any(hit.kinds["whole"].id == "total" for hit in after) else None


def _of_those(scene: Scene, index: int) -> bool:
    """Whether "from" and people to whom something happened follow, named as known ("خمسة من الجرحى")."""
    opening, noun = scene.hit(index), scene.hit(index + 1)
    if opening is None or noun is None or not opening.sense("from") or scene.breaks(index + 1):
        return False
    form, sense = noun.form("concept"), noun.sense("concept")
    return form is not None and sense is not None and form.definite and bool(sense.get("role"))


def _of_the(scene: Scene, index: int) -> bool:
    """Whether a figure is followed by the words that open a known whole ("of the")."""
    opening = list(scene.language.get("part_of_known", []))
    end = index + len(opening)
    if not opening or end > len(scene.tokens.words):
        return False
    return [scene.plain(i) for i in range(index, end)] == opening and not any(
        map(scene.breaks, range(index, end))
    )


def exceeded(scene: Scene, mention: QuantityMention, clause: Clause) -> bool:
    """Whether a verb says that the figure has been passed ("the number of cases topped 400")."""
    if mention.quantity.modifier != "exact" or mention.quantity.kind == "rank":
        return False
    first, last = max(clause.first, mention.first - _NEAR), mention.first - 1
    exceeding = scene.hits_of(first, last, "exceed")
    return bool(exceeding) and not scene.hits_of(
        exceeding[-1].last + 1, last, "digits", "number", "say", "to", "role"
    )


def with_attacker(scene: Scene, mention: QuantityMention) -> bool:
    """Whether the figure counts who did it: "three dead, including the gunman"."""
    bounds = scene.passage(scene.tokens.starts[mention.first])
    end = min(bounds.last, mention.last + _NEAR)
    for hit in scene.hits_of(mention.last + 1, end, "whole"):
        if hit.kinds["whole"].id == "subset":
            return any(_attacker(scene, follow) for follow in scene.hits_between(hit.last + 1, end)[:4])
    return False


def _attacker(scene: Scene, hit: Hit) -> bool:
    sense = hit.sense("concept")
    table = scene.packs.table("counted")
    return sense is not None and not _ATTACKERS.isdisjoint(table.get(sense.id, {}).get("within", ()))


def several(scene: Scene, mention: QuantityMention, last: int) -> bool:
    """Whether the sentence tells of several events in one ("weekend shootings").

    last: the last token of the figure's noun phrase; "19 attacks" counts events, and tells of them one by one.
    """
    bounds = scene.passage(scene.tokens.starts[mention.first])
    table = scene.packs.table("counted")
    near = max(bounds.first, mention.first - _NEAR), min(bounds.last, mention.last + _NEAR)
    for hit in scene.hits_of(*near, "concept"):
        if (
            table.get(hit.kinds["concept"].id, {}).get("class") != "event"
            or mention.first <= hit.first <= last
        ):
            continue
        form = hit.form("concept")
        if form is not None and form.ending == "plural":
            return True
    return False


def scope(scene: Scene, mention: QuantityMention, clause: Clause) -> str | None:
    """`day` for a daily figure, `cumulative` where the text says so, `alone` for one place alone, else None.

    "On the opening day alone" is a daily figure, "in the city alone" one of a place.
    """
    if mention.quantity.per == "d":
        return "day"
    near = max(clause.first, mention.first - 4), min(clause.last, mention.last + 6)
    for hit in scene.hits_of(*near, "scope"):
        told = hit.kinds["scope"].id
        if told != "alone":
            return told
        before = scene.hits_between(max(hit.first - _DAY_OF, clause.first), hit.first - 1)
        return "day" if any(h.sense("weekday", "day", "timeunit", "rate") for h in before) else "alone"
    return None


def told_as_past(scene: Scene, mention: QuantityMention) -> bool:
    """Whether the sentence tells the figure as history ("once", "at the time").

    What somebody once was ("Smith, who once ran it, sold 30") tells nothing of the figure.
    """
    bounds = scene.passage(scene.tokens.starts[mention.first])
    near = max(bounds.first, mention.first - _NEAR), min(bounds.last, mention.last + _NEAR)
    return any(not _of_somebody(scene, hit) for hit in scene.hits_of(*near, "past"))


def _of_somebody(scene: Scene, hit: Hit) -> bool:
    before = scene.hit(hit.first - 1) if hit.first else None
    return before is not None and before.sense("relative") is not None
