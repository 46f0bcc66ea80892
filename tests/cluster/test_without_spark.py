"""What is said where Spark is not; and who hangs together with whom, which needs none."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from consistency.align.partners import partners
from consistency.align.stories import article
from consistency.cli.main import main
from consistency.cluster import meeting, reading
from consistency.cluster.carried import Held, packed_rules, unpacked
from consistency.cluster.components import components
from consistency.cluster.lake import in_lake
from consistency.engines import spark
from consistency.engines.corridor import packs_of
from consistency.pipeline import Extraction
from consistency.text.cues import commonest_words
from consistency.text.documents import document_of
from tests.bench.events import stories

ARTICLE = "Two people were hurt on Monday.\n"


@pytest.mark.parametrize(
    ("pyspark", "java", "advice"),
    [(False, "java", "pip install 'claim-consistency[spark]'"), (True, None, "install Java 17 or later")],
)
def test_what_is_missing_is_told(
    pyspark: bool,
    java: str | None,
    advice: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(spark, "installed", lambda: pyspark)
    monkeypatch.setattr(spark, "java", lambda: java)
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    assert main(["check", "a.txt", "--isolated", "--engine", "spark"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("consistency: --engine: Spark cannot run here; ") and advice in line


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["s3a://news/a"], "only Spark reads this path"),
        (
            ["a.txt", "--format", "parquet=s3a://news/found"],
            "only a check by Spark writes to s3a://news/found",
        ),
        (
            ["a.txt", "--engine", "spark", "--format", "csv=s3a://news/found"],
            "findings go to s3a://news/found as --format parquet",
        ),
    ],
)
def test_a_lake_needs_spark(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    assert main(["check", "--isolated", "--quiet", *arguments]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("path", "far"),
    [
        ("hdfs://nn:8020/news/*.jsonl", True),
        ("s3a://news/articles", True),
        ("file:///news", True),
        ("articles.parquet", True),
        ("articles.parquet/", True),
        ("articles/a.txt", False),
        ("C:/articles", False),
        ("a:b.txt", False),
        ("-", False),
    ],
)
def test_what_lies_in_a_lake(path: str, far: bool) -> None:
    assert in_lake(path) == far


def test_components_have_the_least_name_whatever_the_order() -> None:
    pairs = [("d", "b"), ("c", "d"), ("x", "y"), ("b", "a")]
    for given in permutations(pairs):
        assert components(given) == {"a": "a", "b": "a", "c": "a", "d": "a", "x": "x", "y": "x"}


def test_verbs_meet_who_meets_on_one_machine() -> None:
    """What the steps make of rows, without anything that spreads them."""
    packs = packs_of(())
    rules = Held(packed_rules(packs))
    telling = commonest_words(packs)
    told = [document_of(row, "articles.jsonl:1", telling) for row in stories(3)]
    read = list(reading.read(rules, reading.packed_articles(told)))
    assert {len(row) for row in read} == {len(reading.READINGS.split(", "))}
    claims = {row[0]: unpacked(Extraction, row[3]).claims for row in read}
    met, _ = partners([article(own, packs) for own in claims.values()], packs)
    shelves = sorted((shelf, 0, row[1], True, True, row[4]) for row in read for shelf in row[5])
    found = {near[:2] for near in meeting.meet_on_shelves(rules, meeting.limits(), shelves)}
    assert found == {(a, b) for a in claims for b in met[a] if a < b}
    assert len(found) > 2
