"""Settings from flags, the environment and a file, and what they do to a check."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import consistency
from consistency.cli.main import main
from consistency.config.places import key_places
from consistency.config.settings import TABLE, Settings
from tests.readme import ROOT

CLASH = "The blast killed {} people in Aleppo on Sunday, police said.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two articles that differ, their metadata and no configuration yet."""
    (tmp_path / "wire").mkdir()
    (tmp_path / "own").mkdir()
    (tmp_path / "wire/a.txt").write_text(CLASH.format(12), encoding="utf-8")
    (tmp_path / "own/b.txt").write_text(CLASH.format(19), encoding="utf-8")
    rows = "file,outlet,published\nwire/a.txt,Wire,2024-01-29\nown/b.txt,Ours,2024-01-29\n"
    (tmp_path / "sources.csv").write_text(rows, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configure(desk: Path, text: str, name: str = "consistency.toml") -> None:
    (desk / name).write_text(text, encoding="utf-8")


BASE = 'paths = ["wire", "own"]\nmetadata = "sources.csv"\n'


def report(capsys: pytest.CaptureFixture[str], *flags: str) -> dict[str, list[dict[str, object]]]:
    capsys.readouterr()
    assert main(["check", "--format", "json", *flags]) in (0, 1)
    found: dict[str, list[dict[str, object]]] = json.loads(capsys.readouterr().out)
    return found


def codes(capsys: pytest.CaptureFixture[str], *flags: str) -> list[tuple[object, object]]:
    return [(finding["code"], finding["severity"]) for finding in report(capsys, *flags)["findings"]]


def test_the_file_says_what_to_check(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(desk, BASE)
    assert main(["check"]) == 1
    assert capsys.readouterr().out.splitlines()[-1].startswith("2 articles, ")
    assert codes(capsys) == [("NUM101", "error")]


def test_ids_are_relative_to_the_folder_of_the_file(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(desk, BASE)
    monkeypatch.chdir(desk / "own")
    ids = [document["id"] for document in report(capsys)["documents"]]
    assert ids == ["own/b.txt", "wire/a.txt"]
    named = report(capsys, "b.txt", "../wire/*.txt")
    assert [document["id"] for document in named["documents"]] == ids
    assert named["findings"] == report(capsys)["findings"]


def test_pyproject_serves_as_well_and_the_nearest_file_counts(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(
        desk, '[project]\nname = "x"\n[tool.consistency]\n' + BASE + 'fail-on = "never"\n', "pyproject.toml"
    )
    assert main(["check"]) == 0
    configure(desk / "own", '[project]\nname = "no settings of ours"\n', "pyproject.toml")
    monkeypatch.chdir(desk / "own")
    assert main(["check"]) == 0
    configure(desk / "own", 'paths = ["b.txt"]\n')
    assert [document["id"] for document in report(capsys)["documents"]] == ["b.txt"]


def test_flags_over_environment_over_file_over_defaults(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def shown(*flags: str) -> tuple[object, object]:
        capsys.readouterr()
        assert main(["config", "show", "--format", "json", *flags]) == 0
        rows = json.loads(capsys.readouterr().out)["settings"]
        return next((row["value"], row["from"]) for row in rows if row["setting"] == "ui")

    assert shown() == ("en", None)
    configure(desk, '# ours\nui = "ar"\n')
    assert shown() == ("ar", "consistency.toml:2:1")
    monkeypatch.setenv("CONSISTENCY_UI", "en")
    assert shown() == ("en", "CONSISTENCY_UI")
    assert shown("--ui", "ar") == ("ar", "--ui")
    monkeypatch.delenv("CONSISTENCY_UI")
    assert shown("--isolated") == ("en", None)
    configure(desk, 'ui = "ar"\njobs = 3\n', "other.toml")
    assert shown("--config", "other.toml") == ("ar", "other.toml:1:1")


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_show_tells_every_setting(form: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(desk, BASE + '[severity]\nNUM = "warning"\n[[per-path]]\nfiles = "own/"\nignore = ["SCP"]\n')
    assert main(["config", "show", "--format", form]) == 0
    told = capsys.readouterr().out
    for row in TABLE:
        assert row.key in told
    assert "consistency.toml:3:1" in told
    assert "own/" in told


@pytest.mark.parametrize(
    ("name", "value"),
    [("CONSISTENCY_JOBS", "0"), ("CONSISTENCY_SELCT", "NUM"), ("CONSISTENCY_PREVIEW", "maybe")],
)
def test_a_wrong_environment_is_told(
    name: str, value: str, desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(name, value)
    assert main(["check", "wire", "own"]) == 2
    assert capsys.readouterr().err.startswith("consistency: environment: ")


def test_the_environment_sets_lists(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(desk, BASE)
    monkeypatch.setenv("CONSISTENCY_SEVERITY", "NUM101=info, NUM=warning")
    assert codes(capsys) == [("NUM101", "info")]
    monkeypatch.setenv("CONSISTENCY_IGNORE", "SCP,NUM")
    assert codes(capsys) == []


SELECTIONS = [
    ('select = ["NUM"]', [("NUM101", "error")]),
    ('select = ["DAT"]', []),
    ('ignore = ["NUM"]', []),
    ('ignore = ["NUM"]\nselect = ["NUM101"]', [("NUM101", "error")]),
    ('ignore = ["NUM101"]\nselect = ["NUM"]', []),
    ('[severity]\nNUM = "info"\nNUM101 = "warning"', [("NUM101", "warning")]),
    ("min-confidence = 0.99", [("NUM101", "info")]),
    ("min-confidence = 0.1", [("NUM101", "error")]),
    ('[[per-path]]\nfiles = "own/"\nignore = ["NUM"]', []),
    ('[[per-path]]\nfiles = "elsewhere/"\nignore = ["NUM"]', [("NUM101", "error")]),
    (
        '[[per-path]]\nfiles = ["*.txt", "!own/*.txt"]\nseverity = { NUM101 = "warning" }',
        [("NUM101", "warning")],
    ),
    ('[[per-path]]\nfiles = "wire/**"\nmin-confidence = 0.99', [("NUM101", "info")]),
]


@pytest.mark.parametrize(("lines", "found"), SELECTIONS)
def test_which_findings_count(
    lines: str, found: list[tuple[str, str]], desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(desk, f"{BASE}{lines}\n")
    assert codes(capsys) == found
    loud = [code for code, severity in found if severity == "error"]
    assert main(["check"]) == (1 if loud else 0)


def test_a_finding_says_that_it_was_lowered(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(desk, BASE)
    (finding,) = report(capsys, "--min-confidence", "0.99")["findings"]
    assert (finding["severity"], finding["lowered_from"]) == ("info", "error")


def test_include_and_exclude_choose_articles(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(desk, 'paths = ["."]\nexclude = ["own/"]\n')
    (desk / "own/broken.txt").write_bytes(b"\xff")
    assert [document["id"] for document in report(capsys)["documents"]] == ["wire/a.txt"]
    configure(desk, 'paths = ["."]\ninclude = ["b.*"]\n')
    assert [document["id"] for document in report(capsys)["documents"]] == ["own/b.txt"]
    configure(desk, 'paths = ["."]\nexclude = ["*"]\n')
    assert main(["check"]) == 2
    assert "there is nothing to check" in capsys.readouterr().err


def test_a_missing_folder_of_rules_is_told(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(desk, BASE + 'rules = ["rules/"]\n')
    assert main(["check"]) == 2
    assert capsys.readouterr().err.endswith(
        "rules: no such folder of rules; give a folder laid out like rules/\n"
    )


def test_formats_of_the_file(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(desk, BASE + 'format = ["text", "jsonl=reports/all.jsonl"]\n')
    monkeypatch.chdir(desk / "own")
    assert main(["check"]) == 1
    assert "NUM101" in capsys.readouterr().out
    assert (desk / "reports/all.jsonl").exists()
    configure(desk, BASE.replace('"wire", "own"', '"."') + 'format = ["text", "jsonl=reports/all.jsonl"]\n')
    assert main(["check"]) == 1, "what the check writes is no article of the next one"


def test_the_library_takes_the_same_settings(desk: Path) -> None:
    settings = Settings(metadata=Path("sources.csv"), severity=(("NUM", "warning"),))
    (finding,) = consistency.check(["wire", "own"], settings).findings
    assert (finding.code, finding.severity) == ("NUM101", "warning")
    with pytest.raises(consistency.ConsistencyError, match="no rule's code begins with 'NUM109'"):
        consistency.check(["wire", "own"], Settings(select=("NUM109",)))


def test_the_page_of_settings_is_what_the_program_lists(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "list", "--isolated", "--format", "markdown"]) == 0
    page = (ROOT / "reports" / "settings.md").read_text(encoding="utf-8")
    assert capsys.readouterr().out in page, (
        "write its table anew from: consistency config list --format markdown"
    )


def test_a_check_without_settings_reads_no_toml(desk: Path) -> None:
    script = (
        "import sys, consistency.cli.main as m\n"
        "code = m.main(['check', 'wire/a.txt'])\n"
        "heavy = {'tomllib', 'pathspec'} & set(sys.modules)\n"
        "sys.exit(f'{heavy}' if heavy or code else 0)"
    )
    ended = subprocess.run([sys.executable, "-c", script], cwd=desk, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr


TOML = '''\
# "jobs = 1"
ui = "en"
paths = [ "a]", # ]
  'jobs = 2',
]
  text = """
[severity]
jobs = 3
"""
a.b = 1
"c.d" = { x = 1,
 y = 2 }

[severity]   # [other]
NUM = "info"
[[per-path]]
files = 1
[[per-path]]
  files = 2
[per-path.severity]
SCP = "info"
'''


def test_where_keys_stand() -> None:
    assert key_places(TOML) == {
        ("ui",): (2, 1),
        ("paths",): (3, 1),
        ("text",): (6, 3),
        ("a",): (10, 1),
        ("a", "b"): (10, 1),
        ("c.d",): (11, 1),
        ("severity",): (14, 1),
        ("severity", "NUM"): (15, 1),
        ("per-path", 0): (16, 1),
        ("per-path", 0, "files"): (17, 1),
        ("per-path", 1): (18, 1),
        ("per-path", 1, "files"): (19, 3),
        ("per-path", 1, "severity"): (20, 1),
        ("per-path", 1, "severity", "SCP"): (21, 1),
    }
