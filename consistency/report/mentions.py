"""Everything that was read in the articles: figures with what they are about, and dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from consistency.model.claim import Claim
from consistency.model.document import Document, Skipped
from consistency.model.rows import Row, claim_row, skipped_row, timex_row
from consistency.model.timex import TimexMention
from consistency.report.json_text import write_lines, write_tables
from consistency.report.lines import Lines
from consistency.report.plain import ISOLATE, POP, is_rtl, isolated, markdown, visible, with_isolates
from consistency.report.style import Style
from consistency.report.values import quantity_value, timex_value


class Read(Protocol):
    """What reading one article gave."""

    @property
    def document(self) -> Document: ...
    @property
    def claims(self) -> Sequence[Claim]: ...
    @property
    def times(self) -> Sequence[TimexMention]: ...
    @property
    def skipped(self) -> Sequence[Skipped]: ...


Readings = Sequence[Read]


def render_mentions(readings: Readings, skipped: Sequence[Skipped], name: str, style: Style) -> Iterator[str]:
    """A record, or a line, per mention, in the order of the text; then what was not read.

    skipped: what was not read before there was a document.
    """
    skipped = (*skipped, *(item for read in readings for item in read.skipped))
    if name == "jsonl":
        rows = (row for read in readings for row in mention_rows(read))
        yield from write_lines(rows, ascii_only=style.ascii_only)
        unread = ({"type": "skipped", **skipped_row(item)} for item in skipped)
        yield from write_lines(unread, ascii_only=style.ascii_only)
    elif name == "json":
        whole: Row = {
            "mentions": [row for read in readings for row in mention_rows(read)],
            "skipped": [skipped_row(item) for item in skipped],
        }
        yield from write_tables(whole, ascii_only=style.ascii_only)
    elif name == "markdown":
        yield from _markdown(readings, style)
    else:
        yield from _text(readings, skipped, style)


def mention_rows(read: Read) -> Iterator[Row]:
    """`quantity` records of the figures and `date` records of all dates, by where they stand."""
    document = read.document
    told: list[Claim | TimexMention] = [*(claim for claim in read.claims if claim.quantity), *read.times]
    # Records are made one by one: a long text has more of them than memory should hold.
    for item in sorted(told, key=lambda item: (item.span, isinstance(item, TimexMention))):
        if isinstance(item, TimexMention):
            yield timex_row(item, document.id, document.text)
        else:
            yield claim_row(item)


def _told(read: Read, style: Style) -> list[tuple[str, str, str, str]]:
    """Place, kind, value with concept, and words of every mention."""
    document, words = read.document, style.words
    lines = Lines.of([document])
    told = []
    for claim in read.claims:
        if claim.quantity:
            about = ", ".join(filter(None, (claim.counted.concept, *claim.subjects, *claim.places)))
            value = f"{quantity_value(claim.quantity, words)} [{about}]" if about else ""
            value = value or quantity_value(claim.quantity, words)
            told.append((claim.span, words("kind.quantity"), value, claim.text))
    for mention in read.times:
        said = document.text[mention.span.start : mention.span.end]
        told.append((mention.span, words("kind.date"), timex_value(mention.timex, words), said))
    told.sort(key=lambda item: item[0])
    return [(lines.place(document.id, span), kind, value, said) for span, kind, value, said in told]


def _text(readings: Readings, skipped: Sequence[Skipped], style: Style) -> Iterator[str]:
    count = 0
    for read in readings:
        for place, kind, value, said in _told(read, style):
            count += 1
            yield f"{visible(place)}  {kind}  {_ltr(value, style)}  {isolated(said, style.isolates)}\n"
    words = style.words
    lines = Lines.of([read.document for read in readings])
    for item in skipped:
        reason = with_isolates(item.reason, style.isolates)
        yield f"{visible(lines.place(item.document, item.span))}  {words('heading.skipped')}: {reason}\n"
    yield f"{words.count('articles', len(readings))}{words.comma}{words.count('mentions', count)}"
    yield f" · {words('heading.skipped')}: {words.count('skipped', len(skipped))}\n"


def _markdown(readings: Readings, style: Style) -> Iterator[str]:
    words = style.words
    yield f"# {words('heading.mentions')}\n\n"
    yield f"| {' | '.join(words(f'label.{name}') for name in ('document', 'kind', 'value', 'text'))} |\n"
    yield "|---|---|---|---|\n"
    for read in readings:
        for place, kind, value, said in _told(read, style):
            shown = f"{ISOLATE}{markdown(said)}{POP}" if is_rtl(said) else markdown(said)
            yield f"| {markdown(place)} | {kind} | {markdown(value)} | {shown} |\n"


def _ltr(value: str, style: Style) -> str:
    return isolated(value, style.isolates)
