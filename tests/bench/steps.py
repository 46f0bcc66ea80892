"""Where the time of reading goes, step by step: `python -m tests.bench.steps` writes `profile.md`."""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from consistency import pipeline
from consistency.align.origins import profile
from consistency.claims.about import about
from consistency.claims.anchor import anchor_times
from consistency.claims.bind import bind
from consistency.claims.events import bind_events
from consistency.claims.scene import Scene
from consistency.claims.sentences import Sentences
from consistency.find.quantities import read_quantities
from consistency.find.times import read_times
from consistency.find.tokens import tokenize
from consistency.model.document import Document, Span
from consistency.packs.cache import load_packs
from consistency.packs.ruleset import Packs
from consistency.text.layout import layout
from tests.bench.news import LANGUAGES, articles

HERE = Path(__file__).parent
CHARACTERS = 250_000
ROUNDS = 9
STEPS = {
    "layout": "paragraphs, zones, sentences (half of it), quotations",
    "tokenize": "one split (a third of it), three look-ups per word, the terms of several words",
    "read_times": "dates, spread over the grammar's rules",
    "read_quantities": "figures: number, name or label, unit, rate, hedge",
    "anchor_times": "what each date is counted from",
    "scene": "how often each known term stands in it, and the sentences",
    "about": "what the article as a whole is about",
    "bind": "what each figure counts, whose, where, when, who says so, in what sense",
    "bind_events": "what happened on each date",
    "profile": "the sketch by which copies are found",
}
_READING = ("layout", "tokenize", "read_times", "read_quantities", "anchor_times")
_NOTES = (Path(__file__).parent / "profile_notes.md").read_text(encoding="utf-8")
_WORD = re.compile(r"\w+")
T = TypeVar("T")


class _Clock:
    """Adds up what each step costs."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def __call__(self, step: str, work: Callable[[], T]) -> T:
        began = time.process_time()
        done = work()
        self.spent[step] = self.spent.get(step, 0.0) + time.process_time() - began
        return done


def main() -> None:
    packs = load_packs()
    tables = {language: _measured(language, packs) for language in LANGUAGES}
    about_it = (
        f"Made by `python -m tests.bench.steps`: generated news (`news.py`, {CHARACTERS:,} characters of articles, "
        "every word met before), one core, CPU time. The unit is the time of `re.findall` and a set look-up per "
        "word on the same text in the same process, so that the machine's speed cancels out; medians of "
        f"{ROUNDS} rounds."
    )
    lines = ["# Where the time of reading goes", "", about_it, ""]
    lines += ["| step | Arabic | English | what it is |", "|---|--:|--:|---|"]
    rows = [(f"`{step}`", {step}, note) for step, note in STEPS.items()]
    rows.append(("figures and dates", set(_READING), "the first five"))
    rows.append(("`extract`", set(STEPS), "all"))
    for label, steps, note in rows:
        costs = (f"{sum(tables[language][step] for step in steps):.1f}" for language in LANGUAGES)
        lines.append(f"| {label} | {' | '.join(costs)} | {note} |")
    text = "\n".join([*lines, "", _NOTES])
    (HERE / "profile.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


def _measured(language: str, packs: Packs) -> dict[str, float]:
    """The cost of every step in units of the bare search."""
    documents = [
        Document(id="article", text=text, language=language, sha256="")
        for text in articles(language, CHARACTERS)
    ]
    for document in documents:
        pipeline.extract(document, packs)
    found: dict[str, list[float]] = {step: [] for step in STEPS}
    for _ in range(ROUNDS):
        clock = _Clock()
        for document in documents:
            clock("bare", partial(_bare, document.text))
            _steps(document, packs, clock)
        for step, costs in found.items():
            costs.append(clock.spent[step] / clock.spent["bare"])
    return {step: statistics.median(costs) for step, costs in found.items()}


def _bare(text: str) -> int:
    return sum(word in STEPS for word in _WORD.findall(text))


def _steps(document: Document, packs: Packs, clock: _Clock) -> None:
    """The corridor for one article, each room under the clock."""
    language, whole = document.language, Span(0, len(document.text))
    arranged = clock("layout", lambda: layout(document, packs))
    tokens = clock("tokenize", lambda: tokenize(document.text, packs.lexicon(language), whole))
    dates = clock("read_times", lambda: read_times(tokens, packs, language))
    taken = tuple(phrase.span for phrase in dates)
    figures, _ = clock("read_quantities", lambda: read_quantities(tokens, taken, packs, language))
    times = clock("anchor_times", lambda: anchor_times(dates, arranged, document, None, packs))
    scene = clock("scene", lambda: Scene(document, tokens, Sentences(arranged, whole), packs))
    theme = clock("about", lambda: about(scene, figures))
    clock("bind", lambda: bind(scene, figures, times, None, theme))
    clock("bind_events", lambda: bind_events(scene, times, None, theme))
    clock("profile", lambda: profile(tokens))


if __name__ == "__main__":
    main()
