"""A check by way of the disk gives what a check in memory gives, to the byte."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import consistency
from consistency.align import alike, blocks, closest
from consistency.archive import readings
from consistency.batch import articles, check, shuffle, spill
from consistency.cli import checking
from consistency.cli.main import main
from consistency.config.settings import Settings
from consistency.engines.corridor import part_by_part
from consistency.model.document import Document
from consistency.model.shelved import Shelved
from consistency.pipeline import Extraction
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
        monkeypatch.setattr(closest, "MOST_PARTNERS", 3)
        monkeypatch.setattr(alike, "MOST_ALIKE", 2)
        monkeypatch.setattr(alike, "LAST", 1)
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
    assert len(whole.findings) > 10 and len(whole.groups) > 50
    for told in ("too many to compare", "share most with them"):
        assert crowded == any(told in item.reason for item in whole.skipped)
    for name in FORMATS:
        assert shown(large, name) == shown(whole, name), name


class Impatient:
    """A watcher who ends the check when three pieces have been read."""

    def __init__(self) -> None:
        self.told = 0

    def begin(self, work: str, total: int) -> None:
        pass

    def __call__(self, count: int) -> None:
        self.told += 1
        if self.told == 3:
            raise KeyboardInterrupt


def test_an_interrupted_check_goes_on_where_it_was(
    corpus: Path, tmp_path: Path, by_disk: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in (readings, check):
        monkeypatch.setattr(room, "AT_ONCE", 8)
    settings = Settings(base=corpus.parent, cache=tmp_path / "cache.db")
    with pytest.raises(KeyboardInterrupt):
        consistency.check([corpus], settings, today=TODAY, progress=Impatient())
    read: list[str] = []

    @contextmanager
    def noting(*given: Any) -> Iterator[Callable[[Sequence[Document]], list[Extraction]]]:
        with part_by_part(*given) as one:

            def noted(some: Sequence[Document]) -> list[Extraction]:
                read.extend(document.id for document in some)
                return one(some)

            yield noted

    monkeypatch.setattr(consistency.api, "part_by_part", noting)
    report = consistency.check([corpus], settings, today=TODAY)
    assert len(read) == len(set(read)) == len(report.documents) - 3 * 8
    without = consistency.check([corpus], replace(settings, cache=None), today=TODAY)
    assert shown(report, "json") == shown(without, "json")


@pytest.mark.parametrize(("flags", "says"), [([], "with --cache FILE"), (["--cache", "kept.db"], "kept in ")])
def test_who_interrupts_a_large_check_hears_how_to_go_on(
    flags: list[str], says: str, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(checking, "_WORTH_KEEPING", 10)
    monkeypatch.setattr(consistency.api, "check", interrupted)
    assert main(["check", str(corpus), *flags]) == 130
    assert says in capsys.readouterr().err
