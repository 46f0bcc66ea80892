"""The compiled packs, kept in the user's cache folder so that checking an article reads no YAML.

A file is named by everything it depends on: the rules, the code that compiles them, the libraries that feed
them. It is written beside its place and renamed into it, so that two processes at once do no harm, and it
carries a check sum of itself, so that a damaged or foreign file is noticed and built again.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec

from consistency.errors import PackError
from consistency.packs.locate import contents, rules_root
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

# A JSON object by keys, its values not read yet.
_Unread = dict[str, msgspec.Raw]


class Parts(Mapping[str, Any]):
    """A JSON object whose values are read when they are first asked for: an article needs one language's words."""

    def __init__(self, content: msgspec.Raw) -> None:
        self._unread = _keys(content)
        self._read: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self._read:
            self._read[key] = msgspec.json.decode(self._unread[key])
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._unread)

    def __len__(self) -> int:
        return len(self._unread)


def load_packs(extra: tuple[Path, ...] = ()) -> Packs:
    """The packs of this installation, with further folders laid out like `rules/` read after it.

    An entry of a further folder is added, or replaces the entry of the same id. Compiles where the cache has
    nothing, and keeps the result where the cache folder can be written.
    Raises: PackError for a rule file that breaks the rules, or a further folder that is missing.
    """
    roots = (rules_root(), *extra)
    digest = rules_digest(roots)
    shipped = _read(SHIPPED)
    if shipped is not None and msgspec.json.decode(shipped["stamp"]) == _stamp(digest, libraries=()):
        return Packs(digest, _tables(_keys(shipped["packs"])))
    folder = cache_folder()
    # Rules name their places: the same rules in another folder are compiled anew, under the same digest.
    where = "\0".join((digest, *(folder.as_posix() for folder in extra)))
    name = f"{_PREFIX}{_stamp(where)}.json"
    found = _read(folder / name) if folder else None
    if found is None:
        body = _compile(roots)
        if folder:
            _write(folder, name, body)
        found = _keys(body)
    return Packs(digest, _tables(found))


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
        for name, content in contents(root, ".yaml"):
            folders = name.split("/")[:-1]
            if not folders or "_template" in folders:
                continue
            if b"\r" in content:  # a checkout on Windows may have CRLF: the same rules, the same digest
                content = content.replace(b"\r\n", b"\n")
            total.update(f"\0{number}/{name}\0{len(content)}\0".encode())
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


def _stamp(digest: str, libraries: Sequence[str] = LIBRARIES) -> str:
    """The rules, the code that compiles them, and the libraries' versions, as one short name."""
    from importlib.util import find_spec

    total = blake2b(f"{FORMAT}\0{digest}".encode(), digest_size=16)
    for _, content in contents(Path(__file__).parent, ".py"):
        total.update(content)
    for library in libraries:
        spec = find_spec(library)  # finds, does not import
        if spec is not None and spec.origin:
            with contextlib.suppress(OSError):
                total.update(Path(spec.origin).read_bytes())
    return total.hexdigest()


def _tables(unread: _Unread) -> dict[str, Any]:
    """The compiled packs as `Packs` has them."""
    languages = _keys(unread.pop("languages"))
    tables = {name: msgspec.json.decode(content) for name, content in unread.items()}
    return {**tables, "languages": {tag: Parts(content) for tag, content in languages.items()}}


def _keys(content: bytes | msgspec.Raw) -> _Unread:
    return msgspec.json.decode(content, type=_Unread)


def _read(path: Path) -> _Unread | None:
    """The compiled packs, or None for a file that is missing, damaged or not ours."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    mark, _, body = content.partition(b"\n")
    if mark != _mark(body):
        return None
    try:
        found = _keys(body)
    except (ValueError, msgspec.DecodeError):
        return None
    return found if "languages" in found else None


def _write(folder: Path, name: str, body: bytes) -> None:
    """Keep the compiled packs; a folder that cannot be written is no error, only slower next time."""
    import tempfile

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
    return b"%08x" % crc32(body)


def _prune(folder: Path) -> None:
    kept = sorted(folder.glob(f"{_PREFIX}*.json"), key=lambda p: p.stat().st_mtime_ns, reverse=True)
    for path in kept[MOST_KEPT:]:
        with contextlib.suppress(OSError):
            path.unlink()
