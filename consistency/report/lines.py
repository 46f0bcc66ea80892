"""Where a span lies, in lines and columns, and the words round it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from consistency.model.document import Document, Span
from consistency.model.shelved import Shelved

# Code points shown before and after what is quoted.
BEFORE, AFTER = 60, 90


class Lines(Struct):
    """The line starts of documents, found when first asked for."""

    documents: Mapping[str, Document]
    _starts: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Lines:
        if isinstance(documents, Shelved) and documents.by_name is not None:
            return cls(documents.by_name)
        return cls({document.id: document for document in documents})

    def place(self, document: str, span: Span | None) -> str:
        """`document:line:column`, both from 1, columns in code points; the id alone without a span.

        Of a page, the line of the file, and no column.
        """
        if span is None or document not in self.documents:
            return document
        if self.documents[document].lines:
            return f"{document}:{self._line_of_page(document, span.start)}"
        line, column = self.position(document, span.start)
        return f"{document}:{line}:{column}"

    def position(self, document: str, offset: int) -> tuple[int, int]:
        """Line and column of a code point, both from 1. Raises: KeyError for an unknown document."""
        starts = self._starts.get(document)
        if starts is None:
            text = self.documents[document].text
            starts = [0]
            at = text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = text.find("\n", at + 1)
            self._starts[document] = starts
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def in_file(self, document: str, start: int, end: int) -> tuple[int, int | None, int, int | None]:
        """Line and column of both ends in the file itself; no columns where the text is not the file's.

        Raises: KeyError for an unknown document.
        """
        if self.documents[document].lines:
            first, last = (self._line_of_page(document, offset) for offset in (start, end))
            return first, None, max(first, last), None
        record = self.documents[document].record
        if record is not None:
            return record, None, record, None
        return *self.position(document, start), *self.position(document, end)

    def _line_of_page(self, document: str, offset: int) -> int:
        lines = self.documents[document].lines
        return lines[max(0, bisect_right(lines, offset, key=lambda pair: pair[0]) - 1)][1]

    def file(self, document: str) -> str:
        """The path of the file that a document was read from."""
        known = self.documents.get(document)
        return known.file if known and known.file else document

    def words(self, document: str, span: Span | None) -> str:
        """The text of the span."""
        if span is None or document not in self.documents:
            return ""
        return self.documents[document].text[span.start : span.end]


def snippet(quote: str, start: int, end: int) -> tuple[str, str, str]:
    """The words before, in and after `quote[start:end]`, cut at spaces to what fits on a line or two."""
    begin = 0
    if start > BEFORE:
        begin = quote.rfind(" ", 0, start - BEFORE) + 1 or start - BEFORE
    stop = len(quote)
    if len(quote) - end > AFTER:
        stop = quote.find(" ", end + AFTER)
        stop = end + AFTER if stop < 0 or stop > end + 2 * AFTER else stop
    before = ("… " if begin else "") + quote[begin:start]
    after = quote[end:stop] + (" …" if stop < len(quote) else "")
    return before, quote[start:end], after
