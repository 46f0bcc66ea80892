"""What platforms read: valid by their schemas and parsers, escaped, and no longer than they take."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas
import pytest
from jsonschema import Draft7Validator
from junitparser import Failure, JUnitXml, Skipped
from markdown_it import MarkdownIt
from msgspec.structs import replace
from sarif import loader

from consistency.api import check, demo_story
from consistency.errors import ConfigError
from consistency.model.report import Report
from consistency.model.verdicts import SEVERITIES
from consistency.report import rulepages
from consistency.report.catalogue import FOLDERS, FORMATS, NAMES, TABLES, TABULAR
from consistency.report.formats.github import MOST
from consistency.report.formats.markdown import MOST_BYTES
from consistency.report.formats.sarif import MOST_RESULTS
from consistency.report.render import render, render_any
from consistency.report.saved import read_report as parse
from consistency.report.style import Style
from consistency.report.tables import COLUMNS
from consistency.report.words import LANGUAGES, load_words
from tests.articles import article
from tests.hostile_report import hostile_report, large_report
from tests.story import Story

SARIF = json.loads(
    (Path(__file__).parents[1] / "schemas/sarif-schema-2.1.0.json").read_text(encoding="utf-8")
)
HOSTILE = hostile_report()
DEMO = Story(demo_story()).check()
REPORTS = pytest.mark.parametrize("report", [DEMO, HOSTILE], ids=["demo", "hostile"])


def shown(report: Report, form: str, language: str = "en") -> str:
    return "".join(render(report, form, Style(load_words(language))))


def file(report: Report, form: str) -> bytes:
    return b"".join(
        piece if isinstance(piece, bytes) else piece.encode() for piece in render_any(report, form, Style())
    )


def sarif_run(report: Report, language: str = "en") -> Any:
    whole = json.loads(shown(report, "sarif", language))
    Draft7Validator(SARIF, format_checker=Draft7Validator.FORMAT_CHECKER).validate(whole)
    (run,) = whole["runs"]
    return run


@REPORTS
@pytest.mark.parametrize("language", LANGUAGES)
def test_sarif_keeps_to_its_schema_and_loses_nothing(report: Report, language: str) -> None:
    run = sarif_run(report, language)
    told = {row["partialFingerprints"]["claimConsistency/v1"]: row for row in run["results"]}
    assert told.keys() == {finding.fingerprint for finding in report.findings}
    texts = {document.id: document.text for document in report.documents}
    for finding in report.findings:
        row = told[finding.fingerprint]
        assert run["tool"]["driver"]["rules"][row["ruleIndex"]]["id"] == row["ruleId"] == finding.code
        assert len(row["suppressions"]) == (finding.suppressed is not None)
        ids = [related["id"] for related in row["relatedLocations"]]
        links = re.findall(r"(?<!\\)\]\((\d+)\)", row["message"]["text"])
        assert [int(link) for link in links] == ids
        for evidence, related in zip(finding.evidence, row["relatedLocations"], strict=True):
            region = related["physicalLocation"]["region"]
            lines = texts[evidence.document].split("\n")
            assert region["startLine"] == region["endLine"]
            line = lines[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == evidence.text


def test_sarif_messages_hold_both_values_and_both_sources() -> None:
    (row,) = [row for row in sarif_run(DEMO)["results"] if row["ruleId"] == "NUM101"]
    for part in ("وكالة السهل للأنباء", "240", "The Valley Courier", "310", "sahl-agency.txt:5:68"):
        assert part in row["message"]["text"]


def test_sarif_marks_what_was_set_aside() -> None:
    run = sarif_run(HOSTILE)
    aside = [row for row in run["results"] if row["suppressions"]]
    assert [row["baselineState"] for row in aside] == ["new", "unchanged"]
    assert {row["baselineState"] for row in run["results"] if not row["suppressions"]} == {"new"}
    assert "baselineState" not in sarif_run(DEMO)["results"][0]


def test_sarif_of_ten_thousand_findings_is_cut_and_says_so() -> None:
    run = sarif_run(large_report(DEMO, 10_000))
    assert len(run["results"]) == MOST_RESULTS
    notes = [note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"]]
    assert "5,000 results are shown; 5,000 more were found" in notes


def test_rules_link_to_their_pages_where_these_are_published(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all("helpUri" not in rule for rule in sarif_run(DEMO)["tool"]["driver"]["rules"])
    monkeypatch.setattr(rulepages, "PUBLISHED_AT", "https://news.example/rules/")
    told = {rule["id"]: rule["helpUri"] for rule in sarif_run(DEMO)["tool"]["driver"]["rules"]}
    assert told["NUM101"] == "https://news.example/rules/NUM101.md"


@REPORTS
def test_sarif_tools_read_it(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "out.sarif"
    path.write_bytes(file(report, "sarif"))
    read = loader.load_sarif_file(str(path))
    levels = {"error": "error", "warning": "warning", "info": "note"}
    told = [(row["ruleId"], row.get("level")) for row in read.get_results()]
    assert sorted(told) == sorted((f.code, levels[f.severity]) for f in report.findings)


@REPORTS
def test_junit_is_read_by_a_parser(report: Report) -> None:
    text = shown(report, "junit")
    assert ElementTree.fromstring(text).tag == "testsuites"
    suites = list(JUnitXml.fromstring(text.encode()))
    assert len(suites) == len(report.documents)
    for suite in suites:
        cases = list(suite)
        assert (suite.tests, suite.failures, suite.errors) == (
            len(cases),
            sum(any(isinstance(result, Failure) for result in case.result) for case in cases),
            0,
        )
        assert len({case.name for case in cases}) == len(cases)
    failures = {(r.type) for suite in suites for case in suite for r in case.result if isinstance(r, Failure)}
    assert failures == {finding.code for finding in report.standing if finding.severity == "error"}


def test_rows_and_pages_are_pointed_at_where_they_begin() -> None:
    text = "The explosion in Aleppo killed {} people on Sunday.\n"
    row = replace(article(text.format(12), "r1", "en", "2023-05-08"), file="feed é.jsonl", record=7)
    page = replace(article(f"\n\n{text.format(19)}", "page.html", "en", "2023-05-08"), file=None, record=1)
    report = check([row, page])
    (told,) = [row for row in sarif_run(report)["results"] if row["ruleId"] == "NUM101"]
    places = [place["physicalLocation"] for place in told["relatedLocations"]]
    assert sorted((place["artifactLocation"]["uri"], place["region"]["startLine"]) for place in places) == [
        ("feed%20%C3%A9.jsonl", 7),
        ("page.html", 1),
    ]
    assert all("startColumn" not in place["region"] for place in places)
    assert re.match(r"::error file=(page\.html,line=1|feed é\.jsonl,line=7),", shown(report, "github"))
    (quality,) = json.loads(shown(report, "gitlab"))
    assert (quality["location"]["path"], quality["location"]["lines"]["begin"]) in (
        ("page.html", 1),
        ("feed é.jsonl", 7),
    )


def test_where_articles_are_judged_against_others_the_new_one_is_pointed_at() -> None:
    text = "The explosion in Aleppo killed {} people on Sunday.\n"
    old = replace(article(text.format(12), "a.txt", "en", "2023-05-08"), file=None, record=None)
    new = replace(article(text.format(19), "b.txt", "en", "2023-05-08"), file=None, record=None)
    report = check(new, against=old)
    (found,) = report.findings
    assert [evidence.document for evidence in found.evidence] == ["a.txt", "b.txt"]
    (row,) = sarif_run(report)["results"]
    assert row["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "b.txt"
    assert shown(report, "github").startswith("::error file=b.txt,line=1,")
    assert json.loads(shown(report, "gitlab"))[0]["location"]["path"] == "b.txt"
    assert [suite.name for suite in JUnitXml.fromstring(shown(report, "junit").encode())] == ["b.txt"]
    assert parse(shown(report, "json"), "saved").new == frozenset({"b.txt"})


def test_junit_skips_what_was_set_aside() -> None:
    aside = replace(HOSTILE, findings=HOSTILE.findings[:2])
    results = [
        r
        for suite in JUnitXml.fromstring(shown(aside, "junit").encode())
        for case in suite
        for r in case.result
    ]
    assert results
    assert all(isinstance(result, Skipped) for result in results)


@REPORTS
def test_annotations_are_one_command_a_line(report: Report) -> None:
    *commands, _, totals = shown(report, "github").splitlines()
    by_level = [[f for f in report.standing if f.severity == level] for level in SEVERITIES]
    standing = [finding for level in by_level for finding in level[:MOST]]
    assert len(commands) == len(standing)
    for line in commands:
        told = re.fullmatch(r"::(error|warning|notice) file=([^:,]+)(,\w+=[^:,\r\n]*)*::[^\r\n]+", line)
        assert told, line
        assert not re.search(r"%(?!25|0A|0D|3A|2C)", line)
    assert [re.findall(r"^::(\w+)", line)[0] for line in commands] == [
        {"error": "error", "warning": "warning", "info": "notice"}[finding.severity] for finding in standing
    ]
    assert "article" in totals


def test_at_most_ten_annotations_of_a_level_and_the_rest_counted() -> None:
    *commands, _, _ = shown(large_report(DEMO, 900), "github").splitlines()
    assert len(commands) == 3 * MOST
    assert [line for line in commands if line.endswith("… and 290 more")] == commands[MOST - 1 :: MOST]


def test_no_annotation_is_longer_than_github_takes() -> None:
    long = replace(DEMO.findings[0], message=(("en", "طويل %" * 5_000),))
    line = shown(replace(DEMO, findings=(long,)), "github").splitlines()[0]
    assert len(line.encode()) < 8_000


@REPORTS
def test_code_quality(report: Report) -> None:
    rows = json.loads(shown(report, "gitlab"))
    assert [row["fingerprint"] for row in rows] == [finding.fingerprint for finding in report.standing]
    for row in rows:
        assert row.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert row["severity"] in ("info", "minor", "major")
        assert row["location"]["lines"]["begin"] >= 1


def test_code_quality_of_nothing_is_a_list() -> None:
    assert json.loads(shown(replace(DEMO, findings=()), "gitlab")) == []


@REPORTS
@pytest.mark.parametrize("table", TABLES)
def test_tables_are_read_by_pandas_and_hold_the_same(report: Report, table: str) -> None:
    csv = pandas.read_csv(io.BytesIO(file(report, f"csv:{table}")), keep_default_na=False)
    typed = pandas.read_parquet(io.BytesIO(file(report, f"parquet:{table}")))
    whole = {"findings": report.findings, "claims": report.claims, "groups": report.groups}
    assert len(csv) == len(typed) == len(whole.get(table, report.documents))
    assert list(csv.columns) == list(typed.columns) == list(COLUMNS[table])
    for name, kind in COLUMNS[table].items():
        if kind in ("number", "count"):
            told = pandas.to_numeric(csv[name], errors="coerce")
            assert told.equals(typed[name].astype(told.dtype)), name


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_is_a_formula(table: str) -> None:
    csv = pandas.read_csv(io.BytesIO(file(HOSTILE, f"csv:{table}")), dtype=str, keep_default_na=False)
    texts = [name for name, kind in COLUMNS[table].items() if kind in ("text", "list")]
    cells = [cell for name in texts for cell in csv[name]]
    assert any(cell.startswith("'=") for cell in cells) or table == "groups"
    assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))] == []


def test_a_file_with_arabic_opens_in_a_spreadsheet() -> None:
    assert file(DEMO, "csv").startswith(b"\xef\xbb\xbfcode,name,severity,")


def test_parquet_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ConfigError, match=r"claim-consistency\[tables\]"):
        file(DEMO, "parquet")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("sarf", "there is no format 'sarf'; did you mean sarif?"),
        ("csv:claim", "there is no format 'csv:claim'; did you mean csv:claims?"),
        ("json:claims", "there is no format 'json:claims'"),
        ("x", "there is no format 'x'; use text, markdown, html, json"),
        ("parquet", "parquet is no text; name a file: --format parquet=FILE"),
    ],
)
def test_names_of_formats(name: str, says: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(says)):
        shown(DEMO, name)


def test_ten_thousand_findings_make_a_summary_that_github_takes() -> None:
    text = shown(large_report(DEMO, 10_000), "markdown")
    assert MOST_BYTES - 20_000 < len(text.encode()) < MOST_BYTES
    assert re.search(r"and [\d,]+ more", text)
    assert "Where they agree" in text


@REPORTS
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_article_writes_markup_into_a_summary(report: Report, language: str) -> None:
    parsed = MarkdownIt("commonmark").enable("table").parse(shown(report, "markdown", language))
    tokens = [token for block in parsed for token in (block, *(block.children or ()))]
    markup = {token.content.strip() for token in tokens if token.type.startswith("html_")}
    assert markup <= {'<div dir="rtl">', '<div dir="ltr">', "</div>"}
    assert {"link_open", "image", "fence", "code_block"}.isdisjoint(token.type for token in tokens)
    divs = [token.content for token in tokens if token.type == "html_block"]
    assert sum("</div>" in div for div in divs) * 2 == len(divs)


@REPORTS
@pytest.mark.parametrize("form", sorted(FORMATS))
def test_no_format_lets_a_terminal_obey_an_article(report: Report, form: str) -> None:
    for language in LANGUAGES:
        assert not set(shown(report, form, language)) & set("\x1b\x00\x07\x7f\x9b\u202e\u2066\u2028")


def test_every_name_is_a_format_or_a_table_of_one() -> None:
    several = {name.partition(":")[0] for name in NAMES if ":" in name and name not in FOLDERS}
    assert several == set(TABULAR)
