"""The picture of the report in the README. `python -m tests.browser.picture` takes it anew."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.conftest import started
from tests.browser.pages import demo, visit, written
from tests.samples import FOLDER

PICTURE = FOLDER / "demo.png"
# One conflict between an Arabic and an English source.
_SHOWN = "#rule=NUM101"


def main() -> None:
    with TemporaryDirectory() as folder, started() as browser:
        address = written(demo(), Path(folder))
        with visit(browser, address + _SHOWN, width=1080) as seen:
            box = seen.page.locator(".card:not([hidden]) .strip .rows").bounding_box()
            assert box is not None
            seen.page.set_viewport_size({"width": 1080, "height": int(box["y"] + box["height"]) + 16})
            seen.page.screenshot(path=PICTURE)


if __name__ == "__main__":
    main()
