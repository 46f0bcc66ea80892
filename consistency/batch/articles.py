"""The articles of a large check: of each a few numbers in memory, what was read of it in the store."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from consistency.archive.readings import as_given, kept
from consistency.archive.store import Store
from consistency.model.claim import Claim
from consistency.model.document import Document
from consistency.pipeline import Extraction

# Articles held with their claims: some 60 KB each.
AT_HAND = 1500


class Articles:
    """Articles by number, in the order of their ids. Their claims are numbered too, once all articles are added."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.ids: list[str] = []
        self.rows = array("q")
        self.published: list[str] = []
        self.counts = array("I")
        # Where the claims stand, as they were read: start and end; and where those of an article begin.
        self._spans = array("I")
        self._begun = array("I")
        self._first: Sequence[int] = ()
        self._in_turn: Sequence[int] = ()
        self._at: Sequence[int] = ()
        self._held: OrderedDict[int, Extraction] = OrderedDict()

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, row: int, extraction: Extraction) -> int:
        """The number of an article just read; row: where the store keeps it."""
        document = extraction.document
        self.ids.append(document.id)
        self.rows.append(row)
        self.published.append(str(document.published) if document.published else "")
        self.counts.append(len(extraction.claims))
        self._begun.append(len(self._spans))
        for claim in extraction.claims:
            self._spans.extend(claim.span)
        return len(self.ids) - 1

    def number_claims(self, in_turn: Sequence[int]) -> None:
        """Number the claims article by article, in that order of the articles: neighbours are looked at together."""
        starts = list(accumulate((self.counts[n] for n in in_turn), initial=0))
        first = array("I", [0]) * len(self.ids)
        for n, start in zip(in_turn, starts, strict=False):
            first[n] = start
        self._first, self._in_turn, self._at = first, array("I", in_turn), array("I", starts)

    @property
    def claims_numbered(self) -> int:
        return self._at[-1] if self._at else 0

    def claim_number(self, article: int, index: int) -> int:
        return self._first[article] + index

    def article_of(self, claim: int) -> int:
        """The article of a numbered claim."""
        return self._in_turn[bisect_right(self._at, claim, hi=len(self._in_turn)) - 1]

    def claim_id(self, number: int) -> str:
        """The id of a numbered claim, without its article being read."""
        article = self.article_of(number)
        at = self._begun[article] + 2 * (number - self._first[article])
        start, end = self._spans[at : at + 2]
        return f"{self.ids[article]}:{start}-{end}"

    def claim(self, number: int) -> Claim:
        article = self.article_of(number)
        return self.extraction(article).claims[number - self._first[article]]

    def extraction(self, article: int) -> Extraction:
        """What was read of an article: at hand, or from the store."""
        held = self._held.get(article)
        if held is not None:
            self._held.move_to_end(article)
            return held
        _, made = kept(self.store, self.rows[article])
        self._held[article] = made
        if len(self._held) > AT_HAND:
            self._held.popitem(last=False)
        return made

    def documents(self) -> Iterator[Document]:
        for row in self.rows:
            given = as_given(self.store, row)
            # A date that the article itself gives is known to its reading alone.
            yield given if given.published else kept(self.store, row)[1].document

    def claims(self) -> Iterator[Claim]:
        """In the order of a report."""
        for row in self.rows:
            yield from sorted(kept(self.store, row)[1].claims, key=lambda claim: (claim.span, claim.id))
