"""A card per finding: what it says, a row per source, why these were taken to be one thing, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from consistency.model.claim import Claim
from consistency.model.finding import Evidence, Finding
from consistency.model.group import ClaimGroup
from consistency.model.report import Report
from consistency.packs.ruleset import Packs
from consistency.report import names
from consistency.report.direction import direction, shown
from consistency.report.html.key import Key, Source
from consistency.report.html.strip import Strip, value_strip
from consistency.report.lines import Lines, snippet
from consistency.report.plain import visible
from consistency.report.values import claim_value, told_aside
from consistency.report.words import Words

# A figure as long as a page is no figure that anybody reads.
_LONGEST = 300


class Row(Struct, frozen=True):
    """One source of a card. facts: label and text. before, inside, after: the sentence round the figure."""

    role: str
    source: Source
    place: str
    value: str
    facts: tuple[tuple[str, str], ...]
    before: str
    inside: str
    after: str
    direction: str


class Facet(Struct, frozen=True):
    """sides: what the claims say themselves, where they do. weight: for (1), against (-1), or neither (0)."""

    name: str
    level: str
    sides: tuple[str, str]
    weight: int


class Card(Struct, frozen=True):
    """A finding as the page shows it. anchor: its permalink. claims: those it rests on."""

    finding: Finding
    anchor: str
    label: str
    message: str
    claims: tuple[Claim, ...]
    sides: tuple[Row, ...]
    further: tuple[Row, ...]
    sources: tuple[Source, ...]
    facets: tuple[Facet, ...]
    strip: Strip | None
    about: str
    aside: str
    reason: str

    @property
    def section(self) -> str:
        """Which part of the page it stands in."""
        if self.finding.suppressed:
            return "aside"
        if self.finding.verdict in ("conflict", "update"):
            return self.finding.verdict
        return "other"


class Brief(Struct, frozen=True):
    """A finding in a line. page: the file that tells it whole, "" where there is none."""

    finding: Finding
    message: str
    page: str = ""


def brief(finding: Finding, words: Words, page: str = "") -> Brief:
    message = finding.says(words.language)
    return Brief(finding, message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…", page)


class Cards:
    """Makes the cards of one report."""

    def __init__(self, report: Report, key: Key, packs: Packs, words: Words) -> None:
        self._key, self._packs, self._words = key, packs, words
        self._lines = Lines.of(report.documents)
        self._groups = {group.id: group for group in report.groups}
        self._claims = {(claim.document, claim.span): claim for claim in report.claims}
        self._rules = {rule.code: rule for rule in report.rules}

    def of(self, findings: Sequence[Finding]) -> tuple[Card, ...]:
        anchors: dict[str, int] = {}
        cards = []
        for finding in findings:
            number = anchors[finding.fingerprint] = anchors.get(finding.fingerprint, 0) + 1
            suffix = f"-{number}" if number > 1 else ""
            cards.append(self._card(finding, f"f-{finding.fingerprint}{suffix}"))
        return tuple(cards)

    def _card(self, finding: Finding, anchor: str) -> Card:
        words, language = self._words, self._words.language
        group = self._groups.get(finding.group or "")
        claims = [self._claim(item, group) for item in finding.evidence]
        rows = [self._row(item, claim) for item, claim in zip(finding.evidence, claims, strict=True)]
        first = next((claim for claim in claims if claim), None)
        rule = self._rules.get(finding.code)
        sources = [self._key[ident] for ident in finding.documents if ident in self._key]
        fallback = sources[0].name if sources else finding.name
        return Card(
            finding=finding,
            anchor=anchor,
            label=names.thing(first, self._packs, words) if first else fallback,
            message=finding.says(language),
            claims=tuple(claim for claim in claims if claim),
            sides=tuple(row for row in rows if row.role in ("a", "b")),
            further=tuple(row for row in rows if row.role not in ("a", "b")),
            sources=tuple(sources),
            facets=self._facets(finding, claims),
            strip=self._strip(finding, claims),
            about=rule.explains(language) if rule else "",
            aside=visible(told_aside(finding.suppressed, words)) if finding.suppressed else "",
            reason=shown(finding.suppressed.reason or "") if finding.suppressed else "",
        )

    def _claim(self, item: Evidence, group: ClaimGroup | None) -> Claim | None:
        """What the evidence shows: a claim of the finding's group, by its place or by that of its date."""
        for claim in group.claims if group else ():
            mention = claim.time.mention if claim.time else None
            if claim.document == item.document and item.span in (claim.span, mention):
                return claim
        return self._claims.get((item.document, item.span))

    def _row(self, item: Evidence, claim: Claim | None) -> Row:
        start = item.span.start - item.quote_start
        before, inside, after = snippet(item.quote, start, start + len(item.text))
        if not before and not inside:
            inside = item.text
        return Row(
            role=item.role,
            source=self._key[item.document],
            place=shown(self._lines.place(item.document, item.span)),
            value=claim_value(claim, self._words) if claim else "",
            facts=tuple(self._facts(claim)) if claim and item.role in ("a", "b") else (),
            before=visible(before[-_LONGEST:]),
            inside=shown(inside, _LONGEST),
            after=visible(after[:_LONGEST]),
            direction=direction(item.quote or item.text),
        )

    def _facts(self, claim: Claim) -> list[tuple[str, str]]:
        words, packs = self._words, self._packs
        held = claim.attribution
        told = [
            ("page.label.holder", names.holder(held, packs, words) if held else words("page.unnamed")),
            ("page.label.as-of", names.as_of(claim, words)),
            ("facet.subject", names.subjects(claim, packs, words)),
            ("facet.place", names.places(claim, packs, words)),
            ("facet.scope", words.known(f"page.scope.{claim.scope}", claim.scope) if claim.scope else ""),
            ("facet.modality", words.known(f"page.modality.{claim.modality}", claim.modality)),
            ("facet.zone", words.known(f"page.zone.{claim.zone}", claim.zone)),
        ]
        plain = {("facet.modality", "asserted"), ("facet.zone", "body")}
        raw = {"facet.modality": claim.modality, "facet.zone": claim.zone}
        return [
            (words(label), shown(text))
            for label, text in told
            if text and (label, raw.get(label)) not in plain
        ]

    def _facets(self, finding: Finding, claims: Sequence[Claim | None]) -> tuple[Facet, ...]:
        words = self._words
        sides = [self._side(claim) if claim else {} for claim in (*claims, None, None)[:2]]
        found = []
        for level in finding.why:
            reached = words.known(f"level.{level.level}", level.level.replace("-", " "))
            told = words.known(f"level.{level.facet}.{level.level}", reached)
            said = (shown(sides[0].get(level.facet, ""), 60), shown(sides[1].get(level.facet, ""), 60))
            weight = (level.weight > 0) - (level.weight < 0)
            found.append(Facet(words.known(f"facet.{level.facet}", level.facet), told, said, weight))
        return tuple(sorted(found, key=lambda facet: -abs(facet.weight)))

    def _side(self, claim: Claim) -> Mapping[str, str]:
        """What a claim says of itself in the facets that have words of their own."""
        words, packs = self._words, self._packs
        quantity = claim.quantity
        return {
            "counted": names.counted(claim, packs, words) if quantity else "",
            "event": names.event(claim.event, packs, words) if claim.event else "",
            "role": names.role(claim.counted.role, packs, words) if claim.counted.role else "",
            "unit": quantity.unit if quantity and quantity.unit != "1" else "",
            "subject": names.subjects(claim, packs, words),
            "place": names.places(claim, packs, words),
            "period": names.as_of(claim, words),
            "qualifiers": words.comma.join(claim.counted.qualifiers),
            "value": claim_value(claim, words),
        }

    def _strip(self, finding: Finding, claims: Sequence[Claim | None]) -> Strip | None:
        group = self._groups.get(finding.group or "")
        told = group.claims if group else [claim for claim in claims if claim]
        pairs = zip(finding.evidence, claims, strict=True)
        by_time = any(claim.span != item.span for item, claim in pairs if claim)
        return value_strip(told, self._key, self._words, by_time=by_time)
