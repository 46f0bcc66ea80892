"""What stands on a page, in the order an editor reads, and the page as text."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from consistency.model.report import Report
from consistency.model.verdicts import VERDICTS
from consistency.report.html.article import ArticleView
from consistency.report.html.cards import Brief, Card
from consistency.report.html.environment import digest, environment, source
from consistency.report.html.key import Source
from consistency.report.html.lists import Listing, Unread
from consistency.report.html.matrix import Matrix
from consistency.report.html.timeline import Timeline
from consistency.report.words import Words

STYLE, SCRIPT = "report.css", "report.js"


class Page(Struct, frozen=True):
    """Everything that the template shows.

    tiles: a verdict (or "") and a count in words, for the head of the page. sections: the cards by part of the page.
    further: findings in a line each; left_out: those that have not even that. viewed: anchors of the articles shown.
    overview: other pages tell of the findings. home: the page that this one is a part of, "" for a whole one.
    """

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
    overview: bool = False
    home: str = ""

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(card for cards in self.sections.values() for card in cards)

    @property
    def further_heading(self) -> str:
        return self.words("page.heading.overview" if self.overview else "page.heading.further")

    @property
    def verdicts(self) -> tuple[str, ...]:
        """The verdicts that anything on the page has."""
        used = {card.finding.verdict for card in self.cards}
        used |= {row.finding.verdict for row in self.further}
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
            ("filter", ("f",)),
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
            ("further", self.further_heading, len(self.further) + self.left_out),
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
            f"default-src 'none'; style-src '{digest(source(STYLE))}'; script-src '{digest(source(SCRIPT))}'; "
            "base-uri 'none'; form-action 'none'"
        )

    def render(self) -> str:
        """The page as one text that needs no other file."""
        template = environment().get_template("report.html")
        return template.render(page=self, t=self.words, style=source(STYLE), script=source(SCRIPT))
