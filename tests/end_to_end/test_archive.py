"""The archive: what is found with it, what it keeps, and which files it refuses."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.command import ROOT
from tests.story import stories

STORIES = stories()


def started(arguments: list[str], folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "consistency", *arguments],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    process = started(arguments, folder)
    output, errors = process.communicate(timeout=120)
    return subprocess.CompletedProcess(arguments, process.returncode, output, errors)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every story's articles but the last, as `old.jsonl`; these as `new.jsonl`."""
    folder = tmp_path_factory.mktemp("corpus")
    for name, part in (("old", slice(None, -1)), ("new", slice(-1, None))):
        rows = [
            {"id": f"{story.name}/{d.id}", "text": d.text, "language": d.language, "source": d.source,
             "agency": d.agency, "published": str(d.published) if d.published else None, "url": d.url}
            for story in STORIES for d in sorted(story.articles(), key=lambda d: d.id)[part]
        ]  # fmt: skip
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def archive(corpus: Path) -> Path:
    done = run(["archive", "add", "old.jsonl", "--archive", "archive.db"], corpus)
    assert done.returncode == 0, done.stderr
    return corpus / "archive.db"


def report(arguments: list[str], folder: Path) -> dict[str, Any]:
    done = run([*arguments, "--format", "json", "--today", "2024-05-01"], folder)
    assert done.returncode in (0, 1), done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def told(found: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {(f["code"], f["verdict"], f["fingerprint"]) for f in found["findings"]}


def count(archive: Path, name: str) -> int:
    lines = run(["archive", "stats", "--archive", str(archive)], archive.parent).stdout.splitlines()
    return next(int(line.split()[-1]) for line in lines if line.startswith(name))


def whole(archive: Path) -> bool:
    return run(["archive", "verify", "--archive", str(archive)], archive.parent).returncode == 0


def copied(archive: Path, folder: Path) -> Path:
    copy = folder / "archive.db"
    copy.write_bytes(archive.read_bytes())
    return copy


def test_the_same_findings_with_the_archive_as_without(corpus: Path, archive: Path) -> None:
    with_it = report(["check", "new.jsonl", "--archive", "archive.db"], corpus)
    without = report(["check", "new.jsonl", "--against", "old.jsonl"], corpus)
    assert told(with_it) == told(without)
    assert len(told(with_it)) > 5
    (corpus / "one.jsonl").write_text((corpus / "new.jsonl").read_text("utf-8").splitlines()[0], "utf-8")
    one = report(["check", "one.jsonl", "--archive", "archive.db"], corpus)
    assert told(one) == told(report(["check", "one.jsonl", "--against", "old.jsonl"], corpus))
    assert 1 < len(one["documents"]) < len(without["documents"]) - 4


def test_a_cache_changes_no_byte_and_reads_nothing_twice(corpus: Path, tmp_path: Path) -> None:
    common = ["check", "old.jsonl", "new.jsonl", "--format", "json", "--today", "2024-05-01"]
    plain = run(common, corpus).stdout
    for _ in range(2):
        assert run([*common, "--cache", str(tmp_path / "cache.db")], corpus).stdout == plain
    for other in (["check", "old.jsonl"], ["check", "new.jsonl", "--against", "old.jsonl"]):
        cached = [*other, *common[3:]]
        assert (
            run([*cached, "--cache", str(tmp_path / "cache.db")], corpus).stdout == run(cached, corpus).stdout
        )
    with closing(sqlite3.connect(tmp_path / "cache.db")) as file:
        assert file.execute("SELECT COUNT(*) FROM results").fetchone() == (3,)
        numbers = [row[0] for row in file.execute("SELECT number FROM readings ORDER BY number")]
    assert numbers == list(range(1, len(plain and json.loads(plain)["documents"]) + 1))


def test_adding_again_changes_nothing(corpus: Path, archive: Path) -> None:
    before = count(archive, "keys")
    again = run(["archive", "add", "old.jsonl", "--archive", "archive.db"], corpus).stdout
    articles = count(archive, "articles")
    assert again == f"0 articles added, 0 replaced by newer versions, {articles} known\n"
    assert (count(archive, "keys"), count(archive, "older versions")) == (before, 0)
    assert whole(archive)


def test_a_new_version_replaces_the_old_one_and_keeps_it(corpus: Path, archive: Path, tmp_path: Path) -> None:
    copy = copied(archive, tmp_path)
    row = json.loads((corpus / "old.jsonl").read_text(encoding="utf-8").splitlines()[0])
    (tmp_path / "newer.jsonl").write_text(json.dumps({**row, "text": "The fire killed 12 people in Beirut."}))
    articles = count(copy, "articles")
    added = run(["archive", "add", "newer.jsonl", "--archive", "archive.db"], tmp_path).stdout
    assert added.startswith("0 articles added, 1 replaced")
    assert (count(copy, "articles"), count(copy, "older versions")) == (articles, 1)
    assert whole(copy)
    removed = run(["archive", "remove", row["id"], "nobody", "--archive", "archive.db"], tmp_path)
    assert (removed.returncode, removed.stdout) == (2, "1 articles removed\n")
    assert "nobody: is not in the archive" in removed.stderr
    assert (count(copy, "articles"), count(copy, "older versions")) == (articles - 1, 0)
    assert whole(copy)


def test_a_report_tells_of_corrections(tmp_path: Path) -> None:
    first = {"id": "a", "text": "The fire in Beirut killed 12 people on Monday.", "published": "2024-05-06"}
    newer = {**first, "text": "The fire in Beirut killed 17 people on Monday.", "published": "2024-05-07"}
    other = {**newer, "id": "b", "text": "The fire in Beirut on Monday killed 17 people, officials said."}
    for name, row in (("first", first), ("newer", newer), ("other", other)):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row), encoding="utf-8")

    def skipped(name: str) -> list[tuple[str, str]]:
        found = report(["check", f"{name}.jsonl", "--archive", "archive.db"], tmp_path)
        return [(item["document"], item["reason"]) for item in found["skipped"]]

    run(["archive", "add", "first.jsonl", "--archive", "archive.db"], tmp_path)
    assert skipped("first") == skipped("other") == []
    assert skipped("newer") == [("a", "an earlier version of this article is in the archive; 12 is now 17")]
    run(["archive", "add", "newer.jsonl", "--archive", "archive.db"], tmp_path)
    assert skipped("newer") == []
    assert skipped("other") == [("a", "this archived article has been corrected; 12 is now 17")]


