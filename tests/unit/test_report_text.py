"""Text of strangers in reports: escaped, isolated, exact."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consistency.model.document import Document, Span
from consistency.model.rows import plain_number
from consistency.report.json_text import write_json, write_tables
from consistency.report.lines import Lines, snippet
from consistency.report.plain import dates_apart, isolated, markdown, visible, with_isolates


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("two\nlines\tand\r\nmore", "two lines and more"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("a\u2066b\u2069", "a\\u2066b\\u2069"),
        ("\ud800", "\\ud800"),
        ("نص\u200f.", "نص."),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("AFP says حزيران (يوليو) in 2021", "AFP says \u2068حزيران (يوليو)\u2069 in 2021"),
        ("gives 10 (10 آلاف)", "gives 10 (\u206810 آلاف\u2069)"),
        ("no Arabic (here)", "no Arabic (here)"),
        ("by مجلة النهر (48 ألف; 2022)", "by \u2068مجلة النهر\u2069 (\u206848 ألف\u2069; 2022)"),
        ("(by مجلة النهر)", "(by \u2068مجلة النهر\u2069)"),
    ],
)
def test_with_isolates(text: str, shown: str) -> None:
    assert with_isolates(text) == shown
    assert with_isolates(text, isolates=False) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("منذ 2024-10", "منذ \u20682024-10\u2069"),
        ("2013-01 أو 2013-02", "\u20682013-01\u2069 أو \u20682013-02\u2069"),
        ("حتى 2024-10-01–2024-10-05", "حتى \u20682024-10-01–2024-10-05\u2069"),
        ("نُشر 2024-11-08T07:30:00Z", "نُشر \u20682024-11-08T07:30:00Z\u2069"),
        ("في XXXX-10", "في \u2068XXXX-10\u2069"),
        ("نحو 1,500", "نحو 1,500"),
        ("since 2024-10", "since 2024-10"),
    ],
)
def test_a_date_among_right_to_left_words_is_not_turned_round(text: str, shown: str) -> None:
    assert dates_apart(text) == shown
    assert dates_apart(text, isolates=False) == text


def test_isolated() -> None:
    assert isolated("نص") == "\u2068نص\u2069"
    assert isolated("نص", isolates=False) == "نص"
    assert isolated("text") == "text"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# no heading", "\\# no heading"),
        ("a *b* _c_ `d` <e> [f](g) | h", "a \\*b\\* \\_c\\_ \\`d\\` \\<e\\> \\[f\\](g) \\| h"),
        ("- no list", "\\- no list"),
        ("@somebody", "@\u2060somebody"),
        ("for # 5 and #5", "for # 5 and #\u20605"),
    ],
)
def test_markdown(text: str, shown: str) -> None:
    assert markdown(text) == shown


@given(st.text())
def test_json_text_is_json_and_moves_no_cursor(text: str) -> None:
    written = write_json({"text": text})
    assert json.loads(written) == {"text": text}
    assert not set(written) & set("\x1b\x7f\x9b\u202e\u2066\u2028\n")
    assert write_json({"text": text}, ascii_only=True).isascii()
    assert json.loads(write_json({"text": text}, ascii_only=True)) == {"text": text}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("2500"), "2500"),
        (Decimal("2.5E+3"), "2500"),
        (Decimal("4.20"), "4.2"),
        (Decimal("1E+6"), "1000000"),
        (Decimal(1) / 3, "0.333333333333"),
        (Decimal("123456789012345"), "123456789012000"),
        (Decimal("0.0000001"), "0.0000001"),
        (Decimal("-0.50"), "-0.5"),
        (None, "null"),
    ],
)
def test_numbers_are_plain(value: Decimal | None, written: str) -> None:
    assert write_json(plain_number(value)) == written


def test_tables_are_one_json_object() -> None:
    whole: dict[str, object] = {"a": [{"b": 1}, {"b": Decimal("2.5")}], "c": [], "d": None}
    text = "".join(write_tables(whole))
    assert json.loads(text) == {"a": [{"b": 1}, {"b": 2.5}], "c": [], "d": None}
    assert len(text.splitlines()) == 8


def test_places_are_lines_and_columns_in_code_points() -> None:
    lines = Lines.of([Document("d", "ab\r\n😀 cd\n\nef", "en", "")])
    assert lines.place("d", Span(0, 1)) == "d:1:1"
    assert lines.place("d", Span(6, 8)) == "d:2:3"
    assert lines.place("d", Span(10, 12)) == "d:4:1"
    assert lines.place("d", None) == lines.place("d", None) == "d"
    assert lines.place("elsewhere", Span(0, 1)) == "elsewhere"


@given(st.text(alphabet="ab ", min_size=1, max_size=600), st.data())
def test_a_snippet_holds_what_it_is_about(quote: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(quote) - 1))
    end = data.draw(st.integers(start + 1, min(len(quote), start + 20)))
    before, inside, after = snippet(quote, start, end)
    assert inside == quote[start:end]
    assert before.removeprefix("… ") in quote
    assert after.removesuffix(" …") in quote
    assert len(before) + len(after) < 400
