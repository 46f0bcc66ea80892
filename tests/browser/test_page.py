"""The page in a real browser: nothing fails or is fetched, filters, keys and links work, blocks run their way."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from consistency.report.words import LANGUAGES
from tests.browser.pages import demo, visit, written

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (360, 768, 1440)
SCHEMES = ("light", "dark")
OPEN_ALL = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pages")
    return {language: written(demo(), folder, language) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_opens_alone(browser: Browser, addresses: dict[str, str], language: str) -> None:
    """No error, and no request but for the file itself."""
    with visit(browser, addresses[language]) as seen:
        assert seen.complaints == []
        assert seen.asked == [addresses[language]]
        assert seen.page.locator(".card").count() == len(demo().findings)


def test_reads_without_a_script(browser: Browser, addresses: dict[str, str]) -> None:
    with visit(browser, addresses["en"], javascript=False) as seen:
        assert seen.page.locator(".card").first.is_visible()
        assert not seen.page.locator(".filters").is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_sticks_out(browser: Browser, addresses: dict[str, str], language: str) -> None:
    """No sideways scrolling of the page, with everything unfolded."""
    with visit(browser, addresses[language]) as seen:
        seen.page.evaluate(OPEN_ALL)
        for width, scheme in product(WIDTHS, SCHEMES):
            seen.page.set_viewport_size({"width": width, "height": 900})
            seen.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            wide, room = seen.page.evaluate(
                "[document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]"
            )
            assert wide <= room, (width, scheme)


def shown(page: Page) -> list[str]:
    """The ids of what the filters leave."""
    ids: list[str] = page.evaluate(
        "[...document.querySelectorAll('.item:not([hidden])')].map((item) => item.id)"
    )
    return ids


def wanted(**keys: str) -> set[str]:
    """The cards of the findings with these properties."""
    return {
        f"f-{finding.fingerprint}"
        for finding in demo().findings
        if all(getattr(finding, key) == value for key, value in keys.items())
    }


def test_filters(browser: Browser, addresses: dict[str, str]) -> None:
    with visit(browser, addresses["en"]) as seen:
        page = seen.page
        every = shown(page)
        page.select_option("select[name=verdict]", "update")
        assert set(shown(page)) == wanted(verdict="update")
        page.select_option("select[name=rule]", "UPD401")
        assert set(shown(page)) == wanted(code="UPD401")
        page.click("button[name=clear]")
        assert shown(page) == every
        page.select_option("select[name=article]", label="duroub.txt")
        cards = {ident for ident in shown(page) if ident.startswith("f-")}
        assert cards == {f"f-{f.fingerprint}" for f in demo().findings if "duroub.txt" in f.documents}
        page.click("button[name=clear]")
        page.select_option("select[name=source]", label="The Hills Monitor")
        cards = {ident for ident in shown(page) if ident.startswith("f-")}
        assert cards == {f"f-{f.fingerprint}" for f in demo().findings if "hills-monitor.txt" in f.documents}
        assert seen.complaints == []


SEARCHES = {
    "240": "NUM101",
    "٢٤٠": "NUM101",
    "three hundred": "NUM101",
    "num101": "NUM101",
    "الزهراء": "UPD401",
}


def test_search(browser: Browser, addresses: dict[str, str]) -> None:
    """A figure is found in either digits."""
    with visit(browser, addresses["ar"]) as seen:
        every = shown(seen.page)
        for text, code in SEARCHES.items():
            seen.page.fill("input[name=q]", text)
            assert wanted(code=code) <= set(shown(seen.page)), text
            assert len(shown(seen.page)) < len(every) / 2, text


def test_search_for_nothing(browser: Browser, addresses: dict[str, str]) -> None:
    with visit(browser, addresses["en"]) as seen:
        seen.page.fill("input[name=q]", "zeppelin")
        assert shown(seen.page) == []
        assert seen.page.locator(".nothing").is_visible()


def test_keys(browser: Browser, addresses: dict[str, str]) -> None:
    with visit(browser, addresses["en"]) as seen:
        page = seen.page
        cards: list[str] = page.evaluate("[...document.querySelectorAll('.card')].map((card) => card.id)")
        focus = "document.activeElement.id"
        page.keyboard.press("j")
        page.keyboard.press("n")
        assert page.evaluate(focus) == cards[1]
        page.keyboard.press("k")
        assert page.evaluate(focus) == cards[0]
        folds = page.locator(f"#{cards[0]} > details")
        page.keyboard.press("o")
        assert folds.count() > 0 and all(fold.get_attribute("open") is not None for fold in folds.all())
        page.keyboard.press("Enter")
        assert all(fold.get_attribute("open") is None for fold in folds.all())
        page.keyboard.press("/")
        page.keyboard.type("j UPD401")
        assert page.input_value("input[name=q]") == "j UPD401"
        page.keyboard.press("Escape")
        assert page.input_value("input[name=q]") == ""
        page.keyboard.press("f")
        assert page.evaluate("document.activeElement.name") == "verdict"
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("?")
        page.click("dialog button")
        assert not page.locator("dialog").is_visible()
        page.keyboard.press("?")
        assert page.locator("dialog").is_visible()
        page.keyboard.press("Escape")
        assert not page.locator("dialog").is_visible()
        page.keyboard.press("t")
        assert page.evaluate("document.documentElement.dataset.theme") == "light"
        assert seen.complaints == []


def test_permalinks(browser: Browser, addresses: dict[str, str]) -> None:
    last = f"f-{demo().findings[-1].fingerprint}"
    with visit(browser, f"{addresses['en']}#{last}") as seen:
        assert seen.page.evaluate("document.activeElement.id") == last
        assert seen.page.locator(f"#{last}").evaluate("(card) => card.getBoundingClientRect().top") < 450
    with visit(browser, f"{addresses['en']}#verdict=update&rule=UPD402") as seen:
        assert set(shown(seen.page)) == wanted(code="UPD402")
        seen.page.fill("input[name=q]", "17")
        assert seen.page.evaluate("location.hash") == "#q=17&verdict=update&rule=UPD402"


def test_claims_in_articles_lead_to_their_cards(browser: Browser, addresses: dict[str, str]) -> None:
    with visit(browser, addresses["en"]) as seen:
        seen.page.get_by_role("link", name="٢٤٠").first.click()
        (card,) = wanted(code="NUM101")
        assert seen.page.evaluate("location.hash") == f"#{card}"
        assert seen.page.evaluate("document.activeElement.id") == card


# Of each block its language, and where its first letter and the last one of that line stand, from the left.
_ENDS = """() => [...document.querySelectorAll('blockquote, .text p[dir]')].map((block) => {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const places = [];
  while (walker.nextNode())
    for (let at = 0; at < walker.currentNode.length; at++) {
      if (!/\\p{L}/u.test(walker.currentNode.data[at])) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      const box = range.getBoundingClientRect();
      if (places.length && Math.abs(box.top - places[0].top) > box.height) break;
      places.push(box);
    }
  return [block.closest('[lang]').lang, places[0].left, places.at(-1).left, block.textContent];
})"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_blocks_run_their_own_way(browser: Browser, addresses: dict[str, str], language: str) -> None:
    """By where their letters are laid out, whatever the interface's language."""
    with visit(browser, addresses[language]) as seen:
        seen.page.evaluate(OPEN_ALL)
        run = {"ar": 0, "en": 0}
        for tongue, first, last, text in seen.page.evaluate(_ENDS):
            assert (first > last) if tongue == "ar" else (first < last), text
            run[tongue] += 1
        assert run["ar"] > 10 and run["en"] > 10
        aligned = seen.page.locator("h1").evaluate("(head) => getComputedStyle(head).direction")
        assert aligned == ("rtl" if language == "ar" else "ltr")


