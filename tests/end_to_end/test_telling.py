"""How much is told, in which colours, and to whom."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import pytest

from consistency.cli import progress
from consistency.cli.main import main
from consistency.cli.streams import wants_color
from tests.end_to_end.command import run

STORIES = Path(__file__).resolve().parents[1] / "stories"
FERRY = ["check", ".", "--metadata", "sources.csv"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def ferry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(STORIES / "ferry")


@pytest.mark.parametrize(
    ("mode", "stream", "environment", "wanted"),
    [
        ("auto", Terminal(), {}, True),
        ("auto", io.StringIO(), {}, False),
        ("auto", Terminal(), {"NO_COLOR": "1"}, False),
        ("auto", Terminal(), {"NO_COLOR": ""}, True),
        ("auto", Terminal(), {"TERM": "dumb"}, False),
        ("always", io.StringIO(), {"NO_COLOR": "1"}, True),
        ("never", Terminal(), {}, False),
    ],
)
def test_colours(
    mode: str, stream: io.StringIO, environment: dict[str, str], wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert wants_color(mode, stream) is wanted


def test_colours_reach_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "out.txt"
    assert main([*FERRY, "--color", "always", "-f", "text", "-f", f"text={path}"]) == 1
    colored = capsys.readouterr().out
    assert "\x1b[31;1merror\x1b[0m NUM101" in colored
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == path.read_text(encoding="utf-8")


def test_quiet_is_a_line_each_and_the_totals(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FERRY, "--quiet"]) == 1
    told = capsys.readouterr()
    assert told.err == ""
    *findings, totals = told.out.splitlines()
    assert all(
        re.match(r"[\w.-]+(:\d+:\d+)?: [A-Z]{3}\d{3} (error|warning|info): ", line) for line in findings
    )
    assert "4 articles" in totals


def test_verbose_tells_more_than_usual_and_that_more_than_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    sizes = []
    for flags in (["-q"], [], ["-v"]):
        main([*FERRY, *flags])
        sizes.append(len(capsys.readouterr().out))
    assert sizes == sorted(set(sizes))


def test_statistics_count_what_was_found(capsys: pytest.CaptureFixture[str]) -> None:
    main([*FERRY, "--statistics", "-f", "json"])
    told = capsys.readouterr()
    report = json.loads(told.out)
    rules = re.findall(r"^ +(\d+)  ([A-Z]{3}\d{3}) ", told.err, re.MULTILINE)
    assert sum(int(count) for count, _ in rules) == len(report["findings"])
    assert {code for _, code in rules} == {finding["code"] for finding in report["findings"]}
    articles = re.findall(r"^ +(\d+)  (\S+) · (\d+) claims?", told.err, re.MULTILINE)
    assert [name for _, name, _ in articles] == [document["id"] for document in report["documents"]]
    assert sum(int(count) for _, _, count in articles) == len(report["claims"])


def test_rules_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--json"]) == 0
    short = capsys.readouterr().out
    main(["rules", "--format", "json"])
    assert capsys.readouterr().out == short
    assert json.loads(short)["rules"][0]["code"] == "ART501"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_who_waits_at_a_terminal_sees_how_far_it_is(
    jobs: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    assert main([*FERRY, "--jobs", jobs]) == 1
    assert "/4 " in terminal.getvalue()


def test_who_does_not_wait_sees_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "PATIENCE", 600.0)
    assert main(FERRY) == 1
    assert re.fullmatch(r"consistency: checked in [\d.]+ s\n", terminal.getvalue().lstrip("\r "))


def test_nothing_is_loaded_to_show_progress_where_nobody_watches(tmp_path: Path) -> None:
    ended = run([*FERRY, "-f", f"json={tmp_path / 'out.json'}"], STORIES / "ferry")
    assert b"%|" not in ended.stderr
    with progress.progress(10, wanted=False) as told:
        assert told is None


def test_a_log_is_told_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "LOG_EVERY", 0.0)
    with progress.progress(10) as told:
        assert told is not None
        told(4)
    assert re.fullmatch(r"done: 4 of 10, [\d.,e+]+/s, 0 min left\n", capsys.readouterr().err)
