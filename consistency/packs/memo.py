"""Answers about words and terms, each worked out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

# Above this many distinct words new ones are read again each time: hostile text cannot fill memory.
MOST_REMEMBERED = 300_000

Word = TypeVar("Word")
Answer = TypeVar("Answer")


class Memo(dict[Word, Answer]):
    """word -> what `ask` answers; above MOST_REMEMBERED words it is asked each time."""

    def __init__(self, ask: Callable[[Word], Answer]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, word: Word) -> Answer:
        answer = self._ask(word)
        if len(self) < MOST_REMEMBERED:
            self[word] = answer
        return answer
