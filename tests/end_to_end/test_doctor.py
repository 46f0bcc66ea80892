"""`doctor` and `completion`: what they tell is so."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from consistency.cli.main import main


def parts(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, str]]:
    return {part["name"]: part for part in json.loads(capsys.readouterr().out)["parts"]}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_good_installation(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--format", "json"]) == 0
    told = parts(capsys)
    assert told["rules"]["state"] == told["pandas"]["state"] == told["extra web"]["state"] == "ok"
    assert ".html" in told["reads"]["value"].split()
    assert "sarif" in told["writes"]["value"].split()
    assert main(["doctor"]) == 0
    assert "languages ar en" in capsys.readouterr().out


def test_what_is_missing_and_what_is_broken(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "consistency.toml").write_text("fail-on = 7\n", encoding="utf-8")
    (folder / "taken").write_text("", encoding="utf-8")
    monkeypatch.setenv("CONSISTENCY_CACHE", str(folder / "taken"))
    monkeypatch.setattr("consistency.cli.doctor.EXTRAS", {"web": ("no-such-library", "HTML articles")})
    monkeypatch.setattr("consistency.cli.doctor._needed", lambda: ["no-such-library"])
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert main(["doctor", "--format", "json"]) == 2
    told = parts(capsys)
    assert told["no-such-library"]["state"] == "broken"
    assert told["configuration"]["state"] == "broken"
    assert "consistency.toml:1:1" in told["configuration"]["value"]
    assert told["extra web"]["advice"] == "for HTML articles: pip install 'claim-consistency[web]'"
    assert {told[part]["state"] for part in ("cache", "git", "java")} == {"note"}
    assert main(["doctor", "--isolated", "--format", "json"]) == 2
    assert parts(capsys)["configuration"]["state"] == "ok"


# What stands on the line, and some of what the shell then offers.
@pytest.mark.skipif(sys.platform == "win32", reason="bash of Unix")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("consistency ch", {"check"}),
        ("consistency completion ", {"bash", "zsh", "fish"}),
        ("consistency check --fail", {"--fail-on"}),
        ("consistency check --fail-on ", {"error", "warning", "info", "never"}),
        ("consistency check --from h", {"html"}),
    ],
)
def test_bash_completes(
    line: str, offered: set[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", "bash"]) == 0
    (folder / "completion.bash").write_text(capsys.readouterr().out, encoding="utf-8")
    words = line.split(" ")
    script = (
        "source completion.bash; "
        f"COMP_WORDS=({' '.join(word or chr(39) * 2 for word in words)}); COMP_CWORD={len(words) - 1}; "
        '"$(complete -p consistency | sed "s/.*-F \\([^ ]*\\).*/\\1/")"; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    ended = subprocess.run(
        ["bash", "--norc", "-c", script], cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )
    assert offered <= set(ended.stdout.split()), ended.stderr


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_get_a_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    told = capsys.readouterr().out
    for word in ("check", "explain", "fail-on", "jsonl"):
        assert word in told
