"""What the pictures draw: places on scales, marks of hedges and bounds, counts of the matrix."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from msgspec.structs import replace

from consistency.model.report import Report
from consistency.report.html import scale
from consistency.report.html.key import Key, key
from consistency.report.html.matrix import matrix
from consistency.report.html.strip import Strip, value_strip
from consistency.report.html.timeline import timeline
from consistency.report.words import LANGUAGES, load_words
from tests.articles import PACKS, article, claims
from tests.samples import demo_report


@cache
def demo() -> Report:
    return demo_report()


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([12, 19], "linear"), ([5, 49], "linear"), ([5, 50], "log"), ([1, 5000], "log"), ([0, 5000], "linear"),
        ([7, 7], "linear"),
    ],
)  # fmt: skip
def test_values_that_differ_tenfold_are_drawn_by_logarithm(values: list[float], kind: str) -> None:
    drawn = scale.of_values(values, mirrored=False)
    assert drawn.kind == kind
    assert 0 < drawn.at(min(values)) <= drawn.at(max(values)) < 100


@pytest.mark.parametrize("moments", [[0, 1, 2], [0, 1, 2, 20_000], [5], [0, 3, 3, 90, 90_000]])
def test_times_keep_their_order_and_apart(moments: list[float]) -> None:
    """Days beside years still have room, and a mirrored scale runs the other way."""
    drawn, mirrored = (scale.of_times(moments, way) for way in (False, True))
    places = [drawn.at(moment) for moment in sorted(set(moments))]
    assert all(later - earlier > 2 for earlier, later in pairwise(places))
    for moment in moments:
        assert drawn.at(moment) + mirrored.at(moment) == pytest.approx(100)


@pytest.mark.parametrize(
    ("low", "high", "kind", "names"),
    [
        (12, 19, "linear", [12, 14, 16, 18]),
        (240, 310, "linear", [240, 260, 280, 300]),
        (3, 4000, "log", [10, 100, 1000]),
        (0.2, 0.9, "linear", [0.2, 0.4, 0.6, 0.8]),
        (5, 5, "linear", [5]),
    ],
)
def test_ticks(low: float, high: float, kind: str, names: list[float]) -> None:
    assert scale.ticks(low, high, kind) == pytest.approx(names)


def strip(*texts: str) -> Strip | None:
    """The strip of the first figure of each text."""
    found = [claims(text, "en", "2024-05-01")[0] for text in texts]
    sources = key(_with_one_document(), load_words("en"))
    return value_strip(found, sources, load_words("en"))


def _with_one_document() -> Report:
    return replace(demo(), documents=(article("text", "a", "en", "2024-05-01"),), origins={})


def test_strip_of_a_hedge_and_an_open_bound() -> None:
    drawn = strip(
        "Police said 100 people were hurt.",
        "Police said about 150 people were hurt.",
        "Police said more than 120 people were hurt.",
        "Police said between 110 and 130 people were hurt.",
    )
    assert drawn is not None
    rows = {row.value: row for row in drawn.rows}
    exact, hedged = rows["100"], rows["about 150"]
    above, between = rows["more than 120"], rows["110 to 130"]
    assert exact.dot is not None and exact.whisker is None
    assert hedged.whisker is not None and hedged.dot is not None
    assert hedged.whisker[0] < hedged.dot < hedged.whisker[1]
    assert above.high is None and above.dot == above.low
    assert between.dot is None and between.low is not None and between.high is not None
    assert between.low < between.high


@pytest.mark.parametrize(
    "texts",
    [
        ("Police said 100 people were hurt.",),
        ("Police said 100 people were hurt.", "Police said 100 people were hurt."),
    ],
)
def test_no_strip_of_one_value(texts: tuple[str, ...]) -> None:
    assert strip(*texts) is None


def sources(language: str = "en") -> Key:
    return key(demo(), load_words(language))


def test_matrix() -> None:
    """Every pair once; the copy agrees with its original; the demo's conflict between two languages is there."""
    drawn = matrix(demo().groups, demo().standing, demo().verdicts, sources())
    assert drawn is not None
    pairs = {frozenset((cell.a.id, cell.b.id)): dict(cell.counts) for cell in drawn.cells}
    assert len(pairs) == len(drawn.cells)
    assert all(cell.row > cell.column for cell in drawn.cells)
    assert pairs[frozenset(("sahl-agency.txt", "siraj.txt"))]["conflict"] == 0
    assert pairs[frozenset(("sahl-agency.txt", "siraj.txt"))]["agree"] > 3
    assert pairs[frozenset(("sahl-agency.txt", "valley-courier.md"))]["conflict"] == 2
    assert pairs[frozenset(("duroub.txt", "eastgate-radio.txt"))] == {
        "agree": 0, "compatible": 0, "update": 1, "conflict": 0,
    }  # fmt: skip
    origins = [source.origin for source in drawn.sources]
    assert origins == sorted(origins)


def test_origins_share_a_number_and_a_colour() -> None:
    told = {ident: (source.code, source.colour) for ident, source in sources().items()}
    assert told["sahl-agency.txt"] == ("4a", 3) and told["siraj.txt"] == ("4b", 3)
    assert told["valley-courier.md"][0] == "5"
    assert sources("ar")["siraj.txt"].code == "4ب"


@pytest.mark.parametrize("language", LANGUAGES)
def test_timeline(language: str) -> None:
    """Marks of one lane do not cover each other; what has no date is told of beside the lane."""
    words = load_words(language)
    lanes = [(group, demo().verdicts[group.id], "#") for group in demo().groups]
    drawn = timeline(lanes, sources(language), PACKS, words)
    assert drawn is not None
    assert len(drawn.lanes) == len(demo().groups)
    for lane in drawn.lanes:
        places = [(mark.row, mark.x) for mark in lane.marks]
        for index, (row, x) in enumerate(places):
            for other_row, other in places[:index]:
                assert x is not None and other is not None
                assert row != other_row or abs(x - other) > 5
    undated = {mark.source.id for lane in drawn.lanes for mark in lane.undated}
    assert undated == {"hills-monitor.txt"}
    assert drawn.bent
    first, last = drawn.ticks[0], drawn.ticks[-1]
    assert (first.day, last.day) == ("2022-05-14", "2024-11-10")
    assert (first.place > last.place) == words.rtl
