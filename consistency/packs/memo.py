"""Answers about words, each worked out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from consistency.packs.lexicon import MOST_REMEMBERED

Answer = TypeVar("Answer")


class Memo(dict[str, Answer]):
    """word -> what `ask` answers; above MOST_REMEMBERED words it is asked each time."""

    def __init__(self, ask: Callable[[str], Answer]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, word: str) -> Answer:
        answer = self._ask(word)
        if len(self) < MOST_REMEMBERED:
            self[word] = answer
        return answer
