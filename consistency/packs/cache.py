"""The compiled packs, kept in the user's cache folder so that checking an article reads no YAML.

A file is named by everything it depends on: the rules, the code that compiles them, the libraries that feed
them. It is written beside its place and renamed into it, so that two processes at once do no harm. Its lines are a
check sum, so that a damaged or foreign file is noticed and built again, the name of what it depends on, the names of
its parts, and each part as JSON.
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

# Before the names of a language's parts.
_LANGUAGES = "languages"


class Parts(Mapping[str, Any]):
    """A language, of which each part is read when it is first asked for: an article needs the words of one."""

    def __init__(self) -> None:
        self._read: dict[str, Any] = {}
        self.unread: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._read:
            self._read[name] = msgspec.json.decode(self.unread[name])
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.unread)

    def __len__(self) -> int:
        return len(self.unread)


def load_packs(extra: tuple[Path, ...] = ()) -> Packs:
    """The packs of this installation, with further folders laid out like `rules/` read after it.

    An entry of a further folder is added, or replaces the entry of the same id. Compiles where the cache has
    nothing, and keeps the result where the cache folder can be written.
    Raises: PackError for a rule file that breaks the rules, or a further folder that is missing.
    """
    roots = (rules_root(), *extra)
    digest = rules_digest(roots)
    parts = _read(SHIPPED, _stamp(digest, libraries=()))
    if parts is not None:
        return Packs(digest, _tables(parts))
    folder = cache_folder()
    # Rules name their places: the same rules in another folder are compiled anew, under the same digest.
    where = "\0".join((digest, *(folder.as_posix() for folder in extra)))
    stamp = _stamp(where)
    name = f"{_PREFIX}{stamp}.json"
    parts = _read(folder / name, stamp) if folder else None
    if parts is None:
        parts = _compile(roots)
        if folder:
            _write(folder, name, _file(stamp, parts))
    return Packs(digest, _tables(parts))


def compiled() -> bytes:
    """The content of SHIPPED for this source tree: whatever version the libraries have where it is used."""
    roots = (rules_root(),)
    stamp = _stamp(rules_digest(roots), libraries=())
    return _file(stamp, _compile(roots))


def _compile(roots: Sequence[Path]) -> list[bytes]:
    """The names of the parts, and the parts in their order."""
    from consistency.packs.compile import compile_packs

    plain = compile_packs(roots[0], roots[1:])
    tables = {name: table for name, table in plain.items() if name != _LANGUAGES}
    for tag, language in plain[_LANGUAGES].items():
        tables.update({f"{_LANGUAGES}/{tag}/{name}": part for name, part in language.items()})
    names = sorted(tables)
    return [
        json.dumps(part, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
        for part in (names, *(tables[name] for name in names))
    ]


def _tables(parts: Sequence[bytes]) -> dict[str, Any]:
    """The compiled packs as `Packs` has them."""
    names: list[str] = msgspec.json.decode(parts[0])
    tables: dict[str, Any] = {}
    languages: dict[str, Parts] = {}
    for name, part in zip(names, parts[1:], strict=True):
        if name.startswith(_LANGUAGES):
            _, tag, own = name.split("/")
            languages.setdefault(tag, Parts()).unread[own] = part
        else:
            tables[name] = msgspec.json.decode(part)
    return {**tables, _LANGUAGES: languages}


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


def _file(stamp: str, parts: Sequence[bytes]) -> bytes:
    body = b"\n".join((stamp.encode(), *parts))
    return _mark(body) + b"\n" + body


def _read(path: Path, stamp: str) -> list[bytes] | None:
    """The compiled packs, or None for a file that is missing, damaged, of another stamp or not ours."""
    try:
        mark, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    own, *parts = body.split(b"\n")
    return parts if mark == _mark(body) and own == stamp.encode() else None


def _write(folder: Path, name: str, content: bytes) -> None:
    """Keep the compiled packs; a folder that cannot be written is no error, only slower next time."""
    import tempfile

    written: str | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, written = tempfile.mkstemp(prefix=f".{_PREFIX}", dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
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
