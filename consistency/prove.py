"""The examples of rules, run: each rule fires where it says that it does, and stays silent where it says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from consistency.api import check
from consistency.config.settings import Settings
from consistency.engines.corridor import packs_of
from consistency.model.document import Document
from consistency.model.rule import Example, Rule
from consistency.text.cues import commonest_words
from consistency.text.documents import document_of
from consistency.text.readers.markdown import read_markdown

_NAMES = "abcdefghijklmnopqrstuvwxyz"


class Trial(Struct, frozen=True):
    """An example that was run. number: from 1. fired: the codes of all findings. problem: "" where it held."""

    rule: Rule
    number: int
    fired: tuple[str, ...]
    problem: str


def trials(rules: Sequence[Rule], folders: tuple[Path, ...] = ()) -> Iterator[Trial]:
    """Every example of the rules, run with our packs and those of the folders."""
    for rule in rules:
        for number, example in enumerate(rule.examples, 1):
            fired = fired_by(example, folders)
            problem = ""
            if example.finds and rule.code not in fired:
                problem = f"{rule.code} does not fire; fired: {', '.join(fired) or 'nothing'}"
            elif not example.finds and rule.code in fired:
                problem = f"{rule.code} fires"
            yield Trial(rule, number, fired, problem)


def fired_by(example: Example, folders: tuple[Path, ...] = ()) -> tuple[str, ...]:
    """The codes of the rules that fire on an example's articles, each once, sorted."""
    today = date.fromisoformat(example.today) if example.today else None
    report = check(articles_of(example, folders), Settings(rules=folders, preview=True), today=today)
    return tuple(sorted({finding.code for finding in report.findings}))


def articles_of(example: Example, folders: tuple[Path, ...] = ()) -> list[Document]:
    """Its texts as articles, with their comments to the program."""
    commonest = commonest_words(packs_of(folders))
    made = []
    for index, text in enumerate(example.texts):
        record = read_markdown(text, "example") if "<!--" in text else None
        keys = {
            "id": _NAMES[index],
            "text": record.keys["text"] if record else text,
            "language": (example.languages[index] or None) if example.languages else None,
            "published": (example.published[index] or None) if example.published else None,
        }
        document = document_of(keys, f"example:{index + 1}", commonest)
        made.append(replace(document, comments=record.comments) if record else document)
    return made
