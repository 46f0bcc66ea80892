"""Only what is new: articles judged against others, and articles that git holds for changed."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from consistency.api import check
from consistency.articles import read
from consistency.cli.main import main
from consistency.errors import InputError

FIRE = "{} people were killed in a fire at the harbour market in Tunis on Sunday, the civil defence said.\n"
BOMB = "A bomb killed {} people in Oran on Sunday.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive that differs with itself on the bomb, and tells of the fire."""
    for name, text in (
        ("archive/a.txt", FIRE.format("Twelve")),
        ("archive/b.txt", BOMB.format(5)),
        ("archive/c.txt", BOMB.format(8)),
    ):
        write(tmp_path, name, text)
    (tmp_path / "consistency.toml").write_text('metadata = "sources.csv"\n', encoding="utf-8")
    rows = [f"{folder}/{name}.txt,2024-03-04" for folder in ("archive", "new") for name in "abcdef"]
    (tmp_path / "sources.csv").write_text("\n".join(["file,published", *rows, ""]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(desk: Path, name: str, text: str) -> None:
    (desk / name).parent.mkdir(exist_ok=True)
    (desk / name).write_text(text, encoding="utf-8")


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["check", "--format", "json", *arguments]) in (0, 1)
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return report


def told(report: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [(finding["code"], finding["documents"]) for finding in report["findings"]]


def test_findings_that_touch_the_new_article(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(desk, "new/d.txt", FIRE.format("Nineteen"))
    assert told(checked(capsys, "new/d.txt", "--against", "archive")) == [
        ("NUM101", ["archive/a.txt", "new/d.txt"])
    ]
    assert told(checked(capsys, "new/d.txt", "archive")) == [
        ("NUM101", ["archive/a.txt", "new/d.txt"]),
        ("NUM101", ["archive/b.txt", "archive/c.txt"]),
    ]
    assert main(["check", "new/d.txt", "--against", "archive"]) == 1
    assert capsys.readouterr().out.splitlines()[-1].startswith("4 articles, ")


def test_a_new_article_that_differs_from_none_passes(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(desk, "new/d.txt", FIRE.format("12"))
    assert main(["check", "new/d.txt", "--against", "archive"]) == 0
    report = checked(capsys, "new/d.txt", "--against", "archive")
    together = [{claim["document"] for claim in group["claims"]} for group in report["groups"]]
    assert {"archive/a.txt", "new/d.txt"} in together, "it was compared all the same"


def test_a_new_article_that_repeats_a_side_is_shown_itself(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(desk, "new/d.txt", BOMB.format("eight"))
    (finding,) = checked(capsys, "new/d.txt", "--against", "archive")["findings"]
    sides = {item["document"] for item in finding["evidence"] if item["role"] != "also"}
    assert sides == {"archive/b.txt", "new/d.txt"}
    assert main(["baseline", "write", "archive"]) == 0
    assert main(["check", "new/d.txt", "--against", "archive"]) == 1, "the baseline knows nothing of it"
    assert main(["baseline", "write", "archive", "new"]) == 0
    assert main(["check", "new/d.txt", "--against", "archive"]) == 0
    assert main(["check", "new", "archive"]) == 0


def test_a_finding_waived_among_the_new_is_waived_among_all(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(desk, "new/d.txt", FIRE.format("Nineteen"))
    write(desk, "archive/b.txt", "Nothing of that kind.\n")
    new = ["new/d.txt", "--against", "archive"]
    (finding,) = checked(capsys, *new)["findings"]
    assert main(["waive", finding["fingerprint"], *new, "--reason", "confirmed"]) == 0
    assert main(["check", *new]) == 0
    assert main(["check", "new", "archive"]) == 0
    assert told(checked(capsys, "archive/b.txt", "--against", "archive", "--against", "new")) == []


def test_against_takes_several_and_an_article_of_both_is_one(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = checked(capsys, "archive/b.txt", "--against", "archive/*.txt", "--against", "archive/a.txt")
    assert len(report["documents"]) == 3
    assert told(report) == [("NUM101", ["archive/b.txt", "archive/c.txt"])]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--against", "elsewhere"], "elsewhere: there is no such file"),
        (["--against", "*.story"], "*.story: nothing matches"),
        (["--against", "archive", "--diff", "HEAD"], "--against and --diff together"),
        (["--diff", "HEAD"], "--diff: this is no git repository; use --against CORPUS instead"),
        (["-", "--diff", "HEAD"], "git knows nothing of standard input"),
    ],
)
def test_what_cannot_be_compared(
    arguments: list[str], says: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "archive/a.txt", *arguments]) == 2
    assert says in capsys.readouterr().err


def test_an_article_that_changes_while_it_is_read_is_told(desk: Path) -> None:
    new = read(["archive/a.txt"])
    write(desk, "archive/a.txt", FIRE.format("Thirteen"))
    with pytest.raises(InputError, match=r"archive/a.txt: .* changed while it was read"):
        check(new, against=read(["archive"]))


def test_an_article_that_vanishes_while_it_is_read_is_told(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name == "b.txt":
            path.unlink(missing_ok=True)
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    monkeypatch.setattr(Path, "open", lambda path, *a, **k: open_after(path, *a, **k))
    assert main(["check", "archive"]) == 2
    assert "archive/b.txt: cannot be read: No such file or directory" in capsys.readouterr().err


def open_after(path: Path, *arguments: Any, **named: Any) -> Any:
    if path.name == "b.txt":
        path.unlink(missing_ok=True)
    return open(path, *arguments, **named)  # noqa: PTH123 -- Path.open is what is replaced


def test_articles_without_figures_are_a_warning(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in "def":
        write(desk, f"new/{name}.txt", "Nothing is counted here.\n")
    assert main(["check", "new"]) == 0
    assert "warning: 3 of 3 articles hold no figure and no date" in capsys.readouterr().err
    assert main(["check", "archive"]) == 1
    assert "warning" not in capsys.readouterr().err


def git(desk: Path, *arguments: str) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    who = ["-c", "user.name=desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=desk, check=True, capture_output=True, env=environment)


@pytest.fixture
def repository(desk: Path) -> Path:
    git(desk, "init", "-q", "-b", "main")
    git(desk, "add", ".")
    git(desk, "commit", "-q", "-m", "archive")
    return desk


DIFF = ["archive", "new", "--diff", "main"]


def test_nothing_new_is_told(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "archive", "--diff", "main"]) == 0
    said = capsys.readouterr()
    assert "no article has changed since main" in said.err
    assert said.out.splitlines()[-1].startswith("3 articles, ")
    assert main(["check", "archive"]) == 1


def test_changed_added_and_untracked_articles_are_new(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(repository, "checkout", "-q", "-b", "draft")
    write(repository, "new/d.txt", FIRE.format("Nineteen"))
    assert told(checked(capsys, *DIFF)) == [("NUM101", ["archive/a.txt", "new/d.txt"])]
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "draft")
    assert told(checked(capsys, *DIFF)) == [("NUM101", ["archive/a.txt", "new/d.txt"])]
    write(repository, "archive/b.txt", BOMB.format(6))
    assert [documents for _, documents in told(checked(capsys, *DIFF))] == [
        ["archive/a.txt", "new/d.txt"],
        ["archive/b.txt", "archive/c.txt"],
    ]
    git(repository, "rm", "-q", "--cached", "archive/c.txt")
    (repository / "archive/c.txt").unlink()
    assert len(told(checked(capsys, *DIFF))) == 1, "what is deleted is not read"


def test_what_changed_on_the_other_branch_is_not_new(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(repository, "checkout", "-q", "-b", "draft")
    git(repository, "checkout", "-q", "main")
    write(repository, "archive/b.txt", BOMB.format(9))
    git(repository, "commit", "-q", "-am", "on main")
    git(repository, "checkout", "-q", "draft")
    assert main(["check", "archive", "--diff", "main"]) == 0
    assert "no article has changed" in capsys.readouterr().err


def test_names_that_git_would_quote(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(repository, 'archive/حريق "1"\n.txt', FIRE.format("Nineteen"))
    (finding,) = checked(capsys, "archive", "--diff", "main", "--published", "2024-03-04")["findings"]
    assert len(finding["documents"]) == 2


def test_from_a_folder_below(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(repository, "new/d.txt", FIRE.format("Nineteen"))
    monkeypatch.chdir(repository / "new")
    assert told(checked(capsys, "d.txt", "../archive", "--diff", "HEAD")) == [
        ("NUM101", ["archive/a.txt", "new/d.txt"])
    ]


@pytest.mark.parametrize("ref", ["nosuch", "--output=x", "-h", "main:archive", ""])
def test_an_unknown_ref_is_told(ref: str, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(path.name for path in repository.iterdir())
    assert main(["check", "archive", f"--diff={ref}"]) == 2
    assert f"--diff: {ref!r} is no commit or branch here" in capsys.readouterr().err
    assert sorted(path.name for path in repository.iterdir()) == before


def test_branches_without_a_common_commit(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(repository, "checkout", "-q", "--orphan", "other")
    git(repository, "commit", "-q", "-m", "other")
    assert main(["check", "archive", "--diff", "main"]) == 2
    assert "'main' has no commit in common with this branch" in capsys.readouterr().err
