"""Nouns as plain rows: the records that `CONTRACT` of the command line names, and the only serialisation.

`from_rows.py` reads them back.

A row holds strings, whole numbers, Decimals, booleans, None, lists and rows; its keys stand in a fixed order.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal

from consistency.model.claim import Attribution, Claim, ClaimTime, Counted
from consistency.model.comparison import Comparison, Pair
from consistency.model.document import Document, Skipped, Span
from consistency.model.finding import Evidence, Finding, Suppression
from consistency.model.group import ClaimGroup, Level
from consistency.model.quantity import Quantity
from consistency.model.rule import Example, Rule, RuleTold
from consistency.model.timex import Interval, Timex, TimexMention

Row = dict[str, object]

SIGNIFICANT = Context(prec=12, rounding=ROUND_HALF_EVEN)
# Above this a whole number stays a Decimal: Python refuses to print integers of more than 4,300 digits.
LONGEST_INTEGER = 4000


def plain_number(value: Decimal | None) -> int | Decimal | None:
    """A figure of at most 12 significant digits: whole numbers as int, others without trailing zeros."""
    if value is None:
        return None
    rounded = SIGNIFICANT.plus(value)
    if rounded == rounded.to_integral_value() and rounded.adjusted() < LONGEST_INTEGER:
        return int(rounded)
    return rounded.normalize(SIGNIFICANT)


def document_row(document: Document, origins: Mapping[str, str], new: frozenset[str] | None = None) -> Row:
    """With the whole text, so that a saved report can be shown again, line by line, without the files.

    new: the articles that were asked about, None where all were.
    """
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "agency": document.agency,
        "url": document.url,
        "published": str(document.published) if document.published else None,
        "day": _day(document.published.day) if document.published else None,
        "language": document.language,
        "sha256": document.sha256,
        "origin": origins.get(document.id, document.id),
        "new": None if new is None else document.id in new,
        "file": document.file,
        "record": document.record,
        **({"lines": [list(pair) for pair in document.lines]} if document.lines else {}),
        "text": document.text,
    }


def skipped_row(skipped: Skipped) -> Row:
    return {
        "document": skipped.document,
        "span": list(skipped.span) if skipped.span else None,
        "reason": skipped.reason,
    }


def claim_row(claim: Claim) -> Row:
    """A figure as a `quantity` record, the date of an event as a `date` record; both with an id."""
    row: Row = {"id": claim.id}
    row["type"] = "quantity" if claim.quantity else "date"
    row["document"] = claim.document
    row["span"] = list(claim.span)
    row["text"] = claim.text
    if claim.quantity:
        row.update(_quantity_facets(claim.quantity))
    elif claim.timex:
        row.update(_timex_facets(claim.timex))
    row["event"] = claim.event
    row["counted"] = _counted(claim.counted)
    row["subjects"] = list(claim.subjects)
    row["places"] = list(claim.places)
    row["time"] = _claim_time(claim.time)
    row["attribution"] = _attribution(claim.attribution)
    row["modality"] = claim.modality
    row["change"] = claim.change
    row["moved"] = claim.moved
    if claim.was is not None:
        row["was"] = _quantity_facets(claim.was)
    if claim.was_on is not None:
        row["was_on"] = _interval(claim.was_on)
    row["part_of"] = claim.part_of
    row["scope"] = claim.scope
    row["zone"] = claim.zone
    row["section"] = claim.section
    row["sentence"] = list(claim.sentence)
    row["quote_span"] = list(Span(claim.quote_start, claim.quote_start + len(claim.quote)))
    row["phrase"] = list(claim.phrase) if claim.phrase else None
    row["pack"] = claim.pack
    return row


def timex_row(mention: TimexMention, document: str, text: str) -> Row:
    """text: the whole text of the document, of which the row shows the mention."""
    row: Row = {"type": "date", "document": document, "span": list(mention.span)}
    row["text"] = text[mention.span.start : mention.span.end]
    row.update(_timex_facets(mention.timex))
    row["pack"] = mention.pack
    return row


def group_row(group: ClaimGroup, verdicts: Mapping[str, str], origins: Mapping[str, str]) -> Row:
    """origins: an origin id by document id; the row counts the different ones."""
    documents = [claim.document for claim in group.claims]
    return {
        "id": group.id,
        "label": group.label,
        "verdict": verdicts.get(group.id, "undecided"),
        "origins": len({origins.get(document, document) for document in documents}),
        "claims": [{"id": c.id, "document": c.document, "span": list(c.span)} for c in group.claims],
    }


def finding_row(finding: Finding, language: str = "en") -> Row:
    """language: the interface language of `message`; `messages` holds all of them."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "verdict": finding.verdict,
        "confidence": Decimal(finding.confidence),
        "message": finding.says(language),
        "messages": dict(finding.message),
        "fingerprint": finding.fingerprint,
        "group": finding.group,
        "documents": list(finding.documents),
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        "why": [_level(level) for level in finding.why],
        "lowered_from": finding.lowered_from,
        "suppressed": _suppression(finding.suppressed),
    }


