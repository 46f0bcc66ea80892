"""Rules of one's own: a folder that adds to ours, the linter and the examples that prove it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from consistency.api import load_rules
from consistency.cli.main import main
from consistency.judge.vocabulary import CHECKS, unknown_names

FACTS = """\
source: our desk
concepts:
  hedgehog: {broader: animal}
"""
WORDS = """\
source: our desk
concept:
  - {id: hedgehog, words: [hedgehog]}
"""
ARABIC = """\
source: our desk
concept:
  - {id: hedgehog, words: [قنفذ, قنافذ]}
"""
SUBJECT = """\
source: our desk
subject:
  - {id: "org:spines", words: [Spines Trust]}
"""
SUBJECTS = """\
source: our desk
subjects:
  org:spines: {kind: company}
"""
RULE = """\
source: our desk
rules:
  - code: OWN101
    name: own.hedgehogs
    severity: warning
    verdict: conflict
    check: pair
    when: [values-differ, rival]
    preview: yes
    says: {en: "Count them again: {a.value} and {b.value}", ar: "عدّوها من جديد: {a.value} و{b.value}"}
    about: {en: Hedgehogs are hard to count., ar: عد القنافذ صعب.}
    examples:
      - finds: FINDS
        a: The Spines Trust released 40 hedgehogs in Sfax on Sunday.
        b: The Spines Trust released 70 hedgehogs in Sfax on Sunday.
        published: ["2024-03-04", "2024-03-04"]
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {
        "rules/counted/animals.yaml": FACTS,
        "rules/languages/en/animals.yaml": WORDS,
        "rules/languages/ar/animals.yaml": ARABIC,
        "rules/languages/en/owners.yaml": SUBJECT,
        "rules/subjects/owners.yaml": SUBJECTS,
        "a.txt": "The Spines Trust released 40 hedgehogs in Sfax on Sunday.\n",
        "b.txt": "أُطلق 70 قنفذا في صفاقس يوم الأحد.\n",
        "consistency.toml": 'paths = ["a.txt", "b.txt"]\nrules = ["rules/"]\n',
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def add_rule(desk: Path, finds: str = "yes", change: tuple[str, str] = ("", "")) -> None:
    (desk / "rules/conflicts").mkdir()
    text = RULE.replace("FINDS", finds).replace(*change)
    (desk / "rules/conflicts/own.yaml").write_text(text, encoding="utf-8")


def test_words_of_our_own_are_read(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["extract", "--format", "jsonl"])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    counted = {(row["document"], row["counted"]["concept"]) for row in rows if row["type"] == "quantity"}
    assert counted == {("a.txt", "hedgehog"), ("b.txt", "hedgehog")}
    assert load_rules(desk / "rules").table("subjects")["org:spines"]["kind"] == "company"
    main(["extract", "--isolated", "a.txt", "--format", "jsonl"])
    assert '"hedgehog"' not in capsys.readouterr().out


def test_the_linter_finds_nothing_wrong(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add_rule(desk)
    assert main(["rules", "lint"]) == 0
    assert capsys.readouterr().out == "nothing is wrong\n"


WRONG = [
    (
        "rules/languages/ar/animals.yaml",
        ARABIC.replace("قنافذ", "قنافۀ"),
        "rules/languages/ar/animals.yaml:3:34: '\u2068قنافۀ\u2069' holds U+06C0",
        "- {id: hedgehog, words: [قنفذ, قنافۀ]}",
    ),
    (
        "rules/languages/en/animals.yaml",
        WORDS.replace("[hedgehog]", "[hedgehog, Baghdad]"),
        "rules/languages/en/animals.yaml:3:38: 'Baghdad' is a concept here and a place at our rules/",
        "- {id: hedgehog, words: [hedgehog, Baghdad]}",
    ),
    (
        "rules/languages/en/animals.yaml",
        WORDS.replace("id: hedgehog", "id: hedgehgo"),
        "no table knows the concept 'hedgehgo'",
        "- {id: hedgehgo, words: [hedgehog]}",
    ),
    (
        "rules/counted/animals.yaml",
        FACTS.replace("broader", "braoder"),
        "rules/counted/animals.yaml:3:14: unknown field 'braoder'",
        "hedgehog: {braoder: animal}",
    ),
    (
        "rules/counted/animals.yaml",
        FACTS + "  dodo: {broader: animal}\n",
        "rules/counted: no language has a word for the concept 'dodo'",
        "",
    ),
]


@pytest.mark.parametrize(("name", "text", "says", "line"), WRONG)
def test_the_linter_shows_the_line(
    name: str, text: str, says: str, line: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / name).write_text(text, encoding="utf-8")
    assert main(["rules", "lint", "rules"]) == 1
    out = capsys.readouterr().out
    assert says in out
    assert line in out.replace("\u2068", "").replace("\u2069", "")
    assert main(["rules", "lint", "rules", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"]


CHANGES = [
    (
        ("when: [values-differ", "when: [values-difer"),
        "OWN101: unknown condition 'values-difer'; did you mean",
    ),
    (("check: pair", "check: pears"), "OWN101: unknown check 'pears'; did you mean 'pair'?"),
    (("{a.value} and", "{a.valeu} and"), "OWN101: unknown field 'a.valeu'; did you mean 'a.value'?"),
]


@pytest.mark.parametrize(("change", "says"), CHANGES)
def test_a_rule_that_names_what_there_is_not(
    change: tuple[str, str], says: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_rule(desk, change=change)
    assert main(["check"]) == 2
    assert says in capsys.readouterr().err
    assert main(["rules", "lint"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("rules/conflicts/own.yaml:3:5: OWN101: unknown ")
    assert main(["rules", "test"]) == 2


def test_the_graver_of_two_rules_takes_a_pair(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add_rule(desk)
    assert main(["rules", "test"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "rules/conflicts/own.yaml:3:5: example 1 of OWN101: OWN101 does not fire; fired: NUM101",
        "1 examples of 1 rules, 1 of them do not hold",
    ]


def test_an_example_that_holds_and_one_that_does_not(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    graver = ("severity: warning", "severity: error")
    add_rule(desk, change=graver)
    text = (desk / "rules/conflicts/own.yaml").read_text(encoding="utf-8").replace("OWN101", "MUM101")
    (desk / "rules/conflicts/own.yaml").write_text(text, encoding="utf-8")
    assert main(["rules", "test", "rules", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["examples"]
    assert row == {"code": "MUM101", "example": 1, "fired": ["MUM101"], "problem": None}
    (desk / "rules/conflicts/own.yaml").write_text(text.replace("finds: yes", "finds: no"), encoding="utf-8")
    assert main(["rules", "test"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "rules/conflicts/own.yaml:3:5: example 1 of MUM101: MUM101 fires",
        "1 examples of 1 rules, 1 of them do not hold",
    ]


def test_a_rule_on_trial_is_applied_where_somebody_asks(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_rule(desk, change=("severity: warning", "severity: error"))
    text = (desk / "rules/conflicts/own.yaml").read_text(encoding="utf-8").replace("OWN101", "MUM101")
    (desk / "rules/conflicts/own.yaml").write_text(text, encoding="utf-8")
    (desk / "b.txt").write_text(
        "The Spines Trust released 70 hedgehogs in Sfax on Sunday.\n", encoding="utf-8"
    )
    flags = ["check", "--published", "2024-03-04", "--quiet"]
    assert main(flags) == 1
    assert "NUM101" in capsys.readouterr().out
    assert main([*flags, "--preview"]) == 1
    assert "MUM101" in capsys.readouterr().out


def test_no_rules_to_test(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "test"]) == 2
    assert "rules: there are no rules to test" in capsys.readouterr().err
    assert main(["rules", "lint", "nosuch"]) == 2
    assert "nosuch: no such folder of rules" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["rules"], ["rules", "list"], ["rules", "--json"], ["rules", "list", "--json"]]
)
def test_the_list_is_still_there(
    arguments: list[str], desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_rule(desk)
    assert main(arguments) == 0
    out = capsys.readouterr().out
    assert "OWN101" in out
    assert "NUM101" in out


def test_our_own_rules_name_what_there_is() -> None:
    rules = load_rules().rules
    assert [str(problem) for rule in rules for problem in unknown_names(rule)] == []
    assert {rule.check for rule in rules} == set(CHECKS)
