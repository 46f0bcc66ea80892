"""Text of strangers made safe for a terminal, and right-to-left text kept in its place.

The text stays in logical order; a terminal or page reorders it for display. Isolates (U+2068, U+2069) keep
its neighbours on the line from being reordered with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

ISOLATE, POP = "\u2068", "\u2069"

# Control characters, direction controls of the text itself, lone surrogates, separators of lines.
_RISKY = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_QUIET = frozenset("\u200e\u200f\u061c\ufeff")  # harmless inside isolates, and frequent in Arabic text
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
# A run: right-to-left words, the figure before them, and what stands between them.
_WORDS = f"[{_RTL}][{_RTL}\u0300-\u036f]*"
_RUNS = re.compile(f"(?:[\\d.,]{{1,20}} )?{_WORDS}(?:[ \\d/'(-]{{1,12}}{_WORDS})*\\)?")
_HAS_RTL = re.compile(f"[{_RTL}]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|~&])")
# What would begin a heading, a list or a quotation at the beginning of a line.
_MARKDOWN_START = re.compile(r"^(\s*)([-+#=]|\d{1,9}(?=[.)]))")
# What a forge would take for an account or for an issue.
_MENTION = re.compile(r"(@|#(?=\d))")
_ISOLATES = re.compile(f"([{ISOLATE}{POP}])")
# A date of digits, partly unknown perhaps, or two with a dash between them.
_DATE = re.compile(r"[\dX]+(?:-[\dX]+)+(?:–[\dX]+(?:-[\dX]+)*|T[\d:]+Z)?")
_SPACE = re.compile(r"\s+")


def visible(text: str) -> str:
    """The text on one line, with everything a terminal would obey shown as an escape."""
    return _RISKY.sub(_show, _SPACE.sub(" ", text))


def is_rtl(text: str) -> bool:
    """Whether the text holds letters that run from right to left."""
    return _HAS_RTL.search(text) is not None


def isolated(text: str, isolates: bool = True) -> str:
    """The visible text; in isolates where it holds right-to-left letters."""
    shown = visible(text)
    return f"{ISOLATE}{shown}{POP}" if isolates and is_rtl(shown) else shown


def with_isolates(sentence: str, isolates: bool = True) -> str:
    """An interface sentence of left-to-right words with each right-to-left name in it isolated."""
    shown = visible(sentence)
    return _RUNS.sub(_isolate_run, shown) if isolates else shown


def dates_apart(shown: str, isolates: bool = True) -> str:
    """Right-to-left words with each date in them isolated: its hyphens would turn it round, 2024-10 to 10-2024."""
    return _DATE.sub(f"{ISOLATE}\\g<0>{POP}", shown) if isolates and is_rtl(shown) else shown


def composed(message: str, isolates: bool = True, escape: Callable[[str], str] = visible) -> str:
    """A message whose values stand in isolates already: each part made safe, the isolates kept or left out."""
    parts = _ISOLATES.split(message)
    return "".join(
        (part if isolates else "") if part in (ISOLATE, POP) else escape(part) for part in parts if part
    )


def markdown(text: str) -> str:
    """The visible text with Markdown's own characters as themselves, and nobody's account or issue mentioned."""
    escaped = _MARKDOWN.sub(r"\\\1", visible(text))
    escaped = _MARKDOWN_START.sub(_escape_start, escaped)
    return _MENTION.sub("\\1\u2060", escaped)


def _escape_start(match: re.Match[str]) -> str:
    mark = match[2]
    return f"{match[1]}\\{mark}" if not mark.isdigit() else f"{match[1]}{mark}\u2060"


def _isolate_run(match: re.Match[str]) -> str:
    run = match.group()
    if run.count("(") == run.count(")"):
        return f"{ISOLATE}{run}{POP}"
    # A bracket that opens or closes outside the run stays outside.
    outside = ")" if run.endswith(")") else ""
    before, bracket, rest = run.removesuffix(")").partition("(")
    shown = [f"{ISOLATE}{part.rstrip()}{POP}{part[len(part.rstrip()) :]}" for part in (before, rest) if part]
    return bracket.join(shown) + outside


def _show(match: re.Match[str]) -> str:
    char = match.group()
    if char in _QUIET:
        return ""
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
