"""The cache of compiled packs: safe, silent, and quick."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from consistency.errors import PackError
from consistency.packs import cache
from consistency.packs.cache import cache_folder, load_packs, rules_digest
from consistency.packs.locate import rules_root


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONSISTENCY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "SHIPPED", tmp_path / "none.json")
    return tmp_path / "cache"


@pytest.mark.parametrize(
    "damage",
    [b"", b"{}", b"not ours\n{}", b"\xff\xfe\x00", b"0" * 32 + b'\n{"languages": {}}'],
    ids=["empty", "foreign", "marked wrongly", "no text", "forged"],
)
def test_a_damaged_file_is_built_again(folder: Path, damage: bytes) -> None:
    first = load_packs()
    (kept,) = folder.glob("packs-*.json")
    whole = kept.read_bytes()
    kept.write_bytes(damage)
    assert load_packs().plain == first.plain
    assert kept.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_no_error(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CONSISTENCY_CACHE", str(tmp_path / "file" / "below"))
    assert load_packs().languages


def test_two_at_once(folder: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        digests = set(pool.map(lambda _: load_packs().digest, range(4)))
    assert len(digests) == 1
    assert [path.name for path in folder.iterdir()] == [path.name for path in folder.glob("packs-*.json")]


def test_old_files_make_room(folder: Path) -> None:
    folder.mkdir()
    for number in range(20):
        path = folder / f"packs-{number:032x}.json"
        path.write_bytes(b"")
        os.utime(path, (number, number))
    load_packs()
    assert len(list(folder.glob("packs-*.json"))) == cache.MOST_KEPT


def test_a_cached_load_reads_no_yaml_and_no_library(folder: Path) -> None:
    load_packs()
    code = (
        "import sys; from pathlib import Path; from consistency.packs import cache; "
        "cache.SHIPPED = Path('none'); cache.load_packs(); "
        "assert not {'yaml', 'babel', 'hijridate', 'jinja2', 'pandas'} & sys.modules.keys(), sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_digest_follows_the_rules(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "counted").mkdir(parents=True)
        (tmp_path / name / "counted" / "a.yaml").write_bytes(b"source: own\nconcepts: {}\n")
    one, two = tmp_path / "one", tmp_path / "two"
    assert rules_digest([one]) == rules_digest([two])
    (two / "counted" / "a.yaml").write_bytes(b"source: own\r\nconcepts: {}\r\n")
    assert rules_digest([one]) == rules_digest([two])
    (two / "counted" / "a.yaml").write_bytes(b"source: me\nconcepts: {}\n")
    assert rules_digest([one]) != rules_digest([two])
    assert rules_digest([rules_root()]) == load_packs().digest


def test_a_further_folder_adds_and_replaces(tmp_path: Path, folder: Path) -> None:
    for name, text in {
        "counted/own.yaml": "source: own\nconcepts:\n  lighthouse: {broader: building}\n",
        "languages/en/own.yaml": "source: own\nconcept:\n  - {id: lighthouse, words: [lighthouse]}\n",
    }.items():
        (tmp_path / "own" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "own" / name).write_text(text, encoding="utf-8")
    packs = load_packs((tmp_path / "own",))
    assert packs.table("counted")["lighthouse"]["within"] == ["lighthouse", "building"]
    assert packs.lexicon("en")["lighthouses"] is not None
    assert packs.digest != load_packs().digest


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no such folder of rules"):
        load_packs((tmp_path / "none",))


def test_where_the_cache_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CONSISTENCY_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "claim-consistency"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_folder() != Path("relative") / "claim-consistency"
