"""The README's blocks that show what the program prints. `python -m tests.readme` writes them anew."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

from consistency.api import demo_story
from tests.quality.measured import SHARED, table

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
# A comment that says what a block shows, and the block.
_SHOWS = re.compile(r"<!-- shows: consistency ([^|\n]*) \| ([^\n]*) -->\n```text\n(.*?)```\n", re.DOTALL)
_PRINTS = re.compile(r"```python\n(.*?)```\n\n<!-- prints -->\n```text\n(.*?)```\n", re.DOTALL)
_MEASURED = re.compile(r"<!-- measured: (\w+) -->\n(?:\|.*\n)+")
# Marks that keep the directions of two scripts apart on a screen; a page does that itself.
_ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069")


def renewed(page: str) -> str:
    """The page with its blocks as the program fills them now; what is measured, where the data are at hand."""
    if SHARED:
        page = _MEASURED.sub(_measured, page)
    page = _SHOWS.sub(_shown, page)
    return _PRINTS.sub(_printed, page)


def _measured(match: re.Match[str]) -> str:
    return f"<!-- measured: {match[1]} -->\n{table(match[1])}"


def _shown(match: re.Match[str]) -> str:
    command, wanted, _ = match.groups()
    output = _run(command.split()).translate(_ISOLATES)
    body = _codes(output) if wanted == "codes" else _findings(output, wanted.split())
    return f"<!-- shows: consistency {command} | {wanted} -->\n```text\n{body}```\n"


def _codes(output: str) -> str:
    """Code, severity and name of each rule, without the explanation."""
    words = [line.split()[:3] for line in output.splitlines()]
    return "".join(f"{code}  {severity:9}{name}\n" for code, severity, name in words)


def _findings(output: str, codes: list[str]) -> str:
    """The findings of these rules, the agreements and the totals; the rest as dots."""
    parts = output.rstrip("\n").split("\n\n")
    kept = [part if _wanted(part, codes) else "..." for part in parts[:-2]] + parts[-2:]
    merged = [part for n, part in enumerate(kept) if part != "..." or kept[n - 1] != "..." or n == 0]
    return "\n\n".join(merged) + "\n"


def _wanted(part: str, codes: list[str]) -> bool:
    first = part.splitlines()[0]
    return any(f" {code} " in first for code in codes) or not re.match(r"(error|warning|info) ", first)


def _printed(match: re.Match[str]) -> str:
    code = match[1]
    with contextlib.chdir(demo_story()), contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(code, "README.md", "exec"), {})
    return f"```python\n{code}```\n\n<!-- prints -->\n```text\n{out.getvalue()}```\n"


def _run(arguments: list[str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "consistency", *arguments],
        capture_output=True,
        check=True,
        cwd=ROOT,
        timeout=120,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
    )
    return done.stdout.decode("utf-8").replace("\r\n", "\n")


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
