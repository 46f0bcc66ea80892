"""Figures to claims: every quantity with what it counts, whose, where, when, who says so, and in what sense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from consistency.claims import force
from consistency.claims.counted import NounPhrase, counted, noun_phrase
from consistency.claims.keywords import keywords, sentence_bounds, setting
from consistency.claims.said import attribution, sources
from consistency.claims.scene import Clause, Scene
from consistency.claims.when import claim_time
from consistency.claims.where import places
from consistency.claims.whose import belongs, subjects
from consistency.model.claim import Claim, Counted, Provenance
from consistency.model.document import Document, Moment, Span
from consistency.model.quantity import QuantityMention
from consistency.model.timex import TimexMention


@dataclass(frozen=True, slots=True)
class _Bound:
    claim: Claim
    mention: QuantityMention
    phrase: NounPhrase
    clause: Clause


def provenance(document: Document, published: Moment | None) -> Provenance:
    """What comparing needs of the article. published: its own date, or the one its dateline gave."""
    return Provenance(
        document.id,
        document.source,
        document.agency,
        published,
        document.language,
        document.byline,
        document.url,
    )


def bind(
    scene: Scene,
    quantities: Sequence[QuantityMention],
    times: tuple[TimexMention, ...],
    published: Moment | None,
) -> tuple[Claim, ...]:
    """A claim for every quantity, in text order."""
    firsts = [q.first for q in quantities]
    taken = {*firsts, *(t.first for t in times)}
    known = sources(scene, times)
    origin = provenance(scene.document, published)
    where_document = setting(scene)
    bound = []
    for mention in quantities:
        phrase = noun_phrase(scene, mention, taken)
        clause = scene.clause(mention.first, max(mention.last, phrase.last))
        what = counted(scene, mention, phrase, clause, firsts)
        said, source = attribution(scene, mention.first, mention.last, clause, known)
        past = force.told_as_past(scene, mention)
        sentence = scene.sentence(mention.span.start)
        bounds = sentence_bounds(scene, mention.first)
        role = what.role or _role(scene, mention, phrase, clause)
        claim = Claim(
            id=f"{scene.document.id}:{mention.span.start}-{mention.span.end}",
            span=mention.span,
            text=scene.tokens.text[mention.span.start : mention.span.end],
            sentence=sentence.span,
            zone=sentence.zone,
            section=sentence.section,
            provenance=origin,
            counted=replace(what, role=role),
            subjects=subjects(scene, mention, phrase, what, clause),
            places=places(scene, mention, phrase, what, clause, firsts),
            time=claim_time(
                scene, mention, clause, times, firsts, source, published, past, is_standing(scene, what)
            ),
            attribution=said,
            modality=force.modality(scene, mention, clause),
            change=force.change(scene, mention, clause),
            quantity=mention.quantity,
            part_of=force.part_of(scene, mention, clause),
            scope=force.scope(scene, mention, clause),
            quote=scene.tokens.text[sentence.span.start : sentence.span.end],
            phrase=_quotable(scene, mention, phrase),
            keywords=keywords(scene, bounds.first, bounds.last, range(mention.first, mention.last + 1)),
            setting=where_document,
        )
        bound.append(_Bound(claim, mention, phrase, clause))
    return tuple(_shared(scene, bound))


def is_standing(scene: Scene, what: Counted) -> bool:
    """Whether the counted stands until something changes it (troops, prices), by `rules/counted`."""
    row = scene.packs.table("counted").get(what.concept)
    return bool(row and row.get("standing"))


def _quotable(scene: Scene, mention: QuantityMention, phrase: NounPhrase) -> Span:
    """From the hedge to the end of the noun phrase."""
    start = min(mention.span.start, mention.hedge.start if mention.hedge else mention.span.start)
    end = max(mention.span.end, mention.hedge.end if mention.hedge else 0, scene.tokens.end(phrase.last))
    return Span(start, end)


def _role(scene: Scene, mention: QuantityMention, phrase: NounPhrase, clause: Clause) -> str | None:
    """What happened to the counted: the nearest such verb in the clause, for what can have it happen to it."""
    nearest: tuple[int, str] | None = None
    for hit in scene.hits_between(clause.first, clause.last):
        if mention.first <= hit.first <= mention.last:
            continue
        sense = hit.sense("role")
        if sense is None or (hit.sense("concept") and hit.first != phrase.head):
            continue
        distance = (
            mention.first - hit.last
            if hit.last < mention.first
            else hit.first - max(phrase.last, mention.last)
        )
        if nearest is None or distance < nearest[0]:
            nearest = (distance, sense.id)
    return nearest[1] if nearest is not None and nearest[0] <= 8 else None


def _shared(scene: Scene, bound: Sequence[_Bound]) -> list[Claim]:
    """Coordinated figures share what only one of them says: "2,500 US soldiers in Iraq and 900 in Syria"."""
    claims: list[Claim] = []
    for position, item in enumerate(bound):
        claim = item.claim
        before = claims[-1] if claims else None
        near = before is not None and before.sentence == claim.sentence
        if near and before is not None:
            previous = bound[position - 1]
            joined = _joined(scene, previous, item)
            if (
                not claim.counted.concept
                and joined
                and before.quantity is not None
                and claim.quantity is not None
            ):
                if before.quantity.kind == claim.quantity.kind == "count":
                    claim = replace(claim, counted=replace(before.counted, text=before.counted.text))
            same = claim.counted.concept == before.counted.concept
            if same and joined and not claim.subjects and belongs(scene, claim.counted):
                claim = replace(claim, subjects=before.subjects)
        claims.append(claim)
    return claims


def _joined(scene: Scene, a: _Bound, b: _Bound) -> bool:
    """Whether "and" stands between two figures, with nothing in the way that starts a new clause."""
    words = range(max(a.phrase.last, a.mention.last) + 1, b.mention.first + 1)
    if len(words) > 12:
        return False
    clitic = any(
        form.conjunction
        for index in words
        if (hit := scene.hit(index)) is not None and hit.first == index
        for form in hit.forms[:1]
    )
    language = scene.packs.settings(scene.document.language)
    return clitic or any(scene.plain(i) in language.get("conjunctions", []) for i in words)
