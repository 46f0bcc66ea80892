"""One process: the reference that every other engine must agree with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from consistency.engines.base import Item, Key, Made, Told


class Local:
    """Runs verbs one after another."""

    def flat_map(
        self, verb: Callable[[Item], Iterable[Made]], items: Sequence[Item], told: Told | None = None
    ) -> list[Made]:
        everything: list[Made] = []
        for item in items:
            everything += verb(item)
            if told:
                told(1)
        return everything

    def group_by(self, pairs: Iterable[tuple[Key, Item]]) -> list[tuple[Key, list[Item]]]:
        groups: dict[Key, list[Item]] = {}
        for key, item in pairs:
            groups.setdefault(key, []).append(item)
        return sorted(groups.items(), key=lambda pair: pair[0])  # type: ignore[arg-type,return-value]

    def collect(self, items: Iterable[Item]) -> tuple[Item, ...]:
        return tuple(sorted(set(items)))  # type: ignore[type-var]
