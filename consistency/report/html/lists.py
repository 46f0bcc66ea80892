"""What needs no card: where sources agree, figures that one origin alone gives, and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from consistency.model.claim import Claim
from consistency.model.group import ClaimGroup
from consistency.model.report import Report
from consistency.packs.ruleset import Packs
from consistency.report import names
from consistency.report.direction import direction, shown
from consistency.report.html.key import Key, Source
from consistency.report.lines import Lines
from consistency.report.totals import by_reason
from consistency.report.values import claim_value, claim_words, spokesman
from consistency.report.words import Words

# Rows of a list; what has more is counted, and the saved JSON holds it all.
MOST_AGREEMENTS = 120
MOST_SINGLE = 150
MOST_PLACES = 8
MOST_SAYINGS = 24


class Saying(Struct, frozen=True):
    """One claim of a list: who says it, and in which words."""

    source: Source
    said: str
    direction: str


class Thing(Struct, frozen=True):
    """Claims about one thing. anchor: its permalink. more: sayings left out. origins: how many independent ones."""

    anchor: str
    label: str
    value: str
    verdict: str
    sayings: tuple[Saying, ...]
    more: int
    articles: int
    origins: int


class Unread(Struct, frozen=True):
    """Places that were not read for one reason."""

    reason: str
    count: int
    places: tuple[tuple[str, str], ...]


class Listing(Struct, frozen=True):
    """rows: as many as a page holds; more: those left out."""

    rows: tuple[Thing, ...]
    more: int


def things(
    groups: Sequence[ClaimGroup], report: Report, key: Key, packs: Packs, words: Words, most: int
) -> Listing:
    """A row per group, those with most independent origins first."""
    rows = [_thing(group, report, key, packs, words) for group in groups]
    rows.sort(key=lambda row: (-row.origins, -row.articles))
    return Listing(tuple(rows[:most]), max(0, len(rows) - most))


def single(report: Report, key: Key, packs: Packs, words: Words, used: frozenset[str]) -> Listing:
    """Claims of one origin alone; a date of nothing in particular is none. used: ids of claims told elsewhere."""
    grouped = {claim.id: group for group in report.groups for claim in group.claims}
    rows: dict[str, Sequence[Claim]] = {}
    for claim in report.claims:
        if claim.id not in used and (claim.quantity or claim.event):
            group = grouped.get(claim.id)
            rows[f"g-{group.id}" if group else f"c-{len(rows)}"] = group.claims if group else (claim,)
    ordered = list(rows.items())
    told = [_row(anchor, claims, "", key, packs, words) for anchor, claims in ordered[:MOST_SINGLE]]
    return Listing(tuple(told), max(0, len(ordered) - MOST_SINGLE))


def unread(report: Report) -> tuple[Unread, ...]:
    """What was not read, by reason, the commonest first."""
    lines = Lines.of(report.documents)
    return tuple(
        Unread(
            shown(reason),
            len(items),
            tuple(
                (
                    shown(lines.place(item.document, item.span)),
                    shown(lines.words(item.document, item.span), 80),
                )
                for item in items[:MOST_PLACES]
            ),
        )
        for reason, items in by_reason(report.skipped)
    )


def _thing(group: ClaimGroup, report: Report, key: Key, packs: Packs, words: Words) -> Thing:
    verdict = report.verdicts.get(group.id, "undecided")
    return _row(f"g-{group.id}", group.claims, verdict, key, packs, words)


def _value(claim: Claim, words: Words) -> str:
    """The value; of a date that nothing places in a year, the words."""
    unplaced = claim.timex is not None and claim.timex.value.startswith("X")
    return shown(claim.text) if unplaced else claim_value(claim, words)


def _row(anchor: str, claims: Sequence[Claim], verdict: str, key: Key, packs: Packs, words: Words) -> Thing:
    first: dict[str, Claim] = {}
    for claim in claims:
        first.setdefault(claim.document, claim)
    sources = [key[ident] for ident in first]
    sayings = tuple(
        Saying(key[ident], shown(claim_words(claim), 120), direction(claim_words(claim)))
        for ident, claim in list(first.items())[:MOST_SAYINGS]
    )
    return Thing(
        anchor=anchor,
        label=names.thing(max(claims, key=lambda claim: (len(claim.places), claim.id)), packs, words),
        value=_value(spokesman(claims, words), words),
        verdict=verdict,
        sayings=sayings,
        more=len(first) - len(sayings),
        articles=len(first),
        origins=len({source.origin for source in sources}),
    )
