"""Baseline, waivers and comments: what somebody set aside stays in the report, and what sets nothing aside is told."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from consistency.cli.main import main

FIRE = "{} people were killed in a fire at the harbour market in Tunis on Sunday, the civil defence said."
TALK = "The market opened in 1998.\n\nShopkeepers had asked for new cables, said Salma Trabelsi, who owns a stall."


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """Two articles that differ on one figure, and their configuration."""
    write(tmp_path, "a.md", FIRE.format("Twelve"))
    write(tmp_path, "b.md", FIRE.format("Nineteen"))
    (tmp_path / "consistency.toml").write_text('paths = ["."]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(desk: Path, name: str, *paragraphs: str) -> None:
    body = "\n\n".join(paragraphs)
    (desk / name).write_text(f"---\npublished: 2024-03-04\n---\n{body}\n", encoding="utf-8")


def findings(capsys: pytest.CaptureFixture[str], *flags: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["check", "--format", "json", "--today", "2024-03-10", *flags]) in (0, 1)
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["findings"]
    return found


def standing(capsys: pytest.CaptureFixture[str], *flags: str) -> list[str]:
    return [item["code"] for item in findings(capsys, *flags) if item["suppressed"] is None]


def set_aside(capsys: pytest.CaptureFixture[str], *flags: str) -> list[tuple[str, str]]:
    return [
        (item["code"], item["suppressed"]["by"])
        for item in findings(capsys, *flags)
        if item["suppressed"] is not None
    ]


def test_a_baseline_lets_only_new_findings_count(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 1
    assert main(["baseline", "write"]) == 0
    assert main(["check"]) == 0
    assert set_aside(capsys) == [("NUM101", "baseline")]
    write(desk, "c.md", "A bomb killed 5 people in Oran on Sunday.")
    write(desk, "d.md", "A bomb killed 8 people in Oran on Sunday.")
    assert main(["check"]) == 1
    assert standing(capsys) == ["NUM101"]


def test_the_file_has_a_sorted_line_for_each(desk: Path) -> None:
    for number, town in enumerate(("Oran", "Sfax", "Tripoli")):
        write(desk, f"c{number}.md", f"A bomb killed {5 + number} people in {town} on Sunday.")
        write(desk, f"d{number}.md", f"A bomb killed {9 + number} people in {town} on Sunday.")
    assert main(["baseline", "write"]) == 0
    lines = (desk / "consistency-baseline.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4
    assert lines == sorted(lines)
    assert set(json.loads(lines[0])) == {"fingerprint", "code", "documents", "says"}
    # Any order and any merge of two branches' lines is read the same.
    (desk / "consistency-baseline.jsonl").write_text("\n\n".join(reversed(lines * 2)), encoding="utf-8")
    assert main(["check"]) == 0
    assert main(["baseline", "prune"]) == 0
    assert (desk / "consistency-baseline.jsonl").read_text(encoding="utf-8").splitlines() == lines


EDITS = {
    "paragraphs before it": (TALK, FIRE.format("Twelve")),
    "paragraphs after it": (FIRE.format("Twelve"), TALK),
    "other words elsewhere": (
        "The old market has burned before.",
        FIRE.format("Twelve"),
        "It had 340 stalls.",
    ),
    "a headline": ("# Fire at the market", FIRE.format("Twelve")),
    "the figure in digits": (FIRE.format("12"),),
    "another order of words": (
        "The civil defence said 12 people were killed on Sunday in a fire at the harbour market in Tunis.",
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_known_finding_stays_known_when_the_article_is_edited(
    edit: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["baseline", "write"]) == 0
    write(desk, "a.md", *EDITS[edit])
    assert set_aside(capsys) == [("NUM101", "baseline")]
    assert "NUM101" not in standing(capsys)


def test_another_value_or_another_article_is_news(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline", "write"]) == 0
    write(desk, "c.md", FIRE.format("12"))
    assert standing(capsys) == ["NUM101"]
    (desk / "c.md").unlink()
    assert standing(capsys) == []
    write(desk, "a.md", FIRE.format("Fourteen"))
    assert standing(capsys) == ["NUM101"]


def test_prune_takes_out_what_is_settled_and_status_tells_it(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["baseline", "write"]) == 0
    write(desk, "a.md", FIRE.format("Nineteen"))
    capsys.readouterr()
    assert main(["baseline", "status"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("gone ")
    assert told[-1].startswith(
        "1 known findings, 0 of them found, 1 gone, 0 of articles that were not read; 0 new"
    )
    assert main(["baseline", "prune", "b.md"]) == 0, "what was not read may still be there"
    assert (desk / "consistency-baseline.jsonl").read_text(encoding="utf-8")
    assert main(["baseline", "prune"]) == 0
    assert (desk / "consistency-baseline.jsonl").read_text(encoding="utf-8") == ""


def test_a_broken_baseline_is_told_by_its_line(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "consistency-baseline.jsonl").write_text('{"fingerprint": "x"}\n', encoding="utf-8")
    assert main(["check"]) == 2
    assert "consistency-baseline.jsonl:1: this line is no entry of a baseline" in capsys.readouterr().err


def waive(capsys: pytest.CaptureFixture[str], *flags: str) -> str:
    """Waive the one finding there is. Returns its fingerprint."""
    (finding,) = [item for item in findings(capsys) if not item["code"].startswith("WVR")]
    mark: str = finding["fingerprint"]
    assert main(["waive", mark[:6], "--reason", "أكد المستشفى الرقم", "--today", "2024-03-10", *flags]) == 0
    return mark


def test_a_waiver_sets_one_finding_aside(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mark = waive(capsys, "--until", "2024-03-20", "--who", "Huda")
    text = (desk / "consistency-waivers.toml").read_text(encoding="utf-8")
    assert f'fingerprint = "{mark}"' in text
    assert text.startswith("[[waiver]]  # Sources differ on one figure (person): ")
    assert not re.search("[\u2066-\u2069]|u206", text), "marks of direction are for a screen"
    (finding,) = findings(capsys)
    assert finding["suppressed"] == {
        "by": "waiver",
        "reason": "أكد المستشفى الرقم",
        "until": "2024-03-20",
        "who": "Huda",
    }
    assert main(["check", "--today", "2024-03-20"]) == 0
    assert main(["check", "--today", "2024-03-20", "--no-waivers"]) == 1
    assert main(["waive", mark, "--reason", "again"]) == 2
    assert f"consistency-waivers.toml:1:1: {mark} is waived already" in capsys.readouterr().err
    assert (desk / "consistency-waivers.toml").read_text(encoding="utf-8") == text


def test_a_second_waiver_leaves_the_first_as_it_was_written(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waive(capsys)
    path = desk / "consistency-waivers.toml"
    path.write_text("# ours\n" + path.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    write(desk, "c.md", "A bomb killed 5 people in Oran on Sunday.")
    write(desk, "d.md", "A bomb killed 8 people in Oran on Sunday.")
    (new,) = [item for item in findings(capsys) if item["suppressed"] is None]
    assert main(["waive", new["fingerprint"], "--reason", "two bombs"]) == 0
    assert path.read_text(encoding="utf-8").startswith(before)
    assert standing(capsys) == []


def test_an_expired_waiver_is_a_finding_and_what_it_hid_counts_again(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waive(capsys, "--until", "2024-03-20")
    assert main(["check", "--today", "2024-03-21"]) == 1
    assert standing(capsys, "--today", "2024-03-21") == ["NUM101", "WVR701"]
    assert "consistency-waivers.toml:1:1" in findings(capsys, "--today", "2024-03-21")[1]["message"]


def test_an_unused_waiver_is_a_finding(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    waive(capsys)
    write(desk, "a.md", FIRE.format("Nineteen"))
    assert standing(capsys) == ["WVR702"]
    assert main(["check"]) == 0, "a warning"
    assert main(["check", "--fail-on", "warning"]) == 1
    assert standing(capsys, "b.md") == [], "its articles were not all read"
    assert standing(capsys, "--no-waivers") == []
    assert standing(capsys, "--ignore", "WVR") == []


def test_a_waived_finding_that_comes_to_involve_another_article_counts(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waive(capsys)
    write(desk, "c.md", FIRE.format("12"))
    assert standing(capsys) == ["NUM101"]


def test_every_format_can_tell_of_waivers(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from consistency.report.catalogue import NAMES

    waive(capsys, "--until", "2024-03-20")
    for name in NAMES:
        for today in ("2024-03-10", "2024-03-21"):
            assert main(
                ["check", "a.md", "b.md", "--today", today, "-f", f"{name}=out/{name.replace(':', '-')}"]
            ) in (
                0,
                1,
            ), name
    assert len(list((desk / "out").iterdir())) == len(NAMES)


WRONG_WAIVERS = [
    ('[[waivr]]\nfingerprint = "0123456789abcdef"\n', "1:1: unknown key 'waivr'"),
    ('[[waiver]]\nfingerprint = "0123456789abcdef"\n', "1:1: a waiver needs a reason"),
    ('[[waiver]]\nreason = "x"\nfingerprint = "0123"\n', "3:1: a waiver needs a fingerprint"),
    (
        '[[waiver]]\nreason = "x"\nfingerprint = "0123456789abcdef"\nuntil = "soon"\n',
        "4:1: 'until' is no day",
    ),
    ('[[waiver]]\nreason = "x"\nfingerprint = "0123456789abcdef"\n  whom = "y"\n', "4:3: unknown key 'whom'"),
    (
        '[[waiver]]\nreason = "x"\nfingerprint = "0123456789abcdef"\n' * 2,
        "4:1: 0123456789abcdef is waived twice",
    ),
    ("waiver = 1\n", "1:1: waivers are tables"),
    ("[[waiver]\n", "this is no TOML"),
]


@pytest.mark.parametrize(("text", "says"), WRONG_WAIVERS)
def test_wrong_waivers_are_told_by_their_line(
    text: str, says: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "consistency-waivers.toml").write_text(text, encoding="utf-8")
    assert main(["check"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("consistency: consistency-waivers.toml:")
    assert says in line


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["waive", "abc", "--reason", "x"], "'abc' is too short"),
        (["waive", "ffffffff", "--reason", "x"], "no finding's fingerprint begins with 'ffffffff'"),
        (["waive", "ffffffff", "--reason", " "], "the reason is empty"),
        (["waive", "ffffffff", "--reason", "x", "--until", "2020-01-01"], "2020-01-01 is over"),
        (["waive", "ffffffff"], "the following arguments are required: --reason"),
        (["case", "ffffffff"], "no finding's fingerprint begins with 'ffffffff'"),
    ],
)
def test_what_cannot_be_waived(
    arguments: list[str], says: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert says in capsys.readouterr().err
    assert not (desk / "consistency-waivers.toml").exists()


COMMENTS = [
    ("in the paragraph", "{fire} <!-- consistency: ignore NUM101 hospital figure -->", ["comment"], []),
    ("before it", "<!-- consistency: ignore NUM101 hospital figure -->\n\n{fire}", ["comment"], []),
    ("by family", "<!-- consistency: ignore NUM hospital figure -->\n{fire}", ["comment"], []),
    ("by name", "<!-- consistency: ignore quantity.different-values: said so -->\n{fire}", ["comment"], []),
    ("several", "<!-- consistency: ignore SCP201, NUM101 - said so -->\n{fire}", ["comment"], []),
    (
        "the whole article",
        "{fire}\n\nMore.\n\n<!-- consistency: ignore-article NUM101 ok -->",
        ["comment"],
        [],
    ),
    (
        "elsewhere",
        "{fire}\n\n<!-- consistency: ignore NUM101 hospital figure -->\n\nMore.",
        [],
        ["NUM101", "WVR702"],
    ),
    ("another rule", "<!-- consistency: ignore DAT303 typo -->\n{fire}", [], ["NUM101", "WVR702"]),
    ("no reason", "<!-- consistency: ignore NUM101 -->\n{fire}", [], ["NUM101", "WVR703"]),
    ("no rule", "<!-- consistency: ignore the ministry has spoken -->\n{fire}", [], ["NUM101", "WVR704"]),
    ("no such rule", "<!-- consistency: ignore NUM199 typo -->\n{fire}", [], ["NUM101", "WVR704"]),
    ("another verb", "<!-- consistency: skip NUM101 typo -->\n{fire}", [], ["NUM101", "WVR704"]),
    (
        "no such day",
        "<!-- consistency: ignore NUM101 until 2024-02-31 x -->\n{fire}",
        [],
        ["NUM101", "WVR704"],
    ),
    ("still on", "<!-- consistency: ignore NUM101 until 2024-03-10 x -->\n{fire}", ["comment"], []),
    ("over", "<!-- consistency: ignore NUM101 until 2024-03-09 x -->\n{fire}", [], ["NUM101", "WVR701"]),
    ("to somebody else", "<!-- ignore NUM101 -->\n{fire}", [], ["NUM101"]),
]


@pytest.mark.parametrize(
    ("text", "by", "codes"), [row[1:] for row in COMMENTS], ids=[row[0] for row in COMMENTS]
)
def test_comments(
    text: str, by: list[str], codes: list[str], desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(desk, "a.md", text.replace("{fire}", FIRE.format("Twelve")))
    assert [how for _, how in set_aside(capsys)] == by
    assert standing(capsys) == codes


def test_comments_of_pages(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("trafilatura")
    page = (
        "<html lang='en'><head><title>Fire</title><meta property='article:published_time' content='2024-03-04'>"
        "</head><body><article><h1>Fire at the market</h1><p>The market opened in 1998, and it has burned before,"
        " as its shopkeepers remember well.</p><!-- consistency: ignore NUM101 hospital figure --><p>{}</p>"
        "<p>Shopkeepers had asked for new cables for years, said Salma Trabelsi, who owns a stall.</p></article>"
        "</body></html>"
    )
    (desk / "a.md").unlink()
    (desk / "a.html").write_text(page.format(FIRE.format("Twelve")), encoding="utf-8")
    assert set_aside(capsys) == [("NUM101", "comment")]
    assert standing(capsys) == []


def test_a_case_is_a_row_that_can_be_run(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from consistency.model.rule import Example
    from consistency.packs.strict_yaml import parse_yaml
    from consistency.prove import fired_by

    (finding,) = findings(capsys)
    assert main(["case", finding["fingerprint"][:8]]) == 0
    out = capsys.readouterr().out
    assert not re.search("add what stands round them", out)
    rows: Any = parse_yaml(out, "row")
    (row,) = rows
    assert (row["code"], row["finds"], row["published"]) == ("NUM101", "no", ["2024-03-04", "2024-03-04"])
    assert row["texts"] == [FIRE.format("Twelve"), FIRE.format("Nineteen")]
    again = Example(False, tuple(row["texts"]), tuple(row["published"]), tuple(row["languages"]))
    assert "NUM101" in fired_by(again)
