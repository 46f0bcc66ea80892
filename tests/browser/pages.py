"""The pages that the browser is shown, written to files as a user would have them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from consistency.model.report import Report
from consistency.report.render import render
from consistency.report.style import Style
from consistency.report.words import load_words
from tests.samples import demo_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page


@cache
def demo() -> Report:
    return demo_report()


def written(report: Report, folder: Path, language: str = "en") -> str:
    """The address of the report as a file."""
    path = folder / f"report.{language}.html"
    path.write_text("".join(render(report, "html", Style(load_words(language)))), encoding="utf-8")
    return path.as_uri()


class Visit(Struct, dict=True):  # Playwright puts its own beside our fields
    """A page and what its browser had to say. asked: every address that was requested."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def refuse(self, dialog: Dialog) -> None:
        """A dialog is a complaint too: nothing here opens one."""
        self.complaints.append(dialog.message)
        dialog.dismiss()


@contextmanager
def visit(
    browser: Browser,
    address: str,
    *,
    width: int = 1440,
    scheme: str = "light",
    locale: str = "en-GB",
    javascript: bool = True,
) -> Iterator[Visit]:
    """Open an address in a fresh window."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        locale=locale,
        java_script_enabled=javascript,
        reduced_motion="reduce",
    )
    try:
        page = context.new_page()
        seen = Visit(page)
        page.on("console", lambda message: seen.complaints.append(message.text))
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.on("dialog", seen.refuse)
        context.on("request", lambda request: seen.asked.append(request.url))
        page.goto(address)
        yield seen
    finally:
        context.close()
