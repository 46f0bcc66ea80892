"""How messages tell a figure with its unit: "5 years", "1,500 US dollars". CLDR's names, and a language's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Literal

from consistency.packs.ruleset import Packs
from consistency.packs.tables import Field, Roots, Row, read_tables

# CLDR's plural categories, each with a number of it in every language that has the category.
_NUMBER_OF = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}
# What CLDR names at length, where it does: "5 years" rather than "5 yr".
_AT_LENGTH = "duration-"


def _pattern(word: str) -> str:
    if "{0}" not in word:
        raise ValueError(word)
    return word


_FORMS = {name: Field(_pattern, "a pattern with {0}", needed=name == "other") for name in _NUMBER_OF}


def compile_told(
    roots: Roots, tags: Iterable[str], units: Mapping[str, Row], currencies: Mapping[str, Row]
) -> dict[str, dict[str, Row]]:
    """By language, of those with a `told/` of their own: unit -> plural category -> pattern with `{0}`.

    Source of the names and plural rules: CLDR through Babel. Raises: PackError.
    """
    told: dict[str, dict[str, Row]] = {}
    for tag in sorted(tags):
        own = read_tables(roots, f"languages/{tag}/told", {"told": _FORMS})["told"]
        if not own:
            continue
        told[tag] = {code: _spared(_money(code, tag)) for code in sorted(currencies)}
        for unit, row in units.items():
            if "cldr" in row:
                told[tag][unit] = _spared(cldr_forms(row["cldr"], tag))
        told[tag].update(own)
    return told


def _money(code: str, language: str) -> Row:
    """CLDR's names of a currency. A language that has a dual tells one and two by nouns that hold the number; beside
    digits they are told as large numbers are."""
    from babel import Locale
    from babel.numbers import get_currency_name

    forms = {name: f"{{0}} {get_currency_name(code, n, language)}" for name, n in _NUMBER_OF.items()}
    dual = "two" in Locale.parse(language).plural_form.tags
    return forms | ({"one": forms["other"], "two": forms["other"]} if dual else {})


def cldr_forms(unit: str, language: str) -> Row:
    """Plural category -> pattern, of a unit by CLDR's id. A form without its number ("two years" in one word) is told
    by that of large numbers."""
    forms = {name: cldr_told(number, unit, language) for name, number in _NUMBER_OF.items()}
    large = forms["other"].replace(str(_NUMBER_OF["other"]), "{0}")
    return {
        name: form.replace(str(number), "{0}") if str(number) in form else large
        for (name, form), number in zip(forms.items(), _NUMBER_OF.values(), strict=True)
    }


def cldr_told(number: int, unit: str, language: str) -> str:
    """ "3 years". Durations at length, other units in short; likewise what Babel does not find at length, for which it
    gives the id."""
    from babel.units import format_unit

    def told(length: Literal["long", "short"]) -> str:
        return str(format_unit(number, unit, length=length, locale=language, numbering_system="latn"))

    long = told("long") if unit.startswith(_AT_LENGTH) else ""
    return long if long and unit not in long else told("short")


def _spared(forms: Row) -> Row:
    """Without the categories that are told as any other number is."""
    return {name: form for name, form in forms.items() if name == "other" or form != forms["other"]}


def with_unit(told: str, number: Decimal | None, unit: str, language: str, packs: Packs) -> str:
    """A number as it is told, with its unit. number: what it is, to choose the form by.

    What no language names is told by its code, an amount in letters ("R") by these.
    """
    if unit == "1":
        return told
    table = packs.table("told")
    forms: Mapping[str, Any] | None = (table.get(language) or table["en"]).get(unit)
    if forms is None:
        return f"{told} {unit.rpartition(':')[2]}"
    category = "other" if number is None else plural_category(language, number)
    return str(forms.get(category) or forms["other"]).replace("{0}", told)


def unit_name(unit: str, language: str, packs: Packs) -> str:
    """ "US dollars"; nothing for the unit of counts."""
    return with_unit("", None, unit, language, packs).strip()


def plural_category(language: str, number: int | Decimal) -> str:
    """CLDR's category of a number, not negative. Source: CLDR plural rules for `en` and `ar`."""
    if number != int(number):
        return "other"
    whole = int(number)
    if language != "ar":
        return "one" if whole == 1 else "other"
    if whole < 3:
        return ("zero", "one", "two")[max(whole, 0)]
    rest = whole % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"
