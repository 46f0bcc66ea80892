"""One new article against a large archive: `python -m tests.bench.archive [--articles N ...]`.

Writes `archive.md`. A measurement, no test: it fails for no number. Some thousands of articles are generated
(`events.py`), read and put in as `consistency archive add` does it; larger archives hold these again and again, in
earlier years (`eras.py`). The files stand in `$CONSISTENCY_BENCH` or in a temporary folder, and are deleted.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from consistency.api import extract
from consistency.archive.index import add
from consistency.archive.readings import kept
from consistency.archive.store import Store, opened
from consistency.articles import read
from consistency.engines.corridor import read_all
from consistency.model.document import Document
from consistency.packs.cache import load_packs
from consistency.pipeline import Extraction
from tests.bench.eras import multiply
from tests.bench.events import Press, stories
from tests.bench.process import run

HERE = Path(__file__).parent
SIZES = (10_000, 100_000, 1_000_000)
# So many articles are read; larger archives hold them several times.
FIRST = 5_000
# News of a fortnight, in articles of about 4 kB with 20 claims.
NEWS = Press(events_a_day=100, facts=(10, 10), plain=(18, 38), bursts=True)
EVENTS = 1_480
# What is checked: an article of so many bytes, on an event that so many others tell of; and one on the largest event.
BYTES = 5_000
USUAL = range(4, 11)
RUNS = 7
ADDED = 100


class Run(Struct, frozen=True):
    """Seconds by the clock (the best, the middle), of the processor (the best), megabytes, articles, findings."""

    best: float
    middle: float
    used: float
    memory: float
    articles: int
    findings: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the archives here, for another run")
    given = parser.parse_args()
    if given.keep:
        given.keep.mkdir(exist_ok=True)
        lines = _measured(given.keep, given.articles)
    else:
        with tempfile.TemporaryDirectory(dir=os.environ.get("CONSISTENCY_BENCH")) as folder:
            lines = _measured(Path(folder), given.articles)
    (HERE / "archive.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")


def _measured(folder: Path, sizes: Sequence[int]) -> list[str]:
    probes, more = _news(folder)
    lines = ["# One article against an archive", "", *_first(folder), "", *_HELD]
    checks = ["", *_CHECKS]
    paths = [folder / "first.db"]
    for size in sorted(sizes):
        paths.append(_archive(folder, size, paths[-1]))
    for path in paths[1:]:
        with opened(path) as store:
            held, row = _sizes(store)
            spent = _adding(store, more)
        lines.append(f"{row} {1000 * spent:.2f} ms |")
        for name, probe in probes:
            told = _checked(path, probe, RUNS)
            cold = _checked(path, probe, 3, cold=True)
            checks.append(
                f"| {held:,} | {name} | {told.articles} | {told.findings} | {1000 * told.best:.0f} ms "
                f"| {1000 * told.middle:.0f} ms | {1000 * cold.middle:.0f} ms | {1000 * told.used:.0f} ms "
                f"| {told.memory:.0f} MB |"
            )
    return [*lines, *checks]


_HELD = (
    "| articles | claims | keys | keys a claim | keys, evidence and claims | texts | whole file | adding one more |",
    "|--:|--:|--:|--:|--:|--:|--:|--:|",
)
_CHECKS = (
    "| articles | what is checked | held against | findings | best | middle | disk cold | processor | memory |",
    "|--:|---|--:|--:|--:|--:|--:|--:|--:|",
)


def _first(folder: Path) -> list[str]:
    """Makes `first.db` of `first.jsonl`. Returns: what was done and how long it took."""
    told = folder / "first.md"
    if not told.exists():
        documents = read([folder / "first.jsonl"]).documents
        began = time.process_time()
        first = read_all(documents, (), 1)
        reading = (time.process_time() - began) / len(documents)
        began = time.process_time()
        with opened(folder / "first.db", make=True) as store:
            add(store, documents, load_packs(), lambda some: _of(first, some))
        putting = (time.process_time() - began) / len(documents)
        size = sum(len(document.text.encode()) for document in documents) / len(documents)
        told.write_text(
            f"{_about(size, sum(len(e.claims) for e in first) / len(first))}\n\n"
            f"Building, on one core: reading {1000 * reading:.2f} ms an article, putting it into the archive "
            f"{1000 * putting:.2f} ms, together {1 / (reading + putting):.0f} articles a second of processor time.",
            encoding="utf-8",
        )
    return told.read_text(encoding="utf-8").splitlines()


def _archive(folder: Path, size: int, before: Path) -> Path:
    """The archive that holds about so many articles, made out of a smaller one."""
    path, part = folder / f"{size}.db", folder / "part.db"
    if not path.exists():
        shutil.copy(before, part)
        with opened(folder / "first.db") as store:
            (first,) = store.connection.execute("SELECT COUNT(*) FROM articles").fetchone()
        with opened(part) as store:
            read_before = [kept(store, number)[1] for number in range(1, first + 1)]
            multiply(store, read_before, load_packs(), round(size / first))
        part.rename(path)
    return path


def _news(folder: Path) -> tuple[list[tuple[str, Path]], list[Document]]:
    """Writes `first.jsonl` and the articles to check. Returns: these, by name, and further ones to add."""
    rows = sorted(stories(EVENTS, NEWS), key=lambda row: (row["published"], row["id"]))
    told = Counter(row["id"].partition("-")[0] for row in rows)
    largest = max(told, key=lambda event: (told[event], event))
    late, crowd = rows[FIRST:], [row for row in rows if row["id"].startswith(f"{largest}-")]
    usual = [row for row in late if told[row["id"].partition("-")[0]] - 1 in USUAL]
    chosen = [
        (name, min(among, key=lambda row: abs(len(row["text"].encode()) - BYTES)))
        for name, among in (
            ("a usual article", usual),
            ("one on the largest event", crowd[len(crowd) // 2 :]),
        )
    ]
    aside = {row["id"] for _, row in chosen}
    _write(folder / "first.jsonl", [row for row in rows[:FIRST] if row["id"] not in aside])
    _write(folder / "more.jsonl", [row for row in late if row["id"] not in aside][:ADDED])
    probes = []
    for name, row in chosen:
        probes.append((name, folder / f"{row['id']}.jsonl"))
        _write(probes[-1][1], [row])
    return probes, list(read([folder / "more.jsonl"]).documents)


def _write(path: Path, rows: Sequence[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _of(read_before: Sequence[Extraction], documents: Sequence[Document]) -> list[Extraction]:
    by_id = {extraction.document.id: extraction for extraction in read_before}
    return [by_id[document.id] for document in documents]


def _sizes(store: Store) -> tuple[int, str]:
    """How many articles there are, and the table's row on what they and their keys take."""
    ask = store.connection.execute
    articles, claims = ask("SELECT COUNT(*), SUM(claims) FROM articles").fetchone()
    (keys,) = ask("SELECT COUNT(*) FROM keys").fetchone()
    pages = dict(ask("SELECT name, SUM(pgsize) FROM dbstat GROUP BY name"))
    whole, texts = sum(pages.values()), pages["texts"]
    cells = (
        f"{articles:,}",
        f"{claims:,}",
        f"{keys:,}",
        f"{keys / claims:.2f}",
        *map(_megabytes, (whole - texts, texts, whole)),
    )
    return articles, "".join(f"| {cell} " for cell in cells) + "|"


