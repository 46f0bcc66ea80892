"""How far a check has come, for whoever waits longer than two seconds, and now and then for a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Never

if TYPE_CHECKING:
    from tqdm import tqdm

# Seconds before anything is shown at a terminal; seconds between two lines of a log.
PATIENCE = 2.0
LOG_EVERY = 30.0


class Progress:
    """Told of each stretch of work and of what is done of it; shows rate and time left on standard error."""

    def __init__(self, total: int) -> None:
        self._bar: tqdm[Never] | None = None
        self._told = 0.0
        self._begin("", total)

    def begin(self, work: str, total: int) -> None:
        self.close()
        self._begin(work, total)

    def __call__(self, count: int) -> None:
        self._done += count
        if self._bar is not None:
            self._bar.update(count)
        elif (now := time.monotonic()) - self._told >= LOG_EVERY:
            self._told = now
            self._log(now)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()

    def _begin(self, work: str, total: int) -> None:
        self._work, self._total, self._done = work, total, 0
        self._began = self._told = time.monotonic()
        if sys.stderr.isatty():
            from tqdm import tqdm  # here: where nobody watches, it is not loaded

            self._bar = tqdm(
                desc=work or None, total=total, delay=PATIENCE, file=sys.stderr, leave=False, unit="",
                dynamic_ncols=True,
            )  # fmt: skip

    def _log(self, now: float) -> None:
        """`reading articles: 12,288 of 100,000, 41/s, 36 min left`."""
        spent = now - self._began
        rate = self._done / spent if spent else 0.0
        left = (self._total - self._done) / rate / 60 if rate else 0.0
        sys.stderr.write(
            f"{self._work or 'done'}: {self._done:,} of {self._total:,}, {rate:,.3g}/s, {left:,.0f} min left\n"
        )


@contextmanager
def progress(total: int, wanted: bool = True) -> Iterator[Callable[[int], None] | None]:
    """What to call with the number of articles just read; None where nobody wants to know."""
    if not wanted:
        yield None
        return
    shown = Progress(total)
    try:
        yield shown
    finally:
        shown.close()
