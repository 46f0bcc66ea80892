"""What each place in the articles is marked with: the gravest thing said of it, and where on the page that stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from consistency.model.document import Span
from consistency.model.report import Report
from consistency.report.html.article import Marked
from consistency.report.html.cards import Card
from consistency.report.values import claim_value
from consistency.report.words import Words

Marks = Mapping[str, list[Marked]]

_GRAVITY = ("", "undecided", "incomparable", "agree", "compatible", "update", "conflict")


def marks(report: Report, cards: Iterable[Card], listed: Mapping[str, str], words: Words) -> Marks:
    """By document, in the order of the text. listed: where a group that has no card is told of."""
    told: dict[tuple[str, Span], Marked] = {}
    for group in report.groups:
        verdict = report.verdicts.get(group.id, "undecided")
        for claim in group.claims:
            title = f"{words(f'verdict.{verdict}')}: {claim_value(claim, words)}"
            told[claim.document, claim.span] = Marked(claim.span, verdict, listed.get(group.id, ""), title)
    for claim in report.claims:
        title = f"{words('page.single')}: {claim_value(claim, words)}"
        told.setdefault((claim.document, claim.span), Marked(claim.span, "", "", title))
    for card in sorted(cards, key=lambda card: _GRAVITY.index(card.finding.verdict)):
        finding = card.finding
        title = f"{words(f'verdict.{finding.verdict}')}: {finding.code}"
        for item in finding.evidence:
            if item.role in ("a", "b") or not told.get((item.document, item.span), _NOTHING).target:
                told[item.document, item.span] = Marked(item.span, finding.verdict, card.anchor, title)
    found: dict[str, list[Marked]] = {}
    for (document, _), mark in sorted(told.items()):
        found.setdefault(document, []).append(mark)
    return found


_NOTHING = Marked(Span(0, 0), "", "", "")
