"""The templates of `reports/templates/`, with everything from articles escaped."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import date
from functools import cache
from hashlib import sha256

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from consistency.packs.locate import reports_root
from consistency.report.html.calendar import day, month
from consistency.report.plain import ISOLATE, POP, composed, visible

_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d\d)(?:-(\d\d))?(?![\d-])")


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
    made.filters["visible"] = visible
    made.filters["message"] = message
    made.filters["dated"] = dated
    made.filters["px"] = pixels
    return made


def message(text: str) -> Markup:
    """A message whose values stand in isolates: each in an element that isolates it."""
    safe = composed(text, escape=lambda part: str(escape(visible(part))))
    # Every part is escaped by now; the marks are ours.
    return Markup(safe.replace(ISOLATE, "<bdi>").replace(POP, "</bdi>"))


def dated(text: str, language: str) -> Markup:
    """A value with its ISO days and months as times in the words of the language."""
    found = []
    at = 0
    for match in _ISO.finditer(text):
        told = _told(match, language)
        if told:
            found += [
                escape(text[at : match.start()]),
                Markup('<time datetime="{}">{}</time>').format(match[0], told),
            ]
            at = match.end()
    return Markup("").join([*found, escape(text[at:])])


def _told(match: re.Match[str], language: str) -> str:
    year_of, month_of, day_of = match.groups()
    try:
        value = date(int(year_of), int(month_of), int(day_of or 1))
    except ValueError:
        return ""
    return day(value, language) if day_of else month(value, language)


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
