"""The templates of `reports/templates/`, with everything from articles escaped."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from consistency.packs.locate import reports_root
from consistency.report.plain import ISOLATE, POP, composed, visible


@cache
def environment() -> Environment:
    """Autoescaping, and strict: a name that is missing is an error, not an empty place."""
    made = Environment(
        loader=FileSystemLoader(reports_root() / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["message"] = message
    made.filters["px"] = pixels
    return made


def message(text: str) -> Markup:
    """A message whose values stand in isolates: each in an element that isolates it."""
    safe = composed(text, escape=lambda part: str(escape(visible(part))))
    # Every part is escaped by now; the marks are ours.
    return Markup(safe.replace(ISOLATE, "<bdi>").replace(POP, "</bdi>"))


def pixels(value: float) -> str:
    """A coordinate without needless digits."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


@cache
def source(name: str) -> str:
    """A template's text as it is: the style sheet, the script."""
    return (reports_root() / "templates" / name).read_text(encoding="utf-8").strip() + "\n"


def digest(text: str) -> str:
    """What a Content-Security-Policy names an inline script or style by."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
