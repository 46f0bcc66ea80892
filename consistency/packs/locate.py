"""Where `rules/` and `reports/` lie: inside the installed package, or beside it in a source tree."""

from __future__ import annotations

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
