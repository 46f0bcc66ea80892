"""Spark gives the bytes that one machine gives, also when workers are killed; it reads and writes where one cannot."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

import consistency.spark
from consistency.align import alike, blocks, closest, partners
from consistency.api import check
from consistency.articles import read
from consistency.cli.main import main
from consistency.cluster import judging, linking, reading
from consistency.config.settings import Settings
from consistency.errors import InputError
from consistency.model.document import Document
from consistency.model.report import Report
from consistency.report.render import render
from consistency.report.style import Style
from tests.bench import events

# CONSISTENCY_SPARK_ARTICLES=20000 asks for so many; it takes as long as it takes.
ARTICLES = int(os.environ.get("CONSISTENCY_SPARK_ARTICLES", "120"))
MANY = 5_000
FERRY = Path(__file__).resolve().parents[1] / "stories" / "ferry"
NAMES = ("coast.md", "harbour.txt", "later.txt", "marsa.txt")
# PySpark leaves sockets open, and warns of pandas 3.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def documents(tmp_path: Path) -> Sequence[Document]:
    path = tmp_path / "articles.jsonl"
    rows = list(events.stories(-(-ARTICLES // events.ARTICLES_AN_EVENT)))[:ARTICLES]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return read([path], base=tmp_path).documents


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """With few articles, limits that these reach: shelves and blocks are cut into chunks, and capped."""
    if ARTICLES < MANY:
        monkeypatch.setattr(partners, "MOST_ARTICLES", 40)
        monkeypatch.setattr(partners, "NEXT_ARTICLES", 15)
        monkeypatch.setattr(closest, "MOST_PARTNERS", 6)
        monkeypatch.setattr(blocks, "MOST_MET", 12)
        monkeypatch.setattr(blocks, "NEIGHBOURS", 5)
        monkeypatch.setattr(alike, "MOST_ALIKE", 8)
        monkeypatch.setattr(alike, "LAST", 2)
        monkeypatch.setattr(alike, "OTHERS", 3)


def written(report: Report) -> str:
    return "".join(render(report, "json", Style()))


def killing(verb: Callable[..., Iterable[Any]], mark: Path) -> Callable[..., Iterable[Any]]:
    """The verb, whose worker kills itself in the midst of its rows, once."""

    def dying(*given: Any) -> Iterable[Any]:
        for number, row in enumerate(verb(*given)):
            yield row
            if number == 2:
                try:
                    os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
                except FileExistsError:
                    continue
                os.kill(os.getpid(), signal.SIGKILL)

    return dying


def test_same_bytes_also_when_workers_are_killed(
    session: object,
    documents: Sequence[Document],
    limits: None,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    alone = check(documents)
    told = [item.reason for item in alone.skipped if not item.document]
    for limit in ("too many to compare", "share most with them"):
        assert any(limit in reason for reason in told)
    assert {finding.code[:3] for finding in alone.findings} >= {"NUM"}
    kills = {"read": reading, "link": linking, "judge_clusters": judging}
    for name, module in kills.items():
        monkeypatch.setattr(module, name, killing(getattr(module, name), tmp_path / f"{name}.killed"))
    together = check(documents, engine="spark")
    assert {path.name for path in tmp_path.glob("*.killed")} == {f"{name}.killed" for name in kills}
    assert written(together) == written(alone)


def test_from_lake_to_lake(
    session: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A DataFrame, a table of Parquet and files on a path with a scheme, judged alike."""
    monkeypatch.chdir(tmp_path)
    told = read(NAMES, base=FERRY, metadata="sources.csv").documents
    columns = "id string, text string, source string, published string, language string"
    rows = [(d.id, d.text, d.source, str(d.published), d.language) for d in told]
    frame = session.createDataFrame(rows, columns)
    expected = {(f.code, f.severity, f.documents) for f in check(told).findings}
    found = consistency.spark.check(frame, Settings(severity=(("NUM", "warning"),))).collect()
    assert {(f.code, tuple(f.documents)) for f in found} == {(code, places) for code, _, places in expected}
    assert {json.loads(f.finding)["severity"] for f in found if f.code.startswith("NUM")} == {"warning"}
    frame.write.parquet("articles.parquet")
    far = (tmp_path / "found").as_uri()
    arguments = ["check", "articles.parquet", "--engine", "spark", "--isolated", "--format", f"parquet={far}"]
    assert main(arguments) == 1
    assert f"written to {far}" in capsys.readouterr().err
    there = session.read.parquet(far).collect()
    assert {(f.code, f.severity, tuple(f.documents)) for f in there} == expected
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "note.txt").write_text("Two people were hurt on Monday.\n", encoding="utf-8")
    both = check(["articles.parquet", (tmp_path / "drafts").as_uri()], engine="spark", against=told[:0])
    further = {document.id for document in both.documents} - set(NAMES)
    assert [name.endswith("/drafts/note.txt") for name in further] == [True]
    assert {(f.code, f.severity, f.documents) for f in both.findings} >= expected


@pytest.mark.parametrize(
    ("rows", "columns", "message"),
    [
        ([("a", "x"), ("a", "y")], "id string, text string", "two articles with the id 'a'"),
        ([("a", " "), ("b", "y")], "id string, text string", "the article is empty"),
        ([("a", "x")], "name string, text string", "the table has no column 'id'"),
        ([("a", "x", "soon")], "id string, text string, published string", "soon"),
    ],
)
def test_articles_that_cannot_be_read(
    session: Any, rows: list[tuple[str, ...]], columns: str, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        consistency.spark.check(session.createDataFrame(rows, columns))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.parquet"], "nowhere.parquet: Spark cannot use this path"),
        (["file:///nowhere/at/all"], "file:///nowhere/at/all: Spark cannot use this path"),
        (["a.txt", "--cache", "cache.db"], "'cache' and the engine spark together"),
    ],
)
def test_errors_say_what_to_do(
    session: object,
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Two people were hurt on Monday.\n", encoding="utf-8")
    assert main(["check", "--isolated", "--engine", "spark", *arguments]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert message in line
