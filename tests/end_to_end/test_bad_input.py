"""Every mistake gets one line that names the file, the line and the remedy; nothing good is lost."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from consistency.cli.main import main
from tests.end_to_end.command import ARTICLE, lines, run
from tests.tables import rows


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "ok.txt").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lay_out(row: dict[str, Any], folder: Path) -> None:
    for name, content in row.get("files", {}).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8", newline="")
    for name, content in row.get("hex", {}).items():
        (folder / name).write_bytes(bytes.fromhex(content))


class NoInput:
    class buffer:  # noqa: N801 -- the name standard input has
        @staticmethod
        def read() -> bytes:
            return b""


@pytest.mark.parametrize("row", rows("bad_input"))
def test_one_line_and_2(
    row: dict[str, Any], folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(row, folder)
    monkeypatch.setattr("sys.stdin", NoInput)
    assert main(row["run"].split()) == 2
    told = capsys.readouterr()
    said = told.err.splitlines()
    assert said == [said[0]]
    assert said[0].removeprefix("consistency").lstrip(": ") == row["says"]
    assert told.out == ""


@pytest.mark.parametrize(
    "row",
    [row for row in rows("bad_input") if "bad." in str(row.values[0]) and "check bad" in str(row.values[0])],
)
def test_keep_going_reads_the_rest_and_lists_what_it_skipped(
    row: dict[str, Any], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_out(row, folder)
    assert main([*row["run"].split(), "ok.txt", "--keep-going", "--format", "json"]) == 2
    told = capsys.readouterr()
    report = json.loads(told.out)
    assert "ok.txt" in {document["id"] for document in report["documents"]}
    assert [
        item for item in report["skipped"] if row["says"].split("; ")[0].split(": ", 1)[1] in item["reason"]
    ]
    assert row["says"] in told.err


def test_null_metadata_means_absent(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keys = ("title", "source", "agency", "url", "published", "language")
    row = {"id": "a", "text": ARTICLE, "mine": [1], **dict.fromkeys(keys)}
    (folder / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert main(["check", "a.jsonl", "--format", "json"]) == 0
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert (document["published"], document["source"], document["language"]) == (None, None, "en")


def test_naive_time_keeps_its_day_and_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"id": "a", "text": ARTICLE, "published": "2024-01-26T23:30:00"}
    (folder / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert main(["check", "a.jsonl", "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["documents"][0]["published"] == "2024-01-26"
    assert "without an offset" in report["skipped"][0]["reason"]


@pytest.mark.parametrize("arguments", [["check", "none"], ["check", "empty.txt"], ["check", "*.md"]])
def test_allow_empty(arguments: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "none").mkdir()
    (folder / "empty.txt").write_text("", encoding="utf-8")
    assert main(arguments) == 2
    assert main([*arguments, "--allow-empty"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("0 articles, 0 claims, 0 groups")


def test_output_that_cannot_hold_arabic(folder: Path) -> None:
    (folder / "ar.txt").write_text(
        "قُتل 12 شخصا في انفجار في القرية يوم الأحد، بحسب الشرطة.", encoding="utf-8"
    )
    for form in ("text", "json", "jsonl", "markdown"):
        for command in ("check", "extract"):
            ended = run(
                [command, "ar.txt", "--format", form], folder, environment={"PYTHONIOENCODING": "cp1252"}
            )
            assert ended.returncode == 0, ended.stderr
            ended.stdout.decode("cp1252")
            if form.startswith("json"):
                for line in ended.stdout.decode("ascii").splitlines() if form == "jsonl" else [ended.stdout]:
                    json.loads(line)
    spoken = run(["check", "ar.txt", "--ui", "ar"], folder, environment={"PYTHONIOENCODING": "ascii"})
    assert spoken.returncode == 0
    assert spoken.stdout.isascii()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close differently there")
def test_a_closed_pipe_is_quiet(folder: Path) -> None:
    import subprocess

    text = "".join(f"{number} people were hurt.\n" for number in range(1_500))
    (folder / "long.txt").write_text(text, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "consistency", "extract", "long.txt", "--format", "jsonl"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b'{"id"')
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait(60)


def test_control_characters_reach_no_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    risky = "\x1b[31m\u202e\x07\x9b\u2066"
    text = f"The blast {risky} killed 12 people in Aleppo on Sunday, police said."
    other = f"The blast {risky} killed 19 people in Aleppo on Sunday, police said."
    for name, content in (("a", text), ("b", other)):
        row = {
            "id": f"{name}{risky}",
            "text": content,
            "source": f"S{risky}{name}",
            "published": "2024-01-29",
        }
        (folder / f"{name}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    for form in ("text", "json", "jsonl", "markdown"):
        main(["check", "a.jsonl", "b.jsonl", "--format", form])
        main(["extract", "a.jsonl", "--format", form])
        main(["compare", "a.jsonl", "b.jsonl", "--format", form])
        told = capsys.readouterr().out
        assert not set("\x1b\u202e\x07\x9b\u2066") & set(told)


def test_help_is_quick_and_light(folder: Path) -> None:
    script = (
        "import sys, consistency.cli.main as m\n"
        "code = m.main(['check', '--help'])\n"
        "heavy = {'pandas', 'dateparser', 'jinja2', 'yaml', 'babel'} & set(sys.modules)\n"
        "sys.exit(f'{heavy}' if heavy or code else 0)"
    )
    import subprocess

    ended = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert lines(ended.stdout)[-1].startswith("example: ")


@pytest.mark.parametrize(
    "command", ["check", "extract", "compare", "demo", "explain", "rules", "init", "doctor", "completion"]
)
def test_each_help_has_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert f"example: consistency {command}" in capsys.readouterr().out
