"""What a figure without a noun counts, by the words right before it or the noun that its clause begins with."""

from __future__ import annotations

from consistency.claims.antecedents import last_concept, named
from consistency.claims.figure import Figure
from consistency.claims.noun import head_last
from consistency.claims.scene import Scene
from consistency.claims.sizes import governed
from consistency.model.claim import Counted


def labelled(scene: Scene, figure: Figure) -> Counted | None:
    """A noun right before its figure, joined on or before a colon: "عدد المصابين 15 والوفيات 3", "القتلى: 14"."""
    hit = scene.hit(figure.first - 1) if figure.first else None
    sense = hit.kinds.get("concept") if hit is not None else None
    if hit is None or sense is None or head_last(scene) or not hit.forms[0].definite:
        return None
    if scene.tokens.gaps[figure.first].strip() == ":":
        return named(scene, hit, sense)
    joined = hit.forms[0].conjunction and figure.former >= figure.passage.first
    return named(scene, hit, sense) if joined and not scene.breaks(figure.first) else None


def one_of(scene: Scene, figure: Figure) -> Counted | None:
    """The noun that "one" follows: "سُجلت حالة وفاة واحدة"."""
    hit = scene.hit(figure.first - 1) if figure.first else None
    sense = hit.kinds.get("concept") if hit is not None else None
    if figure.mention.quantity.low != 1 or hit is None or sense is None or head_last(scene):
        return None
    bare = not (hit.forms[0].definite or scene.breaks(figure.first))
    return named(scene, hit, sense) if bare else None


def whole_of(scene: Scene, figure: Figure) -> Counted | None:
    """What "out of" and a figure without a noun are the whole of: "18 عينة من أصل 52 سحبت من المطبخ"."""
    cue = scene.hit(figure.first - 1) if figure.first else None
    sense = cue.kinds.get("whole") if cue is not None else None
    if sense is None or sense.id != "whole" or figure.former < figure.passage.first:
        return None
    return last_concept(scene, figure.former, figure.first - 1, "number")


def numbered(scene: Scene, first: int, last: int) -> Counted | None:
    """Whose number "their number" is; behind a comma no noun's with a preposition before it.

    "الوجبات المسلمة إلى المدارس، وعددها 3400" are meals.
    """
    found = last_concept(scene, first, last, "number")
    while (
        found is not None
        and scene.breaks(last + 1)
        and (aside := governed(scene, first, last + 1)) is not None
    ):
        wider = last_concept(scene, first, aside - 1, "number")
        if wider is None:
            break
        found, last = wider, aside - 1
    return found


def classifier(scene: Scene, figure: Figure, first: int) -> Counted | None:
    """The case or person whose number is told where no other noun is: "Cases of measles have reached 1,276"."""
    nouns = figure.passage.of("concept", first, figure.first - 1)
    return named(scene, nouns[0], nouns[0].kinds["concept"]) if nouns else None
