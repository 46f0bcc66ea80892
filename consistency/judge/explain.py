"""Findings in words and with their evidence: both values, both sources, the words they stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from hashlib import blake2b
from unicodedata import bidirectional

from consistency.judge import times
from consistency.judge.confidence import CERTAIN
from consistency.model.claim import Claim
from consistency.model.document import Span
from consistency.model.finding import Evidence, Finding
from consistency.model.group import Level
from consistency.model.rule import Rule
from consistency.model.timex import Interval
from consistency.packs.ruleset import Packs
from consistency.packs.told_units import with_unit

LANGUAGES = ("en", "ar")
# Direction controls that an article brings along: in a message they would turn what stands round the value.
_NO_CONTROLS = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
# How a message tells a figure that is no single number, where the language's pack has no words for it (`bounds`).
_SIGNS = {"more-than": "> {low}", "at-least": "≥ {low}", "less-than": "< {high}", "at-most": "≤ {high}",
          "between": "{low}–{high}"}  # fmt: skip
# Evidence beyond the two sides: enough to see who else says so, few enough to read.
MOST_ALSO = 4


def finding(
    rule: Rule,
    a: Claim,
    b: Claim | None,
    also: Sequence[Claim],
    *,
    group: str | None,
    confidence: str,
    why: tuple[Level, ...],
    packs: Packs,
    at_time: bool = False,
    further: Mapping[str, str] | None = None,
) -> Finding:
    """A rule's finding on two claims (or one).

    at_time: the dates of the claims are at issue, not the figures. further: fields for the message besides those
    of the two claims.
    """
    sides = [
        ("a", a),
        *([("b", b)] if b is not None else []),
        *(("also", claim) for claim in also[:MOST_ALSO]),
    ]
    evidence = tuple(_evidence(claim, role, at_time) for role, claim in sides)
    documents = tuple(sorted({item.document for item in evidence}))
    message = tuple((language, _says(rule, a, b, language, packs, further or {})) for language in LANGUAGES)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        verdict=rule.verdict,
        confidence=confidence,
        message=message,
        fingerprint=fingerprint(rule.code, a, b, packs, at_time),
        group=group,
        documents=documents,
        evidence=evidence,
        why=why,
    )


def about_document(rule: Rule, document: str, byline: str) -> Finding:
    """A rule's finding on an article as a whole; it has no place in the text."""
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        verdict=rule.verdict,
        confidence=CERTAIN,
        message=tuple((language, fill(text, {"a.source": byline})) for language, text in rule.says),
        fingerprint=blake2b(
            f"{rule.code}\x1e{document}".encode("utf-8", "surrogatepass"), digest_size=8
        ).hexdigest(),
        group=None,
        documents=(document,),
        evidence=(),
    )


def _evidence(claim: Claim, role: str, at_time: bool) -> Evidence:
    span = claim.span
    if at_time and claim.time is not None and claim.time.mention is not None:
        span = claim.time.mention
    start = claim.quote_start
    text = claim.quote[span.start - start : span.end - start] if _quoted(claim, span) else claim.text
    return Evidence(
        document=claim.document,
        span=Span(*span),
        text=text,
        role=role,
        source=claim.provenance.byline,
        quote=claim.quote,
        quote_start=start,
        published=str(claim.provenance.published) if claim.provenance.published else None,
    )


def _quoted(claim: Claim, span: Span) -> bool:
    return claim.quote_start <= span.start and span.end <= claim.quote_start + len(claim.quote)


