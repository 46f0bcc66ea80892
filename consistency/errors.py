"""Errors that say where, what, and what to do."""

from __future__ import annotations


class ConsistencyError(Exception):
    """Base of every error a user can cause, and mend.

    message: what is wrong, in one line.
    place: `path`, `path:line` or `path:line:column`; None when no file is concerned.
    advice: what to do about it, in one line.
    """

    def __init__(self, message: str, *, place: str | None = None, advice: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.advice = advice

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.message, self.place, self.advice)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        remedy = f"; {self.advice}" if self.advice else ""
        return f"{where}{self.message}{remedy}"


class InputError(ConsistencyError):
    """An article, a metadata file or a stream that cannot be read."""


class ConfigError(ConsistencyError):
    """A flag, an option or a configuration that makes no sense."""


class PackError(ConsistencyError):
    """An entry in `rules/` that breaks the rules for rules."""


def _rebuild(
    kind: type[ConsistencyError], message: str, place: str | None, advice: str | None
) -> ConsistencyError:
    return kind(message, place=place, advice=advice)
