"""Where in a YAML file a value stands: read only when there is something to complain about."""

from __future__ import annotations

from pathlib import Path

from consistency.errors import PackError

Trail = tuple["str | int", ...]


def place_of(path: Path, shown: str, trail: Trail) -> str:
    """`path:line:column` of the value that keys and positions lead to, or of the nearest thing above it."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=loader)
    mark = node.start_mark if node is not None else None
    for step in trail:
        found = None
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            found = (node.value[step], node.value[step])
        if found is None:
            break
        key, node = found
        mark = key.start_mark
    return f"{shown}:{mark.line + 1}:{mark.column + 1}" if mark else shown


def fail(path: Path, shown: str, trail: Trail, message: str, advice: str) -> PackError:
    """The error to raise for a value that breaks a rule."""
    return PackError(message, place=place_of(path, shown, trail), advice=advice)


def all_places(path: Path, shown: str) -> dict[Trail, str]:
    """`path:line:column` of every value of a file, by the keys and positions that lead to it."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    found: dict[Trail, str] = {}
    waiting: list[tuple[Trail, yaml.Node | None]] = [
        ((), yaml.compose(path.read_text(encoding="utf-8"), Loader=loader))
    ]
    while waiting:
        trail, node = waiting.pop()
        if node is None:
            continue
        found.setdefault(trail, f"{shown}:{node.start_mark.line + 1}:{node.start_mark.column + 1}")
        if isinstance(node, yaml.MappingNode):
            waiting += [((*trail, key.value), value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += [((*trail, number), item) for number, item in enumerate(node.value)]
    return found
