"""Which reader takes which format; a reader is loaded when a file asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from consistency.errors import InputError
from consistency.text.readers.jsonl import read_jsonl
from consistency.text.record import Record


def read_rows(kind: str, text: str, shown: str) -> Iterator[Record | InputError]:
    """The articles of a file that holds several."""
    if kind == "jsonl":
        return read_jsonl(text, shown)
    from consistency.text.readers.csv_table import read_csv

    return read_csv(text, shown)


def _read_text(text: str, _: str) -> Record:
    return Record({"text": text})


def _read_markdown(text: str, shown: str) -> Record:
    from consistency.text.readers.markdown import read_markdown

    return read_markdown(text, shown)


def _read_html(text: str, shown: str) -> Record:
    from consistency.text.readers.html_page import read_html

    return read_html(text, shown)


# Formats of which a file is one article.
WHOLE: dict[str, Callable[[str, str], Record]] = {
    "text": _read_text,
    "markdown": _read_markdown,
    "html": _read_html,
}
