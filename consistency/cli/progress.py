"""How far the reading has come, for whoever waits at a terminal longer than two seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Seconds before anything is shown.
PATIENCE = 2.0


@contextmanager
def progress(total: int, wanted: bool = True) -> Iterator[Callable[[int], None] | None]:
    """What to call with the number of articles just read; None where nobody watches standard error."""
    if not wanted or not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm  # here: where nobody watches, it is not loaded

    with tqdm(total=total, delay=PATIENCE, file=sys.stderr, leave=False, unit="", dynamic_ncols=True) as bar:

        def told(count: int) -> None:
            bar.update(count)

        yield told
