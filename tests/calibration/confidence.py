"""What points are worth: `python -m tests.calibration.confidence`.

Writes `rules/alignment/confidence.yaml`, and `confidence.md`, which shows how often conflicts of each confidence were
right. The steps are an isotonic regression (neighbours out of order are pooled; Zadrozny and Elkan, 2002), drawn in by
the rule of succession, so that four right of four are no certainty. Needs CONSISTENCY_SHARED.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from consistency.engines.corridor import packs_of
from consistency.model.comparison import Pair
from consistency.packs.locate import rules_root
from consistency.packs.ruleset import Packs
from consistency.pipeline import check, compare_two
from tests.calibration.labelled import LANGUAGES, ONE_THING, TWO_THINGS, development
from tests.calibration.labelled_stories import labelled_stories
from tests.calibration.weights import by_hand, with_points

PAGE = Path(__file__).with_suffix(".md")
KINDS = ("conflict", "one-thing")
# A step rests on at least so many cases, but for the last.
FEW = 5
# Confidences are whole twentieths: the data tell no more.
TWENTIETHS = 20
FOLDS = 5


class Case(Struct, frozen=True):
    """A verdict that was or would have been given, with its points. right: readers say so too.

    language: of the pair, or `stories`. loud: it was given; others were held back for too few points.
    """

    kind: str
    points: int
    right: bool
    language: str
    fold: int
    loud: bool


@cache
def cases() -> tuple[Case, ...]:
    """Every labelled pair whose two figures could be compared, and every conflict found in the stories."""
    packs = packs_of(())
    return (*_of_pairs(packs), *_of_stories(packs))


def _of_pairs(packs: Packs) -> Iterator[Case]:
    loud = int(packs.table("alignment")["levels"]["figures"]["loud"])
    everything = with_points(packs, by_hand(packs), link=-(10**6), loud=-(10**6))
    for language in LANGUAGES:
        for row in development(language):
            found = compare_two(row.ident, *row.articles, everything, row.focus)
            pairs = [pair for pair in found.pairs if row.marked(pair.a, pair.b)]
            conflicts = [_points(pair) for pair in pairs if pair.verdict == "conflict"]
            fold = row.cluster % FOLDS
            if conflicts:
                most = max(conflicts)
                yield Case("conflict", most, row.fine == "conflict", language, fold, most >= loud)
            if pairs and row.fine in ONE_THING | TWO_THINGS:
                yield Case("one-thing", max(map(_points, pairs)), row.fine in ONE_THING, language, fold, True)


def _points(pair: Pair) -> int:
    return sum(level.weight for level in pair.why)


def _of_stories(packs: Packs) -> Iterator[Case]:
    """Conflicts of figures alone, and of those the ones that rest on a link."""
    for number, story in enumerate(labelled_stories()):
        found = check(list(story.articles.values()), packs)
        for finding in found.findings:
            figures = any(level.facet == "unit" for level in finding.why)
            if finding.verdict == "conflict" and finding.severity != "info" and figures:
                places = [(evidence.document, evidence.span) for evidence in finding.evidence]
                points = sum(level.weight for level in finding.why)
                yield Case("conflict", points, story.owes(places), "stories", number % FOLDS, True)


class Step(Struct, frozen=True):
    """From so many points on: how many cases there were up to the next step, and how many of them were right."""

    points: int
    right: int
    cases: int

    @property
    def share(self) -> float:
        """By the rule of succession (Laplace)."""
        return (self.right + 1) / (self.cases + 2)


def steps(seen: Sequence[Case]) -> list[Step]:
    """Shares that never fall as points rise."""
    made: list[Step] = []
    for points, group in groupby(sorted(seen, key=lambda case: case.points), key=lambda case: case.points):
        same = list(group)
        made.append(Step(points, sum(case.right for case in same), len(same)))
        while len(made) > 1 and made[-2].right * made[-1].cases >= made[-1].right * made[-2].cases:
            made[-2:] = [_pooled(*made[-2:])]
    pooled = made[:1]
    for step in made[1:]:
        pooled[-1:] = [_pooled(pooled[-1], step)] if pooled[-1].cases < FEW else [pooled[-1], step]
    return pooled


def _pooled(a: Step, b: Step) -> Step:
    return Step(a.points, a.right + b.right, a.cases + b.cases)


def committed(found: Sequence[Step]) -> dict[str, str]:
    """Steps as the packs have them: points to confidence, in twentieths, each higher than the one before."""
    table: dict[str, str] = {}
    last = ""
    for step in found:
        share = f"{min(max(round(step.share * TWENTIETHS), 1), TWENTIETHS - 1) / TWENTIETHS:.2f}"
        if share > last:
            table[str(max(step.points, 0))] = share  # no link has fewer than none
            last = share
    return {"0": next(iter(table.values())), **table}


def held_out(seen: Sequence[Case]) -> list[float]:
    """The share for each case by steps that were found without its fold."""
    without = [steps([case for case in seen if case.fold != fold]) for fold in range(FOLDS)]
    return [
        max((step.share for step in without[case.fold] if step.points <= case.points), default=0.0)
        for case in seen
    ]


def brier(seen: Sequence[Case], shares: Sequence[float]) -> float:
    """The mean squared distance between confidence and what was right (Brier, 1950); 0 is best."""
    return sum((share - case.right) ** 2 for case, share in zip(seen, shares, strict=True)) / len(seen)


def rules(packs: Packs) -> str:
    """`rules/alignment/confidence.yaml`; what it says of dates is kept as it is."""
    dates = packs.table("alignment")["confidence"]["dates"]
    tables = {kind: committed(steps([case for case in cases() if case.kind == kind])) for kind in KINDS}
    return "\n".join(
        [
            "# What points are worth: from so many on, the share of verdicts that readers found right. A conflict is",
            "# right when two figures are of one thing and cannot both hold, any other verdict when they are of one",
            "# thing. The steps of figures are made by `python -m tests.calibration.confidence`; no dates are",
            "# labelled, and theirs are set by hand, lower.",
            "source: isotonic regression on labelled pairs of reports and stories; tests/calibration/confidence.md",
            *_written("figures", tables),
            *_written("dates", dates),
            "",
        ]
    )


def _written(name: str, tables: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    yield f"{name}:"
    for kind in KINDS:
        rows = ", ".join(
            f'"{points}": "{share}"' for points, share in sorted(tables[kind].items(), key=_points_of)
        )
        yield f"  {kind}: {{{rows}}}"


def _points_of(step: tuple[str, str]) -> int:
    return int(step[0])


def conflict_rows(shares: Mapping[str, str]) -> list[tuple[str, list[tuple[int, int]]]]:
    """For each confidence of conflicts: what it is, and (right, all) in each language and the stories.

    shares: by the points from which they hold, as `rules/alignment/confidence.yaml` has them.
    """
    seen = [case for case in cases() if case.kind == "conflict"]
    floors = sorted(shares.items(), key=_points_of)
    rows = []
    for number, (points, share) in enumerate(floors):
        low = int(points) if number else -(10**6)
        high = int(floors[number + 1][0]) if number + 1 < len(floors) else 10**6
        inside = [case for case in seen if low <= case.points < high]
        counted = [
            (sum(c.right for c in inside if c.language == name), sum(c.language == name for c in inside))
            for name in (*LANGUAGES, "stories")
        ]
        quiet = sum(not case.loud for case in inside)
        held = ", held back" if quiet == len(inside) > 0 else ", some held back" if quiet else ""
        rows.append((share + held, counted))
    return rows


def page() -> str:
    lines = [
        "# What points are worth",
        "",
        "Made by `python -m tests.calibration.confidence` from the labelled pairs (development half) and stories that",
        "`CONSISTENCY_SHARED` names. A conflict with too few points is held back; those stand here too.",
        "",
        "## Conflicts: right, of those with this confidence",
        "",
        "| confidence | Arabic pairs | English pairs | stories | all |",
        "|---|--:|--:|--:|--:|",
    ]
    for name, counted in conflict_rows(committed(steps([c for c in cases() if c.kind == "conflict"]))):
        everything = (sum(right for right, _ in counted), sum(number for _, number in counted))
        cells = " | ".join(f"{right} of {number}" for right, number in (*counted, everything))
        lines.append(f"| {name} | {cells} |")
    lines += [
        "",
        "## Steps",
        "",
        "| verdict | from points | right | of | confidence |",
        "|---|--:|--:|--:|--:|",
    ]
    for kind in KINDS:
        seen = [case for case in cases() if case.kind == kind]
        lines += [
            f"| {kind} | {step.points} | {step.right} | {step.cases} | {step.share:.2f} |"
            for step in steps(seen)
        ]
    lines += ["", "Held out (five parts by story), the mean squared distance from what was right:", ""]
    for kind in KINDS:
        seen = [case for case in cases() if case.kind == kind]
        plain = sum(case.right for case in seen) / len(seen)
        lines.append(
            f"- {kind}: {brier(seen, held_out(seen)):.3f}; one share for all would have {plain * (1 - plain):.3f}"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (rules_root() / "alignment" / "confidence.yaml").write_text(rules(packs_of(())), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(page())
