"""The program as a whole process, as somebody starts it who has installed it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).parents[2]
# A small process in between: a new one begins as a copy of its parent, whose memory would count as its own.
_WATCHED = (
    "import json,resource,subprocess,sys,time;"
    "began=time.perf_counter();"
    "out=subprocess.run([sys.executable,'-m','consistency',*sys.argv[1:]],stdout=subprocess.PIPE).stdout;"
    "spent=time.perf_counter()-began;"
    "used=resource.getrusage(resource.RUSAGE_CHILDREN);"
    "print(json.dumps([spent,used.ru_utime+used.ru_stime,used.ru_maxrss/1024]),flush=True);"
    "sys.stdout.buffer.write(out)"
)


class Process(Struct, frozen=True):
    """clock, used: seconds of the clock, and of the processors. memory: MB at most. out: what it printed."""

    clock: float
    used: float
    memory: float
    out: bytes


def run(*arguments: str) -> Process:
    """`consistency` with these arguments, its modules compiled before, as an installed program's are."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if environment.pop("PYTHONDONTWRITEBYTECODE", None):
        environment["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "consistency-bench-compiled")
    done = subprocess.run([sys.executable, "-c", _WATCHED, *arguments], capture_output=True, env=environment)
    if not done.stdout:
        raise SystemExit(f"consistency {' '.join(arguments)} failed:\n{done.stderr.decode()[-2000:]}")
    told, _, out = done.stdout.partition(b"\n")
    clock, used, memory = json.loads(told)
    return Process(clock, used, memory, out)
