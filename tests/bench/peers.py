"""The readers that ours is measured beside, each in an environment of its own. None is a dependency of ours."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

from msgspec import Struct


class Peer(Struct, frozen=True):
    """requirements: what is installed in its environment, versions as measured."""

    name: str
    label: str
    reads: str
    requirements: tuple[str, ...]
    languages: tuple[str, ...]


PEERS = (
    Peer("maha", "Maha 0.3.0", "numbers, ordinals, durations, times", ("mahad==0.3.0",), ("ar",)),
    Peer("quantulum3", "quantulum3 0.10.0", "quantities", ("quantulum3==0.10.0",), ("en",)),
    Peer(
        "recognizers",
        "recognizers-text 1.0.2a2",
        "numbers, percentages, money, dimensions, ages, dates",
        # Its number reader imports what emoji 2 no longer has.
        ("recognizers-text-suite==1.0.2a2", "emoji<2"),
        ("en",),
    ),
    Peer("dateparser", "dateparser 1.5.0, `search_dates`", "dates", ("dateparser==1.5.0",), ("ar", "en")),
)


def installed(peer: Peer) -> str:
    """The path of a Python that has the peer, made when it is missing; else why there is none."""
    base = Path(os.environ.get("CONSISTENCY_BENCH") or Path.home() / ".cache" / "consistency-bench")
    folder = base / peer.name
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    mark = folder / "installed.txt"
    wanted = "\n".join(peer.requirements)
    if mark.is_file() and mark.read_text(encoding="utf-8") == wanted:
        return str(python)
    venv.create(folder, with_pip=True, clear=True)
    done = subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", *peer.requirements],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["pip said nothing"])[-1]
    mark.write_text(wanted, encoding="utf-8")
    return str(python)
