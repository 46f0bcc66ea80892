"""How checking grows with the number of articles: `python -m tests.bench.checking`.

Writes `checking.md`. A measurement, no test: it fails for no number. The stories are generated: five articles on
each event, Arabic and English, over one year; one in eight of the later articles gives another figure.
"""

from __future__ import annotations

import json
import os
import platform
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from consistency.packs.locate import rules_root
from consistency.packs.strict_yaml import read_yaml
from tests.bench.news import LANGUAGES, articles

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ARTICLES_AN_EVENT = 5
EVENTS = (10, 40, 100)
JOBS = (1, 2)
# Paragraphs around an event are dealt from so many generated characters of each language.
BODIES = 1_500_000
_OTHER_FIGURE = 8
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
        f"`consistency check --format json` on generated stories, {ARTICLES_AN_EVENT} articles on each event, as a "
        "whole process. Peak memory is of the largest process. The generated articles name few countries over and "
        "over, so that far more of their claims meet than those of real ones."
    )


def stories(events: int) -> Iterator[dict[str, str]]:
    """Rows of JSON Lines: id, text, language, source, published."""
    deal = random.Random(events)
    bodies = {language: articles(language, BODIES, seed=events) for language in LANGUAGES}
    happenings: Any = read_yaml(HERE / "news.yaml")
    names = {language: happenings[language]["names"] for language in LANGUAGES}
    places = {language: _places(language) for language in LANGUAGES}
    shared = sorted(set(places["ar"]) & set(places["en"]))
    day = datetime(2024, 1, 1, 8, tzinfo=UTC)
    for event in range(events):
        place, killed, hurt = deal.choice(shared), deal.randint(3, 90), deal.randint(100, 900)
        began = day + timedelta(hours=deal.randrange(365 * 24))
        for copy in range(ARTICLES_AN_EVENT):
            language = LANGUAGES[(event + copy) % 2]
            name = deal.choice(names[language])
            told = killed + 7 if copy and deal.randrange(_OTHER_FIGURE) == 0 else killed
            opening = happenings[language]["disaster"].format(
                place=places[language][place], killed=told, hurt=hurt, name=name
            )
            yield {
                "id": f"{event}-{copy}",
                "language": language,
                "source": f"outlet {copy}",
                "published": (began + timedelta(minutes=20 * copy)).isoformat(),
                "text": f"{opening}\n\n{deal.choice(bodies[language])}",
            }


def _places(language: str) -> dict[str, str]:
    """The first spelling of each town by its id."""
    content: Any = read_yaml(rules_root() / "languages" / language / "places.yaml")
    return {
        str(term["id"]): str(term["words"][0])
        for term in content["place"]
        if not {"case", "after"} & set(term) and len(str(term["id"])) > len("XX")
    }


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
