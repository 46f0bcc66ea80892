"""Plain rows as nouns again: what `rows.py` writes, read back and checked.

A claim comes back without what only aligning needs (its keywords, names and setting), a group without its links.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from consistency.model.claim import CHANGES, MODALITIES, Attribution, Claim, ClaimTime, Counted, Provenance
from consistency.model.document import Document, Moment, Skipped, Span
from consistency.model.fields import Field, RowError
from consistency.model.finding import (
    SUPPRESSED_BY,
    Evidence,
    Finding,
    Suppression,
)
from consistency.model.group import ClaimGroup, Level
from consistency.model.quantity import KINDS, MODIFIERS, Quantity
from consistency.model.rule import RuleTold
from consistency.model.timex import ODDS, PROBLEMS, RELATIONS, Interval, Odds, Timex
from consistency.model.verdicts import SEVERITIES, VERDICTS

_MODS = ("START", "MID", "END", "APPROX")
_ROLES = ("a", "b", "also")

Documents = Mapping[str, Document]


def read_document(row: Field) -> Document:
    record = row.get("record")
    return Document(
        id=row["id"].text(),
        text=row["text"].text(),
        language=row["language"].text(),
        sha256=row["sha256"].text(),
        title=_text(row.get("title")),
        source=_text(row.get("source")),
        agency=_text(row.get("agency")),
        url=_text(row.get("url")),
        published=_moment(row),
        file=_text(row.get("file")),
        record=record.whole() if record else None,
        lines=tuple((pair[0], pair[1]) for pair in _wholes(row.get("lines"))),
    )


def _wholes(row: Field | None) -> Iterator[list[int]]:
    """Pairs of whole numbers. Raises: RowError."""
    for item in row.items() if row else ():
        pair = [number.whole() for number in item.items()]
        if len(pair) != 2:
            raise item.wrong("two whole numbers")
        yield pair


def read_skipped(row: Field) -> Skipped:
    return Skipped(row["document"].text(), _span(row.get("span")), row["reason"].text())


def read_claim(row: Field, documents: Documents) -> Claim:
    """Raises: RowError, also for a place outside the article."""
    document = _document(row["document"], documents)
    size = len(document.text)
    figure = row["type"].among(("quantity", "date")) == "quantity"
    quote = row["quote_span"].span(size)
    return Claim(
        id=row["id"].text(),
        span=row["span"].span(size),
        text=row["text"].text(),
        sentence=row["sentence"].span(size),
        zone=row["zone"].text(),
        section=row["section"].whole(),
        provenance=_provenance(document),
        counted=_counted(row["counted"]),
        subjects=row["subjects"].texts(),
        places=row["places"].texts(),
        time=_claim_time(row.get("time")),
        attribution=_attribution(row.get("attribution")),
        modality=row["modality"].among(MODALITIES),
        change=row["change"].among(CHANGES),
        quantity=_quantity(row) if figure else None,
        timex=None if figure else _timex(row),
        event=_text(row.get("event")),
        moved=_text(row.get("moved")),
        was=_quantity(was) if (was := row.get("was")) else None,
        was_on=_interval(was_on) if (was_on := row.get("was_on")) else None,
        part_of=_text(row.get("part_of")),
        scope=_text(row.get("scope")),
        quote=document.text[quote.start : quote.end],
        quote_start=quote.start,
        phrase=_span(row.get("phrase"), size),
        pack=row["pack"].text(),
    )


def read_group(row: Field, claims: Mapping[str, Claim]) -> tuple[ClaimGroup, str]:
    """A group and its verdict."""
    members = []
    for item in row["claims"].items():
        ident = item["id"]
        if ident.text() not in claims:
            raise ident.wrong("the id of a claim of this report")
        members.append(claims[ident.text()])
    group = ClaimGroup(row["id"].text(), row["label"].text(), tuple(members), ())
    return group, row["verdict"].among(VERDICTS)


def read_finding(row: Field, documents: Documents) -> Finding:
    messages = row["messages"]
    messages["en"].text()
    return Finding(
        code=row["code"].text(),
        name=row["name"].text(),
        severity=row["severity"].among(SEVERITIES),
        verdict=row["verdict"].among(VERDICTS),
        confidence=f"{row['confidence'].number():.2f}",
        message=messages.pairs(),
        fingerprint=row["fingerprint"].text(),
        group=_text(row.get("group")),
        documents=row["documents"].texts(),
        evidence=tuple(_evidence(item, documents) for item in row["evidence"].items()),
        why=tuple(_level(item) for item in row["why"].items()),
        suppressed=_suppression(row.get("suppressed")),
        lowered_from=_among(row.get("lowered_from"), SEVERITIES),
    )


def read_told_rule(row: Field) -> RuleTold:
    return RuleTold(
        code=row["code"].text(),
        name=row["name"].text(),
        severity=row["severity"].among(SEVERITIES),
        verdict=row["verdict"].among(VERDICTS),
        about=row["about"].pairs(),
    )


def _document(ident: Field, documents: Documents) -> Document:
    document = documents.get(ident.text())
    if document is None:
        raise ident.wrong("the id of an article of this report")
    return document


def _moment(row: Field) -> Moment | None:
    published = row.get("published")
    if published is None:
        return None
    day = row["day"].day()
    if day is None:
        raise row["day"].wrong("a day such as 2024-01-26")
    told = published.text()
    if told == day.isoformat():
        return Moment(day)
    try:
        return Moment(day, datetime.strptime(told, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC))
    except ValueError:
        raise published.wrong("a day, or a time such as 2024-01-26T08:30:00Z") from None


def _provenance(document: Document) -> Provenance:
    return Provenance(
        document=document.id,
        source=document.source,
        agency=document.agency,
        published=document.published,
        language=document.language,
        byline=document.byline,
        url=document.url,
    )


def _quantity(row: Field) -> Quantity:
    low, high = row.get("low"), row.get("high")
    if low is None and high is None:
        raise RowError(row.path, "a figure needs a bound: low, high or both")
    return Quantity(
        low=low.number() if low else None,
        high=high.number() if high else None,
        modifier=row["modifier"].among(MODIFIERS),
        unit=row["unit"].text(),
        kind=row["kind"].among(KINDS),
        step=row["step"].number(),
        vague=row["vague"].flag(),
        per=_text(row.get("per")),
    )


def _timex(row: Field) -> Timex:
    planned, odds = row.get("planned"), row.get("odds")
    return Timex(
        value=row["value"].text(),
        mod=_among(row.get("mod"), _MODS),
        interval=_interval(row["interval"]),
        fuzzy=_interval(row["fuzzy"]),
        grain=row["grain"].text(),
        relation=_among(row.get("relation"), RELATIONS),
        problem=_among(row.get("problem"), PROBLEMS),
        alternatives=tuple(_interval(item) for item in row["alternatives"].items()),
        anchor=row["anchor"].text(),
        note=_text(row.get("note")),
        planned=planned.flag() if planned else False,
        odds=_odds(odds) if odds else None,
    )


def _odds(row: Field) -> Odds:
    readings = tuple(_interval(item) for item in row["readings"].items())
    return Odds(row["kind"].among(ODDS), readings, row["span"].span())


def _interval(field: Field) -> Interval:
    return Interval(*field.days())


def _counted(row: Field) -> Counted:
    return Counted(
        row["text"].text(), row["concept"].text(), _text(row.get("role")), row["qualifiers"].texts()
    )


def _claim_time(row: Field | None) -> ClaimTime | None:
    if row is None:
        return None
    return ClaimTime(
        interval=_interval(row["interval"]),
        fuzzy=_interval(row["fuzzy"]),
        relation=row["relation"].text(),
        past=row["past"].flag(),
        mention=_span(row.get("mention")),
    )


def _attribution(row: Field | None) -> Attribution | None:
    if row is None:
        return None
    return Attribution(row["text"].text(), _text(row.get("holder")), row["span"].span())


def _evidence(row: Field, documents: Documents) -> Evidence:
    size = len(_document(row["document"], documents).text)
    return Evidence(
        document=row["document"].text(),
        span=row["span"].span(size),
        text=row["text"].text(),
        role=row["role"].among(_ROLES),
        source=row["source"].text(),
        quote=row["quote"].text(),
        quote_start=row["quote_span"].span(size).start,
        published=_text(row.get("published")),
    )


def _level(row: Field) -> Level:
    return Level(row["facet"].text(), row["level"].text(), row["weight"].whole())


def _suppression(row: Field | None) -> Suppression | None:
    if row is None:
        return None
    return Suppression(
        by=row["by"].among(SUPPRESSED_BY),
        reason=_text(row.get("reason")),
        until=_text(row.get("until")),
        who=_text(row.get("who")),
    )


def _text(field: Field | None) -> str | None:
    return field.text() if field else None


def _span(field: Field | None, length: int | None = None) -> Span | None:
    return field.span(length) if field else None


def _among(field: Field | None, known: tuple[str, ...]) -> str | None:
    return field.among(known) if field else None