@pytest.mark.parametrize(
    ("locale", "digits", "month"),
    [
        ("ar-EG", "٢٤٠", "نوفمبر"),
        ("ar-LB", "٢٤٠", "تشرين الثاني"),
        ("ar-MA", "240", "نونبر"),
        ("en-GB", "240", "نوفمبر"),
    ],
)
def test_digits_of_the_reader(
    browser: Browser, addresses: dict[str, str], locale: str, digits: str, month: str
) -> None:
    with visit(browser, addresses["ar"], locale=locale) as seen:
        (card,) = wanted(code="NUM101")
        assert seen.page.locator(f"#{card} .value").first.inner_text() == digits
        assert month in seen.page.locator(f"#{card} time").first.inner_text()
        # What articles wrote stays as they wrote it.
        assert seen.page.locator(f"#{card} mark").first.inner_text() == "٢٤٠"
        (headline,) = wanted(code="ART501")
        assert "(17 people)" in seen.page.locator(f"#{headline} .says").inner_text()


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ar", "dark")])
def test_everyone_can_read_it(
    browser: Browser, addresses: dict[str, str], language: str, scheme: str
) -> None:
    """Contrast, labels, order of headings: axe finds nothing serious. Both languages have the same colours."""
    from axe_playwright_python.sync_playwright import Axe

    with visit(browser, addresses[language], scheme=scheme) as seen:
        seen.page.evaluate(OPEN_ALL)
        answer = Axe().run(seen.page, options={"resultTypes": ["violations"]}).response
        found: list[dict[str, Any]] = answer["violations"]
        grave = [
            (item["id"], item["nodes"][0]["html"][:200], item["nodes"][0]["failureSummary"])
            for item in found
            if item["impact"] in ("serious", "critical")
        ]
        assert grave == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_print_holds_every_finding(
    browser: Browser, addresses: dict[str, str], language: str, tmp_path: Path
) -> None:
    import pypdfium2

    with visit(browser, addresses[language]) as seen:
        seen.page.pdf(path=str(tmp_path / "report.pdf"), format="A4")
    document = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)
    document.close()
    for finding in demo().findings:
        assert finding.fingerprint in text
        for evidence in finding.evidence:
            # The reader of the file keeps the order of right-to-left letters to itself.
            if evidence.text.isascii():
                assert "".join(evidence.text.split()) in text
