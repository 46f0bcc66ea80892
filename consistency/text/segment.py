"""Paragraphs, sentences and quotations: where they begin and end, found in one pass over the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from consistency.model.document import Span
from consistency.text.cues import Cues

# A sentence is cut at a space beyond this, so that a text without full stops stays readable in linear time.
LONGEST_SENTENCE = 3000

# Lines of a hard-wrapped text are this long at most; longer lines are paragraphs.
WIDEST_WRAP = 130

_QUOTES = '"“”„‟«»'
_GUILLEMETS = "«»"
# A quotation mark, marks that end sentences, or both. One character first and then a repetition: that is searched for
# in half the time of a repetition alone.
_MARK = re.compile(f"[{_QUOTES}.!?؟。…][.!?؟。…]*")
# \x92 and \x94 are closing quotation marks of pages read in the wrong encoding.
_CLOSERS = "\"'”’»›)]}“\x92\x94\u200f\u200e\u061c\u2069\u202c"
_IN_WORD = re.compile(r"[\w.\u0640\u064b-\u0652]*")
_FIRST_WORD = re.compile(r"\s*[\"'“”‘«(\[]*(\w+)")
# White space, and the marks of direction and of encoding that nobody sees.
_BLANK = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200e\u200f\ufeff"
_MARKS = "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"


# Where a sentence begins and ends, in code points.
Bounds = tuple[int, int]


class Paragraph(Struct, frozen=True):
    """span: without blanks at its ends. after_blank: a blank line, or the beginning, stands before it."""

    span: Span
    after_blank: bool


def paragraphs(text: str) -> list[Paragraph]:
    """Every line is a paragraph, unless the text is wrapped at a fixed width: then the lines are joined."""
    lines = list(_lines(text))
    blocks: list[list[Span]] = []
    for span, after_blank in lines:
        if after_blank or not blocks:
            blocks.append([])
        blocks[-1].append(span)
    width = _wrap_width(text, blocks)
    found: list[Paragraph] = []
    for block in blocks:
        if width and len(block) > 1 and _is_wrapped(text, block, width):
            found.append(Paragraph(Span(block[0].start, block[-1].end), True))
        else:
            found += [Paragraph(span, index == 0) for index, span in enumerate(block)]
    return found


def sentences(text: str, paragraph: Span, body: int, cues: Cues) -> tuple[list[Bounds], list[Span]]:
    """The sentences of a paragraph from `body` on, without blanks at their ends, and all its quotations.

    A quotation is what stands inside the marks. A mark that nothing closes within its paragraph opens nothing.
    """
    found: list[Bounds] = []
    quotes: list[Span] = []
    opened: dict[bool, int] = {}
    start, last = body, paragraph.end
    span = Span(body, last)
    for mark in _MARK.finditer(text, paragraph.start, last):
        at, end = mark.span()
        if (char := text[at]) in _QUOTES:
            kind = char in _GUILLEMETS
            before = opened.pop(kind, None)
            if before is None:
                opened[kind] = at + 1
            elif before < at:
                quotes.append(Span(before, at))
            at += 1
        if at == end or end <= start:
            continue
        marks = text[at:end]
        while end < last and text[end] in _CLOSERS:
            end += 1
        if _ends_sentence(text, span, at, marks, end, cues):
            _cut(text, start, end, found)
            start = end
    if start < last:
        _cut(text, start, last, found)
    return found, quotes


def _trimmed(text: str, start: int, end: int) -> Bounds:
    """What stands from start to end, without white space and direction marks at its ends."""
    while start < end and text[start] in _BLANK:
        start += 1
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    return start, end


def ends_like_a_sentence(text: str, span: Span) -> bool:
    """Whether the last mark of the span, closing marks aside, ends a sentence or leads on to one."""
    end = span.end
    while end > span.start and text[end - 1] in _CLOSERS:
        end -= 1
    return end > span.start and text[end - 1] in ".!?؟。…:؛;"


def _lines(text: str) -> Iterator[tuple[Span, bool]]:
    after_blank, end = True, 0
    for line in text.splitlines(keepends=True):
        end += len(line)
        rest = line.lstrip(_BLANK)
        if rest:
            start = end - len(rest)
            yield Span(start, start + len(rest.rstrip(_BLANK))), after_blank
        after_blank = not rest


def _wrap_width(text: str, blocks: list[list[Span]]) -> int:
    """The width at which the text's lines are wrapped, 0 when they are paragraphs of their own."""
    long = [block for block in blocks if len(block) > 2]
    widths = [max(line.end - line.start for line in block) for block in long]
    width = max(widths, default=0)
    if not long or width > WIDEST_WRAP:
        return 0
    wrapped = sum(_is_wrapped(text, block, width) for block in long)
    return width if wrapped * 2 > len(long) else 0


