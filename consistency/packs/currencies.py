"""The currencies that are money somewhere today, with the names CLDR has for them.

What news calls them by one word ("bolivianos") is taken too, where the word names one currency only and the
language's pack does not set it aside as an ordinary word (`not_currencies`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from functools import cache
from unicodedata import normalize

from consistency.packs.language import PlainSense

# One word stands for a currency alone from this length on: shorter ones are other words too ("som", "lev").
_SHORTEST = 4
# Which word of a name is the money's, by language: "Bolivian boliviano", "بوليفيانو بوليفي".
_HEAD = {"en": -1, "ar": 0}


@cache
def current_currencies() -> Mapping[str, tuple[str, ...]]:
    """ISO 4217 code -> the countries where it is tender now. Source: CLDR through Babel."""
    from babel.core import get_global

    found: dict[str, list[str]] = {}
    for country, rows in sorted(get_global("territory_currencies").items()):
        for code, _, end, tender in rows:
            if tender and end is None and len(country) == 2 and country.isalpha():
                found.setdefault(code, []).append(country)
    return {code: tuple(found[code]) for code in sorted(found)}


@cache
def head_word(code: str) -> str:
    """What the money is called in English without its country: `dollar`."""
    from babel.numbers import get_currency_name

    return str(get_currency_name(code, count=1, locale="en").split()[-1])


def currency_terms(language: str, omitted: Collection[str] = ()) -> list[tuple[str, PlainSense]]:
    """(name, sense) for every currency in a language; none for a language without a rule for its names."""
    place = _HEAD.get(language)
    if place is None:
        return []
    found: list[tuple[str, PlainSense]] = []
    heads: Counter[str] = Counter()
    head_of: dict[str, set[str]] = {}
    for code in current_currencies():
        names = {name for name in _names(code, language) if " " in name}
        mine = {name.split()[place] for name in names}
        heads.update(mine)
        head_of[code] = mine
        for name in sorted(names):
            case = [["case", "capital"]] if name[0].isupper() else []
            found.append((name, ["currency", code, case]))
    for code, mine in head_of.items():
        for head in sorted(mine):
            if heads[head] == 1 and len(head) >= _SHORTEST and head.casefold() not in omitted:
                found.append((head, ["currency", code, []]))
    return found


def _names(code: str, language: str) -> set[str]:
    """Its names for one and for many, with their accents and without."""
    from babel.numbers import get_currency_name

    names = {get_currency_name(code, count=count, locale=language) for count in (1, 2)} - {code}
    if language != "ar":
        names |= {
            "".join(c for c in normalize("NFKD", n) if not "\u0300" <= c <= "\u036f") for n in set(names)
        }
    return {name.replace("\u02bb", "'").replace("&", "and").replace(".", "") for name in names}
