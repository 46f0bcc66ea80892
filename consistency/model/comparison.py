"""Two articles side by side: the claims of the one that are about the same thing as claims of the other."""

from __future__ import annotations

from msgspec import Struct

from consistency.model.claim import Claim
from consistency.model.group import Level


class Pair(Struct, frozen=True):
    """A claim of the first article and one of the second, about one thing.

    verdict: one of `verdicts.VERDICTS`. code: the rule that fired, None where none did.
    confidence: 0 to 1, two decimals. why: facet by facet; reasons: what else led to the verdict, in words.
    """

    a: Claim
    b: Claim
    verdict: str
    code: str | None
    confidence: str
    why: tuple[Level, ...]
    reasons: tuple[str, ...] = ()


class Comparison(Struct, frozen=True):
    """Everything two articles both speak of. verdict: the gravest one; `incomparable` without any pair."""

    id: str
    verdict: str
    pairs: tuple[Pair, ...]
