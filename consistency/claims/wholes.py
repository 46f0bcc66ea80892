"""Which figure is a part of a whole, which the whole, and which tells of none of them."""

from __future__ import annotations

from consistency.claims.figure import Figure
from consistency.claims.scene import Scene
from consistency.model.words import Hit

# "A total of 1,200": the figure stands within so many tokens after the word.
_TOTAL = 4
# "46 of the nearly 156 seats": so many tokens before the second figure, and so many before these the first.
_HEDGE, _PART = 2, 5
# "Were also among those killed": so many tokens after a noun.
_AMONG = 3
# "None of the crew of 24": so many tokens before a figure at the most.
_NOBODY = 5


def part_of(scene: Scene, figure: Figure) -> str | None:
    """`subset` after "including", "of whom"; `whole` after "out of"; `total` beside "in total"; else None."""
    passage, clause, first, last = figure.passage, figure.clause, figure.first, figure.last
    for hit in reversed(passage.of("whole", first - 4, first - 1)):
        told = hit.kinds["whole"].id
        if passage.of("to", hit.last + 1, first - 1):
            continue  # "مدنا أخرى بينها العاصمة، بلغت 13 قتيلا"
        return "subset" if told == "of-them" else told
    if _after_a_part(scene, figure):
        return "whole"  # "46 of the 156 seats"
    if passage.of("degree", max(clause.first, first - 2), min(clause.last, last + 5)):
        return "subset"  # "two critically injured": some of the injured
    behind = passage.of("whole", figure.phrase.last + 1, figure.phrase.last + _AMONG)
    if any(hit.kinds["whole"].id == "among-those" for hit in behind):
        return "subset"  # "four nurses were among those killed"
    share = figure.kind == "share"  # of something by its nature
    if (not share and _of_the(scene, last + 1)) or _of_those(scene, last + 1):
        return "subset"  # "two of the dead"
    after = passage.of("whole", last + 1, last + 4)
    of_them = [hit.first for hit in after if hit.kinds["whole"].id == "of-them"]
    if any(index <= last + 2 and not any(map(scene.breaks, range(last + 1, index + 1))) for index in of_them):
        return "subset"  # "three of them", but not "4 أطنان، ضبط منها طنان في القارب"
    totals = [hit for hit in after if hit.kinds["whole"].id == "total"]
    return "total" if any(not _of_next(scene, figure, hit) for hit in totals) else None


def _of_next(scene: Scene, figure: Figure, hit: Hit) -> bool:
    """Whether a word belongs to the figure behind it: "41 طائرة حملت ما مجموعه 1200 طن"."""
    if figure.following > hit.last + _TOTAL:
        return False
    joins = scene.language.get("conjunctions", [])
    between = range(hit.last + 1, figure.following + 1)
    return not any(scene.breaks(i) or scene.plain(i) in joins or _joined(scene, i) for i in between)


def _joined(scene: Scene, index: int) -> bool:
    hit = scene.hit(index)
    return hit is not None and bool(hit.forms[0].conjunction)


def _of_those(scene: Scene, index: int) -> bool:
    """Whether "from" and people to whom something happened follow, named as known ("خمسة من الجرحى")."""
    opening = scene.hit(index)
    if opening is None or "from" not in opening.kinds or scene.breaks(index + 1):
        return False
    noun = scene.hit(index + 1)
    if noun is None:
        return False
    form, sense = noun.form("concept"), noun.kinds.get("concept")
    return form is not None and sense is not None and form.definite and bool(sense.get("role"))


def _of_the(scene: Scene, index: int) -> bool:
    """Whether a figure is followed by the words that open a known whole ("of the")."""
    opening = scene.language.get("part_of_known")
    if not opening:
        return False
    end = index + len(opening)
    return scene.tokens.plain[index:end] == opening and not any(map(scene.breaks, range(index, end)))


def _after_a_part(scene: Scene, figure: Figure) -> bool:
    """Whether the words that open a known whole stand before a figure, and another figure before them."""
    opening = scene.language.get("part_of_known", ())
    latest = figure.first - len(opening)
    starts = range(max(figure.former + 1, latest - _HEDGE), latest + 1)
    return (
        bool(opening) and figure.former >= latest - _PART and any(_of_the(scene, start) for start in starts)
    )


def of_none(scene: Scene, figure: Figure) -> bool:
    """Whether what is told happened to none of them: "None of the 24 on board was hurt", "أي من الركاب الـ24"."""
    nobody = scene.language.get("none_of", ())
    for index in range(figure.first - 1, max(figure.passage.first, figure.first - _NOBODY) - 1, -1):
        if scene.tokens.fold(index) in nobody:
            behind = scene.hit(index + 1)
            return behind is not None and bool(behind.sense("from", "of", "stop"))
        if scene.breaks(index):
            return False
    return False
