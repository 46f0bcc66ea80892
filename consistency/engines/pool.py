"""Several processes on one machine, started afresh, so that it works the same on every system."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing.process import BaseProcess
from typing import Self

from consistency.engines.base import Item, Made, Told
from consistency.engines.local import Local

# Chunks for each process: enough that a slow one does not keep the others waiting.
CHUNKS_EACH = 4
# After so many items processes that stay are started anew, so that what they remember does not grow for ever.
RENEWED = 8192


class Pool(Local):
    """Spreads `flat_map` over processes; the rest is little work and runs here.

    prepare: run once in each process before its first verb. Entered as a context, its processes stay from one
    `flat_map` to the next.
    """

    def __init__(self, jobs: int, prepare: Callable[[], None] | None = None) -> None:
        self._jobs = jobs
        self._prepare = prepare
        self._stays = False
        self._pool: ProcessPoolExecutor | None = None
        self._children: set[BaseProcess] = set()
        self._done = 0

    def __enter__(self) -> Self:
        self._stays = True
        return self

    def __exit__(self, *_: object) -> None:
        self._stays = False
        self._end()

    def flat_map(
        self, verb: Callable[[Item], Iterable[Made]], items: Sequence[Item], told: Told | None = None
    ) -> list[Made]:
        if self._jobs < 2 or len(items) < 2:
            return super().flat_map(verb, items, told)
        try:
            everything = self._spread(verb, items, told)
        except BaseException:
            for child in self._children:
                child.terminate()
            self._end()
            raise
        self._done += len(items)
        if not self._stays or self._done >= RENEWED:
            self._end()
        return everything

    def _spread(
        self, verb: Callable[[Item], Iterable[Made]], items: Sequence[Item], told: Told | None
    ) -> list[Made]:
        size = -(-len(items) // (self._jobs * CHUNKS_EACH))
        chunks = [items[start : start + size] for start in range(0, len(items), size)]
        if self._pool is None:
            # "spawn" everywhere: a forked copy of a threaded program may hang.
            context = multiprocessing.get_context("spawn")
            begin = partial(_begin, self._prepare)
            self._pool = ProcessPoolExecutor(self._jobs, mp_context=context, initializer=begin)
        before = set(multiprocessing.active_children())
        with _deaf_children():  # a chunk starts a process as long as there are fewer than may be
            futures = [self._pool.submit(_made, verb, chunk) for chunk in chunks]
        self._children |= set(multiprocessing.active_children()) - before
        everything: list[Made] = []
        for chunk, future in zip(chunks, futures, strict=True):
            everything += future.result()
            if told:
                told(len(chunk))
        return everything

    def _end(self) -> None:
        """Let the processes go; with work left they are broken already."""
        if self._pool is not None:
            self._pool.shutdown()
        self._pool, self._children, self._done = None, set(), 0


@contextmanager
def _deaf_children() -> Iterator[None]:
    """Processes started inside ignore Ctrl-C: the one that started them hears it afterwards, and ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
    elif hasattr(signal, "pthread_sigmask"):
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    else:  # Windows can only drop it
        heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, heard)


def _begin(prepare: Callable[[], None] | None) -> None:
    """In each process, before its first verb."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if prepare is not None:
        prepare()


def _end_with_parent() -> None:
    """Who waits for work waits for ever when the one who gives it is killed."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _made(verb: Callable[[Item], Iterable[Made]], items: Sequence[Item]) -> list[Made]:
    return [made for item in items for made in verb(item)]
