"""A saved report is read back whole, in every format as if it had just been made; a changed one is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from consistency.api import demo_story, read_report
from consistency.errors import InputError
from consistency.model.finding import Suppression
from consistency.model.report import Report
from consistency.report.catalogue import NAMES
from consistency.report.render import render, render_out
from consistency.report.saved import read_report as parse
from consistency.report.style import Style
from consistency.report.words import LANGUAGES, load_words
from tests.end_to_end.command import run
from tests.story import STORIES, Story
from tests.tables import rows


def shown(report: Report, form: str, language: str = "en") -> str:
    return "".join(render(report, form, Style(load_words(language))))


def checked(name: str) -> Report:
    report = Story(demo_story() if name == "demo" else STORIES / name).check()
    waived = replace(report.findings[0], suppressed=Suppression("waiver", "سبب", "2026-12-31", "Huda"))
    lowered = replace(report.findings[-1], lowered_from="warning")
    return replace(report, findings=(waived, *report.findings[1:-1], lowered))


@pytest.mark.parametrize("name", ["demo", "ferry"])
def test_every_format_shows_it_as_the_first_time(name: str) -> None:
    report = checked(name)
    again = parse(shown(report, "json"), "saved")
    for form in NAMES:
        for language in LANGUAGES:
            style = Style(load_words(language))
            assert [*render_out(again, form, style)] == [*render_out(report, form, style)], (form, language)


@pytest.fixture(scope="module")
def saved() -> str:
    return shown(checked("demo"), "json")


@pytest.mark.parametrize("row", rows("saved_reports"))
def test_what_was_changed_is_named(row: dict[str, Any], saved: str) -> None:
    whole = json.loads(saved)
    inside = whole
    *way, last = [int(step) if str(step).isdigit() else step for step in row["at"]]
    for step in way:
        inside = inside[step]
    if "now" in row:
        inside[last] = json.loads(row["now"])
    else:
        del inside[last]
    with pytest.raises(InputError) as raised:
        parse(json.dumps(whole), "result.json")
    told = str(raised.value)
    assert told.startswith(f"result.json: is no report: {row['says']}"), told


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "r.json:1:1: is no JSON: Expecting value"),
        ('{"schema": 1,\n x}', "r.json:2:2: is no JSON: Expecting property name"),
        ("[" * 100_000, "r.json: is no JSON that can be read"),
        ('{"schema": NaN}', "r.json: is no JSON that can be read"),
        ("[]", "r.json: is no report: the whole: expected an object"),
    ],
)
def test_what_is_no_report(text: str, says: str) -> None:
    with pytest.raises(InputError) as raised:
        parse(text, "r.json")
    assert str(raised.value).startswith(says)


def test_a_report_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nosuch\.json: cannot be read"):
        read_report(tmp_path / "nosuch.json")


def test_the_command_shows_a_saved_report(saved: str, tmp_path: Path) -> None:
    (tmp_path / "result.json").write_text(saved, encoding="utf-8")
    from_file = run(["report", "result.json", "--format", "json"], tmp_path)
    from_stdin = run(["report", "-", "--format", "json"], tmp_path, stdin=saved.encode())
    assert (from_file.returncode, from_file.stderr) == (0, b"")
    assert from_file.stdout.decode() == from_stdin.stdout.decode() == saved
