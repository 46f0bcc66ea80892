"""Which paragraphs are headlines, captions, bylines or comments, and where a page turns to another story.

Every test is a cautious one: what is not plainly something else is body.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from consistency.model.document import Span
from consistency.text.cues import Cues, phrase_at
from consistency.text.segment import Paragraph, ends_like_a_sentence

# Lengths in code points, from looking at the pages of a dozen news sites.
LONGEST_HEADLINE = 160
LONGEST_SUBHEAD = 70
LONGEST_CAPTION = 220
LONGEST_FULL_CAPTION = 140  # one that ends with a full stop
LONGEST_FURNITURE = 200
LONGEST_DATE_LINE = 90
LONGEST_DATELINE = 90
MOST_SUBHEAD_WORDS = 9
# A credit of this many words may stand behind a caption's last cue word ("Reuters / Jane Doe").
CREDIT_REACH = 4
# A new story on the same page has at least so many paragraphs before it.
LEAST_BEFORE_STORY = 5

_DASH = re.compile(r"\s+(?:--|[-–—])\s+|\s*(?:—|--)\s+")
_LIST_ITEM = re.compile(r"(?:[-*•·▪–]|\d{1,3}[.)\-])\s")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s")
_PARENTHESIS = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]][\s.،,]*\Z")
# A sentence that ends inside a line: headlines and short captions hold none.
_INNER_STOP = re.compile(r"[^\W\d]{4}[.!?؟][\"”’)]?\s+\S")
_DIGIT = re.compile(r"\d")
_RULE = re.compile(r"[\s*_=~\-–—#]{3,}")
_NOTHING: Mapping[int, str] = MappingProxyType({})


class Zoned(Struct, frozen=True):
    """A paragraph with its zone and section. dateline: the part at its beginning that is one, if any.

    body: where the paragraph goes on after it.
    """

    paragraph: Paragraph
    zone: str
    section: int
    dateline: Span | None
    body: int


class _Line(Struct, frozen=True):
    """What the tests look at, once for every paragraph."""

    text: str
    after_blank: bool
    before_blank: bool
    stops: bool
    words: tuple[str, ...]  # folded; empty for a paragraph too long to be anything but body


def zone_paragraphs(
    text: str, found: list[Paragraph], cues: Cues, stated: Mapping[int, str] = _NOTHING
) -> list[Zoned]:
    """The paragraphs with their zones, in order. stated: zones that the source gives, by where they begin."""
    lines = [_line(text, found, index, cues) for index in range(len(found))]
    given = {index: stated[p.span.start] for index, p in enumerate(found) if p.span.start in stated}
    zones = _zones(lines, cues, given)
    sections = _sections(lines, zones)
    zoned, opened = [], set()
    for paragraph, line, zone, section in zip(found, lines, zones, sections, strict=True):
        start = paragraph.span.start
        dash = _dateline_dash(line.text) if zone == "body" and section not in opened else None
        opened |= {section} if zone == "body" else set()
        dateline = Span(start, start + dash[0]) if dash else None
        zoned.append(Zoned(paragraph, zone, section, dateline, start + dash[1] if dash else start))
    return zoned


def _line(text: str, found: list[Paragraph], index: int, cues: Cues) -> _Line:
    span = found[index].span
    stops = ends_like_a_sentence(text, span)
    short = span.end - span.start <= (LONGEST_FULL_CAPTION if stops else LONGEST_CAPTION)
    return _Line(
        text[span.start : span.end] if short else text[span.start : span.start + LONGEST_CAPTION],
        found[index].after_blank,
        index + 1 == len(found) or found[index + 1].after_blank,
        stops,
        tuple(cues.words(text[span.start : span.end])) if short else (),
    )


def _zones(lines: list[_Line], cues: Cues, given: Mapping[int, str]) -> list[str]:
    zones = ["body"] * len(lines)
    stopped = sum(line.stops for line in lines if len(line.text) > 100)
    punctuated = stopped * 2 >= sum(len(line.text) > 100 for line in lines)
    for index, line in enumerate(lines):
        if index in given:
            zones[index] = given[index]
        elif line.words or _RULE.fullmatch(line.text):
            zones[index] = _zone(lines, index, cues, punctuated)
    _mark_head(lines, zones)
    _mark_comments(lines, zones, cues)
    for index, zone in given.items():
        zones[index] = zone
    return zones


def _zone(lines: list[_Line], index: int, cues: Cues, punctuated: bool) -> str:
    line = lines[index]
    if _RULE.fullmatch(line.text):
        return "comment"
    if _MARKDOWN_HEADING.match(line.text):
        return "headline"
    if _is_furniture(line, cues):
        return "comment"
    if _is_caption(line, cues):
        return "caption"
    if _is_date_line(line, cues) and (index < 6 or index == len(lines) - 1):
        return "dateline"
    if index and not line.stops and not _LIST_ITEM.match(line.text) and _stands_alone(lines, index):
        short = len(line.text) <= LONGEST_SUBHEAD and len(line.words) <= MOST_SUBHEAD_WORDS
        if short and index + 1 < len(lines):
            return "headline"
        inside = line.after_blank and line.before_blank and index + 1 < len(lines)
        if punctuated and inside and not short and not _INNER_STOP.search(line.text):
            return "caption"
    return "body"


def _is_caption(line: _Line, cues: Cues) -> bool:
    if line.stops and not _credit_at_end(line, cues):
        return False
    if phrase_at(list(line.words), 0, cues.caption_openers) and len(line.words) > 3:
        head = line.text[:24]
        if ":" in head or "-" in head or "–" in head or line.words[0] != line.words[0].lower():
            return True
    return _credit_at_end(line, cues)


def _credit_at_end(line: _Line, cues: Cues) -> bool:
    """A credit as the last words, set off by a bracket or a stop: "(AFP)", "... in 2015. File photo"."""
    words = list(line.words)
    if len(words) < 4:
        return False
    if inside := _PARENTHESIS.search(line.text):
        before = line.text[: inside.start()].rstrip()
        if before.endswith(("-", "–", "—")) or sum(map(before.count, ".!?؟")) > 1:
            return False  # an agency's signature under its text
        credit = cues.words(inside[1])
        return any(phrase_at(credit, start, cues.credits) for start in range(len(credit)))
    last = re.split(r"[.|/؛–—]\s*", line.text.rstrip(" ."))[-1]
    credit = cues.words(last)
    if not 0 < len(credit) <= CREDIT_REACH or len(credit) == len(words):
        return False
    return bool(phrase_at(credit, 0, cues.credits))


def _is_furniture(line: _Line, cues: Cues) -> bool:
    if len(line.text) > LONGEST_FURNITURE or not line.words:
        return False
    words = list(line.words)
    length = phrase_at(words, 0, cues.furniture)
    if not length:
        return False
    rest = line.text[-1:] in "»›>…" or ":" in line.text
    return length == len(words) or (rest and not line.text.rstrip().endswith((".", "؟", "!")))


def _is_date_line(line: _Line, cues: Cues) -> bool:
    """A line that gives little else than a date: "26 January 2024, 10:30", "Published: 2024-01-26"."""
    if len(line.text) > LONGEST_DATE_LINE or line.stops or not _DIGIT.search(line.text):
        return False
    others = sum(not word.isdigit() and not cues.date_word(word) for word in line.words)
    dates = sum(word.isdigit() or cues.date_word(word) for word in line.words)
    return dates >= 3 and others <= 3 and others < dates


def _stands_alone(lines: list[_Line], index: int) -> bool:
    """Between longer paragraphs, so that it is no item of a list or row of a table."""
    before = lines[index - 1]
    after = lines[index + 1] if index + 1 < len(lines) else None
    return (before.stops or len(before.text) > len(lines[index].text)) and (
        after is None or len(after.text) > len(lines[index].text)
    )


def _mark_head(lines: list[_Line], zones: list[str]) -> None:
    """The first lines, down to the first that reads like prose, are headlines, and one that repeats them."""
    prose = next(
        (i for i, line in enumerate(lines) if zones[i] == "body" and not _like_headline(lines, zones, i)),
        None,
    )
    if prose is None:
        return
    for index in range(prose):
        if zones[index] == "body":
            zones[index] = "headline"
    titles = {lines[i].words for i in range(prose) if zones[i] == "headline"}
    for index in range(prose, min(len(lines), prose + 4)):
        if lines[index].words and lines[index].words in titles:
            zones[index] = "headline"


def _like_headline(lines: list[_Line], zones: list[str], index: int) -> bool:
    line = lines[index]
    if line.stops or not line.words or len(line.text) > LONGEST_HEADLINE or index + 1 >= len(lines):
        return False
    if _INNER_STOP.search(line.text):
        return False
    if _DASH.search(line.text[:LONGEST_DATELINE]) and not line.before_blank and index:
        return False
    following = lines[index + 1]
    longer = following.stops or len(following.text) > len(line.text)
    return line.before_blank or longer or zones[index + 1] == "dateline"


def _mark_comments(lines: list[_Line], zones: list[str], cues: Cues) -> None:
    """Readers' comments: all after a line that opens them, and what stands above a line of replies."""
    for index in range(len(lines) - 1, 0, -1):
        words = list(lines[index].words)
        if not words or len(lines[index].text) > LONGEST_SUBHEAD:
            continue
        if phrase_at(words, 0, cues.comments_begin) == len(words) and index * 2 >= len(lines):
            zones[index:] = ["comment"] * (len(lines) - index)
        elif _all_replies(words, cues) and index + 3 >= len(lines):
            zones[index] = "comment"
            if zones[index - 1] == "body" and index > 2:
                zones[index - 1] = "comment"


