"""The corridor's per-article verb, with packs that each process loads once for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path

from consistency.engines.base import Told
from consistency.engines.local import Local
from consistency.model.document import Document
from consistency.packs.cache import load_packs
from consistency.packs.ruleset import Packs
from consistency.pipeline import Extraction, extract


@lru_cache(maxsize=4)
def packs_of(rules: tuple[Path, ...]) -> Packs:
    """Our packs with the further folders of a user's own, loaded once in each process."""
    return load_packs(rules)


def read_document(rules: tuple[Path, ...], document: Document) -> tuple[Extraction]:
    """One article's claims, as an engine's verb."""
    return (extract(document, packs_of(rules)),)


def read_all(
    documents: Sequence[Document], rules: tuple[Path, ...], jobs: int, told: Told | None = None
) -> list[Extraction]:
    """The claims of all articles, read by `jobs` processes; the same for any number of them."""
    with part_by_part(rules, jobs, told) as read:
        return read(documents)


@contextmanager
def part_by_part(
    rules: tuple[Path, ...], jobs: int, told: Told | None = None
) -> Iterator[Callable[[Sequence[Document]], list[Extraction]]]:
    """`read_all` for one part of many articles after another: the processes stay."""
    verb = partial(read_document, rules)
    if jobs < 2:
        yield lambda some: Local().flat_map(verb, some, told)
        return
    from consistency.engines.pool import Pool  # here: one process needs no machinery for several

    with Pool(jobs, prepare=partial(_prepare, rules)) as pool:
        yield lambda some: pool.flat_map(verb, some, told)


def _prepare(rules: tuple[Path, ...]) -> None:
    packs_of(rules)
