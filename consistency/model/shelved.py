"""A sequence that lies elsewhere: read again each time somebody goes through it, and never held whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar, overload

Item = TypeVar("Item", covariant=True)


class Shelved(Sequence[Item]):
    """read: begins anew at the first item. by_name: finds items by what they are called, if anything does."""

    def __init__(
        self, count: int, read: Callable[[], Iterator[Item]], by_name: Mapping[str, Any] | None = None
    ) -> None:
        self._count = count
        self._read = read
        self.by_name = by_name

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Item]:
        return self._read()

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        """Goes through everything before it."""
        if isinstance(index, slice):
            first, last, step = index.indices(self._count)
            if step < 1:
                return tuple(self._read())[index]
            return tuple(islice(self._read(), first, last, step))
        place = index if index >= 0 else index + self._count
        if not 0 <= place < self._count:
            raise IndexError(index)
        return next(islice(self._read(), place, None))
