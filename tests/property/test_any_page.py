"""Whatever stands in a page: it is read or refused, its spans lie in its text, and twice gives the same."""

from __future__ import annotations

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.errors import InputError
from consistency.text.readers.html_page import read_html
from consistency.text.record import Record

TAGS = "p div span a b q s del time h1 h2 li ul table tr td figure figcaption article aside main nav body br".split()
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        [
            "<div class='related'>",
            "<p class='date'>",
            "<time datetime='2024-01-26'>",
            "<!-- consistency: ignore NUM101 -->",
            "<!--",
            "<script type='application/ld+json'>",
            "</script>",
            '{"@graph": [{"@type": "NewsArticle", "headline": 7, "author": {"@id": "#a"}}]}',
            "<meta charset=utf-16><meta property='og:title' content='12 died'>",
            "&#0;&#27;&nbsp;&bogus;",
            "\u202e\u200f\ufffe\x0b",
        ]
    ),
    st.sampled_from(["Two people died on Friday. ", "قُتل 12 شخصا في القرية. ", "٢٦ يناير ٢٠٢٤", "\n"]),
    st.text(alphabet=string.printable + "قا٣ً\u0640“”", max_size=20),
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_page(page: str) -> None:
    first, second = reading(page), reading(page)
    if isinstance(first, str):
        assert first == second
        return
    assert first == second
    text = str(first.keys["text"])
    ends = [(span.start, span.end) for span, _ in first.zones]
    assert all(0 <= start < end <= len(text) for start, end in ends)
    assert ends == sorted(ends)
    assert all(text[start:end] == text[start:end].strip() for start, end in ends)
    assert all(0 <= comment.at <= len(text) for comment in first.comments)
    assert not any("\n" in line.strip("\n") or "  " in line for line in text.split("\n\n"))


def reading(page: str) -> Record | str:
    try:
        return read_html(page, "page.html")
    except InputError as error:
        return str(error)