def _all_replies(words: list[str], cues: Cues) -> bool:
    at = known = 0
    while at < len(words):
        length = phrase_at(words, at, cues.replies)
        # "الرد1": the page runs the word and the count together.
        bare = 0 if length else phrase_at([words[at].rstrip("0123456789")], 0, cues.replies)
        if not length and not bare and not words[at].isdigit():
            return False
        known += bool(length or bare)
        at += max(1, length)
    return known > 0


def _sections(lines: list[_Line], zones: list[str]) -> list[int]:
    """A running number a story. A boxed teaser (title and summary, no blank line between) has its own."""
    blank_separated = sum(line.after_blank for line in lines) * 10 >= len(lines) * 7
    sections, current, highest, bodies = [], 0, 0, 0
    box_at = -1
    for index, line in enumerate(lines):
        if index and bodies >= LEAST_BEFORE_STORY and _begins_story(lines, zones, index):
            highest += 1
            current = highest
            bodies = 0
        box = blank_separated and index and bodies >= 2 and _is_box_title(lines, zones, index)
        if box:
            highest += 1
            box_at = index
        sections.append(highest if box or (box_at >= 0 and box_at == index - 1) else current)
        if not box and zones[index] == "body":
            bodies += 1
        if not box and box_at == index - 1 and line.before_blank:
            box_at = -1
    return sections


