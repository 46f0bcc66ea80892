"""One browser for all the tests here: the system's Chromium, which nothing downloads."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Set where these tests must run: there a missing browser is a failure, elsewhere a reason to skip.
REQUIRED = "CONSISTENCY_BROWSER"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The system's Chromium, or a browser made of it."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


@contextmanager
def started() -> Iterator[Browser]:
    """The browser, running."""
    from playwright.sync_api import sync_playwright

    # Chromium refuses to run as root in its sandbox; containers run tests as root.
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"] if as_root else [])
        yield running
        running.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    required = os.environ.get(REQUIRED) == "required"
    if find() is None:
        missing = f"no browser here: none of {', '.join(_NAMES)} is installed"
        assert not required, missing
        pytest.skip(missing)
    if not required:
        pytest.importorskip("playwright", reason="playwright is not installed")
    with started() as running:
        yield running
