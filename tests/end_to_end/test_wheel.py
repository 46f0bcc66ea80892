"""The wheel holds what it should and nothing else, and works outside the clone."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from tests.end_to_end.command import run

ROOT = Path(__file__).resolve().parents[2]

# What ships, by folder and suffix; a file in a folder that is not named here stays at home.
SHIPPED = {
    "consistency": {".py", ".typed"},
    "rules": {".yaml"},
    "reports/messages": {".yaml"},
    "reports/schema": {".json"},
    "reports/starters": {".toml", ".yaml", ".yml"},
    "reports/templates": {".css", ".html", ".js"},
    "reports/samples/demo": {".txt", ".md", ".csv"},
}


# Made when the wheel is built.
COMPILED = "consistency/packs/compiled.json"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    ended = subprocess.run(build, capture_output=True, check=False, timeout=300)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    (found,) = folder.glob("claim_consistency-*.whl")
    return found


def listed() -> set[str]:
    """The files under version control that belong into the wheel, by their name in it."""
    tracked = subprocess.run(
        ["git", "ls-files", "--cached"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout.split("\n")
    names = {COMPILED}
    for name in filter(None, tracked):
        for folder, suffixes in SHIPPED.items():
            path = PurePosixPath(name)
            if path.is_relative_to(folder) and path.suffix in suffixes and "_template" not in path.parts:
                names.add(name if folder == "consistency" else f"consistency/{name}")
    return names


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no clone to compare with")
def test_file_list(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == listed()


def test_runs_outside_the_clone(wheel: Path, tmp_path: Path) -> None:
    """Installed beside the libraries of this environment, so that no network is needed."""
    builder = venv.EnvBuilder(with_pip=True)
    builder.create(tmp_path / "venv")
    scripts = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = str(scripts / ("python.exe" if os.name == "nt" else "python"))
    install = [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True, timeout=300)
    script = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    ours = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    theirs = subprocess.run([python, "-c", script], capture_output=True, text=True, check=True).stdout
    # A .pth line would also read the clone's own; a path configuration file names only the libraries' folder.
    (Path(theirs.strip()) / "libraries.pth").write_text(
        f"import sys; sys.path.append({ours.strip()!r})\n", encoding="utf-8"
    )
    where = subprocess.run(
        [python, "-c", "import consistency; print(consistency.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert Path(where.strip()).is_relative_to(tmp_path)
    cache = {"CONSISTENCY_CACHE": str(tmp_path / "cache")}
    first = run(["demo"], tmp_path, python=python, environment=cache)
    assert first.returncode == 0, first.stderr
    assert not (tmp_path / "cache").exists(), "the packs that were shipped were not used"
    assert b"article" in first.stdout.splitlines()[-1]
