"""The command as a user starts it: another process, another folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = "Two people were hurt on Monday in Oakvale, police said.\n"


def run(
    arguments: list[str],
    folder: Path,
    *,
    stdin: bytes = b"",
    environment: Mapping[str, str] | None = None,
    python: str = sys.executable,
) -> subprocess.CompletedProcess[bytes]:
    """`python -m consistency ARGUMENTS` in a folder."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(
        [python, "-m", "consistency", *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
        env={**inherited, **(environment or {})},
    )


def lines(output: bytes) -> list[str]:
    return output.decode("utf-8").splitlines()
