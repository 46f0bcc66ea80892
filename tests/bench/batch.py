"""How a check of many articles goes by way of the disk: `python -m tests.bench.batch [ARTICLES ...]`.

Writes `batch.md`. A measurement, no test: it fails for no number. The articles are generated (`events.py`).
"""

from __future__ import annotations

import json
import math
import multiprocessing
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.bench.events import ARTICLES_AN_EVENT, EVENTS_A_DAY, stories

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ARTICLES = (2_500, 10_000)
JOBS = 2
# So many are asked for.
RECKONED = 100_000


def main(sizes: list[int]) -> None:
    lines = [
        "# A check of many articles",
        "",
        _about(sizes),
        "",
        "| articles | work | seconds | of processors | articles a second of processors | parent | reader |",
        "|--:|---|--:|--:|--:|--:|--:|",
    ]
    least: tuple[int, int, float] | None = None
    for articles in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "articles.jsonl"
            with path.open("w", encoding="utf-8") as file:
                for row in stories(articles // ARTICLES_AN_EVENT):
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
            told = subprocess.run(
                [sys.executable, "-m", "tests.bench.batch", "--measure", str(path)],
                cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True, check=True,
            ).stdout  # fmt: skip
        *works, found = told.splitlines()
        total, used = 0.0, 0.0
        for line in works:
            work, seconds, processors, parent, reader = json.loads(line)
            total, used = total + seconds, used + processors
            lines.append(_row(articles, work, seconds, processors, parent, reader))
        lines.append(_row(articles, f"**all**: {found}", total, used, parent, reader))
        least = least or (articles, parent, used)
    if least is not None and articles > least[0]:
        lines += ["", _reckoned(*least, articles, parent, used)]
    (HERE / "batch.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")


def _about(sizes: list[int]) -> str:
    return (
        f"Made by `python -m tests.bench.batch {' '.join(map(str, sizes))}` with Python "
        f"{platform.python_version()} on {os.cpu_count()} cores: one run each of `consistency.check` with {JOBS} jobs "
        f"and an empty cache on generated stories ({ARTICLES_AN_EVENT} articles on each event, {EVENTS_A_DAY} events "
        "a day, Arabic and English) by way of the disk, then the JSON report, written to a file. Seconds of "
        "processors are what all processes used together; where a machine does other work too, they say more than "
        "those of the clock. Memory is the largest that the parent, or one of the processes that read, held up to "
        "the end of that work."
    )


def _reckoned(few: int, little: int, short: float, articles: int, parent: int, used: float) -> str:
    """What so many articles as nobody has checked here would take, if it goes on as it went."""
    each = (parent - little) / (articles - few)
    power = math.log(used / short) / math.log(articles / few)
    hours = used * (RECKONED / articles) ** power / 3600
    return (
        f"From {few:,} to {articles:,} articles the parent's memory grew by {each * 1024:,.1f} kB an article, and the "
        f"processors' time with the articles to the power {power:.2f}. {RECKONED:,} articles have not been checked "
        f"here; if both go on so, they take {parent + each * (RECKONED - articles):,.0f} MB and {hours:,.1f} hours of "
        "one processor: a reckoning, no measurement."
    )


def _row(articles: int, work: str, seconds: float, used: float, parent: int, reader: int) -> str:
    rate = f"{articles / used:,.0f}" if used else ""
    return f"| {articles:,} | {work} | {seconds:,.1f} | {used:,.1f} | {rate} | {parent} MB | {reader} MB |"


class Clock:
    """A watcher that tells what each stretch of work took."""

    def __init__(self) -> None:
        self._work = "files to articles"
        self._began = self._now()
        self._reader = 0

    def begin(self, work: str, total: int) -> None:
        began, now = self._began, self._now()
        own = resource.getrusage(resource.RUSAGE_SELF)
        told = (
            self._work,
            now[0] - began[0],
            now[1] - began[1],
            own.ru_maxrss >> 10,
            self._reader,
        )
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        self._work, self._began = work, now

    def __call__(self, count: int) -> None:
        self._reader = max([self._reader, *map(_held, multiprocessing.active_children())])

    def _now(self) -> tuple[float, float]:
        used = os.times()
        return time.perf_counter(), used.user + used.system + used.children_user + used.children_system


def _held(process: BaseProcess) -> int:
    """The most that a process has held, in MB. What `getrusage` tells of it begins with the parent's."""
    try:
        lines = Path(f"/proc/{process.pid}/status").read_text("utf-8").splitlines()
    except OSError:  # it has ended
        return 0
    return next((int(line.split()[1]) >> 10 for line in lines if line.startswith("VmHWM")), 0)


def measure(path: Path) -> None:
    import consistency
    from consistency.batch import spill
    from consistency.report.render import render
    from consistency.report.style import Style
    from consistency.report.words import load_words

    spill.MOST_HELD = 0  # by way of the disk, however few there are
    clock = Clock()
    report = consistency.check(path, jobs=JOBS, progress=clock, cache=path.with_suffix(".db"))
    clock.begin("JSON report", 0)
    with path.with_suffix(".json").open("w", encoding="utf-8") as file:
        file.writelines(render(report, "json", Style(load_words("en"))))
    clock.begin("", 0)
    size = path.with_suffix(".json").stat().st_size >> 20
    told = ("claims", report.claims), ("groups", report.groups), ("findings", report.findings)
    sys.stdout.write(", ".join(f"{len(some):,} {name}" for name, some in told) + f", {size:,} MB of JSON\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(Path(sys.argv[2]))
    else:
        main([int(size) for size in sys.argv[1:]] or list(ARTICLES))
