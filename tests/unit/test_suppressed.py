"""What somebody set aside stays in the report, marked, and counts for nothing."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from consistency.model.finding import Suppression
from consistency.model.report import Report
from consistency.packs.locate import reports_root
from consistency.report.render import render
from consistency.report.style import Style
from consistency.report.words import load_words
from tests.story import STORIES, Story

SCHEMA = json.loads((reports_root() / "schema" / "report-1.json").read_text(encoding="utf-8"))
WAIVED = Suppression("waiver", "تأكد الرقم هاتفيا", "2026-12-31", "Huda")


@pytest.fixture(scope="module")
def report() -> Report:
    """The ferry's story, with its first finding waived."""
    whole = Story(STORIES / "ferry").check()
    first, *others = whole.findings
    return replace(whole, findings=(replace(first, suppressed=WAIVED), *others))


def shown(report: Report, form: str, language: str = "en") -> str:
    return "".join(render(report, form, Style(load_words(language))))


def test_it_stays_in_the_records_and_is_counted_apart(report: Report) -> None:
    told = json.loads(shown(report, "json"))
    Draft202012Validator(SCHEMA).validate(told)
    assert told["findings"][0]["suppressed"] == {
        "by": "waiver",
        "reason": "تأكد الرقم هاتفيا",
        "until": "2026-12-31",
        "who": "Huda",
    }
    assert told["summary"]["suppressed"] == 1
    assert sum(told["summary"]["findings"].values()) == len(report.findings) - 1


@pytest.mark.parametrize("form", ["text", "markdown"])
@pytest.mark.parametrize(
    ("language", "said"), [("en", "waived by Huda until 2026-12-31"), ("ar", "2026-12-31")]
)
def test_people_see_who_set_it_aside_and_why(report: Report, form: str, language: str, said: str) -> None:
    told = shown(report, form, language)
    aside = report.findings[0]
    assert aside.fingerprint in told
    assert said in told
    assert "تأكد الرقم هاتفيا" in told
    assert f"consistency waive {aside.fingerprint}" not in told
    if form == "text":
        assert told.splitlines()[-2].endswith("1 set aside" if language == "en" else "نتيجة واحدة مستبعدة")


def test_a_lowered_severity_is_told(report: Report) -> None:
    first = replace(report.findings[0], suppressed=None, severity="info", lowered_from="error")
    lowered = replace(report, findings=(first,))
    assert "would be error, but is less certain" in shown(lowered, "text")
    assert json.loads(shown(lowered, "json"))["findings"][0]["lowered_from"] == "error"


def test_the_schema_knows_all_that_can_set_aside() -> None:
    from consistency.model.finding import SUPPRESSED_BY

    by = SCHEMA["$defs"]["finding"]["properties"]["suppressed"]["oneOf"][1]["properties"]["by"]["enum"]
    assert tuple(by) == SUPPRESSED_BY
