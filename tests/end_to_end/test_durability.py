"""What becomes of an archive when things go wrong: killed writers, many at once, a full disk, files that are none.

Quick in the normal run. The long forms, by hand: CONSISTENCY_KILLS=50 CONSISTENCY_SECONDS=60 pytest -s, this file.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

import consistency
from consistency.archive.store import opened
from consistency.archive.upkeep import verify
from consistency.engines.corridor import packs_of
from tests.bench.events import stories as generated
from tests.end_to_end.command import ROOT

# Random moments at which a writer is killed; seconds for which two write and others read.
KILLS = int(os.environ.get("CONSISTENCY_KILLS", "4"))
SECONDS = float(os.environ.get("CONSISTENCY_SECONDS", "4"))
READERS = 10 if SECONDS >= 60 else 3
ADD = ["archive", "add", "--archive", "archive.db"]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs signals and limits of POSIX")


def started(
    arguments: list[str], folder: Path, before: Callable[[], None] | None = None
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "consistency", *arguments], cwd=folder, text=True, preexec_fn=before,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def run(
    arguments: list[str], folder: Path, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    process = started(arguments, folder, before)
    output, errors = process.communicate(timeout=300)
    return subprocess.CompletedProcess(arguments, process.returncode, output, errors)


def rows(events: int) -> list[dict[str, str]]:
    return list(generated(events))


def write(path: Path, articles: list[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in articles), encoding="utf-8")


def held(path: Path) -> set[str]:
    """The ids of the articles in an archive, which must be whole."""
    with opened(path) as store:
        assert verify(store, packs_of(())) == []
        found = store.connection.execute("SELECT id FROM articles WHERE replaced IS NULL")
        return {str(ident) for (ident,) in found}


def refused(done: subprocess.CompletedProcess[str], *says: str) -> None:
    """A command that failed as it should: one message with path, what, and what to do."""
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr and done.stderr.count("\n") <= 3, done.stderr
    for told in says:
        assert told in done.stderr


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of ten articles; forty others in `more.jsonl`."""
    articles = rows(10)
    write(tmp_path / "first.jsonl", articles[:10])
    write(tmp_path / "more.jsonl", articles[10:])
    assert run([*ADD, "first.jsonl"], tmp_path).returncode == 0
    return tmp_path / "archive.db"


def test_whoever_is_killed_loses_nothing_that_was_told_as_kept(tmp_path: Path) -> None:
    """A writer adds batch after batch and is killed at random moments; what it told of must be there, and whole."""
    deal = random.Random(5)
    articles = rows(2 * KILLS + 2)
    batches = [articles[start : start + 10] for start in range(0, len(articles), 10)]
    for number, batch in enumerate(batches):
        write(tmp_path / f"{number}.jsonl", batch)
    began = time.monotonic()
    assert run([*ADD, "0.jsonl"], tmp_path).returncode == 0
    usual = time.monotonic() - began
    told = {row["id"] for row in batches[0]}
    reported = 0
    for number, batch in enumerate(batches[1:], 1):
        writer = started([*ADD, f"{number}.jsonl"], tmp_path)
        time.sleep(deal.uniform(0.2, 1.1) * usual)
        writer.send_signal(signal.SIGKILL)
        output, _ = writer.communicate()
        if "articles added" in output:
            reported += 1
            told |= {row["id"] for row in batch}
        now = held(tmp_path / "archive.db")
        assert told <= now
        told = now  # whoever looks sees it, and so it may not go again
    assert run([*ADD, *(f"{n}.jsonl" for n in range(len(batches)))], tmp_path).returncode == 0
    assert held(tmp_path / "archive.db") == {row["id"] for row in articles}
    sys.stdout.write(
        f"{KILLS} kills, {reported} after the report; {len(articles)} articles, whole each time\n"
    )


