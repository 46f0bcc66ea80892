"""Units of measure and currencies: dimension, exact factor, conversion within a dimension."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from consistency.errors import PackError
from consistency.model.quantity import Quantity
from consistency.packs.currencies import current_currencies, head_word
from consistency.packs.tables import (
    DECIMAL,
    FLAG,
    FRACTION,
    WORD,
    WORDS,
    Field,
    Roots,
    Row,
    fraction,
    read_tables,
)

_UNIT = {
    "dimension": Field(str, "a word such as length", needed=True),
    "factor": FRACTION,
    "offset": Field(fraction, "a number"),
    "cldr": WORD,
    "of": WORD,
    "an_hour": WORD,
}
_CURRENCY = {"family": WORD, "countries": WORDS, "parts": DECIMAL}
_FAMILY = {
    "default": WORD,
    "like": WORD,
    "mark": FLAG,
    "parts": DECIMAL,
    "members": Field(str, "a list of ISO 4217 codes", many=True, needed=True),
}

# The whole that shares are parts of.
_WHOLE = {"factor": "1"}
# Begins the unit of an amount in a currency's bare name, where it is open which of several is meant.
FAMILY = "family:"
# Digits kept when a converted value does not end (a third of a mile): far beyond what any article states.
_DIGITS = 28


def compile_units(roots: Roots) -> tuple[dict[str, Row], dict[str, Row], dict[str, Row]]:
    """(units, currencies, families of currencies) by id. Raises: PackError."""
    tables = read_tables(roots, "units", {"units": _UNIT, "currencies": _CURRENCY, "families": _FAMILY})
    units, currencies, families = tables["units"], tables["currencies"], tables["families"]
    for name, row in families.items():
        for code in (*row["members"], *([row["default"]] if "default" in row else [])):
            if code not in currencies:
                raise PackError(
                    f"family {name!r} names unknown currency {code!r}",
                    place="rules/units",
                    advice="add it under `currencies`, or mend the code",
                )
    _complete(currencies, families)
    return units, currencies, families


def _complete(currencies: dict[str, Row], families: dict[str, Row]) -> None:
    """Add the currencies of CLDR that our table lacks; those that a family's name calls too join the family."""
    for code, countries in current_currencies().items():
        if code not in currencies:
            currencies[code] = {"countries": list(countries)}
            family = head_word(code)
            if family in families:
                currencies[code]["family"] = family
                families[family]["members"] = [*families[family]["members"], code]


