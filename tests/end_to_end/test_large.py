"""A check by way of the disk gives what a check in memory gives, to the byte."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import consistency
from consistency.align import blocks
from consistency.batch import articles, shuffle, spill
from consistency.config.settings import Settings
from consistency.model.shelved import Shelved
from consistency.report.render import FORMATS, render
from consistency.report.style import Style
from consistency.report.words import load_words
from consistency.text import documents
from tests.bench.events import stories as generated
from tests.story import stories

TODAY = date(2024, 5, 1)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every story of the tests and eight generated ones, as one file."""
    told: list[dict[str, str | None]] = [
        {"id": f"{story.name}/{d.id}", "text": d.text, "language": d.language, "source": d.source,
         "agency": d.agency, "published": str(d.published) if d.published else None, "url": d.url}
        for story in stories() for d in story.articles()
    ]  # fmt: skip
    told += ({**row} for row in generated(8))
    told.append({"id": "2024", "text": "Yesterday 12 people were killed in Beirut."})
    told.append({"id": "2024:1", "text": "On 31 June 19 people were killed in Beirut.\n\nNothing else."})
    path = tmp_path_factory.mktemp("large") / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in told), encoding="utf-8")
    return path


@pytest.fixture
def by_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every check goes by way of the disk, with small pieces of everything."""
    monkeypatch.setattr(spill, "MOST_HELD", 10)
    monkeypatch.setattr(articles, "AT_HAND", 7)
    monkeypatch.setattr(shuffle, "RUN", 500)
    monkeypatch.setattr(documents, "LONG", 10)
    return


def shown(report: consistency.Report, name: str) -> str:
    return "".join(render(report, name, Style(load_words("en"))))


@pytest.mark.parametrize(("crowded", "jobs"), [(False, 1), (True, 2)])
def test_the_same_bytes_in_every_format(
    corpus: Path, crowded: bool, jobs: int, by_disk: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if crowded:  # blocks too large to compare whole
        monkeypatch.setattr(blocks, "MOST_MET", 3)
        monkeypatch.setattr(blocks, "NEIGHBOURS", 2)
    settings = Settings(base=corpus.parent, jobs=jobs)
    new = corpus.with_name("new.jsonl")
    new.write_text("".join(corpus.read_text("utf-8").splitlines(keepends=True)[::3]), encoding="utf-8")
    reports = []
    for held in (10, 10_000):
        monkeypatch.setattr(spill, "MOST_HELD", held)
        reports.append(consistency.check([corpus], settings, today=TODAY))
        reports.append(consistency.check([new], settings, today=TODAY, against=[corpus]))
    large, large_new, whole, whole_new = reports
    assert shown(large_new, "json") == shown(whole_new, "json")
    assert isinstance(large.findings, Shelved) and not isinstance(whole.findings, Shelved)
    assert len(whole.findings) > 20 and len(whole.groups) > 50
    assert crowded == any("too many to compare" in item.reason for item in whole.skipped)
    for name in FORMATS:
        assert shown(large, name) == shown(whole, name), name
