"""The data of the packs: words found in texts, facts and how they relate, the linter."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from consistency.find.tokens import tokenize
from consistency.packs.cache import load_packs
from consistency.packs.hygiene import lint
from consistency.packs.locate import rules_root
from consistency.packs.ruleset import Packs
from consistency.packs.strict_yaml import read_yaml
from consistency.packs.units import Units
from tests.tables import CASES, rows


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs()


@pytest.fixture(scope="module")
def units(packs: Packs) -> Units:
    return Units(packs.table("units"), packs.table("currencies"), packs.table("families"))


COMMON: Any = read_yaml(CASES / "ar" / "common_words.yaml")


@pytest.mark.parametrize("word", COMMON["common"])
def test_common_words_are_no_names(packs: Packs, word: str) -> None:
    assert packs.lexicon("ar").is_common(word)


@pytest.mark.parametrize("word", COMMON["names"])
def test_names_are_no_common_words(packs: Packs, word: str) -> None:
    assert not packs.lexicon("ar").is_common(word)


@pytest.mark.parametrize("row", rows("packs/words"))
def test_words(packs: Packs, row: dict[str, Any]) -> None:
    tokens = tokenize(row["text"], packs.lexicon(row["language"]))
    hits = tokens.hits(range(len(tokens.words)))
    found = [f"{s.kind}:{s.id}" for hit in hits for form in hit.forms for s in form.senses]
    rest = iter(found)
    assert all(wanted in rest for wanted in row.get("finds", [])), found
    assert not set(found) & set(row.get("not", []))


@pytest.mark.parametrize("row", rows("packs/problems"))
def test_problems(tmp_path: Path, row: dict[str, Any]) -> None:
    root = tmp_path / "rules"
    script = (rules_root() / "scripts" / "arab.yaml").read_text(encoding="utf-8")
    for name, text in {
        "languages/ar/pack.yaml": "language: ar\nscript: arab\nsource: own\nletters: {أ: ا, ک: ك}\n",
        "languages/ar/nouns.yaml": row.get("terms", "source: own\nconcept:\n  - {id: dog, words: [كلب]}\n"),
        "counted/all.yaml": row.get(
            "facts", "source: own\nconcepts:\n  animal: {class: animal}\n  dog: {broader: animal}\n"
        ),
        "scripts/arab.yaml": script,
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    said = [str(problem) for problem in lint(root)]
    if row["says"]:
        assert any(row["says"] in line for line in said), said
    else:
        assert not said


def test_our_packs_are_clean() -> None:
    assert [str(problem) for problem in lint(rules_root())] == []


@pytest.mark.parametrize("row", rows("packs/units"))
def test_conversion(units: Units, row: dict[str, str]) -> None:
    given = units.convert(Decimal(row["value"]), row["unit"], row["into"])
    assert given == (Decimal(row["gives"]) if row["gives"] else None)


@pytest.mark.parametrize("row", rows("packs/relations", "currencies"))
def test_bare_currencies(units: Units, row: dict[str, str]) -> None:
    assert units.currency(row["family"], row["country"] or None) == (row["gives"] or None)


def within(packs: Packs, table: str, ident: str) -> list[str]:
    """An id and all that it lies within; an id that no table knows lies within itself only."""
    found: list[str] = packs.table(table).get(ident, {"within": [ident]})["within"]
    return found


@pytest.mark.parametrize("row", rows("packs/relations", "concepts"))
def test_concepts_meet(packs: Packs, row: dict[str, str]) -> None:
    one, other = row["one"], row["other"]
    meet = one in within(packs, "counted", other) or other in within(packs, "counted", one)
    assert meet == (row["meets"] == "yes")


@pytest.mark.parametrize("row", rows("packs/relations", "places"))
def test_places_meet(packs: Packs, row: dict[str, str]) -> None:
    one, other = row["one"], row["other"]

    def reaches(place: str, area: str) -> bool:
        told = {place, *packs.table("places").get(place, {}).get("overlaps", [])}
        return not told.isdisjoint(within(packs, "places", area))

    assert (reaches(one, other) or reaches(other, one)) == (row["meets"] == "yes")


@pytest.mark.parametrize("row", rows("packs/relations", "subjects"))
def test_subjects_meet(packs: Packs, row: dict[str, str]) -> None:
    assert (row["other"] in within(packs, "subjects", row["one"])) == (row["meets"] == "yes")


def test_every_country_is_known(packs: Packs) -> None:
    places = packs.table("places")
    assert {"IQ", "SY", "US", "PS", "XK", "TW", "EH"} <= places.keys()
    assert all(row["within"][0] == ident for ident, row in places.items())
