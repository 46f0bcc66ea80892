"""The README shows what the program prints, and sends nobody to another package."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.quality.measured import FLOORS
from tests.readme import README, ROOT, renewed

PAGES = [README, *sorted((ROOT / ".github").glob("*.md")), *sorted((ROOT / "rules").glob("*.md"))]
PAGES += sorted((ROOT / "reports").rglob("*.md"))


def test_shown_output_is_what_is_printed() -> None:
    page = README.read_text(encoding="utf-8")
    assert renewed(page) == page, "write it anew: python -m tests.readme"


def test_the_measured_figures_are_not_below_their_floors() -> None:
    """Without the labelled data the README is as it was written; its figures are held by the floors all the same."""
    page = README.read_text(encoding="utf-8")
    told = re.search(r"^\| \*\*what `consistency` says\*\* \|(.*)\|$", page, re.MULTILINE)
    assert told is not None
    shares = [float(cell) for cell in told[1].split("|")]
    floors = {row["what"]: float(row["least"]) for row in FLOORS["shared"] if row["run"] == "pairs"}
    assert shares[2] >= round(floors["Arabic conflict F1"], 2)
    assert shares[5] >= round(floors["English conflict F1"], 2)


def test_the_commands_of_the_first_page() -> None:
    page = README.read_text(encoding="utf-8")
    assert "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/consistency demo\n" in page
    assert "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/pytest -n auto\n" in page


@pytest.mark.parametrize("path", [pytest.param(p, id=str(p.relative_to(ROOT))) for p in PAGES])
def test_nobody_is_sent_to_another_package(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert not re.search(r"(install|add|uvx|pipx run)\s+(-\S+\s+)*consistency\b", page)


@pytest.mark.parametrize("path", [pytest.param(p, id=str(p.relative_to(ROOT))) for p in PAGES])
def test_links_lead_somewhere(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)", page):
        if "://" not in target:
            assert (path.parent / target).exists(), target
