"""What an amount is of where the words right beside it say so: "$73m in damages", "a 12% rise in profit"."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.claims.antecedents import named
from consistency.claims.figure import Figure
from consistency.claims.noun import is_of
from consistency.claims.scene import Scene
from consistency.model.claim import Counted

# Classes of what an amount may consist in, and how near behind it they are named, in tokens.
_CONSIST = {"money": ("money", "goods"), "share": ("share",)}
_NEAR = 3


def consists_in(scene: Scene, figure: Figure) -> Counted | None:
    """What an amount consists in, named behind it: "$73m in damages", "16.5 per cent in value added tax"."""
    opening, index = scene.hit(figure.last + 1), figure.last + 2
    told = _CONSIST.get(figure.kind, ())
    if (
        opening is None
        or opening.first != opening.last
        or scene.plain(opening.first) not in _consisting(scene)
    ):
        return None
    for hit in scene.hits_between(index, index + _NEAR):
        sense = hit.kinds.get("concept")
        if (
            sense is not None
            and scene.packs.table("counted")[sense.id]["class"] in told
            and not scene.breaks(hit.first)
        ):
            return named(scene, hit, sense)
        if scene.breaks(hit.first) or not hit.sense("role", "concept"):
            return None  # "in lost sales", "in state aid"
    return None


def change_in(scene: Scene, figure: Figure) -> Counted | None:
    """What a share rose or fell by, named behind the word that says so: "a 12% rise in pre-tax profit"."""
    word = scene.hit(figure.last + 1)
    if figure.kind != "share" or word is None or word.kinds.get("changed") is None:
        return None
    opening = word.last + 1
    if scene.hit(opening) is None or scene.plain(opening) not in _consisting(scene):
        return None
    found = None
    for hit in scene.hits_between(opening + 1, opening + 1 + _NEAR):
        sense = hit.kinds.get("concept")
        if scene.breaks(hit.first) or (found is not None and sense is None):
            break
        if sense is not None:
            found = named(scene, hit, sense)
    return found


def _consisting(scene: Scene) -> Sequence[str]:
    words: Sequence[str] = scene.language.get("consisting", ())
    return words


def led_by_unknown(scene: Scene, figure: Figure) -> Counted | None:
    """A noun that no pack knows before "of" and an amount: "a reserve of 62 hectares", "a yacht of 40 metres"."""
    index = figure.first - 1
    while index >= figure.passage.first and (hit := scene.hit(index)) is not None and hit.kinds.get("hedge"):
        index = hit.first - 1
    of = scene.hit(index)
    if of is None or not is_of(scene, of) or index - 1 < figure.clause.first:
        return None
    word = scene.tokens.words[index - 1]
    if scene.hit(index - 1) is not None or not word.islower():
        return None
    return Counted(word, f"text:{scene.plain(index - 1)}")
