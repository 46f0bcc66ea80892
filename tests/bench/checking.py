"""How checking grows with the number of articles: `python -m tests.bench.checking`.

Writes `checking.md`. A measurement, no test: it fails for no number. The stories are generated (`events.py`).
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.events import ARTICLES_AN_EVENT, EVENTS_A_DAY, stories

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EVENTS = (10, 40, 200)
JOBS = (1, 2)
_RUN = (
    "import json,resource,subprocess,sys,time; began=time.perf_counter();"
    "out=subprocess.run([sys.executable,'-m','consistency','check','--format','json','--jobs',*sys.argv[1:]],"
    "stdout=subprocess.PIPE).stdout;spent=time.perf_counter()-began;"
    "print(json.dumps([spent,resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024,"
    "len(json.loads(out)['findings'])]))"
)


def main() -> None:
    lines = [
        "# How checking grows",
        "",
        _about(),
        "",
        "| articles | events | characters | jobs | seconds | seconds per 1,000 articles | peak memory | findings |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for events in EVENTS:
            path = Path(folder) / f"{events}.jsonl"
            rows = list(stories(events))
            path.write_text(
                "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
            )
            characters = sum(len(row["text"]) for row in rows)
            for jobs in JOBS:
                seconds, peak, findings = _check(path, jobs)
                lines.append(
                    f"| {len(rows):,} | {events:,} | {characters:,} | {jobs} | {seconds:.1f} "
                    f"| {seconds / len(rows) * 1000:.1f} | {peak:.0f} MB | {findings:,} |"
                )
    (HERE / "checking.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")


def _about() -> str:
    return (
        f"Made by `python -m tests.bench.checking` with Python {platform.python_version()}: one run of "
        f"`consistency check --format json` on generated stories, {ARTICLES_AN_EVENT} articles on each event and "
        f"{EVENTS_A_DAY} events a day, in Arabic and English, as a "
        "whole process. Peak memory is of the largest process."
    )


def _check(path: Path, jobs: int) -> tuple[float, float, int]:
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(jobs), str(path)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    seconds, peak, findings = json.loads(done.stdout)
    return float(seconds), float(peak), int(findings)


if __name__ == "__main__":
    main()
