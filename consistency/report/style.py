"""How a report is to be written."""

from __future__ import annotations

from msgspec import Struct, field

from consistency.report.words import Words, load_words

# How much is told: the findings in a line each; what people need; everything.
QUIET, NORMAL, FULL = "quiet", "normal", "full"

_CODES = {"error": "31;1", "warning": "33;1", "info": "36", "strong": "1", "faint": "2"}


class Style(Struct, frozen=True):
    """words: of the interface language. color: terminal colours. isolates: marks round right-to-left text.

    detail: QUIET, NORMAL or FULL; only text for a terminal knows the difference.
    ascii_only: JSON with every other character as an escape, for a stream that cannot hold them.
    """

    words: Words = field(default_factory=lambda: load_words("en"))
    color: bool = False
    isolates: bool = True
    ascii_only: bool = False
    detail: str = NORMAL

    def paint(self, text: str, how: str) -> str:
        """The text in the colour of a severity, `strong` or `faint`, where colours are wanted."""
        return f"\x1b[{_CODES[how]}m{text}\x1b[0m" if self.color and how in _CODES else text
