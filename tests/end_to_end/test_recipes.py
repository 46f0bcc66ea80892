"""What `init` writes, the action and the hook, run as the services would run them, in a new repository."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from consistency.cli.init import STARTERS
from consistency.cli.main import main
from tests.end_to_end.command import ROOT

HEAD = "---\npublished: 2024-01-29\n---\n"
FIRST = HEAD + "The blast killed 12 people in Aleppo on Sunday, police said.\n"
SECOND = HEAD + "The blast killed 19 people in Aleppo on Sunday, police said.\n"
# The services' own shells: https://docs.github.com/actions, `shell: bash`.
BASH = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]

unix = pytest.mark.skipif(sys.platform == "win32", reason="the recipes are for shells of Unix")
# Set where packages can be installed from the index, which takes a minute each.
network = pytest.mark.skipif(not os.environ.get("CONSISTENCY_NETWORK"), reason="needs the package index")


def shell(script: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """The script, as a runner would run it: this environment's `consistency` first on the path."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("CONSISTENCY_")}
    environment = {
        **inherited,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "PRE_COMMIT_HOME": str(folder.parent / "pre-commit"),
        "RUNNER_TEMP": str(folder.parent),
        "GITHUB_STEP_SUMMARY": str(folder.parent / "summary.md"),
        "GITHUB_PATH": str(folder.parent / "path"),
        **more,
    }
    return subprocess.run(
        [*BASH, script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=500,
    )


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new repository with two articles that contradict each other."""
    folder = tmp_path / "newsroom"
    (folder / "articles").mkdir(parents=True)
    for name, text in {"a.md": FIRST, "b.md": SECOND}.items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def agree(repository: Path) -> None:
    (repository / "articles" / "b.md").write_text(FIRST, encoding="utf-8")


def steps(content: dict[str, Any]) -> dict[str, str]:
    """The shell scripts of a workflow's or action's steps, by name."""
    listed = content["runs"]["steps"] if "runs" in content else content["jobs"]["check"]["steps"]
    return {step["name"]: step["run"] for step in listed if "run" in step}


def test_init_writes_what_it_says_and_keeps_what_is_there(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = repository / ".gitlab-ci.yml"
    mine.write_text("mine: {}\n", encoding="utf-8")
    assert main(["init", "--articles", "./articles/"]) == 0
    told = capsys.readouterr().out
    for part, (_, target) in STARTERS.items():
        assert ("kept " if part == "gitlab" else "wrote") in told.split(target)[0].splitlines()[-1]
        assert (repository / target).is_file()
    assert mine.read_text(encoding="utf-8") == "mine: {}\n"
    assert "consistency init gitlab --print" in told
    assert main(["init", "gitlab", "--print", "--install", "./wheels/a b.whl"]) == 0
    (shown,) = yaml.safe_load_all(capsys.readouterr().out)
    assert shown["consistency"]["script"][0] == "python -m pip install './wheels/a b.whl'\n"
    assert mine.read_text(encoding="utf-8") == "mine: {}\n"
    assert main(["init", "gitlab", "--force"]) == 0
    assert "consistency" in yaml.safe_load(mine.read_text(encoding="utf-8"))


def test_the_configuration_that_init_writes_is_one(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "config"]) == 0
    assert main(["check"]) == 1
    assert "NUM101" in capsys.readouterr().out
    assert sorted(path.name for path in (repository / "reports").iterdir()) == [
        "consistency.html",
        "consistency.json",
    ]
    agree(repository)
    assert main(["check"]) == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["travis"], "there is no part 'travis'"),
        (["--articles", "../elsewhere"], "is no folder below this one"),
        (["--articles", "/etc"], "is no folder below this one"),
        (["--articles", "a\nb"], "is no folder below this one"),
    ],
)
def test_init_refuses(
    arguments: list[str], says: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", *arguments]) == 2
    assert says in capsys.readouterr().err
    assert sorted(path.name for path in repository.iterdir()) == ["articles"]


@unix
def test_the_workflow_fails_on_a_conflict_and_says_so(repository: Path) -> None:
    assert main(["init"]) == 0
    content = yaml.safe_load((repository / STARTERS["github"][1]).read_text(encoding="utf-8"))
    scripts = steps(content)
    ended = shell(scripts["Check"], repository)
    assert ended.returncode == 1, ended.stderr
    assert "::error" in ended.stdout
    assert shell(scripts["Summary"], repository).returncode == 0
    assert "NUM101" in (repository.parent / "summary.md").read_text(encoding="utf-8")
    agree(repository)
    assert shell(scripts["Check"], repository).returncode == 0


@unix
def test_from_an_empty_repository_to_red_and_to_green_after_a_waiver(repository: Path) -> None:
    """What a newsroom does on its first day, as it would type it."""
    for name in ("a.md", "b.md"):
        (repository / "articles" / name).unlink()
    assert shell("git init -q && consistency init", repository).returncode == 0
    check = steps(yaml.safe_load((repository / STARTERS["github"][1]).read_text(encoding="utf-8")))["Check"]
    assert shell(check, repository).returncode == 2, "a green run must have read something"
    for name, text in {"a.md": FIRST, "b.md": SECOND}.items():
        (repository / "articles" / name).write_text(text, encoding="utf-8")
    assert shell(check, repository).returncode == 1
    assert shell("consistency check --fail-on never", repository).returncode == 0
    report = json.loads((repository / "reports" / "consistency.json").read_text(encoding="utf-8"))
    (mark,) = (finding["fingerprint"] for finding in report["findings"])
    ended = shell(f"consistency waive {mark} --reason 'the hospital counted twice' --who Huda", repository)
    assert ended.returncode == 0, ended.stderr
    ended = shell(check, repository)
    assert ended.returncode == 0, ended.stdout
    assert "1 set aside" in (repository / "reports" / "consistency.md").read_text(encoding="utf-8")


@unix
def test_the_gitlab_job_leaves_what_it_promises(repository: Path) -> None:
    assert main(["init"]) == 0
    job = yaml.safe_load((repository / STARTERS["gitlab"][1]).read_text(encoding="utf-8"))["consistency"]
    assert shell(job["script"][1], repository).returncode == 1
    for report in job["artifacts"]["reports"].values():
        assert (repository / report).stat().st_size


@unix
@pytest.mark.parametrize("written_by", ["init", "this repository"])
def test_the_hook_stops_a_commit(written_by: str, repository: Path) -> None:
    """The hook as it is, but run in this environment, as pre-commit's `language: system` does: no network."""
    assert main(["init"]) == 0
    file = repository / STARTERS["pre-commit"][1]
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    (hook,) = content["repos"][0]["hooks"]
    if written_by != "init":
        (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    hook.pop("additional_dependencies", None)
    content["repos"][0]["hooks"] = [{**hook, "language": "system"}]
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    git = "git -c user.name=a -c user.email=a@example.org"
    begin = "git init -q && git add . && python -m pre_commit install"
    assert shell(begin, repository).returncode == 0
    stopped = shell(f"{git} commit -qm articles", repository)
    assert stopped.returncode == 1, stopped.stdout
    assert stopped.stderr.count("1 error,") + stopped.stdout.count("1 error,") == 1, "it runs once"
    agree(repository)
    passed = shell(f"git add . && {git} commit -qm articles", repository)
    assert passed.returncode == 0, passed.stderr


@unix
@network
def test_the_hook_of_this_repository_installs(repository: Path) -> None:
    assert main(["init", "config"]) == 0
    script = f"git init -q && git add . && python -m pre_commit try-repo '{ROOT}' consistency --all-files"
    ended = shell(script, repository)
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert "NUM101" in ended.stdout


def action() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return content


@unix
def test_the_action_checks_and_takes_no_commands(repository: Path) -> None:
    script = steps(action())["Check"]
    given = {"PATHS": "articles $(touch stolen) `touch stolen`", "ARGUMENTS": "--keep-going ; touch stolen"}
    assert shell(script, repository, **given).returncode == 2
    assert not (repository / "stolen").exists()
    found = shell(script, repository, PATHS="articles", ARGUMENTS="--min-confidence 0.1")
    assert found.returncode == 1, found.stderr
    assert "::error" in found.stdout
    assert "NUM101" in (repository.parent / "summary.md").read_text(encoding="utf-8")
    calm = shell(script, repository, PATHS="articles", ARGUMENTS="--fail-on never")
    assert calm.returncode == 0, calm.stderr


def test_the_actions_scripts_hold_no_expressions() -> None:
    scripts = steps(action()).values()
    assert len(scripts) == 2
    assert not any("${{" in script for script in scripts)


@unix
@network
def test_the_action_installs_itself(repository: Path) -> None:
    scripts = steps(action())
    ended = shell(scripts["Install"], repository, HERE=str(ROOT), EXTRAS="web")
    assert ended.returncode == 0, ended.stderr
    installed = (repository.parent / "path").read_text(encoding="utf-8").strip()
    path = f"{installed}{os.pathsep}{os.environ['PATH']}"
    (repository / "articles" / "c.html").write_text(
        f"<html><body><p>{FIRST[len(HEAD) :]}</p></body></html>", encoding="utf-8"
    )
    ended = shell(scripts["Check"], repository, PATH=path, PATHS="articles", ARGUMENTS="")
    assert ended.returncode == 1, ended.stderr
