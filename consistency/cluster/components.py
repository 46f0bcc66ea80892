"""What hangs together: pairs to components. It runs on the driver, which holds no more than the pairs' names."""

from __future__ import annotations

from collections.abc import Iterable


def components(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The least name of its component, for every name in a pair. The order of the pairs does not matter."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while (above := root.setdefault(name, name)) != name:
            root[name] = root[above]
            name = root[name]
        return name

    for a, b in pairs:
        x, y = find(a), find(b)
        root[max(x, y)] = min(x, y)
    return {name: find(name) for name in root}
