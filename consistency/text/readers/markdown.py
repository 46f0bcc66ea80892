"""Markdown with front matter.

The front matter, comments and link targets are replaced by blanks of the same length, so that every span
counts code points of the file as it is.
"""

from __future__ import annotations

import re

from consistency.errors import InputError
from consistency.model.document import Comment
from consistency.text.record import Record, is_comment

_FENCE = re.compile(r"(?:---|\+\+\+)[ \t]*\r?\n")
_KEY = re.compile(r"([A-Za-z][\w-]*)[ \t]*[:=](?:[ \t]+|$)(.*)")
_NOT_BLANK = re.compile(r"[^\s]")
# A link target longer than this is no target.
LONGEST_TARGET = 2000

# Front matter of site generators has these names for the same keys.
SPELLINGS = {"date": "published", "lang": "language", "link": "url"}


def read_markdown(text: str, shown: str) -> Record:
    """The keys of the front matter, and the text with all that is no prose blanked.

    Raises: InputError for front matter that does not end.
    """
    keys: dict[str, object] = {}
    lines: dict[str, int] = {}
    body = text
    if opening := _FENCE.match(text):
        end = _closing(text, opening.end(), text[:3])
        if end is None:
            if _KEY.match(text, opening.end()):
                raise InputError(
                    "the front matter does not end",
                    place=f"{shown}:1",
                    advice=f"close it with a line of its own: {text[:3]}",
                )
        else:
            keys, lines = _front_matter(text[opening.end() : end[0]])
            body = _blank(text, 0, end[1])
    body, comments = _without_comments(body)
    keys["text"] = _without_targets(body)
    return Record(keys, lines=lines, comments=comments)


def _closing(text: str, start: int, fence: str) -> tuple[int, int] | None:
    """Where the closing fence begins and its line ends."""
    at = start
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop + 1
        if text[at:stop].strip() in (fence, "..."):
            return at, stop
        at = stop
    return None


def _front_matter(text: str) -> tuple[dict[str, object], dict[str, int]]:
    """`key: value` lines and where they stand; lists and nested lines are kept as text of the key above."""
    keys: dict[str, object] = {}
    lines: dict[str, int] = {}
    last = None
    for number, line in enumerate(text.splitlines(), 2):
        if match := _KEY.fullmatch(line):
            last = SPELLINGS.get(match[1], match[1])
            if last not in keys:
                keys[last], lines[last] = _value(match[2].strip()), number
        elif last and line.strip() and not line.lstrip().startswith("#"):
            keys[last] = f"{keys[last] or ''}\n{line}".strip()
    return keys, lines


def _value(written: str) -> str | None:
    if written[:1] in ("'", '"') and len(written) > 1 and written[-1] == written[0]:
        inner = written[1:-1]
        return inner.replace("''", "'") if written[0] == "'" else inner.replace('\\"', '"')
    written = written.split(" #", 1)[0].strip()
    return None if written in ("", "~", "null") else written


def _without_comments(text: str) -> tuple[str, tuple[Comment, ...]]:
    """The text with its comments blanked, and those that are addressed to this program."""
    parts: list[str] = []
    comments: list[Comment] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        parts += [text[at:start], _blank(text[start : end + 3], 0, end + 3 - start)]
        at = end + 3
        if is_comment(words := text[start + 4 : end].strip()):
            comments.append(Comment(at, words))
    return "".join(parts) + text[at:], tuple(comments)


def _without_targets(text: str) -> str:
    """`[words](target)` with the brackets kept and the target blanked."""
    if "](" not in text:
        return text
    parts, at = [], 0
    while (start := text.find("](", at)) >= 0:
        end = text.find(")", start, start + LONGEST_TARGET)
        if end < 0 or "\n" in text[start:end]:
            parts.append(text[at : start + 2])
            at = start + 2
            continue
        parts += [text[at : start + 1], " " * (end - start)]
        at = end + 1
    return "".join(parts) + text[at:]


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + _NOT_BLANK.sub(" ", text[start:end]) + text[end:]
