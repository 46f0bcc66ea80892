"""One figure in other words: digits, scripts, scale words, units and hedges that leave it what it is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256

from msgspec.structs import replace
from num2words import num2words

from consistency.model.claim import Claim
from consistency.model.document import Document, Span
from tests.property.test_number_round_trips import sayable, spell

_INDIC = {ord("0") + n: chr(ord("٠") + n) for n in range(10)} | {ord(","): "٬", ord("."): "٫"}
_HEDGES = {"en": ("about", "at least"), "ar": ("نحو", "ما لا يقل عن")}
# What stands round a number that is no bare count, by unit: before it and after it.
_UNITS = {
    ("en", "USD"): (("$", ""), ("", " dollars")),
    ("ar", "USD"): (("", " دولار"), ("", " دولار أميركي")),
    ("en", "%"): (("", " percent"),),
    ("en", "har"): (("", " hectares"),),
    ("en", "km2"): (("", " square kilometres"),),
    ("ar", "har"): (("", " هكتار"),),
    ("ar", "km2"): (("", " كيلومتر مربع"),),
    ("ar", "t"): (("", " طن"),),
}
# The same area in another unit, and how many of it one of the first is.
_OTHER_UNIT = {"har": ("km2", Decimal("0.01")), "km2": ("har", Decimal(100))}


def rewritten(document: Document, span: Span, new: str) -> Document:
    """The article with other words at this place."""
    text = document.text[: span.start] + new + document.text[span.end :]
    return replace(document, text=text, sha256=sha256(text.encode()).hexdigest())


def forms(claim: Claim) -> list[str]:
    """The claim's figure as people also write it; without the way it is written."""
    assert claim.quantity is not None and claim.quantity.low is not None
    value, unit, language = claim.quantity.low, claim.quantity.unit, claim.provenance.language
    found = list(dressed(value, unit, language))
    if unit in _OTHER_UNIT:
        other, factor = _OTHER_UNIT[unit]
        found += dressed(value * factor, other, language)
    return [form for form in dict.fromkeys(found) if form.casefold() != claim.text.casefold()]


def dressed(value: Decimal, unit: str, language: str) -> Iterator[str]:
    """A value with its unit in every form that is known here."""
    first, *others = (("", ""),) if unit == "1" else _UNITS.get((language, unit), (None,))
    if first is None:
        return
    written = list(numbers(value, language))
    yield from (f"{number}".join(first) for number in written if number[0].isdecimal() or not first[0])
    yield from (f"{written[-1]}".join(other) for other in others)


def numbers(value: Decimal, language: str) -> Iterator[str]:
    """Digits, with and without marks, and words; with a scale word where that is shorter."""
    value = value.normalize()
    whole = value == value.to_integral_value()
    yield f"{value:,f}"
    yield f"{value:f}"
    if language == "ar":
        yield f"{value:f}".translate(_INDIC)
        yield f"{value:,f}".translate(_INDIC)
    if whole and language == "en" and value < 10**6:
        yield num2words(int(value), lang="en").replace(",", "")
    if whole and language == "ar" and sayable(int(value)):
        yield _before_noun(spell(int(value), 0, 0, 0, False))
    scales = {"en": ((6, "million"),), "ar": ((6, "مليون"), (3, "ألف"))}
    for power, name in scales[language]:
        told = value.scaleb(-power).normalize()
        if 1 <= told < 1000 and len(told.as_tuple().digits) <= 3:
            yield f"{told:f} {name}"


def _before_noun(said: str) -> str:
    """An Arabic number as it stands before its noun: "two hundred" without its last letter, "a thousand" without
    its ending."""
    for scale in ("ألف", "مليون", "مليار"):
        said = said.removesuffix(f" {scale}ا") + (f" {scale}" if said.endswith(f" {scale}ا") else "")
    return said.removesuffix("ن") if said.endswith(("مئتان", "ألفان")) else said


def hedged(claim: Claim) -> list[str]:
    """The figure as written, behind hedges that it satisfies."""
    return [f"{hedge} {claim.text}" for hedge in _HEDGES[claim.provenance.language]]


def changed(claim: Claim, share: Decimal) -> str:
    """Another value in the form of digits: the claim's own plus this share of it, and at least two more or less."""
    assert claim.quantity is not None and claim.quantity.low is not None
    value = claim.quantity.low
    by = max(abs(value * share), Decimal(2))
    step = Decimal(1).scaleb(max(by.adjusted() - 1, 0))
    other = value + (by if share > 0 else -by) // step * step
    return next(dressed(other, claim.quantity.unit, claim.provenance.language))
