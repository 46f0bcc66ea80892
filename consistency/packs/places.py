"""Places: countries by ISO 3166 code with the names CLDR has, and what lies within what."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.errors import PackError
from consistency.packs.counted import ancestry
from consistency.packs.language import PlainSense
from consistency.packs.tables import WORD, WORDS, Field, Roots, Row, one_of, read_tables

KINDS = ("region", "country", "province", "capital", "city", "town", "area", "water", "site")

_PLACE = {
    "kind": Field(one_of(*KINDS), f"one of {', '.join(KINDS)}", needed=True),
    "part-of": WORD,
    "overlaps": WORDS,
}

# CLDR's territories are continents and groups (digits) and countries (letters); these letters are no country.
_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"})


def compile_places(roots: Roots) -> dict[str, Row]:
    """Every country, and the places of `rules/places`, by id, each with `within`. Raises: PackError."""
    places: dict[str, Row] = {code: {"kind": "country"} for code in country_codes()}
    places.update(read_tables(roots, "places", {"places": _PLACE})["places"])
    for ident, row in places.items():
        row["within"] = ancestry(places, ident, "part-of", "rules/places")
        for other in row.get("overlaps", []):
            if other not in places:
                raise PackError(
                    f"{ident!r} overlaps unknown {other!r}",
                    place="rules/places",
                    advice="add it, or mend the name",
                )
    return places


def country_codes() -> list[str]:
    """ISO 3166 alpha-2 codes of the countries and territories that CLDR names."""
    from babel import Locale

    codes = [str(code) for code in Locale("en").territories]
    return sorted(code for code in codes if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY)


def country_terms(language: str, omitted: Sequence[str] = ()) -> list[tuple[str, PlainSense]]:
    """(name, sense) for every country in a language; none for a language that CLDR lacks.

    omitted: names that are ordinary words of the language too often.
    """
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale(language).territories
    except (UnknownLocaleError, ValueError):
        return []
    found: list[tuple[str, PlainSense]] = []
    for code in country_codes():
        name = _plain_name(names.get(code, ""))
        if name and name not in omitted:
            case = [["case", "capital"]] if name[0].isupper() else []
            found.append((name, ["place", code, case]))
    return found


def _plain_name(name: str) -> str:
    """A name of CLDR as an article writes it; "" for what no article writes ("Congo - Kinshasa")."""
    name = name.partition("(")[0].replace(".", " ").replace("&", "and").replace("\u2019", "'").strip()
    return "" if " - " in name else name
