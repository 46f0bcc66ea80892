"""The interface's words: both languages have the same keys, every form of number, and a plain YAML form."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from consistency.errors import ConfigError
from consistency.judge.times import gap_in_words
from consistency.model.quantity import MODIFIERS
from consistency.model.timex import RELATIONS
from consistency.model.verdicts import SEVERITIES, VERDICTS
from consistency.packs.cache import load_packs
from consistency.packs.locate import reports_root
from consistency.packs.strict_yaml import read_yaml
from consistency.packs.told_units import plural_category, with_unit
from consistency.report.words import LANGUAGES, load_words

# Families that are a name of money rather than letters.
FAMILIES = (
    "dollar",
    "pound",
    "lira",
    "dinar",
    "riyal",
    "dirham",
    "franc",
    "crown",
    "peso",
    "rupee",
    "rouble",
    "shilling",
)
CATEGORIES = {"en": {"one", "other"}, "ar": {"zero", "one", "two", "few", "many", "other"}}


def stems(language: str) -> set[str]:
    texts = load_words(language).texts
    return {key.rsplit(".", 1)[0] if key.startswith("count.") else key for key in texts}


def test_both_languages_say_the_same() -> None:
    assert stems("en") == stems("ar")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_count_has_every_form(language: str) -> None:
    texts = load_words(language).texts
    for stem in stems(language):
        if stem.startswith("count."):
            assert {c for c in CATEGORIES[language] if f"{stem}.{c}" in texts} == CATEGORIES[language], stem


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_line_reader_agrees_with_yaml(language: str) -> None:
    assert load_words(language).texts == read_yaml(reports_root() / "messages" / f"{language}.yaml")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_the_model_has_words(language: str) -> None:
    texts = load_words(language).texts
    wanted = [f"verdict.{name}" for name in VERDICTS] + [f"severity.{name}" for name in SEVERITIES]
    wanted += [f"modifier.{name}" for name in MODIFIERS] + [f"relation.{name}" for name in RELATIONS]
    assert [key for key in wanted if key not in texts] == []


def test_facets_and_levels_of_the_alignment_have_words() -> None:
    texts = load_words("en").texts
    missing = set()
    table = load_packs().table("alignment")["levels"]
    for sort in ("figures", "dates"):
        for facet, levels in table[sort].items():
            if isinstance(levels, dict):
                missing |= {f"facet.{facet}"} - set(texts)
                missing |= {f"level.{level}" for level, points in levels.items() if points != "never"} - set(
                    texts
                )
    assert missing == set()


@pytest.mark.parametrize(
    ("number", "category"),
    [
        (0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (99, "many"),
        (100, "other"),
        (102, "other"), (103, "few"), (110, "few"), (111, "many"), (200, "other"), (1003, "few"),
    ],
)  # fmt: skip
def test_arabic_plurals(number: int, category: str) -> None:
    assert plural_category("ar", number) == category


@pytest.mark.parametrize(
    ("language", "number", "says"),
    [
        ("en", 1, "1 article"), ("en", 5, "5 articles"), ("en", 0, "0 articles"),
        ("en", 1234, "1,234 articles"),
        ("ar", 0, "لا مقالات"), ("ar", 1, "مقالة واحدة"), ("ar", 2, "مقالتان"), ("ar", 5, "5 مقالات"),
        ("ar", 12, "12 مقالة"), ("ar", 100, "100 مقالة"),
    ],
)  # fmt: skip
def test_counts(language: str, number: int, says: str) -> None:
    assert load_words(language).count("articles", number) == says


def test_unknown_interface() -> None:
    with pytest.raises(ConfigError, match="does not speak 'fr'"):
        load_words("fr")


def test_no_message_holds_marks_a_terminal_obeys() -> None:
    for language in LANGUAGES:
        for text in load_words(language).texts.values():
            assert not re.search("[\x00-\x1f\u2066-\u2069\u202a-\u202e]", text)


@pytest.mark.parametrize(
    ("language", "number", "unit", "says"),
    [
        ("en", "1", "a", "1 year"), ("en", "35", "a", "35 years"), ("en", "2.5", "h", "2.5 hours"),
        ("en", "1300", "[ft_i]", "1,300 ft"), ("en", "40", "USD", "40 US dollars"),
        ("en", "3", "family:dinar", "3 dinars"), ("en", "12", "family:R", "12 R"), ("en", "42", "%", "42%"),
        ("en", "5.1", "{magnitude}", "magnitude 5.1"), ("en", "7", "1", "7"), ("en", "9", "furlong", "9 furlong"),
        ("ar", "2", "mo", "2 شهر"), ("ar", "5", "a", "5 سنوات"), ("ar", "11", "t", "11 طنا"),
        ("ar", "100", "d", "100 يوم"), ("ar", "2.5", "km", "2.5 كم"), ("ar", "2", "TND", "2 دينار تونسي"),
        ("ar", "4", "TND", "4 دينارات تونسية"), ("ar", "8", "USD", "8 دولارات أميركية"),
    ],
)  # fmt: skip
def test_a_figure_is_told_with_its_unit(language: str, number: str, unit: str, says: str) -> None:
    value = Decimal(number)
    assert with_unit(f"{value:,}", value, unit, language, load_packs()) == says


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_has_a_name(language: str) -> None:
    packs = load_packs()
    units = {*packs.table("units"), *packs.table("currencies"), *(f"family:{name}" for name in FAMILIES)}
    told = packs.table("told")[language]
    assert units - set(told) == set()
    forms = [form for one in told.values() for form in one.values()]
    ids = [row["cldr"] for row in packs.table("units").values() if "cldr" in row]
    assert [form for form in forms if "{0}" not in form or any(ident in form for ident in ids)] == []


@pytest.mark.parametrize(
    ("days", "says"), [(1, "يوم"), (2, "يومان"), (61, "شهران"), (100, "3 أشهر ونيف"), (2000, "5 سنوات ونيف")]
)
def test_a_gap_is_told_in_arabic(days: int, says: str) -> None:
    assert gap_in_words(timedelta(days=days), "ar", load_packs()) == says
