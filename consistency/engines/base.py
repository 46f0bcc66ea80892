"""What an engine offers. It holds no word of the domain: verbs and items are handed to it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")
Key = TypeVar("Key", bound=Hashable)
# Told how many items more are done.
Told = Callable[[int], None]


class Engine(Protocol):
    """Runs verbs over items. Results come in the order of the items, whoever made them.

    A verb is a function of a module, so that another process can find it.
    """

    def flat_map(
        self, verb: Callable[[Item], Iterable[Made]], items: Sequence[Item], told: Told | None = None
    ) -> list[Made]:
        """Everything the verb makes of each item, in the items' order."""
        ...

    def group_by(self, pairs: Iterable[tuple[Key, Item]]) -> list[tuple[Key, list[Item]]]:
        """Items by key, keys in sorted order, items in the order they came."""
        ...

    def collect(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """The distinct items, sorted."""
        ...
