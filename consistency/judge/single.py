"""Findings that need no group of two: a date at odds with itself, an article without a date, a wider scope."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from consistency.judge import times
from consistency.judge.confidence import CERTAIN
from consistency.judge.evaluate import Decision, decide, findings
from consistency.judge.explain import MOST_ALSO, about_document, finding
from consistency.model.claim import Claim
from consistency.model.finding import Finding
from consistency.model.group import ClaimGroup, Link
from consistency.model.timex import Timex
from consistency.packs.ruleset import Packs


def slips(claims: Iterable[Claim], group_of: Mapping[str, ClaimGroup], packs: Packs) -> list[Finding]:
    """A finding for every date at odds with itself (month pair, weekday, impossible day) or with a count beside it.

    The dates that other articles give for the same event stand beside it, where they were aligned.
    claims: of one article or of several. group_of: the groups of these claims, by claim id.
    """
    rules = {name: rule for rule in packs.rules if rule.check == "mention" for name in rule.when}
    made: dict[str, Finding] = {}
    for claim in claims:
        problem = _problem(claim.timex) if claim.timex else None
        if problem is None or problem not in rules:
            continue
        group = group_of.get(claim.id)
        others = (
            [c for c in group.claims if c.document != claim.document and c.timex and not c.timex.problem]
            if group
            else []
        )
        result = finding(
            rules[problem],
            claim,
            None,
            others[:MOST_ALSO],
            group=group.id if group else None,
            confidence=CERTAIN,
            why=(),
            packs=packs,
        )
        made.setdefault(result.fingerprint, result)
    return [made[key] for key in sorted(made)]


def is_odd(claim: Claim) -> bool:
    """Whether the claim is a date at odds with itself or with a count beside it: one that `slips` looks at."""
    return claim.timex is not None and _problem(claim.timex) is not None


def _problem(timex: Timex) -> str | None:
    return timex.problem or (timex.odds.kind if timex.odds else None)


def together(wider: Iterable[Link], group_of: Mapping[str, str]) -> list[list[Link]]:
    """Links to wider claims that are judged together: those between the same two groups.

    group_of: group id by claim id; a claim of no group is one by itself. Shape: in order of the groups' ids, links
    as they came.
    """
    found: dict[tuple[str, ...], list[Link]] = {}
    for link in wider:
        sides = sorted(group_of.get(ident, ident) for ident in (link.a, link.b))
        found.setdefault(tuple(sides), []).append(link)
    return [links for _, links in sorted(found.items())]


def scopes(
    links: Iterable[Link],
    claims: Iterable[Claim],
    origins: Mapping[str, str],
    packs: Packs,
    focus: Set[str] | None = None,
) -> list[Finding]:
    """Findings on claims of two groups: one is told of a wider scope than the other, or was put off from its day.

    Beside two figures stands that for the rest of the wider scope, where the article that tells the narrow one has it:
    it shows that the two cannot both be right.
    links: between two groups (`together`). claims: all of the articles that these links are of.
    focus: only findings on claims of these articles.
    """
    by_id = {claim.id: claim for claim in claims}
    of_document: dict[str, list[Claim]] = {}
    for claim in by_id.values():
        of_document.setdefault(claim.document, []).append(claim)

    def decided(link: Link) -> Decision:
        a, b = by_id[link.a], by_id[link.b]
        return decide(a, b, link, "wider" if a.timex is None else "dates", origins, packs)

    def beside(a: Claim, b: Claim) -> Sequence[Claim]:
        if a.timex is not None:
            return []
        return _rest_of_scope(a, b, [c for ident in {a.document, b.document} for c in of_document[ident]])

    return findings(map(decided, links), None, packs, beside, focus)


def _rest_of_scope(a: Claim, b: Claim, claims: Iterable[Claim]) -> Sequence[Claim]:
    """The figure of the same thing for the places that only the wider claim names, from the two articles."""
    wide, narrow = (a, b) if len(a.places) >= len(b.places) else (b, a)
    rest = tuple(sorted(set(wide.places) - set(narrow.places)))
    found = [
        c
        for c in claims
        if c.places == rest
        and c.quantity is not None
        and c.counted.concept in (wide.counted.concept, narrow.counted.concept)
        and c.document in (wide.document, narrow.document)
        and (not c.subjects or not narrow.subjects or set(c.subjects) & set(narrow.subjects))
    ]
    best = min(found, key=lambda c: (c.document != narrow.document, times.width(c), c.id), default=None)
    return [] if best is None else [best]


def undated(articles: Iterable[tuple[str, str]], packs: Packs) -> list[Finding]:
    """A finding for every article whose publication date is unknown. articles: (document id, byline)."""
    rules = [rule for rule in packs.rules if rule.check == "document" and "unpublished" in rule.when]
    return [about_document(rule, ident, byline) for rule in rules for ident, byline in sorted(articles)]
