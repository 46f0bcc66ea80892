"""A figure under construction: a number with its unit, hedge and neighbours, before it becomes a mention."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from msgspec import Struct

from consistency.find.numbers import Number, NumberReader, gap_kind
from consistency.model.document import Span
from consistency.model.quantity import Quantity, QuantityMention
from consistency.model.words import Hit

_THINGS = ("thing", "event", "weapon", "vehicle", "building", "animal", "place", "organisation")
# After the figure, a hedge or a rate may follow what is counted by this many words.
REACH = 4
# "$20 and 43c": the sign, the number and the joining word.
_MINOR_REACH = 3


class Unread(NamedTuple):
    """Something that looks like a number and was not understood."""

    span: Span
    reason: str


class Figure(Struct):
    """left, right: the first hit inside and the first hit behind; lead: the first token with its clitics.

    minor: the currencies that its unit is a hundredth or so of (cents).
    """

    number: Number
    low: Decimal | None
    high: Decimal | None
    step: Decimal
    lead: int
    first: int
    last: int
    start: int
    end: int
    left: int
    right: int
    unit: str = "1"
    kind: str = "count"
    modifier: str = "exact"
    vague: bool = False
    per: str | None = None
    hedge: Span | None = None
    noun: bool = False
    minor: tuple[str, ...] = ()

    def mention(self, pack: str) -> QuantityMention:
        quantity = Quantity(
            self.low, self.high, self.modifier, self.unit, self.kind, self.step, self.vague, self.per
        )
        return QuantityMention(Span(self.start, self.end), self.first, self.last, quantity, self.hedge, pack)


class Neighbours:
    """What stands around a figure, by hits and tokens."""

    def __init__(
        self, reader: NumberReader, clitics: frozenset[str], counted: Mapping[str, Mapping[str, Any]]
    ) -> None:
        self.counted = counted
        self.reader = reader
        self.tokens = reader.tokens
        self.hits = reader.hits
        self.clitics = clitics
        self.fold = reader.tokens.lexicon.fold
        # The last token of the figure before: a unit belongs to one figure only.
        self.floor = -1
        self.year_before_noun = reader.year_before_noun
        # Whether dates have claimed a span.
        self.taken: Callable[[int, int], bool] = lambda start, end: False
        self._told: dict[str, frozenset[str]] = {}

    def figure(self, number: Number) -> Figure:
        """A bare number as a figure."""
        figure = Figure(
            number, number.low, number.high, number.step, self._lead(number), number.first, number.last,
            number.start, number.end, number.hit, number.after, vague=number.vague,
            kind="share" if number.fraction else "count",
        )  # fmt: skip
        before = self.before(figure)
        if before is not None and before.sense("article") and not self.tokens.is_digits(number.first):
            # "a third", "a thousand": the article is the number one.
            figure.first = figure.lead = before.first
            figure.start, figure.left = before.start, figure.left - 1
        return figure

    def before(self, figure: Figure) -> Hit | None:
        """The hit that stands straight before a figure and its clitics."""
        return self.hit_before(figure.left, figure.lead)

    def hit_before(self, left: int, lead: int) -> Hit | None:
        while left > 0 and self.hits[left - 1].last >= lead:
            left -= 1  # a clitic that is a word of its own ("و")
        if left < 1 or self.hits[left - 1].last != lead - 1 or lead - 1 <= self.floor:
            return None
        return self.hits[left - 1] if gap_kind(self.tokens.gaps[lead]) in ("space", "tight") else None

    def money_before(self, left: int, first: int) -> bool:
        """Whether a currency stands shortly before a number, which may be its cents."""
        nearby = self.hits[max(0, left - _MINOR_REACH) : left]
        wholes = (hit for hit in nearby if (s := hit.sense("currency")) is not None and not s.get("alone"))
        return any(hit.last >= first - _MINOR_REACH for hit in wholes)

    def index_before(self, start: int, left: int) -> int:
        """The last hit that ends before a code point, searched from hit `left` back; -1 for none."""
        index = min(left, len(self.hits)) - 1
        while index >= 0 and self.hits[index].end > start:
            index -= 1
        return index

    def after(self, figure: Figure) -> Hit | None:
        """The hit that stands straight behind a figure."""
        right = figure.right
        if right >= len(self.hits) or self.hits[right].first != figure.last + 1:
            return None
        return self.hits[right] if gap_kind(self.tokens.gaps[figure.last + 1]) else None

    def following(self, figure: Figure) -> Iterator[tuple[int, Hit]]:
        """The hits that follow a figure in its clause, up to REACH words behind it."""
        token, gaps, hits = figure.last + 1, self.tokens.gaps, self.hits
        furthest = token + REACH
        for index in range(figure.right, len(hits)):
            hit = hits[index]
            if hit.first > furthest:
                return
            while token <= hit.first:
                if not gap_kind(gaps[token]):
                    return
                token += 1
            yield index, hit

    def told(self, kind: str) -> frozenset[str]:
        """The ids of the words of a kind anywhere in the text; looked for once, when first asked for.

        Words that need others to be of their kind (`bare`) are left out.
        """
        if kind not in self._told:
            senses = (term.kinds.get(kind) for term in self.tokens.terms if term is not None)
            self._told[kind] = frozenset(s.id for s in senses if s is not None and not s.get("bare"))
        return self._told[kind]

    def is_thing(self, hit: Hit) -> bool:
        """Whether a noun counts single things: then "ين" is a dual, for only people have it as a plural."""
        concept = hit.sense("concept")
        return concept is not None and self.counted.get(concept.id, {}).get("class") in _THINGS

    def joined_on(self, index: int) -> bool:
        """Whether the term at a token carries "and", or is that word written on a number."""
        at = bisect_left(self.hits, index, key=lambda hit: hit.first)
        if at == len(self.hits) or self.hits[at].first != index:
            return False
        hit = self.hits[at]
        return bool(hit.forms[0].conjunction) or (hit.sense("join") is not None and self.is_clitic(index))

    def is_clitic(self, index: int) -> bool:
        word = self.tokens.words[index]
        return len(word) <= 6 and self.fold(word) in self.clitics

    def _lead(self, number: Number) -> int:
        lead = number.first
        if lead > 0 and self.tokens.is_digits(lead) and self.is_clitic(lead - 1):
            gap = gap_kind(self.tokens.gaps[lead])
            if gap in ("tight", "hyphen") or (
                gap == "space" and self.tokens.words[lead - 1].endswith("\u0640")
            ):
                lead -= 1
        return lead
