"""Which articles may tell of one event, and which claims are then compared."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from consistency.align import blocks
from consistency.align import partners as shelves
from consistency.align.alignment import pairs_to_compare
from consistency.align.partners import partners
from consistency.align.stories import article, may_meet
from consistency.api import check, extract
from consistency.model.claim import Claim
from consistency.model.document import Document, Moment
from consistency.packs.cache import load_packs

PACKS = load_packs()
TELLS = (
    "Aleppo - A fire at the Shahba mill killed {killed} workers, said Governor Hadi Sarwan. Nadia Qutrib of the "
    "Khalil Foundation and the engineer Tamer Wahdan helped Rima Daqqaq."
)


def claims(ident: str, text: str, day: int = 5, language: str = "en") -> tuple[Claim, ...]:
    published = Moment(date(2024, 3, day))
    return extract(Document(ident, text, language, "0" * 64, published=published))[0].claims


FIRE = claims("fire", TELLS.format(killed=12))


@pytest.mark.parametrize(
    ("text", "met"),
    [
        pytest.param(TELLS.format(killed=14), True, id="the same people and places"),
        pytest.param(
            "Latakia - A ferry sank and 40 people drowned, said Captain Jihad Marwani. Loay Barazi, Samer Hourani, "
            "Hani Zaytoun and Dima Koussa were saved.",
            False,
            id="another town and other people of the country",
        ),
        pytest.param(
            "Oslo - A fire killed 12 workers, said Kari Lindqvist. Per Haugland, Anne Solberg, Nils Brekke, Tove "
            "Myhre and Leif Strand helped.",
            False,
            id="another country",
        ),
        pytest.param("A fire killed 12 workers.", True, id="too little to tell"),
    ],
)  # fmt: skip
def test_articles_of_one_event(text: str, met: bool) -> None:
    other = claims("other", text)
    pair = article(FIRE, PACKS), article(other, PACKS)
    assert may_meet(*pair, PACKS) == may_meet(pair[1], pair[0], PACKS) == met
    assert ("other" in partners(pair, PACKS)[0]["fire"]) == met
    pairs, capped = pairs_to_compare((*FIRE, *other), PACKS)
    across = [ids for ids in pairs if {i.rpartition(":")[0] for i in ids} == {"fire", "other"}]
    assert bool(across) == met
    assert capped == ()


@pytest.mark.parametrize(("burnt", "left", "met"), [(1340, 57, True), (1250, 63, False), (1340, 63, False)])
def test_two_figures_show_one_event_across_languages(burnt: int, left: int, met: bool) -> None:
    """Where no name sounds alike, also two weeks later; then one figure may be shared by chance."""
    one = claims(
        "mill",
        "Captain Wasim Tarraf said 1,340 tonnes of wheat had burnt at the Sanabel mill in Lebanon and 57 families had "
        "left their homes. Lubna Haffar, Salim Doughan and Rana Maksoud inspected the silo.",
    )
    other = claims(
        "tahuna",
        f"أتى حريق على {burnt} طنا من القمح في لبنان، وغادرت {left} عائلة منازلها، بحسب جوزيف نخلة وكرم الشدياق "
        "وهلا بستاني ومروان غصوب.",
        20,
        "ar",
    )
    pair = article(one, PACKS), article(other, PACKS)
    assert may_meet(*pair, PACKS) == may_meet(pair[1], pair[0], PACKS) == met
    assert ("tahuna" in partners(pair, PACKS)[0]["mill"]) == met


def test_a_standing_figure_meets_its_like_in_any_article() -> None:
    first = claims(
        "a", "Baghdad - 2,500 American soldiers are deployed in Iraq, said Colonel Myles Caggins.", 1
    )
    other = (
        "Erbil - Some 900 American soldiers are deployed in Iraq. Hoshyar Zebari, Qubad Talabani, Rebar Ahmed and "
        "Masrour Barzani met Aziz Ahmad."
    )
    pairs, _ = pairs_to_compare((*first, *claims("b", other, 28)), PACKS)
    assert [{i.partition(":")[0] for i in ids} for ids in pairs].count({"a", "b"}) == 1


def test_what_is_too_large_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "MOST_MET", 4)
    monkeypatch.setattr(blocks, "NEIGHBOURS", 2)
    monkeypatch.setattr(shelves, "MOST_ARTICLES", 5)
    monkeypatch.setattr(shelves, "NEXT_ARTICLES", 5)
    (claim,) = FIRE
    copies = [
        replace(claim, id=f"{n}:1-2", provenance=replace(claim.provenance, document=str(n))) for n in range(9)
    ]
    pairs, capped = pairs_to_compare(copies, PACKS)
    assert 8 < len(pairs) < 36
    assert ("SY", 9) in capped
    assert any(key.startswith("1|") and size == 9 for key, size in capped)
    report = check(
        [
            Document(str(n), TELLS.format(killed=12), "en", "0" * 64, published=claim.provenance.published)
            for n in range(9)
        ]
    )
    assert [s.reason for s in report.skipped if "too many to compare" in s.reason]
