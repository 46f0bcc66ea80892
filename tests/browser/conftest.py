"""One browser for all the tests here: the system's Chromium, which nothing downloads."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Set where these tests must run: there a missing browser is a failure, elsewhere a reason to skip.
REQUIRED = "CONSISTENCY_BROWSER"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    required = os.environ.get(REQUIRED) == "required"
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        missing = f"no browser here: none of {', '.join(_NAMES)} is installed"
        assert not required, missing
        pytest.skip(missing)
    if not required:
        pytest.importorskip("playwright", reason="playwright is not installed")
    from playwright.sync_api import sync_playwright

    # Chromium refuses to run as root in its sandbox; containers run tests as root.
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=str(Path(found)), args=["--no-sandbox"] if as_root else []
        )
        yield started
        started.close()
