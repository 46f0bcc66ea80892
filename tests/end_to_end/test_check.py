"""The check as a user runs it: what it prints, what it ends with, how it is stopped."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from consistency.cli.main import main
from tests.end_to_end.command import lines, run

STORIES = Path(__file__).resolve().parents[1] / "stories"
FERRY = ["check", ".", "--metadata", "sources.csv"]


@pytest.fixture
def ferry(monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(STORIES / "ferry")
    return STORIES / "ferry"


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)])
def test_errors_fail_at_every_level_but_never(
    level: str, code: int, ferry: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*FERRY, "--fail-on", level]) == code
    assert main(FERRY) == 1


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 0), ("info", 1), ("never", 0)])
def test_a_note_fails_only_where_notes_fail(
    level: str, code: int, ferry: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An article without a date is a note."""
    assert main(["check", "harbour.txt", "--fail-on", level]) in {code, 0}
    assert main(["check", "harbour.txt", "--published", "2024-03-05", "--fail-on", level]) == 0


def test_text_shows_both_values_sources_and_sentences(
    ferry: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(FERRY)
    told = capsys.readouterr()
    finding = next(part for part in told.out.split("\n\n") if " NUM101 " in part)
    for wanted in ("19", "12", "Coast Radio", "The Harbour Post", "19 people drowned", "12 people drowned"):
        assert wanted in finding
    assert "coast.md:10:" in finding
    assert "taken to be one thing by: what is counted, " in finding
    assert "consistency explain CODE" in told.out
    assert re.fullmatch(
        r"4 articles, \d+ claims, \d+ groups: .*\d+ agrees?, .*\d+ conflicts? · 4 independent origins",
        told.out.splitlines()[-1],
    )
    assert re.fullmatch(r"consistency: checked in \d+\.\d\d s", told.err.strip())


@pytest.mark.parametrize("flag", ["--quiet", "--verbose", "--statistics"])
def test_right_to_left_text_is_isolated_and_last_on_its_line(
    flag: str, ferry: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([*FERRY, flag])
    told = capsys.readouterr()
    assert "\u2068" in told.out
    for line in (told.out + told.err).splitlines():
        assert line.count("\u2068") == line.count("\u2069")
        outside = re.sub("\u2068.*?\u2069", "", line)
        assert not re.search("[\u0600-\u06ff]", outside)


def test_arabic_interface(ferry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([*FERRY, "--ui", "ar"])
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "ما تختلف فيه المصادر"
    assert re.fullmatch(r"4 مقالات، .+ · 4 مصادر مستقلة", out[-1])


def test_colour_only_where_it_is_wanted(ferry: Path) -> None:
    assert b"\x1b" not in run(FERRY, ferry).stdout


def test_the_demo_tells_its_story(tmp_path: Path) -> None:
    began = time.perf_counter()
    ended = run(["demo"], tmp_path)
    assert ended.returncode == 0
    assert time.perf_counter() - began < 20
    out = lines(ended.stdout)
    assert any(line.startswith("error ") for line in out)
    assert any(line.startswith("warning UPD4") for line in out)
    assert "independent origins" in out[-1]
    assert run(["demo", "--format", "json"], tmp_path).returncode == 0


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_rules_and_explanations(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--format", form]) == 0
    assert "NUM101" in capsys.readouterr().out
    assert main(["explain", "num101", "--format", form]) == 0
    assert main(["explain", "quantity.different-values", "--ui", "ar", "--format", form]) == 0
    assert "NUM101" in capsys.readouterr().out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told_in_one_line(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "consistency", "rules"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 2
    assert ended.stderr.startswith(
        b"consistency: stdout: the result cannot be written: No space left on device;"
    )
    assert ended.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_check_ends_with_130(jobs: str, tmp_path: Path) -> None:
    for name in "abcd":
        text = "".join(f"On Monday {number} people were hurt in Oakvale.\n" for number in range(4000))
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    cache = tmp_path / ".cache"
    process = subprocess.Popen(
        [sys.executable, "-m", "consistency", "check", ".", "--jobs", jobs],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "CONSISTENCY_CACHE": str(cache)},
        # Whoever runs the tests may have switched interruptions off for what they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while not list(cache.glob("*")):  # the packs are compiled first: then the check is under way
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told == b"consistency: interrupted\n"


def test_a_folder_of_pages(tmp_path: Path) -> None:
    """`html=FOLDER/` writes several files, `html=FILE` one."""
    (tmp_path / "a.txt").write_text(
        "Two people were killed in Oakvale on Monday, police said.\n", encoding="utf-8"
    )
    (tmp_path / "b.txt").write_text(
        "Nine people were killed in Oakvale on Monday, police said.\n", encoding="utf-8"
    )
    ended = run(["check", "a.txt", "b.txt", "-f", "html=pages/", "-f", "html=page.html"], tmp_path)
    assert ended.returncode in (0, 1), ended.stderr
    assert ended.stdout == b""
    assert (tmp_path / "pages" / "index.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "page.html").stat().st_size > 10_000
    pages = set((tmp_path / "pages").glob("thing-*.html"))
    assert pages
    (tmp_path / "pages" / "own.html").touch()
    (tmp_path / "b.txt").write_text("Rain fell in Oakvale.\n", encoding="utf-8")
    run(["check", "a.txt", "b.txt", "--published", "2024-03-04", "-f", "html=pages/"], tmp_path)
    assert {path.name for path in (tmp_path / "pages").iterdir()} == {"index.html", "own.html"}, (
        "no stale page"
    )
    again = run(["check", "a.txt", "b.txt", "-f", "html:folder"], tmp_path)
    assert again.returncode == 2
