"""Whose age a figure is: the name beside it, in scripts with capitals."""

from __future__ import annotations

from consistency.claims.figure import Figure
from consistency.claims.names import stem
from consistency.claims.scene import Scene

# What stands between a name and an age behind it.
_ASIDE = (", ", " (")
# "Of the age of 31": the word of age stands within so many tokens before the years.
_WORD = 3


def is_age(scene: Scene, figure: Figure) -> bool:
    """Whether a figure is somebody's years: "the 45-year-old", "Martin Rowe, 31, was", "aged 7"."""
    if figure.mention.quantity.unit != "a" or figure.elliptic:
        return False  # "cut from 10 years to six"
    return _behind(scene, figure) > figure.last + 1 or not scene.hits_of(
        figure.first, figure.last, "timeunit", "rate"
    )


def told_as_age(scene: Scene, figure: Figure) -> bool:
    """Whether a word of age stands right before years or behind them: "البالغ من العمر 31 عاما"."""
    if figure.mention.quantity.unit != "a":
        return False
    return bool(scene.hits_of(figure.first - _WORD, figure.last + 1, "age"))


def whose(scene: Scene, figure: Figure) -> tuple[str, ...]:
    """The words of the name beside an age, cut short: "45-year-old Ana Petrova", "Ana Petrova, 45,"."""
    if not scene.language.get("capitals"):
        return ()
    plain, gaps = scene.tokens.plain, scene.tokens.gaps
    found = []
    index = _behind(scene, figure)
    if index > figure.last + 1:
        while index <= figure.passage.last and gaps[index] == " " and _is_name(scene, index):
            found.append(stem(plain[index]))
            index += 1
    if not found:
        found = _named_before(scene, figure)
    return tuple(sorted({*found}))


def _named_before(scene: Scene, figure: Figure) -> list[str]:
    words, plain, gaps = scene.tokens.words, scene.tokens.plain, scene.tokens.gaps
    cue = scene.hit(figure.first - 1) if figure.first else None
    start = cue.first if cue is not None and cue.kinds.get("age") else figure.first
    found: list[str] = []
    if gaps[start] not in _ASIDE:
        return found
    for index in range(start - 1, figure.passage.first - 1, -1):
        if not _is_name(scene, index):
            break
        found.append(stem(plain[index]))
        initial = gaps[index] == ". " and len(words[index - 1]) == 1
        if gaps[index] != " " and not initial:
            break
    return found


def _behind(scene: Scene, figure: Figure) -> int:
    """The first token behind an age and the word that makes it one: "45-year-old"."""
    hit = scene.hit(figure.last + 1)
    return hit.last + 1 if hit is not None and hit.kinds.get("age") else figure.last + 1


def _is_name(scene: Scene, index: int) -> bool:
    return scene.hit(index) is None and scene.tokens.words[index][0].isupper()