def fingerprint(code: str, a: Claim, b: Claim | None, packs: Packs, at_time: bool = False) -> str:
    """Of code, facets, the two values and the documents; the same wherever in its article a claim stands."""
    sides = sorted("\x1f".join(_identity(claim, packs, at_time)) for claim in (a, b) if claim is not None)
    return blake2b("\x1e".join([code, *sides]).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _identity(claim: Claim, packs: Packs, at_time: bool) -> list[str]:
    value = value_key(claim, packs)
    if at_time and claim.time is not None:
        value += f"@{claim.time.fuzzy.start}"
    return [
        claim.document,
        claim.counted.concept,
        claim.counted.role or "",
        claim.event or "",
        ",".join(claim.subjects),
        ",".join(claim.places),
        value,
    ]


def value_key(claim: Claim, packs: Packs) -> str:
    """A claim's value as text, the same for the same value however it is written and in whatever unit."""
    if claim.timex is not None:
        interval = claim.timex.interval
        return f"{interval.start}/{interval.end}/{claim.timex.value}"
    assert claim.quantity is not None
    quantity = packs.units.based(claim.quantity)
    return f"{number(quantity.low)}..{number(quantity.high)} {quantity.unit}"


def number(value: Decimal | None) -> str:
    """Plain digits with commas between thousands: 10,000 or 4.2; empty for an open side."""
    if value is None:
        return ""
    value = value.normalize() if abs(value) < Decimal(10) ** 20 else value
    return f"{value:,f}"


def _says(
    rule: Rule, a: Claim, b: Claim | None, language: str, packs: Packs, further: Mapping[str, str]
) -> str:
    fields = {f"a.{name}": value for name, value in _fields(a, language, packs).items()}
    if b is not None:
        fields.update({f"b.{name}": value for name, value in _fields(b, language, packs).items()})
        between = times.gap(a, b)
        fields["gap"] = times.gap_in_words(between, language, packs) if between is not None else "?"
    fields["what"] = _what(a, language, packs)
    fields.update(further)
    return fill(dict(rule.says).get(language) or dict(rule.says)["en"], fields)


def isolated(value: str, template: str) -> str:
    """A value for a template: its own direction marks taken out, and in isolates where it runs the other way."""
    plain = value.translate(_NO_CONTROLS)
    turns = any(map(str.isalnum, plain)) and _runs_left(plain) != _runs_left(template)
    return f"\u2068{plain}\u2069" if turns else plain


def _runs_left(text: str) -> bool:
    return not text.isascii() and any(bidirectional(char) in ("R", "AL") for char in text)


def fill(template: str, fields: Mapping[str, str]) -> str:
    """The template with `{name}` replaced; only names that `fields` has, no formats, no attributes.

    Raises: KeyError for an unknown name.
    """
    parts = template.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        filled += [isolated(fields[name], template), rest]
    return "".join(filled)


def _fields(claim: Claim, language: str, packs: Packs) -> dict[str, str]:
    phrase = claim.phrase or claim.span
    start = claim.quote_start
    words = claim.quote[phrase.start - start : phrase.end - start] if _quoted(claim, phrase) else claim.text
    mention = claim.time.mention if claim.time else None
    in_quote = mention is not None and _quoted(claim, mention)
    dated = (
        claim.quote[mention.start - start : mention.end - start] if mention is not None and in_quote else ""
    )
    return {
        "source": claim.provenance.byline,
        "text": claim.text,
        "figure": " ".join(words.split()),
        "value": _value(claim, language, packs),
        "places": _list([packs.name("place", place, language) for place in claim.places], language, packs)
        or "-",
        "holder": claim.attribution.text if claim.attribution else "-",
        "day": _day(claim),
        "window": dated or _day(claim),
        "readings": _readings(claim),
    }


def _list(names: Sequence[str], language: str, packs: Packs) -> str:
    """ "Iraq, Jordan, and Syria", as CLDR has it for the interface language."""
    table = packs.table("durations")
    patterns = table.get(language, table["en"])["list"]
    if len(names) < 3:
        return str(patterns["2"]).format(*names) if len(names) == 2 else "".join(names)
    told = str(patterns["end"]).format(names[-2], names[-1])
    for name in reversed(names[1:-2]):
        told = str(patterns["middle"]).format(name, told)
    return str(patterns["start"]).format(names[0], told)


def _readings(claim: Claim) -> str:
    """The months a date can be read as: `2021-06 / 2021-07`, or `06 / 07` where the year is unknown.

    Where a count contradicts the date beside it: what it would be by the count, and by the date.
    """
    if claim.timex is None:
        return ""
    if claim.timex.odds is not None:
        return " / ".join(reading.named for reading in claim.timex.odds.readings)
    known = [f"{i.start:%Y-%m}" for i in claim.timex.alternatives if i.start]
    return " / ".join(known or [f"{month:02d}" for month in claim.timex.months]) or claim.timex.value


def _value(claim: Claim, language: str, packs: Packs) -> str:
    if claim.quantity is None:
        return claim.timex.value if claim.timex else ""
    quantity = claim.quantity
    last = quantity.low if quantity.high is None else quantity.high
    told = with_unit(number(last), last, quantity.unit, language, packs)
    if quantity.low == quantity.high:
        return told
    if quantity.high is None:
        shape = "more-than" if quantity.modifier == "more-than" else "at-least"
    elif quantity.low is None:
        shape = "less-than" if quantity.modifier == "less-than" else "at-most"
    else:
        shape = "between"
    bounds = packs.settings(language).get("bounds") or _SIGNS
    # Of two bounds the one told last takes the unit.
    low = told if quantity.high is None else number(quantity.low)
    return str(bounds[shape]).replace("{low}", low).replace("{high}", told)


def _day(claim: Claim) -> str:
    """The claim's time as ISO text: a day, a month or a year where the interval is one, else its bounds."""
    days = times.as_of(claim)
    return "?" if days is None else Interval(*days).named


def _what(claim: Claim, language: str, packs: Packs) -> str:
    concept = claim.counted.concept
    if concept and not concept.startswith("text:"):
        return packs.name("concept", concept, language)
    return claim.counted.text or claim.text
