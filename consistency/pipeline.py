"""The corridor: the only file that knows the order of the rooms. Pure functions, so that any engine can run it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from consistency.align.alignment import align
from consistency.align.closest import MOST_PARTNERS
from consistency.align.keys import stands_alone
from consistency.align.levels import compare, is_wider
from consistency.align.origins import SKETCH, origins, profile
from consistency.align.stories import article, may_meet
from consistency.claims.about import about
from consistency.claims.anchor import anchor_times, dateline_moment
from consistency.claims.bind import bind
from consistency.claims.events import bind_events
from consistency.claims.scene import Scene
from consistency.claims.sentences import Sentences
from consistency.find.quantities import read_quantities
from consistency.find.times import read_times
from consistency.find.tokens import tokenize
from consistency.judge.confidence import confidence
from consistency.judge.evaluate import GRAVITY, answered, answers, decide, judge
from consistency.judge.single import scopes, slips, together, undated
from consistency.judge.sums import sums
from consistency.model.claim import Claim
from consistency.model.comparison import Comparison, Pair
from consistency.model.document import Document, Skipped, Span
from consistency.model.finding import Finding
from consistency.model.group import ClaimGroup, Link
from consistency.model.layout import Layout
from consistency.model.quantity import QuantityMention
from consistency.model.timephrase import TimePhrase
from consistency.model.timex import TimexMention
from consistency.model.tokens import Tokens
from consistency.packs.ruleset import Packs
from consistency.text.layout import layout

# Code points that are read at once: more than the longest articles have.
BLOCK = 40_000


class Extraction(Struct, frozen=True):
    """One article, read. document: with the publication date that its dateline gave, if nobody else gave one.

    claims: figures, then dates of events. times: every date, also those that date no event. sketch: what finds
    its copies. skipped: what looked like a figure or a date and was not understood.
    """

    document: Document
    claims: tuple[Claim, ...]
    times: tuple[TimexMention, ...]
    sketch: tuple[int, ...]
    skipped: tuple[Skipped, ...]


class Result(Struct, frozen=True):
    """What a check of several articles found, in a fixed order whatever theirs."""

    groups: tuple[ClaimGroup, ...]
    verdicts: Mapping[str, str]
    findings: tuple[Finding, ...]
    origins: Mapping[str, str]
    skipped: tuple[Skipped, ...]


class Block(Struct, frozen=True):
    """A stretch of a text with its figures and dates, which count tokens from its beginning.

    tokens: None where the text has several blocks, so that memory holds those of one.
    """

    span: Span
    quantities: tuple[QuantityMention, ...]
    times: tuple[TimexMention, ...]
    tokens: Tokens | None


class Reading(Struct, frozen=True):
    """The figures and dates of one article, before anything is known of what they are about."""

    document: Document
    layout: Layout
    times: tuple[TimexMention, ...]
    blocks: tuple[Block, ...]
    skipped: tuple[Skipped, ...]


def extract(document: Document, packs: Packs) -> Extraction:
    """Every claim of one article. Time: linear in its text."""
    reading = read(document, packs)
    document = reading.document
    figures: list[Claim] = []
    events: list[Claim] = []
    sketch: set[int] = set()
    sentences = Sentences(reading.layout, Span(0, len(document.text)))
    times, skipped, waiting = reading.times, reading.skipped, list(reversed(reading.blocks))
    del reading
    while waiting:
        block = waiting.pop()  # what has become claims is let go
        tokens = block.tokens or _tokens(document, block.span, packs)
        scene = Scene(document, tokens, sentences, packs)
        theme = about(scene, block.quantities)
        figures += bind(scene, block.quantities, block.times, document.published, theme)
        events += bind_events(scene, block.times, document.published, theme)
        sketch.update(profile(tokens))
    claims = (*figures, *events)
    return Extraction(document, claims, times, tuple(sorted(sketch)[:SKETCH]), skipped)


def read(document: Document, packs: Packs) -> Reading:
    """The figures and dates of one article. Time: linear in its text."""
    arranged = layout(document, packs)
    spans = blocks(document.text, arranged)
    phrases: list[TimePhrase] = []
    found: list[tuple[QuantityMention, ...]] = []
    ends: list[int] = []
    skipped: list[Skipped] = []
    for span in spans:
        tokens = _tokens(document, span, packs)
        dates = read_times(tokens, packs, document.language)
        taken = tuple(phrase.span for phrase in dates)
        quantities, unread = read_quantities(tokens, taken, packs, document.language)
        phrases += dates
        ends.append(len(phrases))
        found.append(quantities)
        skipped += (Skipped(document.id, item.span, item.reason) for item in unread)
    told = tuple(phrases)
    published = document.published or dateline_moment(told, arranged, document)
    if published is not document.published:
        document = replace(document, published=published)
    times = anchor_times(told, arranged, document, published, packs)
    kept = tokens if len(spans) == 1 else None
    read_blocks = tuple(
        Block(span, quantities, times[first:last], kept)
        for span, quantities, first, last in zip(spans, found, (0, *ends[:-1]), ends, strict=True)
    )
    return Reading(document, arranged, times, read_blocks, tuple(skipped))


def blocks(text: str, arranged: Layout) -> tuple[Span, ...]:
    """The whole text, cut before paragraphs (before sentences in a very long one) where it is longer than BLOCK.

    What stands in two blocks is read apart, so that memory does not grow with the text. A cut is at white space.
    """
    cuts = [0]
    paragraph = -1
    if len(text) > BLOCK:
        for sentence in arranged.sentences:
            start = sentence.span.start
            reach = BLOCK if sentence.paragraph != paragraph else BLOCK + BLOCK // 4
            paragraph = sentence.paragraph
            if start - cuts[-1] >= reach and text[start - 1].isspace():
                cuts.append(start)
    return tuple(Span(first, last) for first, last in pairwise((*cuts, len(text))))


def _tokens(document: Document, span: Span, packs: Packs) -> Tokens:
    return tokenize(document.text, packs.lexicon(document.language), span)


def check(
    extractions: Sequence[Extraction], packs: Packs, focus: Set[str] | None = None, *, alone: bool = False
) -> Result:
    """Align the claims of all articles and judge them. focus: keep to findings that touch these articles.

    alone: keep to groups that touch them too, and leave the others uncompared, which changes no finding.
    """
    ordered = sorted(extractions, key=lambda e: e.document.id)
    by_id = {claim.id: claim for e in ordered for claim in e.claims}
    alignment = align(by_id.values(), packs, focus if alone else None)
    group_of = {claim.id: group for group in alignment.groups for claim in group.claims}
    origin_of = origins({e.document.id: e.sketch for e in ordered})
    groups = alignment.groups
    if alone and focus is not None:
        groups = tuple(g for g in groups if not focus.isdisjoint({c.document for c in g.claims}))
    judgements = [judge(group, origin_of, packs, focus) for group in groups]
    found = [item for judgement in judgements for item in judgement.findings]
    for e in ordered:
        found += shown_alone(e, group_of, packs)
    claims_of = {e.document.id: e.claims for e in ordered}
    for links in together(alignment.wider, {ident: group.id for ident, group in group_of.items()}):
        articles = {by_id[ident].document for link in links for ident in (link.a, link.b)}
        claims = (claim for ident in sorted(articles) for claim in claims_of[ident])
        found += scopes(links, claims, origin_of, packs, focus)
    return Result(
        groups=groups,
        verdicts={judgement.group: judgement.verdict for judgement in judgements},
        findings=in_order(found, focus),
        origins=origin_of,
        skipped=(*(item for e in ordered for item in e.skipped), *too_large(alignment.capped)),
    )


def shown_alone(extraction: Extraction, group_of: Mapping[str, ClaimGroup], packs: Packs) -> list[Finding]:
    """What one article shows by itself. group_of: the groups of its claims, by claim id."""
    document, claims = extraction.document, extraction.claims
    unpublished = [(document.id, document.byline)] if document.published is None else []
    return [*sums(claims, packs), *slips(claims, group_of, packs), *undated(unpublished, packs)]


def too_large(capped: Iterable[tuple[str, int]]) -> tuple[Skipped, ...]:
    """What was not compared whole, told. capped: keys with their sizes; under no key, articles with many like them."""
    crowded = (
        "{} articles may each tell of the same event as a great many others: "
        f"compared with the {MOST_PARTNERS} of each language that share most with them"
    )
    shared = "{} claims share the key {}: too many to compare with one another"
    return tuple(Skipped("", None, (shared if key else crowded).format(size, key)) for key, size in capped)


def in_order(found: Iterable[Finding], focus: Set[str] | None = None) -> tuple[Finding, ...]:
    """Findings as a result has them: each once, those that touch the articles in focus, the gravest first."""
    kept: dict[str, Finding] = {}
    for item in found:
        if focus is None or not focus.isdisjoint(item.parties):
            kept.setdefault(item.fingerprint, item)
    return tuple(sorted(kept.values(), key=Finding.order))


def compare_two(
    ident: str,
    a: Extraction,
    b: Extraction,
    packs: Packs,
    focus: tuple[Span | None, Span | None] = (None, None),
) -> Comparison:
    """Every two claims of two articles that are about one thing, judged. focus: only claims that overlap it."""
    origin_of = origins({a.document.id: a.sketch, b.document.id: b.sketch})
    one_event = bool(a.claims and b.claims) and may_meet(
        article(a.claims, packs), article(b.claims, packs), packs
    )
    links = [
        (x, y, link)
        for x in a.claims
        for y in b.claims
        if (one_event or (stands_alone(x, packs) and stands_alone(y, packs)))
        and (link := compare(x, y, packs)) is not None
    ]
    given = answers(((x, y, link.score) for x, y, link in links), packs)
    pairs = [
        _pair(x, y, link, origin_of, packs, answered(x, y, given))
        for x, y, link in links
        if _in_focus(x, focus[0]) and _in_focus(y, focus[1])
    ]
    verdict = min((pair.verdict for pair in pairs), key=GRAVITY.index, default="incomparable")
    return Comparison(ident, verdict, tuple(pairs))


def _in_focus(claim: Claim, focus: Span | None) -> bool:
    return focus is None or focus.overlaps(claim.span)


def _pair(a: Claim, b: Claim, link: Link, origin_of: Mapping[str, str], packs: Packs, known: bool) -> Pair:
    check_name = "dates" if a.timex is not None else "wider" if is_wider(link, packs) else "pair"
    decision = decide(a, b, link, check_name, origin_of, packs, known)
    rule = decision.rule
    figure = a.quantity is not None
    return Pair(
        a=a,
        b=b,
        verdict=decision.verdict,
        code=rule.code if rule else None,
        confidence=confidence(decision.verdict, link, figure, packs),
        why=link.levels,
        reasons=(rule.name,) if rule else (),
    )
