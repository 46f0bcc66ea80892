"""What git holds for changed. It is asked as another process, by its arguments, never through a shell."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from consistency.errors import ConfigError


def changed_files(ref: str, folder: Path) -> list[Path]:
    """The files that differ from where this branch left `ref`, or are not yet committed or known; none deleted.

    Raises: ConfigError outside a repository, for an unknown ref, and where git is missing.
    """
    top = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\n")))
    commit = _git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}", wrong=ref
    )
    name = commit.decode("ascii").strip()
    base = _git(top, "merge-base", name, "HEAD", wrong=ref, why="has no commit in common with this branch")
    start = base.decode("ascii").strip()
    told = _git(top, "diff", "--name-only", "--no-renames", "--diff-filter=d", "-z", start, "--")
    told += _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    return [top / os.fsdecode(name) for name in sorted(set(told.split(b"\0")) - {b""})]


def _git(
    folder: Path, *arguments: str, wrong: str | None = None, why: str = "is no commit or branch here"
) -> bytes:
    """What a command of git prints. wrong: the ref to blame where it fails."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
        )
    except OSError as error:
        raise ConfigError(
            f"git cannot be run: {error.strerror}", place="--diff", advice="install git, or use --against"
        ) from None
    if done.returncode == 0:
        return done.stdout
    if wrong is not None:
        raise ConfigError(
            f"{wrong!r} {why}", place="--diff", advice="fetch it first, with its history (fetch-depth: 0)"
        )
    said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["git failed"]
    if "not a git repository" in said[0]:
        raise ConfigError("this is no git repository", place="--diff", advice="use --against CORPUS instead")
    raise ConfigError(said[0].removeprefix("fatal: "), place="--diff", advice="mend this, or use --against")