def _begins_story(lines: list[_Line], zones: list[str], index: int) -> bool:
    """A title that is printed twice (as text and under its picture), or a headline right above a dateline."""
    line = lines[index]
    if index + 2 >= len(lines) or not line.after_blank or line.stops or len(line.words) < 4:
        return False
    following = lines[index + 1]
    if (
        following.words[: len(line.words)] == line.words
        and len(following.words) <= len(line.words) + CREDIT_REACH
    ):
        return True
    if zones[index] not in ("headline", "caption"):
        return False
    lead = next((lines[i] for i in range(index + 1, min(index + 4, len(lines))) if zones[i] == "body"), None)
    return lead is not None and _dateline_dash(lead.text) is not None and bool(_DIGIT.search(lead.text[:40]))


def _is_box_title(lines: list[_Line], zones: list[str], index: int) -> bool:
    line = lines[index]
    return (
        line.after_blank
        and not line.before_blank
        and not line.stops
        and len(line.words) >= 4
        and index + 1 < len(lines)
        and lines[index + 1].stops
        and lines[index + 1].before_blank
        and zones[index] in ("headline", "body")
        and not _LIST_ITEM.match(line.text)
    )


def _dateline_dash(text: str) -> tuple[int, int] | None:
    """Where the dash that closes a dateline begins and ends, counted from the paragraph's start."""
    dash = _DASH.search(text[:LONGEST_DATELINE])
    # "City – the outlet, 26 January – ...": a second dash near the first one belongs to it.
    while dash is not None:
        more = _DASH.search(text, dash.end(), LONGEST_DATELINE)
        if more is None or not _DIGIT.search(text[dash.end() : more.start()]):
            break
        dash = more
    if dash is None or dash.start() == 0:
        return None
    head = text[: dash.start()]
    words = head.split()
    if len(words) > 12 or any(mark in head for mark in '؟!:؛“”"«»') or _ends_inside(head):
        return None
    place_like = len(words) <= 4 or _DIGIT.search(head) is not None or "(" in head
    return dash.span() if place_like and not _LIST_ITEM.match(text) else None


def _ends_inside(head: str) -> bool:
    return head.count("(") != head.count(")")
