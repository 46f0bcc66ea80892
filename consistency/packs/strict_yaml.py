"""YAML read strictly: strings, lists and mappings only, no duplicate keys, a line for every message.

Plain YAML 1.1 turns `12:30` into 750 and `NO` into False; here every scalar is the string that was written.
Anchors, aliases and tags are refused: data of strangers must neither run nor grow.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from consistency.errors import PackError

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"

MOST_DEPTH = 20


def read_yaml(path: Path, shown: str | None = None) -> Plain:
    """The file's content as strings, lists and mappings. shown: the path to name in errors.

    Raises: PackError with path:line:column.
    """
    return parse_yaml(path.read_text(encoding="utf-8"), shown or path.as_posix())


def parse_yaml(text: str, shown: str) -> Plain:
    """Like read_yaml, from a text."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        _refuse_aliases(yaml, text, shown, loader)
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{shown}:{mark.line + 1}:{mark.column + 1}" if mark else shown
        raise PackError(
            f"this is no YAML: {error.problem or error.context}",
            place=where,
            advice="mend the indentation or the quotes",
        ) from None
    except yaml.YAMLError as error:
        raise PackError(
            f"this is no YAML: {error}", place=shown, advice="save the file as UTF-8 text"
        ) from None
    return {} if node is None else _plain(node, shown, 0)


def _refuse_aliases(yaml: object, text: str, shown: str, loader: object) -> None:
    if "&" not in text and "*" not in text and "!" not in text:
        return
    for event in yaml.parse(text, Loader=loader):  # type: ignore[attr-defined]
        if getattr(event, "anchor", None) or (
            getattr(event, "tag", None) and not event.tag.startswith("tag:yaml.org")
        ):
            mark = event.start_mark
            raise PackError(
                "anchors, aliases and tags are not allowed",
                place=f"{shown}:{mark.line + 1}:{mark.column + 1}",
                advice="write the value out, in quotes if it begins with &, * or !",
            )


def _plain(node: object, shown: str, depth: int) -> Plain:
    import yaml

    assert isinstance(node, yaml.Node)
    place = f"{shown}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"
    if depth > MOST_DEPTH:
        raise PackError("nested too deeply", place=place, advice=f"keep to {MOST_DEPTH} levels")
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, shown, depth + 1) for item in node.value]
    assert isinstance(node, yaml.MappingNode)
    table: dict[str, Plain] = {}
    for key, value in node.value:
        where = f"{shown}:{key.start_mark.line + 1}:{key.start_mark.column + 1}"
        if not isinstance(key, yaml.ScalarNode):
            raise PackError("a key must be a word", place=where, advice="put the key in quotes")
        if key.value in table:
            raise PackError(
                f"the key {key.value!r} stands twice", place=where, advice="merge the two entries"
            )
        table[str(key.value)] = _plain(value, shown, depth + 1)
    return table
