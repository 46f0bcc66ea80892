"""The samples are what the program writes today. Where they are not: `python -m tests.samples`, and look at them."""

from __future__ import annotations

import pytest

from consistency.report.catalogue import FILES, FORMATS
from tests.samples import FOLDER, SAMPLES, content, demo_report, sample

REPORT = demo_report()


@pytest.mark.parametrize(("name", "form", "language"), SAMPLES)
def test_sample(name: str, form: str, language: str) -> None:
    assert content(name, (FOLDER / name).read_bytes()) == content(name, sample(REPORT, form, language))


def test_every_format_has_a_sample() -> None:
    assert {form.partition(":")[0] for _, form, _ in SAMPLES} == {*FORMATS, *FILES}


def test_every_sample_is_made_here() -> None:
    there = {path.name for path in FOLDER.iterdir() if path.is_file()} - {"README.md", "demo.png"}
    assert there == {name for name, _, _ in SAMPLES}
