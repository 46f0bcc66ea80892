"""Figures to claims: every quantity with what it counts, whose, where, when, who says so, and in what sense."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from consistency.claims import force
from consistency.claims.about import About
from consistency.claims.attackers import counted_along, with_attacker
from consistency.claims.counted import counted
from consistency.claims.currency import settled
from consistency.claims.ellipsis import converted, with_unit
from consistency.claims.figure import Figure
from consistency.claims.frame import frame, provenance
from consistency.claims.happened import by_so_many, cut, happened, is_cut
from consistency.claims.nounphrase import noun_phrase
from consistency.claims.resumed import goes_on, resumed
from consistency.claims.said import Source, attribution, sources
from consistency.claims.scene import Scene
from consistency.claims.shared import shared
from consistency.claims.sport import in_sport
from consistency.claims.when import claim_time
from consistency.claims.where import places
from consistency.claims.wholes import part_of
from consistency.claims.whose import subjects
from consistency.model.claim import Claim, Counted, Provenance
from consistency.model.document import Moment, Span
from consistency.model.quantity import Quantity, QuantityMention
from consistency.model.timex import TimexMention


def bind(
    scene: Scene,
    quantities: Sequence[QuantityMention],
    times: tuple[TimexMention, ...],
    published: Moment | None,
    theme: About,
) -> tuple[Claim, ...]:
    """A claim for every quantity, in text order."""
    firsts = [q.first for q in quantities]
    known = sources(scene, times)
    origin = provenance(scene.document, published)
    figures: list[Figure] = []
    claims: list[Claim] = []
    for figure in _figures(scene, quantities, times, firsts):
        figures.append(figure)
        claims.append(_claim(scene, figure, firsts, known, origin, theme))
    bound = in_sport(scene, shared(scene, claims, figures))
    return tuple(settled(scene, counted_along(bound), theme.countries))


def _figures(
    scene: Scene, quantities: Sequence[QuantityMention], times: Sequence[TimexMention], firsts: Sequence[int]
) -> Iterator[Figure]:
    dates = [time.first for time in times]
    taken = {*firsts, *dates}
    beyond = (*firsts[1:], len(scene.tokens.words))
    before: QuantityMention | None = None
    behind = floor = 0
    for bare, former, following in zip(quantities, (-1, *firsts), beyond, strict=False):
        passage = scene.passage(bare.span.start)
        phrase = noun_phrase(scene, bare, passage, taken)
        mention = with_unit(scene, bare, passage, before, phrase.head is not None)
        if before is None or not (mention.quantity.kind == "share" or converted(scene, before, mention)):
            before = mention  # "fell 3% to 412 billion": the unit of the amount before both
        date = bisect_left(dates, mention.first)
        clause = scene.clause(passage, mention.first, max(mention.last, phrase.last))
        clause, aside = resumed(scene, passage, clause, mention, former)
        rest = goes_on(scene, passage, clause, mention, phrase.last)
        ahead = date if rest is None else bisect_left(dates, rest.first)
        yield Figure(
            mention=mention,
            first=mention.first,
            last=mention.last,
            passage=passage,
            phrase=phrase,
            clause=clause,
            former=former,
            following=following,
            behind=max(behind, floor),
            elliptic=mention is not bare,
            earlier=times[date - 1] if date else None,
            later=times[ahead] if ahead < len(times) else None,
            aside=aside,
            rest=rest,
        )
        behind = phrase.head + 1 if phrase.head is not None else 0
        if scene.packs.units.dimension(mention.quantity.unit) != "time" or phrase.head is not None:
            floor = mention.first + 1  # "profit for the nine months was $12 million"


def _claim(
    scene: Scene,
    figure: Figure,
    firsts: Sequence[int],
    known: tuple[Source, ...],
    origin: Provenance,
    theme: About,
) -> Claim:
    """What a figure states by itself. firsts: first tokens of all figures; known: the reports told of."""
    mention = figure.mention
    what = happened(scene, figure, counted(scene, figure))
    led = by_so_many(figure) and scene.packs.table("counted").get(what.concept, {}).get("class") == "vote"
    said, source = attribution(scene, figure, known)
    past, standing = force.told_as_past(scene, figure), scene.packs.standing(what.concept)
    owners = subjects(scene, figure, what)
    cues = force.changes(scene, figure)
    quantity = mention.quantity
    befell = scene.packs.table("roles").get(what.role or "", {}).get("kind") == "casualty"
    if modifier := force.bounded(scene, figure):
        quantity = _opened(quantity, modifier)
    quantity = _an_hour(scene, quantity, what)
    change, moved = "level" if led else force.change(scene, figure, cues), force.moved(cues)
    if is_cut(scene, what, change):
        what, change, moved = cut(scene, what), "level", None
    modality = force.modality(scene, figure)
    asserted = modality == "asserted"
    return Claim(
        **frame(scene, figure.passage, mention.span, mention.span, origin, theme, mention.pack),
        counted=what,
        subjects=owners,
        places=places(scene, figure, what, owners),
        time=claim_time(scene, figure, firsts, source, origin.published, past, standing, befell, asserted),
        attribution=said,
        modality=modality,
        change=change,
        quantity=quantity,
        moved=moved,
        with_attacker=with_attacker(scene, figure),
        several=force.several(figure),
        part_of=part_of(scene, figure),
        scope=force.scope(scene, figure),
        phrase=_quotable(scene, mention, figure.phrase.last),
    )


def _opened(quantity: Quantity, modifier: str) -> Quantity:
    """A single value with the bound that a modifier leaves open; "about" leaves none."""
    if modifier in ("more-than", "at-least"):
        return replace(quantity, modifier=modifier, high=None)
    if modifier in ("less-than", "at-most"):
        return replace(quantity, modifier=modifier, low=None)
    return replace(quantity, modifier=modifier)


def _an_hour(scene: Scene, quantity: Quantity, what: Counted) -> Quantity:
    """A length where a speed is told, which is so many an hour: "كانت تسير بسرعة 120 كيلومترا"."""
    units = scene.packs.units
    unit = units.an_hour(quantity.unit)
    measures = scene.packs.table("counted").get(what.concept, {}).get("measures", ())
    if what.role or unit == quantity.unit or units.dimension(unit) not in measures:
        return quantity
    return replace(quantity, unit=unit)


def _quotable(scene: Scene, mention: QuantityMention, last: int) -> Span:
    """From the hedge to the end of the noun phrase. last: its last token."""
    span, hedge = mention.span, mention.hedge
    end = max(span.end, scene.tokens.end(last))
    if hedge is None:
        return Span(span.start, end)
    return Span(min(span.start, hedge.start), max(end, hedge.end))
