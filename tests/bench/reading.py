"""How fast articles are read, beside other readers on the same text: `python -m tests.bench.reading`.

Writes `reading.md`. A measurement, no test: it fails for no number. `--quick` gives each reader two seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from msgspec import Struct

from tests.bench.news import LANGUAGES, articles, one_paragraph
from tests.bench.peers import PEERS, Peer, installed
from tests.bench.process import run

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
OURS = {
    "ours": ("ours: figures and dates", "figures, dates"),
    "again": ("ours: the same text a second time, every word met before", "figures, dates"),
    "extract": ("ours: `extract`, with what each figure is about", "figures, dates"),
    "words": ("no reader: `re.findall` and a set", "words"),
}
# Each reader runs so often, in turns, and its fastest run counts: others use the machine too.
ROUNDS = 3
CHARACTERS = 1_000_000
SIZES = (250_000, 500_000, 1_000_000, 2_000_000)
FILE_BYTES = 5_000_000


class Run(Struct, frozen=True):
    """speed: code points a second; peak: MB of the whole process."""

    speed: float
    found: float
    peak: float


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--quick", action="store_true", help="two seconds for each reader, two rounds")
    quick = arguments.parse_args().quick
    seconds, rounds = (2.0, 2) if quick else (4.0, ROUNDS)
    environments = {peer.name: installed(peer) for peer in PEERS}
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for language in LANGUAGES:
            lines += [*_table(language, Path(folder), environments, seconds, rounds), ""]
        lines += [*_growth(Path(folder), rounds), "", *_whole_process(Path(folder)), ""]
    lines = ["# How fast articles are read", "", _about(), "", *lines]
    (HERE / "reading.md").write_text("\n".join(lines), encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")


def _about() -> str:
    return (
        f"Made by `python -m tests.bench.reading` with Python {platform.python_version()} on one core. The text is "
        "generated news (`news.py`), article by article, with a figure or date in about 240 characters; every "
        "reader has a process and an environment of its own, and its fastest of several runs in turns counts. "
        "Time is the processor's. The ratios say more than the speeds, which depend on the machine and on who "
        f"else uses it: {_load()}."
    )


def _load() -> str:
    if not hasattr(os, "getloadavg"):
        return "its load is not known here"
    return f"{os.getloadavg()[2]:.1f} processes at once in the last quarter of an hour, on {os.cpu_count()} cores"


def _table(
    language: str, folder: Path, environments: dict[str, str], seconds: float, rounds: int
) -> list[str]:
    path = folder / f"{language}.json"
    path.write_text(json.dumps(articles(language, CHARACTERS)), encoding="utf-8")
    peers = [peer for peer in PEERS if language in peer.languages]
    readers: list[tuple[str, str]] = [(name, sys.executable) for name in OURS]
    readers += [(peer.name, environments[peer.name]) for peer in peers if not _refused(peer, environments)]
    best: dict[str, Run] = {}
    for _ in range(rounds):
        for name, python in readers:
            run = _run(name, python, language, path, seconds)
            if name not in best or run.speed > best[name].speed:
                best[name] = run
    title = {"ar": "Arabic", "en": "English"}[language]
    lines = [
        f"## {title}",
        "",
        "| reader | reads | characters/s | ours is faster by | found per 1,000 characters | peak memory |",
        "|---|---|--:|--:|--:|--:|",
    ]
    ours = best["ours"].speed
    for name, run in best.items():
        label, reads = _label(name, peers)
        times = ours / run.speed
        ratio = "–" if name in ("ours", "again") else f"{times:,.0f}×" if times >= 10 else f"{times:.2g}×"
        found = f"{run.found:.1f}"
        lines.append(f"| {label} | {reads} | {_round(run.speed)} | {ratio} | {found} | {run.peak:.0f} MB |")
    lines += [
        f"| {peer.label} | {peer.reads} | not installed: {environments[peer.name]} | | | |"
        for peer in peers
        if _refused(peer, environments)
    ]
    return lines


def _label(name: str, peers: list[Peer]) -> tuple[str, str]:
    if name in OURS:
        return OURS[name]
    return next((peer.label, peer.reads) for peer in peers if peer.name == name)


def _refused(peer: Peer, environments: dict[str, str]) -> bool:
    return not Path(environments[peer.name]).is_absolute()


def _run(name: str, python: str, language: str, path: Path, seconds: float) -> Run:
    command = [python, str(HERE / "contestant.py"), name, language, str(path), str(seconds)]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    if name in OURS:
        environment["PYTHONPATH"] = str(ROOT)
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    characters = told["characters"]
    return Run(characters / told["seconds"], 1000 * told["found"] / characters, told["peak"])


def _growth(folder: Path, rounds: int) -> list[str]:
    """The time for longer texts: linear means that the last column stays the same."""
    lines = [
        "## Longer texts",
        "",
        "One document each, Arabic, figures and dates.",
        "",
        "| text | seconds | ns per character |",
        "|---|--:|--:|",
    ]
    texts = [(f"{size / 1e6:g} M characters", "\n\n".join(articles("ar", size))) for size in SIZES]
    texts.append(("1 M characters in one paragraph", one_paragraph("ar", 1_000_000)))
    for label, text in texts:
        path = folder / "long.json"
        path.write_text(json.dumps(["\n\n".join(articles("ar", 100_000)), text]), encoding="utf-8")
        speed = max(_run("ours", sys.executable, "ar", path, 60).speed for _ in range(rounds))
        lines.append(f"| {label} | {len(text) / speed:.2f} | {1e9 / speed:.0f} |")
    return lines


def _whole_process(folder: Path) -> list[str]:
    """A file of 5 MB through the command line."""
    lines = [
        "## A file of 5 MB",
        "",
        "`consistency extract --format jsonl`, the whole process, with everything that is said of each figure.",
        "",
        "| file | seconds | peak memory | lines |",
        "|---|--:|--:|--:|",
    ]
    many = "\n\n".join(articles("ar", 2_900_000))
    for label, text in (
        ("articles", many),
        ("one paragraph", " ".join(many.split())),
    ):
        path = folder / "long.txt"
        path.write_bytes(text.encode()[:FILE_BYTES].decode(errors="ignore").encode())
        done = run("extract", "--format", "jsonl", str(path))
        count = len(done.out.splitlines())
        lines.append(f"| {label} | {done.used:.1f} | {done.memory:.0f} MB | {count:,} |")
    return lines


def _round(speed: float) -> str:
    """Two digits: the third is the machine's mood."""
    digits = re.sub(r"\..*", "", f"{speed:.0f}")
    return f"{round(speed, 2 - len(digits)):,.0f}"


if __name__ == "__main__":
    main()
