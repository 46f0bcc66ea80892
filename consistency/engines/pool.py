"""Several processes on one machine, started afresh, so that it works the same on every system."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from consistency.engines.base import Item, Made
from consistency.engines.local import Local

# Chunks for each process: enough that a slow one does not keep the others waiting.
CHUNKS_EACH = 4


class Pool(Local):
    """Spreads `flat_map` over processes; the rest is little work and runs here.

    prepare: run once in each process before its first verb.
    """

    def __init__(self, jobs: int, prepare: Callable[[], None] | None = None) -> None:
        self._jobs = jobs
        self._prepare = prepare

    def flat_map(self, verb: Callable[[Item], Iterable[Made]], items: Sequence[Item]) -> list[Made]:
        if self._jobs < 2 or len(items) < 2:
            return super().flat_map(verb, items)
        size = -(-len(items) // (self._jobs * CHUNKS_EACH))
        # "spawn" everywhere: a forked copy of a threaded program may hang.
        context = multiprocessing.get_context("spawn")
        workers = min(self._jobs, len(items))
        with ProcessPoolExecutor(workers, mp_context=context, initializer=self._prepare) as pool:
            try:
                made = list(pool.map(partial(_listed, verb), items, chunksize=size))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        return [one for some in made for one in some]


def _listed(verb: Callable[[Item], Iterable[Made]], item: Item) -> list[Made]:
    return list(verb(item))
