"""What the scripts of the shared data print of this program, and the README's tables made of it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from consistency.engines.corridor import packs_of
from consistency.packs.strict_yaml import read_yaml

FLOORS: Any = read_yaml(Path(__file__).with_name("floors.yaml"))
ROOT = Path(__file__).parents[2]
SHARED = os.environ.get("CONSISTENCY_SHARED")
_PRF = r".* P=([\d.]+) R=([\d.]+)"
# What is measured, on what, the run that measures it, and where in its output precision and recall stand.
_READING = (
    (
        "figures",
        "695 sentences of Duckling, Recognizers-Text and our own, both languages",
        "numbers",
        "ALL" + _PRF,
    ),
    ("dates, Arabic", "104 phrases of Duckling", "dates", "duckling_ar" + _PRF),
    ("dates, English", "321 sentences of Recognizers-Text", "dates", "recognizers_en_dev" + _PRF),
    (
        "conflicts in whole stories",
        "8 invented stories that hold 17",
        "stories",
        r"TOTAL.* P ([\d.]+) R ([\d.]+)",
    ),
)


@cache
def output(run: str) -> str:
    """What a script of the shared data prints of this program. run: a line under `runs` of the floors."""
    assert SHARED is not None
    name, *arguments = shlex.split(FLOORS["runs"][run].format(shared=SHARED))
    paths = [found for word in arguments for found in (sorted(_glob(word)) if "*" in word else [word])]
    script = Path(SHARED) / "bench" / name
    command = f"{shlex.quote(sys.executable)} -m consistency"
    done = subprocess.run(
        [sys.executable, str(script), *paths, "--cmd", command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=600,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def _glob(pattern: str) -> list[str]:
    path = Path(pattern)
    return [str(found) for found in path.parent.glob(path.name)]


def table(name: str) -> str:
    """A table of the README: `reading`, `conflicts` or `confidence`."""
    header, *rows = {"reading": _reading, "conflicts": _conflicts, "confidence": _confidence}[name]()
    marks = ["---" if column < len(header) - _NUMBERS[name] else "--:" for column in range(len(header))]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (header, marks, *rows))


# So many columns at the end of a table hold figures.
_NUMBERS = {"reading": 2, "conflicts": 6, "confidence": 3}


def _reading() -> Iterator[Sequence[str]]:
    yield ("What", "Data", "Precision", "Recall")
    for what, data, run, pattern in _READING:
        found = re.search(pattern, output(run))
        assert found is not None, f"{run} prints no figure of {what}"
        yield (what, data, *(_short(float(share)) for share in found.groups()))


def _conflicts() -> Iterator[Sequence[str]]:
    from tests.calibration.labelled import LANGUAGES, development, judged, score
    from tests.calibration.plain_rules import by_the_clock, every_difference

    packs = packs_of(())
    yield ("A conflict is", *(f"{one}, {name}" for name in ("Arabic", "English") for one in ("P", "R", "F1")))
    for name, says in (
        ("every different figure", every_difference),
        ("the same, but later and higher is an update", by_the_clock),
        ("**what `consistency` says**", lambda row: judged(row, packs).verdict),
    ):
        found = [score(development(x), [says(row) for row in development(x)]) for x in LANGUAGES]
        yield (name, *(_short(share) for s in found for share in (s.precision, s.recall, s.f1)))


def _confidence() -> Iterator[Sequence[str]]:
    from tests.calibration.confidence import conflict_rows

    yield ("Confidence of a conflict", "Arabic pairs", "English pairs", "Stories")
    committed = packs_of(()).table("alignment")["confidence"]["figures"]["conflict"]
    for name, counted in conflict_rows(committed):
        yield (name, *(f"{right} of {number}" for right, number in counted))


def _short(share: float) -> str:
    """.83 or 1.0"""
    return f"{share:.2f}".removeprefix("0") if share < 0.995 else "1.0"
