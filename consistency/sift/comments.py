"""Comments in articles that set findings aside: `<!-- consistency: ignore NUM101 the ministry has corrected it -->`.

`ignore` speaks of the paragraph it stands in, or of the next one where it stands alone; `ignore-article` of the whole
article. `until 2026-12-31` after the codes lets it end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from consistency.model.document import Comment, Document, Span
from consistency.model.finding import Finding

_WORDS = re.compile(r"consistency:\s*(?P<verb>\S+)\s*(?P<rest>.*)", re.DOTALL)
_CODE = re.compile(r"[A-Z]{3}[0-9]{0,3}|[a-z]+\.[a-z-]+")
_UNTIL = re.compile(r"until\s+(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\b\s*")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
VERBS = ("ignore", "ignore-article")


class Ignore(Struct, frozen=True):
    """What one comment asks for. codes: codes, their beginnings, or names of rules. line: where it stands, from 1.

    span: the stretch of the article that it speaks of; None is all of it. problem: why it sets nothing aside:
    `unexplained` (no reason) or `unreadable` (no rule, another verb, no such day).
    """

    document: str
    line: int
    codes: tuple[str, ...]
    span: Span | None
    reason: str
    until: date | None = None
    problem: str | None = None

    def fits(self, finding: Finding) -> bool:
        """Whether it speaks of the finding: of its rule, and of a place that the finding shows."""
        if self.problem or not any(finding.code.startswith(c) or finding.name == c for c in self.codes):
            return False
        return self._covers(finding, ("a", "b", "also"))

    def shows(self, finding: Finding) -> bool:
        """Whether a side of the finding stands there, not only what says the same as a side."""
        return self._covers(finding, ("a", "b"))

    def _covers(self, finding: Finding, roles: tuple[str, ...]) -> bool:
        if self.span is None:
            return self.document in (finding.sides if "also" not in roles else finding.documents)
        return any(
            item.role in roles and item.document == self.document and self.span.overlaps(item.span)
            for item in finding.evidence
        )


def ignores(documents: Iterable[Document], rules: Iterable[tuple[str, str]]) -> list[Ignore]:
    """What the comments of all articles ask for. rules: code and name of every rule there is."""
    known = list(rules)
    return [_ignore(document, comment, known) for document in documents for comment in document.comments]


def _ignore(document: Document, comment: Comment, rules: list[tuple[str, str]]) -> Ignore:
    line = document.text.count("\n", 0, comment.at) + 1
    match = _WORDS.fullmatch(comment.text.strip())
    verb, rest = (match["verb"], match["rest"]) if match else ("", "")
    codes: list[str] = []
    words = rest.split()
    while words and _CODE.fullmatch(words[0].rstrip(",:")):
        codes.append(words.pop(0).rstrip(",:"))
    rest = " ".join(words)
    until, problem = None, None
    if dated := _UNTIL.match(rest):
        rest = rest[dated.end() :]
        try:
            until = date.fromisoformat(dated["day"])
        except ValueError:
            problem = "unreadable"
    reason = rest.lstrip("-–—: ")
    unknown = [c for c in codes if not any(code.startswith(c) or name == c for code, name in rules)]
    if verb not in VERBS or not codes or unknown:
        problem = "unreadable"
    elif not problem and not reason:
        problem = "unexplained"
    span = None if verb == "ignore-article" else paragraph(document.text, comment.at)
    return Ignore(document.id, line, tuple(codes), span, reason, until, problem)


def paragraph(text: str, at: int) -> Span:
    """The paragraph round a place; where none stands before it, the next one, and at the end the last one.

    Paragraphs end at blank lines; where a text has none, at line ends.
    """
    if not text[at:].strip():
        at = len(text.rstrip())
    ends = [match.start() for match in _BLANK_LINE.finditer(text)]
    if not ends:
        ends = [match.start() for match in re.finditer("\n", text)]
    before = max((end for end in ends if end < at), default=0)
    if not text[before:at].strip():
        rest = text[at:]
        at += len(rest) - len(rest.lstrip())
    after = min((end for end in ends if end >= at), default=len(text))
    return Span(min(before, at), after)
