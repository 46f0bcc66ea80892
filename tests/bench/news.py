"""News that nobody wrote: articles made of our own sentences, the same for the same size, with as many figures
and dates as news on conflicts has (one in about 240 characters).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from consistency.packs.locate import rules_root
from consistency.packs.strict_yaml import read_yaml

LANGUAGES = ("ar", "en")
_HERE = Path(__file__).parent
_SLOT = re.compile(r"\{(\w+)\}")
# Of the sentences of a paragraph, so many in a hundred tell figures.
_WITH_FIGURES = 16


def articles(language: str, characters: int, seed: int = 1) -> list[str]:
    """Articles of 8 to 16 paragraphs, together at least so many code points."""
    writer = _Writer(language, seed)
    made: list[str] = []
    left = characters
    while left > 0:
        made.append(writer.article())
        left -= len(made[-1])
    return made


def one_paragraph(language: str, characters: int) -> str:
    """A text of exactly so many code points without a line break."""
    return " ".join(" ".join(articles(language, characters)).split())[:characters]


class _Writer:
    def __init__(self, language: str, seed: int) -> None:
        content: Any = read_yaml(_HERE / "news.yaml")
        self._own: dict[str, Any] = content[language]
        self._random = random.Random(f"{language} {seed}")
        folder = rules_root() / "languages" / language
        self._lists: dict[str, list[str]] = {
            "place": list(_words(folder / "places.yaml", "place")),
            "subject": list(_words(folder / "subjects.yaml", "subject")),
            "thing": list(_words(folder / "nouns.yaml", "concept")),
            **{name: self._own[f"{name}s"] for name in ("month", "time", "amount")},
            "words": self._own["words"],
        }

    def article(self) -> str:
        paragraphs = [self._fill(self._one("opening"))]
        for _ in range(self._random.randint(8, 16)):
            kinds = [
                "figures" if self._random.randrange(100) < _WITH_FIGURES else "plain"
                for _ in range(self._random.randint(2, 4))
            ]
            paragraphs.append(" ".join(self._fill(self._one(kind)) for kind in kinds))
        return "\n\n".join(paragraphs)

    def _one(self, name: str) -> str:
        return str(self._random.choice(self._own[name]))

    def _fill(self, sentence: str) -> str:
        while "{" in sentence:
            sentence = _SLOT.sub(lambda slot: self._slot(slot[1]), sentence)
        return sentence

    def _slot(self, name: str) -> str:
        roll = self._random
        if name in self._lists:
            return roll.choice(self._lists[name])
        if name == "name":
            return " ".join(roll.sample(self._own["names"], 2))
        if name == "date":
            return str(self._own["date"])
        low, high = {
            "n": (3, 950), "m": (960, 4000), "percent": (2, 97), "day": (1, 28), "year": (1990, 2024),
        }[name]  # fmt: skip
        return str(roll.randint(low, high))


def _words(path: Path, kind: str) -> Iterator[str]:
    """The last spelling of each term of a kind: for a noun that is its plural."""
    content: Any = read_yaml(path)
    for term in content[kind]:
        if not {"case", "after"} & set(term):
            yield str(term["words"][-1])
