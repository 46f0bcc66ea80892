"""The compiled packs, kept in the user's cache folder so that checking an article reads no YAML.

A file is named by everything it depends on: the rules, the code that compiles them, the libraries that feed
them. It is written beside its place and renamed into it, so that two processes at once do no harm, and it
carries a hash of itself, so that a damaged or foreign file is noticed and built again.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from consistency.errors import PackError
from consistency.packs.locate import rules_root
from consistency.packs.ruleset import Packs

# Raised when the compiled form changes its shape.
FORMAT = "1"
# Libraries whose data go into the compiled form; their own `__init__.py` names their version.
LIBRARIES = ("babel", "hijridate")
# A file per state of the rules: enough for a few branches and versions side by side.
MOST_KEPT = 8

_PREFIX = "packs-"

# The packs as the wheel brings them, compiled when it was built. A clone has none.
SHIPPED = Path(__file__).parent / "compiled.json"


def load_packs(extra: tuple[Path, ...] = ()) -> Packs:
    """The packs of this installation, with further folders laid out like `rules/` read after it.

    An entry of a further folder is added, or replaces the entry of the same id. Compiles where the cache has
    nothing, and keeps the result where the cache folder can be written.
    Raises: PackError for a rule file that breaks the rules, or a further folder that is missing.
    """
    roots = (rules_root(), *extra)
    digest = rules_digest(roots)
    shipped = _read(SHIPPED)
    if shipped is not None and shipped.get("stamp") == _stamp(digest, libraries=()):
        return Packs(digest, shipped["packs"])
    folder = cache_folder()
    # Rules name their places: the same rules in another folder are compiled anew, under the same digest.
    where = "\0".join((digest, *(folder.as_posix() for folder in extra)))
    name = f"{_PREFIX}{_stamp(where)}.json"
    plain = _read(folder / name) if folder else None
    if plain is None:
        body = _compile(roots)
        if folder:
            _write(folder, name, body)
        plain = json.loads(body)
    return Packs(digest, plain)


def compiled() -> bytes:
    """The content of SHIPPED for this source tree: whatever version the libraries have where it is used."""
    roots = (rules_root(),)
    stamp = _stamp(rules_digest(roots), libraries=())
    body = f'{{"stamp":"{stamp}","languages":{{}},"packs":'.encode() + _compile(roots) + b"}"
    return _mark(body) + b"\n" + body


def _compile(roots: Sequence[Path]) -> bytes:
    from consistency.packs.compile import compile_packs

    plain = compile_packs(roots[0], roots[1:])
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def rules_digest(roots: Iterable[Path]) -> str:
    """Hexadecimal hash of every rule file's name and content; the same on every machine and Python."""
    total = blake2b(FORMAT.encode(), digest_size=16)
    for number, root in enumerate(roots):
        if not root.is_dir():
            raise PackError(
                "no such folder of rules", place=str(root), advice="give a folder laid out like rules/"
            )
        for path in sorted(_rule_files(root), key=lambda p: p.relative_to(root).as_posix()):
            # A checkout on Windows may have CRLF: the same rules, the same digest.
            content = path.read_bytes().replace(b"\r\n", b"\n")
            label = f"{number}/{path.relative_to(root).as_posix()}"
            total.update(f"\0{label}\0{len(content)}\0".encode())
            total.update(content)
    return total.hexdigest()


def cache_folder() -> Path | None:
    """Where compiled packs are kept: $CONSISTENCY_CACHE, else the platform's cache folder, else nowhere."""
    if own := os.environ.get("CONSISTENCY_CACHE"):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not Path(base).is_absolute():  # the XDG specification: a relative path is to be ignored
        base = os.environ.get("LOCALAPPDATA", "") if sys.platform == "win32" else ""
    if not base:
        try:
            home = Path.home()
        except RuntimeError:
            return None
        base = str(home / ("Library/Caches" if sys.platform == "darwin" else ".cache"))
    return Path(base) / "claim-consistency"


def _rule_files(root: Path) -> list[Path]:
    return [
        p
        for folder in root.iterdir()
        if folder.is_dir()
        for p in folder.rglob("*.yaml")
        if "_template" not in p.parts
    ]


def _stamp(digest: str, libraries: Sequence[str] = LIBRARIES) -> str:
    """The rules, the code that compiles them, and the libraries' versions, as one short name."""
    total = blake2b(f"{FORMAT}\0{digest}".encode(), digest_size=16)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        total.update(path.read_bytes())
    for library in libraries:
        spec = importlib.util.find_spec(library)  # finds, does not import
        if spec is not None and spec.origin:
            with contextlib.suppress(OSError):
                total.update(Path(spec.origin).read_bytes())
    return total.hexdigest()


def _read(path: Path) -> dict[str, Any] | None:
    """The compiled packs, or None for a file that is missing, damaged or not ours."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    mark, _, body = content.partition(b"\n")
    if mark != _mark(body):
        return None
    try:
        plain = msgspec.json.decode(body)
    except (ValueError, msgspec.DecodeError):
        return None
    return plain if isinstance(plain, dict) and "languages" in plain else None


def _write(folder: Path, name: str, body: bytes) -> None:
    """Keep the compiled packs; a folder that cannot be written is no error, only slower next time."""
    written: str | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, written = tempfile.mkstemp(prefix=f".{_PREFIX}", dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(_mark(body) + b"\n" + body)
        Path(written).replace(folder / name)
        written = None
        _prune(folder)
    except OSError:
        if written is not None:
            with contextlib.suppress(OSError):
                Path(written).unlink()


def _mark(body: bytes) -> bytes:
    return blake2b(body, digest_size=16).hexdigest().encode()


def _prune(folder: Path) -> None:
    kept = sorted(folder.glob(f"{_PREFIX}*.json"), key=lambda p: p.stat().st_mtime_ns, reverse=True)
    for path in kept[MOST_KEPT:]:
        with contextlib.suppress(OSError):
            path.unlink()
