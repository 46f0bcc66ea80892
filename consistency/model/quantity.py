"""How many or how much."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from consistency.model.document import Span

MODIFIERS = ("exact", "approx", "more-than", "at-least", "less-than", "at-most", "between")
KINDS = ("count", "money", "measure", "share", "multiple", "rank")


class Quantity(Struct, frozen=True):
    """A stated figure as a closed range.

    low, high: the bounds the text states, in `unit`; equal for a single value, None leaves a side open.
        A hedge does not widen them; a vague count ("dozens") is a wide range.
    modifier: one of MODIFIERS. kind: one of KINDS.
    unit: "1" for counts, else a UCUM code (`km2`, `%`, `a` for ages) or an ISO 4217 code (`USD`).
    step: the written precision, a power of ten times one, two or five: "2,500" is told to 100,
        "4.2 million" to 100,000.
    vague: the range comes from a word such as "dozens", not from stated ends.
    per: the unit or concept of a rate ("a day"), if any.
    """

    low: Decimal | None
    high: Decimal | None
    modifier: str
    unit: str
    kind: str
    step: Decimal
    vague: bool = False
    per: str | None = None


class QuantityMention(Struct, frozen=True):
    """A quantity where it stands.

    span: hedge excluded; number and scale words, and the unit where it is a symbol, a currency or a measure.
    first, last: the tokens of `span` (inclusive).
    hedge: span of the words that made the modifier, if any.
    pack: the language pack that read it, or "digits" where none did.
    """

    span: Span
    first: int
    last: int
    quantity: Quantity
    hedge: Span | None = None
    pack: str = "digits"
