"""Every engine gives what the local one gives."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from consistency.engines import pool
from consistency.engines.base import Engine
from consistency.engines.local import Local
from consistency.engines.pool import Pool

ROOT = Path(__file__).parents[2]


def letters(word: str) -> list[str]:
    return list(word)


def whose(word: str) -> list[int]:
    return [os.getpid()]


def fails(word: str) -> list[str]:
    raise ValueError(word)


def stays(word: str) -> list[str]:
    sys.stdout.write(f"{os.getpid()}\n")
    sys.stdout.flush()
    time.sleep(60)
    return [word]


def test_the_processes_of_one_that_is_killed_end_with_it() -> None:
    program = "from tests.unit import test_engines as t; t.Pool(2).flat_map(t.stays, ['a', 'b'])"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=ROOT) as parent:
        assert parent.stdout is not None
        assert int(parent.stdout.readline()) != int(parent.stdout.readline())
        parent.kill()
        parent.communicate(timeout=30)  # until the last process that could write has ended


@pytest.mark.parametrize(("renewed", "most"), [(100, 2), (8, 4)])
def test_processes_stay_for_so_many_items(renewed: int, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "RENEWED", renewed)
    with Pool(2) as engine:
        asked = [set(engine.flat_map(whose, "abcd")) for _ in range(4)]
    first, last = asked[0] | asked[1], asked[2] | asked[3]
    assert len(first) <= 2 and len(first | last) <= most
    assert first.isdisjoint(last) == (renewed == 8)


def test_whoever_fails_ends_the_processes_that_stay() -> None:
    with Pool(2) as engine:
        before = set(engine.flat_map(whose, "abcd"))
        with pytest.raises(ValueError, match="x"):
            engine.flat_map(fails, ["x", "y", "z"])
        assert before.isdisjoint(engine.flat_map(whose, "abcd"))


@pytest.mark.parametrize("engine", [Local(), Pool(1), Pool(2), Pool(5)], ids=["local", "1", "2", "5"])
class TestEngines:
    def test_flat_map_keeps_the_order(self, engine: Engine) -> None:
        assert engine.flat_map(letters, ["ab", "", "c", "dd"]) == ["a", "b", "c", "d", "d"]
        assert engine.flat_map(letters, []) == []

    def test_group_by_sorts_the_keys(self, engine: Engine) -> None:
        assert engine.group_by([("b", 2), ("a", 3), ("b", 1)]) == [("a", [3]), ("b", [2, 1])]

    def test_collect_is_distinct_and_sorted(self, engine: Engine) -> None:
        assert engine.collect([3, 1, 3]) == (1, 3)

    def test_an_error_comes_through(self, engine: Engine) -> None:
        with pytest.raises(ValueError, match="x"):
            engine.flat_map(fails, ["x", "y", "z"])
