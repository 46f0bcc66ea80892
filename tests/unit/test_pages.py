"""HTML pages: the same claims as their text, what they say of themselves, and nothing of what stands beside."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import consistency
from consistency.api import extract, read_report
from consistency.articles import read
from consistency.errors import InputError
from consistency.model.document import Document, Span
from consistency.model.rows import claim_row
from consistency.report.lines import Lines
from consistency.report.render import render
from consistency.report.style import Style
from consistency.report.words import load_words
from tests.tables import rows

HEAD = "<html><head><title>Flood</title></head><body>"
LEAD = "<p>Two people died in the flood on Friday, the governor said, and five are missing in the valley.</p>"
PAGES = Path(__file__).parents[1] / "pages"


def page_of(row: dict[str, Any], folder: Path) -> Document:
    """The page as it would lie on a disk: in its encoding."""
    text = (PAGES / f"{row['page']}.html").read_text(encoding="utf-8")
    (folder / "page.html").write_bytes(text.encode(row["encoding"]))
    (document,) = read(["page.html"], base=folder).documents
    return document


@pytest.mark.parametrize("row", rows("pages"))
def test_a_page_gives_the_claims_of_its_text(row: dict[str, Any], tmp_path: Path) -> None:
    page = page_of(row, tmp_path)
    text = (PAGES / f"{row['page']}.txt").read_text(encoding="utf-8").rstrip("\n")
    assert page.text == text
    plain = Document("page.html", text, page.language, "", published=page.published)
    (from_page,), (from_text,) = extract(page), extract(plain)
    # A page states which paragraphs are captions; of a text this is told by its words, where they tell it.
    told, plainly = (
        [claim_row(c) | {"zone": None} for c in found.claims] for found in (from_page, from_text)
    )
    assert told == plainly
    assert told


@pytest.mark.parametrize("row", rows("pages"))
def test_what_a_page_says_of_itself(row: dict[str, Any], tmp_path: Path) -> None:
    page = page_of(row, tmp_path)
    assert str(page.published or "") == row.get("published", "")
    for key in ("title", "source", "agency", "language", "url"):
        assert getattr(page, key) == row.get(key), key
    author = dict(page.extra).get("author")
    assert (json.loads(author) if author else None) == row.get("author")
    (read_page,) = extract(page)
    assert str(read_page.document.published) == row.get("published", row.get("dateline"))


def test_headlines_captions_and_datelines_are_zones_of_the_text(tmp_path: Path) -> None:
    for name, zones in {
        "captions": [("caption", "خيام"), ("headline", "مخيم"), ("caption", "طفلان")],
        "meta": [("headline", "Ferry"), ("caption", "The")],
        "form": [("headline", "إضراب"), ("dateline", "26")],
    }.items():
        page = page_of({"page": name, "encoding": "utf-8"}, tmp_path)
        told = [(zone, page.text[span.start : span.end].split()[0]) for span, zone in page.zones]
        assert told == zones


def test_a_comment_in_a_page_sets_a_finding_aside(tmp_path: Path) -> None:
    page = "<html><head><meta name=date content=2024-01-29></head><body><h1>Blast in Aleppo</h1>{}<p>The blast killed "
    page += "{} people in Aleppo on Sunday, police said.</p></body></html>"
    comment = "<!-- consistency: ignore NUM101 the hospital counted twice -->"
    for name, given in {"a": ("", 12), "b": ("", 19), "c": (comment, 19)}.items():
        (tmp_path / f"{name}.html").write_text(page.format(*given), encoding="utf-8")
    found = {
        name: consistency.check(read(["a.html", f"{name}.html"], base=tmp_path)).findings
        for name in ("b", "c")
    }
    assert [(f.code, f.suppressed is None) for f in found["b"]] == [("NUM101", True)]
    assert [(f.code, f.suppressed is None) for f in found["c"]] == [("NUM101", False)]


def test_places_are_lines_of_the_page(tmp_path: Path) -> None:
    page = page_of({"page": "graph", "encoding": "utf-8"}, tmp_path)
    source = (PAGES / "graph.html").read_text(encoding="utf-8").splitlines()
    lines = Lines.of([page])
    for word in ("السيول تدمر", "متطوعون", "٢٤٠", "ثلاثة مفقودين", "الهلال"):
        at = page.text.index(word)
        line, column, last, after = lines.in_file(page.id, at, at + 3)
        assert word in source[line - 1]
        assert (column, last, after) == (None, line, None)
        assert lines.place(page.id, Span(at, at + 3)) == f"page.html:{line}"
    report = consistency.check([page])
    saved = tmp_path / "report.json"
    saved.write_text("".join(render(report, "json", Style(load_words("en")))), encoding="utf-8")
    assert read_report(saved).documents[0].lines == page.lines


def test_comments_to_the_program_keep_their_place(tmp_path: Path) -> None:
    page = page_of({"page": "comments", "encoding": "utf-8"}, tmp_path)
    assert [(c.text.split()[2], page.text[c.at :].split()[:2]) for c in page.comments] == [
        ("NUM101", ["The", "old"]),
        ("DAT305", ["according", "to"]),
    ]


# What a page may do to its reader; the lead is read all the same.
HOSTILE = {
    "a script": f"{HEAD}<script>{'document.write(7);' * 20_000}</script>{LEAD}",
    "an attribute of megabytes": f"{HEAD}<p title='{'x' * 3_000_000}'></p>{LEAD}",
    "NUL and other controls": HEAD + "\0" + LEAD.replace("died", "di\0ed") + "\x08\x1b&#27;&#x0;",
    "entities of entities": '<!DOCTYPE html [<!ENTITY a "77777"><!ENTITY b "&a;&a;&a;">]>'
    + HEAD
    + "<i>&b;</i>"
    + LEAD,
    "an entity that is a file": '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    + HEAD
    + "&a;"
    + LEAD,
    "an encoding of its own": f'<?xml version="1.0" encoding="idna"?>{HEAD}<meta charset="unicode-escape">{LEAD}',
    "tags that nobody closes": f"{HEAD}{'<b>' * 300}{LEAD}",
    "a script that is no JSON": f"{HEAD}<script type='application/ld+json'>{'[' * 100_000}</script>{LEAD}",
    "dates that are none": f"{HEAD}<meta name=date content='2024-13-77'><meta name=dc.date content=0001-01-01>{LEAD}",
    "a language that is none": f"{HEAD.replace('<html', '<html lang=%%')}{LEAD}",
    "an address that is none": f"{HEAD}<link rel=canonical href='javascript:alert(1)'>{LEAD}",
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_are_read(page: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    (document,) = read(["page.html"], base=tmp_path).documents
    assert document.text.startswith("Flood\n\n")
    assert document.text.endswith(LEAD[3:-4])
    assert not {"\0", "\x1b", "77777", "root:"} & set(re.findall(r"\w+:?|[\0\x1b]", document.text))
    assert (document.published, document.url, document.language) == (None, None, "en")


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (HEAD + "<div>" * 5_000 + LEAD, "nested too deeply"),
        (HEAD + "<div>" * 600 + LEAD, "nested too deeply"),
        (HEAD + "<br>" * 100_001 + LEAD, "more than 100,000 elements"),
        (HEAD + LEAD + "x" * 2_000_000, "more than 2 MB"),
    ],
)
def test_pages_that_are_refused(page: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        read(["page.html"], base=tmp_path, max_size=2)


def test_our_own_report_is_no_article(tmp_path: Path) -> None:
    report = PAGES.parents[1] / "reports" / "samples" / "report.html"
    (tmp_path / "report.html").write_bytes(report.read_bytes())
    (tmp_path / "a.txt").write_text(LEAD[3:-4], encoding="utf-8")
    reading = read(["."], base=tmp_path)
    assert [document.id for document in reading.documents] == ["a.txt"]
    assert [(s.document, "a report of this program" in s.reason) for s in reading.skipped] == [
        ("report.html", True)
    ]
    assert not reading.problems


# How sites build the same page; the lead and a caption are the article's, what is called otherwise is not.
LAYOUTS = {
    "wrapped together with its sidebar": "<div class='content-sidebar-wrap'><main><h1>Flood hits town</h1>{lead}"
    "<figure><figcaption>A bridge</figcaption></figure>{more}</main><aside><h1>Trending</h1></aside></div>",
    "built of widgets": "<div class='elementor-widget'><h1>Flood hits town</h1></div><div class='elementor-widget'>"
    "{lead}<div class='wp-caption'><p class='wp-caption-text'>A bridge</p></div>{more}</div>",
    "lines without paragraphs": "<h1>Flood hits town</h1><div class='story'>{lead_text}<br><br>"
    "<span class='image-caption'>A bridge</span><br><br>{more_text}</div>",
    "heading in a header of its own": "<header class='site-menu'><a href='/'>Home</a></header><header>"
    "<h1>Flood hits town</h1></header><article>{lead}<figure><figcaption>A bridge</figcaption></figure>{more}"
    "</article>",
    "with teasers as articles": "<article><h1>Flood hits town</h1>{lead}<figure><figcaption>A bridge</figcaption>"
    "</figure>{more}<article class='card'><h1>Fire kills 70</h1><figure><figcaption>70 graves</figcaption></figure>"
    "</article></article>",
}
MORE = "<p>The river rose by three metres in the night, and forty homes were left without power until Sunday.</p>"


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_layouts_of_sites(layout: str, tmp_path: Path) -> None:
    page = layout.format(lead=LEAD, more=MORE, lead_text=LEAD[3:-4], more_text=MORE[3:-4])
    (tmp_path / "page.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    (document,) = read(["page.html"], base=tmp_path).documents
    assert document.text.split("\n\n") == ["Flood hits town", LEAD[3:-4], "A bridge", MORE[3:-4]]
    assert [zone for _, zone in document.zones] == ["headline", "caption"]


# A paragraph as its page writes it, and as it is read.
WRITTEN = {
    "inline marks": (
        "<p>He said on <b>Thurs</b>day that <a href='x'><i>77</i></a> were hurt.</p>",
        "He said on Thursday that 77 were hurt.",
    ),
    "a time": (
        "<p>On <time datetime='2024-11-07'>Thursday</time> 77 were hurt.</p>",
        "On Thursday 77 were hurt.",
    ),
    "a quotation": (
        "<p>He said <q>we saw <b>77</b></q> on Thursday.</p>",
        "He said “we saw 77” on Thursday.",
    ),
    "what is struck": ("<p>The toll is <del>12</del> <s>13</s> 19 people.</p>", "The toll is 19 people."),
    "a comment": ("<p>The toll <!-- of 12 --> is 19 people.</p>", "The toll is 19 people."),
    "a block of bare text": (f"<div>{MORE[3:-4]} <b>77</b> were hurt.</div>", f"{MORE[3:-4]} 77 were hurt."),
    "a list": ("<ul><li>77 were hurt</li></ul>", "- 77 were hurt"),
    "a list of paragraphs": ("<ul><li><p>77 were hurt.</p></li></ul>", "- 77 were hurt."),
    "white space": ("<p>The\n   toll&nbsp;is\t19\r\n people.</p>", "The toll is 19 people."),
    "references": ("<p>The toll &mdash; 19 &amp; more &#x2014; rose.</p>", "The toll — 19 & more — rose."),
}


@pytest.mark.parametrize(("written", "text"), WRITTEN.values(), ids=WRITTEN)
def test_no_word_of_a_paragraph_is_lost(written: str, text: str, tmp_path: Path) -> None:
    page = f"<html><body><article><h1>Flood hits town</h1>{LEAD}{written}{LEAD}</article></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    (document,) = read(["page.html"], base=tmp_path).documents
    assert document.text.split("\n\n")[2:-1] == [text]


def test_a_page_needs_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "page.html").write_text(HEAD + LEAD, encoding="utf-8")
    with pytest.raises(InputError, match=r"pip install 'claim-consistency\[web\]'"):
        read(["page.html"], base=tmp_path)
    (tmp_path / "page.txt").write_text(LEAD, encoding="utf-8")
    assert read(["page.txt"], base=tmp_path).documents


def test_text_files_in_other_encodings(tmp_path: Path) -> None:
    text = "قُتل 12 شخصا في انفجار في القرية يوم الأحد، بحسب ما قالت الشرطة.\n"
    for name, encoding in {"a": "utf-16", "b": "utf-16-le", "c": "utf-16-be", "d": "utf-8-sig"}.items():
        (tmp_path / f"{name}.txt").write_bytes(text.encode(encoding))
    (tmp_path / "e.txt").write_bytes(text.encode("windows-1256"))
    # What is UTF-8 stays UTF-8: one flag serves a folder of both.
    (tmp_path / "f.txt").write_bytes(text.encode())
    (tmp_path / "table.csv").write_bytes("file,outlet\na.txt,صدى الساحل\n".encode("windows-1256"))
    documents = read(["."], base=tmp_path, encoding="cp1256", metadata="table.csv").documents
    assert documents[0].source == "صدى الساحل"
    assert {document.text for document in documents} == {text}
    assert len(documents) == 6


ARABIC = "قُتل 12 شخصا في انفجار في القرية يوم الأحد، بحسب ما قالت الشرطة للصحافيين في المكان."
FRENCH = "Deux personnes ont été tuées à Noël près d'un marché, a indiqué la préfecture de la région."


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-8", "windows-1252", ""])
def test_a_wrong_declaration_is_told(declared: str, tmp_path: Path) -> None:
    page = f"<html><head><meta charset='{declared}'></head><body><p>{ARABIC}</p><p>{ARABIC}</p></body></html>"
    (tmp_path / "page.html").write_bytes(page.encode("windows-1256"))
    with pytest.raises(InputError, match="it looks like windows-1256: add --encoding windows-1256"):
        read(["page.html"], base=tmp_path)
    (document,) = read(["page.html"], base=tmp_path, encoding="windows-1256").documents
    assert document.text.startswith(ARABIC)


def test_western_pages_are_read_as_declared(tmp_path: Path) -> None:
    page = f"<html><head><meta charset=iso-8859-1></head><body><p>{FRENCH}</p></body></html>"
    (tmp_path / "page.html").write_bytes(page.encode("latin-1"))
    assert read(["page.html"], base=tmp_path).documents[0].text == FRENCH


def test_lost_letters_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes((HEAD + LEAD).encode().replace(b"died", b"di\xe9d"))
    (tmp_path / "b.txt").write_text("Two people di\ufffd\ufffdd in the flood.", encoding="utf-8")
    reading = read(["."], base=tmp_path)
    assert [(s.document, s.reason[-3:]) for s in reading.skipped] == [("a.html", ": 1"), ("b.txt", ": 2")]


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (HEAD + LEAD, None, "Flood"),
        (json.dumps({"id": "a", "text": "Two died."}), None, "Two"),
        ("---\ntitle: x\n---\nTwo died.", None, "Two"),
        ("Two died.", None, "Two"),
        ("Two <!-- 5 --> died.", "drafts/a.md", "Two"),
        (HEAD + LEAD, "drafts/a.htm", "Flood"),
    ],
)
def test_standard_input_is_told_by_its_name_or_beginning(data: str, name: str | None, kind: str) -> None:
    (document,) = read(["-"], stdin=data.encode(), stdin_name=name).documents
    assert document.text.split()[0] == kind
    assert "<" not in document.text
    assert document.id == (name or ("a" if data.startswith("{") else "stdin"))


def test_other_articles_pay_nothing_for_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LEAD[3:-4], encoding="utf-8")
    script = (
        "import sys, consistency\n"
        "consistency.check(['a.txt'])\n"
        "sys.exit(str({'trafilatura', 'lxml', 'pathspec', 'shtab', 'email.utils'} & set(sys.modules) or 0))"
    )
    ended = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, check=False)
    assert ended.stderr.strip() == b"0"