def _is_wrapped(text: str, block: list[Span], width: int) -> bool:
    """Whether each next line's first word had no room left on its line."""
    stops = 0
    for line, following in pairwise(block):
        word = _FIRST_WORD.match(text, following.start, following.end)
        room = word.end() - following.start if word else following.end - following.start
        # A little slack: editors break before the margin at dashes and after long words.
        if line.end - line.start + 1 + room < width - 3:
            return False
        stops += ends_like_a_sentence(text, line)
    return stops * 2 <= len(block) - 1


def _ends_sentence(text: str, span: Span, stop: int, marks: str, end: int, cues: Cues) -> bool:
    if end < span.end and not text[end].isspace():
        # "...كذا.وقال": Arabic prose is often set without the space.
        return (
            marks == "." and _arabic(text[stop - 1 : stop]) and _arabic(text[end]) and stop - span.start > 2
        )
    # Nearly always a space and a letter follow; else the expression looks further.
    first = text[end + 1 : end + 2] if end + 1 < span.end and text[end] == " " else ""
    if not first.isalnum():
        following = _FIRST_WORD.match(text, end, span.end)
        if following is None:
            return True
        first = following[1][0]
    if first.islower():
        return False
    if marks != ".":
        # Dots that trail off are a pause in Arabic; a capital shows a new sentence where there are capitals.
        return not (marks.startswith("..") or marks == "…") or first.isupper()
    word = text[max(span.start, stop - 24) : stop].rpartition(" ")[2]
    if not word.isalpha():
        before = _IN_WORD.match(word[::-1])
        word = before.group()[::-1] if before else ""
    word = word.strip(_MARKS)
    if not word:
        return True
    letters = word.rpartition(".")[2].rstrip(_MARKS)
    if len(letters) == 1 and letters.isalpha():
        if "." in word:  # U.S., p.m.
            return _begins_anew(text, end, span, cues)
        return _after_digits(text, span.start, stop - len(word))
    if word.isdigit() and stop - len(word) <= span.start + 1:
        return False  # "1. " at the beginning numbers a list
    folded = cues.fold(word)
    if folded in cues.titles:
        return False
    return folded not in cues.abbreviations or _begins_anew(text, end, span, cues)


def _begins_anew(text: str, end: int, span: Span, cues: Cues) -> bool:
    """Whether a frequent word stands behind an abbreviation with a capital, as only a new sentence gives it one."""
    following = _FIRST_WORD.match(text, end, span.end)
    return following is not None and following[1][0].isupper() and cues.fold(following[1]) in cues.frequent


def _after_digits(text: str, start: int, at: int) -> bool:
    """Whether digits stand before a single letter: "2020 م." ends a sentence, "جون و." does not."""
    while at > start and text[at - 1] in " \u00a0":
        at -= 1
    return at > start and text[at - 1].isdigit()


def _arabic(char: str) -> bool:
    return "\u0620" <= char <= "\u064a"


def _cut(text: str, start: int, end: int, found: list[Bounds]) -> None:
    """Add what stands from start to end as one sentence; as several where too long, as none where blank."""
    start, end = _trimmed(text, start, end)
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        found.append((start, cut))
        start, end = _trimmed(text, cut, end)
    if start < end:
        found.append((start, end))
