"""Plans as headlines tell them, without "is" or "will": "Airline to axe 700 jobs"."""

from __future__ import annotations

from consistency.claims.figure import Figure
from consistency.claims.noun import head_last
from consistency.claims.passage import Passage
from consistency.claims.scene import Scene

# Who does it is named in so many words at the most, "to" behind them.
_WHO = 5
# Kinds of word that a name or noun before "to" may be, though it ends like a verb.
_NOUNS = ("concept", "actor", "subject", "place", "demonym")
# Kinds of word that tell the verb of a sentence.
_VERBS = ("role", "say", "change", "was", "stop", "plan", "possible", "remain", "clause")
_ENDS = (".", "!", "?")


def is_to(scene: Scene, figure: Figure) -> bool:
    """Whether a figure stands in a headline that says what is to come by "to" and a verb alone."""
    passage, last = figure.passage, figure.passage.last + 1
    gaps, words = scene.tokens.gaps, scene.tokens.words
    if not head_last(scene) or (last < len(gaps) and gaps[last].strip().startswith(_ENDS)):
        return False
    for index in range(passage.first + 1, min(figure.first - 1, passage.first + _WHO + 1)):
        if scene.plain(index) in scene.language.get("infinitive", ()):
            return index + 1 < len(words) and _names(scene, passage, index) and _acts(scene, index + 1)
    return False


def _names(scene: Scene, passage: Passage, end: int) -> bool:
    """Whether only somebody or something is named from the first token of a headline up to another."""
    endings = tuple(scene.language.get("verb_endings", ()))
    plurals = tuple(e["add"] for e in scene.language.get("endings", ()) if e["name"] == "plural")
    for index in range(passage.first, end):
        hit, word = passage.at.get(index), scene.tokens.words[index]
        if scene.breaks(index) and index > passage.first:
            return False
        if hit is not None and hit.sense(*_NOUNS):
            continue
        if (hit is not None and hit.sense(*_VERBS)) or (endings and word.endswith(endings)):
            return False
        if word.islower() and plurals and word.endswith(plurals):
            return False  # "Rain helps to save 300 cows"
    return True


def _acts(scene: Scene, index: int) -> bool:
    """Whether a verb stands at a token, as it does behind "to"."""
    hit = scene.hit(index)
    return scene.plain(index) in scene.language.get("verbs", ()) or (
        hit is not None and hit.sense("role", "event", "change") is not None
    )
