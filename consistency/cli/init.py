"""`consistency init`: begin to check a repository: a configuration, and jobs that run it."""

from __future__ import annotations

import argparse
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from consistency import __version__
from consistency.cli.options import Commands, add_command
from consistency.cli.outputs import write_file
from consistency.cli.streams import write

# What can be written: its name, its file in reports/starters, where it goes.
STARTERS = {
    "config": ("consistency.toml", "consistency.toml"),
    "github": ("github.yml", ".github/workflows/consistency.yml"),
    "gitlab": ("gitlab.yml", ".gitlab-ci.yml"),
    "pre-commit": ("pre-commit.yaml", ".pre-commit-config.yaml"),
}


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "init",
        "write a configuration, and jobs for GitHub, GitLab and pre-commit that run it",
        "consistency init config github --articles drafts",
    )
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"which to write: {', '.join(STARTERS)} (default: all)"
    )
    parser.add_argument(
        "--articles", default="articles", metavar="FOLDER", help="where the articles are (default: articles)"
    )
    parser.add_argument(
        "--install",
        metavar="REQUIREMENT",
        help="what the jobs hand to pip: a version, an address or a path (default: what is installed here)",
    )
    parser.add_argument("--print", dest="shows", action="store_true", help="show the files, write none")
    parser.add_argument("--force", action="store_true", help="write over files that are there")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """0 also where everything was there already. Raises: ConfigError, ConsistencyError."""
    write(_steps(arguments))
    return 0


def _steps(arguments: argparse.Namespace) -> Iterator[str]:
    from consistency.errors import ConfigError

    parts = list(dict.fromkeys(arguments.parts)) or list(STARTERS)
    for part in parts:
        if part not in STARTERS:
            raise ConfigError(
                f"there is no part {part!r}", place="init", advice=f"choose among {', '.join(STARTERS)}"
            )
    folder = _inside(arguments.articles)
    requirement = arguments.install or _requirement()
    kept = []
    for part in parts:
        content, target = filled(part, folder, requirement), Path(STARTERS[part][1])
        if arguments.shows:
            yield f"# {target.as_posix()}\n{content}\n"
        elif (target.exists() or target.is_symlink()) and not arguments.force:
            kept.append(part)
            yield f"kept   {target.as_posix()}\n"
        else:
            write_file(target, [content])
            yield f"wrote  {target.as_posix()}\n"
    if not arguments.shows:
        yield from _next(parts, kept, folder, requirement)


def filled(part: str, folder: str, requirement: str) -> str:
    """The file of one part. folder: of the articles, POSIX; requirement: as pip takes it."""
    from consistency.packs.locate import reports_root

    content = (reports_root() / "starters" / STARTERS[part][0]).read_text(encoding="utf-8")
    for name, value in {
        "@articles@": json.dumps(folder, ensure_ascii=False),
        "@pattern@": json.dumps(f"^{re.escape(folder)}/" if folder != "." else "", ensure_ascii=False),
        "@requirement@": json.dumps(requirement, ensure_ascii=False),
        "@install@": shlex.quote(requirement),
    }.items():
        content = content.replace(name, value)
    return content


def _next(parts: list[str], kept: list[str], folder: str, requirement: str) -> Iterator[str]:
    """What is left to do."""
    yield "\nnext:\n"
    if kept:
        words = " ".join(kept)
        yield f"  see what was not written, and take it over: consistency init {words} --print\n"
    if not Path(folder).is_dir():
        yield f"  put articles into {folder}/\n"
    yield "  check them: consistency check\n"
    if set(parts) - set(kept) - {"config"}:
        yield f"  the jobs install {requirement}; another with --install\n"
    if "pre-commit" in parts and "pre-commit" not in kept:
        yield "  check at every commit: pre-commit install\n"


def _inside(given: str) -> str:
    """The articles' folder, POSIX, relative. Raises: ConfigError for one that is not below this folder."""
    from consistency.errors import ConfigError

    path = PurePosixPath(given.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in given or any(not c.isprintable() for c in given):
        raise ConfigError(
            f"{given!r} is no folder below this one", place="--articles", advice="name it from here: drafts"
        )
    return path.as_posix()


def _requirement() -> str:
    """What pip would install again: this version, or the revision that it was installed from."""
    from importlib.metadata import PackageNotFoundError, distribution

    name = "claim-consistency[web]"
    try:
        told = json.loads(distribution("claim-consistency").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        told = {}
    revision = told.get("vcs_info", {})
    if revision.get("commit_id") and revision.get("vcs"):
        return f"{name} @ {revision['vcs']}+{told['url']}@{revision['commit_id']}"
    return f"{name}=={__version__}"
