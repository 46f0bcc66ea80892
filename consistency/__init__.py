"""Finds figures and dates on which news articles contradict one another.

    report = consistency.check(["a.txt", "b.txt"], metadata="sources.csv")

Names are loaded when they are first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consistency.api import check, compare, extract, load_rules
    from consistency.config.settings import Settings
    from consistency.errors import ConsistencyError
    from consistency.model.claim import Claim
    from consistency.model.document import Document
    from consistency.model.finding import Finding
    from consistency.model.report import Report

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "ConsistencyError",
    "Document",
    "Finding",
    "Report",
    "Settings",
    "check",
    "compare",
    "extract",
    "load_rules",
]

_HOMES = {
    "Claim": "consistency.model.claim",
    "ConsistencyError": "consistency.errors",
    "Document": "consistency.model.document",
    "Finding": "consistency.model.finding",
    "Report": "consistency.model.report",
    "Settings": "consistency.config.settings",
    "check": "consistency.api",
    "compare": "consistency.api",
    "extract": "consistency.api",
    "load_rules": "consistency.api",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