def _megabytes(count: int) -> str:
    return f"{count / 1e6:,.0f} MB"


def _adding(store: Store, documents: Sequence[Document]) -> float:
    """Seconds of the processor that putting one more article in takes, without reading it."""
    made = extract(documents)
    began = time.process_time()
    add(store, documents, load_packs(), lambda some: _of(made, some))
    return (time.process_time() - began) / len(documents)


def _checked(archive: Path, probe: Path, runs: int, *, cold: bool = False) -> Run:
    told = []
    for _ in range(runs):
        if cold:
            _forget(archive)
        done = run("check", "--isolated", "--format", "json", "--archive", str(archive), str(probe))
        report = json.loads(done.out)
        told.append(
            (done.clock, done.used, done.memory, len(report["documents"]) - 1, len(report["findings"]))
        )
    clock, used, memory, articles, findings = zip(*told, strict=True)
    return Run(min(clock), statistics.median(clock), min(used), max(memory), articles[0], findings[0])


def _forget(path: Path) -> None:
    """Let the system drop what it holds of a file in memory."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _about(size: float, claims: float) -> str:
    return (
        f"Made by `python -m tests.bench.archive` with Python {platform.python_version()}. {FIRST:,} generated "
        f"articles of a fortnight ({size:,.0f} bytes and {claims:.1f} claims each; events are told by one to 300 "
        "articles, countries and towns are in the news as their rank has it) were read and put in as "
        "`consistency archive add` does it. Larger archives hold them once for every fortnight of years: what was "
        "read is copied; ids, days, the keys of days and the words that names are compared by are each copy's own. "
        "Checks are whole processes, `consistency check --format json`; seconds of the clock include what else the "
        "machine does, those of the processor do not."
    )


if __name__ == "__main__":
    main()
