"""Figures and dates as a reader of the report sees them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from consistency.model.claim import Claim
from consistency.model.finding import Suppression
from consistency.model.group import Level
from consistency.model.quantity import Quantity
from consistency.model.rows import plain_number
from consistency.model.timex import Timex
from consistency.packs.told_units import with_unit
from consistency.report.names import installed
from consistency.report.words import Words

# What is told of a comparison where not all of it is: the weightiest facets for it, and as many against it.
MOST_FACETS = 4


def claim_value(claim: Claim, words: Words) -> str:
    """ "about 2,500", "since mid 2023-10"."""
    if claim.quantity:
        return quantity_value(claim.quantity, words)
    return timex_value(claim.timex, words) if claim.timex else ""


def claim_words(claim: Claim) -> str:
    """The figure with its hedge and noun, or the date, as the article words it."""
    span, start = claim.phrase or claim.span, claim.quote_start
    inside = start <= span.start and span.end <= start + len(claim.quote)
    words = claim.quote[span.start - start : span.end - start] if inside else ""
    return words or claim.text


def spokesman(claims: Sequence[Claim], words: Words) -> Claim:
    """The claim to show of several: one in the reader's language, if there is any."""
    return next((claim for claim in claims if claim.provenance.language[:2] == words.language), claims[0])


def quantity_value(quantity: Quantity, words: Words) -> str:
    low, high = _number(quantity.low), _number(quantity.high)
    last = quantity.low if quantity.high is None else quantity.high
    told = with_unit(_number(last) or "", last, quantity.unit, words.language, installed())
    modifier = quantity.modifier
    if quantity.low is None and high is not None and modifier not in ("less-than", "at-most"):
        modifier = "at-most"
    elif quantity.high is None and low is not None and modifier not in ("more-than", "at-least"):
        modifier = "at-least"
    elif quantity.low != quantity.high and None not in (low, high):
        modifier = "vague" if quantity.vague else "between"
    # Of two bounds the one told last takes the unit.
    one = None in (low, high) or modifier not in ("between", "vague")
    text = words(f"modifier.{modifier}", low=told if one else low, high=told)
    if quantity.per is None:
        return text
    rate = words.known(f"per.{quantity.per}", "") or words("per.other", what=quantity.per)
    return f"{text} {rate}"


def timex_value(timex: Timex, words: Words) -> str:
    if timex.problem and timex.alternatives:
        return f" {words('word.or')} ".join(reading.named for reading in timex.alternatives)
    shown = timex.value if timex.value.startswith("X") else timex.interval.named
    if timex.mod:
        shown = words.known(f"mod.{timex.mod}", "{date}").replace("{date}", shown)
    if timex.relation:
        shown = words.known(f"relation.{timex.relation}", "{date}").replace("{date}", shown)
    return shown


def told_aside(suppressed: Suppression, words: Words) -> str:
    """ "waived by Huda until 2026-12-31"; the reason is left to whoever shows it."""
    told = [words(f"suppressed.{suppressed.by}")]
    if suppressed.who:
        told.append(words("suppressed.who", who=suppressed.who))
    if suppressed.until:
        told.append(words("suppressed.until", date=suppressed.until))
    return " ".join(told)


def told_why(levels: Sequence[Level], words: Words, most: int | None = None) -> str:
    """ "what is counted, period: the same; place: one within the other; although words round it: none in common".

    Levels that weigh nothing are left out, and that the values differ, which the finding itself says.
    most: how many are told on each side at the most, the weightiest.
    """
    told = _levels(_weightiest([level for level in levels if level.weight > 0], most), words)
    contrary = [level for level in levels if level.weight < 0 and level.facet != "value"]
    against = _levels(_weightiest(contrary, most), words)
    return words("phrase.although", told=told, against=against) if told and against else told or against


def _weightiest(levels: list[Level], most: int | None) -> list[Level]:
    kept = sorted(levels, key=lambda level: -abs(level.weight))[:most]
    return [level for level in levels if level in kept]


def _levels(levels: Sequence[Level], words: Words) -> str:
    """Facets by the level they reach."""
    reached: dict[str, list[str]] = {}
    for level in levels:
        known = words.known(f"level.{level.level}", level.level.replace("-", " "))
        told = words.known(f"level.{level.facet}.{level.level}", known)
        reached.setdefault(told, []).append(words.known(f"facet.{level.facet}", level.facet))
    return words.semicolon.join(f"{words.comma.join(names)}: {told}" for told, names in reached.items())


def _number(value: Decimal | None) -> str | None:
    number = plain_number(value)
    return None if number is None else f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
