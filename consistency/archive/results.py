"""What a check found is kept by everything it depends on: a check of the same articles compares nothing again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path

from consistency.archive.nouns import pack, unpack
from consistency.archive.store import Store
from consistency.model.document import Document
from consistency.packs.ruleset import Packs
from consistency.pipeline import Result

# So many results are kept, the newest.
MOST_KEPT = 4


@cache
def program_digest() -> str:
    """A hash of the whole program."""
    root = Path(__file__).parents[1]
    total = blake2b(digest_size=16)
    for path in sorted(root.glob("**/*.py")):
        total.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def result_key(documents: Sequence[Document], packs: Packs, focus: frozenset[str] | None) -> str:
    """Everything that the result of a check depends on, as one name. The order of the documents does not matter."""
    total = blake2b(digest_size=20)
    rules = " ".join(rule.code for rule in packs.rules)
    new = None if focus is None else sorted(focus)
    for part in (program_digest(), packs.digest, rules, new, *sorted(map(repr, documents))):
        told = str(part).encode("utf-8", "surrogatepass")
        total.update(b"%d:" % len(told) + told)
    return total.hexdigest()


def result(store: Store, key: str, work: Callable[[], Result]) -> Result:
    """The result of that key: from the archive, else what `work` gives, which is kept. Raises: InputError."""
    row = store.connection.execute("SELECT content FROM results WHERE key = ?", (key,)).fetchone()
    if row is not None:
        return unpack(Result, store.results.unfold(row[0], str(store.path)), str(store.path))
    made = work()
    with store.writing() as file:
        file.execute(
            "INSERT OR IGNORE INTO results (key, content) VALUES (?, ?)",
            (key, store.results.press(pack(made))),
        )
        file.execute(
            "DELETE FROM results WHERE number <= (SELECT MAX(number) FROM results) - ?", (MOST_KEPT,)
        )
    return made
