"""The README's recipe, followed: an empty repository, a red build on a conflict, a green one after a waiver."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from consistency.cli.main import main

FIRE = "{} people were killed in a fire at the harbour market in Tunis on Sunday."
ARTICLE = "---\noutlet: {}\npublished: 2024-03-04\n---\n" + FIRE + "\n"
WAIVE = ["--reason", "the hospital has confirmed it", "--who", "Huda"]


def git(folder: Path, *arguments: str) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    who = ["-c", "user.name=desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, env=environment)


def test_from_an_empty_repository_to_red_and_to_green(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    assert main(["init"]) == 0
    (tmp_path / "articles").mkdir(exist_ok=True)
    (tmp_path / "articles/a.md").write_text(ARTICLE.format("Wire", "Twelve"), encoding="utf-8")
    assert main(["check"]) == 0
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one article")

    git(tmp_path, "checkout", "-q", "-b", "draft")
    (tmp_path / "articles/b.md").write_text(ARTICLE.format("Ours", "Nineteen"), encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "another")
    capsys.readouterr()
    assert main(["check", "--diff", "main", "-f", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["code"] == "NUM101"

    assert main(["waive", finding["fingerprint"][:8], *WAIVE]) == 0
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "waived")
    assert main(["check", "--diff", "main"]) == 0
    assert main(["check"]) == 0
    assert "1 set aside" in capsys.readouterr().out
    assert main(["check", "--no-waivers"]) == 1
