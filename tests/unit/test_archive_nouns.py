"""Nouns survive the archive, and nothing else comes out of it."""

from __future__ import annotations

import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.align.stories import article
from consistency.api import extract
from consistency.archive.nouns import pack, unpack
from consistency.errors import InputError
from consistency.packs.cache import load_packs
from consistency.pipeline import Extraction
from tests.story import stories

READ = [extraction for story in stories() for extraction in extract(story.articles())]


@pytest.mark.parametrize("extraction", [pytest.param(e, id=e.document.id) for e in READ])
def test_a_reading_comes_back_as_it_was(extraction: Extraction) -> None:
    packed = pack(extraction)
    assert unpack(Extraction, packed, "here") == extraction
    assert pack(unpack(Extraction, packed, "here")) == packed


def test_what_shows_the_event_comes_back() -> None:
    told = article(READ[0].claims, load_packs())
    assert unpack(type(told), pack(told), "here") == told


def refused(content: bytes) -> bool:
    with pytest.raises(InputError, match=r"here: holds what is no article's reading; run: archive verify"):
        unpack(Extraction, content, "here")
    return True


@pytest.mark.parametrize(
    "content",
    [b"", b"x", zlib.compress(b""), zlib.compress(b"[]"), zlib.compress(b"[[],7]"), pack(READ[0])[:-9]],
)
def test_other_bytes_are_refused(content: bytes) -> None:
    assert refused(content)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_value_of_another_kind_is_refused(data: st.DataObject) -> None:
    """One value somewhere in the reading is replaced; none of the replacements is of its kind."""
    rows, written = json.loads(zlib.decompress(pack(READ[0])))
    whole = [rows, written]
    at, place = whole, 1
    while isinstance(at[place], list) and at[place] and data.draw(st.booleans()):
        at, place = at[place], data.draw(st.integers(0, len(at[place]) - 1))
    at[place] = {"neither": "kind"}
    assert refused(zlib.compress(json.dumps(whole).encode()))