# What a reader does for some seconds: the same check again and again, each as a new reader of the file.
_READER = """
import json, sys, time
import consistency
from pathlib import Path
folder, seconds = Path(sys.argv[1]), float(sys.argv[2])
ours = set(json.loads((folder / "ours.json").read_text()))
until, seen = time.monotonic() + seconds, []
while time.monotonic() < until:
    report = consistency.check(folder / "new.jsonl", archive=folder / "archive.db")
    found = sorted([f.code, f.fingerprint] for f in report.findings if ours.issuperset(f.documents))
    seen.append([sorted(ours & {d.id for d in report.documents}), found])
print(json.dumps(seen))
"""
# What a writer does: adds batches; the other one puts two versions of one article in turn.
_WRITER = """
import sys, time
from consistency.cli.main import main
folder, seconds, *names = sys.argv[1:]
until, turn = time.monotonic() + float(seconds), 0
while time.monotonic() < until:
    code = main(["archive", "add", f"{folder}/{names[turn % len(names)]}", "--archive", f"{folder}/archive.db"])
    assert code == 0, code
    turn += 1
"""


def _script(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def test_two_writers_and_many_readers_at_once(tmp_path: Path) -> None:
    """While one article changes to and fro and others are added, each check sees one version or the other, whole."""
    others = rows(10)
    story = [
        {
            "id": f"fire-{number}",
            "source": f"paper {number}",
            "published": "2024-05-07",
            "language": "en",
            "text": text,
        }
        for number, text in enumerate(
            [
                "A fire in the market of Irbid in Jordan killed 12 people on Monday, police said.",
                "Twelve people were killed on Monday by a fire in the market of Irbid in Jordan.",
                "The fire in the market of Irbid in Jordan hurt 48 people on Monday.",
                "48 people were hurt on Monday by the fire in the market of Irbid, Jordan, police said.",
            ]
        )
    ]
    other = {
        **story[1],
        "text": "19 people were killed on Monday by a fire in the market of Irbid in Jordan.",
    }
    write(tmp_path / "new.jsonl", [story[0]])
    write(tmp_path / "old.jsonl", story[1:])
    write(tmp_path / "one.jsonl", [story[1]])
    write(tmp_path / "two.jsonl", [other])
    batches = [f"batch{start}.jsonl" for start in range(0, len(others), 5)]
    for start, name in zip(range(0, len(others), 5), batches, strict=True):
        write(tmp_path / name, others[start : start + 5])
    ours = {row["id"] for row in story}
    (tmp_path / "ours.json").write_text(json.dumps(sorted(ours)))
    # The right answers: before and after the change, without any archive.
    right = []
    for version in ("one", "two"):
        write(tmp_path / "without.jsonl", [story[1] if version == "one" else other, *story[2:]])
        report = consistency.check(tmp_path / "new.jsonl", against=[tmp_path / "without.jsonl"])
        right.append(sorted([f.code, f.fingerprint] for f in report.findings))
    assert right[0] != right[1]

    assert run([*ADD, "old.jsonl"], tmp_path).returncode == 0
    writers = [
        _script(_WRITER, tmp_path, SECONDS, "two.jsonl", "one.jsonl"),
        _script(_WRITER, tmp_path, SECONDS, *batches),
    ]
    readers = [_script(_READER, tmp_path, SECONDS) for _ in range(READERS)]
    checks = 0
    for process in (*writers, *readers):
        output, errors = process.communicate(timeout=SECONDS + 240)
        assert process.returncode == 0, errors
        if process in readers:
            for seen, found in json.loads(output):
                checks += 1
                assert set(seen) == ours
                assert found in right
    assert checks >= READERS
    if SECONDS >= 10:
        assert held(tmp_path / "archive.db") == {row["id"] for row in (*story[1:], *others)}
    else:
        held(tmp_path / "archive.db")
    sys.stdout.write(f"{checks} checks by {READERS} readers in {SECONDS:g} s: each as it should be\n")


def test_many_begin_one_archive_at_once(tmp_path: Path) -> None:
    articles = rows(4)
    for number in range(4):
        write(tmp_path / f"{number}.jsonl", articles[number * 5 : number * 5 + 5])
    writers = [started([*ADD, f"{number}.jsonl"], tmp_path) for number in range(4)]
    for process in writers:
        _, errors = process.communicate()
        assert process.returncode == 0, errors
    assert held(tmp_path / "archive.db") == {row["id"] for row in articles}


def test_a_file_that_may_not_grow(archive: Path) -> None:
    """What a full disk does, by a limit of the process on the size of its files."""
    before = held(archive)
    done = run([*ADD, "more.jsonl"], archive.parent, before=_small_files)
    refused(done, "archive.db", "the archive cannot be used", "nothing that was kept is lost")
    assert before <= held(archive)
    assert run([*ADD, "more.jsonl"], archive.parent).returncode == 0
    assert len(held(archive)) == 50


def _small_files() -> None:
    import resource  # here: Windows has none

    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1.5 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    try:
        mounted = os.geteuid() == 0 and subprocess.run(mount, capture_output=True).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("only an administrator may mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(small_disk: Path, archive: Path) -> None:
    (small_disk / "archive.db").write_bytes(archive.read_bytes())
    room = os.statvfs(small_disk)
    (small_disk / "ballast").write_bytes(b"." * (room.f_bavail * room.f_frsize - 150_000))
    more = str(archive.parent / "more.jsonl")
    done = run([*ADD, more], small_disk)
    refused(done, "archive.db", "disk", "nothing that was kept is lost")
    (small_disk / "ballast").unlink()
    assert held(archive) <= held(small_disk / "archive.db")
    assert run([*ADD, more], small_disk).returncode == 0
    assert len(held(small_disk / "archive.db")) == 50


def _may_not_be_written(archive: Path, disk: Path | None) -> Path:
    """The archive where it may only be read: on a disk of its own for the administrator, whom rights do not bind."""
    if disk is None:
        archive.chmod(0o444)
        archive.parent.chmod(0o555)
        return archive
    place = disk / archive.name
    place.write_bytes(archive.read_bytes())
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    return place


def test_a_file_that_may_not_be_written(archive: Path, request: pytest.FixtureRequest) -> None:
    disk = request.getfixturevalue("small_disk") if os.geteuid() == 0 else None
    content = archive.read_bytes()
    place = _may_not_be_written(archive, disk)
    try:
        for command in (["archive", "add", str(archive.parent / "more.jsonl")], ["archive", "remove", "x"]):
            done = run([*command, "--archive", str(place)], archive.parent)
            refused(done, "archive.db", "the archive cannot be used", "right")
    finally:
        archive.parent.chmod(0o755)
    assert place.read_bytes() == content


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE TABLE own (a)")


def _noise(path: Path) -> None:
    content = bytearray(path.read_bytes())
    page = int.from_bytes(content[16:18], "big")
    content[2 * page : 3 * page] = random.Random(1).randbytes(page)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "says", "advice"),
    [
        pytest.param(_folder, "is a folder", "name a file", id="folder"),
        pytest.param(_cut, "malformed", "the file is damaged: make it anew", id="cut in half"),
        pytest.param(_noise, "", "", id="a page of noise"),
        pytest.param(_foreign, "no archive of this program", "name another file", id="foreign"),
        pytest.param(
            lambda path: path.write_bytes(b"GIF89a" * 999), "not a database", "name a file", id="no database"
        ),
    ],
)
def test_files_that_are_no_archive_or_no_longer_one(
    spoil: Callable[[Path], None], says: str, advice: str, archive: Path
) -> None:
    spoil(archive)
    content = archive.read_bytes() if archive.is_file() else None
    told = run(["archive", "verify", "--archive", "archive.db"], archive.parent)
    assert told.returncode == 2 and "Traceback" not in told.stderr
    assert "archive.db" in told.stderr and says in told.stderr and advice in told.stderr
    done = run([*ADD, "more.jsonl"], archive.parent)
    if says:
        refused(done, "archive.db", says, advice)
        assert (archive.read_bytes() if archive.is_file() else None) == content
    else:  # whether the writer comes by that page is open; that it says nothing odd is not
        assert done.returncode in (0, 2) and "Traceback" not in done.stderr