class Units(Struct, frozen=True, eq=False):
    """The units, currencies and currency families as questions."""

    units: Mapping[str, Mapping[str, Any]]
    currencies: Mapping[str, Mapping[str, Any]]
    families: Mapping[str, Mapping[str, Any]]
    _local: dict[str, dict[str, str]] = field(default_factory=dict)

    def dimension(self, unit: str) -> str | None:
        """`length`, `area` ...; `money:USD` for a currency (no exchange rates); None for an unknown unit.

        The unit "1" has none: it is a count's as well as a share's.
        """
        if unit in self.currencies:
            return f"money:{unit}"
        row = self.units.get(unit)
        return str(row["dimension"]) if row else None

    def an_hour(self, unit: str) -> str:
        """The unit of speed that a length is short for where a speed is told; the unit itself for all others."""
        return str(self.units.get(unit, {}).get("an_hour", unit))

    def told_of(self, unit: str) -> str:
        """The concept that every amount in a unit is of (a gigabyte is one of data); "" for most units."""
        return str(self.units.get(unit, {}).get("of", ""))

    def kin(self, unit: str) -> str:
        """The family of a currency that has one (`family:pound`); any other unit as it is."""
        family = self.currencies.get(unit, {}).get("family")
        return f"{FAMILY}{family}" if family else unit

    def may_be(self, one: str, other: str) -> bool:
        """Whether one is a bare name (`family:pound`) and the other a currency of that name."""
        return one != other and (self.kin(one) == other or self.kin(other) == one)

    def quantity(self, quantity: Quantity, unit: str) -> Quantity | None:
        """The quantity in another unit, bounds and written precision alike; None without a factor."""
        if quantity.unit == unit:
            return quantity
        if "1" in (quantity.unit, unit) and quantity.kind != "share":
            return None
        bounds = (quantity.low, quantity.high, quantity.step)
        low, high, step = (
            None if value is None else self.convert(value, quantity.unit, unit) for value in bounds
        )
        if step is None or (low is None and high is None):
            return None
        return replace(quantity, low=low, high=high, unit=unit, step=step)

    def based(self, quantity: Quantity) -> Quantity:
        """The quantity in the base unit of its dimension, in which one size in two units is one value.

        Money, counts and units that no table knows stay as they are.
        """
        own = self.units.get(quantity.unit)
        if own is None:
            return quantity
        for unit, row in self.units.items():
            if row["dimension"] == own["dimension"] and row["factor"] == "1" and "offset" not in row:
                return self.quantity(quantity, unit) or quantity
        return quantity

    def convert(self, value: Decimal, unit: str, into: str) -> Decimal | None:
        """The value in another unit of the same dimension, exact where it ends; None across dimensions.

        "1" is the whole of a share ("nine in ten" is 90 %); whether a figure is one, its kind tells.
        """
        if unit == into or self.may_be(unit, into):
            return value
        dimension = "share" if unit == "1" else self.dimension(unit)
        wanted = "share" if into == "1" else self.dimension(into)
        if dimension is None or dimension != wanted or unit in self.currencies:
            return None
        one, other = self.units.get(unit, _WHOLE), self.units.get(into, _WHOLE)
        base = Fraction(value) * _exact(one["factor"]) + _exact(one.get("offset", "0"))
        result = (base - _exact(other.get("offset", "0"))) / _exact(other["factor"])
        with localcontext() as context:
            context.prec = _DIGITS
            return Decimal(result.numerator) / Decimal(result.denominator)

    def in_base(self, value: Decimal, unit: str) -> tuple[Decimal, str]:
        """The value in the base unit of its dimension, with the dimension's name; counts and money as they are."""
        row = self.units.get(unit)
        if row is None:
            return value, self.kin(unit)
        if row["factor"] == "1" and "offset" not in row:
            return value, str(row["dimension"])
        base = Fraction(value) * _exact(row["factor"]) + _exact(row.get("offset", "0"))
        with localcontext() as context:
            context.prec = _DIGITS
            return Decimal(base.numerator) / Decimal(base.denominator), str(row["dimension"])

    def currency(self, family: str, country: str | None = None) -> str | None:
        """What a bare `pound` means in a text about a country; the family's default without one."""
        row = self.families.get(family.removeprefix("family:"))
        if row is None:
            return None
        if country is not None and (own := self.local(family, country)):
            return own
        default = row.get("default")
        return None if default is None else str(default)

    def is_mark(self, family: str) -> bool:
        """Whether a family is of letters that are money in stories of its countries only ("R5 million")."""
        return bool(self.families.get(family.removeprefix(FAMILY), {}).get("mark"))

    def bare(self, family: str) -> str | None:
        """For parts of a currency (cents), the family they are told in where nothing settles which; else None."""
        like = self.families.get(family.removeprefix(FAMILY), {}).get("like")
        return f"{FAMILY}{like}" if like else None

    def worth(self, family: str, code: str) -> Decimal:
        """By what an amount told in parts is to be multiplied in a currency: fils are read as thousandths.

        family: of parts; code: a member of it, or another family.
        """
        read = self.families.get(family.removeprefix(FAMILY), {}).get("parts")
        own = self.currencies.get(code, {}).get("parts")
        return Decimal(read) / Decimal(own) if read and own else Decimal(1)

    def members(self, family: str) -> frozenset[str]:
        """The currencies of a family."""
        return frozenset(self.families.get(family.removeprefix(FAMILY), {}).get("members", ()))

    def local(self, family: str, country: str) -> str | None:
        """The member of a family that is a country's money; None where it has none."""
        name = family.removeprefix(FAMILY)
        if name not in self._local:
            members = self.families[name]["members"] if name in self.families else ()
            # Of two members of one country the first is meant.
            self._local[name] = {
                land: str(code)
                for code in reversed(members)
                for land in self.currencies[code].get("countries", [])
            }
        return self._local[name].get(country)


@lru_cache
def _exact(number: str) -> Fraction:
    """A number of the table, taken apart once."""
    return Fraction(number)
