"""One reader over one set of articles, in a process of its own: `contestant.py NAME LANGUAGE ARTICLES.json SECONDS`.

Runs under the interpreter of the venv that holds the reader, so it imports nothing of ours but for ours. Prints
one line of JSON: what it read, how long it took, what it found, and the process's peak memory.
"""

from __future__ import annotations

import importlib
import json
import re
import resource
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

Reader = Callable[[str], int]  # text -> how many mentions it found


def ours(language: str) -> Reader:
    """Figures and dates: what the others are asked for."""
    pipeline = importlib.import_module("consistency.pipeline")
    packs, document = _corridor(language)

    def read(text: str) -> int:
        reading = pipeline.read(document(text), packs)
        return len(reading.times) + sum(len(block.quantities) for block in reading.blocks)

    return read


def extract(language: str) -> Reader:
    """The whole corridor: each figure and date with what it counts, where, when and who says so."""
    pipeline = importlib.import_module("consistency.pipeline")
    packs, document = _corridor(language)

    def read(text: str) -> int:
        extraction = pipeline.extract(document(text), packs)
        return len(extraction.times) + sum(claim.quantity is not None for claim in extraction.claims)

    return read


def _corridor(language: str) -> tuple[Any, Callable[[str], Any]]:
    packs = importlib.import_module("consistency.packs.cache").load_packs()
    document = importlib.import_module("consistency.model.document").Document
    return packs, lambda text: document(id="article", text=text, language=language, sha256="")


def words(language: str) -> Reader:
    """No reader: what it costs to look at every word, as a measure of the machine."""
    word = re.compile(r"\w+")
    known = {language}
    return lambda text: sum(found in known for found in word.findall(text))


def maha(language: str) -> Reader:
    parse = importlib.import_module("maha.parsers.functions").parse_dimension
    kinds = dict.fromkeys(("numeral", "ordinal", "duration", "time"), True)
    return lambda text: len(parse(text, **kinds))


def quantulum3(language: str) -> Reader:
    parse = importlib.import_module("quantulum3.parser").parse
    return lambda text: len(parse(text))


def recognizers(language: str) -> Reader:
    suite = importlib.import_module("recognizers_suite")
    english = suite.Culture.English
    asked = [
        getattr(suite, f"recognize_{name}")
        for name in ("number", "percentage", "currency", "dimension", "age", "datetime")
    ]
    return lambda text: sum(len(recognize(text, english)) for recognize in asked)


def dateparser(language: str) -> Reader:
    search = importlib.import_module("dateparser.search").search_dates
    return lambda text: len(search(text, languages=[language]) or ())


READERS: dict[str, Callable[[str], Reader]] = {
    "ours": ours, "again": ours, "extract": extract, "words": words, "maha": maha, "quantulum3": quantulum3,
    "recognizers": recognizers, "dateparser": dateparser,
}  # fmt: skip


def main() -> None:
    name, language, path, seconds = sys.argv[1:]
    warnings.simplefilter("ignore")
    texts: list[str] = json.loads(Path(path).read_text(encoding="utf-8"))
    read = READERS[name](language)
    # What is made once (expressions compiled, packs loaded) is not measured; `again` has met every word before.
    for text in texts if name == "again" else texts[:1]:
        read(text)
    characters = found = 0
    began = time.process_time()
    for text in texts[1:]:
        found += read(text)
        characters += len(text)
        if time.process_time() - began > float(seconds):
            break
    spent = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result = {"characters": characters, "seconds": spent, "found": found, "peak": peak}
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
