"""Where `rules/` and `reports/` lie: inside the installed package, or beside it in a source tree."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from consistency.errors import PackError

_PACKAGE = Path(__file__).resolve().parent.parent

# What proves that a folder of that name is ours, and no stranger's beside the package.
_PROOF = {"rules": "languages", "reports": "messages"}


def rules_root() -> Path:
    """The folder `rules/`. Raises: PackError where the installation lacks it."""
    return data_root("rules")


def reports_root() -> Path:
    """The folder `reports/`. Raises: PackError where the installation lacks it."""
    return data_root("reports")


def data_root(name: str, package: Path = _PACKAGE) -> Path:
    """The data folder `name`: in the package (a wheel), else beside it (a clone, an editable install)."""
    for root in (package / name, package.parent / name):
        if (root / _PROOF[name]).is_dir():
            return root
    raise PackError(
        f"the folder {name}/ is missing from this installation",
        place=package.as_posix(),
        advice="install claim-consistency again",
    )


def contents(root: Path, suffix: str) -> Iterator[tuple[str, bytes]]:
    """What the files below a folder hold whose names end so, by these from there (POSIX), in their order."""
    top = os.fspath(root)
    files = {}
    for folder, _, names in os.walk(top):
        below = folder[len(top) + 1 :].replace(os.sep, "/")
        for name in names:
            if name.endswith(suffix):
                files[f"{below}/{name}" if below else name] = Path(folder, name)
    for name, path in sorted(files.items()):
        with path.open("rb", buffering=0) as file:
            yield name, file.readall()
