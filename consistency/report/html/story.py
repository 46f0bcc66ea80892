"""A report with what its pages ask of it, worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from consistency.model.claim import Claim
from consistency.model.document import Document
from consistency.model.group import ClaimGroup
from consistency.model.report import Report
from consistency.packs.ruleset import Packs
from consistency.report.html.article import ArticleView, article_view
from consistency.report.html.cards import Card, Cards
from consistency.report.html.key import Key, key
from consistency.report.html.marks import Marks, marks
from consistency.report.words import Words

# Bytes of articles on one page; beyond them only passages are shown, and then none: the cards hold sentences.
TEXT_BUDGET = 400_000


class Story(Struct, frozen=True, dict=True):
    """What is said, in which language, by which packs' names."""

    report: Report
    words: Words
    packs: Packs

    @cached_property
    def sources(self) -> Key:
        return key(self.report, self.words)

    @cached_property
    def cards(self) -> Cards:
        return Cards(self.report, self.sources, self.packs, self.words)

    @cached_property
    def groups(self) -> Mapping[str, ClaimGroup]:
        return {group.id: group for group in self.report.groups}

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        return {document.id: document for document in self.report.documents}

    @cached_property
    def claims(self) -> Mapping[str, Sequence[Claim]]:
        """By document."""
        found: dict[str, list[Claim]] = {}
        for claim in self.report.claims:
            found.setdefault(claim.document, []).append(claim)
        return found

    @cached_property
    def grouped(self) -> Mapping[str, ClaimGroup]:
        """The group of a claim, by the claim's id."""
        return {claim.id: group for group in self.report.groups for claim in group.claims}

    def verdict(self, group: ClaimGroup) -> str:
        return self.report.verdicts.get(group.id, "undecided")

    def origins(self, group: ClaimGroup) -> int:
        """How many independent origins speak of it."""
        return len({self.sources[claim.document].origin for claim in group.claims})

    def views(self, cards: Sequence[Card], listed: Mapping[str, str]) -> tuple[tuple[ArticleView, ...], int]:
        """The articles of these cards, as much of them as a page holds, and how many it does not.

        listed: where groups without a card are told of, by their ids.
        """
        views, spent, without = [], 0, 0
        named = dict.fromkeys(ident for card in cards for ident in card.finding.documents)
        for ident in filter(self.documents.__contains__, named):  # a waiver's own file is no article
            marked = self._marks(ident, cards, listed)
            view = article_view(self.documents[ident], self.sources[ident], marked)
            if spent + view.size > TEXT_BUDGET:
                view = article_view(self.documents[ident], self.sources[ident], marked, longest=0)
            if spent + view.size > TEXT_BUDGET:
                without += 1
                continue
            spent += view.size
            views.append(view)
        views.sort(key=lambda view: view.source.index)
        return tuple(views), without

    def _marks(self, document: str, cards: Iterable[Card], listed: Mapping[str, str]) -> Marks:
        claims = self.claims.get(document, ())
        judged = {
            claim.id: (self.verdict(group), listed.get(group.id, ""))
            for claim in claims
            if (group := self.grouped.get(claim.id)) is not None
        }
        return marks(document, claims, judged, cards, self.words)
