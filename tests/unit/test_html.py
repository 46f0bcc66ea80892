"""The page: whole in one file, the same bytes each time, and nobody's text is markup."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from consistency.api import check, demo_story
from consistency.articles import read
from consistency.model.report import Report
from consistency.report.direction import direction, web_address
from consistency.report.html.folder import pages
from consistency.report.render import render
from consistency.report.saved import read_report
from consistency.report.style import Style
from consistency.report.words import LANGUAGES, load_words
from tests.articles import article
from tests.hostile_report import hostile_report
from tests.many import told_again


@cache
def demo() -> Report:
    return check(read(["."], base=demo_story(), metadata="sources.csv"))


def page(report: Report, language: str = "en") -> str:
    return "".join(render(report, "html", Style(load_words(language))))


class Tags(HTMLParser):
    """Every element with its attributes, and the ids that links lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_inside(language: str) -> None:
    tags = Tags(page(demo(), language)).found
    for tag, attributes in tags:
        assert tag not in ("link", "img", "iframe", "object", "base"), tag
        assert "src" not in attributes and "style" not in attributes, (tag, attributes)
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {attributes["href"] for tag, attributes in tags if tag in ("a", "use")}
    assert {f"#{ident}" for ident in ids} >= targets


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_bytes(language: str) -> None:
    assert page(demo(), language) == page(demo(), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_its_card(language: str) -> None:
    shown = page(demo(), language)
    for finding in demo().findings:
        assert f'id="f-{finding.fingerprint}"' in shown
        assert f"consistency waive {finding.fingerprint}" in shown


HOSTILE = '</script><img src=x onerror="alert(1)"> {{ 7 * 7 }} <b>'


def test_text_of_strangers_is_text() -> None:
    texts = [
        f"{HOSTILE}\n\n{count} people were killed in the fire in Oakvale on Monday, police said."
        for count in (12, 19)
    ]
    documents = [article(text, f"{HOSTILE}{index}", "en", "2024-05-01") for index, text in enumerate(texts)]
    report = check([replace(document, source=HOSTILE, url="javascript:alert(1)") for document in documents])
    assert report.findings
    shown = page(report)
    tags = {tag for tag, _ in Tags(shown).found}
    assert "img" not in tags and "b" not in tags
    assert "javascript:" not in shown and "49 " not in re.sub(
        r"<style>.*?</style>", "", shown, flags=re.DOTALL
    )


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("قال", "rtl"), ("said", "ltr"), ("240", "auto"), ("", "auto"),
        ("AFP: قال المحافظ سالم الحوراني للصحافيين", "rtl"),
        ("The word مفوضية stands in this sentence", "ltr"),
    ],
)  # fmt: skip
def test_direction(text: str, runs: str) -> None:
    assert direction(text) == runs


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://example.org/a?b=1", True), ("HTTP://example.org", True), ("javascript:alert(1)", False),
        (" https://example.org", False), ("//example.org", False), ("data:text/html,x", False), (None, False),
    ],
)  # fmt: skip
def test_addresses(url: str | None, followed: bool) -> None:
    assert (web_address(url) is not None) is followed


@pytest.mark.parametrize(
    ("copies", "more"),
    [
        (6, 1000),  # a thousand articles with some fifty findings
        (160, 40),  # as many articles, all of them with findings
    ],
)
def test_size(copies: int, more: int) -> None:
    report = told_again(demo(), copies, size=4000, more=more)
    assert len(report.documents) >= 1000
    assert len(page(report, "ar").encode()) < 2_000_000


def test_folder() -> None:
    """An overview that leads to a page per thing, each with its findings; every link leads somewhere."""
    files = dict(pages(demo(), Style(load_words("en"))))
    assert files == dict(pages(demo(), Style(load_words("en"))))
    things = {finding.group or finding.fingerprint for finding in demo().findings}
    assert len(files) == len(things) + 1
    for name, text in files.items():
        ids = {f"#{attributes['id']}" for _, attributes in Tags(text).found if "id" in attributes}
        targets = {attributes["href"] for tag, attributes in Tags(text).found if tag == "a"}
        assert targets <= ids | set(files), name
    for finding in demo().findings:
        assert sum(f'id="f-{finding.fingerprint}"' in text for text in files.values()) == 1


def test_large_folder() -> None:
    """The overview of a run too large for a page stays small, and every finding has its page."""
    report = told_again(demo(), 15, size=4000)
    files = dict(pages(report, Style(load_words("ar"))))
    assert all(len(text.encode()) < 2_000_000 for text in files.values())
    for finding in report.findings:
        assert any(f'id="f-{finding.fingerprint}"' in text for text in files.values())


def test_notebook() -> None:
    """A fragment of the findings, in which nobody's text is markup."""
    shown = demo()._repr_html_()
    assert {tag for tag, _ in Tags(shown).found}.isdisjoint({"script", "style", "html", "img"})
    assert all(finding.code in shown for finding in demo().findings)
    assert "three hundred and ten" in shown and "٢٤٠" in shown
    hostile = hostile_report()._repr_html_()
    assert {tag for tag, _ in Tags(hostile).found} <= {tag for tag, _ in Tags(shown).found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_saved_report_gives_the_same_page(language: str) -> None:
    saved = "".join(render(demo(), "json", Style(load_words("en"))))
    assert page(read_report(saved, "saved.json"), language) == page(demo(), language)
