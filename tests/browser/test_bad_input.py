"""Articles that try to break out of the page, or to make it too heavy to open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from consistency.api import check
from consistency.model.report import Report
from consistency.pipeline import extract
from consistency.report.plain import visible
from tests.articles import PACKS, article
from tests.browser.pages import demo, visit, written
from tests.hostile_report import hostile_report
from tests.many import told_again

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Tried in every place an article has: none of it may run, load or leave its place.
TRICKS = (
    "</script><img src=x onerror=\"alert('image')\">",
    "<svg onload=alert('drawing')><a href=javascript:alert(1)>here</a></svg>",
    "\"'><iframe srcdoc='<script>parent.alert(1)</script>'></iframe>{{ 7 * 7 }}",
    "\u202e\u2066 backwards \u2067 </title></style><script>alert('script')</script>",
)


def tricky() -> Report:
    """Four articles about one explosion, with tricks in their text, title, name, source and address."""
    articles = []
    for number, trick in enumerate(TRICKS):
        text = (
            f"{trick}\n\n{trick} The explosion in Aleppo killed {12 + 7 * number} people on Sunday. {trick}\n"
        )
        told = article(text, f"{trick}.txt", "en", "2023-05-08")
        articles.append(
            replace(told, source=trick, title=trick, agency=trick, url=f"javascript:alert('{number}')")
        )
    return check(articles)


@pytest.fixture(scope="module")
def heavy() -> Report:
    """A contradiction between a megabyte without a space and an article with thousands of claims."""
    tails = (
        "مل" * 500_000,
        " ".join(f"It hurt {number} people in street {number}." for number in range(1, 5001)),
    )
    tolls = [f"The explosion in Aleppo killed {toll} people on Sunday.\n\n" for toll in (12, 19)]
    short = [article(toll, f"{index}.txt", "en", "2023-05-08") for index, toll in enumerate(tolls)]
    report = check(short)
    assert report.findings
    # Read whole, but compared without the tails: five thousand claims about one thing take their time.
    documents = [replace(one, text=one.text + tail) for one, tail in zip(short, tails, strict=True)]
    claims = [claim for document in documents for claim in extract(document, PACKS).claims]
    assert len(claims) > 5000
    return replace(report, documents=tuple(documents), claims=tuple(claims))


@pytest.mark.parametrize("make", [tricky, hostile_report])
def test_shown_as_text(browser: Browser, make: object, tmp_path: Path) -> None:
    assert callable(make)
    report = make()
    address = written(report, tmp_path)
    with visit(browser, address) as seen:
        page = seen.page
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        assert seen.complaints == []
        assert seen.asked == [address]
        assert page.locator(".card").count() == len(report.findings)
        assert page.locator("img, iframe, object, a[href^='javascript']").count() == 0
        assert page.locator("script").count() == page.locator("style").count() == 1
        told = visible(page.evaluate("document.querySelector('main').textContent"))
        for source in {item.source for finding in report.findings for item in finding.evidence}:
            assert visible(source).strip() in told
        # What would turn its neighbours round is shown as an escape.
        assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068") & set(page.content())


def test_policy_stops_what_gets_in(browser: Browser, tmp_path: Path) -> None:
    """Even markup that somehow stood in the page would neither run nor load."""
    with visit(browser, written(demo(), tmp_path)) as seen:
        seen.page.evaluate(
            """() => {
              const script = document.createElement('script');
              script.textContent = 'document.title = "run"';
              document.body.append(script);
              const image = document.createElement('div');
              const link = '<a id="link" href="javascript:document.title=3">a</a>';
              image.innerHTML = `<img src="x" onerror="document.title = 2">${link}`;
              document.body.append(image);
              document.querySelector('#link').click();
            }"""
        )
        seen.page.wait_for_timeout(100)
        assert seen.page.title() not in ("run", "2", "3")
        refused = [complaint for complaint in seen.complaints if "Content Security Policy" in complaint]
        assert any("loading the image" in complaint.lower() for complaint in refused), refused
        assert any("script" in complaint for complaint in refused), refused


def test_heavy_articles_open_quickly(browser: Browser, heavy: Report, tmp_path: Path) -> None:
    address = written(heavy, tmp_path)
    assert Path(tmp_path / "report.en.html").stat().st_size < 2_000_000
    assert seconds(browser, address) < 2


def test_large_reports_open_quickly(browser: Browser, tmp_path: Path) -> None:
    assert seconds(browser, written(told_again(demo(), 6, size=4000, more=1000), tmp_path)) < 2


def seconds(browser: Browser, address: str) -> float:
    """How long the page is busy until it can be used: the best of three, for the machine may be busy itself."""
    told: list[float] = []
    for _ in range(3):
        with visit(browser, address) as seen:
            session = seen.page.context.new_cdp_session(seen.page)
            session.send("Performance.enable")
            seen.page.evaluate("document.body.offsetHeight")
            metrics = {
                item["name"]: item["value"] for item in session.send("Performance.getMetrics")["metrics"]
            }
            assert seen.page.locator(".card").first.is_visible()
            told.append(metrics["TaskDuration"])
        if told[-1] < 2:
            break
    return min(told)
