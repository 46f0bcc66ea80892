"""Nouns survive the archive, and nothing else comes out of it."""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from consistency.align.stories import may_meet
from consistency.api import extract
from consistency.archive import evidence
from consistency.archive.nouns import pack, unpack
from consistency.archive.press import Press
from consistency.archive.readings import Read, bare, keep, kept, number_of
from consistency.archive.store import TABLES, temporary
from consistency.errors import InputError
from consistency.model.document import Document
from consistency.packs.cache import load_packs
from consistency.pipeline import Extraction
from tests.bench import events
from tests.story import stories

READ = [extraction for story in stories() for extraction in extract(story.articles())]


@pytest.mark.parametrize("extraction", [pytest.param(e, id=e.document.id) for e in READ])
def test_a_reading_comes_back_as_it_was(extraction: Extraction) -> None:
    packed = pack(extraction)
    assert unpack(Extraction, packed, "here") == extraction
    assert pack(unpack(Extraction, packed, "here")) == packed


@pytest.mark.parametrize("extraction", [pytest.param(e, id=e.document.id) for e in READ])
def test_words_of_the_article_are_not_written_twice(extraction: Extraction) -> None:
    read = bare(extraction)
    packed = pack(read, extraction.document)
    assert unpack(Read, packed, "here", extraction.document) == read
    assert not any(claim.quote.encode() in packed for claim in extraction.claims)


def test_what_shows_the_event_comes_back_in_numbers() -> None:
    packs = load_packs()
    generated = [Document(row["id"], row["text"], row["language"], "") for row in events.stories(3)]
    told = [evidence.evidence(extraction, packs) for extraction in (*READ[:9], *extract(generated))]
    kept = [evidence.pack(one) for one in told]
    for one, packed in zip(told, kept, strict=True):
        other = evidence.unpack(packed, "here", one.language)
        assert packed == evidence.pack(evidence.in_numbers(one))
        assert (one.day, one.language, one.where) == (other.day, other.language, other.where)
    meet = [[may_meet(a, b, packs) for b in told] for a in told]
    for a, met in zip(told, meet, strict=True):
        others = [evidence.unpack(packed, "here", a.language) for packed in kept]
        assert [may_meet(evidence.in_numbers(a), b, packs) for b in others] == met
    assert any(map(any, meet)) and not all(map(all, meet))


@pytest.mark.parametrize(
    "content", [b"", b"x" * 27, b"\xff" * 28, evidence.pack(evidence.evidence(READ[0], load_packs()))[:-40]]
)
def test_other_evidence_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match=r"here: holds no evidence of an article"):
        evidence.unpack(content, "here", "en")


def test_what_is_pressed_unfolds() -> None:
    pieces = [pack(extraction) for extraction in READ]
    with closing(sqlite3.connect(":memory:")) as file:
        for table in TABLES:
            file.execute(table)
        alone = Press(file, "test").press(pieces[-1])
        press = Press(file, "test")
        press.learn(pieces[:-1])
        pressed = [press.press(piece) for piece in pieces]
        assert len(pressed[-1]) < len(alone)
        assert [Press(file, "test").unfold(piece, "here") for piece in (*pressed, alone)] == [
            *pieces,
            pieces[-1],
        ]
        file.execute("DELETE FROM dictionaries")
        for other in (b"", b"x", pressed[-1], alone[:-9], zlib.compress(b"more")[:5]):
            with pytest.raises(InputError, match=r"here: holds what this program did not write"):
                Press(file, "test").unfold(other, "here")


def refused(content: bytes) -> bool:
    with pytest.raises(InputError, match=r"here: holds what is no article's reading; run: archive verify"):
        unpack(Extraction, content, "here")
    return True


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"\xff", b"[]", b"[[],7]", b"[7,[]]", pack(READ[0])[:-9]],
)
def test_other_bytes_are_refused(content: bytes) -> None:
    assert refused(content)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_value_of_another_kind_is_refused(data: st.DataObject) -> None:
    """One value somewhere in the reading is replaced; none of the replacements is of its kind."""
    rows, written = json.loads(pack(READ[0]))
    whole = [rows, written]
    at, place = whole, 1
    while isinstance(at[place], list) and at[place] and data.draw(st.booleans()):
        at, place = at[place], data.draw(st.integers(0, len(at[place]) - 1))
    at[place] = {"neither": "kind"}
    assert refused(json.dumps(whole).encode())


@pytest.mark.parametrize(
    ("sketch", "is_one"),
    [((), True), ((0, 7, 2**32 - 1), True), ((-5, 7), False), ((7, 3), False), ((3, 3), False), ((2**32,), False),
     ((2**80,), False), (tuple(range(32)), True), (tuple(range(33)), False)],
)  # fmt: skip
def test_a_foreign_sketch_is_refused(sketch: tuple[int, ...], is_one: bool) -> None:
    told = replace(READ[0], sketch=sketch)
    with temporary() as store:
        with store.writing():
            keep(store, [b"key"], "reader", [told.document], [told])
        number = number_of(store, b"key")
        assert number is not None
        if is_one:
            assert kept(store, number)[1] == told
        else:
            with pytest.raises(InputError, match=r"holds what is no article's sketch; run: archive verify"):
                kept(store, number)