def comparison_row(comparison: Comparison) -> Row:
    return {
        "id": comparison.id,
        "verdict": comparison.verdict,
        "pairs": [_pair(pair) for pair in comparison.pairs],
    }


def told_rule_row(rule: RuleTold) -> Row:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "verdict": rule.verdict,
        "about": dict(rule.about),
    }


def rule_row(rule: Rule) -> Row:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "verdict": rule.verdict,
        "check": rule.check,
        "when": list(rule.when),
        "unless": list(rule.unless),
        "says": dict(rule.says),
        "about": dict(rule.about),
        "examples": [_example(example) for example in rule.examples],
        "place": rule.place,
        "preview": rule.preview,
    }


def _quantity_facets(quantity: Quantity) -> Row:
    row: Row = {
        "low": plain_number(quantity.low),
        "high": plain_number(quantity.high),
        "modifier": quantity.modifier,
        "unit": quantity.unit,
        "kind": quantity.kind,
        "step": plain_number(quantity.step),
        "vague": quantity.vague,
    }
    if quantity.per is not None:
        row["per"] = quantity.per
    return row


def _timex_facets(timex: Timex) -> Row:
    row: Row = {
        "value": timex.value,
        "mod": timex.mod,
        "interval": _interval(timex.interval),
        "fuzzy": _interval(timex.fuzzy),
        "grain": timex.grain,
        "relation": timex.relation,
        "anchor": timex.anchor,
        "alternatives": [_interval(reading) for reading in timex.alternatives],
        "problem": timex.problem,
        "note": timex.note,
    }
    if timex.planned:
        row["planned"] = True
    if timex.odds is not None:
        row["odds"] = {
            "kind": timex.odds.kind,
            "readings": [_interval(reading) for reading in timex.odds.readings],
            "span": list(timex.odds.span),
        }
    return row


def _interval(interval: Interval) -> list[str | None]:
    return [_day(interval.start), _day(interval.end)]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _counted(counted: Counted) -> Row:
    return {
        "text": counted.text,
        "concept": counted.concept,
        "role": counted.role,
        "qualifiers": list(counted.qualifiers),
    }


def _claim_time(time: ClaimTime | None) -> Row | None:
    if time is None:
        return None
    return {
        "interval": _interval(time.interval),
        "fuzzy": _interval(time.fuzzy),
        "relation": time.relation,
        "past": time.past,
        "mention": list(time.mention) if time.mention else None,
    }


def _attribution(attribution: Attribution | None) -> Row | None:
    if attribution is None:
        return None
    return {"text": attribution.text, "holder": attribution.holder, "span": list(attribution.span)}


def _evidence(evidence: Evidence) -> Row:
    return {
        "document": evidence.document,
        "span": list(evidence.span),
        "text": evidence.text,
        "role": evidence.role,
        "source": evidence.source,
        "published": evidence.published,
        "quote": evidence.quote,
        "quote_span": list(Span(evidence.quote_start, evidence.quote_start + len(evidence.quote))),
    }


def _level(level: Level) -> Row:
    return {"facet": level.facet, "level": level.level, "weight": level.weight}


def _suppression(suppressed: Suppression | None) -> Row | None:
    if suppressed is None:
        return None
    return {
        "by": suppressed.by,
        "reason": suppressed.reason,
        "until": suppressed.until,
        "who": suppressed.who,
    }


def _pair(pair: Pair) -> Row:
    return {
        "a": _side(pair.a),
        "b": _side(pair.b),
        "verdict": pair.verdict,
        "code": pair.code,
        "confidence": Decimal(pair.confidence),
        "reasons": [*(f"{level.facet}: {level.level}" for level in pair.why), *pair.reasons],
    }


def _side(claim: Claim) -> Row:
    row: Row = {"span": list(claim.span), "text": claim.text}
    if claim.quantity:
        row["low"] = plain_number(claim.quantity.low)
        row["high"] = plain_number(claim.quantity.high)
    elif claim.timex:
        row["value"] = claim.timex.value
        row["interval"] = _interval(claim.timex.interval)
    return row


def _example(example: Example) -> Row:
    return {
        "finds": example.finds,
        "texts": list(example.texts),
        "published": list(example.published),
        "languages": list(example.languages),
        "today": example.today,
    }
