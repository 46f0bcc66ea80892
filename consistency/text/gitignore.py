"""What `.gitignore` leaves out, where a folder of a git repository is searched for articles.

The patterns are read by pathspec, which is imported only where there is such a file. A folder that is named itself
is searched even if it is left out: whoever names it wants it. Git's own settings outside the repository do not count,
so that everybody's check reads the same files.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from consistency.errors import InputError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NAME = ".gitignore"


class Ignored:
    """The patterns that hold in a folder and below it. Folders must be entered from above, as `os.walk` does."""

    def __init__(self, folder: Path) -> None:
        """folder: the one to search. Raises: InputError for patterns that cannot be read."""
        self._specs: dict[Path, GitIgnoreSpec] = {}
        start = folder.resolve()
        root = next((above for above in (start, *start.parents) if (above / ".git").exists()), None)
        self._root = root
        for above in _between(root, start) if root else ():
            self.enter(above)
        if root is not None and any(self.leaves_out(path, is_folder=True) for path in _between(root, start)):
            self._root = None

    def enter(self, folder: Path) -> None:
        """Read the patterns of one folder. Raises: InputError."""
        file = folder / NAME
        if self._root is None or folder in self._specs or not file.is_file():
            return
        from pathspec import GitIgnoreSpec

        try:
            lines = file.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
            self._specs[folder] = GitIgnoreSpec.from_lines(lines)
        except (OSError, ValueError) as error:
            reason = " ".join(str(error).split())[:80]
            raise InputError(
                f"cannot be read: {reason}", place=str(file), advice="mend the pattern"
            ) from None

    def leaves_out(self, path: Path, *, is_folder: bool) -> bool:
        """Whether the nearest pattern on the path, a folder with a trailing slash, leaves it out."""
        if self._root is None or not self._specs:
            return False
        for above in path.parents:
            if spec := self._specs.get(above):
                name = PurePosixPath(path.relative_to(above)).as_posix() + "/" * is_folder
                verdict = spec.check_file(name).include
                if verdict is not None:
                    return verdict
            if above == self._root:
                break
        return False


def _between(root: Path, folder: Path) -> Iterator[Path]:
    """The folders from the repository's root down to one, both included."""
    yield from reversed([above for above in (folder, *folder.parents) if above.is_relative_to(root)])