def test_other_rules_are_noticed_and_refresh_reads_anew(archive: Path, corpus: Path, tmp_path: Path) -> None:
    copy = copied(archive, tmp_path)
    own = tmp_path / "own" / "languages" / "en"
    own.mkdir(parents=True)
    (own / "more.yaml").write_text("source: a test\nconcept:\n  - {id: person, words: [villager-of-note]}\n")
    (tmp_path / "consistency.toml").write_text('rules = ["own"]\n')
    (tmp_path / "new.jsonl").write_bytes((corpus / "new.jsonl").read_bytes())
    stale = report(["check", "new.jsonl", "--archive", "archive.db"], tmp_path)
    assert any("archive refresh" in item["reason"] for item in stale["skipped"])
    articles = count(copy, "articles")
    assert count(copy, "to be read anew") == articles
    assert (
        run(["archive", "refresh", "--archive", "archive.db"], tmp_path).stdout
        == f"{articles} articles read anew\n"
    )
    assert (count(copy, "to be read anew"), count(copy, "readings kept")) == (0, articles)
    assert whole(copy)
    fresh = report(["check", "new.jsonl", "--archive", "archive.db"], tmp_path)
    assert fresh["skipped"] == [item for item in stale["skipped"] if "archive refresh" not in item["reason"]]


def test_export_is_sorted_and_whole(archive: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra tables")
    path = tmp_path / "claims.parquet"
    done = run(["archive", "export", "--archive", str(archive), "-o", str(path)], tmp_path)
    rows = parquet.read_table(path).to_pylist()
    assert done.stdout == f"{len(rows)} claims written to {path}\n"
    assert len(rows) == count(archive, "claims")
    days = [(row["published"] or "")[:10] for row in rows]
    assert days == sorted(days)
    assert list(tmp_path.iterdir()) == [path]


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE TABLE own (a)")


def trapped(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE TRIGGER trap AFTER INSERT ON keys BEGIN DELETE FROM articles; END")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        pytest.param(lambda path: path.unlink(), "there is no such archive", id="missing"),
        pytest.param(lambda path: path.write_text("no archive, " * 99), "file is not a database", id="text"),
        pytest.param(foreign, "is no archive of this program", id="foreign"),
        pytest.param(trapped, "is an archive with foreign tables", id="with a trigger"),
        pytest.param(newer, "is an archive of format 99", id="of a later version"),
        pytest.param(
            lambda path: os.truncate(path, 9000), "the file is damaged: make it anew", id="truncated"
        ),
    ],
)
def test_files_that_are_no_archive(
    spoil: Any, says: str, corpus: Path, archive: Path, tmp_path: Path
) -> None:
    copy = copied(archive, tmp_path)
    spoil(copy)
    before = copy.read_bytes() if copy.exists() else None
    for command in (
        ["check", str(corpus / "new.jsonl"), "--archive", "archive.db"],
        ["archive", "verify", "--archive", "archive.db"],
        *([["archive", "add", str(corpus / "new.jsonl"), "--archive", "archive.db"]] if before else []),
    ):
        done = run(command, tmp_path)
        assert done.returncode == 2, done.stdout
        assert says in done.stderr and "Traceback" not in done.stderr
    assert (copy.read_bytes() if copy.exists() else None) == before


def test_a_reading_that_was_tampered_with_is_found(archive: Path, tmp_path: Path) -> None:
    copy = copied(archive, tmp_path)
    with closing(sqlite3.connect(copy)) as file, file:
        file.execute(
            "UPDATE readings SET content = (SELECT content FROM readings WHERE number = 2) WHERE number = 1"
        )
        file.execute("DELETE FROM keys WHERE article = 3")
    done = run(["archive", "verify", "--archive", "archive.db"], tmp_path)
    assert done.returncode == 2
    assert "does not agree with its reading" in done.stderr
    assert "is missing under one of its keys" in done.stderr


def test_checking_against_an_archive_loads_no_heavy_library(corpus: Path, archive: Path) -> None:
    code = (
        "import sys; from consistency.cli.main import main; "
        f"main(['check', 'new.jsonl', '--archive', '{archive.name}', '-f', 'json']); "
        "sys.exit(bool({'pandas', 'yaml', 'babel', 'dateparser', 'pyarrow'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=corpus,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
