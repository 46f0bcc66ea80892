"""Pairs of articles to links between their claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from typing import Any, NamedTuple

from consistency.align.blocks import Card, card
from consistency.align.keys import OPEN
from consistency.align.levels import compare, is_wider
from consistency.cluster.carried import Carried, packed, rules_of, unpacked
from consistency.model.claim import Claim
from consistency.pipeline import Extraction

Row = tuple[Any, ...]

# Two articles (or one twice). partners: whether they may tell of one event; if not, only figures that stand by
# themselves meet. firsts, seconds: claims that meet under keys too large to be looked at here.
PAIRS = (
    "a string, b string, partners boolean, firsts array<string>, seconds array<string>, "
    "a_reading binary, b_reading binary"
)
LINKS = "a string, b string, a_document string, b_document string, wider boolean, link binary"
# Articles that a worker holds unpacked.
_HELD = 3000


class Keyed(NamedTuple):
    """An article's claims by id, and their cards by key."""

    claims: dict[str, Claim]
    cards: dict[str, list[Card]]


def link(rules: Carried[bytes], large: Carried[Set[str]], rows: Iterable[Row]) -> Iterator[Row]:
    """Rows of PAIRS to LINKS. large: the keys that have been looked at elsewhere."""
    packs = rules_of(rules.value)
    for a, b, partners, firsts, seconds, a_reading, b_reading in rows:
        x, y = (_keyed(ident, content, rules.value) for ident, content in ((a, a_reading), (b, b_reading)))
        meeting = {(c, d) if c < d else (d, c) for c, d in zip(firsts, seconds, strict=True)}
        meeting |= set(_meeting(x, y, partners, large.value))
        claims = x.claims | y.claims
        for c, d in sorted(meeting):
            found = compare(claims[c], claims[d], packs)
            if found is not None:
                documents = claims[c].document, claims[d].document
                yield (c, d, *documents, is_wider(found, packs), packed(found))


def _meeting(x: Keyed, y: Keyed, partners: bool, large: Set[str]) -> Iterator[tuple[str, str]]:
    """The pairs of two articles' claims that share a key, the lesser id first."""
    for key in x.cards.keys() & y.cards.keys() - large:
        dated = key.endswith(OPEN)
        lone = "|@" not in key
        for c in x.cards[key]:
            for d in y.cards[key]:
                if c.id == d.id or (dated and c.timed and d.timed):
                    continue
                if partners or (lone and c.alone and d.alone):
                    yield (c.id, d.id) if c.id < d.id else (d.id, c.id)


@lru_cache(maxsize=_HELD)
def _keyed(ident: str, content: bytes, rules: bytes) -> Keyed:
    packs = rules_of(rules)
    claims = {claim.id: claim for claim in unpacked(Extraction, content).claims}
    cards = [card(claim, packs) for claim in claims.values()]
    keys: dict[str, list[Card]] = {}
    for one in cards:
        for key in one.keys:
            keys.setdefault(key, []).append(one)
    return Keyed(claims, keys)
