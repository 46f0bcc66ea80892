"""The samples are what the program writes today. Where they are not: `python -m tests.samples`, and look at them."""

from __future__ import annotations

import pytest

from consistency.api import load_rules
from consistency.judge.conditions import CONDITIONS
from consistency.report.catalogue import FILES, FORMATS
from consistency.report.words import LANGUAGES, load_words
from tests.samples import FOLDER, PAGES, SAMPLES, content, demo_report, pages, sample

REPORT = demo_report()


@pytest.mark.parametrize(("name", "form", "language"), SAMPLES)
def test_sample(name: str, form: str, language: str) -> None:
    assert content(name, (FOLDER / name).read_bytes()) == content(name, sample(REPORT, form, language))


def test_every_format_has_a_sample() -> None:
    assert {form.partition(":")[0] for _, form, _ in SAMPLES} == {*FORMATS, *FILES}


def test_every_sample_is_made_here() -> None:
    there = {path.name for path in FOLDER.iterdir() if path.is_file()} - {"README.md", "demo.png"}
    assert there == {name for name, _, _ in SAMPLES}


def test_every_rule_has_its_page() -> None:
    there = {path.name: path.read_text(encoding="utf-8") for path in PAGES.iterdir()}
    assert there == pages()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_condition_is_told_in_words(language: str) -> None:
    names = {name for rule in load_rules().rules for name in (*rule.when, *rule.unless)} | CONDITIONS.keys()
    assert sorted(name for name in names if f"condition.{name}" not in load_words(language).texts) == []
