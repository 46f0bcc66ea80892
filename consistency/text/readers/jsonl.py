"""JSON Lines: a document a line, with `id` and `text`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from consistency.errors import InputError
from consistency.text.record import Record


def read_jsonl(text: str, shown: str) -> Iterator[Record | InputError]:
    """A record for every line that is not blank, or what is wrong with the line."""
    return read_lines(text.split("\n"), shown)


def read_lines(lines: Iterable[str], shown: str) -> Iterator[Record | InputError]:
    """The same of lines that come one by one, with or without their ends."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{shown}:{number}"
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            yield InputError(
                f"this line is no JSON: {error.msg}",
                place=f"{place}:{error.colno}",
                advice="write one JSON object a line",
            )
        except (ValueError, RecursionError):
            yield InputError(
                "this line holds a number or a nesting too large to read",
                place=place,
                advice="shorten it, or put the number in quotes",
            )
        else:
            if isinstance(value, dict):
                yield Record(value, number)
            else:
                yield InputError(
                    "this line is no JSON object",
                    place=place,
                    advice='write {"id": ..., "text": ...}',
                )
