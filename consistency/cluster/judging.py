"""Links to groups and findings, a cluster of linked claims at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache
from itertools import groupby
from typing import Any

from consistency.align.clusters import clusters
from consistency.align.group import claim_group
from consistency.cluster.carried import Carried, packed, rules_of, unpacked
from consistency.cluster.reading import JUDGEMENTS, SCOPES, SLIPS, finding_rows
from consistency.judge.evaluate import judge
from consistency.judge.single import scopes, slips
from consistency.model.claim import Claim
from consistency.model.finding import Finding
from consistency.model.group import ClaimGroup, Link
from consistency.pipeline import Extraction

Row = tuple[Any, ...]

# Claims that are wanted, with the clusters that want them.
WANTED = "id string, reading binary, wanted array<string>, clusters array<string>"
# The claims (with their place in their article) and the links of a cluster.
CLUSTERS = "cluster string, document string, nth int, is_link boolean, content binary"
# What became of a cluster: rows of FINDINGS, and groups with their verdicts and the ids of their claims.
JUDGED = (
    "kind int, place string, starts int, ends int, tie string, nth int, fingerprint string, content binary, "
    "verdict string, members array<string>"
)
GROUPS = -1
# Links between a thing and a wider one, and the readings of their articles.
WIDER = "one string, two string, is_link boolean, content binary"


class Origins(Mapping[str, str]):
    """An origin by document; one that is not named is its own."""

    def __init__(self, copied: Mapping[str, str]) -> None:
        self._copied = copied

    def __getitem__(self, document: str) -> str:
        return self._copied.get(document, document)

    def __iter__(self) -> Iterator[str]:
        return iter(self._copied)

    def __len__(self) -> int:
        return len(self._copied)


def claims_of(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows of WANTED to CLUSTERS."""
    for ident, content, wanted, those in rows:
        asked = dict(zip(wanted, those, strict=True))
        for nth, claim in enumerate(unpacked(Extraction, content).claims):
            if claim.id in asked:
                yield (asked[claim.id], ident, nth, False, packed(claim))


def judge_clusters(
    rules: Carried[bytes],
    origins: Carried[Mapping[str, str]],
    focus: Carried[Set[str] | None],
    rows: Iterable[Row],
) -> Iterator[Row]:
    """Rows of CLUSTERS, sorted by cluster, document and place, to JUDGED."""
    packs = rules_of(rules.value)
    origin_of = Origins(origins.value)
    for _, rows_of_it in groupby(rows, key=lambda row: row[0]):
        claims: dict[str, tuple[int, Claim]] = {}
        links = []
        for _, _, nth, is_link, content in rows_of_it:
            if is_link:
                links.append(unpacked(Link, content))
            else:
                claim = unpacked(Claim, content)
                claims[claim.id] = (nth, claim)
        group_of: dict[str, ClaimGroup] = {}
        for one in clusters(links, packs):
            group = claim_group((claims[i][1] for i in one.ids), one.links, packs)
            group_of |= dict.fromkeys(one.ids, group)
            judgement = judge(group, origin_of, packs, focus.value)
            first = group.claims[0]
            at = (first.document, first.span.start, first.span.end, group.id)
            yield (GROUPS, *at, 0, "", packed(group), judgement.verdict, list(one.ids))
            for row in finding_rows(JUDGEMENTS, at, judgement.findings, focus.value):
                yield (*row, "", [])
        for nth, claim in claims.values():
            at = (claim.document, nth, 0, "")
            for row in finding_rows(SLIPS, at, slips([claim], group_of, packs), focus.value):
                yield (*row, "", [])


def judge_scopes(
    rules: Carried[bytes],
    origins: Carried[Mapping[str, str]],
    focus: Carried[Set[str] | None],
    rows: Iterable[Row],
) -> Iterator[Row]:
    """Rows of WIDER, sorted by the two things, to FINDINGS."""
    packs = rules_of(rules.value)
    origin_of = Origins(origins.value)
    for (one, two), pair in groupby(rows, key=lambda row: row[:2]):
        links: list[Link] = []
        claims: list[Claim] = []
        for _, _, is_link, content in pair:
            if is_link:
                links.append(unpacked(Link, content))
            else:
                claims += _claims(content)
        ordered = sorted(links, key=lambda x: (x.a, x.b))
        found = scopes(ordered, claims, origin_of, packs, focus.value)
        yield from finding_rows(SCOPES, (one, 0, 0, two), found, focus.value)


@lru_cache(maxsize=1000)
def _claims(content: bytes) -> tuple[Claim, ...]:
    return unpacked(Extraction, content).claims


def group_of(content: bytes) -> ClaimGroup:
    """The group that a row of JUDGED holds."""
    return unpacked(ClaimGroup, content)


def finding_of(content: bytes) -> Finding:
    """The finding that a row of FINDINGS holds."""
    return unpacked(Finding, content)
