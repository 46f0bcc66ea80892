"""Points by hand against points fitted to the labelled pairs: `python -m tests.calibration.weights`.

Writes `weights.md`. In the manner of Fellegi and Sunter (1969): a level's points are the logarithm of how much
likelier it is between two figures of one thing (m) than between two of different things (u). Needs
CONSISTENCY_SHARED; five minutes of one core.
"""

from __future__ import annotations

import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from msgspec import Struct

from consistency.align.alignment import pairs_to_compare
from consistency.align.levels import compare
from consistency.engines.corridor import packs_of
from consistency.model.claim import Claim
from consistency.packs.ruleset import Packs
from tests.calibration.labelled import LANGUAGES, ONE_THING, TWO_THINGS, Score, development, judged, score
from tests.calibration.labelled_stories import counts, labelled_stories

PAGE = Path(__file__).with_suffix(".md")
FOLDS = 5
# Pairs of figures that meet under a key though their articles tell of different events; so many of each language.
CHANCE = 1500
# Of u, this share is from such pairs; the rest from pairs that readers looked at and told apart.
CHANCE_SHARE = 0.5
# Observations that every level is given beforehand, together, so that what was never seen is not impossible.
PRIOR = 2.0
# Points for a factor of two; brings fitted points into the range of those set by hand.
POINTS_A_BIT = 6
# Tried for each division; the best on the other folds is taken.
LINKS = (20, 30, 40, 46)
LOUD_ABOVE = (0, 14, 28)
EQUAL_BELOW = 8

Level = tuple[str, str]
Weights = Mapping[Level, int]


class Observation(Struct, frozen=True):
    """Two figures that were compared: the level of each facet. kind: `one`, `two` (told apart) or `chance`."""

    kind: str
    levels: tuple[Level, ...]
    fold: int


class Outcome(Struct, frozen=True):
    """Scores of the pairs by language, and what was counted in the stories."""

    pairs: Mapping[str, Score]
    stories: Counter[Any]


def by_hand(packs: Packs) -> dict[Level, int]:
    """The points of `rules/alignment/levels.yaml`, without what rules a link out."""
    table = packs.table("alignment")["levels"]["figures"]
    return {
        (facet, level): int(points)
        for facet, levels in table.items()
        if isinstance(levels, Mapping)
        for level, points in levels.items()
        if str(points).lstrip("-").isdigit()
    }


def with_points(packs: Packs, weights: Weights, link: int, loud: int) -> Packs:
    """The packs with other points for figures."""
    alignment = dict(packs.table("alignment"))
    figures = {
        name: dict(row) if isinstance(row, Mapping) else row
        for name, row in alignment["levels"]["figures"].items()
    }
    for (facet, level), points in weights.items():
        figures[facet][level] = str(points)
    moved = str(link - EQUAL_BELOW)
    figures |= {"link": str(link), "link-equal": moved, "link-moved": moved, "loud": str(loud)}
    alignment["levels"] = {**alignment["levels"], "figures": figures}
    return Packs(packs.digest, {**packs.plain, "alignment": alignment})


def observations(packs: Packs) -> Iterator[Observation]:
    """What is known of pairs of figures, with the fold that each belongs to."""
    everything = with_points(packs, by_hand(packs), link=-(10**6), loud=-(10**6))

    def observed(kind: str, a: Claim, b: Claim, fold: int) -> Iterator[Observation]:
        link = compare(a, b, everything)
        if link is not None:
            yield Observation(kind, tuple((x.facet, x.level) for x in link.levels), fold)

    for language in LANGUAGES:
        for row in development(language):
            if row.fine in ONE_THING | TWO_THINGS:
                kind = "one" if row.fine in ONE_THING else "two"
                for a, b in product(*(article.claims for article in row.articles)):
                    if row.marked(a, b):
                        yield from observed(kind, a, b, row.cluster % FOLDS)
        for a, b, fold in _chance(language, packs):
            yield from observed("chance", a, b, fold)
    for number, story in enumerate(labelled_stories()):
        for one, a, b in story.pairs():
            yield from observed("one" if one else "two", a, b, number % FOLDS)


def _chance(language: str, packs: Packs) -> Iterator[tuple[Claim, Claim, int]]:
    """Figures that meet under a key, of articles that share no story; a draw that is always the same."""
    claims: dict[str, Claim] = {}
    cluster: dict[str, int] = {}
    for row in development(language):
        for article in row.articles:
            for claim in article.claims:
                if claim.quantity is not None:
                    claims[claim.id], cluster[claim.id] = claim, row.cluster
    met, _ = pairs_to_compare(claims.values(), packs)
    apart = [pair for pair in met if cluster[pair[0]] != cluster[pair[1]]]
    drawn = random.Random(0).sample(apart, min(CHANCE, len(apart)))
    yield from ((claims[a], claims[b], cluster[a] % FOLDS) for a, b in drawn)


def fitted(seen: Sequence[Observation], levels: Sequence[Level]) -> dict[Level, int]:
    """Points for each level: log2 of m over u, times POINTS_A_BIT."""
    number = Counter(observation.kind for observation in seen)
    of = Counter((observation.kind, level) for observation in seen for level in observation.levels)
    siblings = Counter(facet for facet, _ in levels)

    def share(kind: str, level: Level) -> float:
        return (of[kind, level] + PRIOR / siblings[level[0]]) / (number[kind] + PRIOR)

    def points(level: Level) -> int:
        u = CHANCE_SHARE * share("chance", level) + (1 - CHANCE_SHARE) * share("two", level)
        return round(POINTS_A_BIT * math.log2(share("one", level) / u))

    return {level: points(level) for level in levels}


