"""A date expression before anything is known of the day it is counted from."""

from __future__ import annotations

from dataclasses import dataclass

from consistency.model.document import Span


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A date as the text states it; the dates helper defines the fields."""

    span: Span
    first: int
    last: int
