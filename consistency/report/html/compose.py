"""Which of a report stands on which page: all of it on one, or an overview and a page for each thing found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consistency.model.finding import Finding
from consistency.report.html.cards import Card, brief
from consistency.report.html.lists import MOST_AGREEMENTS, Listing, single, things, unread
from consistency.report.html.matrix import matrix
from consistency.report.html.page import Page
from consistency.report.html.story import Story
from consistency.report.html.timeline import Lanes, timeline
from consistency.report.totals import severity_line

# Cards of one page; further findings have a line each, and what is beyond those is counted. A folder has them all.
MOST_CARDS = 75
MOST_LINES = 400
# Lines of an overview, each leading to a page.
MOST_INDEXED = 3000
MOST_SOURCES = 1500

_GOOD = ("agree", "compatible")
_NOTHING = Listing((), 0)


def whole(story: Story, files: Mapping[str, str] | None = None) -> Page:
    """The report on one page. files: where each finding is told whole, by fingerprint; then here only in a line."""
    report, words, packs, sources = story.report, story.words, story.packs, story.sources
    carded, lined = (MOST_CARDS, MOST_LINES) if files is None else (0, MOST_INDEXED)
    cards = story.cards.of(report.findings[:carded])
    lines = report.findings[carded : carded + lined]
    told = {finding.group for finding in report.findings}
    several = [group for group in report.groups if group.id not in told and story.origins(group) > 1]
    good = [group for group in several if story.verdict(group) in _GOOD]
    rest = [group for group in several if story.verdict(group) not in _GOOD]
    agreements = things(good, report, sources, packs, words, MOST_AGREEMENTS)
    undecided = things(rest, report, sources, packs, words, MOST_AGREEMENTS)
    listed = {row.anchor[2:]: row.anchor for row in (*agreements.rows, *undecided.rows)}
    told |= {group.id for group in several}
    used = {claim.id for group in report.groups if group.id in told for claim in group.claims}
    used |= {claim.id for card in cards for claim in card.claims}
    targets = {card.finding.group: f"#{card.anchor}" for card in reversed(cards)}
    targets |= {finding.group: files[finding.fingerprint] for finding in reversed(lines) if files}
    targets |= {group.id: f"#g-{group.id}" for group in good}
    views, without = story.views(cards, listed)
    return Page(
        report=report,
        words=words,
        tiles=_tiles(story, len(good)),
        headline=_headline(story, report.standing),
        summary=severity_line(report, words),
        sections=_sections(cards),
        further=tuple(brief(finding, words, (files or {}).get(finding.fingerprint, "")) for finding in lines),
        left_out=max(0, len(report.findings) - carded - lined),
        overview=files is not None,
        agreements=agreements,
        undecided=undecided,
        single=single(report, sources, packs, words, frozenset(used)),
        unread=unread(report),
        timeline=timeline(_lanes(story, targets), sources, packs, words),
        matrix=matrix(report.groups, report.standing, report.verdicts, sources),
        articles=views,
        without_view=without,
        sources=tuple(sources.values())[:MOST_SOURCES],
        more_sources=max(0, len(sources) - MOST_SOURCES),
        viewed=frozenset(view.source.anchor for view in views),
        rules=tuple(sorted({finding.code for finding in report.findings})),
        bylines=tuple({source.byline: source.name for source in sources.values()}.values())[:MOST_SOURCES],
    )


def part(story: Story, findings: Sequence[Finding], home: str) -> Page:
    """The page of one thing: the findings on it and their articles."""
    report, words, sources = story.report, story.words, story.sources
    cards = story.cards.of(findings)
    views, without = story.views(cards, {})
    named = dict.fromkeys(ident for finding in findings for ident in finding.documents)
    targets = {finding.group: f"#f-{finding.fingerprint}" for finding in reversed(findings)}
    return Page(
        report=report,
        words=words,
        tiles=(),
        headline=cards[0].label,
        summary="",
        sections=_sections(cards),
        further=(),
        left_out=0,
        agreements=_NOTHING,
        undecided=_NOTHING,
        single=_NOTHING,
        unread=(),
        timeline=timeline(_lanes(story, targets), sources, story.packs, words),
        matrix=None,
        articles=views,
        without_view=without,
        sources=tuple(sources[ident] for ident in named if ident in sources),
        more_sources=0,
        viewed=frozenset(view.source.anchor for view in views),
        rules=tuple(sorted({finding.code for finding in findings})),
        bylines=(),
        home=home,
    )


def _sections(cards: Sequence[Card]) -> dict[str, tuple[Card, ...]]:
    names = ("conflict", "update", "other", "aside")
    return {name: tuple(card for card in cards if card.section == name) for name in names}


def _headline(story: Story, findings: Sequence[Finding]) -> str:
    conflicts = sum(finding.verdict == "conflict" for finding in findings)
    words = story.words
    return words.count("page.conflicts", conflicts) if conflicts else words("page.no-conflicts")


def _tiles(story: Story, agreeing: int) -> tuple[tuple[str, str], ...]:
    """What was found, with its verdict; then what was read."""
    report, words = story.report, story.words
    verdicts = [finding.verdict for finding in report.standing]
    found = [(name, verdicts.count(name)) for name in ("conflict", "update")] + [("agree", agreeing)]
    return (
        *((name, words.count(name, number)) for name, number in found if number),
        ("", words.count("articles", len(report.documents))),
        ("", words.count("claims", len(report.claims))),
        ("", words.count("origins", report.origin_count())),
    )


def _lanes(story: Story, targets: Mapping[str | None, str]) -> Lanes:
    """Groups with where they are told of: those of findings in their order, then those that agree."""
    order = dict.fromkeys([*(finding.group for finding in story.report.findings), *targets])
    lanes = []
    for ident in order:
        group = story.groups.get(ident or "")
        if group is not None and ident in targets:
            lanes.append((group, story.verdict(group), targets[ident]))
    return lanes
