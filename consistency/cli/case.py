"""`consistency case FINGERPRINT`: a finding as a row of a table of tests, for whoever reports that it is wrong."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from consistency.cli.checking import add_checking
from consistency.cli.choosing import add_fingerprint, chosen_finding
from consistency.cli.options import Commands, add_command, add_input, add_output, emit, settings_of

if TYPE_CHECKING:
    from consistency.model.finding import Finding
    from consistency.model.report import Report
    from consistency.model.rule import Example


def add_to(commands: Commands) -> None:
    parser = add_command(
        commands,
        "case",
        "write a finding that is wrong as a row of a table of tests, ready for a bug report",
        "consistency case 3f0a5c1e articles/",
    )
    add_fingerprint(parser)
    add_input(parser)
    add_output(parser, ("text",))
    add_checking(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from consistency.prove import fired_by

    finding, report = chosen_finding(arguments)
    folders = settings_of(arguments).rules
    short = _example(finding, report, whole=False)
    whole = _example(finding, report, whole=True)
    shown, remark = short, ""
    if finding.code not in fired_by(short, folders):
        shown = whole
        if finding.code not in fired_by(whole, folders):
            shown, remark = short, "these sentences alone do not show it: add what stands round them"
    emit(arguments, lambda name, style: _row(finding, shown, remark))
    return 0


def _example(finding: Finding, report: Report, *, whole: bool) -> Example:
    """The articles of the finding's sides: the sentences it shows, or their whole texts."""
    from consistency.model.rule import Example

    documents = {document.id: document for document in report.documents}
    texts: dict[str, list[str]] = {ident: [] for ident in finding.sides}
    for item in finding.evidence:
        told = texts.get(item.document)
        if told is not None and item.quote and item.quote not in told:
            told.append(item.quote)
    articles = [documents[ident] for ident in finding.sides if ident in documents]
    return Example(
        finds=False,
        texts=tuple(a.text if whole or not texts[a.id] else "\n".join(texts[a.id]) for a in articles),
        published=tuple(str(a.published or "") for a in articles),
        languages=tuple(a.language for a in articles),
        today=report.tool.today if finding.code.startswith("WVR") else "",
    )


def _row(finding: Finding, example: Example, remark: str) -> Iterator[str]:
    """A row as `tests/cases/findings.yaml` has them. JSON's strings are strings of YAML too."""
    from consistency.report.json_text import write_json

    yield f"- name: {write_json(f'reported {finding.fingerprint}')}\n"
    yield f"  code: {finding.code}\n"
    yield "  finds: no  # say in your report why it is none\n"
    if remark:
        yield f"  # {remark}\n"
    yield "  texts:\n"
    for text in example.texts:
        yield f"    - {write_json(text)}\n"
    yield f"  published: {write_json(example.published)}\n"
    yield f"  languages: {write_json(example.languages)}\n"
    if example.today:
        yield f"  today: {write_json(example.today)}\n"
