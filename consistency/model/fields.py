"""A value of a row that knows where it stands, so that a wrong one can be named: `findings[3].evidence[0].span`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from consistency.model.document import Span


class RowError(ValueError):
    """path: where in the row. message: what is expected there."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path or 'the whole'}: {message}")
        self.path = path
        self.message = message


class Field:
    """A value, and the way to it. Every reader raises RowError for a value of another shape."""

    __slots__ = ("_above", "_key", "value")

    def __init__(self, value: object, above: Field | None = None, key: str | int = "") -> None:
        self.value = value
        self._above = above
        self._key = key

    @property
    def path(self) -> str:
        if self._above is None:
            return ""
        if isinstance(self._key, int):
            return f"{self._above.path}[{self._key}]"
        return f"{self._above.path}.{self._key}".removeprefix(".")

    def wrong(self, expected: str) -> RowError:
        return RowError(self.path, f"expected {expected}")

    def __getitem__(self, key: str) -> Field:
        """The value under a key that must be there."""
        row = self._row()
        if key not in row:
            raise RowError(Field(None, self, key).path, "is missing")
        return Field(row[key], self, key)

    def get(self, key: str) -> Field | None:
        """The value under a key; None where it is absent or null."""
        value = self._row().get(key)
        return None if value is None else Field(value, self, key)

    def items(self) -> list[Field]:
        if not isinstance(self.value, list):
            raise self.wrong("a list")
        return [Field(item, self, index) for index, item in enumerate(self.value)]

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """A row of strings."""
        return tuple((str(key), Field(value, self, str(key)).text()) for key, value in self._row().items())

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self.wrong("a string")
        return self.value

    def texts(self) -> tuple[str, ...]:
        return tuple(item.text() for item in self.items())

    def among(self, known: Collection[str]) -> str:
        if not isinstance(self.value, str) or self.value not in known:
            raise self.wrong(f"one of {', '.join(known)}")
        return self.value

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.wrong("true or false")
        return self.value

    def whole(self) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.wrong("a whole number")
        return self.value

    def number(self) -> Decimal:
        if isinstance(self.value, bool) or not isinstance(self.value, int | Decimal):
            raise self.wrong("a number")
        return Decimal(self.value)

    def span(self, length: int | None = None) -> Span:
        """length: of the text that the span must lie in."""
        start, end = (item.whole() for item in self._two("[start, end]"))
        if not 0 <= start <= end or (length is not None and end > length):
            raise self.wrong("a span within the text")
        return Span(start, end)

    def days(self) -> tuple[date | None, date | None]:
        start, end = self._two("two days")
        return start.day(), end.day()

    def day(self) -> date | None:
        if self.value is None:
            return None
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            raise self.wrong("a day such as 2024-01-26, or null") from None

    def _two(self, expected: str) -> tuple[Field, Field]:
        items = self.items()
        if len(items) != 2:
            raise self.wrong(expected)
        return items[0], items[1]

    def _row(self) -> dict[object, object]:
        if not isinstance(self.value, dict):
            raise self.wrong("an object")
        return self.value
