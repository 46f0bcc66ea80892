"""Which way a piece of text runs, and text of strangers made safe to show."""

from __future__ import annotations

import re
from unicodedata import bidirectional

from consistency.report.plain import visible

# Letters looked at: enough to tell, few enough for a paragraph of a megabyte.
_SAMPLE = 400
_RIGHT, _LEFT = ("R", "AL"), ("L",)
_WEB = re.compile(r"https?://[^\s\\]+", re.IGNORECASE)


def direction(text: str) -> str:
    """`rtl`, `ltr`, or `auto` for text without letters: where most of its first letters run.

    The first letter alone would turn "AFP: ..." of an Arabic article round.
    """
    right = left = 0
    for char in text:
        kind = bidirectional(char)
        right += kind in _RIGHT
        left += kind in _LEFT
        if right + left >= _SAMPLE:
            break
    return "auto" if not right + left else "rtl" if right >= left else "ltr"


def shown(text: str, most: int = 200) -> str:
    """The text on one line, without what could move its neighbours, cut to `most` code points."""
    safe = visible(text[: most + 1].strip())
    return safe if len(text) <= most else f"{safe[:most].rstrip()}…"


def web_address(url: str | None) -> str | None:
    """The address if a reader may follow it; None for `javascript:` and the like."""
    return url if url and _WEB.fullmatch(url) else None
