"""A saved JSON report, read back: every view of it can then be made without checking again."""

from __future__ import annotations

import json
from decimal import Decimal

from consistency.errors import InputError
from consistency.model.document import Document
from consistency.model.fields import Field, RowError
from consistency.model.from_rows import (
    read_claim,
    read_document,
    read_finding,
    read_group,
    read_skipped,
    read_told_rule,
)
from consistency.model.report import Report, Tool
from consistency.report.formats.json_report import SCHEMA

_ADVICE = "give what `consistency check --format json` wrote"


def read_report(text: str, place: str) -> Report:
    """The report of which `text` is the JSON. Rendering it gives what rendering the first one gave.

    place: the name of the file, for messages.
    Raises: InputError for what is no JSON, no report of this version, or a report that contradicts itself.
    """
    try:
        whole = json.loads(text, parse_float=Decimal, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        where = f"{place}:{error.lineno}:{error.colno}"
        raise InputError(f"is no JSON: {error.msg}", place=where, advice=_ADVICE) from None
    except (ValueError, RecursionError):
        raise InputError("is no JSON that can be read", place=place, advice=_ADVICE) from None
    try:
        return _report(Field(whole))
    except RowError as error:
        raise InputError(f"is no report: {error}", place=place, advice=_ADVICE) from None


def _report(row: Field) -> Report:
    schema = row["schema"]
    if schema.text() != SCHEMA:
        raise schema.wrong(f"{SCHEMA!r}, which this version reads, and found {schema.text()[:60]!r}")
    documents = _documents(row["documents"])
    claims = [read_claim(item, documents) for item in row["claims"].items()]
    by_id = {claim.id: claim for claim in claims}
    groups = [read_group(item, by_id) for item in row["groups"].items()]
    return Report(
        tool=_tool(row["tool"]),
        documents=tuple(documents.values()),
        claims=tuple(claims),
        groups=tuple(group for group, _ in groups),
        findings=tuple(read_finding(item, documents) for item in row["findings"].items()),
        skipped=tuple(read_skipped(item) for item in row["skipped"].items()),
        verdicts={group.id: verdict for group, verdict in groups},
        rules=tuple(read_told_rule(item) for item in row["rules"].items()),
        new=_new(row["documents"]),
        origins={item["id"].text(): item["origin"].text() for item in row["documents"].items()},
    )


def _documents(rows: Field) -> dict[str, Document]:
    documents: dict[str, Document] = {}
    for row in rows.items():
        document = read_document(row)
        if document.id in documents:
            raise row["id"].wrong("an id that no other article has")
        documents[document.id] = document
    return documents


def _new(rows: Field) -> frozenset[str] | None:
    told = [(row["id"].text(), asked.flag()) for row in rows.items() if (asked := row.get("new"))]
    return frozenset(ident for ident, asked in told if asked) if told else None


def _tool(row: Field) -> Tool:
    return Tool(*(row[key].text() for key in ("name", "version", "rules_digest", "today")))


def _no_number(told: str) -> object:
    raise ValueError(f"{told} is no number of JSON")
