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

from consistency.engines.base import Item, Made, Told
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

    def flat_map(
        self, verb: Callable[[Item], Iterable[Made]], items: Sequence[Item], told: Told | None = None
    ) -> list[Made]:
        if self._jobs < 2 or len(items) < 2:
            return super().flat_map(verb, items, told)
        size = -(-len(items) // (self._jobs * CHUNKS_EACH))
        # "spawn" everywhere: a forked copy of a threaded program may hang.
        context = multiprocessing.get_context("spawn")
        workers = min(self._jobs, len(items))
        before = set(multiprocessing.active_children())
        begin = partial(_begin, self._prepare)
        with ProcessPoolExecutor(workers, mp_context=context, initializer=begin) as pool:
            with _deaf_children():
                chunks = [items[start : start + size] for start in range(0, len(items), size)]
                futures = [pool.submit(_made, verb, chunk) for chunk in chunks]
            try:
                everything: list[Made] = []
                for chunk, future in zip(chunks, futures, strict=True):
                    everything += future.result()
                    if told:
                        told(len(chunk))
                return everything
            except BaseException:
                for child in set(multiprocessing.active_children()) - before:
                    child.terminate()
                raise


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
