"""What a release needs says the same everywhere: version, changelog, and the statement of what is stable."""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml

import consistency
from consistency.cli.main import DONE, FOUND, INTERRUPTED, TROUBLE
from consistency.packs.cache import load_packs

ROOT = Path(__file__).parents[2]
CHANGELOG = (ROOT / ".github" / "CHANGELOG.md").read_text(encoding="utf-8")
STABLE = (ROOT / ".github" / "STABILITY.md").read_text(encoding="utf-8")


def test_the_changelog_begins_with_this_version() -> None:
    newest = re.findall(r"^## (\S+) \((?:unreleased|\d{4}-\d\d-\d\d)\)$", CHANGELOG, re.M)
    assert newest[0] == consistency.__version__
    assert len(newest) == CHANGELOG.count("\n## ")


def test_what_is_called_stable_is_so_called_in_the_program() -> None:
    schema = json.loads((ROOT / "reports" / "schema" / "report-1.json").read_text(encoding="utf-8"))
    assert f"`{schema['properties']['schema']['const']}`" in STABLE
    assert f"{DONE}, {FOUND}, {TROUBLE} and {INTERRUPTED} keep" in STABLE
    code, name = re.findall(r"Codes and names of rules \(`(\w+)`, `([\w.-]+)`\)", STABLE)[0]
    assert (code, name) in {(rule.code, rule.name) for rule in load_packs().rules}


def test_a_release_is_tested_before_it_is_published() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))[
        "jobs"
    ]
    assert (jobs["publish"]["needs"], jobs["build"]["needs"]) == ("build", "checks")
    assert {"run": ".ci/run", "name": "Tests"} in jobs["checks"]["steps"]
