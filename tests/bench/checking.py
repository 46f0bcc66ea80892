"""How checking grows with the number of articles: `python -m tests.bench.checking`.

Writes `checking.md`. A measurement, no test: it fails for no number. The stories are generated (`events.py`).
"""

from __future__ import annotations

import json
import platform
import sys
import tempfile
from pathlib import Path

from tests.bench.events import ARTICLES_AN_EVENT, EVENTS_A_DAY, stories
from tests.bench.process import run

HERE = Path(__file__).parent
EVENTS = (10, 40, 200)
# So many are checked by one process alone, to see how time and memory grow; `batch.py` has more.
MORE_EVENTS = (100, 400, 800, 2000)
CACHE = ["--cache", "{folder}/{events}.db"]
CHANGED = "one article changed"
WAYS: tuple[tuple[str, list[str]], ...] = (
    ("one process", []),
    ("two processes", ["--jobs", "2"]),
    ("an empty cache", CACHE),
    ("the same again", CACHE),
)


def main() -> None:
    lines = [
        "# How checking grows",
        "",
        _about(),
        "",
        "| articles | events | characters | how | seconds | of processors | per 1,000 | peak memory | findings |",
        "|--:|--:|--:|---|--:|--:|--:|--:|--:|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for events in sorted((*EVENTS, *MORE_EVENTS)):
            path = Path(folder) / f"{events}.jsonl"
            rows = list(stories(events))
            path.write_text(
                "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
            )
            characters = sum(len(row["text"]) for row in rows)
            for how, flags in WAYS[:1] if events in MORE_EVENTS else (*WAYS, (CHANGED, CACHE)):
                if how == CHANGED:
                    rows[0]["text"] += " Two people are missing."
                    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
                given = [flag.format(folder=folder, events=events) for flag in flags]
                seconds, used, peak, findings = _check(path, given)
                lines.append(
                    f"| {len(rows):,} | {events:,} | {characters:,} | {how} | {seconds:.1f} | {used:.1f} "
                    f"| {used / len(rows) * 1000:.1f} | {peak:.0f} MB | {findings:,} |"
                )
    (HERE / "checking.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")


def _about() -> str:
    return (
        f"Made by `python -m tests.bench.checking` with Python {platform.python_version()}: one run of "
        f"`consistency check --format json` on generated stories, {ARTICLES_AN_EVENT} articles on each event and "
        f"{EVENTS_A_DAY} events a day, in Arabic and English, as a "
        "whole process. Seconds of processors are what all processes used together: where a machine does other "
        "work too, they say more than those of the clock. Peak memory is of the largest process."
    )


def _check(path: Path, flags: list[str]) -> tuple[float, float, float, int]:
    done = run("check", "--isolated", "--format", "json", *flags, str(path))
    return done.clock, done.used, done.memory, len(json.loads(done.out)["findings"])


if __name__ == "__main__":
    main()
