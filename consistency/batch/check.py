"""The corridor of `pipeline.check` for more articles than memory holds; its result is the same, to the byte.

What is read goes to a store, and memory keeps a few numbers an article. Blocks, pairs and links are worked off part by
part; groups are judged one by one, each with its own claims.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import ExitStack, closing
from itertools import islice
from typing import Protocol, runtime_checkable

from msgspec import Struct

from consistency.align.blocks import Card, block_pairs, card
from consistency.align.clusters import Cluster, clusters
from consistency.align.group import claim_group
from consistency.align.levels import compare, is_wider
from consistency.align.origins import origins
from consistency.align.partners import Partners, partners
from consistency.align.stories import Article, article
from consistency.archive.readings import AT_ONCE, Reader, extractions, number_of, reader_of, reading_key
from consistency.archive.store import Store
from consistency.batch.articles import Articles
from consistency.batch.findings import Findings
from consistency.batch.groups import Groups
from consistency.batch.links import Links
from consistency.batch.shuffle import PARTS, Cards, Dealt, Pairs
from consistency.judge.evaluate import judge
from consistency.judge.single import scopes, together
from consistency.model.claim import Claim
from consistency.model.document import Document, Skipped
from consistency.model.finding import Finding
from consistency.model.group import ClaimGroup, Link
from consistency.packs.ruleset import Packs
from consistency.pipeline import Extraction, shown_alone, too_large

# Of two findings with one fingerprint the one is kept that comes first: from groups, from articles, across groups.
_GROUP, _ALONE, _ACROSS = 0, 1, 2
_TURN = struct.Struct(">BIII")


@runtime_checkable
class Watcher(Protocol):
    """Whoever wants to know how far a check has come."""

    def begin(self, work: str, total: int) -> None:
        """A stretch of work begins, of so many items."""
        ...

    def __call__(self, count: int) -> None:
        """So many items more are done."""
        ...


class Found(Struct, frozen=True):
    """What `pipeline.Result` is, on the disk. commented: the articles with comments to this program."""

    articles: Articles
    groups: Groups
    verdicts: Mapping[str, str]
    findings: Findings
    origins: Mapping[str, str]
    skipped: tuple[Skipped, ...]
    commented: tuple[Document, ...]


def check(
    documents: Sequence[Document],
    packs: Packs,
    read: Reader,
    store: Store,
    focus: Set[str] | None = None,
    watch: Watcher | None = None,
) -> Found:
    """Read the articles into the store, where they are not there yet, align their claims and judge them.

    documents: in the order of their ids. read: as `engines.corridor.read_all` does it, with any number of processes.
    """
    with ExitStack() as files:
        return _Check(packs, store, focus, watch or _Nobody(), files).run(documents, read)


class _Nobody:
    def begin(self, work: str, total: int) -> None:
        pass

    def __call__(self, count: int) -> None:
        pass


class _Unasked(dict[str, ClaimGroup]):
    """No groups yet; asked tells whether anybody wanted one."""

    asked = False

    def get(self, *_: object) -> None:  # type: ignore[override]
        self.asked = True


class _Check:
    def __init__(
        self, packs: Packs, store: Store, focus: Set[str] | None, watch: Watcher, files: ExitStack
    ) -> None:
        self.packs, self.store, self.focus, self.watch = packs, store, focus, watch
        self.articles = Articles(store)
        self.cards = files.enter_context(closing(Cards()))
        self.pairs = files.enter_context(closing(Pairs()))
        self.findings = Findings()
        self.groups = Groups(self.articles)
        # Articles of one country and one time are looked at together.
        self.turns: dict[int, tuple[str, int]] = {}
        self.sketches: dict[str, Sequence[int]] = {}
        self.skipped: list[Skipped] = []
        self.commented: list[Document] = []
        self.later: list[int] = []  # articles that show something beside a group

    def run(self, documents: Sequence[Document], read: Reader) -> Found:
        met, crowded = partners(self._read(documents, read), self.packs)
        turns = self.turns
        self.articles.number_claims(sorted(turns, key=turns.__getitem__))
        self.watch.begin("finding copies", 1)
        self.origins = origins(self.sketches)
        self.sketches = {}
        capped = self._pairs(met)
        del met
        links, wider = self._links()
        across = self._judge(links, wider)
        self._across(across)
        self.skipped += too_large(sorted((*capped, *crowded)))
        return Found(
            self.articles,
            self.groups,
            self.groups.verdicts(),
            self.findings,
            self.origins,
            tuple(self.skipped),
            tuple(self.commented),
        )

    def _read(self, documents: Sequence[Document], read: Reader) -> Iterator[Article]:
        """Read the articles, keep what is needed of each, and give what shows which others it may meet."""
        reader = reader_of(self.packs)
        self.watch.begin("reading articles", len(documents))
        coming = iter(documents)
        while some := list(islice(coming, AT_ONCE)):
            for document, extraction in zip(
                some, extractions(self.store, some, self.packs, read), strict=True
            ):
                row = number_of(self.store, reading_key(document, reader))
                assert row is not None
                self._add(row, extraction)
                if extraction.claims:
                    told = article(extraction.claims, self.packs)
                    self.turns[len(self.articles) - 1] = (min(told.where, default=""), told.day or 0)
                    yield told
            self.watch(len(some))

    def _add(self, row: int, extraction: Extraction) -> None:
        number = self.articles.add(row, extraction)
        claims = {claim.id: (index, claim) for index, claim in enumerate(extraction.claims)}
        ident = self.articles.ids[number]
        self.sketches[ident] = array("I", extraction.sketch)
        self.skipped += extraction.skipped
        if extraction.document.comments:
            self.commented.append(extraction.document)
        for index, claim in claims.values():
            one = card(claim, self.packs)
            ending = claim.id[len(claim.document) :]
            self.cards.put(one.keys, Dealt(number, index, ending, one.alone, one.says, one.timed))
        unasked = _Unasked()
        found = shown_alone(extraction, unasked, self.packs)
        if unasked.asked:
            self.later.append(number)
        else:
            self._put((_ALONE, number, 0, 0), found)

    def _put(self, turn: tuple[int, int, int, int], found: Iterable[Finding]) -> None:
        focus = self.focus
        self.findings.put(
            (item for item in found if focus is None or not focus.isdisjoint(item.parties)), _TURN.pack(*turn)
        )

    def _pairs(self, met: Partners) -> list[tuple[str, int]]:
        """Choose the pairs of claims to compare. Returns: the blocks too large to compare whole."""
        capped = []
        self.watch.begin("choosing pairs", PARTS)
        for blocks in self.cards.blocks():
            for key, inside in blocks.items():
                if len(inside) > 1 and not self._block(key, inside, met):
                    capped.append((key, len(inside)))
            self.watch(1)
        return capped

    def _block(self, key: str, inside: Sequence[Dealt], met: Partners) -> bool:
        """The pairs of one block. Returns: whether none was left out."""
        ids, published = self.articles.ids, self.articles.published
        numbers = {}
        cards = []
        for one in inside:
            document = ids[one.article]
            ident = document + one.ending
            numbers[ident] = self.articles.claim_number(one.article, one.place)
            cards.append(Card(ident, document, published[one.article], (), one.alone, one.says, one.timed))
        found, whole = block_pairs(key, cards, met)
        for a, b in found:
            self.pairs.put(numbers[a], numbers[b])
        return whole

    def _links(self) -> tuple[Links, Links]:
        """The links of claims about one thing, and those to wider claims."""
        links, wider = Links(), Links()
        self.watch.begin("comparing claims", self.articles.claims_numbered)
        done = 0
        for a, b in self.pairs.sorted():
            link = compare(self.articles.claim(a), self.articles.claim(b), self.packs)
            if link is not None:
                (wider if is_wider(link, self.packs) else links).put(a, b, link.levels)
            if a - done >= 1000:  # pairs come in the order of their first claims
                self.watch(a - done)
                done = a
        self.watch(self.articles.claims_numbered - done)
        return links, wider

    def _judge(self, links: Links, wider: Links) -> list[list[Link]]:
        """Judge each group. Returns: the links to wider claims, those together that are judged together."""
        group_of: dict[int, str] = dict.fromkeys({end for ends in wider.ends() for end in ends}, "")
        alone = _GroupOf(self.articles, self.later)
        self.watch.begin("judging links", len(links))
        for some in links.joined(self.articles.claims_numbered):
            numbers: dict[str, int] = {}
            whole = [links.whole(number, self.articles, numbers) for number in some]
            for cluster in clusters(whole, self.packs):
                group = self._group(cluster, numbers)
                for claim in group.claims:
                    number = numbers[claim.id]
                    if number in group_of:
                        group_of[number] = group.id
                    alone.put(claim, group)
            self.watch(len(some))
        self._alone(alone)
        return self._together(wider, group_of)

    def _group(self, cluster: Cluster, numbers: Mapping[str, int]) -> ClaimGroup:
        members = [numbers[ident] for ident in cluster.ids]
        group = claim_group(map(self.articles.claim, members), cluster.links, self.packs)
        judgement = judge(group, self.origins, self.packs, self.focus)
        first = group.claims[0]
        place = (self.articles.article_of(numbers[first.id]), first.span.start, first.span.end)
        self.groups.put(place, group, judgement.verdict, [numbers[claim.id] for claim in group.claims])
        self._put((_GROUP, *place), judgement.findings)
        return group

    def _alone(self, groups: _GroupOf) -> None:
        for number in self.later:
            found = shown_alone(self.articles.extraction(number), groups, self.packs)
            self._put((_ALONE, number, 0, 0), found)

    def _together(self, wider: Links, group_of: Mapping[int, str]) -> list[list[Link]]:
        numbers: dict[str, int] = {}
        whole = sorted(
            (wider.whole(number, self.articles, numbers) for number in range(len(wider))),
            key=lambda x: (x.a, x.b),
        )
        self._numbers = numbers
        return together(
            whole, {ident: group_of[number] for ident, number in numbers.items() if group_of[number]}
        )

    def _across(self, across: Sequence[Sequence[Link]]) -> None:
        self.watch.begin("judging scopes", len(across))
        for turn, links in enumerate(across):
            articles = {
                self.articles.article_of(self._numbers[end]) for link in links for end in (link.a, link.b)
            }
            claims = (
                claim for number in sorted(articles) for claim in self.articles.extraction(number).claims
            )
            self._put((_ACROSS, turn, 0, 0), scopes(links, claims, self.origins, self.packs, self.focus))
            self.watch(1)


class _GroupOf(dict[str, ClaimGroup]):
    """The groups of the claims of a few articles, by claim id."""

    def __init__(self, articles: Articles, numbers: Iterable[int]) -> None:
        super().__init__()
        self._wanted = {articles.ids[number] for number in numbers}

    def put(self, claim: Claim, group: ClaimGroup) -> None:
        if claim.document in self._wanted:
            self[claim.id] = group
