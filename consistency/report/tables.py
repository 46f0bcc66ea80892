"""The report as four flat tables, for spreadsheets and data frames: findings, claims, groups, documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from consistency.errors import ConfigError
from consistency.model.claim import Claim
from consistency.model.finding import Evidence, Finding
from consistency.model.report import Report
from consistency.model.rows import plain_number
from consistency.model.timex import Interval
from consistency.report.lines import Lines
from consistency.report.plain import composed
from consistency.report.style import Style
from consistency.report.values import claim_value

# A cell: text, a number, a list of texts, or nothing.
Cell = str | int | Decimal | tuple[str, ...] | None
TableRow = dict[str, Cell]

NUMBER, TEXT, LIST, COUNT = "number", "text", "list", "count"

_PLACE = {"document": TEXT, "line": COUNT, "column": COUNT}
_SIDE = {**_PLACE, "source": TEXT, "published": TEXT, "text": TEXT, "quote": TEXT}
COLUMNS: dict[str, dict[str, str]] = {
    "findings": {
        **dict.fromkeys(("code", "name", "severity", "verdict"), TEXT),
        "confidence": NUMBER,
        **dict.fromkeys(("message", "fingerprint", "group"), TEXT),
        **{f"a_{name}": kind for name, kind in _SIDE.items()},
        **{f"b_{name}": kind for name, kind in _SIDE.items()},
        "also": LIST,
        **dict.fromkeys(("suppressed_by", "suppressed_reason", "suppressed_until", "suppressed_who"), TEXT),
    },
    "claims": {
        **dict.fromkeys(("id", "type"), TEXT),
        **_PLACE,
        **dict.fromkeys(("start", "end"), COUNT),
        **dict.fromkeys(("text", "value"), TEXT),
        **dict.fromkeys(("low", "high"), NUMBER),
        **dict.fromkeys(("modifier", "unit", "kind", "date", "first_day", "last_day", "concept"), TEXT),
        **dict.fromkeys(("role", "event"), TEXT),
        **dict.fromkeys(("subjects", "places"), LIST),
        **dict.fromkeys(("holds", "holds_first", "holds_last", "holder", "modality", "change", "zone"), TEXT),
        **dict.fromkeys(("group", "verdict", "source", "published", "language", "origin", "quote"), TEXT),
    },
    "groups": {
        **dict.fromkeys(("id", "label", "verdict"), TEXT),
        **dict.fromkeys(("claims", "articles", "origins", "findings"), COUNT),
        "values": LIST,
    },
    "documents": {
        **dict.fromkeys(("id", "title", "source", "agency", "url", "published", "language", "origin"), TEXT),
        **dict.fromkeys(("claims", "findings"), COUNT),
        "sha256": TEXT,
    },
}


def table_rows(report: Report, table: str, style: Style) -> Iterator[TableRow]:
    """The rows of a table of COLUMNS, every column in each. Raises: ConfigError for another table."""
    makers: dict[str, Callable[[Report, Style], Iterator[TableRow]]] = {
        "findings": _findings,
        "claims": _claims,
        "groups": _groups,
        "documents": _documents,
    }
    if table not in makers:
        raise ConfigError(f"there is no table {table!r}", place="--format", advice=f"use {', '.join(makers)}")
    empty: TableRow = dict.fromkeys(COLUMNS[table])
    for row in makers[table](report, style):
        yield {**empty, **row}


def _findings(report: Report, style: Style) -> Iterator[TableRow]:
    lines = Lines.of(report.documents)
    for finding in report.findings:
        row: TableRow = {
            "code": finding.code,
            "name": finding.name,
            "severity": finding.severity,
            "verdict": finding.verdict,
            "confidence": Decimal(finding.confidence),
            "message": composed(finding.says(style.words.language), isolates=False),
            "fingerprint": finding.fingerprint,
            "group": finding.group,
            "also": tuple(lines.place(e.document, e.span) for e in finding.evidence if e.role == "also"),
        }
        for evidence in finding.evidence:
            if evidence.role != "also":
                row.update(_side(evidence, lines))
        if not finding.evidence:
            row["a_document"] = finding.documents[0]
        row.update(_aside(finding))
        yield row


def _side(evidence: Evidence, lines: Lines) -> TableRow:
    line, column = _position(lines, evidence.document, evidence.span.start)
    told: TableRow = {
        "document": evidence.document,
        "line": line,
        "column": column,
        "source": evidence.source,
        "published": evidence.published,
        "text": evidence.text,
        "quote": evidence.quote,
    }
    return {f"{evidence.role}_{name}": cell for name, cell in told.items()}


def _aside(finding: Finding) -> TableRow:
    aside = finding.suppressed
    if aside is None:
        return {}
    return {
        "suppressed_by": aside.by,
        "suppressed_reason": aside.reason,
        "suppressed_until": aside.until,
        "suppressed_who": aside.who,
    }


def _claims(report: Report, style: Style) -> Iterator[TableRow]:
    lines = Lines.of(report.documents)
    group_of = {claim.id: group.id for group in report.groups for claim in group.claims}
    for claim in report.claims:
        line, column = _position(lines, claim.document, claim.span.start)
        published = claim.provenance.published
        group = group_of.get(claim.id)
        yield {
            "id": claim.id,
            "type": "quantity" if claim.quantity else "date",
            "document": claim.document,
            "line": line,
            "column": column,
            "start": claim.span.start,
            "end": claim.span.end,
            "text": claim.text,
            "value": claim_value(claim, style.words),
            **_value(claim),
            "concept": claim.counted.concept,
            "role": claim.counted.role,
            "event": claim.event,
            "subjects": claim.subjects,
            "places": claim.places,
            **_time(claim),
            "holder": (claim.attribution.holder or claim.attribution.text) if claim.attribution else None,
            "modality": claim.modality,
            "change": claim.change,
            "zone": claim.zone,
            "group": group,
            "verdict": report.verdicts.get(group, "undecided") if group else None,
            "source": claim.provenance.source,
            "published": str(published) if published else None,
            "language": claim.provenance.language,
            "origin": report.origins.get(claim.document, claim.document),
            "quote": claim.quote,
        }


def _value(claim: Claim) -> TableRow:
    quantity, timex = claim.quantity, claim.timex
    if quantity:
        return {
            "low": plain_number(quantity.low),
            "high": plain_number(quantity.high),
            "modifier": quantity.modifier,
            "unit": quantity.unit,
            "kind": quantity.kind,
        }
    if timex is None:
        return {}
    first, last = _days(timex.fuzzy)
    return {"date": timex.value, "first_day": first, "last_day": last}


def _time(claim: Claim) -> TableRow:
    if claim.time is None:
        return {}
    first, last = _days(claim.time.fuzzy)
    return {"holds": claim.time.relation, "holds_first": first, "holds_last": last}


def _groups(report: Report, style: Style) -> Iterator[TableRow]:
    found: dict[str, int] = {}
    for finding in report.standing:
        if finding.group:
            found[finding.group] = found.get(finding.group, 0) + 1
    for group in report.groups:
        documents = {claim.document for claim in group.claims}
        yield {
            "id": group.id,
            "label": group.label,
            "verdict": report.verdicts.get(group.id, "undecided"),
            "claims": len(group.claims),
            "articles": len(documents),
            "origins": len({report.origins.get(document, document) for document in documents}),
            "findings": found.get(group.id, 0),
            "values": tuple(dict.fromkeys(claim_value(claim, style.words) for claim in group.claims)),
        }


def _documents(report: Report, style: Style) -> Iterator[TableRow]:
    claims: dict[str, int] = {}
    for claim in report.claims:
        claims[claim.document] = claims.get(claim.document, 0) + 1
    found: dict[str, int] = {}
    for finding in report.standing:
        for name in finding.documents:
            found[name] = found.get(name, 0) + 1
    for document in report.documents:
        yield {
            "id": document.id,
            "title": document.title,
            "source": document.source,
            "agency": document.agency,
            "url": document.url,
            "published": str(document.published) if document.published else None,
            "language": document.language,
            "origin": report.origins.get(document.id, document.id),
            "claims": claims.get(document.id, 0),
            "findings": found.get(document.id, 0),
            "sha256": document.sha256,
        }


def _position(lines: Lines, document: str, offset: int) -> tuple[int | None, int | None]:
    return lines.position(document, offset) if document in lines.documents else (None, None)


def _days(interval: Interval) -> tuple[str | None, str | None]:
    """The first and the last day; None where a side is open."""
    first, last = interval.start, interval.last
    return (first.isoformat() if first else None), (last.isoformat() if last else None)