def mixed(a: Weights, b: Weights) -> dict[Level, int]:
    return {level: round((a[level] + b[level]) / 2) for level in a}


def outcome(said: Mapping[str, Sequence[str]], told: Counter[Any]) -> Outcome:
    return Outcome({language: score(development(language), said[language]) for language in LANGUAGES}, told)


def verdicts(packs: Packs) -> dict[str, list[str]]:
    return {language: [judged(row, packs).verdict for row in development(language)] for language in LANGUAGES}


def cross_validated(by_fold: Sequence[Weights], packs: Packs) -> Outcome:
    """Each fold judged with the points that were fitted without it, at the thresholds best for the others."""
    said = {language: [""] * len(development(language)) for language in LANGUAGES}
    told: Counter[Any] = Counter()
    for fold, weights in enumerate(by_fold):
        tried = []
        for link, above in product(LINKS, LOUD_ABOVE):
            altered = with_points(packs, weights, link, link + above)
            found = verdicts(altered)
            tried.append((_worth(found, fold), -link, -above, found, altered))
        _, _, _, found, altered = max(tried, key=lambda trial: trial[:3])
        for language in LANGUAGES:
            for number, row in enumerate(development(language)):
                if row.cluster % FOLDS == fold:
                    said[language][number] = found[language][number]
        for number, story in enumerate(labelled_stories()):
            if number % FOLDS == fold:
                told.update(counts(story, altered))
    return outcome(said, told)


def _worth(said: Mapping[str, Sequence[str]], without: int) -> float:
    """F1 of conflicts and share of equal figures aligned, both languages, on all folds but one."""
    total = 0.0
    for language in LANGUAGES:
        kept = [
            (row, verdict)
            for row, verdict in zip(development(language), said[language], strict=True)
            if row.cluster % FOLDS != without
        ]
        found = score([row for row, _ in kept], [verdict for _, verdict in kept])
        total += found.f1 + found.alignment
    return total


def page(packs: Packs) -> str:
    hand = by_hand(packs)
    levels = list(hand)
    seen = list(observations(packs))
    whole = fitted(seen, levels)
    without = [fitted([o for o in seen if o.fold != fold], levels) for fold in range(FOLDS)]
    told: Counter[Any] = Counter()
    for story in labelled_stories():
        told.update(counts(story, packs))
    outcomes = {
        "set by hand, as it is": outcome(verdicts(packs), told),
        "set by hand, thresholds fitted": cross_validated([hand] * FOLDS, packs),
        "fitted": cross_validated(without, packs),
        "half way between": cross_validated([mixed(hand, weights) for weights in without], packs),
    }
    number = Counter(observation.kind for observation in seen)
    of = Counter((observation.kind, level) for observation in seen for level in observation.levels)
    lines = [
        "# Points by hand, points fitted",
        "",
        "Made by `python -m tests.calibration.weights` from the labelled pairs (development half) and stories that",
        "`CONSISTENCY_SHARED` names. Fitted points are log2 of how much likelier a level is between two figures of",
        f"one thing ({number['one']} pairs) than between two of different things ({number['two']} pairs that readers",
        f"told apart, and {number['chance']:,} of different events that meet under a key, half of the weight each);",
        f"{POINTS_A_BIT} points a factor of two. Dates are not fitted: no labelled pair compares two.",
        "",
        f"Scores are cross-validated: the pairs in {FOLDS} parts by story, each judged with what was fitted to the",
        "others, thresholds included. The points set by hand were set with these pairs at hand, so that only what",
        "beats them clearly would be better.",
        "",
        "| points | conflict F1 ar | en | equal aligned ar | en | stories: precision | recall | updates | one group |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
        *(_scores(name, found) for name, found in outcomes.items()),
        "",
        _found(outcomes["set by hand, as it is"], outcomes["fitted"]),
        "",
        "| facet | level | by hand | fitted | one thing | told apart | by chance |",
        "|---|---|--:|--:|--:|--:|--:|",
        *(
            f"| {level[0]} | {level[1]} | {hand[level]} | {whole[level]} "
            f"| {of['one', level]} | {of['two', level]} | {of['chance', level]} |"
            for level in levels
        ),
    ]
    return "\n".join(lines) + "\n"


def _found(hand: Outcome, fit: Outcome) -> str:
    better = sum(
        fit.pairs[language].f1 + fit.pairs[language].alignment
        - hand.pairs[language].f1 - hand.pairs[language].alignment
        for language in LANGUAGES
    )  # fmt: skip
    return f"Fitting beats setting by hand by {better:.2f}." if better > 0 else "What is set by hand stands."


def _scores(name: str, found: Outcome) -> str:
    told = found.stories
    precision = told["matched"] / max(told["conflict findings"], 1)
    recall = told["conflict", True] / max(told["conflict", True] + told["conflict", False], 1)
    figures = [found.pairs[language].f1 for language in LANGUAGES]
    figures += [found.pairs[language].alignment for language in LANGUAGES]
    cells = " | ".join(f"{figure:.2f}" for figure in (*figures, precision, recall))
    return f"| {name} | {cells} | {told['update', True]} | {told['together']} |"


if __name__ == "__main__":
    text = page(packs_of(()))
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
