"""What each place in an article is marked with: the gravest thing said of it, and where on the page that stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from consistency.model.claim import Claim
from consistency.model.document import Span
from consistency.report.html.article import Marked
from consistency.report.html.cards import Card
from consistency.report.values import claim_value
from consistency.report.words import Words

Marks = Sequence[Marked]

_GRAVITY = ("undecided", "incomparable", "agree", "compatible", "update", "conflict")
_NOTHING = Marked(Span(0, 0), "", "", "")


def marks(
    document: str,
    claims: Iterable[Claim],
    judged: Mapping[str, tuple[str, str]],
    cards: Iterable[Card],
    words: Words,
) -> Marks:
    """In the order of the text. judged: verdict and target of claims that belong to a group, by their ids."""
    told: dict[Span, Marked] = {}
    for claim in claims:
        verdict, target = judged.get(claim.id, ("", ""))
        name = words(f"verdict.{verdict}") if verdict else words("page.single")
        told[claim.span] = Marked(claim.span, verdict, target, f"{name}: {claim_value(claim, words)}")
    for card in sorted(cards, key=lambda card: _GRAVITY.index(card.finding.verdict)):
        finding = card.finding
        title = f"{words(f'verdict.{finding.verdict}')}: {finding.code}"
        for item in finding.evidence:
            if item.document == document and (
                item.role in ("a", "b") or not told.get(item.span, _NOTHING).target
            ):
                told[item.span] = Marked(item.span, finding.verdict, card.anchor, title)
    return [mark for _, mark in sorted(told.items())]
