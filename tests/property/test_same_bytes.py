"""The same input gives the same bytes, whatever the order of files, the jobs and the working order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import consistency
from consistency.articles import read
from consistency.model.document import Document
from consistency.packs.locate import reports_root
from consistency.report.render import FORMATS, render
from consistency.report.style import Style
from tests.end_to_end.command import run

STORY = Path(__file__).resolve().parents[1] / "stories" / "ferry"
NAMES = ("coast.md", "harbour.txt", "later.txt", "marsa.txt")
SCHEMA = json.loads((reports_root() / "schema" / "report-1.json").read_text(encoding="utf-8"))


def documents() -> tuple[Document, ...]:
    return tuple(read(NAMES, base=STORY, metadata="sources.csv").documents)


def written(articles: list[Document], name: str, jobs: int = 1) -> str:
    return "".join(render(consistency.check(articles, jobs=jobs), name, Style()))


EXPECTED = {name: written(list(documents()), name) for name in FORMATS}


@settings(max_examples=15, deadline=None)
@given(st.permutations(NAMES), st.sampled_from(sorted(FORMATS)))
def test_order_changes_nothing(names: list[str], form: str) -> None:
    by_id = {document.id: document for document in documents()}
    assert written([by_id[name] for name in names], form) == EXPECTED[form]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_jobs_change_nothing(jobs: int) -> None:
    assert written(list(documents()), "json", jobs) == EXPECTED["json"]


def test_the_command_writes_the_same(tmp_path: Path) -> None:
    common = ["--metadata", "sources.csv", "--format", "json", "--today", "2024-05-01"]
    first = run(["check", *NAMES, *common], STORY)
    assert first.returncode in (0, 1), first.stderr
    for arguments in (
        ["check", *reversed(NAMES), *common, "--jobs", "2"],
        ["check", ".", "*.txt", *common],
    ):
        assert run(arguments, STORY, environment={"PYTHONHASHSEED": "7"}).stdout == first.stdout
    assert json.loads(first.stdout)["tool"]["today"] == "2024-05-01"


def test_report_keeps_its_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for form in ("json",):
        Draft202012Validator(SCHEMA).validate(json.loads(EXPECTED[form]))
    rows = [json.loads(line) for line in EXPECTED["jsonl"].splitlines()]
    assert rows[0]["type"] == "report"
    assert {row["type"] for row in rows} >= {"report", "document", "quantity"}


def test_spans_of_a_report_are_exact() -> None:
    report = json.loads(EXPECTED["json"])
    texts = {document.id: document.text for document in documents()}
    for claim in report["claims"]:
        assert texts[claim["document"]][slice(*claim["span"])] == claim["text"]
    for finding in report["findings"]:
        for evidence in finding["evidence"]:
            assert texts[evidence["document"]][slice(*evidence["span"])] == evidence["text"]
            assert texts[evidence["document"]][slice(*evidence["quote_span"])] == evidence["quote"]


def test_spans_count_code_points_of_the_file_as_it_is() -> None:
    report = json.loads(EXPECTED["json"])
    for claim in report["claims"]:
        text = (STORY / claim["document"]).read_bytes().decode("utf-8")
        assert text[slice(*claim["span"])] == claim["text"]
    assert not [claim for claim in report["claims"] if claim["text"] in ("5000", "77", "2024/03/05")]


WORDS = st.sampled_from(
    (
        "قُتل 12 ١٢ ٢٬٥٠٠ 2,500 ألف آلاف مليون شخصا جنديا ســنة يوم\u200fالأحد في26 يناير 2024 منذ "
        "نوفمبر الماضي أكثر من 150 June 5 2024 three million people about dozens since mid-October "
        "10 km2 $3.2m 42% 😀 "
        "\u202b3 000\u202c حزيران (يوليو) killed wounded said بحسب الشرطة . ، "
        "\r\n \r\n\r\n \u2067نص\u2069 1e5 ½ ٪ "
        "5/6/2021 10-12 F-16"
    ).split(" ")
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(["12", "\r\n", "km2"], " ", "en")
@given(
    st.lists(WORDS, min_size=1, max_size=40),
    st.sampled_from([" ", "\u00a0", "", "\u200f "]),
    st.sampled_from(["ar", "en"]),
)
def test_spans_are_exact_on_any_text(words: list[str], glue: str, language: str) -> None:
    text = glue.join(words)
    if not text.strip():
        return
    document = Document("d", text, language, "0" * 64)
    (read,) = consistency.extract(document)
    for claim in read.claims:
        assert text[claim.span.start : claim.span.end] == claim.text != ""
        assert 0 <= claim.span.start < claim.span.end <= len(text)
        assert claim.sentence.contains(claim.span)
    for mention in read.times:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert text[mention.span.start : mention.span.end].strip() != ""
    report = consistency.check(document)
    Draft202012Validator(SCHEMA).validate(json.loads("".join(render(report, "json", Style()))))
