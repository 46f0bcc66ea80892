"""The whole page: what stands in it, in the order an editor reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consistency.model.finding import VERDICTS
from consistency.model.group import ClaimGroup
from consistency.model.report import Report
from consistency.packs.cache import load_packs
from consistency.packs.ruleset import Packs
from consistency.report.html.article import ArticleView, article_view
from consistency.report.html.cards import Brief, Card, Cards, brief
from consistency.report.html.environment import digest, environment, source
from consistency.report.html.key import Key, Source, key
from consistency.report.html.lists import MOST_AGREEMENTS, Listing, Unread, single, things, unread
from consistency.report.html.marks import marks
from consistency.report.html.matrix import Matrix, matrix
from consistency.report.html.timeline import Timeline, timeline
from consistency.report.style import Style
from consistency.report.totals import origin_count, severity_line
from consistency.report.words import Words

# Bytes of articles on one page; beyond them only passages are shown, and then none: the cards hold sentences.
TEXT_BUDGET = 450_000
# Cards of one page; further findings have a line each, and what is beyond those is counted. A folder has them all.
MOST_CARDS = 80
MOST_LINES = 400
MOST_SOURCES = 1500

_GOOD = ("agree", "compatible")


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the template shows. tiles: a number and its word, for the head of the page."""

    report: Report
    words: Words
    tiles: tuple[tuple[str, str], ...]
    headline: str
    summary: str
    sections: Mapping[str, tuple[Card, ...]]
    further: tuple[Brief, ...]
    left_out: int
    agreements: Listing
    undecided: Listing
    single: Listing
    unread: tuple[Unread, ...]
    timeline: Timeline | None
    matrix: Matrix | None
    articles: tuple[ArticleView, ...]
    without_view: int
    sources: tuple[Source, ...]
    more_sources: int
    viewed: frozenset[str]
    rules: tuple[str, ...]
    bylines: tuple[str, ...]
    style: str
    script: str

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(card for cards in self.sections.values() for card in cards)

    @property
    def verdicts(self) -> tuple[str, ...]:
        """The verdicts that anything on the page has."""
        used = {card.finding.verdict for card in self.cards}
        used |= {row.verdict for listing in (self.agreements, self.undecided) for row in listing.rows}
        return tuple(name for name in VERDICTS if name in used)

    @property
    def all_verdicts(self) -> tuple[str, ...]:
        return VERDICTS

    @property
    def keys(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What the script does at which keys."""
        return (
            ("next", ("j", "n")),
            ("previous", ("k", "p")),
            ("open", ("o", "Enter")),
            ("search", ("/",)),
            ("clear", ("Esc",)),
            ("theme", ("t",)),
            ("help", ("?",)),
        )

    @property
    def contents(self) -> tuple[tuple[str, str, str], ...]:
        """The parts of the page that hold something: anchor, heading, how many."""
        t = self.words
        parts: tuple[tuple[str, str, int | None], ...] = (
            ("findings", t("heading.findings"), len(self.sections["conflict"])),
            ("update", t("page.heading.update"), len(self.sections["update"])),
            ("other", t("page.heading.other"), len(self.sections["other"])),
            ("aside", t("heading.suppressed"), len(self.sections["aside"])),
            ("further", t("page.heading.further"), len(self.further) + self.left_out),
            ("agreements", t("heading.agreements"), len(self.agreements.rows) + self.agreements.more),
            ("undecided", t("page.heading.undecided"), len(self.undecided.rows) + self.undecided.more),
            ("single", t("page.heading.single"), len(self.single.rows) + self.single.more),
            ("when", t("page.timeline.title"), None if self.timeline else 0),
            ("who", t("page.matrix.title"), None if self.matrix else 0),
            ("articles", t("page.heading.articles"), len(self.articles)),
            ("unread", t("heading.skipped"), sum(item.count for item in self.unread)),
            ("method", t("page.heading.method"), None),
        )
        return tuple((anchor, head, f"{n:,}" if n else "") for anchor, head, n in parts if n != 0)

    @property
    def policy(self) -> str:
        """The Content-Security-Policy: nothing is loaded, and only the script and style below run."""
        return (
            f"default-src 'none'; style-src '{digest(self.style)}'; script-src '{digest(self.script)}'; "
            "base-uri 'none'; form-action 'none'"
        )


def render_page(report: Report, style: Style) -> str:
    """The page as one text that needs no other file."""
    page = compose(report, style.words, load_packs())
    return environment().get_template("report.html").render(page=page, t=style.words)


def compose(report: Report, words: Words, packs: Packs) -> Page:
    """Work out everything that the page shows."""
    sources = key(report, words)
    cards = Cards(report, sources, packs, words).of(report.findings[:MOST_CARDS])
    sections = {
        name: tuple(card for card in cards if card.section == name)
        for name in ("conflict", "update", "other", "aside")
    }
    found = {finding.group for finding in report.findings}
    plain = [group for group in report.groups if group.id not in found]
    several = [group for group in plain if _origins(group, sources) > 1]
    good = [group for group in several if report.verdicts.get(group.id) in _GOOD]
    rest = [group for group in several if report.verdicts.get(group.id) not in _GOOD]
    agreements = things(good, report, sources, packs, words, MOST_AGREEMENTS)
    undecided = things(rest, report, sources, packs, words, MOST_AGREEMENTS)
    listed = {row.anchor[2:]: row.anchor for row in (*agreements.rows, *undecided.rows)}
    told = {group.id for group in several} | found
    used = {claim.id for group in report.groups if group.id in told for claim in group.claims}
    used |= {claim.id for card in cards for claim in card.claims}
    views, without = _views(report, cards, listed, sources, words)
    lanes = _lanes(report, cards, good)
    return Page(
        report=report,
        words=words,
        tiles=_tiles(report, sections, len(good), words),
        headline=_headline(sections, words),
        summary=severity_line(report, words),
        sections=sections,
        further=tuple(brief(finding, words) for finding in report.findings[MOST_CARDS:][:MOST_LINES]),
        left_out=max(0, len(report.findings) - MOST_CARDS - MOST_LINES),
        agreements=agreements,
        undecided=undecided,
        single=single(report, sources, packs, words, frozenset(used)),
        unread=unread(report),
        timeline=timeline(lanes, sources, packs, words),
        matrix=matrix(report.groups, report.standing, report.verdicts, sources),
        articles=views,
        without_view=without,
        sources=tuple(sources.values())[:MOST_SOURCES],
        more_sources=max(0, len(sources) - MOST_SOURCES),
        viewed=frozenset(view.source.anchor for view in views),
        rules=tuple(sorted({card.finding.code for card in cards})),
        bylines=tuple({source.byline: source.name for source in sources.values()}.values())[:MOST_SOURCES],
        style=source("report.css"),
        script=source("report.js"),
    )


def _headline(sections: Mapping[str, tuple[Card, ...]], words: Words) -> str:
    conflicts = len(sections["conflict"])
    return words.count("page.conflicts", conflicts) if conflicts else words("page.no-conflicts")


def _origins(group: ClaimGroup, sources: Key) -> int:
    return len({sources[claim.document].origin for claim in group.claims})


def _tiles(
    report: Report, sections: Mapping[str, tuple[Card, ...]], agreeing: int, words: Words
) -> tuple[tuple[str, str], ...]:
    """What was found, with its verdict; then what was read."""
    found = [(name, len(sections[name])) for name in ("conflict", "update")] + [("agree", agreeing)]
    return (
        *((name, words.count(name, number)) for name, number in found if number),
        ("", words.count("articles", len(report.documents))),
        ("", words.count("claims", len(report.claims))),
        ("", words.count("origins", origin_count(report))),
    )


def _lanes(
    report: Report, cards: tuple[Card, ...], good: list[ClaimGroup]
) -> list[tuple[ClaimGroup, str, str]]:
    """Groups that have a card, in the order of the cards, then those that agree."""
    groups = {group.id: group for group in report.groups}
    lanes: dict[str, tuple[ClaimGroup, str, str]] = {}
    for card in cards:
        group = groups.get(card.finding.group or "")
        if group is not None:
            lanes.setdefault(group.id, (group, report.verdicts.get(group.id, "undecided"), card.anchor))
    for group in good:
        lanes[group.id] = (group, report.verdicts.get(group.id, "agree"), f"g-{group.id}")
    return list(lanes.values())


def _views(
    report: Report, cards: tuple[Card, ...], listed: Mapping[str, str], sources: Key, words: Words
) -> tuple[tuple[ArticleView, ...], int]:
    """Articles with findings, with their text as far as the budget goes, and how many have none."""
    marked = marks(report, cards, listed, words)
    documents = {document.id: document for document in report.documents}
    named = dict.fromkeys(ident for card in cards for ident in card.finding.documents if ident in documents)
    views, spent, without = [], 0, 0
    for ident in named:
        view = article_view(documents[ident], sources[ident], marked.get(ident, []))
        if spent + view.size > TEXT_BUDGET:
            view = article_view(documents[ident], sources[ident], marked.get(ident, []), longest=0)
        if spent + view.size > TEXT_BUDGET:
            without += 1
            continue
        spent += view.size
        views.append(view)
    views.sort(key=lambda view: view.source.index)
    return tuple(views), without
