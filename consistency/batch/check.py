"""The corridor of `pipeline.check` for more articles than memory holds; its result is the same, to the byte.

What is read goes to a store, and memory keeps a few numbers an article. Blocks, pairs and links are worked off part by
part; groups are judged one by one, each with its own claims.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager, ExitStack, closing
from itertools import islice
from sys import intern
from typing import Protocol, runtime_checkable

from msgspec import Struct

from consistency.align.blocks import card, meetings
from consistency.align.clusters import Cluster
from consistency.align.group import claim_group
from consistency.align.levels import compare, is_wider
from consistency.align.origins import origins
from consistency.align.partners import held_against
from consistency.align.stories import Article, article
from consistency.archive.readings import AT_ONCE, Reader, extractions, number_of, reader_of, reading_key
from consistency.archive.store import Store
from consistency.batch.articles import Articles
from consistency.batch.findings import Findings
from consistency.batch.groups import Groups
from consistency.batch.links import Links
from consistency.batch.shuffle import PARTS, Cards, Dealt, Pairs
from consistency.batch.wider import Wider
from consistency.judge.evaluate import judge
from consistency.judge.single import is_odd, scopes
from consistency.model.document import Document, Skipped
from consistency.model.finding import Finding
from consistency.packs.ruleset import Packs
from consistency.pipeline import Extraction, shown_alone, too_large

# Of two findings with one fingerprint the one is kept that comes first: from groups, from articles, across groups.
_GROUP, _ALONE, _ACROSS = 0, 1, 2
_TURN = struct.Struct(">BIII")
# Of the store's file so much is held in memory: each row is asked for a few times, far apart.
_CACHE = 8 << 20


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
    reading: AbstractContextManager[Reader],
    store: Store,
    focus: Set[str] | None = None,
    watch: Watcher | None = None,
) -> Found:
    """Read the articles into the store, where they are not there yet, align their claims and judge them.

    documents: in the order of their ids. reading: what reads them, held as long as there are
    some to read, as `engines.corridor.part_by_part` gives it for any number of processes.
    """
    with ExitStack() as files:
        return _Check(packs, store, focus, watch or _Nobody(), files).run(documents, reading)


class _Nobody:
    def begin(self, work: str, total: int) -> None:
        pass

    def __call__(self, count: int) -> None:
        pass


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
        # Articles of one country and one time are looked at together: of each these two, and its number.
        self.turns: list[tuple[str, int, int]] = []
        self.sketches: dict[str, Sequence[int]] = {}
        self.skipped: list[Skipped] = []
        self.commented: list[Document] = []
        self.later = array("I")  # articles that show something beside a group

    def run(self, documents: Sequence[Document], reading: AbstractContextManager[Reader]) -> Found:
        self.store.connection.execute(f"PRAGMA cache_size = -{_CACHE >> 10}")
        ids, places, crowded = held_against(self._read(documents, reading), self.packs)
        met = _by_number(self.articles.ids, ids, places)
        del ids, places
        self.articles.number_claims([number for _, _, number in sorted(self.turns)])
        self.turns = []
        self.watch.begin("finding copies", 1)
        self.origins = origins(self.sketches)
        self.sketches = {}
        capped = self._pairs(met)
        del met
        links, wider = self._links()
        self._judge(links)
        self._alone()
        self._across(wider)
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

    def _read(
        self, documents: Sequence[Document], reading: AbstractContextManager[Reader]
    ) -> Iterator[Article]:
        """Read the articles, keep what is needed of each, and give what shows which others it may meet."""
        self.watch.begin("reading articles", len(documents))
        coming = iter(documents)
        with reading as read:
            while some := list(islice(coming, AT_ONCE)):
                yield from self._told(some, read)
                self.watch(len(some))

    def _told(self, some: Sequence[Document], read: Reader) -> Iterator[Article]:
        reader = reader_of(self.packs)
        for document, extraction in zip(some, extractions(self.store, some, self.packs, read), strict=True):
            row = number_of(self.store, reading_key(document, reader))
            assert row is not None
            self._add(row, extraction)
            if extraction.claims:
                told = article(extraction.claims, self.packs)
                where = intern(min(told.where, default=""))
                self.turns.append((where, told.day or 0, len(self.articles) - 1))
                yield told

    def _add(self, row: int, extraction: Extraction) -> None:
        number = self.articles.add(row, extraction)
        ident = self.articles.ids[number]
        self.sketches[ident] = array("I", extraction.sketch)
        self.skipped += extraction.skipped
        if extraction.document.comments:
            self.commented.append(extraction.document)
        for index in _places(extraction).values():
            claim = extraction.claims[index]
            one = card(claim, self.packs)
            ending = claim.id[len(claim.document) :]
            self.cards.put(one.keys, Dealt(number, index, ending, one.alone, one.says, one.timed))
        if any(map(is_odd, extraction.claims)):
            self.later.append(number)
        else:
            self._put((_ALONE, number, 0, 0), shown_alone(extraction, {}, self.packs))

    def _put(self, turn: tuple[int, int, int, int], found: Iterable[Finding]) -> None:
        focus = self.focus
        self.findings.put(
            (item for item in found if focus is None or not focus.isdisjoint(item.parties)), _TURN.pack(*turn)
        )

    def _pairs(self, met: Sequence[array[int]]) -> list[tuple[str, int]]:
        """Choose the pairs of claims to compare. Returns: the blocks too large to compare whole."""
        capped = []
        self.watch.begin("choosing pairs", PARTS)
        for blocks in self.cards.blocks():
            for key, inside in blocks.items():
                if len(inside) > 1 and not self._block(key, inside, met):
                    capped.append((key, len(inside)))
            self.watch(1)
        return capped

    def _block(self, key: str, inside: list[Dealt], met: Sequence[array[int]]) -> bool:
        """The pairs of one block. Returns: whether none was left out."""
        ids, published, number = self.articles.ids, self.articles.published, self.articles.claim_number
        inside.sort(key=lambda one: (published[one.article], ids[one.article] + one.ending))
        numbers = [number(one.article, one.place) for one in inside]
        whole = True
        for place, later, all_of_them in meetings(key, inside, [one.article for one in inside], met):
            self.pairs.put(numbers[place], [numbers[other] for other in later])
            whole = whole and all_of_them
        return whole

    def _links(self) -> tuple[Links, Links]:
        """The links of claims about one thing, and those to wider claims."""
        links, wider = Links(self.articles), Links(self.articles)
        self.watch.begin("comparing claims", self.articles.claims_numbered)
        done = 0
        for a, b in self.pairs.sorted():
            link = compare(self.articles.claim(a), self.articles.claim(b), self.packs)
            if link is not None:
                (wider if is_wider(link, self.packs) else links).put(a, b, link)
            if a - done >= 1000:  # pairs come in the order of their first claims
                self.watch(a - done)
                done = a
        self.watch(self.articles.claims_numbered - done)
        return links, wider

    def _judge(self, links: Links) -> None:
        """Join the links to groups and judge each."""
        self.watch.begin("judging links", len(links))
        for some in links.sets():
            for cluster, members in links.clusters(some, self.packs):
                self._group(cluster, members)
            self.watch(len(some))

    def _group(self, cluster: Cluster, members: Sequence[int]) -> None:
        numbers = dict(zip(cluster.ids, members, strict=True))
        group = claim_group(map(self.articles.claim, members), cluster.links, self.packs)
        judgement = judge(group, self.origins, self.packs, self.focus)
        first = group.claims[0]
        place = (self.articles.article_of(numbers[first.id]), first.span.start, first.span.end)
        self.groups.put(place, group, judgement.verdict, [numbers[claim.id] for claim in group.claims])
        self._put((_GROUP, *place), judgement.findings)

    def _alone(self) -> None:
        """What articles show by themselves, beside the groups of their odd dates."""
        for number in self.later:
            extraction = self.articles.extraction(number)
            places = _places(extraction)
            of_claim = {
                claim.id: self.groups.of_claim(self.articles.claim_number(number, places[claim.id]))
                for claim in extraction.claims
                if is_odd(claim)
            }
            groups = {ident: group for ident, group in of_claim.items() if group is not None}
            self._put((_ALONE, number, 0, 0), shown_alone(extraction, groups, self.packs))

    def _across(self, links: Links) -> None:
        """Judge claims and wider ones: the links between the same two groups together."""
        wider = Wider()
        name = self.articles.claim_id
        for link, ends in enumerate(links.ends()):
            a, b = map(name, ends)
            one, other = (self.groups.id_of_claim(end) or name(end) for end in ends)
            wider.put((one, other), (a, b), link)
        self.watch.begin("judging scopes", wider.sets())
        for turn, some in enumerate(wider.together()):
            whole, numbers = links.whole(some)
            articles = sorted({self.articles.article_of(number) for number in numbers.values()})
            claims = (told for number in articles for told in self.articles.extraction(number).claims)
            self._put((_ACROSS, turn, 0, 0), scopes(whole, claims, self.origins, self.packs, self.focus))
            self.watch(1)


def _places(extraction: Extraction) -> dict[str, int]:
    """Where its claims stand, by their ids."""
    return {claim.id: index for index, claim in enumerate(extraction.claims)}


def _by_number(ids: Sequence[str], told: Sequence[str], met: Sequence[array[int]]) -> list[array[int]]:
    """By number of an article those of the articles that it is held against. told: the ids at the places in `met`."""
    number_of = {ident: number for number, ident in enumerate(ids)}
    numbers = array("I", map(number_of.__getitem__, told))
    found = [array("I")] * len(ids)
    for number, places in zip(numbers, met, strict=True):
        found[number] = array("I", map(numbers.__getitem__, places))
    return found
