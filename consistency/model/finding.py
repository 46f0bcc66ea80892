"""A rule that fired, and what an editor is shown of it."""

from __future__ import annotations

from msgspec import Struct

from consistency.model.document import Span
from consistency.model.group import Level
from consistency.model.verdicts import SEVERITIES

SUPPRESSED_BY = ("baseline", "waiver", "comment")


class Evidence(Struct, frozen=True):
    """A place in an article. role: `a`, `b` (the two sides) or `also` (says the same as a side).

    source: the article's byline; quote: the sentence it stands in; quote_start: where that sentence begins.
    """

    document: str
    span: Span
    text: str
    role: str
    source: str
    quote: str
    quote_start: int
    published: str | None = None


class Suppression(Struct, frozen=True):
    """Who set a finding aside, and why. It stays in the report, marked, and fails no check.

    by: one of SUPPRESSED_BY. reason, who: as somebody wrote them. until: ISO date, the last day on which it holds.
    """

    by: str
    reason: str | None = None
    until: str | None = None
    who: str | None = None


class Finding(Struct, frozen=True):
    """code, name, severity: the rule's. message: by interface language (`en`, `ar`).

    confidence: 0 to 1, two decimals. fingerprint: hex, free of offsets.
    why: the comparison that made the two one thing, facet by facet.
    lowered_from: the severity it would have, were it not less certain than the check asks for.
    pairs: the fingerprint of every two claims that show it (the finding's own is one of them), with their articles.
    """

    code: str
    name: str
    severity: str
    verdict: str
    confidence: str
    message: tuple[tuple[str, str], ...]
    fingerprint: str
    group: str | None
    documents: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    why: tuple[Level, ...] = ()
    suppressed: Suppression | None = None
    lowered_from: str | None = None
    pairs: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def sides(self) -> tuple[str, ...]:
        """The articles that it sets against each other; all of its articles where it shows no sides."""
        told = {item.document for item in self.evidence if item.role != "also"}
        return tuple(sorted(told)) or self.documents

    @property
    def parties(self) -> tuple[str, ...]:
        """The articles of every two claims that show it."""
        return tuple(sorted({document for _, pair in self.pairs for document in pair})) or self.sides

    def order(self) -> tuple[int, str, tuple[str, ...], list[tuple[str, Span]], str]:
        """What findings are sorted by: the gravest first, then by rule and by place."""
        places = [(item.document, item.span) for item in self.evidence]
        return SEVERITIES.index(self.severity), self.code, self.documents, places, self.fingerprint

    def says(self, language: str) -> str:
        """The message in an interface language, English where there is none."""
        texts = dict(self.message)
        return texts.get(language) or texts["en"]


class Judgement(Struct, frozen=True):
    """What the rules say of one group: its verdict and the findings."""

    group: str
    verdict: str
    findings: tuple[Finding, ...]
