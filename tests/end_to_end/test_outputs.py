"""Several formats at once, and files that are written whole or not at all."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from consistency.cli.main import main
from consistency.cli.outputs import write_file
from consistency.errors import ConsistencyError
from tests.end_to_end.command import ARTICLE

CLASH = "The blast killed {} people in Aleppo on Sunday, police said.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.txt").write_text(CLASH.format(12), encoding="utf-8")
    (tmp_path / "b.txt").write_text(CLASH.format(19), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


CHECK = ["check", "a.txt", "b.txt", "--published", "2024-01-29"]


def test_each_format_goes_where_it_is_sent(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*CHECK, "-f", "json=reports/all.json", "-f", "text", "-f", "markdown=reports/all.md"]) == 1
    assert "NUM101" in capsys.readouterr().out
    assert json.loads((folder / "reports/all.json").read_text(encoding="utf-8"))["summary"]["articles"] == 2
    assert (folder / "reports/all.md").read_text(encoding="utf-8").startswith("# ")
    assert sorted(path.name for path in (folder / "reports").iterdir()) == ["all.json", "all.md"]


def test_what_was_read_is_told_though_everything_goes_to_files(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*CHECK, "-f", "json=all.json"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "2 articles, " in told.err


def test_a_file_is_the_same_as_standard_output(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([*CHECK, "-f", "json=all.json", "-f", "json"])
    assert (folder / "all.json").read_bytes() == capsys.readouterr().out.encode()


@pytest.mark.parametrize(
    ("formats", "says"),
    [
        (["sarf=x"], "there is no format 'sarf'"),
        (["json="], "'json=' names no file; write json=FILE, or json alone"),
        (["json", "text"], "two formats go to standard output; give each a file: NAME=FILE"),
        (["json=x", "text=./x"], "two formats go to x"),
        (["json=."], ".: the file cannot be written: this is a folder"),
        (["json=a.txt/x"], "a.txt/x: the file cannot be written: "),
    ],
)
def test_what_cannot_be_written_is_one_line(
    formats: list[str], says: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    arguments = [part for name in formats for part in ("-f", name)]
    assert main([*CHECK, *arguments]) == 2
    (line,) = [line for line in capsys.readouterr().err.splitlines() if "checked in" not in line]
    assert says in line
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_one_bad_file_takes_nothing_from_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*CHECK, "-f", "json=.", "-f", "markdown=all.md", "-f", "text"]) == 2
    assert (folder / "all.md").exists()
    assert "NUM101" in capsys.readouterr().out


def test_a_failure_on_the_way_leaves_the_old_file(tmp_path: Path) -> None:
    def pieces() -> Iterator[str]:
        yield "new"
        raise OSError(28, "No space left on device")

    (tmp_path / "out.txt").write_text("old", encoding="utf-8")
    with pytest.raises(ConsistencyError, match="No space left on device"):
        write_file(tmp_path / "out.txt", pieces())
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [
        ("out.txt", "old")
    ]


@pytest.mark.skipif(os.name == "nt", reason="links and rights are otherwise there")
def test_links_rights_and_devices_are_kept(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old", encoding="utf-8")
    (tmp_path / "real.txt").chmod(0o640)
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_file(tmp_path / "link.txt", ["new"])
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE((tmp_path / "real.txt").stat().st_mode) == 0o640
    write_file(Path(os.devnull), ["nothing"])
    assert not Path(os.devnull).is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*CHECK, "-f", "json=/dev/full"]) == 2
    assert "/dev/full: the file cannot be written: No space left on device" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_an_interruption_leaves_no_half_written_file(tmp_path: Path) -> None:
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from consistency.cli.outputs import write_file\n"
        "def pieces():\n"
        "    yield 'half'\n"
        "    print('writing', flush=True)\n"
        "    time.sleep(60)\n"
        "write_file(Path('out.txt'), pieces())\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # Whoever runs the tests may have switched interruptions off for what they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"writing\n"
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode != 0
    assert list(tmp_path.iterdir()) == []


def test_extract_and_compare_write_files_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ok.txt").write_text(ARTICLE, encoding="utf-8")
    assert main(["extract", "ok.txt", "-f", "jsonl=m.jsonl"]) == 0
    assert capsys.readouterr().out == ""
    first = (folder / "m.jsonl").read_text(encoding="utf-8").splitlines()[0]
    assert json.loads(first)["document"] == "ok.txt"
    assert main(["compare", "a.txt", "b.txt", "-f", "json=c.json", "-f", "markdown"]) == 0
    assert capsys.readouterr().out.startswith("# ")
    assert (folder / "c.json").exists()
